"""The delegation order and the calendar of meetings: what may be written in them."""

from collections.abc import Iterable, Sequence
from datetime import date

from skyddsnat.domains.decisions.rules.reasons import (
    ENDS_BEFORE_START,
    MEETING_TAKEN,
    NO_MEETINGS,
    PAPERS_AFTER,
    TWO_LINES,
    when,
)
from skyddsnat.domains.decisions.rules.rights import law_list, lowest_by_law
from skyddsnat.domains.decisions.types import (
    LEVEL_NAMES,
    DelegationView,
    Level,
    MeetingView,
    Right,
)
from skyddsnat.kernel.verdict import Verdict


def delegating(item: DelegationView, *, order: Sequence[DelegationView]) -> Verdict:
    """Whether the line may stand in the delegation order: never below the law's list, never two lines on one day."""
    lowest, citation = lowest_by_law(item.section, item.valid_from)
    right = Right(item.section, item.level, item.reference, lowest, citation, LEVEL_NAMES[item.level])
    return Verdict.of(
        law_list(right, item.level),
        when(item.valid_to is not None and item.valid_to <= item.valid_from, ENDS_BEFORE_START),
        when(any(_meet(item, other) for other in order), TWO_LINES),
    )


def _meet(one: DelegationView, other: DelegationView) -> bool:
    same = (one.kind, one.section) == (other.kind, other.section)
    one_first = one.valid_to is not None and one.valid_to <= other.valid_from
    other_first = other.valid_to is not None and other.valid_to <= one.valid_from
    return same and not one_first and not other_first


def meeting_verdict(level: Level, *, held_on: date, papers_by: date, is_taken: bool = False) -> Verdict:
    """Whether the meeting may stand in the calendar."""
    return Verdict.of(
        when(level not in (Level.COMMITTEE, Level.BOARD), NO_MEETINGS),
        when(papers_by > held_on, PAPERS_AFTER),
        when(is_taken, MEETING_TAKEN),
    )


def next_meeting(meetings: Iterable[MeetingView], level: Level, after: date) -> MeetingView | None:
    """The first meeting whose papers can still be handed in on `after`."""
    open_ones = (each for each in meetings if each.level is level and each.papers_by >= after)
    return min(open_ones, key=lambda each: each.held_on, default=None)


def needs_meeting(level: Level) -> bool:
    """Whether the level decides at meetings."""
    return level in (Level.COMMITTEE, Level.BOARD)
