"""Proposals, consents and decisions."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import Field, WithJsonSchema

from skyddsnat.api.door import Id, Versioned, changes, makes, reads
from skyddsnat.domains.decisions import actions, queries
from skyddsnat.domains.decisions.types import (
    Answer,
    AppealOutcome,
    DecisionView,
    Kind,
    Level,
    Obstacle,
    Outcome,
    ProposalFields,
    ProposalView,
    ServiceView,
    Settler,
    State,
)
from skyddsnat.flows.report_message import Day, Flag, Line40, Line160, LongText, Message, Moment, ToldText
from skyddsnat.flows.report_message import Id as BodyId
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.types import Viewer

router = Router()

# Said in place: other parts have states and outcomes too, and a name stands for one thing in the description.
DecisionOutcome = Annotated[Outcome, WithJsonSchema({"type": "string", "enum": [each.value for each in Outcome]})]
ProposalState = Annotated[State, WithJsonSchema({"type": "string", "enum": [each.value for each in State]})]

MOST = len(Obstacle)


class ServiceOut(Schema):
    """A service of the catalogue, by its code."""

    code: str
    title_sv: str
    title_en: str
    section: str
    is_placement: bool

    @staticmethod
    def resolve_title_sv(service: ServiceView) -> str:
        """In Swedish."""
        return service.title.sv

    @staticmethod
    def resolve_title_en(service: ServiceView) -> str:
        """In English."""
        return service.title.en


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


class RulingIn(Message):
    """What the decider writes; what is null is the proposal's. `facts_told`: how many newer facts she was shown."""

    outcome: DecisionOutcome
    no_conflict: Flag
    chosen: Line40 | None = None
    reasons: LongText | None = None
    change_reason: LongText = ""
    child_version: LongText | None = None
    obstacles: list[Obstacle] | None = Field(None, max_length=MOST)
    settled_by: Settler | None = None
    hides_name: Flag = False
    hides_name_reason: LongText = ""
    facts_told: int = Field(0, strict=True, ge=0, le=10_000)


class AppealOut(Schema):
    """One party's appeal. `is_late`: it came in after the last day; `outcome` is null until it is dealt with."""

    came_in_at: datetime
    is_late: bool
    outcome: AppealOutcome | None
    settled_at: datetime | None
    settled_by: str
    reason: str


class DeliveryOut(Schema):
    """One party's letter: not told until `sent_at`; the appeal time runs from `served_at` to the end of `appeal_until`,
    which is null where nothing may be appealed.
    """

    id: int
    person_id: int
    letter_id: int
    how: str
    sent_at: datetime | None
    served_at: datetime | None
    appeal_until: date | None
    appeal: AppealOut | None


class DecisionOut(Schema):
    """A decision as it was signed. `chosen` is the service that was granted; from `final_from` on nobody who was told
    may appeal any more.
    """

    id: int
    proposal_id: int
    file_id: int
    kind: Kind
    outcome: DecisionOutcome
    most_suitable: ServiceOut | None
    chosen: ServiceOut | None
    obstacles: list[Obstacle]
    settled_by: Settler | None
    section: str
    level: Level
    right: str
    reasons: str
    change_reason: str
    child_version: str
    is_appealable: bool
    decided_at: datetime
    decided_by: str
    presented_by: str
    planned_start_on: date | None
    started_on: date | None
    final_from: date | None
    deliveries: list[DeliveryOut]


class PartyIn(Message):
    """Who became a party after the decision."""

    person_id: BodyId


class SentIn(Message):
    """Whose letter is sent, and by what way."""

    person_id: BodyId
    how: Line160


class ServedIn(Message):
    """When the party received the decision."""

    served_at: Moment


class AppealIn(Message):
    """When the party's appeal came in."""

    came_in_at: Moment


class SettledIn(Message):
    """What was done with the appeal. `reason` when it came late: why it is dismissed, or goes to the court anyway."""

    outcome: AppealOutcome
    reason: LongText = ""


class StartIn(Message):
    """The day on which the service really started."""

    started_on: Day


@reads(router, "/services", list[ServiceOut])
def list_services(*, viewer: Viewer, at: datetime) -> list[ServiceView]:
    """The catalogue of services that are given."""
    return queries.services()


@makes(router, "/investigations/{investigation_id}/proposals")
def write_proposal(investigation_id: Id, proposal: ProposalIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Begin a proposal; nothing need be complete."""
    made, _version = actions.save_proposal(
        investigation_id=investigation_id, fields=proposal.fields(), actor=actor, at=at
    )
    return {"id": made}


@reads(router, "/proposals/{proposal_id}", ProposalOut)
def read_proposal(proposal_id: Id, *, viewer: Viewer, at: datetime) -> Versioned:
    """A proposal."""
    found = queries.proposal(proposal_id=proposal_id, viewer=viewer)
    log_reading(file_id=found.file_id, what=f"decisions.proposal:{proposal_id}", actor=viewer, at=at)
    return Versioned(_proposal_out(found), found.version)


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


@makes(router, "/proposals/{proposal_id}/decision")
def decide(proposal_id: Id, ruling: RulingIn, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """Sign the decision: as proposed, changed or refused."""
    made = actions.decide(
        proposal_id=proposal_id,
        version=version,
        outcome=ruling.outcome,
        no_conflict=ruling.no_conflict,
        chosen=ruling.chosen,
        reasons=ruling.reasons,
        change_reason=ruling.change_reason,
        child_version=ruling.child_version,
        obstacles=None if ruling.obstacles is None else tuple(dict.fromkeys(ruling.obstacles)),
        settled_by=ruling.settled_by,
        hides_name=ruling.hides_name,
        hides_name_reason=ruling.hides_name_reason,
        facts_told=ruling.facts_told,
        actor=actor,
        at=at,
    )
    return {"id": made}


@reads(router, "/files/{file_id}/decisions", list[DecisionOut])
def list_decisions(file_id: Id, *, viewer: Viewer, at: datetime) -> list[DecisionView]:
    """Every decision in the file, the latest first."""
    log_reading(file_id=file_id, what="decisions", actor=viewer, at=at)
    return queries.decisions_of_file(file_id=file_id, viewer=viewer)


@reads(router, "/decisions/{decision_id}", DecisionOut)
def read_decision(decision_id: Id, *, viewer: Viewer, at: datetime) -> DecisionView:
    """A decision as it was signed."""
    found = queries.decision(decision_id=decision_id, viewer=viewer)
    log_reading(file_id=found.file_id, what=f"decisions.decision:{decision_id}", actor=viewer, at=at)
    return found


# --- Afterwards -------------------------------------------------------------------------------------------------------


@makes(router, "/decisions/{decision_id}/letters")
def add_party(decision_id: Id, party: PartyIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Make a letter to one who became a party after the decision; the id is its delivery's, old or new."""
    return {"id": actions.add_party(decision_id=decision_id, person_id=party.person_id, actor=actor, at=at)}


@makes(router, "/decisions/{decision_id}/deliveries")
def deliver(decision_id: Id, sent: SentIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Send a party's letter (FL 33 §). One that speaks of somebody protected is first passed by a second person."""
    made = actions.deliver(decision_id=decision_id, person_id=sent.person_id, how=sent.how, actor=actor, at=at)
    return {"id": made}


@makes(router, "/deliveries/{delivery_id}/served")
def serve(delivery_id: Id, served: ServedIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The party received the decision; the appeal time runs from that day (FL 44 §)."""
    actions.serve(delivery_id=delivery_id, served_at=served.served_at, actor=actor, at=at)
    return {"id": delivery_id}


@makes(router, "/deliveries/{delivery_id}/appeal")
def record_appeal(delivery_id: Id, appeal: AppealIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The party's appeal came in; the day decides whether it came in time (FL 44-45 §§)."""
    return {"id": actions.record_appeal(delivery_id=delivery_id, came_in_at=appeal.came_in_at, actor=actor, at=at)}


@makes(router, "/deliveries/{delivery_id}/appeal/settled")
def settle_appeal(delivery_id: Id, settled: SettledIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The appeal was handed over to the court, or dismissed because it came too late (FL 45-46 §§)."""
    actions.settle_appeal(delivery_id=delivery_id, outcome=settled.outcome, reason=settled.reason, actor=actor, at=at)
    return {"id": delivery_id}


@makes(router, "/decisions/{decision_id}/start")
def record_start(decision_id: Id, start: StartIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The granted service really started; that meets the clock of SoL 34:1."""
    actions.record_start(decision_id=decision_id, started_on=start.started_on, actor=actor, at=at)
    return {"id": decision_id}
