"""When a proposal may be handed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from skyddsnat.domains.decisions.rules.reasons import (
    CHOSEN_WITHOUT_SERVICE,
    INVESTIGATION_OPEN,
    LATE_WITHOUT_OBSTACLE,
    NO_BEST_INTERESTS,
    NO_CHILD_VERSION,
    NO_CHILD_VIEW,
    NO_CHOSEN,
    NO_FOLLOW_UP,
    NO_MOST_SUITABLE,
    NO_OBSTACLE,
    NO_REASONS,
    NO_SETTLER,
    NO_START,
    NO_URGENT_REASON,
    NOT_ASKED,
    OTHER_WITHOUT_WORDS,
    blank,
    when,
)
from skyddsnat.domains.decisions.rules.rights import law_list
from skyddsnat.domains.decisions.rules.states import Act, state_verdict
from skyddsnat.domains.decisions.types import (
    LATE_START_DAYS,
    Kind,
    Obstacle,
    ProposalFields,
    Right,
    Settler,
    State,
)
from skyddsnat.kernel.verdict import ALLOWED, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the guards need to know of the file. `unanswered` is how many have not been asked for consent."""

    right: Right
    is_closed: bool
    closed_without_service: bool
    has_best_interests: bool
    unanswered: int


def is_late(start_on: date | None, on: date) -> bool:
    """Whether a start on that day must say why it is so late. No source: own limit."""
    return start_on is not None and start_on > on + timedelta(days=LATE_START_DAYS)


def proposing(fields: ProposalFields, *, state: State, case: Case, on: date) -> Verdict:
    """Whether the proposal may be handed in on that day, with all reasons at once."""
    return (
        state_verdict(state, Act.PROPOSE)
        + _services(fields)
        + difference(fields.most_suitable, fields.chosen, fields.obstacles, fields.settled_by, fields.own_words)
        + _start(fields, on)
        + _text(fields)
        + Verdict.of(
            when(not case.is_closed and not fields.is_urgent, INVESTIGATION_OPEN),
            when(fields.kind is Kind.FOLLOW_UP and not case.closed_without_service, NO_FOLLOW_UP),
            when(not case.has_best_interests, NO_BEST_INTERESTS),
            when(fields.kind is Kind.SERVICE and case.unanswered > 0, NOT_ASKED),
            law_list(case.right, case.right.level),
        )
    )


def difference(
    most_suitable: str | None,
    chosen: str | None,
    obstacles: Sequence[Obstacle],
    settled_by: Settler | None,
    own_words: str,
) -> Verdict:
    """Where the most suitable is not what is chosen, an obstacle code says why; free text alone does not (R7)."""
    if most_suitable == chosen:
        return ALLOWED
    return Verdict.of(
        when(not obstacles, NO_OBSTACLE),
        when(Obstacle.OTHER in obstacles and blank(own_words), OTHER_WITHOUT_WORDS),
        when(settled_by is None, NO_SETTLER),
    )


def _services(fields: ProposalFields) -> Verdict:
    grants = fields.kind is Kind.SERVICE
    return Verdict.of(
        when(grants and fields.chosen is None, NO_CHOSEN),
        when(grants and fields.most_suitable is None, NO_MOST_SUITABLE),
        when(not grants and fields.chosen is not None, CHOSEN_WITHOUT_SERVICE),
    )


def _start(fields: ProposalFields, on: date) -> Verdict:
    if fields.kind is not Kind.SERVICE:
        return ALLOWED
    return Verdict.of(
        when(fields.planned_start_on is None, NO_START),
        when(is_late(fields.planned_start_on, on) and not fields.start_obstacles, LATE_WITHOUT_OBSTACLE),
    )


def _text(fields: ProposalFields) -> Verdict:
    return Verdict.of(
        when(blank(fields.reasons), NO_REASONS),
        when(blank(fields.child_view) and blank(fields.child_view_missing_reason), NO_CHILD_VIEW),
        when(blank(fields.child_version), NO_CHILD_VERSION),
        when(fields.is_urgent and blank(fields.urgent_reason), NO_URGENT_REASON),
    )
