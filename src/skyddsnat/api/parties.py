"""The parties of an investigation: told or not yet, sent the investigation or not, and what they answered."""

from datetime import date, datetime
from typing import Any

from ninja import Router, Schema

from skyddsnat.api.door import Id, makes, reads
from skyddsnat.api.investigations import opened
from skyddsnat.domains.investigations import actions, queries
from skyddsnat.domains.investigations.types import CommunicationView, NoticeOf, NoticeView
from skyddsnat.flows.report_message import Day, Line160, Message, Moment, ToldText
from skyddsnat.flows.report_message import Id as BodyId
from skyddsnat.foundation.access.types import Viewer

router = Router()


class NoticeOut(Schema):
    """One party by name: told, or withheld, or still to be told. Masked persons have no name."""

    id: int
    person_id: int
    name: str
    is_masked: bool
    of: NoticeOf
    due_at: datetime
    told_at: datetime | None
    how: str
    withheld_reason: str
    withheld_until: date | None


class LatePartyIn(Message):
    """Who became a party while the investigation runs."""

    person_id: BodyId


class ToldIn(Message):
    """How and when a party was told."""

    how: Line160
    told_at: Moment


class WithholdingIn(Message):
    """The special reasons against telling now, and the day on which it is tried again (SoL 20:4)."""

    reason: ToldText
    until: Day


class ToldOut(Schema):
    """The letter that was made."""

    document_id: int | None


class CommunicationOut(Schema):
    """The investigation sent to one party, or why not (FL 25 §). Without `sent_at` or a reason, the letter waits."""

    id: int
    person_id: int
    name: str
    is_masked: bool
    sent_at: datetime | None
    how: str
    answer_by: date | None
    answered_at: datetime | None
    answer: str
    not_sent_reason: str


class CommunicationIn(Message):
    """To whom, by what way, with time until when to answer."""

    person_id: BodyId
    how: Line160
    answer_by: Day


class SkippedIn(Message):
    """To whom the investigation is not sent, and why (FL 25 §)."""

    person_id: BodyId
    reason: ToldText


class AnswerIn(Message):
    """What the party said, also "no objection"."""

    answer: ToldText
    answered_at: Moment


@reads(router, "/investigations/{investigation_id}/notices", list[NoticeOut])
def list_notices(investigation_id: Id, *, viewer: Viewer, at: datetime) -> list[NoticeView]:
    """Each party by name: told, withheld, or still to be told."""
    opened(investigation_id, viewer, at)
    return queries.notices(investigation_id=investigation_id, viewer=viewer)


@makes(router, "/investigations/{investigation_id}/notices")
def add_late_party(investigation_id: Id, party: LatePartyIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """A guardian who became known, or a child who turned fifteen, since the opening is told too (SoL 20:4)."""
    made = actions.add_party(investigation_id=investigation_id, person_id=party.person_id, actor=actor, at=at)
    return {"id": made}


@makes(router, "/notices/{notice_id}/told", ToldOut)
def tell_party(notice_id: Id, told: ToldIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """A party was told; the letter is made and signed (SoL 20:4, 23:3). By `samtal` or `telefon` at `told_at`; in any
    other way when the letter leaves, which waits for a second person where somebody in it is protected.
    """
    made = actions.tell_party(notice_id=notice_id, how=told.how, told_at=told.told_at, actor=actor, at=at)
    return {"document_id": made}


@makes(router, "/notices/{notice_id}/withhold")
def withhold_notice(notice_id: Id, why: WithholdingIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Telling a party waits, for special reasons, until a day (SoL 20:4)."""
    actions.withhold_notice(notice_id=notice_id, reason=why.reason, until=why.until, actor=actor, at=at)
    return {"id": notice_id}


@reads(router, "/investigations/{investigation_id}/communications", list[CommunicationOut])
def list_communications(investigation_id: Id, *, viewer: Viewer, at: datetime) -> list[CommunicationView]:
    """To whom the investigation was sent, and what they answered."""
    opened(investigation_id, viewer, at)
    return queries.communications(investigation_id=investigation_id, viewer=viewer)


@makes(router, "/investigations/{investigation_id}/communications")
def communicate(investigation_id: Id, sent: CommunicationIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Send the investigation to a party with the time to answer (FL 25 §). It is sent when its letter leaves."""
    made = actions.communicate(
        investigation_id=investigation_id,
        person_id=sent.person_id,
        how=sent.how,
        answer_by=sent.answer_by,
        actor=actor,
        at=at,
    )
    return {"id": made}


@makes(router, "/investigations/{investigation_id}/skipped-communications")
def skip_communication(investigation_id: Id, skipped: SkippedIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The investigation is not sent to a party, for a reason that FL 25 § allows."""
    made = actions.skip_communication(
        investigation_id=investigation_id, person_id=skipped.person_id, reason=skipped.reason, actor=actor, at=at
    )
    return {"id": made}


@makes(router, "/communications/{communication_id}/answer")
def record_answer(communication_id: Id, given: AnswerIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """What the party said about the investigation."""
    actions.record_answer(
        communication_id=communication_id, answer=given.answer, answered_at=given.answered_at, actor=actor, at=at
    )
    return {"id": communication_id}
