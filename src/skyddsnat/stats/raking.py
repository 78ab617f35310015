"""A sample whose weights are raked to known totals, and what that does to how sure its figures are.

Weights that meet what is known leave nothing to chance in what is known: only what a figure has beside it, its
residuals from the best prediction by the groups, varies from one sample to the next.

Method: J.-C. Deville and C.-E. Särndal, "Calibration estimators in survey sampling", Journal of the American
Statistical Association 87, 1992, pp. 376–382. R: `survey::calibrate(design, formulas, margins, calfun = "raking")`;
`rake` gives the same weights.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from skyddsnat.stats.designs import Codes, Design, Numbers, codes
from skyddsnat.stats.nonresponse import rake


@dataclass(frozen=True, slots=True, eq=False)
class RakedTo:
    """The groups that the weights were raked to. `codes`: of each answer, one column for each of the `variables`,
    numbered through; `before`: the weights of the design; `inverse`: of the groups' weighted products.
    """

    variables: tuple[str, ...]
    codes: tuple[Codes, ...]
    before: Numbers
    inverse: Numbers

    def left(self, scores: Numbers, weights: Numbers) -> Numbers:
        """What the scores have beside what the groups predict."""
        each = scores / weights
        sums = np.zeros(len(self.inverse))
        for code in self.codes:
            sums += np.bincount(code, self.before * each, minlength=len(sums))
        slopes = self.inverse @ sums
        return weights * (each - sum((slopes[code] for code in self.codes), np.zeros(len(each))))


def raked(of: Design, groups: Mapping[str, Sequence[str]], totals: Mapping[str, Mapping[str, float]]) -> Design:
    """The design with its weights raked to `totals`. `groups`: of each answer, by variable. Raises CannotRake."""
    answers = [dict(zip(totals, one, strict=True)) for one in zip(*(groups[name] for name in totals), strict=True)]
    weights = np.array(rake(answers, totals, weights=of.weights.tolist()).weights)
    numbered, size = [], 0
    for name in totals:
        numbered.append(codes(groups[name]) + size)
        size = int(numbered[-1].max()) + 1
    inverse = np.asarray(np.linalg.pinv(_products(numbered, of.weights, size), hermitian=True), dtype=np.float64)
    return replace(of, weights=weights, raked_to=RakedTo(tuple(totals), tuple(numbered), of.weights, inverse))


def _products(numbered: Sequence[Codes], weights: Numbers, size: int) -> Numbers:
    """How many people each pair of groups has together, by the weights of the design."""
    found = np.zeros((size, size))
    for one in numbered:
        for other in numbered:
            found += np.bincount(one * size + other, weights, minlength=size * size).reshape(size, size)
    return found
