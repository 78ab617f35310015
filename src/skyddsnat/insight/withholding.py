"""What may be shown of an indicator's cells, decided once for every page that will ever ask.

**The grid.** The whole municipality by year, quarter and month, its units by the year; only what has ended, for a
figure of a running period would tell each night's new row. What counts a worker or a file once in each period has no
months: next to each other they would tell who came and went.

**Small** is a count of one to four; where the indicator says `groups`, a figure made of one to four rows. A figure is
shown when nothing in it is small, and when it leaves nothing small behind: what is left of a year when its shown
quarters, or its shown units, are taken away is nothing, or two hidden figures or more with at least ten together.

**The order.** What was shown stays shown. While the year runs, a quarter is shown only with at least ten (or nothing)
in each count, so that the year can be shown when it ends; quarters with five to nine follow then, but for those that
must hide a small one. Months are shown where all three of a shown quarter may be. Of a year's units, as many are hidden
beside the small ones as it takes. Where each period counts workers or files anew, quarters make up no year; there the
year is shown when it has no more than each shown quarter, or at least five more.

What was decided is then tried by `stats.suppression`, as whoever looks at everything that is shown would: where that
finds a way to what is hidden, the units are left out, and then the year. Why a figure is hidden is never said more
closely than that it is: whether it is small itself, or stands beside something small, would tell of it.

**The register of incidents** has years alone, and there what the safety board leaves room for (`insight.register`). A
year is told from the first of March after it and then stands as it was told (`insight.nightly`): a correction is on the
board at once, and a figure that followed it would tell what the board does not.

**Weeks** of a weekly number are told for the whole municipality one by one, but for a week with one to four: it is told
together with those after it as soon as they have at least ten, and not before. Everything else of a weekly number is
made of the weeks as they are told: a quarter and a year are of those that ended in it, and so is the signal. A quarter
of days would tell of the days at its ends, when the weeks between them are subtracted, and so would a signal of what is
hidden. Units have none: together they would be such a year.

What is not covered: rows that are recorded late change a past figure a little, and whoever keeps yesterday's figures
can see that they did.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta

from skyddsnat.insight.periods import Grain, Span, span
from skyddsnat.insight.register import NO_ROOM, Place, Room, Values
from skyddsnat.insight.types import WHOLE, Cell, Guard, Hidden, Indicator, Kind, Week
from skyddsnat.stats.figures import Figures, Key, Sum
from skyddsnat.stats.suppression import LEAST, CannotProtect, protect

_TOTAL, _SOME, _NONE = "", "some", "none"
_ENOUGH = 2 * LEAST
_FOLLOWED_UP = 3


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is hidden of an indicator: whole figures with the reason, and the figures whose classes are."""

    figures: Mapping[Place, Hidden]
    classes: frozenset[Place]


def grid_of(cells: Iterable[Cell], *, indicator: Indicator, on: date) -> dict[Place, Values]:
    """The values of each place of the grid that had ended by `on`, from the year of the first cell, none left out."""
    found: dict[tuple[str, str], dict[int, int]] = {}
    for cell in cells:
        values = found.setdefault((cell.unit, cell.period), {})
        values[cell.value] = values.get(cell.value, 0) + cell.count
    if not found:
        return {}
    units = sorted({unit for unit, _ in found} - {WHOLE})
    first = min(int(period[:4]) for _, period in found)
    return {
        place: found.get((place[0], place[1].text), {})
        for year in range(first, on.year + 1)
        for place in _places(year, units, indicator)
        if known_from(place[1], indicator) <= on
    }


def known_from(when: Span, indicator: Indicator) -> date:
    """The first day on which it can be shown: months wait for their quarter.

    What is told once and then stands waits until what happened last in the year has been followed up.
    """
    if indicator.guard is Guard.REGISTER:
        return date(when.ends_before.year, _FOLLOWED_UP, 1)
    if when.grain is not Grain.MONTH:
        return when.ends_before
    return span(f"{when.starts_on.year}-Q{(when.starts_on.month + 2) // 3}").ends_before


def withheld(grid: Mapping[Place, Values], *, indicator: Indicator, beside: Room = NO_ROOM) -> Withheld:
    """What is hidden of the grid. `beside`: of an indicator of the register, where the boards leave room."""
    shown, with_classes = set[Place](), set[Place]()
    for year in sorted({place[1].starts_on.year for place in grid}):
        counts = {place: _parts(indicator, values) for place, values in grid.items() if place[1].starts_on.year == year}
        shown |= _of_year(counts, indicator, beside.figures)
        if indicator.kind is Kind.CLASSES:
            finer = {place: _classes(indicator, values) for place, values in grid.items() if place in counts}
            with_classes |= _of_year(finer, indicator, beside.classes) & shown
    reasons = {place: Hidden.FEW for place in grid if place not in shown}
    empty = {place: Hidden.NOBODY for place in shown if not sum(grid[place].values())}
    return Withheld(reasons | empty, frozenset(grid) - with_classes)


def classes_of(indicator: Indicator, values: Values) -> list[int]:
    """How many values fall in each class; an empty list where there are no classes."""
    found = [0] * len(indicator.classes)
    for value, count in values.items() if found else ():
        found[sum(value >= each.least for each in indicator.classes) - 1] += count
    return found


def weeks_of(cells: Iterable[Cell], *, on: date) -> tuple[tuple[date, int], ...]:
    """How many in each complete week of the whole municipality, from the first with any until `on`. Not for showing."""
    found = Counter[date]()
    for cell in cells:
        if cell.unit == WHOLE and (week := span(cell.period)).grain is Grain.WEEK:
            found[week.starts_on] += cell.count
    if not found:
        return ()
    monday = min(found)
    count = max(0, (on - monday).days // 7)
    return tuple((day, found[day]) for day in (monday + timedelta(days=7 * number) for number in range(count)))


def shown_weeks(weeks: Iterable[tuple[date, int]]) -> tuple[Week, ...]:
    """The weeks as they may be told. Those at the end that are too few have no count yet."""
    found: list[Week] = []
    waiting: list[tuple[date, int]] = []
    for starts_on, count in weeks:
        waiting.append((starts_on, count))
        together = sum(each for _, each in waiting)
        if together == 0 or together >= (LEAST if len(waiting) == 1 else _ENOUGH):
            found.append(Week(starts_on=waiting[0][0], count=together, weeks=len(waiting)))
            waiting = []
    if waiting:
        found.append(Week(starts_on=waiting[0][0], count=None, weeks=len(waiting)))
    return tuple(found)


def most_of(week: Week) -> int:
    """How many it can have had at most, as everybody knows who knows the rule: of weeks that are not told yet."""
    return (LEAST if week.weeks == 1 else _ENOUGH) - 1


# --- The grid ---------------------------------------------------------------------------------------------------------


def _places(year: int, units: Iterable[str], indicator: Indicator) -> Iterator[Place]:
    whole = span(f"{year}")
    quarters = [span(f"{year}-Q{number}") for number in range(1, 5)]
    yield WHOLE, whole
    yield from ((unit, whole) for unit in units)
    if indicator.guard is Guard.REGISTER:
        return
    yield from ((WHOLE, each) for each in quarters)
    if indicator.per is None:
        yield from ((WHOLE, span(f"{year}-{month:02}")) for month in range(1, 13))


# --- What is counted in a place ---------------------------------------------------------------------------------------

Parts = Mapping[str, int]


def _parts(indicator: Indicator, values: Values) -> Parts:
    """The counts that must not be small."""
    total = sum(values.values())
    if indicator.guard is Guard.GROUPS or indicator.kind not in (Kind.SHARE, Kind.CLASSES):
        return {_TOTAL: total}
    none = values.get(0, 0)
    return {_TOTAL: total, _SOME: total - none, _NONE: none}


def _classes(indicator: Indicator, values: Values) -> Parts:
    return {_TOTAL: sum(values.values())} | {
        f"class {number}": count for number, count in enumerate(classes_of(indicator, values))
    }


def _may(parts: Parts, least: int = LEAST) -> bool:
    """Whether nothing in it is small."""
    return all(count == 0 or count >= least for count in parts.values())


# --- What is shown of one year ----------------------------------------------------------------------------------------

Counts = Mapping[Place, Parts]


def _of_year(counts: Counts, indicator: Indicator, beside: Collection[Place]) -> set[Place]:
    """The places of a year that are shown; of the register, all its units or none."""
    if indicator.guard is not Guard.REGISTER:
        return _shown(counts, adds=indicator.per is None)
    may = {place for place, parts in counts.items() if place in beside and _may(parts)}
    year = {place for place in counts if place[0] == WHOLE}
    return set(counts) if may.issuperset(counts) else year & may


def _shown(counts: Counts, *, adds: bool) -> set[Place]:
    """The places of a year, or of what has ended of it, that are shown. `adds`: the quarters make up the year."""
    year = [place for place in counts if place[0] == WHOLE and place[1].grain is Grain.YEAR]
    over_time = _over_time if adds else _over_time_anew
    found = over_time(counts, year)
    units = [place for place in counts if place[0] != WHOLE] if found.intersection(year) else []
    with_units = found.union(units) - (_beside(counts, units) or set())
    return next((each for each in (with_units, found) if _stands(counts, each)), over_time(counts, []))


def _over_time(counts: Counts, year: list[Place]) -> set[Place]:
    quarters = [place for place in counts if place[1].grain is Grain.QUARTER]
    early = {place for place in quarters if _may(counts[place], _ENOUGH)}
    found = set(early)
    if year and _may(counts[year[0]]):
        hidden = _beside(counts, quarters, early)
        if hidden is not None:
            found = {*year, *quarters} - hidden
    for quarter in list(found):
        if quarter[1].grain is Grain.QUARTER:
            months = [place for place in counts if _is_month_of(place, quarter)]
            found |= set(months) if all(_may(counts[month]) for month in months) else set()
    return found


def _over_time_anew(counts: Counts, year: list[Place]) -> set[Place]:
    """The same where each period counts its workers or files anew: how many the year has more is not to be small."""
    quarters = {place for place in counts if place[1].grain is Grain.QUARTER and _may(counts[place], _ENOUGH)}
    more = [
        {part: abs(counts[whole][part] - counts[each][part]) for part in counts[whole]}
        for whole in year
        for each in quarters
    ]
    return quarters.union(year) if all(map(_may, [*(counts[whole] for whole in year), *more])) else quarters


def _beside(counts: Counts, parts: list[Place], never: Collection[Place] = ()) -> set[Place] | None:
    """The parts to hide when their sum is shown: the small ones, and as few and small others as protect them.

    `never`: those that may not be hidden any more. None where that is not enough; all of them when none is kept back.
    """
    hidden = {place for place in parts if not _may(counts[place])}
    others = [place for place in parts if place not in hidden and place not in never and counts[place][_TOTAL]]
    others.sort(key=lambda place: (counts[place][_TOTAL], place[0], place[1].text))
    while hidden and not _leaves_enough(counts, hidden):
        if not others:
            return None if never else set(parts)
        hidden.add(others.pop(0))
    return hidden


def _leaves_enough(counts: Counts, hidden: Collection[Place]) -> bool:
    together = Counter[str]()
    for place in hidden:
        together.update(counts[place])
    return len(hidden) > 1 and _may(together, _ENOUGH)


def _is_month_of(place: Place, quarter: Place) -> bool:
    inside = quarter[1].starts_on <= place[1].starts_on < quarter[1].ends_before
    return place[0] == quarter[0] and place[1].grain is Grain.MONTH and inside


# --- Tried ------------------------------------------------------------------------------------------------------------


def _stands(counts: Counts, shown: Set[Place]) -> bool:
    """Whether `stats.suppression` finds no way from what is shown to what is not."""
    keys = {_key(place, part): count for place, parts in counts.items() for part, count in parts.items()}
    sums = [one for one in _sums(counts, shown) if keys[one.total] == sum(keys[part] for part in one.parts)]
    told = {_key(place, part) for place in shown for part in counts[place]}
    # What is nothing in the whole is nothing in each of its parts, and tells of nobody.
    told |= {part for one in sums if one.total in told and not keys[one.total] for part in one.parts}
    try:
        protect(Figures(keys, tuple(sums)), {key for key in keys.keys() - told if keys[key] < LEAST}, known=told)
    except CannotProtect:
        return False
    return True


def _sums(counts: Counts, shown: Set[Place]) -> Iterator[Sum]:
    for place, parts in counts.items():
        if len(parts) > 1:
            yield Sum(_key(place, _TOTAL), tuple(_key(place, part) for part in parts if part != _TOTAL))
        for within in _within(place, counts):
            # Parts that are all hidden can be anything that adds up: nothing is told by them.
            for part in () if shown.isdisjoint(within) else parts:
                yield Sum(_key(place, part), tuple(_key(each, part) for each in within))


def _within(place: Place, counts: Counts) -> Iterator[list[Place]]:
    """The places that make up this one: the units of a year, its quarters, the months of a quarter."""
    if place[0] == WHOLE and place[1].grain is Grain.YEAR:
        yield [each for each in counts if each[0] != WHOLE]
        yield [each for each in counts if each[1].grain is Grain.QUARTER]
    if place[1].grain is Grain.QUARTER:
        yield [each for each in counts if _is_month_of(each, place)]


def _key(place: Place, part: str) -> Key:
    named = {("unit", place[0]), ("span", place[1].text), ("part", part)}
    return frozenset(each for each in named if each[1])
