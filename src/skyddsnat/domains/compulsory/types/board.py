"""What the board, the committee and the chair decide: the enums and plain data of matters."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from skyddsnat.domains.decisions.types import LEVEL_NAMES, Level, MeetingView
from skyddsnat.kernel.text import Text
from skyddsnat.law.compulsory_states import Act, Track

# The last hours before a measure lapses, in which manager and chair are alarmed. No source: own limit.
ALARM_HOURS = 48
# How long the file stays open to a chair who was reached. No source: own limit.
CHAIR_SEES_HOURS = 24


class MatterState(StrEnum):
    """Where a matter for the board stands."""

    DRAFT = "draft"
    PREPARED = "prepared"
    DECIDED = "decided"
    RETURNED = "returned"


class MatterLevel(StrEnum):
    """Who decides a matter. The chair, or an appointed member, decides what cannot await a meeting.

    Officials decide by a line of the delegation order, and only what the law's lists do not keep to the elected: longer
    time to apply, and that something decided at once shall end (LVU 8 and 9 §§, and those that took over).
    """

    CASEWORKER = "caseworker"
    SENIOR = "senior"
    MANAGER = "manager"
    COMMITTEE = "committee"
    BOARD = "board"
    CHAIR = "chair"


# From the lowest to the highest.
OFFICIAL_LEVELS: dict[MatterLevel, Level] = {
    MatterLevel.CASEWORKER: Level.CASEWORKER,
    MatterLevel.SENIOR: Level.SENIOR,
    MatterLevel.MANAGER: Level.MANAGER,
}
MATTER_LEVEL_NAMES: dict[MatterLevel, Text] = {
    **{level: LEVEL_NAMES[same] for level, same in OFFICIAL_LEVELS.items()},
    MatterLevel.COMMITTEE: Text("Utskottet", "Committee"),
    MatterLevel.BOARD: Text("Nämnden", "Board"),
    MatterLevel.CHAIR: Text("Ordföranden", "Chair"),
}
# At which meetings a level decides; the chair decides between them.
MEETING_LEVELS: dict[MatterLevel, Level] = {MatterLevel.COMMITTEE: Level.COMMITTEE, MatterLevel.BOARD: Level.BOARD}


class MatterOutcome(StrEnum):
    """What the board, the committee or the chair did with what was prepared."""

    AS_PROPOSED = "as_proposed"
    CHANGED = "changed"
    REFUSED = "refused"


MATTER_OUTCOME_NAMES: dict[MatterOutcome, Text] = {
    MatterOutcome.AS_PROPOSED: Text("Enligt förslaget", "As proposed"),
    MatterOutcome.CHANGED: Text("Ändrat", "Changed"),
    MatterOutcome.REFUSED: Text("Avslaget", "Refused"),
}


class Handing(StrEnum):
    """A step on the way from the official who prepares to the chair who signs."""

    PREPARED = "prepared"
    SOUGHT = "sought"  # the chair was called and did not answer
    REACHED = "reached"
    SIGNED = "signed"


HANDING_NAMES: dict[Handing, Text] = {
    Handing.PREPARED: Text("Underlaget klart", "Papers ready"),
    Handing.SOUGHT: Text("Sökt utan svar", "Called without answer"),
    Handing.REACHED: Text("Nådd", "Reached"),
    Handing.SIGNED: Text("Undertecknat", "Signed"),
}


class NewsKind(StrEnum):
    """What may have happened in the file since a matter was prepared (lesson 10)."""

    REPORT = "report"
    CONSENT = "consent"
    TALK = "talk"
    PERSON = "person"  # address, guardians, protection
    PROTECTION = "protection"
    PLACE = "place"  # where the child is
    STEP = "step"  # something was done on the chain of a measure


NEWS_NAMES: dict[NewsKind, Text] = {
    NewsKind.REPORT: Text("Ny orosanmälan", "New report of concern"),
    NewsKind.CONSENT: Text("Nytt svar om samtycke", "New answer on consent"),
    NewsKind.TALK: Text("Nytt samtal med barnet", "New talk with the child"),
    NewsKind.PERSON: Text("Ändrade uppgifter om barnet eller familjen", "Changed data on the child or the family"),
    NewsKind.PROTECTION: Text("Ny skyddsbedömning", "New protection assessment"),
    NewsKind.PLACE: Text("Ändrad vistelse", "The child's whereabouts changed"),
    NewsKind.STEP: Text("Nytt steg i tvångsärendet", "New step in the compulsory case"),
}


class AlarmKind(StrEnum):
    """Why somebody with power is alarmed (lesson 1)."""

    LAPSING = "lapsing"  # ends by law within the last hours
    OVERDUE = "overdue"  # a clock has passed and its deed is not done: no receipt, no application
    LAPSED = "lapsed"  # the law has ended it, and nobody has said so


ALARM_NAMES: dict[AlarmKind, Text] = {
    AlarmKind.LAPSING: Text("Upphör snart av sig självt", "Soon ends by itself"),
    AlarmKind.OVERDUE: Text("Tiden har gått ut", "The time has passed"),
    AlarmKind.LAPSED: Text("Har upphört enligt lag", "Has ended by law"),
}


class AgendaKind(StrEnum):
    """Why something stands on an agenda."""

    MATTER = "matter"  # waits for the meeting's decision
    REPORT = "report"  # the chair has decided it; the meeting is told
    PROPOSAL = "proposal"  # a decision without compulsion


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterFields:
    """What officials write for whoever decides. `proposal` is what is to be decided, `content` what the measure holds.

    `planned_since`: the day on which the measure was first considered; never later than the day of the first draft.
    `meeting_id` is the meeting it is meant for; without one, the next whose papers can still be handed in.
    """

    proposal: str = ""
    reasons: str = ""
    best_interests: str = ""
    child_view: str = ""
    child_view_missing_reason: str = ""
    child_version: str = ""
    grounds: tuple[str, ...] = ()
    content: str = ""
    is_temporary: bool = False
    is_urgent: bool = False
    urgent_reason: str = ""
    planned_since: date | None = None
    meeting_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRuling:
    """What the decider signs. Left empty, `decided_text` is the proposal; `child_version` None is what was prepared."""

    outcome: MatterOutcome = MatterOutcome.AS_PROPOSED
    decided_text: str = ""
    change_reason: str = ""
    child_version: str | None = None
    no_conflict: bool = True
    facts_told: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRight:
    """Who decides a deed on a day, and by what. `reference` is a line of the delegation order, or an appointment.

    `is_known` says whether the law's list knows the section; about one that it does not know, the board decides.
    `may_be_urgent`: whether the chair or an appointed member may decide what cannot wait.
    """

    section: str
    level: MatterLevel
    reference: str
    citation: str | None
    is_known: bool
    may_be_urgent: bool
    text: Text


@dataclass(frozen=True, slots=True)
class HandOverView:
    """One moment on the way from the official to the chair. Names are of employees."""

    id: int
    kind: Handing
    at: datetime
    by_id: int
    by: str
    to_id: int | None
    to: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterView:
    """A matter with what was written, by whom, where it stands and who is to decide. Names are of employees."""

    id: int
    case_id: int
    measure_id: int | None
    file_id: int
    unit_id: int
    track: Track
    act: Act
    section: str
    level: MatterLevel
    fields: MatterFields
    planned_since: date
    state: MatterState
    lix: int | None
    written_by_id: int
    written_by: str
    prepared_by_id: int | None
    prepared_by: str
    prepared_at: datetime | None
    return_reason: str
    outcome: MatterOutcome | None
    decided_text: str
    change_reason: str
    decided_by_id: int | None
    decided_by: str
    decided_at: datetime | None
    right: str
    meeting: MeetingView | None
    reported_at: MeetingView | None
    document_id: int | None
    child_letter_id: int | None
    version: int

    @property
    def is_waiting(self) -> bool:
        """Whether somebody is to decide it now."""
        return self.state is MatterState.PREPARED

    @property
    def is_unreported(self) -> bool:
        """Whether the chair has decided it and no meeting has been told."""
        return self.level is MatterLevel.CHAIR and self.state is MatterState.DECIDED and self.reported_at is None


@dataclass(frozen=True, slots=True)
class NewsView:
    """Something newer than the prepared matter. `target` names it ("intake.report_child:12"), never a person."""

    kind: NewsKind
    at: datetime
    target: str


@dataclass(frozen=True, slots=True)
class MatterUrgency:
    """What is shown to whoever asks for the urgent way (lesson 5). `next_meeting` is that of the body that waits.

    `needs_meeting`: not when an official decides.
    """

    days_planned: int
    next_meeting: MeetingView | None
    chair_may_decide: bool
    needs_meeting: bool


@dataclass(frozen=True, slots=True)
class ReachableView:
    """Somebody who may decide at once: the chair on call, or a member with the `reference` of an appointment."""

    employee_id: int
    name: str
    service_code: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentView:
    """A named person's appointment under a section, from `valid_from` up to but not including `valid_to`."""

    id: int
    employee_id: int
    name: str
    service_code: str
    section: str
    reference: str
    decided_on: date
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One line of an agenda: never a name but to whoever sees the file (`child` is empty to everybody else).

    `subject_id` is the matter, or the proposal. `decided_on` and `outcome` are of what the chair decided.
    """

    kind: AgendaKind
    subject_id: int
    file_number: str
    unit: str
    section: str
    is_urgent: bool
    planned_since: date
    decided_on: date | None = None
    outcome: MatterOutcome | None = None
    child: str = ""


@dataclass(frozen=True, slots=True)
class AgendaView:
    """A meeting, what it is to decide, and what it is told that the chair has decided."""

    meeting: MeetingView
    items: tuple[AgendaItem, ...]
    reports: tuple[AgendaItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmView:
    """A measure about to end by itself, or a clock that has passed: service codes, never a child.

    `owner` and `deputy` are empty when the file has none. `rule` is the clock that has passed.
    """

    kind: AlarmKind
    unit: str
    track: Track
    lapses_at: datetime | None
    rule: str
    due_on: date | None
    owner: str
    deputy: str


@dataclass(frozen=True, slots=True)
class ChangedCount:
    """How often what a unit proposed was decided as it was, changed, or refused."""

    unit: str
    as_proposed: int
    changed: int
    refused: int

    @property
    def decided(self) -> int:
        return self.as_proposed + self.changed + self.refused


@dataclass(frozen=True, slots=True, kw_only=True)
class LateMatterView:
    """A clock that only the board's deed meets, and no meeting before it (lesson 10). `matter_id` None: not drafted."""

    file_id: int
    measure_id: int
    matter_id: int | None
    act: Act
    rule: str
    due_on: date
    level: MatterLevel
    next_meeting: MeetingView | None
