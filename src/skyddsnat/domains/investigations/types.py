"""Enums and plain data about investigations that cross the border of this domain."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Verdict


class State(StrEnum):
    """Where an investigation stands. Closed only when the written text is signed (lesson 6)."""

    OPEN = "open"
    CLOSED = "closed"


STATE_NAMES: dict[State, Text] = {
    State.OPEN: Text("Pågår", "Under way"),
    State.CLOSED: Text("Avslutad", "Closed"),
}


class Act(StrEnum):
    """What is done in an investigation."""

    JOIN_REPORT = "join_report"
    PLAN = "plan"
    WRITE = "write"
    TELL = "tell"
    COMMUNICATE = "communicate"
    ANALYSE = "analyse"
    WAIT = "wait"
    EXTEND = "extend"
    CLOSE = "close"


ACT_NAMES: dict[Act, Text] = {
    Act.JOIN_REPORT: Text("Lägg till en anmälan", "Join a report"),
    Act.PLAN: Text("Planera", "Plan"),
    Act.WRITE: Text("Skriv i ett område", "Write in an area"),
    Act.TELL: Text("Informera eller vänta med att informera", "Tell, or wait with telling"),
    Act.COMMUNICATE: Text("Kommunicera", "Communicate"),
    Act.ANALYSE: Text("Analysera", "Analyse"),
    Act.WAIT: Text("Invänta svar", "Wait for an answer"),
    Act.EXTEND: Text("Förläng", "Extend"),
    Act.CLOSE: Text("Avsluta", "Close"),
}


class Question(StrEnum):
    """What is asked. Investigations opened back to back on the same question have one joined clock (lesson 6)."""

    CARE = "care"
    VIOLENCE = "violence"
    OWN_BEHAVIOUR = "own_behaviour"
    CRIME = "crime"
    SUPPORT = "support"  # the family asks for help
    OTHER = "other"


QUESTION_NAMES: dict[Question, Text] = {
    Question.CARE: Text("Omsorg och föräldraförmåga", "Care and parenting"),
    Question.VIOLENCE: Text("Våld eller övergrepp", "Violence or abuse"),
    Question.OWN_BEHAVIOUR: Text("Barnets eget beteende", "The child's own behaviour"),
    Question.CRIME: Text("Brott", "Crime"),
    Question.SUPPORT: Text("Familjen söker stöd", "The family asks for support"),
    Question.OTHER: Text("Annat", "Other"),
}


class View(StrEnum):
    """Whose view a note in an area gives."""

    FACT = "fact"
    CHILD = "child"
    GUARDIAN = "guardian"
    OTHER = "other"


VIEW_NAMES: dict[View, Text] = {
    View.FACT: Text("Uppgift med källa", "Fact with source"),
    View.CHILD: Text("Barnets egna ord", "The child's own words"),
    View.GUARDIAN: Text("Vårdnadshavarens syn", "The guardian's view"),
    View.OTHER: Text("Annans syn", "Somebody else's view"),
}


class NoticeOf(StrEnum):
    """What a party is to be told."""

    OPENED = "opened"  # SoL 20:4
    FOLLOW_UP = "follow_up"  # SoL 23:3
    FOLLOW_UP_ENDED = "ended"  # SoL 23:3


NOTICE_NAMES: dict[NoticeOf, Text] = {
    NoticeOf.OPENED: Text("Att en utredning har inletts", "That an investigation was opened"),
    NoticeOf.FOLLOW_UP: Text("Att en uppföljning görs", "That a follow-up is made"),
    NoticeOf.FOLLOW_UP_ENDED: Text("Att uppföljningen är slut", "That the follow-up has ended"),
}


class ExtensionReason(StrEnum):
    """Why four months are not enough. The code is counted, the words beside it are the reason (SoL 20:3)."""

    STATEMENT = "statement"
    POLICE = "police"
    FAMILY_AWAY = "family_away"
    NEW_FACTS = "new_facts"
    STAFF = "staff"
    OTHER = "other"


EXTENSION_NAMES: dict[ExtensionReason, Text] = {
    ExtensionReason.STATEMENT: Text("Utlåtande eller uppgifter från annan väntas", "A statement by others is awaited"),
    ExtensionReason.POLICE: Text("Polisens utredning hindrar samtal", "The police investigation prevents talks"),
    ExtensionReason.FAMILY_AWAY: Text("Barnet eller familjen går inte att nå", "The child or family cannot be reached"),
    ExtensionReason.NEW_FACTS: Text("Nya uppgifter kom sent", "New facts came late"),
    ExtensionReason.STAFF: Text("Personal saknas eller har bytts", "Staff lacking or changed"),
    ExtensionReason.OTHER: Text("Annat", "Other"),
}


class Result(StrEnum):
    """What the investigation came to."""

    SERVICE = "service"
    NO_SERVICE = "no_service"
    FOLLOW_UP = "follow_up"  # SoL 23:1
    MOVED = "moved"  # another municipality took over (SoL 29:9-10)


RESULT_NAMES: dict[Result, Text] = {
    Result.SERVICE: Text("Insats föreslås", "A service is proposed"),
    Result.NO_SERVICE: Text("Avslutas utan insats", "Closed without a service"),
    Result.FOLLOW_UP: Text("Avslutas med uppföljning", "Closed with follow-up"),
    Result.MOVED: Text("Överflyttad till annan kommun", "Moved to another municipality"),
}


class StepState(StrEnum):
    """How one step of the page's list stands. There is one `NEXT` at most."""

    DONE = "done"
    NEXT = "next"
    WAITING = "waiting"
    BLOCKED = "blocked"


STEP_STATE_NAMES: dict[StepState, Text] = {
    StepState.DONE: Text("Klart", "Done"),
    StepState.NEXT: Text("Nästa steg", "Next step"),
    StepState.WAITING: Text("Väntar", "Waiting"),
    StepState.BLOCKED: Text("Går inte än", "Not possible yet"),
}


class StepCode(StrEnum):
    """The steps of an investigation, in the order in which they are shown."""

    TELL = "tell"
    PLAN = "plan"
    TALK = "talk"
    AREAS = "areas"
    ANALYSIS = "analysis"
    COMMUNICATE = "communicate"
    CLOSE = "close"


class StallReason(StrEnum):
    """Why an investigation is shown as standing still (lesson 6)."""

    NO_STEP = "no_step"
    WAITED_PAST_DATE = "waited_past_date"


STALL_NAMES: dict[StallReason, Text] = {
    StallReason.NO_STEP: Text("Två veckor utan något steg", "Two weeks without a step"),
    StallReason.WAITED_PAST_DATE: Text("Svaret skulle ha kommit", "The answer should have come"),
}


# --- What crosses the border ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AreaView:
    """One area of the municipality's framework: what to look at, and the question to ask."""

    id: int
    code: str
    group: str
    place: int
    title: Text
    ask: Text
    is_active: bool


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One investigation in a chain, opened back to back with the one before it."""

    id: int
    opened_at: datetime
    closed_at: datetime | None
    result: Result | None
    what_is_new: str


@dataclass(frozen=True, slots=True)
class Chain:
    """Investigations on the same question, back to back: one joined clock (lesson 6).

    `due_on` is four months from the first opening. The law's own clock of each investigation is a deadline of its own.
    """

    question: Question
    links: tuple[ChainLink, ...]
    started_on: date
    due_on: date

    @property
    def is_joined(self) -> bool:
        """Whether there is more than one."""
        return len(self.links) > 1

    def days(self, today: date) -> int:
        """Days from the first opening to `today`."""
        return (today - self.started_on).days


@dataclass(frozen=True, slots=True)
class InvestigationView:
    """An investigation. `opened_by_id`, `closed_by_id` and `analysis_signed_by_id` are employees; `cause_id` is the
    child's part of the report that led to it."""

    id: int
    file_id: int
    child_id: int
    cause_id: int | None
    question: Question
    asks: str
    opened_at: datetime
    opened_by_id: int
    follows_id: int | None
    what_is_new: str
    state: State
    child_view: str
    child_view_missing_reason: str
    risks: str
    protective_factors: str
    best_interests: str
    needs: str
    proposal: str
    analysis_signed_by_id: int | None
    result: Result | None
    closed_at: datetime | None
    closed_by_id: int | None
    document_id: int | None
    last_step_at: datetime
    version: int
    chain: Chain

    @property
    def is_open(self) -> bool:
        """Whether it still runs."""
        return self.state is State.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFields:
    """What is written in a plan. `areas` are codes of areas."""

    areas: tuple[str, ...] = ()
    meets: str = ""
    child_alone: str = ""
    consults: str = ""
    check_points: str = ""
    planned_end_on: date
    talked_through_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan as it stands."""

    id: int
    investigation_id: int
    fields: PlanFields
    made_at: datetime
    made_by_id: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisFields:
    """The analysis as written: the child's view or why it is missing, risks, protection, best interests, needs."""

    child_view: str = ""
    child_view_missing_reason: str = ""
    risks: str = ""
    protective_factors: str = ""
    best_interests: str = ""
    needs: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class AreaNoteView:
    """One thing known in an area. `corrects_id` is the locked note that it adds to."""

    id: int
    investigation_id: int
    area_id: int
    area_code: str
    view: View
    text: str
    source: str
    source_on: date | None
    written_at: datetime
    written_by_id: int
    author: str
    service_code: str
    locks_at: datetime
    corrects_id: int | None
    version: int


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One party by name: told, or withheld until a day with a reason, or still to be told (lesson 7).

    `name` is empty for a person with protected personal data.
    """

    id: int
    investigation_id: int
    file_id: int
    person_id: int
    name: str
    is_masked: bool
    of: NoticeOf
    due_at: datetime
    told_at: datetime | None
    told_by_id: int | None
    how: str
    document_id: int | None
    withheld_reason: str
    withheld_until: date | None

    @property
    def is_told(self) -> bool:
        """Whether the party knows."""
        return self.told_at is not None

    @property
    def letter_waits(self) -> bool:
        """Whether a letter that is to tell the party is made and has not left."""
        return self.told_at is None and self.document_id is not None

    @property
    def is_withheld(self) -> bool:
        """Whether telling waits, for a reason, until a day."""
        return self.told_at is None and self.withheld_until is not None

    def is_due(self, today: date) -> bool:
        """Whether the party is to be told now: not told, and no day to wait for is left."""
        return self.told_at is None and (self.withheld_until is None or self.withheld_until <= today)


@dataclass(frozen=True, slots=True)
class CommunicationView:
    """The investigation sent to one party, or why not (FL 25 §). `name` is empty for a protected person."""

    id: int
    investigation_id: int
    person_id: int
    name: str
    is_masked: bool
    sent_at: datetime | None
    sent_by_id: int
    how: str
    answer_by: date | None
    answered_at: datetime | None
    answer: str
    not_sent_reason: str
    document_id: int | None

    @property
    def letter_waits(self) -> bool:
        """Whether the letter is made and has not left."""
        return self.sent_at is None and self.answer_by is not None

    def is_complete(self, today: date) -> bool:
        """Whether the party has answered, the time to answer has passed, or it was not sent for a reason."""
        is_over = self.answered_at is not None or self.answer_by is not None and self.answer_by < today
        return self.answer_by is None or is_over and not self.letter_waits


@dataclass(frozen=True, slots=True)
class ExtensionView:
    """A decision to take longer."""

    id: int
    until: date
    reason_code: ExtensionReason
    reason: str
    decided_at: datetime
    decided_by_id: int


@dataclass(frozen=True, slots=True)
class WaitingView:
    """An answer that is awaited until a day."""

    id: int
    investigation_id: int
    for_whom: str
    what: str
    since: date
    until: date
    ended_at: datetime | None

    def is_running(self, today: date) -> bool:
        """Whether we may still wait without asking again."""
        return self.ended_at is None and self.until >= today

    def is_late(self, today: date) -> bool:
        """Whether the answer should have come."""
        return self.ended_at is None and self.until < today


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of the page's list: how it stands and, when it cannot be done, every reason why."""

    code: StepCode
    title: Text
    state: StepState
    verdict: Verdict
    citation: str | None


@dataclass(frozen=True, slots=True)
class StalledView:
    """An investigation that stands still. `days` are counted from the last step, or from the day waited for."""

    investigation_id: int
    file_id: int
    unit_id: int
    responsible_id: int | None
    reason: StallReason
    last_step_at: datetime
    days: int
    waiting: WaitingView | None


@dataclass(frozen=True, slots=True)
class ChainView:
    """A chain as the manager and the board see it: how many, on what, since when; no words from the file."""

    file_id: int
    file_number: str
    unit_id: int
    chain: Chain
    is_running: bool


@dataclass(frozen=True, slots=True)
class CaseMark:
    """What the child's line says of an investigation."""

    id: int
    question: Question
    opened_at: datetime
    closed_at: datetime | None
    result: Result | None
    follows_id: int | None


@dataclass(frozen=True, slots=True)
class NoticeMark:
    """Where a notice to a party belongs, and until when it is withheld, if it is. Says nothing of the party."""

    id: int
    investigation_id: int
    file_id: int
    withheld_until: date | None


@dataclass(frozen=True, slots=True)
class LateWaiting:
    """An answer to an investigation that should have come."""

    investigation_id: int
    file_id: int
    for_whom: str
    what: str
    until: date
