"""Rows of the log made into views, for the queries and the review. Row-level security decides which rows there are."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.audit.types import EventView
from skyddsnat.foundation.staff.models import Employee

# Left in the database: what a row held before a change is for an inquiry into that change, not for a list.
_COLUMNS = ("id", "at", "recorded_at", "actor", "actor_id", "deed", "target", "file_id", "ground")


def within(since: datetime | None, until: datetime | None) -> QuerySet[Event]:
    """Events in a time."""
    rows = Event.objects.all()
    rows = rows if since is None else rows.filter(at__gte=since)
    return rows if until is None else rows.filter(at__lt=until)


def views_of(rows: QuerySet[Event]) -> list[EventView]:
    """The events with the names of those who acted, in two statements."""
    found = list(rows.values_list(*_COLUMNS, named=True))
    people = names_of({row.actor_id for row in found if row.actor_id is not None})
    return [_view(row, *people.get(row.actor_id, (row.actor.partition(":")[2],) * 2)) for row in found]


def _view(row: Any, name: str, service_code: str) -> EventView:
    return EventView(
        id=row.id,
        at=row.at,
        recorded_at=row.recorded_at,
        employee_id=row.actor_id,
        name=name,
        service_code=service_code,
        deed=row.deed,
        target=row.target,
        file_id=row.file_id,
        ground=row.ground,
    )


def times_done(*, deed: str, by: int | None, since: datetime) -> int:
    """How often the employee has done this since then; row-level security shows everybody their own deeds."""
    return within(since, None).filter(deed=deed, actor_id=by).count()


def names_of(ids: set[int]) -> dict[int | None, tuple[str, str]]:
    """Name and service code of employees, by id."""
    rows = Employee.objects.filter(pk__in=ids).values_list("pk", "name", "service_code")
    return {pk: (name, code) for pk, name, code in rows}
