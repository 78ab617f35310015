"""What must follow an incident: the police report, notices, talks, support, measures."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from skyddsnat.domains.safety.types.register import IncidentMark
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text

# The Act says without delay; within a day is the practice (SKR, Suntarbetsliv), not a paragraph.
NOTIFY_WITHIN = timedelta(hours=24)
# Somebody talks with the exposed person within a day. No source for the hours: own limit.
TALK_WITHIN = timedelta(hours=24)
# How often the police are asked what became of a report that is not closed. No source: own limit.
REMIND_EVERY = timedelta(days=30)


class PoliceState(StrEnum):
    """Where the report to the police stands."""

    DUE = "due"
    SENT = "sent"
    REGISTERED = "registered"
    CLOSED = "closed"
    NOT_MADE = "not_made"


POLICE_STATE_NAMES: dict[PoliceState, Text] = {
    PoliceState.DUE: Text("Ska göras", "To be made"),
    PoliceState.SENT: Text("Skickad", "Sent"),
    PoliceState.REGISTERED: Text("Har nummer", "Has a number"),
    PoliceState.CLOSED: Text("Avslutad", "Closed"),
    PoliceState.NOT_MADE: Text("Görs inte", "Not made"),
}


class PoliceOutcome(StrEnum):
    """How the report ended."""

    NOT_OPENED = "not_opened"
    DISCONTINUED = "discontinued"
    CHARGED = "charged"
    CONVICTED = "convicted"
    ACQUITTED = "acquitted"
    FINED = "fined"
    OTHER = "other"


POLICE_OUTCOME_NAMES: dict[PoliceOutcome, Text] = {
    PoliceOutcome.NOT_OPENED: Text("Ingen förundersökning inleddes", "No investigation was opened"),
    PoliceOutcome.DISCONTINUED: Text("Förundersökningen lades ned", "The investigation was discontinued"),
    PoliceOutcome.CHARGED: Text("Åtal", "Charges"),
    PoliceOutcome.CONVICTED: Text("Fällande dom", "Conviction"),
    PoliceOutcome.ACQUITTED: Text("Friande dom", "Acquittal"),
    PoliceOutcome.FINED: Text("Strafföreläggande", "Fine by the prosecutor"),
    PoliceOutcome.OTHER: Text("Annat", "Other"),
}


class DutyKind(StrEnum):
    """What somebody must do after an incident, apart from the police report."""

    TALK = "talk"
    TELL_REPRESENTATIVE = "tell_representative"
    ASK_SERIOUS = "ask_serious"
    NOTIFY_AUTHORITY = "notify_authority"
    REPORT_INJURY = "report_injury"
    FOLLOW_UP = "follow_up"
    MEASURE = "measure"


DUTY_NAMES: dict[DutyKind, Text] = {
    DutyKind.TALK: Text("Prata med den utsatta", "Talk with the exposed person"),
    DutyKind.TELL_REPRESENTATIVE: Text("Berätta för skyddsombudet", "Tell the safety representative"),
    DutyKind.ASK_SERIOUS: Text("Svara på frågorna om allvarligt tillbud", "Answer the questions on serious incidents"),
    DutyKind.NOTIFY_AUTHORITY: Text("Anmäl till Arbetsmiljöverket", "Notify the Work Environment Authority"),
    DutyKind.REPORT_INJURY: Text("Anmäl arbetsskadan till Försäkringskassan", "Report the injury to Försäkringskassan"),
    DutyKind.FOLLOW_UP: Text("Följ upp hur det är", "Follow up how it is"),
    DutyKind.MEASURE: Text("Åtgärd", "Measure"),
}


class Measure(StrEnum):
    """What is done so that it does not happen again."""

    RISK_ASSESSMENT = "risk_assessment"
    PAIRS_ONLY = "pairs_only"
    NO_LONE_VISITS = "no_lone_visits"
    ALARM = "alarm"
    ROUTINE = "routine"
    WORKPLACE = "workplace"
    POLICE_CONTACT = "police_contact"
    OTHER = "other"


MEASURE_NAMES: dict[Measure, Text] = {
    Measure.RISK_ASSESSMENT: Text("Gör om riskbedömningen", "Renew the risk assessment"),
    Measure.PAIRS_ONLY: Text("Bara två och två", "Pairs only"),
    Measure.NO_LONE_VISITS: Text("Inga ensamma besök", "No lone visits"),
    Measure.ALARM: Text("Larm", "Alarm"),
    Measure.ROUTINE: Text("Ändra säkerhetsrutinen", "Change the security routine"),
    Measure.WORKPLACE: Text("Skydd på arbetsplatsen", "Protection at the workplace"),
    Measure.POLICE_CONTACT: Text("Kontakt med polisen", "Contact with the police"),
    Measure.OTHER: Text("Annat", "Other"),
}


class Wish(StrEnum):
    """What the exposed person may want. A question, never a list of duties."""

    TALK = "talk"
    COLLEAGUE = "colleague"
    HEALTH_SERVICE = "health_service"
    POLICE_COMPANY = "police_company"
    PROTECTED_NAME = "protected_name"
    CHANGE = "change"
    REST = "rest"
    NOTHING = "nothing"
    OTHER = "other"


WISH_NAMES: dict[Wish, Text] = {
    Wish.TALK: Text("Prata med min chef", "To talk with my manager"),
    Wish.COLLEAGUE: Text("En kollega vid min sida", "A colleague beside me"),
    Wish.HEALTH_SERVICE: Text("Samtal i företagshälsovården", "Talks at the occupational health service"),
    Wish.POLICE_COMPANY: Text("Någon med till polisen", "Company to the police"),
    Wish.PROTECTED_NAME: Text("Att mitt namn inte syns utåt", "That my name is not shown outside"),
    Wish.CHANGE: Text("Att någon annan tar ärendet", "That somebody else takes the case"),
    Wish.REST: Text("Lugnare dagar en tid", "Calmer days for a time"),
    Wish.NOTHING: Text("Ingenting just nu", "Nothing right now"),
    Wish.OTHER: Text("Något annat", "Something else"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriousAnswers:
    """The questions that decide whether the Work Environment Authority must be notified (AML 3 kap. 3 a §)."""

    is_death: bool
    is_serious_injury: bool
    are_several_injured: bool
    was_danger_to_life: bool

    @property
    def must_notify(self) -> bool:
        """Death, serious injury, several injured at once, or a near miss with serious danger to life or health."""
        return self.is_death or self.is_serious_injury or self.are_several_injured or self.was_danger_to_life


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliceReportView:
    """The report to the police. The employer is the reporter."""

    id: int
    incident_id: int
    incident: IncidentMark
    state: PoliceState
    due_at: datetime
    sent_at: datetime | None
    channel: str
    number: str
    registered_at: datetime | None
    outcome: PoliceOutcome | None
    closed_at: datetime | None
    not_made_reason: str
    next_on: date | None
    version: int

    @property
    def act_on(self) -> date:
        """The day by which it is to be made, or the police are to be asked again."""
        return self.next_on or local_date(self.due_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyView:
    """One thing to do after an incident. `is_late` at the moment that was asked about."""

    id: int
    incident_id: int
    incident: IncidentMark
    exposure_id: int | None
    kind: DutyKind
    measure: Measure | None
    owner_id: int | None
    owner: str
    due_at: datetime
    done_at: datetime | None
    reference: str
    words: str
    skipped_reason: str
    is_late: bool
    version: int

    @property
    def is_open(self) -> bool:
        """Whether it remains to be done."""
        return self.done_at is None and not self.skipped_reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Remaining:
    """Whether anything remains of an incident in any unit, also where the viewer does not see it: something to be done,
    somebody who has not said that it is enough.
    """

    duties: bool
    wishes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """Support that was offered, and the answer to it."""

    id: int
    exposure_id: int
    kind: Wish
    words: str
    offered_at: datetime
    offered_by: str
    is_accepted: bool | None
    given_at: datetime | None
