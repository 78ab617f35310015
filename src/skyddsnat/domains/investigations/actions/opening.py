"""Opening an investigation, and what comes to it later: reports and parties."""

from datetime import datetime

from django.db import IntegrityError, transaction

from skyddsnat.domains.intake.queries import report_child
from skyddsnat.domains.investigations.actions.case import Case, begin
from skyddsnat.domains.investigations.models import Investigation, JoinedReport, Notice
from skyddsnat.domains.investigations.permissions import opening as opening_permission
from skyddsnat.domains.investigations.queries import earlier_in_file
from skyddsnat.domains.investigations.rules import chains, parties
from skyddsnat.domains.investigations.rules.order import CLOCK, FOLLOW_UP_CLOCK, TELLING_CLOCK
from skyddsnat.domains.investigations.types import Act, NoticeOf, Question
from skyddsnat.domains.people.queries import parties_of_file, subject_of_file
from skyddsnat.foundation.access.queries import NotOpen, file_of
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.deadlines import actions as deadlines
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Refused, Verdict


def open_investigation(
    *,
    file_id: int,
    child_id: int,
    cause_id: int | None,
    question: Question,
    asks: str,
    what_is_new: str,
    actor: Viewer,
    at: datetime,
) -> int:
    """Open an investigation of the child of the file, at once when it is decided (SoL 14:2). Returns its id.

    Starts four months (20:3), and for each party by name the duty to tell at once (20:4). After one on the same
    question that was closed in the last six months it makes a chain, and says what is new (lesson 6). A follow-up that
    runs ends (23:5). `cause_id` is the child's part of a report. Raises `NotOpen`, `Refused`.
    """
    file = file_of(file_id=file_id, viewer=actor)
    in_file = earlier_in_file(file_id=file_id, viewer=actor)
    former = chains.follows(in_file, question, local_date(at))
    verdict = chains.opening(
        asks=asks,
        what_is_new=what_is_new,
        is_running=any(each.closed_at is None for each in in_file),
        follows_another=former is not None,
        is_file_closed=file.is_closed,
    )
    (opening_permission(file=file, viewer=actor) + verdict).require()
    _check_about_child(file, child_id, cause_id, actor)
    row = _insert(
        Investigation(
            file_id=file_id,
            child_id=child_id,
            cause_id=cause_id,
            question=question.value,
            asks=asks,
            opened_at=at,
            opened_by_id=actor.employee_id or 0,
            follows_id=former,
            what_is_new=what_is_new,
            last_step_at=at,
        )
    )
    _end_follow_ups(in_file, actor, at)
    _start(Case(row, file, actor, at))
    return row.pk


def _check_about_child(file: FileView, child_id: int, cause_id: int | None, actor: Viewer) -> None:
    """Child and report are those of the file; otherwise they are not there."""
    if subject_of_file(file_id=file.id, viewer=actor).id != child_id:
        raise NotOpen
    if cause_id is not None and report_child(report_child_id=cause_id, viewer=actor).file_id != file.id:
        raise NotOpen


def _insert(row: Investigation) -> Investigation:
    """Save; two who open at the same moment get one investigation and one refusal: the one rule that only the database
    can keep.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused(Verdict.of(chains.RUNNING)) from None
    return row


def _start(case: Case) -> None:
    row, actor, at = case.row, case.actor, case.at
    record(
        deed="investigations.investigation.opened",
        target=case.target,
        actor=actor,
        at=at,
        file_id=case.file.id,
        details={"question": row.question, "follows": row.follows_id, "cause": row.cause_id},
    )
    deadlines.start(rule=CLOCK, basis=at, file=case.file, subject=case.target, actor=actor, at=at)
    for party in parties_of_file(file_id=case.file.id, on=local_date(at), viewer=actor):
        add_notice(case, party.id)


def add_notice(case: Case, person_id: int) -> int:
    """The party is to be told at once that the investigation was opened. For this domain's own use."""
    notice = Notice.objects.create(
        investigation_id=case.row.pk,
        file_id=case.file.id,
        person_id=person_id,
        of=NoticeOf.OPENED.value,
        due_at=case.at,
    )
    deadlines.start(
        rule=TELLING_CLOCK,
        basis=case.at,
        file=case.file,
        subject=f"investigations.notice:{notice.pk}",
        actor=case.actor,
        at=case.at,
    )
    return notice.pk


def _end_follow_ups(in_file: list[chains.Earlier], actor: Viewer, at: datetime) -> None:
    for each in in_file:
        deadlines.end(
            subject=f"investigations.investigation:{each.id}",
            rule=FOLLOW_UP_CLOCK,
            reason="En utredning inleddes (23 kap. 5 § SoL)",
            actor=actor,
            at=at,
        )


def join_report(*, investigation_id: int, report_child_id: int, actor: Viewer, at: datetime) -> None:
    """A report that came while the investigation ran belongs to it; no decision to open is needed (SoL 20:2).

    Done by whoever receives the report. Raises `NotOpen`, `Refused`.
    """
    case = begin(investigation_id, actor, at)
    if report_child(report_child_id=report_child_id, viewer=actor).file_id != case.file.id:
        raise NotOpen
    case.check(Act.JOIN_REPORT)
    JoinedReport.objects.create(
        investigation_id=investigation_id, file_id=case.file.id, report_child_id=report_child_id, joined_at=at
    )
    case.step("investigations.report.joined", case.target, {"report_child": report_child_id})


def add_party(*, investigation_id: int, person_id: int, actor: Viewer, at: datetime) -> int:
    """A guardian who became known, or a child who turned fifteen, after the opening is told too (SoL 20:4; lesson 7).

    Returns the notice's id. Raises `NotOpen`, `Refused`.
    """
    case = begin(investigation_id, actor, at)
    found = {person.id for person in parties_of_file(file_id=case.file.id, on=local_date(at), viewer=actor)}
    listed = case.row.notices.filter(person_id=person_id, of=NoticeOf.OPENED.value).exists()
    case.check(Act.TELL, parties.adding(is_party=person_id in found, is_listed=listed))
    notice_id = add_notice(case, person_id)
    case.step("investigations.notice.added", f"investigations.notice:{notice_id}")
    return notice_id
