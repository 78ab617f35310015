"""Two caseworkers, outings, and who was told: enums and plain data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

# A deviation from two caseworkers lasts at most this long. No source: the profession's demand, our limit.
DEVIATION_DAYS = 14
# What holds until the board has said anything else. No source: our default.
DEFAULT_YEARS = 3
# Never fewer than two caseworkers on a case, and never fewer than two on an outing. No source: the profession's demand.
TWO = 2


class OutingKind(StrEnum):
    """Why staff go to a home or take a child somewhere."""

    HOME_VISIT = "home_visit"
    EXECUTION = "execution"


OUTING_NAMES: dict[OutingKind, Text] = {
    OutingKind.HOME_VISIT: Text("Hembesök", "Home visit"),
    OutingKind.EXECUTION: Text("Verkställighet", "Execution"),
}


class EnforcerKind(StrEnum):
    """Who enforces a measure and must be told when it ends (lesson 11)."""

    POLICE = "police"
    HOME = "home"
    PASSPORT = "passport"
    SCHOOL = "school"
    OTHER = "other"


ENFORCER_NAMES: dict[EnforcerKind, Text] = {
    EnforcerKind.POLICE: Text("Polismyndigheten", "Police"),
    EnforcerKind.HOME: Text("Hemmet där barnet vårdas", "Home where the child is cared for"),
    EnforcerKind.PASSPORT: Text("Passmyndigheten", "Passport authority"),
    EnforcerKind.SCHOOL: Text("Skola eller förskola", "School or preschool"),
    EnforcerKind.OTHER: Text("Någon annan", "Somebody else"),
}


class Understood(StrEnum):
    """Whether the one who was told understood (LVU 36 §; 2026:1600 2:1-5)."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


UNDERSTOOD_NAMES: dict[Understood, Text] = {
    Understood.YES: Text("Förstod", "Understood"),
    Understood.PARTLY: Text("Förstod delvis", "Understood in part"),
    Understood.NO: Text("Förstod inte", "Did not understand"),
    Understood.UNKNOWN: Text("Vet inte", "Not known"),
}


# --- Two caseworkers --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NewDeviation:
    """A deviation from two caseworkers as it is asked for: why, until and with which day, on whose decision.

    One that is acute needs no manager yet: she confirms it on the next working day.
    """

    reason: str
    ends_on: date
    manager_id: int | None = None
    is_acute: bool = False


@dataclass(frozen=True, slots=True)
class Worker:
    """A caseworker on the file. `since` is the day she entered the profession; `is_experienced` by the board's rule."""

    employee_id: int
    name: str
    service_code: str
    part: str
    is_active: bool
    since: date | None
    is_experienced: bool


@dataclass(frozen=True, slots=True)
class PairRuleView:
    """What the municipality demands from a day on; `valid_from` None is what holds while the board has said nothing."""

    valid_from: date | None
    is_demanded: bool
    years: int
    decided_on: date | None = None
    reference: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DeviationView:
    """A time with fewer than two caseworkers; `ends_on` is the last day of it."""

    id: int
    case_id: int
    file_id: int
    reason: str
    is_acute: bool
    starts_at: datetime
    starts_on: date
    ends_on: date
    manager_id: int | None
    manager: str
    confirm_by: date | None
    confirmed_at: datetime | None
    ended_at: datetime | None
    recorded_by_id: int

    @property
    def awaits_confirmation(self) -> bool:
        """Whether no manager has confirmed it, and nobody has ended it."""
        return self.confirmed_at is None and self.ended_at is None

    def runs(self, at: datetime, *, on: date) -> bool:
        """Whether it stands behind what is done at `at`, which is the day `on` in Sweden."""
        return self.starts_at <= at and on <= self.ends_on and (self.ended_at is None or at < self.ended_at)


@dataclass(frozen=True, slots=True)
class PairView:
    """Who stands behind a file's compulsory case at a moment.

    `is_whole`: two different, active, one of them experienced. `reasons`: what stops the next step; none when the pair
    is whole, nobody demands it, or `deviation` runs.
    """

    file_id: int
    workers: tuple[Worker, ...]
    is_demanded: bool
    years: int
    is_whole: bool
    deviation: DeviationView | None
    reasons: tuple[Reason, ...]

    @property
    def verdict(self) -> Verdict:
        return Verdict(self.reasons)


@dataclass(frozen=True, slots=True)
class DaysBelowTwo:
    """How many days cases of a unit stood with fewer than two: case by case and day by day, part of a day is a day.

    `covered` are the days all of which a deviation covered; `cases` how many cases had any.
    """

    unit_id: int
    unit: str
    days: int
    covered: int
    cases: int

    @property
    def uncovered(self) -> int:
        return self.days - self.covered


# --- Outings ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GoerView:
    """One who goes, and when she had read what the risk is."""

    employee_id: int
    name: str
    service_code: str
    risk_read_at: datetime | None


@dataclass(frozen=True, slots=True)
class OutingMark:
    """An outing ahead on which somebody goes, as her day shows it. The risk was assessed `assessed_at`."""

    id: int
    file_id: int
    kind: OutingKind
    planned_at: datetime
    assessed_at: datetime
    place: str
    is_read: bool


@dataclass(frozen=True, slots=True)
class DeviationMark:
    """An acute deviation that waits for a manager, as her day shows it."""

    id: int
    file_id: int
    confirm_by: date


@dataclass(frozen=True, slots=True)
class OutingView:
    """A home visit or an execution. `risk` is the assessment, of `assessed_at`, that everyone who goes reads before.

    `earlier_risks` are the assessments that it took the place of, the first first.
    """

    id: int
    case_id: int
    measure_id: int | None
    file_id: int
    kind: OutingKind
    recorded_at: datetime
    planned_at: datetime
    place: str
    risk: str
    assessed_at: datetime
    earlier_risks: tuple[str, ...]
    planned_by_id: int
    done_at: datetime | None
    cancelled_at: datetime | None
    outcome: str
    version: int
    goers: tuple[GoerView, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor cancelled."""
        return self.done_at is None and self.cancelled_at is None

    @property
    def unread(self) -> tuple[GoerView, ...]:
        """Those who go and have not read the risk."""
        return unread(self.goers)


def unread(goers: Iterable[GoerView]) -> tuple[GoerView, ...]:
    """Those of the goers who have not read the risk."""
    return tuple(goer for goer in goers if goer.risk_read_at is None)


# --- Who was told, heard and examined ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EnforcerView:
    """Who enforces a measure. `measure_over_at`: when the measure ended or the law ended it; None while it runs."""

    id: int
    measure_id: int
    case_id: int
    file_id: int
    track: str
    kind: EnforcerKind
    name: str
    told_start_at: datetime
    measure_over_at: datetime | None
    told_end_at: datetime | None
    confirmed_at: datetime | None
    confirmed_how: str

    def is_untold(self, at: datetime) -> bool:
        """Whether the measure is over and this one has not confirmed knowing it (lesson 11)."""
        return self.measure_over_at is not None and self.measure_over_at <= at and self.confirmed_at is None


@dataclass(frozen=True, slots=True)
class TellingView:
    """Who was informed of what, when, and whether it was understood."""

    id: int
    case_id: int
    measure_id: int | None
    person_id: int
    name: str
    what: str
    told_at: datetime
    told_by_id: int
    understood: Understood
    words: str


@dataclass(frozen=True, slots=True)
class PersonToTell:
    """Somebody who is to be informed, and the latest that was told; None when nothing was."""

    person_id: int
    name: str
    is_child: bool
    latest: TellingView | None


@dataclass(frozen=True, slots=True)
class CounselView:
    """A need of public counsel, and whether the court has been told of it and has appointed anyone."""

    id: int
    case_id: int
    file_id: int
    person_id: int
    person: str
    arose_at: datetime
    reported_at: datetime | None
    name: str
    appointed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ExaminationView:
    """A medical examination: decided, held with its result, or found needless with the reason."""

    id: int
    case_id: int
    decided_at: datetime
    decided_by_id: int
    held_on: date | None
    physician: str
    result: str
    needless_reason: str
