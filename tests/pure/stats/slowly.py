"""The same once more, in the slow and obvious way."""

import math

import numpy as np

from skyddsnat.stats.proportions import Interval, Sample

NORMAL = 1.959963984540054


def beyond(t: float, degrees: int) -> float:
    """How often Student's t goes at least as far as `t` to either side: its density, added up in small steps."""
    if t == 0:
        return 1.0
    # What is left of 1 after the density between nought and t, by Simpson's rule.
    points = np.linspace(0.0, abs(t), 20_001)
    height = math.exp(math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2)) / math.sqrt(degrees * math.pi)
    density = height * (1 + points**2 / degrees) ** (-(degrees + 1) / 2)
    steps = density[0] + density[-1] + 4 * density[1:-1:2].sum() + 2 * density[2:-1:2].sum()
    return float(1 - 2 * steps * (points[1] - points[0]) / 3)


def not_rejected(sample: Sample) -> Interval:
    """The shares that a score test lets stand, by halving the way to the outermost ones."""
    drawing = 1.0
    if sample.population is not None:
        drawing = (sample.population - sample.size) / max(1, sample.population - 1)
    return score_interval(sample.count / sample.size, sample.size / drawing if drawing else math.inf)


def score_interval(share: float, size: float) -> Interval:
    return Interval(_outermost(share, size, 0.0), _outermost(share, size, 1.0))


def _outermost(share: float, size: float, outside: float) -> float:
    inside = share
    for _ in range(100):
        tried = (inside + outside) / 2
        if abs(share - tried) <= NORMAL * math.sqrt(tried * (1 - tried) / size):
            inside = tried
        else:
            outside = tried
    return inside
