"""Quantiles of Student's t, for intervals from designs with few clusters.

From the incomplete beta function by its continued fraction (the method of Lentz, as in M. Abramowitz and I. A. Stegun,
*Handbook of Mathematical Functions*, 26.5.8), and halving. R: `qt(p, df)`.
"""

import math
from functools import lru_cache

_TINY = 1e-300
_CLOSE = 1e-15
_NORMAL_FROM = 10_000_000


@lru_cache(maxsize=256)
def student_quantile(confidence: float, degrees: int) -> float:
    """How many standard errors an interval of this confidence reaches to each side, with so many degrees of freedom.

    Raises ValueError for a confidence that is not between 0 and 1, or less than one degree.
    """
    if not 0 < confidence < 1 or degrees < 1:
        raise ValueError(f"no quantile of confidence {confidence} with {degrees} degrees of freedom")
    outside = 1 - confidence
    low, high = 0.0, 1.0
    while beyond(high, degrees) > outside:
        low, high = high, high * 2
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if beyond(middle, degrees) > outside else (low, middle)
    return high


def beyond(t: float, degrees: int) -> float:
    """How often chance alone goes at least as far as `t` standard errors to either side."""
    if degrees >= _NORMAL_FROM:
        return math.erfc(abs(t) / math.sqrt(2))
    return _incomplete_beta(degrees / 2, 0.5, degrees / (degrees + t * t), t * t / (degrees + t * t))


def _incomplete_beta(a: float, b: float, x: float, rest: float) -> float:
    """I_x(a, b); `rest` is 1 - x, given apart so that no digits are lost near 1."""
    if x == 0 or rest == 0:
        return float(rest == 0)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(rest))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, rest) / b


def _fraction(a: float, b: float, x: float) -> float:
    upper, lower = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    found, m = lower, 0
    while m == 0 or abs(upper * lower - 1) > _CLOSE:
        m += 1
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            lower = 1 / _away_from_zero(1 + term * lower)
            upper = _away_from_zero(1 + term / upper)
            found *= upper * lower
    return found


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
