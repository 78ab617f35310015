"""Planning an outing, its risk assessed anew and read, and what came of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F

from skyddsnat.domains.compulsory.models import Goer, Outing
from skyddsnat.domains.compulsory.permissions import check_user_can_act
from skyddsnat.domains.compulsory.queries.cases import case
from skyddsnat.domains.compulsory.queries.chain import measure
from skyddsnat.domains.compulsory.queries.outings import outing
from skyddsnat.domains.compulsory.queries.pair import pair_verdict
from skyddsnat.domains.compulsory.rules import outings as rules
from skyddsnat.domains.compulsory.types.chain import MeasureView
from skyddsnat.domains.compulsory.types.safeguards import OUTING_NAMES, OutingKind, OutingView
from skyddsnat.foundation.access.actions import end_outing_grants, open_for_outing
from skyddsnat.foundation.access.queries import NotOpen, file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.kernel.versions import ChangedMeanwhile


def plan_outing(
    *,
    case_id: int,
    measure_id: int | None,
    kind: OutingKind,
    planned_at: datetime,
    place: str,
    risk: str,
    goers: Iterable[int],
    actor: Viewer,
    at: datetime,
) -> int:
    """Name when, where and who: at least two employees. `risk` is what all of them read before they leave.

    An execution is of a measure that is in force now and when they go. Those who do not see the file do so until a day
    after. Raises `NotOpen`, `Refused` with all reasons. Returns the outing's id.
    """
    view = case(case_id=case_id, viewer=actor)
    file = file_of(file_id=view.file_id, viewer=actor)
    check_user_can_act(file=file, viewer=actor)
    active = _active(goers)
    verdict = rules.planning(
        kind=kind,
        is_closed=not view.is_open,
        goers=active,
        risk=risk,
        place=place,
        in_force=_in_force(case_id, measure_id, (at, max(at, planned_at)), actor),
    )
    (verdict + pair_verdict(file_id=file.id, at=at, viewer=actor)).require()
    row = Outing.objects.create(
        case_id=case_id,
        measure_id=measure_id,
        file_id=file.id,
        kind=kind.value,
        recorded_at=at,
        planned_at=planned_at,
        place=place.strip(),
        risk=risk.strip(),
        planned_by_id=actor.named_id,
    )
    Goer.objects.bulk_create(Goer(outing=row, file_id=file.id, employee_id=employee_id) for employee_id in active)
    open_for_outing(
        file_id=file.id,
        goers=active,
        subject=_subject_of(row.pk),
        planned_at=planned_at,
        reason=OUTING_NAMES[kind].sv,
        actor=actor,
        at=at,
    )
    _record("planned", row.pk, file.id, actor, at, {"kind": kind.value, "goers": active})
    return row.pk


def renew_risk(*, outing_id: int, version: int, risk: str, actor: Viewer, at: datetime) -> None:
    """Assess the risk anew before they go. The words before it stay, and everyone who goes reads the new ones.

    Raises `NotOpen`, `ChangedMeanwhile`, `Refused` with all reasons.
    """
    view = outing(outing_id=outing_id, viewer=actor)
    check_user_can_act(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor)
    rules.renewing(view, risk=risk).require()
    earlier = [*view.earlier_risks, view.risk]
    _change(view, version, {"risk": risk.strip(), "assessed_at": at, "earlier_risks": earlier})
    # By moments alone, a reading noted while this was on its way would count for words that nobody had seen.
    Goer.objects.filter(outing_id=outing_id).exclude(risk_read_at=None).update(risk_read_at=None)
    _record("risk_renewed", outing_id, view.file_id, actor, at, {})


def read_risk(*, outing_id: int, version: int, actor: Viewer, at: datetime) -> None:
    """One who goes signs that she has read the risk as it was in `version`; once is enough.

    Raises `NotOpen`, `Refused`, and `ChangedMeanwhile` where it has been assessed anew, which nobody has shown her.
    """
    view = outing(outing_id=outing_id, viewer=actor)
    rules.reading(view, employee_id=actor.employee_id).require()
    # Locked: whoever assesses it anew at this moment waits, or is waited for.
    if not Outing.objects.select_for_update().filter(pk=outing_id, version=version).exists():
        raise ChangedMeanwhile
    unread = Goer.objects.filter(outing_id=outing_id, employee_id=actor.named_id, risk_read_at=None)
    if unread.update(risk_read_at=at):
        _record("risk_read", outing_id, view.file_id, actor, at, {})


def finish_outing(
    *, outing_id: int, version: int, outcome: str, done_at: datetime, actor: Viewer, at: datetime
) -> None:
    """Write down that they have been there. Everyone who went had read the risk before `done_at`.

    Raises `NotOpen`, `ChangedMeanwhile`, `Refused` with all reasons.
    """
    view = outing(outing_id=outing_id, viewer=actor)
    check_user_can_act(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor)
    in_force = bool(_in_force(view.case_id, view.measure_id, (done_at,), actor))
    rules.finishing(view, outcome=outcome, done_at=done_at, at=at, in_force=in_force).require()
    _change(view, version, {"done_at": done_at, "outcome": outcome.strip()})
    end_outing_grants(file_id=view.file_id, subject=_subject_of(outing_id), actor=actor, at=at)
    _record("done", outing_id, view.file_id, actor, at, {})


def cancel_outing(*, outing_id: int, version: int, reason: str, actor: Viewer, at: datetime) -> None:
    """Cancel it, with why. Who goes cannot be changed: cancel, and plan anew.

    Raises `NotOpen`, `ChangedMeanwhile`, `Refused`.
    """
    view = outing(outing_id=outing_id, viewer=actor)
    check_user_can_act(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor)
    rules.cancelling(view, reason=reason).require()
    _change(view, version, {"cancelled_at": at, "outcome": reason.strip()})
    end_outing_grants(file_id=view.file_id, subject=_subject_of(outing_id), actor=actor, at=at)
    _record("cancelled", outing_id, view.file_id, actor, at, {})


def _subject_of(outing_id: int) -> str:
    """The outing, as the log names it."""
    return f"compulsory.outing:{outing_id}"


def _active(goers: Iterable[int]) -> list[int]:
    """Those of the employees who work here, each once."""
    return sorted(Employee.objects.filter(pk__in=set(goers), is_active=True).values_list("pk", flat=True))


def _in_force(case_id: int, measure_id: int | None, moments: Iterable[datetime], viewer: Viewer) -> bool | None:
    """Whether the case's measure is in force at all of the moments; None without a measure. Raises `NotOpen`."""
    if measure_id is None:
        return None
    view: MeasureView = measure(measure_id=measure_id, viewer=viewer)
    if view.case_id != case_id:
        raise NotOpen
    return all(view.in_force(moment) for moment in moments)


def _change(view: OutingView, version: int, columns: dict[str, Any]) -> None:
    rows = Outing.objects.filter(pk=view.id, version=version, done_at=None, cancelled_at=None)
    if not rows.update(version=F("version") + 1, **columns):
        raise ChangedMeanwhile


def _record(what: str, pk: int, file_id: int, actor: Viewer, at: datetime, details: dict[str, Any]) -> None:
    record(
        deed=f"compulsory.outing.{what}",
        target=_subject_of(pk),
        actor=actor,
        at=at,
        file_id=file_id,
        details=details,
    )
