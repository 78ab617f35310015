"""Between waves: a difference, a family of differences, a trend. A wave known only as printed counts is a wave like
others.

The waves are taken as independent samples. Where the same people answered twice, the differences are in truth a
little more certain than is said here.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from skyddsnat.stats.estimates import Estimate
from skyddsnat.stats.proportions import CONFIDENCE, Interval, Sample, normal_quantile, wilson
from skyddsnat.stats.student import beyond, student_quantile


@dataclass(frozen=True, slots=True)
class Difference:
    """The later share less the earlier, exact, with its interval and the two-sided p-value of no difference."""

    change: Fraction
    interval: Interval
    p_value: float


@dataclass(frozen=True, slots=True)
class Trend:
    """The change of the share for each unit of time (a line through the waves), and the p-value of no trend."""

    slope: Fraction
    interval: Interval
    statistic: float
    """Chi-squared with one degree of freedom."""
    p_value: float


def difference(earlier: Sample, later: Sample, *, confidence: float = CONFIDENCE) -> Difference:
    """The difference between two waves.

    The interval is Newcombe's hybrid score (R. G. Newcombe, "Interval estimation for the difference between
    independent proportions", Statistics in Medicine 17, 1998, pp. 873–890, method 10), from the two Wilson intervals.
    The p-value is of the score test with pooled variance, R: `prop.test(c(x1, x2), c(n1, n2), correct = FALSE)`. They
    are two methods: close to the limit, one may call a difference real when the other does not. Finite populations
    are corrected for in both.
    """
    change = later.share - earlier.share
    before, after = wilson(earlier, confidence=confidence), wilson(later, confidence=confidence)
    down = math.hypot(later.share - after.low, before.high - earlier.share)
    up = math.hypot(after.high - later.share, earlier.share - before.low)
    interval = Interval(max(-1.0, change - down), min(1.0, change + up))
    return Difference(change, interval, _p_of_no_difference(earlier, later))


def difference_of_shares(earlier: Estimate, later: Estimate, *, confidence: float = CONFIDENCE) -> Difference | None:
    """The difference between two waves of which one or both were drawn by design.

    The two are the strata of one sample: the variances are added, and so are the degrees of freedom, for an interval
    and a test by Student's t. R: `survey::svycontrast` of the waves' shares. None where there is no degree of freedom,
    and where nobody or everybody said yes in a wave: its error is then not known.
    """
    degrees, error = earlier.degrees + later.degrees, math.hypot(earlier.error, later.error)
    if degrees < 1 or not (0 < earlier.value < 1 and 0 < later.value < 1):
        return None
    change = Fraction(later.value) - Fraction(earlier.value)
    reach = student_quantile(confidence, degrees) * error
    interval = Interval(max(-1.0, change - reach), min(1.0, change + reach))
    if error == 0:
        return Difference(change, interval, 1.0 if change == 0 else 0.0)
    return Difference(change, interval, beyond(float(change) / error, degrees))


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """The p-values of a family of questions, corrected for their number, in the order given.

    S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979,
    pp. 65–70. R: `p.adjust(p, "holm")`.
    """
    adjusted = [0.0] * len(p_values)
    reached = 0.0
    for rank, place in enumerate(sorted(range(len(p_values)), key=lambda place: p_values[place])):
        reached = max(reached, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = reached
    return tuple(adjusted)


def trend(waves: Sequence[Sample], times: Sequence[Fraction | int], *, confidence: float = CONFIDENCE) -> Trend:
    """The trend over waves at `times` (years, or anything that runs evenly).

    The test is Cochran's and Armitage's (P. Armitage, "Tests for linear trends in proportions and frequencies",
    Biometrics 11, 1955, pp. 375–386), R: `prop.trend.test(x, n, times)`. The slope is the weighted least squares
    line, each wave weighing as many as answered, and its interval rests on the variance of each wave by itself.
    Populations are taken as very many, which never makes a trend look surer than it is. Raises ValueError unless
    there are two different times.
    """
    if len(waves) != len(times) or len(set(times)) < 2:
        raise ValueError("a trend needs a time for each wave, and two different times")
    size = sum(wave.size for wave in waves)
    middle = sum((wave.size * Fraction(time) for wave, time in zip(waves, times, strict=True)), Fraction()) / size
    away = [Fraction(time) - middle for time in times]
    spread = sum((wave.size * far**2 for wave, far in zip(waves, away, strict=True)), Fraction())
    leaning = sum((wave.count * far for wave, far in zip(waves, away, strict=True)), Fraction())

    slope = leaning / spread
    reach = normal_quantile(confidence) * math.sqrt(_variance_of_leaning(waves, away)) / float(spread)
    pooled = Fraction(sum(wave.count for wave in waves), size)
    statistic = float(leaning**2 / (pooled * (1 - pooled) * spread)) if 0 < pooled < 1 else 0.0
    return Trend(slope, Interval(slope - reach, slope + reach), statistic, two_sided(math.sqrt(statistic)))


def two_sided(z: float) -> float:
    """How often chance alone goes at least as far as `z` standard errors to either side."""
    return math.erfc(abs(z) / math.sqrt(2))


def _p_of_no_difference(earlier: Sample, later: Sample) -> float:
    pooled = float(Fraction(earlier.count + later.count, earlier.size + later.size))
    variance = pooled * (1 - pooled) * (earlier.correction / earlier.size + later.correction / later.size)
    if variance == 0:
        # Everybody was asked both times, or all gave the same answer: no chance is left, and what differs, differs.
        return 1.0 if earlier.share == later.share else 0.0
    return two_sided(float(later.share - earlier.share) / math.sqrt(variance))


def _variance_of_leaning(waves: Sequence[Sample], away: Sequence[Fraction]) -> float:
    return float(
        sum(
            (far**2 * wave.size * wave.share * (1 - wave.share) for wave, far in zip(waves, away, strict=True)),
            Fraction(),
        )
    )
