"""The register of incidents: reporting within two minutes, the list, one incident, and each deed on it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.people.queries import persons, subjects_of_files
from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.register import (
    Channel,
    Concerns,
    Effect,
    IncidentFields,
    IncidentKind,
    IncidentView,
    Injury,
    Source,
)
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.queries import ids_of_codes
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.components import Action, Link
from skyddsnat.web.fields import last_of_minute
from skyddsnat.web.form_page import form_page
from skyddsnat.web.keyset import place_in, written
from skyddsnat.web.page import page
from skyddsnat.web.presenters import name_of, short_name_of
from skyddsnat.web.safety import list_presenters, presenters, series_presenters
from skyddsnat.web.safety.deeds import Target
from skyddsnat.web.safety.files import new_attachments
from skyddsnat.web.safety.forms import IncidentForm, ReportForm
from skyddsnat.web.safety.places import PLACES
from skyddsnat.web.sheets import open_sheet, versioned

# An employee that nobody is: a code that is nobody's makes the domain refuse it with its reason.
_NOBODY = 0
A_PAGE = 30


@page()
def report(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Write down what happened: to oneself, or for a colleague."""
    title = _("Anmäl hot eller våld")
    start = {"happened_at": at, "codes": viewer.service_code, "is_direct": "direct", "source": "unknown"}
    sheet = open_sheet(
        ReportForm,
        request,
        key="safety.incident:new",
        title=title,
        viewer=viewer,
        initial=start | {"injury": "none", "concerns": "none", "effect": "unknown"},
        children=_children(viewer),
        files=request.FILES or None,
    )
    made: list[int] = []
    if request.method == "POST" and sheet.carry_out(
        lambda fields: made.append(_report(fields, viewer, at)), actor=viewer, at=at
    ):
        messages.success(request, _("Händelsen är anmäld. Chefen, skyddsombudet och säkerhetssamordnaren ser den."))
        return _to_incident(made[0], viewer)
    context = {"page_title": title, "sheet": sheet, "form": sheet.form, "advice_url": reverse("threat")}
    return render(request, "safety/report.html", context, status=sheet.status)


def _children(viewer: Viewer) -> list[tuple[str, str]]:
    """The children that the viewer works with, as choices."""
    found = subjects_of_files(file_ids=viewer.assigned_ids, viewer=viewer)
    named = [(str(file_id), short_name_of(person)) for file_id, person in found.items()]
    return sorted(named, key=lambda each: each[1])


def _report(fields: dict[str, Any], viewer: Viewer, at: datetime) -> int:
    return actions.report_incident(
        fields=_fields(fields, at),
        exposed=_exposed(fields["codes"]),
        linked_files=[int(each) for each in fields.get("linked", ())],
        attachments=new_attachments(fields["attachments"]),
        actor=viewer,
        at=at,
    )


def _fields(fields: dict[str, Any], at: datetime, **kept: Any) -> IncidentFields:
    return IncidentFields(
        kind=IncidentKind(fields["kind"]),
        channel=Channel(fields["channel"]),
        happened_at=last_of_minute(fields["happened_at"], at=at),
        place=fields["place"],
        is_direct=fields["is_direct"] == "direct",
        source=Source(fields["source"]),
        alias=fields["alias"],
        words=fields["words"],
        injury=Injury(fields["injury"]),
        is_near_miss=fields["is_near_miss"],
        concerns=Concerns(fields["concerns"]),
        effect=Effect(fields["effect"]),
        **kept,
    )


def _exposed(codes: str) -> Iterable[int]:
    """The employees of the codes; a code that is nobody's stands as nobody, which the domain refuses."""
    written = [code.strip() for code in codes.replace(";", ",").split(",") if code.strip()]
    known = ids_of_codes(codes=written)
    return [known.get(code.casefold(), _NOBODY) for code in written]


def _to_incident(incident_id: int, viewer: Viewer) -> HttpResponse:
    """Whoever sees it comes to it; whoever reported for a colleague comes to her own list."""
    try:
        queries.incident(incident_id=incident_id, viewer=viewer)
    except NotOpen:
        return redirect("safety:list")
    return redirect("safety:incident", incident_id=incident_id)


@page(methods=("GET",))
def incidents(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """My own incidents, and those that I follow up, with what is due first."""
    follows = viewer.keeps_safety or bool(viewer.safety_units)
    duties, police = queries.waiting(at=at, viewer=viewer)
    found = queries.incidents(viewer=viewer, before=place_in(request), most=A_PAGE + 1)
    context: dict[str, Any] = {
        "page_title": _("Hot och våld"),
        "duties": list_presenters.duties(duties, local_date(at)),
        "police": list_presenters.police_to_ask(police, local_date(at)) if follows else None,
        "table": list_presenters.table(found[:A_PAGE], local_date(at)),
        "actions": list_presenters.ways(viewer),
        "next_url": f"?{urlencode({'before': written(found[A_PAGE - 1].place)})}" if len(found) > A_PAGE else "",
    }
    return render(request, "safety/list.html", context)


@page(methods=("GET",))
def incident(request: HttpRequest, *, viewer: Viewer, at: datetime, incident_id: int) -> HttpResponseBase:
    """One incident: what happened, what follows, what support is wished and given."""
    told = queries.incident_scene(incident_id=incident_id, at=at, viewer=viewer)
    actions.log_incident_read(incident_id=incident_id, actor=viewer, at=at)
    today = local_date(at)
    people = persons(person_ids=[told.person_id], viewer=viewer) if told.person_id else {}
    scene = presenters.Scene(
        told=told,
        source=people.get(told.person_id or 0),
        children=subjects_of_files(file_ids=told.view.linked_files, viewer=viewer),
        viewer=viewer,
        today=today,
    )
    found = queries.repetition(until=today, viewer=viewer, of_incident=incident_id)
    names = {person_id: name_of(each) for person_id, each in people.items()}
    context = {"page_title": presenters.title(told.view), "head": presenters.head(scene)} | presenters.parts(scene)
    context["series"] = [series_presenters.sentence(each, found, names, today) for each in found.series]
    context["to_series"] = Link(
        label=_("Se dem tillsammans"), url=f"{reverse('safety:series')}?{urlencode({'incident': incident_id})}"
    )
    return render(request, "safety/incident.html", context)


@page()
def change(request: HttpRequest, *, viewer: Viewer, at: datetime, incident_id: int) -> HttpResponseBase:
    """Write it anew: what is known now."""
    view = queries.incident(incident_id=incident_id, viewer=viewer)
    if request.method != "POST":
        actions.log_incident_read(incident_id=incident_id, actor=viewer, at=at)
    title = _("Ändra eller fyll i")
    sheet = open_sheet(
        IncidentForm,
        request,
        key=f"safety.incident:{incident_id}",
        title=title,
        viewer=viewer,
        initial=_start(view),
        version=view.version,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.change_incident(
            incident_id=incident_id,
            version=sheet.base_version or 0,
            fields=_fields(fields, at, campaign_id=view.fields.campaign_id),
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Ändringen är sparad."))
        return redirect("safety:incident", incident_id=incident_id)
    return form_page(
        request,
        sheet,
        verb=_("Spara"),
        back=reverse("safety:incident", args=[incident_id]),
        of=presenters.name_of_incident(view.fields, local_date(at)),
    )


def _start(view: IncidentView) -> dict[str, Any]:
    return asdict(view.fields) | {"is_direct": "direct" if view.fields.is_direct else "indirect"}


def deed(request: HttpRequest, *, viewer: Viewer, at: datetime, place: str, name: str, **ids: int) -> HttpResponseBase:
    """One deed: its form, and back to the page that tells of what it is on when it is done. Whose page
    it is says the place.
    """
    on = PLACES[place]
    row_id = ids[on.id_name]
    target: Target = on.find(row_id, viewer, at)
    chosen = on.deeds[name]
    title = str(chosen.title)
    held = {} if chosen.starts_empty else target.initial or {}
    if request.method != "POST" and target.log_reading and _tells_of(target, held, chosen.form):
        target.log_reading(actor=viewer, at=at)
    sheet = open_sheet(
        chosen.form,
        request,
        key=f"safety.{place}.{name}:{row_id}",
        title=title,
        version=target.version,
        initial=held,
        viewer=viewer,
        files=request.FILES or None,
        **chosen.choices(target, viewer, at),
    )
    given = {"version": sheet.base_version or 0, "actor": viewer, "at": at}
    if request.method == "POST" and sheet.carry_out(
        lambda fields: chosen.carry_out(row_id, fields, given), actor=viewer, at=at
    ):
        messages.success(request, str(chosen.done))
        return redirect(target.back)
    instead = None
    if chosen.instead and target.has_instead:
        other, words = chosen.instead
        instead = Action(label=str(words), url=reverse(f"safety:{place}-{other}", args=[row_id]))
    return form_page(
        request,
        sheet,
        verb=str(chosen.verb),
        back=target.back,
        of=target.of,
        about=str(chosen.about),
        instead=instead,
        warned=target.warned,
    )


def _tells_of(target: Target, held: Mapping[str, Any], form: type[Form]) -> bool:
    """Whether the page of a deed shows anything of what the deed is on."""
    return bool(target.warned) or any(held.get(name) for name in form.base_fields)


@page(methods=("GET",))
def attachment(request: HttpRequest, *, viewer: Viewer, at: datetime, attachment_id: int) -> HttpResponseBase:
    """An attachment to look at: never run, never guessed at, and without the name it came with."""
    view, content = queries.attachment(attachment_id=attachment_id, viewer=viewer)
    actions.log_attachment_read(attachment_id=view.id, actor=viewer, at=at)
    answer = HttpResponse(content, content_type=view.media_type)
    answer["Content-Disposition"] = f'attachment; filename="bilaga-{view.id}{presenters.ending(view.media_type)}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _saved_incident(*, row_id: int, viewer: Viewer) -> int | None:
    try:
        return queries.incident(incident_id=row_id, viewer=viewer).version
    except NotOpen:
        return None


def _saved_police(*, row_id: int, viewer: Viewer) -> int | None:
    found = queries.police_report(incident_id=row_id, viewer=viewer)
    return None if found is None else found.version


versioned("safety.incident", _saved_incident)
versioned("safety.incident.close", _saved_incident)
for _name in PLACES["police"].deeds:
    versioned(f"safety.police.{_name}", _saved_police)
