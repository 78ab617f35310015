"""Reading clocks."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from skyddsnat.foundation.access.asking import Given, Question, day_or_none, moment, moment_or_none
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.deadlines.models import OPEN, Deadline
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.law.register import times_of_others

_FIELDS = (
    "id", "rule", "file_id", "unit_id", "subject", "basis_at", "due_on", "extended_on", "latest_on",
    "other_rule", "other_basis_on", "other_due_on", "prolonged_to", "prolonged_reason", "plan_on", "met_at", "ended_at",
)  # fmt: skip

_DAYS = ("due_on", "extended_on", "latest_on", "other_basis_on", "other_due_on", "prolonged_to", "plan_on")


def _views(rows: QuerySet[Deadline]) -> list[DeadlineView]:
    return [DeadlineView(**row) for row in rows.values(*_FIELDS)]


def open_clocks_of_files(*, file_ids: Iterable[int], viewer: Viewer, most: int = 200) -> list[DeadlineView]:
    """Open clocks of these files, the earliest day first. Row-level security decides what `viewer` may see."""
    return _views(Deadline.objects.filter(OPEN, file_id__in=list(file_ids)).order_by("plan_on", "id")[:most])


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


def load_of_units(*, unit_ids: Iterable[int], today: date, viewer: Viewer) -> dict[int, dict[str, int]]:
    """Per responsible caseworker: open clocks, late ones, and those of the coming week."""
    rows = (
        Deadline.objects.filter(OPEN, unit_id__in=list(unit_ids), file__responsible__isnull=False)
        .values("file__responsible_id")
        .annotate(open=Count("id"), late=Count("id", filter=Q(plan_on__lt=today)))
    )
    return {row["file__responsible_id"]: {"open": row["open"], "late": row["late"]} for row in rows}


# --- Questions, asked together with those of other packages -----------------------------------------------------------


_ID = {"id": "id"}
# A number beside a word is not read further than this, and nobody does more than this in a day.
_MOST_COUNTED = 100
_MOST_SHOWN = 2000


def ask_due_until(*, day: date, viewer: Viewer) -> Question[int]:
    """Ids of open clocks on the viewer's own files due until the day: for counting, so never more than a hundred.

    The time of somebody else, such as a party's to appeal, is no duty of hers.
    """
    return Question(_due_until, _ID, _read_id, {"own": viewer.assigned_ids, "day": day})


def _due_until() -> QuerySet[Deadline]:
    own = Deadline.objects.filter(OPEN, file_id__among=Given("own"), plan_on__lte=Given("day"))
    return own.exclude(rule__in=times_of_others())[:_MOST_COUNTED]


def ask_reports_waiting(*, viewer: Viewer) -> Question[int]:
    """Ids of the clocks of reports that wait in the viewer's intake units: for counting, never more than a hundred."""
    return Question(_reports_waiting, _ID, _read_id, {"units": viewer.intake_units})


def _reports_waiting() -> QuerySet[Deadline]:
    unassigned = Deadline.objects.filter(OPEN, unit_id__among=Given("units"), file__is_assigned=False)
    return unassigned.filter(rule="sol.preliminary_assessment")[:_MOST_COUNTED]


def _read_id(row: dict[str, Any]) -> int:
    return int(row["id"])


def ask_clocks_of_file(*, file_id: int, viewer: Viewer) -> Question[DeadlineView]:
    """Every clock of the file, open and closed, in the order they started."""
    return _asked(_of_file, file_id=file_id)


def _of_file() -> QuerySet[Deadline]:
    return Deadline.objects.filter(file_id=Given("file_id")).order_by("basis_at", "id")


def ask_open_clocks(*, file_ids: Iterable[int], viewer: Viewer) -> Question[DeadlineView]:
    """Open clocks of these files, the earliest day first."""
    return _asked(_open, file_ids=list(file_ids))


def _open() -> QuerySet[Deadline]:
    return Deadline.objects.filter(OPEN, file_id__among=Given("file_ids")).order_by("plan_on", "id")[:_MOST_SHOWN]


def ask_clocks_of_units(
    *,
    unit_ids: Iterable[int],
    viewer: Viewer,
    without: Iterable[str] = (),
    after: tuple[date, int] | None = None,
    most: int = 50,
) -> Question[DeadlineView]:
    """Open clocks of files that these units hold, the earliest day first, from the day and id `after` on.

    `without` are rules that are left out.
    """
    rows = Deadline.objects.filter(OPEN, unit_id__in=list(unit_ids)).exclude(rule__in=list(without))
    if after is not None:
        day, last_id = after
        rows = rows.filter(Q(plan_on__gt=day) | Q(plan_on=day, pk__gt=last_id))
    return _asked(rows.order_by("plan_on", "id")[:most])


def ask_duties(*, today: date, viewer: Viewer) -> Question[DeadlineView]:
    """The open clocks of the viewer's day: of her own files, of unassigned ones at her intake, and late ones in a unit
    that she manages. The earliest day first.
    """
    units = {"intake": viewer.intake_units, "managed": viewer.managed_units}
    return _asked(_duties, own=viewer.assigned_ids, today=today, **units)


def _duties() -> QuerySet[Deadline]:
    own = Deadline.objects.filter(OPEN, file_id__among=Given("own"))
    intake = Deadline.objects.filter(OPEN, unit_id__among=Given("intake"), file__is_assigned=False)
    late = Deadline.objects.filter(OPEN, unit_id__among=Given("managed"), plan_on__lt=Given("today"))
    # A union and not OR, so that each part goes by its own index.
    wanted = own.values("pk").union(intake.values("pk"), late.values("pk"))
    return Deadline.objects.filter(pk__in=wanted).order_by("plan_on", "id")[:_MOST_SHOWN]


_COLUMNS = {name: name for name in _FIELDS}


def _asked(rows: QuerySet[Deadline] | Callable[[], QuerySet[Deadline]], **given: Any) -> Question[DeadlineView]:
    return Question(rows, _COLUMNS, _read, given)


def _read(row: dict[str, Any]) -> DeadlineView:
    days = {name: day_or_none(row[name]) for name in _DAYS}
    moments = {name: moment_or_none(row[name]) for name in ("met_at", "ended_at")}
    return DeadlineView(**row | days | moments | {"basis_at": moment(row["basis_at"])})
