"""Reading protection assessments and preliminary assessments."""

from datetime import date

from skyddsnat.domains.intake import rules
from skyddsnat.domains.intake.models import (
    PreliminaryAssessment,
    ProtectionAssessment,
)
from skyddsnat.domains.intake.permissions import assessing as may_assess
from skyddsnat.domains.intake.permissions import deciding as may_decide
from skyddsnat.domains.intake.queries.reports import NoReport, report_child, subject_of
from skyddsnat.domains.intake.types import (
    Judgement,
    Known,
    Measure,
    Outcome,
    PreliminaryFields,
    PreliminaryView,
    ProtectionView,
    ReportChildView,
    Suspicion,
)
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.deadlines.queries import clocks_of
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict

_FIELDS = tuple(PreliminaryFields.__dataclass_fields__)


# --- Protection assessments -------------------------------------------------------------------------------------------


def protection_assessments(*, report_child_id: int, viewer: Viewer) -> list[ProtectionView]:
    """The protection assessments that were made on the report for this child, the latest first."""
    rows = ProtectionAssessment.objects.filter(report_child_id=report_child_id)
    return [_protection_view(row) for row in rows.select_related("made_by").order_by("-made_at", "-id")]


def protection_assessment(*, assessment_id: int, viewer: Viewer) -> ProtectionView:
    """One protection assessment; raises `NoReport`."""
    row = ProtectionAssessment.objects.filter(pk=assessment_id).select_related("made_by").first()
    if row is None:
        raise NoReport
    return _protection_view(row)


def assessing_verdict(*, report_child_id: int, viewer: Viewer) -> Verdict:
    """Whether the viewer may assess the child's protection. Raises `NoReport` when she does not see the report."""
    report_child(report_child_id=report_child_id, viewer=viewer)
    return may_assess(viewer=viewer)


def _protection_view(row: ProtectionAssessment) -> ProtectionView:
    return ProtectionView(
        id=row.pk,
        report_child_id=row.report_child_id,
        file_id=row.file_id,
        made_at=row.made_at,
        made_by_id=row.made_by_id,
        made_by=row.made_by.name,
        acute_danger=Known(row.acute_danger),
        suspicions=tuple(Suspicion(code) for code in row.suspicions),
        sources=row.sources,
        home_now=row.home_now,
        protective_adults=row.protective_adults,
        can_talk_alone=Known(row.can_talk_alone),
        judgement=Judgement(row.judgement),
        measures=tuple(Measure(code) for code in row.measures),
        reasons=row.reasons,
        next_check_on=row.next_check_on,
    )


# --- Preliminary assessments ------------------------------------------------------------------------------------------


def preliminary(*, report_child_id: int, viewer: Viewer) -> PreliminaryView | None:
    """The preliminary assessment of the report for this child, or None when nothing is written yet."""
    rows = PreliminaryAssessment.objects.filter(report_child_id=report_child_id)
    row = rows.select_related("saved_by", "decided_by").first()
    return None if row is None else _preliminary_view(row)


def preliminary_verdict(*, report_child_id: int, viewer: Viewer) -> Verdict:
    """Everything that stands in the way of deciding to open an investigation or not. Raises `NoReport`."""
    child = report_child(report_child_id=report_child_id, viewer=viewer)
    written = preliminary(report_child_id=report_child_id, viewer=viewer)
    fields = written.fields if written else PreliminaryFields()
    return _may_decide(child, viewer) + rules.deciding(child.step, fields, local_date(child.received_at))


def joining_verdict(*, report_child_id: int, viewer: Viewer) -> Verdict:
    """Everything that stands in the way of joining the report to a running investigation. Raises `NoReport`."""
    child = report_child(report_child_id=report_child_id, viewer=viewer)
    return _may_decide(child, viewer) + rules.joining(child.step, local_date(child.received_at))


def prolonging_verdict(*, report_child_id: int, to: date, reason: str, viewer: Viewer) -> Verdict:
    """Everything that stands in the way of taking until `to`. Raises `NoReport`."""
    child = report_child(report_child_id=report_child_id, viewer=viewer)
    planned = planned_on(report_child_id=report_child_id, viewer=viewer)
    return _may_decide(child, viewer) + rules.prolonging(child.step, to, planned, reason)


def planned_on(*, report_child_id: int, viewer: Viewer) -> date | None:
    """The day by which the preliminary assessment is to be decided; None when no clock runs on it."""
    clocks = clocks_of(subject=subject_of(report_child_id), viewer=viewer)
    days = [clock.plan_on for clock in clocks if clock.rule == rules.PRELIMINARY and clock.ended_at is None]
    return days[-1] if days else None


def _may_decide(child: ReportChildView, viewer: Viewer) -> Verdict:
    return may_decide(file=file_of(file_id=child.file_id, viewer=viewer), viewer=viewer)


def _preliminary_view(row: PreliminaryAssessment) -> PreliminaryView:
    return PreliminaryView(
        id=row.pk,
        report_child_id=row.report_child_id,
        file_id=row.file_id,
        started_at=row.started_at,
        saved_at=row.saved_at,
        saved_by_id=row.saved_by_id,
        saved_by=row.saved_by.name if row.saved_by else "",
        fields=PreliminaryFields(**{name: getattr(row, name) for name in _FIELDS}),
        outcome=Outcome(row.outcome) if row.outcome else None,
        decided_at=row.decided_at,
        decided_by_id=row.decided_by_id,
        decided_by=row.decided_by.name if row.decided_by else "",
        document_id=row.document_id,
        version=row.version,
    )
