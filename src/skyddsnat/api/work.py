"""Who works with a child: given, handed over, received, taken off, not allowed to. And the file that is done with."""

from datetime import datetime
from typing import Any

from ninja import Router, Schema

from skyddsnat.api.door import Id, makes, reads
from skyddsnat.api.problems import REFUSED, Problem
from skyddsnat.flows.assign_file import assign_file
from skyddsnat.flows.close_file import close_file
from skyddsnat.flows.report_message import Flag, Message, ToldText
from skyddsnat.flows.report_message import Id as BodyId
from skyddsnat.flows.take_off_file import take_off_file
from skyddsnat.foundation.access import actions, queries
from skyddsnat.foundation.access.queries import AssignmentView, NotOpen
from skyddsnat.foundation.access.types import ConflictView, Part, Viewer

router = Router()


class AssignmentOut(Schema):
    """One caseworker's time on a file. A hand-over is done when both have signed it (lesson 1)."""

    id: int
    employee_id: int
    name: str
    service_code: str
    part: Part
    starts_at: datetime
    ends_at: datetime | None
    handover: str
    handed_over_at: datetime | None
    received_at: datetime | None


class AssignmentIn(Message):
    """Who gets the file, as what, in which unit. `keeps_former`: whoever was responsible stays, to hand it over."""

    employee_id: BodyId
    part: Part = Part.RESPONSIBLE
    unit_id: BodyId
    keeps_former: Flag = True


class HandoverIn(Message):
    """The summary, to one who has been given the file."""

    to_employee_id: BodyId
    summary: ToldText


class ConflictIn(Message):
    """Why there is a conflict of interest; of the caller, or of whom `employee_id` says, which a manager may."""

    reason: ToldText
    employee_id: BodyId | None = None


class ConflictOut(Schema):
    """A declared conflict of interest (FL 16-18 §§)."""

    id: int
    employee_id: int
    name: str
    service_code: str
    reason: str
    declared_at: datetime


class FileIdOut(Schema):
    """The file."""

    file_id: int


@reads(router, "/files/{file_id}/assignments", list[AssignmentOut])
def list_assignments(file_id: Id, *, viewer: Viewer, at: datetime) -> list[AssignmentView]:
    """Everyone who has worked on the file, first to last."""
    actions.log_reading(file_id=file_id, what="assignments", actor=viewer, at=at)
    return queries.assignments_of(file_id=file_id, viewer=viewer)


@makes(router, "/files/{file_id}/assignments")
def assign(file_id: Id, given: AssignmentIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Give the file to a caseworker of a unit; its clocks follow."""
    made = assign_file(
        file_id=file_id,
        employee_id=given.employee_id,
        part=given.part,
        unit_id=given.unit_id,
        keeps_former=given.keeps_former,
        actor=actor,
        at=at,
    )
    return {"id": made}


@makes(router, "/assignments/{assignment_id}/end")
def end_assignment(assignment_id: Id, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Take a caseworker off a file. Until the next one is responsible, nobody is, and that is shown."""
    take_off_file(assignment_id=assignment_id, actor=actor, at=at)
    return {"id": assignment_id}


@makes(router, "/files/{file_id}/handover", FileIdOut)
def hand_over(file_id: Id, handover: HandoverIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The former caseworker signs the summary on the new one's assignment (lesson 1)."""
    queries.file_of(file_id=file_id, viewer=actor)
    try:
        actions.hand_over(
            file_id=file_id, to_employee_id=handover.to_employee_id, summary=handover.summary, actor=actor, at=at
        )
    except actions.UnableToHandOver:
        raise Problem(REFUSED) from None
    return {"file_id": file_id}


@makes(router, "/assignments/{assignment_id}/receive")
def receive_handover(assignment_id: Id, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The new caseworker signs that the summary is read."""
    try:
        actions.receive_handover(assignment_id=assignment_id, actor=actor, at=at)
    except actions.UnableToHandOver:
        raise NotOpen from None
    return {"id": assignment_id}


@reads(router, "/files/{file_id}/conflicts", list[ConflictOut])
def list_conflicts(file_id: Id, *, viewer: Viewer, at: datetime) -> list[ConflictView]:
    """Who has declared a conflict of interest in the file, the first first (FL 16-18 §§)."""
    actions.log_reading(file_id=file_id, what="conflicts", actor=viewer, at=at)
    return queries.conflicts_of(file_id=file_id, viewer=viewer)


@makes(router, "/files/{file_id}/conflicts", FileIdOut)
def declare_conflict(file_id: Id, conflict: ConflictIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Somebody is partial and handles the file no more (FL 16-18 §§); a second time changes nothing."""
    actions.declare_conflict(
        file_id=file_id, reason=conflict.reason, employee_id=conflict.employee_id, actor=actor, at=at
    )
    return {"file_id": file_id}


@makes(router, "/files/{file_id}/close", FileIdOut)
def close(file_id: Id, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Close the file; refused with everything that runs in it (lesson 12)."""
    close_file(file_id=file_id, actor=actor, at=at)
    return {"file_id": file_id}
