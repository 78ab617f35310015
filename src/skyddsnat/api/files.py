"""A child's file: who the people in it are, and its clocks."""

from datetime import date, datetime
from typing import Any

from ninja import Router, Schema

from skyddsnat.api.door import Id, reads
from skyddsnat.domains.people import queries
from skyddsnat.domains.people.types import PersonView, Protection, RelationKind
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
def read_person(person_id: Id, *, viewer: Viewer, at: datetime) -> PersonView:
    """One person; masked when protected."""
    found = queries.person(person_id=person_id, viewer=viewer)
    log_reading(file_id=found.file_id, what=f"people.person:{person_id}", actor=viewer, at=at)
    return found


@reads(router, "/files/{file_id}/deadlines", list[DeadlineOut], scope=Scope.REPORTS_READ)
def list_deadlines(file_id: Id, *, viewer: Viewer, at: datetime) -> list[DeadlineView]:
    """Every clock of the file, open and closed, in the order they started."""
    log_reading(file_id=file_id, what="deadlines", actor=viewer, at=at)
    return clocks_of_file(file_id=file_id, viewer=viewer)
