"""Counts that are published together, and the sums that a reader knows to hold between them.

A figure is named by what it counts: `{("unit", "Barn 1"), ("answer", "yes")}` are those of the unit who said yes, and
the empty name is everybody. Two tables of the same people therefore share their margins by themselves.
"""

import itertools
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Key: TypeAlias = frozenset[tuple[str, str]]


class DoNotAgree(ValueError):
    """The same figure has two values, or parts do not add up to their total."""


@dataclass(frozen=True, slots=True)
class Sum:
    """`total` is the sum of `parts`, and everybody knows it."""

    total: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Every count that is meant to be published, and all sums between them."""

    counts: Mapping[Key, int]
    sums: tuple[Sum, ...]

    def __post_init__(self) -> None:
        if any(count < 0 for count in self.counts.values()):
            raise DoNotAgree("a count is never negative")
        for one in self.sums:
            if self.counts[one.total] != sum(self.counts[part] for part in one.parts):
                raise DoNotAgree(f"{sorted(one.total)} is not the sum of its parts")


def crossed(
    counts: Mapping[tuple[str, ...], int], *, by: tuple[str, ...], within: Mapping[str, str] | None = None
) -> Figures:
    """A table over one variable or several, with all its margins.

    `counts`: for each combination of answers, in the order of `by`, how many; a combination that is not there is 0.
    `within`: what all of the table is about ({"wave": "2023"}), so that tables of other people are other figures.
    """
    fixed = frozenset((within or {}).items())
    values = [sorted({combination[place] for combination in counts}) for place in range(len(by))]
    found: dict[Key, int] = {}
    sums: list[Sum] = []
    for chosen in itertools.product(*([None, *each] for each in values)):
        key = _key(fixed, by, chosen)
        found[key] = sum(count for combination, count in counts.items() if _matches(combination, chosen))
        for place, value in enumerate(chosen):
            if value is None:
                finer = (_key(fixed, by, (*chosen[:place], each, *chosen[place + 1 :])) for each in values[place])
                sums.append(Sum(key, tuple(finer)))
    return Figures(found, tuple(sums))


def with_group(figures: Figures, *, variable: str, name: str, members: Collection[str]) -> Figures:
    """The same figures, and beside them those of some answers together ("yes" of three kinds of yes)."""
    counts = dict(figures.counts)
    sums = list(figures.sums)
    # In the order of the counts: what is hidden depends on the order of the sums, and must not on that of a set.
    for rest in dict.fromkeys(key - _of(key, variable) for key in figures.counts if _of(key, variable)):
        parts = tuple(rest | {(variable, member)} for member in sorted(members))
        total = rest | {(variable, name)}
        counts[total] = sum(figures.counts[part] for part in parts)
        sums.append(Sum(total, parts))
    return Figures(counts, tuple(sums))


def together(*tables: Figures) -> Figures:
    """Tables that are published together, now or one after the other. Raises DoNotAgree where they contradict."""
    counts: dict[Key, int] = {}
    for table in tables:
        for key, count in table.counts.items():
            if counts.setdefault(key, count) != count:
                raise DoNotAgree(f"{sorted(key)} is both {counts[key]} and {count}")
    return Figures(counts, tuple(dict.fromkeys(one for table in tables for one in table.sums)))


def _key(fixed: Key, by: tuple[str, ...], chosen: tuple[str | None, ...]) -> Key:
    return fixed | {(variable, value) for variable, value in zip(by, chosen, strict=True) if value is not None}


def _matches(combination: tuple[str, ...], chosen: tuple[str | None, ...]) -> bool:
    return all(wanted is None or wanted == value for value, wanted in zip(combination, chosen, strict=True))


def _of(key: Key, variable: str) -> Key:
    return frozenset(part for part in key if part[0] == variable)
