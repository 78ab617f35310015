"""What is written in an investigation: the plan, what is known in each area, the analysis."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.investigations import actions, queries
from skyddsnat.domains.investigations.types import Act, View
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.queries import employees
from skyddsnat.web.components import Action
from skyddsnat.web.heads import Passage
from skyddsnat.web.investigations import presenters, writing_presenters
from skyddsnat.web.investigations.around import around
from skyddsnat.web.investigations.forms import (
    AnalysisForm,
    NoteForm,
    PlanForm,
    analysis_fields,
    analysis_initial,
    plan_fields,
    plan_initial,
)
from skyddsnat.web.investigations.scene import Scene, open_scene
from skyddsnat.web.investigations.versions import case_version, note_version, plan_version
from skyddsnat.web.page import page
from skyddsnat.web.sheets import Sheet, open_sheet, versioned

# --- The plan ---------------------------------------------------------------------------------------------------------


@page(of_file=True)
def plan(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """Write the plan, or change it."""
    scene = open_scene(investigation_id=investigation_id, what="investigations.plan", viewer=viewer, at=at)
    written = queries.plan(investigation_id=investigation_id, viewer=viewer)
    if request.method != "POST" and not scene.case.is_open:
        passages = writing_presenters.plan_passages(written, queries.areas(active_only=False), scene)
        return _signed_page(request, scene, _("Plan för utredningen"), "plan", passages)
    sheet = open_sheet(
        PlanForm,
        request,
        key=f"investigations.plan:{investigation_id}",
        title=_("Plan för utredningen"),
        initial=plan_initial(written.fields) if written else _new_plan(scene),
        version=written.version if written else None,
        viewer=viewer,
        areas=queries.areas(),
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.save_plan(
            investigation_id=investigation_id,
            version=sheet.base_version,
            fields=plan_fields(fields),
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Planen är sparad."))
        return redirect("investigations:plan", investigation_id=investigation_id)
    context = around(scene, sheet, _("Plan för utredningen"), Act.PLAN, current="plan")
    return render(request, "investigations/plan.html", context, status=sheet.status)


def _signed_page(
    request: HttpRequest, scene: Scene, title: str, current: str, passages: list[Passage]
) -> HttpResponseBase:
    """What was written in an investigation that is closed: text, who signed it when, and where to add."""
    signed_by = scene.case.closed_by_id or 0
    context = {
        "page_title": title,
        "head": presenters.head(scene, title, current=current),
        "passages": passages,
        "signed": writing_presenters.signed_words(employees(ids=[signed_by], on=scene.today).get(signed_by), scene),
        "document_url": writing_presenters.document_url(scene.case),
        "add_url": reverse("children:note", args=[scene.file.id]),
    }
    return render(request, "investigations/signed.html", context)


def _new_plan(scene: Scene) -> dict[str, Any]:
    return {"planned_end_on": scene.clock.plan_on if scene.clock else None}


# --- Areas ------------------------------------------------------------------------------------------------------------


@page(of_file=True, methods=("GET",))
def areas(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """What is known, area by area, and whose view it is."""
    scene = open_scene(investigation_id=investigation_id, what="investigations.areas", viewer=viewer, at=at)
    written = queries.plan(investigation_id=investigation_id, viewer=viewer)
    near, far = writing_presenters.area_panels(
        queries.areas(active_only=False),
        queries.area_notes(investigation_id=investigation_id, viewer=viewer),
        written.fields.areas if written else (),
        scene,
    )
    title = _("Områden")
    context = {
        "page_title": title,
        "head": presenters.head(scene, title, current="areas", actions=_write_action(scene)),
        "panels": near,
        "others": far,
    }
    return render(request, "investigations/areas.html", context)


def _write_action(scene: Scene) -> tuple[Action, ...]:
    if not scene.case.is_open:
        return ()
    return (Action(label=_("Skriv en uppgift"), url=presenters.url("area-note", scene), is_main=True),)


@page(of_file=True)
def area_note(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """Write what is known in an area."""
    scene = open_scene(investigation_id=investigation_id, what="investigations.area_note", viewer=viewer, at=at)
    if request.method != "POST" and not scene.case.is_open:
        return redirect("investigations:areas", investigation_id=investigation_id)
    sheet = _note_sheet(
        request,
        viewer,
        key=f"investigations.new_area_note:{investigation_id}",
        title=_("Ny uppgift"),
        initial={"area": request.GET.get("area", ""), "view": View.FACT.value},
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.write_area_note(
            investigation_id=investigation_id, **_note_fields(fields), area_id=int(fields["area"]), actor=viewer, at=at
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Uppgiften är sparad. Den går att ändra i ett dygn."))
        return redirect("investigations:areas", investigation_id=investigation_id)
    return _note_page(request, scene, sheet)


@page(of_file=True)
def area_note_change(request: HttpRequest, *, viewer: Viewer, at: datetime, note_id: int) -> HttpResponseBase:
    """Change one's own note, before it locks."""
    note = queries.area_note(note_id=note_id, viewer=viewer)
    scene = open_scene(investigation_id=note.investigation_id, what="investigations.area_note", viewer=viewer, at=at)
    if request.method != "POST" and not scene.case.is_open:
        return redirect("investigations:areas", investigation_id=note.investigation_id)
    sheet = _note_sheet(
        request,
        viewer,
        key=f"investigations.area_note:{note_id}",
        title=_("Ändra uppgiften"),
        initial={
            "area": str(note.area_id),
            "view": note.view.value,
            "text": note.text,
            "source": note.source,
            "source_on": note.source_on,
        },
        version=note.version,
    )
    sheet.form.fields["area"].disabled = True  # a note that stands in the wrong area is written anew in the right one
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.change_area_note(
            note_id=note_id, version=sheet.base_version or 0, **_note_fields(fields), actor=viewer, at=at
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Uppgiften är ändrad."))
        return redirect("investigations:areas", investigation_id=note.investigation_id)
    return _note_page(request, scene, sheet)


@page(of_file=True)
def area_note_add(request: HttpRequest, *, viewer: Viewer, at: datetime, note_id: int) -> HttpResponseBase:
    """Add to a locked note, or to somebody else's."""
    note = queries.area_note(note_id=note_id, viewer=viewer)
    scene = open_scene(investigation_id=note.investigation_id, what="investigations.area_note", viewer=viewer, at=at)
    if request.method != "POST" and not scene.case.is_open:
        return redirect("investigations:areas", investigation_id=note.investigation_id)
    sheet = _note_sheet(
        request,
        viewer,
        key=f"investigations.area_note_addition:{note_id}",
        title=_("Tillägg till en uppgift"),
        initial={"area": str(note.area_id), "view": note.view.value, "source": note.source},
    )
    sheet.form.fields["area"].disabled = True
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.write_area_note(
            investigation_id=note.investigation_id,
            area_id=note.area_id,
            **_note_fields(fields),
            corrects=note_id,
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Tillägget är sparat."))
        return redirect("investigations:areas", investigation_id=note.investigation_id)
    return _note_page(request, scene, sheet, before=note.text)


def _note_sheet(
    request: HttpRequest,
    viewer: Viewer,
    *,
    key: str,
    title: str,
    initial: dict[str, Any],
    version: int | None = None,
) -> Sheet:
    return open_sheet(
        NoteForm,
        request,
        key=key,
        title=title,
        initial=initial,
        version=version,
        viewer=viewer,
        areas=queries.areas(active_only=False),
    )


def _note_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "view": View(fields["view"]),
        "text": fields["text"],
        "source": fields["source"],
        "source_on": fields["source_on"],
    }


def _note_page(request: HttpRequest, scene: Scene, sheet: Sheet, *, before: str = "") -> HttpResponseBase:
    context = around(scene, sheet, sheet.title, Act.WRITE, back="areas") | {
        "before": before,
        "told": presenters.already_told(scene),
    }
    return render(request, "investigations/area_note.html", context, status=sheet.status)


# --- The analysis -----------------------------------------------------------------------------------------------------


@page(of_file=True)
def analysis(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """Write the analysis, with the child's words beside it."""
    scene = open_scene(investigation_id=investigation_id, what="investigations.analysis", viewer=viewer, at=at)
    if request.method != "POST" and not scene.case.is_open:
        return _signed_page(request, scene, _("Bedömning"), "analysis", writing_presenters.passages_of(scene.case))
    sheet = open_sheet(
        AnalysisForm,
        request,
        key=f"investigations.analysis:{investigation_id}",
        title=_("Bedömning"),
        initial=analysis_initial(scene.case),
        version=scene.case.version,
        viewer=viewer,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.save_analysis(
            investigation_id=investigation_id,
            version=sheet.base_version or 0,
            fields=analysis_fields(fields),
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Bedömningen är sparad."))
        return redirect("investigations:analysis", investigation_id=investigation_id)
    notes = queries.area_notes(investigation_id=investigation_id, viewer=viewer)
    repeated = queries.repeated_texts(investigation_id=investigation_id, viewer=viewer)
    context = around(scene, sheet, _("Bedömning"), Act.ANALYSE, current="analysis") | {
        "told": presenters.already_told(scene),
        "child_words": writing_presenters.child_words(notes, scene),
        "repeated": writing_presenters.repeated_words(repeated),
    }
    return render(request, "investigations/analysis.html", context, status=sheet.status)


versioned("investigations.plan", plan_version)
versioned("investigations.analysis", case_version)
versioned("investigations.area_note", note_version)
