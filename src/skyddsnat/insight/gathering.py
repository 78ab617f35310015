"""Figures of many municipalities together: of nothing but what each of them shows itself.

**The rule.** Beside the whole, a municipality has the years that its own figures show, with the same numbers. The whole
has a year, a quarter or a month where each municipality shows its own figure of that very period; one that hides its
own, for whatever reason, hides the whole's. It is the same with the classes of a figure. Weeks that one of them tells
together are told together of all, as far as everybody tells theirs, and a weekly number is made of these.

So every count here is a sum of counts that anybody can read in the municipalities' own figures, and nothing that they
hide can be found by subtracting: there is nothing here that they do not tell. Of days the median is new, of rows that
each municipality shows a median of.

A municipality that has no figure of a period has nothing to hide where it has no rows in it, and its night was late
enough to tell; otherwise it counts as one that hides.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from skyddsnat.insight.figures_file import Told, spans_in
from skyddsnat.insight.indicator_file import indicators
from skyddsnat.insight.making import figures_in, signal_of, silent, weekly_figures
from skyddsnat.insight.periods import Grain, Span
from skyddsnat.insight.register import Place, Values
from skyddsnat.insight.types import WHOLE, Cell, Figure, Hidden, Indicator, Kind, Made, Week
from skyddsnat.insight.withholding import Withheld, classes_of, grid_of, known_from

_WEEK = timedelta(days=7)
# Weeks that ended longer ago say nothing of the latest.
_LATE = 4 * _WEEK


@dataclass(frozen=True, slots=True)
class _Side:
    """One municipality: what it shows itself, and what it has counted (not for showing), by indicator and period."""

    made: Made
    shown: Mapping[tuple[str, Span], Figure]
    weeks: tuple[Week, ...]
    counted: Mapping[tuple[str, str], Values]


def gathered(cells: Iterable[Cell], own: Collection[Told], *, name: str, on: date) -> Told:
    """The figures of the municipalities whose `cells` were counted and whose `own` figures are shown.

    `name` is what they are called together, `on` the day up to which periods have ended.
    """
    names = {each.made.municipality for each in own}
    whole = [cell for cell in cells if cell.unit == WHOLE and cell.municipality in names]
    sides = [_side(each, whole) for each in own]
    weeks = _weeks(sides, on)
    figures = tuple(
        figure
        for each in indicators()
        for figure in (
            _weekly(each, weeks, sides, on)
            if each.kind is Kind.WEEKLY
            else _figures(each, [cell for cell in whole if cell.indicator == each.id], sides, on)
        )
    )
    is_late = not weeks or weeks[-1].ends_before + _LATE < on
    signal = signal_of(() if is_late else weeks)
    made = Made(municipality=name, made_on=on, units=tuple(sorted(names)), spans=spans_in(figures))
    return Told(made, figures, weeks, signal)


def _side(told: Told, cells: Iterable[Cell]) -> _Side:
    counted: dict[tuple[str, str], dict[int, int]] = {}
    for cell in cells:
        if cell.municipality == told.made.municipality:
            values = counted.setdefault((cell.indicator, cell.period), {})
            values[cell.value] = values.get(cell.value, 0) + cell.count
    shown = {(figure.indicator, figure.span): figure for figure in told.figures if figure.unit == WHOLE}
    return _Side(told.made, shown, told.weeks, counted)


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
    is_past = known_from(when, indicator) <= side.made.made_on
    return _silent(side, indicator.id, when, is_nothing=figure is None and not values and is_past)


def _silent(side: _Side, indicator: str, when: Span, *, is_nothing: bool) -> Figure:
    return silent(indicator, side.made.municipality, when, Hidden.NOBODY if is_nothing else Hidden.FEW)


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


# --- Weeks ------------------------------------------------------------------------------------------------------------


def _weekly(indicator: Indicator, weeks: Sequence[Week], sides: list[_Side], on: date) -> Iterable[Figure]:
    """The whole's figures of these weeks, and beside each year those that the municipalities show themselves."""
    for whole in weekly_figures(weeks, indicator=indicator, on=on):
        yield whole
        if whole.span.grain is Grain.YEAR:
            yield from (_own_weekly(side, whole) for side in sides)


def _own_weekly(side: _Side, whole: Figure) -> Figure:
    figure = side.shown.get((whole.indicator, whole.span))
    if figure is not None:
        return replace(figure, unit=side.made.municipality)
    return _silent(
        side, whole.indicator, whole.span, is_nothing=not side.weeks and whole.span.has_ended(side.made.made_on)
    )


def _weeks(sides: list[_Side], on: date) -> tuple[Week, ...]:
    """The weeks as far as everybody tells theirs, cut where all of them cut."""
    told = [week for side in sides for week in side.weeks if week.count is not None]
    if not told:
        return ()
    first, end = min(week.starts_on for week in told), min([on, *map(_told_until, sides)])
    mondays = [first + number * _WEEK for number in range((end - first) // _WEEK + 1)]
    inside = {week.starts_on + number * _WEEK for week in told for number in range(1, week.weeks)}
    cuts = [monday for monday in mondays if monday not in inside]
    return tuple(
        Week(
            starts_on=since,
            count=sum(week.count or 0 for week in told if since <= week.starts_on < until),
            weeks=(until - since) // _WEEK,
        )
        for since, until in pairwise(cuts)
    )


def _told_until(side: _Side) -> date:
    """The day before which everything is told. A municipality without any reports has told all that had ended."""
    waiting = [week.starts_on for week in side.weeks if week.count is None]
    return min([*waiting, max((week.ends_before for week in side.weeks), default=side.made.made_on)])
