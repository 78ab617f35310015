"""Proposals, decisions and what follows them, as they cross the border of this domain."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from skyddsnat.domains.decisions.types.choices import (
    Answer,
    AppealOutcome,
    FactKind,
    Gap,
    Kind,
    Level,
    Obstacle,
    Outcome,
    Settler,
    State,
)
from skyddsnat.kernel.text import Text
from skyddsnat.law.decision_rights import Decider


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A service in the catalogue. `section` carries the right to decide it ("SoL 13:7"); `child` says it to a child."""

    id: int
    code: str
    title: Text
    child: Text
    section: str
    is_placement: bool
    is_active: bool


@dataclass(frozen=True, slots=True)
class DelegationView:
    """One line of the delegation order, in force from `valid_from` up to but not including `valid_to`."""

    id: int
    reference: str
    kind: Kind
    section: str
    level: Level
    valid_from: date
    valid_to: date | None
    adopted_on: date


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting of the committee or the board; papers are in by `papers_by`."""

    id: int
    level: Level
    held_on: date
    papers_by: date


@dataclass(frozen=True, slots=True)
class Right:
    """Who decides at the lowest, and by what: a line of the delegation order, or no line, which leaves it to the board.

    `lowest_by_law` is None when the law's list says nothing of the section that day; `citation` is the paragraph.
    """

    section: str
    level: Level
    reference: str
    lowest_by_law: Decider | None
    citation: str | None
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFields:
    """What the caseworker writes. Services are catalogue codes; None means no service."""

    kind: Kind
    most_suitable: str | None = None
    chosen: str | None = None
    obstacles: tuple[Obstacle, ...] = ()
    settled_by: Settler | None = None
    own_words: str = ""
    planned_start_on: date | None = None
    start_obstacles: tuple[Obstacle, ...] = ()
    reasons: str = ""
    child_view: str = ""
    child_view_missing_reason: str = ""
    child_version: str = ""
    is_urgent: bool = False
    urgent_reason: str = ""
    without_guardians_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingFields:
    """What the decider writes; what is left out (None) is the proposal's. `facts_told` is how many facts were shown."""

    outcome: Outcome = Outcome.AS_PROPOSED
    chosen: str | None = None
    reasons: str | None = None
    change_reason: str = ""
    child_version: str | None = None
    obstacles: tuple[Obstacle, ...] | None = None
    settled_by: Settler | None = None
    no_conflict: bool = True
    hides_name: bool = False
    hides_name_reason: str = ""
    facts_told: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A proposal with what was written, by whom, where it stands and who is to decide. Names are of employees."""

    id: int
    file_id: int
    investigation_id: int
    child_id: int
    fields: ProposalFields
    most_suitable: ServiceView | None
    chosen: ServiceView | None
    state: State
    section: str
    level: Level
    reference: str
    lix: int | None
    written_by_id: int
    written_by: str
    created_at: datetime
    changed_at: datetime
    proposed_by_id: int | None
    proposed_by: str
    proposed_at: datetime | None
    return_reason: str
    version: int

    @property
    def differs(self) -> bool:
        """Whether what is proposed is not what the caseworker finds most suitable."""
        return self.fields.most_suitable != self.fields.chosen


@dataclass(frozen=True, slots=True)
class ConsentView:
    """One answer of one person about one service; the latest of each person counts."""

    id: int
    proposal_id: int
    person_id: int
    service: str
    answer: Answer
    given_at: datetime
    how: str
    words: str
    recorded_by_id: int


@dataclass(frozen=True, slots=True)
class AskedView:
    """Somebody whose consent is asked, and the latest answer; None when nobody has asked yet (lesson 7)."""

    person_id: int
    is_child: bool
    answer: ConsentView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealView:
    """An appeal. `is_late` is counted, never stored: it came in after the last day. `reason` is why it was dismissed,
    or why one that came late goes to the court all the same.

    A party's has `delivery_id`, of the party's letter. Anybody else's has None, and `person_id` or the name
    `appellant`; the board has not served them the decision, so that their time to appeal has not begun (FL 44 §).
    """

    id: int
    delivery_id: int | None
    person_id: int | None
    appellant: str
    file_id: int
    came_in_at: datetime
    recorded_by: str
    is_late: bool
    outcome: AppealOutcome | None
    settled_at: datetime | None
    settled_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """One party's letter: not told until `sent_at`; the appeal time runs from `served_at` to the end of `appeal_until`,
    which is None where nothing may be appealed. `english_id` is the same notice in English, beside the Swedish one.
    """

    id: int
    decision_id: int
    person_id: int
    letter_id: int
    how: str
    sent_at: datetime | None
    served_at: datetime | None
    appeal_until: date | None = None
    appeal: AppealView | None = None
    english_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """A decision as it was signed, with its letters and the day the service started."""

    id: int
    proposal_id: int
    file_id: int
    kind: Kind
    outcome: Outcome
    most_suitable: ServiceView | None
    chosen: ServiceView | None
    obstacles: tuple[Obstacle, ...]
    settled_by: Settler | None
    section: str
    level: Level
    right: str
    reasons: str
    change_reason: str
    child_version: str
    is_appealable: bool
    decided_at: datetime
    decided_by_id: int
    decided_by: str
    presented_by_id: int
    presented_by: str
    hides_name: bool
    hides_name_reason: str
    internal_document_id: int
    child_letter_id: int
    planned_start_on: date | None
    started_on: date | None
    deliveries: tuple[DeliveryView, ...]
    other_appeals: tuple[AppealView, ...] = ()

    @property
    def is_favourable(self) -> bool:
        """Whether it grants a service, which must then start (SoL 34:1)."""
        return self.kind is Kind.SERVICE

    @property
    def is_waiting(self) -> bool:
        """Whether a granted service has not started."""
        return self.is_favourable and self.started_on is None

    @property
    def untold(self) -> tuple[DeliveryView, ...]:
        """Parties whose letter has not been sent."""
        return tuple(delivery for delivery in self.deliveries if delivery.sent_at is None)

    @property
    def is_appealed(self) -> bool:
        """Whether anybody's appeal has come in."""
        return bool(self.other_appeals) or any(each.appeal is not None for each in self.deliveries)

    @property
    def final_from(self) -> date | None:
        """The first day on which nobody who was told may appeal any more; computed, never stored.

        None while a party has not received the decision, when anybody has appealed, and where no appeal is open.
        """
        if self.is_appealed:
            return None
        last = [each.appeal_until for each in self.deliveries if each.appeal_until is not None]
        if not last or len(last) < len(self.deliveries):
            return None
        return max(last) + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FactView:
    """Something newer than the proposal. `target` names it ("intake.report_child:12"), never a person."""

    kind: FactKind
    at: datetime
    target: str


@dataclass(frozen=True, slots=True)
class UrgencyView:
    """What is shown to whoever asks for the urgent route (lesson 5)."""

    days_planned: int
    next_meeting: MeetingView | None
    chair_may_decide: bool


@dataclass(frozen=True, slots=True)
class LateMeetingView:
    """A day that no meeting comes before (lesson 10). `rule` is None when the day is the planned start."""

    proposal_id: int
    file_id: int
    level: Level
    due_on: date
    rule: str | None
    next_meeting: MeetingView | None


@dataclass(frozen=True, slots=True)
class ObstacleCount:
    """How often an obstacle stood in the way of the most suitable, and of a start in time."""

    obstacle: Obstacle
    instead: int
    late: int


@dataclass(frozen=True, slots=True)
class ObstacleCounts:
    """Counts over decisions, without names. `changed` are proposals that the decider changed or refused (R6)."""

    decisions: int
    differing: int
    changed: int
    counts: tuple[ObstacleCount, ...]


@dataclass(frozen=True, slots=True)
class GapView:
    """One gap, since when, and where: `target` is the investigation, decision or delivery."""

    gap: Gap
    target: str
    since: datetime


@dataclass(frozen=True, slots=True)
class ServiceWait:
    """How long the child has waited for the first service: from the first report to its start, or to `until`."""

    first_report_on: date
    started_on: date | None
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMark:
    """What the child's line says of a decision. `service` is what was granted, None when nothing was."""

    id: int
    kind: Kind
    service: Text | None
    is_placement: bool
    decided_at: datetime
    started_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalMark:
    """Where a proposal stands, and who is to decide. `unit_id` is the unit of its file."""

    id: int
    file_id: int
    unit_id: int
    investigation_id: int
    kind: Kind
    state: State
    level: Level
    is_urgent: bool
    created_at: datetime
    proposed_at: datetime | None
