"""Notes and talks as they cross the border of this domain."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from skyddsnat.domains.people.types import PersonView
from skyddsnat.kernel.text import Text


class NoteKind(StrEnum):
    """What a note is about."""

    NOTE = "note"
    CONTACT = "contact"  # telephone, mail, meeting with somebody else than the child
    HOME_VISIT = "home_visit"
    CORRECTION = "correction"  # what somebody says is wrong in the file (SoL 14:6)


NOTE_NAMES: dict[NoteKind, Text] = {
    NoteKind.NOTE: Text("Anteckning", "Note"),
    NoteKind.CONTACT: Text("Kontakt", "Contact"),
    NoteKind.HOME_VISIT: Text("Hembesök", "Home visit"),
    NoteKind.CORRECTION: Text("Påpekad felaktighet", "Claimed error"),
}


class Understood(StrEnum):
    """Whether the child understood what it was told (SoL 3:3)."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_TOLD = "not_told"


UNDERSTOOD_NAMES: dict[Understood, Text] = {
    Understood.YES: Text("Ja", "Yes"),
    Understood.PARTLY: Text("Delvis", "Partly"),
    Understood.NO: Text("Nej", "No"),
    Understood.NOT_TOLD: Text("Fick ingen information", "Was not told anything"),
}


class NoteState(StrEnum):
    """Computed from the moment a note locks, never stored."""

    OPEN = "open"
    LOCKED = "locked"


class NoteAct(StrEnum):
    """What may be done with a note."""

    CHANGE = "change"
    ADD = "add"
    MOVE = "move"
    LOCK = "lock"


class TalkState(StrEnum):
    """Computed from what has happened to a talk, never stored."""

    PLANNED = "planned"
    HELD = "held"
    LOCKED = "locked"
    CANCELLED = "cancelled"


TALK_STATE_NAMES: dict[TalkState, Text] = {
    TalkState.PLANNED: Text("Planerat", "Planned"),
    TalkState.HELD: Text("Genomfört", "Held"),
    TalkState.LOCKED: Text("Genomfört, låst", "Held, locked"),
    TalkState.CANCELLED: Text("Inställt", "Cancelled"),
}


class TalkAct(StrEnum):
    """What may be done with a talk."""

    HOLD = "hold"
    CHANGE = "change"
    CANCEL = "cancel"
    LOCK = "lock"


def talk_state(
    *, held_at: datetime | None, cancelled_at: datetime | None, locks_at: datetime | None, at: datetime
) -> TalkState:
    """Where a talk stands at that moment."""
    if cancelled_at is not None:
        return TalkState.CANCELLED
    if held_at is None:
        return TalkState.PLANNED
    return TalkState.LOCKED if locks_at is not None and locks_at <= at else TalkState.HELD


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote, as colleagues see her; a system run has its name in `name` and no code."""

    employee_id: int | None
    name: str
    service_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphView:
    """One paragraph of a note and whom it is about, when that was said. `place` counts from 1."""

    place: int
    text: str
    about: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A note with its additions, the first first. `moved_from_id` is the file it once stood in by mistake."""

    id: int
    file_id: int
    kind: NoteKind
    happened_at: datetime
    with_whom: str
    subject: str
    text: str
    paragraphs: tuple[ParagraphView, ...]
    author: Author
    written_at: datetime
    locks_at: datetime
    corrects_id: int | None
    moved_from_id: int | None
    version: int
    additions: tuple["NoteView", ...] = ()

    def is_locked(self, at: datetime) -> bool:
        """Whether only additions may be made at that moment."""
        return self.locks_at <= at


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkView:
    """A talk with the child, planned, held or cancelled.

    `childs_words` is the child's view in the child's own words, `told` what the child was told, `already_told` what
    nobody need ask the child again.
    """

    id: int
    file_id: int
    child: PersonView
    planned_at: datetime | None
    held_at: datetime | None
    cancelled_at: datetime | None
    cancel_reason: str
    place: str
    purpose: str
    was_alone: bool | None
    not_alone_reason: str
    childs_words: str
    told: str
    understood: Understood | None
    understood_how: str
    already_told: str
    author: Author
    written_at: datetime
    locks_at: datetime | None
    version: int

    @property
    def happens_at(self) -> datetime:
        """When the talk was held or, if it is not held, is planned for."""
        return self.held_at or self.planned_at or self.written_at

    def state(self, at: datetime) -> TalkState:
        """Where the talk stands at that moment."""
        return talk_state(held_at=self.held_at, cancelled_at=self.cancelled_at, locks_at=self.locks_at, at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyTold:
    """Something the child has already told, so that nobody asks twice."""

    text: str
    held_at: datetime
    place: str
    was_alone: bool


@dataclass(frozen=True, slots=True)
class Repetition:
    """How many sentences a file's notes have, and how many of them stand in another child's notes too (lesson 9)."""

    sentences: int
    repeated: int

    @property
    def share(self) -> float:
        """The repeated part, from 0 to 1."""
        return self.repeated / self.sentences if self.sentences else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkMark:
    """What the child's line and a day's plan say of a talk. `already_told` is what nobody need ask again."""

    id: int
    file_id: int
    planned_at: datetime | None
    held_at: datetime | None
    place: str
    purpose: str
    was_alone: bool | None
    childs_words: str
    already_told: str

    @property
    def happens_at(self) -> datetime:
        """When the talk was held or, if it is not held, is planned for."""
        happens_at = self.held_at or self.planned_at
        assert happens_at is not None  # a constraint of the table
        return happens_at
