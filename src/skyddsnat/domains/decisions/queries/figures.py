"""Counts without names, and days that no meeting comes before."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from skyddsnat.domains.decisions import rules
from skyddsnat.domains.decisions.models import Decision, Meeting, Proposal
from skyddsnat.domains.decisions.queries.views import meeting_view
from skyddsnat.domains.decisions.types import (
    LateMeetingView,
    Level,
    MeetingView,
    Obstacle,
    ObstacleCount,
    ObstacleCounts,
    Outcome,
    State,
)
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.deadlines.queries import open_clocks_of_files
from skyddsnat.kernel.stockholm import start_of_day

_MEET = (Level.COMMITTEE.value, Level.BOARD.value)
# Clocks that only a decision stops. The others have their own step and need no meeting.
STOPPED_BY_DECISION = frozenset({"fl.request_decision"})


def obstacle_counts(*, viewer: Viewer, since: date, until: date) -> ObstacleCounts:
    """What stood in the way of the decisions that the viewer sees, from `since` until, not including, `until` (R7)."""
    rows = list(
        Decision.objects.filter(decided_at__gte=start_of_day(since), decided_at__lt=start_of_day(until)).values_list(
            "outcome", "chosen_id", "obstacles", "proposal__most_suitable_id", "proposal__start_obstacles"
        )
    )
    differing = [obstacles for _, chosen, obstacles, best, _ in rows if chosen != best]
    instead = Counter(code for obstacles in differing for code in obstacles)
    late = Counter(code for *_, start_obstacles in rows for code in start_obstacles)
    return ObstacleCounts(
        decisions=len(rows),
        differing=len(differing),
        changed=sum(outcome != Outcome.AS_PROPOSED for outcome, *_ in rows),
        counts=tuple(ObstacleCount(each, instead[each], late[each]) for each in Obstacle),
    )


def due_without_meeting(
    *, viewer: Viewer, today: date, file_ids: Iterable[int] | None = None, most: int = 100
) -> list[LateMeetingView]:
    """Proposals for committee or board whose planned start, or clock, no meeting comes before (lesson 10).

    Shown from the day it arises: a draft counts. The earliest day first.
    """
    rows = Proposal.objects.filter(level__in=_MEET).exclude(state=State.DECIDED.value).order_by("id")
    if file_ids is not None:
        rows = rows.filter(file_id__in=list(file_ids))
    found = list(rows.values_list("pk", "file_id", "level", "planned_start_on")[:most])
    calendar = [meeting_view(row) for row in Meeting.objects.filter(held_on__gte=today)]
    clocks = _clocks({file_id for _, file_id, _, _ in found}, viewer)
    late = [
        view
        for pk, file_id, level, start_on in found
        for view in _late(pk, file_id, Level(level), [(start_on, None), *clocks.get(file_id, [])], calendar, today)
    ]
    return sorted(late, key=lambda view: (view.due_on, view.proposal_id))


def _clocks(file_ids: set[int], viewer: Viewer) -> dict[int, list[tuple[date | None, str | None]]]:
    days: dict[int, list[tuple[date | None, str | None]]] = {}
    for clock in open_clocks_of_files(file_ids=file_ids, viewer=viewer):
        if clock.rule in STOPPED_BY_DECISION:
            days.setdefault(clock.file_id, []).append((clock.plan_on, clock.rule))
    return days


def _late(
    proposal_id: int,
    file_id: int,
    level: Level,
    days: Iterable[tuple[date | None, str | None]],
    calendar: list[MeetingView],
    today: date,
) -> Iterable[LateMeetingView]:
    meeting = rules.next_meeting(calendar, level, today)
    for due_on, rule in days:
        if due_on is not None and (meeting is None or meeting.held_on > due_on):
            yield LateMeetingView(proposal_id, file_id, level, due_on, rule, meeting)
