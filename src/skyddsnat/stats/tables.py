"""The table of one question: number and percent for each answer, the total, and how many did not answer."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction


class NotATable(ValueError):
    """The counts cannot be those of one question: negative, or a group that names what was not asked."""


@dataclass(frozen=True, slots=True)
class Line:
    """An answer, or a group of answers, with how many gave it and its exact share of those who answered."""

    answer: str
    count: int
    share: Fraction | None
    """None where nobody answered: no share of nothing."""

    @property
    def percent(self) -> int | None:
        """The share in whole percent, as printed."""
        return None if self.share is None else whole_percent(self.share)


@dataclass(frozen=True, slots=True)
class Table:
    """The answers in the order they were asked, groups of answers after them; `total` counts those who answered."""

    lines: tuple[Line, ...]
    groups: tuple[Line, ...]
    total: int
    missing: int

    def line(self, answer: str) -> Line:
        """The line of an answer or a group; KeyError when there is none."""
        for line in (*self.lines, *self.groups):
            if line.answer == answer:
                return line
        raise KeyError(answer)


def whole_percent(share: Fraction) -> int:
    """A share of at least 0 in whole percent, half rounded up: 1/8 is 13. Python's own `round` would say 12."""
    return math.floor(share * 100 + Fraction(1, 2))


def from_counts(
    counts: Mapping[str, int], *, missing: int = 0, groups: Mapping[str, Iterable[str]] | None = None
) -> Table:
    """The table of counted answers, for instance of a wave that is known only as it was printed.

    `counts` in the order asked. `groups` names answers that are also counted together ("yes" of three kinds of yes);
    an answer is counted once in a group however often it is named. Raises NotATable.
    """
    if missing < 0 or any(count < 0 for count in counts.values()):
        raise NotATable("a count is never negative")
    total = sum(counts.values())
    together = {name: _together(name, members, counts) for name, members in (groups or {}).items()}
    return Table(_lines(counts, total), _lines(together, total), total, missing)


def from_answers(
    answers: Iterable[str | None], *, order: Iterable[str], groups: Mapping[str, Iterable[str]] | None = None
) -> Table:
    """The table of single answers; None is somebody who did not answer.

    `order` names every answer that could be given, also those that nobody gave. Raises NotATable for any other.
    """
    counts = dict.fromkeys(order, 0)
    missing = 0
    for answer in answers:
        if answer is None:
            missing += 1
        elif answer in counts:
            counts[answer] += 1
        else:
            raise NotATable(f"an answer that could not be given: {answer!r}")
    return from_counts(counts, missing=missing, groups=groups)


def _lines(counts: Mapping[str, int], total: int) -> tuple[Line, ...]:
    return tuple(Line(answer, count, Fraction(count, total) if total else None) for answer, count in counts.items())


def _together(name: str, members: Iterable[str], counts: Mapping[str, int]) -> int:
    once = set(members)
    if name in counts or not once <= counts.keys():
        raise NotATable(f"the group {name!r} needs a name of its own and answers of this question")
    return sum(counts[answer] for answer in once)
