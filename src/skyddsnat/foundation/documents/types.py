"""The templates, the blocks each must be given, and what crosses the border of this app."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from skyddsnat.kernel.text import Text


class Audience(StrEnum):
    """Who reads the document. Everything but `INTERNAL` leaves the building."""

    INTERNAL = "internal"
    PARTY = "party"
    REPORTER = "reporter"
    AUTHORITY = "authority"
    CHILD = "child"


class Delivery(StrEnum):
    """How a letter reaches its recipient; the last two have no address to print."""

    POST = "post"
    TAX_AGENCY = "tax_agency"
    BY_HAND = "by_hand"


class FeedbackOutcome(StrEnum):
    """What a reporter may be told about the report (SoL 19:6)."""

    OPENED = "opened"
    NOT_OPENED = "not_opened"
    ALREADY_RUNNING = "already_running"


class AddressShown(ValueError):
    """A recipient whose address is masked was given one."""

    def __init__(self) -> None:
        super().__init__("a letter that is not posted to an address carries no address")


class NobodyGiven(ValueError):
    """An official was given by neither name nor service code."""

    def __init__(self) -> None:
        super().__init__("an official is given by name, by service code, or by both")


@dataclass(frozen=True, slots=True)
class Sender:
    """The board that writes: never a person, always a telephone that a function answers."""

    board: str
    phone: str
    unit: str = ""
    address: tuple[str, ...] = ()
    email: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a letter is to. `address` is lines below the name; masked persons have none, in the data itself."""

    name: str
    address: tuple[str, ...] = ()
    delivery: Delivery = Delivery.POST

    def __post_init__(self) -> None:
        if self.address and self.delivery is not Delivery.POST:
            raise AddressShown


@dataclass(frozen=True, slots=True)
class Official:
    """An official, by `name` and service `code`: the rendering chooses which is printed (see `Naming`).

    What stays with the board names her (FL 31 §). What leaves prints the code where the name is left out (FL 33 §), so
    that one source makes both.
    """

    title: str
    name: str = ""
    code: str = ""

    def __post_init__(self) -> None:
        if not self.name and not self.code:
            raise NobodyGiven


@dataclass(frozen=True, slots=True)
class Naming:
    """Which officials a rendering shows by service code and not by name: those of `codes`, or `everyone`."""

    codes: frozenset[str] = frozenset()
    everyone: bool = False

    def hides(self, code: str) -> bool:
        """Whether the official of that code is shown by it."""
        return self.everyone or code in self.codes


BY_NAME = Naming()


@dataclass(frozen=True, slots=True)
class Subject:
    """The child a document is about."""

    name: str
    personal_number: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, and when; printed on the document when it is locked."""

    official: Official
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """What a document corrects: the earlier one by title and date, and why."""

    title: str
    made_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Template:
    """A template and its blocks.

    `required` must hold something; "a|b" means one of them, "sender.phone" a part of a block. Nothing outside
    `required` and `optional` reaches the template, so a letter cannot carry what it does not declare. `officials` are
    the blocks that say who, by name or by code.
    """

    title: Text
    audience: Audience
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()

    @property
    def is_outgoing(self) -> bool:
        """Whether it leaves the building."""
        return self.audience is not Audience.INTERNAL

    @property
    def blocks(self) -> frozenset[str]:
        """Every block the template knows, by its first name."""
        paths = (path for group in (*self.required, *self.optional) for path in group.split("|"))
        return frozenset(path.split(".")[0] for path in paths)


_LETTER = (
    "sender.board",
    "sender.phone",
    "recipient.name",
    "recipient.delivery",
    "reference",
)
_RECORD = ("sender.board", "reference", "child.name")

TEMPLATES: dict[str, Template] = {
    "letter": Template(
        title=Text("Brev", "Letter"),
        audience=Audience.PARTY,
        required=(*_LETTER, "body"),
    ),
    "reporter_feedback": Template(
        title=Text("Återkoppling på anmälan", "Feedback on your report"),
        audience=Audience.REPORTER,
        required=(*_LETTER, "received_on", "outcome"),
        optional=("decided_on",),
    ),
    "investigation_opened": Template(
        title=Text("En utredning har inletts", "An investigation has been opened"),
        audience=Audience.PARTY,
        required=(*_LETTER, "child.name", "opened_on", "due_on", "reason"),
        optional=("to_child", "next_step"),
    ),
    "party_communication": Template(
        title=Text(
            "Du får ta del av utredningen",
            "The investigation is sent to you for comment",
        ),
        audience=Audience.PARTY,
        required=(*_LETTER, "child.name", "material", "reply_by_on"),
        optional=("to_child", "proposal", "decided_by_board"),
    ),
    "decision_letter": Template(
        title=Text("Underrättelse om beslut", "Notice of a decision"),
        audience=Audience.PARTY,
        required=(
            *_LETTER,
            "child.name",
            "decision",
            "decided_on",
            "statutes",
            "reasons",
            "decided_by",
            "appeal_to|no_appeal",
        ),
        optional=(
            "child.personal_number",
            "presented_by",
            "took_part",
            "dissent",
            "starts_on",
            "ends_on",
        ),
        officials=("decided_by", "presented_by", "took_part"),
    ),
    "decision_record": Template(
        title=Text("Beslut", "Decision"),
        audience=Audience.INTERNAL,
        required=(
            *_RECORD,
            "decision",
            "decided_on",
            "statutes",
            "reasons",
            "decided_by",
            "delegation",
            "best_interests",
            "child_view|child_view_missing",
            "appeal_to|no_appeal",
        ),
        optional=(
            "presented_by",
            "took_part",
            "dissent",
            "starts_on",
            "ends_on",
            "most_suitable",
            "chosen",
            "obstacles",
            "obstacle_note",
            "names_left_out",
        ),
        officials=("decided_by", "presented_by", "took_part"),
    ),
    "child_decision": Template(
        title=Text("Till dig om vårt beslut", "To you about our decision"),
        audience=Audience.CHILD,
        required=("sender.board", "sender.phone", "reference", "child.name", "body"),
        optional=("recipient", "words", "contact"),
        officials=("contact",),
    ),
    "preliminary_assessment": Template(
        title=Text("Förhandsbedömning", "Preliminary assessment"),
        audience=Audience.INTERNAL,
        required=(
            *_RECORD,
            "reports",
            "summary",
            "protection",
            "assessment",
            "child_view|child_view_missing",
            "is_opened",
            "reasons",
            "decided_on",
            "decided_by",
        ),
        optional=("earlier", "contacts", "due_on", "late_reason"),
        officials=("decided_by",),
    ),
    "police_request": Template(
        title=Text("Begäran om biträde av Polismyndigheten", "Request for help of the Police Authority"),
        audience=Audience.AUTHORITY,
        required=(
            *_LETTER,
            "child.name",
            "section",
            "purpose",
            "measure",
            "in_force_from_on",
            "circumstances",
            "why_not_alone",
            "childs_interests",
            "risk_to_child",
            "place",
            "planned_at",
            "right",
        ),
        optional=("child.personal_number",),
    ),
    "police_planning": Template(
        title=Text("Uppgifter till Polismyndigheten för planering", "Data to the Police Authority for planning"),
        audience=Audience.AUTHORITY,
        required=(*_LETTER, "child.name", "basis", "is_duty|is_permission", "purpose", "body"),
        optional=("child.personal_number", "place", "planned_at"),
    ),
    # Few blocks are required: protection is never blocked by what is not known yet.
    "protection_assessment": Template(
        title=Text("Omedelbar skyddsbedömning", "Immediate protection assessment"),
        audience=Audience.INTERNAL,
        required=(
            "sender.board",
            "reference",
            "assessed_at",
            "is_acute",
            "assessment",
            "assessed_by",
        ),
        optional=(
            "child",
            "received_at",
            "sources",
            "suspicions",
            "circumstances",
            "child_view",
            "child_view_missing",
            "measures",
            "next_check_on",
        ),
        officials=("assessed_by",),
    ),
    "court_receipt": Template(
        title=Text("Rättens kvittens", "The court's receipt"),
        audience=Audience.INTERNAL,
        required=("sender.board", "reference", "received_at", "concerns", "receipt", "kept_by"),
        optional=("court_number",),
        officials=("kept_by",),
    ),
    "investigation": Template(
        title=Text("Utredning", "Investigation"),
        audience=Audience.INTERNAL,
        required=(
            *_RECORD,
            "opened_on",
            "due_on",
            "reason",
            "conduct",
            "areas",
            "child_view|child_view_missing",
            "analysis",
            "best_interests",
            "proposal",
            "responsible",
        ),
        optional=(
            "parties",
            "earlier",
            "talks",
            "needs",
            "communication",
            "extensions",
            "second",
            "closed_on",
        ),
        officials=("responsible", "second"),
    ),
    "compulsory_decision": Template(
        title=Text("Beslut i tvångsärende", "Decision in a compulsory case"),
        audience=Audience.INTERNAL,
        required=(
            *_RECORD,
            "decision",
            "decided_on",
            "outcome",
            "statutes",
            "reasons",
            "decided_by",
            "presented_by",
            "delegation",
            "best_interests",
            "child_view|child_view_missing",
        ),
        optional=(
            "meeting_on",
            "content",
            "grounds",
            "proposal",
            "change_reason",
            "urgent_reason",
            "planned_since_on",
            "handed",
        ),
        officials=("decided_by", "presented_by"),
    ),
    # What leaves for the court: the domain says which blocks a paper must have, and signs none that lacks one.
    "court_paper": Template(
        title=Text("Till rätten", "To the court"),
        audience=Audience.AUTHORITY,
        required=(*_LETTER, "child.name", "statutes", "sections"),
        optional=("child.personal_number", "decided_on", "care_began_on"),
    ),
    "case_paper": Template(
        title=Text("Handling i tvångsärende", "Paper in a compulsory case"),
        audience=Audience.INTERNAL,
        required=(*_RECORD, "sections"),
        optional=("statutes", "care_began_on"),
    ),
    "minutes_extract": Template(
        title=Text("Protokollsutdrag", "Extract from the minutes"),
        audience=Audience.INTERNAL,
        required=(*_RECORD, "body", "meeting_on", "decision", "decided_on", "outcome", "statutes", "decided_by"),
        optional=("presented_by", "proposal", "change_reason", "reported"),
        officials=("decided_by", "presented_by"),
    ),
    # Numbers of files and no names, so that it may lie on a table.
    "board_agenda": Template(
        title=Text("Föredragningslista", "Agenda"),
        audience=Audience.INTERNAL,
        required=("sender.board", "body", "meeting_on"),
        optional=("items", "reports"),
    ),
    "safety_board": Template(
        title=Text("Säkerhetstavlan", "The safety board"),
        audience=Audience.INTERNAL,
        required=("sender.board", "about"),
        optional=("tables", "left_out"),
    ),
    "survey_report": Template(
        title=Text("Enkätens resultat", "Results of the survey"),
        audience=Audience.INTERNAL,
        required=("sender.board", "whom", "tables", "method"),
        optional=("frame", "trends", "about_trends", "notes"),
    ),
}


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as the file lists it; the text itself is fetched apart."""

    id: int
    file_id: int
    kind: str
    template: str
    title: str
    language: str
    subject: str
    recipient: str
    made_at: datetime
    made_by_id: int | None
    signed_at: datetime | None
    signed_by_id: int | None
    passed_at: datetime | None
    passed_by_id: int | None
    has_protected: bool
    is_outgoing: bool
    corrects_id: int | None
    corrected_by_id: int | None
    # The test of harm that made it, of one that is another document without the protected names.
    release_id: int | None = None

    @property
    def is_locked(self) -> bool:
        """Whether it is signed, and so cannot change."""
        return self.signed_at is not None

    @property
    def waits_for_second(self) -> bool:
        """Whether somebody in it is protected, and no second person has checked what it would be sent with."""
        return self.has_protected and self.passed_at is None

    @property
    def needs_passing(self) -> bool:
        """Whether it is made to be sent, and a second person has yet to check recipient and case before that."""
        return self.is_outgoing and self.waits_for_second

    @property
    def is_ready(self) -> bool:
        """Whether it is done: signed, not corrected since, and passed where somebody in it is protected.

        Whether it may be sent depends on whom it names on the day as well (`queries.leaving`).
        """
        return self.is_outgoing and self.is_locked and self.corrected_by_id is None and not self.needs_passing


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """A PDF to send. The file name says nothing about anybody."""

    content: bytes
    sha256: str
    file_name: str
