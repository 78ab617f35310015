"""Answers of a whole wave as CSV: read with every fault and its place, and written.

The first line names the columns: the keys of the questions, and the columns of the design. A cell holds the code of the
answer, a whole number, or nothing where there is no answer; several answers have a blank between them. Separated by
commas or semicolons, in UTF-8. A line with separators alone is somebody who answered nothing; an empty line is none.
"""

import csv
import io
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from skyddsnat.domains.survey.types.answering import Response
from skyddsnat.domains.survey.types.definition import Definition, Design, Kind, Question
from skyddsnat.domains.survey.types.faults import MOST_FAULTS, BrokenFile, FileFault
from skyddsnat.domains.survey.types.groups_file import Groups
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.yaml_reading import NUMBER

_LONGEST_WORDS = 4000
_HEAVIEST = 10**9
_WEIGHT = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?")
_SIZE = re.compile(r"0*[1-9][0-9]{0,8}")

Check = Callable[[str], Text | None]


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """The columns of a file, each with a cell for every row. `answers` by question, None where there is no answer;
    `design` by column, numbers written with a point. `groups` by variable of the files of groups that were read with
    it, "" where a question has no answer. `lines`: where each row begins; `columns`: the first line.
    """

    rows: int
    answers: Mapping[str, Sequence[str | None]]
    design: Mapping[str, Sequence[str]]
    lines: Sequence[int]
    columns: Sequence[str]
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def responses(self, definition: Definition) -> list[Response]:
        """The rows, one by one, as they would have been handed in."""
        words = {each.key for each in definition.questions if each.kind is Kind.TEXT}
        return [_response(self.answers, words, row) for row in range(self.rows)]


_NO_HEADER = Text("Filen är tom: första raden ska namnge kolumnerna.", "It is empty: the first line names the columns.")
_NO_ROWS = Text("Filen har inga svar.", "The file has no answers.")
_NOT_OURS = Text("Kolumnen är ingen fråga och hör inte till urvalet.", "This is no question, and not of the design.")
_TWICE = Text("Kolumnen finns två gånger.", "The column is there twice.")
_WIDTH = Text("Raden har inte lika många kolumner som den första.", "It has not as many columns as the first line.")
_NO_ANSWER = Text("Det svaret har frågan inte.", "The question has no such answer.")
_ONCE = Text("Samma svar står två gånger.", "The same answer is here twice.")
_NOT_NUMBER = Text("Det är inget heltal inom frågans gränser.", "It is no whole number within the question's limits.")
_LONG = Text("Texten är för lång.", "The text is too long.")
_NOT_PUT = Text(
    "Frågan har ett svar, men ställdes inte till den som svarade så här.",
    "It has an answer, but was not put to whoever answered like this.",
)
_NOT_WEIGHT = Text("En vikt är ett tal större än noll.", "A weight is a number above zero.")
_HEAVY = Text("En vikt är högst en miljard.", "A weight is a thousand million at most.")
_NOT_SIZE = Text(
    "Ett antal är ett heltal större än noll, med högst nio siffror.",
    "A size is a whole number above zero, of nine digits at most.",
)
_NO_GROUP = Text("Gruppen finns inte bland de kända.", "The group is none of those that are known.")
_NOTHING = Text("Här får det inte vara tomt.", "This must not be empty.")
_UNREADABLE = Text("Raden går inte att läsa som CSV.", "The line cannot be read as CSV.")


def read_answers(text: str, definition: Definition, groups: Sequence[Groups] = ()) -> AnswersFile:
    """The columns of the file, and the columns that tell the `groups`. Raises `BrokenFile` with its faults: nothing is
    taken from a file with one.
    """
    lines = text.removeprefix("\ufeff")
    header_line = lines.partition("\n")[0]
    reader = csv.reader(io.StringIO(lines), delimiter=";" if ";" in header_line else ",", strict=True)
    try:
        return _Reading(definition, groups).read(reader)
    except csv.Error:
        raise BrokenFile([FileFault(max(1, reader.line_num), 1, _UNREADABLE)]) from None


def write_answers(
    definition: Definition,
    responses: Iterable[Response],
    *,
    words: bool = False,
    design: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """The file that `read_answers` reads as the same. Free text only when asked for.

    `design`: its columns, a cell for each response.
    """
    questions = [each.key for each in definition.questions if words or each.kind is not Kind.TEXT]
    drawn = {name: cells for name, cells in (design or {}).items() if name not in questions}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*questions, *drawn])
    for row, response in enumerate(responses):
        said = (response.answers.get(key) or response.words.get(key, "") for key in questions)
        writer.writerow([*said, *(cells[row] for cells in drawn.values())])
    return out.getvalue()


class _Reading:
    def __init__(self, definition: Definition, groups: Sequence[Groups]) -> None:
        self.definition = definition
        self.groups = groups
        self.variables = tuple(dict.fromkeys(name for each in groups for name in each.people))
        self.questions = {each.key: each for each in definition.questions}
        self.design = definition.design or Design()
        self.faults: list[FileFault] = []

    def read(self, reader: "csv._reader") -> AnswersFile:  # type: ignore[name-defined]  # no public name
        header = next(reader, None)
        if not header:
            raise BrokenFile([FileFault(1, 1, _NO_HEADER)])
        names = [name.strip() for name in header]
        self._check_header(names)
        starts, rows = self._rows(reader, len(names))
        if not rows and not self.faults:
            self._wrong(2, 1, _NO_ROWS)
        columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
        for number, name in enumerate(names, start=1):
            columns[name] = self._checked(name, number, columns.get(name, ()), starts)
        self._check_put(names, columns, starts)
        if self.faults:
            raise BrokenFile(self.faults[:MOST_FAULTS])
        answers = {key: [cell or None for cell in columns[key]] for key in names if key in self.questions}
        design = {name: columns[name] for name in self.design.columns}
        return AnswersFile(len(rows), answers, design, starts, names, {name: columns[name] for name in self.variables})

    def _rows(self, reader: "csv._reader", width: int) -> tuple[list[int], list[tuple[str, ...]]]:  # type: ignore[name-defined]  # no public name
        starts: list[int] = []
        rows: list[tuple[str, ...]] = []
        start = reader.line_num + 1
        for row in reader:
            if row:
                if len(row) == width:
                    starts.append(start)
                    # Tuples of text are passed over when memory is tidied, and lists are gone through again and again.
                    rows.append(tuple(row))
                else:
                    self._wrong(start, min(len(row), width) + 1, _WIDTH)
            start = reader.line_num + 1
        return starts, rows

    def _check_header(self, names: list[str]) -> None:
        needed = [each.key for each in self.definition.closed_questions] + [*self.design.columns, *self.variables]
        for number, name in enumerate(names, start=1):
            if name in names[: number - 1]:
                self._wrong(1, number, _TWICE)
            elif name not in {*self.questions, *self.design.columns, *self.variables}:
                self._wrong(1, number, _NOT_OURS)
        for name in dict.fromkeys(needed):
            if name not in names:
                lacking = Text(f"Kolumnen ”{name}” saknas.", f"The column “{name}” is missing.")
                self._wrong(1, len(names) + 1, lacking)

    def _checked(self, name: str, number: int, cells: Sequence[str], starts: list[int]) -> list[str]:
        checks = list(self._checks_of(name))
        # A column has few values and many rows: each value is kept, and looked at, once.
        kept: dict[str, str] = {}
        cells = [kept.setdefault(cell, cell) for cell in map(str.strip, cells)]
        if name in (self.design.weight, *self.design.populations):
            cells = [cell.replace(",", ".") for cell in cells]
        told = {cell: next((text for check in checks if (text := check(cell))), None) for cell in set(cells)}
        wrong = {cell: text for cell, text in told.items() if text is not None}
        if wrong:
            for start, cell in itertools.islice(zip(starts, cells, strict=True), len(cells)):
                if cell in wrong:
                    self._wrong(start, number, wrong[cell])
        return cells

    def _checks_of(self, name: str) -> Iterator[Check]:
        """A column may be both: an answer that tells the stratum, too, is never left out."""
        if name in self.questions:
            question = self.questions[name]
            yield lambda cell: None if not cell else cell_fault(question, cell)
        if name == self.design.weight:
            yield _weight_fault
        if name in self.design.populations:
            yield lambda cell: None if _SIZE.fullmatch(cell) else _NOT_SIZE
        if name in self.design.columns:
            yield lambda cell: None if cell else _NOTHING
        for groups in self.groups:
            if name in groups.people:
                yield self._group_check(name, groups)

    def _group_check(self, name: str, groups: Groups) -> Check:
        missing = self.questions[name].missing_codes | {""} if name in self.questions else frozenset[str]()
        allowed = groups.people[name].keys() | (frozenset() if groups.tells_all else missing)
        return lambda cell: None if cell in allowed else _NO_GROUP if cell else _NOTHING

    def _check_put(self, names: list[str], columns: Mapping[str, Sequence[str]], starts: list[int]) -> None:
        """Nobody has an answer to a question that its condition kept from them."""
        for number, name in enumerate(names, start=1):
            condition = self.questions[name].condition if name in self.questions else None
            if condition is None or condition.question not in columns:
                continue
            asked = set(condition.answers)
            for start, cell, other in zip(starts, columns[name], columns[condition.question], strict=True):
                if cell and not asked.intersection(other.split()):
                    self._wrong(start, number, _NOT_PUT)

    def _wrong(self, line: int, column: int, text: Text) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(FileFault(line, column, text))


def cell_fault(question: Question, cell: str) -> Text | None:
    """What is wrong with one answer, written as in the file; None when nothing is. Blanks at the ends are gone."""
    if question.kind is Kind.TEXT:
        return _LONG if len(cell) > _LONGEST_WORDS else None
    if question.kind is Kind.NUMBER:
        return None if _within(question, cell) else _NOT_NUMBER
    chosen = cell.split() if question.kind is Kind.SEVERAL else [cell]
    if not set(chosen) <= set(question.codes):
        return _NO_ANSWER
    return _ONCE if len(set(chosen)) < len(chosen) else None


def _within(question: Question, cell: str) -> bool:
    if not NUMBER.fullmatch(cell):
        return False
    low = -(10**9) if question.lowest is None else question.lowest
    high = 10**9 if question.highest is None else question.highest
    return low <= int(cell) <= high


def _weight_fault(cell: str) -> Text | None:
    if not _WEIGHT.fullmatch(cell) or not float(cell) > 0:
        return _NOT_WEIGHT
    return _HEAVY if float(cell) > _HEAVIEST else None


def _response(columns: Mapping[str, Sequence[str | None]], words: set[str], row: int) -> Response:
    given = {key: cells[row] for key, cells in columns.items()}
    return Response(
        answers={key: cell for key, cell in given.items() if cell and key not in words},
        words={key: cell for key, cell in given.items() if cell and key in words},
    )
