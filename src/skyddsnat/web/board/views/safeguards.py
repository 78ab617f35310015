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
from skyddsnat.foundation.staff.queries import units
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.board import safeguard_presenters as presenters
from skyddsnat.web.board.forms import TwoForm, two_fields
from skyddsnat.web.page import page
from skyddsnat.web.sheets import open_sheet

OVERSEERS = (Role.UNIT_MANAGER, Role.COMMITTEE_MEMBER, Role.CHAIR_ON_CALL)
KEEPERS = (Role.REGISTRAR, Role.ADMINISTRATOR)
QUARTER, YEAR = timedelta(days=90), timedelta(days=365)


@page(*OVERSEERS, methods=("GET",))
def safeguards(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Figures without children for the elected and managers; for a manager also what waits for her in her units."""
    today = local_date(at)
    tomorrow = today + timedelta(days=1)
    mine = viewer.managed_units
    below = queries.days_below_two(viewer=viewer, unit_ids=units(), since=today - QUARTER, until=tomorrow)
    changes = queries.changed_by_board(since=today - YEAR, until=tomorrow, today=today, viewer=viewer)
    waiting = queries.deviations_to_confirm(unit_ids=mine, viewer=viewer)
    bare = queries.places_without_ground(at=at, viewer=viewer, unit_ids=mine) if mine else []
    untold = queries.untold(viewer=viewer, at=at, unit_ids=mine) if mine else []
    files = {each.file_id for each in waiting} | {each.file_id for each in bare} | {each.file_id for each in untold}
    children = subjects_of_files(file_ids=files, viewer=viewer)
    context: dict[str, Any] = {
        "page_title": _("Skyddet"),
        "rule": presenters.rule_words(queries.pair_rule(on=today)),
        "below": presenters.below_two(below),
        "changes": presenters.changes(changes),
        "waiting": presenters.to_confirm(waiting, children, today),
        "bare": presenters.without_ground(bare, children, today),
        "untold": presenters.untold(untold, children),
        "period": _("Senaste 90 dagarna, från {day}").format(day=formats.exact(today - QUARTER)),
        "police_url": reverse("police:figures"),
    }
    return render(request, "board/safeguards.html", context)


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
