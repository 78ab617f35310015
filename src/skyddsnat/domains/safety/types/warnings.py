"""Warnings to those who will meet somebody, and planned home visits."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

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

    `not_told_reason` is empty where the person was told.
    """

    about: WarningOn
    person_id: int | None = None
    address: str = ""
    cause: Cause
    words: str
    file_ids: tuple[int, ...]
    was_told: bool
    not_told_reason: str = ""
    review_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningView:
    """A warning. `is_agreed`: a manager has agreed; until then it shows as not agreed yet."""

    id: int
    about: WarningOn
    person_id: int | None
    address: str
    cause: Cause
    words: str
    was_told: bool
    not_told_reason: str
    review_on: date
    ends_on: date
    made_at: datetime
    made_by: str
    made_by_id: int | None
    is_agreed: bool
    ended_at: datetime | None
    version: int

    def in_force(self, on: date) -> bool:
        """Whether it is shown on the day: from the day it was made to its last day."""
        return self.ended_at is None and on <= self.ends_on


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
class VisitView:
    """A planned home visit, with the assessment that a household with a warning demands."""

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
    version: int
    goers: tuple[VisitGoerView, ...] = ()

    @property
    def is_ahead(self) -> bool:
        """Whether it is neither done nor cancelled."""
        return self.done_at is None and self.cancelled_at is None
