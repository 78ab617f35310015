"""Words for a share, where they are true."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skyddsnat.stats.proportions import Interval, Sample, wilson
from skyddsnat.stats.words import share_in_words, true_phrases


@pytest.mark.parametrize(
    ("count", "size", "sv", "en"),
    [
        (143, 1000, "en av sju", "one in seven"),
        (744, 1000, "tre av fyra", "three of four"),
        (900, 1000, "nio av tio", "nine of ten"),
        (183, 1000, "nästan en av fem", "nearly one in five"),
        (502, 1000, "hälften", "half"),
        (299, 453, "två av tre", "two of three"),
        (28, 441, "6\N{NO-BREAK SPACE}%", "6%"),
        (560, 1000, "56\N{NO-BREAK SPACE}%", "56%"),
        (2, 10, "20\N{NO-BREAK SPACE}%", "20%"),
        (0, 300, "0\N{NO-BREAK SPACE}%", "0%"),
    ],
)
def test_a_share_is_said_in_words_where_they_are_true(count: int, size: int, sv: str, en: str) -> None:
    sample = Sample(count, size)

    words = share_in_words(sample.share, wilson(sample))

    assert (words.sv, words.en) == (sv, en)


def test_nearly_one_in_five_may_be_said_of_those_threatened_repeatedly_and_one_in_six_is_closer() -> None:
    """77 of 453 in 2023, of whom the text says "nearly one in five"."""
    sample = Sample(77, 453)

    phrases = [phrase.words.sv for phrase in true_phrases(sample.share, wilson(sample))]

    assert phrases == ["en av sex", "nästan en av fem"]


def test_the_same_share_of_few_answers_is_not_said_in_words() -> None:
    assert [share_in_words(Sample(n // 7, n).share, wilson(Sample(n // 7, n))).en for n in (35, 210, 2100)] == [
        "14%",
        "one in seven",
        "one in seven",
    ]


def test_words_that_the_interval_speaks_against_are_not_said() -> None:
    """195 000 of a million are not "one in five": the interval ends below."""
    sample = Sample(195_000, 1_000_000)
    assert true_phrases(sample.share, wilson(sample)) == ()


@given(st.integers(1, 5000).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size))))
def test_what_is_said_lies_in_the_interval_and_close_to_the_share(counted: tuple[int, int]) -> None:
    sample = Sample(*counted)
    interval = wilson(sample)
    for phrase in true_phrases(sample.share, interval):
        assert interval.low <= phrase.fraction <= interval.high
        assert interval.high - interval.low <= 0.1
        distance = phrase.fraction - sample.share
        assert (Fraction(1, 100) < distance <= Fraction(35, 1000)) if phrase.nearly else abs(distance) <= 0.01


def test_a_point_is_an_interval_too() -> None:
    """Everybody was asked, and exactly a quarter said yes."""
    assert share_in_words(Fraction(1, 4), Interval(0.25, 0.25)).sv == "en av fyra"
