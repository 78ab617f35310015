"""Whom the board has appointed by name, and who can be reached to decide at once. About no child."""

from datetime import date

from django.db.models import Q, QuerySet

from skyddsnat.domains.compulsory.models import Appointment
from skyddsnat.domains.compulsory.rules import board as rules
from skyddsnat.domains.compulsory.types import AppointmentView, ReachableView
from skyddsnat.foundation.staff.queries import holders
from skyddsnat.foundation.staff.types import EmployeeView, Role
from skyddsnat.kernel.text import Text


class NoAppointment(LookupError):
    """There is no such appointment running."""


def appointments_on(*, on: date, section: str | None = None, employee_id: int | None = None) -> list[AppointmentView]:
    """The appointments in force on the day, by section and name; of one section, or of one person, when given.

    An appointment under a section of LVU holds under the section that took over from it.
    """
    rows = appointment_rows(on=on, section=section, employee_id=employee_id)
    return [appointment_view(row) for row in rows.select_related("employee")]


def appointment_rows(
    *, on: date, section: str | None = None, employee_id: int | None = None
) -> QuerySet[Appointment, Appointment]:
    """The rows of the same, to be asked for together with others."""
    in_force = Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))
    rows = Appointment.objects.filter(in_force, employee__is_active=True)
    if section is not None:
        rows = rows.filter(section__in=rules.carried_sections(section))
    if employee_id is not None:
        rows = rows.filter(employee_id=employee_id)
    return rows.order_by("section", "employee__name", "id")


def sections_to_appoint_for(*, on: date) -> list[tuple[str, Text]]:
    """The sections under which the board may appoint somebody by name on the day, with what is decided under each."""
    return [(section, rules.subject_of_section(section, on)) for section in rules.sections_to_appoint_for(on)]


def appointment_view(row: Appointment) -> AppointmentView:
    """One appointment; the row has its employee selected."""
    return AppointmentView(
        id=row.pk,
        employee_id=row.employee_id,
        name=row.employee.name,
        service_code=row.employee.service_code,
        section=row.section,
        reference=row.reference,
        decided_on=row.decided_on,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def appointment_of(*, employee_id: int, section: str, on: date) -> AppointmentView | None:
    """The employee's own appointment under the section that day."""
    return next(iter(appointments_on(on=on, section=section, employee_id=employee_id)), None)


def reachable(*, section: str, on: date) -> list[ReachableView]:
    """Who may decide at once under the section: the chair on call first, then the members appointed to."""
    chairs = [_chair(each) for each in holders(roles=(Role.CHAIR_ON_CALL,), on=on)]
    members = {each.id for each in holders(roles=(Role.COMMITTEE_MEMBER,), on=on)}
    known = {each.employee_id for each in chairs}
    appointed = [each for each in appointments_on(on=on, section=section) if each.employee_id in members - known]
    return [*chairs, *(_appointed(each) for each in appointed)]


def _chair(employee: EmployeeView) -> ReachableView:
    return ReachableView(employee.id, employee.name, employee.service_code, "")


def _appointed(appointment: AppointmentView) -> ReachableView:
    return ReachableView(appointment.employee_id, appointment.name, appointment.service_code, appointment.reference)
