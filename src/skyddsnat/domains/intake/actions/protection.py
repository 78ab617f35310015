"""The immediate protection assessment (SoL 20:1)."""

from datetime import datetime
from typing import Any

from skyddsnat.domains.intake import rules
from skyddsnat.domains.intake.actions._steps import join, locked, start_clock, subject, take
from skyddsnat.domains.intake.models import ProtectionAssessment, ReportChild
from skyddsnat.domains.intake.permissions import check_user_can_assess
from skyddsnat.domains.intake.queries import planned_on, protection_assessment, report_child, subject_of
from skyddsnat.domains.intake.types import (
    JUDGEMENT_NAMES,
    MEASURE_NAMES,
    SUSPICION_NAMES,
    Act,
    Known,
    NewProtectionAssessment,
    ProtectionView,
    Step,
)
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents.actions import make_signed_document
from skyddsnat.foundation.documents.letterhead import official_of, sender_of
from skyddsnat.kernel.text import Text


def assess_protection(
    *,
    report_child_id: int,
    assessment: NewProtectionAssessment,
    joins_investigation: bool,
    actor: Viewer,
    at: datetime,
) -> int:
    """Assess at once whether the child needs protection (SoL 20:1). Can always be made, and made again (lesson 8).

    By anyone who sees the file, without assignment, with data missing, in spite of a conflict of interest. With
    `joins_investigation` the report becomes part of the investigation that runs. Raises `NoReport`, and `Refused` when
    the assessment says nothing or no person makes it. Returns the assessment's id.
    """
    row = locked(report_child_id)
    check_user_can_assess(viewer=actor)
    rules.assessing(assessment).require()
    made = _keep_assessment(row, assessment, actor, at)
    take(row, Act.ASSESS, actor, at, f"intake.protectionassessment:{made.pk}")
    if row.step == Step.ASSESSED and joins_investigation:
        join(row, actor, at)
    elif row.step == Step.ASSESSED:
        _ensure_preliminary_clock(row, actor, at)
    return made.pk


def document_protection(*, assessment_id: int, actor: Viewer, at: datetime, language: str = "sv") -> int:
    """Make and sign the record of a protection assessment for the personal file (SoL 20:1). Returns the document's id.

    Apart from the assessment itself, so that no fault in a document can stop one. Only its maker signs it.
    Raises `NoReport`, `Refused`.
    """
    made = protection_assessment(assessment_id=assessment_id, viewer=actor)
    check_user_can_assess(viewer=actor)
    rules.signing_own(actor.employee_id, made.made_by_id).require()
    return make_signed_document(
        file_id=made.file_id,
        kind="protection_assessment",
        template="protection_assessment",
        data=_protection_blocks(made, actor, language),
        title=Text("Omedelbar skyddsbedömning", "Immediate protection assessment").in_language(language),
        subject=subject_of(made.report_child_id),
        actor=actor,
        at=at,
        language=language,
    )


def _keep_assessment(
    row: ReportChild, assessment: NewProtectionAssessment, actor: Viewer, at: datetime
) -> ProtectionAssessment:
    return ProtectionAssessment.objects.create(
        report_child=row,
        file_id=row.file_id,
        made_at=at,
        **{
            "made_by_id": actor.employee_id,
            **{name: getattr(assessment, name) for name in NewProtectionAssessment.__dataclass_fields__},
            "suspicions": [suspicion.value for suspicion in assessment.suspicions],
            "measures": [measure.value for measure in assessment.measures],
            "reasons": assessment.reasons.strip(),
        },
    )


def _ensure_preliminary_clock(row: ReportChild, actor: Viewer, at: datetime) -> None:
    # None was started when an investigation ran as the report came in; that one has been closed since.
    if planned_on(report_child_id=row.pk, viewer=actor) is None:
        start_clock(rules.PRELIMINARY, row.received_at, file_of(file_id=row.file_id, viewer=actor), row, actor, at)


def _protection_blocks(made: ProtectionView, actor: Viewer, language: str) -> dict[str, Any]:
    file = file_of(file_id=made.file_id, viewer=actor)
    child = report_child(report_child_id=made.report_child_id, viewer=actor)
    return {
        "sender": sender_of(unit_id=file.unit_id),
        "reference": file.number,
        "child": subject(file, actor),
        "received_at": child.received_at,
        "assessed_at": made.made_at,
        "is_acute": made.acute_danger is Known.YES,
        "assessment": f"{JUDGEMENT_NAMES[made.judgement].in_language(language)}.\n\n{made.reasons}",
        "assessed_by": official_of(actor, language=language),
        "sources": made.sources.splitlines(),
        "suspicions": [SUSPICION_NAMES[suspicion].in_language(language) for suspicion in made.suspicions],
        "circumstances": "\n\n".join(text for text in (made.home_now, made.protective_adults) if text),
        "measures": [MEASURE_NAMES[measure].in_language(language) for measure in made.measures],
        "next_check_on": made.next_check_on,
    }
