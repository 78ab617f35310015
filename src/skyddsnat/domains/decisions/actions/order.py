"""The delegation order and the calendar of meetings."""

from datetime import date, datetime

from django.db.models import Q

from skyddsnat.domains.decisions import rules
from skyddsnat.domains.decisions.models import DelegationItem, Meeting
from skyddsnat.domains.decisions.permissions import check_user_can_keep_order
from skyddsnat.domains.decisions.queries.views import delegation_view
from skyddsnat.domains.decisions.types import DelegationView, Kind, Level
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record


class NoDelegation(LookupError):
    """There is no such line in force."""


def add_delegation(
    *,
    reference: str,
    kind: Kind,
    section: str,
    level: Level,
    valid_from: date,
    adopted_on: date,
    actor: Viewer,
    at: datetime,
    valid_to: date | None = None,
) -> int:
    """Enter a line that the board has adopted. Refused when it breaks the law's list (SoL ch. 30; lesson 5).

    Raises `Refused`. Returns its id.
    """
    check_user_can_keep_order(viewer=actor)
    item = DelegationView(0, reference.strip(), kind, section, level, valid_from, valid_to, adopted_on)
    same = DelegationItem.objects.filter(kind=kind.value, section=section)
    rules.delegating(item, order=[delegation_view(row) for row in same]).require()
    row = DelegationItem.objects.create(
        reference=item.reference,
        kind=kind.value,
        section=section,
        level=level.value,
        valid_from=valid_from,
        valid_to=valid_to,
        adopted_on=adopted_on,
    )
    details = {"reference": item.reference, "section": section, "level": level.value}
    record(deed="decisions.delegation.added", target=_target(row.pk), actor=actor, at=at, details=details)
    return row.pk


def end_delegation(*, delegation_id: int, valid_to: date, actor: Viewer, at: datetime) -> None:
    """The line holds no longer from that day. Decisions already made keep it. Raises `NoDelegation`, `Refused`."""
    check_user_can_keep_order(viewer=actor)
    running = Q(valid_to=None) | Q(valid_to__gt=valid_to)
    if not DelegationItem.objects.filter(running, pk=delegation_id, valid_from__lt=valid_to).update(valid_to=valid_to):
        raise NoDelegation
    record(deed="decisions.delegation.ended", target=_target(delegation_id), actor=actor, at=at)


def add_meeting(*, level: Level, held_on: date, papers_by: date, actor: Viewer, at: datetime) -> int:
    """Enter a day on which committee or board meets, and the last day for papers. Raises `Refused`. Returns its id."""
    check_user_can_keep_order(viewer=actor)
    is_taken = Meeting.objects.filter(level=level.value, held_on=held_on).exists()
    rules.meeting_verdict(level, held_on=held_on, papers_by=papers_by, is_taken=is_taken).require()
    row = Meeting.objects.create(level=level.value, held_on=held_on, papers_by=papers_by)
    record(deed="decisions.meeting.added", target=f"decisions.meeting:{row.pk}", actor=actor, at=at)
    return row.pk


def _target(delegation_id: int) -> str:
    return f"decisions.delegationitem:{delegation_id}"
