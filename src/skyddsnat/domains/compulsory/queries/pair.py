"""Who stands behind a compulsory case, what the board demands, deviations, and the days with fewer than two."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection
from django.db.models import F, Q

from skyddsnat.domains.compulsory.models import Case, Deviation, PairRule
from skyddsnat.domains.compulsory.rules import pair as rules
from skyddsnat.domains.compulsory.types.safeguards import (
    DEFAULT_YEARS,
    DaysBelowTwo,
    DeviationView,
    PairRuleView,
    PairView,
    Worker,
)
from skyddsnat.foundation.access.queries import AssignmentView, NotOpen, assignments_of, file_of
from skyddsnat.foundation.access.types import Part, Viewer
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import ALLOWED, Verdict

_STANDS = (Part.RESPONSIBLE, Part.SECOND)
_UNTIL_THE_BOARD_SAYS = PairRuleView(valid_from=None, is_demanded=True, years=DEFAULT_YEARS)


def pair_of(*, file_id: int, at: datetime, viewer: Viewer) -> PairView:
    """Who stands behind the file's case at `at`, and every reason why no step may be taken. Raises `NotOpen`."""
    file_of(file_id=file_id, viewer=viewer)
    on = local_date(at)
    rule = pair_rule(on=on)
    workers = _workers(assignments_of(file_id=file_id, viewer=viewer), rule, at, on)
    standing = rules.standing(workers, rule)
    deviation = _running(file_id, at, on)
    return PairView(
        file_id=file_id,
        workers=workers,
        is_demanded=rule.is_demanded,
        years=rule.years,
        is_whole=rules.standing(workers, _demanding(rule)).allowed,
        deviation=deviation,
        reasons=() if deviation else standing.reasons,
    )


def pair_verdict(*, file_id: int, at: datetime, viewer: Viewer) -> Verdict:
    """Whether a step of the file's case may be taken at `at`. Raises `NotOpen`."""
    return pair_of(file_id=file_id, at=at, viewer=viewer).verdict


def pair_after(
    *, file_id: int, leaving: Iterable[int | None], joining: Iterable[int | None], at: datetime, viewer: Viewer
) -> Verdict:
    """Whether two would still stand behind the file's open case when some employees leave it and others join.

    Without an open case, with a deviation that runs, or when nobody who works there leaves, nothing is asked; somebody
    who changes part both leaves and joins. Raises `NotOpen`.
    """
    pair = pair_of(file_id=file_id, at=at, viewer=viewer)
    gone = set(leaving) & {worker.employee_id for worker in pair.workers}
    if not gone or pair.deviation or not Case.objects.filter(file_id=file_id, closed_at=None).exists():
        return ALLOWED
    rule = pair_rule(on=local_date(at))
    stay = {worker.employee_id: worker for worker in pair.workers if worker.employee_id not in gone}
    people = Employee.objects.filter(pk__in=[each for each in joining if each is not None])
    come = {each.pk: _person(each, Part.SECOND, rule, local_date(at)) for each in people}
    return rules.standing((stay | come).values(), rule)


def pair_rule(*, on: date) -> PairRuleView:
    """What the municipality demands on the day."""
    row = PairRule.objects.filter(valid_from__lte=on).order_by("-valid_from").first()
    return _rule_view(row) if row else _UNTIL_THE_BOARD_SAYS


def pair_rules() -> list[PairRuleView]:
    """Every demand that the board has decided, the latest first."""
    return [_rule_view(row) for row in PairRule.objects.order_by("-valid_from")]


def deviation(*, deviation_id: int, viewer: Viewer) -> DeviationView:
    """One deviation. Raises `NotOpen`."""
    row = Deviation.objects.select_related("manager").filter(pk=deviation_id).first()
    if row is None:
        raise NotOpen
    return _deviation_view(row)


def deviations_of_case(*, case_id: int, viewer: Viewer) -> list[DeviationView]:
    """Every deviation of the case, the latest first."""
    return _views(Q(case_id=case_id))


def deviations_to_confirm(*, unit_ids: Iterable[int], viewer: Viewer) -> list[DeviationView]:
    """Acute deviations in files of the units that no manager has confirmed, the latest first."""
    return _views(Q(file__unit_id__in=list(unit_ids), confirmed_at=None, ended_at=None))


def deviations_running(*, unit_ids: Iterable[int], at: datetime, viewer: Viewer) -> list[DeviationView]:
    """Deviations that cover cases of the units at `at`, the latest first."""
    return _views(Q(file__unit_id__in=list(unit_ids)) & _runs(at, local_date(at)))


def days_below_two(*, viewer: Viewer, unit_ids: Iterable[int], since: date, until: date) -> list[DaysBelowTwo]:
    """Days from `since` until, not including, `until` on which open cases had fewer than two caseworkers, by unit.

    Part of a day is a day. Only units that the viewer answers for: a manager's own, all for the elected; a unit without
    such a day is there with zero. `until` is tomorrow at the latest: a day to come would be counted as now.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT unit_id, unit, days, covered, cases FROM compulsory_days_below_two(%s, %s) WHERE unit_id = ANY(%s)",
            [since, until, list(unit_ids)],
        )
        return [DaysBelowTwo(*row) for row in cursor.fetchall()]


def _workers(assigned: Iterable[AssignmentView], rule: PairRuleView, at: datetime, on: date) -> tuple[Worker, ...]:
    now = [each for each in assigned if each.part in _STANDS and _is_there(each, at)]
    people = Employee.objects.in_bulk({each.employee_id for each in now})
    return tuple(_person(people[each.employee_id], each.part, rule, on) for each in now)


def _is_there(assignment: AssignmentView, at: datetime) -> bool:
    return assignment.starts_at <= at and (assignment.ends_at is None or at < assignment.ends_at)


def _person(employee: Employee, part: Part, rule: PairRuleView, on: date) -> Worker:
    since = employee.in_profession_since
    return Worker(
        employee_id=employee.pk,
        name=employee.name,
        service_code=employee.service_code,
        part=part.value,
        is_active=employee.is_active,
        since=since,
        is_experienced=rules.is_experienced(since, rule.years, on),
    )


def _demanding(rule: PairRuleView) -> PairRuleView:
    """The rule as if it were demanded: whether the pair is whole is told also where nobody demands it."""
    return PairRuleView(rule.valid_from, True, rule.years)


def _running(file_id: int, at: datetime, on: date) -> DeviationView | None:
    return next(iter(_views(Q(file_id=file_id) & _runs(at, on))), None)


def _runs(at: datetime, on: date) -> Q:
    return Q(starts_at__lte=at, ends_on__gte=on) & (Q(ended_at=None) | Q(ended_at__gt=at))


def _views(which: Q) -> list[DeviationView]:
    rows = Deviation.objects.filter(which).select_related("manager").order_by(F("starts_at").desc(), "-id")
    return [_deviation_view(row) for row in rows]


def _deviation_view(row: Deviation) -> DeviationView:
    return DeviationView(
        id=row.pk,
        case_id=row.case_id,
        file_id=row.file_id,
        reason=row.reason,
        is_acute=row.is_acute,
        starts_at=row.starts_at,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        manager_id=row.manager_id,
        manager=row.manager.name if row.manager else "",
        confirm_by=row.confirm_by,
        confirmed_at=row.confirmed_at,
        ended_at=row.ended_at,
        recorded_by_id=row.recorded_by_id,
    )


def _rule_view(row: PairRule) -> PairRuleView:
    return PairRuleView(row.valid_from, row.is_demanded, row.years, row.decided_on, row.reference, row.reason)
