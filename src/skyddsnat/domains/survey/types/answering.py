"""Answering: what a personal link opens, and what was handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from skyddsnat.domains.survey.types.definition import Definition
from skyddsnat.kernel.text import Text

Given: TypeAlias = Mapping[str, Sequence[str]]
"""As a form has it: by question, what was chosen or typed; nothing, or only blanks, where nothing was."""

ANSWER_PATH = "answer/"
"""Where a personal link leads: this, then the token."""
IN_LANGUAGE = {"sv": "", "en": "en/"}
"""And after the token, the page in that language."""


class LinkState(StrEnum):
    """What a personal link is worth today."""

    OPEN = "open"
    USED = "used"
    EARLY = "early"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


LINK_WORDS: dict[LinkState, Text] = {
    LinkState.OPEN: Text("Länken går att svara med.", "The link can be answered with."),
    LinkState.USED: Text(
        "Tack, du har redan svarat. Svaret är lagrat utan ditt namn, så det går inte att visa eller ändra.",
        "Thank you, you have already answered. It is kept without your name, so it cannot be shown or changed.",
    ),
    LinkState.EARLY: Text("Enkäten har inte öppnat än.", "The survey has not opened yet."),
    LinkState.EXPIRED: Text(
        "Enkäten är stängd. Tack för att du ville svara.", "The survey is closed. Thank you for wanting to answer."
    ),
    LinkState.UNKNOWN: Text(
        "Länken finns inte. Se efter att hela adressen kom med, eller öppna den från brevet igen.",
        "There is no such link. See that you have the whole address, or open it from the mail again.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """What the holder of a link meets. `definition` where it is open; `given` is what was kept on the way."""

    state: LinkState
    definition: Definition | None = None
    given: Given = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One cleaned answer: by question a code or a whole number as text, several codes joined by a blank.

    Questions without an answer, and those that were never put, are not there. Free text stands apart, in `words`.
    """

    answers: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """What is wrong with one answer."""

    question: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """What came of handing in: the state that the link had, and what is to be mended where nothing was taken."""

    state: LinkState
    faults: tuple[AnswerFault, ...] = ()

    @property
    def taken(self) -> bool:
        """Whether the answer was taken."""
        return self.state is LinkState.OPEN and not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveAnswers:
    """What was answered in a closed wave: by question a cell for each answer, as in the file of answers, in an order
    that tells nothing. Free text is not among them. `design`: the columns of an imported wave that say how
    it was drawn.
    """

    definition: Definition
    rows: int
    columns: Mapping[str, Sequence[str | None]]
    design: Mapping[str, Sequence[str]] = field(default_factory=dict)
