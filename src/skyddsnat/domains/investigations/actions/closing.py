"""Closing: written, signed and locked in one step. And the follow-up that may come after (SoL 23:1-5)."""

from datetime import datetime

from skyddsnat.domains.investigations.actions import papers
from skyddsnat.domains.investigations.actions.case import Case, begin
from skyddsnat.domains.investigations.models import Investigation, Notice, Waiting
from skyddsnat.domains.investigations.queries import facts
from skyddsnat.domains.investigations.rules import closing
from skyddsnat.domains.investigations.rules.order import CLOCK, FOLLOW_UP_CLOCK
from skyddsnat.domains.investigations.types import Act, NoticeOf, Result, State
from skyddsnat.domains.people.queries import parties_of_file
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.deadlines import actions as deadlines
from skyddsnat.kernel.stockholm import local_date


def close_investigation(*, investigation_id: int, version: int, result: Result, actor: Viewer, at: datetime) -> int:
    """Write, sign and lock the investigation, and so close it (SoL 20:3; lesson 6). Returns the document's id.

    Refused with every reason at once: the child's view or why it is missing, facts, analysis, the best interests,
    proposal, each party told and communicated with. Raises `NotOpen`, `Refused`, `ChangedMeanwhile`.
    """
    case = begin(investigation_id, actor, at)
    case.check_version(version, case.row.version, case.target)
    known = facts(investigation_id=investigation_id, today=local_date(at), viewer=actor, result=result)
    case.check(Act.CLOSE, closing.closing(known))
    document_id = papers.written_investigation(case, result)
    Waiting.objects.filter(investigation_id=investigation_id, ended_at=None).update(ended_at=at)
    case.step("investigations.investigation.closed", case.target, {"result": result.value, "document": document_id})
    Investigation.objects.filter(pk=investigation_id).update(
        state=State.CLOSED.value,
        result=result.value,
        closed_at=at,
        closed_by_id=actor.employee_id,
        analysis_signed_by_id=actor.employee_id,
        document_id=document_id,
        version=version + 1,
    )
    deadlines.meet(rule=CLOCK, subject=case.target, actor=actor, at=at)
    return document_id


def start_follow_up(*, investigation_id: int, actor: Viewer, at: datetime) -> None:
    """A follow-up was decided (SoL 23:1): its six months run from the day the investigation was closed (23:5), and each
    party by name is to be told (23:3). Carried out by the decision, which has checked who may decide.

    Raises `NotOpen`, `Refused`.
    """
    case = begin(investigation_id, actor, at)
    closed_at = case.row.closed_at
    closing.following_up(result=Result(case.row.result) if case.row.result else None).require()
    deadlines.start(
        rule=FOLLOW_UP_CLOCK, basis=closed_at or at, file=case.file, subject=case.target, actor=actor, at=at
    )
    _list_parties(case, NoticeOf.FOLLOW_UP)
    case.step("investigations.follow_up.started", case.target)


def _list_parties(case: Case, of: NoticeOf) -> None:
    """Each party by name is to be told; shown until told or withheld with a reason and a new date (lesson 7)."""
    for party in parties_of_file(file_id=case.file.id, on=local_date(case.at), viewer=case.actor):
        Notice.objects.get_or_create(
            investigation_id=case.row.pk,
            person_id=party.id,
            of=of.value,
            defaults={"file_id": case.file.id, "due_at": case.at},
        )


def finish_follow_up(*, investigation_id: int, actor: Viewer, at: datetime) -> None:
    """The follow-up is done, in six months at the latest (SoL 23:5), and each party is to be told (23:3).

    Raises `NotOpen`, `Refused`, also when none runs.
    """
    case = begin(investigation_id, actor, at)
    case.check(Act.TELL)
    met = deadlines.meet(rule=FOLLOW_UP_CLOCK, subject=case.target, actor=actor, at=at)
    closing.finishing(is_running=met > 0).require()
    _list_parties(case, NoticeOf.FOLLOW_UP_ENDED)
    case.step("investigations.follow_up.finished", case.target)
