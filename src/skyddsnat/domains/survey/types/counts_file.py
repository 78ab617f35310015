"""Counts of a published wave as CSV: a line for each answer, `question,answer,count`, read with every fault's place."""

from collections.abc import Sequence

from skyddsnat.domains.survey.types.definition import Definition, Kind
from skyddsnat.domains.survey.types.faults import MOST_FAULTS, BrokenFile, FileFault
from skyddsnat.domains.survey.types.small_files import rows_of
from skyddsnat.kernel.text import Text

HEADER = ("question", "answer", "count")

_NO_QUESTION = Text("Enkäten har ingen sådan fråga.", "The survey has no such question.")
_NOT_COUNTED = Text(
    "Bara frågor med ett svar och skalor är kända av antalen ensamma.",
    "Only questions of one answer and scales are known by their counts alone.",
)
_NO_ANSWER = Text("Det svaret har frågan inte.", "The question has no such answer.")
_NOT_NUMBER = Text("Ett antal är ett heltal, noll eller mer.", "A count is a whole number, zero or more.")
_TWICE = Text("Svaret har redan fått sitt antal.", "The answer has its count already.")

Counts = dict[str, dict[str, int]]


def read_counts(text: str, definition: Definition) -> Counts:
    """By question and code of answer how many gave it. Raises `BrokenFile` with all its faults: then nothing counts."""
    rows, faults = rows_of(text, HEADER)
    found: Counts = {}
    faults += [fault for line, row in rows if (fault := _taken(line, row, definition, found))]
    if faults:
        raise BrokenFile(faults[:MOST_FAULTS])
    return found


def _taken(line: int, row: Sequence[str], definition: Definition, found: Counts) -> FileFault | None:
    """What is wrong with the line; otherwise its count is in `found`."""
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
