"""Proposals: written, handed in, given back. And what a decider reads beside one: consents, and what is new since."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import Field, WithJsonSchema

from skyddsnat.api.door import Id, Versioned, changes, makes, reads
from skyddsnat.domains.decisions import actions, queries
from skyddsnat.domains.decisions.types import (
    Answer,
    ConsentView,
    FactKind,
    FactView,
    Kind,
    Level,
    Obstacle,
    ProposalFields,
    ProposalView,
    Settler,
    State,
)
from skyddsnat.flows.report_message import Day, Flag, Line40, Line160, LongText, Message, Moment, ToldText
from skyddsnat.flows.report_message import Id as BodyId
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.types import Viewer

router = Router()

# Said in place: other parts have states too, and a name stands for one thing in the description.
ProposalState = Annotated[State, WithJsonSchema({"type": "string", "enum": [each.value for each in State]})]

MOST = len(Obstacle)


class ProposalIn(Message):
    """What the caseworker writes. Services are codes of the catalogue; null means no service."""

    kind: Kind
    most_suitable: Line40 | None = None
    chosen: Line40 | None = None
    obstacles: list[Obstacle] = Field([], max_length=MOST)
    settled_by: Settler | None = None
    own_words: LongText = ""
    planned_start_on: Day | None = None
    start_obstacles: list[Obstacle] = Field([], max_length=MOST)
    reasons: LongText = ""
    child_view: LongText = ""
    child_view_missing_reason: LongText = ""
    child_version: LongText = ""
    is_urgent: Flag = False
    urgent_reason: LongText = ""
    without_guardians_reason: LongText = ""

    def fields(self) -> ProposalFields:
        """As the domain takes it."""
        return ProposalFields(
            kind=self.kind,
            most_suitable=self.most_suitable,
            chosen=self.chosen,
            obstacles=tuple(dict.fromkeys(self.obstacles)),
            settled_by=self.settled_by,
            own_words=self.own_words,
            planned_start_on=self.planned_start_on,
            start_obstacles=tuple(dict.fromkeys(self.start_obstacles)),
            reasons=self.reasons,
            child_view=self.child_view,
            child_view_missing_reason=self.child_view_missing_reason,
            child_version=self.child_version,
            is_urgent=self.is_urgent,
            urgent_reason=self.urgent_reason,
            without_guardians_reason=self.without_guardians_reason,
        )


class ProposalOut(Schema):
    """A proposal: what was written, where it stands and who is to decide."""

    id: int
    file_id: int
    investigation_id: int
    kind: Kind
    most_suitable: str | None
    chosen: str | None
    obstacles: list[Obstacle]
    settled_by: Settler | None
    own_words: str
    planned_start_on: date | None
    start_obstacles: list[Obstacle]
    reasons: str
    child_view: str
    child_view_missing_reason: str
    child_version: str
    is_urgent: bool
    urgent_reason: str
    without_guardians_reason: str
    state: ProposalState
    section: str
    level: Level
    reference: str
    lix: int | None
    written_by: str
    proposed_by: str
    proposed_at: datetime | None
    return_reason: str


class ProposedOut(Schema):
    """Who is to decide, and by which line of the delegation order."""

    level: Level
    reference: str
    section: str


class ReturnIn(Message):
    """Why the proposal is given back."""

    reason: ToldText


class ConsentIn(Message):
    """What one person answered; about the proposed service unless `service` names another (SoL 21:1)."""

    person_id: BodyId
    answer: Answer
    given_at: Moment
    how: Line160 = ""
    words: LongText = ""
    service: Line40 | None = None


class ConsentOut(Schema):
    """One answer of one person about one service; the latest of each person about each service counts (SoL 21:1)."""

    id: int
    person_id: int
    service: str
    answer: Answer
    given_at: datetime
    how: str
    words: str


class FactOut(Schema):
    """Something newer than the proposal; `subject` names it, never a person."""

    kind: FactKind
    at: datetime
    subject: str

    @staticmethod
    def resolve_subject(fact: FactView) -> str:
        """What it is about ("intake.report_child:12")."""
        return fact.target


@makes(router, "/investigations/{investigation_id}/proposals")
def write_proposal(investigation_id: Id, proposal: ProposalIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Begin a proposal; nothing need be complete."""
    made, _version = actions.save_proposal(
        investigation_id=investigation_id, fields=proposal.fields(), actor=actor, at=at
    )
    return {"id": made}


@reads(router, "/files/{file_id}/proposals", list[ProposalOut])
def list_proposals(file_id: Id, *, viewer: Viewer, at: datetime) -> list[ProposalOut]:
    """Every proposal in the file, the latest first."""
    log_reading(file_id=file_id, what="decisions.proposals", actor=viewer, at=at)
    return [_proposal_out(found) for found in queries.proposals_of_file(file_id=file_id, viewer=viewer)]


@reads(router, "/proposals/{proposal_id}", ProposalOut)
def read_proposal(proposal_id: Id, *, viewer: Viewer, at: datetime) -> Versioned:
    """A proposal."""
    found = _opened(proposal_id, viewer, at)
    return Versioned(_proposal_out(found), found.version)


def _opened(proposal_id: int, viewer: Viewer, at: datetime) -> ProposalView:
    """The proposal; the reading stands in the log of the file."""
    found = queries.proposal(proposal_id=proposal_id, viewer=viewer)
    log_reading(file_id=found.file_id, what=f"decisions.proposal:{proposal_id}", actor=viewer, at=at)
    return found


def _proposal_out(found: ProposalView) -> ProposalOut:
    fields = found.fields
    return ProposalOut(
        id=found.id,
        file_id=found.file_id,
        investigation_id=found.investigation_id,
        kind=fields.kind,
        most_suitable=fields.most_suitable,
        chosen=fields.chosen,
        obstacles=list(fields.obstacles),
        settled_by=fields.settled_by,
        own_words=fields.own_words,
        planned_start_on=fields.planned_start_on,
        start_obstacles=list(fields.start_obstacles),
        reasons=fields.reasons,
        child_view=fields.child_view,
        child_view_missing_reason=fields.child_view_missing_reason,
        child_version=fields.child_version,
        is_urgent=fields.is_urgent,
        urgent_reason=fields.urgent_reason,
        without_guardians_reason=fields.without_guardians_reason,
        state=found.state,
        section=found.section,
        level=found.level,
        reference=found.reference,
        lix=found.lix,
        written_by=found.written_by,
        proposed_by=found.proposed_by,
        proposed_at=found.proposed_at,
        return_reason=found.return_reason,
    )


@changes(router, "/proposals/{proposal_id}")
def change_proposal(proposal_id: Id, proposal: ProposalIn, *, actor: Viewer, at: datetime, version: int) -> int:
    """Write on a proposal that is not handed in."""
    found = queries.proposal(proposal_id=proposal_id, viewer=actor)
    _id, new_version = actions.save_proposal(
        investigation_id=found.investigation_id,
        proposal_id=proposal_id,
        version=version,
        fields=proposal.fields(),
        actor=actor,
        at=at,
    )
    return new_version


@makes(router, "/proposals/{proposal_id}/propose", ProposedOut)
def propose(proposal_id: Id, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """Hand the proposal in to whoever is to decide."""
    right = actions.propose(proposal_id=proposal_id, version=version, actor=actor, at=at)
    return {"level": right.level.value, "reference": right.reference, "section": right.section}


@makes(router, "/proposals/{proposal_id}/return")
def return_proposal(proposal_id: Id, why: ReturnIn, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """Give the proposal back with the reason, or take one's own back."""
    actions.return_proposal(proposal_id=proposal_id, version=version, reason=why.reason, actor=actor, at=at)
    return {"id": proposal_id}


@makes(router, "/proposals/{proposal_id}/consents")
def record_consent(proposal_id: Id, consent: ConsentIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Write down what one person answered about one service (SoL 21:1)."""
    made = actions.record_consent(
        proposal_id=proposal_id,
        person_id=consent.person_id,
        answer=consent.answer,
        given_at=consent.given_at,
        how=consent.how,
        words=consent.words,
        service=consent.service,
        actor=actor,
        at=at,
    )
    return {"id": made}


@reads(router, "/proposals/{proposal_id}/consents", list[ConsentOut])
def list_consents(proposal_id: Id, *, viewer: Viewer, at: datetime) -> list[ConsentView]:
    """Every answer about the services of the proposal, the latest first."""
    _opened(proposal_id, viewer, at)
    return queries.consents(proposal_id=proposal_id, viewer=viewer)


@reads(router, "/proposals/{proposal_id}/facts", list[FactOut])
def list_facts(proposal_id: Id, *, viewer: Viewer, at: datetime) -> list[FactView]:
    """What has come into the file since the proposal was handed in, the latest first.

    Whoever decides says in `facts_told` how many of them she was shown (lesson 10).
    """
    _opened(proposal_id, viewer, at)
    return queries.facts_since(proposal_id=proposal_id, viewer=viewer)
