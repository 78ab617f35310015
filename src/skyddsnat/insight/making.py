"""The figures of cells: values, intervals and what is hidden, as plain data that is written to a file.

Intervals say how much chance alone would move a figure if the period came again: of a share Wilson's
(`stats.proportions`), of a median by order statistics where five rows lie at or beyond each end, of a number a week
the exact one of a count (`stats.counts`), of a mean by Student's t over the rows (`stats.student`; R:
`t.test(x)$conf.int`).
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from skyddsnat.insight.periods import Span, span
from skyddsnat.insight.register import NO_BOARDS, Boards, Place, Values, room
from skyddsnat.insight.types import (
    WHOLE,
    Cell,
    ClassCount,
    Course,
    Figure,
    Guard,
    Hidden,
    Indicator,
    Kind,
    Signal,
    Week,
)
from skyddsnat.insight.withholding import (
    Withheld,
    classes_of,
    grid_of,
    most_of,
    shown_weeks,
    weeks_of,
    withheld,
)
from skyddsnat.stats import changes
from skyddsnat.stats.counts import median_of, poisson_interval
from skyddsnat.stats.proportions import CONFIDENCE, Interval, Sample, wilson
from skyddsnat.stats.student import student_quantile
from skyddsnat.stats.suppression import LEAST
from skyddsnat.stats.tables import whole_percent


def figures_of(cells: Iterable[Cell], *, indicator: Indicator, on: date, boards: Boards = NO_BOARDS) -> list[Figure]:
    """Every figure of the indicator's grid, shown or hidden. `boards`: of an indicator of the register."""
    if indicator.kind is Kind.WEEKLY:
        return weekly_figures(shown_weeks(weeks_of(cells, on=on)), indicator=indicator, on=on)
    grid = grid_of(cells, indicator=indicator, on=on)
    beside = room(grid, indicator=indicator, boards=boards)
    return figures_in(grid, indicator=indicator, rule=withheld(grid, indicator=indicator, beside=beside))


def standing(indicator: Indicator, now: Iterable[Figure], before: Iterable[Figure]) -> list[Figure]:
    """The figures of now; of the register of incidents, those of years that were told `before` as they were told.

    A year stands whole, what was hidden of it too: the next one beside the first would tell of a single correction.
    """
    if indicator.guard is not Guard.REGISTER:
        return list(now)
    told = [each for each in before if each.indicator == indicator.id]
    spans = {each.span for each in told}
    return [*told, *(each for each in now if each.span not in spans)]


def figures_in(grid: Mapping[Place, Values], *, indicator: Indicator, rule: Withheld) -> list[Figure]:
    """A figure for each place of the grid, shown or hidden as the rule says."""
    return [_figure(indicator, place, values, rule) for place, values in grid.items()]


def weekly_of(cells: Iterable[Cell], *, on: date) -> tuple[tuple[Week, ...], Signal]:
    """The weeks of a weekly indicator as they may be shown, and what the latest of them say."""
    weeks = shown_weeks(weeks_of(cells, on=on))
    return weeks, signal_of(weeks)


def weekly_figures(weeks: Sequence[Week], *, indicator: Indicator, on: date) -> list[Figure]:
    """The quarters and years of a weekly number, each of the weeks that ended in it, as they are told."""
    years = range(weeks[0].starts_on.year, on.year + 1) if weeks else ()
    spans = [span(text) for year in years for text in (f"{year}", *(f"{year}-Q{number}" for number in range(1, 5)))]
    ended = [(when, [week for week in weeks if _ended_in(week, when)]) for when in spans if when.has_ended(on)]
    return [figure_of_weeks(indicator.id, when, inside) for when, inside in ended if inside]


def _ended_in(week: Week, when: Span) -> bool:
    return week.count is not None and when.starts_on < week.ends_before <= when.ends_before


def figure_of_weeks(indicator: str, when: Span, weeks: Sequence[Week]) -> Figure:
    """How many a week: nothing in all of them is a number as any other. Hidden, where they are not told yet."""
    if any(week.count is None for week in weeks):
        return silent(indicator, WHOLE, when, Hidden.FEW)
    size, length = sum(week.count or 0 for week in weeks), sum(week.weeks for week in weeks)
    whole = poisson_interval(size)
    return Figure(
        indicator=indicator,
        unit=WHOLE,
        span=when,
        value=size / length,
        interval=Interval(whole.low / length, whole.high / length),
        numerator=size,
        denominator=length,
    )


def signal_of(weeks: Sequence[Week]) -> Signal:
    """What the latest of the weeks say beside those before them, to whoever knows them as they are told."""
    told = [changes.Stretch(week.weeks, week.count) for week in weeks if week.count is not None]
    waiting = [changes.Stretch(week.weeks, most_of(week)) for week in weeks[-1:] if week.count is None]
    found = changes.change(told, at_most=waiting[0] if waiting else None)
    if found is None:
        return Signal(course=Course.TOO_SHORT, weeks=0, p_value=None)
    course = Course.AS_BEFORE
    if found.is_signal:
        course = Course.FALL if found.is_fall else Course.RISE
    return Signal(course=course, weeks=found.weeks, p_value=round(found.p_value, 3))


def _figure(indicator: Indicator, place: Place, values: Values, rule: Withheld) -> Figure:
    unit, when = place
    hidden = rule.figures.get(place)
    if hidden is not None:
        return silent(indicator.id, unit, when, hidden)
    value, interval, numerator = _value(indicator, values)
    return Figure(
        indicator=indicator.id,
        unit=unit,
        span=when,
        value=value,
        interval=interval,
        numerator=numerator,
        denominator=sum(values.values()),
        classes=_classes(indicator, place, values, rule),
    )


def silent(indicator: str, unit: str, when: Span, hidden: Hidden) -> Figure:
    """A figure that is not told."""
    return Figure(
        indicator=indicator,
        unit=unit,
        span=when,
        value=None,
        interval=None,
        numerator=None,
        denominator=0 if hidden is Hidden.NOBODY else None,
        hidden=hidden,
    )


def _value(indicator: Indicator, values: Values) -> tuple[float, Interval | None, int | None]:
    size = sum(values.values())
    if indicator.kind in (Kind.SHARE, Kind.CLASSES):
        sample = Sample(size - values.get(0, 0), size)
        return float(sample.share), wilson(sample), sample.count
    if indicator.kind is Kind.DAYS:
        median, interval = median_of(values.items())
        return float(median), interval if interval and _is_of_many(values, interval) else None, None
    return *_mean(values, size), None


def _is_of_many(values: Values, interval: Interval) -> bool:
    """Whether its ends are told by many: of six values it would be the least and the greatest, each one child's own."""
    below = sum(count for value, count in values.items() if value <= interval.low)
    above = sum(count for value, count in values.items() if value >= interval.high)
    return min(below, above) >= LEAST


def _mean(values: Values, size: int) -> tuple[float, Interval]:
    # A figure that is shown is of five rows at least.
    mean = Fraction(sum(value * count for value, count in values.items()), size)
    spread = sum((count * (value - mean) ** 2 for value, count in values.items()), Fraction()) / (size - 1)
    reach = student_quantile(CONFIDENCE, size - 1) * math.sqrt(spread / size)
    return float(mean), Interval(float(mean) - reach, float(mean) + reach)


def _classes(indicator: Indicator, place: Place, values: Values, rule: Withheld) -> tuple[ClassCount, ...]:
    size = sum(values.values())
    if place in rule.classes:
        return tuple(ClassCount(each.title, None, None) for each in indicator.classes)
    return tuple(
        ClassCount(each.title, count, whole_percent(Fraction(count, size)))
        for each, count in zip(indicator.classes, classes_of(indicator, values), strict=True)
    )
