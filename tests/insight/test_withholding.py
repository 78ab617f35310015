"""What is hidden stays unknown, and what was shown stays shown: attacked with linear programming, and over time."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from tests.pure.stats.attacks import bounds

from skyddsnat.insight.indicator_file import indicators
from skyddsnat.insight.making import figures_of
from skyddsnat.insight.periods import Grain, span
from skyddsnat.insight.types import WHOLE, Cell, Figure, Guard, Hidden, Indicator, Kind, Per, ValueClass
from skyddsnat.kernel.text import Text
from skyddsnat.stats.figures import Figures, Key, Sum
from skyddsnat.stats.suppression import LEAST

YEAR = 2025
LATER = date(2026, 3, 1)
UNITS = ("Barn 1", "Barn 2", "Ungdom")
SHARE = replace(indicators()[0], kind=Kind.SHARE, per=None, classes=(), guard=Guard.COUNTS)
GROUPS = replace(SHARE, guard=Guard.GROUPS)
# One row: its day, its unit, its value.
Row = tuple[date, str, int]


def rows(seed: int, count: int, *, yes: float = 0.3) -> list[Row]:
    """Rows of the year, more in some units and months than in others."""
    chance = random.Random(seed)
    weights = [chance.random() + 0.2 for _ in range(12)]
    months = chance.choices(range(1, 13), weights=weights, k=count)
    units = chance.choices(UNITS, weights=(6, 3, 1), k=count)
    return [
        (date(YEAR, month, chance.randrange(1, 29)), unit, int(chance.random() < yes))
        for month, unit in zip(months, units, strict=True)
    ]


def cells(of: Iterable[Row]) -> list[Cell]:
    """As the engines count them."""
    found: dict[tuple[str, str, int], int] = {}
    for day, unit, value in of:
        week = day.isocalendar()
        texts = (
            *(f"{day.year}", f"{day.year}-Q{(day.month + 2) // 3}", f"{day.year}-{day.month:02}"),
            f"{week.year}-W{week.week:02}",
        )
        for place in (unit, WHOLE):
            for text in texts:
                found[place, text, value] = found.get((place, text, value), 0) + 1
    return [
        Cell(indicator="x", municipality="A", unit=unit, period=text, value=value, count=count)
        for (unit, text, value), count in found.items()
    ]


def figures(indicator: Indicator, of: Iterable[Row], *, on: date = LATER) -> dict[tuple[str, str], Figure]:
    return {(each.unit, each.span.text): each for each in figures_of(cells(of), indicator=indicator, on=on)}


# --- What somebody tries who looks at everything ----------------------------------------------------------------------


def key(unit: str, text: str, part: str) -> Key:
    return frozenset({("unit", unit), ("span", text), ("part", part)})


def everything(of: list[Row], parts: tuple[str, ...]) -> Figures:
    """The true counts of the grid and every sum between them, built apart from what is attacked."""
    quarters = {
        f"{YEAR}-Q{number}": [f"{YEAR}-{month:02}" for month in range(3 * number - 2, 3 * number + 1)]
        for number in range(1, 5)
    }
    months = {f"{YEAR}": range(1, 13)} | {name: [int(each[5:]) for each in inside] for name, inside in quarters.items()}
    months |= {each: [int(each[5:])] for inside in quarters.values() for each in inside}
    values = {"": (0, 1), "yes": (1,), "no": (0,)}
    places = [(unit, f"{YEAR}") for unit in UNITS] + [(WHOLE, text) for text in months]
    counts = {
        key(unit, text, part): sum(
            day.month in months[text] and value in values[part] and unit in (WHOLE, own) for day, own, value in of
        )
        for unit, text in places
        for part in parts
    }
    sums = [Sum(key(*place, ""), (key(*place, "yes"), key(*place, "no"))) for place in places if len(parts) > 1]
    for part in parts:
        sums.append(Sum(key(WHOLE, f"{YEAR}", part), tuple(key(unit, f"{YEAR}", part) for unit in UNITS)))
        sums.append(Sum(key(WHOLE, f"{YEAR}", part), tuple(key(WHOLE, name, part) for name in quarters)))
        sums += [
            Sum(key(WHOLE, name, part), tuple(key(WHOLE, each, part) for each in quarters[name])) for name in quarters
        ]
    return Figures(counts, tuple(sums))


@pytest.mark.parametrize("count", [14, 40, 90, 200])
@pytest.mark.parametrize("indicator", [SHARE, GROUPS], ids=["counts", "groups"])
def test_linear_programming_leaves_every_small_number_at_least_five_values(indicator: Indicator, count: int) -> None:
    """The attacker knows all that is shown and every sum; nothing small may be pinned down."""
    parts = ("", "yes", "no") if indicator.guard is Guard.COUNTS else ("",)
    of = rows(count, count)
    told = figures(indicator, of)
    whole = everything(of, parts)
    hidden = [each for each in whole.counts if told[place(each)].hidden not in (None, Hidden.NOBODY)]
    small = [each for each in hidden if 0 < whole.counts[each] < LEAST]
    assert small or count == 200
    floors = dict.fromkeys(hidden, 0)
    for each in random.Random(1).sample(sorted(small, key=sorted), min(8, len(small))):
        low, high = bounds(whole, hidden, each, floors=floors)
        assert high is None or high - low >= LEAST - 1, sorted(each)


def place(of: Key) -> tuple[str, str]:
    named = dict(of)
    return named["unit"], named["span"]


@pytest.mark.parametrize("seed", range(60))
def test_nothing_small_is_shown_or_left_between_what_is_shown(seed: int) -> None:
    of = rows(seed, random.Random(seed).randrange(5, 300), yes=0.1 + seed % 5 / 5)
    told = figures(SHARE, of)
    shown = {where: each for where, each in told.items() if each.hidden is None}
    for each in shown.values():
        assert each.numerator is not None
        assert each.denominator is not None
        assert not {each.numerator, each.denominator, each.denominator - each.numerator} & {1, 2, 3, 4}
    year = shown.get((WHOLE, f"{YEAR}"))
    for inside in ([where for where in told if where[0]], [where for where in told if "Q" in where[1]]):
        known = [shown[where] for where in inside if where in shown]
        if year is not None:
            left = (year.numerator or 0) - sum(each.numerator or 0 for each in known)
            assert left == 0 or left >= 2 * LEAST or len(known) == 0


@pytest.mark.parametrize("seed", range(40))
def test_what_was_shown_stays_shown_and_the_same(seed: int) -> None:
    """Quarter by quarter, as the year goes."""
    of = rows(seed, 20 + 9 * seed, yes=0.5)
    before: dict[tuple[str, str], Figure] = {}
    for month in (4, 7, 10, 13):
        on = date(YEAR + month // 13, month % 12 or 12, 1) if month != 13 else date(YEAR + 1, 1, 1)
        now = figures(GROUPS, [row for row in of if row[0] < on], on=on)
        for where, each in before.items():
            if each.value is not None:
                assert (now[where].numerator, now[where].denominator) == (each.numerator, each.denominator)
        before = now


# --- The grid ---------------------------------------------------------------------------------------------------------


def test_only_what_has_ended_has_a_figure() -> None:
    found = figures(GROUPS, rows(1, 500), on=date(YEAR, 8, 15))
    assert {text for unit, text in found if not unit} == {
        *(f"{YEAR}-Q1", f"{YEAR}-Q2"),
        *(f"{YEAR}-{month:02}" for month in range(1, 7)),
    }
    assert not any(unit for unit, _ in found)


def test_units_have_years_and_the_whole_has_years_quarters_and_months() -> None:
    found = figures(GROUPS, rows(1, 2000))
    assert {span(text).grain for unit, text in found if unit} == {Grain.YEAR}
    assert {span(text).grain for unit, text in found if not unit} == {Grain.YEAR, Grain.QUARTER, Grain.MONTH}
    assert {each.hidden for each in found.values()} <= {None, Hidden.NOBODY}


def test_nothing_recorded_is_no_figure() -> None:
    assert figures_of([], indicator=SHARE, on=LATER) == []


def test_what_is_counted_anew_in_each_period_has_no_months() -> None:
    found = figures(replace(GROUPS, per=Per.SUM), rows(1, 900))
    assert {span(text).grain for _, text in found} == {Grain.YEAR, Grain.QUARTER}


def of_values(indicator: Indicator, by_period: dict[str, list[int]]) -> dict[str, Figure]:
    """Figures of cells that are given as they are: values counted anew in each period make no sums."""
    made = [
        Cell(indicator="x", municipality="A", unit=WHOLE, period=period, value=value, count=values.count(value))
        for period, values in by_period.items()
        for value in set(values)
    ]
    return {each.span.text: each for each in figures_of(made, indicator=indicator, on=LATER)}


def test_a_year_that_tells_how_few_came_after_a_shown_quarter_is_hidden() -> None:
    """Ten were threatened in the first quarter and twelve in the year: two who were not before."""
    each = replace(SHARE, per=Per.SUM)
    found = of_values(each, {"2025-Q1": [1] * 10 + [0] * 30, "2025": [1] * 12 + [0] * 30})
    assert (found["2025-Q1"].hidden, found["2025"].hidden) == (None, Hidden.FEW)
    found = of_values(each, {"2025-Q1": [1] * 10 + [0] * 30, "2025": [1] * 16 + [0] * 30})
    assert (found["2025-Q1"].hidden, found["2025"].hidden) == (None, None)


CLASSES = replace(
    SHARE,
    kind=Kind.CLASSES,
    per=Per.SUM,
    classes=tuple(ValueClass(least, Text(str(least), str(least))) for least in (0, 1, 4, 11)),
)


def test_classes_are_shown_where_none_of_them_is_small() -> None:
    found = of_values(CLASSES, {"2024": [0] * 20 + [1] * 5 + [5] * 6 + [30] * 7, "2025": [0] * 20 + [1] * 5 + [5] * 2})
    assert [each.count for each in found["2024"].classes] == [20, 5, 6, 7]
    assert [each.percent for each in found["2024"].classes] == [53, 13, 16, 18]
    assert (found["2025"].numerator, found["2025"].hidden) == (7, None)
    assert {each.count for each in found["2025"].classes} == {None}


# --- Values -----------------------------------------------------------------------------------------------------------


def test_a_median_and_a_mean_have_their_intervals() -> None:
    days = of_values(replace(GROUPS, kind=Kind.DAYS), {"2025": [3, 4, 5, 6, 7, 40]})["2025"]
    assert (days.value, days.interval, days.numerator) == (5.5, None, None)
    many = of_values(replace(GROUPS, kind=Kind.DAYS), {"2025": list(range(21))})["2025"]
    assert many.interval is not None
    assert (many.value, many.interval.low, many.interval.high) == (10, 5, 15)
    mean = of_values(replace(GROUPS, kind=Kind.MEAN), {"2025": [1, 1, 2, 2, 3, 3]})["2025"]
    assert mean.interval is not None
    # R: t.test(c(1, 1, 2, 2, 3, 3))$conf.int
    assert mean.value == 2
    assert (mean.interval.low, mean.interval.high) == (
        pytest.approx(1.06135622847, abs=1e-9),
        pytest.approx(2.93864377153, abs=1e-9),
    )


def test_the_ends_of_an_interval_of_days_are_never_a_few_childrens_own() -> None:
    """Of six to sixteen children it is told between the least and the greatest, or nearly."""
    for size in range(5, 60):
        found = of_values(replace(GROUPS, kind=Kind.DAYS), {"2025": list(range(size))})["2025"].interval
        assert found is None or (found.low >= LEAST - 1 and found.high <= size - LEAST)
        assert (found is None) == (size < 17)


def test_one_row_alone_is_never_shown() -> None:
    assert of_values(replace(GROUPS, kind=Kind.MEAN), {"2025": [2]})["2025"].hidden is Hidden.FEW
