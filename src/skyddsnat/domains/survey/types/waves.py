"""A wave: one time that a survey is asked, or was asked elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from skyddsnat.domains.survey.types.definition import Definition
from skyddsnat.kernel.text import Text


class WaveKind(StrEnum):
    """Where its answers come from."""

    ASKED = "asked"
    IMPORTED = "imported"  # single answers, given elsewhere
    PUBLISHED = "published"  # counts alone, as they were printed


WAVE_KIND_NAMES: dict[WaveKind, Text] = {
    WaveKind.ASKED: Text("Ställd här", "Asked here"),
    WaveKind.IMPORTED: Text("Inläst", "Imported"),
    WaveKind.PUBLISHED: Text("Publicerad", "Published"),
}


class WaveState(StrEnum):
    """Figures and words are shown when it is closed, and never before."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


WAVE_STATE_NAMES: dict[WaveState, Text] = {
    WaveState.DRAFT: Text("Utkast", "Draft"),
    WaveState.OPEN: Text("Öppen", "Open"),
    WaveState.CLOSED: Text("Stängd", "Closed"),
}


class WaveAct(StrEnum):
    """What is done with a wave."""

    CHANGE = "change"
    INVITE = "invite"
    OPEN = "open"
    SEND = "send"
    HAND_IN = "hand_in"
    CLOSE = "close"
    READ = "read"


@dataclass(frozen=True, slots=True)
class SurveyView:
    """A survey with its definition as it stands now; each wave keeps the one that it asked."""

    id: int
    definition: Definition
    made_at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveFields:
    """A wave as it is written: its name ("hösten 2026"), first and last day, and the days of the reminders."""

    name: str
    opens_on: date
    closes_on: date
    reminders_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveView:
    """A wave. `asked` is how many were invited, `answered` how many handed in; None of waves from elsewhere where
    nobody knows. `counts` of a published wave: by question and answer. `opening_version` grows with the wave and with
    the survey, which a draft asks as it stands: whoever opens it says by this what she saw.
    """

    id: int
    survey_id: int
    kind: WaveKind
    state: WaveState
    fields: WaveFields
    definition: Definition
    source: str
    asked: int | None
    answered: int | None
    counts: Mapping[str, Mapping[str, int]]
    version: int
    opening_version: int

    def is_open_on(self, day: date) -> bool:
        """Whether answers are taken on the day."""
        return self.state is WaveState.OPEN and self.fields.opens_on <= day <= self.fields.closes_on


class MailStep(StrEnum):
    """Which mail to an invited person it is."""

    INVITATION = "invitation"
    FIRST_REMINDER = "reminder1"
    SECOND_REMINDER = "reminder2"


MAIL_STEP_NAMES: dict[MailStep, Text] = {
    MailStep.INVITATION: Text("Inbjudan", "Invitation"),
    MailStep.FIRST_REMINDER: Text("Första påminnelsen", "First reminder"),
    MailStep.SECOND_REMINDER: Text("Andra påminnelsen", "Second reminder"),
}


class MailFailure(StrEnum):
    """Why a mail did not leave."""

    NO_ADDRESS = "no_address"
    REFUSED = "refused"
    NOT_TAKEN = "not_taken"


MAIL_FAILURE_NAMES: dict[MailFailure, Text] = {
    MailFailure.NO_ADDRESS: Text("Adress saknas", "No address"),
    MailFailure.REFUSED: Text("Servern känner inte adressen", "The server does not know the address"),
    MailFailure.NOT_TAKEN: Text("Servern tog inte emot", "The server did not take it"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyMail:
    """A mail that was claimed and is to be sent by whoever claimed it. Holds the personal link: never kept."""

    mailing_id: int
    address: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedMail:
    """An invitation that did not reach somebody, and is tried again. Everybody gets one: nothing is told by it of who
    has answered. Reminders go to those alone who have not, and are counted.
    """

    invitation_id: int
    who: str
    address: str
    failure: MailFailure
    tried_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FramePart:
    """One unit of the frame; what would tell of few is None. Those of units of few are together, with no name."""

    unit: str
    asked: int
    answered: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """How an open or closed wave goes: how many were asked and answered, by unit, and what the mails came to.

    `failed`: invitations; `reminders_failed`: how many reminders did not arrive, of whom is told to nobody.
    """

    asked: int
    answered: int
    parts: tuple[FramePart, ...]
    sent: Mapping[MailStep, int]
    failed: tuple[FailedMail, ...]
    reminders_failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitee:
    """Somebody to invite: an employee, or an address alone. `unit` is what the composition is told by."""

    employee_id: int | None
    address: str
    language: str
    unit: str
