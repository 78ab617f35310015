"""Whom the board appoints by name: entered by whoever keeps the delegation order, with the board's decision."""

from datetime import date, datetime

from django.db.models import Q

from skyddsnat.domains.compulsory.models import Appointment
from skyddsnat.domains.compulsory.queries.appointments import NoAppointment
from skyddsnat.domains.compulsory.rules import board as rules
from skyddsnat.domains.decisions.permissions import check_user_can_keep_order
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.staff.queries import colleagues, holders
from skyddsnat.foundation.staff.types import Role

_ELECTED = (Role.COMMITTEE_MEMBER, Role.CHAIR_ON_CALL)


def appoint(
    *,
    employee_id: int,
    section: str,
    reference: str,
    decided_on: date,
    valid_from: date,
    actor: Viewer,
    at: datetime,
    valid_to: date | None = None,
) -> int:
    """Enter the board's appointment of a named person under `section` ("LVU 6"). Raises `Refused`. Returns its id.

    Only a member may be appointed to decide; to ask for police help also an official.
    """
    check_user_can_keep_order(viewer=actor)
    decides, asks_police = rules.section_lets(section, valid_from)
    rules.appointing(
        is_active=employee_id in {each.id for each in colleagues(on=valid_from)},
        is_member=employee_id in {each.id for each in holders(roles=_ELECTED, on=valid_from)},
        decides=decides,
        asks_police=asks_police,
        reference=reference,
        decided_on=decided_on,
        valid_from=valid_from,
        valid_to=valid_to,
    ).require()
    row = Appointment.objects.create(
        employee_id=employee_id,
        section=section,
        reference=reference.strip(),
        decided_on=decided_on,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    details = {"employee": employee_id, "section": section, "reference": reference.strip()}
    record(deed="compulsory.appointment.made", target=_target(row.pk), actor=actor, at=at, details=details)
    return row.pk


def end_appointment(*, appointment_id: int, valid_to: date, actor: Viewer, at: datetime) -> None:
    """It holds no longer from that day; what was decided by it stands. Raises `NoAppointment`, `Refused`."""
    check_user_can_keep_order(viewer=actor)
    running = Q(valid_to=None) | Q(valid_to__gt=valid_to)
    rows = Appointment.objects.filter(running, pk=appointment_id, valid_from__lt=valid_to)
    if not rows.update(valid_to=valid_to):
        raise NoAppointment
    record(deed="compulsory.appointment.ended", target=_target(appointment_id), actor=actor, at=at)


def _target(appointment_id: int) -> str:
    return f"compulsory.appointment:{appointment_id}"
