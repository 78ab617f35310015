"""Staff, units and the delegation order: an administrator keeps them, and a registrar the order too."""

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from skyddsnat.domains.decisions import actions as decisions
from skyddsnat.domains.decisions import queries as orders
from skyddsnat.domains.decisions.types import Kind, Level
from skyddsnat.flows import keep_staff
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff import queries
from skyddsnat.foundation.staff.types import Role, StaffView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Refused, Verdict
from skyddsnat.web.page import page
from skyddsnat.web.sheets import Sheet, open_sheet
from skyddsnat.web.staff import presenters as shown
from skyddsnat.web.staff.forms import (
    BackForm,
    DayForm,
    EmailForm,
    HireForm,
    LastDayForm,
    LineForm,
    MeetingForm,
    RoleForm,
    UnitForm,
)

DAY = timedelta(days=1)

_NOT_RUNNING = Reason(
    "staff.line_not_running",
    Text("Raden gäller inte då: den har slutat, eller har inte börjat.", "The line does not run then."),
)


def _until(last: date | None) -> date | None:
    """The first day after: periods exclude their end."""
    return None if last is None else last + DAY


def _sheet_page(request: HttpRequest, template: str, sheet: Sheet, **context: Any) -> HttpResponseBase:
    return render(request, template, context | {"sheet": sheet, "form": sheet.form}, status=sheet.status)


# --- Staff ------------------------------------------------------------------------------------------------------------


@page(Role.ADMINISTRATOR, methods=("GET",))
def staff(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Everyone who works here, and who has left."""
    people, today = queries.everybody(), local_date(at)
    context = {
        "page_title": _("Personal"),
        "tabs": shown.tabs("staff:staff", viewer),
        "staff": shown.staff_table(people, today=today),
        "former": shown.former_table(people, today=today),
    }
    return render(request, "staff/staff.html", context)


@page(Role.ADMINISTRATOR)
def hire(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Somebody new, with a first role."""
    title = _("Ny anställd")
    options = shown.unit_options(queries.units())
    start = {"first": local_date(at)}
    sheet = open_sheet(
        HireForm, request, key="staff.employee:new", title=title, viewer=viewer, initial=start, units=options
    )
    made: list[int] = []

    def carry_out(fields: dict[str, Any]) -> None:
        hired = keep_staff.hire(
            username=fields["username"],
            name=fields["name"],
            service_code=fields["service_code"],
            in_profession_since=fields["since"],
            handles_protected=fields["handles_protected"],
            role=Role(fields["role"]),
            unit_id=fields["unit"],
            starts_on=fields["first"],
            ends_on=_until(fields["last"]),
            actor=viewer,
            at=at,
        )
        made.append(hired)

    if request.method == "POST" and sheet.carry_out(carry_out, actor=viewer, at=at):
        messages.success(request, _("Den anställda är upplagd. Gör ett startlösenord, så går det att logga in."))
        return redirect("staff:employee", employee_id=made[0])
    return _sheet_page(request, "staff/hire.html", sheet, page_title=title)


def _member(employee_id: int) -> StaffView:
    found = queries.member(employee_id=employee_id)
    if found is None:
        raise NotOpen
    return found


@page(Role.ADMINISTRATOR)
def employee(request: HttpRequest, *, viewer: Viewer, at: datetime, employee_id: int) -> HttpResponseBase:
    """One employee with her roles, and the form that gives another."""
    who, today = _member(employee_id), local_date(at)
    options = shown.unit_options(queries.units())
    sheet = open_sheet(
        RoleForm, request, key=f"staff.role-of:{employee_id}", title=_("Ny roll: {name}").format(name=who.name),
        viewer=viewer, initial={"first": today}, units=options,
    )  # fmt: skip
    if request.method == "POST" and sheet.carry_out(
        lambda fields: keep_staff.give_role(
            employee_id=employee_id,
            unit_id=fields["unit"],
            role=Role(fields["role"]),
            starts_on=fields["first"],
            ends_on=_until(fields["last"]),
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Rollen är inskriven."))
        return redirect("staff:employee", employee_id=employee_id)
    return _sheet_page(
        request,
        "staff/employee.html",
        sheet,
        page_title=who.name,
        who=who,
        facts=shown.facts(who, today=today),
        roles=shown.role_table(who, today=today),
    )


@page(Role.ADMINISTRATOR)
def role_end(request: HttpRequest, *, viewer: Viewer, at: datetime, holding_id: int) -> HttpResponseBase:
    """A role ends after a day."""
    held = queries.holding(holding_id=holding_id)
    if held is None:
        raise NotOpen
    who, title = _member(held.employee_id), _("Avsluta rollen")
    start = {"last": max(local_date(at), held.starts_on)}
    sheet = open_sheet(LastDayForm, request, key=f"staff.role:{holding_id}", title=title, viewer=viewer, initial=start)
    if request.method == "POST" and sheet.carry_out(
        lambda fields: keep_staff.end_role(holding_id=holding_id, ends_on=fields["last"] + DAY, actor=viewer, at=at),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Rollen slutar den dagen."))
        return redirect("staff:employee", employee_id=who.id)
    about = f"{who.name}: {shown.role_words(held)}"
    return _sheet_page(request, "staff/role_end.html", sheet, page_title=title, about=about, who=who)


@page(Role.ADMINISTRATOR)
def start_password(request: HttpRequest, *, viewer: Viewer, at: datetime, employee_id: int) -> HttpResponseBase:
    """A password to begin with: shown in this one answer, and kept nowhere."""
    who = _member(employee_id)
    if request.method == "POST":
        made = keep_staff.start_password(employee_id=employee_id, actor=viewer, at=at)
        context = {"page_title": _("Startlösenord"), "who": who, "password": made}
        return render(request, "staff/start_password.html", context)
    confirm = shown.password_question(who)
    context = {"page_title": confirm.title, "confirm": confirm, "form": None}
    return render(request, "_components/confirm_page.html", context)


@page(Role.ADMINISTRATOR)
def work_email(request: HttpRequest, *, viewer: Viewer, at: datetime, employee_id: int) -> HttpResponseBase:
    """Where alarms reach somebody at work."""
    who, title = _member(employee_id), _("E-post i arbetet")
    sheet = open_sheet(
        EmailForm,
        request,
        key=f"staff.email:{employee_id}",
        title=title,
        viewer=viewer,
        initial={"work_email": who.work_email},
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: keep_staff.set_work_email(employee_id=employee_id, **fields, actor=viewer, at=at),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Adressen är sparad."))
        return redirect("staff:employee", employee_id=employee_id)
    return _sheet_page(request, "staff/work_email.html", sheet, page_title=title, who=who)


@page(Role.ADMINISTRATOR)
def left(request: HttpRequest, *, viewer: Viewer, at: datetime, employee_id: int) -> HttpResponseBase:
    """Somebody does not work here any more."""
    who = _member(employee_id)
    if request.method == "POST":
        keep_staff.end_employment(employee_id=employee_id, actor=viewer, at=at)
        messages.success(request, _("Anställningen är avslutad."))
        return redirect("staff:staff")
    confirm = shown.left_question(who)
    context = {"page_title": confirm.title, "confirm": confirm, "form": None}
    return render(request, "_components/confirm_page.html", context)


@page(Role.ADMINISTRATOR)
def back(request: HttpRequest, *, viewer: Viewer, at: datetime, employee_id: int) -> HttpResponseBase:
    """Somebody who had left works here again."""
    who, title = _member(employee_id), _("Ta tillbaka")
    options = shown.unit_options(queries.units())
    sheet = open_sheet(
        BackForm, request, key=f"staff.back:{employee_id}", title=_("Ta tillbaka: {name}").format(name=who.name),
        viewer=viewer, initial={"first": local_date(at)}, units=options,
    )  # fmt: skip
    if request.method == "POST" and sheet.carry_out(
        lambda fields: keep_staff.take_back(
            employee_id=employee_id,
            role=Role(fields["role"]),
            unit_id=fields["unit"],
            starts_on=fields["first"],
            ends_on=_until(fields["last"]),
            handles_protected=fields["handles_protected"],
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Personen arbetar här igen. Gör ett startlösenord, så går det att logga in."))
        return redirect("staff:employee", employee_id=employee_id)
    return _sheet_page(request, "staff/back.html", sheet, page_title=title, about=who.name, who=who)


# --- Units ------------------------------------------------------------------------------------------------------------


@page(Role.ADMINISTRATOR)
def units(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """The units, and the form that adds one."""
    sheet = open_sheet(UnitForm, request, key="staff.unit:new", title=_("Ny enhet"), viewer=viewer)
    if request.method == "POST" and sheet.carry_out(
        lambda fields: keep_staff.add_unit(**fields, actor=viewer, at=at), actor=viewer, at=at
    ):
        messages.success(request, _("Enheten är upplagd."))
        return redirect("staff:units")
    return _sheet_page(
        request,
        "staff/units.html",
        sheet,
        page_title=_("Enheter"),
        tabs=shown.tabs("staff:units", viewer),
        table=shown.unit_table(queries.units()),
    )


# --- The delegation order ---------------------------------------------------------------------------------------------


@page(Role.ADMINISTRATOR, Role.REGISTRAR)
def order(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """The delegation order in force on a day (`?on=`), and the form that adds a line."""
    today = local_date(at)
    subjects = orders.delegable()
    sheet = open_sheet(
        LineForm, request, key="decisions.delegation:new", title=_("Ny rad i delegationsordningen"), viewer=viewer,
        initial={"first": today}, subjects=shown.subject_options(subjects, today=today),
    )  # fmt: skip
    if request.method == "POST" and sheet.carry_out(lambda fields: _add_line(fields, viewer, at), actor=viewer, at=at):
        messages.success(request, _("Raden är inskriven."))
        return redirect("staff:order")
    chosen = DayForm(request.GET if "on" in request.GET else None, initial={"on": today})
    on = chosen.cleaned_data["on"] if chosen.is_bound and chosen.is_valid() else today
    return _sheet_page(
        request,
        "staff/order.html",
        sheet,
        page_title=_("Delegationsordning"),
        tabs=shown.tabs("staff:order", viewer),
        chosen=chosen,
        table=shown.order_table(orders.delegation_on(day=on), subjects, today=today),
    )


def _add_line(fields: dict[str, Any], viewer: Viewer, at: datetime) -> None:
    kind, _bar, section = fields["what"].partition("|")
    decisions.add_delegation(
        reference=fields["reference"],
        kind=Kind(kind),
        section=section,
        level=Level(fields["level"]),
        valid_from=fields["first"],
        adopted_on=fields["adopted"],
        actor=viewer,
        at=at,
    )


@page(Role.ADMINISTRATOR, Role.REGISTRAR)
def order_end(request: HttpRequest, *, viewer: Viewer, at: datetime, delegation_id: int) -> HttpResponseBase:
    """A line of the order holds no longer after a day. What was decided by it stands."""
    line, title = orders.delegation(delegation_id=delegation_id), _("Avsluta raden")
    if line is None:
        raise NotOpen
    start = {"last": max(local_date(at), line.valid_from)}
    sheet = open_sheet(
        LastDayForm, request, key=f"decisions.delegation:{delegation_id}", title=title, viewer=viewer, initial=start
    )

    def end(fields: dict[str, Any]) -> None:
        try:
            decisions.end_delegation(delegation_id=delegation_id, valid_to=fields["last"] + DAY, actor=viewer, at=at)
        except decisions.NoDelegation:
            raise Refused(Verdict.of(_NOT_RUNNING)) from None

    if request.method == "POST" and sheet.carry_out(end, actor=viewer, at=at):
        messages.success(request, _("Raden slutar gälla efter den dagen."))
        return redirect("staff:order")
    return _sheet_page(request, "staff/order_end.html", sheet, page_title=title, about=shown.line_words(line))


# --- The calendar of meetings -----------------------------------------------------------------------------------------


@page(Role.ADMINISTRATOR, Role.REGISTRAR)
def meetings(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """The days on which committee and board meet, and the form that enters one."""
    today = local_date(at)
    sheet = open_sheet(MeetingForm, request, key="decisions.meeting:new", title=_("Ny mötesdag"), viewer=viewer)
    if request.method == "POST" and sheet.carry_out(
        lambda fields: decisions.add_meeting(
            level=Level(fields["level"]),
            held_on=fields["held_on"],
            papers_by=fields["papers_by"],
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Mötesdagen är inskriven."))
        return redirect("staff:meetings")
    return _sheet_page(
        request,
        "staff/meetings.html",
        sheet,
        page_title=_("Mötesdagar"),
        tabs=shown.tabs("staff:meetings", viewer),
        table=shown.meeting_table(orders.meetings(after=today), viewer, today=today),
    )
