"""Enums and plain data about people that cross the border of this domain."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from skyddsnat.kernel.text import Text
from skyddsnat.law.consent import age_on


class Protection(StrEnum):
    """Protected personal data. A fictitious identity (the third level) leaves no flag and no link, so it is not here.

    Source: OSL 22:1 (flag); folkbokföringslagen 1991:481 16-17 b §§ (protected registration).
    """

    NONE = "none"
    FLAG = "flag"
    REGISTRATION = "registration"


PROTECTION_NAMES: dict[Protection, Text] = {
    Protection.NONE: Text("Inget skydd", "No protection"),
    Protection.FLAG: Text("Sekretessmarkering", "Confidentiality flag"),
    Protection.REGISTRATION: Text("Skyddad folkbokföring", "Protected registration"),
}


class RelationKind(StrEnum):
    """What somebody is to the child."""

    GUARDIAN = "guardian"  # has custody
    PARENT = "parent"  # without custody
    STEP_PARENT = "step_parent"
    SIBLING = "sibling"
    RELATIVE = "relative"
    HOUSEHOLD = "household"
    NETWORK = "network"


RELATION_NAMES: dict[RelationKind, Text] = {
    RelationKind.GUARDIAN: Text("Vårdnadshavare", "Guardian"),
    RelationKind.PARENT: Text("Förälder utan vårdnad", "Parent without custody"),
    RelationKind.STEP_PARENT: Text("Styvförälder", "Step-parent"),
    RelationKind.SIBLING: Text("Syskon", "Sibling"),
    RelationKind.RELATIVE: Text("Släkting", "Relative"),
    RelationKind.HOUSEHOLD: Text("Bor i hushållet", "Lives in the household"),
    RelationKind.NETWORK: Text("Annan viktig person", "Other important person"),
}


class RelationState(StrEnum):
    """Computed from the last day of a relation, never stored."""

    RUNNING = "running"
    ENDED = "ended"


class RelationAct(StrEnum):
    """What may be done with a relation."""

    END = "end"


_ENGLISH = frozenset({"engelska", "english"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """A person as typed or imported. `number` is raw, in any accepted form; with one, `birth_date` may be left out.

    `sex` is "f", "m" or empty.
    """

    given_name: str
    family_name: str = ""
    number: str | None = None
    birth_date: date | None = None
    sex: str = ""
    language: str = ""
    needs_interpreter: bool = False
    protection: Protection = Protection.NONE
    address: str = ""
    phone: str = ""
    school: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person as a page may show it. Masked: no name, number, birth date, address, phone or school, only the year."""

    id: int
    file_id: int
    is_subject: bool
    name: str
    short_name: str
    is_masked: bool
    birth_date: date | None
    birth_year: int | None
    number: str | None
    number_kind: str
    sex: str
    protection: Protection
    given_name: str
    family_name: str
    address: str
    phone: str
    school: str
    language: str
    needs_interpreter: bool
    version: int

    @property
    def letter_language(self) -> str:
        """What letters to the person are written in: "en" when the language is English, otherwise "sv"."""
        return "en" if self.language.strip().casefold() in _ENGLISH else "sv"

    def age(self, on: date) -> int | None:
        """Whole years on the day; None when the birth date is unknown or masked."""
        return None if self.birth_date is None else age_on(self.birth_date, on)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationView:
    """What `person` is to the child of the file, from a day and, when ended, to (not with) a day."""

    id: int
    kind: RelationKind
    person: PersonView
    lives_together: bool
    starts_on: date | None
    ends_on: date | None
    note: str

    def is_running(self, on: date) -> bool:
        """Whether the relation holds on the day. One without a first day has always held."""
        return (self.starts_on is None or self.starts_on <= on) and (self.ends_on is None or on < self.ends_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAlike:
    """A child with a file already that may be the one being registered (lesson 14).

    A protected child is found by the exact number alone, and then without name, birth date or number. `is_open`: the
    one who asked sees the file.
    """

    person_id: int
    file_id: int
    file_number: str
    name: str
    birth_date: date | None
    number: str | None
    protection: Protection
    unit_id: int
    is_exact: bool
    is_open: bool
