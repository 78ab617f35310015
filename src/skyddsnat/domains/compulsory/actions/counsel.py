"""Public counsel, whose need is reported to the court at once, and the medical examination."""

from datetime import date, datetime

from skyddsnat.domains.compulsory.models import Counsel, Examination
from skyddsnat.domains.compulsory.permissions import check_user_can_act
from skyddsnat.domains.compulsory.queries.cases import case
from skyddsnat.domains.compulsory.queries.telling import counsel, counsels_of_case, examination, is_in_file
from skyddsnat.domains.compulsory.rules import telling as rules
from skyddsnat.domains.compulsory.types.chain import CaseView
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.kernel.stockholm import local_date


def need_counsel(*, case_id: int, person_id: int, arose_at: datetime, actor: Viewer, at: datetime) -> int:
    """Note that the child or a guardian needs public counsel (LVU 39 §; SFS 2026:1600 17:1-7).

    It stands as not reported until `report_counsel`. Raises `NotOpen`, `Refused` with all reasons. Returns its id.
    """
    view = _case(case_id, actor)
    noted = {each.person_id for each in counsels_of_case(case_id=case_id, viewer=actor)}
    rules.needing_counsel(
        is_closed=not view.is_open,
        is_in_file=is_in_file(person_id=person_id, file_id=view.file_id, viewer=actor),
        is_noted=person_id in noted,
        arose_at=arose_at,
        at=at,
    ).require()
    row = Counsel.objects.create(case_id=case_id, file_id=view.file_id, person_id=person_id, arose_at=arose_at)
    _record("counsel", "needed", row.pk, view.file_id, actor, at)
    return row.pk


def report_counsel(*, counsel_id: int, actor: Viewer, at: datetime) -> None:
    """Report the need to the court, at once: the time is now and cannot be typed (SFS 2026:1600 17:6; LVU 39 §).

    Raises `NotOpen`, `Refused`.
    """
    view = counsel(counsel_id=counsel_id, viewer=actor)
    check_user_can_act(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor)
    rules.reporting_counsel(is_reported=view.reported_at is not None).require()
    Counsel.objects.filter(pk=counsel_id).update(reported_at=at, reported_by_id=actor.named_id)
    _record("counsel", "reported", counsel_id, view.file_id, actor, at)


def counsel_appointed(*, counsel_id: int, name: str, appointed_at: datetime, actor: Viewer, at: datetime) -> None:
    """Write down whom the court appointed. Raises `NotOpen`, `Refused` with all reasons."""
    view = counsel(counsel_id=counsel_id, viewer=actor)
    check_user_can_act(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor)
    rules.appointing_counsel(
        is_appointed=view.appointed_at is not None, name=name, appointed_at=appointed_at, at=at
    ).require()
    Counsel.objects.filter(pk=counsel_id).update(name=name.strip(), appointed_at=appointed_at)
    _record("counsel", "appointed", counsel_id, view.file_id, actor, at)


def order_examination(*, case_id: int, physician: str, actor: Viewer, at: datetime) -> int:
    """Decide on a medical examination, by a physician if one is known (LVU 32 §; SFS 2026:1600 11:4-6).

    No list of the Act keeps it from officials; the municipality's own order says who. Raises `NotOpen`, `Refused`.
    Returns the examination's id.
    """
    view = _case(case_id, actor)
    rules.ordering_examination(is_closed=not view.is_open).require()
    return _examination(view, "ordered", actor, at, physician=physician.strip())


def record_examination(
    *, examination_id: int, held_on: date, physician: str, result: str, actor: Viewer, at: datetime
) -> None:
    """Write down that the examination was held, and what the physician found. Raises `NotOpen`, `Refused`."""
    view = examination(examination_id=examination_id, viewer=actor)
    file_id = _case(view.case_id, actor).file_id
    rules.recording_examination(
        is_over=view.held_on is not None or bool(view.needless_reason),
        held_on=held_on,
        decided_on=local_date(view.decided_at),
        today=local_date(at),
        physician=physician,
        result=result,
    ).require()
    Examination.objects.filter(pk=examination_id).update(
        held_on=held_on, physician=physician.strip(), result=result.strip()
    )
    _record("examination", "held", examination_id, file_id, actor, at)


def waive_examination(*, case_id: int, reason: str, actor: Viewer, at: datetime) -> int:
    """Write down the special reasons why no examination is needed. Raises `NotOpen`, `Refused`. Returns its id."""
    view = _case(case_id, actor)
    rules.waiving_examination(is_closed=not view.is_open, reason=reason).require()
    return _examination(view, "waived", actor, at, needless_reason=reason.strip())


def _case(case_id: int, actor: Viewer) -> CaseView:
    """The case, in which the actor may write."""
    view = case(case_id=case_id, viewer=actor)
    check_user_can_act(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor)
    return view


def _examination(view: CaseView, what: str, actor: Viewer, at: datetime, **columns: str) -> int:
    row = Examination.objects.create(
        case_id=view.id, file_id=view.file_id, decided_at=at, decided_by_id=actor.named_id, **columns
    )
    _record("examination", what, row.pk, view.file_id, actor, at)
    return row.pk


def _record(thing: str, what: str, pk: int, file_id: int, actor: Viewer, at: datetime) -> None:
    record(
        deed=f"compulsory.{thing}.{what}",
        target=f"compulsory.{thing}:{pk}",
        actor=actor,
        at=at,
        file_id=file_id,
    )
