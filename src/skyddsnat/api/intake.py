"""Reports, protection assessments and preliminary assessments."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field, WithJsonSchema

from skyddsnat.api.door import Id, Versioned, changes, makes, reads
from skyddsnat.domains.intake import actions, queries
from skyddsnat.domains.intake.types import (
    Channel,
    Judgement,
    Known,
    Measure,
    NewProtectionAssessment,
    Outcome,
    Place,
    PreliminaryFields,
    ProtectionView,
    ReportChildView,
    ReportView,
    Step,
    Suspicion,
)
from skyddsnat.domains.investigations.types import Question
from skyddsnat.flows import assess_protection as assessing
from skyddsnat.flows import decide_preliminary as deciding
from skyddsnat.flows import join_running as joining
from skyddsnat.flows.receive_report import receive_report
from skyddsnat.flows.report_message import Day, Flag, LongText, Message, ReportMessage, ToldText
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.integrations import Scope
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date

router = Router()

# Said in place: decisions have outcomes too, and a name stands for one thing in the description.
PreliminaryOutcome = Annotated[Outcome, WithJsonSchema({"type": "string", "enum": [each.value for each in Outcome]})]

# --- Reports ----------------------------------------------------------------------------------------------------------


class ReceiptOut(Schema):
    """What the sender may be told, once all of it is kept. The children stand in the order of the report."""

    id: int
    number: str
    report_child_ids: list[int]


class ReportChildOut(Schema):
    """A report as it stands for one child.

    `cared_until`: when care of the child ended or will be ended by the law, if less than two years before the report.
    """

    id: int
    report_id: int
    number: str
    file_id: int
    child_id: int
    step: Step
    received_at: datetime
    decided_at: datetime | None
    about: str
    channel: Channel
    reporter_kind: str
    is_mandatory: bool
    violence_suspected: bool
    acute_danger: bool
    feedback_asked_at: datetime | None
    is_second_today: bool
    cared_until: datetime | None


class ReportOut(Schema):
    """A report. `others` is how many more children it has, whose files are not open to the caller.

    Of a protected reporter name, role, organisation and phone are empty.
    """

    id: int
    number: str
    received_at: datetime
    registered_at: datetime
    received_by: str
    channel: Channel
    source: str
    external_id: str
    reporter_kind: str
    is_mandatory: bool
    wants_feedback: bool
    is_reporter_hidden: bool
    reporter_name: str
    reporter_role: str
    reporter_organisation: str
    reporter_phone: str
    what_happened: str
    concern: str
    earlier_known: str
    violence_suspected: bool
    acute_danger: bool
    child_knows: Known
    guardians_know: Known
    interpreter_language: str
    children: list[ReportChildOut]
    others: int


class ReportListOut(Schema):
    """Open reports, one row for each child; `next` is the `before` of the next page.

    Children whose care ended less than two years before the report stand first; within each part the latest.
    """

    items: list[ReportChildOut]
    next: str | None


@makes(router, "/reports", ReceiptOut, scope=Scope.REPORTS_WRITE)
def register_report(message: ReportMessage, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Register a report of concern (SoL 19:1-4)."""
    receipt = receive_report(report=message.new_report(), actor=actor, at=at)
    return {"id": receipt.report_id, "number": receipt.number, "report_child_ids": list(receipt.report_child_ids)}


@reads(router, "/reports", ReportListOut, scope=Scope.REPORTS_READ)
def list_open_reports(
    most: Annotated[int, Query(ge=1, le=100)] = 25,
    before: Annotated[str, Query(max_length=80)] = "",
    *,
    viewer: Viewer,
    at: datetime,
) -> dict[str, Any]:
    """Reports on which nothing is decided."""
    today = local_date(at)
    found = queries.open_report_children(viewer=viewer, today=today, before=Place.read(before), most=most + 1)
    shown = found[:most]
    last = shown[-1] if len(found) > most else None
    return {"items": shown, "next": str(Place.of(last, today)) if last else None}


@reads(router, "/reports/{report_id}", ReportOut, scope=Scope.REPORTS_READ)
def read_report(report_id: Id, *, viewer: Viewer, at: datetime) -> ReportView:
    """A report; the reading stands in the log of each child."""
    found = queries.report(report_id=report_id, viewer=viewer)
    for child in found.children:
        log_reading(file_id=child.file_id, what="intake.report", actor=viewer, at=at)
    return found


@reads(router, "/report-children/{report_child_id}", ReportChildOut, scope=Scope.REPORTS_READ)
def read_report_child(report_child_id: Id, *, viewer: Viewer, at: datetime) -> ReportChildView:
    """A report as it stands for one child."""
    return _opened(report_child_id, viewer, at)


def _opened(report_child_id: int, viewer: Viewer, at: datetime) -> ReportChildView:
    found = queries.report_child(report_child_id=report_child_id, viewer=viewer)
    log_reading(file_id=found.file_id, what="intake.report", actor=viewer, at=at)
    return found


# --- Protection assessments -------------------------------------------------------------------------------------------


class ProtectionIn(Message):
    """A protection assessment. Only the judgement and its reasons must be there."""

    judgement: Judgement
    reasons: ToldText
    acute_danger: Known = Known.UNKNOWN
    suspicions: list[Suspicion] = Field([], max_length=len(Suspicion))
    sources: LongText = ""
    home_now: LongText = ""
    protective_adults: LongText = ""
    can_talk_alone: Known = Known.UNKNOWN
    measures: list[Measure] = Field([], max_length=len(Measure))
    next_check_on: Day | None = None


class AssessedOut(Schema):
    """The assessment, and the running investigation that the report became part of."""

    id: int
    investigation_id: int | None


class RecordOut(Schema):
    """The signed document."""

    document_id: int


class ProtectionOut(Schema):
    """A protection assessment that was made."""

    id: int
    report_child_id: int
    made_at: datetime
    made_by: str
    judgement: Judgement
    reasons: str
    acute_danger: Known
    suspicions: list[Suspicion]
    sources: str
    home_now: str
    protective_adults: str
    can_talk_alone: Known
    measures: list[Measure]
    next_check_on: date | None


@makes(router, "/report-children/{report_child_id}/protection-assessments", AssessedOut)
def assess_protection(report_child_id: Id, fields: ProtectionIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Assess whether the child needs protection at once (SoL 20:1)."""
    assessment = NewProtectionAssessment(
        judgement=fields.judgement,
        reasons=fields.reasons,
        acute_danger=fields.acute_danger,
        suspicions=tuple(dict.fromkeys(fields.suspicions)),
        sources=fields.sources,
        home_now=fields.home_now,
        protective_adults=fields.protective_adults,
        can_talk_alone=fields.can_talk_alone,
        measures=tuple(dict.fromkeys(fields.measures)),
        next_check_on=fields.next_check_on,
    )
    made = assessing.assess_protection(report_child_id=report_child_id, assessment=assessment, actor=actor, at=at)
    return {"id": made.assessment_id, "investigation_id": made.investigation_id}


@makes(router, "/protection-assessments/{assessment_id}/document", RecordOut)
def document_protection(assessment_id: Id, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Make and sign the record of one's own protection assessment for the file (SoL 20:1)."""
    return {"document_id": actions.document_protection(assessment_id=assessment_id, actor=actor, at=at)}


@reads(router, "/report-children/{report_child_id}/protection-assessments", list[ProtectionOut])
def list_protection_assessments(report_child_id: Id, *, viewer: Viewer, at: datetime) -> list[ProtectionView]:
    """The protection assessments on the report for this child, the latest first."""
    _opened(report_child_id, viewer, at)
    return queries.protection_assessments(report_child_id=report_child_id, viewer=viewer)


# --- Preliminary assessments ------------------------------------------------------------------------------------------


class PreliminaryIn(Message):
    """What is written. `child_heard` is null until somebody has said."""

    contacts: LongText = ""
    child_heard: Flag | None = None
    child_view: LongText = ""
    child_not_heard_reason: LongText = ""
    earlier_reports: LongText = ""
    summary: LongText = ""
    reasons: LongText = ""


class PreliminaryOut(Schema):
    """The preliminary assessment as written; all empty, with ETag "0", before anything is."""

    contacts: str = ""
    child_heard: bool | None = None
    child_view: str = ""
    child_not_heard_reason: str = ""
    earlier_reports: str = ""
    summary: str = ""
    reasons: str = ""
    saved_at: datetime | None = None
    saved_by: str = ""
    outcome: PreliminaryOutcome | None = None
    decided_at: datetime | None = None
    decided_by: str = ""
    document_id: int | None = None


class PreliminaryDecisionIn(Message):
    """To open an investigation or not; the question, what is asked and what is new belong to an investigation."""

    outcome: PreliminaryOutcome
    question: Question | None = None
    asks: LongText = ""
    what_is_new: LongText = ""


class PreliminaryDecidedOut(Schema):
    """The signed document, and the investigation that was opened."""

    document_id: int
    investigation_id: int | None


class ProlongingIn(Message):
    """Until when, and on what exceptional grounds (SoL 20:2)."""

    to: Day
    reason: ToldText


class JoinedOut(Schema):
    """The investigation that the report became part of."""

    investigation_id: int


@reads(router, "/report-children/{report_child_id}/preliminary-assessment", PreliminaryOut)
def read_preliminary_assessment(report_child_id: Id, *, viewer: Viewer, at: datetime) -> Versioned:
    """The preliminary assessment of the report for this child."""
    _opened(report_child_id, viewer, at)
    found = queries.preliminary(report_child_id=report_child_id, viewer=viewer)
    if found is None:
        return Versioned(PreliminaryOut(), 0)
    fields = found.fields
    body = PreliminaryOut(
        contacts=fields.contacts,
        child_heard=fields.child_heard,
        child_view=fields.child_view,
        child_not_heard_reason=fields.child_not_heard_reason,
        earlier_reports=fields.earlier_reports,
        summary=fields.summary,
        reasons=fields.reasons,
        saved_at=found.saved_at,
        saved_by=found.saved_by,
        outcome=found.outcome,
        decided_at=found.decided_at,
        decided_by=found.decided_by,
        document_id=found.document_id,
    )
    return Versioned(body, found.version)


@changes(router, "/report-children/{report_child_id}/preliminary-assessment")
def write_preliminary_assessment(
    report_child_id: Id, fields: PreliminaryIn, *, actor: Viewer, at: datetime, version: int
) -> int:
    """Write the preliminary assessment as far as it has come."""
    return actions.save_preliminary(
        report_child_id=report_child_id,
        version=version or None,
        fields=PreliminaryFields(
            contacts=fields.contacts,
            child_heard=fields.child_heard,
            child_view=fields.child_view,
            child_not_heard_reason=fields.child_not_heard_reason,
            earlier_reports=fields.earlier_reports,
            summary=fields.summary,
            reasons=fields.reasons,
        ),
        actor=actor,
        at=at,
    )


@makes(router, "/report-children/{report_child_id}/preliminary-assessment/decision", PreliminaryDecidedOut)
def decide_preliminary_assessment(
    report_child_id: Id, decision: PreliminaryDecisionIn, *, actor: Viewer, at: datetime, version: int
) -> dict[str, Any]:
    """Decide to open an investigation (SoL 14:2) or not (20:2); signed."""
    made = deciding.decide_preliminary(
        report_child_id=report_child_id,
        outcome=decision.outcome,
        version=version or None,
        question=decision.question,
        asks=decision.asks,
        what_is_new=decision.what_is_new,
        actor=actor,
        at=at,
    )
    return {"document_id": made.document_id, "investigation_id": made.investigation_id}


@makes(router, "/report-children/{report_child_id}/preliminary-assessment/prolong")
def prolong_preliminary_assessment(
    report_child_id: Id, prolonging: ProlongingIn, *, actor: Viewer, at: datetime
) -> dict[str, Any]:
    """Decide, on exceptional grounds, that the preliminary assessment may take longer (SoL 20:2)."""
    actions.prolong_preliminary(
        report_child_id=report_child_id, to=prolonging.to, reason=prolonging.reason, actor=actor, at=at
    )
    return {"id": report_child_id}


@makes(router, "/report-children/{report_child_id}/join", JoinedOut)
def join_running_investigation(report_child_id: Id, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Join an assessed report to the investigation that runs; no decision is needed (SoL 20:2)."""
    return {"investigation_id": joining.join_running(report_child_id=report_child_id, actor=actor, at=at)}


# --- Feedback to the reporter -----------------------------------------------------------------------------------------


class FeedbackLetterIn(Message):
    """The language of the letter."""

    language: Literal["sv", "en"] = "sv"


class FeedbackLetterOut(Schema):
    """The signed letter."""

    document_id: int


class DecliningIn(Message):
    """Why the reporter is not told."""

    reason: ToldText


class FeedbackOut(Schema):
    """What the reporter was told, by a letter, or why not; all empty before it is settled."""

    asked_at: datetime | None
    given_at: datetime | None
    given_by: str
    document_id: int | None
    not_given_reason: str


@reads(router, "/report-children/{report_child_id}/feedback", FeedbackOut)
def read_feedback(report_child_id: Id, *, viewer: Viewer, at: datetime) -> FeedbackOut:
    """Whether the reporter asked, and what came of it."""
    asked_at = _opened(report_child_id, viewer, at).feedback_asked_at
    told = queries.feedback_of(report_child_id=report_child_id, viewer=viewer)
    return FeedbackOut(
        asked_at=asked_at,
        given_at=told.given_at if told else None,
        given_by=told.given_by if told else "",
        document_id=told.document_id if told else None,
        not_given_reason=told.not_given_reason if told else "",
    )


@makes(router, "/report-children/{report_child_id}/feedback", FeedbackLetterOut)
def give_feedback(report_child_id: Id, letter: FeedbackLetterIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Make and sign the letter that says whether an investigation was opened, and no more (SoL 19:6).

    The reporter is told when it leaves: it waits for a second person where somebody in it is protected.
    """
    made = actions.give_feedback(report_child_id=report_child_id, language=letter.language, actor=actor, at=at)
    return {"document_id": made}


@makes(router, "/report-children/{report_child_id}/feedback/decline")
def decline_feedback(report_child_id: Id, why: DecliningIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Decide that telling the reporter is unsuitable (SoL 19:6)."""
    actions.decline_feedback(report_child_id=report_child_id, reason=why.reason, actor=actor, at=at)
    return {"id": report_child_id}


@makes(router, "/report-children/{report_child_id}/feedback/ask")
def ask_feedback(report_child_id: Id, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The reporter asks, after the report, to be told what came of it (SoL 19:6)."""
    actions.ask_feedback(report_child_id=report_child_id, actor=actor, at=at)
    return {"id": report_child_id}
