"""Signing off a drawn sample of readings, and the samples that were signed (SFS 2001:454 10 §; lesson 16)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.expressions import Combinable

from skyddsnat.foundation.access.asking import Question, moment
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.audit.models import Event, Sample, SampleFinding
from skyddsnat.foundation.audit.permissions import check_user_can_read_log
from skyddsnat.foundation.audit.review import random_readings, signing
from skyddsnat.foundation.audit.types import EventView, Finding, FindingView, Judged, SampleView
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.kernel.stockholm import local_date, start_of_day

_OF_SAMPLE = ("id", "since", "until", "per_unit", "drawn", "asked", "handed_on", "note", "signed_at")


def draw(*, viewer: Viewer, since: date, until: date, per_unit: int) -> dict[int, list[EventView]]:
    """Readings of these days drawn at random, by unit. The days are the seed: the same days give the same draw.

    Raises `Refused`.
    """
    return random_readings(
        viewer=viewer,
        since=start_of_day(since),
        until=start_of_day(until + timedelta(days=1)),
        per_unit=per_unit,
        seed=f"{since.isoformat()}/{until.isoformat()}",
    )


def sign_sample(
    *,
    since: date,
    until: date,
    per_unit: int,
    findings: Mapping[int, Finding],
    note: str,
    actor: Viewer,
    at: datetime,
) -> int:
    """Sign what was found in the draw of these days: `findings` by the reading's event, one for each.

    The draw is made once more, so that nothing drawn is left out. Raises `Refused` with all reasons. Returns its id.
    """
    by_unit = draw(viewer=actor, since=since, until=until, per_unit=per_unit)
    drawn = [event.id for events in by_unit.values() for event in events]
    same = Sample.objects.filter(since=since, until=until, per_unit=per_unit, signed_by_id=actor.named_id)
    signing(findings, drawn=drawn, until=until, today=local_date(at), is_signed=same.exists()).require()
    counts = {judged: sum(each.judged is judged for each in findings.values()) for judged in Judged}
    row = Sample.objects.create(
        since=since,
        until=until,
        per_unit=per_unit,
        drawn=len(set(drawn)),
        asked=counts[Judged.ASK],
        handed_on=counts[Judged.HANDED_ON],
        note=note.strip(),
        signed_at=at,
        signed_by_id=actor.named_id,
    )
    SampleFinding.objects.bulk_create(
        SampleFinding(sample=row, event_id=event_id, judged=each.judged.value, words=each.words.strip())
        for event_id, each in findings.items()
    )
    details = {judged.value: count for judged, count in counts.items()}
    record(deed="audit.sample.signed", target=f"audit.sample:{row.pk}", actor=actor, at=at, details=details)
    return row.pk


def ask_samples(*, viewer: Viewer, most: int = 50) -> Question[SampleView]:
    """Signed samples, the latest first: to log reviewers, and to those who manage a unit."""
    rows = Sample.objects.order_by("-signed_at", "-id")[:most]
    return Question(rows, {name: name for name in _OF_SAMPLE} | {"signed_by": "signed_by__name"}, _sample)


def ask_findings(*, viewer: Viewer, most: int = 200) -> Question[FindingView]:
    """What there was to say of readings in signed samples, the latest first: to log reviewers alone."""
    check_user_can_read_log(viewer=viewer)
    read = Event.objects.filter(pk=OuterRef("event_id"))
    reader = Employee.objects.filter(pk=OuterRef("reader_id")).values("name")
    rows = SampleFinding.objects.exclude(judged=Judged.FINE.value).order_by("-sample_id", "event_id", "pk")[:most]
    rows = rows.annotate(reader_id=Subquery(read.values("actor_id")))
    columns: dict[str, str | Combinable] = {
        "sample_id": "sample_id",
        "judged": "judged",
        "words": "words",
        "read_at": Subquery(read.values("at")),
        "read_by": Subquery(reader),
    }
    return Question(rows, columns, _finding)


def _sample(row: dict[str, Any]) -> SampleView:
    days = {name: date.fromisoformat(row[name]) for name in ("since", "until")}
    return SampleView(**row | days | {"signed_at": moment(row["signed_at"])})


def _finding(row: dict[str, Any]) -> FindingView:
    later = {"judged": Judged(row["judged"]), "read_at": moment(row["read_at"]), "read_by": row["read_by"] or ""}
    return FindingView(**row | later)
