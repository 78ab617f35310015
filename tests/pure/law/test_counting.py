"""Counting of statutory time, also over leap days, month ends and the nights when the clock is moved."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from skyddsnat.kernel.stockholm import NaiveMoment, local_date
from skyddsnat.kernel.working_days import OutsideCalendar, is_working_day
from skyddsnat.law.counting import add, due
from skyddsnat.law.register import due_from, rule_in_force, rules
from skyddsnat.law.types import AT_ONCE, Length, Rule, Unit, days, months, weeks

# The Act in force today, far enough into the future.
# The longest rule has two years, and holidays are known until the end of 2100.
basis_days = st.dates(date(2026, 1, 15), date(2098, 6, 30))
moments = st.datetimes(datetime(2026, 1, 16), datetime(2098, 6, 29), timezones=st.just(UTC))  # noqa: DTZ001
current_rules = st.sampled_from(rules(date(2026, 11, 21)))


def month_end_by_walking(day: date, count: int) -> date:
    """The end of `count` months, found by walking day by day: a slow second answer."""
    seen_months, walker = 0, day
    while seen_months < count:
        walker += timedelta(days=1)
        seen_months += walker.day == 1
    while walker.day < day.day and (walker + timedelta(days=1)).month == walker.month:
        walker += timedelta(days=1)
    return walker


@given(basis_days, st.integers(1, 30))
@example(date(2028, 2, 29), 12)
@example(date(2026, 8, 31), 6)
@example(date(2027, 8, 31), 6)
@example(date(2026, 10, 31), 4)
def test_months_end_on_the_same_number_or_the_last_day(day: date, count: int) -> None:
    end = add(day, months(count))

    assert end == month_end_by_walking(day, count)
    assert end.day == min(day.day, monthrange(end.year, end.month)[1])


@given(basis_days, st.integers(1, 60))
def test_weeks_end_on_the_same_weekday(day: date, count: int) -> None:
    end = add(day, weeks(count))

    assert end.weekday() == day.weekday()
    assert (end - day).days == 7 * count


@given(basis_days, st.integers(1, 400))
def test_days_are_calendar_days(day: date, count: int) -> None:
    assert (add(day, days(count)) - day).days == count


@given(current_rules, basis_days)
def test_the_extended_day_is_the_next_working_day_and_never_earlier(rule: Rule, day: date) -> None:
    falling = due(rule, day)

    assert falling.due_on == add(day, rule.length)
    assert falling.extended_on >= falling.due_on
    if not rule.moved_by_holidays:
        assert not falling.is_extended
        return
    assert is_working_day(falling.extended_on)
    assert falling.is_extended == (not is_working_day(falling.due_on))
    between = (falling.extended_on - falling.due_on).days
    assert not any(is_working_day(falling.due_on + timedelta(days=step)) for step in range(between))


@given(current_rules, moments)
@example(rule_in_force("sol.preliminary_assessment", date(2026, 3, 29)), datetime(2026, 3, 28, 23, 30, tzinfo=UTC))
@example(rule_in_force("sol.preliminary_assessment", date(2026, 10, 25)), datetime(2026, 10, 24, 22, 30, tzinfo=UTC))
def test_a_moment_counts_from_its_day_in_sweden(rule: Rule, moment: datetime) -> None:
    assert due(rule, moment) == due(rule, local_date(moment))


@given(current_rules, basis_days)
def test_a_later_basis_never_falls_due_earlier(rule: Rule, day: date) -> None:
    assert due(rule, day).due_on <= due(rule, day + timedelta(days=1)).due_on


@pytest.mark.parametrize(
    ("rule_id", "basis", "due_on", "extended_on"),
    [
        ("sol.protection_assessment", "2026-11-20", "2026-11-20", "2026-11-20"),
        ("sol.protection_assessment", "2026-11-21", "2026-11-21", "2026-11-23"),
        ("sol.preliminary_assessment", "2026-06-05", "2026-06-19", "2026-06-22"),  # Midsummer Eve
        ("sol.preliminary_assessment", "2026-12-10", "2026-12-24", "2026-12-28"),  # Christmas Eve
        ("sol.preliminary_assessment", "2025-06-30", "2025-07-14", "2025-07-14"),  # the last day of the old Act
        ("sol.reporter_feedback", "2026-01-15", "2026-01-22", "2026-01-22"),
        ("sol.reporter_feedback_at_once", "2026-03-02", "2026-03-02", "2026-03-02"),
        ("sol.inform_investigation_opened", "2026-05-01", "2026-05-01", "2026-05-04"),
        ("sol.investigation", "2026-10-31", "2027-02-28", "2027-03-01"),  # a Sunday
        ("sol.investigation", "2027-10-31", "2028-02-29", "2028-02-29"),  # leap day
        ("sol.investigation", "2026-08-31", "2026-12-31", "2027-01-04"),  # New Year's Eve
        ("sol.follow_up", "2025-06-30", "2025-08-30", "2025-09-01"),  # two months in the old Act
        ("sol.follow_up", "2025-07-01", "2026-01-01", "2026-01-02"),  # six in the new
        ("sol.unexecuted_decision", "2026-11-30", "2027-02-28", "2027-03-01"),
        ("fl.appeal", "2026-12-03", "2026-12-24", "2026-12-28"),
        ("fl.request_decision", "2026-05-22", "2026-06-19", "2026-06-22"),
    ],
)
def test_known_cases(rule_id: str, basis: str, due_on: str, extended_on: str) -> None:
    falling = due_from(rule_id, date.fromisoformat(basis))

    assert (falling.due_on.isoformat(), falling.extended_on.isoformat()) == (due_on, extended_on)


@given(basis_days)
def test_what_is_due_at_once_and_has_a_latest_day_has_the_next_one(day: date) -> None:
    for rule in rules(day):
        latest = due(rule, day).latest_on
        has_latest = rule.id in {"sol.protection_assessment", "aml.notify_serious"}
        assert latest == (day + timedelta(days=1) if has_latest else None)


def test_a_duty_at_once_is_due_the_same_day() -> None:
    assert add(date(2026, 12, 25), AT_ONCE) == date(2026, 12, 25)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    naive = datetime(2026, 3, 28, tzinfo=UTC).replace(tzinfo=None)

    with pytest.raises(NaiveMoment):
        due_from("fl.appeal", naive)


@pytest.mark.parametrize("basis", [date(1952, 1, 1), date(2100, 12, 31), date(9999, 12, 31)])
def test_days_outside_the_known_calendar_are_refused(basis: date) -> None:
    with pytest.raises(OutsideCalendar):
        due(rule_in_force("sol.investigation", date(2026, 1, 1)), basis)


@pytest.mark.parametrize(("unit", "count"), [(Unit.AT_ONCE, 1), (Unit.DAYS, 0), (Unit.MONTHS, -1)])
def test_a_length_of_nothing_is_refused(unit: Unit, count: int) -> None:
    with pytest.raises(ValueError, match="no length of time"):
        Length(unit, count)


@pytest.mark.parametrize(
    ("length", "sv", "en"),
    [
        (AT_ONCE, "genast", "at once"),
        (days(14), "14 dagar", "14 days"),
        (weeks(1), "1 vecka", "1 week"),
        (months(1), "1 månad", "1 month"),
        (months(4), "4 månader", "4 months"),
    ],
)
def test_lengths_in_words(length: Length, sv: str, en: str) -> None:
    assert (length.text.sv, length.text.en) == (sv, en)
