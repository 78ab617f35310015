"""What the components show. Presenters build these; templates only draw them.

Every text here is a finished, translated sentence or word: no component translates, counts or formats.
Urls are finished too. Frozen, so that a component can be built once and drawn many times.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Tone(StrEnum):
    """The meaning of a colour. A tone never stands without words."""

    PLAIN = "plain"
    BRAND = "brand"
    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    DONE = "done"
    PROTECTED = "protected"


@dataclass(frozen=True, kw_only=True)
class Link:
    """A text that leads somewhere; `url` empty draws the text alone."""

    label: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Action:
    """A button that leads to where a thing is done. `is_main`: the filled button, one a page or one a row."""

    label: str
    url: str
    is_main: bool = False
    describes: str = ""
    """What the button is about, for those who hear the page: «Bedöm skydd» + «Alva L.»."""


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """One entry of the side navigation. `count` None draws no number; `is_alarm` draws it in red."""

    label: str
    url: str
    count: int | None = None
    is_current: bool = False
    is_alarm: bool = False
    starts_group: bool = False
    count_meaning: str = ""
    """What the number counts, read aloud after it: «frister»."""


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A short fact in a rounded box: «10 år», «Våld»."""

    text: str
    tone: Tone = Tone.PLAIN
    url: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Time left of a duty: `big` «4», `small` «dagar», `spoken` «4 dagar kvar», `exact` «2026-11-25»."""

    big: str
    small: str
    spoken: str
    exact: str
    tone: Tone


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One row of *My day*: the clock, the child, the duty with its paragraph, the button that does it."""

    clock: Clock
    who: str
    what: str
    who_url: str = ""
    chips: tuple[Chip, ...] = ()
    note: str = ""
    detail: str = ""
    rule: Link | None = None
    action: Action | None = None


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One thing that stands in the way, its paragraph and its cure."""

    text: str
    rule: Link | None = None
    cure: Link | None = None


class StepState(StrEnum):
    DONE = "done"
    NEXT = "next"
    WAITING = "waiting"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a procedure. With `reasons` the button is shown dead and every reason beneath it.

    `blocked_title` heads the reasons: «Går inte att avsluta än».
    """

    title: str
    state: StepState
    state_text: str
    """The state in a word, for those who do not see the mark: «klart», «nästa», «väntar»."""
    detail: str = ""
    rule: Link | None = None
    chip: Chip | None = None
    action: Action | None = None
    blocked_title: str = ""
    reasons: tuple[Reason, ...] = ()
    way_out: Link | None = None
    """Another lawful way, shown last: «Förläng med särskilda skäl»."""


@dataclass(frozen=True, kw_only=True)
class Tab:
    label: str
    url: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """A member of staff beside a file: «AK», «Ansvarig sedan 2 november»."""

    initials: str
    text: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class CompareRow:
    """One fact of two things side by side. `differs` marks it with a word as well as a colour."""

    label: str
    left: str
    right: str
    differs: bool = False


class Fact(NamedTuple):
    """A label and what it says, of a list of `pairs`; `url` where that leads somewhere."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class TimelineEvent:
    """One dated thing that happened: when (words and exact), of what kind, what, by whom."""

    when: str
    exact: str
    kind: str
    text: str
    url: str = ""
    by: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of a data table."""

    text: str
    url: str = ""
    detail: str = ""
    chips: tuple[Chip, ...] = ()
    tone: Tone = Tone.PLAIN
    title: str = ""
    action: Action | None = None


@dataclass(frozen=True, kw_only=True)
class Column:
    label: str
    is_number: bool = False
    is_hidden: bool = False
    """True: the heading is only read aloud (a column of buttons)."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A data table. Every row has as many cells as there are columns; the first cell names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption_is_hidden: bool = False

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row has {len(row)} cells, the table {len(self.columns)} columns")


@dataclass(frozen=True, kw_only=True)
class DayLoad:
    """Duties due on one day. `text` is the whole story for those who hear it: «24 november: 3 frister»."""

    day: date
    count: int
    text: str
    url: str
    late: int = 0


@dataclass(frozen=True, kw_only=True)
class Confirm:
    """The page that asks once before something that cannot be undone. `verb` is the button: «Lås anteckningen»."""

    title: str
    text: str
    verb: str
    cancel_url: str
    subtitle: str = ""
    is_grave: bool = False
