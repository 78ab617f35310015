"""The share of a simple random sample with its interval, and the margin of error as newspapers print it.

The interval is Wilson's: the shares that a two-sided score test would not reject (E. B. Wilson, "Probable inference,
the law of succession, and statistical inference", Journal of the American Statistical Association 22, 1927, pp.
209–212). It stays between 0 and 1 and says something also when nobody, or everybody, said yes.
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from statistics import NormalDist

CONFIDENCE = 0.95


class NotASample(ValueError):
    """The numbers cannot be those of a sample: nobody in it, more yes than answers, or more answers than people."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, both included."""

    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low

    def contains(self, value: float | Fraction) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Sample:
    """`count` of `size` answers. `population` is the number of people the sample was drawn from, None for very many."""

    count: int
    size: int
    population: int | None = None

    def __post_init__(self) -> None:
        if self.size < 1 or not 0 <= self.count <= self.size:
            raise NotASample(f"{self.count} of {self.size}")
        _correction(self.size, self.population)

    @property
    def share(self) -> Fraction:
        return Fraction(self.count, self.size)

    @property
    def correction(self) -> float:
        """What the variance is multiplied by because the population is finite: (N - n)/(N - 1), 1 for very many."""
        return _correction(self.size, self.population)


def wilson(sample: Sample, *, confidence: float = CONFIDENCE) -> Interval:
    """The score interval of the share.

    With a population, the variance of the score test is that of drawing without putting back, p(1-p)/n · (N - n)/(N -
    1); where everybody has answered, the interval is the share itself. Without one, R: `prop.test(x, n, correct =
    FALSE)`.
    """
    if sample.correction == 0:
        return Interval(float(sample.share), float(sample.share))
    return score_interval(float(sample.share), sample.size / sample.correction, confidence=confidence)


def score_interval(share: float, size: float, *, confidence: float = CONFIDENCE) -> Interval:
    """Wilson's interval of a share of `size` answers, which weights may have made no whole number."""
    spread = normal_quantile(confidence) ** 2 / size
    middle = (share + spread / 2) / (1 + spread)
    half = math.sqrt(spread * (share * (1 - share) + spread / 4)) / (1 + spread)
    return Interval(
        0.0 if share == 0 else max(0.0, middle - half),
        1.0 if share == 1 else min(1.0, middle + half),
    )


def margin_of_error(
    size: int, *, share: Fraction = Fraction(1, 2), population: int | None = None, confidence: float = CONFIDENCE
) -> float:
    """Half the width of the usual (Wald) interval around `share`, as a share (0.04 is 4 percentage points).

    Without `share`, the largest margin that the sample can have: the one number of a method box.
    """
    if size < 1:
        raise NotASample(f"a sample of {size}")
    variance = float(share * (1 - share)) / size * _correction(size, population)
    return normal_quantile(confidence) * math.sqrt(variance)


def margin_range(
    size: int,
    *,
    outermost: Fraction = Fraction(1, 10),
    population: int | None = None,
    confidence: float = CONFIDENCE,
) -> Interval:
    """The margins for shares from `outermost` (and its mirror, 90 percent for 10) to a half, as "2.4–4.0 points"."""
    return Interval(
        margin_of_error(size, share=outermost, population=population, confidence=confidence),
        margin_of_error(size, population=population, confidence=confidence),
    )


def normal_quantile(confidence: float) -> float:
    """How many standard errors an interval of this confidence reaches to each side: 1.96 for 0.95."""
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence lies between 0 and 1: {confidence}")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _correction(size: int, population: int | None) -> float:
    if population is None:
        return 1.0
    if population < size:
        raise NotASample(f"{size} of a population of {population}")
    return (population - size) / (population - 1) if population > 1 else 0.0
