"""Talks with the child: planned, held, mended and cancelled."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.journal import actions, queries
from skyddsnat.domains.journal.types import TalkAct, TalkState, TalkView
from skyddsnat.domains.people.queries import mistakable
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_moment
from skyddsnat.web.children.forms import PlanForm, ReasonForm, TalkForm, talk_columns
from skyddsnat.web.children.presenters.header import header
from skyddsnat.web.children.presenters.now import told
from skyddsnat.web.children.presenters.people import mistakes
from skyddsnat.web.children.presenters.talks import advice, talk_facts
from skyddsnat.web.children.scene import Scene, open_scene
from skyddsnat.web.page import page
from skyddsnat.web.presenters import reasons_of
from skyddsnat.web.sheets import Sheet, open_sheet, versioned


@page(of_file=True)
def talk(request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int) -> HttpResponseBase:
    """Write down a talk that was not planned."""
    scene = open_scene(file_id=file_id, what="children.talk", viewer=viewer, at=at, with_story=True)
    initial = {"held_at": local_moment(at)}
    title = _("Samtal: {name}").format(name=scene.name)
    sheet = open_sheet(TalkForm, request, key=f"journal.talk-in:{file_id}", title=title, viewer=viewer, initial=initial)

    def hold(fields: dict[str, Any]) -> None:
        actions.hold_talk(talk_id=None, file_id=file_id, version=None, **talk_columns(fields), actor=viewer, at=at)

    if request.method == "POST" and sheet.carry_out(hold, actor=viewer, at=at):
        return _saved(request, file_id)
    return _form_page(request, scene, sheet, _("Samtal med barnet"), None)


@page(of_file=True)
def talk_hold(request: HttpRequest, *, viewer: Viewer, at: datetime, talk_id: int) -> HttpResponseBase:
    """A planned talk is prepared and written down, one's own text mended until it locks, and any talk read."""
    found = queries.talk(talk_id=talk_id, viewer=viewer)
    scene = open_scene(file_id=found.file_id, what="children.talk", viewer=viewer, at=at, with_story=True)
    act = TalkAct.HOLD if found.held_at is None else TalkAct.CHANGE
    verdict = queries.talk_verdict(talk_id=talk_id, act=act, viewer=viewer, at=at)
    if request.method == "GET" and not verdict.allowed:
        return _reading_page(request, scene, found, reasons_of(verdict))
    title = _("Samtal: {name}").format(name=scene.name)
    sheet = open_sheet(
        TalkForm,
        request,
        key=f"journal.talk:{talk_id}",
        title=title,
        viewer=viewer,
        initial=_initial(found, at),
        version=found.version,
    )

    def hold(fields: dict[str, Any]) -> None:
        version = sheet.base_version or found.version
        actions.hold_talk(
            talk_id=talk_id, file_id=found.file_id, version=version, **talk_columns(fields), actor=viewer, at=at
        )

    if request.method == "POST" and sheet.carry_out(hold, actor=viewer, at=at):
        return _saved(request, found.file_id)
    return _form_page(request, scene, sheet, _("Samtal med barnet"), found)


def _saved(request: HttpRequest, file_id: int) -> HttpResponseBase:
    messages.success(request, _("Samtalet är sparat. Du kan ändra i ett dygn, sedan låses det."))
    return redirect("children:file", file_id=file_id)


def _initial(found: TalkView, at: datetime) -> dict[str, Any]:
    alone = {True: "yes", False: "no", None: ""}[found.was_alone]
    names = ("place", "purpose", "not_alone_reason", "childs_words", "told", "understood_how", "already_told")
    planned = found.planned_at if found.planned_at and found.planned_at <= at else at
    return {name: getattr(found, name) for name in names} | {
        "held_at": local_moment(found.held_at or planned),
        "was_alone": alone,
        "understood": found.understood.value if found.understood else "",
    }


@page(of_file=True)
def talk_plan(request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int) -> HttpResponseBase:
    """Plan a talk with the child."""
    scene = open_scene(file_id=file_id, what="children.talk", viewer=viewer, at=at, with_story=True)
    soon = local_moment(at + timedelta(days=1)).replace(hour=10, minute=0, second=0, microsecond=0)
    title = _("Planera samtal: {name}").format(name=scene.name)
    sheet = open_sheet(
        PlanForm, request, key=f"journal.plan-in:{file_id}", title=title, viewer=viewer, initial={"planned_at": soon}
    )

    def plan(fields: dict[str, Any]) -> None:
        actions.plan_talk(file_id=file_id, **fields, actor=viewer, at=at)

    if request.method == "POST" and sheet.carry_out(plan, actor=viewer, at=at):
        messages.success(request, _("Samtalet är planerat. Det står på Min dag den dagen."))
        return redirect("children:file", file_id=file_id)
    return _form_page(request, scene, sheet, _("Planera samtal"), None, verb=_("Planera samtalet"))


@page(of_file=True)
def talk_cancel(request: HttpRequest, *, viewer: Viewer, at: datetime, talk_id: int) -> HttpResponseBase:
    """A planned talk is not held, and why."""
    found = queries.talk(talk_id=talk_id, viewer=viewer)
    scene = open_scene(file_id=found.file_id, what="children.talk", viewer=viewer, at=at)
    title = _("Ställ in samtal: {name}").format(name=scene.name)
    sheet = open_sheet(ReasonForm, request, key=f"journal.cancel:{talk_id}", title=title, viewer=viewer)

    def cancel(fields: dict[str, Any]) -> None:
        actions.cancel_talk(talk_id=talk_id, reason=fields["reason"], actor=viewer, at=at)

    if request.method == "POST" and sheet.carry_out(cancel, actor=viewer, at=at):
        messages.success(request, _("Samtalet är inställt. Skälet står i akten."))
        return redirect("children:file", file_id=found.file_id)
    context = {
        "page_title": _("Ställ in samtalet"),
        "head": header(scene, current="file"),
        "sheet": sheet,
        "form": sheet.form,
        "verb": _("Ställ in samtalet"),
        "cancel_url": reverse("children:talk-hold", args=[talk_id]),
    }
    return render(request, "children/form.html", context, status=sheet.status)


def _form_page(
    request: HttpRequest, scene: Scene, sheet: Sheet, title: str, found: TalkView | None, verb: str = ""
) -> HttpResponseBase:
    alike = mistakable(file_id=scene.file.id, viewer=scene.viewer)
    talks = scene.story.talks if scene.story else []
    is_planned = found is not None and found.state(scene.at) is TalkState.PLANNED
    context = {
        "page_title": title,
        "head": header(scene, current="file"),
        "sheet": sheet,
        "form": sheet.form,
        "mistakes": mistakes(scene.child, alike, scene.today),
        "advice": advice(scene.today),
        "told": told([talk for talk in talks if found is None or talk.id != found.id], scene.today),
        "verb": verb or _("Spara samtalet"),
        "is_plan": isinstance(sheet.form, PlanForm),
        "plan_url": reverse("children:talk-plan", args=[scene.file.id]) if found is None and not verb else "",
        "call_off_url": reverse("children:talk-cancel", args=[found.id]) if found and is_planned else "",
        "cancel_url": reverse("children:file", args=[scene.file.id]),
    }
    return render(request, "children/talk.html", context, status=sheet.status)


def _reading_page(request: HttpRequest, scene: Scene, found: TalkView, reasons: object) -> HttpResponseBase:
    context = {
        "page_title": _("Samtal med barnet"),
        "head": header(scene, current="file"),
        "facts": talk_facts(found, scene),
        "reasons": reasons,
    }
    return render(request, "children/talk_read.html", context)


def _current(*, row_id: int, viewer: Viewer) -> int | None:
    return queries.talk(talk_id=row_id, viewer=viewer).version


versioned("journal.talk", _current)
