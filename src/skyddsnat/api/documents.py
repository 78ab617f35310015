"""Documents of a file, and the second person who passes a letter in which somebody is protected.

The bytes of a document are read on the page alone, where nothing keeps a copy.
"""

from datetime import datetime
from typing import Any

from ninja import Router, Schema

from skyddsnat.api.door import Id, makes, reads
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents import actions, queries
from skyddsnat.foundation.documents.types import DocumentView

router = Router()


class DocumentOut(Schema):
    """A document, without its text. `needs_passing`: it leaves only when a second person has checked it (lesson 15)."""

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
    may_leave: bool
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
