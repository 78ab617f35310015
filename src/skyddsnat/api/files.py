"""A child's file: who the people in it are, what is written about them, and its clocks."""

from datetime import date, datetime
from typing import Any

from ninja import Router, Schema
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from skyddsnat.api.door import Id, Versioned, changes, makes, reads
from skyddsnat.api.problems import MASKED, Problem
from skyddsnat.domains.people import actions, queries
from skyddsnat.domains.people.types import NewPerson, Protection, RelationKind
from skyddsnat.flows.report_message import Day, Flag, LongText, Message, PersonMessage
from skyddsnat.flows.report_message import Id as BodyId
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.integrations import Scope
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.deadlines.queries import clocks_of_file
from skyddsnat.foundation.deadlines.types import DeadlineView

router = Router()


class FileOut(Schema):
    """A child's file."""

    id: int
    number: str
    unit_id: int
    is_assigned: bool
    is_protected: bool
    is_closed: bool


class PersonOut(Schema):
    """A person. Masked when protected: then no name, number, birth date, address, phone or school."""

    id: int
    file_id: int
    is_subject: bool
    is_masked: bool
    given_name: str
    family_name: str
    number: str | None
    birth_date: date | None
    birth_year: int | None
    sex: str
    protection: Protection
    address: str
    phone: str
    school: str
    language: str
    needs_interpreter: bool


class RelationOut(Schema):
    """What a person is to the child, from a day and up to another."""

    id: int
    kind: RelationKind
    person: PersonOut
    lives_together: bool
    starts_on: date | None
    ends_on: date | None


class PeopleOut(Schema):
    """The child and everyone who has a relation to it."""

    child: PersonOut
    relations: list[RelationOut]


class RelationIn(Message):
    """What somebody is to the child: `new`, or `person_id` of one whom the caller sees already."""

    new: PersonMessage | None = None
    person_id: BodyId | None = None
    kind: RelationKind
    lives_together: Flag = False
    starts_on: Day | None = None
    note: LongText = ""

    @model_validator(mode="after")
    def _one_of_them(self) -> "RelationIn":
        if (self.new is None) == (self.person_id is None):
            raise PydanticCustomError("one_of_two", "new or person_id")
        return self

    def other(self) -> NewPerson | int:
        """As the domain takes it."""
        return self.new.new_person() if self.new else self.person_id or 0


class EndIn(Message):
    """The first day on which the relation no longer holds."""

    ends_on: Day


class DeadlineOut(Schema):
    """A clock. We plan and warn on `plan_on`; `extended_on` is `due_on` moved past a weekend (lag 1930:173)."""

    id: int
    rule: str
    subject: str
    basis_at: datetime
    due_on: date
    extended_on: date
    latest_on: date | None
    prolonged_to: date | None
    prolonged_reason: str
    plan_on: date
    met_at: datetime | None
    ended_at: datetime | None


@reads(router, "/files/{file_id}", FileOut, scope=Scope.REPORTS_READ)
def read_file(file_id: Id, *, viewer: Viewer, at: datetime) -> FileView:
    """A child's file."""
    return log_reading(file_id=file_id, what="access.file", actor=viewer, at=at)


@reads(router, "/files/{file_id}/people", PeopleOut, scope=Scope.REPORTS_READ)
def list_people(file_id: Id, *, viewer: Viewer, at: datetime) -> dict[str, Any]:
    """The child and everyone who has a relation to it; protected persons are masked."""
    log_reading(file_id=file_id, what="people", actor=viewer, at=at)
    child = queries.subject_of_file(file_id=file_id, viewer=viewer)
    return {"child": child, "relations": queries.relations_of_file(file_id=file_id, viewer=viewer)}


@reads(router, "/persons/{person_id}", PersonOut, scope=Scope.REPORTS_READ)
def read_person(person_id: Id, *, viewer: Viewer, at: datetime) -> Versioned:
    """One person; masked when protected."""
    found = queries.person(person_id=person_id, viewer=viewer)
    log_reading(file_id=found.file_id, what=f"people.person:{person_id}", actor=viewer, at=at)
    return Versioned(found, found.version)


@changes(router, "/persons/{person_id}")
def change_person(person_id: Id, person: PersonMessage, *, actor: Viewer, at: datetime, version: int) -> int:
    """Correct what is written about a person; every field is replaced.

    Refused for a masked person: what the caller was not shown would be lost.
    """
    if queries.person(person_id=person_id, viewer=actor).is_masked:
        raise Problem(MASKED)
    return actions.change_person(person_id=person_id, version=version, person=person.new_person(), actor=actor, at=at)


@makes(router, "/files/{file_id}/relations")
def add_relation(file_id: Id, relation: RelationIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Write down what somebody is to the child of the file."""
    made = actions.add_relation(
        file_id=file_id,
        other=relation.other(),
        kind=relation.kind,
        lives_together=relation.lives_together,
        starts_on=relation.starts_on,
        note=relation.note,
        actor=actor,
        at=at,
    )
    return {"id": made}


@makes(router, "/relations/{relation_id}/end")
def end_relation(relation_id: Id, end: EndIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The relation holds to, not with, the day. It stays in the file."""
    actions.end_relation(relation_id=relation_id, ends_on=end.ends_on, actor=actor, at=at)
    return {"id": relation_id}


@reads(router, "/files/{file_id}/deadlines", list[DeadlineOut], scope=Scope.REPORTS_READ)
def list_deadlines(file_id: Id, *, viewer: Viewer, at: datetime) -> list[DeadlineView]:
    """Every clock of the file, open and closed, in the order they started."""
    log_reading(file_id=file_id, what="deadlines", actor=viewer, at=at)
    return clocks_of_file(file_id=file_id, viewer=viewer)
