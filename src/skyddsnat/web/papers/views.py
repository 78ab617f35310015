"""The list of papers, writing one, looking at it, signing it, and telling the parties of a decision."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import MatterView, MeasureView
from skyddsnat.domains.compulsory.types.papers import Block, PaperKind, PaperView
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import ALLOWED, Verdict
from skyddsnat.law.compulsory_states import Track
from skyddsnat.web.board.presenters import head
from skyddsnat.web.board.scene import Scene, open_case_scene, open_scene
from skyddsnat.web.page import page
from skyddsnat.web.papers import presenters
from skyddsnat.web.papers.forms import SignForm, WhereaboutsForm, form_of
from skyddsnat.web.presenters import reasons_of
from skyddsnat.web.sheets import Sheet, open_sheet, versioned

KEY = "compulsory.paper"
# The one reason against the letters that a reason of the writer's own takes away.
TOLD = "compulsory.notice_tells_whereabouts"


@page(of_file=True, methods=("GET",))
def papers(request: HttpRequest, *, viewer: Viewer, at: datetime, case_id: int) -> HttpResponseBase:
    """What can be written in the case, what is signed, and who has not been told of a decision."""
    scene = open_case_scene(case_id=case_id, what="papers.list", viewer=viewer, at=at)
    found = queries.case_papers(case_id=case_id, at=at, viewer=viewer)
    context: dict[str, Any] = {
        "page_title": _("Handlingar i tvångsärendet"),
        "head": head(scene, _("Handlingar i tvångsärendet")),
        "groups": presenters.groups(found, scene),
        "letters": presenters.letters_table(found.untold, scene),
        "notices": presenters.notices_table(found.unsent, scene),
    }
    return render(request, "papers/list.html", context)


# --- Writing ----------------------------------------------------------------------------------------------------------


@page(of_file=True)
def paper(request: HttpRequest, *, viewer: Viewer, at: datetime, case_id: int) -> HttpResponseBase:
    """Write a paper (`?kind=application&track=care`), or a letter to the child about a decision (`&matter=12`).

    One that is being written already is gone on with.
    """
    scene = open_case_scene(case_id=case_id, what="papers.paper", viewer=viewer, at=at)
    named = _named(request)
    if named is None:
        return redirect("papers:list", case_id=case_id)
    kind, track, matter_id = named
    about = _matter(scene, matter_id)
    draft = queries.draft_of_kind(case_id=case_id, kind=kind, track=track, matter_id=matter_id, viewer=viewer)
    measure = _measure(scene, track, about)
    blocks, verdict = _desk(scene, named, measure, draft)
    sheet = open_sheet(
        form_of(blocks),
        request,
        key=f"{KEY}:{draft.id}" if draft else f"{KEY}.new:{case_id}.{kind}.{track}.{matter_id or ''}",
        title=presenters.title(kind, about),
        initial=dict(draft.blocks) if draft else {},
        version=draft.version if draft else None,
        viewer=viewer,
    )
    sheet.url = request.get_full_path()
    saved: list[int] = []
    if request.method == "POST" and sheet.carry_out(
        lambda fields: saved.append(_save(scene, named, measure, draft, sheet, fields)), actor=viewer, at=at
    ):
        if request.POST.get("act") == "sign":
            return redirect("papers:sign", paper_id=saved[0])
        messages.success(request, _("Handlingen är sparad."))
        return redirect(request.get_full_path())
    return _write_page(request, scene, sheet, draft, about, verdict)


def _named(request: HttpRequest) -> tuple[PaperKind, Track, int | None] | None:
    number = request.GET.get("matter", "")
    try:
        kind, track = PaperKind(request.GET.get("kind", "")), Track(request.GET.get("track", Track.CARE.value))
    except ValueError:
        return None
    return kind, track, int(number) if number.isdecimal() else None


def _desk(
    scene: Scene, named: tuple[PaperKind, Track, int | None], measure: MeasureView | None, draft: PaperView | None
) -> tuple[tuple[Block, ...], Verdict]:
    """The blocks to write, and what stands in the way of signing what is saved."""
    if draft is not None:
        desk = queries.paper_desk(paper_id=draft.id, at=scene.at, viewer=scene.viewer)
        return desk.blocks, desk.verdict
    kind, track, _matter_id = named
    measure_id = measure.id if measure else None
    blocks = queries.blocks_of(kind=kind, track=track, measure_id=measure_id, on=scene.today, viewer=scene.viewer)
    return blocks, ALLOWED


def _matter(scene: Scene, matter_id: int | None) -> MatterView | None:
    """The decision that a letter is about; one of another case is not there."""
    if matter_id is None:
        return None
    found = queries.matter(matter_id=matter_id, viewer=scene.viewer)
    if found.case_id != scene.case_id:
        raise NotOpen
    return found


def _measure(scene: Scene, track: Track, about: MatterView | None) -> MeasureView | None:
    """The measure that runs on the track, or the one that the decision is about."""
    found = queries.measures_of_case(case_id=scene.case_id, viewer=scene.viewer)
    if about is not None and about.measure_id:
        return next((each for each in found if each.id == about.measure_id), None)
    return next((each for each in found if each.track is track and not each.is_over(scene.at)), None)


def _save(
    scene: Scene,
    named: tuple[PaperKind, Track, int | None],
    measure: MeasureView | None,
    draft: PaperView | None,
    sheet: Sheet,
    fields: Mapping[str, str],
) -> int:
    kind, track, matter_id = named
    paper_id, _version = actions.save_paper(
        case_id=scene.case_id,
        kind=kind,
        track=track,
        measure_id=measure.id if measure else None,
        blocks=fields,
        paper_id=draft.id if draft else None,
        version=sheet.base_version,
        matter_id=matter_id,
        actor=scene.viewer,
        at=scene.at,
    )
    return paper_id


def _write_page(
    request: HttpRequest,
    scene: Scene,
    sheet: Sheet,
    draft: PaperView | None,
    about: MatterView | None,
    verdict: Verdict,
) -> HttpResponse:
    context: dict[str, Any] = {
        "page_title": sheet.title,
        "head": head(scene, sheet.title),
        "sheet": sheet,
        "form": sheet.form,
        "has_blocks": bool(sheet.form.fields),
        "is_saved": draft is not None,
        "against": reasons_of(verdict),
        "decided_text": about.decided_text if about else "",
        "preview_url": reverse("papers:preview", args=[draft.id]) if draft else "",
        "list_url": reverse("papers:list", args=[scene.case_id]),
    }
    return render(request, "papers/write.html", context, status=sheet.status)


@page(of_file=True, methods=("GET",))
def preview(request: HttpRequest, *, viewer: Viewer, at: datetime, paper_id: int) -> HttpResponseBase:
    """The paper as it is saved, as a PDF marked as a draft. Nothing is kept."""
    view = queries.paper(paper_id=paper_id, viewer=viewer)
    open_scene(case_id=view.case_id, file_id=view.file_id, what="papers.preview", viewer=viewer, at=at)
    answer = HttpResponse(actions.preview_paper(paper_id=paper_id, actor=viewer, at=at), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="utkast-{paper_id}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


# --- Signing ----------------------------------------------------------------------------------------------------------


@page(of_file=True)
def sign(request: HttpRequest, *, viewer: Viewer, at: datetime, paper_id: int) -> HttpResponseBase:
    """Read the paper once more, and sign it; what is missing is said with its section."""
    desk = queries.paper_desk(paper_id=paper_id, at=at, viewer=viewer)
    view, verdict = desk.paper, desk.verdict
    scene = open_scene(case_id=view.case_id, file_id=view.file_id, what="papers.sign", viewer=viewer, at=at)
    if view.document_id:
        return redirect("children:document", document_id=view.document_id)
    sheet = open_sheet(
        SignForm,
        request,
        key=f"{KEY}.sign:{paper_id}",
        title=presenters.title(view.kind, _matter(scene, view.matter_id)),
        version=view.version,
        viewer=viewer,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda _fields: actions.sign_paper(paper_id=paper_id, version=sheet.base_version or 0, actor=viewer, at=at),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Handlingen är undertecknad och låst."))
        return redirect("papers:list", case_id=view.case_id)
    context: dict[str, Any] = {
        "page_title": sheet.title,
        "head": head(scene, sheet.title),
        "sheet": sheet,
        "against": reasons_of(verdict) if not sheet.reasons else (),
        "is_blocked": not verdict.allowed,
        "passages": presenters.passages(view, desk.blocks),
        "preview_url": reverse("papers:preview", args=[paper_id]),
        "write_url": presenters.paper_url(view.case_id, view.kind, view.track, view.matter_id),
    }
    return render(request, "papers/sign.html", context, status=sheet.status)


@page(of_file=True)
def notices(request: HttpRequest, *, viewer: Viewer, at: datetime, matter_id: int) -> HttpResponseBase:
    """Tell the parties what the board decided, with how to appeal where the law lets them (FL 33 §)."""
    desk = queries.notice_desk(matter_id=matter_id, on=local_date(at), viewer=viewer)
    view = desk.matter
    scene = open_scene(case_id=view.case_id, file_id=view.file_id, what="papers.notices", viewer=viewer, at=at)
    title = _("Underrätta parterna")
    sheet = open_sheet(
        WhereaboutsForm,
        request,
        key=f"compulsory.notices:{matter_id}",
        title=title,
        viewer=viewer,
        tells=desk.tells_whereabouts,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.notify_parties(matter_id=matter_id, **fields, actor=viewer, at=at), actor=viewer, at=at
    ):
        messages.success(request, _("Breven till parterna är gjorda och undertecknade. Skicka dem nu."))
        return redirect("papers:notices", matter_id=matter_id)
    is_stopped = desk.verdict.codes not in ((), (TOLD,))
    context: dict[str, Any] = {
        "page_title": title,
        "head": head(scene, title),
        "table": presenters.parties_table(desk, today=local_date(at)),
        "appeal": presenters.appeal_words(desk.appeal),
        "sheet": sheet,
        "form": sheet.form,
        "against": reasons_of(desk.verdict) if not sheet.reasons else (),
        "is_stopped": is_stopped,
        "is_done": bool(desk.told) and all(each.document_id for each in desk.told),
        "is_sent": bool(desk.told) and all(each.is_told for each in desk.told),
        "decided_text": view.decided_text,
        "reasons_text": view.fields.reasons,
        "list_url": reverse("papers:list", args=[view.case_id]),
    }
    return render(request, "papers/notices.html", context, status=sheet.status)


def _saved_version(*, row_id: int, viewer: Viewer) -> int | None:
    try:
        return queries.paper(paper_id=row_id, viewer=viewer).version
    except queries.NoPaper:
        return None


versioned(KEY, _saved_version)
