"""Opening, changing and closing a compulsory case."""

from collections.abc import Iterable
from datetime import date, datetime

from skyddsnat.domains.compulsory.rules.guarding import CASE_CLOSED, reason
from skyddsnat.domains.compulsory.types import MeasureView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import ALLOWED, Reason, Verdict
from skyddsnat.law.compulsory_states import Act, State, acts, deed_of
from skyddsnat.law.grounds import UnknownGround, ground_verdict

UNKNOWN_GROUND = reason("unknown_ground", "Grunden finns inte i lagen.", "There is no such ground in the law.")
RUNNING = reason(
    "case_running",
    "Det finns redan ett öppet tvångsärende i akten.",
    "There is already an open compulsory case in the file.",
)
FILE_CLOSED = reason("file_closed", "Akten är avslutad. Öppna den först.", "The file is closed. Open it first.")
NO_CIRCUMSTANCES = reason(
    "no_circumstances",
    "Skriv varför vård med samtycke inte räcker.",
    "Write why care by consent is not enough.",
)
NO_CLOSE_REASON = reason("no_close_reason", "Skriv varför ärendet avslutas.", "Write why the case is closed.")
MEASURE_RUNS = reason(
    "measure_runs",
    "En åtgärd gäller ännu eller är hos rätten.",
    "A measure still holds or is before the court.",
)
PLACE_RUNS = reason("place_runs", "En placering pågår. Avsluta den först.", "A placement is running. End it first.")
FOLLOW_UP_RUNS = reason(
    "follow_up_runs",
    "Uppföljningen efter vården pågår.",
    "The follow-up after the care is running.",
)


def opening(
    *, circumstances: str, is_running: bool, is_file_closed: bool, grounds: Iterable[str], age: int | None, on: date
) -> Verdict:
    """Whether a compulsory case may be opened. Grounds may come later: protection waits for no form (lesson 8)."""
    return Verdict.of(
        FILE_CLOSED if is_file_closed else None,
        RUNNING if is_running else None,
        None if circumstances.strip() else NO_CIRCUMSTANCES,
    ) + fitting(grounds, age=age, on=on)


def changing(
    *, circumstances: str, is_open: bool, grounds: Iterable[str], age: int | None, on: date, applied_on: date | None
) -> Verdict:
    """Whether the case may be written in. `applied_on`: the day on which an application came in to the court."""
    return Verdict.of(None if is_open else CASE_CLOSED, None if circumstances.strip() else NO_CIRCUMSTANCES) + fitting(
        grounds, age=age, on=on, applied_on=applied_on
    )


def fitting(grounds: Iterable[str], *, age: int | None, on: date, applied_on: date | None = None) -> Verdict:
    """Whether each ground can carry a decision on that day at that age; an unknown age stands in nothing's way."""
    verdict = ALLOWED
    for code in grounds:
        try:
            verdict += ground_verdict(code, age or 0, on, applied_on)
        except UnknownGround:
            verdict += Verdict.of(UNKNOWN_GROUND)
    return verdict


def closing(
    *, reason: str, is_open: bool, measures: Iterable[MeasureView], has_place: bool, is_child: bool, at: datetime
) -> Verdict:
    """Whether the case may be closed: nothing holds, nobody is placed, and the follow-up is done (lesson 12)."""
    held = list(measures)
    return Verdict.of(
        None if is_open else CASE_CLOSED,
        None if reason.strip() else NO_CLOSE_REASON,
        MEASURE_RUNS if any(not each.is_over(at) for each in held) else None,
        PLACE_RUNS if has_place else None,
        FOLLOW_UP_RUNS if any(each.state_on(at) is State.FOLLOW_UP for each in held) else None,
        *(no_follow_up(each, at) for each in held if is_child),
    )


def no_follow_up(measure: MeasureView, at: datetime) -> Reason | None:
    """The reason that the care of a child has ended and its follow-up has not begun."""
    number = measure.act_on(local_date(at))
    if Act.START_FOLLOW_UP not in acts(measure.track, measure.state_on(at), number):
        return None
    return Reason(
        "compulsory.no_follow_up",
        Text(
            "Vården har upphört och uppföljningen har inte inletts.",
            "The care has ended and its follow-up has not begun.",
        ),
        deed_of(measure.track, Act.START_FOLLOW_UP, number).citation,
    )
