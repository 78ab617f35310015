"""Verdicts of guards: may this be done now, and if not, every reason why not.

A guard answers with all reasons at once, so that a caseworker mends everything in one go and the page can show the
same reasons beside the disabled button.
"""

from dataclasses import dataclass

from skyddsnat.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Reason:
    """One obstacle.

    `code` is stable and may be stored or sent by the API; `text` is for the screen; `citation` is the paragraph
    ("20 kap. 2 § SoL"); `rule` is the id of a rule in `skyddsnat.law.register` when one stands behind it.
    Neither may hold personal data: reasons reach logs and API answers.
    """

    code: str
    text: Text
    citation: str | None = None
    rule: str | None = None

    def in_language(self, code: str) -> str:
        """The text, with its paragraph in brackets when there is one."""
        text = self.text.in_language(code)
        return f"{text} ({self.citation})" if self.citation else text


@dataclass(frozen=True, slots=True)
class Verdict:
    """All reasons that stand in the way; none means allowed."""

    reasons: tuple[Reason, ...] = ()

    @classmethod
    def of(cls, *reasons: Reason | None) -> "Verdict":
        """A verdict of the reasons that are not None, in the order given."""
        return cls(tuple(reason for reason in reasons if reason is not None))

    @property
    def allowed(self) -> bool:
        return not self.reasons

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(reason.code for reason in self.reasons)

    def __add__(self, other: "Verdict") -> "Verdict":
        """Both verdicts as one; a reason that stands in both is said once."""
        return Verdict(tuple(dict.fromkeys(self.reasons + other.reasons)))

    def require(self) -> None:
        """Raise `Refused` with all reasons unless allowed."""
        if self.reasons:
            raise Refused(self)


ALLOWED = Verdict()


class Refused(Exception):
    """The act is not allowed now; carries the whole verdict."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict)
        self.verdict = verdict

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return self.verdict.reasons

    def in_language(self, code: str) -> str:
        """Every reason, as running text."""
        return " ".join(reason.in_language(code) for reason in self.reasons)

    def __str__(self) -> str:
        return self.in_language("sv")
