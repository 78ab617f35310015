"""A child gets a caseworker: the assignment, the clocks that follow it, and the former caseworker's hand-over."""

from datetime import datetime

from django.db import transaction

from skyddsnat.domains.compulsory.queries import pair_after
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.permissions import assigning
from skyddsnat.foundation.access.queries import conflicts_of, file_of
from skyddsnat.foundation.access.types import FileView, Part, Viewer
from skyddsnat.foundation.deadlines.actions import follow_file
from skyddsnat.foundation.staff.queries import caseworkers
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.law.citations import FL

_HAS_CONFLICT = Reason(
    "access.assigned_has_conflict",
    Text(
        "Den du har valt har anmält jäv i akten. Välj någon annan.",
        "Whom you chose has declared a conflict of interest. Choose somebody else.",
    ),
    FL.cite("17"),
)
_NOT_CASEWORKER = Reason(
    "access.assigned_is_no_caseworker",
    Text("Den du har valt handlägger inte ärenden på enheten.", "Whom you chose does no casework in the unit."),
)
_SAME_PERSON = Reason(
    "access.deputy_is_responsible",
    Text("Ersättaren måste vara någon annan än den ansvariga.", "The deputy must be another than the responsible one."),
)


def assigning_verdict(
    *, file: FileView, employee_id: int, part: Part, unit_id: int, at: datetime, viewer: Viewer
) -> Verdict:
    """Whether the viewer may give the file to this caseworker of the unit: every reason why not."""
    may_take = {each.id for each in caseworkers(unit_id=unit_id, on=local_date(at))}
    partial = {each.employee_id for each in conflicts_of(file_id=file.id, viewer=viewer)}
    same = part is Part.DEPUTY and employee_id == file.responsible_id
    return assigning(unit_id=file.unit_id, viewer=viewer) + Verdict.of(
        None if employee_id in may_take else _NOT_CASEWORKER,
        _HAS_CONFLICT if employee_id in partial else None,
        _SAME_PERSON if same else None,
    )


@transaction.atomic
def assign_file(
    *, file_id: int, employee_id: int, part: Part, unit_id: int, keeps_former: bool, actor: Viewer, at: datetime
) -> int:
    """Give the file to a caseworker of the unit, from now, and let its clocks follow.

    `keeps_former`: the former responsible one stays as second caseworker, so that she can write her hand-over
    (lesson 1). On an open compulsory case two still stand there afterwards, or a deviation runs. Raises `NotOpen`,
    `Refused` with every reason. Returns the assignment's id.
    """
    file = file_of(file_id=file_id, viewer=actor)
    former = file.responsible_id if part is Part.RESPONSIBLE else None
    stays = former if keeps_former else None
    verdict = assigning_verdict(file=file, employee_id=employee_id, part=part, unit_id=unit_id, at=at, viewer=actor)
    works = None if part is Part.DEPUTY else employee_id
    pair = pair_after(file_id=file_id, leaving={employee_id, former}, joining={works, stays}, at=at, viewer=actor)
    (verdict + pair).require()
    if stays is not None and stays != employee_id:  # first, while the file is still the actor's to give
        _assign(file_id, stays, Part.SECOND, file.unit_id, actor, at)
    # Only the responsible one takes the file to her unit.
    to_unit = unit_id if part is Part.RESPONSIBLE else file.unit_id
    assignment_id = _assign(file_id, employee_id, part, to_unit, actor, at)
    follow_file(file=file_of(file_id=file_id, viewer=actor), actor=actor, at=at)
    return assignment_id


def _assign(file_id: int, employee_id: int, part: Part, unit_id: int, actor: Viewer, at: datetime) -> int:
    return access.assign(file_id=file_id, employee_id=employee_id, part=part, unit_id=unit_id, actor=actor, at=at)
