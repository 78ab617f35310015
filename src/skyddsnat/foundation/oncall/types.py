"""Plain data of the extract: who can open it, what was made, who opened it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.text import Text

# Who may be on call: they receive, lead or decide when nobody else is at work.
ON_CALL = (Role.INTAKE_WORKER, Role.UNIT_MANAGER, Role.CHAIR_ON_CALL)

# PBKDF2-SHA256, as OWASP's password storage cheat sheet asks (2023); the browser takes about half a second.
ROUNDS = 600_000


class How(StrEnum):
    """How the system came to know that the extract was opened."""

    REPORTED = "reported"
    TYPED = "typed"


HOW_NAMES: dict[How, Text] = {
    How.REPORTED: Text("Rapporterat av utdraget", "Reported by the extract"),
    How.TYPED: Text("Kvittokoden skrevs in", "The receipt code was typed in"),
}


# --- What stands in an extract. Every text is finished and in both languages: the page that shows it knows no law. ----


@dataclass(frozen=True, slots=True)
class Line:
    """One fact. `until`: the moment it speaks of, written after it, in red when it is near. `phone` can be called."""

    text: Text
    until: datetime | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One case, household, warning or number to call. `marks` stand out; `parts` are the measures of a case."""

    title: Text
    lines: tuple[Line, ...]
    marks: tuple[Text, ...] = ()
    parts: tuple[tuple[Line, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its items; `empty` is said where there are none."""

    title: Text
    empty: Text
    items: tuple[Item, ...]


# --- Keys, extracts and openings --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A private key (PKCS #8) under a passphrase that only its owner knows: base64 but for the number of rounds."""

    salt: str
    rounds: int
    iv: str
    private: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody the extract is sealed to. `public_key` is a point of P-256, uncompressed, in base64."""

    recipient_id: int
    code: str
    public_key: str
    wrapped: WrappedKey


@dataclass(frozen=True, slots=True)
class RecipientView:
    """Somebody an administrator has named. Without `enrolled_at` she has not made her key, and opens nothing."""

    id: int
    employee_id: int
    name: str
    service_code: str
    named_at: datetime
    enrolled_at: datetime | None


@dataclass(frozen=True, slots=True)
class ExtractView:
    """One extract. `fingerprint` is of the key that signed it."""

    id: int
    made_at: datetime
    expires_at: datetime
    sha256: str
    fingerprint: str
    cases: int
    households: int
    warnings: int


@dataclass(frozen=True, slots=True)
class OpeningView:
    """One opening of an extract: when, as the reader's device had it, and when the system was told."""

    extract_id: int
    name: str
    service_code: str
    opened_at: datetime
    reported_at: datetime
    how: How
