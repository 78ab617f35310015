"""The days of lag (1930:173), checked against the holidays as lag (1989:253) defines them, computed apart."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skyddsnat.kernel.working_days import OutsideCalendar, holiday_name, is_working_day, next_working_day

# The national holiday replaced Whit Monday in 2005; from then on the list is the same every year.
days = st.dates(date(2005, 1, 1), date(2100, 12, 20))


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian algorithm (Meeus), a second answer beside the package's."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def is_free_by_statute(day: date) -> bool:
    fixed = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
    from_easter = (day - easter(day.year)).days
    midsummer_eve = day.month == 6 and day.weekday() == 4 and 19 <= day.day <= 25
    # Midsummer Day and All Saints' Day are always Saturdays.
    return day.weekday() >= 5 or (day.month, day.day) in fixed or from_easter in {-2, 0, 1, 39} or midsummer_eve


@given(days)
def test_a_day_is_free_exactly_when_the_statute_says_so(day: date) -> None:
    assert is_working_day(day) is not is_free_by_statute(day)


@given(days)
def test_the_next_working_day_is_the_first_one_not_before(day: date) -> None:
    found = next_working_day(day)

    assert is_working_day(found)
    assert all(not is_working_day(day + timedelta(days=step)) for step in range((found - day).days))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 6, 19), date(2026, 6, 22)),  # Midsummer Eve
        (date(2026, 12, 24), date(2026, 12, 28)),  # Christmas Eve on a Thursday
        (date(2026, 12, 31), date(2027, 1, 4)),  # New Year's Eve on a Thursday
        (date(2026, 4, 3), date(2026, 4, 7)),  # Good Friday to Easter Monday
        (date(2026, 4, 30), date(2026, 4, 30)),  # Walpurgis Eve is a working day by this Act
        (date(2026, 6, 5), date(2026, 6, 5)),
    ],
)
def test_known_days(day: date, expected: date) -> None:
    assert next_working_day(day) == expected


def test_holidays_have_their_swedish_names() -> None:
    assert holiday_name(date(2026, 6, 19)) == "Midsommarafton"
    assert holiday_name(date(2026, 11, 21)) is None


@pytest.mark.parametrize("day", [date(1952, 12, 31), date(2101, 1, 1)])
def test_years_whose_holidays_are_unknown_are_refused(day: date) -> None:
    for question in (is_working_day, next_working_day, holiday_name):
        with pytest.raises(OutsideCalendar, match=str(day.year)):
            question(day)
