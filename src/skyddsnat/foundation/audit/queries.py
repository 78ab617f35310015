"""Reading the log: who has opened a file, and what everybody did."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.audit.permissions import check_user_can_read_log
from skyddsnat.foundation.audit.types import FILE_READ, EventView, Place
from skyddsnat.foundation.staff.models import Employee

# Left in the database: what a row held before a change is for an inquiry into that change, not for a list.
_COLUMNS = ("id", "at", "recorded_at", "actor", "actor_id", "deed", "target", "file_id", "ground")


def events_of_file(
    *, file_id: int, viewer: Viewer, before: Place | None = None, most: int = 50, deed: str = ""
) -> list[EventView]:
    """Who has opened or written in the file, the latest first: to whoever sees the file, and to log reviewers.

    `deed` is how the deeds begin ("access.file.read": readings alone). Raises `NotOpen`.
    """
    if not viewer.is_log_reviewer:
        file_of(file_id=file_id, viewer=viewer)
    return _page(Event.objects.filter(file_id=file_id, deed__startswith=deed), before, most)


def log_events(
    *,
    viewer: Viewer,
    employee_id: int | None = None,
    deed: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    before: Place | None = None,
    most: int = 50,
) -> list[EventView]:
    """Everybody's events, the latest first, from `since` until, not including, `until`. Raises `Refused`.

    `deed` is how the deeds begin ("access.grant."). The database shows the whole log to log reviewers alone, too.
    """
    check_user_can_read_log(viewer=viewer)
    return _page(within(since, until).filter(_by(employee_id), deed__startswith=deed), before, most)


def readings(*, viewer: Viewer, event_ids: Iterable[int]) -> dict[int, EventView]:
    """Those of the events that are openings of a file, by id. Raises `Refused`."""
    check_user_can_read_log(viewer=viewer)
    found = views_of(Event.objects.filter(pk__in=list(event_ids), deed=FILE_READ))
    return {event.id: event for event in found}


def within(since: datetime | None, until: datetime | None) -> QuerySet[Event]:
    """Events in a time."""
    rows = Event.objects.all()
    rows = rows if since is None else rows.filter(at__gte=since)
    return rows if until is None else rows.filter(at__lt=until)


def views_of(rows: QuerySet[Event]) -> list[EventView]:
    """The events with the names of those who acted, in two statements."""
    found = list(rows.values_list(*_COLUMNS, named=True))
    people = _people({row.actor_id for row in found if row.actor_id is not None})
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


def _by(employee_id: int | None) -> Q:
    return Q() if employee_id is None else Q(actor_id=employee_id)


def _page(rows: QuerySet[Event], before: Place | None, most: int) -> list[EventView]:
    if before is not None:
        at, event_id = before
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=event_id))
    return views_of(rows.order_by("-at", "-pk")[:most])


def _people(ids: set[int]) -> dict[int | None, tuple[str, str]]:
    rows = Employee.objects.filter(pk__in=ids).values_list("pk", "name", "service_code")
    return {pk: (name, code) for pk, name, code in rows}
