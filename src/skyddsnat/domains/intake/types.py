"""Enums and plain data of reports and assessments that cross the border of this domain."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from skyddsnat.domains.people.types import NewPerson
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Verdict


class Channel(StrEnum):
    """How a report came in."""

    PHONE = "phone"
    VISIT = "visit"
    LETTER = "letter"
    MAIL = "mail"
    E_SERVICE = "e_service"
    SECURE_MESSAGE = "secure_message"
    INTERNAL = "internal"  # somebody in the social services saw or heard it


CHANNEL_NAMES: dict[Channel, Text] = {
    Channel.PHONE: Text("Telefon", "Telephone"),
    Channel.VISIT: Text("Besök", "Visit"),
    Channel.LETTER: Text("Brev", "Letter"),
    Channel.MAIL: Text("E-post", "E-mail"),
    Channel.E_SERVICE: Text("E-tjänst", "E-service"),
    Channel.SECURE_MESSAGE: Text("Säkert meddelande (SDK)", "Secure message (SDK)"),
    Channel.INTERNAL: Text("Egen iakttagelse", "Own observation"),
}


class Step(StrEnum):
    """How far a report has come for one child."""

    RECEIVED = "received"
    ASSESSED = "assessed"  # the protection assessment is made
    JOINED = "joined"  # belongs to a running investigation
    OPENED = "opened"  # led to an investigation
    NOT_OPENED = "not_opened"


STEP_NAMES: dict[Step, Text] = {
    Step.RECEIVED: Text("Skydd ska bedömas", "Protection to be assessed"),
    Step.ASSESSED: Text("Förhandsbedömning pågår", "Preliminary assessment under way"),
    Step.JOINED: Text("Ingår i pågående utredning", "Joined to a running investigation"),
    Step.OPENED: Text("Utredning inledd", "Investigation opened"),
    Step.NOT_OPENED: Text("Utredning inte inledd", "No investigation opened"),
}


class Known(StrEnum):
    """Yes, no, or nobody knows."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


KNOWN_NAMES: dict[Known, Text] = {
    Known.YES: Text("Ja", "Yes"),
    Known.NO: Text("Nej", "No"),
    Known.UNKNOWN: Text("Vet inte", "Not known"),
}


class Suspicion(StrEnum):
    """What the protection assessment looks for."""

    VIOLENCE = "violence"
    SEXUAL = "sexual"
    HONOUR = "honour"
    NEGLECT = "neglect"
    OWN_BEHAVIOUR = "own_behaviour"


SUSPICION_NAMES: dict[Suspicion, Text] = {
    Suspicion.VIOLENCE: Text("Våld", "Violence"),
    Suspicion.SEXUAL: Text("Sexuella övergrepp", "Sexual abuse"),
    Suspicion.HONOUR: Text("Hedersrelaterat", "Honour-related"),
    Suspicion.NEGLECT: Text("Brister i omsorgen", "Neglect"),
    Suspicion.OWN_BEHAVIOUR: Text("Eget beteende", "Own behaviour"),
}


class Judgement(StrEnum):
    """What the protection assessment came to."""

    NO_IMMEDIATE_NEED = "no_immediate_need"
    PROTECTED_BY_OTHERS = "protected_by_others"
    MEASURES_NEEDED = "measures_needed"


JUDGEMENT_NAMES: dict[Judgement, Text] = {
    Judgement.NO_IMMEDIATE_NEED: Text("Inget omedelbart behov av skydd", "No immediate need of protection"),
    Judgement.PROTECTED_BY_OTHERS: Text("Skyddas just nu av andra", "Protected by others for now"),
    Judgement.MEASURES_NEEDED: Text("Behöver skydd nu", "Needs protection now"),
}


class Measure(StrEnum):
    """What was done at once."""

    IMMEDIATE_CUSTODY = "immediate_custody"
    SHELTER = "shelter"
    POLICE_REPORT = "police_report"
    MEDICAL = "medical"
    SAFETY_PLAN = "safety_plan"
    STAYS_WITH_OTHER = "stays_with_other"


MEASURE_NAMES: dict[Measure, Text] = {
    Measure.IMMEDIATE_CUSTODY: Text("Fråga om omedelbart omhändertagande", "Immediate custody to be considered"),
    Measure.SHELTER: Text("Skyddat boende", "Sheltered accommodation"),
    Measure.POLICE_REPORT: Text("Polisanmälan", "Police report"),
    Measure.MEDICAL: Text("Läkarundersökning", "Medical examination"),
    Measure.SAFETY_PLAN: Text("Säkerhetsplan", "Safety plan"),
    Measure.STAYS_WITH_OTHER: Text("Barnet är hos en annan vuxen", "The child stays with another adult"),
}


class Outcome(StrEnum):
    """What the preliminary assessment decided (SoL 14:2, 20:2)."""

    OPEN = "open"
    NOT_OPEN = "not_open"


OUTCOME_NAMES: dict[Outcome, Text] = {
    Outcome.OPEN: Text("Inled utredning", "Open an investigation"),
    Outcome.NOT_OPEN: Text("Inled inte utredning", "Do not open an investigation"),
}


class Act(StrEnum):
    """What is done with a report for one child."""

    ASSESS = "assess"
    JOIN = "join"
    OPEN = "open"
    NOT_OPEN = "not_open"


ACT_NAMES: dict[Act, Text] = {
    Act.ASSESS: Text("Bedöm skydd", "Assess protection"),
    Act.JOIN: Text("För till pågående utredning", "Join to the running investigation"),
    Act.OPEN: Text("Inled utredning", "Open an investigation"),
    Act.NOT_OPEN: Text("Inled inte utredning", "Do not open an investigation"),
}


# --- What comes in ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Who told. `kind` is a code of `skyddsnat.law.reporters`; a private person may leave everything else empty."""

    kind: str
    name: str = ""
    role: str = ""
    organisation: str = ""
    phone: str = ""
    wants_feedback: bool = False
    is_protected: bool = False
    protection_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedChild:
    """A child in a report, as typed or imported.

    `person_id` is a child with a file already: one whom the receiver sees, or one of the look-alikes of `new`.
    Otherwise `new` becomes a child with a file of its own, unless its number has one.
    """

    new: NewPerson | None = None
    person_id: int | None = None
    about: str = ""
    guardians: tuple[NewPerson, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """A report of concern as it was given. `same_household`: the children in it are siblings who live together."""

    received_at: datetime
    channel: Channel
    reporter: Reporter
    what_happened: str
    children: tuple[ReportedChild, ...]
    concern: str = ""
    earlier_known: str = ""
    violence_suspected: bool = False
    acute_danger: bool = False
    child_knows: Known = Known.UNKNOWN
    guardians_know: Known = Known.UNKNOWN
    interpreter_language: str = ""
    same_household: bool = False
    source: str = ""
    external_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildInFile:
    """A reported child who is found or written down, and whose file is open to the receiver.

    `joins_running`: an investigation runs in the file.
    """

    file_id: int
    child_id: int
    about: str = ""
    joins_running: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProtectionAssessment:
    """A protection assessment. Only the judgement and its reasons must be there; the rest may not be known yet."""

    judgement: Judgement
    reasons: str
    acute_danger: Known = Known.UNKNOWN
    suspicions: tuple[Suspicion, ...] = ()
    sources: str = ""
    home_now: str = ""
    protective_adults: str = ""
    can_talk_alone: Known = Known.UNKNOWN
    measures: tuple[Measure, ...] = ()
    next_check_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreliminaryFields:
    """What is written in a preliminary assessment. `child_heard` is None until somebody has said."""

    contacts: str = ""
    child_heard: bool | None = None
    child_view: str = ""
    child_not_heard_reason: str = ""
    earlier_reports: str = ""
    summary: str = ""
    reasons: str = ""


# --- What is shown ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChildView:
    """A report as it stands for one child. `number` is the report's; the child's name comes from people.

    `cared_until`: when care of the child ended or will be ended by the law, if less than two years before the report.
    """

    id: int
    report_id: int
    number: str
    file_id: int
    child_id: int
    step: Step
    received_at: datetime
    decided_at: datetime | None
    about: str
    channel: Channel
    reporter_kind: str
    is_mandatory: bool
    violence_suspected: bool
    acute_danger: bool
    feedback_asked_at: datetime | None
    is_second_today: bool
    version: int
    cared_until: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing is decided yet."""
        return self.step in (Step.RECEIVED, Step.ASSESSED)

    def care_ended_on(self, today: date) -> date | None:
        """When the care ended that is to be read first (lesson 13); None when there was none, or it goes on today."""
        ended_on = local_date(self.cared_until) if self.cared_until else None
        return ended_on if ended_on is not None and ended_on <= today else None


@dataclass(frozen=True, slots=True)
class Place:
    """The last report shown of a list: whether it stands among those after care, when it came in, and its id."""

    is_after_care: bool
    received_at: datetime
    id: int

    @classmethod
    def of(cls, last: ReportChildView, today: date) -> "Place":
        """The place of `last` in the list of today."""
        return cls(last.care_ended_on(today) is not None, last.received_at, last.id)

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place that `str` wrote; None for what was not made here."""
        part, _, rest = text.partition("_")
        moment, _, number = rest.rpartition("_")
        try:
            # A plus sign that was not encoded arrives as a space.
            place = cls(part == _FIRST, datetime.fromisoformat(moment.replace(" ", "+")), int(number))
        except ValueError:
            return None
        is_ours = part in (_FIRST, _OTHERS) and place.received_at.tzinfo is not None
        return place if is_ours and 1900 <= place.received_at.year <= 2200 and 0 < place.id < 2**63 else None

    def __str__(self) -> str:
        return f"{_FIRST if self.is_after_care else _OTHERS}_{self.received_at.isoformat()}_{self.id}"


_FIRST, _OTHERS = "first", "others"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report. `children` are those whose files are open to the viewer, `others` how many more there are.

    Of a protected reporter, name, organisation, role and phone are empty and `is_reporter_hidden` is true, unless
    revealed.
    """

    id: int
    number: str
    received_at: datetime
    registered_at: datetime
    received_by_id: int | None
    received_by: str
    channel: Channel
    source: str
    external_id: str
    reporter_kind: str
    is_mandatory: bool
    wants_feedback: bool
    reporter_is_protected: bool
    is_reporter_hidden: bool
    reporter_name: str
    reporter_role: str
    reporter_organisation: str
    reporter_phone: str
    what_happened: str
    concern: str
    earlier_known: str
    violence_suspected: bool
    acute_danger: bool
    child_knows: Known
    guardians_know: Known
    interpreter_language: str
    children: tuple[ReportChildView, ...]
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionView:
    """A protection assessment that was made."""

    id: int
    report_child_id: int
    file_id: int
    made_at: datetime
    made_by_id: int
    made_by: str
    acute_danger: Known
    suspicions: tuple[Suspicion, ...]
    sources: str
    home_now: str
    protective_adults: str
    can_talk_alone: Known
    judgement: Judgement
    measures: tuple[Measure, ...]
    reasons: str
    next_check_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreliminaryView:
    """A preliminary assessment, under way or decided."""

    id: int
    report_child_id: int
    file_id: int
    started_at: datetime
    saved_at: datetime
    saved_by_id: int | None
    saved_by: str
    fields: PreliminaryFields
    outcome: Outcome | None
    decided_at: datetime | None
    decided_by_id: int | None
    decided_by: str
    document_id: int | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackView:
    """What the reporter was told, by a letter, or why not."""

    id: int
    report_child_id: int
    given_at: datetime
    given_by_id: int
    given_by: str
    document_id: int | None
    not_given_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelView:
    """A way that reports come in by machine. `faults` says everything that is wrong with it now."""

    source: str
    last_item_at: datetime | None
    last_test_at: datetime | None
    last_test_passed: bool | None
    last_test_fault: str
    silent_after_days: int
    faults: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """How many reasons were written, and how many of them stand word for word in another child's file (lesson 9)."""

    written: int
    repeated: int
