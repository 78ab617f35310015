"""Telling those who enforce a measure and those it concerns."""

from datetime import datetime
from typing import Any

from skyddsnat.domains.compulsory.models import Enforcer, Telling
from skyddsnat.domains.compulsory.permissions import check_user_can_act
from skyddsnat.domains.compulsory.queries.cases import case
from skyddsnat.domains.compulsory.queries.chain import measure
from skyddsnat.domains.compulsory.queries.telling import enforcer, is_in_file
from skyddsnat.domains.compulsory.rules import telling as rules
from skyddsnat.domains.compulsory.types.safeguards import EnforcerKind, Understood
from skyddsnat.foundation.access.queries import NotOpen, file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record


def add_enforcer(
    *, measure_id: int, kind: EnforcerKind, name: str, told_start_at: datetime, actor: Viewer, at: datetime
) -> int:
    """Write down who enforces the measure, so that its end is told to them too (lesson 11).

    Raises `NotOpen`, `Refused` with all reasons. Returns the enforcer's id.
    """
    view = measure(measure_id=measure_id, viewer=actor)
    check_user_can_act(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor)
    rules.adding_enforcer(name=name, told_at=told_start_at, at=at).require()
    row = Enforcer.objects.create(
        measure_id=measure_id, file_id=view.file_id, kind=kind.value, name=name.strip(), told_start_at=told_start_at
    )
    _record("enforcer", "added", row.pk, view.file_id, actor, at, {"kind": kind.value})
    return row.pk


def tell_end(*, enforcer_id: int, told_at: datetime, actor: Viewer, at: datetime) -> None:
    """Write down that the enforcer was told that the measure is over. It stands as not told until confirmed.

    Raises `NotOpen`, `Refused` with all reasons.
    """
    view = enforcer(enforcer_id=enforcer_id, viewer=actor)
    check_user_can_act(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor)
    is_over = view.measure_over_at is not None and view.measure_over_at <= at
    rules.telling_end(is_over=is_over, is_told=view.told_end_at is not None, told_at=told_at, at=at).require()
    Enforcer.objects.filter(pk=enforcer_id).update(told_end_at=told_at, told_end_by_id=actor.named_id)
    _record("enforcer", "told_end", enforcer_id, view.file_id, actor, at, {})


def confirm_told(*, enforcer_id: int, how: str, confirmed_at: datetime, actor: Viewer, at: datetime) -> None:
    """Write down how the enforcer confirmed knowing that the measure is over. Raises `NotOpen`, `Refused`."""
    view = enforcer(enforcer_id=enforcer_id, viewer=actor)
    check_user_can_act(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor)
    rules.confirming(
        told_at=view.told_end_at,
        is_confirmed=view.confirmed_at is not None,
        how=how,
        confirmed_at=confirmed_at,
        at=at,
    ).require()
    Enforcer.objects.filter(pk=enforcer_id).update(confirmed_at=confirmed_at, confirmed_how=how.strip())
    _record("enforcer", "confirmed", enforcer_id, view.file_id, actor, at, {})


def record_telling(
    *,
    case_id: int,
    measure_id: int | None,
    person_id: int,
    what: str,
    told_at: datetime,
    understood: Understood,
    words: str,
    actor: Viewer,
    at: datetime,
) -> int:
    """Write down who was informed of what, when, and whether it was understood (LVU 36 §; SFS 2026:1600 2:1-5).

    Raises `NotOpen`, `Refused` with all reasons. Returns the telling's id.
    """
    view = case(case_id=case_id, viewer=actor)
    check_user_can_act(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor)
    if measure_id is not None and measure(measure_id=measure_id, viewer=actor).case_id != case_id:
        raise NotOpen
    known = is_in_file(person_id=person_id, file_id=view.file_id, viewer=actor)
    rules.informing(is_in_file=known, what=what, told_at=told_at, at=at).require()
    row = Telling.objects.create(
        case_id=case_id,
        measure_id=measure_id,
        file_id=view.file_id,
        person_id=person_id,
        what=what.strip(),
        told_at=told_at,
        told_by_id=actor.named_id,
        understood=understood.value,
        words=words.strip(),
    )
    _record("telling", "recorded", row.pk, view.file_id, actor, at, {"understood": understood.value})
    return row.pk


def _record(thing: str, what: str, pk: int, file_id: int, actor: Viewer, at: datetime, details: dict[str, Any]) -> None:
    record(
        deed=f"compulsory.{thing}.{what}",
        target=f"compulsory.{thing}:{pk}",
        actor=actor,
        at=at,
        file_id=file_id,
        details=details,
    )
