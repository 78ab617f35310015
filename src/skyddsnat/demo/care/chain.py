"""Children on the main chain, from the custody to the end of the follow-up: one where each step leaves a case."""

from datetime import timedelta

from skyddsnat.demo.care.beginning import Report, begun
from skyddsnat.demo.care.board import minutes
from skyddsnat.demo.care.deeds import HOUR, Why
from skyddsnat.demo.cast import Cast
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.families import Family
from skyddsnat.domains.compulsory.types import EnforcerKind, PlaceKind
from skyddsnat.law.compulsory_states import Track

CARE = Track.CARE


def all_in_care(cast: Cast) -> list[Story]:
    """Their stories, each to be begun, and the minutes of the meetings."""
    return [
        minutes(cast.stage.place, since=cast.today - timedelta(days=720)),
        taken_last_night(cast, cast.family("Strandskärs", ("Noomi", "f", 3), parents=("Lovisa", "Jonas"))),
    ]


def taken_last_night(cast: Cast, family: Family) -> Story:
    """One caseworker on duty, an acute deviation to be confirmed, and a decision that the next meeting is told of."""
    report = Report(
        days=1,
        hour=17,
        told="Mamman gick inte att väcka när patrullen kom. Noomi, tre år, satt på trappan utan skor.",
        asks="Vem kan ta hand om Noomi, och går det att bo hemma?",
        worker="maria",
        second="",
        by_police=True,
        alone="Medhandläggaren är sjuk och ingen annan på jouren är socialsekreterare. Barnet kan inte vänta.",
        whys=(
            Why(
                ground="lack_of_care",
                circumstances="Mamman går inte att tala med i kväll. Pappan är utomlands och har inte nåtts.",
                reasons="Noomi är lämnad utan vuxen som kan ta hand om henne, för tredje gången på en månad.",
                interests="Noomi behöver en nykter vuxen, mat och sömn nu.",
                says="Noomi säger att mamma sover hela tiden.",
                urgent="Noomi har ingen vuxen i natt, och nämnden går inte att samla före i morgon.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    at = cast.ago(1, 22, 10)
    yield at
    care.decide_at_once(CARE, at)
    care.place(PlaceKind.EMERGENCY_HOME, "Jourhemmet Lindgren", at + HOUR)
    care.enforce(CARE, EnforcerKind.HOME, "Jourhemmet Lindgren", at + HOUR)
    care.need_counsel(at + HOUR, is_reported=False)
