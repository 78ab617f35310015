"""What the board, the committee or the chair decides about compulsory care: written, handed over, signed, reported.

Whoever decides is an elected person with a session of her own: no scope lets an integration decide, and the guards
refuse whoever works with the child.
"""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Query, Router, Schema
from pydantic import Field

from skyddsnat.api.compulsory import Grounds, opened_case, said
from skyddsnat.api.door import Id, Versioned, changes, makes, reads
from skyddsnat.api.journal import ReasonIn
from skyddsnat.api.problems import ReasonOut
from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import (
    AgendaKind,
    AgendaView,
    AlarmKind,
    AlarmView,
    Handing,
    HandOverView,
    MatterFields,
    MatterLevel,
    MatterOutcome,
    MatterState,
    MatterView,
    NewsKind,
    NewsView,
)
from skyddsnat.domains.decisions.queries import NoMeeting, meetings
from skyddsnat.domains.decisions.types import Level
from skyddsnat.flows.report_message import BIGGEST_ID, Day, Flag, LongText, Message
from skyddsnat.flows.report_message import Id as BodyId
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.compulsory_states import Act, Track

router = Router()


class MatterIn(Message):
    """What officials write for whoever decides; nothing need be complete. `meeting_id`: the meeting it is meant for."""

    proposal: LongText = ""
    reasons: LongText = ""
    best_interests: LongText = ""
    child_view: LongText = ""
    child_view_missing_reason: LongText = ""
    child_version: LongText = ""
    grounds: Grounds = []
    content: LongText = ""
    is_temporary: Flag = False
    is_urgent: Flag = False
    urgent_reason: LongText = ""
    planned_since: Day | None = None
    meeting_id: BodyId | None = None

    def fields(self) -> MatterFields:
        """As the domain takes it."""
        given = {name: getattr(self, name) for name in MatterIn.model_fields}
        return MatterFields(**given | {"grounds": tuple(dict.fromkeys(self.grounds))})


class NewMatterIn(MatterIn):
    """A matter about a deed on a track: of the running measure, or null when the deed begins one."""

    measure_id: BodyId | None = None
    track: Track
    act: Act


class MeetingOut(Schema):
    """A meeting of the committee or the board; papers are in by `papers_by`."""

    id: int
    level: Level
    held_on: date
    papers_by: date


class MatterFieldsOut(Schema):
    """What was written for whoever decides."""

    proposal: str
    reasons: str
    best_interests: str
    child_view: str
    child_view_missing_reason: str
    child_version: str
    grounds: list[str]
    content: str
    is_temporary: bool
    is_urgent: bool
    urgent_reason: str
    planned_since: date | None
    meeting_id: int | None


class MatterOut(Schema):
    """A matter: what was written, where it stands, who is to decide it and what was decided by which right."""

    id: int
    case_id: int
    measure_id: int | None
    file_id: int
    track: Track
    act: Act
    section: str
    level: MatterLevel
    fields: MatterFieldsOut
    planned_since: date
    state: MatterState
    lix: int | None
    written_by: str
    prepared_by: str
    prepared_at: datetime | None
    return_reason: str
    outcome: MatterOutcome | None
    decided_text: str
    change_reason: str
    decided_by: str
    decided_at: datetime | None
    right: str
    meeting: MeetingOut | None
    reported_at: MeetingOut | None
    document_id: int | None
    child_letter_id: int | None


class MatterGuardsOut(Schema):
    """Every reason why the caller may not hand the matter over, and why not decide it as it is proposed, now."""

    preparing: list[ReasonOut]
    deciding: list[ReasonOut]


class PreparedOut(Schema):
    """Who is to decide, and by what."""

    level: MatterLevel
    reference: str
    section: str


class MatterRulingIn(Message):
    """What the decider signs. `facts_told`: how many facts newer than the papers she was shown (lesson 10).

    Left empty, `decided_text` is the proposal; `child_version` null is what was prepared. `hides_name_reason`: why the
    letters show service codes and no names (FL 33 §); null when they show names.
    """

    outcome: MatterOutcome
    no_conflict: Flag
    decided_text: LongText = ""
    change_reason: LongText = ""
    child_version: LongText | None = None
    facts_told: int = Field(0, strict=True, ge=0, le=10_000)
    hides_name_reason: LongText | None = None


class MatterDecidedOut(Schema):
    """The matter, and the measure that it is about; null when what would have begun one was refused."""

    id: int
    measure_id: int | None


class CallIn(Message):
    """Who was called, and whether she was reached; then the file is open to her for a day."""

    to_employee_id: BodyId
    is_reached: Flag
    words: LongText = ""


class HandOverOut(Schema):
    """One moment on the way from the official to whoever signs."""

    id: int
    kind: Handing
    at: datetime
    by: str
    to: str
    words: str


class NewsOut(Schema):
    """Something newer than the prepared matter; `subject` names it, never a person."""

    kind: NewsKind
    at: datetime
    subject: str

    @staticmethod
    def resolve_subject(news: NewsView) -> str:
        """What it is about ("intake.report_child:12")."""
        return news.target


class AgendaItemOut(Schema):
    """One line of an agenda: the number of the file and never a name. `subject_id` is the matter or the proposal."""

    kind: AgendaKind
    subject_id: int
    file_number: str
    unit: str
    section: str
    is_urgent: bool
    planned_since: date
    decided_on: date | None
    outcome: MatterOutcome | None


class AgendaOut(Schema):
    """A meeting, what it is to decide, and what it is told that the chair has decided (SoL 30:12)."""

    meeting: MeetingOut
    items: list[AgendaItemOut]
    reports: list[AgendaItemOut]


class ReportedOut(Schema):
    """How many decisions of the chair the meeting has been told of now."""

    reported: int


class AlarmOut(Schema):
    """A measure about to end by itself, or a clock that has passed. By service codes; no child (lesson 1)."""

    kind: AlarmKind
    unit: str
    track: Track
    lapses_at: datetime | None
    rule: str
    due_on: date | None
    owner: str
    deputy: str


# --- Writing and handing over -----------------------------------------------------------------------------------------


@reads(router, "/compulsory-cases/{case_id}/matters", list[MatterOut])
def list_matters(case_id: Id, *, viewer: Viewer, at: datetime) -> list[MatterView]:
    """Every matter of the case, the latest first."""
    opened_case(case_id, "matters", viewer, at)
    return queries.matters_of_case(case_id=case_id, viewer=viewer)


@makes(router, "/compulsory-cases/{case_id}/matters")
def write_matter(case_id: Id, matter: NewMatterIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Begin a matter for whoever decides."""
    made, _version = actions.save_matter(
        case_id=case_id,
        measure_id=matter.measure_id,
        track=matter.track,
        act=matter.act,
        fields=matter.fields(),
        actor=actor,
        at=at,
    )
    return {"id": made}


@reads(router, "/matters", list[MatterOut])
def list_matters_waiting(*, viewer: Viewer, at: datetime) -> list[MatterView]:
    """Matters that the caller may decide today, the urgent and the oldest first."""
    found = queries.matters_waiting(on=local_date(at), viewer=viewer)
    for file_id in dict.fromkeys(each.file_id for each in found):
        log_reading(file_id=file_id, what="compulsory.matters_waiting", actor=viewer, at=at)
    return found


@reads(router, "/matters/{matter_id}", MatterOut)
def read_matter(matter_id: Id, *, viewer: Viewer, at: datetime) -> Versioned:
    """A matter."""
    found = _opened(matter_id, "matter", viewer, at)
    return Versioned(found, found.version)


def _opened(matter_id: int, what: str, viewer: Viewer, at: datetime) -> MatterView:
    """The matter; the reading stands in the log of the file."""
    found = queries.matter(matter_id=matter_id, viewer=viewer)
    log_reading(file_id=found.file_id, what=f"compulsory.{what}:{matter_id}", actor=viewer, at=at)
    return found


@changes(router, "/matters/{matter_id}")
def change_matter(matter_id: Id, matter: MatterIn, *, actor: Viewer, at: datetime, version: int) -> int:
    """Write on a matter that is not handed over."""
    found = queries.matter(matter_id=matter_id, viewer=actor)
    _id, new_version = actions.save_matter(
        case_id=found.case_id,
        measure_id=found.measure_id,
        track=found.track,
        act=found.act,
        fields=matter.fields(),
        matter_id=matter_id,
        version=version,
        actor=actor,
        at=at,
    )
    return new_version


@reads(router, "/matters/{matter_id}/obstacles", MatterGuardsOut)
def read_matter_obstacles(matter_id: Id, *, viewer: Viewer, at: datetime) -> MatterGuardsOut:
    """What stands in the way of handing it over, and of deciding it, by the caller and now."""
    _opened(matter_id, "matter_obstacles", viewer, at)
    return MatterGuardsOut(
        preparing=said(queries.preparing_verdict(matter_id=matter_id, at=at, viewer=viewer)),
        deciding=said(queries.deciding_verdict(matter_id=matter_id, at=at, viewer=viewer)),
    )


@makes(router, "/matters/{matter_id}/prepare", PreparedOut)
def prepare_matter(matter_id: Id, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """Hand the matter over to whoever decides."""
    right = actions.prepare_matter(matter_id=matter_id, version=version, actor=actor, at=at)
    return {"level": right.level.value, "reference": right.reference, "section": right.section}


@makes(router, "/matters/{matter_id}/return")
def return_matter(matter_id: Id, why: ReasonIn, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """Give the matter back with the reason, or take one's own back."""
    actions.return_matter(matter_id=matter_id, version=version, reason=why.reason, actor=actor, at=at)
    return {"id": matter_id}


@makes(router, "/matters/{matter_id}/calls")
def call_decider(matter_id: Id, call: CallIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Somebody who may decide at once was called: the chair on call, or a member whom the board has appointed."""
    act = actions.reach_chair if call.is_reached else actions.seek_chair
    return {"id": act(matter_id=matter_id, to=call.to_employee_id, words=call.words, actor=actor, at=at)}


@reads(router, "/matters/{matter_id}/calls", list[HandOverOut])
def list_calls(matter_id: Id, *, viewer: Viewer, at: datetime) -> list[HandOverView]:
    """Every moment on the way to whoever signs, as they came."""
    _opened(matter_id, "calls", viewer, at)
    return queries.hand_overs(matter_id=matter_id, viewer=viewer)


@reads(router, "/matters/{matter_id}/news", list[NewsOut])
def list_matter_news(matter_id: Id, *, viewer: Viewer, at: datetime) -> list[NewsView]:
    """What has come into the file since the matter was handed over, the latest first (lesson 10)."""
    _opened(matter_id, "news", viewer, at)
    return queries.news_since(matter_id=matter_id, viewer=viewer)


# --- Deciding ---------------------------------------------------------------------------------------------------------


@makes(router, "/matters/{matter_id}/decision", MatterDecidedOut)
def decide_matter(
    matter_id: Id, ruling: MatterRulingIn, *, actor: Viewer, at: datetime, version: int
) -> dict[str, Any]:
    """Sign the decision: as proposed, changed or refused. Its deed is done on the measure, which begins by it if it is
    the first; what is sent to the court is done by the court's receipt.
    """
    measure_id = actions.decide_matter(
        matter_id=matter_id,
        version=version,
        outcome=ruling.outcome,
        decided_text=ruling.decided_text,
        change_reason=ruling.change_reason,
        child_version=ruling.child_version,
        no_conflict=ruling.no_conflict,
        facts_told=ruling.facts_told,
        hides_name_reason=ruling.hides_name_reason,
        actor=actor,
        at=at,
    )
    return {"id": matter_id, "measure_id": measure_id}


@makes(router, "/matters/{matter_id}/minutes-extract")
def make_minutes_extract(matter_id: Id, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Make and sign the extract of the minutes about the matter; the id is the document's."""
    return {"id": actions.make_minutes_extract(matter_id=matter_id, actor=actor, at=at)}


# --- Meetings and alarms ----------------------------------------------------------------------------------------------


@reads(router, "/agenda", AgendaOut)
def read_agenda(
    meeting_id: Annotated[int | None, Query(ge=1, le=BIGGEST_ID)] = None, *, viewer: Viewer, at: datetime
) -> AgendaView:
    """What a meeting, or the next one, decides and is told; to the elected, registrars, and managers of their units."""
    today = local_date(at)
    chosen = meeting_id or next((each.id for each in meetings(after=today, most=1)), None)
    if chosen is None:
        raise NotOpen
    try:
        return queries.agenda(meeting_id=chosen, today=today, viewer=viewer)
    except NoMeeting:
        raise NotOpen from None


@makes(router, "/meetings/{meeting_id}/reports", ReportedOut)
def report_to_meeting(meeting_id: Id, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The meeting has been told what the chair decided until it was held (SoL 30:12)."""
    try:
        return {"reported": actions.report_at(meeting_id=meeting_id, actor=actor, at=at)}
    except NoMeeting:
        raise NotOpen from None


@reads(router, "/alarms", list[AlarmOut])
def list_alarms(*, viewer: Viewer, at: datetime) -> list[AlarmView]:
    """Measures that soon end by themselves or have, and clocks that have passed: to managers and the elected."""
    return queries.alarms(at=at, viewer=viewer)
