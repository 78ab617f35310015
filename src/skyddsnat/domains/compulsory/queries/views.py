"""Rows of this domain as plain views. For its own use."""

from skyddsnat.domains.compulsory.models import CarePlace, Case, ConsentAsked, Measure, Step
from skyddsnat.domains.compulsory.types import (
    CaseView,
    ConsentGiven,
    MeasureView,
    PlaceKind,
    PlaceView,
    StepView,
)
from skyddsnat.domains.decisions.types import Answer
from skyddsnat.law.compulsory_states import State, Track


def case_view(row: Case) -> CaseView:
    return CaseView(
        id=row.pk,
        file_id=row.file_id,
        child_id=row.child_id,
        investigation_id=row.investigation_id,
        adult_id=row.adult_id,
        statute=row.statute,
        grounds=tuple(row.grounds),
        circumstances=row.circumstances,
        opened_at=row.opened_at,
        opened_by_id=row.opened_by_id,
        opened_by=row.opened_by.name,
        closed_at=row.closed_at,
        close_reason=row.close_reason,
        version=row.version,
    )


def measure_view(row: Measure) -> MeasureView:
    return MeasureView(
        id=row.pk,
        case_id=row.case_id,
        file_id=row.file_id,
        track=Track(row.track),
        statute=row.statute,
        state=State(row.state),
        is_temporary=row.is_temporary,
        grounds=tuple(row.grounds),
        content=row.content,
        started_at=row.started_at,
        lapses_at=row.lapses_at,
        care_began_at=row.care_began_at,
        applied_on=row.applied_on,
        ended_at=row.ended_at,
        version=row.version,
    )


def step_view(row: Step) -> StepView:
    return StepView(
        id=row.pk,
        measure_id=row.measure_id,
        file_id=row.file_id,
        act=row.act,
        from_state=State(row.from_state) if row.from_state else None,
        to_state=State(row.to_state),
        section=row.section,
        happened_at=row.happened_at,
        recorded_at=row.recorded_at,
        recorded_by_id=row.recorded_by_id,
        recorded_by=row.recorded_by.name if row.recorded_by else "",
        matter_id=row.matter_id,
        document_id=row.document_id,
        receipt_id=row.receipt_id,
        court_number=row.court_number,
        words=row.words,
    )


def place_view(row: CarePlace) -> PlaceView:
    return PlaceView(
        id=row.pk,
        measure_id=row.measure_id,
        file_id=row.file_id,
        matter_id=row.matter_id,
        kind=PlaceKind(row.kind),
        name=row.name,
        is_locked=row.is_locked,
        recorded_at=row.recorded_at,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        decided_by_id=row.decided_by_id,
        version=row.version,
    )


def consent_view(row: ConsentAsked) -> ConsentGiven:
    return ConsentGiven(
        id=row.pk,
        case_id=row.case_id,
        person_id=row.person_id,
        plan=row.plan,
        answer=Answer(row.answer),
        asked_on=row.asked_on,
        age=row.age,
        words=row.words,
        recorded_at=row.recorded_at,
        recorded_by_id=row.recorded_by_id,
    )
