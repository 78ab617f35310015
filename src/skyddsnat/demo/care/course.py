"""Stretches of the main chain that many stories share; each is told from so many days ago."""

from collections.abc import Generator
from datetime import datetime, timedelta
from typing import Any

from skyddsnat.demo.care.around import all_is_done
from skyddsnat.demo.care.board import meet
from skyddsnat.demo.care.deeds import CHAIR, DAY, HOUR, Care
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.days import on
from skyddsnat.domains.compulsory.types import EnforcerKind, PlaceKind
from skyddsnat.domains.compulsory.types.papers import PaperKind
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.compulsory_states import Act, Track

HOME = (PlaceKind.EMERGENCY_HOME, "Jourhemmet Lindgren")
_MORNING = 10


def taken(care: Care, days: int, place: tuple[PlaceKind, str] = HOME, *, hour: int = 19, by: str = CHAIR) -> Story:
    """The custody is signed and the child placed an hour later. Before another than the chair, the chair was sought."""
    at = care.cast.ago(days, hour)
    yield at
    care.decide_at_once(Track.CARE, at, by=by, sought="" if by == CHAIR else CHAIR)
    kind, name = place
    care.place(kind, name, at + HOUR)
    care.enforce(Track.CARE, EnforcerKind.HOME, name, at + HOUR)


def submitted(care: Care, days: int, track: Track = Track.CARE) -> Story:
    """The court has the immediate decision, and has said so."""
    at = care.cast.ago(days, _MORNING)
    yield at
    care.send(track, Act.SUBMIT, at)


def confirmed(care: Care, days: int, place: tuple[PlaceKind, str] = HOME, *, by: str = CHAIR) -> Story:
    """Taken, submitted four days later, all told and asked, and confirmed four days after that."""
    yield from taken(care, days, place, by=by)
    yield from submitted(care, days - 4)
    at = care.cast.ago(days - 5, _MORNING)
    yield at
    care.tell_parties(Track.CARE, Act.DECIDE_IMMEDIATE, at)
    all_is_done(care, at + HOUR)
    yield from stepped(care, Track.CARE, Act.CONFIRM, days - 8, "Rätten fastställer omhändertagandet.")


def stepped(care: Care, track: Track, act: Act, days: int, words: str = "") -> Story:
    """Somebody else's deed is written down."""
    at = care.cast.ago(days, _MORNING, 40)
    yield at
    care.step(track, act, at, words)


def decided(care: Care, track: Track, act: Act, days: int, **said: Any) -> Generator[datetime, None, datetime]:
    """The committee decides, at its first meeting from that day: as proposed, or as `said`. Returns when."""
    at = meet(care.cast.stage.place, care.cast.today - timedelta(days=days))
    yield at
    care.decide_at_meeting(track, act, at, **said)
    return at


def sent(care: Care, track: Track, act: Act, days: int) -> Story:
    """The committee decides, and the court has the papers the day after."""
    at = yield from decided(care, track, act, days)
    tomorrow = on(local_date(at + DAY), _MORNING)
    yield tomorrow
    care.send(track, act, tomorrow)


def in_care(care: Care, days: int, ordered: int, place: tuple[PlaceKind, str] = HOME) -> Story:
    """From the custody so many days ago to the court's order so many days ago, and the plan of how care is given."""
    yield from confirmed(care, days, place)
    yield from sent(care, Track.CARE, Act.APPLY, days - 15)
    yield from stepped(care, Track.CARE, Act.ORDER_BEGUN, ordered, "Rätten bereder vård.")
    at = care.cast.ago(ordered - 12, _MORNING)
    yield at
    care.sign(PaperKind.IMPLEMENTATION_PLAN, Track.CARE, at)
