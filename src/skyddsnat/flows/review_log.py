"""The systematic review of the log (SFS 2001:454 10 §): what a reviewer gets to look at, and why."""

from dataclasses import dataclass
from datetime import datetime

from skyddsnat.domains.people.queries import marks_of_readings
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.review import Trigger, random_readings, readings_with_triggers, triggers_of
from skyddsnat.foundation.audit.types import EventView


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One reading to look at. `unit_id` is the unit that it was drawn for; None when its triggers alone brought it."""

    event: EventView
    triggers: frozenset[Trigger]
    unit_id: int | None


def review_sample(*, viewer: Viewer, since: datetime, until: datetime, seed: str, per_unit: int = 5) -> list[Reviewed]:
    """So many readings of each unit drawn at random, with the triggers that they show. Raises `Refused`."""
    drawn = random_readings(viewer=viewer, since=since, until=until, per_unit=per_unit, seed=seed)
    marks = marks_of_readings(since=since, until=until, viewer=viewer)
    return [
        Reviewed(event, triggers_of(event) | marks.get(event.id, frozenset()), unit_id)
        for unit_id, events in drawn.items()
        for event in events
    ]


def review_triggers(*, viewer: Viewer, since: datetime, until: datetime, most: int = 200) -> list[Reviewed]:
    """The readings that show a trigger, the latest first. Raises `Refused`."""
    marks = marks_of_readings(since=since, until=until, viewer=viewer)
    found = readings_with_triggers(viewer=viewer, since=since, until=until, marks=marks, most=most)
    return [Reviewed(event, triggers, None) for event, triggers in found]
