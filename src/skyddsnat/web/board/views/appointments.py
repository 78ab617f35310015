"""Whom the board has appointed by name: to decide what cannot wait, or to ask for police help."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import AppointmentView
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.queries import colleagues
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.board.forms import AppointForm, EndForm
from skyddsnat.web.board.presenters import cited
from skyddsnat.web.components import Action, Cell, Column, Table
from skyddsnat.web.page import page
from skyddsnat.web.presenters import said
from skyddsnat.web.sheets import open_sheet

KEEPERS = (Role.REGISTRAR, Role.ADMINISTRATOR)


@page(*KEEPERS)
def appointments(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """The appointments in force today, and a form for one more."""
    today = local_date(at)
    sections = queries.sections_to_appoint_for(on=today)
    sheet = open_sheet(
        AppointForm,
        request,
        key="compulsory.appointment:new",
        title=_("Nytt förordnande"),
        initial={"valid_from": today},
        viewer=viewer,
        people=[(each.id, f"{each.name} ({each.service_code})") for each in colleagues(on=today)],
        sections=[(section, f"{cited(section, today)}: {said(text)}") for section, text in sections],
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.appoint(**fields, actor=viewer, at=at), actor=viewer, at=at
    ):
        messages.success(request, _("Förordnandet är inlagt."))
        return redirect("board:appointments")
    context: dict[str, Any] = {
        "page_title": _("Förordnanden"),
        "table": _table(queries.appointments_on(on=today)),
        "sheet": sheet,
        "form": sheet.form,
    }
    return render(request, "board/appointments.html", context, status=sheet.status)


def _table(found: list[AppointmentView]) -> Table | None:
    if not found:
        return None
    columns = (
        Column(label=_("Vem")),
        Column(label=_("Paragraf")),
        Column(label=_("Beslut")),
        Column(label=_("Gäller")),
        Column(label=_("Avsluta"), is_hidden=True),
    )
    rows = tuple(_row(each) for each in found)
    return Table(caption=_("Förordnanden som gäller"), columns=columns, rows=rows, caption_is_hidden=True)


def _valid(each: AppointmentView) -> str:
    first = formats.full_day(each.valid_from)
    if each.valid_to is None:
        return _("Från {day}, tills vidare").format(day=first)
    return _("{first} till och med {last}").format(
        first=first, last=formats.full_day(each.valid_to - timedelta(days=1))
    )


def _row(each: AppointmentView) -> tuple[Cell, ...]:
    end = Action(label=_("Avsluta"), url=reverse("board:end-appointment", args=[each.id]), describes=each.name)
    return (
        Cell(text=each.name, detail=each.service_code),
        Cell(text=cited(each.section, each.valid_from)),
        Cell(text=each.reference, detail=formats.full_day(each.decided_on)),
        Cell(text=_valid(each)),
        Cell(text="", action=end),
    )


@page(*KEEPERS)
def end(request: HttpRequest, *, viewer: Viewer, at: datetime, appointment_id: int) -> HttpResponseBase:
    """Let an appointment end from a day; what was decided by it stands."""
    today = local_date(at)
    found = next((each for each in queries.appointments_on(on=today) if each.id == appointment_id), None)
    if found is None:
        raise Http404
    sheet = open_sheet(
        EndForm,
        request,
        key=f"compulsory.appointment:{appointment_id}",
        title=_("Avsluta förordnandet"),
        initial={"valid_to": today},
        viewer=viewer,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.end_appointment(appointment_id=appointment_id, **fields, actor=viewer, at=at),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Förordnandet är avslutat."))
        return redirect("board:appointments")
    context = {
        "page_title": _("Avsluta förordnandet"),
        "sheet": sheet,
        "form": sheet.form,
        "about": f"{found.name}, {cited(found.section, today)}",
        "verb": _("Avsluta förordnandet"),
        "back_url": reverse("board:appointments"),
    }
    return render(request, "board/small_form.html", context, status=sheet.status)
