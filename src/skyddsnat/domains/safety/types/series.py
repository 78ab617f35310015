"""Repetition: incidents that belong together."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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
    """What ties an incident to others. Who did it is `person_id` or `alias`, the decision `files` and `concerns`."""

    incident_id: int
    on: date
    person_id: int | None
    alias: str
    concerns: str
    files: frozenset[int]
    workers: frozenset[int]
    campaign_id: int | None


@dataclass(frozen=True, slots=True)
class Series:
    """Two or more incidents tied by one thing, the first first."""

    tie: Tie
    key: str
    incident_ids: tuple[int, ...]
    first_on: date
    last_on: date
