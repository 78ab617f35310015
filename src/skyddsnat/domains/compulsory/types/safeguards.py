"""Two caseworkers, outings, and who was told: enums and plain data."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from skyddsnat.kernel.text import Text

# A deviation from two caseworkers lasts at most this long. No source: the profession's demand, our limit.
DEVIATION_DAYS = 14


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


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDeviation:
    """A time with fewer than two caseworkers. `ends_on` is its last day; `manager_id` an employee, None when acute."""

    reason: str
    ends_on: date
    manager_id: int | None = None
    is_acute: bool = False
