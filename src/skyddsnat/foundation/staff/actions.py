"""Hiring, roles and absences."""

from datetime import date, datetime, timedelta

from django.db.models import DateField, F, Q, Value
from django.db.models.functions import Cast, Greatest

from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.audit.types import Acting
from skyddsnat.foundation.staff.models import Absence, Employee, RoleHolding, Unit
from skyddsnat.foundation.staff.types import Role


def add_unit(*, name: str, phone: str, receives_reports: bool, actor: Acting, at: datetime) -> int:
    """A new unit. Returns its id."""
    row = Unit.objects.create(name=name, phone=phone, receives_reports=receives_reports)
    record(deed="staff.unit.added", target=f"staff.unit:{row.pk}", actor=actor, at=at)
    return row.pk


def add_employee(
    *,
    username: str,
    name: str,
    service_code: str,
    in_profession_since: date | None,
    handles_protected: bool,
    actor: Acting,
    at: datetime,
) -> int:
    """A new employee without a password: login comes from the identity provider or `set_password`. Returns the id."""
    row = Employee(
        username=username,
        name=name,
        service_code=service_code,
        in_profession_since=in_profession_since,
        handles_protected=handles_protected,
    )
    row.set_unusable_password()
    row.save()
    record(
        deed="staff.employee.added",
        target=f"staff.employee:{row.pk}",
        actor=actor,
        at=at,
    )
    return row.pk


def set_password(*, employee_id: int, password: str, actor: Acting, at: datetime, must_change: bool = False) -> None:
    """Give the employee a password of ours. `must_change`: it opens nothing but the page where she chooses her own."""
    row = Employee.objects.get(pk=employee_id)
    row.set_password(password)
    row.must_change_password = must_change
    row.save(update_fields=["password", "must_change_password"])
    record(
        deed="staff.employee.password_set",
        target=f"staff.employee:{employee_id}",
        actor=actor,
        at=at,
    )


def give_role(
    *,
    employee_id: int,
    unit_id: int,
    role: Role,
    starts_on: date,
    actor: Acting,
    at: datetime,
) -> int:
    """The employee holds the role in the unit from that day. Returns the holding's id."""
    row = RoleHolding.objects.create(employee_id=employee_id, unit_id=unit_id, role=role.value, starts_on=starts_on)
    record(
        deed="staff.role.given",
        target=f"staff.roleholding:{row.pk}",
        actor=actor,
        at=at,
        details={"role": role.value},
    )
    return row.pk


def end_role(*, holding_id: int, ends_on: date, actor: Acting, at: datetime) -> None:
    """The role ends before that day."""
    RoleHolding.objects.filter(pk=holding_id).update(ends_on=ends_on)
    record(
        deed="staff.role.ended",
        target=f"staff.roleholding:{holding_id}",
        actor=actor,
        at=at,
    )


def end_employment(*, employee_id: int, on: date, actor: Acting, at: datetime) -> None:
    """The employee has left: no login opens, and every role ends that day. What she wrote and signed stays hers."""
    row = Employee.objects.get(pk=employee_id)
    row.is_active = False
    row.set_unusable_password()
    row.save(update_fields=["is_active", "password"])
    begun = RoleHolding.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), employee_id=employee_id)
    # A role of one day at least: one that begins today, or later, ends the day after it began.
    begun.update(ends_on=Greatest(Value(on), Cast(F("starts_on") + timedelta(days=1), DateField())))
    record(deed="staff.employee.left", target=f"staff.employee:{employee_id}", actor=actor, at=at)


def report_absence(*, employee_id: int, starts_on: date, ends_on: date, actor: Acting, at: datetime) -> int:
    """The employee is away from `starts_on` until, not including, `ends_on`. Returns the absence's id."""
    row = Absence.objects.create(employee_id=employee_id, starts_on=starts_on, ends_on=ends_on)
    record(
        deed="staff.absence.reported",
        target=f"staff.absence:{row.pk}",
        actor=actor,
        at=at,
    )
    return row.pk


def end_absence(*, absence_id: int, back_on: date, actor: Acting, at: datetime) -> None:
    """The employee is back on that day, sooner or later than was thought; it is a day after the absence began."""
    Absence.objects.filter(pk=absence_id).update(ends_on=back_on)
    record(
        deed="staff.absence.ended",
        target=f"staff.absence:{absence_id}",
        actor=actor,
        at=at,
    )
