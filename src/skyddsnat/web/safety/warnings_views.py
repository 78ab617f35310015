"""Warnings: the list of those who follow up, one warning, and writing one from a child's file."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
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
from skyddsnat.web.presenters import name_of, short_name_of
from skyddsnat.web.safety import warnings_presenters as presenters
from skyddsnat.web.safety.visits_deeds import READ_AS
from skyddsnat.web.safety.warnings_deeds import HALF_A_YEAR, ON_WARNING, QUARTER
from skyddsnat.web.safety.warnings_forms import AddressForm, WarningForm
from skyddsnat.web.sheets import open_sheet, versioned


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
    incident_id = _incident(request, viewer)
    title, today = _("Skriv en varning"), local_date(at)
    sheet = open_sheet(
        WarningForm,
        request,
        key=f"safety.warning:new-{file_id}",
        title=title,
        viewer=viewer,
        initial={
            "about": WarningOn.HOUSEHOLD.value, "address": child.address, "reaches": [str(file_id)],
            "review_on": today + QUARTER, "ends_on": today + HALF_A_YEAR,
        },
        people=_people(child, related),
        children=_children(child, related),
    )  # fmt: skip
    sheet.url = request.get_full_path()
    made: list[int] = []
    if request.method == "POST" and sheet.carry_out(
        lambda fields: made.append(
            actions.write_warning(fields=_fields(fields), incident_id=incident_id, actor=viewer, at=at)
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Varningen visas nu där ett besök planeras. Chefen ska gå med på den."))
        return redirect("safety:warning", warning_id=made[0])
    about = _("Den visas genast för den som ska träffa familjen, och aldrig i något som lämnar huset.")
    return form_page(
        request, sheet, verb=_("Skriv varningen"), back=reverse("safety:visits", args=[file_id]), about=about
    )


@page(*CASEWORK, Role.UNIT_MANAGER, Role.SAFETY_REPRESENTATIVE, Role.SAFETY_ADMINISTRATOR)
def of_address(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Write a warning on an address, for whoever has no child's file to write it in; `?incident=` as above."""
    incident_id, title, today = _incident(request, viewer), _("Varna för en adress"), local_date(at)
    answering = _units(viewer)
    sheet = open_sheet(
        AddressForm,
        request,
        key=f"safety.warning:new-address-{incident_id or 0}",
        title=title,
        viewer=viewer,
        initial={"unit_id": answering[0][0] if len(answering) == 1 else None}
        | {"review_on": today + QUARTER, "ends_on": today + HALF_A_YEAR},
        units=answering,
    )
    sheet.url = request.get_full_path()
    made: list[int] = []
    if request.method == "POST" and sheet.carry_out(
        lambda fields: made.append(
            actions.write_warning(fields=_of_address(fields), incident_id=incident_id, actor=viewer, at=at)
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Varningen visas nu där ett besök planeras. Chefen ska gå med på den."))
        return redirect("safety:warning", warning_id=made[0])
    about = _("Den visas genast för den som ska dit, och aldrig i något som lämnar huset.")
    back = reverse("safety:incident", args=[incident_id]) if incident_id else reverse("safety:list")
    return form_page(request, sheet, verb=_("Skriv varningen"), back=back, about=about)


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


def _people(child: PersonView, related: list[RelationView]) -> list[tuple[str, str]]:
    adults = {each.person.id: each.person for each in related if each.kind is not RelationKind.SIBLING}
    return [(str(each.id), name_of(each)) for each in (*adults.values(), child)]


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
