"""Periods of days: the first day belongs to the period, the end day does not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


class EmptyPeriod(ValueError):
    """The end is not after the start."""

    def __init__(self, start: date, end: date) -> None:
        super().__init__(f"a period must end after it starts: {start} - {end}")


@dataclass(frozen=True, slots=True, order=False)
class Period:
    """From `start` up to but not including `end`; `end` None means that it still runs."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise EmptyPeriod(self.start, self.end)

    @property
    def is_open(self) -> bool:
        return self.end is None

    def contains(self, day: date) -> bool:
        return self.start <= day < _end(self)

    def overlaps(self, other: "Period") -> bool:
        return self.start < _end(other) and other.start < _end(self)

    def days(self, *, until: date | None = None) -> int:
        """Number of days; a running period counts up to but not including `until`, which it then needs."""
        end = self.end if self.end is not None else until
        if end is None:
            raise ValueError("a running period has no number of days without `until`")
        return max(0, (end - self.start).days)

    def shared(self, other: "Period") -> "Period | None":
        """The days in both, or None."""
        if not self.overlaps(other):
            return None
        end = min(_end(self), _end(other))
        return Period(max(self.start, other.start), None if end == date.max else end)

    def gaps(self, covered: Iterable["Period"]) -> tuple["Period", ...]:
        """The parts of this period that none of `covered` covers, in order of time."""
        gaps = []
        reached = self.start
        for period in sorted(covered, key=lambda each: each.start):
            stop = min(period.start, _end(self))
            if stop > reached:
                gaps.append(Period(reached, stop))
            reached = max(reached, _end(period))
        if reached < _end(self):
            gaps.append(Period(reached, self.end))
        return tuple(gaps)


def _end(period: Period) -> date:
    return date.max if period.end is None else period.end
