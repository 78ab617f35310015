"""How a sample was drawn, in the form that variances are computed from.

A sample is drawn in stages: within each stratum, clusters; within each of those, smaller clusters; at last the answers
themselves. A cluster is known by its number within its stratum and within the clusters above it, so that class 1 of
one school is another than class 1 of the next. Where the number of units is known at every stage, each stage is
corrected for having drawn many of them; where it is not, the first stage alone is counted, as if drawn with putting
back, which is never too sure.

Method: C.-E. Särndal, B. Swensson and J. Wretman, *Model Assisted Survey Sampling*, 1992, chapters 4 and 5. R:
`survey::svydesign(ids, strata, fpc, weights, nest = TRUE)`.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.float64]
Codes: TypeAlias = npt.NDArray[np.intp]
Flags: TypeAlias = npt.NDArray[np.bool_]
T = TypeVar("T", bound=Hashable)
Column: TypeAlias = Sequence[Hashable] | npt.NDArray[np.generic]


class Single(Enum):
    """What is done with a stratum from which a single unit was drawn, and not the only one there is."""

    REFUSE = "refuse"
    """There is no telling how much its units differ: no design. R: `survey.lonely.psu = "fail"`."""
    CENTRED = "centred"
    """It differs from what is expected of all, not from itself: never too sure. R: `"adjust"`."""
    CERTAIN = "certain"
    """It is taken as sure to have been drawn, and adds nothing. R: `"remove"`, `"certainty"`."""


class NotADesign(ValueError):
    """The columns cannot be those of one sample; the message says why.

    `row`: the first answer where it shows, `stage`: in which stage (from 0), where that is known.
    """

    def __init__(self, why: str, *, row: int | None = None, stage: int | None = None) -> None:
        super().__init__(why)
        self.row, self.stage = row, stage


class UnitAlone(NotADesign):
    """A stratum has a single unit, and there is no rule for such."""


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """One drawing. `cluster`: of each answer, None where each answer is drawn by itself. By cluster: its stratum. By
    stratum: how many were drawn, what the squares of their deviations are multiplied by, and whether these are counted
    from nought."""

    cluster: Codes | None
    stratum: Codes
    drawn: Numbers
    factor: Numbers
    from_nought: Flags


class Known(Protocol):
    """What is known of the people that a sample was drawn from."""

    @property
    def variables(self) -> tuple[str, ...]: ...

    def left(self, scores: Numbers, weights: Numbers) -> Numbers:
        """What the scores have beside what is known."""


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """`weights`: how many people each answer stands for. `stratum`: of each answer, in the first stage. `raked_to`:
    the known totals that the weights meet (see `raking`)."""

    weights: Numbers
    stratum: Codes
    stages: tuple[Stage, ...]
    raked_to: Known | None = None

    @property
    def size(self) -> int:
        """The number of answers."""
        return len(self.weights)

    def clusters(self, domain: Flags) -> int:
        """How many of the clusters that were drawn first have answers in the domain."""
        first = self.stages[0].cluster
        return int(domain.sum()) if first is None else _different(first[domain])

    def degrees(self, domain: Flags) -> int:
        """Degrees of freedom: clusters less strata, of those that have answers in the domain. R: `degf`."""
        return self.clusters(domain) - _different(self.stratum[domain])


def design(
    size: int,
    *,
    weights: Sequence[float] | Numbers | None = None,
    stratum: Column | None = None,
    clusters: Sequence[Column] = (),
    populations: Sequence[Sequence[float] | Numbers] = (),
    single: Single = Single.REFUSE,
) -> Design:
    """The design of `size` answers, from columns of that length.

    `clusters`: the unit of each answer, stage by stage. `populations`: how many units the answer's stratum (first
    stage) or the cluster above it (later ones) has in all; one stage more than `clusters` where the answers themselves
    are drawn last. Without `weights`, they follow from the populations, or are all 1. Raises NotADesign.
    """
    if size < 1 or len(populations) not in (0, len(clusters), len(clusters) + 1):
        raise NotADesign("a sample has answers, and populations are known of every stage or of none")
    for column in (*([weights] if weights is not None else ()), *clusters, *populations):
        _same_length(column, size)
    given = np.ones(size) if weights is None else np.asarray(weights, dtype=np.float64)
    first = np.zeros(size, dtype=np.intp) if stratum is None else codes(stratum)
    _same_length(first, size)
    stages, drawn = _stages(first, clusters, populations, single, size)
    given = given / drawn if weights is None else given
    if not np.all(np.isfinite(given)) or given.min() <= 0:
        raise NotADesign("every weight is a number above nought")
    return Design(given, first, stages)


def coded(values: Iterable[T]) -> tuple[Codes, list[T]]:
    """Numbers from nought for the values, in the order in which they come first; and the values, once each."""
    numbers: _Numbers[T] = _Numbers()
    # By way of a list: a million are twice as quick as one by one.
    found = np.array(list(map(numbers.__getitem__, values)), dtype=np.intp)
    return found, list(numbers)


class _Numbers(dict[T, int]):
    """Gives each new value the next number; a million are looked up without a step of our own."""

    def __missing__(self, value: T) -> int:
        self[value] = number = len(self)
        return number


def codes(values: Column) -> Codes:
    """The numbers of `coded` alone, also of an array."""
    return coded(values.tolist() if isinstance(values, np.ndarray) else values)[0]


def variance(of: Design, scores: Numbers) -> float:
    """The variance of the sum of `scores`, one for each answer and nought outside the domain that is looked at."""
    found = 0.0
    scores = scores if of.raked_to is None else of.raked_to.left(scores, of.weights)
    for stage in of.stages:
        clusters = len(stage.stratum)
        sums = scores if stage.cluster is None else np.bincount(stage.cluster, scores, minlength=clusters)
        middle = np.bincount(stage.stratum, sums, minlength=len(stage.drawn)) / stage.drawn
        middle[stage.from_nought] = 0
        away = sums - middle[stage.stratum]
        found += float(np.bincount(stage.stratum, away * away, minlength=len(stage.drawn)) @ stage.factor)
    return found


def covariances(of: Design, weights: Numbers, code: Codes, count: int) -> Numbers:
    """The covariances of the sums of weights, code by code (0 to `count` - 1); weights are nought outside the domain.

    The variance of what is made of these sums follows without going through the answers again. Not of a raked design.
    """
    found = np.zeros((count, count))
    for stage in of.stages:
        if stage.cluster is None:
            # Each answer is drawn by itself and has one code: no two codes are ever both there.
            size = len(stage.drawn) * count
            place = stage.stratum * count + code
            sums = np.bincount(place, weights, minlength=size).reshape(-1, count)
            squares = np.bincount(place, weights * weights, minlength=size).reshape(-1, count)
            found += np.diag(stage.factor @ squares)
            found -= sums.T @ (sums * (stage.factor * ~stage.from_nought / stage.drawn)[:, None])
        else:
            clusters = len(stage.stratum)
            sums = np.bincount(stage.cluster * count + code, weights, minlength=clusters * count).reshape(-1, count)
            middle = np.zeros((len(stage.drawn), count))
            np.add.at(middle, stage.stratum, sums)
            middle /= stage.drawn[:, None]
            middle[stage.from_nought] = 0
            away = sums - middle[stage.stratum]
            found += away.T @ (away * stage.factor[stage.stratum][:, None])
    return found


def _stages(
    first: Codes,
    clusters: Sequence[Column],
    populations: Sequence[Sequence[float] | Numbers],
    single: Single,
    size: int,
) -> tuple[tuple[Stage, ...], Numbers]:
    """The stages that count, and the share of the people that was drawn, answer for answer."""
    count = max(1, len(populations))
    above, share = first, np.ones(int(first.max()) + 1)
    stages = []
    for number in range(count):
        cluster = _within(above, codes(clusters[number])) if number < len(clusters) else None
        stratum = above if cluster is None else _stratum_of_clusters(above, cluster)
        known = np.asarray(populations[number], dtype=np.float64) if populations else None
        drawn = np.bincount(stratum).astype(np.float64)
        taken = np.ones_like(drawn) if known is None else drawn / _population(known, above, drawn, number)
        stages.append(_stage(cluster, stratum, drawn, taken if populations else None, share, single))
        _check_alone(stages[-1], above, single, number)
        share = (share * taken)[stratum]
        above = np.arange(size) if cluster is None else cluster
    return tuple(stages), share[above]


def _stage(
    cluster: Codes | None, stratum: Codes, drawn: Numbers, taken: Numbers | None, share: Numbers, single: Single
) -> Stage:
    left = np.ones_like(drawn) if taken is None else 1 - taken
    alone = (drawn == 1) & (left > 0)
    factor = share * left * drawn / np.maximum(drawn - 1, 1)
    if single is Single.CERTAIN:
        factor[alone] = 0
    return Stage(cluster, stratum, drawn, factor, alone)


def _check_alone(stage: Stage, above: Codes, single: Single, number: int) -> None:
    if single is Single.REFUSE and stage.from_nought.any():
        raise UnitAlone(
            f"{int(stage.from_nought.sum())} strata have a single unit, and nothing to compare it with",
            row=int(np.argmax(stage.from_nought[above])),
            stage=number,
        )


def _population(known: Numbers, above: Codes, drawn: Numbers, number: int) -> Numbers:
    by_stratum = np.zeros_like(drawn)
    by_stratum[above[::-1]] = known[::-1]
    for wrong, why in (
        (by_stratum[above] != known, "a stratum has one population, the same for all its answers"),
        ((by_stratum < drawn)[above], "a stratum has at least as many units as were drawn from it"),
    ):
        if wrong.any():
            raise NotADesign(why, row=int(np.argmax(wrong)), stage=number)
    return by_stratum


def _within(above: Codes, cluster: Codes) -> Codes:
    return codes(above * (int(cluster.max()) + 1) + cluster)


def _different(values: Codes) -> int:
    return int(np.count_nonzero(np.bincount(values)))


def _stratum_of_clusters(above: Codes, cluster: Codes) -> Codes:
    found = np.zeros(int(cluster.max()) + 1, dtype=np.intp)
    found[cluster] = above
    return found


def _same_length(column: Sequence[object] | npt.NDArray[np.generic], size: int) -> None:
    if len(column) != size:
        raise NotADesign(f"a column of {len(column)} beside {size} answers")
