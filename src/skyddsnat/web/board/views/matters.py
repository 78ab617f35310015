"""Writing a matter, handing it over, and reading it afterwards."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import MatterLevel, MatterState, MatterView, MeasureView
from skyddsnat.domains.decisions.queries import meetings
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.readability import measure as readability
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.compulsory_states import Act, Track, statutes
from skyddsnat.law.grounds import Ground, grounds
from skyddsnat.web.board import presenters
from skyddsnat.web.board.forms import METER, MatterForm, matter_fields, matter_initial
from skyddsnat.web.board.scene import Scene, open_scene
from skyddsnat.web.page import page
from skyddsnat.web.presenters import reasons_of, said
from skyddsnat.web.sheets import Sheet, open_sheet, versioned

KEY = "compulsory.matter"
WRITABLE = (MatterState.DRAFT, MatterState.RETURNED)


@page(of_file=True)
def write_new(request: HttpRequest, *, viewer: Viewer, at: datetime, case_id: int) -> HttpResponseBase:
    """Choose what the board is asked (`?track=care&act=apply`), then begin the matter; one that is being written
    already is gone on with.
    """
    about = queries.case(case_id=case_id, viewer=viewer)
    scene = open_scene(case_id=case_id, file_id=about.file_id, what="board.write", viewer=viewer, at=at)
    chosen = _named(request)
    if chosen is None:
        return _choose_page(request, scene)
    chosen_track, chosen_act = chosen
    found = _undecided(scene, chosen_track, chosen_act)
    if found:
        return redirect("board:matter", matter_id=found.id)
    running = _running(scene, chosen_track)
    sheet = open_sheet(
        MatterForm,
        request,
        key=f"{KEY}.new:{case_id}.{chosen_track}.{chosen_act}",
        title=presenters.title_of(chosen_track, chosen_act),
        initial={"grounds": list(about.grounds), "is_urgent": False, **_police_words(scene, chosen_act, running)},
        viewer=viewer,
        **_choices(scene, chosen_track, running),
    )
    saved: list[int] = []
    if request.method == "POST" and sheet.carry_out(
        lambda fields: saved.append(_save(scene, chosen_track, chosen_act, running, fields)), actor=viewer, at=at
    ):
        messages.success(request, _("Underlaget är sparat."))
        return redirect("board:matter", matter_id=saved[0])
    return _write_page(request, scene, sheet, chosen_track, chosen_act, None)


def _named(request: HttpRequest) -> tuple[Track, Act] | None:
    try:
        return Track(request.GET.get("track", "")), Act(request.GET.get("act", ""))
    except ValueError:
        return None


def _choose_page(request: HttpRequest, scene: Scene) -> HttpResponse:
    choices = queries.matters_to_begin(case_id=scene.case_id, at=scene.at, viewer=scene.viewer)
    context: dict[str, Any] = {
        "page_title": _("Vad ska nämnden besluta?"),
        "head": presenters.head(scene, _("Vad ska nämnden besluta?")),
        "choices": presenters.choices_of(scene.case_id, choices, scene.today),
    }
    return render(request, "board/choose.html", context)


def _undecided(scene: Scene, track: Track, act: Act) -> MatterView | None:
    found = queries.matters_of_case(case_id=scene.case_id, viewer=scene.viewer)
    return next((each for each in found if (each.track, each.act) == (track, act) and _is_open(each)), None)


def _is_open(view: MatterView) -> bool:
    return view.state is not MatterState.DECIDED


def _running(scene: Scene, track: Track) -> MeasureView | None:
    found = queries.measures_of_case(case_id=scene.case_id, viewer=scene.viewer)
    return next((each for each in found if each.track is track and not each.is_over(scene.at)), None)


def _choices(scene: Scene, track: Track, running: MeasureView | None) -> dict[str, Any]:
    number = running.act_on(scene.today) if running else None
    return {"grounds": _grounds(scene, track, number), "meetings": meetings(after=scene.today)}


def _grounds(scene: Scene, track: Track, number: str | None) -> list[Ground]:
    numbers = [number] if number else list(statutes(track))
    return [each for one in numbers for each in grounds(one, scene.today)]


def _police_words(scene: Scene, act: Act, running: MeasureView | None) -> dict[str, str]:
    """What is already written about the latest need of police help for the measure, so that nobody writes it twice."""
    if act is not Act.ASK_POLICE or running is None:
        return {}
    needs = queries.police_needs_of_case(case_id=scene.case_id, viewer=scene.viewer)
    need = next((each for each in needs if each.measure_id == running.id and each.requested_at is None), None)
    if need is None:
        return {}
    written = (need.request.circumstances, need.request.why_not_alone, need.request.risk_to_child)
    reasons = "\n\n".join(part for part in written if part)
    return {"reasons": reasons, "best_interests": need.request.childs_interests}


def _save(scene: Scene, track: Track, act: Act, running: MeasureView | None, fields: Mapping[str, Any]) -> int:
    matter_id, _version = actions.save_matter(
        case_id=scene.case_id,
        measure_id=running.id if running else None,
        track=track,
        act=act,
        fields=matter_fields(fields),
        actor=scene.viewer,
        at=scene.at,
    )
    return matter_id


@page(of_file=True)
def matter(request: HttpRequest, *, viewer: Viewer, at: datetime, matter_id: int) -> HttpResponseBase:
    """A matter: written on while it is a draft, read from then on."""
    view = queries.matter(matter_id=matter_id, viewer=viewer)
    scene = open_scene(case_id=view.case_id, file_id=view.file_id, what="board.matter", viewer=viewer, at=at)
    if view.state not in WRITABLE:
        return _read_page(request, scene, view)
    running = queries.measure(measure_id=view.measure_id, viewer=viewer) if view.measure_id else None
    sheet = open_sheet(
        MatterForm,
        request,
        key=f"{KEY}:{matter_id}",
        title=presenters.title_of(view.track, view.act),
        initial=matter_initial(view.fields),
        version=view.version,
        viewer=viewer,
        **_choices(scene, view.track, running),
    )
    hands_over = request.POST.get("act") == "prepare"
    if request.method == "POST" and sheet.carry_out(
        lambda fields: _save_again(view, fields, sheet.base_version or 0, hands_over, viewer, at), actor=viewer, at=at
    ):
        messages.success(
            request, _("Underlaget är överlämnat för beslut.") if hands_over else _("Underlaget är sparat.")
        )
        return redirect("board:matter", matter_id=matter_id)
    return _write_page(request, scene, sheet, view.track, view.act, view)


def _save_again(
    view: MatterView, fields: Mapping[str, Any], version: int, hands_over: bool, viewer: Viewer, at: datetime
) -> None:
    _id, saved = actions.save_matter(
        case_id=view.case_id,
        measure_id=view.measure_id,
        track=view.track,
        act=view.act,
        fields=matter_fields(fields),
        matter_id=view.id,
        version=version,
        actor=viewer,
        at=at,
    )
    if hands_over:
        actions.prepare_matter(matter_id=view.id, version=saved, actor=viewer, at=at)


def _write_page(
    request: HttpRequest, scene: Scene, sheet: Sheet, track: Track, act: Act, view: MatterView | None
) -> HttpResponse:
    title = presenters.title_of(track, act)
    verdict = (
        queries.preparing_verdict(matter_id=view.id, at=scene.at, viewer=scene.viewer)
        if view is not None
        else Verdict()
    )
    context: dict[str, Any] = {
        "page_title": title,
        "head": presenters.head(scene, title, chips=presenters.chips_of(view) if view else ()),
        "sheet": sheet,
        "form": sheet.form,
        "is_saved": view is not None,
        "reasons": reasons_of(verdict),
        "return_reason": view.return_reason if view else "",
        "urgency": _urgency(scene, view),
        "right": _right(scene, view),
        "reading": readability(str(sheet.form["child_version"].value() or "")),
        "meter": METER,
        "view_text": presenters.view_words(view),
    }
    return render(request, "board/write.html", context, status=sheet.status)


def _urgency(scene: Scene, view: MatterView | None) -> list[str]:
    if view is None:
        return []
    urgency = queries.urgency_of_matter(matter_id=view.id, today=scene.today, viewer=scene.viewer)
    return presenters.urgency_lines(urgency, scene)


def _right(scene: Scene, view: MatterView | None) -> str:
    if view is None:
        return ""
    right = queries.who_decides_deed(section=view.section, on=scene.today, is_urgent=view.fields.is_urgent)
    return said(right.text)


def _read_page(request: HttpRequest, scene: Scene, view: MatterView) -> HttpResponse:
    title = presenters.title_of(view.track, view.act)
    waits = view.state is MatterState.PREPARED
    may_sign = bool(
        waits and any(each.id == view.id for each in queries.matters_waiting(on=scene.today, viewer=scene.viewer))
    )
    context: dict[str, Any] = {
        "page_title": title,
        "head": presenters.head(scene, title, chips=presenters.chips_of(view)),
        "facts": presenters.facts(view, scene),
        "passages": presenters.passages(view),
        "decided_text": view.decided_text,
        "change_reason": view.change_reason,
        "hand_overs": presenters.hand_over_lines(queries.hand_overs(matter_id=view.id, viewer=scene.viewer), scene),
        "sign_url": reverse("board:sign", args=[view.id]) if may_sign else "",
        "call_url": reverse("board:call", args=[view.id]) if waits and view.level is MatterLevel.CHAIR else "",
        "return_url": reverse("board:return", args=[view.id]) if waits else "",
        "document_url": reverse("children:document", args=[view.document_id]) if view.document_id else "",
        "letter_url": reverse("children:document", args=[view.child_letter_id]) if view.child_letter_id else "",
        "extract_url": reverse("board:extract", args=[view.id]) if view.state is MatterState.DECIDED else "",
    }
    return render(request, "board/matter.html", context)


def _saved_version(*, row_id: int, viewer: Viewer) -> int | None:
    try:
        return queries.matter(matter_id=row_id, viewer=viewer).version
    except queries.NoMatter:
        return None


versioned(KEY, _saved_version)
