"""Repetition: incidents that belong together, shown as a series, and how often somebody is exposed."""

from collections.abc import Iterable
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
    Tie.WAVE: Text("Samma våg på nätet", "The same wave on the net"),
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


def series_of(points: Iterable[Point]) -> list[Series]:
    """Every series among the incidents: of one tie and key, at least two; longest first."""
    tied: dict[tuple[Tie, str], list[Point]] = {}
    for point in sorted(points, key=lambda each: (each.on, each.incident_id)):
        for tie, key in _ties(point):
            tied.setdefault((tie, key), []).append(point)
    found = [
        Series(tie, key, tuple(each.incident_id for each in among), among[0].on, among[-1].on)
        for (tie, key), among in tied.items()
        if len(among) > 1
    ]
    return sorted(found, key=lambda each: (-len(each.incident_ids), each.tie, each.key))


def _ties(point: Point) -> list[tuple[Tie, str]]:
    alias = " ".join(point.alias.casefold().split())
    source = f"person:{point.person_id}" if point.person_id else f"alias:{alias}" if alias else ""
    decisions = [f"{file_id}:{point.concerns}" for file_id in sorted(point.files) if point.concerns != "none"]
    return [
        *([(Tie.SOURCE, source)] if source else []),
        *((Tie.DECISION, key) for key in decisions),
        *((Tie.WORKER, str(worker)) for worker in sorted(point.workers)),
        *([(Tie.WAVE, str(point.campaign_id))] if point.campaign_id else []),
    ]


def rate(incidents: int, *, workers: int) -> float | None:
    """Incidents per worker; None where there are no workers."""
    return incidents / workers if workers else None
