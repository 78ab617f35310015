"""Units and colleagues. Not about children, so no file is needed to read them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.expressions import RawSQL

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.models import Absence, Employee, NameProtection, RoleHolding, Unit
from skyddsnat.foundation.staff.types import (
    CASEWORK,
    AbsenceView,
    EmployeeView,
    HoldingView,
    ProtectedName,
    ProtectionView,
    Role,
    StaffView,
    UnitView,
)


def _held(on: date) -> Q:
    return Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gt=on))


def _years(since: date | None, on: date) -> int:
    return 0 if since is None else on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def _employee(row: Employee, on: date) -> EmployeeView:
    return EmployeeView(row.pk, row.name, row.service_code, _years(row.in_profession_since, on))


def units() -> dict[int, UnitView]:
    """Every active unit, by id."""
    rows = Unit.objects.filter(is_active=True).order_by("name", "pk")
    return {row.pk: UnitView(row.pk, row.name, row.phone, row.receives_reports) for row in rows}


def unit_names() -> dict[int, str]:
    """The name of every unit that is or was, by id."""
    return dict(Unit.objects.values_list("pk", "name"))


def intake_unit() -> UnitView:
    """The unit that receives reports; the first by name when there are several."""
    return next(unit for unit in units().values() if unit.receives_reports)


def employees(*, ids: Iterable[int], on: date) -> dict[int, EmployeeView]:
    """Employees by id, with years in the profession on `on`."""
    return {row.pk: _employee(row, on) for row in Employee.objects.filter(pk__in=set(ids))}


def holders(*, roles: Iterable[Role], on: date, unit_id: int | None = None) -> list[EmployeeView]:
    """Active employees who hold one of the roles on the day, in one unit or in any, by name."""
    held = RoleHolding.objects.filter(_held(on), role__in=[role.value for role in roles])
    if unit_id is not None:
        held = held.filter(unit_id=unit_id)
    rows = Employee.objects.filter(pk__in=held.values("employee_id"), is_active=True).order_by("name", "pk")
    return [_employee(row, on) for row in rows]


def members(*, on: date) -> dict[int, set[int]]:
    """Who holds any role in each active unit on the day: employees' ids by unit's. One statement."""
    found: dict[int, set[int]] = {}
    held = RoleHolding.objects.filter(_held(on), unit__is_active=True, employee__is_active=True)
    for unit_id, employee_id in held.order_by("unit__name", "unit_id", "pk").values_list("unit_id", "employee_id"):
        found.setdefault(unit_id, set()).add(employee_id)
    return found


def work_addresses(*, employee_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Where alarms reach the active among them, and in which language, by employee; "" where no address is kept."""
    rows = Employee.objects.filter(pk__in=list(employee_ids), is_active=True)
    return {pk: (address, language) for pk, address, language in rows.values_list("pk", "work_email", "language")}


def caseworkers(*, unit_id: int, on: date) -> list[EmployeeView]:
    """Those who may be given a child in the unit."""
    return holders(roles=CASEWORK, on=on, unit_id=unit_id)


def ids_of_codes(*, codes: Iterable[str]) -> dict[str, int]:
    """Active employees by service code, casefolded; a code that is nobody's is left out."""
    wanted = {code.casefold() for code in codes}
    rows = Employee.objects.filter(is_active=True).values_list("pk", "service_code")
    return {code.casefold(): pk for pk, code in rows if code.casefold() in wanted}


def absent_from(*, on: date, at_least_days: int) -> frozenset[int]:
    """Employees who are away on the day, in an absence of at least so many days."""
    from_db = Employee.objects.filter(absences__starts_on__lte=on, absences__ends_on__gt=on)
    rows = from_db.values_list("pk", "absences__starts_on", "absences__ends_on")
    return frozenset(pk for pk, start, end in rows if (end - start).days >= at_least_days)


def colleagues(*, on: date, unit_ids: Iterable[int] | None = None) -> list[EmployeeView]:
    """Every active employee, by name; with `unit_ids` those who hold any role in one of the units on the day."""
    rows = Employee.objects.filter(is_active=True).order_by("name", "pk")
    if unit_ids is not None:
        held = RoleHolding.objects.filter(_held(on), unit_id__in=list(unit_ids))
        rows = rows.filter(pk__in=held.values("employee_id"))
    return [_employee(row, on) for row in rows]


def absence(*, absence_id: int) -> AbsenceView | None:
    """One absence, or None."""
    row = Absence.objects.select_related("employee").filter(pk=absence_id).first()
    if row is None:
        return None
    return AbsenceView(
        row.pk, row.employee_id, row.employee.name, row.employee.service_code, row.starts_on, row.ends_on
    )


def works_in(*, employee_id: int, unit_ids: Iterable[int], on: date) -> bool:
    """Whether the employee holds any role in one of the units on the day."""
    return RoleHolding.objects.filter(_held(on), employee_id=employee_id, unit_id__in=list(unit_ids)).exists()


def everybody() -> list[StaffView]:
    """Everyone who works or has worked here, by name, with every role. Two statements."""
    return _staff(Employee.objects.order_by("name", "pk"))


def member(*, employee_id: int) -> StaffView | None:
    """One of them, or None."""
    return next(iter(_staff(Employee.objects.filter(pk=employee_id))), None)


def holding(*, holding_id: int) -> HoldingView | None:
    """One role that somebody holds or has held, or None."""
    row = RoleHolding.objects.select_related("unit").filter(pk=holding_id).first()
    return None if row is None else _holding(row)


def is_taken(*, username: str = "", service_code: str = "", unit: str = "") -> bool:
    """Whether somebody, or a unit, has that name or code already. Usernames do not differ by capitals alone."""
    people = Employee.objects.filter(Q(username__iexact=username) | Q(service_code__iexact=service_code))
    return people.exists() or Unit.objects.filter(name__iexact=unit).exists()


# --- Protected names --------------------------------------------------------------------------------------------------


def protected_on(*, on: date, viewer: Viewer, subject: str = "") -> tuple[ProtectedName, ...]:
    """Whose name is left out of what leaves on the day, in general or in the one thing `subject` ("" none), by code.

    Whoever makes a letter must know whose; why is read by few (`protections_of`).
    """
    ids = RawSQL("SELECT staff_protected(%s, %s)", [on, subject])
    rows = Employee.objects.filter(pk__in=ids).order_by("service_code")
    return tuple(ProtectedName(row.pk, row.name, row.service_code, row.username, row.work_email) for row in rows)


def protections_of(*, viewer: Viewer, employee_id: int | None = None) -> list[ProtectionView]:
    """Decisions on one employee's name, or on every name, that the viewer may read; the latest first.

    Read by the one it is about, her unit's manager, whoever decided it, and safety administrators.
    """
    rows = NameProtection.objects.select_related("employee", "decided_by", "ended_by")
    if employee_id is not None:
        rows = rows.filter(employee_id=employee_id)
    return [_protection(row) for row in rows.order_by("-starts_on", "-pk")]


def protection(*, protection_id: int, viewer: Viewer) -> ProtectionView | None:
    """One such decision, or None."""
    rows = NameProtection.objects.select_related("employee", "decided_by", "ended_by")
    row = rows.filter(pk=protection_id).first()
    return None if row is None else _protection(row)


def decides_protection(*, employee_id: int, on: date, viewer: Viewer) -> bool:
    """Whether the viewer decides on the protection of this employee's name: her unit's manager, safety administrator.

    About oneself that is not enough: somebody else must.
    """
    return viewer.keeps_safety or works_in(employee_id=employee_id, unit_ids=viewer.managed_units, on=on)


def _protection(row: NameProtection) -> ProtectionView:
    return ProtectionView(
        id=row.pk,
        employee_id=row.employee_id,
        name=row.employee.name,
        service_code=row.employee.service_code,
        subject=row.subject,
        reason=row.reason,
        decided_by_id=row.decided_by_id,
        decided_by=row.decided_by.name,
        decided_at=row.decided_at,
        starts_on=row.starts_on,
        until=row.until,
        review_on=row.review_on,
        ended_at=row.ended_at,
        ended_by=row.ended_by.name if row.ended_by else "",
        ended_why=row.ended_why,
    )


# --- Parts ------------------------------------------------------------------------------------------------------------


def _staff(rows: QuerySet[Employee]) -> list[StaffView]:
    held = RoleHolding.objects.select_related("unit").order_by(F("ends_on").desc(nulls_first=True), "starts_on", "pk")
    found = rows.prefetch_related(Prefetch("roles", queryset=held))
    return [
        StaffView(
            id=row.pk,
            username=row.username,
            name=row.name,
            service_code=row.service_code,
            in_profession_since=row.in_profession_since,
            handles_protected=row.handles_protected,
            work_email=row.work_email,
            is_active=row.is_active,
            has_password=row.has_usable_password(),
            holdings=tuple(_holding(each) for each in row.roles.all()),
        )
        for row in found
    ]


def _holding(row: RoleHolding) -> HoldingView:
    return HoldingView(row.pk, row.employee_id, row.unit_id, row.unit.name, Role(row.role), row.starts_on, row.ends_on)
