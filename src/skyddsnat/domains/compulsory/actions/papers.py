"""Papers for the court, plans, and what reviews of care rest on: written block by block, signed when none is missing.

A signed paper for the court is what `dispatch` sends.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from skyddsnat.domains.compulsory.actions.paper_setting import set_paper
from skyddsnat.domains.compulsory.models import Paper
from skyddsnat.domains.compulsory.permissions import acting
from skyddsnat.domains.compulsory.queries.cases import case
from skyddsnat.domains.compulsory.queries.chain import measure
from skyddsnat.domains.compulsory.queries.matters import matter
from skyddsnat.domains.compulsory.queries.papers import paper, paper_verdict, signing_of
from skyddsnat.domains.compulsory.rules import papers as rules
from skyddsnat.domains.compulsory.types import MeasureView
from skyddsnat.domains.compulsory.types.papers import PaperKind, PaperView
from skyddsnat.foundation.access.queries import NotOpen, file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.documents.actions import make_signed_document, preview_document
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.versions import ChangedMeanwhile
from skyddsnat.law.compulsory_states import Track


def save_paper(
    *,
    case_id: int,
    kind: PaperKind,
    track: Track,
    measure_id: int | None,
    blocks: Mapping[str, str],
    actor: Viewer,
    at: datetime,
    paper_id: int | None = None,
    version: int | None = None,
    matter_id: int | None = None,
) -> tuple[int, int]:
    """Write a paper, or write on one; nothing need be complete. Returns its id and the new version.

    Blocks of an Act that no longer holds are kept beside those of the one that does. Raises `NotOpen`,
    `ChangedMeanwhile` (also when a draft of the kind is there already), `Refused` with all reasons.
    """
    view = case(case_id=case_id, viewer=actor)
    held = _measure_of(case_id, track, measure_id, actor)
    _check_matter(case_id, matter_id, actor)
    former = paper(paper_id=paper_id, viewer=actor) if paper_id else None
    _check_same(former, case_id, kind, track)
    on = local_date(at)
    verdict = rules.writing(
        kind,
        track,
        rules.statute_of(track, kind, measure=held, on=on),
        is_open=view.is_open,
        is_signed=former is not None and former.is_signed,
    )
    (acting(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor) + verdict).require()
    texts = {name: text.strip() for name, text in blocks.items()}
    columns = {"measure_id": measure_id, "written_at": at, "written_by_id": actor.named_id}
    if former is None:
        row = Paper(
            case_id=case_id,
            matter_id=matter_id,
            file_id=view.file_id,
            track=track.value,
            kind=kind.value,
            blocks=texts,
            **columns,
        )
        saved = _insert(row), 1
    else:
        _change(former, version, {"blocks": {**former.blocks, **texts}, **columns})
        saved = former.id, former.version + 1
    _record("saved", saved[0], view.file_id, actor, at, {"kind": kind.value})
    return saved


def _measure_of(case_id: int, track: Track, measure_id: int | None, actor: Viewer) -> MeasureView | None:
    if measure_id is None:
        return None
    held = measure(measure_id=measure_id, viewer=actor)
    if held.case_id != case_id or held.track is not track:
        raise NotOpen
    return held


def _check_matter(case_id: int, matter_id: int | None, actor: Viewer) -> None:
    if matter_id is not None and matter(matter_id=matter_id, viewer=actor).case_id != case_id:
        raise NotOpen


def _check_same(former: PaperView | None, case_id: int, kind: PaperKind, track: Track) -> None:
    if former is not None and (former.case_id, former.kind, former.track) != (case_id, kind, track):
        raise NotOpen


def _insert(row: Paper) -> int:
    """Save; of two who begin the same paper at the same moment one is told that the other came first."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "paper_one_draft" not in str(error):
            raise
        raise ChangedMeanwhile from None
    return row.pk


def _change(view: PaperView, version: int | None, columns: dict[str, Any]) -> None:
    rows = Paper.objects.filter(pk=view.id, version=version or 0, document=None)
    if not rows.update(version=F("version") + 1, **columns):
        raise ChangedMeanwhile


def sign_paper(*, paper_id: int, version: int, actor: Viewer, at: datetime) -> int:
    """Sign the paper: it becomes a document that never changes. Returns the document's id.

    A missing block, a case that is closed or too few caseworkers refuse it, all said at once. Raises `NoPaper`,
    `ChangedMeanwhile`, `Refused` with all reasons.
    """
    view = paper(paper_id=paper_id, viewer=actor)
    paper_verdict(paper_id=paper_id, at=at, viewer=actor).require()
    if view.version != version:
        raise ChangedMeanwhile
    about = signing_of(view, at=at, viewer=actor)
    ready = set_paper(about, actor=actor, at=at)
    document_id = make_signed_document(
        file_id=view.file_id,
        kind=view.kind.value,
        template=ready.template,
        data=ready.data,
        title=ready.title,
        subject=ready.subject,
        has_protected=ready.has_protected,
        actor=actor,
        at=at,
    )
    columns = {"document_id": document_id, "signed_at": at, "signed_by_id": actor.named_id, "statute": about.statute}
    _change(view, version, columns)
    _record("signed", view.id, view.file_id, actor, at, {"kind": view.kind.value, "statute": about.statute})
    return document_id


def preview_paper(*, paper_id: int, actor: Viewer, at: datetime) -> bytes:
    """The paper as it would be set now, marked as a draft. Kept nowhere. Raises `NoPaper`, `Refused`."""
    view = paper(paper_id=paper_id, viewer=actor)
    ready = set_paper(signing_of(view, at=at, viewer=actor), actor=actor, at=at)
    return preview_document(
        template=ready.template, data=ready.data, title=ready.title, subject=ready.subject, actor=actor, at=at
    )


def _record(doing: str, paper_id: int, file_id: int, actor: Viewer, at: datetime, details: dict[str, Any]) -> None:
    record(
        deed=f"compulsory.paper.{doing}",
        target=f"compulsory.paper:{paper_id}",
        actor=actor,
        at=at,
        file_id=file_id,
        details=details,
    )
