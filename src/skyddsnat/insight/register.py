"""What figures may tell of the register of incidents beside the safety board, which tells of the same register.

Both count an incident in the month in which it was reported and in the unit of whoever was exposed first, so that one
can be subtracted from the other. Therefore the boards of a year are decided first (domains/safety/rules/figures.py),
and an indicator of the register has figures of years that are over, and there only as far as the boards leave room:

- of *care*, nobody is to find how many incidents the board has beside those that the indicator counts. What is left of
  the changed and avoided, of the others whose effect is known, and of all incidents, is nothing or at least five; at
  least ten where the board hides an effect, so that all values that the board leaves open stay open;
- of the *threatened*, each worker is exposed as often as her class says at least, and each incident of another kind
  exposes somebody. Where the board hides how many incidents or exposures there were, or how many of them were threats,
  at least five exposures must be left beyond these.

Units are shown when every unit may be, or none is: a hidden one would stand between its board and the sum.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from skyddsnat.domains.safety.types.figures import Behind, Cell, Topic
from skyddsnat.domains.safety.types.register import Effect, IncidentKind
from skyddsnat.insight.periods import Span
from skyddsnat.insight.types import Guard, Indicator
from skyddsnat.stats.suppression import LEAST

Place = tuple[str, Span]
Values = Mapping[int, int]
Boards = Mapping[tuple[str, int], Behind]
"""What stands behind the board of a unit (`WHOLE`: of all) and a year."""

NO_BOARDS: Boards = {}
ENOUGH = 2 * LEAST
MARTS = frozenset({"incidents", "exposed"})


@dataclass(frozen=True, slots=True)
class Room:
    """Where the boards leave room for a figure, and for its classes."""

    figures: frozenset[Place]
    classes: frozenset[Place]


NO_ROOM = Room(frozenset(), frozenset())


def room(grid: Mapping[Place, Values], *, indicator: Indicator, boards: Boards) -> Room:
    """Where the indicator's figures of years may stand beside the boards; everywhere, if it is of other registers."""
    if indicator.guard is not Guard.REGISTER:
        return Room(frozenset(grid), frozenset(grid))
    told = {place: _either(values) for place, values in grid.items()}
    finer = {place: _at_least(indicator, values) for place, values in grid.items()}
    return Room(_roomy(told, indicator, boards), _roomy(finer, indicator, boards))


def is_known(indicator: str) -> bool:
    """Whether it is said here what the indicator and the boards tell together."""
    return indicator in _LEAVES


def _roomy(told: Mapping[Place, Mapping[int, int]], indicator: Indicator, boards: Boards) -> frozenset[Place]:
    """Where the board leaves room for what is told, or where nobody is told of; nowhere without a board."""
    leaves = _LEAVES[indicator.id]
    behind = {place: boards.get((place[0], place[1].starts_on.year)) for place in told}
    return frozenset(
        place
        for place, each in told.items()
        if not any(each.values()) or (found := behind[place]) is not None and leaves(found, each)
    )


def _either(values: Values) -> dict[int, int]:
    """How many are told to have none, and how many at least one."""
    none = values.get(0, 0)
    return {0: none, 1: sum(values.values()) - none}


def _at_least(indicator: Indicator, values: Values) -> dict[int, int]:
    """How many are told to have at least so many, by class."""
    found = dict.fromkeys((each.least for each in indicator.classes), 0)
    for value, count in values.items() if found else ():
        found[max(least for least in found if least <= value)] += count
    return found


def _care(behind: Behind, told: Mapping[int, int]) -> bool:
    changed = _sum(behind, Topic.EFFECT, (Effect.CHANGED, Effect.AVOIDED)) - told.get(1, 0)
    others = _sum(behind, Topic.EFFECT, (Effect.NONE, Effect.DELAYED)) - told.get(0, 0)
    beside = behind.counts.get((Topic.INCIDENTS, ""), 0) - sum(told.values())
    if not any(topic in (Topic.INCIDENTS, Topic.EFFECT) for topic, _ in behind.silent):
        return all(left == 0 or left >= LEAST for left in (changed, others, beside))
    return min(changed, others) >= ENOUGH


def _threatened(behind: Behind, told: Mapping[int, int]) -> bool:
    threats = (Topic.KIND, IncidentKind.THREAT.value)
    if behind.silent.isdisjoint({(Topic.INCIDENTS, ""), (Topic.EXPOSURES, ""), threats}):
        return True
    others = _sum(behind, Topic.KIND, (each for each in IncidentKind if each is not IncidentKind.THREAT))
    least = sum(times * workers for times, workers in told.items())
    return behind.counts.get((Topic.EXPOSURES, ""), 0) - others - least >= LEAST


def _sum(behind: Behind, topic: Topic, codes: Iterable[str]) -> int:
    cells: Iterable[Cell] = ((topic, str(code)) for code in codes)
    return sum(behind.counts.get(cell, 0) for cell in cells)


_LEAVES: Mapping[str, Callable[[Behind, Mapping[int, int]], bool]] = {
    "threatened": _threatened,
    "care_avoided_for_threat": _care,
}
