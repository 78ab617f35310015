"""Investigations: plan, facts, waiting, analysis, closing."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import Field, WithJsonSchema

from skyddsnat.api.door import Id, Versioned, changes, makes, reads
from skyddsnat.api.journal import Line200
from skyddsnat.api.problems import ReasonOut
from skyddsnat.domains.investigations import actions, queries
from skyddsnat.domains.investigations.types import (
    AnalysisFields,
    AreaNoteView,
    AreaView,
    ExtensionReason,
    InvestigationView,
    PlanFields,
    Question,
    Result,
    State,
    StepCode,
    StepState,
    View,
    WaitingView,
)
from skyddsnat.flows.report_message import Day, Line160, LongText, Message, ToldText
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


class AreaNoteChangeIn(Message):
    """The note as it shall stand."""

    view: View
    text: ToldText
    source: Line160 = ""
    source_on: Day | None = None


class WaitingOut(Schema):
    """An answer that is awaited until a day, or was until `ended_at`."""

    id: int
    for_whom: str
    what: str
    since: date
    until: date
    ended_at: datetime | None


class WaitingIn(Message):
    """Whose answer is awaited, about what, and until when."""

    for_whom: Line160
    what: Line200
    until: Day


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


def opened(investigation_id: int, viewer: Viewer, at: datetime) -> InvestigationView:
    """The investigation; the reading stands in the log of the file."""
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
    found = opened(investigation_id, viewer, at)
    return Versioned(found, found.version)


@reads(router, "/investigations/{investigation_id}/steps", list[StepOut])
def list_steps(investigation_id: Id, *, viewer: Viewer, at: datetime) -> list[dict[str, Any]]:
    """What is done, what is next, and everything that stands in the way of closing."""
    opened(investigation_id, viewer, at)
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
    opened(investigation_id, viewer, at)
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
    opened(investigation_id, viewer, at)
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


@reads(router, "/area-notes/{area_note_id}", AreaNoteOut)
def read_area_note(area_note_id: Id, *, viewer: Viewer, at: datetime) -> Versioned:
    """One thing known in an area."""
    found = queries.area_note(note_id=area_note_id, viewer=viewer)
    opened(found.investigation_id, viewer, at)
    return Versioned(found, found.version)


@changes(router, "/area-notes/{area_note_id}")
def change_area_note(area_note_id: Id, note: AreaNoteChangeIn, *, actor: Viewer, at: datetime, version: int) -> int:
    """Change one's own note before it locks."""
    return actions.change_area_note(
        note_id=area_note_id,
        version=version,
        view=note.view,
        text=note.text,
        source=note.source,
        source_on=note.source_on,
        actor=actor,
        at=at,
    )


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


@reads(router, "/investigations/{investigation_id}/waitings", list[WaitingOut])
def list_waitings(investigation_id: Id, *, viewer: Viewer, at: datetime) -> list[WaitingView]:
    """Every answer that is or was awaited, the first first."""
    opened(investigation_id, viewer, at)
    return queries.waitings(investigation_id=investigation_id, viewer=viewer)


@makes(router, "/investigations/{investigation_id}/waitings")
def wait_for(investigation_id: Id, waiting: WaitingIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Wait for somebody's answer until a day; after it the investigation is shown as standing still."""
    made = actions.wait_for(
        investigation_id=investigation_id,
        for_whom=waiting.for_whom,
        what=waiting.what,
        until=waiting.until,
        actor=actor,
        at=at,
    )
    return {"id": made}


@makes(router, "/waitings/{waiting_id}/end")
def stop_waiting(waiting_id: Id, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The answer came, or is no longer awaited."""
    actions.stop_waiting(waiting_id=waiting_id, actor=actor, at=at)
    return {"id": waiting_id}


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


@makes(router, "/investigations/{investigation_id}/follow-up/finish")
def finish_follow_up(investigation_id: Id, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The follow-up is done, and each party is to be told (SoL 23:3, 23:5)."""
    actions.finish_follow_up(investigation_id=investigation_id, actor=actor, at=at)
    return {"id": investigation_id}
