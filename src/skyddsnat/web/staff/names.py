"""Protected names: everybody's own, and for managers and the safety administrator those they decide on (FL 33 §)."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff import actions, queries
from skyddsnat.foundation.staff.types import EmployeeView, ProtectionView, Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.page import page
from skyddsnat.web.sheets import Sheet, open_sheet
from skyddsnat.web.staff import names_presenters as shown
from skyddsnat.web.staff.forms import DAY, EndNameForm, ProlongNameForm, ProtectNameForm

DECIDERS = (Role.UNIT_MANAGER, Role.SAFETY_ADMINISTRATOR)


@page()
def names(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Whether one's own name stands in what leaves, and for those who decide: whose does not, and the form for one."""
    today = local_date(at)
    found = queries.protections_of(viewer=viewer)
    context: dict[str, Any] = {
        "page_title": _("Namnskydd"),
        "own": shown.own(found, viewer, today=today),
        "own_facts": shown.own_facts(found, viewer, today=today),
    }
    if not viewer.has_role(*DECIDERS):
        return render(request, "staff/names.html", context)
    people = _people(viewer, today)
    sheet = open_sheet(
        ProtectNameForm, request, key="staff.protection:new", title=_("Skydda ett namn"), viewer=viewer,
        initial={"first": today}, people=[(str(each.id), f"{each.name} ({each.service_code})") for each in people],
    )  # fmt: skip
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.protect_name(
            employee_id=fields["employee"],
            reason=fields["reason"],
            starts_on=fields["first"],
            until=fields["last"] + DAY,
            review_on=fields["review"],
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Namnet är skyddat. Det som lämnar huset visar tjänstekoden."))
        return redirect("staff:names")
    context |= {"table": shown.table(found, viewer, today=today), "sheet": sheet, "form": sheet.form, "decides": True}
    return render(request, "staff/names.html", context, status=sheet.status)


def _people(viewer: Viewer, today: date) -> list[EmployeeView]:
    """Whose names the viewer decides on: everybody's or those of her units, and never her own."""
    found = queries.colleagues(on=today, unit_ids=None if viewer.keeps_safety else viewer.managed_units)
    return [each for each in found if each.id != viewer.employee_id]


@page(*DECIDERS)
def name(request: HttpRequest, *, viewer: Viewer, at: datetime, protection_id: int) -> HttpResponseBase:
    """One decision on a name, and the form that ends it."""
    view, today = _protection(protection_id, viewer), local_date(at)
    sheet = open_sheet(
        EndNameForm, request, key=f"staff.protection:{protection_id}", title=_("Namnet får stå igen"), viewer=viewer
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.end_protection(protection_id=protection_id, why=fields["why"], actor=viewer, at=at),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Skyddet har upphört. Namnet står i det som lämnar huset från och med i dag."))
        return redirect("staff:names")
    return _sheet_page(request, "staff/name.html", sheet, view, viewer, today, page_title=_("Skydd av ett namn"))


@page(*DECIDERS)
def prolong(request: HttpRequest, *, viewer: Viewer, at: datetime, protection_id: int) -> HttpResponseBase:
    """A new decision that goes on where this one ends."""
    view, today = _protection(protection_id, viewer), local_date(at)
    sheet = open_sheet(
        ProlongNameForm, request, key=f"staff.protection-of:{protection_id}", title=_("Förläng skyddet"), viewer=viewer
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.prolong_protection(
            protection_id=protection_id,
            until=fields["last"] + DAY,
            review_on=fields["review"],
            reason=fields["reason"],
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Skyddet är förlängt."))
        return redirect("staff:names")
    return _sheet_page(request, "staff/prolong.html", sheet, view, viewer, today, page_title=_("Förläng skyddet"))


def _protection(protection_id: int, viewer: Viewer) -> ProtectionView:
    found = queries.protection(protection_id=protection_id, viewer=viewer)
    if found is None:
        raise NotOpen
    return found


def _sheet_page(
    request: HttpRequest, template: str, sheet: Sheet, view: ProtectionView, viewer: Viewer, today: date, **context: Any
) -> HttpResponseBase:
    decides = view.employee_id != viewer.employee_id and queries.decides_protection(
        employee_id=view.employee_id, on=today, viewer=viewer
    )
    context |= {
        "sheet": sheet,
        "form": sheet.form,
        "view": view,
        "facts": shown.facts(view, today=today),
        "may_change": decides and today < view.last,
    }
    return render(request, template, context, status=sheet.status)
