"""Figures of many municipalities together: of nothing but what each of them shows itself.

**The rule.** Beside the whole, a municipality has the years that its own figures show, with the same numbers. The whole
has a year, a quarter or a month where each municipality shows its own figure of that very period; one that hides its
own, for whatever reason, hides the whole's. It is the same with the classes of a figure and with each week.

So every count here is a sum of counts that anybody can read in the municipalities' own figures, and nothing that they
hide can be found by subtracting: there is nothing here that they do not tell. Whether a week is a fall or a rise is
told of such weeks alone. Of days the median is new, of rows that each municipality shows a median of.

A municipality that has no figure of a period has nothing to hide where it has no rows in it, and its night was late
enough to tell; otherwise it counts as one that hides.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import takewhile

from skyddsnat.insight.figures_file import Told, spans_in
from skyddsnat.insight.indicator_file import indicators
from skyddsnat.insight.making import figures_in, signal_of
from skyddsnat.insight.periods import Grain, Span
from skyddsnat.insight.register import Place, Values
from skyddsnat.insight.types import WHOLE, Cell, Figure, Hidden, Indicator, Kind, Made, Week
from skyddsnat.insight.withholding import Withheld, classes_of, grid_of, known_from, weeks_of

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Side:
    """One municipality: what it shows itself, and what it has counted (not for showing), by indicator and period."""

    made: Made
    shown: Mapping[tuple[str, Span], Figure]
    weeks: Mapping[date, int | None]
    counted: Mapping[tuple[str, str], Values]


def gathered(cells: Iterable[Cell], own: Collection[Told], *, name: str, on: date) -> Told:
    """The figures of the municipalities whose `cells` were counted and whose `own` figures are shown.

    `name` is what they are called together, `on` the day up to which periods have ended.
    """
    names = {each.made.municipality for each in own}
    whole = [cell for cell in cells if cell.unit == WHOLE and cell.municipality in names]
    sides = [_side(each, whole) for each in own]
    figures = tuple(
        figure
        for indicator in indicators()
        for figure in _figures(indicator, [cell for cell in whole if cell.indicator == indicator.id], sides, on)
    )
    weeks = _weeks(whole, sides, on)
    latest = [*takewhile(lambda count: count is not None, (week.count for week in reversed(weeks)))]
    signal = signal_of([count for count in reversed(latest) if count is not None])
    made = Made(municipality=name, made_on=on, units=tuple(sorted(names)), spans=spans_in(figures))
    return Told(made, figures, weeks, signal)


def _side(told: Told, cells: Iterable[Cell]) -> _Side:
    counted: dict[tuple[str, str], dict[int, int]] = {}
    for cell in cells:
        if cell.municipality == told.made.municipality:
            values = counted.setdefault((cell.indicator, cell.period), {})
            values[cell.value] = values.get(cell.value, 0) + cell.count
    shown = {(figure.indicator, figure.span): figure for figure in told.figures if figure.unit == WHOLE}
    return _Side(told.made, shown, {week.starts_on: week.count for week in told.weeks}, counted)


def _figures(indicator: Indicator, cells: list[Cell], sides: list[_Side], on: date) -> Iterable[Figure]:
    grid = grid_of(cells, indicator=indicator, on=on)
    own = {place: [_own(side, indicator, place[1]) for side in sides] for place in grid}
    yield from figures_in(grid, indicator=indicator, rule=_rule(grid, own))
    for (_, when), found in own.items():
        if when.grain is Grain.YEAR:
            yield from found


def _own(side: _Side, indicator: Indicator, when: Span) -> Figure:
    """The municipality's figure as it shows it itself, if that is of these very rows; otherwise hidden."""
    values = side.counted.get((indicator.id, when.text), {})
    figure = side.shown.get((indicator.id, when))
    if figure is not None and _is_of(figure, indicator, values):
        return replace(figure, unit=side.made.municipality)
    is_nothing = figure is None and not values and known_from(when) <= side.made.made_on
    return Figure(
        indicator=indicator.id,
        unit=side.made.municipality,
        span=when,
        value=None,
        interval=None,
        numerator=None,
        denominator=0 if is_nothing else None,
        hidden=Hidden.NOBODY if is_nothing else Hidden.FEW,
    )


def _is_of(figure: Figure, indicator: Indicator, values: Values) -> bool:
    """Whether the figure is shown, and has the numbers that were counted."""
    size = sum(values.values())
    if figure.hidden is not None:
        return figure.hidden is Hidden.NOBODY and not size
    classes = [each.count for each in figure.classes]
    return (
        figure.denominator == size
        and figure.numerator in (None, size - values.get(0, 0))
        and (None in classes or classes == classes_of(indicator, values))
    )


def _rule(grid: Mapping[Place, Values], own: Mapping[Place, list[Figure]]) -> Withheld:
    """The whole is shown where everybody shows their own, and its classes where everybody shows theirs."""
    hidden = {place: Hidden.FEW for place, found in own.items() if any(each.hidden is Hidden.FEW for each in found)}
    empty = {place: Hidden.NOBODY for place, values in grid.items() if place not in hidden and not sum(values.values())}
    without = {
        place for place, found in own.items() if any(share.count is None for each in found for share in each.classes)
    }
    return Withheld(hidden | empty, frozenset(without))


def _weeks(cells: list[Cell], sides: list[_Side], on: date) -> tuple[Week, ...]:
    weekly = next(each.id for each in indicators() if each.kind is Kind.WEEKLY)
    return tuple(
        Week(starts_on=starts_on, count=count if all(_shows_week(side, weekly, starts_on) for side in sides) else None)
        for starts_on, count in weeks_of((cell for cell in cells if cell.indicator == weekly), on=on)
    )


def _shows_week(side: _Side, weekly: str, starts_on: date) -> bool:
    week = starts_on.isocalendar()
    count = sum(side.counted.get((weekly, f"{week.year}-W{week.week:02}"), {}).values())
    if starts_on in side.weeks:
        return side.weeks[starts_on] == count
    return not count and starts_on + _WEEK <= side.made.made_on
