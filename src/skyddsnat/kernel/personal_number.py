"""Swedish identity numbers: personal, coordination and reserve numbers, in one twelve-character form.

- Personal number: `YYYYMMDDNNNC`, C a Luhn check digit.
- Coordination number: the same with 60 added to the day.
- Reserve number, for a child without either: `YYYYMMDDTNNN` or `YYYYMMDDTFNN`. It has no check digit, so it can never
  be mistaken for a real person's number; the demo's people therefore have reserve numbers.

An error never repeats what was typed: it could be someone's number and end in a log.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from personnummer.personnummer import Personnummer, PersonnummerException

from skyddsnat.kernel.text import Text

COORDINATION_OFFSET = 60
HUNDRED_YEARS = 100
_FULL = re.compile(r"(?P<day>[0-9]{8})(?P<tail>[0-9]{4}|T[0-9]{3}|TF[0-9]{2})")
_SHORT = re.compile(r"(?P<day>[0-9]{6})(?P<sign>[-+])(?P<tail>[0-9]{4}|T[0-9]{3}|TF[0-9]{2})")


class NumberKind(StrEnum):
    """Stored values; changing one needs a migration."""

    PERSONAL = "personal"
    COORDINATION = "coordination"
    RESERVE = "reserve"


class NotAPersonalNumber(ValueError):
    """What was typed is no identity number. `text` says why, without repeating it."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.sv)
        self.text = text

    def in_language(self, code: str) -> str:
        return self.text.in_language(code)


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A valid number. `value` is the stored form, twelve characters without a hyphen."""

    value: str
    kind: NumberKind
    born_on: date

    @property
    def long(self) -> str:
        """`YYYYMMDD-NNNN`."""
        return f"{self.value[:8]}-{self.value[8:]}"

    def short(self, *, on: date) -> str:
        """`YYMMDD-NNNN`, with a plus sign from the year the person turns a hundred."""
        sign = "+" if on.year - self.born_on.year >= HUNDRED_YEARS else "-"
        return f"{self.value[2:8]}{sign}{self.value[8:]}"

    def __str__(self) -> str:
        # What is printed by mistake, in a log or an error, must not name a person.
        return f"{self.value[:4]}****-****"

    def __repr__(self) -> str:
        return f"PersonalNumber({self})"


def from_stored(value: str) -> PersonalNumber:
    """The number in its stored twelve-character form; raises `NotAPersonalNumber`."""
    match = _FULL.fullmatch(value)
    if match is None:
        raise NotAPersonalNumber(_FORM)
    if match["tail"].startswith("T"):
        return PersonalNumber(value, NumberKind.RESERVE, _calendar_day(match["day"]))
    return _checked(value)


def parse(typed: str, *, on: date) -> PersonalNumber:
    """The number as a person types it, with or without century, hyphen and spaces.

    `on` is the day it is typed: it settles the century of a short form, and nobody is born after it. A short form
    needs its hyphen or plus sign. Raises `NotAPersonalNumber`.
    """
    number = from_stored(_with_century("".join(typed.split()).upper(), on))
    if number.born_on > on:
        raise NotAPersonalNumber(_NOT_BORN)
    return number


def _with_century(typed: str, on: date) -> str:
    match = _SHORT.fullmatch(typed)
    if match is None:
        return typed.replace("-", "", 1) if typed[8:9] == "-" else typed
    century = on.year // 100
    # The plus sign says that the person turns at least a hundred this year, the hyphen that it is less.
    if century * 100 + int(match["day"][:2]) > on.year:
        century -= 1
    if match["sign"] == "+":
        century -= 1
    return f"{century}{match['day']}{match['tail']}"


def _checked(value: str) -> PersonalNumber:
    try:
        number = Personnummer(value)
    except PersonnummerException:
        raise NotAPersonalNumber(_WRONG_DIGITS) from None
    kind = NumberKind.COORDINATION if number.is_coordination_number() else NumberKind.PERSONAL
    return PersonalNumber(value, kind, number.get_date())


def _calendar_day(digits: str) -> date:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise NotAPersonalNumber(_WRONG_DIGITS) from None


class SeriesExhausted(Exception):
    """More than a hundred fictional people were asked for with the same birth date."""

    def __init__(self, born_on: date) -> None:
        super().__init__(f"all hundred fictional numbers of {born_on} are taken")


class FictionalNumbers:
    """Reserve numbers `YYYYMMDD-TFNN` for invented people: same seed and same questions, same numbers.

    They have letters where every real number has digits, so none can belong to a real child.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._left: dict[date, Iterator[int]] = {}

    def next(self, *, born_on: date) -> PersonalNumber:
        """A number not given out before; raises `SeriesExhausted` after a hundred on one birth date."""
        left = self._left.setdefault(born_on, iter(self._order(born_on)))
        for serial in left:
            return from_stored(f"{born_on:%Y%m%d}TF{serial:02}")
        raise SeriesExhausted(born_on)

    def _order(self, born_on: date) -> list[int]:
        order = list(range(100))
        # Any shuffle that the seed repeats will do.
        random.Random(f"{self._seed}:{born_on}").shuffle(order)  # nosec B311 - invented people, no secrets
        return order


_FORM = Text(
    sv="Skriv numret som ÅÅÅÅMMDD-NNNN. Ett reservnummer har T eller TF efter strecket.",
    en="Write the number as YYYYMMDD-NNNN. A reserve number has T or TF after the hyphen.",
)
_WRONG_DIGITS = Text(
    sv="Numret finns inte: datumet eller kontrollsiffran stämmer inte. Se efter om någon siffra blev fel.",
    en="There is no such number: its date or its check digit is wrong. Look for a mistyped digit.",
)
_NOT_BORN = Text(
    sv="Födelsedagen i numret har inte varit än. Se efter om någon siffra blev fel.",
    en="The birthday in the number is still to come. Look for a mistyped digit.",
)
