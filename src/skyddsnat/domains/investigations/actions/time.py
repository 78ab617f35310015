"""Waiting for an answer until a day, and taking longer than four months."""

from datetime import date, datetime

from skyddsnat.domains.investigations.actions.case import begin
from skyddsnat.domains.investigations.models import Extension, Waiting
from skyddsnat.domains.investigations.rules import time
from skyddsnat.domains.investigations.rules.order import CLOCK
from skyddsnat.domains.investigations.types import EXTENSION_NAMES, Act, ExtensionReason
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.deadlines import actions as deadlines
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.decision_rights import Decider, UnknownSection, who_may


def wait_for(*, investigation_id: int, for_whom: str, what: str, until: date, actor: Viewer, at: datetime) -> int:
    """We wait for somebody's answer until a day; after it the investigation is shown as standing still (lesson 6).

    Returns the id. Raises `NotOpen`, `Refused`.
    """
    case = begin(investigation_id, actor, at)
    today = local_date(at)
    case.check(Act.WAIT, time.waiting(for_whom=for_whom, what=what, until=until, today=today))
    row = Waiting.objects.create(
        investigation_id=investigation_id, file_id=case.file.id, for_whom=for_whom, what=what, since=today, until=until
    )
    case.step("investigations.waiting.started", f"investigations.waiting:{row.pk}", {"until": until})
    return row.pk


def stop_waiting(*, waiting_id: int, actor: Viewer, at: datetime) -> None:
    """The answer came, or we no longer wait for it. Raises `NotOpen`, `Refused`."""
    row = Waiting.objects.filter(pk=waiting_id, ended_at=None).first()
    if row is None:
        raise NotOpen
    case = begin(row.investigation_id, actor, at)
    case.check(Act.WAIT)
    Waiting.objects.filter(pk=waiting_id).update(ended_at=at)
    case.step("investigations.waiting.ended", f"investigations.waiting:{waiting_id}")


def extend(
    *,
    investigation_id: int,
    until: date,
    reason_code: ExtensionReason,
    reason: str,
    actor: Viewer,
    at: datetime,
) -> int:
    """Decide, on special grounds, that the investigation may take until a day (SoL 20:3). Returns the extension's id.

    Decided by a senior caseworker or the manager of the unit; refused to whoever has a conflict of interest.
    Raises `NotOpen`, `Refused`.
    """
    case = begin(investigation_id, actor, at)
    today = local_date(at)
    plan_on = case.clock().plan_on
    case.check(
        Act.EXTEND,
        time.extending(until=until, plan_on=plan_on, today=today, reason=reason, official_may=_official_may(today)),
    )
    row = Extension.objects.create(
        investigation_id=investigation_id,
        file_id=case.file.id,
        until=until,
        reason_code=reason_code.value,
        reason=reason,
        decided_at=at,
        decided_by_id=actor.employee_id or 0,
    )
    # The clock is read by more people than the reason: it gets the kind of reason only.
    deadlines.prolong(
        rule=CLOCK, subject=case.target, to=until, reason=EXTENSION_NAMES[reason_code].sv, actor=actor, at=at
    )
    details = {"until": until, "reason": reason_code.value, "was_late": plan_on < today}
    case.step("investigations.investigation.extended", case.target, details)
    return row.pk


def _official_may(on: date) -> bool:
    try:
        return who_may("SoL 20:3", on).allows(Decider.OFFICIAL)
    except UnknownSection:
        return False
