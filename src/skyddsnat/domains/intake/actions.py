"""Registering reports, assessing protection, the preliminary assessment, and feedback to the reporter."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.utils import IntegrityError

from skyddsnat.domains.intake import rules
from skyddsnat.domains.intake.models import (
    ChannelState,
    Feedback,
    PreliminaryAssessment,
    ProtectionAssessment,
    Report,
    ReportChild,
    StepChange,
)
from skyddsnat.domains.intake.permissions import (
    check_user_can_assess,
    check_user_can_decide,
    check_user_can_receive,
    check_user_can_reveal,
    user_can_reveal,
)
from skyddsnat.domains.intake.queries import (
    NoReport,
    feedback_facts,
    feedback_verdict,
    joining_verdict,
    planned_on,
    preliminary_verdict,
    prolonging_verdict,
    protection_assessment,
    protection_assessments,
    report,
    report_child,
    subject_of,
)
from skyddsnat.domains.intake.types import (
    JUDGEMENT_NAMES,
    MEASURE_NAMES,
    SUSPICION_NAMES,
    Act,
    ChildInFile,
    Known,
    NewProtectionAssessment,
    NewReport,
    Outcome,
    PreliminaryFields,
    ProtectionView,
    ReportView,
    Step,
)
from skyddsnat.domains.people.queries import subject_of_file
from skyddsnat.foundation.access.queries import file_of, files_of
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.deadlines import actions as deadlines
from skyddsnat.foundation.deadlines.queries import clocks_of
from skyddsnat.foundation.documents.actions import make_document, sign_document
from skyddsnat.foundation.documents.letterhead import official_of, sender_of
from skyddsnat.foundation.documents.types import FeedbackOutcome, Recipient, Subject
from skyddsnat.foundation.documents.wording import date_in_words
from skyddsnat.foundation.staff.queries import employees
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text

_JOINED = Text("Anmälan ingår i en pågående utredning.", "The report is part of a running investigation.")


class AlreadyReceived(Exception):
    """The source has delivered this report before: nothing was kept a second time."""


class ChangedMeanwhile(Exception):
    """Somebody else saved first, `by` this name and `at` this moment: the page shows both texts."""

    def __init__(self, by: str, at: datetime) -> None:
        super().__init__("changed meanwhile")
        self.by = by
        self.at = at


# --- Reports ----------------------------------------------------------------------------------------------------------


def register_report(*, report: NewReport, children: Sequence[ChildInFile], actor: Viewer, at: datetime) -> int:
    """Keep a report on children whose files are open to the receiver, and start the clocks of each child (SoL 20:1-2).

    The flow `receive_report` finds or opens those files. No preliminary assessment is needed for a child in whose file
    an investigation runs. Raises `NotOpen`, `Refused`, `AlreadyReceived`. Returns the report's id.
    """
    check_user_can_receive(viewer=actor)
    (rules.registering(report, at) + rules.children_differ(tuple(child.child_id for child in children))).require()
    files = {child.file_id: file_of(file_id=child.file_id, viewer=actor) for child in children}
    report_id = _next_report_id()
    with _kept_once():
        rows = [_keep_child(report_id, report, child) for child in children]
        # After its children: a report is seen through them, also by the INSERT that reads it back.
        Report.objects.create(id=report_id, child_count=len(rows), **_columns(report, report_id, actor, at))
    for child, row in zip(children, rows, strict=True):
        _begin(row, files[child.file_id], child, actor, at)
    if report.source:
        note_channel_item(source=report.source, actor=actor, at=at)
    return report_id


def reveal_reporter(*, report_id: int, reason: str, actor: Viewer, at: datetime) -> None:
    """Say why a protected reporter's identity is needed, before it is read with `reveal_reporter=True` (OSL 26:5).

    The log of every child's file that the actor sees tells of it. Raises `NoReport`, `Refused`.
    """
    seen = report(report_id=report_id, viewer=actor)
    files = list(files_of(file_ids=[child.file_id for child in seen.children], viewer=actor).values())
    best = next((file for file in files if user_can_reveal(file=file, viewer=actor)), files[0])
    check_user_can_reveal(file=best, reason=reason, viewer=actor)
    for file in files:
        record(
            deed="intake.reporter.revealed",
            target=f"intake.report:{report_id}",
            actor=actor,
            at=at,
            file_id=file.id,
            ground=file.ground.value if file.ground else "",
            details={"reason": reason.strip()},
        )


def _next_report_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('intake_report', 'id'))")
        number: int = cursor.fetchone()[0]
    return number


@contextmanager
def _kept_once() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "report_imported_once" in str(error):
            raise AlreadyReceived from None
        raise


def _columns(report: NewReport, report_id: int, actor: Viewer, at: datetime) -> dict[str, Any]:
    told_by = report.reporter
    return {
        "number": f"A{local_date(report.received_at).year}-{report_id:06d}",
        "received_at": report.received_at,
        "registered_at": at,
        "received_by_id": actor.employee_id,
        "channel": report.channel.value,
        "source": report.source,
        "external_id": report.external_id,
        "reporter_kind": told_by.kind,
        "is_mandatory": rules.kind_of(told_by.kind, report.received_at).is_mandatory,
        "reporter_name": told_by.name.strip(),
        "reporter_role": told_by.role.strip(),
        "reporter_organisation": told_by.organisation.strip(),
        "reporter_phone": told_by.phone.strip(),
        "wants_feedback": told_by.wants_feedback,
        "reporter_is_protected": told_by.is_protected,
        "reporter_protection_reason": told_by.protection_reason.strip(),
        "what_happened": report.what_happened.strip(),
        "concern": report.concern.strip(),
        "earlier_known": report.earlier_known.strip(),
        "violence_suspected": report.violence_suspected,
        "acute_danger": report.acute_danger,
        "child_knows": report.child_knows.value,
        "guardians_know": report.guardians_know.value,
        "interpreter_language": report.interpreter_language.strip(),
    }


def _keep_child(report_id: int, report: NewReport, child: ChildInFile) -> ReportChild:
    asks = report.reporter.wants_feedback and rules.kind_of(report.reporter.kind, report.received_at).may_get_feedback
    return ReportChild.objects.create(
        report_id=report_id,
        file_id=child.file_id,
        child_id=child.child_id,
        about=child.about.strip(),
        received_at=report.received_at,
        feedback_asked_at=report.received_at if asks else None,
    )


def _begin(row: ReportChild, file: FileView, child: ChildInFile, actor: Viewer, at: datetime) -> None:
    _note_step(row, "", actor, at)
    starting = (rules.PROTECTION,) if child.joins_running else (rules.PROTECTION, rules.PRELIMINARY)
    for rule in starting:
        _start(rule, row.received_at, file, row, actor, at)
    record(
        deed="intake.report.received",
        target=f"intake.report:{row.report_id}",
        actor=actor,
        at=at,
        file_id=file.id,
        details={"report_child": row.pk},
    )


# --- Steps and clocks -------------------------------------------------------------------------------------------------


def _locked(report_child_id: int) -> ReportChild:
    """The row, which nobody else may move until this transaction ends; raises `NoReport`."""
    row = ReportChild.objects.select_for_update().filter(pk=report_child_id).first()
    if row is None:
        raise NoReport
    return row


def _take(row: ReportChild, act: Act, actor: Viewer, at: datetime, target: str) -> None:
    """Take the step: row, trace, log, and the clocks that it meets or ends."""
    before = Step(row.step)
    row.step = rules.TABLE.next(before, act)
    clocks = rules.CLOCKS[act]
    for rule in clocks.meets:
        deadlines.meet(rule=rule, subject=subject_of(row.pk), actor=actor, at=at)
    for rule in clocks.ends:
        deadlines.end(rule=rule, subject=subject_of(row.pk), reason=_JOINED.sv, actor=actor, at=at)
    if row.step != before:
        row.decided_at = None if row.step in rules.OPEN_STEPS else at
        row.version += 1
        row.save(update_fields=["step", "decided_at", "version"])
        _note_step(row, before.value, actor, at)
    record(deed=rules.DEEDS[act], target=target, actor=actor, at=at, file_id=row.file_id)


def _note_step(row: ReportChild, before: str, actor: Viewer, at: datetime) -> None:
    StepChange.objects.create(
        report_child=row, file_id=row.file_id, before=before, after=row.step, at=at, by_id=actor.employee_id
    )


def _start(rule: str, basis: datetime, file: FileView, row: ReportChild, actor: Viewer, at: datetime) -> None:
    deadlines.start(rule=rule, basis=basis, file=file, subject=subject_of(row.pk), actor=actor, at=at)


def _start_feedback(row: ReportChild, actor: Viewer, at: datetime) -> None:
    """The clock on feedback, when the reporter has asked for it and the law of that day gave a time (SoL 19:6)."""
    if row.feedback_asked_at is None or row.decided_at is None:
        return
    clock = rules.feedback_clock(Step(row.step), row.decided_at, row.feedback_asked_at)
    if clock is not None:
        rule, basis = clock
        _start(rule, basis, file_of(file_id=row.file_id, viewer=actor), row, actor, at)


def _target(row: ReportChild) -> str:
    return f"intake.reportchild:{row.pk}"


# --- The protection assessment ----------------------------------------------------------------------------------------


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
    row = _locked(report_child_id)
    check_user_can_assess(viewer=actor)
    rules.assessing(assessment).require()
    made = _keep_assessment(row, assessment, actor, at)
    _take(row, Act.ASSESS, actor, at, f"intake.protectionassessment:{made.pk}")
    if row.step == Step.ASSESSED and joins_investigation:
        _join(row, actor, at)
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
    document_id = make_document(
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
    sign_document(document_id=document_id, actor=actor, at=at)
    return document_id


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
        _start(rules.PRELIMINARY, row.received_at, file_of(file_id=row.file_id, viewer=actor), row, actor, at)


def _protection_blocks(made: ProtectionView, actor: Viewer, language: str) -> dict[str, Any]:
    file = file_of(file_id=made.file_id, viewer=actor)
    child = report_child(report_child_id=made.report_child_id, viewer=actor)
    return {
        "sender": sender_of(unit_id=file.unit_id),
        "reference": file.number,
        "child": _subject(file, actor),
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


def _subject(file: FileView, actor: Viewer) -> Subject:
    """The child by name, also when protected: a record that stays in the file must say whom it is about."""
    child = subject_of_file(file_id=file.id, viewer=actor, reveal=True)
    return Subject(child.name, child.number or "")


# --- The preliminary assessment ---------------------------------------------------------------------------------------


def save_preliminary(
    *, report_child_id: int, version: int | None, fields: PreliminaryFields, actor: Viewer, at: datetime
) -> int:
    """Save the text of the preliminary assessment. `version` is the one that was read, None before the first.

    Raises `NoReport`, `Refused` once it is decided, `ChangedMeanwhile`. Returns the new version.
    """
    row = _locked(report_child_id)
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
    row = _locked(report_child_id)
    prolonging_verdict(report_child_id=report_child_id, to=to, reason=reason, viewer=actor).require()
    deadlines.prolong(
        rule=rules.PRELIMINARY, subject=subject_of(row.pk), to=to, reason=reason.strip(), actor=actor, at=at
    )
    record(
        deed="intake.preliminary.prolonged",
        target=_target(row),
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
    row = _locked(report_child_id)
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
    _take(row, rules.ACT_OF[outcome], actor, at, f"intake.preliminaryassessment:{written.pk}")
    _start_feedback(row, actor, at)
    return document_id


def join_running(*, report_child_id: int, actor: Viewer, at: datetime) -> None:
    """The report becomes part of the investigation that runs; no decision is needed (SoL 20:2).

    Called by the flow that joins it there too. Raises `NoReport`, `Refused`.
    """
    row = _locked(report_child_id)
    joining_verdict(report_child_id=report_child_id, viewer=actor).require()
    _join(row, actor, at)


def _join(row: ReportChild, actor: Viewer, at: datetime) -> None:
    _take(row, Act.JOIN, actor, at, _target(row))
    _start_feedback(row, actor, at)


def _same_version(report_child_id: int, version: int | None) -> PreliminaryAssessment | None:
    """What is written, if it is the version that was read; raises `ChangedMeanwhile`."""
    row = PreliminaryAssessment.objects.select_for_update().filter(report_child_id=report_child_id).first()
    if row is not None and row.version != version:
        names = employees(ids=[row.saved_by_id] if row.saved_by_id else [], on=local_date(row.saved_at))
        raise ChangedMeanwhile(next((who.name for who in names.values()), ""), row.saved_at)
    return row


def _document_preliminary(
    row: ReportChild, written: PreliminaryAssessment, outcome: Outcome, actor: Viewer, at: datetime
) -> int:
    document_id = make_document(
        file_id=row.file_id,
        kind="preliminary_assessment",
        template="preliminary_assessment",
        data=_preliminary_blocks(row, written, outcome, actor, at),
        title="Förhandsbedömning",
        subject=subject_of(row.pk),
        actor=actor,
        at=at,
    )
    sign_document(document_id=document_id, actor=actor, at=at)
    return document_id


def _preliminary_blocks(
    row: ReportChild, written: PreliminaryAssessment, outcome: Outcome, actor: Viewer, at: datetime
) -> dict[str, Any]:
    file = file_of(file_id=row.file_id, viewer=actor)
    received = report(report_id=row.report_id, viewer=actor)
    clock = next(each for each in clocks_of(subject=subject_of(row.pk), viewer=actor) if each.rule == rules.PRELIMINARY)
    view = (
        {"child_view": written.child_view}
        if written.child_heard
        else {"child_view_missing": written.child_not_heard_reason}
    )
    return {
        **view,
        "sender": sender_of(unit_id=file.unit_id),
        "reference": file.number,
        "child": _subject(file, actor),
        "reports": [{"received_at": row.received_at, "reference": received.number, "about": row.about}],
        "summary": received.what_happened,
        "earlier": written.earlier_reports,
        "protection": _protection_in_words(row, actor),
        "contacts": written.contacts,
        "assessment": written.summary,
        "reasons": written.reasons,
        "is_opened": outcome is Outcome.OPEN,
        "decided_on": local_date(at),
        "due_on": clock.plan_on,
        "late_reason": clock.prolonged_reason,
        "decided_by": official_of(actor),
    }


def _protection_in_words(row: ReportChild, actor: Viewer) -> str:
    latest = protection_assessments(report_child_id=row.pk, viewer=actor)[0]
    day = date_in_words(local_date(latest.made_at), "sv")
    return f"{day}: {JUDGEMENT_NAMES[latest.judgement].sv}.\n\n{latest.reasons}"


# --- Feedback to the reporter -----------------------------------------------------------------------------------------


def ask_feedback(*, report_child_id: int, actor: Viewer, at: datetime) -> None:
    """The reporter asks, after the report, to be told what came of it (SoL 19:6). Asked again, nothing changes.

    Raises `NoReport`, `Refused`.
    """
    row = _locked(report_child_id)
    check_user_can_decide(file=file_of(file_id=row.file_id, viewer=actor), viewer=actor)
    child = report_child(report_child_id=report_child_id, viewer=actor)
    rules.asking(feedback_facts(child=child, viewer=actor)).require()
    if row.feedback_asked_at is not None:
        return
    row.feedback_asked_at = at
    row.save(update_fields=["feedback_asked_at"])
    _start_feedback(row, actor, at)
    record(deed="intake.feedback.asked", target=_target(row), actor=actor, at=at, file_id=row.file_id)


def give_feedback(*, report_child_id: int, actor: Viewer, at: datetime, language: str = "sv") -> int:
    """Make and sign the letter that tells the reporter whether an investigation was opened, and no more (SoL 19:6).

    Meets the clock. Raises `NoReport`, `Refused`. Returns the document's id.
    """
    row = _locked(report_child_id)
    feedback_verdict(report_child_id=report_child_id, viewer=actor).require()
    document_id = make_document(
        file_id=row.file_id,
        kind="reporter_feedback",
        template="reporter_feedback",
        data=_feedback_blocks(row, actor, language),
        title=Text("Återkoppling på din anmälan", "Feedback on your report").in_language(language),
        subject=subject_of(row.pk),
        actor=actor,
        at=at,
        language=language,
    )
    sign_document(document_id=document_id, actor=actor, at=at, with_code=True)
    for rule in (rules.FEEDBACK, rules.FEEDBACK_AT_ONCE):
        deadlines.meet(rule=rule, subject=subject_of(row.pk), actor=actor, at=at)
    _settle(row, "intake.feedback.given", actor, at, document_id=document_id)
    return document_id


def decline_feedback(*, report_child_id: int, reason: str, actor: Viewer, at: datetime) -> None:
    """Decide that telling the reporter is unsuitable, with the reason; ends the clock (SoL 19:6).

    Raises `NoReport`, `Refused`.
    """
    row = _locked(report_child_id)
    check_user_can_decide(file=file_of(file_id=row.file_id, viewer=actor), viewer=actor)
    child = report_child(report_child_id=report_child_id, viewer=actor)
    rules.declining(feedback_facts(child=child, viewer=actor), reason).require()
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


# --- Channels ---------------------------------------------------------------------------------------------------------


def note_channel_item(*, source: str, actor: Viewer, at: datetime) -> None:
    """Something came by this channel at `at`: the sender's receipt rests on it (lesson 3)."""
    ChannelState.objects.get_or_create(source=source)
    earlier = Q(last_item_at=None) | Q(last_item_at__lt=at)
    ChannelState.objects.filter(earlier, source=source).update(last_item_at=at)


def note_channel_test(*, source: str, passed: bool, fault: str, actor: Viewer, at: datetime) -> None:
    """The channel's own test of the day passed or not; `fault` is technical, about nobody (lesson 3)."""
    ChannelState.objects.update_or_create(
        source=source,
        defaults={"last_test_at": at, "last_test_passed": passed, "last_test_fault": "" if passed else fault[:200]},
    )
    record(
        deed="intake.channel.tested",
        target=f"intake.channelstate:{source}",
        actor=actor,
        at=at,
        details={"passed": passed},
    )
