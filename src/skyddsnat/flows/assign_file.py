"""A child is given to a caseworker, and the running clocks go along to the caseworker's unit."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.permissions import assigning
from skyddsnat.foundation.access.queries import conflicts_of, file_of
from skyddsnat.foundation.access.seeing import also_see
from skyddsnat.foundation.access.types import FileView, Part, Viewer
from skyddsnat.foundation.deadlines import actions as deadlines
from skyddsnat.foundation.deadlines.queries import load_of_units
from skyddsnat.foundation.staff.queries import absent_from, caseworkers
from skyddsnat.foundation.staff.types import EmployeeView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.law.citations import FL

LONG_ABSENCE_DAYS = 7  # lesson 12: a week without a deputy leaves a child with nobody in charge

_NOT_IN_UNIT = Reason(
    "assign.not_in_unit",
    Text("Personen handlägger inte ärenden i enheten.", "The person does no casework in the unit."),
)
_CONFLICT = Reason(
    "assign.conflict",
    Text("Personen har anmält jäv i akten.", "The person has declared a conflict of interest in the file."),
    FL.cite("16"),
)
_SAME_PERSON = Reason(
    "assign.same_person",
    Text("Ersättaren ska vara någon annan än den ansvariga.", "The deputy is somebody other than the responsible one."),
)
_OTHER_UNIT = Reason(
    "assign.other_unit",
    Text(
        "Bara en ny ansvarig flyttar akten till en annan enhet.",
        "Only a new responsible caseworker moves the file to another unit.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody the child may be given to, with what the manager should know first.

    `open_clocks` and `late_clocks` are those of the files she is responsible for, as far as the viewer sees them.
    """

    employee: EmployeeView
    open_clocks: int
    late_clocks: int
    is_away: bool
    has_conflict: bool


def candidates(*, file_id: int, unit_id: int, today: date, viewer: Viewer) -> list[Candidate]:
    """The caseworkers of a unit by name: experience, clocks, absence of a week or more, conflict. Raises `NotOpen`."""
    file_of(file_id=file_id, viewer=viewer)
    load = load_of_units(unit_ids=(unit_id,), today=today, viewer=viewer)
    away = absent_from(on=today, at_least_days=LONG_ABSENCE_DAYS)
    partial = _partial(file_id, viewer)
    return [
        Candidate(
            employee=each,
            open_clocks=load.get(each.id, {}).get("open", 0),
            late_clocks=load.get(each.id, {}).get("late", 0),
            is_away=each.id in away,
            has_conflict=each.id in partial,
        )
        for each in caseworkers(unit_id=unit_id, on=today)
    ]


def assigning_verdict(
    *, file_id: int, employee_id: int, part: Part, unit_id: int, today: date, viewer: Viewer
) -> Verdict:
    """Everything that stands in the way of giving the child to this caseworker of the unit. Raises `NotOpen`."""
    file = file_of(file_id=file_id, viewer=viewer)
    works_there = any(each.id == employee_id for each in caseworkers(unit_id=unit_id, on=today))
    moves = unit_id != file.unit_id
    return assigning(unit_id=file.unit_id, viewer=viewer) + Verdict.of(
        None if works_there else _NOT_IN_UNIT,
        _CONFLICT if employee_id in _partial(file_id, viewer) else None,
        _SAME_PERSON if part is Part.DEPUTY and employee_id == file.responsible_id else None,
        _OTHER_UNIT if moves and part is not Part.RESPONSIBLE else None,
    )


def _partial(file_id: int, viewer: Viewer) -> frozenset[int]:
    return frozenset(each.employee_id for each in conflicts_of(file_id=file_id, viewer=viewer))


@transaction.atomic
def assign_file(*, file_id: int, employee_id: int, part: Part, unit_id: int, actor: Viewer, at: datetime) -> FileView:
    """Give the child to a caseworker of the unit, from now; open clocks follow to that unit.

    A second caseworker and a deputy come from the unit that holds the file. Raises `NotOpen`, `Refused`. Returns the
    file as it stands then.
    """
    today = local_date(at)
    assigning_verdict(
        file_id=file_id, employee_id=employee_id, part=part, unit_id=unit_id, today=today, viewer=actor
    ).require()
    access.assign(file_id=file_id, employee_id=employee_id, part=part, unit_id=unit_id, actor=actor, at=at)
    also_see(file_id)  # the clocks are moved after the file left the manager's unit
    file = file_of(file_id=file_id, viewer=actor)
    deadlines.follow_file(file=file, actor=actor, at=at)
    return file
