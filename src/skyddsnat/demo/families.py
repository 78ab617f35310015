"""Families that do not exist, with numbers that no real person can have."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

from skyddsnat.demo import names
from skyddsnat.domains.people.types import NewPerson, Protection
from skyddsnat.kernel.personal_number import FictionalNumbers
from skyddsnat.law.consent import age_on

_YEAR = 365.25
PRESCHOOL_TO, SCHOOL_TO = 6, 16


@dataclass(slots=True)
class Child:
    """A child of the demo; what is known of its file is filled in when the file is opened."""

    person: NewPerson
    born_on: date
    file_id: int = 0
    person_id: int = 0
    unit: str = ""
    worker: str = ""
    times_changed: int = 0

    @property
    def name(self) -> str:
        """What the child is called."""
        return self.person.given_name

    def age(self, on: date) -> int:
        """Whole years on the day."""
        return age_on(self.born_on, on)


@dataclass(slots=True)
class Family:
    """Children who live together and those who have custody of them."""

    children: list[Child]
    guardians: tuple[NewPerson, ...]
    language: str = ""
    stories: list[str] = field(default_factory=list)

    @property
    def is_protected(self) -> bool:
        """Whether anybody in it has protected personal data."""
        people = (*(child.person for child in self.children), *self.guardians)
        return any(person.protection is not Protection.NONE for person in people)


class Registry:
    """Hands out people: same seed and same questions, same people; no name twice and no number twice."""

    def __init__(self, seed: int, chance: Random) -> None:
        self._chance = chance
        self._numbers = FictionalNumbers(seed)
        self._surnames = self._shuffled_surnames()
        self._given: dict[str, list[str]] = {}

    def person(self, given: str, family: str, born_on: date, sex: str, **known: Any) -> NewPerson:
        """Somebody with a number of the fictional series."""
        number = self._numbers.next(born_on=born_on).long
        return NewPerson(given_name=given, family_name=family, number=number, sex=sex, **known)

    def family(self, today: date, *, ages: tuple[int, ...], protection: Protection = Protection.NONE) -> Family:
        """A family with children of those ages today."""
        surname = next(self._surnames)
        address = f"{self._chance.choice(names.STREETS)} {self._chance.randrange(1, 90)}"
        foreign = self._chance.random() < 0.2
        language = self._chance.choice(names.LANGUAGES) if foreign else ""
        children = [self._child(surname, age, today, address, protection) for age in ages]
        guardians = self._guardians(surname, today, max(ages), address, language, protection)
        return Family(children, guardians, language)

    def _child(self, surname: str, age: int, today: date, address: str, protection: Protection) -> Child:
        sex = "m" if self._chance.random() < 0.55 else "f"
        born_on = today - timedelta(days=int(age * _YEAR) + self._chance.randrange(5, 350))
        given = self._next_name("boys" if sex == "m" else "girls")
        person = self.person(
            given, surname, born_on, sex, school=self._school(age), address=address, protection=protection
        )
        return Child(person, born_on)

    def _school(self, age: int) -> str:
        if age < 1:
            return ""
        places = names.PRESCHOOLS if age < PRESCHOOL_TO else names.SCHOOLS if age < SCHOOL_TO else names.UPPER_SCHOOLS
        return self._chance.choice(places)

    def _guardians(
        self, surname: str, today: date, oldest: int, address: str, language: str, protection: Protection
    ) -> tuple[NewPerson, ...]:
        alone = protection is not Protection.NONE or self._chance.random() < 0.35
        sexes = ("f",) if alone else ("f", "m")
        return tuple(self._adult(surname, sex, today, oldest, address, language, protection) for sex in sexes)

    def _adult(
        self, surname: str, sex: str, today: date, oldest: int, address: str, language: str, protection: Protection
    ) -> NewPerson:
        age = oldest + self._chance.randrange(20, 36)
        born_on = today - timedelta(days=int(age * _YEAR) + self._chance.randrange(360))
        return self.person(
            self._next_name("women" if sex == "f" else "men"),
            surname,
            born_on,
            sex,
            address=address,
            language=language,
            needs_interpreter=bool(language),
            phone=f"070-174 06 {self._chance.randrange(5, 100):02d}",
            protection=protection,
        )

    def _next_name(self, kind: str) -> str:
        if not self._given.get(kind):
            self._given[kind] = list(getattr(names, kind.upper()))
            self._chance.shuffle(self._given[kind])
        return self._given[kind].pop()

    def _shuffled_surnames(self) -> Iterator[str]:
        made = ["".join(parts) for parts in product(names.FAMILY_STARTS, names.FAMILY_ENDS)]
        self._chance.shuffle(made)
        return iter(made)
