"""Investigations: plan, facts, parties, analysis, closing."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import Field, WithJsonSchema

from skyddsnat.api.door import Id, Versioned, changes, makes, reads
from skyddsnat.api.problems import ReasonOut
from skyddsnat.domains.investigations import actions, queries
from skyddsnat.domains.investigations.types import (
    AnalysisFields,
    AreaNoteView,
    AreaView,
    CommunicationView,
    ExtensionReason,
    InvestigationView,
    NoticeOf,
    NoticeView,
    PlanFields,
    Question,
    Result,
    State,
    StepCode,
    StepState,
    View,
)
from skyddsnat.flows.report_message import Day, Line160, LongText, Message, Moment, ToldText
from skyddsnat.flows.report_message import Id as BodyId
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.faults import faults_of_reasons
from skyddsnat.kernel.stockholm import local_date

router = Router()

# Said in place: proposals have states too, and a name stands for one thing in the description.
InvestigationState = Annotated[State, WithJsonSchema({"type": "string", "enum": [each.value for each in State]})]


class InvestigationOut(Schema):
    """An investigation; `chain_started_on` and `chain_due_on` are the joined clock of those back to back."""

    id: int
    file_id: int
    child_id: int
    cause_id: int | None
    question: Question
    asks: str
    opened_at: datetime
    follows_id: int | None
    what_is_new: str
    state: InvestigationState
    child_view: str
    child_view_missing_reason: str
    risks: str
    protective_factors: str
    best_interests: str
    needs: str
    proposal: str
    result: Result | None
    closed_at: datetime | None
    document_id: int | None
    last_step_at: datetime
    chain_started_on: date
    chain_due_on: date

    @staticmethod
    def resolve_chain_started_on(found: InvestigationView) -> date:
        """Since when the same question has been investigated, back to back."""
        return found.chain.started_on

    @staticmethod
    def resolve_chain_due_on(found: InvestigationView) -> date:
        """Four months from the first opening."""
        return found.chain.due_on


class StepOut(Schema):
    """One step, and every reason why it cannot be taken."""

    code: StepCode
    state: StepState
    reasons: list[ReasonOut]


class PlanOut(Schema):
    """The plan; `planned_end_on` is null, and the ETag "0", before there is one."""

    areas: list[str] = []
    meets: str = ""
    child_alone: str = ""
    consults: str = ""
    check_points: str = ""
    planned_end_on: date | None = None
    talked_through_on: date | None = None


class PlanIn(Message):
    """The plan as it shall stand. `areas` are codes."""

    areas: list[Line160] = Field([], max_length=40)
    meets: LongText = ""
    child_alone: LongText = ""
    consults: LongText = ""
    check_points: LongText = ""
    planned_end_on: Day
    talked_through_on: Day | None = None


class AnalysisIn(Message):
    """The analysis as far as it has come."""

    child_view: LongText = ""
    child_view_missing_reason: LongText = ""
    risks: LongText = ""
    protective_factors: LongText = ""
    best_interests: LongText = ""
    needs: LongText = ""
    proposal: LongText = ""


class AreaOut(Schema):
    """One area of the municipality's framework."""

    id: int
    code: str
    title_sv: str
    title_en: str

    @staticmethod
    def resolve_title_sv(area: AreaView) -> str:
        """In Swedish."""
        return area.title.sv

    @staticmethod
    def resolve_title_en(area: AreaView) -> str:
        """In English."""
        return area.title.en


class AreaNoteOut(Schema):
    """One thing known in an area: whose view, and where it comes from."""

    id: int
    area_id: int
    view: View
    text: str
    source: str
    source_on: date | None
    written_at: datetime
    author: str
    locks_at: datetime
    corrects_id: int | None


class AreaNoteIn(Message):
    """One thing known in an area."""

    area_id: BodyId
    view: View
    text: ToldText
    source: Line160 = ""
    source_on: Day | None = None
    corrects_id: BodyId | None = None


class NoticeOut(Schema):
    """One party by name: told, or withheld, or still to be told. Masked persons have no name."""

    id: int
    person_id: int
    name: str
    is_masked: bool
    of: NoticeOf
    due_at: datetime
    told_at: datetime | None
    how: str
    withheld_reason: str
    withheld_until: date | None


class ToldIn(Message):
    """How and when a party was told."""

    how: Line160
    told_at: Moment


class ToldOut(Schema):
    """The letter that was made."""

    document_id: int | None


class CommunicationOut(Schema):
    """The investigation sent to one party, or why not (FL 25 §)."""

    id: int
    person_id: int
    name: str
    is_masked: bool
    sent_at: datetime | None
    how: str
    answer_by: date | None
    answered_at: datetime | None
    answer: str
    not_sent_reason: str


class CommunicationIn(Message):
    """To whom, by what way, with time until when to answer."""

    person_id: BodyId
    how: Line160
    answer_by: Day


class AnswerIn(Message):
    """What the party said, also "no objection"."""

    answer: ToldText
    answered_at: Moment


class ExtensionIn(Message):
    """Until when, and on what special grounds (SoL 20:3)."""

    until: Day
    reason_code: ExtensionReason
    reason: ToldText


class ClosingIn(Message):
    """What the investigation came to."""

    result: Result


class ClosedOut(Schema):
    """The signed document."""

    document_id: int


def _opened(investigation_id: int, viewer: Viewer, at: datetime) -> InvestigationView:
    found = queries.investigation(investigation_id=investigation_id, viewer=viewer)
    target = f"investigations.investigation:{investigation_id}"
    log_reading(file_id=found.file_id, what=target, actor=viewer, at=at)
    return found


@reads(router, "/files/{file_id}/investigations", list[InvestigationOut])
def list_investigations(file_id: Id, *, viewer: Viewer, at: datetime) -> list[InvestigationView]:
    """Every investigation in the file, the latest first."""
    log_reading(file_id=file_id, what="investigations", actor=viewer, at=at)
    return queries.investigations_of_file(file_id=file_id, viewer=viewer)


@reads(router, "/investigations/{investigation_id}", InvestigationOut)
def read_investigation(investigation_id: Id, *, viewer: Viewer, at: datetime) -> Versioned:
    """An investigation; its ETag is that of the analysis, and what closing asks for."""
    found = _opened(investigation_id, viewer, at)
    return Versioned(found, found.version)


@reads(router, "/investigations/{investigation_id}/steps", list[StepOut])
def list_steps(investigation_id: Id, *, viewer: Viewer, at: datetime) -> list[dict[str, Any]]:
    """What is done, what is next, and everything that stands in the way of closing."""
    _opened(investigation_id, viewer, at)
    found = queries.steps(investigation_id=investigation_id, today=local_date(at), viewer=viewer)
    return [
        {
            "code": step.code,
            "state": step.state,
            "reasons": [fault.as_dict() for fault in faults_of_reasons(step.verdict.reasons)],
        }
        for step in found
    ]


@reads(router, "/investigations/{investigation_id}/plan", PlanOut)
def read_plan(investigation_id: Id, *, viewer: Viewer, at: datetime) -> Versioned:
    """The plan."""
    _opened(investigation_id, viewer, at)
    found = queries.plan(investigation_id=investigation_id, viewer=viewer)
    return Versioned(found.fields, found.version) if found else Versioned(PlanOut(), 0)


@changes(router, "/investigations/{investigation_id}/plan")
def write_plan(investigation_id: Id, plan: PlanIn, *, actor: Viewer, at: datetime, version: int) -> int:
    """Write the plan, or change it."""
    fields = PlanFields(
        areas=tuple(dict.fromkeys(plan.areas)),
        meets=plan.meets,
        child_alone=plan.child_alone,
        consults=plan.consults,
        check_points=plan.check_points,
        planned_end_on=plan.planned_end_on,
        talked_through_on=plan.talked_through_on,
    )
    return actions.save_plan(
        investigation_id=investigation_id, version=version or None, fields=fields, actor=actor, at=at
    )


@reads(router, "/areas", list[AreaOut])
def list_areas(*, viewer: Viewer, at: datetime) -> list[AreaView]:
    """The municipality's framework, in its order."""
    return queries.areas()


@reads(router, "/investigations/{investigation_id}/area-notes", list[AreaNoteOut])
def list_area_notes(investigation_id: Id, *, viewer: Viewer, at: datetime) -> list[AreaNoteView]:
    """What is known, by area, then by time."""
    _opened(investigation_id, viewer, at)
    return queries.area_notes(investigation_id=investigation_id, viewer=viewer)


@makes(router, "/investigations/{investigation_id}/area-notes")
def write_area_note(investigation_id: Id, note: AreaNoteIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Note what is known in an area, whose view it is and where it comes from."""
    made = actions.write_area_note(
        investigation_id=investigation_id,
        area_id=note.area_id,
        view=note.view,
        text=note.text,
        source=note.source,
        source_on=note.source_on,
        corrects=note.corrects_id,
        actor=actor,
        at=at,
    )
    return {"id": made}


@reads(router, "/investigations/{investigation_id}/notices", list[NoticeOut])
def list_notices(investigation_id: Id, *, viewer: Viewer, at: datetime) -> list[NoticeView]:
    """Each party by name: told, withheld, or still to be told."""
    _opened(investigation_id, viewer, at)
    return queries.notices(investigation_id=investigation_id, viewer=viewer)


@makes(router, "/notices/{notice_id}/told", ToldOut)
def tell_party(notice_id: Id, told: ToldIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """A party was told; the letter is made and signed (SoL 20:4, 23:3)."""
    made = actions.tell_party(notice_id=notice_id, how=told.how, told_at=told.told_at, actor=actor, at=at)
    return {"document_id": made}


@reads(router, "/investigations/{investigation_id}/communications", list[CommunicationOut])
def list_communications(investigation_id: Id, *, viewer: Viewer, at: datetime) -> list[CommunicationView]:
    """To whom the investigation was sent, and what they answered."""
    _opened(investigation_id, viewer, at)
    return queries.communications(investigation_id=investigation_id, viewer=viewer)


@makes(router, "/investigations/{investigation_id}/communications")
def communicate(investigation_id: Id, sent: CommunicationIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Send the investigation to a party with the time to answer (FL 25 §)."""
    made = actions.communicate(
        investigation_id=investigation_id,
        person_id=sent.person_id,
        how=sent.how,
        answer_by=sent.answer_by,
        actor=actor,
        at=at,
    )
    return {"id": made}


@makes(router, "/communications/{communication_id}/answer")
def record_answer(communication_id: Id, given: AnswerIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """What the party said about the investigation."""
    actions.record_answer(
        communication_id=communication_id, answer=given.answer, answered_at=given.answered_at, actor=actor, at=at
    )
    return {"id": communication_id}


@changes(router, "/investigations/{investigation_id}/analysis")
def write_analysis(investigation_id: Id, fields: AnalysisIn, *, actor: Viewer, at: datetime, version: int) -> int:
    """Write the analysis as far as it has come."""
    return actions.save_analysis(
        investigation_id=investigation_id,
        version=version,
        fields=AnalysisFields(
            child_view=fields.child_view,
            child_view_missing_reason=fields.child_view_missing_reason,
            risks=fields.risks,
            protective_factors=fields.protective_factors,
            best_interests=fields.best_interests,
            needs=fields.needs,
            proposal=fields.proposal,
        ),
        actor=actor,
        at=at,
    )


@makes(router, "/investigations/{investigation_id}/extensions")
def extend(investigation_id: Id, extension: ExtensionIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Decide, on special grounds, that the investigation may take longer (SoL 20:3)."""
    made = actions.extend(
        investigation_id=investigation_id,
        until=extension.until,
        reason_code=extension.reason_code,
        reason=extension.reason,
        actor=actor,
        at=at,
    )
    return {"id": made}


@makes(router, "/investigations/{investigation_id}/close", ClosedOut)
def close_investigation(
    investigation_id: Id, closing: ClosingIn, *, actor: Viewer, at: datetime, version: int
) -> dict[str, Any]:
    """Write, sign and lock the investigation, and so close it (SoL 20:3)."""
    made = actions.close_investigation(
        investigation_id=investigation_id, version=version, result=closing.result, actor=actor, at=at
    )
    return {"document_id": made}
