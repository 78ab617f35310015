"""Means, totals and shares of a designed sample, by Taylor linearisation, of everybody or of a part (a domain).

A domain is looked at within the whole design: those outside count as nought and are not left out, because how many of
each cluster fall in the domain is chance too. Degrees of freedom are those of the clusters and strata that have
answers in the domain.

Method: R. S. Woodruff, "A simple method for approximating the variance of a complicated estimate", Journal of the
American Statistical Association 66, 1971, pp. 411–414. R: `survey::svymean`, `svytotal`, `svyciprop(method = "logit")`
and `subset` of a design.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from skyddsnat.stats.designs import Design, Flags, Numbers, variance
from skyddsnat.stats.proportions import CONFIDENCE, Interval, score_interval
from skyddsnat.stats.student import student_quantile


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its standard error. `size`: how many answers it comes from."""

    value: float
    error: float
    size: int
    degrees: int
    interval: Interval | None
    """None with no degree of freedom, when there is no telling."""


class NobodyThere(ValueError):
    """The domain has no answers: there is a total of nought, and no mean."""


def everybody(design: Design) -> Flags:
    """The domain of all answers."""
    return np.ones(design.size, dtype=np.bool_)


def mean(
    design: Design, values: Sequence[float] | Numbers, *, domain: Flags | None = None, confidence: float = CONFIDENCE
) -> Estimate:
    """The mean of `values`, one for each answer (any number outside the domain), with Student's interval.

    Raises NobodyThere.
    """
    chosen = everybody(design) if domain is None else domain
    value, scores = _linearised(design, np.asarray(values, dtype=np.float64), chosen)
    return _estimate(design, value, scores, chosen, confidence)


def total(
    design: Design, values: Sequence[float] | Numbers, *, domain: Flags | None = None, confidence: float = CONFIDENCE
) -> Estimate:
    """The sum of `values` over all the people that the answers stand for, with Student's interval."""
    chosen = everybody(design) if domain is None else domain
    scores = design.weights * np.where(chosen, np.asarray(values, dtype=np.float64), 0.0)
    return _estimate(design, float(scores.sum()), scores, chosen, confidence)


def share(design: Design, yes: Flags, *, domain: Flags | None = None, confidence: float = CONFIDENCE) -> Estimate:
    """The share of the people who are `yes`, with an interval that stays between 0 and 1.

    The interval is Student's on the scale of log(p/(1-p)). Where nobody or everybody is yes there is no such scale: it
    is then Wilson's, for as many answers as there are clusters in the domain, or for the effective size of the weights
    if that is less. Raises NobodyThere.
    """
    chosen = everybody(design) if domain is None else domain
    value, scores = _linearised(design, yes.astype(np.float64), chosen)
    size, degrees, among = int(chosen.sum()), design.degrees(chosen), yes[chosen]
    if among.all() or not among.any():
        value = float(among.all())
        effective = min(_effective_size(design.weights[chosen]), design.clusters(chosen))
        return Estimate(value, 0.0, size, degrees, score_interval(value, effective, confidence=confidence))
    error = math.sqrt(variance(design, scores))
    interval = None
    if degrees > 0:
        middle = math.log(value / (1 - value))
        reach = student_quantile(confidence, degrees) * error / (value * (1 - value))
        interval = Interval(_from_logit(middle - reach), _from_logit(middle + reach))
    return Estimate(value, error, size, degrees, interval)


def _linearised(design: Design, values: Numbers, domain: Flags) -> tuple[float, Numbers]:
    """The weighted mean, and what each answer does to it."""
    weights = np.where(domain, design.weights, 0.0)
    people = float(weights.sum())
    if people == 0:
        raise NobodyThere("nobody in this part answered")
    inside = np.where(domain, values, 0.0)
    value = float(weights @ inside) / people
    return value, weights * (inside - value) / people


def _estimate(design: Design, value: float, scores: Numbers, domain: Flags, confidence: float) -> Estimate:
    error, degrees = math.sqrt(variance(design, scores)), design.degrees(domain)
    interval = None
    if degrees > 0:
        reach = student_quantile(confidence, degrees) * error
        interval = Interval(value - reach, value + reach)
    return Estimate(value, error, int(domain.sum()), degrees, interval)


def _effective_size(weights: Numbers) -> float:
    return float(weights.sum()) ** 2 / float(weights @ weights)


def _from_logit(value: float) -> float:
    # Either way the exponent is at most nought, and cannot run over.
    return math.exp(value) / (1 + math.exp(value)) if value < 0 else 1 / (1 + math.exp(-value))
