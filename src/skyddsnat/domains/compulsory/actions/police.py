"""A need of police help, the request, the answer, and what it led to."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from skyddsnat.domains.compulsory.actions.police_papers import (
    PLANNING,
    REQUEST,
    planning_paper,
    request_paper,
    send_paper,
)
from skyddsnat.domains.compulsory.models import PoliceNeed
from skyddsnat.domains.compulsory.permissions import check_user_can_act
from skyddsnat.domains.compulsory.queries.cases import case
from skyddsnat.domains.compulsory.queries.chain import measure
from skyddsnat.domains.compulsory.queries.outings import outing
from skyddsnat.domains.compulsory.queries.police import (
    help_of,
    measure_of,
    own_appointment,
    police_need,
    request_verdict,
    requesters,
    standing_of,
)
from skyddsnat.domains.compulsory.rules import police as rules
from skyddsnat.domains.compulsory.types.police import (
    Attendance,
    Effect,
    NotAsked,
    PoliceAnswer,
    PoliceFor,
    PoliceNeedView,
    PoliceRequest,
    WhyAnswer,
)
from skyddsnat.foundation.access.actions import end_decision_grants, grant_for_decision
from skyddsnat.foundation.access.permissions import check_user_has_no_conflict
from skyddsnat.foundation.access.queries import NotOpen, file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.documents.following import Left
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.versions import ChangedMeanwhile
from skyddsnat.law.police_help import Asker

# How long somebody who is to ask the police sees the file. No source: own limit.
REQUESTER_SEES = timedelta(hours=24)
_ASK = "En begäran om hjälp av polisen väntar."


def state_need(
    *,
    case_id: int,
    measure_id: int | None,
    outing_id: int | None,
    purpose: PoliceFor,
    needed_at: datetime,
    circumstances: str,
    actor: Viewer,
    at: datetime,
) -> int:
    """State that the police are needed. It rests on nothing, and counts whether or not anybody asks.

    Raises `NotOpen`, `Refused` with all reasons. Returns the need's id.
    """
    view = case(case_id=case_id, viewer=actor)
    check_user_can_act(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor)
    _check_of_case(case_id, measure_id, outing_id, actor)
    rules.stating(is_closed=not view.is_open, circumstances=circumstances, needed_at=needed_at, at=at).require()
    row = PoliceNeed.objects.create(
        case_id=case_id,
        measure_id=measure_id,
        outing_id=outing_id,
        file_id=view.file_id,
        purpose=purpose.value,
        needed_at=needed_at,
        stated_by_id=actor.named_id,
        circumstances=circumstances.strip(),
    )
    _record("stated", row.pk, view.file_id, actor, at, {"purpose": purpose.value})
    return row.pk


def save_request(
    *, need_id: int, version: int, measure_id: int | None, request: PoliceRequest, actor: Viewer, at: datetime
) -> int:
    """Write on a request before it is made, for whoever is to make it. Nothing need be complete.

    Raises `NotOpen`, `ChangedMeanwhile`, `Refused`. Returns the version.
    """
    view = _written_in(need_id, actor)
    _check_of_case(view.case_id, measure_id, None, actor)
    rules.state_verdict(view.state, rules.PoliceAct.REQUEST).require()
    _change(view, version, {"measure_id": measure_id, **_columns(request)})
    _record("request_saved", need_id, view.file_id, actor, at, {})
    return version + 1


def hand_request_to(*, need_id: int, to: int, actor: Viewer, at: datetime) -> None:
    """Somebody who may ask the police is to make the request: the file is open to that employee until the request is
    made, or the need is let be, and for a day at most.

    Raises `NotOpen`, `Refused` unless the board has appointed her, or she is the chair and an examination is needed.
    """
    view = _written_in(need_id, actor)
    found = {each.employee_id for each in requesters(need_id=need_id, on=local_date(at), viewer=actor)}
    (rules.state_verdict(view.state, rules.PoliceAct.REQUEST) + rules.handing(may_ask=to in found)).require()
    grant_for_decision(
        file_id=view.file_id,
        employee_id=to,
        subject=_subject_of(need_id),
        until=at + REQUESTER_SEES,
        reason=_ASK,
        actor=actor,
        at=at,
    )
    _record("handed", need_id, view.file_id, actor, at, {"to": to})


def request_police(
    *, need_id: int, version: int, request: PoliceRequest, matter_id: int | None, actor: Viewer, at: datetime
) -> int:
    """Ask the police for help with a measure in force, by the actor's own right, or by `matter_id`: the board's.

    It is asked when the signed request leaves: at once, unless a second person first reads what somebody protected
    stands in. LVU 43 §; SFS 2026:1600 20:1-2; SFS 2026:1637 11:1; SFS 2024:79 8:7. Raises `NotOpen`,
    `ChangedMeanwhile`, and `Refused` with all reasons and the other lawful ways. Returns the id of the request.
    """
    view = police_need(need_id=need_id, viewer=actor)
    check_user_has_no_conflict(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor)
    request_verdict(need_id=need_id, request=request, matter_id=matter_id, at=at, viewer=actor).require()
    found = measure_of(need=view, viewer=actor)
    standing = standing_of(need=view, found=found, matter_id=matter_id, at=at, viewer=actor)
    assert standing.help_ is not None, "the verdict has seen to it"
    appointed = standing.asker is Asker.APPOINTED
    held = own_appointment(help_=standing.help_, on=standing.on, viewer=actor) if appointed else None
    document_id = request_paper(need=view, request=request, standing=standing, appointment=held, actor=actor, at=at)
    _change(
        view,
        version,
        {
            **_columns(request),
            "section": standing.help_.section,
            "appointment_id": held.id if held else None,
            "matter_id": matter_id if standing.asker is Asker.BOARD else None,
        },
    )
    send_paper(document_id=document_id, actor=actor, at=at)
    _close_to_requesters(view, actor, at)
    return document_id


def letter_left(left: Left, actor: Viewer, at: datetime) -> None:
    """A paper to the police has left: now they are asked, by whoever signed it, or have what they need to plan."""
    row = PoliceNeed.objects.select_for_update().get(pk=left.subject_id)
    if left.kind == PLANNING:
        PoliceNeed.objects.filter(pk=row.pk).update(planning_data_id=left.document_ids[0])
        _record("data_given", row.pk, row.file_id, actor, at, {"document": left.document_ids[0]})
    elif left.kind == REQUEST and row.requested_at is None:
        _note_request(row, left, actor, at)


def _note_request(row: PoliceNeed, left: Left, actor: Viewer, at: datetime) -> None:
    PoliceNeed.objects.filter(pk=row.pk).update(
        requested_at=at,
        requested_by_id=left.signed_by_id,
        request_id=left.document_ids[0],
        not_asked="",
        not_requested_reason="",
        effect="",
    )
    by = Asker.BOARD if row.matter_id else Asker.APPOINTED if row.appointment_id else Asker.CHAIR
    details = {"section": row.section, "by": str(by), "document": left.document_ids[0]}
    _record("requested", row.pk, row.file_id, actor, at, details)


def not_request(
    *,
    need_id: int,
    version: int,
    why: NotAsked,
    reason: str,
    effect: Effect | None,
    actor: Viewer,
    at: datetime,
) -> None:
    """Let a need be without a request: it still counts, with its reason and what it led to for the child.

    Raises `NotOpen`, `ChangedMeanwhile`, `Refused`.
    """
    view = _written_in(need_id, actor)
    rules.not_requesting(view, reason=reason).require()
    columns = {"not_asked": why.value, "not_requested_reason": reason.strip(), "effect": effect.value if effect else ""}
    _change(view, version, columns)
    _close_to_requesters(view, actor, at)
    _record("not_requested", need_id, view.file_id, actor, at, {"why": why.value})


def give_planning_data(*, need_id: int, version: int, data: str, actor: Viewer, at: datetime) -> int:
    """Give the police what they need to plan, as a document with the paragraph that lets it be given.

    It is given when the document leaves. LVU 43 b § lets it; SFS 2026:1600 20:4 makes it a duty. Raises `NotOpen`,
    `ChangedMeanwhile`, `Refused` with all reasons. Returns the document's id.
    """
    view = _written_in(need_id, actor)
    found = measure_of(need=view, viewer=actor)
    help_ = help_of(found, local_date(at))
    rules.giving_data(help_=help_, data=data, in_force=found.in_force(at) if found else None).require()
    assert help_ is not None, "the verdict has seen to it"
    assert found is not None, "the verdict has seen to it"
    document_id = planning_paper(need=view, measure=found, help_=help_, data=data, actor=actor, at=at)
    _change(view, version, {})
    send_paper(document_id=document_id, actor=actor, at=at)
    return document_id


def answer_police(
    *,
    need_id: int,
    version: int,
    answer: PoliceAnswer,
    why: WhyAnswer | None,
    reason: str,
    answered_at: datetime,
    actor: Viewer,
    at: datetime,
) -> None:
    """Write down what the police answered, or that they did not. A later answer takes the place of the former.

    Raises `NotOpen`, `ChangedMeanwhile`, `Refused` with all reasons.
    """
    view = _written_in(need_id, actor)
    rules.answering(view, answer, why=why, answered_at=answered_at, at=at).require()
    columns = {
        "answer": answer.value,
        "answer_why": why.value if why else "",
        "answer_reason": reason.strip(),
        "answered_at": answered_at,
    }
    _change(view, version, columns)
    _record("answered", need_id, view.file_id, actor, at, {"answer": answer.value})


def attend(
    *,
    need_id: int,
    version: int,
    attendance: Attendance,
    arrived_at: datetime | None,
    effect: Effect,
    actor: Viewer,
    at: datetime,
) -> None:
    """Write down whether the police came, when, and what it led to for the child.

    Raises `NotOpen`, `ChangedMeanwhile`, `Refused` with all reasons.
    """
    view = _written_in(need_id, actor)
    rules.attending(view, attendance, arrived_at=arrived_at, at=at).require()
    _change(view, version, {"attendance": attendance.value, "arrived_at": arrived_at, "effect": effect.value})
    _record("attended", need_id, view.file_id, actor, at, {"attendance": attendance.value, "effect": effect.value})


def reflect(*, need_id: int, version: int, afterthought: str, actor: Viewer, at: datetime) -> None:
    """Write the afterthought: what one takes along. Raises `NotOpen`, `ChangedMeanwhile`, `Refused`."""
    view = _written_in(need_id, actor)
    rules.reflecting(view, afterthought=afterthought).require()
    _change(view, version, {"afterthought": afterthought.strip()})
    _record("reflected", need_id, view.file_id, actor, at, {})


def _written_in(need_id: int, actor: Viewer) -> PoliceNeedView:
    """The need, in a file in which the actor may write."""
    view = police_need(need_id=need_id, viewer=actor)
    check_user_can_act(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor)
    return view


def _check_of_case(case_id: int, measure_id: int | None, outing_id: int | None, actor: Viewer) -> None:
    """The measure and the outing are the case's own; raises `NotOpen`."""
    of_measure = case_id if measure_id is None else measure(measure_id=measure_id, viewer=actor).case_id
    of_outing = case_id if outing_id is None else outing(outing_id=outing_id, viewer=actor).case_id
    if (of_measure, of_outing) != (case_id, case_id):
        raise NotOpen


def _columns(request: PoliceRequest) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in asdict(request).items()}


def _change(view: PoliceNeedView, version: int, columns: dict[str, Any]) -> None:
    if not PoliceNeed.objects.filter(pk=view.id, version=version).update(version=F("version") + 1, **columns):
        raise ChangedMeanwhile


def _close_to_requesters(view: PoliceNeedView, actor: Viewer, at: datetime) -> None:
    """Whoever saw the file because the request was hers to make no longer does so for its sake."""
    end_decision_grants(file_id=view.file_id, subject=_subject_of(view.id), actor=actor, at=at)


def _subject_of(need_id: int) -> str:
    return f"compulsory.policeneed:{need_id}"


def _record(what: str, pk: int, file_id: int, actor: Viewer, at: datetime, details: dict[str, Any]) -> None:
    record(
        deed=f"compulsory.police.{what}",
        target=_subject_of(pk),
        actor=actor,
        at=at,
        file_id=file_id,
        details=details,
    )
