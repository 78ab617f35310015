"""The safety board: figures for those in charge, as a page, as a paper and as a file."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from skyddsnat.domains.safety.actions.figures import log_board_file, print_board
from skyddsnat.domains.safety.permissions import user_can_see_all_figures
from skyddsnat.domains.safety.queries.figures import safety_board
from skyddsnat.domains.safety.types.figures import Period, ended_periods
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.queries import units
from skyddsnat.foundation.staff.types import Role
from skyddsnat.insight.figures import figures
from skyddsnat.insight.periods import span
from skyddsnat.insight.types import WHOLE, Figure, NotMadeYet
from skyddsnat.kernel.spreadsheet import spreadsheet
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.components import Action
from skyddsnat.web.page import page
from skyddsnat.web.safety.board_forms import ALL, BoardForm, written
from skyddsnat.web.safety.board_outputs import lines, on_paper, panels
from skyddsnat.web.safety.board_presenters import Sheet, period_name, sheet

IN_CHARGE = (
    Role.UNIT_MANAGER,
    Role.SAFETY_REPRESENTATIVE,
    Role.SAFETY_ADMINISTRATOR,
    Role.SAFETY_COMMISSION,
)


@dataclass(frozen=True)
class Chosen:
    """What is looked at, as it was chosen."""

    period: Period
    unit_id: int | None
    sheet: Sheet
    form: BoardForm

    @property
    def query(self) -> str:
        """The choice as an address holds it."""
        return urlencode({"period": written(self.period), "unit": self.unit_id or ALL})


def _chosen(request: HttpRequest, viewer: Viewer, at: datetime) -> Chosen:
    """The board that was asked for, otherwise the last whole year: of all units, or of the viewer's first.

    Raises `NotOpen` for what is not offered.
    """
    sees_all = user_can_see_all_figures(viewer=viewer)
    names = {unit.id: unit.name for unit in units().values()}
    own = {each: name for each, name in names.items() if sees_all or each in viewer.safety_units}
    periods = {written(each): each for each in ended_periods(local_date(at).replace(day=1), with_halves=sees_all)}
    period, unit_id = _asked(request, periods, [None, *own] if sees_all else list(own))
    board = safety_board(period=period, unit_id=unit_id, at=at, viewer=viewer)
    form = BoardForm(
        initial={"period": written(period), "unit": unit_id or ALL},
        periods=[(text, period_name(each)) for text, each in periods.items()],
        units=own,
        sees_all=sees_all,
    )
    unit = WHOLE if unit_id is None else names[unit_id]
    return Chosen(period, unit_id, sheet(board, names, _threatened(period, unit)), form)


def _threatened(period: Period, unit: str) -> Figure | None:
    """The night's figure of threatened caseworkers in the whole year; none of a half, or before it has been made."""
    try:
        found = () if period.half else figures(span=span(f"{period.year}"), unit=unit)
    except NotMadeYet:
        return None
    return next((each for each in found if each.indicator == "threatened"), None)


def _asked(request: HttpRequest, periods: dict[str, Period], units: list[int | None]) -> tuple[Period, int | None]:
    """The period and the unit of the address. Of one unit, the whole year that a half is of, or the last one."""
    years = [each for each in periods.values() if not each.half]
    by_text = {str(each or ALL): each for each in units}
    text, unit_text = request.GET.get("period", ""), request.GET.get("unit", "")
    if (text and text not in periods) or (unit_text and unit_text not in by_text) or not units:
        raise NotOpen
    period, unit_id = periods.get(text, years[0]), by_text[unit_text] if unit_text else units[0]
    if unit_id is not None and period.half:
        period = next((each for each in years if each.year == period.year), years[0])
    return period, unit_id


@page(*IN_CHARGE, methods=("GET",))
def board(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """What happened, what was done about it and what it meant for children, counted."""
    chosen = _chosen(request, viewer, at)
    context: dict[str, Any] = {
        "page_title": _("Säkerhetstavlan"),
        "sheet": chosen.sheet,
        "form": chosen.form,
        "panels": panels(chosen.sheet),
        "actions": [
            Action(label=_("Hämta som PDF"), url=f"{reverse('safety:board-paper')}?{chosen.query}"),
            Action(label=_("Hämta som CSV"), url=f"{reverse('safety:board-csv')}?{chosen.query}"),
        ],
    }
    return render(request, "safety/board.html", context)


@page(*IN_CHARGE, methods=("GET",))
def board_paper(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """The same as a tagged PDF."""
    chosen = _chosen(request, viewer, at)
    content = print_board(
        period=chosen.period,
        unit_id=chosen.unit_id,
        title=chosen.sheet.title,
        blocks=on_paper(chosen.sheet),
        language=get_language() or "sv",
        actor=viewer,
        at=at,
    )
    return _as_file(content, "application/pdf", chosen, "pdf", is_shown=True)


@page(*IN_CHARGE, methods=("GET",))
def board_csv(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """The same as a file for a spreadsheet: semicolons, and a mark that tells Excel which letters these are."""
    chosen = _chosen(request, viewer, at)
    log_board_file(period=chosen.period, unit_id=chosen.unit_id, actor=viewer, at=at)
    return _as_file(spreadsheet(lines(chosen.sheet)).encode("utf-8-sig"), "text/csv; charset=utf-8", chosen, "csv")


def _as_file(content: bytes, kind: str, chosen: Chosen, ending: str, *, is_shown: bool = False) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    name = f"sakerhetstavlan-{written(chosen.period)}.{ending}"
    answer["Content-Disposition"] = f'{"inline" if is_shown else "attachment"}; filename="{name}"'
    return answer
