"""Hiring, roles and absences."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import DateField, F, Q, Value
from django.db.models.functions import Cast, Greatest

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.audit.types import Acting
from skyddsnat.foundation.staff import rules
from skyddsnat.foundation.staff.models import Absence, Employee, NameProtection, RoleHolding, Unit
from skyddsnat.foundation.staff.queries import decides_protection, protection, protections_of
from skyddsnat.foundation.staff.types import ProtectionView, Role
from skyddsnat.kernel.stockholm import local_date


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


def set_work_email(*, employee_id: int, work_email: str, actor: Acting, at: datetime) -> None:
    """Where alarms reach the employee at work; empty: nowhere. Raises `Refused` for a private address (OSL 39:3)."""
    rules.working_at(work_email, domains=settings.WORK_EMAIL_DOMAINS).require()
    Employee.objects.filter(pk=employee_id).update(work_email=work_email)
    record(deed="staff.employee.email", target=f"staff.employee:{employee_id}", actor=actor, at=at)


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


def take_back(*, employee_id: int, handles_protected: bool, actor: Acting, at: datetime) -> None:
    """Somebody who had left works here again, as the same employee. No role and no password comes back with her."""
    Employee.objects.filter(pk=employee_id).update(is_active=True, handles_protected=handles_protected)
    record(deed="staff.employee.returned", target=f"staff.employee:{employee_id}", actor=actor, at=at)


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


# --- Protected names --------------------------------------------------------------------------------------------------

# How long the names are left out of the letters about one decision; a manager prolongs it. No source: our own rule.
_OF_ONE_CASE = timedelta(days=2 * 365)


class NoProtection(Exception):
    """There is no such decision on a name for this viewer."""


def protect_name(
    *,
    employee_id: int,
    reason: str,
    starts_on: date,
    until: date,
    review_on: date,
    actor: Viewer,
    at: datetime,
    subject: str = "",
) -> int:
    """Decide that a name is left out of what leaves the building, from `starts_on` up to `until` (FL 33 §).

    Of everything, or of one thing (`subject`). By the unit's manager or a safety administrator, and never by oneself.
    Raises `Refused` with all reasons. Returns the id.
    """
    # Two who decide on the same name at the same moment come one after the other.
    list(Employee.objects.select_for_update().filter(pk=employee_id).values_list("pk"))
    former = protections_of(employee_id=employee_id, viewer=actor)
    rules.protecting(
        is_decider=decides_protection(employee_id=employee_id, on=local_date(at), viewer=actor),
        is_oneself=employee_id == actor.employee_id,
        former=[each for each in former if each.subject == subject],
        reason=reason,
        starts_on=starts_on,
        until=until,
        review_on=review_on,
        today=local_date(at),
    ).require()
    return _protect(employee_id, subject, reason, (starts_on, until, review_on), actor, at, "decided")


def prolong_protection(
    *, protection_id: int, until: date, review_on: date, reason: str, actor: Viewer, at: datetime
) -> int:
    """A new decision that goes on where this one ends, with its own reason. Raises `NoProtection`, `Refused`.

    Returns the new one's id.
    """
    view = _held(protection_id, actor)
    list(Employee.objects.select_for_update().filter(pk=view.employee_id).values_list("pk"))
    former = protections_of(employee_id=view.employee_id, viewer=actor)
    starts_on = max(view.last, local_date(at))
    rules.protecting(
        is_decider=decides_protection(employee_id=view.employee_id, on=local_date(at), viewer=actor),
        is_oneself=view.employee_id == actor.employee_id,
        former=[each for each in former if each.subject == view.subject],
        reason=reason,
        starts_on=starts_on,
        until=until,
        review_on=review_on,
        today=local_date(at),
    ).require()
    days = (starts_on, until, review_on)
    return _protect(view.employee_id, view.subject, reason, days, actor, at, "prolonged")


def end_protection(*, protection_id: int, why: str, actor: Viewer, at: datetime) -> None:
    """The name stands in what leaves from today on. Raises `NoProtection`, `Refused`."""
    view = _held(protection_id, actor)
    rules.ending(
        view,
        is_decider=decides_protection(employee_id=view.employee_id, on=local_date(at), viewer=actor),
        is_oneself=view.employee_id == actor.employee_id,
        why=why,
        today=local_date(at),
    ).require()
    rows = NameProtection.objects.filter(pk=protection_id)
    rows.update(ended_at=at, ended_by_id=actor.named_id, ended_why=why.strip())
    record(deed="staff.protection.ended", target=f"staff.nameprotection:{protection_id}", actor=actor, at=at)


def leave_names_out(*, employee_ids: Iterable[int], subject: str, reason: str, actor: Viewer, at: datetime) -> None:
    """Whoever decides a case leaves the names out of its notice: her own, and those who took part (FL 33 §).

    Holds for two years, for letters to those who become parties later. Nobody does so for herself alone: raises
    `Refused`.
    """
    ids = set(employee_ids)
    rules.leaving_out(reason=reason, is_alone=ids == {actor.named_id}).require()
    today = local_date(at)
    held = NameProtection.objects.filter(employee_id__in=ids, subject=subject, ended_at=None, until__gt=today)
    days = (today, today + _OF_ONE_CASE, today + _OF_ONE_CASE)
    for employee_id in sorted(ids - set(held.values_list("employee_id", flat=True))):
        _protect(employee_id, subject, reason, days, actor, at, "decided")


def _held(protection_id: int, actor: Viewer) -> ProtectionView:
    """The decision, while others who would change it wait."""
    list(NameProtection.objects.select_for_update().filter(pk=protection_id).values_list("pk"))
    found = protection(protection_id=protection_id, viewer=actor)
    if found is None:
        raise NoProtection
    return found


def _protect(
    employee_id: int, subject: str, reason: str, days: tuple[date, date, date], actor: Viewer, at: datetime, deed: str
) -> int:
    starts_on, until, review_on = days
    row = NameProtection.objects.create(
        employee_id=employee_id,
        subject=subject,
        reason=reason.strip(),
        decided_by_id=actor.named_id,
        decided_at=at,
        starts_on=starts_on,
        until=until,
        review_on=review_on,
    )
    record(deed=f"staff.protection.{deed}", target=f"staff.nameprotection:{row.pk}", actor=actor, at=at)
    return row.pk
