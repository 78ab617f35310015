"""Periods include their first day and exclude their end."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skyddsnat.kernel.periods import EmptyPeriod, Period

FIRST = date(2026, 1, 1)
# A small world of forty days, so that periods often touch, meet and overlap.
offsets = st.integers(0, 40)
WORLD = [FIRST + timedelta(days=each) for each in range(50)]


@st.composite
def periods(draw: st.DrawFn, *, may_run: bool = True) -> Period:
    start = FIRST + timedelta(days=draw(offsets))
    length = draw(st.integers(1, 10))
    still_runs = may_run and draw(st.booleans())
    return Period(start, None if still_runs else start + timedelta(days=length))


@pytest.mark.parametrize("end", [FIRST, FIRST - timedelta(days=1)])
def test_a_period_must_end_after_it_starts(end: date) -> None:
    with pytest.raises(EmptyPeriod):
        Period(FIRST, end)


def test_the_end_day_does_not_belong() -> None:
    week = Period(FIRST, date(2026, 1, 8))

    assert week.contains(FIRST)
    assert week.contains(date(2026, 1, 7))
    assert not week.contains(date(2026, 1, 8))
    assert not week.contains(date(2025, 12, 31))
    assert week.days() == 7
    assert not week.is_open


def test_a_running_period_is_counted_up_to_a_given_day() -> None:
    running = Period(FIRST)

    assert running.is_open
    assert running.days(until=date(2026, 1, 11)) == 10
    assert running.days(until=date(2025, 1, 1)) == 0
    with pytest.raises(ValueError, match="until"):
        running.days()


@given(periods(), periods())
def test_overlap_is_sharing_a_day(one: Period, other: Period) -> None:
    shared_days = [day for day in WORLD if one.contains(day) and other.contains(day)]
    shared = one.shared(other)

    assert one.overlaps(other) == other.overlaps(one) == bool(shared_days)
    assert (shared is not None) == bool(shared_days)
    if shared is not None:
        assert [day for day in WORLD if shared.contains(day)] == shared_days
        assert shared.is_open == (one.is_open and other.is_open)


@given(periods(), st.lists(periods(), max_size=5))
def test_gaps_are_exactly_the_days_nobody_covers(whole: Period, covered: list[Period]) -> None:
    bare = [day for day in WORLD if whole.contains(day) and not any(each.contains(day) for each in covered)]
    gaps = whole.gaps(covered)

    assert [day for day in WORLD if any(gap.contains(day) for gap in gaps)] == bare
    assert all(not one.overlaps(other) for one, other in zip(gaps, gaps[1:], strict=False))


def test_a_caseworker_who_left_leaves_a_gap_that_still_runs() -> None:
    gaps = Period(FIRST).gaps([Period(FIRST, date(2026, 2, 1)), Period(date(2026, 2, 10), date(2026, 3, 1))])

    assert gaps == (Period(date(2026, 2, 1), date(2026, 2, 10)), Period(date(2026, 3, 1)))
