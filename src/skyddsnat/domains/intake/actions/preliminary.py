"""The preliminary assessment (SoL 20:2)."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db.models import F

from skyddsnat.domains.intake import rules
from skyddsnat.domains.intake.actions._steps import join, locked, start_feedback, subject, take, target_of
from skyddsnat.domains.intake.models import PreliminaryAssessment, ReportChild
from skyddsnat.domains.intake.permissions import check_user_can_decide
from skyddsnat.domains.intake.queries import (
    joining_verdict,
    preliminary_verdict,
    prolonging_verdict,
    protection_assessments,
    report,
    subject_of,
)
from skyddsnat.domains.intake.types import JUDGEMENT_NAMES, Outcome, PreliminaryFields, Step
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.deadlines import actions as deadlines
from skyddsnat.foundation.deadlines.queries import clocks_of
from skyddsnat.foundation.documents.actions import make_signed_document
from skyddsnat.foundation.documents.letterhead import official_of, sender_of
from skyddsnat.foundation.documents.wording import date_in_words
from skyddsnat.foundation.staff.queries import employees
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.versions import ChangedMeanwhile


def save_preliminary(
    *, report_child_id: int, version: int | None, fields: PreliminaryFields, actor: Viewer, at: datetime
) -> int:
    """Save the text of the preliminary assessment. `version` is the one that was read, None or 0 when nothing was.

    Raises `NoReport`, `Refused` once it is decided, `ChangedMeanwhile`. Returns the new version.
    """
    row = locked(report_child_id)
    check_user_can_decide(file=file_of(file_id=row.file_id, viewer=actor), viewer=actor)
    rules.saving(Step(row.step)).require()
    written = _same_version(report_child_id, version)
    columns = {**asdict(fields), "saved_at": at, "saved_by_id": actor.employee_id}
    if written is None:
        written = PreliminaryAssessment.objects.create(report_child=row, file_id=row.file_id, started_at=at, **columns)
    else:
        PreliminaryAssessment.objects.filter(pk=written.pk).update(version=F("version") + 1, **columns)
        written.version += 1
    record(
        deed="intake.preliminary.saved",
        target=f"intake.preliminaryassessment:{written.pk}",
        actor=actor,
        at=at,
        file_id=row.file_id,
    )
    return written.version


def prolong_preliminary(*, report_child_id: int, to: date, reason: str, actor: Viewer, at: datetime) -> None:
    """Decide that the assessment may take until `to`, on exceptional grounds (SoL 20:2).

    Raises `NoReport`, `Refused`.
    """
    row = locked(report_child_id)
    prolonging_verdict(report_child_id=report_child_id, to=to, reason=reason, viewer=actor).require()
    deadlines.prolong(
        rule=rules.PRELIMINARY, subject=subject_of(row.pk), to=to, reason=reason.strip(), actor=actor, at=at
    )
    record(
        deed="intake.preliminary.prolonged",
        target=target_of(row),
        actor=actor,
        at=at,
        file_id=row.file_id,
        details={"to": to},
    )


def decide_preliminary(
    *, report_child_id: int, outcome: Outcome, version: int | None, actor: Viewer, at: datetime
) -> int:
    """Decide to open an investigation or not, in a signed document (SoL 14:2, 20:2).

    `version` is the text that was read. Meets the clock of 14 days and starts that of feedback. To open, call the flow
    `decide_preliminary`, which opens the investigation too. Raises `NoReport`, `ChangedMeanwhile`, and `Refused` with
    everything that is missing. Returns the document's id.
    """
    row = locked(report_child_id)
    written = _same_version(report_child_id, version)
    preliminary_verdict(report_child_id=report_child_id, viewer=actor).require()
    assert written is not None  # the verdict asks for its text
    document_id = _document_preliminary(row, written, outcome, actor, at)
    PreliminaryAssessment.objects.filter(pk=written.pk).update(
        outcome=outcome.value,
        decided_at=at,
        decided_by_id=actor.employee_id,
        document_id=document_id,
        version=F("version") + 1,
    )
    take(row, rules.ACT_OF[outcome], actor, at, f"intake.preliminaryassessment:{written.pk}")
    start_feedback(row, actor, at)
    return document_id


def join_running(*, report_child_id: int, actor: Viewer, at: datetime) -> None:
    """The report becomes part of the investigation that runs; no decision is needed (SoL 20:2).

    Called by the flow that joins it there too. Raises `NoReport`, `Refused`.
    """
    row = locked(report_child_id)
    joining_verdict(report_child_id=report_child_id, viewer=actor).require()
    join(row, actor, at)


def _same_version(report_child_id: int, version: int | None) -> PreliminaryAssessment | None:
    """What is written, if it is the version that was read; raises `ChangedMeanwhile`."""
    row = PreliminaryAssessment.objects.select_for_update().filter(report_child_id=report_child_id).first()
    if row is None:
        if version:
            raise ChangedMeanwhile  # the text that was read is not there
        return None
    if row.version != version:
        names = employees(ids=[row.saved_by_id] if row.saved_by_id else [], on=local_date(row.saved_at))
        raise ChangedMeanwhile(next((who.name for who in names.values()), ""), row.saved_at)
    return row


def _document_preliminary(
    row: ReportChild, written: PreliminaryAssessment, outcome: Outcome, actor: Viewer, at: datetime
) -> int:
    return make_signed_document(
        file_id=row.file_id,
        kind="preliminary_assessment",
        template="preliminary_assessment",
        data=_preliminary_blocks(row, written, outcome, actor, at),
        title="Förhandsbedömning",
        subject=subject_of(row.pk),
        actor=actor,
        at=at,
    )


def _preliminary_blocks(
    row: ReportChild, written: PreliminaryAssessment, outcome: Outcome, actor: Viewer, at: datetime
) -> dict[str, Any]:
    file = file_of(file_id=row.file_id, viewer=actor)
    received = report(report_id=row.report_id, viewer=actor)
    clocks = clocks_of(subject=subject_of(row.pk), viewer=actor)
    # A report that came while an investigation ran has no clock of its own.
    clock = next((each for each in clocks if each.rule == rules.PRELIMINARY), None)
    view = (
        {"child_view": written.child_view}
        if written.child_heard
        else {"child_view_missing": written.child_not_heard_reason}
    )
    return {
        **view,
        "sender": sender_of(unit_id=file.unit_id),
        "reference": file.number,
        "child": subject(file, actor),
        "reports": [{"received_at": row.received_at, "reference": received.number, "about": row.about}],
        "summary": received.what_happened,
        "earlier": written.earlier_reports,
        "protection": _protection_in_words(row, actor),
        "contacts": written.contacts,
        "assessment": written.summary,
        "reasons": written.reasons,
        "is_opened": outcome is Outcome.OPEN,
        "decided_on": local_date(at),
        **({"due_on": clock.plan_on, "late_reason": clock.prolonged_reason} if clock else {}),
        "decided_by": official_of(actor),
    }


def _protection_in_words(row: ReportChild, actor: Viewer) -> str:
    latest = protection_assessments(report_child_id=row.pk, viewer=actor)[0]
    day = date_in_words(local_date(latest.made_at), "sv")
    return f"{day}: {JUDGEMENT_NAMES[latest.judgement].sv}.\n\n{latest.reasons}"
