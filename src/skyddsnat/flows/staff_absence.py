"""A manager writes down who is away, so that nobody's children are left with no one in charge (lesson 12)."""

from datetime import date, datetime

from django.db import transaction

from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff import actions as staff
from skyddsnat.foundation.staff.queries import absence, works_in
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

_OTHERS_STAFF = Reason(
    "absence.others_staff",
    Text("Frånvaro skrivs in av personens egen chef.", "Absence is written down by the person's own manager."),
)
_ENDS_BEFORE = Reason(
    "absence.ends_before_start",
    Text("Sista dagen kan inte vara före den första.", "The last day cannot be before the first."),
)
_NOT_BEGUN = Reason(
    "absence.back_before_start",
    Text("Första dagen tillbaka är efter första dagen borta.", "The first day back is after the first day away."),
)


def absence_verdict(*, employee_id: int, starts_on: date, ends_on: date, on: date, viewer: Viewer) -> Verdict:
    """Everything that stands in the way of writing down that the employee is away until, not including, `ends_on`."""
    return Verdict.of(_not_own(employee_id, on, viewer), None if ends_on > starts_on else _ENDS_BEFORE)


def _not_own(employee_id: int, on: date, viewer: Viewer) -> Reason | None:
    own = works_in(employee_id=employee_id, unit_ids=viewer.managed_units, on=on)
    return None if own else _OTHERS_STAFF


@transaction.atomic
def register_absence(*, employee_id: int, starts_on: date, ends_on: date, actor: Viewer, at: datetime) -> int:
    """Write down that somebody of the actor's own unit is away. Raises `Refused`. Returns the absence's id."""
    today = local_date(at)
    absence_verdict(employee_id=employee_id, starts_on=starts_on, ends_on=ends_on, on=today, viewer=actor).require()
    return staff.report_absence(employee_id=employee_id, starts_on=starts_on, ends_on=ends_on, actor=actor, at=at)


@transaction.atomic
def back_from_absence(*, absence_id: int, back_on: date, actor: Viewer, at: datetime) -> None:
    """Write down the first day back, sooner or later than was thought. Raises `NotOpen`, `Refused`."""
    away = absence(absence_id=absence_id)
    if away is None:
        raise NotOpen
    begun = None if back_on > away.starts_on else _NOT_BEGUN
    Verdict.of(_not_own(away.employee_id, local_date(at), actor), begun).require()
    staff.end_absence(absence_id=absence_id, back_on=back_on, actor=actor, at=at)
