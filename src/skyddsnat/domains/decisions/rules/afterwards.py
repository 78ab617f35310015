"""Telling the parties, the day of service and the start of the service."""

from datetime import date

from skyddsnat.domains.decisions.rules.reasons import (
    APPEALED,
    BEFORE_DECISION,
    HAS_LETTER,
    IN_FUTURE,
    IN_TIME,
    LATE_WITHOUT_REASON,
    NO_APPEAL,
    NO_APPELLANT,
    NO_DISMISSAL_REASON,
    NO_SERVICE_TO_START,
    NO_WAY,
    NOT_APPEALABLE,
    NOT_PARTY,
    NOT_SENT,
    SENT,
    SERVED,
    SERVED_BEFORE_SENT,
    SETTLED,
    STARTED,
    STARTED_BEFORE_DECISION,
    STRANGER,
    blank,
    when,
)
from skyddsnat.domains.decisions.types import AppealOutcome, AppealView, Kind
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.register import due_from

APPEAL = "fl.appeal"
FORWARD_APPEAL = "fl.forward_appeal"


def adding_party(*, is_party: bool) -> Verdict:
    """Whether a letter may be made to somebody who had none."""
    return Verdict.of(when(not is_party, NOT_PARTY))


def delivering(*, is_sent: bool, how: str) -> Verdict:
    """Whether the letter may be sent; what the letter itself must be is the documents'."""
    return Verdict.of(when(is_sent, SENT), when(blank(how), NO_WAY))


def serving(*, is_sent: bool, is_served: bool, is_before_sending: bool, is_in_future: bool) -> Verdict:
    """Whether the day the party received the decision may be written down (FL 44 §)."""
    return Verdict.of(
        when(not is_sent, NOT_SENT),
        when(is_served, SERVED),
        when(is_before_sending, SERVED_BEFORE_SENT),
        when(is_in_future, IN_FUTURE),
    )


def last_day_of_appeal(served_on: date) -> date:
    """The last day on which an appeal comes in time, for a party who received the decision on that day (FL 44 §).

    A last day that is no working day moves to the next one (lag 1930:173 2 §).
    """
    return due_from(APPEAL, served_on).extended_on


def appealing(*, is_appealable: bool, is_appealed: bool, is_before_decision: bool, is_in_future: bool) -> Verdict:
    """Whether a party's appeal may be written down: also one that came before the decision was served (FL 43 §)."""
    return Verdict.of(
        when(not is_appealable, NOT_APPEALABLE),
        when(is_appealed, APPEALED),
        when(is_before_decision, BEFORE_DECISION),
        when(is_in_future, IN_FUTURE),
    )


def appealing_without_letter(*, names: int, is_of_file: bool, has_letter: bool) -> Verdict:
    """Whether an appeal may be written down from somebody who was sent no letter.

    Anybody's may. Whom the decision concerns (FL 42 §) is for the court: the board checks the time alone, and hands
    over what is not late (45-46 §§).
    """
    return Verdict.of(
        when(names != 1, NO_APPELLANT),
        when(not is_of_file, STRANGER),
        when(has_letter, HAS_LETTER),
    )


def settling(appeal: AppealView | None, outcome: AppealOutcome, reason: str) -> Verdict:
    """Whether the appeal may go to the court, or be dismissed as late (FL 45-46 §§)."""
    if appeal is None:
        return Verdict.of(NO_APPEAL)
    dismissed = outcome is AppealOutcome.DISMISSED
    return Verdict.of(
        when(appeal.outcome is not None, SETTLED),
        when(dismissed and not appeal.is_late, IN_TIME),
        when(dismissed and blank(reason), NO_DISMISSAL_REASON),
        when(not dismissed and appeal.is_late and blank(reason), LATE_WITHOUT_REASON),
    )


def starting(kind: Kind, *, has_started: bool, started_on: date, decided_on: date, today: date) -> Verdict:
    """Whether the start of the service may be written down (SoL 34:1). What began without a decision shows as that."""
    return Verdict.of(
        when(kind is not Kind.SERVICE, NO_SERVICE_TO_START),
        when(has_started, STARTED),
        when(started_on < decided_on, STARTED_BEFORE_DECISION),
        when(started_on > today, IN_FUTURE),
    )
