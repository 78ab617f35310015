"""Indicators, periods and figures: plain data. Nothing here is about one person."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from skyddsnat.insight.periods import Span
from skyddsnat.kernel.text import Text
from skyddsnat.stats.proportions import Interval

# The whole municipality, where a unit could stand.
WHOLE = ""


class Kind(StrEnum):
    """What the value of an indicator is."""

    SHARE = "share"  # of what counts, how many: the rows' values are 1 and 0
    CLASSES = "classes"  # a share (value above 0), and beside it how many in each class of values
    MEAN = "mean"
    DAYS = "days"  # the median
    WEEKLY = "weekly"  # how many a week


class Per(StrEnum):
    """How the rows of one worker or one file become one value within a period."""

    SUM = "sum"
    DISTINCT = "distinct"
    LEAST = "least"


class Guard(StrEnum):
    """What is too small to be shown."""

    COUNTS = "counts"  # any count of one to four, also the complement: what is sensitive
    GROUPS = "groups"  # a figure made of fewer than five
    REGISTER = "register"  # as counts, by the year alone, and what the safety board beside it would tell (register.py)


@dataclass(frozen=True, slots=True)
class ValueClass:
    """Values from `least` on, up to the next class: "4-10 times"."""

    least: int
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """The definition behind a number. `rows` is the SQL of its rows, `sources` the marts that it reads.

    `counterpart` is the key of a published survey question, and `differs` why the two figures may differ.
    """

    id: str
    kind: Kind
    title: Text
    why: Text
    numerator: Text
    denominator: Text
    sources: tuple[str, ...]
    rows: str
    per: Per | None
    classes: tuple[ValueClass, ...]
    guard: Guard
    is_public: bool
    author: str
    checker: str
    next_review: date
    counterpart: str | None
    differs: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How many rows of an indicator have one value, in a unit (`WHOLE`: all of them) and a period. Not for showing."""

    indicator: str
    municipality: str
    unit: str
    period: str
    value: int
    count: int


class Hidden(StrEnum):
    """Why a figure is not there. What is small, and what would tell it, have one reason: two would tell which."""

    NOBODY = "nobody"  # no rows at all: there is nothing to hide, and no value
    FEW = "few"


HIDDEN_NAMES: dict[Hidden, Text] = {
    Hidden.NOBODY: Text("Inget att räkna i perioden", "Nothing to count in the period"),
    Hidden.FEW: Text(
        "Visas inte: för få, eller för att inget litet tal ska kunna räknas fram",
        "Not shown: too few, or so that no small number can be worked out",
    ),
}


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many have a value in one class, and their share in percent, half rounded up; None where that is hidden."""

    title: Text
    count: int | None
    percent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as it may be shown. `value` is a share (0 to 1), days, a mean or a number a week.

    All numbers are None, and `classes` empty, where `hidden` says why. `numerator` is None where the kind has none.
    """

    indicator: str
    unit: str
    span: Span
    value: float | None
    interval: Interval | None
    numerator: int | None
    denominator: int | None
    classes: tuple[ClassCount, ...] = ()
    hidden: Hidden | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Reports of one week, or of `weeks` in a row that are told together; None while they are too few to be told."""

    starts_on: date
    count: int | None
    weeks: int = 1

    @property
    def ends_before(self) -> date:
        """The Monday after."""
        return self.starts_on + timedelta(days=7 * self.weeks)


class Course(StrEnum):
    """What the latest weeks say beside those before them."""

    FALL = "fall"
    RISE = "rise"
    AS_BEFORE = "as_before"
    TOO_SHORT = "too_short"  # too few weeks, or too small numbers, to say


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Whether the latest `weeks` complete weeks differ from those before by more than chance (stats.changes).

    It is made of the weeks as they are told, so that it tells nothing more than they do.
    """

    course: Course
    weeks: int
    p_value: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What the folder of figures holds: of which municipality, up to which day, which units and ended periods."""

    municipality: str
    made_on: date
    units: tuple[str, ...]
    spans: tuple[Span, ...]


class NotMadeYet(LookupError):
    """There is no folder of figures: the nightly run has not been."""

    def __init__(self) -> None:
        super().__init__("no figures have been made yet: run `skyddsnat insight extract`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The survey's side of a comparison: a share of those who answered.

    `source` is who asked whom and when, `counted` what was counted. `count` and `size` are None where they were never
    told, and the interval then too.
    """

    source: Text
    counted: Text
    share: float
    percent: int
    interval: Interval | None
    count: int | None
    size: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """An indicator with a counterpart among survey questions, and why the two may differ. The latest survey first.

    `figure` is None before figures have been made, and where there are no rows at all.
    """

    indicator: Indicator
    figure: Figure | None
    answered: tuple[Answered, ...]
    differs: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFigure:
    """A number that may be published: words for it in both languages, and the number as it is written in each."""

    key: str
    words: Text
    number: Text
