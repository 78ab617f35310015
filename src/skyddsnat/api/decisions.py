"""Decisions: signed, told, appealed, carried out."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import Field, WithJsonSchema

from skyddsnat.api.door import Id, makes, reads
from skyddsnat.domains.decisions import actions, queries
from skyddsnat.domains.decisions.types import (
    AppealOutcome,
    DecisionView,
    Kind,
    Level,
    Obstacle,
    Outcome,
    ServiceView,
    Settler,
)
from skyddsnat.flows.report_message import Day, Flag, Line40, Line160, LongText, Message, Moment
from skyddsnat.flows.report_message import Id as BodyId
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.types import Viewer

router = Router()

# Said in place: other parts have states and outcomes too, and a name stands for one thing in the description.
DecisionOutcome = Annotated[Outcome, WithJsonSchema({"type": "string", "enum": [each.value for each in Outcome]})]

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


class OtherAppealOut(AppealOut):
    """An appeal from somebody without a letter: a person of the file, or a name. Their time has not begun (FL 44 §)."""

    id: int
    person_id: int | None
    appellant: str


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
    other_appeals: list[OtherAppealOut]


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


class OtherAppealIn(Message):
    """Who appeals without having a letter of the decision, one of the two, and when it came in."""

    came_in_at: Moment
    person_id: BodyId | None = None
    appellant: Line160 = ""


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


@makes(router, "/decisions/{decision_id}/appeals")
def record_other_appeal(decision_id: Id, appeal: OtherAppealIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """An appeal came in from somebody who has no letter: in time, and for the court to weigh (FL 42, 44-46 §§)."""
    made = actions.record_other_appeal(decision_id=decision_id, **appeal.model_dump(), actor=actor, at=at)
    return {"id": made}


@makes(router, "/appeals/{appeal_id}/settled")
def settle_other_appeal(appeal_id: Id, settled: SettledIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The appeal of somebody who has no letter was handed over to the court (FL 46 §)."""
    actions.settle_other_appeal(appeal_id=appeal_id, outcome=settled.outcome, reason=settled.reason, actor=actor, at=at)
    return {"id": appeal_id}


@makes(router, "/decisions/{decision_id}/start")
def record_start(decision_id: Id, start: StartIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The granted service really started; that meets the clock of SoL 34:1."""
    actions.record_start(decision_id=decision_id, started_on=start.started_on, actor=actor, at=at)
    return {"id": decision_id}
