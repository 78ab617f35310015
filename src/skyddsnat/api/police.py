"""Help of the police: the need, the request, the answer, what it led to, and the figures (lesson 11)."""

from datetime import date, datetime, timedelta
from typing import Annotated, Any

from ninja import Query, Router, Schema

from skyddsnat.api.compulsory import opened_case
from skyddsnat.api.door import Id, Versioned, changes, makes, reads
from skyddsnat.api.journal import Line200
from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import (
    Attendance,
    Effect,
    NeedState,
    NotAsked,
    PoliceAnswer,
    PoliceFigures,
    PoliceFor,
    PoliceNeedView,
    PoliceRequest,
    ReachableView,
    WhyAnswer,
)
from skyddsnat.flows.report_message import Day, LongText, Message, Moment, ToldText
from skyddsnat.flows.report_message import Id as BodyId
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date

router = Router()


class NeedIn(Message):
    """What the police are needed for, and why. It counts whether or not anybody asks for them."""

    measure_id: BodyId | None = None
    outing_id: BodyId | None = None
    purpose: PoliceFor
    needed_at: Moment
    circumstances: LongText = ""


class RequestIn(Message):
    """What a request says. `childs_interests`: why it is right for the child that the police come."""

    place: Line200 = ""
    planned_at: Moment | None = None
    circumstances: LongText = ""
    why_not_alone: LongText = ""
    risk_to_child: LongText = ""
    childs_interests: LongText = ""


class SavedRequestIn(RequestIn):
    """A request that is written on, and the measure that it is about."""

    measure_id: BodyId | None = None


class MadeRequestIn(RequestIn):
    """A request that is made: by the caller's own right, or by `matter_id`, in which the board itself decided to."""

    matter_id: BodyId | None = None


class NotRequestedIn(Message):
    """Why nobody asks for the police, and what it led to for the child."""

    why: NotAsked
    reason: LongText = ""
    effect: Effect | None = None


class HandedToIn(Message):
    """The employee who may ask the police; the file is open to her for a day."""

    to_employee_id: BodyId


class PlanningDataIn(Message):
    """What the police need to plan."""

    data: ToldText


class PoliceAnswerIn(Message):
    """What the police answered, or that they did not."""

    answer: PoliceAnswer
    why: WhyAnswer | None = None
    reason: LongText = ""
    answered_at: Moment


class AttendedIn(Message):
    """Whether the police came, when, and what it led to for the child."""

    attendance: Attendance
    arrived_at: Moment | None = None
    effect: Effect


class AfterthoughtIn(Message):
    """What one takes along."""

    afterthought: ToldText


class RequestOut(Schema):
    """What a request says."""

    place: str
    planned_at: datetime | None
    circumstances: str
    why_not_alone: str
    risk_to_child: str
    childs_interests: str


class NeedOut(Schema):
    """A need of police help, from the day it was stated to what it led to."""

    id: int
    case_id: int
    measure_id: int | None
    outing_id: int | None
    file_id: int
    purpose: PoliceFor
    section: str
    needed_at: datetime
    request: RequestOut
    matter_id: int | None
    requested_at: datetime | None
    not_asked: NotAsked | None
    not_requested_reason: str
    request_document_id: int | None
    planning_document_id: int | None
    answer: PoliceAnswer | None
    answer_why: WhyAnswer | None
    answer_reason: str
    answered_at: datetime | None
    attendance: Attendance | None
    arrived_at: datetime | None
    effect: Effect | None
    afterthought: str
    state: NeedState


class RequesterOut(Schema):
    """Somebody who may ask the police, and by which appointment."""

    employee_id: int
    name: str
    service_code: str
    reference: str


class PoliceFiguresOut(Schema):
    """Needs of police help in a time, counted without a child; what a need led to is by its code."""

    needed: int
    requested: int
    given: int
    late: int
    lacking: int
    waiting: int
    not_asked: dict[str, int]
    answers: dict[str, int]
    answer_whys: dict[str, int]
    attendances: dict[str, int]
    effects: dict[str, int]


# --- The need ---------------------------------------------------------------------------------------------------------


@reads(router, "/compulsory-cases/{case_id}/police-needs", list[NeedOut])
def list_police_needs(case_id: Id, *, viewer: Viewer, at: datetime) -> list[PoliceNeedView]:
    """Every need of the case, the latest first."""
    opened_case(case_id, "police_needs", viewer, at)
    return queries.police_needs_of_case(case_id=case_id, viewer=viewer)


@makes(router, "/compulsory-cases/{case_id}/police-needs")
def state_police_need(case_id: Id, need: NeedIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """State that the police are needed."""
    return {"id": actions.state_need(case_id=case_id, **need.model_dump(), actor=actor, at=at)}


@reads(router, "/police-needs/{need_id}", NeedOut)
def read_police_need(need_id: Id, *, viewer: Viewer, at: datetime) -> Versioned:
    """One need."""
    found = _opened(need_id, "police_need", viewer, at)
    return Versioned(found, found.version)


def _opened(need_id: int, what: str, viewer: Viewer, at: datetime) -> PoliceNeedView:
    """The need; the reading stands in the log of the file."""
    found = queries.police_need(need_id=need_id, viewer=viewer)
    log_reading(file_id=found.file_id, what=f"compulsory.{what}:{need_id}", actor=viewer, at=at)
    return found


# --- The request ------------------------------------------------------------------------------------------------------


@changes(router, "/police-needs/{need_id}/request")
def save_police_request(need_id: Id, written: SavedRequestIn, *, actor: Viewer, at: datetime, version: int) -> int:
    """Write on the request before it is made; nothing need be complete."""
    return actions.save_request(
        need_id=need_id, version=version, measure_id=written.measure_id, request=_request(written), actor=actor, at=at
    )


def _request(given: RequestIn) -> PoliceRequest:
    return PoliceRequest(**{name: getattr(given, name) for name in RequestIn.model_fields})


@reads(router, "/police-needs/{need_id}/requesters", list[RequesterOut])
def list_requesters(need_id: Id, *, viewer: Viewer, at: datetime) -> list[ReachableView]:
    """Who may ask the police for this need today, beside the board itself."""
    _opened(need_id, "requesters", viewer, at)
    return queries.requesters(need_id=need_id, on=local_date(at), viewer=viewer)


@makes(router, "/police-needs/{need_id}/hand-overs")
def hand_request_to(need_id: Id, handed: HandedToIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Somebody who may ask the police is to make the request."""
    actions.hand_request_to(need_id=need_id, to=handed.to_employee_id, actor=actor, at=at)
    return {"id": need_id}


@makes(router, "/police-needs/{need_id}/request")
def request_police(need_id: Id, made: MadeRequestIn, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """Ask the police for help with a measure in force; the id is the signed request's. They are asked when it leaves.

    LVU 43 §; SFS 2026:1600 20:1-2. A refusal says every reason, and then the other lawful ways ("police.instead").
    """
    document_id = actions.request_police(
        need_id=need_id,
        version=version,
        request=_request(made),
        matter_id=made.matter_id,
        actor=actor,
        at=at,
    )
    return {"id": document_id}


@makes(router, "/police-needs/{need_id}/not-requested")
def not_request_police(
    need_id: Id, not_requested: NotRequestedIn, *, actor: Viewer, at: datetime, version: int
) -> dict[str, Any]:
    """Nobody asks; the need still counts, with its reason."""
    actions.not_request(need_id=need_id, version=version, **not_requested.model_dump(), actor=actor, at=at)
    return {"id": need_id}


@makes(router, "/police-needs/{need_id}/planning-data")
def give_planning_data(
    need_id: Id, planning: PlanningDataIn, *, actor: Viewer, at: datetime, version: int
) -> dict[str, Any]:
    """Give the police what they need to plan (LVU 43 b §; SFS 2026:1600 20:4); the id is the document's."""
    made = actions.give_planning_data(need_id=need_id, version=version, data=planning.data, actor=actor, at=at)
    return {"id": made}


# --- The answer and what it led to ------------------------------------------------------------------------------------


@makes(router, "/police-needs/{need_id}/answer")
def answer_police(need_id: Id, answer: PoliceAnswerIn, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """What the police answered; a later answer takes the place of the former."""
    actions.answer_police(need_id=need_id, version=version, **answer.model_dump(), actor=actor, at=at)
    return {"id": need_id}


@makes(router, "/police-needs/{need_id}/attendance")
def attend(need_id: Id, attended: AttendedIn, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """Whether the police came, and what it led to for the child."""
    actions.attend(need_id=need_id, version=version, **attended.model_dump(), actor=actor, at=at)
    return {"id": need_id}


@makes(router, "/police-needs/{need_id}/afterthought")
def reflect(need_id: Id, written: AfterthoughtIn, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """Write the afterthought."""
    actions.reflect(need_id=need_id, version=version, afterthought=written.afterthought, actor=actor, at=at)
    return {"id": need_id}


@reads(router, "/police-figures", PoliceFiguresOut)
def read_police_figures(
    since: Annotated[Day | None, Query()] = None,
    until: Annotated[Day | None, Query()] = None,
    *,
    viewer: Viewer,
    at: datetime,
) -> PoliceFigures:
    """Needs stated from `since` until, not including, `until`: of the units that the caller answers for.

    Without days: from New Year until now.
    """
    today = local_date(at)
    first, last = since or date(today.year, 1, 1), until or today + timedelta(days=1)
    return queries.police_figures(viewer=viewer, since=first, until=last)
