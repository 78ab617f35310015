"""Moments belong to a day in Sweden, also on the nights when the clock is moved."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skyddsnat.kernel.stockholm import STOCKHOLM, NaiveMoment, local_date, local_moment, start_of_day


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
