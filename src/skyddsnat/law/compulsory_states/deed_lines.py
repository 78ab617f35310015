"""The lines of the deeds, track by track, in the order of the chain."""

from collections.abc import Mapping
from dataclasses import dataclass

from skyddsnat.law.citations import CUSTODY, LVM, LVU, SHELTER, WITHOUT_CONSENT
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


def _contact(old: str, new: str, shelter: str) -> dict[str, str]:
    return {OLD: old, NEW: new, SHELTER.number: shelter}


def _services(place: str) -> dict[str, str]:
    return {WITHOUT_CONSENT.number: place}


def _shelter(place: str) -> dict[str, str]:
    return {SHELTER.number: place}


def _lvm(place: str) -> dict[str, str]:
    return {LVM.number: place}


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
    line(Act.ASK_POLICE, By.BOARD, old_and_new("43", "20:1")),
    line(Act.LAPSE, By.LAW, old_and_new("9", "5:6")),
)

CONTACT = (
    line(Act.DECIDE, By.BOARD, _contact("14 st. 2", "7:2", "5:4"), started="consider_contact"),
    line(Act.CONSIDER, By.BOARD, _contact("14 st. 3", "7:2", "5:6"), "consider_contact", "consider_contact"),
    line(Act.DISMISS_REQUEST, By.BOARD, {SHELTER.number: "5:7"}),
    line(Act.END, By.BOARD, _contact("14 st. 2", "7:2", "5:4"), "consider_contact"),
    line(Act.OVERTURN, By.COURT, _contact("41", "19:1", "9:1")),
    line(Act.MAIN_MEASURE_ENDS, By.LAW, _contact("14 st. 2", "7:2", "5:4")),
)

REMOVAL = (
    line(Act.DECIDE_IMMEDIATE, By.BOARD, old_and_new("27", "12:6"), started="submit_temporary_removal_prohibition"),
    line(
        Act.SUBMIT,
        By.CASEWORKER,
        old_and_new("28", "12:8"),
        "submit_temporary_removal_prohibition",
        "court_reviews_removal_prohibition",
    ),
    line(
        Act.CONFIRM,
        By.COURT,
        old_and_new("28", "16:2"),
        "court_reviews_removal_prohibition",
        "apply_removal_prohibition",
    ),
    line(Act.COURT_ENDS, By.COURT, old_and_new("30", "12:11"), "court_reviews_removal_prohibition"),
    line(Act.COURT_DECIDES_IMMEDIATE, By.COURT, old_and_new("27", "12:7")),
    line(Act.ASK_EXTENSION, By.BOARD, {NEW: "12:9"}),
    line(Act.EXTEND, By.COURT, {NEW: "12:9"}),
    line(Act.REFUSE_EXTENSION, By.COURT, {NEW: "12:9"}),
    line(Act.END_IMMEDIATE, By.BOARD, old_and_new("30", "12:11")),
    line(Act.APPLY, By.BOARD, old_and_new("24", "12:2"), "apply_removal_prohibition", "court_takes_up"),
    line(Act.WITHDRAW, By.BOARD, old_and_new("24", "12:2")),
    line(Act.ORDER, By.COURT, old_and_new("24", "12:2"), "court_takes_up", "consider_removal_prohibition"),
    line(Act.REJECT, By.COURT, old_and_new("24", "12:2"), "court_takes_up"),
    line(
        Act.CONSIDER,
        By.BOARD,
        old_and_new("26", "12:4"),
        "consider_removal_prohibition",
        "consider_removal_prohibition",
    ),
    line(Act.SET_CONTACT, By.BOARD, old_and_new("31", "12:12")),
    line(Act.END, By.BOARD, old_and_new("26", "12:5")),
    line(Act.OVERTURN, By.COURT, old_and_new("24", "12:2")),
    line(Act.EXPIRE, By.LAW, old_and_new("24", "12:1")),
    line(Act.REACH_AGE, By.LAW, old_and_new("24", "12:5")),
    line(Act.EXPEL, By.LAW, {NEW: "14:1"}),
    line(Act.LAPSE, By.LAW, old_and_new("30", "12:10")),
)

EXIT = (
    line(Act.DECIDE_IMMEDIATE, By.BOARD, old_and_new("31 d", "13:6"), started="submit_temporary_exit_ban"),
    line(Act.SUBMIT, By.CASEWORKER, old_and_new("31 e", "13:8"), "submit_temporary_exit_ban", "court_reviews_exit_ban"),
    line(Act.CONFIRM, By.COURT, old_and_new("31 e", "16:2"), "court_reviews_exit_ban", "apply_exit_ban"),
    line(Act.COURT_ENDS, By.COURT, old_and_new("31 g", "13:11"), "court_reviews_exit_ban"),
    line(Act.COURT_DECIDES_IMMEDIATE, By.COURT, old_and_new("31 d", "13:7")),
    line(Act.ASK_EXTENSION, By.BOARD, old_and_new("31 f", "13:9")),
    line(Act.EXTEND, By.COURT, old_and_new("31 f", "13:9")),
    line(Act.REFUSE_EXTENSION, By.COURT, old_and_new("31 f", "13:9")),
    line(Act.END_IMMEDIATE, By.BOARD, old_and_new("31 g", "13:11")),
    line(Act.APPLY, By.BOARD, old_and_new("31 b", "13:2"), "apply_exit_ban", "court_takes_up"),
    line(Act.WITHDRAW, By.BOARD, old_and_new("31 b", "13:2")),
    line(Act.ORDER, By.COURT, old_and_new("31 b", "13:2"), "court_takes_up", "examine_exit_ban"),
    line(Act.REJECT, By.COURT, old_and_new("31 b", "13:2"), "court_takes_up"),
    line(Act.EXAMINE, By.BOARD, old_and_new("31 c", "13:4"), "examine_exit_ban", "examine_exit_ban"),
    line(Act.EXCEPT, By.BOARD, old_and_new("31 i", "13:12")),
    line(Act.END, By.BOARD, old_and_new("31 c", "13:5")),
    line(Act.OVERTURN, By.COURT, old_and_new("31 b", "13:2")),
    line(Act.REACH_AGE, By.LAW, old_and_new("31 c", "13:5")),
    line(Act.EXPEL, By.LAW, old_and_new("31 h", "14:1")),
    line(Act.LAPSE, By.LAW, old_and_new("31 g", "13:10")),
)

CONTINUED = (
    line(Act.APPLY, By.BOARD, old_and_new("9 a", "5:9"), "continued_custody", "court_takes_up"),
    line(
        Act.ORDER,
        By.COURT,
        old_and_new("9 a", "5:8"),
        "court_takes_up",
        ("continued_custody", "continued_custody_total"),
    ),
    line(Act.REJECT, By.COURT, old_and_new("9 a", "5:8"), "court_takes_up"),
    line(Act.PLACE, By.BOARD, old_and_new("11 st. 1", "6:1")),
    line(Act.END, By.BOARD, old_and_new("9 b", "5:11")),
    line(Act.COURT_ENDS, By.COURT, old_and_new("9 b", "5:11")),
    line(Act.ASK_POLICE, By.BOARD, old_and_new("43", "20:1")),
    line(Act.LAPSE, By.LAW, old_and_new("9 b", "5:11")),
)

INTERMEDIATE = (
    line(Act.DRAW_PLAN, By.CASEWORKER, {OLD: "22"}),
    line(Act.DECIDE, By.BOARD, {OLD: "22"}, started="examine_intermediate"),
    line(Act.EXAMINE, By.BOARD, {OLD: "22"}, "examine_intermediate", "examine_intermediate"),
    line(Act.END, By.BOARD, {OLD: "22"}),
    line(Act.OVERTURN, By.COURT, {OLD: "41"}),
    line(Act.REACH_AGE, By.LAW, {OLD: "22"}),
    line(Act.CARE_TAKES_OVER, By.LAW, {OLD: "23"}),
)

SERVICES = (
    line(Act.DRAW_PLAN, By.CASEWORKER, _services("5:1")),
    line(Act.DECIDE, By.BOARD, _services("4:1"), started="consider"),
    line(Act.DECIDE_FOR_GUARDIAN, By.BOARD, _services("3:1"), started="consider"),
    line(Act.CONSIDER, By.BOARD, _services("9:1"), "consider", "consider"),
    line(Act.SET_CONDITION, By.BOARD, _services("4:3")),
    line(Act.SET_GUARDIAN_CONDITION, By.BOARD, _services("3:5")),
    line(Act.SET_HOME_HOURS, By.BOARD, _services("4:3"), "home_hours", "home_hours"),
    line(Act.EXCEPT, By.BOARD, _services("4:8")),
    line(Act.SET_FINE, By.BOARD, _services("8:1")),
    line(Act.KEEP_CONDITION, By.BOARD, _services("7:3"), started="condition_outlives"),
    line(Act.END, By.BOARD, _services("9:2")),
    line(Act.OVERTURN, By.COURT, _services("10:1")),
    line(Act.EXPIRE, By.LAW, _services("7:2")),
    line(Act.REACH_AGE, By.LAW, _services("9:3")),
    line(Act.CARE_TAKES_OVER, By.LAW, _services("9:5")),
    line(Act.EXPEL, By.LAW, _services("9:6")),
    line(Act.ASK_POLICE, By.BOARD, _services("11:1")),
    line(Act.LAPSE, By.LAW, _services("7:3")),
)

IN_SHELTER = (
    line(Act.DECIDE_IMMEDIATE, By.BOARD, _shelter("4:1"), started="submit"),
    line(Act.SUBMIT, By.CASEWORKER, _shelter("4:3"), "submit", "court_reviews"),
    line(Act.CONFIRM, By.COURT, _shelter("4:3"), "court_reviews"),
    line(Act.COURT_ENDS, By.COURT, _shelter("4:8"), "court_reviews"),
    line(Act.COURT_DECIDES_IMMEDIATE, By.COURT, _shelter("4:1")),
    line(Act.EXECUTE, By.CASEWORKER, _shelter("5:2"), started="apply"),
    line(Act.ASK_EXTENSION, By.BOARD, _shelter("4:6")),
    line(Act.EXTEND, By.COURT, _shelter("4:6")),
    line(Act.REFUSE_EXTENSION, By.COURT, _shelter("4:6")),
    line(Act.END_IMMEDIATE, By.BOARD, _shelter("4:8")),
    line(Act.APPLY, By.BOARD, _shelter("3:3"), "apply", "court_takes_up"),
    line(Act.WITHDRAW, By.BOARD, _shelter("3:3")),
    line(Act.ORDER, By.COURT, _shelter("3:3"), "court_takes_up"),
    line(Act.ORDER_BEGUN, By.COURT, _shelter("3:3"), "court_takes_up", "consider"),
    line(Act.REJECT, By.COURT, _shelter("3:3"), "court_takes_up"),
    line(Act.LEGAL_FORCE, By.LAW, _shelter("3:4"), started="begin"),
    line(Act.BEGIN, By.CASEWORKER, _shelter("5:2"), "begin", "consider"),
    line(Act.PLACE, By.BOARD, _shelter("5:1")),
    line(Act.CONSIDER, By.BOARD, _shelter("5:3"), "consider", "consider"),
    line(Act.DISMISS_REQUEST, By.BOARD, _shelter("7:2")),
    line(Act.END, By.BOARD, _shelter("7:1")),
    line(Act.OVERTURN, By.COURT, _shelter("3:3")),
    line(Act.MAIN_MEASURE_ENDS, By.LAW, _shelter("7:1")),
    line(Act.REACH_AGE, By.LAW, _shelter("7:1")),
    line(Act.EXPEL, By.LAW, _shelter("7:3")),
    line(Act.ASK_POLICE, By.BOARD, _shelter("8:7")),
    line(Act.LAPSE, By.LAW, _shelter("4:7")),
)

LINKED = (
    line(Act.DECIDE_IMMEDIATE, By.BOARD, _lvm("13"), started="submit_custody"),
    line(Act.SUBMIT, By.CASEWORKER, _lvm("15"), "submit_custody", "court_decides"),
    line(Act.EXECUTE, By.CASEWORKER, _lvm("19"), started=("court_decides", "end")),
    line(Act.CONFIRM, By.COURT, _lvm("17"), "court_decides", "apply"),
    line(Act.COURT_ENDS, By.COURT, _lvm("17"), "court_decides"),
    line(Act.COURT_DECIDES_IMMEDIATE, By.COURT, _lvm("13")),
    line(Act.END_IMMEDIATE, By.BOARD, _lvm("18 b")),
    line(Act.APPLY, By.BOARD, _lvm("11"), "apply"),
    line(Act.WITHDRAW, By.BOARD, _lvm("11")),
    line(Act.ORDER, By.COURT, _lvm("5")),
    line(Act.ORDER_BEGUN, By.COURT, _lvm("5")),
    line(Act.REJECT, By.COURT, _lvm("5")),
    line(Act.LEGAL_FORCE, By.LAW, _lvm("12"), started="begin_care"),
    line(Act.BEGIN, By.CASEWORKER, _lvm("20"), "begin_care", "end"),
    line(Act.END, By.OTHER, _lvm("25"), "end"),
    line(Act.OVERTURN, By.COURT, _lvm("5")),
    line(Act.LAPSE, By.LAW, _lvm("18 a")),
)

LINES: Mapping[Track, tuple[Line, ...]] = {
    Track.CARE: CARE,
    Track.CONTACT: CONTACT,
    Track.REMOVAL: REMOVAL,
    Track.EXIT: EXIT,
    Track.CONTINUED: CONTINUED,
    Track.INTERMEDIATE: INTERMEDIATE,
    Track.WITHOUT_CONSENT: SERVICES,
    Track.SHELTER: IN_SHELTER,
    Track.LVM: LINKED,
}
