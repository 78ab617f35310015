"""Reports week by week: what is told of them, by the week, quarter and year and by the signal, tells no small number.

Everything is made of the weeks as they are told. Whoever has all of it, of every night, has nothing more than these.
"""

import json
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from skyddsnat.insight.figures_file import NAME, Told, read_figures, write_figures
from skyddsnat.insight.indicator_file import indicators
from skyddsnat.insight.making import figures_of, weekly_of
from skyddsnat.insight.periods import Grain, span
from skyddsnat.insight.types import WHOLE, Cell, Course, Figure, Hidden, Kind, Made, Week
from skyddsnat.insight.withholding import most_of, shown_weeks, weeks_of
from skyddsnat.stats.counts import poisson_interval
from skyddsnat.stats.suppression import LEAST

WEEKLY = next(each for each in indicators() if each.kind is Kind.WEEKLY)
MONDAY = date(2025, 9, 1)  # so that weeks of a year's end and of four quarters' ends are among them
UNITS = ("Barn", "Mottagning")
# One report: its day and the unit that took it.
Report = tuple[date, str]


def week(number: int, count: int) -> tuple[date, int]:
    return MONDAY + timedelta(weeks=number), count


def cells(of: Iterable[Report]) -> list[Cell]:
    """As the engines count them."""
    found: dict[tuple[str, str], int] = {}
    for day, unit in of:
        iso = day.isocalendar()
        texts = (f"{day.year}", f"{day.year}-Q{(day.month + 2) // 3}", f"{day.year}-{day.month:02}")
        for place in (unit, WHOLE):
            for text in (*texts, f"{iso.year}-W{iso.week:02}"):
                found[place, text] = found.get((place, text), 0) + 1
    return [
        Cell(indicator=WEEKLY.id, municipality="A", unit=unit, period=text, value=1, count=count)
        for (unit, text), count in found.items()
    ]


def reports(counts: Iterable[int], *, seed: int = 1) -> list[Report]:
    """So many in each week, on any of its days and in any unit."""
    chance = random.Random(seed)
    return [
        (MONDAY + timedelta(days=7 * number + chance.randrange(7)), chance.choice(UNITS))
        for number, count in enumerate(counts)
        for _ in range(count)
    ]


def everything(of: Iterable[Report], *, on: date) -> Any:
    """All that the night tells of the reports: weeks, signal and figures."""
    counted = cells(of)
    return weekly_of(counted, on=on), figures_of(counted, indicator=WEEKLY, on=on)


def figures(of: Iterable[Report], *, on: date) -> dict[str, Figure]:
    return {each.span.text: each for each in figures_of(cells(of), indicator=WEEKLY, on=on)}


# --- What is told -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([9, 9, 9], [(9, 1), (9, 1), (9, 1)]),
        ([9, 0, 9], [(9, 1), (0, 1), (9, 1)]),
        ([9, 3, 9, 8], [(9, 1), (12, 2), (8, 1)]),
        ([9, 3, 5, 8], [(9, 1), (16, 3)]),
        ([9, 3, 2, 1, 9, 8], [(9, 1), (15, 4), (8, 1)]),
        ([9, 3], [(9, 1), (None, 1)]),
        ([4, 0, 7, 6], [(11, 3), (6, 1)]),
        ([4, 4, 4, 2, 0], [(12, 3), (None, 2)]),
    ],
)
def test_a_small_week_is_told_together_with_those_after_it(
    counts: list[int], told: list[tuple[int | None, int]]
) -> None:
    weeks = [week(number, count) for number, count in enumerate(counts)]
    assert [(each.count, each.weeks) for each in shown_weeks(weeks)] == told


def test_weeks_are_complete_and_those_without_any_are_there() -> None:
    found = weeks_of(cells([(MONDAY, "Barn"), (MONDAY + timedelta(days=27), "Barn")]), on=MONDAY + timedelta(days=34))
    assert found == (week(0, 1), week(1, 0), week(2, 0), week(3, 1))
    assert weeks_of([], on=MONDAY) == ()


def test_a_quarter_and_a_year_are_of_the_weeks_that_ended_in_them() -> None:
    """Week 40 ends on Sunday the fifth of October, and week 1 on the fourth of January."""
    of = reports([7] * 26)
    found = figures(of, on=date(2026, 2, 20))
    assert {text: (each.numerator, each.denominator) for text, each in found.items()} == {
        "2025": (17 * 7, 17),
        "2025-Q3": (4 * 7, 4),
        "2025-Q4": (13 * 7, 13),
    }
    year = found["2025"]
    assert year.interval is not None
    whole = poisson_interval(17 * 7)
    assert (year.value, year.interval.low, year.interval.high) == (7, whole.low / 17, whole.high / 17)
    assert {each.unit for each in found.values()} == {WHOLE}
    assert {each.span.grain for each in found.values()} == {Grain.YEAR, Grain.QUARTER}


def test_a_year_of_fifty_three_weeks_has_them_all() -> None:
    found = figures(reports([6] * 80), on=date(2027, 3, 1))
    assert (found["2026"].denominator, found["2026"].numerator) == (52, 312)
    later = figures([(day + timedelta(days=364), unit) for day, unit in reports([6] * 80)], on=date(2028, 3, 1))
    assert later["2027"].denominator == 52
    both = weekly_of(cells(reports([6] * 80)), on=date(2027, 3, 1))[0]
    assert [each.starts_on for each in both if each.starts_on.isocalendar().week == 53] == [date(2026, 12, 28)]


def test_a_year_in_which_nothing_was_reported_after_the_first_week_is_told_as_nought() -> None:
    found = figures([*reports([7]), (date(2027, 2, 1), "Barn")], on=date(2027, 6, 1))
    assert (found["2026"].value, found["2026"].numerator, found["2026"].hidden) == (0, 0, None)


# --- Attacked ---------------------------------------------------------------------------------------------------------


def some_counts(seed: int) -> list[int]:
    """A year and a half of an office where little or much happens."""
    chance = random.Random(seed)
    most = chance.choice((2, 5, 9, 14))
    return [chance.randrange(most + 1) for _ in range(78)]


ON = MONDAY + timedelta(weeks=78)


@pytest.mark.parametrize("seed", range(12))
def test_a_report_on_another_day_of_its_week_or_in_another_unit_changes_nothing_that_is_told(seed: int) -> None:
    """Were quarters of days, the weeks between could be taken from them, and the days at their ends were left."""
    counts = some_counts(seed)
    assert everything(reports(counts, seed=1), on=ON) == everything(reports(counts, seed=2), on=ON)


@pytest.mark.parametrize("seed", range(12))
def test_every_week_that_is_not_told_alone_can_have_been_many_numbers(seed: int) -> None:
    """Other numbers are put in its place, and all that is told stays the same: figures, signal and every night before.

    Of the first it is known that it is small, and no more; the others can be four numbers or more, as it can.
    """
    counts = some_counts(seed)
    weeks, place, tried = shown_weeks(week(number, count) for number, count in enumerate(counts)), 0, 0
    told = everything(reports(counts), on=ON)
    for each in weeks:
        if each.weeks > 1 or each.count is None:
            for number in range(place, place + each.weeks):
                first = number == place
                possible = {
                    other[number]
                    for other in _others(counts, place, each, number)
                    if shown_weeks(week(number, count) for number, count in enumerate(other)) == weeks
                }
                assert possible >= {1, 2, 3, 4} if first else len(possible) >= LEAST - 1, (each, possible)
                tried += 1
        place += each.weeks
    assert tried or min(counts) >= LEAST
    for other in list(_all_moved(counts, weeks))[:3]:
        assert everything(reports(other, seed=3), on=ON) == told


def _others(counts: list[int], place: int, told: Week, number: int) -> Iterator[list[int]]:
    """The same weeks with another number in one of them, and the rest of what is told with it in its last or first."""
    inside = range(place, place + told.weeks)
    most = most_of(told) if told.count is None else told.count
    for value in range(most + 1):
        for filled in inside:
            if filled == number:
                continue
            # Of the others the first has one, and what is left is in a single one of them.
            other = dict.fromkeys(inside, 0) | {place: 1, number: value}
            left = (sum(other.values()) if told.count is None else told.count) - sum(other.values())
            other[filled] += left
            if left >= 0:
                yield [other.get(each, count) for each, count in enumerate(counts)]
        if told.weeks == 1:
            yield [value if each == number else count for each, count in enumerate(counts)]


def _all_moved(counts: list[int], weeks: Iterable[Week]) -> Iterator[list[int]]:
    """Every small first week another small number, and the last that is told with it makes up for it."""
    for value in (1, 2, 3, 4):
        other, place = list(counts), 0
        for each in weeks:
            if each.weeks > 1 and each.count is not None:
                other[place : place + each.weeks] = [value, *[0] * (each.weeks - 2), each.count - value]
            place += each.weeks
        if shown_weeks(week(number, count) for number, count in enumerate(other)) == tuple(weeks):
            yield other


@pytest.mark.parametrize("seed", range(12))
def test_what_a_night_told_stands_and_no_night_told_more(seed: int) -> None:
    """Each night's weeks are those of the last night, cut off: whoever kept them all has the last alone."""
    counts = some_counts(seed)
    last = shown_weeks(week(number, count) for number, count in enumerate(counts))
    before: dict[str, Figure] = {}
    for length in range(1, len(counts) + 1):
        night = shown_weeks(week(number, count) for number, count in enumerate(counts[:length]))
        told = tuple(each for each in night if each.count is not None)
        assert told == last[: len(told)]
        assert sum(each.weeks for each in night) == length
        if length % 6 == 0:
            now = figures(reports(counts[:length]), on=MONDAY + timedelta(weeks=length))
            assert before.items() <= now.items()
            before = now


# --- The signal -------------------------------------------------------------------------------------------------------


def signal(counts: list[int]) -> tuple[Course, int]:
    found = weekly_of(cells(reports(counts)), on=MONDAY + timedelta(weeks=len(counts)))[1]
    return found.course, found.weeks


def test_the_latest_weeks_are_told_as_a_fall_though_they_are_too_few_to_be_told() -> None:
    """The first of them may be four, for all that is told; two together are nine at most."""
    assert signal([12] * 60) == (Course.AS_BEFORE, 1)
    assert signal([12] * 60 + [0]) == (Course.FALL, 1)
    assert signal([12] * 60 + [2])[0] is Course.AS_BEFORE
    assert signal([12] * 60 + [2, 1]) == (Course.FALL, 2)
    assert signal([12] * 60 + [40])[0] is Course.RISE
    assert signal([12] * 20)[0] is Course.TOO_SHORT


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_the_signal_does_not_tell_how_few_they_were(count: int) -> None:
    """With a p-value of the true counts it did: each of the four has its own."""
    assert everything(reports([14] * 60 + [count]), on=MONDAY + timedelta(weeks=61)) == everything(
        reports([14] * 60 + [1]), on=MONDAY + timedelta(weeks=61)
    )


def test_an_office_where_little_happens_is_told_of_a_fall_too() -> None:
    assert signal([3, 2, 4, 1] * 15)[0] is Course.AS_BEFORE
    assert signal([3, 2, 4, 1] * 15 + [1, 0] * 6)[0] is Course.FALL


def test_there_is_nothing_to_tell_of_weeks_that_are_not_over() -> None:
    of = reports([7] * 30)
    assert weekly_of(cells(of), on=MONDAY + timedelta(weeks=29, days=6))[0][-1].starts_on == MONDAY + timedelta(
        weeks=28
    )


def test_no_figure_of_weeks_is_hidden_or_small() -> None:
    for seed in range(12):
        for each in figures(reports(some_counts(seed)), on=ON).values():
            assert each.hidden is not Hidden.FEW
            assert each.numerator == 0 or (each.numerator or 0) >= LEAST
            assert span(each.span.text).has_ended(ON)


def test_a_file_of_a_night_before_weeks_were_told_together_is_still_read(tmp_path: Path) -> None:
    """The pages read it until the next night has been."""
    weeks, said = weekly_of(cells(reports([7, 3, 9])), on=MONDAY + timedelta(weeks=3))
    made = Made(municipality="A", made_on=MONDAY, units=(), spans=())
    write_figures(Told(made, (), weeks, said), tmp_path)
    assert read_figures(tmp_path).weeks == weeks
    (tmp_path / "old").mkdir()
    text = json.loads((tmp_path / NAME).read_text()) | {"weeks": [["2025-09-01", 7], ["2025-09-08", None]]}
    (tmp_path / "old" / NAME).write_text(json.dumps(text))
    assert [(each.count, each.weeks) for each in read_figures(tmp_path / "old").weeks] == [(7, 1), (None, 1)]
