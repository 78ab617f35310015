"""Warnings: the list of those who follow up, one warning, and writing one from a child's file."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.people.queries import persons, relations_of_file, subject_of_file, subjects_of_files
from skyddsnat.domains.people.types import PersonView, RelationKind, RelationView
from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.permissions import units_to_warn_in
from skyddsnat.domains.safety.types.warnings import Cause, WarningFields, WarningOn
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.queries import units
from skyddsnat.foundation.staff.types import CASEWORK, Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.form_page import form_page
from skyddsnat.web.page import page
from skyddsnat.web.presenters import short_name_of
from skyddsnat.web.safety import warnings_presenters as presenters
from skyddsnat.web.safety.around import people_around
from skyddsnat.web.safety.presenters import name_of_incident
from skyddsnat.web.safety.visits_deeds import READ_AS
from skyddsnat.web.safety.warnings_deeds import HALF_A_YEAR, ON_WARNING, QUARTER
from skyddsnat.web.safety.warnings_forms import AddressForm, SourceWarningForm, WarningForm
from skyddsnat.web.sheets import Sheet, open_sheet, versioned

# Who may warn in no child's file, as `user_can_warn_in_no_file` has it.
WARNS = (*CASEWORK, Role.UNIT_MANAGER, Role.SAFETY_REPRESENTATIVE, Role.SAFETY_ADMINISTRATOR)


@page(Role.UNIT_MANAGER, Role.SAFETY_REPRESENTATIVE, Role.SAFETY_ADMINISTRATOR, methods=("GET",))
def warnings(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """The warnings that the viewer follows up: what waits for the manager, what is to be looked at, the rest."""
    found = queries.warnings_kept(viewer=viewer)
    whom = presenters.Whom(
        people=persons(person_ids={each.person_id for each in found if each.person_id}, viewer=viewer),
        children=subjects_of_files(file_ids={file for each in found for file in each.file_ids}, viewer=viewer),
    )
    context = {"page_title": _("Varningar"), "tables": presenters.tables(found, whom, local_date(at))}
    return render(request, "safety/warnings.html", context)


@page(methods=("GET",))
def warning(request: HttpRequest, *, viewer: Viewer, at: datetime, warning_id: int) -> HttpResponseBase:
    """One warning: its words, the manager's agreement, whether the person knows, its days, and its end."""
    view = queries.warning(warning_id=warning_id, viewer=viewer)
    actions.log_warning_read(warning_id=warning_id, actor=viewer, at=at)
    scene = presenters.Scene(
        view=view,
        whom=presenters.Whom(
            people=persons(person_ids=[view.person_id], viewer=viewer) if view.person_id else {},
            children=subjects_of_files(file_ids=view.file_ids, viewer=viewer),
        ),
        agreeing=queries.agreeing_verdict(view=view, on=local_date(at), viewer=viewer),
        origin_id=queries.origin_of_warning(warning_id=warning_id, viewer=viewer),
        viewer=viewer,
        today=local_date(at),
    )
    head = presenters.head(scene)
    context = {
        "page_title": head.title,
        "head": head,
        "words": view.words,
        "facts": presenters.facts(scene),
        "steps": presenters.steps(scene),
        "deeds": presenters.deeds(scene),
    }
    return render(request, "safety/warning.html", context)


@page(of_file=True)
def new(request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int) -> HttpResponseBase:
    """Write a warning on the child's household, on somebody around the child, or on an address; `?incident=` is where
    it comes from.
    """
    log_reading(file_id=file_id, what=READ_AS, actor=viewer, at=at)
    child = subject_of_file(file_id=file_id, viewer=viewer)
    related = relations_of_file(file_id=file_id, viewer=viewer)
    sheet = open_sheet(
        WarningForm,
        request,
        key=f"safety.warning:new-{file_id}",
        title=_("Skriv en varning"),
        viewer=viewer,
        initial=_days(at) | {"about": WarningOn.HOUSEHOLD.value, "address": child.address, "reaches": [str(file_id)]},
        people=people_around(child, related),
        children=_children(child, related),
    )
    incident_id = _incident(request, viewer)
    back = reverse("safety:visits", args=[file_id])
    return _written(request, sheet, _fields, incident_id, viewer, at, back=back, of=short_name_of(child))


@page(*WARNS)
def of_address(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Write a warning on an address, for whoever has no child's file to write it in; `?incident=` as above."""
    incident_id, answering = _incident(request, viewer), _units(viewer)
    sheet = open_sheet(
        AddressForm,
        request,
        key=f"safety.warning:new-address-{incident_id or 0}",
        title=_("Varna för en adress"),
        viewer=viewer,
        initial=_days(at) | {"unit_id": answering[0][0] if len(answering) == 1 else None},
        units=answering,
    )
    back = reverse("safety:incident", args=[incident_id]) if incident_id else reverse("safety:list")
    return _written(request, sheet, _of_address, incident_id, viewer, at, back=back)


@page(*WARNS)
def of_source(request: HttpRequest, *, viewer: Viewer, at: datetime, incident_id: int) -> HttpResponseBase:
    """Write a warning on whoever did what the incident tells of, for whoever sees no file that the person stands in."""
    view = queries.incident(incident_id=incident_id, viewer=viewer)
    if request.method != "POST":
        actions.log_incident_read(incident_id=incident_id, actor=viewer, at=at)
        if not view.is_named:
            return redirect("safety:incident-source", incident_id=incident_id)
    answering, theirs = _units(viewer), {str(each) for each in view.unit_ids}
    sheet = open_sheet(
        SourceWarningForm,
        request,
        key=f"safety.warning:new-source-{incident_id}",
        title=_("Varna för den som gjorde det"),
        viewer=viewer,
        initial=_days(at)
        | {
            "about": WarningOn.PERSON.value,
            "unit_id": next((each for each, _name in answering if each in theirs), None),
        },
        units=answering,
    )
    of = name_of_incident(view.fields, local_date(at))
    back = reverse("safety:incident", args=[incident_id])
    return _written(request, sheet, _of_source, incident_id, viewer, at, back=back, of=of)


def _written(
    request: HttpRequest,
    sheet: Sheet,
    read: Callable[[dict[str, Any]], WarningFields],
    incident_id: int | None,
    viewer: Viewer,
    at: datetime,
    *,
    back: str,
    of: str = "",
) -> HttpResponse:
    """The form of a new warning; when it is written, on to the warning."""
    sheet.url = request.get_full_path()
    made: list[int] = []
    if request.method == "POST" and sheet.carry_out(
        lambda fields: made.append(
            actions.write_warning(fields=read(fields), incident_id=incident_id, actor=viewer, at=at)
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Varningen visas nu där ett besök planeras. Chefen ska gå med på den."))
        return redirect("safety:warning", warning_id=made[0])
    about = _("Den visas genast där ett besök planeras, och aldrig i något som lämnar huset.")
    return form_page(request, sheet, verb=_("Skriv varningen"), back=back, of=of, about=about)


def _days(at: datetime) -> dict[str, Any]:
    today = local_date(at)
    return {"review_on": today + QUARTER, "ends_on": today + HALF_A_YEAR}


def _units(viewer: Viewer) -> list[tuple[str, str]]:
    """The units whose manager may answer for a warning of the viewer's."""
    own = units_to_warn_in(viewer=viewer)
    return [(str(each.id), each.name) for each in units().values() if viewer.keeps_safety or each.id in own]


def _incident(request: HttpRequest, viewer: Viewer) -> int | None:
    """Where it comes from, if the viewer sees it. Raises `NoSuchIncident`."""
    given = request.GET.get("incident", "")
    if not given:
        return None
    if not given.isdecimal():
        raise queries.NoSuchIncident
    return queries.incident(incident_id=int(given), viewer=viewer).id


def _children(child: PersonView, related: list[RelationView]) -> list[tuple[str, str]]:
    """The child's file, and those of its siblings."""
    siblings = [each.person for each in related if each.kind is RelationKind.SIBLING and each.person.is_subject]
    return [(str(each.file_id), short_name_of(each)) for each in (child, *siblings)]


def _fields(fields: dict[str, Any]) -> WarningFields:
    about = WarningOn(fields["about"])
    return WarningFields(
        about=about,
        person_id=fields["person_id"] if about is WarningOn.PERSON else None,
        address="" if about is WarningOn.PERSON else fields["address"],
        file_ids=tuple(int(each) for each in fields["reaches"]),
        **_said(fields),
    )


def _of_address(fields: dict[str, Any]) -> WarningFields:
    return WarningFields(
        about=WarningOn.ADDRESS, address=fields["address"], file_ids=(), unit_id=fields["unit_id"], **_said(fields)
    )


def _of_source(fields: dict[str, Any]) -> WarningFields:
    return WarningFields(
        about=WarningOn(fields["about"]), of_source=True, file_ids=(), unit_id=fields["unit_id"], **_said(fields)
    )


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    """What every warning says."""
    kept = ("words", "not_told_reason", "review_on", "ends_on")
    said = {name: fields[name] for name in kept}
    return said | {"cause": Cause(fields["cause"]), "was_told": fields["told"] == "yes"}


def _saved_version(*, row_id: int, viewer: Viewer) -> int | None:
    try:
        return queries.warning(warning_id=row_id, viewer=viewer).version
    except NotOpen:
        return None


for _name in ON_WARNING:
    versioned(f"safety.warning.{_name}", _saved_version)
