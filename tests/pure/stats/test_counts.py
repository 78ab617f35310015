"""Counts of events, medians and signals, beside the values that R 4.2.2 gives."""

import math
import random
from collections.abc import Iterable, Sequence
from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pure.stats.references import reference

from skyddsnat.stats.changes import LIMIT, Stretch, change
from skyddsnat.stats.counts import median_of, p_of_same_rate, poisson_interval, poisson_up_to

counts = st.integers(0, 400)


@pytest.mark.parametrize("count", [0, 1, 5, 37, 1200])
def test_the_interval_of_a_count_is_the_exact_one(count: int) -> None:
    found = poisson_interval(count)
    assert [found.low, found.high] == pytest.approx(reference(f"events {count}"), rel=1e-9)


@given(st.integers(0, 40), st.floats(0.01, 60))
def test_chances_of_counts_add_up_one_by_one(count: int, mean: float) -> None:
    slowly = math.fsum(mean**each / math.factorial(each) for each in range(count + 1)) * math.exp(-mean)
    assert poisson_up_to(count, mean) == pytest.approx(slowly, rel=1e-9)


@given(st.integers(0, 60), st.integers(1, 9), st.integers(0, 60), st.integers(1, 52))
def test_two_counts_share_their_sum_as_tosses_do(count: int, time: int, before: int, time_before: int) -> None:
    """Every way to share the sum, exactly."""
    everything, share = count + before, Fraction(time, time + time_before)
    ways = [math.comb(everything, k) * share**k * (1 - share) ** (everything - k) for k in range(everything + 1)]
    expected = min(Fraction(1), 2 * min(sum(ways[: count + 1]), sum(ways[count:])))
    assert p_of_same_rate(count, time, before, time_before) == pytest.approx(float(expected), rel=1e-7, abs=1e-12)


@given(counts)
def test_the_limits_leave_each_tail_its_half(count: int) -> None:
    found = poisson_interval(count)
    assert poisson_up_to(count, found.high) == pytest.approx(0.025, rel=1e-6)
    assert count == 0 or 1 - poisson_up_to(count - 1, found.low) == pytest.approx(0.025, rel=1e-6)


@pytest.mark.parametrize(("latest", "weeks", "name"), [(3, 1, "rates 3 1"), (60, 4, "rates 60 4")])
def test_two_counts_are_compared_as_r_compares_them(latest: int, weeks: int, name: str) -> None:
    assert [p_of_same_rate(latest, weeks, 520, 52)] == pytest.approx(reference(name), rel=1e-8)


def test_nothing_comes_where_nothing_is_expected() -> None:
    assert poisson_up_to(0, 0) == poisson_up_to(3, 0) == 1


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="no interval"):
        poisson_interval(-1)
    with pytest.raises(ValueError, match="no interval"):
        poisson_interval(3, confidence=1)
    with pytest.raises(ValueError, match="no median"):
        median_of([])


@given(st.lists(st.integers(0, 300), min_size=1, max_size=80))
def test_the_median_is_the_middle_and_its_interval_holds_it(values: list[int]) -> None:
    found, interval = median_of((value, 1) for value in values)
    assert found == Fraction(median(values)).limit_denominator(2)
    assert (interval is None) == (len(values) < 6)
    assert interval is None or interval.low <= found <= interval.high


@pytest.mark.parametrize(
    ("size", "rank"),
    [(6, 1), (21, 6), (100, 40)],  # R: qbinom(0.025, size, 0.5)
)
def test_the_interval_of_a_median_reaches_between_the_ranks_that_r_gives(size: int, rank: int) -> None:
    _, interval = median_of((value, 1) for value in range(1, size + 1))
    assert interval is not None
    assert (interval.low, interval.high) == (rank, size + 1 - rank)


@given(st.integers(6, 60))
def test_the_rank_is_where_tosses_of_a_coin_leave_the_confidence(size: int) -> None:
    _, interval = median_of((value, 1) for value in range(1, size + 1))
    assert interval is not None
    below = [sum(math.comb(size, k) for k in range(rank)) / 2**size for rank in range(size)]
    assert interval.low == max(rank for rank in range(size) if below[rank] <= 0.025)


# --- Signals ----------------------------------------------------------------------------------------------------------


def weekly(counts: Iterable[int]) -> list[Stretch]:
    return [Stretch(1, count) for count in counts]


def test_a_week_that_falls_silent_is_a_signal() -> None:
    found = change(weekly([10] * 52 + [1]))
    assert found is not None
    assert (found.weeks, found.is_signal, found.is_fall) == (1, True, True)


def test_four_thin_weeks_are_a_signal_though_none_of_them_is_one() -> None:
    found = change(weekly([20] * 52 + [11, 12, 12, 12]))
    assert found is not None
    assert (found.weeks, found.is_signal, found.is_fall) == (4, True, True)


def test_a_rise_is_told_as_one() -> None:
    found = change(weekly([4, 5, 6] * 15 + [18]))
    assert found is not None
    assert (found.is_signal, found.is_fall) == (True, False)


def test_weeks_that_vary_by_chance_raise_nothing() -> None:
    found = change(weekly([9, 12, 8, 11, 10, 13, 7] * 8))
    assert found is not None
    assert not found.is_signal
    assert found.p_value > LIMIT


def test_too_few_weeks_say_nothing() -> None:
    assert change(weekly([10] * 26)) is None
    assert change(weekly([10] * 27)) is not None
    assert change([]) is None


def test_no_event_at_all_is_no_change() -> None:
    found = change(weekly([0] * 40))
    assert found is not None
    assert found.p_value == 1


def slowly(counts: Sequence[int]) -> tuple[Fraction, int] | None:
    """The smallest p-value and the weeks it is of: every way that the events can fall on the weeks, exact."""
    found = []
    for weeks in (1, 4):
        latest, before = counts[-weeks:], counts[:-weeks][-52:]
        if len(before) < 26:
            continue
        everything, share = sum(latest) + sum(before), Fraction(weeks, weeks + len(before))
        ways = [math.comb(everything, k) * share**k * (1 - share) ** (everything - k) for k in range(everything + 1)]
        tails = sum(ways[: sum(latest) + 1]), sum(ways[sum(latest) :])
        found.append((min(Fraction(1), 2 * min(tails)), weeks))
    return min(found, default=None)


@given(st.lists(st.integers(0, 6), min_size=20, max_size=64))
def test_the_signal_is_that_of_a_slow_and_obvious_count(counts: list[int]) -> None:
    found, expected = change(weekly(counts)), slowly(counts)
    assert (found is None) == (expected is None)
    if found and expected:
        assert found.p_value == pytest.approx(float(expected[0]), abs=1e-9)
        assert found.is_signal == (expected[0] < Fraction(5, 1000))


def test_weeks_that_are_told_together_are_taken_whole() -> None:
    """Four weeks by three: the latest four are two of them, and 52 before are as many as fit."""
    found = change([Stretch(3, 30)] * 20 + [Stretch(3, 10), Stretch(3, 9)])
    assert found is not None
    assert (found.weeks, found.before, found.is_fall, found.is_signal) == (6, 51, True, True)
    assert found.p_value == p_of_same_rate(19, 6, 510, 51)


def test_weeks_of_which_the_most_is_known_are_a_fall_or_nothing() -> None:
    fall = change(weekly([12] * 52), at_most=Stretch(2, 9))
    assert fall is not None
    assert (fall.weeks, fall.is_fall, fall.is_signal) == (2, True, True)
    nothing = change(weekly([1] * 52), at_most=Stretch(1, 9))
    assert nothing is not None
    assert (nothing.p_value, nothing.is_signal) == (1, False)


@pytest.mark.parametrize("rate", [1, 3, 6, 12, 40])
def test_chance_alone_raises_a_signal_about_once_in_two_years_or_more_seldom(rate: int) -> None:
    """Ten times four years of weeks that differ by chance alone, as they are told."""
    chance, raised, looked = random.Random(rate), 0, 0
    for _ in range(10):
        counts = [_by_chance(chance, rate) for _ in range(52 * 5)]
        told = _together(counts)
        for end in range(len(told)):
            found = change(told[: end + 1])
            if found is not None:
                looked += told[end].weeks
                raised += found.is_signal
    assert looked > 52 * 30
    assert raised / looked < 1 / 80


def _together(counts: Iterable[int]) -> list[Stretch]:
    """One to four wait for those after them, until they are ten together."""
    told, waiting = list[Stretch](), Stretch(0, 0)
    for count in counts:
        waiting = Stretch(waiting.weeks + 1, waiting.count + count)
        if waiting.count == 0 or waiting.count >= (5 if waiting.weeks == 1 else 10):
            told.append(waiting)
            waiting = Stretch(0, 0)
    return told


def _by_chance(chance: random.Random, rate: int) -> int:
    """A Poisson count: how many waits of this rate go into a week."""
    count, passed = 0, chance.expovariate(rate)
    while passed < 1:
        count, passed = count + 1, passed + chance.expovariate(rate)
    return count
