"""Opening files, assigning them, handing them over, and temporary access."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import QuerySet

from skyddsnat.foundation.access.models import Assignment, Conflict, File, Grant
from skyddsnat.foundation.access.permissions import (
    check_user_can_assign,
    check_user_can_declare_conflict,
    check_user_can_review,
    check_user_can_take_emergency_access,
)
from skyddsnat.foundation.access.queries import NotOpen, assignments_of, file_of
from skyddsnat.foundation.access.seeing import also_see
from skyddsnat.foundation.access.types import FileView, GrantKind, Ground, Part, Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.audit.events import times_done
from skyddsnat.kernel.stockholm import local_date, start_of_day

EMERGENCY_HOURS = 4
RECEIVED_HOURS = 24
# How long whoever goes along sees the file after the planned time. No source: own limit.
SEES_AFTER = timedelta(days=1)
_MISSED = "access.grant.missed"


class UnableToHandOver(Exception):
    """There is no assignment of the actor to hand over, or nothing to sign."""


def _next_file_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('access_file', 'id'))")
        return int(cursor.fetchone()[0])


def open_file(*, unit_id: int, is_protected: bool, actor: Viewer, at: datetime) -> FileView:
    """Open a personal file for a child in the unit that receives the report (SoL 20:1).

    Whoever registered the report may read the file for a day, to make the protection assessment.
    """
    file_id = _next_file_id()
    also_see(file_id)
    number = f"{local_date(at).year}-{file_id:06d}"
    File.objects.create(
        id=file_id,
        number=number,
        unit_id=unit_id,
        opened_at=at,
        is_protected=is_protected,
    )
    record(
        deed="access.file.opened",
        target=f"access.file:{file_id}",
        actor=actor,
        at=at,
        file_id=file_id,
    )
    if actor.employee_id and not _stays_open(unit_id, is_protected, actor):
        _grant(file_id, GrantKind.RECEIVED, "", RECEIVED_HOURS, actor, at)
    return file_of(file_id=file_id, viewer=actor)


def _stays_open(unit_id: int, is_protected: bool, actor: Viewer) -> bool:
    """Whether an unassigned file of the unit is open to the actor without assignment or grant."""
    by_intake = unit_id in actor.intake_units and (not is_protected or actor.handles_protected)
    return unit_id in actor.managed_units or by_intake


def keep_open(*, file: FileView, actor: Viewer, at: datetime) -> None:
    """The file is about to be marked as protected, which closes it to intake at large: keep it open to who marks it.

    For this transaction and, when only intake opened it, for a day, so that she can assess protection (lesson 8).
    """
    also_see(file.id)
    if actor.employee_id and file.ground is Ground.INTAKE and not actor.handles_protected:
        _grant(file.id, GrantKind.RECEIVED, "", RECEIVED_HOURS, actor, at)


def log_reading(*, file_id: int, what: str, actor: Viewer, at: datetime) -> FileView:
    """Somebody opens a file: an event with its ground (SFS 2001:454 10 §). Raises `NotOpen`. Returns the file."""
    file = file_of(file_id=file_id, viewer=actor)
    record(
        deed="access.file.read",
        target=what,
        actor=actor,
        at=at,
        file_id=file_id,
        ground=file.ground.value if file.ground else "",
    )
    return file


def assign(
    *,
    file_id: int,
    employee_id: int,
    part: Part,
    unit_id: int,
    actor: Viewer,
    at: datetime,
) -> int:
    """Give the file to a caseworker of `unit_id`, from now. A new responsible one ends the time of the former.

    Raises `NotOpen`, or `Refused` unless the actor manages the unit that holds the file. Returns the assignment's id.
    """
    file = file_of(file_id=file_id, viewer=actor)
    check_user_can_assign(unit_id=file.unit_id, viewer=actor)
    also_see(file_id)  # the file may leave the manager's unit in this very step
    _end_running(file_id, employee_id, part, at)
    row = Assignment.objects.create(
        file_id=file_id,
        employee_id=employee_id,
        part=part.value,
        starts_at=at,
        assigned_by_id=actor.employee_id,
    )
    changes: dict[str, object] = {"is_assigned": True, "unit_id": unit_id}
    if part is Part.RESPONSIBLE:
        changes["responsible_id"] = employee_id
        if file.deputy_id == employee_id:
            changes["deputy_id"] = None
    if part is Part.DEPUTY:
        changes["deputy_id"] = employee_id
    File.objects.filter(pk=file_id).update(**changes)
    record(
        deed="access.file.assigned",
        target=f"access.assignment:{row.pk}",
        actor=actor,
        at=at,
        file_id=file_id,
        details={"employee": employee_id, "part": part.value, "unit": unit_id},
    )
    return row.pk


def _end_running(file_id: int, employee_id: int, part: Part, at: datetime) -> None:
    running = Assignment.objects.filter(file_id=file_id, ends_at=None)
    same_person = running.filter(employee_id=employee_id)
    same_part = running.filter(part=part.value) if part is not Part.SECOND else running.none()
    (same_person | same_part).update(ends_at=at)


def end_assignment(*, assignment_id: int, actor: Viewer, at: datetime) -> None:
    """Take a caseworker off a file. The gap until the next one is shown as a gap. Raises `NotOpen`, `Refused`."""
    row = Assignment.objects.filter(pk=assignment_id, ends_at=None).first()
    if row is None:
        raise NotOpen
    file = file_of(file_id=row.file_id, viewer=actor)
    check_user_can_assign(unit_id=file.unit_id, viewer=actor)
    Assignment.objects.filter(pk=assignment_id).update(ends_at=at)
    if row.part == Part.RESPONSIBLE:
        File.objects.filter(pk=row.file_id).update(responsible_id=None)
    if row.part == Part.DEPUTY:
        File.objects.filter(pk=row.file_id).update(deputy_id=None)
    record(
        deed="access.file.unassigned",
        target=f"access.assignment:{assignment_id}",
        actor=actor,
        at=at,
        file_id=row.file_id,
    )


def hand_over(*, file_id: int, to_employee_id: int, summary: str, actor: Viewer, at: datetime) -> None:
    """The former caseworker signs the hand-over summary on the new one's assignment. Raises `UnableToHandOver`."""
    if not Assignment.objects.filter(file_id=file_id, employee_id=actor.employee_id or 0).exists():
        raise UnableToHandOver
    changed = Assignment.objects.filter(
        file_id=file_id, employee_id=to_employee_id, ends_at=None, handed_over_at=None
    ).update(handover=summary, handed_over_at=at)
    if not changed or not summary.strip():
        raise UnableToHandOver
    record(
        deed="access.file.handed_over",
        target=f"access.file:{file_id}",
        actor=actor,
        at=at,
        file_id=file_id,
    )


def receive_handover(*, assignment_id: int, actor: Viewer, at: datetime) -> None:
    """The new caseworker signs that the summary is read. Raises `UnableToHandOver`."""
    rows = Assignment.objects.filter(
        pk=assignment_id,
        employee_id=actor.employee_id or 0,
        handed_over_at__isnull=False,
        received_at=None,
    )
    file_id = rows.values_list("file_id", flat=True).first()
    if file_id is None or not rows.update(received_at=at):
        raise UnableToHandOver
    record(
        deed="access.file.received",
        target=f"access.assignment:{assignment_id}",
        actor=actor,
        at=at,
        file_id=file_id,
    )


def take_emergency_access(*, file_id: int, reason: str, actor: Viewer, at: datetime) -> int:
    """Open a file for a few hours with a reason, shown in red and queued for review (SFS 2001:454 10 §).

    Raises `Refused` unless the actor does casework, manages a unit or is the chair on call, and gives a reason.
    """
    check_user_can_take_emergency_access(reason=reason, viewer=actor)
    return _grant(file_id, GrantKind.EMERGENCY, reason, EMERGENCY_HOURS, actor, at)


def miss_emergency_access(*, reason: str, actor: Viewer, at: datetime) -> None:
    """Emergency access was asked for, and there was no such file: nothing opens, and the log says how often that day.

    The statements are as many as those of a file that opens. Raises `Refused` as `take_emergency_access`.
    """
    check_user_can_take_emergency_access(reason=reason, viewer=actor)
    also_see(0)
    before = times_done(deed=_MISSED, by=actor.employee_id, since=start_of_day(local_date(at)))
    record(deed=_MISSED, target="access.file", actor=actor, at=at, ground=reason.strip(), details={"before": before})


def grant_received(*, file_id: int, reason: str, actor: Viewer, at: datetime) -> int:
    """Who registered a report on a child whose file is elsewhere may read it for a day (SoL 20:1); then reviewed."""
    return _grant(file_id, GrantKind.RECEIVED, reason, RECEIVED_HOURS, actor, at)


def grant_for_decision(
    *,
    file_id: int,
    employee_id: int,
    subject: str,
    until: datetime,
    reason: str,
    actor: Viewer,
    at: datetime,
) -> int:
    """Something waits for this person: the file is open to them until it is settled or `until`.

    `subject` is what waits, as the log names it ("decisions.proposal:7").
    """
    return _give(GrantKind.DECISION, file_id, employee_id, until, reason, actor, at, subject=subject)


def end_decision_grants(*, file_id: int, subject: str, actor: Viewer, at: datetime) -> None:
    """What waited is settled: whoever saw the file for its sake no longer does. What else waits keeps its own.

    Grants from before they had a subject end with whatever is settled first, as they were given.
    """
    _end(Grant.objects.filter(file_id=file_id, kind=GrantKind.DECISION.value, subject__in=(subject, "")), at)


def open_for_outing(
    *,
    file_id: int,
    goers: Iterable[int],
    subject: str,
    planned_at: datetime,
    reason: str,
    actor: Viewer,
    at: datetime,
) -> None:
    """The file is open to those who go to the home and do not work with the child, until a day after `planned_at`.

    They read what the risk is before they leave, and write nothing. `subject` is what they go on, as the log names it
    ("compulsory.outing:7").
    """
    assigned = {each.employee_id for each in assignments_of(file_id=file_id, viewer=actor) if each.ends_at is None}
    until = max(planned_at, at) + SEES_AFTER
    for employee_id in sorted(set(goers) - assigned):
        _give(GrantKind.OUTING, file_id, employee_id, until, reason, actor, at, subject=subject)


def end_outing_grants(*, file_id: int, subject: str, actor: Viewer, at: datetime) -> None:
    """It is over, or does not come off: whoever saw the file for its sake no longer does. Whatever else they go on has
    its own grant. Those from before grants had a subject end with their time.
    """
    _end(Grant.objects.filter(file_id=file_id, kind=GrantKind.OUTING.value, subject=subject), at)


def close_to_leaver(*, employee_id: int, actor: Viewer, at: datetime) -> None:
    """Nothing that was opened for an employee who has left stays open. Nobody else can be closed out by it.

    Through a door: whoever keeps the staff sees no file.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_close_to_leaver(%s, %s)", [employee_id, at])


def _end(grants: QuerySet[Grant], at: datetime) -> None:
    grants.filter(starts_at__lt=at, ends_at__gt=at).update(ends_at=at)


def _give(
    kind: GrantKind,
    file_id: int,
    employee_id: int,
    until: datetime,
    reason: str,
    actor: Viewer,
    at: datetime,
    *,
    subject: str,
) -> int:
    row = Grant.objects.create(
        file_id=file_id,
        employee_id=employee_id,
        kind=kind.value,
        reason=reason,
        subject=subject,
        starts_at=at,
        ends_at=until,
    )
    record(
        deed=f"access.grant.{kind.value}",
        target=f"access.grant:{row.pk}",
        actor=actor,
        at=at,
        file_id=file_id,
        details={"employee": employee_id},
    )
    return row.pk


def _grant(file_id: int, kind: GrantKind, reason: str, hours: int, actor: Viewer, at: datetime) -> int:
    assert actor.employee_id is not None, "a system run is granted nothing"
    also_see(file_id)
    row = Grant.objects.create(
        file_id=file_id,
        employee_id=actor.employee_id,
        kind=kind.value,
        reason=reason.strip() or kind.value,
        starts_at=at,
        ends_at=at + timedelta(hours=hours),
    )
    record(
        deed=f"access.grant.{kind.value}",
        target=f"access.grant:{row.pk}",
        actor=actor,
        at=at,
        file_id=file_id,
        ground=reason,
    )
    return row.pk


def review_grant(*, grant_id: int, was_justified: bool, note: str, actor: Viewer, at: datetime) -> None:
    """A reviewer signs whether a temporary access was justified. Raises `NotOpen`, `Refused`."""
    row = Grant.objects.filter(pk=grant_id, reviewed_at=None).first()
    if row is None:
        raise NotOpen
    check_user_can_review(reader_id=row.employee_id, viewer=actor)
    Grant.objects.filter(pk=grant_id).update(
        reviewed_at=at,
        reviewed_by_id=actor.employee_id,
        was_justified=was_justified,
        review_note=note,
    )
    record(
        deed="access.grant.reviewed",
        target=f"access.grant:{grant_id}",
        actor=actor,
        at=at,
        file_id=row.file_id,
        details={"justified": was_justified},
    )


def declare_conflict(*, file_id: int, reason: str, actor: Viewer, at: datetime, employee_id: int | None = None) -> None:
    """Somebody is related, acquainted or otherwise partial and handles the file no more (FL 16-18 §§).

    The actor herself unless `employee_id` is given, which only the unit's manager may. Declared once: a second time
    changes nothing. Raises `NotOpen`, `Refused`.
    """
    whom = employee_id or actor.employee_id or 0
    file = file_of(file_id=file_id, viewer=actor)
    check_user_can_declare_conflict(file=file, employee_id=whom, reason=reason, viewer=actor)
    declared = Conflict.objects.filter(file_id=file_id, employee_id=whom)
    if declared.exists():
        return
    row = Conflict.objects.create(file_id=file_id, employee_id=whom, reason=reason.strip(), declared_at=at)
    record(
        deed="access.conflict.declared",
        target=f"access.conflict:{row.pk}",
        actor=actor,
        at=at,
        file_id=file_id,
        details={"employee": whom},
    )


def mark_protected(*, file_id: int, is_protected: bool, actor: Viewer, at: datetime) -> None:
    """The child, or somebody in its household, has protected personal data: the file is closed to intake at large."""
    File.objects.filter(pk=file_id).update(is_protected=is_protected)
    record(
        deed="access.file.protection",
        target=f"access.file:{file_id}",
        actor=actor,
        at=at,
        file_id=file_id,
        details={"is_protected": is_protected},
    )


def close_file(*, file_id: int, actor: Viewer, at: datetime) -> None:
    """Nothing runs in the file any more. The flow that calls has checked that (lesson 12)."""
    File.objects.filter(pk=file_id).update(closed_at=at)
    record(
        deed="access.file.closed",
        target=f"access.file:{file_id}",
        actor=actor,
        at=at,
        file_id=file_id,
    )


def reopen_file(*, file_id: int, actor: Viewer, at: datetime) -> None:
    """A new report came on a closed file."""
    File.objects.filter(pk=file_id).update(closed_at=None)
    record(
        deed="access.file.reopened",
        target=f"access.file:{file_id}",
        actor=actor,
        at=at,
        file_id=file_id,
    )
