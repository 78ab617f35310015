"""Who is looking, which files are open to them, and who works on a file."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from skyddsnat.foundation.access.asking import Given, Question, ask, moment, moment_or_none
from skyddsnat.foundation.access.models import Assignment, Conflict, File, Grant
from skyddsnat.foundation.access.types import ConflictView, FileView, GrantKind, Ground, Part, Viewer
from skyddsnat.foundation.staff.models import Absence, Unit
from skyddsnat.foundation.staff.types import AbsenceView, Role

# Given by whoever works with the child to a named colleague, and taken by nobody: not for the review.
GIVEN = (GrantKind.DECISION, GrantKind.OUTING)
_BY_STRENGTH = tuple(Ground)


class NotOpen(Exception):
    """There is no such file for this viewer: unseen and nonexistent are the same answer."""


@dataclass(frozen=True, slots=True)
class AssignmentView:
    """One caseworker's time on a file."""

    id: int
    file_id: int
    employee_id: int
    name: str
    service_code: str
    part: Part
    starts_at: datetime
    ends_at: datetime | None
    handover: str
    handed_over_at: datetime | None
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class GrantView:
    """One temporary access, as the file's owner and the reviewer see it."""

    id: int
    file_id: int
    file_number: str
    employee_id: int
    name: str
    service_code: str
    kind: GrantKind
    reason: str
    starts_at: datetime
    ends_at: datetime
    reviewed_at: datetime | None
    was_justified: bool | None
    review_note: str


def load_viewer(*, employee_id: int, at: datetime) -> Viewer | None:
    """The employee with the roles and files held at `at`, in one statement; None when not active."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_viewer(%s, %s)", [employee_id, at])
        found = cursor.fetchone()[0]
    if found is None:
        return None
    facts = json.loads(found) if isinstance(found, str) else found
    return Viewer(
        employee_id=employee_id,
        key=f"employee:{employee_id}",
        name=facts["name"],
        service_code=facts["service_code"],
        roles=frozenset((Role(role), unit) for role, unit in facts["roles"]),
        files=_strongest(facts["assigned"], facts["granted"]),
        handles_protected=facts["handles_protected"],
    )


def _strongest(assigned: list[int], granted: list[tuple[int, str]]) -> tuple[tuple[int, Ground], ...]:
    """The ground of each file: what is given beside a stronger one takes nothing from it, whichever came first."""
    found = [(Ground(kind), file_id) for file_id, kind in granted] + [(Ground.ASSIGNED, each) for each in assigned]
    weakest_first = sorted(found, key=lambda each: _BY_STRENGTH.index(each[0]), reverse=True)
    return tuple(sorted({file_id: ground for ground, file_id in weakest_first}.items()))


def ground_for(*, file: File, viewer: Viewer) -> Ground | None:
    """On what ground the viewer sees the file, the strongest first."""
    given = dict(viewer.files).get(file.pk)
    if given is Ground.ASSIGNED:
        return given
    if file.unit_id in viewer.managed_units:
        return Ground.MANAGER
    if not file.is_assigned and file.unit_id in viewer.intake_units:
        return Ground.INTAKE
    return given


def _view(file: File, viewer: Viewer) -> FileView:
    return FileView(
        id=file.pk,
        number=file.number,
        unit_id=file.unit_id,
        is_assigned=file.is_assigned,
        is_protected=file.is_protected,
        responsible_id=file.responsible_id,
        deputy_id=file.deputy_id,
        is_closed=file.closed_at is not None,
        ground=ground_for(file=file, viewer=viewer),
        has_conflict=getattr(file, "has_conflict", False),
    )


def _files(viewer: Viewer) -> QuerySet[File]:
    declared = Conflict.objects.filter(file_id=OuterRef("pk"), employee_id=viewer.employee_id or 0)
    return File.objects.annotate(has_conflict=Exists(declared))


def file_of(*, file_id: int, viewer: Viewer) -> FileView:
    """The file, if it is open to the viewer. Raises `NotOpen`."""
    given = {"file_id": file_id, "employee_id": viewer.employee_id or 0}
    found: list[FileView] = ask(viewer=viewer, file=Question(_that, _COLUMNS_OF_ONE, _reader(viewer), given))["file"]
    if not found:
        raise NotOpen
    return found[0]


def _that() -> QuerySet[File]:
    declared = Conflict.objects.filter(file_id=OuterRef("pk"), employee_id=Given("employee_id"))
    return File.objects.filter(pk=Given("file_id")).annotate(has_conflict=Exists(declared))


def _reader(viewer: Viewer) -> Callable[[dict[str, Any]], FileView]:
    def read(row: dict[str, Any]) -> FileView:
        has_conflict = row.pop("has_conflict", False)
        return replace(_view(File(**row), viewer), has_conflict=has_conflict)

    return read


def files_of(*, file_ids: Iterable[int], viewer: Viewer) -> dict[int, FileView]:
    """Those of the files that are open to the viewer, by id."""
    return {file.pk: _view(file, viewer) for file in _files(viewer).filter(pk__in=list(file_ids))}


def files_in_units(*, unit_ids: Iterable[int], viewer: Viewer, after: int = 0, most: int = 50) -> list[FileView]:
    """Running files of units, by id, `most` after the id `after`."""
    rows = _files(viewer).filter(unit_id__in=list(unit_ids), closed_at=None, pk__gt=after).order_by("pk")[:most]
    return [_view(file, viewer) for file in rows]


def assignments_of(*, file_id: int, viewer: Viewer) -> list[AssignmentView]:
    """Everyone who has worked on the file, first to last."""
    rows = Assignment.objects.filter(file_id=file_id).select_related("employee").order_by("starts_at", "id")
    return [_assignment_view(row) for row in rows]


def assignment(*, assignment_id: int, viewer: Viewer) -> AssignmentView:
    """One caseworker's time on a file, running or not. Raises `NotOpen`."""
    row = Assignment.objects.filter(pk=assignment_id).select_related("employee").first()
    if row is None:
        raise NotOpen
    return _assignment_view(row)


def _assignment_view(row: Assignment) -> AssignmentView:
    return AssignmentView(
        id=row.pk,
        file_id=row.file_id,
        employee_id=row.employee_id,
        name=row.employee.name,
        service_code=row.employee.service_code,
        part=Part(row.part),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        handover=row.handover,
        handed_over_at=row.handed_over_at,
        received_at=row.received_at,
    )


def protected_for_oncall(*, viewer: Viewer) -> frozenset[int]:
    """Running files in which somebody is protected, through a door that answers the run of the on-call extract."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT file_id FROM access_oncall_files()")
        return frozenset(file_id for (file_id,) in cursor.fetchall())


def conflicts_of(*, file_id: int, viewer: Viewer) -> list[ConflictView]:
    """Who has declared a conflict of interest in the file, the first first (FL 16-18 §§)."""
    rows = Conflict.objects.filter(file_id=file_id).select_related("employee").order_by("declared_at", "id")
    return [
        ConflictView(
            id=row.pk,
            file_id=row.file_id,
            employee_id=row.employee_id,
            name=row.employee.name,
            service_code=row.employee.service_code,
            reason=row.reason,
            declared_at=row.declared_at,
        )
        for row in rows
    ]


def grants_to_review(*, viewer: Viewer, most: int = 100) -> list[GrantView]:
    """Temporary accesses that nobody has reviewed, the oldest first: to log reviewers and to the file's own people."""
    rows = Grant.objects.filter(reviewed_at=None).exclude(kind__in=GIVEN)
    return _grant_views(rows.select_related("employee").order_by("starts_at", "pk")[:most])


def grants_of_file(*, file_id: int, viewer: Viewer) -> list[GrantView]:
    """Temporary accesses to one file, the latest first."""
    return _grant_views(Grant.objects.filter(file_id=file_id).select_related("employee").order_by("-starts_at", "-pk"))


def _grant_views(rows: Iterable[Grant]) -> list[GrantView]:
    found = list(rows)
    # A log reviewer sees the grant but not the file: its number is fetched apart, and is empty where unseen.
    numbers = dict(File.objects.filter(pk__in=[row.file_id for row in found]).values_list("pk", "number"))
    return [
        GrantView(
            id=row.pk,
            file_id=row.file_id,
            file_number=numbers.get(row.file_id, ""),
            employee_id=row.employee_id,
            name=row.employee.name,
            service_code=row.employee.service_code,
            kind=GrantKind(row.kind),
            reason=row.reason,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            reviewed_at=row.reviewed_at,
            was_justified=row.was_justified,
            review_note=row.review_note,
        )
        for row in found
    ]


def file_by_number(*, number: str, viewer: Viewer) -> FileView | None:
    """The file with exactly this number, if it is open to the viewer."""
    file = File.objects.filter(number=number.strip()).first()
    return _view(file, viewer) if file else None


# --- Questions, asked together with those of other packages -----------------------------------------------------------

_OF_FILE = ("id", "number", "unit_id", "is_assigned", "is_protected", "responsible_id", "deputy_id")
_COLUMNS_OF_FILE = {name: name for name in (*_OF_FILE, "closed_at")}
_COLUMNS_OF_ONE = _COLUMNS_OF_FILE | {"has_conflict": "has_conflict"}
_OF_ASSIGNMENT = ("id", "file_id", "employee_id", "handover", "part")
_MOMENTS = ("starts_at", "ends_at", "handed_over_at", "received_at")
_COLUMNS_OF_ASSIGNMENT = {name: name for name in (*_OF_ASSIGNMENT, *_MOMENTS)} | {
    "name": "employee__name",
    "service_code": "employee__service_code",
}
# An absence this long leaves a child without anyone in charge, unless somebody stands in (lesson 12). No source.
LONG_ABSENCE_DAYS = 7


def ask_files(*, file_ids: Iterable[int], viewer: Viewer) -> Question[FileView]:
    """Those of the files that are open to the viewer, by number. Conflicts of interest are not asked for."""
    return _ask_files(_those, viewer, file_ids=list(file_ids))


def _those() -> QuerySet[File]:
    return File.objects.filter(pk__among=Given("file_ids")).order_by("number", "pk")


def ask_files_without_anyone(*, unit_ids: Iterable[int], today: date, viewer: Viewer) -> Question[FileView]:
    """Running files of the units where nobody acts: no one responsible, somebody who has left, or who is away a week,
    and no deputy (lesson 12).
    """
    return _ask_files(_without_anyone, viewer, unit_ids=list(unit_ids), today=today)


def _without_anyone() -> QuerySet[File]:
    units, today = Given("unit_ids"), Given("today")
    running = File.objects.filter(unit_id__among=units, closed_at=None, is_assigned=True).filter(
        Q(deputy=None) | Q(deputy__is_active=False)
    )
    long = F("starts_on") + timedelta(days=LONG_ABSENCE_DAYS)
    away = Absence.objects.filter(starts_on__lte=today, ends_on__gt=today, ends_on__gte=long)
    gone = Q(responsible=None) | Q(responsible__is_active=False) | Q(responsible__in=away.values("employee_id"))
    return running.filter(gone).order_by("number", "pk")


def ask_unassigned(*, unit_ids: Iterable[int], viewer: Viewer) -> Question[FileView]:
    """Running files of the units that nobody has been given yet."""
    waiting = File.objects.filter(unit_id__in=list(unit_ids), closed_at=None, is_assigned=False)
    return _ask_files(waiting.order_by("number", "pk"), viewer)


def ask_responsible(*, file_ids: Iterable[int], viewer: Viewer) -> Question[tuple[int, str]]:
    """(file, name of whoever is responsible for it) of those files that have somebody."""
    rows = File.objects.filter(pk__in=list(file_ids), responsible__isnull=False)
    return Question(rows, {"id": "id", "name": "responsible__name"}, lambda row: (row["id"], row["name"]))


def _ask_files(rows: QuerySet[File] | Callable[[], QuerySet[File]], viewer: Viewer, **given: Any) -> Question[FileView]:
    return Question(rows, _COLUMNS_OF_FILE, _reader(viewer), given)


def ask_assignments(*, file_id: int, viewer: Viewer) -> Question[AssignmentView]:
    """Everyone who has worked on the file, first to last."""
    return Question(_on_file, _COLUMNS_OF_ASSIGNMENT, _read_assignment, {"file_id": file_id})


def _on_file() -> QuerySet[Assignment]:
    return Assignment.objects.filter(file_id=Given("file_id")).order_by("starts_at", "id")


def ask_handovers(*, viewer: Viewer) -> Question[AssignmentView]:
    """Files handed over to the viewer whose summary is not yet signed as received."""
    return Question(_handed_over, _COLUMNS_OF_ASSIGNMENT, _read_assignment, {"employee_id": viewer.employee_id or 0})


def _handed_over() -> QuerySet[Assignment]:
    running = Assignment.objects.filter(employee_id=Given("employee_id"), ends_at=None)
    return running.filter(received_at=None, handed_over_at__isnull=False).order_by("starts_at", "id")


def _read_assignment(row: dict[str, Any]) -> AssignmentView:
    later = {name: moment_or_none(row.pop(name)) for name in ("ends_at", "handed_over_at", "received_at")}
    return AssignmentView(**row | later | {"part": Part(row["part"]), "starts_at": moment(row["starts_at"])})


def ask_grants_of_units(*, unit_ids: Iterable[int], since: datetime, viewer: Viewer) -> Question[GrantView]:
    """Temporary accesses to files that these units hold, begun since then, the latest first (lesson 16)."""
    rows = Grant.objects.filter(file__unit_id__in=list(unit_ids), starts_at__gte=since).order_by("-starts_at", "-id")
    plain = ("id", "file_id", "employee_id", "kind", "reason", "starts_at", "ends_at", "reviewed_at", "was_justified")
    names = {"file_number": "file__number", "name": "employee__name", "service_code": "employee__service_code"}
    return Question(rows, {name: name for name in (*plain, "review_note")} | names, _read_grant)


def _read_grant(row: dict[str, Any]) -> GrantView:
    moments = {name: moment(row[name]) for name in ("starts_at", "ends_at")}
    later = {"kind": GrantKind(row["kind"]), "reviewed_at": moment_or_none(row["reviewed_at"])}
    return GrantView(**row | moments | later)


def ask_unit_names(*, unit_ids: Iterable[int], viewer: Viewer) -> Question[str]:
    """The names of the units, in their order."""
    rows = Unit.objects.filter(pk__in=list(unit_ids)).order_by("name", "pk")
    return Question(rows, {"name": "name"}, lambda row: str(row["name"]))


def ask_absences(*, unit_ids: Iterable[int], today: date, viewer: Viewer) -> Question[AbsenceView]:
    """Absences that run or come, of those who hold a role in the units, the earliest first."""
    held = Q(employee__roles__ends_on=None) | Q(employee__roles__ends_on__gt=today)
    there = Absence.objects.filter(held, employee__roles__unit_id__in=list(unit_ids), ends_on__gt=today)
    rows = Absence.objects.filter(pk__in=there.values("pk")).order_by("starts_on", "id")
    names = {"name": "employee__name", "service_code": "employee__service_code"}
    columns = {name: name for name in ("id", "employee_id", "starts_on", "ends_on")} | names
    return Question(rows, columns, _read_absence)


def _read_absence(row: dict[str, Any]) -> AbsenceView:
    return AbsenceView(**row | {name: date.fromisoformat(row[name]) for name in ("starts_on", "ends_on")})


def ask_emergency_end(*, file_id: int, at: datetime, viewer: Viewer) -> Question[datetime]:
    """When the viewer's own emergency access to the file ends, the last first; nothing when none runs."""
    given = {"employee_id": viewer.employee_id or 0, "file_id": file_id, "at": at}
    return Question(_emergencies, {"ends_at": "ends_at"}, lambda row: moment(row["ends_at"]), given)


def _emergencies() -> QuerySet[Grant]:
    mine = Grant.objects.filter(employee_id=Given("employee_id"), file_id=Given("file_id"))
    running = mine.filter(starts_at__lte=Given("at"), ends_at__gt=Given("at"))
    return running.filter(kind=GrantKind.EMERGENCY.value).order_by("-ends_at", "-pk")


def count_children(*, unit_ids: Iterable[int], viewer: Viewer) -> dict[int, int]:
    """How many running files each responsible caseworker has, of those files of the units that the viewer sees."""
    rows = File.objects.filter(unit_id__in=list(unit_ids), closed_at=None, responsible__isnull=False)
    return dict(rows.values_list("responsible_id").annotate(files=Count("id")).order_by())
