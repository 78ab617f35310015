"""Telling the parties, the day of service and the start of the service."""

from datetime import date

from skyddsnat.domains.decisions.rules.reasons import (
    IN_FUTURE,
    NO_SERVICE_TO_START,
    NO_WAY,
    NOT_PARTY,
    NOT_PASSED,
    NOT_SENT,
    SENT,
    SERVED,
    SERVED_BEFORE_SENT,
    STARTED,
    STARTED_BEFORE_DECISION,
    blank,
    when,
)
from skyddsnat.domains.decisions.types import (
    Kind,
)
from skyddsnat.kernel.verdict import Verdict


def adding_party(*, is_party: bool) -> Verdict:
    """Whether a letter may be made to somebody who had none."""
    return Verdict.of(when(not is_party, NOT_PARTY))


def delivering(*, is_sent: bool, needs_passing: bool, how: str) -> Verdict:
    """Whether the letter may be sent (lesson 15: a second person passes what speaks of somebody protected)."""
    return Verdict.of(when(is_sent, SENT), when(needs_passing, NOT_PASSED), when(blank(how), NO_WAY))


def serving(*, is_sent: bool, is_served: bool, is_before_sending: bool, is_in_future: bool) -> Verdict:
    """Whether the day the party received the decision may be written down (FL 44 §)."""
    return Verdict.of(
        when(not is_sent, NOT_SENT),
        when(is_served, SERVED),
        when(is_before_sending, SERVED_BEFORE_SENT),
        when(is_in_future, IN_FUTURE),
    )


def starting(kind: Kind, *, has_started: bool, started_on: date, decided_on: date, today: date) -> Verdict:
    """Whether the start of the service may be written down (SoL 34:1). What began without a decision shows as that."""
    return Verdict.of(
        when(kind is not Kind.SERVICE, NO_SERVICE_TO_START),
        when(has_started, STARTED),
        when(started_on < decided_on, STARTED_BEFORE_DECISION),
        when(started_on > today, IN_FUTURE),
    )
