"""Means, totals and shares of a designed sample, by Taylor linearisation, of everybody or of a part (a domain).

A domain is looked at within the whole design: those outside count as nought and are not left out, because how many of
each cluster fall in the domain is chance too. Degrees of freedom are those of the clusters and strata that have
answers in the domain.

Method: R. S. Woodruff, "A simple method for approximating the variance of a complicated estimate", Journal of the
American Statistical Association 66, 1971, pp. 411–414. R: `survey::svymean`, `svytotal`, `svyciprop(method = "logit")`
and `subset` of a design.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from skyddsnat.stats.designs import Codes, Design, Flags, Numbers, covariances, variance
from skyddsnat.stats.proportions import CONFIDENCE, Interval, score_interval
from skyddsnat.stats.student import student_quantile

_NOBODY = "nobody in this part answered"


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


def mean(
    design: Design, values: Sequence[float] | Numbers, *, domain: Flags | None = None, confidence: float = CONFIDENCE
) -> Estimate:
    """The mean of `values`, one for each answer (any number outside the domain), with Student's interval.

    Raises NobodyThere.
    """
    part = _part(design, domain)
    value, scores = part.mean(np.where(part.domain, np.asarray(values, dtype=np.float64), 0.0))
    return _estimate(part, value, scores, confidence)


def total(
    design: Design, values: Sequence[float] | Numbers, *, domain: Flags | None = None, confidence: float = CONFIDENCE
) -> Estimate:
    """The sum of `values` over all the people that the answers stand for, with Student's interval."""
    part = _part(design, domain)
    scores = part.weights * np.where(part.domain, np.asarray(values, dtype=np.float64), 0.0)
    return _estimate(part, float(scores.sum()), scores, confidence)


def share(design: Design, yes: Flags, *, domain: Flags | None = None, confidence: float = CONFIDENCE) -> Estimate:
    """The share of the people who are `yes`, with an interval that stays between 0 and 1.

    The interval is Student's on the scale of log(p/(1-p)). Where nobody or everybody is yes, or all others weigh too
    little to be seen beside them, there is no such scale: it is then Wilson's, for as many answers as there are
    clusters in the domain, or for the effective size of the weights if that is less. Raises NobodyThere.
    """
    part = _part(design, domain)
    value, scores = part.mean(yes)
    return _share(part, value, int((yes & part.domain).sum()), variance(design, scores), confidence)


def shares(
    design: Design,
    code: Codes,
    answers: Sequence[Collection[int]],
    *,
    domain: Flags | None = None,
    confidence: float = CONFIDENCE,
) -> list[Estimate]:
    """`share` of each of several answers, or of some counted together, of which everybody in the domain gave one.

    `code`: of each person, from nought (any outside the domain). `answers`: the codes of each. Goes once through the
    people, however many answers there are, but where the weights are raked.
    """
    part = _part(design, domain)
    if part.people == 0:
        raise NobodyThere(_NOBODY)
    if design.raked_to is not None:
        chosen = (np.isin(code, list(codes)) for codes in answers)
        return [share(design, yes, domain=domain, confidence=confidence) for yes in chosen]
    inside = np.where(part.domain, code, 0)
    count = 1 + max([int(inside.max()), *(each for codes in answers for each in codes)])
    people = np.bincount(inside, part.weights, minlength=count)
    given = np.bincount(inside[part.domain], minlength=count)
    together = covariances(design, part.weights, inside, count)
    found = []
    for codes in answers:
        yes = np.zeros(count)
        yes[list(codes)] = 1
        value = float(yes @ people) / part.people
        leaning = (yes - value) / part.people
        spread = max(0.0, float(leaning @ together @ leaning))
        found.append(_share(part, value, int(yes @ given), spread, confidence))
    return found


def effective_size(weights: Numbers) -> float:
    """How many unweighted answers would be as certain, as `nonresponse.effective_size`; of an array."""
    return float(weights.sum()) ** 2 / float(weights @ weights)


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """A domain of a design; `weights` are nought outside."""

    design: Design
    domain: Flags
    weights: Numbers
    people: float
    size: int
    degrees: int

    def mean(self, values: Numbers | Flags) -> tuple[float, Numbers]:
        """The weighted mean, and what each answer does to it."""
        if self.people == 0:
            raise NobodyThere(_NOBODY)
        value = float(self.weights @ values) / self.people
        return value, self.weights * (values - value) / self.people


def _part(design: Design, domain: Flags | None) -> _Part:
    chosen = np.ones(design.size, dtype=np.bool_) if domain is None else domain
    weights = design.weights * chosen
    return _Part(design, chosen, weights, float(weights.sum()), int(chosen.sum()), design.degrees(chosen))


def _share(part: _Part, value: float, among: int, spread: float, confidence: float) -> Estimate:
    """The share with its interval, from its variance (`spread`); `among`: how many of the answers are yes."""
    if among in (0, part.size) or not 0 < value < 1:
        sure = among / part.size if among in (0, part.size) else float(round(value))
        size = min(effective_size(part.weights), part.design.clusters(part.domain))
        return Estimate(sure, 0.0, part.size, part.degrees, score_interval(sure, size, confidence=confidence))
    error = math.sqrt(spread)
    interval = None
    if part.degrees > 0:
        middle = math.log(value / (1 - value))
        reach = student_quantile(confidence, part.degrees) * error / (value * (1 - value))
        interval = Interval(_from_logit(middle - reach), _from_logit(middle + reach))
    return Estimate(value, error, part.size, part.degrees, interval)


def _estimate(part: _Part, value: float, scores: Numbers, confidence: float) -> Estimate:
    error = math.sqrt(variance(part.design, scores))
    interval = None
    if part.degrees > 0:
        reach = student_quantile(confidence, part.degrees) * error
        interval = Interval(value - reach, value + reach)
    return Estimate(value, error, part.size, part.degrees, interval)


def _from_logit(value: float) -> float:
    # Either way the exponent is at most nought, and cannot run over.
    return math.exp(value) / (1 + math.exp(value)) if value < 0 else 1 / (1 + math.exp(-value))
