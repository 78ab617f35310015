"""Cases, measures and their steps: enums and plain data."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from skyddsnat.domains.decisions.types import Answer
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.law.citations import CUSTODY, LVU
from skyddsnat.law.compulsory_states import TRACKS, Act, By, State, Track, is_in_force, statutes
from skyddsnat.law.deciding import Decider


class PlaceKind(StrEnum):
    """Where care is carried out."""

    FAMILY_HOME = "family_home"
    EMERGENCY_HOME = "emergency_home"
    RESIDENTIAL = "residential"
    STATE_HOME = "state_home"
    OTHER_PARENT = "other_parent"
    OWN_HOME = "own_home"
    SHELTER = "shelter"
    HOSPITAL = "hospital"


PLACE_NAMES: dict[PlaceKind, Text] = {
    PlaceKind.FAMILY_HOME: Text("Familjehem", "Family home"),
    PlaceKind.EMERGENCY_HOME: Text("Jourhem", "Emergency home"),
    PlaceKind.RESIDENTIAL: Text("HVB", "Residential care home"),
    PlaceKind.STATE_HOME: Text("Särskilt ungdomshem (SiS)", "State youth home (SiS)"),
    PlaceKind.OTHER_PARENT: Text("Den andra föräldern", "The other parent"),
    PlaceKind.OWN_HOME: Text("Det egna hemmet", "The own home"),
    PlaceKind.SHELTER: Text("Skyddat boende", "Sheltered accommodation"),
    PlaceKind.HOSPITAL: Text("Sjukhus", "Hospital"),
}

# How a step that only sends papers to the court is written; what was sent stands after it ("dispatch_submit").
DISPATCH = "dispatch_"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A compulsory case. `statute` is the SFS number of the Act at the start ("1990:52"); names are of employees."""

    id: int
    file_id: int
    child_id: int
    investigation_id: int | None
    adult_id: int | None
    statute: str
    grounds: tuple[str, ...]
    circumstances: str
    opened_at: datetime
    opened_by_id: int
    opened_by: str
    closed_at: datetime | None
    close_reason: str
    version: int

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMark:
    """An open compulsory case as a page about something else shows it. `statute` is the SFS number at the start."""

    id: int
    file_id: int
    statute: str
    opened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView:
    """A measure as its last step left it. What the law does by itself is read off it, whether or not a job has run.

    `state` is what the last step says; ask `state_on` where it stands. `lapses_at` is the midnight at which the law
    ends it, or a part of it, unless its next deed is done before. `statute` is the Act it began under; ask `act_on` for
    the one that governs on a day. `grounds` are those of the decision or, after it, of the court's order.
    """

    id: int
    case_id: int
    file_id: int
    track: Track
    statute: str
    state: State
    is_temporary: bool
    grounds: tuple[str, ...]
    content: str
    started_at: datetime
    lapses_at: datetime | None
    care_began_at: datetime | None
    applied_on: date | None
    ended_at: datetime | None
    version: int

    @property
    def subject(self) -> str:
        """The name that clocks and the log have for it."""
        return f"compulsory.measure:{self.id}"

    def has_lapsed(self, at: datetime) -> bool:
        """Whether the law has ended it, or a part of it, by itself."""
        return self.lapses_at is not None and self.lapses_at <= at

    def state_on(self, at: datetime) -> State:
        """Where it stands at `at`, a moment after its last step."""
        if not self.has_lapsed(at) or self.ended_at is not None:
            return self.state
        return lapse_of(self.track, self.state)[1]

    def in_force(self, at: datetime) -> bool:
        """Whether something can be built on it: execution, transport, police help, a place."""
        has_ended = self.ended_at is not None and self.ended_at <= at
        return self.started_at <= at and not has_ended and is_in_force(self.track, self.state_on(at))

    def is_over(self, at: datetime) -> bool:
        """Whether nothing of it holds or is before the court any more; a follow-up may remain."""
        return self.ended_at is not None or over(self.track, self.state_on(at))

    def over_since(self, at: datetime) -> datetime | None:
        """Since when it is over, by a step or by the law; None while something of it holds or waits."""
        if self.ended_at is not None and self.ended_at <= at:
            return self.ended_at
        return self.lapses_at if self.has_lapsed(at) and self.is_over(at) else None

    def act_on(self, on: date) -> str:
        """The number of the Act that governs it on the day: from 1 January 2027 the one that replaces LVU."""
        return act_after(self.track, self.statute, on)


_BY_ITSELF = (Act.LAPSE, Act.EXPIRE)


def over(track: Track, state: State) -> bool:
    """Whether nothing more can come in that state but a follow-up."""
    return state in (State.ENDED, State.FOLLOW_UP) or state in TRACKS[track].ends


def lapse_of(track: Track, state: State) -> tuple[Act, State]:
    """What the law does when time runs out in `state`, and what is left: an application may stand."""
    table = TRACKS[track]
    act = next((each for each in _BY_ITSELF if table.allows(state, each)), Act.LAPSE)
    return act, table.next(state, act) if table.allows(state, act) else State.LAPSED


def act_after(track: Track, statute: str, on: date) -> str:
    """The Act that governs on the day what began under `statute`: its successor where it has one on that track."""
    replaced = statute == LVU.number and on >= CUSTODY.valid_from and CUSTODY.number in statutes(track)
    return CUSTODY.number if replaced else statute


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One deed on a measure's chain. `act` is an `Act`, or `DISPATCH` and an act; `receipt_id` the court's receipt."""

    id: int
    measure_id: int
    file_id: int
    act: str
    from_state: State | None
    to_state: State
    section: str
    happened_at: datetime
    recorded_at: datetime
    recorded_by_id: int | None
    recorded_by: str
    matter_id: int | None
    document_id: int | None
    receipt_id: int | None
    court_number: str
    words: str

    @property
    def is_dispatch(self) -> bool:
        """Whether papers were sent and the court's receipt is still to come, or came with a later step."""
        return self.act.startswith(DISPATCH)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What may come next on a measure: whose deed it is, by which paragraph, until when, and what stands in the way.

    `section` and `deciders` are set when the board decides; `chair_if_urgent` when the chair may. `due_on` is the day
    to plan on, of the clock that the act meets. `is_sent` acts count as done when the court's receipt is stored;
    `dispatched_at` tells when the papers left.
    """

    act: Act
    by: By
    citation: str
    section: str | None
    deciders: tuple[Decider, ...]
    chair_if_urgent: bool
    rule: str | None
    due_on: date | None
    is_sent: bool
    dispatched_at: datetime | None
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningClock:
    """An open clock of a measure on a day.

    `rule` is what carries the duty that day: a clock that began under the former Act goes on under the new Act's
    paragraph. `other_on` is the day by the Act that it does not count by, `why` says why the earlier is planned on.
    `lapses` when passing it ends the measure by itself.
    """

    started_by: str
    rule: str
    citation: str
    title: Text
    basis_on: date
    due_on: date
    extended_on: date
    plan_on: date
    other_rule: str
    other_on: date | None
    why: Text | None
    lapses: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainView:
    """A measure as a page tells it: what was done, what may come next, and the clocks that run."""

    measure: MeasureView
    steps: tuple[StepView, ...]
    coming: tuple[NextStep, ...]
    clocks: tuple[RunningClock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """Where the child is cared for. `matter_id` is the decision behind it; none shows as a gap (lesson 4)."""

    id: int
    measure_id: int
    file_id: int
    matter_id: int | None
    kind: PlaceKind
    name: str
    is_locked: bool
    recorded_at: datetime
    starts_at: datetime
    ends_at: datetime | None
    decided_by_id: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAlarm:
    """A running place that nothing carries: no ground for it, no decision, or a measure that has ended. No names."""

    place_id: int
    measure_id: int
    case_id: int
    file_id: int
    unit_id: int
    kind: PlaceKind
    is_locked: bool
    since: datetime
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class BareCount:
    """How many children a unit has in running places, and how many of these places nothing carries (lesson 4)."""

    unit: str
    places: int
    bare: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven:
    """One person's answer to one plan of care on a day; `age` is the person's then, None when unknown."""

    id: int
    case_id: int
    person_id: int
    plan: str
    answer: Answer
    asked_on: date
    age: int | None
    words: str
    recorded_at: datetime
    recorded_by_id: int


@dataclass(frozen=True, slots=True)
class ConsentDue:
    """Somebody whose consent to the care counts, with the latest answer; None when nobody has asked (lesson 7)."""

    person_id: int
    is_child: bool
    answer: ConsentGiven | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningCase:
    """A line of a list: an open case, where its measures stand, and its earliest day. No names."""

    case_id: int
    file_id: int
    unit_id: int
    opened_at: datetime
    measures: tuple[MeasureView, ...]
    plan_on: date | None
    lapses_at: datetime | None
