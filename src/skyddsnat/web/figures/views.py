"""Figures from the records: read from the last night's folder, where small groups are hidden already.

No page here opens a case, and nothing about anybody can be asked for: there is a fixed grid of periods and units.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from skyddsnat.domains.survey.permissions import user_can_read
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.queries import units
from skyddsnat.foundation.staff.types import Role
from skyddsnat.insight import beside as surveys
from skyddsnat.insight import figures as read
from skyddsnat.insight.periods import Grain, Span
from skyddsnat.insight.types import WHOLE, Figure, Indicator, Kind, Made, NotMadeYet
from skyddsnat.kernel.spreadsheet import spreadsheet
from skyddsnat.web.bars import bars
from skyddsnat.web.figures import presenters
from skyddsnat.web.figures.forms import ChoiceForm, GrainForm
from skyddsnat.web.page import page
from skyddsnat.web.presenters import said

# Whom every unit is shown to; others see the units they work in, and all together.
SEES_UNITS = (Role.DATA_ANALYST, Role.SAFETY_COMMISSION, Role.COMMITTEE_MEMBER, Role.CHAIR_ON_CALL)
# A quarter of a year.
LATEST_WEEKS = 13
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Chosen:
    """The period and the unit that are looked at, and what there is to choose from."""

    made: Made
    span: Span
    unit: str
    units: tuple[str, ...]

    @property
    def query(self) -> str:
        """The choice as an address holds it."""
        return urlencode({"period": self.span.text, "unit": self.unit})

    @property
    def whose(self) -> str:
        """«2026, alla enheter»."""
        return f"{said(self.span.title)}, {self.unit or _('alla enheter')}"


def _made(view: View) -> View:
    """Before the first night there is nothing to show, and the page says so."""

    @wraps(view)
    def answer(request: HttpRequest, *, viewer: Viewer, at: datetime, **ids: Any) -> HttpResponseBase:
        try:
            return view(request, viewer=viewer, at=at, made=read.made(), **ids)
        except NotMadeYet:
            return render(request, "figures/none.html", {"page_title": _("Siffror")})

    return answer


def _units(made: Made, viewer: Viewer) -> tuple[str, ...]:
    if viewer.has_role(*SEES_UNITS):
        return made.units
    own = {unit.name for unit in units().values() if any(unit.id == held for _role, held in viewer.roles)}
    return tuple(each for each in made.units if each in own)


def _unit(request: HttpRequest, offered: tuple[str, ...]) -> str:
    unit = request.GET.get("unit", WHOLE)
    if unit and unit not in offered:
        raise NotOpen
    return unit


def _chosen(request: HttpRequest, made: Made, viewer: Viewer) -> Chosen:
    """What was asked for, otherwise the last whole year of all units. Raises `NotOpen` for what is not offered."""
    offered = _units(made, viewer)
    by_text = {each.text: each for each in made.spans if each.grain is not Grain.WEEK}
    text = request.GET.get("period", "")
    if not by_text or text and text not in by_text:
        raise NotOpen if by_text else NotMadeYet
    years = [each for each in by_text.values() if each.grain is Grain.YEAR]
    span = by_text[text] if text else (years or list(by_text.values()))[0]
    return Chosen(made, span, _unit(request, offered), offered)


def _indicator(number: int) -> Indicator:
    found = read.indicators()
    if not 1 <= number <= len(found):
        raise NotOpen
    return found[number - 1]


@page(methods=("GET",))
@_made
def figures(request: HttpRequest, *, viewer: Viewer, at: datetime, made: Made) -> HttpResponseBase:
    """Every indicator of a period."""
    chosen = _chosen(request, made, viewer)
    form = ChoiceForm(
        initial={"period": chosen.span.text, "unit": chosen.unit},
        periods=[(each.text, said(each.title)) for each in made.spans if each.grain is not Grain.WEEK],
        units=chosen.units,
    )
    context = {
        "page_title": _("Siffror"),
        "whose": chosen.whose,
        "made_on": presenters.made_words(made),
        "form": form,
        "figures": [presenters.shown(each, number, figure) for number, each, figure in _all(chosen)],
        "signal": presenters.signal_words(read.signal()),
        "csv_url": f"{reverse('figures:csv')}?{chosen.query}",
        "beside_url": f"{reverse('figures:beside')}?{urlencode({'period': chosen.span.text})}",
    }
    return render(request, "figures/list.html", context)


def _all(chosen: Chosen) -> list[tuple[int, Indicator, Figure]]:
    found = {each.indicator: each for each in read.figures(span=chosen.span, unit=chosen.unit)}
    numbered = enumerate(read.indicators(), 1)
    return [(number, each, found[each.id]) for number, each in numbered if each.id in found]


@page(methods=("GET",))
@_made
def figures_csv(request: HttpRequest, *, viewer: Viewer, at: datetime, made: Made) -> HttpResponseBase:
    """The same as a file."""
    chosen = _chosen(request, made, viewer)
    rows = [
        (said(each.title), *presenters.rows_of(each, [figure])[0][1:], *map("=".join, presenters.classes_of(figure)))
        for _number, each, figure in _all(chosen)
    ]
    return _as_csv([(_("Siffra"), *presenters.heads()[1:]), *rows], f"{chosen.span.text}")


@page(methods=("GET",))
@_made
def indicator(request: HttpRequest, *, viewer: Viewer, at: datetime, made: Made, number: int) -> HttpResponseBase:
    """One indicator: how it has gone, and the definition behind it."""
    shown = _indicator(number)
    offered = _units(made, viewer)
    unit = _unit(request, offered)
    grain, grains = _grain(request, shown, unit), read.grains(indicator=shown.id, unit=unit)
    series = _latest(read.series(indicator=shown.id, unit=unit, grain=grain), grain)
    query = urlencode({"grain": grain.value, "unit": unit})
    context = {
        "page_title": said(shown.title),
        "whose": unit or _("Alla enheter"),
        "form": GrainForm(
            initial={"grain": grain.value, "unit": unit}, grains=presenters.grains(grains), units=offered
        ),
        "signal": presenters.signal_words(read.signal()) if shown.kind is Kind.WEEKLY else "",
        "are_latest": grain is Grain.WEEK and bool(series),
        "picture": _picture(shown, series),
        "table": presenters.table(said(shown.title), presenters.heads(), presenters.rows_of(shown, series)),
        "has_series": bool(series),
        "definition": presenters.definition(shown),
        "csv_url": f"{reverse('figures:indicator-csv', args=[number])}?{query}",
        "svg_url": f"{reverse('figures:indicator-svg', args=[number])}?{query}",
    }
    return render(request, "figures/indicator.html", context)


def _grain(request: HttpRequest, shown: Indicator, unit: str) -> Grain:
    """What was asked for; otherwise quarters where there are any, or else years."""
    has_quarters = Grain.QUARTER in read.grains(indicator=shown.id, unit=unit)
    try:
        return Grain(request.GET.get("grain", Grain.QUARTER if has_quarters else Grain.YEAR))
    except ValueError:
        raise NotOpen from None


def _latest(series: tuple[Figure, ...], grain: Grain) -> tuple[Figure, ...]:
    """Of weeks the latest, as a page has room for; the file has all of them."""
    return series[-LATEST_WEEKS:] if grain is Grain.WEEK else series


def _picture(shown: Indicator, series: tuple[Figure, ...]) -> SafeString | None:
    drawn = presenters.bars_of(shown, series)
    if not any(each.count for each in drawn):
        return None
    description = _("Staplar, en för varje period i tabellen. Samma siffror står i tabellen.")
    return bars(drawn, name="trend", title=said(shown.title), description=description)


@page(methods=("GET",))
@_made
def indicator_csv(request: HttpRequest, *, viewer: Viewer, at: datetime, made: Made, number: int) -> HttpResponseBase:
    """The trend as a file."""
    shown = _indicator(number)
    unit = _unit(request, _units(made, viewer))
    series = read.series(indicator=shown.id, unit=unit, grain=_grain(request, shown, unit))
    return _as_csv([presenters.heads(), *presenters.rows_of(shown, series)], shown.id)


@page(methods=("GET",))
@_made
def indicator_svg(request: HttpRequest, *, viewer: Viewer, at: datetime, made: Made, number: int) -> HttpResponseBase:
    """The picture as a file that stands by itself."""
    shown = _indicator(number)
    unit = _unit(request, _units(made, viewer))
    grain = _grain(request, shown, unit)
    picture = _picture(shown, _latest(read.series(indicator=shown.id, unit=unit, grain=grain), grain))
    if picture is None:
        raise NotOpen
    answer = HttpResponse(presenters.alone(picture), content_type="image/svg+xml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{shown.id}.svg"'
    return answer


@page(methods=("GET",))
@_made
def beside(request: HttpRequest, *, viewer: Viewer, at: datetime, made: Made) -> HttpResponseBase:
    """What staff say in surveys beside what the records show, for the whole municipality."""
    chosen = _chosen(request, made, viewer)
    numbers = {each.id: number for number, each in enumerate(read.indicators(), 1)}
    found = surveys.beside(span=chosen.span, viewer=viewer)
    period = said(chosen.span.title)
    context = {
        "page_title": _("Enkät bredvid register"),
        "form": ChoiceForm(
            initial={"period": chosen.span.text},
            periods=[(each.text, said(each.title)) for each in made.spans if each.grain is not Grain.WEEK],
            units=(),
        ),
        "compared": [presenters.compared(each, numbers[each.indicator.id], period) for each in found],
        "reads_surveys": user_can_read(viewer=viewer),
    }
    return render(request, "figures/beside.html", context)


def _as_csv(rows: Iterable[tuple[str, ...]], name: str) -> HttpResponse:
    answer = HttpResponse(spreadsheet(rows).encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
