"""Moments belong to a day in Sweden, also on the nights when the clock is moved."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skyddsnat.kernel.stockholm import (
    STOCKHOLM,
    NaiveMoment,
    comes_twice,
    latest,
    local_date,
    local_moment,
    start_of_day,
)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 28)),  # 23.59, the night the clock goes forward
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),  # the short day: summer time by now
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25)),  # the night it goes back
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),  # the long day
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_midnight_is_swedish_midnight(moment: datetime, expected: date) -> None:
    assert local_date(moment) == expected


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_day_starts_on_itself(day: date) -> None:
    start = start_of_day(day)

    assert local_date(start.astimezone(UTC)) == day
    assert local_moment(start).hour == 0


def test_a_moment_without_a_time_zone_is_refused() -> None:
    naive = datetime(2026, 3, 28, 12, 0, tzinfo=UTC).replace(tzinfo=None)

    with pytest.raises(NaiveMoment):
        local_date(naive)


def test_the_zone_is_swedish() -> None:
    assert str(local_moment(datetime(2026, 7, 1, tzinfo=UTC)).tzinfo) == str(STOCKHOLM) == "Europe/Stockholm"


# --- The hour that comes twice ----------------------------------------------------------------------------------------


def clock(hour: int, minute: int = 0, *, day: int = 25, month: int = 10) -> datetime:
    """What a clock on the wall shows in 2026, which tells no time zone."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("shown", "twice"),
    [
        (clock(1, 59), False),
        (clock(2), True),
        (clock(2, 59), True),
        (clock(3), False),
        (clock(2, 30, day=29, month=3), False),  # the hour that summer time leaves out
        (datetime.min.replace(tzinfo=UTC).replace(tzinfo=None), False),
        (datetime.max.replace(tzinfo=UTC).replace(tzinfo=None), False),
    ],
)
def test_on_one_night_of_the_year_an_hour_comes_twice(shown: datetime, twice: bool) -> None:
    assert comes_twice(shown) is twice


@pytest.mark.parametrize(
    ("at", "meant"),
    [
        (datetime(2026, 10, 25, 0, 29, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # still to come
        (datetime(2026, 10, 25, 1, 29, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        (datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ],
)
def test_of_the_two_the_later_one_that_has_come_is_meant(at: datetime, meant: datetime) -> None:
    assert latest(clock(2, 30), at=at) == meant
    assert latest(clock(2, 30), at=at).tzinfo is UTC
