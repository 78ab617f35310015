"""The immediate protection assessment of a reported child, also when an investigation runs already."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from skyddsnat.domains.intake import actions as intake
from skyddsnat.domains.intake.queries import report_child
from skyddsnat.domains.intake.types import NewProtectionAssessment, ReportChildView
from skyddsnat.domains.investigations.actions import join_report
from skyddsnat.domains.investigations.queries import running_in_file
from skyddsnat.foundation.access.types import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """The assessment, and the running investigation that the report became part of."""

    assessment_id: int
    investigation_id: int | None


@transaction.atomic
def assess_protection(
    *, report_child_id: int, assessment: NewProtectionAssessment, actor: Viewer, at: datetime
) -> Assessed:
    """Assess whether the child needs protection at once (SoL 20:1); a report on a child under investigation joins it.

    Whoever may assess may join: neither asks for assignment, nor minds a conflict of interest (lesson 8). A report from
    before the investigation was opened is joined by the flow `join_running`. Raises `NoReport`, `Refused` when the
    assessment says nothing.
    """
    child = report_child(report_child_id=report_child_id, viewer=actor)
    investigation_id = _joined(child, actor, at)
    assessment_id = intake.assess_protection(
        report_child_id=report_child_id,
        assessment=assessment,
        joins_investigation=investigation_id is not None,
        actor=actor,
        at=at,
    )
    return Assessed(assessment_id=assessment_id, investigation_id=investigation_id)


def _joined(child: ReportChildView, actor: Viewer, at: datetime) -> int | None:
    running = running_in_file(file_id=child.file_id, viewer=actor)
    if running is None or not child.is_open:
        return None
    join_report(investigation_id=running.id, report_child_id=child.id, actor=actor, at=at)
    return running.id
