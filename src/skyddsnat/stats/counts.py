"""How many events in a time: the exact interval of a Poisson count, and two counts compared.

The interval is Garwood's (F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28, 1936, pp.
437–442), R: `poisson.test(x)$conf.int`. Two counts under the same rate share their sum as a binomial does, so they are
compared exactly (J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from Poisson series",
Biometrika 31, 1940, pp. 313–323).
"""

import itertools
import math
from collections.abc import Callable, Iterable
from fractions import Fraction

from skyddsnat.stats.proportions import CONFIDENCE, Interval


def poisson_interval(count: int, *, confidence: float = CONFIDENCE) -> Interval:
    """The expected numbers that `count` events do not speak against. Raises ValueError for less than no events."""
    if count < 0 or not 0 < confidence < 1:
        raise ValueError(f"no interval of {count} events with confidence {confidence}")
    tail = (1 - confidence) / 2
    far = count + 10 * math.sqrt(count + 1) + 10
    low = 0.0 if count == 0 else _where(lambda mean: 1 - poisson_up_to(count - 1, mean) >= tail, 0.0, far)
    return Interval(low, _where(lambda mean: poisson_up_to(count, mean) <= tail, 0.0, far))


def poisson_up_to(count: int, mean: float) -> float:
    """The chance of at most `count` events where `mean` are expected."""
    if mean == 0:
        return 1.0
    return min(1.0, math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count + 1)))


def binomial_up_to(count: int, size: int, chance: Fraction) -> float:
    """The chance of at most `count` of `size`, each with `chance`, which is neither 0 nor 1. R: `pbinom(q, n, p)`."""
    yes, no = math.log(chance), math.log(1 - chance)
    terms = (
        math.exp(math.lgamma(size + 1) - math.lgamma(k + 1) - math.lgamma(size - k + 1) + k * yes + (size - k) * no)
        for k in range(count + 1)
    )
    return min(1.0, math.fsum(terms))


def p_of_same_rate(count: int, time: int, before: int, time_before: int) -> float:
    """How often chance alone parts two counts of the same rate at least so far, to the same side, doubled.

    `count` events in `time`, `before` in `time_before`, both above 0. R: twice the smaller one-sided p-value of
    `poisson.test(c(count, before), c(time, time_before))`, at most 1.
    """
    everything, share = count + before, Fraction(time, time + time_before)
    below = binomial_up_to(count, everything, share)
    above = 1.0 if count == 0 else 1 - binomial_up_to(count - 1, everything, share)
    return min(1.0, 2 * min(below, above))


def median_of(values: Iterable[tuple[int, int]], *, confidence: float = CONFIDENCE) -> tuple[Fraction, Interval | None]:
    """The median of a histogram (value, how many), and its interval by order statistics; None below six values.

    The interval reaches from the d-th smallest value to the d-th largest, d the greatest for which the binomial leaves
    at least the confidence between them (W. R. Thompson, "On confidence ranges for the median and other expectation
    distributions for populations of unknown distribution form", Annals of Mathematical Statistics 7, 1936, pp.
    122–128). Raises ValueError when there is no value.
    """
    bars = sorted((value, amount) for value, amount in values if amount > 0)
    size = sum(amount for _, amount in bars)
    if size == 0:
        raise ValueError("no value has no median")
    middle = Fraction(_ranked(bars, (size + 1) // 2) + _ranked(bars, size // 2 + 1), 2)
    rank = _rank(size, (1 - confidence) / 2)
    if rank == 0:
        return middle, None
    return middle, Interval(_ranked(bars, rank), _ranked(bars, size + 1 - rank))


def _rank(size: int, tail: float) -> int:
    """The greatest d with P(fewer than d of `size` by the toss of a coin) at most `tail`; 0 when there is none."""
    below, rank = 0.0, 0
    while (below := below + _tossed(rank, size)) <= tail:
        rank += 1
    return rank


def _tossed(count: int, size: int) -> float:
    ways = math.lgamma(size + 1) - math.lgamma(count + 1) - math.lgamma(size - count + 1)
    return math.exp(ways - size * math.log(2))


def _ranked(bars: list[tuple[int, int]], rank: int) -> int:
    passed = itertools.accumulate(amount for _, amount in bars)
    return next(value for (value, _), reached in zip(bars, passed, strict=True) if reached >= rank)


def _where(holds: Callable[[float], bool], low: float, high: float) -> float:
    """The least number between the two for which something holds that goes on holding above it."""
    while low < (middle := (low + high) / 2) < high:
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
