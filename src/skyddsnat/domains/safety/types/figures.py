"""The safety board: what is counted, over which periods, and figures as they may leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from skyddsnat.domains.safety.types.following import DutyKind, Measure, PoliceOutcome, Wish
from skyddsnat.domains.safety.types.register import Channel, Effect, IncidentKind
from skyddsnat.kernel.text import Text


class Topic(StrEnum):
    """What a figure counts. Those that stand in `TOTALS` are counted whole, the others as parts of one of them."""

    INCIDENTS = "incidents"
    KIND = "kind"
    CHANNEL = "channel"
    MONTH = "month"
    EFFECT = "effect"
    BY_SOURCE = "by_source"
    BY_DECISION = "by_decision"
    BY_WORKER = "by_worker"
    BY_WAVE = "by_wave"
    POLICE = "police"
    POLICE_END = "police_end"
    OUTCOME = "outcome"
    EXPOSURES = "exposures"
    WISH = "wish"
    WISHED = "wished"
    SUPPORT = "support"
    MEASURES = "measures"
    MEASURE = "measure"
    MEASURE_STATE = "measure_state"
    DUTIES = "duties"
    DUTY = "duty"
    DUTY_STATE = "duty_state"
    WORKERS = "workers"
    DAYS_TO_SENT = "days_to_sent"
    DAYS_TO_CLOSED = "days_to_closed"


TOTALS = (Topic.INCIDENTS, Topic.EXPOSURES, Topic.MEASURES, Topic.DUTIES)
NOT_SENT, SENT, LEFT_OUT = "due", "sent", "not_made"
RUNNING, CLOSED = "running", "closed"
NOT_ASKED, NOTHING, SOMETHING = "not_asked", "nothing", "something"
GIVEN, OFFERED, NOT_OFFERED = "given", "offered", "not_offered"
IN_TIME, LATE, SKIPPED, NOT_DONE = "in_time", "late", "skipped", "not_done"
# How often, in the classes of the published surveys.
CLASSES = ("0", "1-3", "4-10", "11+")
CLASS_NAMES: dict[str, Text] = {
    "0": Text("Ingen gång", "Never"),
    "1-3": Text("1–3 gånger", "1–3 times"),
    "4-10": Text("4–10 gånger", "4–10 times"),
    "11+": Text("Mer än 10 gånger", "More than 10 times"),
}
POLICE_NAMES: dict[str, Text] = {
    NOT_SENT: Text("Inte gjord än", "Not made yet"),
    SENT: Text("Gjord", "Made"),
    LEFT_OUT: Text("Görs inte, enligt chefens skäl", "Not made, for the manager’s reason"),
}
POLICE_END_NAMES: dict[str, Text] = {
    RUNNING: Text("Inte avslutad", "Not closed"),
    CLOSED: Text("Avslutad", "Closed"),
}
WISHING_NAMES: dict[str, Text] = {
    NOT_ASKED: Text("Har inte sagt något än", "Has not said yet"),
    NOTHING: Text("Ville inget just då", "Wanted nothing just then"),
    SOMETHING: Text("Ville ha stöd", "Wanted support"),
}
SUPPORT_NAMES: dict[str, Text] = {
    GIVEN: Text("Har fått stöd", "Was given support"),
    OFFERED: Text("Erbjöds, men har inte fått", "Was offered it, and has not been given any"),
    NOT_OFFERED: Text("Har inte erbjudits något", "Was offered nothing"),
}
STATE_NAMES: dict[str, Text] = {
    IN_TIME: Text("Gjort i tid", "Done in time"),
    LATE: Text("Gjort för sent", "Done late"),
    SKIPPED: Text("Avstod, med skäl", "Left undone, with a reason"),
    NOT_DONE: Text("Försenat: inte gjort", "Late: not done"),
}

Cell: TypeAlias = tuple[Topic, str]
"""One thing that is counted: a topic and one of its codes; a total has the code ""."""


@dataclass(frozen=True, slots=True)
class Split:
    """A table: how what `of` counts is parted by `codes`. `is_choice`: several may be said, so that no sum holds."""

    topic: Topic
    of: Cell
    codes: tuple[str, ...]
    is_choice: bool = False

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The figures of the table."""
        return tuple((self.topic, code) for code in self.codes)


def _whole(topic: Topic) -> Cell:
    return topic, ""


_STATES = (IN_TIME, LATE, SKIPPED, NOT_DONE)
_WISHES = tuple(each.value for each in Wish if each is not Wish.NOTHING)
_OTHER_DUTIES = tuple(each.value for each in DutyKind if each is not DutyKind.MEASURE)
_INCIDENTS = _whole(Topic.INCIDENTS)
# In an order in which a table comes after the one that its total stands in.
SPLITS = (
    Split(Topic.KIND, _INCIDENTS, tuple(each.value for each in IncidentKind)),
    Split(Topic.CHANNEL, _INCIDENTS, tuple(each.value for each in Channel)),
    Split(Topic.EFFECT, _INCIDENTS, tuple(each.value for each in Effect)),
    Split(Topic.BY_SOURCE, _INCIDENTS, CLASSES),
    Split(Topic.BY_DECISION, _INCIDENTS, CLASSES),
    Split(Topic.BY_WORKER, _INCIDENTS, CLASSES),
    Split(Topic.BY_WAVE, _INCIDENTS, CLASSES),
    Split(Topic.POLICE, _INCIDENTS, (NOT_SENT, SENT, LEFT_OUT)),
    Split(Topic.POLICE_END, (Topic.POLICE, SENT), (RUNNING, CLOSED)),
    Split(Topic.OUTCOME, (Topic.POLICE_END, CLOSED), tuple(each.value for each in PoliceOutcome)),
    Split(Topic.WISH, _whole(Topic.EXPOSURES), (NOT_ASKED, NOTHING, SOMETHING)),
    Split(Topic.WISHED, (Topic.WISH, SOMETHING), _WISHES, is_choice=True),
    Split(Topic.SUPPORT, _whole(Topic.EXPOSURES), (GIVEN, OFFERED, NOT_OFFERED)),
    Split(Topic.MEASURE, _whole(Topic.MEASURES), tuple(each.value for each in Measure)),
    Split(Topic.MEASURE_STATE, _whole(Topic.MEASURES), _STATES),
    Split(Topic.DUTY, _whole(Topic.DUTIES), _OTHER_DUTIES),
    Split(Topic.DUTY_STATE, _whole(Topic.DUTIES), _STATES),
)
# Counted for all units together alone: a month of one unit is people.
MONTHS = {1: tuple(str(month) for month in range(1, 7)), 2: tuple(str(month) for month in range(7, 13))}


# How far back the board goes. No source: own limit.
YEARS = 6


class Hidden(StrEnum):
    """Why a figure does not leave."""

    SMALL = "small"  # fewer than five
    BESIDE = "beside"  # another figure would follow from it


@dataclass(frozen=True, slots=True)
class Figure:
    """A count as it may leave; None where it is hidden, and why."""

    count: int | None
    hidden: Hidden | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A whole calendar year, or one half of it. `half` 0: the year."""

    year: int
    half: int = 0

    @property
    def since(self) -> date:
        """Its first day."""
        return date(self.year, 7 if self.half == 2 else 1, 1)

    @property
    def until(self) -> date:
        """The first day after it."""
        return date(self.year, 7, 1) if self.half == 1 else date(self.year + 1, 1, 1)


def ended_periods(as_of: date, *, with_halves: bool) -> list[Period]:
    """The whole periods of the last years that are over, the latest first."""
    years = range(as_of.year, as_of.year - YEARS, -1)
    every = (Period(year, half) for year in years for half in ((0, 2, 1) if with_halves else (0,)))
    return [period for period in every if period.until <= as_of]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The figures of one period, of one unit or (`unit_id` None) of all, as they may leave.

    `figures` holds every figure of a table that is shown; a table of which nothing may leave is not there. `as_of`: the
    day whose morning the figures stand as. `units`: how many incidents each unit had, in a year of all units.
    `days`: the median number of days, where five or more stand behind it. `per_worker`: exposures for each caseworker.
    """

    period: Period
    unit_id: int | None
    as_of: date
    figures: Mapping[Cell, Figure]
    units: Mapping[int, Figure]
    days: Mapping[Topic, float]
    workers: int | None
    per_worker: float | None

    def has(self, split: Split) -> bool:
        """Whether anything of the table may leave."""
        return any(cell in self.figures for cell in split.cells)


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a board, for whoever decides what else of the register is told. Not for showing.

    `silent`: what the board hides of it.
    """

    counts: Mapping[Cell, int]
    silent: frozenset[Cell]
