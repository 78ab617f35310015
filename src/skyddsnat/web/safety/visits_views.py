"""Home visits of a child: planned with the warnings before anything else, assessed, read by all who go, and done."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.people.queries import subject_of_file
from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.warnings import VisitFields
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.staff.queries import caseworkers
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.versions import ChangedMeanwhile
from skyddsnat.web.fields import last_of_minute
from skyddsnat.web.page import page
from skyddsnat.web.presenters import name_of, reasons_of
from skyddsnat.web.safety import visits_presenters as presenters
from skyddsnat.web.safety.visits_deeds import ON_VISIT, READ_AS
from skyddsnat.web.safety.visits_forms import VisitForm
from skyddsnat.web.sheets import Sheet, open_sheet, versioned
from skyddsnat.web.typed import number_in
from skyddsnat.web.warned import warned_on_visit


@page(of_file=True)
def visits(request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int) -> HttpResponseBase:
    """What warns, the plan of a new visit, and the visits that were or are to be."""
    file = log_reading(file_id=file_id, what=READ_AS, actor=viewer, at=at)
    child, may, today = (
        subject_of_file(file_id=file_id, viewer=viewer),
        writing(file=file, viewer=viewer),
        local_date(at),
    )
    sheet = open_sheet(
        VisitForm,
        request,
        key=f"safety.visit:new-{file_id}",
        title=_("Planera hembesök"),
        viewer=viewer,
        initial={"place": child.address, "goers": [str(viewer.employee_id)]},
        people=_people(file, viewer, today),
    )
    made: list[int] = []
    if request.method == "POST" and sheet.carry_out(
        lambda fields: made.append(_plan(file_id, fields, viewer, at)), actor=viewer, at=at
    ):
        messages.success(request, _("Besöket är planerat."))
        return redirect("safety:visit", visit_id=made[0])
    place, on = _where(sheet, today)
    _found, warned = warned_on_visit(file_id=file_id, place=place, on=on, viewer=viewer)
    context = {
        "page_title": _("Hembesök"),
        "child": name_of(child),
        "warned": warned,
        "sheet": sheet if may.allowed else None,
        "form": sheet.form,
        "against": reasons_of(may),
        "table": presenters.visits(queries.visits_of_file(file_id=file_id, viewer=viewer), today),
        "ways": presenters.ways(file_id, may_write=may.allowed),
    }
    return render(request, "safety/visits.html", context, status=sheet.status)


def _people(file: FileView, viewer: Viewer, today: date) -> list[tuple[str, str]]:
    """Those of the unit, and whoever plans."""
    found = {each.id: f"{each.name} ({each.service_code})" for each in caseworkers(unit_id=file.unit_id, on=today)}
    own = {viewer.employee_id or 0: f"{viewer.name} ({viewer.service_code})"}
    return [(str(employee_id), name) for employee_id, name in (found | own).items()]


def _plan(file_id: int, fields: dict[str, Any], viewer: Viewer, at: datetime) -> int:
    plan = VisitFields(
        planned_at=last_of_minute(fields["planned_at"], at=at),
        place=fields["place"],
        goers=tuple(int(each) for each in fields["goers"]),
        assessment=fields["assessment"],
        measures=tuple(fields["measures"]),
    )
    return actions.plan_visit(file_id=file_id, fields=plan, actor=viewer, at=at)


def _where(sheet: Sheet, today: date) -> tuple[str, date]:
    """The place and the day that stand in the form: what is typed, or what it began with."""
    typed = getattr(sheet.form, "cleaned_data", {})
    planned_at = typed.get("planned_at")
    return typed.get("place", sheet.form["place"].value() or ""), local_date(planned_at) if planned_at else today


@page(of_file=True)
def visit(request: HttpRequest, *, viewer: Viewer, at: datetime, visit_id: int) -> HttpResponseBase:
    """One visit: what warns, the assessment, who has read it. Handing it in says that the viewer, who goes, has."""
    view = queries.visit(visit_id=visit_id, viewer=viewer)
    file = log_reading(file_id=view.file_id, what=READ_AS, actor=viewer, at=at)
    if request.method == "POST":
        _note_reading(request, visit_id, viewer, at)
        return redirect("safety:visit", visit_id=visit_id)
    _found, warned = warned_on_visit(
        file_id=view.file_id, place=view.place, on=local_date(view.planned_at), viewer=viewer
    )
    scene = presenters.Scene(
        view=view,
        may_write=writing(file=file, viewer=viewer).allowed,
        going=queries.going_verdict(view=view, file=file, at=at, viewer=viewer),
        viewer=viewer,
        at=at,
    )
    child = subject_of_file(file_id=view.file_id, viewer=viewer)
    context = {
        "page_title": _("Hembesök"),
        "head": presenters.head(scene, name_of(child)),
        "warned": warned if view.is_ahead else [],
        "news": presenters.news(scene),
        "facts": presenters.facts(scene),
        "assessment": presenters.assessment(scene),
        "earlier": presenters.earlier(scene),
        "steps": presenters.steps(scene),
        "goers": presenters.goers(scene),
        "has_to_read": presenters.has_to_read(scene),
        "version": view.version,
        "deeds": presenters.deeds(scene),
        "back_url": reverse("safety:visits", args=[view.file_id]),
    }
    return render(request, "safety/visit.html", context)


def _note_reading(request: HttpRequest, visit_id: int, viewer: Viewer, at: datetime) -> None:
    """What was read is what the page showed: the version that its button names."""
    version = number_in(request, "version") or 0
    try:
        read = actions.read_assessment(visit_id=visit_id, version=version, actor=viewer, at=at)
    except ChangedMeanwhile:
        messages.warning(request, _("Riskbedömningen har förnyats sedan du öppnade sidan. Läs den som står här nu."))
    else:
        if read:
            messages.success(request, _("Du har läst riskbedömningen."))


def _saved_version(*, row_id: int, viewer: Viewer) -> int | None:
    try:
        return queries.visit(visit_id=row_id, viewer=viewer).version
    except NotOpen:
        return None


for _name in ON_VISIT:
    versioned(f"safety.visit.{_name}", _saved_version)
