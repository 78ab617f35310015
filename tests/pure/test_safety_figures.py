"""The safety board's figures: nobody who has every page of a year, and of every unit, finds what is hidden.

The attack is linear programming over all that is published together, exact, with every sum that a reader knows.
"""

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from statistics import median

import pytest
from tests.pure.stats.attacks import bounds

from skyddsnat.domains.safety.rules import figures as rules
from skyddsnat.domains.safety.rules.figures import (
    FIRST,
    SECOND,
    YEAR,
    Grid,
    Place,
    Row,
    board,
    grid_of,
    hidden_alone,
    hidden_together,
    place_of,
)
from skyddsnat.domains.safety.types.figures import (
    CLOSED,
    MONTHS,
    SENT,
    SPLITS,
    TOTALS,
    Board,
    Cell,
    Figure,
    Hidden,
    Period,
    Split,
    Topic,
    ended_periods,
)
from skyddsnat.stats.figures import Figures, Key, Sum
from skyddsnat.stats.suppression import LEAST, CannotProtect

AS_OF = date(2026, 11, 1)
WHOLE = Period(2025)
INCIDENTS = (Topic.INCIDENTS, "")


def year(count: int, *, units: int, seed: int, even: bool = False) -> list[Row]:
    """So many incidents of a year, each with a code in every table; the first units have most, unless `even`."""
    chance = random.Random(seed)
    rows: dict[tuple[int | None, int, str, str], int] = {}
    for _ in range(count):
        unit = chance.randrange(units) if even else min(int(chance.expovariate(0.7)), units - 1)
        half = chance.choice((1, 2))
        for topic, code in _cells(chance):
            rows[unit + 1, half, topic, code] = rows.get((unit + 1, half, topic, code), 0) + 1
        month = (None, half, Topic.MONTH.value, chance.choice(MONTHS[half]))
        rows[month] = rows.get(month, 0) + 1
    for _ in range(count):
        rows[None, 0, Topic.WORKERS.value, ""] = rows.get((None, 0, Topic.WORKERS.value, ""), 0) + 1
    rows |= {(unit, 0, Topic.WORKERS.value, ""): 4 for unit in range(1, units + 1)}
    return [Row(*key, times) for key, times in rows.items()]


def _cells(chance: random.Random) -> Iterator[Cell]:
    known: set[Cell] = {(topic, "") for topic in TOTALS}
    for split in SPLITS:
        if split.of in known:
            some = split.codes[: 2 + min(len(split.codes) - 2, int(chance.expovariate(1)))]
            found = chance.sample(split.codes, 2) if split.is_choice else [chance.choice(some)]
            known |= {(split.topic, code) for code in found}
        if split.topic is Topic.POLICE and (Topic.POLICE, SENT) in known:
            known.add((Topic.DAYS_TO_SENT, str(chance.randrange(9))))
        if split.topic is Topic.POLICE_END and (Topic.POLICE_END, CLOSED) in known:
            known.add((Topic.DAYS_TO_CLOSED, str(chance.randrange(99))))
    yield from known


# --- What a reader has ------------------------------------------------------------------------------------------------


def boards(rows: list[Row], units: int) -> dict[Place, Board]:
    """Every board of the year: the year, its halves, each unit."""
    numbers = {number: number for number in range(1, units + 1)}
    shown = {
        place: board(rows, period=Period(2025, half), unit_id=None, numbers=numbers, as_of=AS_OF)
        for half, place in enumerate((YEAR, FIRST, SECOND))
    }
    for number in numbers:
        found = board(rows, period=WHOLE, unit_id=number, numbers=numbers, as_of=AS_OF)
        shown[place_of(number)] = found
    return shown


def others(cell: Cell) -> Cell:
    """Those who did not choose it, whom everybody can count who knows the total."""
    return cell[0], f"not {cell[1]}"


def published(grid: Grid, of: Cell, groups: Sequence[Sequence[Cell]]) -> Figures:
    """A table of every place with all sums that everybody knows. `groups`: what adds up to the total `of`."""
    units = [place for place in grid if place not in (YEAR, FIRST, SECOND)]
    cells = {of, *(cell for group in groups for cell in group)}
    counts = {key_of(place, cell): count_of(grid, place, cell, of) for place in grid for cell in cells}
    sums = [Sum(key_of(place, of), tuple(key_of(place, each) for each in group)) for place in grid for group in groups]
    for cell in cells:
        sums.append(Sum(key_of(YEAR, cell), tuple(key_of(place, cell) for place in units)))
        sums.append(Sum(key_of(YEAR, cell), (key_of(FIRST, cell), key_of(SECOND, cell))))
    return Figures(counts, tuple(sums))


def count_of(grid: Grid, place: Place, cell: Cell, of: Cell) -> int:
    """The true count."""
    topic, code = cell
    if not code.startswith("not "):
        return grid[place].get(cell, 0)
    return grid[place].get(of, 0) - grid[place].get((topic, code.removeprefix("not ")), 0)


def key_of(place: Place, cell: Cell) -> Key:
    return frozenset({("place", place), ("topic", cell[0].value), ("code", cell[1])})


def shown_count(boards: Mapping[Place, Board], place: Place, cell: Cell) -> int | None:
    """What the reader sees, or can tell at once: of those who did not choose something, the others."""
    figures = boards[place].figures
    topic, code = cell
    if not code.startswith("not "):
        return figures[cell].count if cell in figures else None
    of = next(split.of for split in SPLITS if split.topic is topic)
    whole, part = shown_count(boards, place, of), shown_count(boards, place, (topic, code.removeprefix("not ")))
    return None if whole is None or part is None else whole - part


def found_out(grid: Grid, shown: Mapping[Place, Board], of: Cell, groups: Sequence[Sequence[Cell]]) -> list[str]:
    """Small figures of a table that a reader of all boards narrows down.

    Of each there must be five values left, as far as the sums tell, and two where "fewer than five" is read as one to
    four besides. Where a whole table is left out there may be nobody.
    """
    figures = published(grid, of, groups)
    cells = {key_of(place, cell): (place, cell) for place in grid for cell in (of, *itertools.chain(*groups))}
    hidden = [key for key, (place, cell) in cells.items() if shown_count(shown, place, cell) is None]
    floors = {key: int(is_said_small(shown, *cells[key])) for key in hidden}
    ceilings = {key: LEAST - 1 for key, floor in floors.items() if floor}
    weak = []
    for key in (key for key in hidden if 0 < figures.counts[key] < LEAST):
        for besides, left in (({}, LEAST), (ceilings, 2)):
            low, high = bounds(figures, hidden, key, floors=floors, ceilings=besides)
            if high is not None and high - low < left - 1:
                weak.append(f"{sorted(key)} is between {low} and {high}")
    return weak


def is_said_small(shown: Mapping[Place, Board], place: Place, cell: Cell) -> bool:
    """Whether it stands there as fewer than five."""
    figure = shown[place].figures.get(cell)
    return figure is not None and figure.hidden is Hidden.SMALL


def attacked(split: Split) -> list[list[Cell]]:
    """What adds up to the total of the table."""
    return [[cell, others(cell)] for cell in split.cells[:3]] if split.is_choice else [list(split.cells)]


ATTACKED = [
    split for split in SPLITS if split.topic in {Topic.EFFECT, Topic.POLICE, Topic.POLICE_END, Topic.WISH, Topic.WISHED}
]


@pytest.mark.parametrize(("count", "units", "seed", "even"), [(14, 2, 1, False), (40, 3, 2, False), (60, 3, 3, True)])
def test_whoever_reads_every_board_of_a_year_finds_nothing_that_is_hidden(
    count: int, units: int, seed: int, even: bool
) -> None:
    rows = year(count, units=units, seed=seed, even=even)
    grid, shown = grid_of(rows), boards(rows, units)
    for split in ATTACKED:
        assert found_out(grid, shown, split.of, attacked(split)) == [], split.topic
    for topic in TOTALS:
        assert found_out(grid, shown, (topic, ""), []) == []


def test_the_attack_finds_what_is_hidden_carelessly() -> None:
    """Every small count hidden and nothing beside it: the others tell."""
    rows = year(60, units=3, seed=3, even=True)
    grid, shown = grid_of(rows), boards(rows, 3)
    careless = {
        place: replace(
            shown[place],
            figures={
                cell: Figure(count) if count == 0 or count >= LEAST else Figure(None, Hidden.SMALL)
                for split in SPLITS
                for cell in (split.of, *split.cells)
                for count in [grid[place].get(cell, 0)]
            },
        )
        for place in grid
    }
    assert any(found_out(grid, careless, split.of, attacked(split)) for split in ATTACKED)


# --- The rules of the grid --------------------------------------------------------------------------------------------


def test_a_first_half_that_was_shown_stands_when_the_year_is_over() -> None:
    for seed in range(4):
        grid = grid_of(year(70, units=3, seed=seed))
        assert hidden_together(grid)[FIRST] == hidden_alone(grid[FIRST])


@pytest.mark.parametrize("units", [1, 2, 5])
def test_what_is_small_is_never_shown_and_nothing_is_told_under_a_hidden_total(units: int) -> None:
    for seed, count in enumerate((0, 3, 9, 30, 120)):
        rows = year(count, units=units, seed=seed)
        grid = grid_of(rows)
        for place, found in boards(rows, units).items():
            for cell, figure in found.figures.items():
                true = grid.get(place, {}).get(cell, 0)
                assert figure.count in (true, None)
                assert not 0 < (figure.count or 0) < LEAST
                assert figure.hidden is not Hidden.SMALL or 0 < true < LEAST
            for split in SPLITS:
                total = found.figures.get(split.of)
                if total is None or total.count is None:
                    assert not found.has(split)


def test_which_are_small_is_said_only_where_a_larger_one_is_hidden_with_them() -> None:
    """Three that are fewer than five each, and eleven together, are three or four each."""
    first = {"done": (4, 4, 3), "beside": (4, 7, 0)}
    for name, counts in first.items():
        states = zip(("in_time", "late", "skipped"), counts, strict=True)
        rows = [Row(1, 1, "measure_state", code, times) for code, times in states if times]
        rows += [Row(1, 1, "measures", "", 11), Row(1, 1, "measure", "alarm", 11)]
        found = board(rows, period=Period(2026, 1), unit_id=None, numbers={}, as_of=AS_OF)
        marks = [found.figures[Topic.MEASURE_STATE, code].hidden for code in ("in_time", "late", "skipped")]
        beside = [Hidden.SMALL, Hidden.BESIDE, None]
        assert marks == ([Hidden.BESIDE] * 3 if name == "done" else beside)


def test_many_incidents_are_told() -> None:
    """Or it would be easy to hide: of a large office nearly everything that is not small is shown."""
    rows = year(600, units=3, seed=1, even=True)
    grid, shown = grid_of(rows), boards(rows, 3)
    for place in (YEAR, FIRST, SECOND):
        large = [cell for split in SPLITS for cell in split.cells if grid[place].get(cell, 0) >= LEAST]
        told = [cell for cell in large if cell in shown[place].figures and shown[place].figures[cell].count is not None]
        assert len(told) > 0.8 * len(large)
    assert shown[YEAR].figures[INCIDENTS].count == 600
    assert {each: figure.count for each, figure in shown[YEAR].units.items()} == {
        number: grid[place_of(number)][INCIDENTS] for number in (1, 2, 3)
    }


def test_a_median_stands_on_five_or_more_that_are_told() -> None:
    rows = year(600, units=3, seed=1, even=True)
    grid, shown = grid_of(rows), boards(rows, 3)
    days = sorted(
        int(code) for (topic, code), times in grid[YEAR].items() if topic is Topic.DAYS_TO_SENT for _ in range(times)
    )
    assert shown[YEAR].days[Topic.DAYS_TO_SENT] == median(days)
    assert boards(year(4, units=1, seed=1), 1)[YEAR].days == {}


def test_a_unit_without_anything_is_told_with_zeros() -> None:
    found = boards(year(40, units=2, seed=2), 3)[place_of(3)]
    assert {figure.count for figure in found.figures.values()} == {0}
    assert (found.workers, found.per_worker, found.units) == (None, None, {})


def test_where_no_way_is_found_nothing_is_told_but_the_first_half(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search may run out of time."""
    grid = grid_of(year(200, units=3, seed=1))
    alone = hidden_alone(grid[FIRST])

    def gives_up(*_: object, **__: object) -> None:
        raise CannotProtect("out of time", ())

    monkeypatch.setattr(rules, "hidden_alone", lambda _: alone)
    monkeypatch.setattr(rules, "protect", gives_up)
    hidden = hidden_together(grid)
    assert hidden[FIRST] == alone
    for place in grid.keys() - {FIRST}:
        assert hidden[place] >= {(topic, "") for topic in TOTALS}
        assert all(hidden[place].issuperset(split.cells) for split in SPLITS)


def test_periods_that_are_over() -> None:
    assert ended_periods(date(2026, 11, 1), with_halves=True)[:4] == [
        Period(2026, 1),
        Period(2025),
        Period(2025, 2),
        Period(2025, 1),
    ]
    assert ended_periods(date(2026, 7, 1), with_halves=True)[0] == Period(2026, 1)
    assert ended_periods(date(2026, 6, 1), with_halves=True)[0] == Period(2025)
    assert ended_periods(date(2027, 1, 1), with_halves=False)[0] == Period(2026)
    assert (Period(2025, 2).since, Period(2025, 2).until) == (date(2025, 7, 1), date(2026, 1, 1))
    assert (Period(2025).since, Period(2025, 1).until) == (date(2025, 1, 1), date(2025, 7, 1))
