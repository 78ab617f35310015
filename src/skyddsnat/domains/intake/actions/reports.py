"""Keeping a report, and knowing who reported."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.utils import IntegrityError

from skyddsnat.domains.intake import rules
from skyddsnat.domains.intake.actions._steps import note_step, start_clock
from skyddsnat.domains.intake.actions.channels import note_channel_item
from skyddsnat.domains.intake.models import Report, ReportChild
from skyddsnat.domains.intake.permissions import check_user_can_receive, check_user_can_reveal, user_can_reveal
from skyddsnat.domains.intake.queries import report
from skyddsnat.domains.intake.types import ChildInFile, NewReport
from skyddsnat.foundation.access.queries import file_of, files_of
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.kernel.stockholm import local_date


class AlreadyReceived(Exception):
    """The source has delivered this report before: nothing was kept a second time."""


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
    note_step(row, "", actor, at)
    starting = (rules.PROTECTION,) if child.joins_running else (rules.PROTECTION, rules.PRELIMINARY)
    for rule in starting:
        start_clock(rule, row.received_at, file, row, actor, at)
    record(
        deed="intake.report.received",
        target=f"intake.report:{row.report_id}",
        actor=actor,
        at=at,
        file_id=file.id,
        details={"report_child": row.pk},
    )
