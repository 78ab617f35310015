"""Making, signing, passing and correcting documents."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.documents import rules
from skyddsnat.foundation.documents.given_away import given_away, known_in, printed
from skyddsnat.foundation.documents.letterhead import official_of
from skyddsnat.foundation.documents.models import Document
from skyddsnat.foundation.documents.names import masked
from skyddsnat.foundation.documents.queries import NoDocument, document
from skyddsnat.foundation.documents.rendering import RECEIVED, left_out, plain, render, template_version
from skyddsnat.foundation.documents.types import BY_NAME, TEMPLATES, Correction, Naming, Signature
from skyddsnat.foundation.staff.queries import protected_on
from skyddsnat.foundation.staff.types import ProtectedName, Role
from skyddsnat.kernel.stockholm import local_date


def make_document(
    *,
    file_id: int,
    kind: str,
    template: str,
    data: Mapping[str, Any],
    title: str,
    subject: str,
    actor: Viewer,
    at: datetime,
    language: str = "sv",
    has_protected: bool = False,
) -> int:
    """Make a draft from an empty template and keep it with the file. Returns its id.

    `data` holds the blocks of `TEMPLATES[template]`, `subject` is what it speaks of ("intake.preliminary:12");
    `has_protected` when anybody in it has protected personal data, which a protected file always has.
    Raises `NotOpen`, or what `render` raises; then nothing is kept.
    """
    row = _new(
        data,
        file_id=file_id,
        kind=kind,
        template=template,
        title=title,
        subject=subject,
        language=language,
        has_protected=has_protected,
        actor=actor,
        at=at,
    )
    return _keep(row, "documents.document.made", actor, at)


def make_signed_document(
    *,
    file_id: int,
    kind: str,
    template: str,
    data: Mapping[str, Any],
    title: str,
    subject: str,
    actor: Viewer,
    at: datetime,
    language: str = "sv",
    has_protected: bool = False,
    with_code: bool = False,
    role: Role | None = None,
) -> int:
    """Make a document that is signed and locked from the first, set once, and keep it with the file. Returns its id.

    What goes in is what `make_document` and `sign_document` take; no draft of it has been. In what leaves the building,
    officials whose names are left out stand by code, and what somebody wrote may not name them. Raises `NotOpen`,
    `Refused`, or what `render` raises; then nothing is kept.
    """
    rules.signing_at_once(employee_id=actor.employee_id).require()
    row = _new(
        data,
        file_id=file_id,
        kind=kind,
        template=template,
        title=title,
        subject=subject,
        language=language,
        has_protected=has_protected,
        actor=actor,
        at=at,
    )
    return _keep(row, "documents.document.signed", actor, at, _sign(row, actor, at, role), with_code=with_code)


def preview_document(
    *,
    template: str,
    data: Mapping[str, Any],
    title: str,
    subject: str,
    actor: Viewer,
    at: datetime,
    language: str = "sv",
) -> bytes:
    """The document as it would be set now, marked as a draft, with the names that it would leave out left out.

    Kept nowhere. Raises `Refused` for what could not be signed, or what `render` raises.
    """
    source = plain(data)
    protected = _protected(template, subject, actor, at)
    given_away(template=template, written=printed(source, title=title), protected=protected).require()
    return render(template, source, at=at, title=title, language=language, naming=_naming(protected))


def keep_received(
    *,
    file_id: int,
    kind: str,
    template: str,
    content: bytes,
    title: str,
    subject: str,
    actor: Viewer,
    at: datetime,
) -> int:
    """Keep a PDF that somebody else made, as it came, locked by whoever received it. Returns its id.

    `template` is the one that a typed copy of it would be set with. Raises `NotOpen`, `Refused`.
    """
    rules.receiving(employee_id=actor.employee_id, content=content).require()
    file = file_of(file_id=file_id, viewer=actor)
    row = Document(
        file_id=file_id,
        kind=kind,
        title=title,
        language="sv",
        subject=subject,
        template=template,
        template_version=RECEIVED,
        source={},
        content=content,
        sha256=sha256(content).hexdigest(),
        made_at=at,
        made_by_id=actor.employee_id,
        signed_at=at,
        signed_by_id=actor.employee_id,
        locked_at=at,
        has_protected=file.is_protected,
    )
    row.save(force_insert=True)
    _record("documents.document.received", row, actor, at)
    return row.pk


def sign_document(
    *,
    document_id: int,
    actor: Viewer,
    at: datetime,
    with_code: bool = False,
    role: Role | None = None,
) -> None:
    """Sign the document: it is set once more with signature and date, and locked.

    In what leaves the building a name that is left out is printed as the service code (FL 33 §), and `with_code` prints
    so for everybody. `role` is the title; otherwise the actor's foremost one. Raises `NoDocument`, `Refused`, or
    `NameRequired` if internal.
    """
    row = _locked_for_change(document_id)
    rules.signing(
        document=document(document_id=document_id, viewer=actor),
        employee_id=actor.employee_id,
    ).require()
    _set(row, actor, at, _sign(row, actor, at, role), with_code=with_code)
    row.save()
    _record("documents.document.signed", row, actor, at)


def pass_cover(*, document_id: int, actor: Viewer, at: datetime) -> None:
    """A second person has checked recipient and case of a signed letter in which somebody is protected.

    Until then `DocumentView.is_ready` is false. Raises `NoDocument`, `Refused`.
    """
    row = _locked_for_change(document_id)
    rules.passing(
        document=document(document_id=document_id, viewer=actor),
        employee_id=actor.employee_id,
    ).require()
    Document.objects.filter(pk=document_id).update(passed_at=at, passed_by_id=actor.employee_id)
    _record("documents.document.passed", row, actor, at)


def correct_document(
    *,
    document_id: int,
    data: Mapping[str, Any],
    title: str,
    reason: str,
    actor: Viewer,
    at: datetime,
) -> int:
    """Make a draft that corrects a signed document, which stays as it is (FL 36 §). Returns the new one's id.

    The page says what it corrects and why. Raises `NoDocument`, `Refused`, or what `render` raises.
    """
    former = _locked_for_change(document_id)
    rules.correcting(document=document(document_id=document_id, viewer=actor)).require()
    row = Document(
        file_id=former.file_id,
        kind=former.kind,
        template=former.template,
        title=title,
        language=former.language,
        subject=former.subject,
        made_at=at,
        made_by_id=actor.employee_id,
        has_protected=former.has_protected,
        corrects=former,
        correction_reason=reason,
        **_made_from(data),
    )
    return _keep(row, "documents.document.corrected", actor, at)


def _new(
    data: Mapping[str, Any], *, file_id: int, has_protected: bool, actor: Viewer, at: datetime, **columns: str
) -> Document:
    file = file_of(file_id=file_id, viewer=actor)
    return Document(
        file_id=file_id,
        made_at=at,
        made_by_id=actor.employee_id,
        has_protected=has_protected or file.is_protected,
        **columns,
        **_made_from(data),
    )


def _sign(row: Document, actor: Viewer, at: datetime, role: Role | None) -> Signature:
    """Mark the row as signed and locked; gives what is printed of it."""
    row.signed_at, row.signed_by_id, row.locked_at = at, actor.employee_id, at
    return Signature(official_of(actor, language=row.language, role=role), at)


def _made_from(data: Mapping[str, Any]) -> dict[str, Any]:
    source = plain(data)
    recipient = source.get("recipient") or {}
    return {"source": source, "recipient": recipient.get("name", "")}


def _keep(
    row: Document,
    deed: str,
    actor: Viewer,
    at: datetime,
    signature: Signature | None = None,
    *,
    with_code: bool = False,
) -> int:
    _set(row, actor, at, signature, with_code=with_code)
    row.save(force_insert=True)
    _record(deed, row, actor, at)
    return row.pk


def _set(
    row: Document, actor: Viewer, at: datetime, signature: Signature | None = None, *, with_code: bool = False
) -> None:
    """Render the row's content from its source, with all that must agree with it. What is signed names nobody whose
    name is left out.
    """
    protected = _protected(row.template, row.subject, actor, at)
    if signature is not None:
        written = printed(row.source, title=row.title, correction_reason=row.correction_reason)
        given_away(template=row.template, written=written, protected=protected).require()
    naming = Naming(everyone=True) if with_code else _naming(protected)
    row.content = render(
        row.template,
        row.source,
        at=at,
        title=row.title,
        language=row.language,
        signature=signature,
        correction=_correction(row, protected),
        naming=naming,
    )
    row.source = left_out(row.template, row.source, naming)
    row.signed_by_code = signature is not None and naming.hides(signature.official.code)
    row.sha256 = sha256(row.content).hexdigest()
    row.template_version = template_version(row.template)


def _protected(template: str, subject: str, actor: Viewer, at: datetime) -> tuple[ProtectedName, ...]:
    """Whose names are left out of a document of this template, which is about `subject`: nobody's in what stays."""
    form = TEMPLATES.get(template)
    if form is None or not form.is_outgoing:
        return ()
    return protected_on(on=local_date(at), subject=subject, viewer=actor)


def _naming(protected: tuple[ProtectedName, ...]) -> Naming:
    return Naming(frozenset(each.service_code for each in protected)) if protected else BY_NAME


def _correction(row: Document, protected: tuple[ProtectedName, ...]) -> Correction | None:
    """What is printed of what it corrects, whose heading nobody can change now."""
    former = row.corrects
    if former is None or former.signed_at is None:
        return None
    title = masked(former.title, protected, known=known_in(row.source))
    return Correction(title, local_date(former.signed_at), row.correction_reason)


def _locked_for_change(document_id: int) -> Document:
    """The row, which nobody else may change until this transaction ends; raises `NoDocument`."""
    row = Document.objects.select_for_update().filter(pk=document_id).first()
    if row is None:
        raise NoDocument
    return row


def _record(deed: str, row: Document, actor: Viewer, at: datetime) -> None:
    record(
        deed=deed,
        target=f"documents.document:{row.pk}",
        actor=actor,
        at=at,
        file_id=row.file_id,
        details={"kind": row.kind, "template": row.template, "sha256": row.sha256},
    )
