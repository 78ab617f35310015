"""Those who did not answer: how many, who they were, and what weights make up for it.

Raking: W. E. Deming and F. F. Stephan, "On a least squares adjustment of a sampled frequency table when the expected
marginal totals are known", Annals of Mathematical Statistics 11, 1940, pp. 427–444. Effective size: L. Kish, *Survey
Sampling*, 1965.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

ROUNDS = 1000
CLOSE = 1e-10


class CannotRake(ValueError):
    """The known totals cannot be met by weighting these answers."""


@dataclass(frozen=True, slots=True)
class Part:
    """One group of the frame: how many were asked, how many answered, and the group's share of each."""

    group: str
    asked: int
    answered: int
    share_of_asked: Fraction
    share_of_answers: Fraction | None
    """None where nobody at all has answered."""

    @property
    def rate(self) -> Fraction | None:
        """The group's own response rate; None where the frame has nobody in it."""
        return Fraction(self.answered, self.asked) if self.asked else None


@dataclass(frozen=True, slots=True)
class Raked:
    """A weight for each answer, in the order given. `rounds` is how often all totals were gone through."""

    weights: tuple[float, ...]
    effective_size: float
    rounds: int


def response_rate(*, asked: int, answered: int) -> Fraction:
    """The share of those asked who answered. Raises ValueError when nobody was asked, or more answered than were."""
    if asked < 1 or not 0 <= answered <= asked:
        raise ValueError(f"{answered} answers from {asked} asked")
    return Fraction(answered, asked)


def composition(frame: Mapping[str, int], answered: Mapping[str, int]) -> tuple[Part, ...]:
    """The answers beside the frame, group for group in the order of the frame.

    Raises ValueError for a group that is not in the frame, and for more answers than were asked for.
    """
    everybody, heard = sum(frame.values()), sum(answered.values())
    if not answered.keys() <= frame.keys() or everybody < 1:
        raise ValueError("every group that answered stands in the frame, and the frame has somebody in it")
    if any(not 0 <= answered.get(group, 0) <= asked for group, asked in frame.items()):
        raise ValueError("a group answers at most once each")
    return tuple(
        Part(
            group,
            asked,
            answered.get(group, 0),
            Fraction(asked, everybody),
            Fraction(answered.get(group, 0), heard) if heard else None,
        )
        for group, asked in frame.items()
    )


def tells_of_few(parts: Iterable[Part], *, least: int) -> bool:
    """Whether fewer than `least` of a group answered, or did not: who they are would be known. Never with 1."""
    return least > 1 and any(min(part.answered, part.asked - part.answered) < least for part in parts)


def effective_size(weights: Iterable[float]) -> float:
    """How many unweighted answers would be as certain: (Σw)² / Σw². Raises ValueError when no weight is above zero."""
    given = list(weights)
    squares = math.fsum(weight**2 for weight in given)
    if squares == 0 or min(given) < 0:
        raise ValueError("weights are never negative, and one is above zero")
    return math.fsum(given) ** 2 / squares


def rake(
    answers: Sequence[Mapping[str, str]],
    totals: Mapping[str, Mapping[str, float]],
    *,
    weights: Sequence[float] | None = None,
) -> Raked:
    """Weights that make the answers add up to known totals, changed as little as that allows.

    `answers`: for each, its group by variable ({"age": "under 40", "post": "manager"}). `totals`: the known number of
    people by variable and group. `weights`: those of the design, all 1 when not given. Answers of the same groups and
    the same weight get the same weight. Raises CannotRake: an unknown group, a group with people and no answers,
    variables that do not add up to the same number, or totals that do not go together.
    """
    start = list(weights) if weights is not None else [1.0] * len(answers)
    _check_totals(answers, totals, start)
    kinds = [tuple(answer[variable] for variable in totals) for answer in answers]
    cells: dict[tuple[str, ...], float] = {}
    for kind, weight in zip(kinds, start, strict=True):
        cells[kind] = cells.get(kind, 0.0) + weight

    factors = dict.fromkeys(cells, 1.0)
    for done in range(1, ROUNDS + 1):
        for place, known in enumerate(totals.values()):
            _fit(factors, cells, place, known)
        if _is_met(factors, cells, totals):
            raked = tuple(weight * factors[kind] for kind, weight in zip(kinds, start, strict=True))
            return Raked(raked, effective_size(raked), done)
    raise CannotRake(f"the totals do not go together: not met after {ROUNDS} rounds")


def _check_totals(
    answers: Sequence[Mapping[str, str]], totals: Mapping[str, Mapping[str, float]], start: Sequence[float]
) -> None:
    if not answers or not totals or len(start) != len(answers) or min(start) <= 0:
        raise CannotRake("raking needs answers with weights above zero, and totals")
    sums = [math.fsum(known.values()) for known in totals.values()]
    if min(sums) <= 0 or not all(math.isclose(one, sums[0], rel_tol=CLOSE) for one in sums):
        raise CannotRake(f"the variables do not add up to the same number of people: {sums}")
    for variable, known in totals.items():
        if any(variable not in answer for answer in answers):
            raise CannotRake(f"{variable}: not known of every answer")
        seen = Counter(answer[variable] for answer in answers)
        lacking = sorted(group for group, people in known.items() if people > 0 and not seen[group])
        unknown = sorted(group for group in seen if known.get(group, 0) <= 0)
        if lacking or unknown:
            raise CannotRake(f"{variable}: nobody answered in {lacking}, no total is known for {unknown}")


def _sums(
    factors: Mapping[tuple[str, ...], float], cells: Mapping[tuple[str, ...], float], place: int
) -> dict[str, float]:
    reached: dict[str, float] = {}
    for kind, weight in cells.items():
        reached[kind[place]] = reached.get(kind[place], 0.0) + weight * factors[kind]
    return reached


def _fit(
    factors: dict[tuple[str, ...], float],
    cells: Mapping[tuple[str, ...], float],
    place: int,
    known: Mapping[str, float],
) -> None:
    reached = _sums(factors, cells, place)
    for kind in factors:
        factors[kind] *= known[kind[place]] / reached[kind[place]]


def _is_met(
    factors: Mapping[tuple[str, ...], float],
    cells: Mapping[tuple[str, ...], float],
    totals: Mapping[str, Mapping[str, float]],
) -> bool:
    return all(
        math.isclose(people, known[group], rel_tol=CLOSE)
        for place, known in enumerate(totals.values())
        for group, people in _sums(factors, cells, place).items()
    )
