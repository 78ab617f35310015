"""Documents of a file, the second person who passes a letter in which somebody is protected, and what left.

The bytes of a document are read on the page alone, where nothing keeps a copy.
"""

from datetime import datetime
from typing import Any

from ninja import Router, Schema

from skyddsnat.api.door import Id, makes, reads
from skyddsnat.flows.report_message import Line60, Line160, LongText, Message, Moment
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents import actions, queries
from skyddsnat.foundation.documents.release_types import Asker, Basis, Released, ReleaseView, SendingView
from skyddsnat.foundation.documents.types import DocumentView

router = Router()


class ReleaseIn(Message):
    """Somebody asks to read a document: who, as far as known, and what they want."""

    asked_by: Asker
    asked_for: LongText
    asked_at: Moment


class ReleaseDecisionIn(Message):
    """The test of harm, and what came of it."""

    outcome: Released
    basis: Basis
    reason: LongText


class ReleaseOut(Schema):
    """A request to read a document. `outcome` null until it is decided."""

    id: int
    document_id: int
    file_id: int
    asked_by: Asker
    asked_for: str
    asked_at: datetime
    recorded_by: str
    outcome: Released | None
    basis: Basis | None
    reason: str
    decided_by: str
    decided_at: datetime | None


class SendingIn(Message):
    """Whom the document is sent to, and how. The time is when it is told."""

    to: Asker
    recipient: Line160
    how: Line60


class SentOut(Schema):
    """The document that left: itself, its correction, or its rendering without the protected names."""

    document_id: int


class SendingOut(Schema):
    """One time that the document left: what left in its place, and the service codes that stand in it for names."""

    id: int
    document_id: int
    left_id: int
    file_id: int
    to: Asker
    recipient: str
    how: str
    sent_at: datetime
    sent_by: str
    left_out: list[str]


class DocumentOut(Schema):
    """A document, without its text. `needs_passing`: it leaves only when a second person has checked it (lesson 15).

    `is_ready`: signed, not corrected since, passed. Names that are left out on the day are asked for when it is sent.
    """

    id: int
    file_id: int
    kind: str
    title: str
    language: str
    subject: str
    recipient: str
    made_at: datetime
    signed_at: datetime | None
    passed_at: datetime | None
    has_protected: bool
    is_outgoing: bool
    needs_passing: bool
    is_ready: bool
    corrects_id: int | None
    corrected_by_id: int | None


@reads(router, "/files/{file_id}/documents", list[DocumentOut])
def list_documents(file_id: Id, *, viewer: Viewer, at: datetime) -> list[DocumentView]:
    """Every document of the file, the latest first."""
    log_reading(file_id=file_id, what="documents", actor=viewer, at=at)
    return queries.documents_of_file(file_id=file_id, viewer=viewer)


@reads(router, "/documents/{document_id}", DocumentOut)
def read_document(document_id: Id, *, viewer: Viewer, at: datetime) -> DocumentView:
    """One document, without its text."""
    found = queries.document(document_id=document_id, viewer=viewer)
    log_reading(file_id=found.file_id, what=f"documents.document:{document_id}", actor=viewer, at=at)
    return found


@makes(router, "/documents/{document_id}/pass")
def pass_document(document_id: Id, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """A second person has checked recipient and case of a signed letter in which somebody is protected (lesson 15)."""
    actions.pass_cover(document_id=document_id, actor=actor, at=at)
    return {"id": document_id}


@reads(router, "/documents/{document_id}/sendings", list[SendingOut])
def list_sendings(document_id: Id, *, viewer: Viewer, at: datetime) -> list[SendingView]:
    """Every time that the document left the building, the latest first."""
    found = queries.document(document_id=document_id, viewer=viewer)
    log_reading(file_id=found.file_id, what=f"documents.sendings:{document_id}", actor=viewer, at=at)
    return queries.sendings_of(document_ids=[document_id], viewer=viewer)


@makes(router, "/documents/{document_id}/sendings", SentOut)
def send_document(document_id: Id, sending: SendingIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The document leaves now. What names a colleague whose name is protected leaves only as the test of harm said;
    where somebody in it is protected, a second person has passed it first.
    """
    left = actions.send_document(document_id=document_id, **sending.model_dump(), actor=actor, at=at)
    return {"document_id": left}


@reads(router, "/documents/{document_id}/releases", list[ReleaseOut])
def list_releases(document_id: Id, *, viewer: Viewer, at: datetime) -> list[ReleaseView]:
    """Requests to read the document and how they were decided, the latest first."""
    found = queries.document(document_id=document_id, viewer=viewer)
    log_reading(file_id=found.file_id, what=f"documents.releases:{document_id}", actor=viewer, at=at)
    return queries.releases_of(document_id=document_id, viewer=viewer)


@makes(router, "/documents/{document_id}/releases")
def ask_release(document_id: Id, asked: ReleaseIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Somebody asks to read the document. What names a colleague whose name is protected leaves only after the test."""
    made = actions.ask_release(
        document_id=document_id,
        asked_by=asked.asked_by,
        asked_for=asked.asked_for,
        asked_at=asked.asked_at,
        actor=actor,
        at=at,
    )
    return {"id": made}


@makes(router, "/releases/{release_id}/decision")
def decide_release(release_id: Id, decision: ReleaseDecisionIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Record the test of harm and what came of it. A refusal can be appealed (OSL 6:3 and 6:7)."""
    actions.decide_release(
        release_id=release_id,
        outcome=decision.outcome,
        basis=decision.basis,
        reason=decision.reason,
        actor=actor,
        at=at,
    )
    return {"id": release_id}
