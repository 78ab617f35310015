"""What was repeated among the incidents that the viewer sees. Row-level security decides which those are, and whom each
exposed: a series and its rate say nothing of rows that are not seen.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models.expressions import Combinable

from skyddsnat.domains.safety.models import CaseLink, Exposure, Incident
from skyddsnat.domains.safety.queries.register import SOURCE_SEEN
from skyddsnat.domains.safety.rules.series import series_of
from skyddsnat.domains.safety.types.register import Channel, IncidentKind, IncidentMark
from skyddsnat.domains.safety.types.series import Point, Repetition
from skyddsnat.foundation.access.asking import Question, ask, moment
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date, start_of_day

# How far back repetition is looked for. No source: own limit, the period that the surveys ask about.
SERIES_OVER = timedelta(days=730)
_INCIDENT: dict[str, str | Combinable] = {
    "id": "id",
    "happened_at": "happened_at",
    "kind": "kind",
    "channel": "channel",
    "person_id": "person_id",
    "number": "source_number",
    "seen": SOURCE_SEEN,
    "alias": "alias",
    "concerns": "concerns",
    "campaign_id": "campaign_id",
    "wave": "campaign__title",
}
_EXPOSURE = {"incident_id": "incident_id", "employee_id": "employee_id", "code": "employee__service_code"}
_LINK = {"incident_id": "incident_id", "file_id": "linked_file_id"}
Row = dict[str, Any]


def repetition(*, until: date, viewer: Viewer, of_incident: int | None = None) -> Repetition:
    """What was repeated in the two years up to and with `until`; with `of_incident`, what that one is part of. One
    statement.
    """
    since, end = start_of_day(until - SERIES_OVER), start_of_day(until + timedelta(days=1))
    within = {"happened_at__gte": since, "happened_at__lt": end}
    beside = {f"incident__{name}": value for name, value in within.items()}
    found = ask(
        viewer=viewer,
        incidents=Question(Incident.objects.filter(**within), _INCIDENT, dict),
        exposures=Question(Exposure.objects.filter(**beside), _EXPOSURE, dict),
        links=Question(CaseLink.objects.filter(**beside), _LINK, dict),
    )
    rows = found["incidents"]
    points = _points(rows, _by_incident(found["exposures"], "employee_id"), _by_incident(found["links"], "file_id"))
    return Repetition(
        series=tuple(each for each in series_of(points) if of_incident is None or of_incident in each.incident_ids),
        incidents={row["id"]: _mark(row) for row in rows},
        aliases={row["id"]: row["alias"] for row in rows},
        people={row["id"]: row["seen"] for row in rows if row["seen"] is not None},
        codes={each["employee_id"]: each["code"] for each in found["exposures"]},
        waves={row["campaign_id"]: row["wave"] for row in rows if row["wave"]},
    )


def _by_incident(rows: Iterable[Row], name: str) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    for row in rows:
        found.setdefault(row["incident_id"], set()).add(row[name])
    return {incident_id: frozenset(ids) for incident_id, ids in found.items()}


def _points(rows: Iterable[Row], workers: dict[int, frozenset[int]], files: dict[int, frozenset[int]]) -> list[Point]:
    persons: dict[int | str, int] = {}
    return [
        Point(
            incident_id=row["id"],
            on=local_date(moment(row["happened_at"])),
            person=persons.setdefault(who, len(persons)) if (who := row["person_id"] or row["number"]) else None,
            alias=row["alias"],
            concerns=row["concerns"],
            files=files.get(row["id"], frozenset()),
            workers=workers.get(row["id"], frozenset()),
            campaign_id=row["campaign_id"],
        )
        for row in rows
    ]


def _mark(row: Row) -> IncidentMark:
    return IncidentMark(IncidentKind(row["kind"]), Channel(row["channel"]), moment(row["happened_at"]))
