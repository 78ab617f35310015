"""The unit as its manager sees it: who needs somebody, what comes due, what stands still, and who has looked in."""

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from skyddsnat.domains.decisions.queries import obstacle_counts
from skyddsnat.domains.intake.queries import repeated_reasons
from skyddsnat.domains.investigations import queries as investigations
from skyddsnat.flows.oversee_units import oversee_units
from skyddsnat.flows.staff_absence import back_from_absence, register_absence
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.queries import absence
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date, start_of_day
from skyddsnat.web.page import page
from skyddsnat.web.sheets import open_sheet
from skyddsnat.web.unit import board
from skyddsnat.web.unit import overview_presenters as overviews
from skyddsnat.web.unit import presenters as shown
from skyddsnat.web.unit.forms import AbsenceForm, BackForm, PeriodForm

YEAR = timedelta(days=365)
DAY = timedelta(days=1)


def _page(request: HttpRequest, tab: str, status: int = 200, **context: Any) -> HttpResponseBase:
    head = {"page_title": _("Enheten"), "tabs": shown.tabs(f"unit:{tab}")}
    return render(request, f"unit/{tab}.html", head | context, status=status)


@page(Role.UNIT_MANAGER, methods=("GET",))
def unit(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Children with no one in charge, children to give out, and what each caseworker carries."""
    state = board.state_of(viewer=viewer, at=at)
    today = local_date(at)
    return _page(
        request,
        "unit",
        units=shown.unit_chips(state.unit_names),
        without_anyone=shown.without_anyone_table(state, today=today),
        unassigned=shown.unassigned_table(state, today=today),
        workload=shown.workload_table(state.workload, today=today),
    )


@page(Role.UNIT_MANAGER, methods=("GET",))
def clocks(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """The open clocks of the unit in their order."""
    found = board.clocks_of(viewer=viewer, after=_place(request.GET.get("after", "")))
    table = shown.clock_table(found, today=local_date(at))
    return _page(request, "clocks", table=table, next_url=shown.next_clocks(found.next_place))


def _place(text: str) -> board.Place | None:
    day, _comma, number = text.partition(",")
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        return None


@page(Role.UNIT_MANAGER, methods=("GET",))
def standing(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Investigations that stand still, and parties who are still to be told."""
    found = board.standing_still(viewer=viewer, at=at)
    today = local_date(at)
    return _page(
        request,
        "standing",
        stalled=shown.stalled_table(found, today=today),
        withheld=shown.withheld_table(found, today=today),
    )


@page(Role.UNIT_MANAGER, methods=("GET",))
def chains(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Investigations back to back on the same question, as one clock."""
    found = investigations.chains(viewer=viewer, unit_ids=viewer.managed_units)
    return _page(request, "chains", table=shown.chain_table(found, today=local_date(at)))


@page(Role.UNIT_MANAGER, Role.COMMITTEE_MEMBER, Role.CHAIR_ON_CALL, methods=("GET",))
def overview(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """What is late and what is asked again, in every unit, without a child: for the board, and for managers."""
    found = oversee_units(actor=viewer, at=at)
    today = local_date(at)
    context = {
        "page_title": _("Överblick"),
        "tabs": shown.tabs("unit:overview") if viewer.has_role(Role.UNIT_MANAGER) else [],
        "units": overviews.unit_table(found),
        "late": overviews.late_table(found, today=today),
        "chains": overviews.chain_table(found, today=today),
        "hides_questions": any(chain.question is None for chain in found.chains),
    }
    return render(request, "unit/overview.html", context)


@page(Role.UNIT_MANAGER, methods=("GET",))
def obstacles(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """What stood in the way of the most suitable, counted, and reasons that are written word for word again."""
    today = local_date(at)
    start = {"since": today - YEAR, "until": today}
    form = PeriodForm(request.GET if "since" in request.GET else None, initial=start)
    days = form.cleaned_data if form.is_bound and form.is_valid() else start
    counts = obstacle_counts(viewer=viewer, since=days["since"], until=days["until"] + DAY)
    repeated = repeated_reasons(since=start_of_day(days["since"]), viewer=viewer)
    return _page(
        request,
        "obstacles",
        form=form,
        facts=shown.obstacle_facts(counts),
        table=shown.obstacle_table(counts),
        repeated=shown.repetition_words(repeated),
    )


@page(Role.UNIT_MANAGER, methods=("GET",))
def accesses(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Temporary accesses to the unit's files in the last month, each with its reason."""
    found = board.accesses_of(viewer=viewer, at=at)
    return _page(request, "accesses", table=shown.access_table(found, today=local_date(at)))


@page(Role.UNIT_MANAGER)
def absences(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Who is away, and the form that writes it down."""
    today = local_date(at)
    away = board.away_from(viewer=viewer, today=today)
    title = _("Frånvaro")
    sheet = open_sheet(
        AbsenceForm, request, key="staff.absence:new", title=title, viewer=viewer, colleagues=away.colleagues
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: register_absence(
            employee_id=fields["employee"],
            starts_on=fields["first"],
            ends_on=fields["last"] + DAY,
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Frånvaron är inskriven."))
        return redirect("unit:absences")
    table = shown.absence_table(away.absences, today=today)
    return _page(request, "absences", status=sheet.status, sheet=sheet, form=sheet.form, table=table)


@page(Role.UNIT_MANAGER)
def back(request: HttpRequest, *, viewer: Viewer, at: datetime, absence_id: int) -> HttpResponseBase:
    """Somebody comes back sooner or later than was thought."""
    today = local_date(at)
    away = absence(absence_id=absence_id)
    if away is None or away.id not in {each.id for each in board.away_from(viewer=viewer, today=today).absences}:
        raise NotOpen
    start = {"back_on": max(today, away.starts_on + DAY)}
    key = f"staff.absence:{absence_id}"
    sheet = open_sheet(BackForm, request, key=key, title=_("Tillbaka"), viewer=viewer, initial=start)
    if request.method == "POST" and sheet.carry_out(
        lambda fields: back_from_absence(absence_id=absence_id, back_on=fields["back_on"], actor=viewer, at=at),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Ändringen är inskriven."))
        return redirect("unit:absences")
    context = {"page_title": _("Tillbaka"), "about": shown.away_words(away, today=today)}
    return render(request, "unit/back.html", context | {"sheet": sheet, "form": sheet.form}, status=sheet.status)
