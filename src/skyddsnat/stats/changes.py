"""Whether the latest weeks have fewer or more events than chance alone explains.

**The rule** (our own; the test is exact, see `counts`): the latest complete week, and the latest four together, are
each compared with the 52 weeks before them, or as many as there are, at least 26. It is a signal when either differs
with a p-value below 0.005, so that chance alone raises one about once in two years. The one that differs most is told.
Events that come in bunches (a report on many children) are to be counted once, or the signal comes too often.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from skyddsnat.stats.counts import p_of_same_rate

LEAST_BEFORE = 26
MOST_BEFORE = 52
LATEST = (1, 4)
LIMIT = 0.005


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


def change(counts: Sequence[int]) -> Change | None:
    """What differs most among the latest weeks. `counts`: of complete weeks in a row; None when they are too few."""
    found = [_compared(counts, weeks) for weeks in LATEST if len(counts) >= weeks + LEAST_BEFORE]
    return min(found, key=lambda each: each.p_value, default=None)


def _compared(counts: Sequence[int], weeks: int) -> Change:
    latest, before = counts[-weeks:], counts[:-weeks][-MOST_BEFORE:]
    return Change(
        weeks,
        len(before),
        sum(latest) / weeks,
        sum(before) / len(before),
        p_of_same_rate(sum(latest), weeks, sum(before), len(before)),
    )
