"""Documents of a file and their bytes. Who does not see the file sees none of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.documents import rules
from skyddsnat.foundation.documents.given_away import names_officials, printed
from skyddsnat.foundation.documents.models import Document, Release
from skyddsnat.foundation.documents.release_types import Asker, Basis, Released, ReleaseView
from skyddsnat.foundation.documents.types import (
    TEMPLATES,
    DocumentContent,
    DocumentView,
)
from skyddsnat.foundation.staff.queries import protected_on
from skyddsnat.foundation.staff.types import ProtectedName
from skyddsnat.kernel.verdict import Verdict

_COLUMNS = (
    "id", "file_id", "kind", "template", "title", "language", "subject", "recipient", "made_at", "made_by_id",
    "signed_at", "signed_by_id", "passed_at", "passed_by_id", "has_protected", "corrects_id", "corrected_by_id",
)  # fmt: skip

# Where a document may name somebody.
_NAMING = (
    "subject", "source", "title", "correction_reason", "corrects__title", "signed_by_id", "signed_by_code",
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


# --- Handing out ------------------------------------------------------------------------------------------------------


class NoRelease(NotOpen):
    """There is no such request for this viewer."""


def releases_of(*, document_id: int, viewer: Viewer) -> list[ReleaseView]:
    """Requests to read the document and how they were decided, the latest first."""
    rows = Release.objects.select_related("recorded_by", "decided_by").defer("content")
    return [_release(row) for row in rows.filter(document_id=document_id).order_by("-asked_at", "-pk")]


def release(*, release_id: int, viewer: Viewer) -> ReleaseView:
    """One such request; raises `NoRelease`."""
    row = Release.objects.select_related("recorded_by", "decided_by").defer("content").filter(pk=release_id).first()
    if row is None:
        raise NoRelease
    return _release(row)


def release_content(*, release_id: int, viewer: Viewer) -> DocumentContent:
    """What is handed out. Raises `NoRelease`, and `Refused` when the test has not been made or let nothing out."""
    view = release(release_id=release_id, viewer=viewer)
    rules.handing_out(view).require()
    found = document_content(document_id=view.document_id, viewer=viewer)
    row = Release.objects.filter(pk=release_id).values("content", "sha256").get()
    if row["content"] is None:
        return found
    return DocumentContent(bytes(row["content"]), row["sha256"], found.file_name)


def protected_in(*, document_id: int, on: date, viewer: Viewer) -> tuple[ProtectedName, ...]:
    """Those whose names are left out on the day and whom the document names: who decided, signed, or is written of.

    Of what somebody else made, only who received it is known. Raises `NoDocument`.
    """
    row = Document.objects.filter(pk=document_id).values(*_NAMING).first()
    if row is None:
        raise NoDocument
    protected = protected_on(on=on, subject=row["subject"], viewer=viewer)
    if not protected:
        return ()
    texts = printed(
        row["source"],
        title=row["title"],
        correction_reason=row["correction_reason"],
        corrected_title=row["corrects__title"] or "",
    )
    named = names_officials(texts, protected)
    signed_by = None if row["signed_by_code"] else row["signed_by_id"]
    return tuple(each for each in protected if each.service_code in named or each.id == signed_by)


def leaving_verdict(*, document_id: int, on: date, viewer: Viewer) -> Verdict:
    """Whether the document may leave: it names nobody whose name is left out, or that has been tested.

    A letter of which the test made a rendering without the names leaves as that. Raises `NoDocument`.
    """
    if not protected_in(document_id=document_id, on=on, viewer=viewer):
        return Verdict()
    view = document(document_id=document_id, viewer=viewer)
    enough = {Released.WITH_NAMES, Released.WITHOUT_NAMES} if view.is_outgoing else {Released.WITH_NAMES}
    tested = any(each.outcome in enough for each in releases_of(document_id=document_id, viewer=viewer))
    return Verdict.of(None if tested else rules.UNTESTED)


def asking_verdict(*, document_id: int, viewer: Viewer) -> Verdict:
    """Whether a request for the document may be written down. Raises `NoDocument`."""
    found = document(document_id=document_id, viewer=viewer)
    return rules.asking(document=found, asked_for="-", is_in_future=False)


def releasing_verdict(*, asked: ReleaseView, named: Iterable[ProtectedName], file: FileView, viewer: Viewer) -> Verdict:
    """Whether the viewer may decide the request at all, whatever she decides. All that it weighs is read already."""
    return rules.releasing(
        asked,
        outcome=Released.REFUSED,
        basis=Basis.STAFF,
        reason="-",
        may_decide=rules.may_release(viewer=viewer, unit_id=file.unit_id),
        is_named=any(each.id == viewer.employee_id for each in named),
        is_received=False,
    )


def _release(row: Release) -> ReleaseView:
    return ReleaseView(
        id=row.pk,
        document_id=row.document_id,
        file_id=row.file_id,
        asked_by=Asker(row.asked_by),
        asked_for=row.asked_for,
        asked_at=row.asked_at,
        recorded_by=row.recorded_by.name,
        outcome=Released(row.outcome) if row.outcome else None,
        basis=Basis(row.basis) if row.basis else None,
        reason=row.reason,
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
    )


# --- Parts ------------------------------------------------------------------------------------------------------------


def _rows() -> QuerySet[Document, dict[str, Any]]:
    signed = Document.objects.filter(corrects_id=OuterRef("pk"), locked_at__isnull=False)
    rows: QuerySet[Document, dict[str, Any]] = Document.objects.annotate(
        corrected_by_id=Subquery(signed.values("pk")[:1])
    ).values(*_COLUMNS)
    return rows


def _view(row: dict[str, Any]) -> DocumentView:
    return DocumentView(**row, is_outgoing=TEMPLATES[row["template"]].is_outgoing)
