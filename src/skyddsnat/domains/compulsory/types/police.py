"""Police help: enums and plain data."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from skyddsnat.kernel.text import Text


class PoliceFor(StrEnum):
    """What police help is needed for (LVU 43 §; 2026:1600 20:1)."""

    EXAMINATION = "examination"
    EXECUTION = "execution"


POLICE_FOR_NAMES: dict[PoliceFor, Text] = {
    PoliceFor.EXAMINATION: Text("Läkarundersökning", "Medical examination"),
    PoliceFor.EXECUTION: Text("Verkställa vård eller omhändertagande", "Carry out care or custody"),
}


class PoliceAnswer(StrEnum):
    """What the police answered."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    NONE = "none"


POLICE_ANSWER_NAMES: dict[PoliceAnswer, Text] = {
    PoliceAnswer.GRANTED: Text("Beviljad", "Granted"),
    PoliceAnswer.PARTLY: Text("Delvis beviljad", "Partly granted"),
    PoliceAnswer.REFUSED: Text("Avslagen", "Refused"),
    PoliceAnswer.NONE: Text("Inget svar", "No answer"),
}


class Attendance(StrEnum):
    """Whether the police came."""

    CAME = "came"
    LATE = "late"
    DID_NOT_COME = "did_not_come"


ATTENDANCE_NAMES: dict[Attendance, Text] = {
    Attendance.CAME: Text("Kom", "Came"),
    Attendance.LATE: Text("Kom för sent", "Came late"),
    Attendance.DID_NOT_COME: Text("Kom inte", "Did not come"),
}


class Effect(StrEnum):
    """What it led to for the child."""

    CARRIED_OUT = "carried_out"
    DELAYED = "delayed"
    ABORTED = "aborted"
    WITHOUT_POLICE = "without_police"


EFFECT_NAMES: dict[Effect, Text] = {
    Effect.CARRIED_OUT: Text("Genomfördes", "Carried out"),
    Effect.DELAYED: Text("Fördröjdes", "Delayed"),
    Effect.ABORTED: Text("Avbröts", "Aborted"),
    Effect.WITHOUT_POLICE: Text("Genomfördes utan polis", "Carried out without police"),
}


class NotAsked(StrEnum):
    """Why a need was never turned into a request; counted. The words beside it are secret."""

    NO_TIME = "no_time"
    NOT_EXPECTED = "not_expected"
    NOBODY_APPOINTED = "nobody_appointed"
    NOT_IN_FORCE = "not_in_force"
    CHILDS_INTERESTS = "childs_interests"
    SOLVED = "solved"
    OTHER = "other"


NOT_ASKED_NAMES: dict[NotAsked, Text] = {
    NotAsked.NO_TIME: Text("Hann inte begära", "No time to ask"),
    NotAsked.NOT_EXPECTED: Text("Väntade sig inte att få hjälp", "No help was expected"),
    NotAsked.NOBODY_APPOINTED: Text("Ingen förordnad att nå", "Nobody appointed could be reached"),
    NotAsked.NOT_IN_FORCE: Text("Ingen åtgärd gällde", "No measure was in force"),
    NotAsked.CHILDS_INTERESTS: Text("Inte bra för barnet", "Not good for the child"),
    NotAsked.SOLVED: Text("Löstes på annat sätt", "Solved in another way"),
    NotAsked.OTHER: Text("Annat", "Other"),
}


class WhyAnswer(StrEnum):
    """What the police gave as the reason for not coming, or not coming with all that was asked; counted."""

    NO_RESOURCES = "no_resources"
    NO_GROUND = "no_ground"
    ANOTHER_TIME = "another_time"
    NOT_TOLD = "not_told"
    OTHER = "other"


WHY_ANSWER_NAMES: dict[WhyAnswer, Text] = {
    WhyAnswer.NO_RESOURCES: Text("Ingen att skicka", "Nobody to send"),
    WhyAnswer.NO_GROUND: Text("Ansåg att skäl saknades", "Found no ground"),
    WhyAnswer.ANOTHER_TIME: Text("Erbjöd en annan tid", "Offered another time"),
    WhyAnswer.NOT_TOLD: Text("Inget skäl angavs", "No reason was given"),
    WhyAnswer.OTHER: Text("Annat", "Other"),
}


class NeedState(StrEnum):
    """Where a need of police help stands."""

    STATED = "stated"
    NOT_REQUESTED = "not_requested"
    REQUESTED = "requested"
    ANSWERED = "answered"
    OVER = "over"
    REFLECTED = "reflected"


NEED_STATE_NAMES: dict[NeedState, Text] = {
    NeedState.STATED: Text("Behov", "Need"),
    NeedState.NOT_REQUESTED: Text("Inte begärd", "Not requested"),
    NeedState.REQUESTED: Text("Begärd", "Requested"),
    NeedState.ANSWERED: Text("Besvarad", "Answered"),
    NeedState.OVER: Text("Genomförd eller avbruten", "Carried out or given up"),
    NeedState.REFLECTED: Text("Eftertanke skriven", "Afterthought written"),
}


@dataclass(frozen=True, slots=True)
class PoliceRequest:
    """What a request says. `childs_interests`: why it is right for the child that the police come (lesson 11)."""

    place: str
    planned_at: datetime | None
    circumstances: str
    why_not_alone: str
    risk_to_child: str
    childs_interests: str


@dataclass(frozen=True, slots=True)
class PoliceNeedView:
    """A need of police help, from the day it was stated to what it led to."""

    id: int
    case_id: int
    measure_id: int | None
    outing_id: int | None
    file_id: int
    purpose: PoliceFor
    section: str
    needed_at: datetime
    stated_by_id: int
    request: PoliceRequest
    appointment_id: int | None
    matter_id: int | None
    requested_at: datetime | None
    requested_by_id: int | None
    not_asked: NotAsked | None
    not_requested_reason: str
    request_document_id: int | None
    planning_document_id: int | None
    answer: PoliceAnswer | None
    answer_why: WhyAnswer | None
    answer_reason: str
    answered_at: datetime | None
    attendance: Attendance | None
    arrived_at: datetime | None
    effect: Effect | None
    afterthought: str
    state: NeedState
    version: int


@dataclass(frozen=True, slots=True)
class PoliceFigures:
    """Needs of police help in a time, counted without a child. The names of the codes are in the dictionaries above.

    `given`: the police came, in time or late. `lacking`: needed, over, and not given; a need that still waits is in
    neither.
    """

    needed: int = 0
    requested: int = 0
    given: int = 0
    late: int = 0
    lacking: int = 0
    waiting: int = 0
    not_asked: dict[NotAsked, int] = field(default_factory=dict)
    answers: dict[PoliceAnswer, int] = field(default_factory=dict)
    answer_whys: dict[WhyAnswer, int] = field(default_factory=dict)
    attendances: dict[Attendance, int] = field(default_factory=dict)
    effects: dict[Effect, int] = field(default_factory=dict)
