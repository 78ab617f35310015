"""Each party by name: told, or withheld until a day; sent the investigation, or not for a reason; heard."""

from datetime import date, datetime

from skyddsnat.domains.investigations.actions import papers
from skyddsnat.domains.investigations.actions.case import Case, begin
from skyddsnat.domains.investigations.models import Communication, Notice
from skyddsnat.domains.investigations.rules import parties
from skyddsnat.domains.investigations.rules.order import TELLING_CLOCK
from skyddsnat.domains.investigations.types import Act, NoticeOf
from skyddsnat.domains.people.queries import parties_of_file
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.deadlines import actions as deadlines
from skyddsnat.foundation.documents.actions import send_when_ready
from skyddsnat.foundation.documents.following import Left
from skyddsnat.foundation.documents.release_types import Asker
from skyddsnat.kernel.stockholm import local_date

# A party who was told in person is sent the letter afterwards.
_SPOKEN = frozenset({"samtal", "telefon"})
_WITHHELD = "Särskilda skäl mot att informera nu (20 kap. 4 § SoL)"


def tell_party(
    *,
    notice_id: int,
    how: str,
    told_at: datetime,
    actor: Viewer,
    at: datetime,
    make_letter: bool = True,
    reason: str = "",
    next_step: str = "",
) -> int | None:
    """A party was told at `told_at` that the investigation was opened, or of the follow-up (SoL 20:4, 23:3).

    With `make_letter` the letter is made and signed, unless one waits already: `reason` is why we investigate, in words
    fit for this party (by default the question alone), `next_step` what happens next. Who is told by the letter alone
    is told when it leaves: at once, unless a second person first reads what somebody protected stands in. Returns the
    letter's id. Raises `NotOpen`, `Refused`.
    """
    row, case = _notice(notice_id, actor, at)
    by_letter = make_letter and how not in _SPOKEN
    case.check(
        Act.TELL,
        parties.telling(
            is_told=row.told_at is not None,
            is_waiting=by_letter and row.document_id is not None,
            how=how,
            told_at=told_at,
            opened_at=row.due_at,
            at=at,
        ),
    )
    if make_letter and row.document_id is None:
        row.document_id = papers.notice_letter(case, row, reason=reason, next_step=next_step)
        Notice.objects.filter(pk=notice_id).update(document_id=row.document_id, how=how)
    if not by_letter:
        _note_told(case, row, how=how, told_at=told_at)
    elif row.document_id is not None:
        send_when_ready(document_id=row.document_id, to=Asker.PARTY, how=how, actor=actor, at=at)
    return row.document_id


def _note_told(case: Case, row: Notice, *, how: str, told_at: datetime) -> None:
    Notice.objects.filter(pk=row.pk).update(told_at=told_at, told_by_id=case.actor.employee_id, how=how)
    if row.of == NoticeOf.OPENED.value:
        deadlines.meet(rule=TELLING_CLOCK, subject=_subject(row.pk), actor=case.actor, at=told_at)
    case.step("investigations.notice.given", _subject(row.pk), {"letter": row.document_id})


def letter_left(left: Left, actor: Viewer, at: datetime) -> None:
    """A letter of an investigation has left: now the party is told by it, or has the investigation to answer.

    Raises `Refused` when the time to answer is over before it leaves.
    """
    case = begin(left.subject_id, actor, at)
    notices = Notice.objects.select_for_update().filter(document_id__in=left.document_ids, told_at=None)
    for row in notices.order_by("pk"):
        _note_told(case, row, how=left.how, told_at=at)
    waiting = Communication.objects.select_for_update().filter(document_id__in=left.document_ids, sent_at=None)
    for sent in waiting.order_by("pk"):
        parties.leaving(answer_by=sent.answer_by, today=local_date(at)).require()
        Communication.objects.filter(pk=sent.pk).update(sent_at=at, sent_by_id=actor.named_id, how=left.how)
        case.step("investigations.communication.sent", _communication(sent.pk), {"answer_by": sent.answer_by})


def withhold_notice(*, notice_id: int, reason: str, until: date, actor: Viewer, at: datetime) -> None:
    """Telling a party waits, for special reasons, until a day (SoL 20:4); shown until it is given (lesson 7).

    Raises `NotOpen`, `Refused`.
    """
    row, case = _notice(notice_id, actor, at)
    verdict = parties.withholding(
        is_told=row.told_at is not None,
        reason=reason,
        until=until,
        former=row.withheld_until,
        today=local_date(at),
    )
    case.check(Act.TELL, verdict)
    Notice.objects.filter(pk=notice_id).update(withheld_reason=reason, withheld_until=until)
    if row.of == NoticeOf.OPENED.value:
        deadlines.prolong(
            rule=TELLING_CLOCK, subject=_subject(notice_id), to=until, reason=_WITHHELD, actor=actor, at=at
        )
    case.step("investigations.notice.withheld", _subject(notice_id), {"until": until})


def _notice(notice_id: int, actor: Viewer, at: datetime) -> tuple[Notice, Case]:
    row = Notice.objects.select_for_update().filter(pk=notice_id).first()
    if row is None:
        raise NotOpen
    return row, begin(row.investigation_id, actor, at)


def _subject(notice_id: int) -> str:
    return f"investigations.notice:{notice_id}"


def communicate(
    *,
    investigation_id: int,
    person_id: int,
    how: str,
    answer_by: date,
    actor: Viewer,
    at: datetime,
    material: tuple[str, ...] = ("Utredningen",),
) -> int:
    """Send the investigation to a party with the time to answer, and make the letter (FL 25 §). Returns the id.

    `material` names what goes with the letter, which leaves by this unless a second person reads it first: then it is
    sent when the letter is. Raises `NotOpen`, `Refused`.
    """
    case = begin(investigation_id, actor, at)
    is_party = _is_party(case, person_id)
    case.check(
        Act.COMMUNICATE,
        parties.communicating(is_party=is_party, how=how, answer_by=answer_by, today=local_date(at)),
    )
    letter_id = papers.communication_letter(case, person_id, answer_by=answer_by, material=material)
    row = Communication.objects.create(
        investigation_id=investigation_id,
        file_id=case.file.id,
        person_id=person_id,
        sent_by_id=actor.employee_id or 0,
        how=how,
        answer_by=answer_by,
        document_id=letter_id,
    )
    send_when_ready(document_id=letter_id, to=Asker.PARTY, how=how, actor=actor, at=at)
    return row.pk


def skip_communication(*, investigation_id: int, person_id: int, reason: str, actor: Viewer, at: datetime) -> int:
    """The investigation is not sent to a party, for a reason that FL 25 § allows. Returns the id.

    Raises `NotOpen`, `Refused`.
    """
    case = begin(investigation_id, actor, at)
    case.check(Act.COMMUNICATE, parties.skipping(is_party=_is_party(case, person_id), reason=reason))
    row = Communication.objects.create(
        investigation_id=investigation_id,
        file_id=case.file.id,
        person_id=person_id,
        sent_by_id=actor.employee_id or 0,
        not_sent_reason=reason,
    )
    case.step("investigations.communication.skipped", _communication(row.pk))
    return row.pk


def record_answer(*, communication_id: int, answer: str, answered_at: datetime, actor: Viewer, at: datetime) -> None:
    """What the party said about the investigation, also "no objection". Raises `NotOpen`, `Refused`."""
    row = Communication.objects.select_for_update().filter(pk=communication_id).first()
    if row is None:
        raise NotOpen
    case = begin(row.investigation_id, actor, at)
    verdict = parties.answering(
        sent_at=row.sent_at,
        is_answered=row.answered_at is not None,
        answer=answer,
        answered_at=answered_at,
        at=at,
    )
    case.check(Act.COMMUNICATE, verdict)
    Communication.objects.filter(pk=communication_id).update(answer=answer, answered_at=answered_at)
    case.step("investigations.communication.answered", _communication(communication_id))


def _is_party(case: Case, person_id: int) -> bool:
    found = parties_of_file(file_id=case.file.id, on=local_date(case.at), viewer=case.actor)
    return any(person.id == person_id for person in found)


def _communication(communication_id: int) -> str:
    return f"investigations.communication:{communication_id}"
