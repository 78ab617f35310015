"""What holds about people, without a database: names, numbers, masking, relations and their order of acts."""

import unicodedata
from datetime import date

from skyddsnat.domains.people.types import NewPerson, Protection, RelationAct, RelationState
from skyddsnat.kernel.personal_number import NotAPersonalNumber, PersonalNumber, parse
from skyddsnat.kernel.states import StateTable
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

SEXES = ("", "f", "m")

# A relation that has ended is history: a parent who moves back gets a new one.
RELATION_STATES: StateTable[RelationState, RelationAct] = StateTable(
    rows=((RelationState.RUNNING, RelationAct.END, RelationState.ENDED),), start=RelationState.RUNNING
)
DEEDS: dict[RelationAct, str] = {RelationAct.END: "people.relation.ended"}

# --- Names ------------------------------------------------------------------------------------------------------------

# C order of the database would put ä before å; these three signs follow z and keep the Swedish order.
_AFTER_Z = str.maketrans("åäö", "{|}")


def searchable(text: str) -> str:
    """The text as it is compared: composed signs, no capitals, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def search_name(given_name: str, family_name: str) -> str:
    """The name as it is searched, given name first."""
    return searchable(f"{given_name} {family_name}")


def ordered(text: str) -> str:
    """The text such that plain comparison of signs gives the Swedish alphabet, å ä ö after z."""
    return searchable(text).translate(_AFTER_Z)


def sort_key(given_name: str, family_name: str) -> str:
    """The name as it is sorted, family name first."""
    return ordered(f"{family_name} {given_name}")


def full_name(given_name: str, family_name: str) -> str:
    """ "Milo Åkerlund"."""
    return f"{given_name} {family_name}".strip()


def short_name(given_name: str, family_name: str) -> str:
    """ "Milo Å.": enough for whoever knows the child, and less on a screen that others see."""
    return f"{given_name} {family_name[0]}." if family_name else given_name


# --- Protection -------------------------------------------------------------------------------------------------------


def is_masked(protection: Protection, *, reveal: bool) -> bool:
    """Whether the person is shown without name, number, birth date and whereabouts. Source: OSL 22:1."""
    return protection is not Protection.NONE and not reveal


# --- Persons ----------------------------------------------------------------------------------------------------------


def number_of(person: NewPerson, *, on: date) -> PersonalNumber | None:
    """The person's number, if one was given. Raises `NotAPersonalNumber`."""
    return parse(person.number, on=on) if person.number and person.number.strip() else None


def birth_date_of(person: NewPerson, number: PersonalNumber | None) -> date | None:
    """The birth date that was given, or else the one in the number."""
    return person.birth_date or (number.born_on if number else None)


def person_verdict(person: NewPerson, *, on: date) -> Verdict:
    """Whether the person may be written down as typed. Never repeats what was typed."""
    reason, number = None, None
    try:
        number = number_of(person, on=on)
    except NotAPersonalNumber as error:
        reason = Reason("people.number_is_wrong", error.text)
    return Verdict.of(
        None if person.given_name.strip() else _NO_NAME,
        None if person.sex in SEXES else _UNKNOWN_SEX,
        reason,
        _NOT_BORN if person.birth_date and person.birth_date > on else None,
        _DATES_DIFFER if number and person.birth_date not in (None, number.born_on) else None,
    )


# --- Relations --------------------------------------------------------------------------------------------------------


def relation_verdict(*, is_same_person: bool, is_known: bool, starts_on: date | None, on: date) -> Verdict:
    """Whether somebody may be written down as something to the child. `is_known`: already is, in the same way."""
    return Verdict.of(
        _ONESELF if is_same_person else None,
        _ALREADY_RELATED if is_known else None,
        _STARTS_LATER if starts_on and starts_on > on else None,
    )


def ending_verdict(*, state: RelationState, starts_on: date | None, ends_on: date) -> Verdict:
    """Whether the relation may end on the day."""
    return Verdict.of(
        None if RELATION_STATES.allows(state, RelationAct.END) else _ALREADY_ENDED,
        _ENDS_TOO_EARLY if starts_on and ends_on <= starts_on else None,
    )


def reveal_verdict(reason: str) -> Verdict:
    """Whether protected data may be shown: only with a reason, which the log keeps."""
    return Verdict.of(None if reason.strip() else _NO_REASON)


_NO_NAME = Reason(
    "people.name_is_missing",
    Text(
        "Skriv ett förnamn. Är namnet okänt, skriv till exempel Okänt barn.",
        "Write a given name. If it is unknown, write for instance Unknown child.",
    ),
)
_UNKNOWN_SEX = Reason(
    "people.sex_is_unknown",
    Text("Kön anges som kvinna, man eller inte alls.", "Sex is stated as female, male or not at all."),
)
_NOT_BORN = Reason(
    "people.not_born",
    Text("Födelsedagen har inte varit än.", "The birthday is still to come."),
)
_DATES_DIFFER = Reason(
    "people.dates_differ",
    Text(
        "Födelsedagen är inte den som står i numret. Rätta den ena.",
        "The birth date is not the one in the number. Correct one of them.",
    ),
)
_ONESELF = Reason(
    "people.oneself", Text("Barnet kan inte ha en relation till sig självt.", "A child has no relation to itself.")
)
_ALREADY_RELATED = Reason(
    "people.already_related",
    Text(
        "Relationen finns redan. Avsluta den om den ska börja om.",
        "The relation exists already. End it if it is to start again.",
    ),
)
_STARTS_LATER = Reason(
    "people.starts_later",
    Text("Relationen kan inte börja efter i dag.", "The relation cannot start after today."),
)
_ALREADY_ENDED = Reason(
    "people.already_ended", Text("Relationen är redan avslutad.", "The relation has ended already.")
)
_ENDS_TOO_EARLY = Reason(
    "people.ends_too_early",
    Text("Relationen måste sluta efter den dag då den började.", "The relation must end after the day it started."),
)
_NO_REASON = Reason(
    "people.reveal_without_reason",
    Text(
        "Skriv varför de skyddade uppgifterna behövs. Skälet står i loggen.",
        "Write why the protected data is needed. The reason stands in the log.",
    ),
)
NUMBER_IS_TAKEN = Reason(
    "people.number_is_taken",
    Text(
        "Barnet med det numret har redan en akt. Öppna den i stället för att lägga upp en ny.",
        "The child with that number already has a file. Open it instead of making a new one.",
    ),
)
SUBJECT_EXISTS = Reason(
    "people.file_has_child",
    Text("Akten handlar redan om ett barn.", "The file is already about a child."),
)
NO_SUBJECT = Reason(
    "people.file_has_no_child",
    Text("Lägg upp barnet först.", "Register the child first."),
)
