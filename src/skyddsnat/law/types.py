"""What a rule is: a duty with a time, from when to when it holds, and where it stands."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from skyddsnat.kernel.periods import Period
from skyddsnat.kernel.text import Text


class Unit(StrEnum):
    """Units of statutory time. A week ends on the same weekday, a month on the same day number."""

    AT_ONCE = "at_once"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


_UNIT_WORDS: dict[Unit, tuple[Text, Text]] = {
    Unit.DAYS: (Text("dag", "day"), Text("dagar", "days")),
    Unit.WEEKS: (Text("vecka", "week"), Text("veckor", "weeks")),
    Unit.MONTHS: (Text("månad", "month"), Text("månader", "months")),
}


@dataclass(frozen=True, slots=True)
class Length:
    """A number of days, weeks or months; or at once, which has no number."""

    unit: Unit
    count: int = 0

    def __post_init__(self) -> None:
        if (self.unit is Unit.AT_ONCE) != (self.count == 0) or self.count < 0:
            raise ValueError(f"{self.count} {self.unit} is no length of time")

    @property
    def is_at_once(self) -> bool:
        return self.unit is Unit.AT_ONCE

    @property
    def text(self) -> Text:
        if self.is_at_once:
            return Text("genast", "at once")
        word = _UNIT_WORDS[self.unit][self.count != 1]
        return Text(f"{self.count} {word.sv}", f"{self.count} {word.en}")


AT_ONCE = Length(Unit.AT_ONCE)


def days(count: int) -> Length:
    return Length(Unit.DAYS, count)


def weeks(count: int) -> Length:
    return Length(Unit.WEEKS, count)


def months(count: int) -> Length:
    return Length(Unit.MONTHS, count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule in one wording.

    Two wordings have the same `id` and days of validity that do not meet: it holds from `valid_from` up to but not
    including `valid_to`. `statute` is the number in the statute book ("SFS 2025:400"), `citation` the place in it
    ("20 kap. 2 § SoL"), `source` where we read it. `latest` is an outer limit that the preparatory works give to a
    duty that is to be done at once. `is_of_others`: the time is somebody else's; run out, it ends by itself.

    `recurs` is the time to the next occasion, counted from the last one. `lapses` marks a legal effect that comes by
    itself when the time has run out (a custody ceases). `moved_by_holidays` is False for a period of validity, which
    lag (1930:173) does not lengthen since nothing is to be done on its last day, and for a limit in hours.
    """

    id: str
    title: Text
    statute: str
    citation: str
    valid_from: date
    valid_to: date | None = None
    source: str
    trigger: Text
    length: Length
    counting: Text
    who_acts: Text
    if_missed: Text
    extension: Text | None = None
    latest: Length | None = None
    note: Text | None = None
    is_of_others: bool = False
    recurs: Length | None = None
    lapses: bool = False
    moved_by_holidays: bool = True

    @property
    def validity(self) -> Period:
        return Period(self.valid_from, self.valid_to)

    def in_force(self, on: date) -> bool:
        return self.validity.contains(on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When a duty falls due.

    `due_on` is what we plan and warn on. `extended_on` is the day to which lag (1930:173) lets the time run when
    `due_on` is no working day. `latest_on` exists only for rules with a `latest`.
    """

    rule: Rule
    basis: date
    due_on: date
    extended_on: date
    latest_on: date | None = None

    @property
    def is_extended(self) -> bool:
        return self.extended_on != self.due_on
