"""Warnings for those who will meet somebody, and the planned home visits."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BigIntegerField, DateTimeField, F, Func, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from skyddsnat.domains.safety.models import Visit, VisitGoer, WarningFile, WarningNote, WarningOrigin
from skyddsnat.domains.safety.permissions import managing
from skyddsnat.domains.safety.rules import warnings as rules
from skyddsnat.domains.safety.types.warnings import (
    Cause,
    EarlierAssessment,
    MetWarning,
    VisitGoerView,
    VisitMark,
    VisitView,
    WarningMark,
    WarningOn,
    WarningView,
)
from skyddsnat.foundation.access.asking import Door, Given, Question, moment, moment_or_none
from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict

_MET = "id, about, cause, words, address, person_id, since, is_agreed, is_open"
MOST = 300


class NoSuchWarning(NotOpen):
    """There is no such warning or visit for this viewer: unseen and nonexistent are the same answer."""


# --- Warnings ---------------------------------------------------------------------------------------------------------


def warning(*, warning_id: int, viewer: Viewer) -> WarningView:
    """One warning. Raises `NoSuchWarning`."""
    found = _warnings(WarningNote.objects.filter(pk=warning_id))
    if not found:
        raise NoSuchWarning
    return found[0]


def origin_of_warning(*, warning_id: int, viewer: Viewer) -> int | None:
    """The incident that the warning was written from, for whoever sees that incident."""
    return WarningOrigin.objects.filter(warning_id=warning_id).values_list("incident_id", flat=True).first()


def warnings_on_visit(*, file_id: int, place: str, on: date, viewer: Viewer) -> list[MetWarning]:
    """What whoever goes there on the day must know, the newest first: warnings on the child's file, on those around
    the child, and on the address, whatever file they were written in.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_MET} FROM safety_warnings_met(%s, %s, %s) ORDER BY since DESC, id DESC",  # nosec B608 - our own
            [file_id, rules.address_key(place), on],
        )
        found = cursor.fetchall()
    return [_met(dict(zip(_MET.split(", "), row, strict=True))) for row in found]


def warnings_to_review(*, on: date, viewer: Viewer) -> list[WarningView]:
    """Warnings in force that the viewer follows up, to be looked at again or to be agreed to, the oldest first."""
    rows = _followed(viewer).filter(ended_at=None, ends_on__gte=on).filter(Q(review_on__lte=on) | Q(agreed_at=None))
    return _warnings(rows.order_by("review_on", "pk")[:50])


def ask_warnings_to_review(*, on: date, viewer: Viewer) -> Question[WarningMark]:
    """Those of the units that the viewer manages, likewise."""
    columns = {name: name for name in ("id", "about", "cause", "made_at", "review_on", "agreed_at")}
    return Question(_to_review, columns, _mark, {"on": on, "unit_ids": viewer.managed_units})


def _to_review() -> QuerySet[WarningNote]:
    rows = WarningNote.objects.filter(ended_at=None, ends_on__gte=Given("on"), unit_id__among=Given("unit_ids"))
    return rows.filter(Q(review_on__lte=Given("on")) | Q(agreed_at=None)).order_by("review_on", "pk")


def warnings_kept(*, viewer: Viewer) -> list[WarningView]:
    """The warnings that the viewer follows up: those that go on, by their review, then the ended, the latest first."""
    return _warnings(_followed(viewer).order_by("-ended_at", "review_on", "pk")[:MOST])


def agreeing_verdict(*, view: WarningView, on: date, viewer: Viewer) -> Verdict:
    """What stands in the way of agreeing to the warning."""
    is_author = view.made_by_id == viewer.employee_id
    return managing(unit_ids=[view.unit_id], viewer=viewer) + rules.agreeing(view, is_author=is_author, on=on)


def _followed(viewer: Viewer) -> QuerySet[WarningNote]:
    rows = WarningNote.objects.all()
    return rows if viewer.keeps_safety else rows.filter(unit_id__in=viewer.safety_units)


# --- Home visits ------------------------------------------------------------------------------------------------------


def visit(*, visit_id: int, viewer: Viewer) -> VisitView:
    """One home visit, with the assessments before the one that stands there. Raises `NoSuchWarning`."""
    found = _visits(Visit.objects.filter(pk=visit_id))
    if not found:
        raise NoSuchWarning
    return replace(found[0], earlier=_earlier(visit_id))


def visits_of_file(*, file_id: int, viewer: Viewer) -> list[VisitView]:
    """The last fifty home visits in the file, the latest first."""
    return _visits(Visit.objects.filter(linked_file_id=file_id).order_by("-planned_at", "-pk")[:50])


def visits_ahead(*, viewer: Viewer) -> list[VisitView]:
    """Visits on which the viewer goes, the next first."""
    mine = VisitGoer.objects.filter(employee_id=viewer.employee_id or 0).values("visit_id")
    return _visits(Visit.objects.filter(pk__in=mine, done_at=None, cancelled_at=None).order_by("planned_at", "pk")[:50])


def going_verdict(*, view: VisitView, file: FileView, at: datetime, viewer: Viewer) -> Verdict:
    """What stands in the way of writing down that they have been there."""
    return writing(file=file, viewer=viewer) + rules.going(view, on=local_date(at))


# When the newest warning that holds at a visit could be known; row-level security decides which warnings there are.
_WARNED_AT = "safety_warned_at"


def _warned_at(before: str = "") -> Func:
    names = (f"{before}linked_file_id", f"{before}place_key", f"{before}planned_at")
    return Func(*(F(name) for name in names), function=_WARNED_AT, output_field=DateTimeField())


def ask_warned(*, places: Sequence[tuple[int, str, datetime]], viewer: Viewer) -> Question[datetime | None]:
    """For each file, address and moment, in their order: when the newest warning that holds there could be known."""
    files = f"{{{','.join(str(file_id) for file_id, _address, _at in places)}}}"
    keys = [rules.address_key(address) for _file_id, address, _at in places]
    moments = [at for _file_id, _address, at in places]
    return Question(Door("safety_warned", (files, keys, moments)), {}, lambda row: moment_or_none(row["since"]))


_OF_VISIT: dict[str, str | Combinable] = {
    "id": "visit_id",
    "file_id": "visit__linked_file_id",
    "planned_at": "visit__planned_at",
    "assessed_at": "visit__assessed_at",
    "read_at": "read_at",
    "warned_at": _warned_at("visit__"),
}


def ask_visits_ahead(*, at: datetime, viewer: Viewer) -> Question[VisitMark]:
    """Visits on which the viewer goes, with what she has left to do at `at`, the next first."""
    return Question(_ahead, _OF_VISIT, _reader(at), {"employee_id": viewer.employee_id or 0})


def _ahead() -> QuerySet[VisitGoer]:
    mine = VisitGoer.objects.filter(employee_id=Given("employee_id"))
    return mine.filter(visit__done_at=None, visit__cancelled_at=None).order_by("visit__planned_at", "visit_id", "pk")


def _reader(at: datetime) -> Callable[[dict[str, Any]], VisitMark]:
    return partial(_visit_mark, at=at)


# --- Rows as they are shown -------------------------------------------------------------------------------------------


def _met(row: dict[str, Any]) -> MetWarning:
    return MetWarning(**row | {"about": WarningOn(row["about"]), "cause": Cause(row["cause"])})


def _mark(row: dict[str, Any]) -> WarningMark:
    return WarningMark(
        id=row["id"],
        about=WarningOn(row["about"]),
        cause=Cause(row["cause"]),
        made_at=moment(row["made_at"]),
        review_on=date.fromisoformat(row["review_on"]),
        is_agreed=row["agreed_at"] is not None,
    )


def _visit_mark(row: dict[str, Any], *, at: datetime) -> VisitMark:
    moments = {name: moment_or_none(row[name]) for name in ("warned_at", "assessed_at", "read_at")}
    planned_at = moment(row["planned_at"])
    return VisitMark(
        id=row["id"],
        file_id=row["file_id"],
        planned_at=planned_at,
        to_do=rules.to_do(planned_at=planned_at, at=at, **moments),
    )


def _warnings(rows: QuerySet[WarningNote]) -> list[WarningView]:
    reached = WarningFile.objects.filter(warning_id=OuterRef("pk")).order_by("pk").values("linked_file_id")
    seen = Func(F("person_id"), F("person_number"), function="safety_person_seen", output_field=BigIntegerField())
    found = rows.annotate(reached=ArraySubquery(reached), seen=seen).select_related("made_by", "agreed_by")
    return [_warning(row, row.seen, row.reached) for row in found]


def _warning(row: WarningNote, person_id: int | None, file_ids: list[int]) -> WarningView:
    return WarningView(
        id=row.pk,
        about=WarningOn(row.about),
        person_id=person_id,
        is_of_person=row.person_id is not None or row.person_number != "",
        address=row.address,
        cause=Cause(row.cause),
        words=row.words,
        unit_id=row.unit_id,
        file_ids=tuple(file_ids),
        was_told=row.was_told,
        not_told_reason=row.not_told_reason,
        review_on=row.review_on,
        ends_on=row.ends_on,
        made_at=row.made_at,
        made_by=row.made_by.name,
        made_by_id=row.made_by_id,
        agreed_at=row.agreed_at,
        agreed_by=row.agreed_by.name if row.agreed_by else "",
        ended_at=row.ended_at,
        end_reason=row.end_reason,
        version=row.version,
    )


def _visits(rows: QuerySet[Visit]) -> list[VisitView]:
    found = list(rows.annotate(warned_at=_warned_at()).select_related("assessed_by"))
    goers: dict[int, list[VisitGoerView]] = {}
    going = VisitGoer.objects.filter(visit_id__in=[row.pk for row in found]).select_related("employee").order_by("pk")
    for each in going:
        who = each.employee
        goers.setdefault(each.visit_id, []).append(
            VisitGoerView(employee_id=who.pk, name=who.name, service_code=who.service_code, read_at=each.read_at)
        )
    return [_visit(row, row.warned_at, tuple(goers.get(row.pk, ()))) for row in found]


def _visit(row: Visit, warned_at: datetime | None, goers: tuple[VisitGoerView, ...]) -> VisitView:
    return VisitView(
        id=row.pk,
        file_id=row.linked_file_id,
        planned_at=row.planned_at,
        place=row.place,
        assessment=row.assessment,
        measures=tuple(row.measures),
        assessed_at=row.assessed_at,
        assessed_by=row.assessed_by.name if row.assessed_by else "",
        done_at=row.done_at,
        cancelled_at=row.cancelled_at,
        warned_at=warned_at,
        version=row.version,
        goers=goers,
    )


def _earlier(visit_id: int) -> tuple[EarlierAssessment, ...]:
    kept: list[dict[str, Any]] = Visit.objects.values_list("earlier", flat=True).get(pk=visit_id)
    names = dict(Employee.objects.filter(pk__in={each["by"] for each in kept}).values_list("pk", "name"))
    return tuple(
        EarlierAssessment(
            words=each["words"],
            measures=tuple(each["measures"]),
            assessed_at=moment(each["at"]),
            assessed_by=names[each["by"]],
        )
        for each in kept
    )
