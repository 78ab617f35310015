"""Who works with the child: given, taken off, handed over, and not allowed to."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.flows.assign_file import assign_file
from skyddsnat.flows.take_off_file import take_off_file
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.permissions import check_user_can_assign
from skyddsnat.foundation.access.queries import AssignmentView, NotOpen, conflicts_of, count_children
from skyddsnat.foundation.access.types import Part, Viewer
from skyddsnat.foundation.deadlines.queries import load_of_units
from skyddsnat.foundation.staff.queries import caseworkers, units
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Refused, Verdict
from skyddsnat.web.children.forms import AssignForm, HandoverForm, ReasonForm
from skyddsnat.web.children.presenters import work as words
from skyddsnat.web.children.presenters.header import header
from skyddsnat.web.children.scene import Scene, open_scene
from skyddsnat.web.components import Confirm
from skyddsnat.web.page import page
from skyddsnat.web.presenters import reasons_of
from skyddsnat.web.sheets import open_sheet

_UNABLE = Reason(
    "children.unable_to_hand_over",
    Text(
        "Ärendet kan lämnas över av den som har arbetat med barnet, en gång till var och en.",
        "A file is handed over by somebody who has worked with the child, once to each.",
    ),
)


@page(Role.UNIT_MANAGER, of_file=True)
def assign(request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int) -> HttpResponseBase:
    """Give the child to a caseworker, with what that does to her load; `?unit=` chooses among whom."""
    scene = open_scene(file_id=file_id, what="children.assign", viewer=viewer, at=at)
    check_user_can_assign(unit_id=scene.file.unit_id, viewer=viewer)
    all_units = units()
    unit_id = _unit(request, set(all_units), scene)
    workers = _workers(unit_id, scene)
    has_former = any(each.part is Part.RESPONSIBLE for each in scene.working)
    initial = {"part": (Part.SECOND if has_former else Part.RESPONSIBLE).value, "keeps_former": True}
    arguments: dict[str, Any] = {
        "workers": [(worker.value, worker.text) for worker in workers],
        "has_former": has_former,
    }
    form = AssignForm(request.POST if request.method == "POST" else None, initial=initial, **arguments)
    reasons: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            _give(form.cleaned_data, scene, unit_id)
        except Refused as refused:
            reasons = reasons_of(refused.verdict)
        else:
            messages.success(request, _("Ärendet är fördelat."))
            return redirect(
                "children:mine" if unit_id != scene.file.unit_id else "children:file", **_where(unit_id, scene)
            )
    context = {
        "page_title": _("Fördela barnet"),
        "head": header(scene, current="file"),
        "form": form,
        "reasons": reasons,
        "workers": words.load_table(workers),
        "working": words.working_table(scene) if scene.working else None,
        "units": words.unit_tabs(all_units, unit_id, file_id),
        "conflicts": words.conflict_lines(conflicts_of(file_id=file_id, viewer=viewer), scene),
        "unit_id": unit_id,
    }
    return render(request, "children/assign.html", context, status=422 if form.errors or reasons else 200)


def _where(unit_id: int, scene: Scene) -> dict[str, Any]:
    """A file that has left for another unit is no longer open to who gave it away."""
    return {} if unit_id != scene.file.unit_id else {"file_id": scene.file.id}


def _give(fields: dict[str, Any], scene: Scene, unit_id: int) -> None:
    assign_file(
        file_id=scene.file.id,
        employee_id=int(fields["employee"]),
        part=Part(fields["part"]),
        unit_id=unit_id,
        keeps_former=fields.get("keeps_former", False),
        actor=scene.viewer,
        at=scene.at,
    )


def _unit(request: HttpRequest, known: set[int], scene: Scene) -> int:
    chosen = request.GET.get("unit", "")
    return int(chosen) if chosen.isdecimal() and int(chosen) in known else scene.file.unit_id


def _workers(unit_id: int, scene: Scene) -> list[words.Worker]:
    """Caseworkers of the unit; their load is known only to whoever manages them."""
    staff = caseworkers(unit_id=unit_id, on=scene.today)
    if unit_id not in scene.viewer.managed_units:
        return [words.worker(each, None, None, scene) for each in staff]
    children = count_children(unit_ids=[unit_id], viewer=scene.viewer)
    clocks = load_of_units(unit_ids=[unit_id], today=scene.today, viewer=scene.viewer)
    return [words.worker(each, children.get(each.id, 0), clocks.get(each.id, {}), scene) for each in staff]


@page(Role.UNIT_MANAGER, of_file=True)
def assign_end(
    request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int, assignment_id: int
) -> HttpResponseBase:
    """Take a caseworker off the file."""
    scene = open_scene(file_id=file_id, what="children.assign", viewer=viewer, at=at)
    check_user_can_assign(unit_id=scene.file.unit_id, viewer=viewer)
    found = next((each for each in scene.working if each.id == assignment_id), None)
    if found is None:
        raise NotOpen
    if request.method == "POST":
        take_off_file(assignment_id=assignment_id, actor=viewer, at=at)
        messages.success(request, _("{name} arbetar inte längre med barnet.").format(name=found.name))
        return redirect("children:assign", file_id=file_id)
    text = _("{name} ser inte längre akten.").format(name=found.name)
    if found.part is Part.RESPONSIBLE:
        text += " " + _("Ingen är då ansvarig för barnet. Det syns tills någon annan är det.")
    confirm = Confirm(
        title=_("Avsluta uppdraget"),
        subtitle=scene.name,
        text=text,
        verb=_("Avsluta uppdraget"),
        cancel_url=reverse("children:assign", args=[file_id]),
        is_grave=found.part is Part.RESPONSIBLE,
    )
    return render(request, "_components/confirm_page.html", {"confirm": confirm, "form": None})


# --- Hand-over --------------------------------------------------------------------------------------------------------


@page(of_file=True)
def handover(request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int) -> HttpResponseBase:
    """The summary from one caseworker to the next, signed by both (lesson 1)."""
    scene = open_scene(file_id=file_id, what="children.handover", viewer=viewer, at=at)
    mine = next((each for each in scene.working if each.employee_id == viewer.employee_id), None)
    if mine is not None and mine.handed_over_at and not mine.received_at:
        return _receive(request, scene, mine)
    return _hand_over(request, scene)


def _receive(request: HttpRequest, scene: Scene, mine: AssignmentView) -> HttpResponseBase:
    if request.method == "POST":
        access.receive_handover(assignment_id=mine.id, actor=scene.viewer, at=scene.at)
        messages.success(request, _("Du har tagit emot ärendet."))
        return redirect("children:file", file_id=scene.file.id)
    context = {
        "page_title": _("Ta emot ärendet"),
        "head": header(scene, current="file"),
        "summary": mine.handover,
        "handed_over": words.handed_over(mine, scene),
    }
    return render(request, "children/receive.html", context)


def _hand_over(request: HttpRequest, scene: Scene) -> HttpResponseBase:
    to = words.receivers(scene)
    sheet = open_sheet(
        HandoverForm,
        request,
        key=f"access.handover:{scene.file.id}",
        title=_("Överlämning: {name}").format(name=scene.name),
        viewer=scene.viewer,
        to=to,
    )

    def hand_over(fields: dict[str, Any]) -> None:
        try:
            access.hand_over(
                file_id=scene.file.id,
                to_employee_id=int(fields["to"]),
                summary=fields["summary"],
                actor=scene.viewer,
                at=scene.at,
            )
        except access.UnableToHandOver:
            raise Refused(Verdict.of(_UNABLE)) from None

    if request.method == "POST" and sheet.carry_out(hand_over, actor=scene.viewer, at=scene.at):
        messages.success(request, _("Sammanfattningen är underskriven. Den nya handläggaren läser och skriver under."))
        return redirect("children:file", file_id=scene.file.id)
    context = {
        "page_title": _("Lämna över ärendet"),
        "head": header(scene, current="file"),
        "sheet": sheet,
        "form": sheet.form,
        "receivers": to,
        "may_hand_over": any(each.employee_id == scene.viewer.employee_id for each in scene.assignments),
        "cancel_url": reverse("children:file", args=[scene.file.id]),
    }
    return render(request, "children/handover.html", context, status=sheet.status)


# --- Conflict of interest ---------------------------------------------------------------------------------------------


@page(of_file=True)
def conflict(request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int) -> HttpResponseBase:
    """Declare that one is partial: related, acquainted or otherwise (FL 16-18 §§)."""
    scene = open_scene(file_id=file_id, what="children.conflict", viewer=viewer, at=at)
    title = _("Jäv: {name}").format(name=scene.name)
    sheet = open_sheet(ReasonForm, request, key=f"access.conflict:{file_id}", title=title, viewer=viewer)

    def declare(fields: dict[str, Any]) -> None:
        access.declare_conflict(file_id=file_id, reason=fields["reason"], actor=viewer, at=at)

    if request.method == "POST" and sheet.carry_out(declare, actor=viewer, at=at):
        messages.success(request, _("Jävet är anmält. Berätta för enhetschefen, så att någon annan tar över."))
        return redirect("children:file", file_id=file_id)
    context = {
        "page_title": _("Anmäl jäv"),
        "head": header(scene, current="file"),
        "sheet": sheet,
        "form": sheet.form,
        "verb": _("Anmäl jäv"),
        "about": _(
            "Du är jävig om du eller någon närstående är part, om du känner familjen, eller om något annat gör att "
            "man kan tvivla på att du är opartisk. Efter anmälan kan du läsa akten och bedöma skydd, men inget annat."
        ),
        "cancel_url": reverse("children:file", args=[file_id]),
    }
    return render(request, "children/form.html", context, status=sheet.status)
