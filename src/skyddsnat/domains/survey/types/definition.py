"""What is asked: the definition of a survey, as it is written in a file or on a page.

A question keeps its `key` over the waves. `Definition.wording` tells whether what was read was the same: where it
differs, the trend is broken there.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from skyddsnat.kernel.text import Text


class Kind(StrEnum):
    """How a question is answered. Free text is never tabulated."""

    SINGLE = "single"
    SEVERAL = "several"
    SCALE = "scale"
    NUMBER = "number"
    TEXT = "text"


KIND_NAMES: dict[Kind, Text] = {
    Kind.SINGLE: Text("Ett svar", "One answer"),
    Kind.SEVERAL: Text("Flera svar", "Several answers"),
    Kind.SCALE: Text("Skala", "Scale"),
    Kind.NUMBER: Text("Tal", "Number"),
    Kind.TEXT: Text("Fritext", "Free text"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that can be chosen. `is_missing`: "do not want to say", counted as no answer."""

    code: str
    text: Text
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Answers that are also counted together: "yes" of three kinds of yes."""

    code: str
    text: Text
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """The question is put to those who gave one of these answers to an earlier one."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. `answers` of single and several, `lowest` to `highest` of scales and numbers (whole numbers).

    `screening`: who gives none of these answers belongs to another population; nothing more is asked, and nothing of
    that answer is counted but the question itself.
    """

    key: str
    kind: Kind
    text: Text
    help: Text | None = None
    answers: tuple[Answer, ...] = ()
    groups: tuple[Group, ...] = ()
    condition: Condition | None = None
    screening: tuple[str, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    lowest_text: Text | None = None
    highest_text: Text | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """What can be answered, in the order asked: codes of answers, the steps of a scale; nothing else."""
        if self.kind is Kind.SCALE and self.lowest is not None and self.highest is not None:
            return tuple(str(step) for step in range(self.lowest, self.highest + 1))
        return tuple(answer.code for answer in self.answers)

    @property
    def missing_codes(self) -> frozenset[str]:
        """Answers that count as none."""
        return frozenset(answer.code for answer in self.answers if answer.is_missing)


class SingleUnit(StrEnum):
    """What a stratum with a single cluster adds to the variance: see `stats.designs`."""

    REFUSE = "refuse"
    CENTRED = "centred"
    CERTAIN = "certain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """How those who answered were drawn: the columns of the file of answers that say so, in order of stages.

    `population`: how many there were to draw from, of a simple sample.
    """

    weight: str | None = None
    stratum: str | None = None
    clusters: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    population: int | None = None
    single: SingleUnit = SingleUnit.REFUSE

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column it names, once."""
        named = (self.weight, self.stratum, *self.clusters, *self.populations)
        return tuple(dict.fromkeys(each for each in named if each is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A survey: whom it asks, about what time, and what, in the order it is asked."""

    key: str
    title: Text
    population: Text
    period: Text
    intro: Text | None = None
    questions: tuple[Question, ...]
    design: Design | None = None

    def question(self, key: str) -> Question:
        """The question; KeyError when there is none."""
        for each in self.questions:
            if each.key == key:
                return each
        raise KeyError(key)

    @property
    def closed_questions(self) -> tuple[Question, ...]:
        """Those that are tabulated: all but free text."""
        return tuple(each for each in self.questions if each.kind is not Kind.TEXT)

    def put_to(self, answers: Mapping[str, str]) -> tuple[Question, ...]:
        """The questions that are put to whoever answers like this, by the answers to those before."""
        put: list[Question] = []
        for question in self.questions:
            if _is_met(question.condition, answers, put):
                put.append(question)
                if question.screening and answers.get(question.key) in set(question.codes).difference(
                    question.screening
                ):
                    break
        return tuple(put)

    def wording(self, key: str) -> str:
        """A digest of what was read: the question in both languages, its help, its answers, and the period.

        Two waves with the same digest asked the same. The order of the answers counts, groups do not.
        """
        question = self.question(key)
        read = [
            *(question.kind.value, _both(self.period), _both(question.text), _both(question.help)),
            [(answer.code, _both(answer.text)) for answer in question.answers],
            *(question.lowest, question.highest, _both(question.lowest_text), _both(question.highest_text)),
        ]
        return hashlib.sha256(json.dumps(read, ensure_ascii=False).encode()).hexdigest()[:16]

    def counting(self, key: str, *, grouped: bool) -> str:
        """A digest of whom a share is of, and what it counts: the population, who was let on to the question and by
        which answers, and which answers are none; with `grouped` which are counted together.

        Two waves with the same wording are compared only where this is the same too.
        """
        question = self.question(key)
        before = self.questions[: self.questions.index(question)]
        let_in = [(each.key, sorted(each.screening), self.wording(each.key)) for each in before if each.screening]
        groups = sorted((group.code, sorted(group.of)) for group in question.groups) if grouped else []
        counted = [_both(self.population), let_in, self._conditions(question), sorted(question.missing_codes), groups]
        return hashlib.sha256(json.dumps(counted, ensure_ascii=False).encode()).hexdigest()[:16]

    def _conditions(self, question: Question) -> list[tuple[str, list[str], str]]:
        """The conditions that lead to the question, its own first."""
        if question.condition is None:
            return []
        other = self.question(question.condition.question)
        own = (other.key, sorted(question.condition.answers), self.wording(other.key))
        return [own, *self._conditions(other)]


def _is_met(condition: Condition | None, answers: Mapping[str, str], put: list[Question]) -> bool:
    """Whether the question of the condition was put, and got one of the answers (several: one of them)."""
    if condition is None:
        return True
    given = answers.get(condition.question, "").split()
    return any(each.key == condition.question for each in put) and not set(condition.answers).isdisjoint(given)


def _both(text: Text | None) -> list[str]:
    return [] if text is None else [text.sv, text.en]
