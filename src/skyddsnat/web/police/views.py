"""Police assistance: the list, one need and its deeds, and the figures."""

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import MeasureView, NeedState, PoliceNeedView
from skyddsnat.domains.people.queries import subjects_of_files
from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Ground, Viewer
from skyddsnat.foundation.documents.queries import unsent_of_subject
from skyddsnat.foundation.staff.types import CASEWORK, Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.compulsory_states import Act
from skyddsnat.web import formats
from skyddsnat.web.board.presenters import head
from skyddsnat.web.board.scene import Scene, open_case_scene, open_scene
from skyddsnat.web.heads import Head
from skyddsnat.web.page import page
from skyddsnat.web.police import presenters
from skyddsnat.web.police.deeds import DEEDS
from skyddsnat.web.police.forms import NeedForm, RequestForm, asked, need_fields
from skyddsnat.web.presenters import reasons_of
from skyddsnat.web.sheets import Sheet, open_sheet, versioned

SEES_FIGURES = (*CASEWORK, Role.UNIT_MANAGER, Role.COMMITTEE_MEMBER, Role.CHAIR_ON_CALL)
A_YEAR = timedelta(days=365)
# Codes of the other lawful ways, told after what stands in the way.
INSTEAD = ".instead."
# Why the board is asked to decide instead.
NOT_APPOINTED = "compulsory.police_not_appointed"


@page(*CASEWORK, Role.UNIT_MANAGER, Role.CHAIR_ON_CALL, methods=("GET",))
def needs(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Needs of police help in the files open to me, the latest first."""
    found = queries.police_needs(viewer=viewer)
    children = subjects_of_files(file_ids={each.file_id for each in found}, viewer=viewer)
    context = {
        "page_title": _("Polis"),
        "table": presenters.table(found, children, local_date(at)),
        "figures_url": reverse("police:figures"),
    }
    return render(request, "police/list.html", context)


@page(*SEES_FIGURES, methods=("GET",))
def figures(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """What the police were needed for, asked for and gave in the last year, beside the published share."""
    today = local_date(at)
    since = today - A_YEAR
    found = queries.police_figures(viewer=viewer, since=since, until=today + timedelta(days=1))
    context = {
        "page_title": _("Polishjälp i siffror"),
        "period": _period(since, today),
        "totals": presenters.totals(found),
        "reasons": presenters.reasons(found),
        "beside": presenters.beside(found),
    }
    return render(request, "police/figures.html", context)


def _period(since: date, today: date) -> str:
    return _("Från {since} till {today}").format(since=formats.full_day(since), today=formats.full_day(today))


# --- One need ---------------------------------------------------------------------------------------------------------


def _scene(need_id: int, what: str, viewer: Viewer, at: datetime) -> tuple[PoliceNeedView, Scene]:
    """The need and its case, with the reading logged."""
    view = queries.police_need(need_id=need_id, viewer=viewer)
    return view, open_scene(case_id=view.case_id, file_id=view.file_id, what=what, viewer=viewer, at=at)


@page(of_file=True, methods=("GET",))
def need(request: HttpRequest, *, viewer: Viewer, at: datetime, need_id: int) -> HttpResponseBase:
    """Where one need stands, and what comes next."""
    view, scene = _scene(need_id, "police.need", viewer, at)
    open_need = view.state is NeedState.STATED
    documents = (view.request_document_id, view.planning_document_id)
    waiting = unsent_of_subject(subject=f"compulsory.policeneed:{need_id}", viewer=viewer)
    context: dict[str, Any] = {
        "page_title": _("Polishjälp"),
        "head": head(scene, _("Polishjälp"), chips=(presenters.state_chip(view),)),
        "steps": presenters.steps(view, scene.today, waiting),
        "waits": presenters.waits(waiting),
        "documents_url": reverse("children:documents", args=[view.file_id]),
        "facts": presenters.facts(view),
        "hand_url": reverse("police:hand", args=[need_id]) if open_need else "",
        "without_url": reverse("police:without", args=[need_id]) if open_need else "",
        "planning_url": "" if view.planning_document_id else reverse("police:planning", args=[need_id]),
        "document_urls": [reverse("children:document", args=[each]) for each in documents if each],
    }
    return render(request, "police/need.html", context)


@page(of_file=True)
def state(request: HttpRequest, *, viewer: Viewer, at: datetime, case_id: int) -> HttpResponseBase:
    """State that the police are needed."""
    scene = open_case_scene(case_id=case_id, what="police.state", viewer=viewer, at=at)
    running = [each for each in queries.measures_of_case(case_id=case_id, viewer=viewer) if not each.is_over(at)]
    title = _("Polisen behövs")
    sheet = open_sheet(
        NeedForm, request, key=f"compulsory.police.new:{case_id}", title=title, viewer=viewer, measures=running
    )
    made: list[int] = []
    if request.method == "POST" and sheet.carry_out(
        lambda fields: made.append(
            actions.state_need(
                case_id=case_id, outing_id=None, needed_at=at, **need_fields(fields), actor=viewer, at=at
            )
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Behovet är antecknat och räknas."))
        return redirect("police:need", need_id=made[0])
    back = reverse("children:file", args=[scene.file.id])
    return _form(request, scene, sheet, head(scene, title), verb=_("Anteckna behovet"), back_url=back)


def _form(
    request: HttpRequest,
    scene: Scene,
    sheet: Sheet,
    top: Head,
    *,
    verb: str,
    back_url: str,
    blocked: Verdict | None = None,
    about: str = "",
) -> HttpResponse:
    stops, ways = _parted(blocked or writing(file=scene.file, viewer=scene.viewer))
    context: dict[str, Any] = {
        "page_title": top.title,
        "head": top,
        "sheet": sheet,
        "form": sheet.form,
        "about": about,
        "blocked": reasons_of(stops),
        "ways": reasons_of(ways),
        "verb": verb,
        "back_url": back_url,
    }
    return render(request, "police/form.html", context, status=sheet.status)


def _parted(verdict: Verdict) -> tuple[Verdict, Verdict]:
    """What stands in the way, and the other lawful ways."""
    ways = tuple(each for each in verdict.reasons if INSTEAD in each.code)
    return Verdict(tuple(each for each in verdict.reasons if each not in ways)), Verdict(ways)


@page(of_file=True)
def deed(request: HttpRequest, *, viewer: Viewer, at: datetime, need_id: int, name: str) -> HttpResponseBase:
    """One deed on a need: its form, and back to the need when it is done."""
    view, scene = _scene(need_id, f"police.{name}", viewer, at)
    chosen = DEEDS[name]
    title = str(chosen.title)
    sheet = open_sheet(
        chosen.form,
        request,
        key=f"compulsory.police.{name}:{need_id}",
        title=title,
        initial={chosen.happens_now: at} if chosen.happens_now else {},
        version=view.version,
        viewer=viewer,
        **chosen.choices(view, scene),
    )
    given = {"need_id": need_id, "version": sheet.base_version or 0, "actor": viewer, "at": at}
    if request.method == "POST" and sheet.carry_out(
        lambda fields: chosen.carry_out(fields, given), actor=viewer, at=at
    ):
        messages.success(request, str(chosen.done))
        return redirect("police:need", need_id=need_id)
    top = head(scene, title, chips=(presenters.state_chip(view),))
    back = reverse("police:need", args=[need_id])
    return _form(request, scene, sheet, top, verb=str(chosen.verb), back_url=back)


@page(of_file=True)
def request_help(request: HttpRequest, *, viewer: Viewer, at: datetime, need_id: int) -> HttpResponseBase:
    """Write the request, and make it if it is mine to make; otherwise it is kept for whoever may."""
    view, scene = _scene(need_id, "police.request", viewer, at)
    title = _("Begär hjälp av polisen")
    found = queries.measure_of(need=view, viewer=viewer)
    matter_id = queries.board_asks(need=view, found=found, on=scene.today, viewer=viewer)
    sheet = open_sheet(
        RequestForm,
        request,
        key=f"compulsory.police.request:{need_id}",
        title=title,
        initial=asdict(view.request),
        version=view.version,
        viewer=viewer,
    )
    asks = request.POST.get("act") == "request"
    if request.method == "POST" and sheet.carry_out(
        lambda fields: _write(view, fields, sheet.base_version or 0, asks, matter_id, scene), actor=viewer, at=at
    ):
        messages.success(request, _done(asks, need_id, viewer))
        # Who saw the file because the request waited for her sees it no more.
        is_closed = asks and scene.file.ground is Ground.DECISION
        return redirect("home") if is_closed else redirect("police:need", need_id=need_id)
    written = asked(sheet.form.cleaned_data) if sheet.form.is_bound and sheet.form.is_valid() else view.request
    verdict = queries.request_verdict_of(
        need=view, found=found, request=written, at=at, viewer=viewer, matter_id=matter_id
    )
    stops, instead = _parted(verdict)
    ways = reasons_of(instead)
    # What stands in the way is said once, and apart from what can be done instead.
    sheet.reasons = tuple(each for each in sheet.reasons if each not in ways)
    context: dict[str, Any] = {
        "page_title": title,
        "head": head(scene, title, chips=(presenters.state_chip(view),)),
        "sheet": sheet,
        "form": sheet.form,
        "blocked": () if sheet.reasons else reasons_of(stops),
        "is_blocked": not stops.allowed,
        "ways": ways,
        "decided_url": reverse("board:matter", args=[matter_id]) if matter_id else "",
        "board_url": _board_url(view, found, scene) if NOT_APPOINTED in stops.codes else "",
        "hand_url": reverse("police:hand", args=[need_id]),
        "back_url": reverse("police:need", args=[need_id]),
    }
    return render(request, "police/request.html", context, status=sheet.status)


def _done(asks: bool, need_id: int, viewer: Viewer) -> str:
    if not asks:
        return _("Begäran är sparad.")
    if unsent_of_subject(subject=f"compulsory.policeneed:{need_id}", viewer=viewer):
        return _("Begäran är undertecknad. En andra person granskar den, och hjälpen är begärd när den har gått.")
    return _("Begäran är undertecknad.")


def _write(
    view: PoliceNeedView, fields: dict[str, Any], version: int, asks: bool, matter_id: int | None, scene: Scene
) -> None:
    """Make the request, by the board's decision if there is one, or keep its words."""
    given: dict[str, Any] = {"need_id": view.id, "version": version, "request": asked(fields)}
    if asks:
        actions.request_police(matter_id=matter_id, **given, actor=scene.viewer, at=scene.at)
    else:
        actions.save_request(measure_id=view.measure_id, **given, actor=scene.viewer, at=scene.at)


def _board_url(view: PoliceNeedView, found: MeasureView | None, scene: Scene) -> str:
    """Where the board is asked to decide that the police are requested; empty where the Act has no such decision."""
    if found is None or view.requested_at is not None:
        return ""
    if not queries.may_ask_board(measure=found, act=Act.ASK_POLICE, at=scene.at, viewer=scene.viewer):
        return ""
    asked_of_board = urlencode({"track": found.track.value, "act": Act.ASK_POLICE.value})
    return f"{reverse('board:write', args=[view.case_id])}?{asked_of_board}"


def _saved_version(*, row_id: int, viewer: Viewer) -> int | None:
    try:
        return queries.police_need(need_id=row_id, viewer=viewer).version
    except NotOpen:
        return None


for _name in ("request", *(name for name in DEEDS if name != "hand")):
    versioned(f"compulsory.police.{_name}", _saved_version)
