"""Opening a compulsory case, writing in it, and closing it when nothing of it holds."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from skyddsnat.domains.compulsory.actions.pair import deviate
from skyddsnat.domains.compulsory.models import Case
from skyddsnat.domains.compulsory.permissions import acting
from skyddsnat.domains.compulsory.queries.cases import case, case_of_file, child_age
from skyddsnat.domains.compulsory.queries.chain import measures_of_case
from skyddsnat.domains.compulsory.queries.pair import pair_verdict
from skyddsnat.domains.compulsory.queries.places import places_of_case
from skyddsnat.domains.compulsory.rules import cases as rules
from skyddsnat.domains.compulsory.rules.chain import act_for
from skyddsnat.domains.compulsory.types import CaseView, NewDeviation
from skyddsnat.domains.investigations.queries import investigation
from skyddsnat.domains.people.queries import person, subject_of_file
from skyddsnat.foundation.access.queries import NotOpen, file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import ALLOWED, Refused, Verdict
from skyddsnat.kernel.versions import ChangedMeanwhile
from skyddsnat.law.citations import LVU
from skyddsnat.law.compulsory_states import Track
from skyddsnat.law.consent import ADULT_FROM


def open_case(
    *,
    file_id: int,
    child_id: int,
    investigation_id: int | None,
    grounds: Iterable[str],
    circumstances: str,
    deviation: NewDeviation | None,
    actor: Viewer,
    at: datetime,
    adult_id: int | None = None,
) -> int:
    """Open a compulsory case of the file's child: why consent is not enough. Returns its id.

    Two caseworkers stand behind it, or the `deviation` that is written with it; an acute one goes through at once
    (lesson 8). `grounds` are codes of `law.grounds` and may come later; `adult_id` is the adult whose own case (LVM)
    touches the child. Raises `NotOpen`, `Refused` with all reasons.
    """
    file = file_of(file_id=file_id, viewer=actor)
    _check_about_child(file_id, child_id, investigation_id, actor)
    _check_adult(adult_id, actor)
    codes, on = tuple(grounds), local_date(at)
    verdict = rules.opening(
        circumstances=circumstances,
        is_running=case_of_file(file_id=file_id, viewer=actor) is not None,
        is_file_closed=file.is_closed,
        grounds=codes,
        age=subject_of_file(file_id=file_id, viewer=actor, reveal=True).age(on),
        on=on,
    )
    pair = ALLOWED if deviation else pair_verdict(file_id=file_id, at=at, viewer=actor)
    (acting(file=file, viewer=actor) + verdict + pair).require()
    row = _insert(
        Case(
            file_id=file_id,
            child_id=child_id,
            investigation_id=investigation_id,
            adult_id=adult_id,
            statute=act_for(Track.CARE, on) or LVU.number,
            grounds=list(codes),
            circumstances=circumstances.strip(),
            opened_at=at,
            opened_by_id=actor.named_id,
        )
    )
    _record("compulsory.case.opened", row.pk, file_id, actor, at, {"statute": row.statute})
    if deviation is not None:
        deviate(
            case_id=row.pk,
            reason=deviation.reason,
            ends_on=deviation.ends_on,
            manager_id=deviation.manager_id,
            is_acute=deviation.is_acute,
            actor=actor,
            at=at,
        )
    return row.pk


def _check_about_child(file_id: int, child_id: int, investigation_id: int | None, actor: Viewer) -> None:
    """Child and investigation are those of the file; otherwise they are not there."""
    if subject_of_file(file_id=file_id, viewer=actor).id != child_id:
        raise NotOpen
    if investigation_id is None:
        return
    if investigation(investigation_id=investigation_id, viewer=actor).file_id != file_id:
        raise NotOpen


def _check_adult(adult_id: int | None, actor: Viewer) -> None:
    """The adult is somebody whom the actor sees."""
    if adult_id is not None:
        person(person_id=adult_id, viewer=actor)


def _insert(row: Case) -> Case:
    """Save; of two who open at the same moment one is refused."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused(Verdict.of(rules.RUNNING)) from None
    return row


def change_case(
    *,
    case_id: int,
    version: int,
    grounds: Iterable[str],
    circumstances: str,
    investigation_id: int | None,
    adult_id: int | None,
    actor: Viewer,
    at: datetime,
) -> int:
    """Write the case's grounds and circumstances anew. Returns the new version.

    Raises `NotOpen`, `ChangedMeanwhile`, `Refused` with all reasons.
    """
    view = case(case_id=case_id, viewer=actor)
    _check_about_child(view.file_id, view.child_id, investigation_id, actor)
    _check_adult(adult_id, actor)
    codes, on = tuple(grounds), local_date(at)
    applied = [each.applied_on for each in measures_of_case(case_id=case_id, viewer=actor) if each.applied_on]
    verdict = rules.changing(
        circumstances=circumstances,
        is_open=view.is_open,
        grounds=codes,
        age=child_age(view, on=on, viewer=actor),
        on=on,
        applied_on=min(applied, default=None),
    )
    (acting(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor) + verdict).require()
    columns = {
        "grounds": list(codes),
        "circumstances": circumstances.strip(),
        "investigation_id": investigation_id,
        "adult_id": adult_id,
    }
    _change(view, version, columns)
    _record("compulsory.case.changed", case_id, view.file_id, actor, at)
    return version + 1


def close_case(*, case_id: int, version: int, reason: str, actor: Viewer, at: datetime) -> None:
    """Close the case: nothing holds, nobody is placed and the follow-up is done (lesson 12).

    Raises `NotOpen`, `ChangedMeanwhile`, `Refused` with all reasons.
    """
    view = case(case_id=case_id, viewer=actor)
    age = child_age(view, on=local_date(at), viewer=actor)
    verdict = rules.closing(
        reason=reason,
        is_open=view.is_open,
        measures=measures_of_case(case_id=case_id, viewer=actor),
        has_place=any(each.ends_at is None for each in places_of_case(case_id=case_id, viewer=actor)),
        is_child=age is None or age < ADULT_FROM,
        at=at,
    )
    (acting(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor) + verdict).require()
    _change(view, version, {"closed_at": at, "close_reason": reason.strip()})
    _record("compulsory.case.closed", case_id, view.file_id, actor, at)


def _change(view: CaseView, version: int, columns: dict[str, Any]) -> None:
    rows = Case.objects.filter(pk=view.id, version=version, closed_at=None)
    if not rows.update(version=F("version") + 1, **columns):
        raise ChangedMeanwhile


def _record(
    deed: str, case_id: int, file_id: int, actor: Viewer, at: datetime, details: dict[str, object] | None = None
) -> None:
    record(deed=deed, target=f"compulsory.case:{case_id}", actor=actor, at=at, file_id=file_id, details=details)
