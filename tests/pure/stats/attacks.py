"""What somebody tries who wants to know what was hidden: all tables one by one, and linear programming, both exact.

Neither knows how the figures were protected. Both know what is shown, every sum, and the least that a hidden count can
be.
"""

import itertools
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from skyddsnat.stats.figures import Figures, Key


def every_table(
    figures: Figures, hidden: Collection[Key], *, floors: Mapping[Key, int], most: int
) -> Iterator[dict[Key, int]]:
    """Every way to fill in what is hidden; the counts that have no parts are tried one by one, up to `most`."""
    parts = {one.total: one.parts for one in figures.sums}
    shown = {key: count for key, count in figures.counts.items() if key not in hidden}
    inner = [key for key in hidden if key not in parts]
    for values in itertools.product(*(range(floors[key], most + 1) for key in inner)):
        table = shown | dict(zip(inner, values, strict=True))
        for key in hidden:
            _fill(key, table, parts)
        adds_up = all(table[one.total] == sum(table[part] for part in one.parts) for one in figures.sums)
        if adds_up and all(table[key] >= floors[key] for key in hidden):
            yield table


def _fill(key: Key, table: dict[Key, int], parts: Mapping[Key, tuple[Key, ...]]) -> int:
    if key not in table:
        table[key] = sum(_fill(part, table, parts) for part in parts[key])
    return table[key]


def bounds(
    figures: Figures,
    hidden: Collection[Key],
    key: Key,
    *,
    floors: Mapping[Key, int],
    ceilings: Mapping[Key, int] | None = None,
) -> tuple[Fraction, Fraction | None]:
    """The least and the greatest value that `key` can have (None: no greatest), by the simplex method in fractions."""
    return bounds_of(figures, hidden, [key], floors=floors, ceilings=ceilings)[key]


def bounds_of(
    figures: Figures,
    hidden: Collection[Key],
    keys: Collection[Key],
    *,
    floors: Mapping[Key, int],
    ceilings: Mapping[Key, int] | None = None,
) -> dict[Key, tuple[Fraction, Fraction | None]]:
    """The same of many figures: a table that agrees is looked for once, and each goes on from the last one's."""
    names, limits = list(hidden), ceilings or {}
    matrix, right = [], []
    for one in figures.sums:
        signed = [*((part, 1) for part in one.parts), (one.total, -1)]
        row = {each: sign for each, sign in signed if each in floors}
        known = sum(sign * figures.counts[each] for each, sign in signed if each not in floors)
        if row:
            matrix.append([row.get(name, 0) for name in names] + [0] * len(limits))
            right.append(-known - sum(sign * floors[each] for each, sign in row.items()))
    for place, (name, most) in enumerate(limits.items()):
        slack = [int(each == place) for each in range(len(limits))]
        matrix.append([int(each == name) for each in names] + slack)
        right.append(most - floors[name])
    return (
        _extremes(keys, names, matrix, right, floors)
        if matrix
        else {key: (Fraction(floors[key]), None) for key in keys}
    )


def _extremes(
    keys: Collection[Key], names: list[Key], matrix: list[list[int]], right: list[int], floors: Mapping[Key, int]
) -> dict[Key, tuple[Fraction, Fraction | None]]:
    rows, basis = _table(matrix, right)
    found = {}
    for key in keys:
        wanted = [int(name == key) for name in names] + [0] * (len(matrix[0]) - len(names))
        low = _climb(rows, basis, [Fraction(-each) for each in wanted], len(wanted))
        high = _climb(rows, basis, [Fraction(each) for each in wanted], len(wanted))
        assert low is not None, "nothing is below zero"
        found[key] = floors[key] - low, None if high is None else floors[key] + high
    return found


def greatest(wanted: list[int], matrix: list[list[int]], right: list[int]) -> Fraction | None:
    """The greatest `wanted · x` where `matrix · x = right` and x is not negative; None when there is no greatest.

    The two-phase simplex method with the rule of R. G. Bland (Mathematics of Operations Research 2, 1977), which never
    goes in circles. Raises AssertionError when no x is possible at all.
    """
    if not matrix:
        return None if any(each > 0 for each in wanted) else Fraction(0)
    rows, basis = _table(matrix, right)
    return _climb(rows, basis, [Fraction(each) for each in wanted], len(wanted))


def _table(matrix: list[list[int]], right: list[int]) -> tuple[list[list[Fraction]], list[int]]:
    """A basic solution of `matrix · x = right`, x not negative. Raises AssertionError where there is none."""
    width, height = len(matrix[0]), len(matrix)
    rows = []
    for place, (row, value) in enumerate(zip(matrix, right, strict=True)):
        sign = -1 if value < 0 else 1
        helping = [Fraction(int(each == place)) for each in range(height)]
        rows.append([Fraction(sign * each) for each in row] + helping + [Fraction(sign * value)])
    basis = [width + place for place in range(height)]

    first = [Fraction(0)] * width + [Fraction(-1)] * height
    assert _climb(rows, basis, first, width + height) == 0, "no table agrees with what is shown"
    _drive_out(rows, basis, width)
    return [[*row[:width], row[-1]] for row in rows], basis


def _climb(rows: list[list[Fraction]], basis: list[int], wanted: list[Fraction], usable: int) -> Fraction | None:
    gains = [*wanted, *([Fraction(0)] * (len(rows[0]) - len(wanted)))] if rows else []
    for place, row in enumerate(rows):
        if by := gains[basis[place]]:
            gains = [gain - by * each if each else gain for gain, each in zip(gains, row, strict=True)]
    while True:
        column = next((each for each in range(usable) if gains and gains[each] > 0), None)
        if column is None:
            return -gains[-1] if gains else Fraction(0)
        steps = [(row[-1] / row[column], basis[place], place) for place, row in enumerate(rows) if row[column] > 0]
        if not steps:
            return None
        chosen = min(steps)[2]
        _pivot(rows, basis, chosen, column)
        by = gains[column]
        gains = [gain - by * each if each else gain for gain, each in zip(gains, rows[chosen], strict=True)]


def _drive_out(rows: list[list[Fraction]], basis: list[int], width: int) -> None:
    """The helping variables leave; a row that says nothing new goes with its own."""
    for place in reversed(range(len(rows))):
        if basis[place] >= width:
            column = next((each for each in range(width) if rows[place][each] != 0), None)
            if column is None:
                del rows[place], basis[place]
            else:
                _pivot(rows, basis, place, column)


def _pivot(rows: list[list[Fraction]], basis: list[int], place: int, column: int) -> None:
    by = rows[place][column]
    rows[place] = [each / by for each in rows[place]]
    for other, row in enumerate(rows):
        if other != place and row[column] != 0:
            by_row = row[column]
            rows[other] = [mine - by_row * its if its else mine for mine, its in zip(row, rows[place], strict=True)]
    basis[place] = column
