"""Small groups are hidden, and so much beside them that nobody can compute what was hidden.

**What is small** is decided first: figures from fewer than `least` answers (`small_groups`), or counts of people
below `least` (`small_counts`, for tables that say who answered). What is small and not zero is hidden: *primary*.

**What protects it** is decided by `protect`: more figures are hidden, *complementary*, until two things hold.

1. Whoever knows what is shown, all sums, and the rule (a hidden count of people is at least one), finds for every
   hidden figure at least `least` possible values.
2. Whoever knows besides which of the hidden figures were small, still finds two values for each of those.

Both are shown by example: tables that agree with all that is published and differ in the hidden figure. Where none is
found in time, more is hidden. In a table over one or two variables the search misses nothing but for time; over more
it may hide more than it must.

**What is not promised**: that a share is unlikely (a group where everybody answered the same is told by its total),
or that nothing follows from how the complementary figures were chosen. A percent leaves only where both its count and
its base do (`Suppressed.shows`), and tables are safe together only when they were protected together.

The words are those of the field: A. Hundepool and others, *Statistical Disclosure Control*, 2012.
"""

import heapq
import itertools
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from skyddsnat.stats.figures import Figures, Key

LEAST = 5
STEPS = 2000
"""How many beginnings one search for another table may carry on."""


class CannotProtect(ValueError):
    """What may be hidden is not enough: the sums, or what is known from elsewhere, give `keys` away."""

    def __init__(self, why: str, keys: Collection[Key]) -> None:
        super().__init__(f"{why}: {[sorted(key) for key in _ordered(keys)]}")
        self.keys = frozenset(keys)


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Figures as they may leave."""

    figures: Figures
    primary: frozenset[Key]
    complementary: frozenset[Key]
    least: int

    @property
    def hidden(self) -> frozenset[Key]:
        return self.primary | self.complementary

    def shows(self, *keys: Key) -> bool:
        """Whether all of these leave: ask of a percent with its count and its base."""
        return not self.hidden.intersection(keys)

    def count(self, key: Key) -> int | None:
        """The count, None when it is hidden."""
        return self.figures.counts[key] if self.shows(key) else None


def small_counts(figures: Figures, *, least: int = LEAST) -> frozenset[Key]:
    """Counts below `least`; zero stays, being nobody."""
    return frozenset(key for key, count in figures.counts.items() if 0 < count < least)


def small_groups(figures: Figures, *, question: str, least: int = LEAST) -> frozenset[Key]:
    """Everything, also zeros, about a group in which fewer than `least` answered `question` (the variable's name).

    A small count in a large group stays: 4 of 441 tells of nobody. Raises KeyError where a group's own total is
    lacking.
    """
    bases = {key: frozenset(part for part in key if part[0] != question) for key in figures.counts}
    return frozenset(key for key, base in bases.items() if 0 < figures.counts[base] < least)


def protect(
    figures: Figures, primary: Collection[Key], *, least: int = LEAST, known: Collection[Key] = ()
) -> Suppressed:
    """The figures with `primary` hidden, and enough beside them.

    `known`: figures that a reader has from elsewhere, as the number who answered from the method box; hiding them would
    protect nothing, so they stay. Raises CannotProtect, with the figures that nothing helps: something small is known,
    or all is hidden and still told (four answers in four hidden counts of at least one each). Such a table is left out.
    """
    if out := set(primary).intersection(known):
        raise CannotProtect("small, and known from elsewhere", out)
    hidden = set(primary)
    proofs: Proofs = {}
    while (weak := _first_weak(figures, primary, hidden, least, proofs)) is not None:
        hidden.add(_next_to_hide(figures, hidden, weak, known))
    _show_again_what_can_be(figures, primary, hidden, least, proofs)
    return Suppressed(figures, frozenset(primary), frozenset(hidden.difference(primary)), least)


# --- What to hide -----------------------------------------------------------------------------------------------------


Proofs: TypeAlias = dict[tuple[str, Key], frozenset[Key]]
"""For an attacker and a hidden figure: the figures that move in the tables that were found. While those are hidden, the
proof holds, whatever else is hidden or shown."""


def _first_weak(
    figures: Figures, primary: Collection[Key], hidden: Collection[Key], least: int, proofs: Proofs
) -> Key | None:
    """A hidden figure that follows from the others, or nearly; those alone in a sum come first, being cheap to see.

    Adds to `proofs` what it has proved on the way.
    """
    for one in figures.sums:
        unknown = [key for key in (one.total, *one.parts) if key in hidden]
        if len(unknown) == 1:
            return unknown[0]
    for name, attack, keys, enough in _attackers(figures, primary, hidden, least):
        for key in _ordered(keys):
            if (name, key) not in proofs:
                moved = attack.other_values(key, enough=enough)
                if moved is None:
                    return key
                proofs[name, key] = moved
    return None


def _attackers(
    figures: Figures, primary: Collection[Key], hidden: Collection[Key], least: int
) -> Iterator[tuple[str, "Attack", Collection[Key], int]]:
    """Who looks, what they look for, and how many values beside the true one they must be left with."""
    counts = figures.counts
    yield "stranger", Attack(figures, {key: (min(1, counts[key]), None) for key in hidden}), hidden, least - 1
    if least > 2:
        large: dict[Key, tuple[int, int | None]] = {key: (min(least, counts[key]), None) for key in hidden}
        small = {key: (min(1, counts[key]), max(least - 1, counts[key])) for key in primary}
        yield "insider", Attack(figures, large | small), primary, 1


def _next_to_hide(figures: Figures, hidden: Collection[Key], weak: Key, known: Collection[Key]) -> Key:
    """The figure whose hiding costs least: first in a sum with the weak one, then in one with any hidden, then any."""
    sums = [{one.total, *one.parts} for one in figures.sums]
    alone = [members for members in sums if weak in members and len(members.intersection(hidden)) == 1]
    beside = [members for members in sums if weak in members]
    near = [members for members in sums if members.intersection(hidden)]
    totals = {one.total for one in figures.sums}
    for where in (alone, beside, near, sums):
        shown = {key for members in where for key in members if figures.counts[key] > 0}.difference(hidden, known)
        if shown:
            return min(
                shown,
                key=lambda key: (
                    sum(key in members and not members.intersection(hidden) for members in sums),
                    key in totals,
                    figures.counts[key],
                    sorted(key),
                ),
            )
    raise CannotProtect("nothing is left to hide beside it", [weak])


def _show_again_what_can_be(
    figures: Figures, primary: Collection[Key], hidden: set[Key], least: int, proofs: Proofs
) -> None:
    """The way there may have hidden what the end does not need; the largest figures come back first."""
    for key in sorted(hidden.difference(primary), key=lambda key: (-figures.counts[key], sorted(key))):
        still = {of: moved for of, moved in proofs.items() if key not in moved}
        if _first_weak(figures, primary, hidden - {key}, least, still) is None:
            hidden.discard(key)
            proofs = still


def _ordered(keys: Collection[Key]) -> list[Key]:
    return sorted(keys, key=sorted)


# --- What can be found out --------------------------------------------------------------------------------------------


class Attack:
    """Looks for other tables that agree with all that is shown.

    `limits`: for each hidden figure, the least and the greatest value that the attacker thinks possible (None: no
    greatest). Starting from the true table, a hidden figure is moved by one, and others after it until all sums hold.
    """

    def __init__(self, figures: Figures, limits: Mapping[Key, tuple[int, int | None]]) -> None:
        self._counts = figures.counts
        self._limits = limits
        self._sums = [
            {key: -1 if key == one.total else 1 for key in (one.total, *one.parts) if key in limits}
            for one in figures.sums
        ]
        self._of: dict[Key, list[int]] = {key: [] for key in limits}
        for place, members in enumerate(self._sums):
            for key in members:
                self._of[key].append(place)

    def other_values(self, key: Key, *, enough: int) -> frozenset[Key] | None:
        """The figures that move while `key` takes `enough` values beside the true one; None where none are found."""
        found, moving = 0, set[Key]()
        for by in (1, -1):
            table = {each: self._counts[each] for each in self._limits}
            while found < enough and (moved := self._move(table, key, by)):
                found += 1
                moving |= moved
        return frozenset(moving) if found >= enough else None

    def _move(self, table: dict[Key, int], key: Key, by: int) -> frozenset[Key]:
        """Changes `table` to another that agrees, `key` moved by one up or down; what moved, nothing if none is found.

        The most promising beginning is carried on first: few sums that fail, few figures moved.
        """
        if not self._may(table, key, by):
            return frozenset()
        order = itertools.count()
        begun: list[tuple[int, int, dict[Key, int], dict[int, int]]] = [(0, 0, {key: by}, self._after({}, key, by))]
        seen = set[frozenset[Key]]()
        for _ in range(STEPS):
            if not begun:
                break
            _, _, moved, off = heapq.heappop(begun)
            if not off:
                for each, change in moved.items():
                    table[each] += change
                return frozenset(moved)
            for then, change in self._repairs(table, moved, off):
                further = moved | {then: change}
                if (state := frozenset(further)) not in seen:
                    seen.add(state)
                    failing = self._after(off, then, change)
                    heapq.heappush(begun, (2 * len(failing) + len(further), next(order), further, failing))
        return frozenset()

    def _repairs(
        self, table: Mapping[Key, int], moved: Mapping[Key, int], off: Mapping[int, int]
    ) -> Iterator[tuple[Key, int]]:
        """The moves that mend one failing sum."""
        place = min(off)
        for key, sign in self._sums[place].items():
            by = -sign if off[place] > 0 else sign
            if key not in moved and self._may(table, key, by):
                yield key, by

    def _after(self, off: Mapping[int, int], key: Key, by: int) -> dict[int, int]:
        now = dict(off)
        for place in self._of[key]:
            now[place] = now.get(place, 0) + by * self._sums[place][key]
            if now[place] == 0:
                del now[place]
        return now

    def _may(self, table: Mapping[Key, int], key: Key, by: int) -> bool:
        low, high = self._limits[key]
        return low <= table[key] + by and (high is None or table[key] + by <= high)
