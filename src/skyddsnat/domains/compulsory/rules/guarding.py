"""How the guards of the safeguards put their reasons: one per obstacle, with what to do instead."""

from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason


def when(condition: bool, reason: Reason) -> Reason | None:
    """The reason, where the condition stands in the way."""
    return reason if condition else None


def blank(text: str) -> bool:
    """Whether nothing was written."""
    return not text.strip()


def reason(code: str, sv: str, en: str, citation: str | None = None, rule: str | None = None) -> Reason:
    """A reason of this domain."""
    return Reason(f"compulsory.{code}", Text(sv, en), citation, rule)


CASE_CLOSED = reason(
    "case_closed",
    "Tvångsärendet är avslutat. Öppna ett nytt om skälet finns kvar.",
    "The compulsory case is closed. Open a new one if the ground remains.",
)
IN_FUTURE = reason("in_future", "Tiden har inte varit än.", "The time is still to come.")
NO_NAME = reason("no_name", "Skriv vem eller vilken det är.", "Write who or which it is.")
NOT_IN_FILE = reason(
    "person_not_in_file",
    "Personen finns inte bland barnet och dess närstående. Skriv in personen i akten först.",
    "The person is not among the child and its family. Write the person into the file first.",
)
