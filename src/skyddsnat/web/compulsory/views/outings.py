"""Home visits and executions: planned, read by all who go, and written down afterwards."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import OUTING_NAMES, OutingKind
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.queries import caseworkers
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.versions import ChangedMeanwhile
from skyddsnat.law.compulsory_states import TRACK_NAMES
from skyddsnat.web.compulsory.forms import CancelForm, FinishForm, Options, OutingForm, RiskForm
from skyddsnat.web.compulsory.presenters.head import head
from skyddsnat.web.compulsory.presenters.outings import outing_facts, outing_goers, outing_news
from skyddsnat.web.compulsory.scene import Scene, open_scene
from skyddsnat.web.compulsory.writing import Writing, done, write_page
from skyddsnat.web.fields import last_of_minute
from skyddsnat.web.page import page
from skyddsnat.web.presenters import said
from skyddsnat.web.sheets import versioned
from skyddsnat.web.typed import number_in
from skyddsnat.web.warned import warned_on_visit

ASSESS, FINISH, CANCEL = "compulsory.outing-assess", "compulsory.outing-finish", "compulsory.outing-cancel"


@page(of_file=True)
def plan(request: HttpRequest, *, viewer: Viewer, at: datetime, case_id: int) -> HttpResponseBase:
    """Name when, where, who goes and what they must know."""
    scene = open_scene(case_id=case_id, what="compulsory.outing", viewer=viewer, at=at)
    place = request.POST.get("place", scene.child.address)
    _found, warned = warned_on_visit(file_id=scene.file.id, place=place, on=scene.today, viewer=viewer)
    writing = Writing(
        key=f"compulsory.outing:{case_id}",
        form=OutingForm,
        title=_("Planera hembesök eller verkställighet"),
        verb=_("Planera"),
        done=_("Planerat. Alla som åker ska läsa riskbedömningen före."),
        do=lambda fields, version: _plan(scene, fields),
        initial={"planned_at": at},
        given={"measures": _measures(scene), "people": _people(scene)},
        against=queries.pair_verdict(file_id=scene.file.id, at=at, viewer=viewer),
        warned=warned,
    )
    return write_page(request, scene, writing)


def _plan(scene: Scene, fields: dict[str, Any]) -> int:
    return actions.plan_outing(
        case_id=scene.case_id,
        measure_id=fields["measure_id"],
        kind=OutingKind(fields["kind"]),
        planned_at=fields["planned_at"],
        place=fields["place"],
        risk=fields["risk"],
        goers=[int(each) for each in fields["goers"]],
        actor=scene.viewer,
        at=scene.at,
    )


def _measures(scene: Scene) -> Options:
    found = queries.measures_of_case(case_id=scene.case_id, viewer=scene.viewer)
    return [(str(each.id), said(TRACK_NAMES[each.track])) for each in found if each.in_force(scene.at)]


def _people(scene: Scene) -> Options:
    found = caseworkers(unit_id=scene.file.unit_id, on=scene.today)
    return [(str(each.id), f"{each.name} ({each.service_code})") for each in found]


@page(of_file=True)
def outing(request: HttpRequest, *, viewer: Viewer, at: datetime, outing_id: int) -> HttpResponseBase:
    """The outing and its risk; handing it in says that the viewer, who goes, has read it."""
    view = queries.outing(outing_id=outing_id, viewer=viewer)
    scene = open_scene(case_id=view.case_id, what="compulsory.outing", viewer=viewer, at=at)
    if request.method == "POST":
        return _note_reading(request, scene, outing_id)
    mine = next((each for each in view.goers if each.employee_id == viewer.employee_id), None)
    found, warned = warned_on_visit(
        file_id=view.file_id, place=view.place, on=local_date(view.planned_at), viewer=viewer
    )
    title, news = said(OUTING_NAMES[view.kind]), outing_news(view, found)
    context = {
        "page_title": title,
        "head": head(scene, title),
        "warned": warned if view.is_open else (),
        "news": news,
        "facts": outing_facts(view, scene),
        "risk": view.risk,
        "earlier_risks": view.earlier_risks[::-1],
        "version": view.version,
        "outcome": view.outcome,
        "goers": outing_goers(view, scene),
        "has_to_read": view.is_open and not news and mine is not None and mine.risk_read_at is None,
        "assess_url": reverse("compulsory:outing-assess", args=[outing_id]) if view.is_open else "",
        "finish_url": reverse("compulsory:outing-finish", args=[outing_id]) if view.is_open else "",
        "cancel_url": reverse("compulsory:outing-cancel", args=[outing_id]) if view.is_open else "",
        "may_write": scene.may_write,
        "back_url": reverse("compulsory:case", args=[view.case_id]),
    }
    return render(request, "compulsory/outing.html", context)


def _note_reading(request: HttpRequest, scene: Scene, outing_id: int) -> HttpResponseBase:
    """What was read is what the page showed: the version that its button names."""
    version = number_in(request, "version") or 0
    try:
        actions.read_risk(outing_id=outing_id, version=version, actor=scene.viewer, at=scene.at)
    except ChangedMeanwhile:
        messages.warning(request, _("Riskbedömningen har förnyats sedan du öppnade sidan. Läs den som står här nu."))
        return redirect("compulsory:outing-read", outing_id=outing_id)
    return done(request, scene, _("Du har läst riskbedömningen."))


@page(of_file=True)
def assess(request: HttpRequest, *, viewer: Viewer, at: datetime, outing_id: int) -> HttpResponseBase:
    """The risk assessed anew, with what warns before anything else."""
    view = queries.outing(outing_id=outing_id, viewer=viewer)
    scene = open_scene(case_id=view.case_id, what="compulsory.outing", viewer=viewer, at=at)
    on = local_date(view.planned_at)
    _found, warned = warned_on_visit(file_id=view.file_id, place=view.place, on=on, viewer=viewer)
    writing = Writing(
        key=f"{ASSESS}:{outing_id}",
        form=RiskForm,
        title=_("Gör om riskbedömningen"),
        verb=_("Spara riskbedömningen"),
        done=_("Bedömningen är sparad. Alla som åker ska läsa den."),
        do=lambda fields, version: actions.renew_risk(
            outing_id=outing_id, version=version, risk=fields["risk"], actor=viewer, at=at
        ),
        version=view.version,
        initial={"risk": view.risk},
        then=reverse("compulsory:outing-read", args=[outing_id]),
        warned=warned,
    )
    return write_page(request, scene, writing)


@page(of_file=True)
def finish(request: HttpRequest, *, viewer: Viewer, at: datetime, outing_id: int) -> HttpResponseBase:
    """Write down that they have been there."""
    view = queries.outing(outing_id=outing_id, viewer=viewer)
    scene = open_scene(case_id=view.case_id, what="compulsory.outing", viewer=viewer, at=at)
    writing = Writing(
        key=f"{FINISH}:{outing_id}",
        form=FinishForm,
        title=_("Hur gick det?"),
        verb=_("Skriv in"),
        done=_("Inskrivet."),
        do=lambda fields, version: actions.finish_outing(
            outing_id=outing_id,
            version=version,
            outcome=fields["outcome"],
            done_at=last_of_minute(fields["done_at"], at=at),
            actor=viewer,
            at=at,
        ),
        version=view.version,
        initial={"done_at": at},
    )
    return write_page(request, scene, writing)


@page(of_file=True)
def cancel(request: HttpRequest, *, viewer: Viewer, at: datetime, outing_id: int) -> HttpResponseBase:
    """Nobody goes; who goes is changed by planning anew."""
    view = queries.outing(outing_id=outing_id, viewer=viewer)
    scene = open_scene(case_id=view.case_id, what="compulsory.outing", viewer=viewer, at=at)
    writing = Writing(
        key=f"{CANCEL}:{outing_id}",
        form=CancelForm,
        title=_("Ställ in"),
        verb=_("Ställ in"),
        done=_("Inställt."),
        do=lambda fields, version: actions.cancel_outing(
            outing_id=outing_id, version=version, reason=fields["reason"], actor=viewer, at=at
        ),
        version=view.version,
    )
    return write_page(request, scene, writing)


def _saved_version(*, row_id: int, viewer: Viewer) -> int | None:
    try:
        return queries.outing(outing_id=row_id, viewer=viewer).version
    except NotOpen:
        return None


for _name in (ASSESS, FINISH, CANCEL):
    versioned(_name, _saved_version)
