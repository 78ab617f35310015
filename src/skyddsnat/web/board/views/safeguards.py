"""How the safeguards stand: days with fewer than two, what the board changed, what nobody confirmed or was told."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.people.queries import subjects_of_files
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.board import safeguard_presenters as presenters
from skyddsnat.web.board.forms import TwoForm, two_fields
from skyddsnat.web.components import Table
from skyddsnat.web.page import page
from skyddsnat.web.sheets import open_sheet

OVERSEERS = (Role.UNIT_MANAGER, Role.COMMITTEE_MEMBER, Role.CHAIR_ON_CALL)
KEEPERS = (Role.REGISTRAR, Role.ADMINISTRATOR)
QUARTER, YEAR = timedelta(days=90), timedelta(days=365)


@page(*OVERSEERS, methods=("GET",))
def safeguards(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Figures without children, for the elected and for managers."""
    today = local_date(at)
    tomorrow = today + timedelta(days=1)
    below = queries.days_below_two(viewer=viewer, since=today - QUARTER, until=tomorrow)
    changes = queries.changed_by_board(since=today - YEAR, until=tomorrow, today=today, viewer=viewer)
    context: dict[str, Any] = {
        "page_title": _("Skyddet"),
        "tabs": presenters.tabs(request, viewer),
        "below": presenters.below_two(below),
        "changes": presenters.changes(changes),
        "bare": presenters.bare_counts(queries.bare_counts(at=at, viewer=viewer)),
        "period": _("Senaste 90 dagarna, från {day}").format(day=formats.full_day(today - QUARTER)),
        "police_url": reverse("police:figures"),
    }
    return render(request, "board/safeguards.html", context)


def _work(request: HttpRequest, viewer: Viewer, title: str, table: Table | None, nothing: str) -> HttpResponseBase:
    context = {
        "page_title": title,
        "tabs": presenters.tabs(request, viewer),
        "table": table,
        "nothing": nothing,
    }
    return render(request, "board/safeguard_work.html", context)


@page(Role.UNIT_MANAGER, methods=("GET",))
def deviations(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Acute deviations in my units that nobody has confirmed."""
    found = queries.deviations_to_confirm(unit_ids=viewer.managed_units, viewer=viewer)
    children = subjects_of_files(file_ids={each.file_id for each in found}, viewer=viewer)
    table = presenters.to_confirm(found, children, local_date(at))
    return _work(request, viewer, _("Akuta avsteg att bekräfta"), table, _("Inget avsteg väntar på dig"))


@page(Role.UNIT_MANAGER, methods=("GET",))
def bare(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Children in my units who are placed though nothing carries it."""
    found = queries.places_without_ground(at=at, viewer=viewer, unit_ids=viewer.managed_units)
    children = subjects_of_files(file_ids={each.file_id for each in found}, viewer=viewer)
    table = presenters.without_ground(found, children, local_date(at))
    return _work(request, viewer, _("Placerad utan lagstöd"), table, _("Varje placering har lagstöd"))


@page(Role.UNIT_MANAGER, methods=("GET",))
def untold(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Who enforces something in my units that is over, and has not confirmed knowing it."""
    found = queries.untold(viewer=viewer, at=at, unit_ids=viewer.managed_units)
    children = subjects_of_files(file_ids={each.file_id for each in found}, viewer=viewer)
    table = presenters.untold(found, children)
    return _work(request, viewer, _("Vet inte att det har upphört"), table, _("Alla som ska veta har bekräftat"))


@page(*KEEPERS)
def two(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """What the board demands of two caseworkers: every decision, and a form for the next."""
    today = local_date(at)
    sheet = open_sheet(
        TwoForm,
        request,
        key="compulsory.pair_rule:new",
        title=_("Två handläggare"),
        initial={"valid_from": today},
        viewer=viewer,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.set_pair_rule(**two_fields(fields), actor=viewer, at=at), actor=viewer, at=at
    ):
        messages.success(request, _("Nämndens beslut är inskrivet."))
        return redirect("board:two")
    context: dict[str, Any] = {
        "page_title": _("Två handläggare"),
        "rule": presenters.rule_words(queries.pair_rule(on=today)),
        "table": presenters.rules_table(queries.pair_rules()),
        "sheet": sheet,
        "form": sheet.form,
    }
    return render(request, "board/two.html", context, status=sheet.status)
