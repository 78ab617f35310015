"""What a model declares about itself, and what an actor must be able to say."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from skyddsnat.kernel.text import Text


class Retention(StrEnum):
    """How long a row is kept. The paragraph is the reason for the class."""

    CASE_FILE = "case_file"  # SoL 16:1-16:2 a: five years, or the child's 30th birthday
    LOG = "log"  # follows the file it speaks of; SFS 2001:454 10 §
    STAFF = "staff"  # as long as any file names the employee
    TECHNICAL = "technical"  # kept no longer than its use; no source


@dataclass(frozen=True, slots=True)
class Record:
    """How rows of a model live: may they change, are changes logged by the database, how long are they kept."""

    changeable: bool
    audited: bool
    retention: Retention


@dataclass(frozen=True, slots=True)
class Privacy:
    """The class of every field of a model, by attribute name. A guard test refuses a field in none or in two.

    `open` may leave in statistics, `personal` only to whoever may see the file, `secret` to nobody by default.
    """

    open: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    secret: tuple[str, ...] = ()


class Acting(Protocol):
    """Who acts: a named employee or a named system run. There is no third kind."""

    @property
    def employee_id(self) -> int | None: ...

    @property
    def key(self) -> str: ...


# The deed of opening a file, with its ground. Readings are what a log review looks at (SFS 2001:454 10 §).
FILE_READ = "access.file.read"


class Judged(StrEnum):
    """What a reviewer found of one reading (SFS 2001:454 10 §)."""

    FINE = "fine"
    ASK = "ask"
    HANDED_ON = "handed_on"


JUDGED_NAMES: dict[Judged, Text] = {
    Judged.FINE: Text("Inget att anmärka", "Nothing to remark"),
    Judged.ASK: Text("Att fråga om", "To ask about"),
    Judged.HANDED_ON: Text("Lämnad vidare", "Handed on"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A reviewer's judgement of one reading, and the words for it."""

    judged: Judged
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleView:
    """A sample that was reviewed and signed: which days, how many readings, what was found, by whom and when."""

    id: int
    since: date
    until: date
    per_unit: int
    drawn: int
    asked: int
    handed_on: int
    note: str
    signed_at: datetime
    signed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One reading of a signed sample on which there was something to say."""

    sample_id: int
    judged: Judged
    words: str
    read_at: datetime
    read_by: str


# Where a list of events goes on: the time and id of the last event shown.
Place = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done, without who did it."""

    deed: str
    at: datetime
    target: str


@dataclass(frozen=True, slots=True)
class EventView:
    """One event of the log. `name` and `service_code` are the employee's, or the system run's name twice.

    What the row held before a change is not here: it would tell a log reviewer what stands in the file.
    """

    id: int
    at: datetime
    recorded_at: datetime
    employee_id: int | None
    name: str
    service_code: str
    deed: str
    target: str
    file_id: int | None
    ground: str

    @property
    def place(self) -> Place:
        """Where this event stands in a list, the latest first: `before=` of the next page."""
        return self.at, self.id
