"""What each caseworker of a unit carries: children, clocks, absence. For the manager who gives out the next child."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from skyddsnat.foundation.access.asking import Question, day_or_none
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.deadlines.models import OPEN, Deadline
from skyddsnat.foundation.staff.models import Absence, Employee, RoleHolding
from skyddsnat.foundation.staff.types import CASEWORK

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """One caseworker's part of the unit's work. `coming` are the clocks from today and a week on; `back_on` is the
    first day after a running absence.
    """

    employee_id: int
    name: str
    service_code: str
    children: int
    open: int
    late: int
    coming: int
    back_on: date | None


def ask_workload(
    *, unit_ids: Iterable[int], today: date, viewer: Viewer, without: Iterable[str] = ()
) -> Question[Workload]:
    """The caseworkers of the units and everyone else who is responsible for a child there, by name.

    Children and clocks are those of these units that the viewer sees; `without` are rules that are not counted.
    """
    units = list(unit_ids)
    files = File.objects.filter(unit_id__in=units, closed_at=None)
    clocks = Deadline.objects.filter(OPEN, unit_id__in=units).exclude(rule__in=list(without))
    columns: dict[str, str | Combinable] = {
        "employee_id": "id",
        "name": "name",
        "service_code": "service_code",
        "children": _count(files, "responsible"),
        "open": _count(clocks, "file__responsible"),
        "late": _count(clocks.filter(plan_on__lt=today), "file__responsible"),
        "coming": _count(clocks.filter(plan_on__gte=today, plan_on__lt=today + WEEK), "file__responsible"),
        "back_on": _back_on(today),
    }
    return Question(_workers(units, files, today), columns, _read)


def _workers(units: list[int], files: QuerySet[File], today: date) -> QuerySet[Employee]:
    holds = RoleHolding.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=today),
        employee_id=OuterRef("pk"),
        unit_id__in=units,
        role__in=[role.value for role in CASEWORK],
        starts_on__lte=today,
    )
    has_child = files.filter(responsible_id=OuterRef("pk"))
    return Employee.objects.filter(Exists(holds) | Exists(has_child)).order_by("name", "id")


def _count(rows: QuerySet[Any], worker: str) -> Coalesce:
    own = rows.filter(**{worker: OuterRef("pk")}).order_by().values(worker)
    return Coalesce(Subquery(own.annotate(how_many=Count("pk")).values("how_many")), 0)


def _back_on(today: date) -> Subquery:
    running = Absence.objects.filter(employee_id=OuterRef("pk"), starts_on__lte=today, ends_on__gt=today)
    return Subquery(running.order_by().values("employee_id").annotate(last=Max("ends_on")).values("last"))


def _read(row: dict[str, Any]) -> Workload:
    return Workload(**row | {"back_on": day_or_none(row["back_on"])})
