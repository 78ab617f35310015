"""Handing out what names somebody whose name is left out: asked for, tested for harm, decided by a named person.

The record names everybody (FL 31 §) and a party may ask to read it (FL 10 §), as may anybody (TF 2 kap.). Whether a
name is secret is tested each time (OSL 39:3 and 26:1; for a party OSL 10:3).
"""

from datetime import datetime
from hashlib import sha256

from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.documents import rules
from skyddsnat.foundation.documents.given_away import masked_source, printed
from skyddsnat.foundation.documents.models import Document, Release
from skyddsnat.foundation.documents.queries import NoRelease, document, protected_in, release
from skyddsnat.foundation.documents.release_types import Asker, Basis, Released
from skyddsnat.foundation.documents.rendering import RECEIVED, render, template_version
from skyddsnat.foundation.documents.types import (
    Correction,
    Naming,
    Official,
    Signature,
)
from skyddsnat.foundation.staff.queries import employees
from skyddsnat.foundation.staff.types import ProtectedName
from skyddsnat.kernel.stockholm import local_date

# Why the names were left out of the letters is about the one who is protected, and goes with the name.
_WITH_THE_NAME = "names_left_out"


def ask_release(
    *, document_id: int, asked_by: Asker, asked_for: str, asked_at: datetime, actor: Viewer, at: datetime
) -> int:
    """Somebody asks for a document. `asked_for`: who, as far as known, and what they want to read.

    Raises `NoDocument`, `Refused`. Returns the id of what `decide_release` decides.
    """
    view = document(document_id=document_id, viewer=actor)
    rules.asking(document=view, asked_for=asked_for, is_in_future=asked_at > at).require()
    row = Release.objects.create(
        document_id=document_id,
        file_id=view.file_id,
        asked_by=asked_by.value,
        asked_for=asked_for.strip(),
        asked_at=asked_at,
        recorded_by_id=actor.named_id,
        recorded_at=at,
    )
    _record("asked", row, actor, at)
    return row.pk


def decide_release(
    *, release_id: int, outcome: Released, basis: Basis, reason: str, actor: Viewer, at: datetime
) -> None:
    """Record the test of harm and what came of it: handed out as it stands, without the names, or refused.

    By the unit's manager or a registrar, never by the one whose name it is. Without the names it is the same source set
    once more, with the service code wherever the name is given away. Raises `NoRelease`, `Refused` with all reasons.
    """
    list(Release.objects.select_for_update().filter(pk=release_id).values_list("pk"))
    view = release(release_id=release_id, viewer=actor)
    row = Document.objects.filter(pk=view.document_id).first()
    if row is None:
        raise NoRelease
    protected = protected_in(document_id=row.pk, on=local_date(at), viewer=actor)
    rules.releasing(
        view,
        outcome=outcome,
        basis=basis,
        reason=reason,
        may_decide=rules.may_release(viewer=actor, unit_id=file_of(file_id=row.file_id, viewer=actor).unit_id),
        is_named=any(each.id == actor.employee_id for each in protected),
        is_received=row.template_version == RECEIVED,
    ).require()
    Release.objects.filter(pk=release_id).update(
        outcome=outcome.value,
        basis=basis.value,
        reason=reason.strip(),
        tested=[each.service_code for each in protected],
        decided_by_id=actor.named_id,
        decided_at=at,
    )
    if outcome is Released.WITHOUT_NAMES:
        _without_names(row, protected, release_id, actor, at).save(force_insert=True)
    held = Release.objects.get(pk=release_id)
    _record("decided", held, actor, at, outcome=outcome.value, basis=basis.value)


def _without_names(
    row: Document, protected: tuple[ProtectedName, ...], release_id: int, actor: Viewer, at: datetime
) -> Document:
    """The document as it leaves: officials by code, the code for the name in what was written, nothing in its data.

    A document of the same file, signed as the first was, so that it can be sent in its place.
    """
    former = row.corrects
    texts = printed(
        {name: part for name, part in row.source.items() if name != _WITH_THE_NAME},
        title=row.title,
        correction_reason=row.correction_reason,
        corrected_title=former.title if former else "",
    )
    source = masked_source(texts, protected)
    title, reason, corrected = (source.pop(each) for each in ("title", "correction_reason", "corrected_title"))
    correction = None
    if former is not None and former.signed_at is not None:
        correction = Correction(corrected, local_date(former.signed_at), reason)
    signature, naming = _signature(row), Naming(frozenset(each.service_code for each in protected))
    content = render(
        row.template,
        source,
        at=at,
        title=title,
        language=row.language,
        signature=signature,
        correction=correction,
        naming=naming,
        leaves=True,
    )
    return Document(
        file_id=row.file_id,
        kind=row.kind,
        title=title,
        language=row.language,
        subject=row.subject,
        template=row.template,
        template_version=template_version(row.template),
        source=source,
        content=content,
        sha256=sha256(content).hexdigest(),
        recipient=row.recipient,
        made_at=at,
        made_by_id=actor.named_id,
        signed_at=row.signed_at,
        signed_by_id=row.signed_by_id,
        signed_by_code=signature is not None and naming.hides(signature.official.code),
        locked_at=at,
        has_protected=row.has_protected,
        release_id=release_id,
    )


def _signature(row: Document) -> Signature | None:
    """Who signed, without a title: what she was when she signed is not kept apart."""
    if row.signed_at is None or row.signed_by_id is None:
        return None
    who = employees(ids=[row.signed_by_id], on=local_date(row.signed_at))[row.signed_by_id]
    return Signature(Official("", who.name, who.service_code), row.signed_at)


def _record(deed: str, row: Release, actor: Viewer, at: datetime, **details: str) -> None:
    record(
        deed=f"documents.release.{deed}",
        target=f"documents.release:{row.pk}",
        actor=actor,
        at=at,
        file_id=row.file_id,
        details={"document": row.document_id, **details},
    )
