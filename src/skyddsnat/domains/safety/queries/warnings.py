"""Warnings for those who will meet somebody, and the planned home visits."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection
from django.db.models import Q, QuerySet

from skyddsnat.domains.people.queries import relations_of_file, subject_of_file
from skyddsnat.domains.safety.models import Visit, VisitGoer, WarningFile, WarningNote
from skyddsnat.domains.safety.rules.warnings import address_key
from skyddsnat.domains.safety.types.warnings import Cause, VisitGoerView, VisitView, WarningOn, WarningView
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer


class NoSuchWarning(NotOpen):
    """There is no such warning or visit for this viewer: unseen and nonexistent are the same answer."""


def warning(*, warning_id: int, viewer: Viewer) -> WarningView:
    """One warning. Raises `NoSuchWarning`."""
    found = _warnings(WarningNote.objects.filter(pk=warning_id))
    if not found:
        raise NoSuchWarning
    return found[0]


def unit_of_warning(*, warning_id: int, viewer: Viewer) -> int:
    """The unit whose manager agrees to the warning. Raises `NoSuchWarning`."""
    unit_id = WarningNote.objects.filter(pk=warning_id).values_list("unit_id", flat=True).first()
    if unit_id is None:
        raise NoSuchWarning
    return unit_id


def warnings_for(
    *, file_ids: Iterable[int], person_ids: Iterable[int] = (), on: date, viewer: Viewer
) -> list[WarningView]:
    """Warnings in force on the day, on the files or on the persons: what whoever will meet them must know."""
    through = WarningFile.objects.filter(linked_file_id__in=list(file_ids)).values("warning_id")
    rows = WarningNote.objects.filter(Q(pk__in=through) | Q(person_id__in=list(person_ids)), ended_at=None)
    return _warnings(rows.filter(ends_on__gte=on).order_by("-made_at", "-pk"))


def warnings_at(*, address: str, on: date, viewer: Viewer) -> list[WarningView]:
    """Warnings in force on an address, whatever file they were written in, for whoever does casework."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, cause, words, since, is_agreed FROM safety_warnings_at(%s, %s)", [address_key(address), on]
        )
        found = cursor.fetchall()
    return [
        WarningView(
            id=pk,
            about=WarningOn.ADDRESS,
            person_id=None,
            address=address,
            cause=Cause(cause),
            words=words,
            was_told=False,
            not_told_reason="",
            review_on=on,
            ends_on=on,
            made_at=since,
            made_by="",
            made_by_id=None,
            is_agreed=is_agreed,
            ended_at=None,
            version=0,
        )
        for pk, cause, words, since, is_agreed in found
    ]


def warnings_on_visit(*, file_id: int, place: str, on: date, viewer: Viewer) -> list[WarningView]:
    """What whoever goes there must know: warnings on the child's file, on those around the child, on the address."""
    around = {subject_of_file(file_id=file_id, viewer=viewer).id}
    around |= {each.person.id for each in relations_of_file(file_id=file_id, viewer=viewer)}
    met = warnings_for(file_ids=[file_id], person_ids=around, on=on, viewer=viewer)
    there = warnings_at(address=place, on=on, viewer=viewer)
    return met + [each for each in there if each.id not in {known.id for known in met}]


def warnings_to_review(*, on: date, viewer: Viewer) -> list[WarningView]:
    """Warnings of the viewer's units whose review is due, or that wait for a manager, the oldest first."""
    units = WarningNote.objects.filter(ended_at=None).filter(Q(review_on__lte=on) | Q(agreed_at=None))
    rows = units if viewer.keeps_safety else units.filter(unit_id__in=viewer.safety_units)
    return _warnings(rows.order_by("review_on", "pk")[:50])


def warnings_kept(*, viewer: Viewer) -> list[WarningView]:
    """Every warning that the viewer follows up, those in force first."""
    rows = (
        WarningNote.objects.all()
        if viewer.keeps_safety
        else WarningNote.objects.filter(unit_id__in=viewer.safety_units)
    )
    return _warnings(rows.order_by("-ended_at", "review_on", "pk")[:200])


def visit(*, visit_id: int, viewer: Viewer) -> VisitView:
    """One home visit. Raises `NoSuchWarning`."""
    found = _visits(Visit.objects.filter(pk=visit_id))
    if not found:
        raise NoSuchWarning
    return found[0]


def visits_of_file(*, file_id: int, viewer: Viewer) -> list[VisitView]:
    """Home visits in the file, those ahead first."""
    return _visits(Visit.objects.filter(linked_file_id=file_id).order_by("-planned_at", "-pk")[:50])


def visits_ahead(*, viewer: Viewer) -> list[VisitView]:
    """Visits on which the viewer goes, the next first."""
    mine = VisitGoer.objects.filter(employee_id=viewer.employee_id or 0).values("visit_id")
    return _visits(Visit.objects.filter(pk__in=mine, done_at=None, cancelled_at=None).order_by("planned_at", "pk")[:50])


def newest(found: Iterable[WarningView]) -> datetime | None:
    """When the newest of the warnings was made; None without any."""
    return max((each.made_at for each in found), default=None)


def _warnings(rows: QuerySet[WarningNote]) -> list[WarningView]:
    return [
        WarningView(
            id=row.pk,
            about=WarningOn(row.about),
            person_id=row.person_id,
            address=row.address,
            cause=Cause(row.cause),
            words=row.words,
            was_told=row.was_told,
            not_told_reason=row.not_told_reason,
            review_on=row.review_on,
            ends_on=row.ends_on,
            made_at=row.made_at,
            made_by=row.made_by.name,
            made_by_id=row.made_by_id,
            is_agreed=row.agreed_at is not None,
            ended_at=row.ended_at,
            version=row.version,
        )
        for row in rows.select_related("made_by")
    ]


def _visits(rows: QuerySet[Visit]) -> list[VisitView]:
    found = list(rows.select_related("assessed_by"))
    goers: dict[int, list[VisitGoerView]] = {}
    going = VisitGoer.objects.filter(visit_id__in=[row.pk for row in found]).select_related("employee").order_by("pk")
    for each in going:
        who = each.employee
        goers.setdefault(each.visit_id, []).append(
            VisitGoerView(employee_id=who.pk, name=who.name, service_code=who.service_code, read_at=each.read_at)
        )
    return [
        VisitView(
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
            version=row.version,
            goers=tuple(goers.get(row.pk, ())),
        )
        for row in found
    ]
