"""Days that move the end of a statutory time: lag (1930:173) om beräkning av lagstadgad tid.

Saturdays, Sundays, public holidays, Midsummer Eve, Christmas Eve and New Year's Eve. Easter Eve and Whitsun Eve are
Saturdays and need no rule of their own.
"""

from datetime import date, timedelta
from functools import cache

from holidays import DE_FACTO, PUBLIC, country_holidays

ONE_DAY = timedelta(days=1)
SATURDAY = 5
FIRST_YEAR, LAST_YEAR = 1953, 2100  # the years whose holidays the package knows


class OutsideCalendar(ValueError):
    """A day in a year whose holidays are not known: a guess would be a wrong legal date."""

    def __init__(self, year: int) -> None:
        super().__init__(f"The holidays of {year} are not known, only those of {FIRST_YEAR}-{LAST_YEAR}.")


def check_known(day: date) -> None:
    """Raise `OutsideCalendar` unless the holidays of that year are known."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise OutsideCalendar(day.year)


def is_working_day(day: date) -> bool:
    """Whether `day` is none of the days in lag (1930:173); raises `OutsideCalendar`."""
    check_known(day)
    return day.weekday() < SATURDAY and day not in _holidays(day.year)


def next_working_day(day: date) -> date:
    """`day` itself if it is a working day, otherwise the first one after it; raises `OutsideCalendar`."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def holiday_name(day: date) -> str | None:
    """The Swedish name of the holiday or eve that `day` is; None for other days, also plain week-ends.

    Raises `OutsideCalendar`.
    """
    check_known(day)
    return _holidays(day.year).get(day)


@cache
def _holidays(year: int) -> dict[date, str]:
    # The three eves are "de facto" holidays in the package; without that category they would be missing.
    return dict(country_holidays("SE", years=year, categories=(PUBLIC, DE_FACTO), language="sv"))
