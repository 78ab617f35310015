"""Deviations from two caseworkers, and the board's own demand of two."""

from datetime import date, datetime

from skyddsnat.domains.compulsory.models import Deviation, PairRule
from skyddsnat.domains.compulsory.permissions import check_user_can_act
from skyddsnat.domains.compulsory.queries.cases import case
from skyddsnat.domains.compulsory.queries.pair import deviation, pair_of
from skyddsnat.domains.compulsory.rules import pair as rules
from skyddsnat.domains.compulsory.types.safeguards import NewDeviation, PairRuleView
from skyddsnat.domains.decisions.permissions import check_user_can_keep_order
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date


def deviate(
    *,
    case_id: int,
    reason: str,
    ends_on: date,
    manager_id: int | None,
    is_acute: bool,
    actor: Viewer,
    at: datetime,
) -> int:
    """Let the case go on with fewer than two from now until and with `ends_on`, fourteen days at most.

    The unit's manager decides it under her own name. What is acute goes through at once, by whoever works with the
    child, and covers until the next working day unless the manager confirms it (lesson 8). No statute: the
    municipality's own rule. Raises `NotOpen`, `Refused` with all reasons. Returns the deviation's id.
    """
    view = case(case_id=case_id, viewer=actor)
    file = file_of(file_id=view.file_id, viewer=actor)
    check_user_can_act(file=file, viewer=actor)
    today = local_date(at)
    new = NewDeviation(reason=reason.strip(), ends_on=ends_on, manager_id=manager_id, is_acute=is_acute)
    manages = actor.has_role_in(file.unit_id, Role.UNIT_MANAGER)
    rules.deviating(
        new, is_closed=not view.is_open, actor_manages=manages, actor_id=actor.employee_id, today=today
    ).require()
    row = Deviation.objects.create(
        case_id=case_id,
        file_id=view.file_id,
        reason=new.reason,
        is_acute=is_acute,
        starts_at=at,
        starts_on=today,
        ends_on=rules.last_day(new, today),
        manager_id=None if is_acute else manager_id,
        confirm_by=rules.confirm_by(today) if is_acute else None,
        confirmed_at=None if is_acute else at,
        recorded_by_id=actor.named_id,
    )
    details = {"acute": is_acute, "ends_on": row.ends_on.isoformat(), "manager": manager_id}
    _record("made", row.pk, view.file_id, actor, at, details)
    return row.pk


def confirm_deviation(*, deviation_id: int, ends_on: date | None, actor: Viewer, at: datetime) -> None:
    """The unit's manager confirms what was acute, and lets it last until `ends_on` if it must. It may be late.

    Raises `NotOpen`, `Refused` with all reasons.
    """
    view = deviation(deviation_id=deviation_id, viewer=actor)
    file = file_of(file_id=view.file_id, viewer=actor)
    rules.confirming(
        waits=view.awaits_confirmation,
        manages=actor.has_role_in(file.unit_id, Role.UNIT_MANAGER),
        starts_on=view.starts_on,
        ends_on=ends_on,
    ).require()
    waiting = Deviation.objects.filter(pk=deviation_id, confirmed_at=None, ended_at=None)
    until = ends_on or view.ends_on
    changed = waiting.update(confirmed_at=at, manager_id=actor.named_id, ends_on=until)
    rules.confirming(waits=bool(changed), manages=True, starts_on=view.starts_on, ends_on=None).require()
    _record("confirmed", deviation_id, view.file_id, actor, at, {"ends_on": until.isoformat()})


def end_deviation(*, deviation_id: int, actor: Viewer, at: datetime) -> None:
    """End a deviation before its day: two stand behind the case again. Raises `NotOpen`, `Refused`."""
    view = deviation(deviation_id=deviation_id, viewer=actor)
    check_user_can_act(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor)
    pair = pair_of(file_id=view.file_id, at=at, viewer=actor)
    is_over = view.ended_at is not None or view.ends_on < local_date(at)
    rules.ending(is_over=is_over, is_whole=pair.is_whole).require()
    Deviation.objects.filter(pk=deviation_id, ended_at=None).update(ended_at=at)
    _record("ended", deviation_id, view.file_id, actor, at, {})


def set_pair_rule(
    *,
    valid_from: date,
    is_demanded: bool,
    years: int,
    decided_on: date,
    reference: str,
    reason: str,
    actor: Viewer,
    at: datetime,
) -> int:
    """Write down what the board has decided about two caseworkers, from a day on: never backwards.

    By the registrar or the administrator, as the delegation order. Raises `Refused` with all reasons. Returns its id.
    """
    check_user_can_keep_order(viewer=actor)
    rule = PairRuleView(valid_from, is_demanded, years, decided_on, reference.strip(), reason.strip())
    is_taken = PairRule.objects.filter(valid_from=valid_from).exists()
    rules.setting_rule(rule, is_taken=is_taken, today=local_date(at)).require()
    row = PairRule.objects.create(
        valid_from=valid_from,
        is_demanded=is_demanded,
        years=years,
        decided_on=decided_on,
        reference=rule.reference,
        reason=rule.reason,
    )
    record(
        deed="compulsory.pair_rule.set",
        target=f"compulsory.pairrule:{row.pk}",
        actor=actor,
        at=at,
        details={"demanded": is_demanded, "years": years, "from": valid_from.isoformat()},
    )
    return row.pk


def _record(what: str, pk: int, file_id: int, actor: Viewer, at: datetime, details: dict[str, object]) -> None:
    record(
        deed=f"compulsory.deviation.{what}",
        target=f"compulsory.deviation:{pk}",
        actor=actor,
        at=at,
        file_id=file_id,
        details=details,
    )
