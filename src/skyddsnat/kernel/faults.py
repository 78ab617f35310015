"""What is wrong with data that another system sent: each fault by field, in words, never repeating what was sent."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason

_OUR_NAMES = re.compile(r"[a-z][a-z_]{0,40}")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `code` is stable; `field` is where, as "children.0.new.number", empty for the whole."""

    code: str
    text: Text
    field: str = ""
    citation: str | None = None

    def as_dict(self) -> dict[str, str | None]:
        """The fault as it is sent and written: code, field, both languages, paragraph."""
        return {
            "code": self.code,
            "field": self.field or None,
            "message_sv": self.text.sv,
            "message_en": self.text.en,
            "citation": self.citation,
        }


NOT_JSON = Fault("not_json", Text("Det är inte giltig JSON.", "This is not valid JSON."))
NOT_AN_OBJECT = Fault("not_an_object", Text("Det ska vara ett JSON-objekt.", "It must be a JSON object."))
NOT_UTF8 = Fault("not_utf8", Text("Texten är inte kodad i UTF-8.", "The text is not encoded in UTF-8."))

# By the kind that the validator gives (pydantic's names); what is not here is "wrong_type".
_KINDS: dict[str, tuple[str, Text]] = {
    "missing": ("missing", Text("Uppgiften saknas.", "This is missing.")),
    "extra_forbidden": ("unknown_field", Text("Fältet finns inte i beskrivningen.", "There is no such field.")),
    "enum": ("unknown_value", Text("Värdet finns inte i listan.", "The value is not in the list.")),
    "literal_error": ("unknown_value", Text("Värdet finns inte i listan.", "The value is not in the list.")),
    "string_too_long": ("too_long", Text("Texten är för lång.", "The text is too long.")),
    "string_too_short": ("empty", Text("Texten får inte vara tom.", "The text must not be empty.")),
    "too_short": ("too_few", Text("Listan är för kort.", "The list is too short.")),
    "too_long": ("too_many", Text("Listan är för lång.", "The list is too long.")),
    "not_a_moment": (
        "not_a_moment",
        Text("Skriv tiden som 2026-11-02T08:00:00+01:00.", "Write the time as 2026-11-02T08:00:00+01:00."),
    ),
    "naive_moment": ("naive_time", Text("Tidszonen saknas.", "The time zone is missing.")),
    "future_moment": ("future_time", Text("Tiden har inte varit än.", "The time is still to come.")),
    "not_a_day": ("not_a_day", Text("Skriv dagen som 2026-11-02.", "Write the day as 2026-11-02.")),
    "forbidden_sign": (
        "forbidden_sign",
        Text("Texten innehåller tecken som inte kan sparas.", "The text holds signs that cannot be kept."),
    ),
    "string_unicode": (
        "forbidden_sign",
        Text("Texten innehåller tecken som inte kan sparas.", "The text holds signs that cannot be kept."),
    ),
    "not_a_number": (
        "bad_personal_number",
        Text("Personnumret är fel skrivet eller finns inte.", "The personal number is mistyped or does not exist."),
    ),
    "nobody": (
        "child_unknown",
        Text("Ange barnet, antingen som `new` eller som `person_id`.", "Give the child as `new` or as `person_id`."),
    ),
}
_WRONG_TYPE = ("wrong_type", Text("Uppgiften har fel form.", "This has the wrong form."))


def faults_of(errors: Iterable[Mapping[str, Any]], *, skip: int = 0) -> tuple[Fault, ...]:
    """Validator errors (mappings with "type" and "loc") as faults, without the first `skip` parts of each place."""
    return tuple(_fault(str(error["type"]), tuple(error["loc"])[skip:]) for error in errors)


def faults_of_reasons(reasons: Iterable[Reason]) -> tuple[Fault, ...]:
    """Reasons of a verdict as faults of the whole."""
    return tuple(Fault(reason.code, reason.text, "", reason.citation) for reason in reasons)


def _fault(kind: str, place: tuple[Any, ...]) -> Fault:
    code, text = _KINDS.get(kind, _WRONG_TYPE)
    return Fault(code, text, ".".join(_named(part) for part in place))


def _named(part: Any) -> str:
    # A key that the sender made up may be anything, also a name or a number.
    return str(part) if isinstance(part, int) or _OUR_NAMES.fullmatch(str(part)) else "?"
