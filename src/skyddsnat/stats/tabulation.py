"""From columns of answers to the tables of a survey: each figure with its uncertainty, and small groups hidden.

Who is counted: those whom the screening let in; of a question with a condition, those it was put to. Whoever was asked
and did not answer is missing. Shares are of those who answered. What is hidden is decided over all tables at once and
by the number of answers, also where they have weights (`withholding`).
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from skyddsnat.stats import estimates
from skyddsnat.stats.columns import Read, chose_any, read
from skyddsnat.stats.designs import Design, Flags, Single, design
from skyddsnat.stats.proportions import CONFIDENCE, Sample, wilson
from skyddsnat.stats.questions import (
    Answers,
    Average,
    Kind,
    Method,
    Question,
    QuestionTable,
    TableLine,
    Tabulation,
    part_of,
)
from skyddsnat.stats.suppression import LEAST
from skyddsnat.stats.tables import NotATable
from skyddsnat.stats.withholding import Counted, withhold


@dataclass(frozen=True, slots=True, eq=False)
class _Sampled:
    """What the uncertainty comes from. `design`: also of a simple sample, for its means."""

    method: Method
    design: Design
    population: int | None
    responses: int
    confidence: float


def tabulate(
    questions: Sequence[Question],
    columns: Mapping[str, Answers],
    *,
    by: str | None = None,
    sampled: Design | None = None,
    population: int | None = None,
    least: int = LEAST,
    confidence: float = CONFIDENCE,
) -> Tabulation:
    """Every question's table, and those of the groups that the question `by` tells.

    `columns`: by question its answers, all in the same order. `sampled`: how the answers were drawn, where not all were
    drawn alike. `population`: how many there were to draw from, of a simple sample. Raises NotATable: no answers at
    all, answers that could not be given, more of them than people, or a `by` without groups (a question of several
    answers or of numbers, with a condition, or one that screens).
    """
    found, let_in = read(questions, columns)
    responses = int(let_in.sum())
    if not len(let_in) or (population is not None and (sampled is not None or population < responses)):
        raise NotATable("nobody answered, or more than there are people; a design knows its own populations")
    design = _simple_design(len(let_in), responses, population) if sampled is None else sampled
    method = Method.DESIGN if sampled is not None else _simple_method(population)
    of = _Sampled(method, design, population, responses, confidence)
    parts = list(_parts(found, by, _groups(found, by)))
    counted = [_counted(one, within, asked) for one, within, asked in parts]
    withheld = withhold(counted, least=least, is_designed=sampled is not None)
    tables = (
        _hidden(table, method) if withheld.hides(table) else _table(one, asked, table, of)
        for (one, _, asked), table in zip(parts, counted, strict=True)
        if withheld.has(table)
    )
    return Tabulation(
        method=method,
        by=by,
        responses=responses,
        population=population,
        effective=None if sampled is None or not responses else estimates.effective_size(sampled.weights[let_in]),
        least=least,
        tables=tuple(tables),
        left_out=withheld.left_out,
        raked_to=() if sampled is None or sampled.raked_to is None else sampled.raked_to.variables,
    )


def from_counts(
    question: Question,
    counts: Mapping[str, int],
    *,
    answered: int | None = None,
    missing: int = 0,
    population: int | None = None,
    least: int = LEAST,
    confidence: float = CONFIDENCE,
) -> QuestionTable:
    """The table of a question that is known only by its counts, as they were printed.

    `answered`: how many answered; of several answers it has to be given, and what is counted together is not known
    there. Raises NotATable.
    """
    base = sum(counts.values()) if answered is None else answered
    _check_counts(question, counts, base, missing, is_given=answered is not None)
    several = question.kind is Kind.SEVERAL
    cells = {option: counts.get(option, 0) for option in question.counted}
    groups = {} if several else {name: sum(cells[one] for one in set(of)) for name, of in question.groups.items()}
    table = Counted(question=question, within=None, answered=base, missing=missing, cells=cells, groups=groups)
    method = _simple_method(population)
    if withhold([table], least=least).hides(table):
        return _hidden(table, method)
    of = _Simple(base + missing, base + missing, population, confidence)
    lines, together = ([_simple_line(*each, base, of) for each in part.items()] for part in (cells, groups))
    return _laid_out(table, method, lines, together, None)


# --- Who is in which table --------------------------------------------------------------------------------------------


def _groups(found: Mapping[str, Read], by: str | None) -> dict[str, Flags]:
    """Who is in which group; those who did not tell are in the group ""."""
    if by is None:
        return {}
    one = found.get(by)
    if one is None or not one.question.tells_groups:
        raise NotATable(f"{by}: not a question that puts everybody in one group")
    groups = {option: one.answered & one.chose[option] for option in one.question.counted}
    return {name: who for name, who in {**groups, "": one.asked & ~one.answered}.items() if who.any()}


def _parts(
    found: Mapping[str, Read], by: str | None, groups: Mapping[str, Flags]
) -> Iterator[tuple[Read, str | None, Flags]]:
    """Each table: its question, its group, and who was asked."""
    for key, one in found.items():
        yield one, None, one.asked
        if key != by and not one.question.screening:
            yield from ((one, name, one.asked & who) for name, who in groups.items())


def _counted(one: Read, within: str | None, asked: Flags) -> Counted:
    answered = one.answered & asked
    base = int(answered.sum())
    return Counted(
        question=one.question,
        within=within,
        answered=base,
        missing=int(asked.sum()) - base,
        cells={option: int((answered & one.chose[option]).sum()) for option in one.question.counted},
        groups={name: int((answered & chose_any(one, of)).sum()) for name, of in one.question.groups.items()},
        numbers=_numbers(one, answered),
    )


def _numbers(one: Read, answered: Flags) -> frozenset[float]:
    if one.question.kind is not Kind.NUMBER or one.number is None:
        return frozenset()
    return frozenset(np.unique(one.number[answered]).tolist())


# --- What stands in a table -------------------------------------------------------------------------------------------


def _table(one: Read, asked: Flags, table: Counted, of: _Sampled) -> QuestionTable:
    answered = one.answered & asked
    lines = _lines(one, answered, table, of) if table.answered else [TableLine(*each) for each in _counts(table)]
    cells = len(table.cells)
    return _laid_out(table, of.method, lines[:cells], lines[cells:], _average(one, answered, of))


def _lines(one: Read, answered: Flags, table: Counted, of: _Sampled) -> list[TableLine]:
    """The answers, and after them those that are counted together."""
    if of.method is not Method.DESIGN:
        simple = _Simple(of.design.size, of.responses, of.population, of.confidence)
        return [_simple_line(*each, table.answered, simple) for each in _counts(table)]
    found = _designed(one, answered, of)
    return [
        TableLine(name, count, each.value, None, each.error, each.interval, each.degrees)
        for (name, count), each in zip(_counts(table), found, strict=True)
    ]


def _designed(one: Read, answered: Flags, of: _Sampled) -> list[estimates.Estimate]:
    options, together = one.question.counted, one.question.groups.values()
    if one.code is not None:
        place = {option: number for number, option in enumerate(options)}
        codes = [[number] for number in place.values()]
        codes += [[place[option] for option in members if option in place] for members in together]
        return estimates.shares(of.design, one.code, codes, domain=answered, confidence=of.confidence)
    chose = [one.chose[option] for option in options] + [chose_any(one, members) for members in together]
    return [estimates.share(of.design, yes, domain=answered, confidence=of.confidence) for yes in chose]


def _counts(table: Counted) -> list[tuple[str, int]]:
    return [*table.cells.items(), *table.groups.items()]


def _laid_out(
    table: Counted, method: Method, cells: Iterable[TableLine], groups: Iterable[TableLine], average: Average | None
) -> QuestionTable:
    return QuestionTable(
        question=table.question.key,
        kind=table.question.kind,
        method=method,
        within=table.within,
        answered=table.answered,
        missing=table.missing,
        lines=tuple(cells),
        groups=tuple(groups),
        average=average,
    )


def _hidden(table: Counted, method: Method) -> QuestionTable:
    """The table with nothing in it; what is not shown is not computed either."""
    return QuestionTable(
        question=table.question.key,
        kind=table.question.kind,
        method=method,
        within=table.within,
        answered=None,
        missing=None,
        lines=tuple(TableLine(option, None) for option in table.cells),
        groups=tuple(TableLine(name, None) for name in table.groups),
    )


@dataclass(frozen=True, slots=True)
class _Simple:
    """A simple sample: how many handed in, how many of them were let in, and from how many people these are."""

    size: int
    responses: int
    population: int | None
    confidence: float


def _simple_line(name: str, count: int, base: int, of: _Simple) -> TableLine:
    """The error is that of a part of all who handed in, as R has it with `na.rm = TRUE`."""
    if not base:
        return TableLine(name, count)
    sample = Sample(count, base, part_of(of.population, answered=base, responses=of.responses))
    share = sample.share
    left = 1.0 if of.population is None else 1 - of.responses / of.population
    error = math.sqrt(float(share * (1 - share)) / base * of.size / max(1, of.size - 1) * left)
    return TableLine(name, count, float(share), share, error, wilson(sample, confidence=of.confidence), base - 1)


def _average(one: Read, answered: Flags, of: _Sampled) -> Average | None:
    if one.number is None or not answered.any():
        return None
    found = estimates.mean(of.design, one.number, domain=answered, confidence=of.confidence)
    return Average(found.value, found.error, found.interval)


# --- The sample -------------------------------------------------------------------------------------------------------


def _simple_method(population: int | None) -> Method:
    return Method.SIMPLE if population is None else Method.FINITE


def _simple_design(size: int, responses: int, population: int | None) -> Design:
    """Of all who handed in, those too whom the screening did not let in: as many in so much larger a population."""
    if population is None or not responses:
        return design(size, single=Single.CENTRED)
    everybody = np.full(size, population * size / responses)
    return design(size, weights=np.ones(size), populations=[everybody], single=Single.CENTRED)


def _check_counts(question: Question, counts: Mapping[str, int], base: int, missing: int, *, is_given: bool) -> None:
    if min((missing, base, *counts.values())) < 0 or not counts.keys() <= set(question.counted):
        raise NotATable(f"{question.key}: counts are never negative, and of answers that could be given")
    if question.kind is Kind.SEVERAL:
        agrees = is_given and max(counts.values(), default=0) <= base <= sum(counts.values())
    else:
        agrees = question.kind is not Kind.NUMBER and sum(counts.values()) == base
    if not agrees:
        raise NotATable(f"{question.key}: the counts are not those of {base} who answered")
