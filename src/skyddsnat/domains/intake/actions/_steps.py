"""Taking a step: the row, its trace, the log and the clocks. Shared by the acts; not for other domains."""

from datetime import datetime

from skyddsnat.domains.intake import rules
from skyddsnat.domains.intake.models import ReportChild, StepChange
from skyddsnat.domains.intake.queries import NoReport, subject_of
from skyddsnat.domains.intake.types import Act, Step
from skyddsnat.domains.people.queries import subject_of_file
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.deadlines import actions as deadlines
from skyddsnat.foundation.documents.types import Subject
from skyddsnat.kernel.text import Text

_JOINED = Text("Anmälan ingår i en pågående utredning.", "The report is part of a running investigation.")


def locked(report_child_id: int) -> ReportChild:
    """The row, which nobody else may move until this transaction ends; raises `NoReport`."""
    row = ReportChild.objects.select_for_update().filter(pk=report_child_id).first()
    if row is None:
        raise NoReport
    return row


def take(row: ReportChild, act: Act, actor: Viewer, at: datetime, target: str) -> None:
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
        note_step(row, before.value, actor, at)
    record(deed=rules.DEEDS[act], target=target, actor=actor, at=at, file_id=row.file_id)


def note_step(row: ReportChild, before: str, actor: Viewer, at: datetime) -> None:
    StepChange.objects.create(
        report_child=row, file_id=row.file_id, before=before, after=row.step, at=at, by_id=actor.employee_id
    )


def start_clock(rule: str, basis: datetime, file: FileView, row: ReportChild, actor: Viewer, at: datetime) -> None:
    deadlines.start(rule=rule, basis=basis, file=file, subject=subject_of(row.pk), actor=actor, at=at)


def start_feedback(row: ReportChild, actor: Viewer, at: datetime) -> None:
    """The clock on feedback, when the reporter has asked for it and the law of that day gave a time (SoL 19:6)."""
    if row.feedback_asked_at is None or row.decided_at is None:
        return
    clock = rules.feedback_clock(Step(row.step), row.decided_at, row.feedback_asked_at)
    if clock is not None:
        rule, basis = clock
        start_clock(rule, basis, file_of(file_id=row.file_id, viewer=actor), row, actor, at)


def target_of(row: ReportChild) -> str:
    return f"intake.reportchild:{row.pk}"


def join(row: ReportChild, actor: Viewer, at: datetime) -> None:
    take(row, Act.JOIN, actor, at, target_of(row))
    start_feedback(row, actor, at)


def subject(file: FileView, actor: Viewer) -> Subject:
    """The child by name, also when protected: a record that stays in the file must say whom it is about."""
    child = subject_of_file(file_id=file.id, viewer=actor, reveal=True)
    return Subject(child.name, child.number or "")
