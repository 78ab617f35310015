"""How the guards put their reasons: one per obstacle, with what to do instead."""

from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason


def reason(code: str, sv: str, en: str, citation: str | None = None, rule: str | None = None) -> Reason:
    """A reason of this domain."""
    return Reason(f"safety.{code}", Text(sv, en), citation, rule)


def when(condition: bool, why: Reason) -> Reason | None:
    """The reason, where the condition stands in the way."""
    return why if condition else None


def blank(text: str) -> bool:
    """Whether nothing was written."""
    return not text.strip()


NO_WORDS = reason("no_words", "Skriv vad som hände, med egna ord.", "Write what happened, in your own words.")
NO_REASON = reason("no_reason", "Skriv varför.", "Write why.")
IN_FUTURE = reason(
    "in_future",
    "Tiden har inte varit än. Ändra när det hände; allt du har skrivit är kvar.",
    "The time is still to come. Change when it happened; everything you wrote is kept.",
)
CLOSED = reason(
    "incident_closed",
    "Händelsen är avslutad. Anmäl en ny om något mer har hänt.",
    "The incident is closed. Report a new one if something more has happened.",
)
