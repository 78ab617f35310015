"""Who stands behind a compulsory case, what the board demands, deviations, and the days with fewer than two."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import F, Q

from skyddsnat.domains.compulsory.models import Case, Deviation, PairRule
from skyddsnat.domains.compulsory.queries.rows import answer
from skyddsnat.domains.compulsory.rules import pair as rules
from skyddsnat.domains.compulsory.types.safeguards import (
    DEFAULT_YEARS,
    DaysBelowTwo,
    DeviationView,
    PairRuleView,
    PairView,
    Worker,
)
from skyddsnat.foundation.access.asking import Question, ask, day_or_none, moment, moment_or_none
from skyddsnat.foundation.access.models import Assignment
from skyddsnat.foundation.access.queries import NotOpen, ask_files
from skyddsnat.foundation.access.types import Part, Viewer
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import ALLOWED, Verdict

_STANDS = (Part.RESPONSIBLE, Part.SECOND)
_RULE = ("valid_from", "is_demanded", "years", "decided_on", "reference", "reason")
_WORKER = {
    "employee_id": "employee_id",
    "name": "employee__name",
    "service_code": "employee__service_code",
    "part": "part",
    "is_active": "employee__is_active",
    "since": "employee__in_profession_since",
}
_DEVIATION = {
    **{name: name for name in ("id", "case_id", "file_id", "reason", "is_acute", "starts_at", "starts_on", "ends_on")},
    **{name: name for name in ("manager_id", "confirm_by", "confirmed_at", "ended_at", "recorded_by_id")},
    "manager": "manager__name",
}
_UNTIL_THE_BOARD_SAYS = PairRuleView(valid_from=None, is_demanded=True, years=DEFAULT_YEARS)


def pair_of(*, file_id: int, at: datetime, viewer: Viewer) -> PairView:
    """Who stands behind the file's case at `at`, and every reason why no step may be taken. Raises `NotOpen`.

    One statement, because every page of a case asks it.
    """
    found = ask(viewer=viewer, **ask_pair(file_id=file_id, at=at, viewer=viewer))
    return pair_among(found=found, file_id=file_id, on=local_date(at), viewer=viewer)


def ask_pair(*, file_id: int, at: datetime, viewer: Viewer) -> dict[str, Question[Any]]:
    """What `pair_among` reads: the file, the rule of the day, who works on it, and the deviation that runs."""
    on = local_date(at)
    return {
        "pair_file": ask_files(file_ids=[file_id], viewer=viewer),
        "pair_rule": _ask_rule(on),
        "pair_workers": _ask_workers(file_id, at),
        "pair_deviation": _ask_deviations(Q(file_id=file_id) & _runs(at, on)),
    }


def pair_among(*, found: Mapping[str, list[Any]], file_id: int, on: date, viewer: Viewer) -> PairView:
    """Who stands behind the case, out of the answers to `ask_pair`. Raises `NotOpen`."""
    if not found["pair_file"]:
        raise NotOpen
    rule = next(iter(found["pair_rule"]), _UNTIL_THE_BOARD_SAYS)
    workers = tuple(_experienced(each, rule, on) for each in found["pair_workers"])
    deviation = next(iter(found["pair_deviation"]), None)
    return PairView(
        file_id=file_id,
        workers=workers,
        is_demanded=rule.is_demanded,
        years=rule.years,
        is_whole=rules.standing(workers, _demanding(rule)).allowed,
        deviation=deviation,
        reasons=() if deviation else rules.standing(workers, rule).reasons,
    )


def _ask_rule(on: date) -> Question[PairRuleView]:
    rows = PairRule.objects.filter(valid_from__lte=on).order_by("-valid_from", "pk")[:1]
    return Question(rows, {name: name for name in _RULE}, _read_rule)


def _read_rule(row: dict[str, Any]) -> PairRuleView:
    return PairRuleView(**row | {name: date.fromisoformat(row[name]) for name in ("valid_from", "decided_on")})


def _ask_workers(file_id: int, at: datetime) -> Question[Worker]:
    standing = Q(file_id=file_id, part__in=[part.value for part in _STANDS], starts_at__lte=at)
    rows = Assignment.objects.filter(standing & (Q(ends_at=None) | Q(ends_at__gt=at))).order_by("starts_at", "id")
    return Question(rows, _WORKER, _read_worker)


def _read_worker(row: dict[str, Any]) -> Worker:
    return Worker(**row | {"since": day_or_none(row["since"]), "is_experienced": False})


def _experienced(worker: Worker, rule: PairRuleView, on: date) -> Worker:
    return replace(worker, is_experienced=rules.is_experienced(worker.since, rule.years, on))


def _ask_deviations(which: Q) -> Question[DeviationView]:
    rows = Deviation.objects.filter(which).order_by(F("starts_at").desc(), "-id")
    return Question(rows, _DEVIATION, _read_deviation)


def _read_deviation(row: dict[str, Any]) -> DeviationView:
    days = {name: date.fromisoformat(row[name]) for name in ("starts_on", "ends_on")}
    moments = {name: moment_or_none(row[name]) for name in ("confirmed_at", "ended_at")}
    others = {"manager": row["manager"] or "", "starts_at": moment(row["starts_at"])}
    return DeviationView(**row | days | moments | others | {"confirm_by": day_or_none(row["confirm_by"])})


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
    row = PairRule.objects.filter(valid_from__lte=on).order_by("-valid_from", "pk").first()
    return _rule_view(row) if row else _UNTIL_THE_BOARD_SAYS


def pair_rules() -> list[PairRuleView]:
    """Every demand that the board has decided, the latest first."""
    return [_rule_view(row) for row in PairRule.objects.order_by("-valid_from", "pk")]


def deviation(*, deviation_id: int, viewer: Viewer) -> DeviationView:
    """One deviation. Raises `NotOpen`."""
    found = _views(Q(pk=deviation_id), viewer)
    if not found:
        raise NotOpen
    return found[0]


def deviations_of_case(*, case_id: int, viewer: Viewer) -> list[DeviationView]:
    """Every deviation of the case, the latest first."""
    return answer(ask_deviations_of_case(case_id=case_id, viewer=viewer), viewer=viewer)


def ask_deviations_of_case(*, case_id: int, viewer: Viewer) -> Question[DeviationView]:
    """The same, to be asked together with other questions."""
    return _ask_deviations(Q(case_id=case_id))


def deviations_to_confirm(*, unit_ids: Iterable[int], viewer: Viewer) -> list[DeviationView]:
    """Acute deviations in files of the units that no manager has confirmed, the latest first."""
    return _views(Q(file__unit_id__in=list(unit_ids), confirmed_at=None, ended_at=None), viewer)


def deviations_running(*, unit_ids: Iterable[int], at: datetime, viewer: Viewer) -> list[DeviationView]:
    """Deviations that cover cases of the units at `at`, the latest first."""
    return _views(Q(file__unit_id__in=list(unit_ids)) & _runs(at, local_date(at)), viewer)


def days_below_two(
    *, viewer: Viewer, since: date, until: date, unit_ids: Iterable[int] | None = None
) -> list[DaysBelowTwo]:
    """Days from `since` until, not including, `until` on which open cases had fewer than two caseworkers, by unit.

    Part of a day is a day. Only units that the viewer answers for: a manager's own, all for the elected; a unit without
    such a day is there with zero. `until` is tomorrow at the latest: a day to come would be counted as now.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT unit_id, unit, days, covered, cases FROM compulsory_days_below_two(%s, %s)", [since, until]
        )
        found = [DaysBelowTwo(*row) for row in cursor.fetchall()]
    wanted = None if unit_ids is None else set(unit_ids)
    return [each for each in found if wanted is None or each.unit_id in wanted]


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


def _runs(at: datetime, on: date) -> Q:
    return Q(starts_at__lte=at, ends_on__gte=on) & (Q(ended_at=None) | Q(ended_at__gt=at))


def _views(which: Q, viewer: Viewer) -> list[DeviationView]:
    return answer(_ask_deviations(which), viewer=viewer)


def _rule_view(row: PairRule) -> PairRuleView:
    return PairRuleView(row.valid_from, row.is_demanded, row.years, row.decided_on, row.reference, row.reason)
