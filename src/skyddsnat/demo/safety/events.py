"""An incident as it is told beforehand: what happened to whom, and what was done about it."""

from dataclasses import dataclass

from skyddsnat.domains.safety.types.following import Measure, PoliceOutcome, SeriousAnswers, Wish
from skyddsnat.domains.safety.types.register import Channel, Concerns, Effect, IncidentKind, Injury, Source

NOT_SERIOUS = SeriousAnswers(
    is_death=False, is_serious_injury=False, are_several_injured=False, was_danger_to_life=False
)
DANGER_TO_LIFE = SeriousAnswers(
    is_death=False, is_serious_injury=False, are_several_injured=False, was_danger_to_life=True
)
AS_ALWAYS = "E-tjänsten för myndigheter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Police:
    """The employer's report: hours until it is sent, days until the number, the askings and the end; or why not."""

    sent: float | None = 20
    by: str = AS_ALWAYS
    number: int | None = 6
    asked: tuple[tuple[int, str], ...] = ()
    closed: int | None = None
    outcome: PoliceOutcome | None = None
    left_out: str = ""


def ended(days: int, outcome: PoliceOutcome, *asked: tuple[int, str], sent: float = 20) -> Police:
    """A report that came to its end so many days after the incident."""
    return Police(sent=sent, asked=asked, closed=days, outcome=outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An incident so many days ago, and what followed. Days and hours after it count from when it was reported.

    `child` is whose case it was about, `kept` a text that was kept as a file. None where something is not done yet:
    `talked`, `told` (hours), `enough`; 0 where it was enough the next day and nobody asked again.
    """

    days: int
    hour: int
    kind: IncidentKind
    channel: Channel
    who: tuple[str, ...]
    words: str
    source: Source = Source.UNKNOWN
    alias: str = ""
    place: str = ""
    is_direct: bool = True
    injury: Injury = Injury.NONE
    is_near_miss: bool = False
    concerns: Concerns = Concerns.NONE
    effect: Effect = Effect.NONE
    child: str = ""
    wave: str = ""
    kept: str = ""
    talked: float | None = 3
    talk: str = ""
    told: float | None = 5
    serious: SeriousAnswers | None = NOT_SERIOUS
    police: Police = Police()
    wishes: tuple[Wish, ...] = (Wish.TALK,)
    wish_words: str = ""
    measures: tuple[tuple[Measure, str], ...] = ()
    changed: int | None = None
    enough: int | None = None
    closing: str = ""
