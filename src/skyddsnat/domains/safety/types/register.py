"""The register of incidents: what happened, to whom, by whom as known. Stored values change by migration alone."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from skyddsnat.kernel.text import Text

# No source: what a phone's pictures and short recordings need, and what a database row should hold.
MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 10


class IncidentKind(StrEnum):
    """What happened."""

    THREAT = "threat"
    VIOLENCE = "violence"
    HARASSMENT = "harassment"
    SMEAR = "smear"
    STALKING = "stalking"
    DAMAGE = "damage"
    INSULT = "insult"  # förolämpning mot tjänsteman, BrB 17 kap. since 2025-07-02
    INFLUENCE = "influence"


KIND_NAMES: dict[IncidentKind, Text] = {
    IncidentKind.THREAT: Text("Hot", "Threat"),
    IncidentKind.VIOLENCE: Text("Våld", "Violence"),
    IncidentKind.HARASSMENT: Text("Trakasserier", "Harassment"),
    IncidentKind.SMEAR: Text("Smutskastning eller uthängning på nätet", "Smear or exposure online"),
    IncidentKind.STALKING: Text("Förföljelse", "Stalking"),
    IncidentKind.DAMAGE: Text("Skadegörelse", "Damage"),
    IncidentKind.INSULT: Text("Förolämpning mot tjänsteman", "Insult to an official"),
    IncidentKind.INFLUENCE: Text("Försök att påverka ett beslut", "Attempt to influence a decision"),
}


class Channel(StrEnum):
    """How it reached the one who was exposed."""

    VISIT = "visit"
    OFFICE = "office"
    PHONE = "phone"
    MESSAGE = "message"
    EMAIL = "email"
    LETTER = "letter"
    NET = "net"
    COURT = "court"
    OFF_DUTY = "off_duty"
    OTHER = "other"


CHANNEL_NAMES: dict[Channel, Text] = {
    Channel.VISIT: Text("Vid hembesök", "On a home visit"),
    Channel.OFFICE: Text("På kontoret", "At the office"),
    Channel.PHONE: Text("I telefon", "On the phone"),
    Channel.MESSAGE: Text("I sms eller chatt", "In a text message or chat"),
    Channel.EMAIL: Text("I e-post", "By e-mail"),
    Channel.LETTER: Text("I brev", "By letter"),
    Channel.NET: Text("På nätet", "Online"),
    Channel.COURT: Text("Vid möte eller i domstol", "At a meeting or in court"),
    Channel.OFF_DUTY: Text("Utanför arbetet", "Off duty"),
    Channel.OTHER: Text("På annat sätt", "In another way"),
}


class Source(StrEnum):
    """Who did it, as far as is known."""

    CLIENT = "client"
    RELATIVE = "relative"
    NETWORK = "network"
    CAMPAIGN = "campaign"
    UNKNOWN = "unknown"


SOURCE_NAMES: dict[Source, Text] = {
    Source.CLIENT: Text("Klient", "Client"),
    Source.RELATIVE: Text("Anhörig", "Relative"),
    Source.NETWORK: Text("Någon i familjens nätverk", "Somebody of the family's network"),
    Source.CAMPAIGN: Text("Organiserad kampanj", "Organised campaign"),
    Source.UNKNOWN: Text("Okänd", "Unknown"),
}


class Injury(StrEnum):
    """What it did to the one who was exposed."""

    NONE = "none"
    MINOR = "minor"
    SERIOUS = "serious"


INJURY_NAMES: dict[Injury, Text] = {
    Injury.NONE: Text("Ingen skada", "No injury"),
    Injury.MINOR: Text("Lindrig skada eller besvär", "Minor injury or trouble"),
    Injury.SERIOUS: Text("Svår skada", "Serious injury"),
}


class Concerns(StrEnum):
    """Which decision it was about, as far as is known."""

    NONE = "none"
    REPORT = "report"
    INVESTIGATION = "investigation"
    SERVICES = "services"
    CUSTODY = "custody"
    CARE = "care"
    CONTACT = "contact"
    PROHIBITION = "prohibition"
    PLACEMENT = "placement"
    OTHER = "other"


CONCERNS_NAMES: dict[Concerns, Text] = {
    Concerns.NONE: Text("Inget beslut, eller okänt", "No decision, or not known"),
    Concerns.REPORT: Text("En orosanmälan", "A report of concern"),
    Concerns.INVESTIGATION: Text("En utredning", "An investigation"),
    Concerns.SERVICES: Text("En frivillig insats", "A voluntary service"),
    Concerns.CUSTODY: Text("Ett omedelbart omhändertagande", "An immediate custody"),
    Concerns.CARE: Text("Vård utan samtycke", "Care without consent"),
    Concerns.CONTACT: Text("Umgänge eller hemlig vistelseort", "Contact or secret whereabouts"),
    Concerns.PROHIBITION: Text("Flyttningsförbud eller utreseförbud", "A removal prohibition or an exit ban"),
    Concerns.PLACEMENT: Text("Var barnet är placerat", "Where the child is placed"),
    Concerns.OTHER: Text("Ett annat beslut", "Another decision"),
}


class Effect(StrEnum):
    """What it did to the child's case. Counted, and seen by the safety roles alone."""

    NONE = "none"
    DELAYED = "delayed"
    CHANGED = "changed"
    AVOIDED = "avoided"
    UNKNOWN = "unknown"


EFFECT_NAMES: dict[Effect, Text] = {
    Effect.NONE: Text("Ingen verkan", "None"),
    Effect.DELAYED: Text("Något för barnet blev försenat", "Something for the child was delayed"),
    Effect.CHANGED: Text("Något för barnet blev annorlunda", "Something for the child was changed"),
    Effect.AVOIDED: Text("Något för barnet blev inte av", "Something for the child was avoided"),
    Effect.UNKNOWN: Text("Vet inte än", "Not known yet"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFields:
    """What is written of an incident. `happened_at` is aware; `alias` is what whoever did it calls themselves."""

    kind: IncidentKind
    channel: Channel
    happened_at: datetime
    place: str = ""
    is_direct: bool = True
    source: Source = Source.UNKNOWN
    alias: str = ""
    words: str
    injury: Injury = Injury.NONE
    is_near_miss: bool = False
    concerns: Concerns = Concerns.NONE
    effect: Effect = Effect.UNKNOWN
    campaign_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """A file as it came: the name it had and its bytes. What it is is told by its bytes alone."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentView:
    """An attachment as it is listed; its bytes are fetched apart."""

    id: int
    name: str
    media_type: str
    size: int
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureView:
    """One who was exposed, as whoever may see that row sees it. Wishes are her own words, answered or not asked yet."""

    id: int
    incident_id: int
    employee_id: int
    name: str
    service_code: str
    unit_id: int
    wishes: tuple[str, ...]
    wish_words: str
    asked_at: datetime | None
    change_wished: bool
    changed_at: datetime | None
    enough_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    """An incident as the safety roles and the exposed see it. `linked_files` are ids of children's files.

    `is_named`: it is written down which person did it, whether or not the viewer may know who that is.
    """

    id: int
    fields: IncidentFields
    is_named: bool
    reported_at: datetime
    reported_by_id: int
    closed_at: datetime | None
    closing_words: str
    version: int
    exposures: tuple[ExposureView, ...] = ()
    linked_files: tuple[int, ...] = ()
    attachments: tuple[AttachmentView, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether anything may still follow."""
        return self.closed_at is None

    @property
    def unit_ids(self) -> list[int]:
        """The units that those whom the viewer sees were exposed in."""
        return [each.unit_id for each in self.exposures]


@dataclass(frozen=True, slots=True)
class IncidentMark:
    """Which incident something follows on, as whoever is to do it knows it again: of what kind, how it came, when."""

    kind: IncidentKind
    channel: Channel
    happened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """An incident in a list."""

    id: int
    kind: IncidentKind
    channel: Channel
    happened_at: datetime
    happened_on: date
    service_codes: tuple[str, ...]
    police_state: str
    open_duties: int
    next_due_at: datetime | None
    is_open: bool

    @property
    def place(self) -> tuple[datetime, int]:
        """Where this incident stands in a list, the latest first: `before=` of the next page."""
        return self.happened_at, self.id
