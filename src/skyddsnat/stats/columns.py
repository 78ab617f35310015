"""Columns of answers as numbers that can be counted: who was asked, who answered, and what."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from skyddsnat.stats.designs import Codes, Flags, Numbers, coded
from skyddsnat.stats.questions import Answers, Kind, Question
from skyddsnat.stats.tables import NotATable

NONE = -1


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """One question's answers. `code`: of each, the place of its option, NONE without (single and scale). `chose`: by
    option, who chose it. `number`: what it says, of numbers and scales; not a number without answer."""

    question: Question
    asked: Flags
    answered: Flags
    chose: Mapping[str, Flags]
    code: Codes | None
    number: Numbers | None


def read(questions: Sequence[Question], columns: Mapping[str, Answers]) -> tuple[dict[str, Read], Flags]:
    """Every question's answers, by its key, and whom the screening let in.

    Raises NotATable: columns of other lengths, answers that could not be given.
    """
    size = len(next(iter(columns.values()), ()))
    let_in = np.ones(size, dtype=np.bool_)
    found: dict[str, Read] = {}
    for question in questions:
        if len(columns[question.key]) != size:
            raise NotATable(f"{question.key}: another number of answers")
        asked = let_in if question.condition is None else let_in & _meets(found, question)
        found[question.key] = one = _read(question, columns[question.key], asked)
        if question.screening:
            let_in = let_in & chose_any(one, question.screening)
    return {key: one if one.question.screening else _among(one, let_in) for key, one in found.items()}, let_in


def _meets(found: Mapping[str, Read], question: Question) -> Flags:
    assert question.condition is not None
    return chose_any(found[question.condition.question], question.condition.answers)


def chose_any(one: Read, options: Iterable[str]) -> Flags:
    """Who was asked, and chose one of the options."""
    found = np.zeros(len(one.asked), dtype=np.bool_)
    for option in options:
        found |= one.chose[option]
    return found & one.asked


def _among(one: Read, let_in: Flags) -> Read:
    return Read(one.question, one.asked & let_in, one.answered & let_in, one.chose, one.code, one.number)


def _read(question: Question, answers: Answers, asked: Flags) -> Read:
    codes, different = coded(answers)
    if question.kind is Kind.NUMBER:
        number = _looked_up(codes, [_number(question, each) for each in different])
        return Read(question, asked, asked & ~np.isnan(number), {}, None, number)
    chosen = [_options(question, each) for each in different]
    chose = {
        option: np.array([option in each for each in chosen], dtype=np.bool_)[codes] for option in question.options
    }
    counted = set(question.counted)
    answered = asked & np.array([not counted.isdisjoint(each) for each in chosen], dtype=np.bool_)[codes]
    if question.kind is Kind.SEVERAL:
        return Read(question, asked, answered, chose, None, None)
    place = {option: number for number, option in enumerate(question.counted)}
    code = np.array([place.get(each[0], NONE) if each else NONE for each in chosen], dtype=np.intp)[codes]
    if question.kind is Kind.SINGLE:
        return Read(question, asked, answered, chose, code, None)
    steps = [float(each[0]) if each and each[0] in place else math.nan for each in chosen]
    return Read(question, asked, answered, chose, code, _looked_up(codes, steps))


def _looked_up(codes: Codes, values: Sequence[float]) -> Numbers:
    return np.array(values, dtype=np.float64)[codes]


def _number(question: Question, given: str | None) -> float:
    if not given:
        return math.nan
    try:
        found = float(given)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise NotATable(f"{question.key}: not a number: {given!r}")
    return found


def _options(question: Question, given: str | None) -> tuple[str, ...]:
    options = tuple((given or "").split())
    if not set(options) <= set(question.options) or (question.kind is not Kind.SEVERAL and len(options) > 1):
        raise NotATable(f"{question.key}: an answer that could not be given: {given!r}")
    return options
