"""Reading clocks."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Q, QuerySet

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.deadlines.models import OPEN, Deadline
from skyddsnat.foundation.deadlines.types import DeadlineView

_FIELDS = (
    "id", "rule", "file_id", "unit_id", "subject", "basis_at", "due_on", "extended_on", "latest_on",
    "prolonged_to", "prolonged_reason", "plan_on", "met_at", "ended_at",
)  # fmt: skip


def _views(rows: QuerySet[Deadline]) -> list[DeadlineView]:
    return [DeadlineView(**row) for row in rows.values(*_FIELDS)]


def open_clocks_of_files(
    *, file_ids: Iterable[int], viewer: Viewer, most: int = 200
) -> list[DeadlineView]:
    """Open clocks of these files, the earliest day first. Row-level security decides what `viewer` may see."""
    return _views(
        Deadline.objects.filter(OPEN, file_id__in=list(file_ids)).order_by(
            "plan_on", "id"
        )[:most]
    )


def open_clocks_of_units(
    *,
    unit_ids: Iterable[int],
    viewer: Viewer,
    unassigned_only: bool = False,
    most: int = 200,
) -> list[DeadlineView]:
    """Open clocks of files that these units hold, the earliest day first."""
    rows = Deadline.objects.filter(OPEN, unit_id__in=list(unit_ids))
    if unassigned_only:
        rows = rows.filter(file__is_assigned=False)
    return _views(rows.order_by("plan_on", "id")[:most])


def clocks_of_file(*, file_id: int, viewer: Viewer) -> list[DeadlineView]:
    """Every clock of a file, open and closed, in the order they started."""
    return _views(Deadline.objects.filter(file_id=file_id).order_by("basis_at", "id"))


def clocks_of(*, subject: str, viewer: Viewer) -> list[DeadlineView]:
    """Every clock on one thing."""
    return _views(Deadline.objects.filter(subject=subject).order_by("basis_at", "id"))


def counts(*, viewer: Viewer, until: date, most: int = 100) -> tuple[int, int]:
    """(open clocks on the viewer's own files due until the day, reports in her intake units that wait), each at most `most`."""
    mine = Deadline.objects.filter(OPEN, file_id__in=viewer.assigned_ids, plan_on__lte=until)
    waiting = Deadline.objects.filter(
        OPEN, unit_id__in=viewer.intake_units, file__is_assigned=False, rule="sol.preliminary_assessment"
    )
    both = [_counted(rows, most) for rows in (mine, waiting)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT (SELECT count(*) FROM ({both[0][0]}) a), (SELECT count(*) FROM ({both[1][0]}) b)",  # noqa: S608 - two compiled querysets
            [*both[0][1], *both[1][1]],
        )
        return cursor.fetchone()


def _counted(rows: QuerySet[Deadline], most: int) -> tuple[str, tuple[object, ...]]:
    try:
        return rows.order_by().values("id")[:most].query.sql_with_params()
    except EmptyResultSet:
        return "SELECT 1 WHERE false", ()


def load_of_units(
    *, unit_ids: Iterable[int], today: date, viewer: Viewer
) -> dict[int, dict[str, int]]:
    """Per responsible caseworker: open clocks, late ones, and those of the coming week."""
    rows = (
        Deadline.objects.filter(
            OPEN, unit_id__in=list(unit_ids), file__responsible__isnull=False
        )
        .values("file__responsible_id")
        .annotate(open=Count("id"), late=Count("id", filter=Q(plan_on__lt=today)))
    )
    return {
        row["file__responsible_id"]: {"open": row["open"], "late": row["late"]}
        for row in rows
    }
