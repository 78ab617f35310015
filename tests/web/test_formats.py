"""Dates, times, numbers and names as people say them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skyddsnat.kernel.stockholm import NaiveMoment
from skyddsnat.web import formats

TODAY = date(2026, 11, 21)
NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("on", "swedish", "english"),
    [
        (date(2026, 11, 20), "i går", "yesterday"),
        (date(2026, 11, 21), "i dag", "today"),
        (date(2026, 11, 22), "i morgon", "tomorrow"),
        (date(2026, 11, 25), "25 november", "25 November"),
        (date(2026, 1, 1), "1 januari", "1 January"),
        (date(2027, 1, 11), "11 januari 2027", "11 January 2027"),
        (date(2025, 5, 2), "2 maj 2025", "2 May 2025"),
    ],
)
def test_a_day_is_said_as_people_say_it(on: date, swedish: str, english: str) -> None:
    assert formats.day(on, today=TODAY, language="sv").replace(NBSP, " ") == swedish
    assert formats.day(on, today=TODAY, language="en").replace(NBSP, " ") == english


def test_yesterday_is_yesterday_across_new_year() -> None:
    assert formats.day(date(2026, 12, 31), today=date(2027, 1, 1), language="sv") == "i går"


def test_a_month_is_said_without_its_day() -> None:
    assert formats.month(TODAY, language="sv") == "november 2026"
    assert formats.month(TODAY, language="en") == "November 2026"


def test_a_page_opens_with_the_weekday() -> None:
    assert formats.weekday_and_day(TODAY, language="sv").replace(NBSP, " ") == "Lördag 21 november 2026"
    assert formats.weekday_and_day(TODAY, language="en").replace(NBSP, " ") == "Saturday 21 November 2026"


def test_a_moment_is_told_on_a_swedish_clock() -> None:
    at = datetime(2026, 11, 21, 13, 32, 8, tzinfo=UTC)

    assert formats.moment(at, today=TODAY, language="sv") == "i dag 14.32"
    assert formats.moment(at, today=TODAY, language="en") == "today 14:32"
    assert formats.clock_with_seconds(at, language="sv") == "14.32.08"
    assert formats.exact(at) == "2026-11-21 14:32:08"


def test_a_moment_late_in_the_evening_belongs_to_the_swedish_day() -> None:
    at = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)

    assert formats.moment(at, today=date(2026, 7, 2), language="sv") == "i dag 00.30"


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(NaiveMoment):
        formats.clock(datetime(2026, 11, 21, 14, 32))  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize(
    ("due", "swedish", "english"),
    [
        (date(2026, 11, 25), "4 dagar kvar", "4 days left"),
        (date(2026, 11, 22), "1 dag kvar", "1 day left"),
        (date(2026, 11, 21), "i dag", "today"),
        (date(2026, 11, 20), "1 dag försenad", "1 day late"),
        (date(2026, 11, 7), "14 dagar försenad", "14 days late"),
    ],
)
def test_a_clock_says_what_is_left(due: date, swedish: str, english: str) -> None:
    assert formats.time_left(due, today=TODAY, language="sv").replace(NBSP, " ") == swedish
    assert formats.time_left(due, today=TODAY, language="en").replace(NBSP, " ") == english


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2016, 4, 12), "10 år"),
        (date(2025, 11, 22), "11 månader"),
        (date(2025, 11, 21), "1 år"),
        (date(2026, 10, 22), "0 månader"),
        (date(2026, 10, 21), "1 månad"),
        (date(2026, 11, 22), "ofödd"),
    ],
)
def test_an_age_is_in_years_or_before_that_in_months(born: date, expected: str) -> None:
    assert formats.age(born, today=TODAY, language="sv").replace(NBSP, " ") == expected


@pytest.mark.parametrize(
    ("count", "unit", "swedish", "english"),
    [
        (0, "hour", "0 timmar", "0 hours"),
        (1, "hour", "1 timme", "1 hour"),
        (47, "hour", "47 timmar", "47 hours"),
        (1, "day", "1 dag", "1 day"),
        (2, "week", "2 veckor", "2 weeks"),
    ],
)
def test_an_amount_is_said_with_its_word(count: int, unit: str, swedish: str, english: str) -> None:
    assert formats.amount(count, unit, language="sv").replace(NBSP, " ") == swedish
    assert formats.amount(count, unit, language="en").replace(NBSP, " ") == english


def test_a_child_of_29_february_turns_older_on_1_march() -> None:
    born = date(2012, 2, 29)

    assert formats.years_old(born, today=date(2027, 2, 28)) == 14
    assert formats.years_old(born, today=date(2027, 3, 1)) == 15


def test_numbers_follow_the_language() -> None:
    assert formats.number(1234567.5, decimals=1, language="sv") == f"1{NBSP}234{NBSP}567,5"
    assert formats.number(1234567.5, decimals=1, language="en") == "1,234,567.5"
    assert formats.number(-3, language="sv") == "−3"
    assert formats.percent(0.125, decimals=1, language="sv") == f"12,5{NBSP}%"


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_a_number_keeps_its_digits(value: int) -> None:
    text = formats.number(value, language="sv").replace(NBSP, "").replace("−", "-")

    assert int(text) == value


def test_names_are_shortened_for_lists() -> None:
    assert formats.short_name("Tindra", "Öberg") == "Tindra Ö."
    assert formats.short_name("Tindra", " ") == "Tindra"
    assert formats.full_name(" Tindra ", "") == "Tindra"
    assert formats.initials("åsa", "Ek") == "ÅE"


def test_a_list_ends_with_and() -> None:
    assert formats.list_of(["Alva"], language="sv") == "Alva"
    assert formats.list_of(["Alva", "Bo", "Cia"], language="sv") == "Alva, Bo och Cia"
    assert formats.list_of([], language="en") == ""


@pytest.mark.parametrize("value", ["20160412TF23", "20160412-TF23"])
def test_a_personal_number_has_a_hyphen(value: str) -> None:
    assert formats.personal_number(value) == "20160412-TF23"


@given(st.text(alphabet="0123456789-TF", max_size=14))
def test_a_masked_number_shows_the_year_of_birth_at_most(value: str) -> None:
    masked = formats.personal_number(value, is_masked=True)

    assert masked.removesuffix(formats.MASK) in {"", value.replace("-", "")[:4]}


def test_a_period_that_goes_on_says_so() -> None:
    text = formats.period(date(2026, 7, 25), None, today=TODAY, language="sv")

    assert text.replace(NBSP, " ") == "25 juli – pågår"


def test_weeks_are_counted_from_one() -> None:
    assert formats.weeks_between(date(2026, 11, 1), date(2026, 11, 7)) == 1
    assert formats.weeks_between(date(2026, 11, 1), date(2026, 11, 8)) == 2


def test_a_language_we_do_not_have_gets_swedish() -> None:
    assert formats.day(TODAY, today=TODAY, language="fi") == "i dag"
    assert formats.day(TODAY, today=TODAY, language="en-gb") == "today"
