"""Repetition: incidents that belong together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from skyddsnat.domains.safety.types.register import IncidentMark
from skyddsnat.kernel.text import Text


class Tie(StrEnum):
    """What makes incidents one series."""

    SOURCE = "source"
    DECISION = "decision"
    WORKER = "worker"
    WAVE = "wave"


TIE_NAMES: dict[Tie, Text] = {
    Tie.SOURCE: Text("Samma avsändare", "The same source"),
    Tie.DECISION: Text("Samma beslut", "The same decision"),
    Tie.WORKER: Text("Samma medarbetare", "The same worker"),
    Tie.WAVE: Text("Samma våg på nätet", "The same online campaign"),
}


@dataclass(frozen=True, slots=True)
class Point:
    """What ties an incident to others. Who did it is `person` or `alias`, the decision `files` and `concerns`.

    `person` is any number that stands for the one who is named, the same in all points.
    """

    incident_id: int
    on: date
    person: int | None
    alias: str
    concerns: str
    files: frozenset[int]
    workers: frozenset[int]
    campaign_id: int | None


@dataclass(frozen=True, slots=True)
class Series:
    """Two or more incidents tied by one thing, the first first.

    `times`: how often somebody was exposed in them, one time for each of several; `workers`: how many were. Both are of
    what the viewer sees.
    """

    tie: Tie
    key: str
    incident_ids: tuple[int, ...]
    first_on: date
    last_on: date
    times: int
    workers: int

    def months(self, on: date) -> int:
        """The months that had begun on the day, from the day of the first: at least one."""
        begun = (on.year - self.first_on.year) * 12 + on.month - self.first_on.month
        return max(1, begun + (on.day >= self.first_on.day))

    def rate(self, on: date) -> float:
        """How often each who was exposed was so in a month, until the day."""
        return self.times / self.workers / self.months(on)


@dataclass(frozen=True, slots=True)
class Repetition:
    """What was repeated, the longest first, and in what words it is told: the incidents by id, service codes by worker,
    names by wave. What the viewer does not see has no name. `people`: who did it, by incident, as far as she sees it.
    """

    series: tuple[Series, ...]
    incidents: Mapping[int, IncidentMark]
    aliases: Mapping[int, str]
    people: Mapping[int, int]
    codes: Mapping[int, str]
    waves: Mapping[int, str]
