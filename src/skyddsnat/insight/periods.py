"""Months, quarters, years and weeks: the fixed grid that figures are made for.

Figures of any other stretch of time could be subtracted from these, so there are none.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from skyddsnat.kernel.text import Text

_FORMS = re.compile(r"(?P<year>\d{4})(-Q(?P<quarter>[1-4])|-W(?P<week>\d\d)|-(?P<month>\d\d))?")
_MONTHS = (
    *(Text("januari", "January"), Text("februari", "February"), Text("mars", "March"), Text("april", "April")),
    *(Text("maj", "May"), Text("juni", "June"), Text("juli", "July"), Text("augusti", "August")),
    *(Text("september", "September"), Text("oktober", "October")),
    *(Text("november", "November"), Text("december", "December")),
)


class Grain(StrEnum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class NotASpan(ValueError):
    """The text names no period of the grid."""


@dataclass(frozen=True, slots=True)
class Span:
    """A period of the grid. `text` is "2026", "2026-Q3", "2026-10" or (ISO 8601) "2026-W47".

    Weeks that are told together are named by the first of them.
    """

    text: str
    grain: Grain
    starts_on: date
    ends_before: date

    @property
    def title(self) -> Text:
        """The period as it is written on a page."""
        year = self.text[:4]
        if self.grain is Grain.WEEK:
            return _weeks(self.starts_on, self.ends_before)
        if self.grain is Grain.MONTH:
            month = _MONTHS[self.starts_on.month - 1]
            return Text(f"{month.sv} {year}", f"{month.en} {year}")
        if self.grain is Grain.QUARTER:
            return Text(f"kvartal {self.text[6:]} {year}", f"quarter {self.text[6:]} of {year}")
        return Text(year, year)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.ends_before - self.starts_on).days

    def has_ended(self, on: date) -> bool:
        """Whether all of its days are before `on`."""
        return self.ends_before <= on


def span(text: str) -> Span:
    """The period that `text` names. Raises NotASpan."""
    found = _FORMS.fullmatch(text)
    if found is None:
        raise NotASpan(text)
    year = int(found["year"])
    try:
        if found["week"]:
            monday = date.fromisocalendar(year, int(found["week"]), 1)
            return Span(text, Grain.WEEK, monday, monday + timedelta(days=7))
        if found["month"]:
            return Span(text, Grain.MONTH, *_months(year, int(found["month"]), 1))
        if found["quarter"]:
            return Span(text, Grain.QUARTER, *_months(year, 3 * int(found["quarter"]) - 2, 3))
        return Span(text, Grain.YEAR, *_months(year, 1, 12))
    except ValueError:
        raise NotASpan(text) from None


def weeks_from(monday: date, weeks: int) -> Span:
    """So many weeks from a Monday on."""
    first = monday.isocalendar()
    return Span(f"{first.year}-W{first.week:02}", Grain.WEEK, monday, monday + timedelta(days=7 * weeks))


def _weeks(monday: date, ends_before: date) -> Text:
    first, last = monday.isocalendar(), (ends_before - timedelta(days=1)).isocalendar()
    if first.year != last.year:
        words = f"{first.week} {first.year}–{last.week} {last.year}"
    elif first.week != last.week:
        words = f"{first.week}–{last.week} {last.year}"
    else:
        return Text(f"vecka {first.week} {first.year}", f"week {first.week} {first.year}")
    return Text(f"vecka {words}", f"weeks {words}")


def span_between(starts_on: date, ends_before: date) -> Span | None:
    """The period of the grid with exactly these days; None when there is none."""
    year = starts_on.year
    quarter = f"{year}-Q{(starts_on.month + 2) // 3}"
    monday = starts_on.isocalendar()
    week = f"{monday.year}-W{monday.week:02}"
    for text in (f"{year:04}", quarter, f"{year:04}-{starts_on.month:02}", week):
        found = span(text)
        if (found.starts_on, found.ends_before) == (starts_on, ends_before):
            return found
    return None


def _months(year: int, month: int, length: int) -> tuple[date, date]:
    last = month + length - 1
    return date(year, month, 1), date(year + last // 12, last % 12 + 1, 1)
