"""Notes, and talks with the child."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Query, Router, Schema
from pydantic import Field

from skyddsnat.api.door import Id, Versioned, changes, makes, reads
from skyddsnat.domains.journal import actions, queries
from skyddsnat.domains.journal.types import NoteKind, NoteView, TalkView, Understood
from skyddsnat.flows.report_message import BIGGEST_ID, Flag, Line160, LongText, Message, Moment, ToldText
from skyddsnat.flows.report_message import Id as BodyId
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.types import Viewer

router = Router()

Line200 = Annotated[str, Field(strict=True, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]


class AuthorOut(Schema):
    """Who wrote."""

    name: str
    service_code: str


class AdditionOut(Schema):
    """What was added to a note, or is said to be wrong in it."""

    id: int
    kind: NoteKind
    text: str
    author: AuthorOut
    written_at: datetime


class NoteOut(Schema):
    """A note with its additions. From `locks_at` it can only be added to."""

    id: int
    file_id: int
    kind: NoteKind
    happened_at: datetime
    with_whom: str
    text: str
    author: AuthorOut
    written_at: datetime
    locks_at: datetime
    moved_from_id: int | None
    additions: list[AdditionOut]


class TalkOut(Schema):
    """A talk with the child, planned, held or cancelled."""

    id: int
    file_id: int
    planned_at: datetime | None
    held_at: datetime | None
    cancelled_at: datetime | None
    cancel_reason: str
    place: str
    purpose: str
    was_alone: bool | None
    not_alone_reason: str
    childs_words: str
    told: str
    understood: Understood | None
    understood_how: str
    already_told: str
    author: AuthorOut
    locks_at: datetime | None


class NoteIn(Message):
    """A note."""

    kind: NoteKind = NoteKind.NOTE
    happened_at: Moment
    with_whom: Line200 = ""
    text: ToldText


class NoteChangeIn(Message):
    """The note as it shall stand."""

    happened_at: Moment
    with_whom: Line200 = ""
    text: ToldText


class AdditionIn(Message):
    """What is added."""

    kind: NoteKind = NoteKind.NOTE
    text: ToldText


class MoveIn(Message):
    """Which file the note belongs in, and why it was written elsewhere."""

    to_file_id: BodyId
    reason: ToldText


class TalkPlanIn(Message):
    """When, where and why the child will be talked with."""

    planned_at: Moment
    place: Line160 = ""
    purpose: LongText = ""


class TalkHeldIn(Message):
    """A talk that was held, planned or not: the child's own words, what it was told and whether it understood."""

    held_at: Moment
    place: Line160 = ""
    purpose: LongText = ""
    was_alone: Flag
    not_alone_reason: LongText = ""
    childs_words: LongText = ""
    told: LongText = ""
    understood: Understood
    understood_how: LongText = ""
    already_told: LongText = ""


class ReasonIn(Message):
    """Why."""

    reason: ToldText


@reads(router, "/files/{file_id}/notes", list[NoteOut])
def list_notes(
    file_id: Id,
    before: Annotated[int | None, Query(ge=1, le=BIGGEST_ID)] = None,
    most: Annotated[int, Query(ge=1, le=100)] = 50,
    *,
    viewer: Viewer,
    at: datetime,
) -> list[NoteView]:
    """The notes of the file, the latest event first; `before` is the id of the last one shown."""
    log_reading(file_id=file_id, what="journal", actor=viewer, at=at)
    return queries.notes_of_file(file_id=file_id, viewer=viewer, before=before, most=most)


@makes(router, "/files/{file_id}/notes")
def write_note(file_id: Id, note: NoteIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Note what happened or was said (SoL 14:3)."""
    made = actions.write_note(
        file_id=file_id,
        kind=note.kind,
        happened_at=note.happened_at,
        with_whom=note.with_whom,
        text=note.text,
        actor=actor,
        at=at,
    )
    return {"id": made}


@reads(router, "/notes/{note_id}", NoteOut)
def read_note(note_id: Id, *, viewer: Viewer, at: datetime) -> Versioned:
    """One note."""
    found = queries.note(note_id=note_id, viewer=viewer)
    log_reading(file_id=found.file_id, what="journal", actor=viewer, at=at)
    return Versioned(found, found.version)


@changes(router, "/notes/{note_id}")
def change_note(note_id: Id, note: NoteChangeIn, *, actor: Viewer, at: datetime, version: int) -> int:
    """Change one's own note before it locks."""
    return actions.change_note(
        note_id=note_id,
        version=version,
        text=note.text,
        happened_at=note.happened_at,
        with_whom=note.with_whom,
        actor=actor,
        at=at,
    )


@makes(router, "/notes/{note_id}/additions")
def add_to_note(note_id: Id, addition: AdditionIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Add to a note, locked or not."""
    return {"id": actions.add_to_note(note_id=note_id, text=addition.text, kind=addition.kind, actor=actor, at=at)}


@makes(router, "/notes/{note_id}/move")
def move_note(note_id: Id, move: MoveIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Move a note that was written in the wrong file; both files keep the trace (lesson 17)."""
    actions.move_note(note_id=note_id, to_file_id=move.to_file_id, reason=move.reason, actor=actor, at=at)
    return {"id": note_id}


@reads(router, "/files/{file_id}/talks", list[TalkOut])
def list_talks(file_id: Id, *, viewer: Viewer, at: datetime) -> list[TalkView]:
    """Every talk with the child, the latest first."""
    log_reading(file_id=file_id, what="journal", actor=viewer, at=at)
    return queries.talks_of_file(file_id=file_id, viewer=viewer)


@reads(router, "/talks/{talk_id}", TalkOut)
def read_talk(talk_id: Id, *, viewer: Viewer, at: datetime) -> Versioned:
    """One talk."""
    found = queries.talk(talk_id=talk_id, viewer=viewer)
    log_reading(file_id=found.file_id, what="journal", actor=viewer, at=at)
    return Versioned(found, found.version)


@makes(router, "/files/{file_id}/planned-talks")
def plan_talk(file_id: Id, plan: TalkPlanIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Plan a talk with the child (SoL 3:2)."""
    made = actions.plan_talk(
        file_id=file_id, planned_at=plan.planned_at, place=plan.place, purpose=plan.purpose, actor=actor, at=at
    )
    return {"id": made}


@makes(router, "/files/{file_id}/held-talks")
def write_talk(file_id: Id, talk: TalkHeldIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Write down a talk that was not planned (SoL 3:2-3)."""
    return {"id": _held(None, None, file_id, talk, actor, at)}


@makes(router, "/talks/{talk_id}/held")
def hold_talk(talk_id: Id, talk: TalkHeldIn, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """Write down a planned talk that was held, or mend one's text before it locks."""
    planned = queries.talk(talk_id=talk_id, viewer=actor)
    return {"id": _held(talk_id, version, planned.file_id, talk, actor, at)}


def _held(talk_id: int | None, version: int | None, file_id: int, talk: TalkHeldIn, actor: Viewer, at: datetime) -> int:
    return actions.hold_talk(
        talk_id=talk_id,
        version=version,
        file_id=file_id,
        held_at=talk.held_at,
        place=talk.place,
        purpose=talk.purpose,
        was_alone=talk.was_alone,
        not_alone_reason=talk.not_alone_reason,
        childs_words=talk.childs_words,
        told=talk.told,
        understood=talk.understood,
        understood_how=talk.understood_how,
        already_told=talk.already_told,
        actor=actor,
        at=at,
    )


@makes(router, "/talks/{talk_id}/cancel")
def cancel_talk(talk_id: Id, why: ReasonIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """A planned talk is not held, and why."""
    actions.cancel_talk(talk_id=talk_id, reason=why.reason, actor=actor, at=at)
    return {"id": talk_id}
