"""What was asked, and the tables that come of it: plain data, which `tabulation` fills in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from skyddsnat.stats.proportions import Interval
from skyddsnat.stats.tables import whole_percent

Answers: TypeAlias = Sequence[str | None]
"""One question's answers, one from each who handed in: an option, several joined by blanks, a number as text. Empty or
None: no answer."""


class Kind(Enum):
    """How a question is answered."""

    SINGLE = "single"
    SEVERAL = "several"
    SCALE = "scale"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Condition:
    """The question was put to those alone who gave one of `answers` to an earlier one."""

    question: str
    answers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. `options` in the order asked; a number has none, and those of a scale are numbers.

    `groups`: options that are also counted together, by the name of the group. `missing`: options that count as no
    answer ("do not want to say"). `screening`: whoever gave none of these belongs to another population, and is counted
    in this table and in none of the others but those of earlier screening.
    """

    key: str
    kind: Kind
    options: tuple[str, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    condition: Condition | None = None
    screening: frozenset[str] = frozenset()

    @property
    def counted(self) -> tuple[str, ...]:
        """The options that are answers."""
        return tuple(option for option in self.options if option not in self.missing)

    @property
    def tells_groups(self) -> bool:
        """Whether it puts everybody in one group, by which other tables can be broken down."""
        return self.kind in (Kind.SINGLE, Kind.SCALE) and self.condition is None and not self.screening


def part_of(population: int | None, *, answered: int, responses: int) -> int | None:
    """How many people stand behind those who answered one question: as large a part of all as they are of those who
    handed in. None of very many."""
    return None if population is None else round(population * answered / max(1, responses))


class Method(Enum):
    """How sure the figures of a table are said to be, and by what reckoning."""

    SIMPLE = "simple"
    """A simple random sample of very many: Wilson's interval."""
    FINITE = "finite"
    """A simple random sample of a known population: Wilson's interval, corrected for it."""
    DESIGN = "design"
    """Weights, strata or clusters: Taylor linearisation, interval on the logit scale, degrees of the design."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """One answer, or several together. All is None where it is hidden; the share also where nobody answered.

    `count` is of answers. `share` is of people: with weights, of those that the answers stand for. `exact` is the same
    without rounding, where there are no weights. `degrees` of freedom: what the error is known by.
    """

    answer: str
    count: int | None
    share: float | None = None
    exact: Fraction | None = None
    error: float | None = None
    interval: Interval | None = None
    degrees: int | None = None

    @property
    def is_hidden(self) -> bool:
        return self.count is None

    @property
    def percent(self) -> int | None:
        """In whole percent as printed, half rounded up."""
        if self.share is None:
            return None
        # Weights leave noise far behind the point: twelve digits are more than they carry, and tell a half from less.
        return whole_percent(self.exact if self.exact is not None else Fraction(f"{self.share:.12f}"))


@dataclass(frozen=True, slots=True)
class Average:
    """The mean of a number or a scale, with its standard error. `interval` is None where there is no telling."""

    value: float
    error: float
    interval: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionTable:
    """The table of one question, of everybody or `within` a group ("" is those who did not tell theirs).

    `answered` and `missing` count those who were asked; None where the table is hidden. Shares are of those who
    answered.
    """

    question: str
    kind: Kind
    method: Method
    within: str | None
    answered: int | None
    missing: int | None
    lines: tuple[TableLine, ...]
    groups: tuple[TableLine, ...]
    average: Average | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether it would tell of too few, or of those that others tell of too few with."""
        return self.answered is None

    def line(self, answer: str) -> TableLine:
        """The line of an answer or a group; KeyError when there is none."""
        for line in (*self.lines, *self.groups):
            if line.answer == answer:
                return line
        raise KeyError(answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabulation:
    """All tables that are published together.

    `by`: the question whose answers are the groups. `responses`: how many handed in and were let in. `effective`: as
    how many without weights they are (None without weights). `left_out`: questions that are not broken down, because
    too much would be told.
    """

    method: Method
    by: str | None
    responses: int
    population: int | None
    effective: float | None
    least: int
    tables: tuple[QuestionTable, ...]
    left_out: tuple[str, ...] = ()
    raked_to: tuple[str, ...] = ()

    def table(self, question: str, within: str | None = None) -> QuestionTable:
        """The table of a question; KeyError when there is none."""
        for table in self.tables:
            if (table.question, table.within) == (question, within):
                return table
        raise KeyError(question, within)
