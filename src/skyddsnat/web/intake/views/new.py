"""Registering a report of concern: one page, nothing lost, and no child written down twice."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.intake.permissions import check_user_can_receive
from skyddsnat.domains.intake.types import Channel, Known
from skyddsnat.flows.receive_report import Receipt, receive_report
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.drafts.actions import keep_refused
from skyddsnat.foundation.drafts.queries import draft_of
from skyddsnat.foundation.drafts.types import Typed
from skyddsnat.foundation.staff.queries import units
from skyddsnat.kernel.stockholm import local_date, local_moment
from skyddsnat.web.intake import look_alikes
from skyddsnat.web.intake.report_form import MOST_CHILDREN, ReportForm, new_report, prefix_of, report_form
from skyddsnat.web.intake.views.reports import READERS
from skyddsnat.web.page import page
from skyddsnat.web.sheets import Sheet, open_sheet
from skyddsnat.web.typed import OWN_FIELDS, turn_of

KEY = "intake.report:new"
LOOK, ADD, DROP = "look", "add-child", "drop-child"


@page(*READERS)
def new(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Register a report. A child that looks like one who has a file is shown beside it before anything is saved."""
    check_user_can_receive(viewer=viewer)
    act = request.POST.get("act", "")
    if act in (ADD, DROP):
        return _with_other_children(request, act, viewer, at)
    sheet = open_sheet(
        report_form(_count(request, viewer)),
        request,
        key=KEY,
        title=_("Ny orosanmälan"),
        initial=_start(at),
        viewer=viewer,
        on=local_date(at),
    )
    if request.method != "POST":
        return _page(request, sheet, {}, act)
    found = _found(sheet.form, act, viewer, at)
    if act == LOOK:
        return _page(request, _still_open(sheet), found, act)
    done: list[Receipt] = []
    if sheet.carry_out(lambda fields: done.append(_receive(fields, found, viewer, at)), actor=viewer, at=at):
        messages.success(request, _("Anmälan {number} är registrerad.").format(number=done[0].number))
        return redirect("intake:report", report_id=done[0].report_id)
    return _page(request, sheet, found, act)


def _receive(fields: dict[str, Any], found: look_alikes.Found, viewer: Viewer, at: datetime) -> Receipt:
    look_alikes.answers(found, fields).require()
    return receive_report(report=new_report(look_alikes.settled(found, fields)), actor=viewer, at=at)


def _found(form: forms.Form, act: str, viewer: Viewer, at: datetime) -> look_alikes.Found:
    """Who looks like the children: asked when the form can be handed in, or on purpose."""
    assert isinstance(form, ReportForm)
    return look_alikes.look(form, actor=viewer, at=at) if form.is_valid() or act == LOOK else {}


def _page(request: HttpRequest, sheet: Sheet, found: look_alikes.Found, act: str) -> HttpResponse:
    form = sheet.form
    assert isinstance(form, ReportForm)
    context = {
        "page_title": _("Ny orosanmälan"),
        "sheet": sheet,
        "form": form,
        "children": list(form.children()),
        "likenesses": look_alikes.likenesses(found, form, units()) if found else [],
        "found_nobody": act == LOOK and not found,
        "may_add": form.count < MOST_CHILDREN,
        "may_drop": form.count > 1,
    }
    return render(request, "intake/new.html", context, status=sheet.status)


def _start(at: datetime) -> dict[str, Any]:
    return {
        "child_count": 1,
        "received_at": local_moment(at).strftime("%Y-%m-%dT%H:%M"),
        "channel": Channel.PHONE.value,
        "child_knows": Known.UNKNOWN.value,
        "guardians_know": Known.UNKNOWN.value,
    }


# --- The number of children on the page -------------------------------------------------------------------------------


def _count(request: HttpRequest, viewer: Viewer) -> int:
    """As many children as were typed, or as the draft has."""
    if request.method == "POST":
        return _within(request.POST.get("child_count"))
    draft = draft_of(form_key=KEY, viewer=viewer)
    return _within(draft.data.get("child_count", ["1"])[0]) if draft else 1


def _within(typed: str | None) -> int:
    return min(max(int(typed), 1), MOST_CHILDREN) if typed and typed.isdecimal() else 1


def _with_other_children(request: HttpRequest, act: str, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Keep everything as a draft with one child more, or without the last one, and show it again."""
    count = _within(request.POST.get("child_count"))
    count = min(count + 1, MOST_CHILDREN) if act == ADD else max(count - 1, 1)
    typed = Typed(KEY, _("Ny orosanmälan"), request.path, _kept(request.POST, count), None, turn_of(request))
    keep_refused(typed=typed, actor=viewer, at=at)
    return redirect(f"{reverse('intake:new')}#child-{count}")


def _kept(typed: QueryDict, count: int) -> dict[str, list[str]]:
    gone = tuple(prefix_of(child) for child in range(count, MOST_CHILDREN))
    data = {
        name: values for name, values in typed.lists() if name not in OWN_FIELDS and not name.startswith(gone or "\0")
    }
    return data | {"child_count": [str(count)]}


def _still_open(sheet: Sheet) -> Sheet:
    """The sheet as it was typed, without faults: somebody only looked for the child and has not handed anything in."""
    form = sheet.form
    typed = {name: values[0] for name, values in sheet.typed.items()}
    sheet.form = type(form)(initial=typed, on=form.on)  # type: ignore[attr-defined,call-arg]  # the form of a report
    sheet.is_handed_in = False
    return sheet
