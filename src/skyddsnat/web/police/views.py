"""Police assistance: the list, one need and its deeds, and the figures."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import NeedState, PoliceNeedView
from skyddsnat.domains.people.queries import subjects_of_files
from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.types import CASEWORK, Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.web.board.presenters import Head, head
from skyddsnat.web.board.scene import Scene, open_case_scene, open_scene
from skyddsnat.web.page import page
from skyddsnat.web.police import presenters
from skyddsnat.web.police.forms import (
    AfterthoughtForm,
    AnswerForm,
    AttendanceForm,
    HandForm,
    NeedForm,
    PlanningForm,
    RequestForm,
    WithoutForm,
    answer_fields,
    asked,
    attendance_fields,
    need_fields,
    without_fields,
)
from skyddsnat.web.presenters import reasons_of
from skyddsnat.web.sheets import Sheet, open_sheet, versioned

SEES_FIGURES = (*CASEWORK, Role.UNIT_MANAGER, Role.COMMITTEE_MEMBER, Role.CHAIR_ON_CALL)
A_YEAR = timedelta(days=365)
# Codes of the other lawful ways, told after what stands in the way.
INSTEAD = ".instead."


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
    return _("Från {since} till {today}").format(since=since.isoformat(), today=today.isoformat())


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
    context: dict[str, Any] = {
        "page_title": _("Polishjälp"),
        "head": head(scene, _("Polishjälp"), chips=(presenters.state_chip(view),)),
        "steps": presenters.steps(view, scene.today),
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
    against = blocked or writing(file=scene.file, viewer=scene.viewer)
    ways = Verdict(tuple(each for each in against.reasons if INSTEAD in each.code))
    stops = Verdict(tuple(each for each in against.reasons if INSTEAD not in each.code))
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


Deed = Callable[[dict[str, Any], int], Any]


def _deed(
    request: HttpRequest,
    view: PoliceNeedView,
    scene: Scene,
    form: type[forms.Form],
    deed: Deed,
    *,
    name: str,
    title: str,
    verb: str,
    done: str,
    **arguments: Any,
) -> HttpResponseBase:
    """One deed on a need: its form, and back to the need when it is done. `deed` takes the fields and the version."""
    sheet = open_sheet(
        form,
        request,
        key=f"compulsory.police.{name}:{view.id}",
        title=title,
        version=view.version,
        viewer=scene.viewer,
        **arguments,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: deed(fields, sheet.base_version or 0), actor=scene.viewer, at=scene.at
    ):
        messages.success(request, done)
        return redirect("police:need", need_id=view.id)
    back = reverse("police:need", args=[view.id])
    top = head(scene, title, chips=(presenters.state_chip(view),))
    return _form(request, scene, sheet, top, verb=verb, back_url=back)


@page(of_file=True)
def request_help(request: HttpRequest, *, viewer: Viewer, at: datetime, need_id: int) -> HttpResponseBase:
    """Write the request, and make it if it is mine to make; otherwise it is kept for whoever may."""
    view, scene = _scene(need_id, "police.request", viewer, at)
    title = _("Begär hjälp av polisen")
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
        lambda fields: _ask(view, fields, sheet.base_version or 0, asks, viewer, at), actor=viewer, at=at
    ):
        messages.success(request, _("Begäran är undertecknad.") if asks else _("Begäran är sparad."))
        return redirect("police:need", need_id=need_id)
    verdict = queries.request_verdict_of(need=view, request=view.request, at=at, viewer=viewer)
    context: dict[str, Any] = {
        "page_title": title,
        "head": head(scene, title, chips=(presenters.state_chip(view),)),
        "sheet": sheet,
        "form": sheet.form,
        "blocked": reasons_of(Verdict(tuple(each for each in verdict.reasons if INSTEAD not in each.code))),
        "ways": reasons_of(Verdict(tuple(each for each in verdict.reasons if INSTEAD in each.code))),
        "hand_url": reverse("police:hand", args=[need_id]),
        "back_url": reverse("police:need", args=[need_id]),
    }
    return render(request, "police/request.html", context, status=sheet.status)


def _ask(view: PoliceNeedView, fields: dict[str, Any], version: int, asks: bool, viewer: Viewer, at: datetime) -> None:
    if asks:
        actions.request_police(
            need_id=view.id, version=version, request=asked(fields), matter_id=view.matter_id, actor=viewer, at=at
        )
    else:
        actions.save_request(
            need_id=view.id,
            version=version,
            measure_id=view.measure_id,
            request=asked(fields),
            actor=viewer,
            at=at,
        )


@page(of_file=True)
def hand(request: HttpRequest, *, viewer: Viewer, at: datetime, need_id: int) -> HttpResponseBase:
    """Hand the request to somebody who may make it; the file is open to her for a day."""
    view, scene = _scene(need_id, "police.hand", viewer, at)
    return _deed(
        request,
        view,
        scene,
        HandForm,
        lambda fields, _version: actions.hand_request_to(need_id=need_id, **fields, actor=viewer, at=at),
        name="hand",
        title=_("Lämna begäran till den som får göra den"),
        verb=_("Lämna över"),
        done=_("Begäran är överlämnad. Den som fick den ser akten i ett dygn."),
        people=queries.requesters(need_id=need_id, on=scene.today, viewer=viewer),
    )


@page(of_file=True)
def without(request: HttpRequest, *, viewer: Viewer, at: datetime, need_id: int) -> HttpResponseBase:
    """Let the need be without a request: it still counts."""
    view, scene = _scene(need_id, "police.without", viewer, at)
    return _deed(
        request,
        view,
        scene,
        WithoutForm,
        lambda fields, version: actions.not_request(
            need_id=need_id, version=version, **without_fields(fields), actor=viewer, at=at
        ),
        name="without",
        title=_("Ingen begäran görs"),
        verb=_("Anteckna varför"),
        done=_("Behovet räknas, med sitt skäl."),
    )


@page(of_file=True)
def planning(request: HttpRequest, *, viewer: Viewer, at: datetime, need_id: int) -> HttpResponseBase:
    """What the police are given to plan, as a document with its legal basis."""
    view, scene = _scene(need_id, "police.planning", viewer, at)
    return _deed(
        request,
        view,
        scene,
        PlanningForm,
        lambda fields, version: actions.give_planning_data(
            need_id=need_id, version=version, data=fields["told"], actor=viewer, at=at
        ),
        name="planning",
        title=_("Uppgifter till polisens planering"),
        verb=_("Gör handlingen"),
        done=_("Handlingen är gjord, med stödet i lagen."),
    )


@page(of_file=True)
def answer(request: HttpRequest, *, viewer: Viewer, at: datetime, need_id: int) -> HttpResponseBase:
    """What the police answered."""
    view, scene = _scene(need_id, "police.answer", viewer, at)
    return _deed(
        request,
        view,
        scene,
        AnswerForm,
        lambda fields, version: actions.answer_police(
            need_id=need_id, version=version, **answer_fields(fields, at=at), actor=viewer, at=at
        ),
        name="answer",
        title=_("Polisens svar"),
        verb=_("Skriv in svaret"),
        done=_("Svaret är inskrivet."),
    )


@page(of_file=True)
def attendance(request: HttpRequest, *, viewer: Viewer, at: datetime, need_id: int) -> HttpResponseBase:
    """Whether the police came, and what it led to for the child."""
    view, scene = _scene(need_id, "police.attendance", viewer, at)
    return _deed(
        request,
        view,
        scene,
        AttendanceForm,
        lambda fields, version: actions.attend(
            need_id=need_id, version=version, **attendance_fields(fields, at=at), actor=viewer, at=at
        ),
        name="attendance",
        title=_("Hur det gick"),
        verb=_("Skriv in hur det gick"),
        done=_("Det är inskrivet."),
    )


@page(of_file=True)
def afterthought(request: HttpRequest, *, viewer: Viewer, at: datetime, need_id: int) -> HttpResponseBase:
    """What one takes along."""
    view, scene = _scene(need_id, "police.afterthought", viewer, at)
    return _deed(
        request,
        view,
        scene,
        AfterthoughtForm,
        lambda fields, version: actions.reflect(need_id=need_id, version=version, **fields, actor=viewer, at=at),
        name="afterthought",
        title=_("Eftertanke"),
        verb=_("Spara eftertanken"),
        done=_("Eftertanken är sparad."),
    )


def _saved_version(*, row_id: int, viewer: Viewer) -> int | None:
    try:
        return queries.police_need(need_id=row_id, viewer=viewer).version
    except NotOpen:
        return None


for _name in ("request", "without", "planning", "answer", "attendance", "afterthought"):
    versioned(f"compulsory.police.{_name}", _saved_version)
