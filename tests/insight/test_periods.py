"""The grid of periods, and the folders that figures lie in."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skyddsnat.insight.folders import CURRENT, current, remove, swapped
from skyddsnat.insight.periods import Grain, NotASpan, span, span_between, weeks_from

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "grain", "starts_on", "ends_before", "sv", "en"),
    [
        ("2026", Grain.YEAR, date(2026, 1, 1), date(2027, 1, 1), "2026", "2026"),
        ("2026-Q4", Grain.QUARTER, date(2026, 10, 1), date(2027, 1, 1), "kvartal 4 2026", "quarter 4 of 2026"),
        ("2028-02", Grain.MONTH, date(2028, 2, 1), date(2028, 3, 1), "februari 2028", "February 2028"),
        ("2026-12", Grain.MONTH, date(2026, 12, 1), date(2027, 1, 1), "december 2026", "December 2026"),
        ("2026-W01", Grain.WEEK, date(2025, 12, 29), date(2026, 1, 5), "vecka 1 2026", "week 1 2026"),
    ],
)
def test_a_period_is_read_and_written(
    text: str, grain: Grain, starts_on: date, ends_before: date, sv: str, en: str
) -> None:
    found = span(text)
    assert (found.grain, found.starts_on, found.ends_before) == (grain, starts_on, ends_before)
    assert (found.title.sv, found.title.en) == (sv, en)
    assert span_between(starts_on, ends_before) == found


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-Q5", "2025-W53", "26", "", "2026-1", "0000"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(NotASpan):
        span(text)


@given(days)
def test_every_day_is_in_one_month_quarter_and_year(day: date) -> None:
    texts = (f"{day.year}", f"{day.year}-Q{(day.month + 2) // 3}", f"{day.year}-{day.month:02}")
    for found in map(span, texts):
        assert found.starts_on <= day < found.ends_before
        assert found.days == (found.ends_before - found.starts_on).days
        assert found.has_ended(found.ends_before)
        assert not found.has_ended(found.ends_before - timedelta(days=1))


@given(days, st.integers(1, 400))
def test_only_periods_of_the_grid_are_found_between_two_days(day: date, length: int) -> None:
    found = span_between(day, day + timedelta(days=length))
    assert found is None or (found.starts_on, found.days) == (day, length)
    assert found is not None or length not in {365 + day.year % 4 // 4} or day.day != 1 or day.month != 1


def test_nothing_is_deleted_but_what_was_made_there(tmp_path: Path) -> None:
    for name in ("a", "b"):
        with swapped(tmp_path / name) as night:
            (night / "rows").write_text(name)
    nights = [current(tmp_path / name) for name in ("a", "b")]
    assert [night and (night / "rows").read_text() for night in nights] == ["a", "b"]
    (tmp_path / "a" / "own").write_text("mine")
    remove(tmp_path / "a")
    remove(tmp_path / "never")
    assert current(tmp_path / "a") is None
    assert [each.name for each in (tmp_path / "a").iterdir()] == ["own"]
    assert (tmp_path / "b" / CURRENT).exists()


@pytest.mark.parametrize(
    ("monday", "weeks", "sv", "en"),
    [
        (date(2026, 12, 28), 1, "vecka 53 2026", "week 53 2026"),
        (date(2026, 11, 30), 3, "vecka 49–51 2026", "weeks 49–51 2026"),
        (date(2026, 12, 28), 2, "vecka 53 2026–1 2027", "weeks 53 2026–1 2027"),
    ],
)
def test_weeks_that_are_told_together_have_a_name(monday: date, weeks: int, sv: str, en: str) -> None:
    found = weeks_from(monday, weeks)
    assert (found.title.sv, found.title.en, found.days, found.grain) == (sv, en, 7 * weeks, Grain.WEEK)
