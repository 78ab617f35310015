"""Documents of a file and their bytes. Who does not see the file sees none of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.documents import rules
from skyddsnat.foundation.documents.given_away import names_officials, printed
from skyddsnat.foundation.documents.models import Document, Release, Sending
from skyddsnat.foundation.documents.release_types import Asker, Basis, Leaving, Released, ReleaseView, SendingView
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
    "release_id",
)  # fmt: skip

# Where a document may name somebody.
_NAMING = (
    "subject", "source", "title", "correction_reason", "corrects__title", "signed_by_id", "signed_by_code",
    "release__document_id", "release__tested",
)  # fmt: skip


class NoDocument(NotOpen):
    """There is no such document for this viewer: unseen and nonexistent are the same answer."""


def documents_of_file(*, file_id: int, viewer: Viewer) -> list[DocumentView]:
    """Every document of the file, latest first, without its text."""
    return [_view(row) for row in _rows().filter(file_id=file_id).order_by("-made_at", "-id")]


def documents_of_subject(*, subject: str, viewer: Viewer) -> list[DocumentView]:
    """Every document that speaks of `subject` ("intake.preliminary:12"), latest first, without its text."""
    return [_view(row) for row in _rows().filter(subject=subject).order_by("-made_at", "-id")]


def unsent_of_subject(*, subject: str, viewer: Viewer) -> list[DocumentView]:
    """Signed letters that speak of `subject` and have not left, the latest first."""
    left = Sending.objects.filter(document_id=OuterRef("pk"))
    rows = _rows().filter(~Exists(left), subject=subject, locked_at__isnull=False).order_by("-made_at", "-id")
    return [each for each in map(_view, rows) if each.is_outgoing and each.corrected_by_id is None]


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
    return _content(row, document_id)


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


def release_content(*, asked: ReleaseView, on: date, viewer: Viewer) -> DocumentContent:
    """What is handed out on the day. Raises `Refused` when the test lets nothing out, or not now."""
    named = protected_in(document_id=asked.document_id, on=on, viewer=viewer)
    handing_out_verdict(asked=asked, named=named, viewer=viewer).require()
    if asked.outcome is Released.WITH_NAMES:
        return document_content(document_id=asked.document_id, viewer=viewer)
    made = Document.objects.filter(release_id=asked.id).values("content", "sha256", "language").first()
    kept = Release.objects.annotate(language=F("document__language")).filter(pk=asked.id)
    return _content(made or kept.values("content", "sha256", "language").get(), asked.document_id)


def handing_out_verdict(*, asked: ReleaseView, named: Iterable[ProtectedName], viewer: Viewer) -> Verdict:
    """Whether what was asked for may be handed out, when the document now names `named`."""
    if asked.decided_at is None:
        return rules.handing_out(asked, named=_codes(named), later=())
    later = [each for each in _decided_of(asked.document_id, asked.asked_by, viewer) if _when(each) > _when(asked)]
    return rules.handing_out(asked, named=_codes(named), later=later)


def protected_in(*, document_id: int, on: date, viewer: Viewer) -> tuple[ProtectedName, ...]:
    """Those whose names are left out on the day and whom the document names: who decided, signed, or is written of.

    Of what somebody else made, only who received it is known; of what is without the names of some, whoever else the
    document names that it was made from. Raises `NoDocument`.
    """
    row = Document.objects.filter(pk=document_id).values(*_NAMING).first()
    if row is None:
        raise NoDocument
    if row["release__document_id"] is not None:
        named = protected_in(document_id=row["release__document_id"], on=on, viewer=viewer)
        return tuple(each for each in named if each.service_code not in row["release__tested"])
    protected = protected_on(on=on, subject=row["subject"], viewer=viewer)
    if not protected:
        return ()
    texts = printed(
        row["source"],
        title=row["title"],
        correction_reason=row["correction_reason"],
        corrected_title=row["corrects__title"] or "",
    )
    found = names_officials(texts, protected)
    signed_by = None if row["signed_by_code"] else row["signed_by_id"]
    return tuple(each for each in protected if each.service_code in found or each.id == signed_by)


def leaving(*, document_id: int, to: Asker, on: date, viewer: Viewer) -> Leaving:
    """What leaves when the document is sent to such as `to`, and whether it may. Raises `NoDocument`.

    Its signed correction where there is one, and the rendering without the names where the last test for `to` left them
    out. It may when it is signed, when a second person has passed what somebody protected stands in (lesson 15), and
    when it names nobody whose name is left out, or that last test was about all of them and let it out.
    """
    return _leaving(document(document_id=document_id, viewer=viewer), to, on, viewer)


def sending(*, view: DocumentView, file: FileView, to: Asker, on: date, viewer: Viewer) -> Leaving:
    """The same, and whether the viewer may send it: of a document and its file that are read already."""
    who = Verdict() if rules.may_release(viewer=viewer, unit_id=file.unit_id) else writing(file=file, viewer=viewer)
    going = _leaving(view, to, on, viewer)
    return replace(going, verdict=who + rules.staying(view, going.tested) + going.verdict)


def _leaving(view: DocumentView, to: Asker, on: date, viewer: Viewer) -> Leaving:
    origin = _in_its_place(view, viewer)
    is_anybody = protected_on(on=on, subject=view.subject, viewer=viewer)  # of most documents nobody is
    named = protected_in(document_id=origin, on=on, viewer=viewer) if is_anybody else ()
    newest = max(_decided_of(origin, to, viewer), key=_when, default=None)
    left = view.id if _made_from(view) == origin else origin
    if newest is not None and newest.outcome is Released.WITHOUT_NAMES:
        left = renderings(document_ids=[origin], to=to, viewer=viewer).get(origin, left)
    found = view if left == view.id else document(document_id=left, viewer=viewer)
    return Leaving(found.id, rules.ready(found) + rules.leaving(newest, named=_codes(named)), newest)


def _in_its_place(view: DocumentView, viewer: Viewer) -> int:
    """The document whose test counts: what a rendering was made from, and the signed correction of that (FL 36 §)."""
    found = view if view.release_id is None else document(document_id=_made_from(view), viewer=viewer)
    while found.corrected_by_id is not None:
        found = document(document_id=found.corrected_by_id, viewer=viewer)
    return found.id


def _made_from(view: DocumentView) -> int:
    if view.release_id is None:
        return view.id
    return Release.objects.values_list("document_id", flat=True).get(pk=view.release_id)


def in_place_of(*, document_id: int, viewer: Viewer) -> tuple[int, ...]:
    """The document, then those in whose place it stands: that it corrects, or was made from without the names."""
    found: list[int] = []
    before: int | None = document_id
    while before is not None:
        found.append(before)
        corrects, made_from = Document.objects.values_list("corrects_id", "release__document_id").get(pk=before)
        before = made_from or corrects
    return tuple(found)


def sendings_of(*, document_ids: Iterable[int], viewer: Viewer) -> list[SendingView]:
    """Every time that any of the documents was sent, the latest first."""
    rows = Sending.objects.filter(document_id__in=document_ids).select_related("sent_by")
    return [_sending(row) for row in rows.order_by("-sent_at", "-pk")]


_STOOD_FOR = (
    "document_id",
    "document__corrects_id",
    "document__release__document_id",
    "document__release__document__corrects_id",
)


def left_at(*, document_ids: Collection[int], viewer: Viewer) -> dict[int, datetime]:
    """When each of the documents that have left first did: itself, its correction, or either without the names."""
    is_of_them = reduce(or_, (Q(**{f"{place}__in": document_ids}) for place in _STOOD_FOR))
    sent = Sending.objects.filter(is_of_them).order_by("-sent_at", "-pk").values_list("sent_at", *_STOOD_FOR)
    return {place: moment for moment, *places in sent for place in places if place in document_ids}


def renderings(*, document_ids: Iterable[int], to: Asker, viewer: Viewer) -> dict[int, int]:
    """Of the documents of which the last test for `to` left names out, the one without them that leaves, by id."""
    rows = Release.objects.filter(document_id__in=document_ids, asked_by=to.value, decided_at__isnull=False)
    made = rows.order_by("decided_at", "pk").values_list("document_id", "rendering__id")
    last: dict[int, int | None] = dict(made)
    return {document_id: rendering for document_id, rendering in last.items() if rendering is not None}


def _decided_of(document_id: int, to: Asker, viewer: Viewer) -> list[ReleaseView]:
    found = releases_of(document_id=document_id, viewer=viewer)
    return [each for each in found if each.asked_by is to and each.decided_at is not None]


def _when(each: ReleaseView) -> tuple[datetime, int]:
    assert each.decided_at is not None
    return each.decided_at, each.id


def _codes(named: Iterable[ProtectedName]) -> frozenset[str]:
    return frozenset(each.service_code for each in named)


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
        tested=frozenset(row.tested),
    )


def _sending(row: Sending) -> SendingView:
    return SendingView(
        id=row.pk,
        document_id=row.document_id,
        left_id=row.left_id,
        file_id=row.file_id,
        to=Asker(row.to),
        recipient=row.recipient,
        how=row.how,
        sent_at=row.sent_at,
        sent_by=row.sent_by.name,
        left_out=tuple(row.left_out),
    )


# --- Parts ------------------------------------------------------------------------------------------------------------


def _rows() -> QuerySet[Document, dict[str, Any]]:
    signed = Document.objects.filter(corrects_id=OuterRef("pk"), locked_at__isnull=False)
    rows: QuerySet[Document, dict[str, Any]] = Document.objects.annotate(
        corrected_by_id=Subquery(signed.values("pk")[:1])
    ).values(*_COLUMNS)
    return rows


def _content(row: Mapping[str, Any], document_id: int) -> DocumentContent:
    word = "document" if row["language"] == "en" else "dokument"
    return DocumentContent(bytes(row["content"]), row["sha256"], f"{word}-{document_id}.pdf")


def _view(row: dict[str, Any]) -> DocumentView:
    return DocumentView(**row, is_outgoing=TEMPLATES[row["template"]].is_outgoing)
