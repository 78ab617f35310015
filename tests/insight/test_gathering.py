"""Municipalities gathered: nothing is told together that one of them hides, attacked with linear programming."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from tests.pure.stats.attacks import bounds

from skyddsnat.domains.safety.types.figures import Behind
from skyddsnat.insight.figures_file import Told, spans_in
from skyddsnat.insight.gathering import gathered
from skyddsnat.insight.indicator_file import indicators
from skyddsnat.insight.making import figures_of, weekly_of
from skyddsnat.insight.types import WHOLE, Cell, Course, Figure, Hidden, Kind, Made
from skyddsnat.stats.figures import Figures, Key, Sum
from skyddsnat.stats.suppression import LEAST

LATER = date(2026, 3, 1)
YEAR = "2025"
QUARTERS = tuple(f"2025-Q{number}" for number in range(1, 5))
POLICE = next(each for each in indicators() if each.id == "police_not_given")
CLASSES = next(each for each in indicators() if each.kind is Kind.CLASSES)
WEEKLY = next(each for each in indicators() if each.kind is Kind.WEEKLY)
# What is told of the register here stands beside boards that hide nothing.
BOARDS = {(WHOLE, int(YEAR)): Behind({}, frozenset())}
# How many of how many, in each quarter.
Quarters = tuple[tuple[int, int], ...]
Found = dict[tuple[str, str], Figure]

A: Quarters = ((3, 23), (12, 32), (12, 32), (12, 32))
B: Quarters = ((15, 40), (15, 40), (15, 40), (15, 40))


def cells(where: str, of: Quarters, *, indicator: str = POLICE.id) -> list[Cell]:
    """As the engines count them; the year is the sum of its quarters."""
    whole = tuple(map(sum, zip(*of, strict=True)))
    return [
        Cell(indicator=indicator, municipality=where, unit=WHOLE, period=period, value=value, count=count)
        for period, (some, size) in zip((YEAR, *QUARTERS), (whole, *of), strict=True)
        for value, count in ((1, some), (0, size - some))
        if count
    ]


def own(where: str, of: Iterable[Cell], *, on: date = LATER) -> Told:
    """What a municipality shows itself, as its night would make it."""
    counted = [cell for cell in of if cell.municipality == where]
    figures = tuple(
        figure
        for each in indicators()
        for figure in figures_of(
            [cell for cell in counted if cell.indicator == each.id], indicator=each, on=on, boards=BOARDS
        )
    )
    weeks, signal = weekly_of([cell for cell in counted if cell.indicator == WEEKLY.id], on=on)
    return Told(Made(municipality=where, made_on=on, units=(), spans=spans_in(figures)), figures, weeks, signal)


def together(municipalities: Mapping[str, Quarters]) -> tuple[Found, dict[str, Found]]:
    """The gathered figures, and each municipality's own, by place."""
    counted = [cell for where, of in municipalities.items() for cell in cells(where, of)]
    sides = {where: own(where, counted) for where in municipalities}
    told = gathered(counted, sides.values(), name="Landet", on=LATER)
    return by_place(told), {where: by_place(side) for where, side in sides.items()}


def by_place(told: Told) -> Found:
    return {(each.unit, each.span.text): each for each in told.figures}


# --- The rule ---------------------------------------------------------------------------------------------------------


def test_a_municipality_that_hides_its_quarter_and_year_hides_them_together_too() -> None:
    """A's "39 of 119" in the year, less the quarters that A shows, was the 3 of 23 that A hides."""
    whole, sides = together({"A": A, "B": B})
    assert [sides["A"][WHOLE, text].hidden for text in (YEAR, *QUARTERS)] == [Hidden.FEW, Hidden.FEW, None, None, None]
    assert (whole["A", YEAR].hidden, whole["A", YEAR].denominator) == (Hidden.FEW, None)
    assert [whole[WHOLE, text].hidden for text in (YEAR, QUARTERS[0])] == [Hidden.FEW, Hidden.FEW]
    assert [(whole[WHOLE, text].numerator, whole[WHOLE, text].denominator) for text in QUARTERS[1:]] == [(27, 72)] * 3
    assert whole["B", YEAR] == replace(sides["B"][WHOLE, YEAR], unit="B")
    assert whole["B", YEAR].numerator == 60


def test_what_everybody_shows_is_shown_together() -> None:
    whole, _ = together({"A": B, "B": B, "C": ((0, 0),) * 4})
    assert (whole[WHOLE, YEAR].numerator, whole[WHOLE, YEAR].denominator) == (120, 320)
    assert (whole["C", YEAR].hidden, whole["C", YEAR].denominator) == (Hidden.NOBODY, 0)


def test_a_night_that_was_too_early_to_tell_hides() -> None:
    counted = cells("A", B)
    early = date(2025, 12, 1)
    sides = [own("A", counted), own("B", [], on=early)]
    found = by_place(gathered(counted, sides, name="Landet", on=LATER))
    assert (found[WHOLE, YEAR].hidden, found[WHOLE, QUARTERS[3]].hidden) == (Hidden.FEW, Hidden.FEW)
    assert found[WHOLE, QUARTERS[2]].numerator == 15


def test_figures_that_are_of_other_rows_hide() -> None:
    """Two folders with one name, or rows of another night than the figures."""
    counted = [*cells("A", B), *cells("B", B)]
    other = own("B", cells("B", ((20, 40),) * 4))
    for sides in ([own("A", counted), other], [own("A", counted), own("A", cells("A", A))]):
        found = by_place(gathered(counted, sides, name="Landet", on=LATER))
        assert {found[WHOLE, text].hidden for text in (YEAR, *QUARTERS)} == {Hidden.FEW}


def test_classes_that_one_hides_are_hidden_together() -> None:
    def of(where: str, counts: tuple[int, ...]) -> list[Cell]:
        return [
            Cell(
                indicator=CLASSES.id, municipality=where, unit=WHOLE, period=YEAR, value=each.least, count=count
            )
            for each, count in zip(CLASSES.classes, counts, strict=True)
        ]  # fmt: skip

    many, few = (20, *(10 for _ in CLASSES.classes[1:])), (20, 2, *(10 for _ in CLASSES.classes[2:]))
    for second, is_shown in ((many, True), (few, False)):
        counted = [*of("A", many), *of("B", second)]
        found = by_place(gathered(counted, [own("A", counted), own("B", counted)], name="Landet", on=LATER))
        assert found[WHOLE, YEAR].denominator == sum(many) + sum(second)
        expected = [a + b for a, b in zip(many, second, strict=True)] if is_shown else [None] * len(CLASSES.classes)
        assert [each.count for each in found[WHOLE, YEAR].classes] == expected


# --- Weeks ------------------------------------------------------------------------------------------------------------


def weekly(where: str, counts: Iterable[int]) -> list[Cell]:
    monday = date(2025, 1, 6)
    weeks = [((monday + timedelta(weeks=number)).isocalendar(), count) for number, count in enumerate(counts)]
    return [
        Cell(
            indicator=WEEKLY.id, municipality=where, unit=WHOLE,
            period=f"{week.year}-W{week.week:02}", value=1, count=count,
        )
        for week, count in weeks
    ]  # fmt: skip


def test_weeks_that_one_tells_together_are_told_together_of_all() -> None:
    on = date(2025, 1, 6) + timedelta(weeks=40)
    few = [9, 3, 5, 12, *[9] * 36]
    counted = [*weekly("A", [10] * 40), *weekly("B", few)]
    sides = [own("A", counted, on=on), own("B", counted, on=on), own("C", [], on=on)]
    told = gathered(counted, sides, name="Landet", on=on)
    assert [(week.count, week.weeks) for week in told.weeks] == [(19, 1), (50, 3), *[(19, 1)] * 36]
    assert told.signal.course is Course.AS_BEFORE
    found = by_place(told)
    first = found[WHOLE, "2025-Q1"]
    assert (first.numerator, first.denominator) == (19 * 9 + 50, 12)
    assert found.keys() == {(WHOLE, f"2025-Q{number}") for number in (1, 2, 3)}


def test_the_weeks_end_where_one_has_too_few_to_be_told_yet_and_say_nothing_when_that_is_long_ago() -> None:
    monday = date(2025, 1, 6)
    for waiting, course in ((1, Course.AS_BEFORE), (5, Course.TOO_SHORT)):
        length = 60 + waiting
        on = monday + timedelta(weeks=length)
        counted = [*weekly("A", [10] * length), *weekly("B", [*[9] * 60, *[1] * waiting])]
        sides = [own("A", counted, on=on), own("B", counted, on=on)]
        told = gathered(counted, sides, name="Landet", on=on)
        assert len(told.weeks) == 60
        assert told.signal.course is course
    year = by_place(told)
    assert year["A", YEAR] == replace(by_place(sides[0])[WHOLE, YEAR], unit="A")


def test_a_municipality_without_reports_hides_no_week() -> None:
    on = date(2026, 2, 2)
    counted = weekly("A", [10] * 56)
    told = gathered(counted, [own("A", counted, on=on), own("B", [], on=on)], name="Landet", on=on)
    assert (len(told.weeks), by_place(told)[WHOLE, YEAR].numerator) == (56, 510)
    assert by_place(told)["B", YEAR].hidden is Hidden.NOBODY
    late = gathered(counted, [own("A", counted, on=on), own("B", [], on=date(2025, 3, 4))], name="Landet", on=on)
    assert late.weeks[-1].ends_before == date(2025, 3, 3)


# --- What somebody tries who looks at the municipalities' own figures and at those together ---------------------------


def key(where: str, text: str, part: str) -> Key:
    return frozenset({("municipality", where), ("span", text), ("part", part)})


PARTS = ("", "some", "none")


def everything(municipalities: Mapping[str, Quarters]) -> Figures:
    """The true counts of all and of each, by year and quarter, and every sum between them."""
    places = [(where, text) for where in (*municipalities, WHOLE) for text in (YEAR, *QUARTERS)]
    counts = {key(*place, part): count_of(municipalities, *place, part) for place in places for part in PARTS}
    sums = [Sum(key(*place, ""), (key(*place, "some"), key(*place, "none"))) for place in places]
    for part in PARTS:
        sums += [
            Sum(key(where, YEAR, part), tuple(key(where, text, part) for text in QUARTERS))
            for where in (*municipalities, WHOLE)
        ]
        sums += [
            Sum(key(WHOLE, text, part), tuple(key(where, text, part) for where in municipalities))
            for text in (YEAR, *QUARTERS)
        ]
    return Figures(counts, tuple(sums))


def count_of(municipalities: Mapping[str, Quarters], where: str, text: str, part: str) -> int:
    found = [
        its
        for name, of in municipalities.items()
        for quarter, its in zip(QUARTERS, of, strict=True)
        if where in (WHOLE, name) and text in (YEAR, quarter)
    ]
    return sum({"": size, "some": some, "none": size - some}[part] for some, size in found)


def told_of(municipalities: Mapping[str, Quarters], found: Found, sides: Mapping[str, Found]) -> dict[Key, int]:
    """What stands in all of their files, gathered and own."""
    told = [(where, text, each) for (where, text), each in found.items()]
    told += [(where, text, each) for where, side in sides.items() for (_, text), each in side.items()]
    return {
        key(where, text, part): count_of(municipalities, where, text, part)
        for where, text, figure in told
        if figure.hidden in (None, Hidden.NOBODY) and text in (YEAR, *QUARTERS)
        for part in PARTS
    }


def random_ones(seed: int) -> dict[str, Quarters]:
    chance = random.Random(seed)

    def quarter() -> tuple[int, int]:
        size = chance.choice((0, 6, 15, 25, 40))
        return chance.randrange(size // 2 + 1), size

    return {where: tuple(quarter() for _ in QUARTERS) for where in "ABC"}


@pytest.mark.parametrize("seed", [None, *range(24)])
def test_together_they_tell_nothing_more_than_each_tells_itself(seed: int | None) -> None:
    """Linear programming over everything that is shown finds nothing that it does not find in their own figures."""
    all_of_them = {"A": A, "B": B} if seed is None else random_ones(seed)
    found, sides = together(all_of_them)
    whole = everything(all_of_them)
    alone, all_told = told_of(all_of_them, {}, sides), told_of(all_of_them, found, sides)
    small = [each for each in whole.counts if each not in all_told and 0 < whole.counts[each] < LEAST]
    for each in random.Random(1).sample(sorted(small, key=sorted), min(4, len(small))):
        low, high = reach(whole, all_told, each)
        assert high is None or high - low >= LEAST - 1, sorted(each)
        assert (low, high) == reach(whole, alone, each), sorted(each)


def reach(whole: Figures, told: Mapping[Key, int], each: Key) -> tuple[Fraction, Fraction | None]:
    hidden = [one for one in whole.counts if one not in told]
    return bounds(whole, hidden, each, floors=dict.fromkeys(hidden, 0))
