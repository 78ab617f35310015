"""Reading the log: who has opened a file, and what everybody did."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from skyddsnat.foundation.access.asking import Question, moment
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.events import views_of, within
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.audit.permissions import check_user_can_read_log
from skyddsnat.foundation.audit.types import Deed, EventView, Place


def events_of_file(
    *, file_id: int, viewer: Viewer, before: Place | None = None, most: int = 50, deed: str = ""
) -> list[EventView]:
    """Who has opened or written in the file, the latest first: to whoever sees the file, and to log reviewers.

    `deed` is how the deeds begin ("access.file.read": readings alone). Raises `NotOpen`.
    """
    if not viewer.is_log_reviewer:
        file_of(file_id=file_id, viewer=viewer)
    return _page(Event.objects.filter(file_id=file_id, deed__startswith=deed), before, most)


def ask_deeds_of_file(
    *, file_id: int, beginnings: Iterable[str], since: datetime, viewer: Viewer, most: int = 100
) -> Question[Deed]:
    """What was done in the file after `since`, of the deeds that begin so, the latest first."""
    kinds = reduce(or_, (Q(deed__startswith=beginning) for beginning in beginnings))
    rows = Event.objects.filter(kinds, file_id=file_id, at__gt=since).order_by("-at", "-pk")[:most]
    columns = {name: name for name in ("deed", "at", "target")}
    return Question(rows, columns, lambda row: Deed(row["deed"], moment(row["at"]), row["target"]))


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


def _by(employee_id: int | None) -> Q:
    return Q() if employee_id is None else Q(actor_id=employee_id)


def _page(rows: QuerySet[Event], before: Place | None, most: int) -> list[EventView]:
    if before is not None:
        at, event_id = before
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=event_id))
    return views_of(rows.order_by("-at", "-pk")[:most])
