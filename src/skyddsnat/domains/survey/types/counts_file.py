"""Counts of a published wave as CSV: a line for each answer, `question,answer,count`, read with every fault's place."""

import csv
import io
from collections.abc import Sequence

from skyddsnat.domains.survey.types.answers_file import MOST_FAULTS
from skyddsnat.domains.survey.types.definition import Definition, Kind
from skyddsnat.domains.survey.types.faults import BrokenFile, FileFault
from skyddsnat.kernel.text import Text

HEADER = ("question", "answer", "count")

_NO_HEADER = Text("Första raden ska vara: question,answer,count", "The first line should be: question,answer,count")
_NO_ROWS = Text("Filen har inga antal.", "The file has no counts.")
_WIDTH = Text("Raden ska ha tre delar: fråga, svar och antal.", "A line has three parts: question, answer and count.")
_NO_QUESTION = Text("Enkäten har ingen sådan fråga.", "The survey has no such question.")
_NOT_COUNTED = Text(
    "Bara frågor med ett svar och skalor är kända av antalen ensamma.",
    "Only questions of one answer and scales are known by their counts alone.",
)
_NO_ANSWER = Text("Det svaret har frågan inte.", "The question has no such answer.")
_NOT_NUMBER = Text("Ett antal är ett heltal, noll eller mer.", "A count is a whole number, zero or more.")
_TWICE = Text("Svaret har redan fått sitt antal.", "The answer has its count already.")
_UNREADABLE = Text("Raden går inte att läsa som CSV.", "The line cannot be read as CSV.")

Counts = dict[str, dict[str, int]]


def read_counts(text: str, definition: Definition) -> Counts:
    """By question and code of answer how many gave it. Raises `BrokenFile` with all its faults: then nothing counts."""
    lines = text.removeprefix("\ufeff").strip()
    header = lines.partition("\n")[0]
    reader = csv.reader(io.StringIO(lines), delimiter=";" if ";" in header else ",", strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if row]
    except csv.Error:
        raise BrokenFile([FileFault(max(1, reader.line_num), 1, _UNREADABLE)]) from None
    return _counted(rows, definition)


def _counted(rows: Sequence[tuple[int, list[str]]], definition: Definition) -> Counts:
    if not rows or tuple(rows[0][1]) != HEADER:
        raise BrokenFile([FileFault(1, 1, _NO_HEADER)])
    found: Counts = {}
    faults = [fault for line, row in rows[1:] if (fault := _taken(line, row, definition, found))]
    if len(rows) == 1:
        faults = [FileFault(2, 1, _NO_ROWS)]
    if faults:
        raise BrokenFile(faults[:MOST_FAULTS])
    return found


def _taken(line: int, row: Sequence[str], definition: Definition, found: Counts) -> FileFault | None:
    """What is wrong with the line; otherwise its count is in `found`."""
    if len(row) != len(HEADER):
        return FileFault(line, 1, _WIDTH)
    key, code, count = row
    question = next((each for each in definition.questions if each.key == key), None)
    if question is None:
        return FileFault(line, 1, _NO_QUESTION)
    if question.kind not in (Kind.SINGLE, Kind.SCALE):
        return FileFault(line, 1, _NOT_COUNTED)
    if code not in question.codes or code in question.missing_codes:
        return FileFault(line, 2, _NO_ANSWER)
    if not (count.isascii() and count.isdigit() and len(count) < 10):
        return FileFault(line, 3, _NOT_NUMBER)
    if code in found.setdefault(key, {}):
        return FileFault(line, 2, _TWICE)
    found[key][code] = int(count)
    return None
