"""Identity numbers. The valid personal numbers here are the Tax Agency's published test numbers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skyddsnat.kernel.personal_number import (
    FictionalNumbers,
    NotAPersonalNumber,
    NumberKind,
    PersonalNumber,
    SeriesExhausted,
    from_stored,
    parse,
)

TODAY = date(2026, 11, 21)
births = st.dates(date(1930, 1, 1), TODAY)


def with_check_digit(first_eleven: str) -> str:
    """Luhn over the ten-digit form, written out slowly as a second answer."""
    total = 0
    for place, digit in enumerate(first_eleven[2:]):
        product = int(digit) * (2 if place % 2 == 0 else 1)
        total += product // 10 + product % 10
    return f"{first_eleven}{(10 - total % 10) % 10}"


@st.composite
def valid_numbers(draw: st.DrawFn) -> tuple[str, date, NumberKind]:
    born = draw(births)
    serial = draw(st.integers(1, 999))
    is_coordination = draw(st.booleans())
    day = born.day + 60 * is_coordination
    kind = NumberKind.COORDINATION if is_coordination else NumberKind.PERSONAL
    return with_check_digit(f"{born:%Y%m}{day:02}{serial:03}"), born, kind


@given(valid_numbers())
def test_every_way_of_writing_a_number_gives_the_same(number: tuple[str, date, NumberKind]) -> None:
    value, born, kind = number
    parsed = parse(value, on=TODAY)

    assert (parsed.value, parsed.born_on, parsed.kind) == (value, born, kind)
    assert parse(parsed.long, on=TODAY) == parsed
    assert parse(parsed.short(on=TODAY), on=TODAY) == parsed
    assert parse(f" {value[:8]} - {value[8:]} ", on=TODAY) == parsed
    assert from_stored(value) == parsed


@given(valid_numbers(), st.integers(1, 9))
def test_one_wrong_check_digit_is_found(number: tuple[str, date, NumberKind], step: int) -> None:
    value = number[0]
    wrong = f"{value[:-1]}{(int(value[-1]) + step) % 10}"

    with pytest.raises(NotAPersonalNumber):
        parse(wrong, on=TODAY)


@given(births, st.integers(0, 999), st.booleans())
def test_reserve_numbers_are_known_by_their_letters(born: date, serial: int, long: bool) -> None:
    value = f"{born:%Y%m%d}" + (f"T{serial:03}" if long else f"TF{serial % 100:02}")

    assert parse(value.lower(), on=TODAY) == PersonalNumber(value, NumberKind.RESERVE, born)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("900602-2397", "199006022397"),
        ("900602+2397", "189006022397"),
        ("160412-TF23", "20160412TF23"),
        ("20160412-T123", "20160412T123"),
    ],
)
def test_the_sign_and_the_day_settle_the_century(typed: str, value: str) -> None:
    assert parse(typed, on=TODAY).value == value


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Alma",
        "9006022397",  # ten digits without a sign: which century?
        "199006022398",
        "199002302395",  # 30 February
        "19900660-2397",  # 60 is no coordination day
        "20160230-TF23",
        "20160412-TF2",
        "20160412-TX23",
        "20160412TF23TF23",
        "19900602--2397",
        "١٩٩٠٠٦٠٢٢٣٩٧",  # digits, but not ours
        "199006022397\n1",
        "190001010009",
    ],
)
def test_what_is_no_number_is_refused_without_being_repeated(typed: str) -> None:
    with pytest.raises(NotAPersonalNumber) as refused:
        parse(typed, on=TODAY)

    for code in ("sv", "en"):
        assert refused.value.in_language(code)
        assert not typed or typed not in refused.value.in_language(code)


def test_a_birthday_to_come_is_refused() -> None:
    tomorrow = TODAY + timedelta(days=1)

    with pytest.raises(NotAPersonalNumber, match="inte varit än"):
        parse(f"{tomorrow:%Y%m%d}-TF10", on=TODAY)
    assert parse(f"{tomorrow:%Y%m%d}-TF10", on=tomorrow).born_on == tomorrow


def test_a_number_printed_by_mistake_names_nobody() -> None:
    number = from_stored("199006022397")

    assert f"{number} {number!r}" == "1990****-**** PersonalNumber(1990****-****)"


def test_a_hundred_years_give_a_plus_sign() -> None:
    number = from_stored("199006022397")

    assert number.short(on=date(2089, 12, 31)) == "900602-2397"
    assert number.short(on=date(2090, 1, 1)) == "900602+2397"


def test_fictional_numbers_come_from_the_seed_and_never_twice() -> None:
    born = date(2016, 4, 12)
    numbers = FictionalNumbers(seed=7)
    given_out = [numbers.next(born_on=born) for _ in range(100)]
    again = FictionalNumbers(seed=7)

    assert len({number.value for number in given_out}) == 100
    assert [again.next(born_on=born) for _ in range(100)] == given_out
    assert FictionalNumbers(seed=8).next(born_on=born) is not None
    with pytest.raises(SeriesExhausted):
        numbers.next(born_on=born)


@given(births, st.integers())
def test_a_fictional_number_cannot_be_a_real_one(born: date, seed: int) -> None:
    number = FictionalNumbers(seed).next(born_on=born)

    assert number.kind is NumberKind.RESERVE
    assert number.born_on == born
    assert not number.value.isdigit()
