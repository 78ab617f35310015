"""Whether the latest weeks have fewer or more events than chance alone explains.

**The rule** (our own; the test is exact, see `counts`): the latest complete week, and the latest four together, are
each compared with the 52 weeks before them, or as many as there are, at least 26. It is a signal when either differs
with a p-value below 0.005, so that chance alone raises one about once in two years. The one that differs most is told.
Events that come in bunches (a report on many children) are to be counted once, or the signal comes too often.

Weeks of which only the sum is known are taken whole: the latest four are then the fewest that are four at least, and
those before them as many as are 52 at most. Of the very last weeks it may be known only how many events they had at
most. These are a fall when even that would be one, and never a rise.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from skyddsnat.stats.counts import p_of_same_rate

LEAST_BEFORE = 26
MOST_BEFORE = 52
LATEST = (1, 4)
LIMIT = 0.005


@dataclass(frozen=True, slots=True)
class Stretch:
    """How many events a week had, or several complete weeks in a row together."""

    weeks: int
    count: int


@dataclass(frozen=True, slots=True)
class Change:
    """The latest `weeks` beside the `before` weeks before them: how many a week in each, and the p-value."""

    weeks: int
    before: int
    latest_rate: float
    rate_before: float
    p_value: float

    @property
    def is_signal(self) -> bool:
        return self.p_value < LIMIT

    @property
    def is_fall(self) -> bool:
        return self.latest_rate < self.rate_before


def change(told: Sequence[Stretch], *, at_most: Stretch | None = None) -> Change | None:
    """What differs most among the latest weeks; None when those before them are too few.

    `told`: weeks in a row. `at_most`: the weeks after them, with the most events that they can have had.
    """
    found = [_compared(told, at_most, weeks) for weeks in LATEST]
    return min((each for each in found if each is not None), key=lambda each: each.p_value, default=None)


def _compared(told: Sequence[Stretch], at_most: Stretch | None, least: int) -> Change | None:
    stretches = [*told, at_most] if at_most else list(told)
    latest = Stretch(0, 0)
    while stretches and latest.weeks < least:
        latest = _with(latest, stretches.pop())
    before = Stretch(0, 0)
    while stretches and before.weeks + stretches[-1].weeks <= MOST_BEFORE:
        before = _with(before, stretches.pop())
    if latest.weeks < least or before.weeks < LEAST_BEFORE:
        return None
    rates = latest.count / latest.weeks, before.count / before.weeks
    may_be_less = at_most is not None and rates[0] >= rates[1]
    p_value = 1.0 if may_be_less else p_of_same_rate(latest.count, latest.weeks, before.count, before.weeks)
    return Change(latest.weeks, before.weeks, *rates, p_value)


def _with(one: Stretch, other: Stretch) -> Stretch:
    return Stretch(one.weeks + other.weeks, one.count + other.count)
