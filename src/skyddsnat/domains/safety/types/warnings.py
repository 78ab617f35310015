"""Warnings to those who will meet somebody, and planned home visits."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from skyddsnat.domains.safety.types.following import MEASURE_NAMES, Measure
from skyddsnat.kernel.text import Text


class WarningOn(StrEnum):
    """What a warning is about."""

    PERSON = "person"
    ADDRESS = "address"
    HOUSEHOLD = "household"


WARNING_ON_NAMES: dict[WarningOn, Text] = {
    WarningOn.PERSON: Text("Person", "Person"),
    WarningOn.ADDRESS: Text("Adress", "Address"),
    WarningOn.HOUSEHOLD: Text("Hushåll", "Household"),
}


class Cause(StrEnum):
    """Why, in neutral words that could be read by the person."""

    THREATENING = "threatening"
    VIOLENCE = "violence"
    WEAPON = "weapon"
    DOG = "dog"
    OTHERS_THERE = "others_there"
    INFECTION = "infection"
    OTHER = "other"


CAUSE_NAMES: dict[Cause, Text] = {
    Cause.THREATENING: Text("Kan vara hotfull", "May be threatening"),
    Cause.VIOLENCE: Text("Våld har förekommit", "There has been violence"),
    Cause.WEAPON: Text("Vapen kan finnas", "There may be a weapon"),
    Cause.DOG: Text("Hund eller annat djur", "Dog or other animal"),
    Cause.OTHERS_THERE: Text("Okända kan finnas på platsen", "Strangers may be there"),
    Cause.INFECTION: Text("Smittrisk", "Risk of infection"),
    Cause.OTHER: Text("Annat", "Other"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningFields:
    """A warning as it is written. `file_ids` are the children's files through which it reaches those who will meet.

    One on an address reaches whoever is to go there, and may be in no file; `unit_id` says then whose manager answers
    for it. `of_source`: on whoever did what the incident tells of, or that person's household, met wherever the person
    stands around a child. `not_told_reason` is empty where the person was told.
    """

    about: WarningOn
    person_id: int | None = None
    address: str = ""
    cause: Cause
    words: str
    file_ids: tuple[int, ...]
    unit_id: int | None = None
    of_source: bool = False
    was_told: bool
    not_told_reason: str = ""
    review_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningView:
    """A warning. Until a manager has agreed it shows as not agreed yet. `file_ids` are those the viewer may open.

    `person_id` is the person it is about, where the viewer sees that person; `is_of_person`: it is about one.
    """

    id: int
    about: WarningOn
    person_id: int | None
    is_of_person: bool
    address: str
    cause: Cause
    words: str
    unit_id: int
    file_ids: tuple[int, ...]
    was_told: bool
    not_told_reason: str
    review_on: date
    ends_on: date
    made_at: datetime
    made_by: str
    made_by_id: int
    agreed_at: datetime | None
    agreed_by: str
    ended_at: datetime | None
    end_reason: str
    version: int

    @property
    def is_agreed(self) -> bool:
        """Whether a manager has agreed."""
        return self.agreed_at is not None

    def in_force(self, on: date) -> bool:
        """Whether it is shown on the day: until it is ended, or to its last day."""
        return self.ended_at is None and on <= self.ends_on

    def to_review(self, on: date) -> bool:
        """Whether it is to be looked at again on the day."""
        return self.in_force(on) and self.review_on <= on


@dataclass(frozen=True, slots=True, kw_only=True)
class MetWarning:
    """What whoever goes somewhere must know. `since`: when it could be known there. `is_open`: it may be read whole."""

    id: int
    about: WarningOn
    cause: Cause
    words: str
    address: str
    person_id: int | None
    since: datetime
    is_agreed: bool
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningMark:
    """A warning that waits for its manager: to agree, or to look again."""

    id: int
    about: WarningOn
    cause: Cause
    made_at: datetime
    review_on: date
    is_agreed: bool


# What can be done to make a visit safer.
ON_VISITS = (
    Measure.PAIRS_ONLY,
    Measure.NO_LONE_VISITS,
    Measure.ALARM,
    Measure.ROUTINE,
    Measure.POLICE_CONTACT,
    Measure.OTHER,
)
VISIT_MEASURE_NAMES: dict[Measure, Text] = {
    **{each: MEASURE_NAMES[each] for each in ON_VISITS},
    Measure.ROUTINE: Text("Säkerhetsrutin: ring före och efter", "Security routine: call before and after"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFields:
    """A home visit as it is planned. `goers` are employees."""

    planned_at: datetime
    place: str
    goers: tuple[int, ...]
    assessment: str = ""
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitGoerView:
    """Who goes, and when that person had read the assessment."""

    employee_id: int
    name: str
    service_code: str
    read_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAssessment:
    """An assessment that a later one took the place of: its words, what was to be done, when and by whom."""

    words: str
    measures: tuple[str, ...]
    assessed_at: datetime
    assessed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitView:
    """A planned home visit, with the assessment that a household with a warning demands.

    `earlier` are the assessments that it took the place of, the first first, of a visit that is read by itself.
    `warned_at`: when the newest warning that holds there on that day could be known; None without any.
    """

    id: int
    file_id: int
    planned_at: datetime
    place: str
    assessment: str
    measures: tuple[str, ...]
    assessed_at: datetime | None
    assessed_by: str
    done_at: datetime | None
    cancelled_at: datetime | None
    warned_at: datetime | None
    version: int
    goers: tuple[VisitGoerView, ...] = ()
    earlier: tuple[EarlierAssessment, ...] = ()

    @property
    def is_ahead(self) -> bool:
        """Whether it is neither done nor cancelled."""
        return self.done_at is None and self.cancelled_at is None

    @property
    def needs_assessment(self) -> bool:
        """Whether an assessment is due: there is a warning, and none was made since."""
        return self.is_ahead and is_unassessed(warned_at=self.warned_at, assessed_at=self.assessed_at)

    def has_read(self, goer: VisitGoerView) -> bool:
        """Whether one who goes has read the assessment as it is now."""
        return self.assessed_at is not None and goer.read_at is not None and goer.read_at >= self.assessed_at


def is_unassessed(*, warned_at: datetime | None, assessed_at: datetime | None) -> bool:
    """Whether there is a warning and no assessment made since it could be known."""
    return warned_at is not None and (assessed_at is None or assessed_at < warned_at)


class ToDo(StrEnum):
    """What one who goes has left to do before a visit, or after it."""

    ASSESS = "assess"
    READ = "read"
    FINISH = "finish"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitMark:
    """A visit ahead on which the viewer goes, as far as her day shows it. `to_do` None: nothing but to go."""

    id: int
    file_id: int
    planned_at: datetime
    to_do: ToDo | None
