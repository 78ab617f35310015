"""The lines of the deeds, track by track, in the order of the chain."""

from collections.abc import Mapping
from dataclasses import dataclass

from skyddsnat.law.citations import CUSTODY, LVU
from skyddsnat.law.compulsory_states.kinds import Act, By, Track

OLD, NEW = LVU.number, CUSTODY.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One act on one track: its place in each Act that knows it, and the names of its clocks."""

    act: Act
    by: By
    places: Mapping[str, str]
    met: tuple[str, ...] = ()
    started: tuple[str, ...] = ()


def line(
    act: Act, by: By, places: Mapping[str, str], met: str | tuple[str, ...] = (), started: str | tuple[str, ...] = ()
) -> Line:
    return Line(act=act, by=by, places=places, met=_names(met), started=_names(started))


def _names(given: str | tuple[str, ...]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else given


def old_and_new(old: str, new: str) -> dict[str, str]:
    """The place in LVU and in the Act that replaces it."""
    return {OLD: old, NEW: new}


_TRANSFER = ("custody_transfer", "custody_transfer_yearly")
_REVIEWS = ("consider_home", "examine_behaviour")

CARE = (
    line(Act.DECIDE_IMMEDIATE, By.BOARD, old_and_new("6", "5:1"), started="submit_custody"),
    line(Act.DECIDE_INTERNATIONAL, By.BOARD, old_and_new("6 a", "5:2"), started="submit_custody"),
    line(Act.SUBMIT, By.CASEWORKER, old_and_new("7", "5:4"), "submit_custody", "court_reviews_custody"),
    line(Act.CONFIRM, By.COURT, old_and_new("7", "16:2"), "court_reviews_custody"),
    line(Act.COURT_ENDS, By.COURT, old_and_new("9 st. 3", "5:7"), "court_reviews_custody"),
    line(Act.COURT_DECIDES_IMMEDIATE, By.COURT, old_and_new("6 st. 3", "5:3")),
    line(Act.EXECUTE, By.CASEWORKER, old_and_new("8", "6:4"), started="apply_for_care"),
    line(Act.ASK_EXTENSION, By.BOARD, old_and_new("8 st. 2", "5:5")),
    line(Act.EXTEND, By.COURT, old_and_new("8 st. 2", "5:5")),
    line(Act.REFUSE_EXTENSION, By.COURT, old_and_new("8 st. 2", "5:5")),
    line(Act.END_IMMEDIATE, By.BOARD, old_and_new("9 st. 3", "5:7")),
    line(Act.APPLY, By.BOARD, old_and_new("4", "4:1"), "apply_for_care", "court_takes_up"),
    line(Act.APPLY_CONTINUED, By.BOARD, old_and_new("9 a", "5:9"), "apply_for_care"),
    line(Act.WITHDRAW, By.BOARD, old_and_new("4", "4:1")),
    line(Act.ORDER, By.COURT, old_and_new("4", "4:1"), "court_takes_up"),
    line(Act.ORDER_BEGUN, By.COURT, old_and_new("4", "4:1"), "court_takes_up", _REVIEWS),
    line(Act.REJECT, By.COURT, old_and_new("4", "4:1"), "court_takes_up"),
    line(Act.LEGAL_FORCE, By.LAW, old_and_new("5", "6:4"), started="begin_care"),
    line(Act.BEGIN, By.CASEWORKER, old_and_new("10", "6:4"), "begin_care", _REVIEWS),
    line(Act.PLACE, By.BOARD, old_and_new("11 st. 1", "6:1"), started="custody_transfer"),
    line(Act.CONSIDER, By.BOARD, old_and_new("13", "8:2"), "consider_home", "consider_home"),
    line(Act.EXAMINE, By.BOARD, old_and_new("13", "8:3"), "examine_behaviour", "examine_behaviour"),
    line(Act.CONSIDER_TRANSFER, By.BOARD, old_and_new("13 c", "9:1"), _TRANSFER, "custody_transfer_yearly"),
    line(Act.DISMISS_REQUEST, By.BOARD, {NEW: "10:4"}),
    line(Act.CONSIDER_END, By.BOARD, old_and_new("13 b", "10:3")),
    line(Act.KEEP, By.BOARD, old_and_new("21", "10:1")),
    line(Act.END, By.BOARD, old_and_new("21", "10:1")),
    line(Act.OVERTURN, By.COURT, old_and_new("4", "4:1")),
    line(Act.REACH_AGE, By.LAW, old_and_new("21", "10:2")),
    line(Act.EXPEL, By.LAW, old_and_new("21 a", "14:1")),
    line(Act.START_FOLLOW_UP, By.CASEWORKER, old_and_new("21 b", "10:6"), started="follow_up"),
    line(Act.END_FOLLOW_UP, By.CASEWORKER, old_and_new("21 c", "10:7"), "follow_up"),
    line(Act.OPEN_INVESTIGATION, By.CASEWORKER, old_and_new("21 c", "10:7"), "follow_up"),
    line(Act.LAPSE, By.LAW, old_and_new("9", "5:6")),
)

LINES: Mapping[Track, tuple[Line, ...]] = {Track.CARE: CARE}
