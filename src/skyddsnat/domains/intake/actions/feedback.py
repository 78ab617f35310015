"""Feedback to the reporter (SoL 19:6)."""

from datetime import datetime
from typing import Any

from skyddsnat.domains.intake import rules
from skyddsnat.domains.intake.actions._steps import locked, start_feedback, target_of
from skyddsnat.domains.intake.models import Feedback, ReportChild
from skyddsnat.domains.intake.permissions import check_user_can_decide
from skyddsnat.domains.intake.queries import (
    FEEDBACK_LETTER,
    feedback_desk,
    feedback_of,
    feedback_verdict,
    report,
    report_child,
    subject_of,
)
from skyddsnat.domains.intake.types import ReportView, Step
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.deadlines import actions as deadlines
from skyddsnat.foundation.documents.actions import make_signed_document, send_when_ready
from skyddsnat.foundation.documents.following import Left
from skyddsnat.foundation.documents.letterhead import sender_of
from skyddsnat.foundation.documents.release_types import Asker
from skyddsnat.foundation.documents.types import FeedbackOutcome, Recipient
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text

_TO_REPORTER = "återkoppling"


def ask_feedback(*, report_child_id: int, actor: Viewer, at: datetime) -> None:
    """The reporter asks, after the report, to be told what came of it (SoL 19:6). Asked again, nothing changes.

    Raises `NoReport`, `Refused`.
    """
    row = locked(report_child_id)
    check_user_can_decide(file=file_of(file_id=row.file_id, viewer=actor), viewer=actor)
    child = report_child(report_child_id=report_child_id, viewer=actor)
    rules.asking(feedback_desk(child=child, viewer=actor).facts).require()
    if row.feedback_asked_at is not None:
        return
    row.feedback_asked_at = at
    row.save(update_fields=["feedback_asked_at"])
    start_feedback(row, actor, at)
    record(deed="intake.feedback.asked", target=target_of(row), actor=actor, at=at, file_id=row.file_id)


def give_feedback(*, report_child_id: int, actor: Viewer, at: datetime, language: str = "sv") -> int:
    """Make and sign the letter that tells the reporter whether an investigation was opened, and no more (SoL 19:6).

    The reporter is told, and the clock met, when it leaves: at once, unless a second person first reads what somebody
    protected stands in. Raises `NoReport`, `Refused`. Returns the document's id.
    """
    row = locked(report_child_id)
    feedback_verdict(report_child_id=report_child_id, viewer=actor).require()
    document_id = make_signed_document(
        file_id=row.file_id,
        kind=FEEDBACK_LETTER,
        template="reporter_feedback",
        data=_feedback_blocks(row, actor, language),
        title=Text("Återkoppling på din anmälan", "Feedback on your report").in_language(language),
        subject=subject_of(row.pk),
        actor=actor,
        at=at,
        language=language,
        with_code=True,
    )
    send_when_ready(document_id=document_id, to=Asker.PUBLIC, how=_TO_REPORTER, actor=actor, at=at)
    return document_id


def letter_left(left: Left, actor: Viewer, at: datetime) -> None:
    """The letter to the reporter has left: now the reporter is told. Raises `Refused` where it was decided not to."""
    if left.kind != FEEDBACK_LETTER:
        return
    row = locked(left.subject_id)
    told = feedback_of(report_child_id=row.pk, viewer=actor)
    if told is not None and told.document_id is not None:
        return
    rules.sending(is_settled=told is not None).require()
    for rule in (rules.FEEDBACK, rules.FEEDBACK_AT_ONCE):
        deadlines.meet(rule=rule, subject=subject_of(row.pk), actor=actor, at=at)
    _settle(row, "intake.feedback.given", actor, at, document_id=left.document_ids[0])


def decline_feedback(*, report_child_id: int, reason: str, actor: Viewer, at: datetime) -> None:
    """Decide that telling the reporter is unsuitable, with the reason; ends the clock (SoL 19:6).

    Raises `NoReport`, `Refused`.
    """
    row = locked(report_child_id)
    check_user_can_decide(file=file_of(file_id=row.file_id, viewer=actor), viewer=actor)
    child = report_child(report_child_id=report_child_id, viewer=actor)
    rules.declining(feedback_desk(child=child, viewer=actor).facts, reason).require()
    for rule in (rules.FEEDBACK, rules.FEEDBACK_AT_ONCE):
        deadlines.end(rule=rule, subject=subject_of(row.pk), reason=reason.strip(), actor=actor, at=at)
    _settle(row, "intake.feedback.declined", actor, at, not_given_reason=reason.strip())


def _settle(row: ReportChild, deed: str, actor: Viewer, at: datetime, **columns: Any) -> None:
    told = Feedback.objects.create(
        report_child=row, file_id=row.file_id, given_at=at, **{"given_by_id": actor.employee_id, **columns}
    )
    record(deed=deed, target=f"intake.feedback:{told.pk}", actor=actor, at=at, file_id=row.file_id)


_TOLD = {
    Step.OPENED: FeedbackOutcome.OPENED,
    Step.NOT_OPENED: FeedbackOutcome.NOT_OPENED,
    Step.JOINED: FeedbackOutcome.ALREADY_RUNNING,
}


def _feedback_blocks(row: ReportChild, actor: Viewer, language: str) -> dict[str, Any]:
    file = file_of(file_id=row.file_id, viewer=actor)
    received = report(report_id=row.report_id, viewer=actor)
    step = Step(row.step)
    decided = {} if step is Step.JOINED or row.decided_at is None else {"decided_on": local_date(row.decided_at)}
    return {
        **decided,
        "sender": sender_of(unit_id=file.unit_id),
        "recipient": Recipient(_addressee(received, language)),
        # The report's number, not the file's: the letter says nothing about the child.
        "reference": received.number,
        "received_on": local_date(received.received_at),
        "outcome": _TOLD[step],
    }


def _addressee(received: ReportView, language: str) -> str:
    """A protected reporter stands in no letter by name: the copy stays in a file that the family may read."""
    if received.is_reporter_hidden:
        return Text("Den som anmälde", "The reporter").in_language(language)
    return ", ".join(part for part in (received.reporter_name, received.reporter_organisation) if part)
