"""Which figures of the safety board may leave.

Note [A fixed grid of figures]: whoever could choose any days and any units would subtract one answer from another and
read the incident between them. Therefore

1. a period is a whole calendar year or half of one, and it has ended. Figures stand as they did on the first of the
   month, so that two days beside each other never differ by one report;
2. a unit is shown for years, one at a time; all units together for years and halves. An incident belongs to the unit of
   the one who was exposed first and to the day on which it was reported, so that units, halves and the year add up;
3. what is hidden is decided for all boards of a year together, whoever looks: the database gives everybody who sees a
   board the same counts. A first half is shown before its year is over, so it is decided alone and then stands;
4. where a total is hidden, nothing under it is told, and where nothing else helps, the table is left out whole. Which
   of the hidden are fewer than five is said only where a larger one is hidden with them.

The page, the paper and the file are made of the same board. What else is told of the register, the night's figures,
is decided after the boards of its year and never makes them tell more (insight/register.py).

Not promised: that nothing follows from a correction of what was reported, or from what happened to the reports of an
old year in a month in which little happened.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from statistics import median
from typing import NamedTuple, TypeAlias

from skyddsnat.domains.safety.types.figures import (
    CLOSED,
    MONTHS,
    SENT,
    SPLITS,
    TOTALS,
    Behind,
    Board,
    Cell,
    Figure,
    Hidden,
    Period,
    Split,
    Topic,
)
from skyddsnat.stats.figures import Figures, Key, Sum
from skyddsnat.stats.suppression import LEAST, CannotProtect, protect, small_counts

Place: TypeAlias = str
YEAR, FIRST, SECOND, REST = "year", "first", "second", "rest"
Counts: TypeAlias = Mapping[Cell, int]
Group: TypeAlias = tuple[Cell, tuple[Cell, ...]]
"""A total and the parts that it is the sum of."""

_OTHERWISE = "not "


Grid: TypeAlias = Mapping[Place, Counts]
"""Everything that is counted of one year: by place (a unit, a half, the year), then by what is counted."""


class Row(NamedTuple):
    """What the database counted: in which unit (a number; None: all), in which half (0: the year), what, how often."""

    unit: int | None
    half: int
    topic: str
    code: str
    times: int


# --- The board --------------------------------------------------------------------------------------------------------


def board(
    rows: Iterable[Row], *, period: Period, unit_id: int | None, numbers: Mapping[int, int], as_of: date
) -> Board:
    """The figures as they may leave. `numbers`: under which number the rows know a unit, of those the viewer sees.

    A unit without a number has nothing to count.
    """
    grid, hidden = _published(tuple(sorted(rows, key=repr)), Period(period.year).until <= as_of)
    place = _place(period) if unit_id is None else place_of(numbers.get(unit_id, 0))
    counts, here = grid.get(place, {}), hidden.get(place, frozenset())
    figures = dict(_shown(counts, here, place))
    shows_units = unit_id is None and place == YEAR
    exposed = figures[Topic.EXPOSURES, ""].count
    workers = counts.get((Topic.WORKERS, ""), 0) if place not in (FIRST, SECOND) else 0
    return Board(
        period=period,
        unit_id=unit_id,
        as_of=as_of,
        figures=figures,
        units=dict(_by_unit(grid, hidden, numbers)) if shows_units else {},
        days=dict(_medians(counts, figures)),
        workers=workers or None,
        per_worker=exposed / workers if workers and exposed is not None else None,
    )


def behind(rows: Iterable[Row], *, numbers: Mapping[int, int]) -> dict[int | None, Behind]:
    """What stands behind the boards of a year that is over: of all units (None), and of each."""
    grid, hidden = _published(tuple(sorted(rows, key=repr)), True)
    places = {None: YEAR} | {unit_id: place_of(number) for unit_id, number in numbers.items()}
    return {unit_id: Behind(grid[place], hidden[place]) for unit_id, place in places.items() if place in grid}


def _place(period: Period) -> Place:
    return (YEAR, FIRST, SECOND)[period.half]


def place_of(number: int) -> Place:
    """The place of the unit of that number."""
    return f"unit {number}"


@lru_cache(maxsize=32)
def _published(rows: tuple[Row, ...], is_whole: bool) -> tuple[Grid, Mapping[Place, frozenset[Cell]]]:
    """The counts of a year and what is hidden of them; kept, because they change once a month."""
    grid = grid_of(rows)
    if is_whole:
        return grid, hidden_together(grid)
    return grid, {FIRST: hidden_alone(grid[FIRST])}


def grid_of(rows: Iterable[Row]) -> Grid:
    """The rows as counts of each place."""
    grid: dict[Place, dict[Cell, int]] = {YEAR: {}, FIRST: {}, SECOND: {}}
    for row in rows:
        cell = (Topic(row.topic), row.code)
        for place in _places(row):
            counts = grid.setdefault(place, {})
            counts[cell] = counts.get(cell, 0) + row.times
    return grid


def _places(row: Row) -> Iterator[Place]:
    """Where the row counts. The same worker may work in two units, and is told for each and for the year."""
    if row.unit is not None:
        yield place_of(row.unit)
    if row.half:
        yield (FIRST, SECOND)[row.half - 1]
    if row.half or row.unit is None:
        yield YEAR


def _shown(counts: Counts, hidden: frozenset[Cell], place: Place) -> Iterator[tuple[Cell, Figure]]:
    for topic in TOTALS:
        yield (topic, ""), _figure(counts, hidden, (topic, ""), says_small=False)
    for split in _splits(place):
        if not hidden.issuperset(split.cells):
            for _, parts in _of_split(split):
                says_small = _may_say_small(counts, hidden, parts)
                told = [cell for cell in parts if cell in split.cells]
                yield from ((cell, _figure(counts, hidden, cell, says_small=says_small)) for cell in told)


def _may_say_small(counts: Counts, hidden: Collection[Cell], parts: Sequence[Cell]) -> bool:
    """Whether it may stand which of the hidden are fewer than five: where a larger one is hidden with them.

    Three that are fewer than five each and eleven together are three or four each.
    """
    return any(cell in hidden and _count(counts, cell) >= LEAST for cell in parts)


def _splits(place: Place) -> Iterator[Split]:
    yield from SPLITS
    for half in {FIRST: (1,), SECOND: (2,), YEAR: (1, 2)}.get(place, ()):
        total, parts = _months(half)
        yield Split(Topic.MONTH, total, tuple(month for _topic, month in parts))


def _figure(counts: Counts, hidden: Collection[Cell], cell: Cell, *, says_small: bool) -> Figure:
    count = _count(counts, cell)
    if cell not in hidden:
        return Figure(count)
    return Figure(None, Hidden.SMALL if says_small and 0 < count < LEAST else Hidden.BESIDE)


def _by_unit(
    grid: Grid, hidden: Mapping[Place, frozenset[Cell]], numbers: Mapping[int, int]
) -> Iterator[tuple[int, Figure]]:
    """How many incidents each unit had."""
    total = (Topic.INCIDENTS, "")
    units = {unit_id: place_of(number) for unit_id, number in numbers.items() if place_of(number) in grid}
    says_small = any(total in hidden[place] and _count(grid[place], total) >= LEAST for place in units.values())
    for unit_id, place in units.items():
        yield unit_id, _figure(grid[place], hidden[place], total, says_small=says_small)


def _medians(counts: Counts, figures: Mapping[Cell, Figure]) -> Iterator[tuple[Topic, float]]:
    """The median of the days, where how many there were is told and is enough."""
    for topic, of in ((Topic.DAYS_TO_SENT, (Topic.POLICE, SENT)), (Topic.DAYS_TO_CLOSED, (Topic.POLICE_END, CLOSED))):
        if ((figure := figures.get(of)) and figure.count or 0) >= LEAST:
            yield (
                topic,
                median(int(code) for (of_topic, code), n in counts.items() if of_topic is topic for _ in range(n)),
            )


# --- What is hidden ---------------------------------------------------------------------------------------------------


def hidden_alone(counts: Counts) -> frozenset[Cell]:
    """What is hidden on the board of a first half, which is shown before the rest of its year is known."""
    hidden = {(topic, "") for topic in TOTALS if 0 < counts.get((topic, ""), 0) < LEAST}
    for total, parts in (*_groups(), _months(1)):
        hidden.update(_hidden_parts(counts, total, parts, hidden))
    return frozenset(hidden)


def hidden_together(grid: Grid) -> dict[Place, frozenset[Cell]]:
    """What is hidden on every board of a whole year, whose first half stands as it was shown."""
    hidden = {place: set[Cell]() for place in grid} | {FIRST: set(hidden_alone(grid[FIRST]))}
    for topic in TOTALS:
        _hide_totals(grid, hidden, (topic, ""))
    for total, parts in _groups():
        _hide_parts(grid, hidden, total, parts)
    hidden[SECOND].update(_hidden_parts(grid[SECOND], *_months(2), hidden[SECOND]))
    hidden[YEAR].update(cell for half in (FIRST, SECOND) for cell in hidden[half] if cell[0] is Topic.MONTH)
    return {place: frozenset(cells) for place, cells in hidden.items()}


def _hidden_parts(counts: Counts, total: Cell, parts: Sequence[Cell], hidden: Collection[Cell]) -> Collection[Cell]:
    """What is hidden of a table with nothing beside it: all where its total is hidden, or nothing else helps."""
    if total in hidden or 0 < _count(counts, total) < LEAST:
        return parts
    figures = _figures({YEAR: counts}, total, parts)
    found = _protected(figures, small_counts(figures), {_key(YEAR, total)})
    return parts if found is None else [cell for cell in parts if _key(YEAR, cell) in found]


def _hide_totals(grid: Grid, hidden: dict[Place, set[Cell]], total: Cell) -> None:
    """Hide of the totals of units, halves and the year what must not be told; all of them where no way is found."""
    figures = _figures(grid, total, ())
    stands = set() if total in hidden[FIRST] else {_key(FIRST, total)}
    found = _protected(figures, small_counts(figures), stands)
    for place in grid:
        if found is None and place != FIRST or found and _key(place, total) in found:
            hidden[place].add(total)


def _hide_parts(grid: Grid, hidden: dict[Place, set[Cell]], total: Cell, parts: Sequence[Cell]) -> None:
    """Hide in a table of units, halves and the year what must not be told.

    The smallest units keep the table to themselves, and what remains of the year beside the others counts as one place.
    More of them join until the others can be told; at last no unit is, and the year stands beside its halves.
    """
    for cells in hidden.values():
        cells.update(parts if total in cells else ())
    if hidden[FIRST].issuperset(parts):
        hidden[SECOND].update(parts)
    units = sorted(_units(grid), key=lambda place: (total not in hidden[place], _count(grid[place], total), place))
    must = sum(total in hidden[place] for place in units)
    for silent in _more_and_more(must, len(units)):
        told = _told(grid, hidden, total, parts, units[silent:])
        found = _protected(*told)
        if found is not None:
            break
    for place in grid:
        if found is None and place != FIRST or place in units[:silent]:
            hidden[place].update(parts)
        elif found is not None:
            hidden[place].update(cell for cell in parts if _key(place, cell) in found)


def _more_and_more(least: int, most: int) -> list[int]:
    """How many units keep silent: first as few as may be (never one alone), then half of the others, then all."""
    first = min(2 if least == 1 else least, most)
    return sorted({first, (first + most + 1) // 2, most})


def _told(
    grid: Grid, hidden: Mapping[Place, set[Cell]], total: Cell, parts: Sequence[Cell], units: Sequence[Place]
) -> tuple[Figures, set[Key], set[Key]]:
    """The table of the year, its halves and these units, what is hidden in it before anything is protected, and what
    stands. Units that keep silent are one place; halves of which the first shows nothing are both silent.
    """
    here = {place: grid[place] for place in (YEAR, FIRST, SECOND, *units)}
    if hidden[FIRST].issuperset(parts):
        del here[FIRST], here[SECOND]
    if units and (silent := [grid[place] for place in _units(grid) if place not in units]):
        here[REST] = {cell: sum(_count(counts, cell) for counts in silent) for cell in (total, *parts)}
    figures = _figures(here, total, parts)
    small = small_counts(figures)
    primary = {_key(place, cell) for place in here for cell in parts if cell in hidden.get(place, ())}
    primary |= {key for key in small if _key(FIRST, total) != key}
    stands = {_key(FIRST, cell) for cell in parts if FIRST in here and cell not in hidden[FIRST]}
    stands |= {_key(place, total) for place in here if total not in hidden.get(place, ())}
    return figures, primary - stands, stands - small


def _protected(figures: Figures, primary: Collection[Key], stands: Collection[Key]) -> frozenset[Key] | None:
    """All that is hidden, None where no way is found."""
    try:
        return protect(figures, primary, known=stands).hidden
    except CannotProtect:
        return None


def _groups() -> Iterator[Group]:
    for split in SPLITS:
        yield from _of_split(split)


def _of_split(split: Split) -> Iterator[Group]:
    """A table of parts; of choices, one table for each: those who said it and those who did not."""
    if not split.is_choice:
        yield split.of, split.cells
        return
    for topic, code in split.cells:
        yield split.of, ((topic, code), (topic, _OTHERWISE + code))


def _months(half: int) -> Group:
    return (Topic.INCIDENTS, ""), tuple((Topic.MONTH, month) for month in MONTHS[half])


def _count(counts: Counts, cell: Cell) -> int:
    """The count; of those who did not say something, the others."""
    topic, code = cell
    if not code.startswith(_OTHERWISE):
        return counts.get(cell, 0)
    of = next(split.of for split in SPLITS if split.topic is topic)
    return _count(counts, of) - counts.get((topic, code.removeprefix(_OTHERWISE)), 0)


def _key(place: Place, cell: Cell) -> Key:
    return frozenset({("place", place), ("topic", cell[0].value), ("code", cell[1])})


def _figures(grid: Grid, total: Cell, parts: Sequence[Cell]) -> Figures:
    """The table at every place; the year is the sum of its units, and of its halves."""
    cells = (total, *parts)
    found = {_key(place, cell): _count(counts, cell) for place, counts in grid.items() for cell in cells}
    sums = [Sum(_key(place, total), tuple(_key(place, part) for part in parts)) for place in grid if parts]
    for apart in (_units(grid), [place for place in (FIRST, SECOND) if place in grid]):
        sums += [Sum(_key(YEAR, cell), tuple(_key(place, cell) for place in apart)) for cell in cells if apart]
    return Figures(found, tuple(sums))


def _units(grid: Grid) -> list[Place]:
    return [place for place in grid if place not in (YEAR, FIRST, SECOND)]
