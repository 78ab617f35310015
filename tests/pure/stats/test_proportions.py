"""Intervals against printed examples, and against the definition carried out step by step."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pure.stats.references import reference
from tests.pure.stats.slowly import not_rejected
from tests.pure.stats.slowly import score_interval as slow_score_interval

from skyddsnat.stats.proportions import (
    NotASample,
    Sample,
    margin_of_error,
    margin_range,
    normal_quantile,
    score_interval,
    wilson,
)


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    size = draw(st.integers(1, 3000))
    population = draw(st.none() | st.integers(size, 4 * size))
    return Sample(draw(st.integers(0, size)), size, population)


@pytest.mark.parametrize(
    ("count", "size", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_printed_examples(count: int, size: int, low: float, high: float) -> None:
    """R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 1998,
    pp. 857-872, table I, method 3.
    """
    interval = wilson(Sample(count, size))

    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@pytest.mark.parametrize("counted", [(81, 263), (15, 148), (1, 29), (0, 20)])
def test_intervals_are_those_of_r(counted: tuple[int, int]) -> None:
    interval = wilson(Sample(*counted))
    said = reference(f"wilson {counted[0]} {counted[1]}")
    assert [interval.low, interval.high] == pytest.approx(said, rel=1e-6, abs=1e-15)


def test_other_confidences_and_finite_populations_are_those_of_r() -> None:
    sure, few = wilson(Sample(77, 453), confidence=0.99), wilson(Sample(300, 474, 4024))
    assert [sure.low, sure.high] == pytest.approx(reference("wilson 77 453 at 0.99"), rel=1e-6)
    assert [few.low, few.high] == pytest.approx(reference("wilson 300 474 of 4024"), rel=1e-6)


def test_margins_are_those_of_r() -> None:
    tenth = margin_of_error(600, share=Fraction(1, 10), population=2000)
    assert [margin_of_error(600)] == pytest.approx(reference("margin 600"), rel=1e-6)
    assert [tenth] == pytest.approx(reference("margin 600 tenth of 2000"), rel=1e-6)


@given(samples())
def test_the_interval_is_what_a_score_test_would_not_reject(sample: Sample) -> None:
    interval, slowly = wilson(sample), not_rejected(sample)

    assert (interval.low, interval.high) == (pytest.approx(slowly.low, abs=1e-7), pytest.approx(slowly.high, abs=1e-7))
    assert interval.low - 1e-12 <= sample.share <= interval.high + 1e-12


@given(st.floats(0, 1), st.floats(0.5, 3000))
def test_as_many_answers_as_weights_make_have_the_interval_of_the_same_test(share: float, size: float) -> None:
    interval, slowly = score_interval(share, size), slow_score_interval(share, size)
    assert (interval.low, interval.high) == (pytest.approx(slowly.low, abs=1e-7), pytest.approx(slowly.high, abs=1e-7))


@given(samples())
def test_the_mirror_of_an_interval_is_the_interval_of_the_mirror(sample: Sample) -> None:
    mirrored = wilson(Sample(sample.size - sample.count, sample.size, sample.population))

    assert mirrored.low == pytest.approx(1 - wilson(sample).high, abs=1e-12)


def test_where_everybody_answered_nothing_is_uncertain() -> None:
    everybody = wilson(Sample(3, 12, 12))
    assert everybody.low == everybody.high == 0.25
    assert wilson(Sample(1, 1, 1)).width == 0
    assert margin_of_error(12, population=12) == 0


def test_a_known_population_narrows_and_never_widens() -> None:
    widths = [wilson(Sample(60, 474, population)).width for population in (474, 1000, 4024, 100_000, None)]
    assert widths == sorted(widths)


def test_the_margin_as_newspapers_print_it() -> None:
    """More than 600 answers were printed with a margin of 2.5-4 percentage points (Framtidens Karriär 2020)."""
    assert round(100 * margin_of_error(600), 1) == 4.0
    between = margin_range(600)
    assert (round(100 * between.low, 1), round(100 * between.high, 1)) == (2.4, 4.0)
    assert margin_range(600, outermost=Fraction(9, 10)) == between


@given(st.integers(1, 10_000), st.fractions(0, 1), st.sampled_from([0.9, 0.95, 0.99]))
def test_a_margin_is_the_quantile_times_the_standard_error(size: int, share: Fraction, confidence: float) -> None:
    expected = {0.9: 1.6448536, 0.95: 1.9599640, 0.99: 2.5758293}[confidence] * math.sqrt(share * (1 - share) / size)
    assert margin_of_error(size, share=share, confidence=confidence) == pytest.approx(expected, rel=1e-6)
    assert margin_of_error(size, share=share) <= margin_of_error(size)


def test_what_cannot_be_a_sample_is_refused() -> None:
    for count, size, population in [(1, 0, None), (-1, 5, None), (6, 5, None), (1, 5, 4)]:
        with pytest.raises(NotASample):
            Sample(count, size, population)
    with pytest.raises(NotASample):
        margin_of_error(0)
    with pytest.raises(ValueError, match="between 0 and 1"):
        normal_quantile(1)
