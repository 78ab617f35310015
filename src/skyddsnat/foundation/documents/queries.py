"""Documents of a file and their bytes. Who does not see the file sees none of them."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents.models import Document
from skyddsnat.foundation.documents.types import (
    TEMPLATES,
    DocumentContent,
    DocumentView,
)

_COLUMNS = (
    "id", "file_id", "kind", "template", "title", "language", "subject", "recipient", "made_at", "made_by_id",
    "signed_at", "signed_by_id", "passed_at", "passed_by_id", "has_protected", "corrects_id", "corrected_by_id",
)  # fmt: skip


class NoDocument(NotOpen):
    """There is no such document for this viewer: unseen and nonexistent are the same answer."""


def documents_of_file(*, file_id: int, viewer: Viewer) -> list[DocumentView]:
    """Every document of the file, latest first, without its text."""
    return [_view(row) for row in _rows().filter(file_id=file_id).order_by("-made_at", "-id")]


def documents_of_subject(*, subject: str, viewer: Viewer) -> list[DocumentView]:
    """Every document that speaks of `subject` ("intake.preliminary:12"), latest first, without its text."""
    return [_view(row) for row in _rows().filter(subject=subject).order_by("-made_at", "-id")]


def document(*, document_id: int, viewer: Viewer) -> DocumentView:
    """One document without its text; raises `NoDocument`."""
    row = _rows().filter(pk=document_id).first()
    if row is None:
        raise NoDocument
    return _view(row)


def document_content(*, document_id: int, viewer: Viewer) -> DocumentContent:
    """The PDF; raises `NoDocument`. Whoever shows it logs the reading of the file."""
    row = Document.objects.filter(pk=document_id).values("content", "sha256", "language").first()
    if row is None:
        raise NoDocument
    word = "document" if row["language"] == "en" else "dokument"
    return DocumentContent(bytes(row["content"]), row["sha256"], f"{word}-{document_id}.pdf")


def _rows() -> QuerySet[Document, dict[str, Any]]:
    signed = Document.objects.filter(corrects_id=OuterRef("pk"), locked_at__isnull=False)
    rows: QuerySet[Document, dict[str, Any]] = Document.objects.annotate(
        corrected_by_id=Subquery(signed.values("pk")[:1])
    ).values(*_COLUMNS)
    return rows


def _view(row: dict[str, Any]) -> DocumentView:
    return DocumentView(**row, is_outgoing=TEMPLATES[row["template"]].is_outgoing)
