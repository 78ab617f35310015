"""Until when a child was in care: what a new report on it is read with first (lesson 13)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from skyddsnat.domains.compulsory.types import MeasureView
from skyddsnat.law.compulsory_states import Act, State, Track, is_in_force

# Where a child is taken from its home; the others bind the child or its guardians where they live.
OF_CARE = (Track.CARE, Track.CONTINUED, Track.SHELTER)
_CARRIED_OUT = frozenset({Act.EXECUTE, Act.BEGIN, Act.PLACE, Act.ORDER_BEGUN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A step that was taken on a measure."""

    act: str
    before: State | None
    after: State
    happened_at: datetime


def has_begun(measure: MeasureView, steps: Iterable[Taken]) -> bool:
    """Whether the child has been taken; a continued custody goes on with a child who is in care already."""
    is_carried_out = any(step.act in _CARRIED_OUT for step in steps)
    return measure.track is Track.CONTINUED or measure.care_began_at is not None or is_carried_out


def cared_until(measure: MeasureView, steps: Iterable[Taken]) -> datetime | None:
    """When the measure ceased to hold, or the law will end it as things stand; None: until further notice."""
    if is_in_force(measure.track, measure.state):
        return measure.lapses_at
    held = [step for step in steps if step.before and is_in_force(measure.track, step.before)]
    return max(step.happened_at for step in held if not is_in_force(measure.track, step.after))
