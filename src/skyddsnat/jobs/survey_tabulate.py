"""`skyddsnat survey tabulate`: the tables of a file of answers, each figure with its uncertainty.

Needs neither settings nor a database. A file that is broken is refused whole, with the line, the column and the reason
of each fault, and status 1; a question that the survey does not have is a mistake, and status 2.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from skyddsnat.domains.survey.types.answers_file import AnswersFile, read_answers
from skyddsnat.domains.survey.types.definition import Definition
from skyddsnat.domains.survey.types.definition import Design as Named
from skyddsnat.domains.survey.types.definition_file import read_definition
from skyddsnat.domains.survey.types.for_tables import questions_of
from skyddsnat.jobs.survey_tables import as_fields, as_text
from skyddsnat.jobs.trouble import Trouble
from skyddsnat.kernel.file_faults import BrokenFile, FileFault
from skyddsnat.kernel.text import Text
from skyddsnat.stats.designs import NotADesign, UnitAlone
from skyddsnat.stats.drawn import drawn
from skyddsnat.stats.questions import Tabulation
from skyddsnat.stats.suppression import LEAST
from skyddsnat.stats.tables import NotATable
from skyddsnat.stats.tabulation import tabulate

BROKEN, MISTAKE = 1, 2

_ALONE = Text(
    "Här är en enda enhet dragen ur ett stratum med fler: ange `single` i definitionens `design`.",
    "A single unit was drawn here from a stratum that has more: say `single` in the definition's `design`.",
)
_NO_POPULATION = Text(
    "Antalet är inte det samma i hela stratumet, eller mindre än vad som drogs.",
    "The size is not the same in all of the stratum, or less than what was drawn.",
)
_NOT_TEXT = Text("Här är filen ingen text i UTF-8.", "Here the file is no text in UTF-8.")
_TOO_MANY = Text("Fler har svarat än det finns att fråga.", "More have answered than there are to ask.")

T = TypeVar("T")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two files, and how the tables are to look."""
    parser.add_argument("--definition", type=Path, required=True, metavar="FILE.yaml", help="what was asked")
    parser.add_argument("--responses", type=Path, required=True, metavar="FILE.csv", help="what was answered")
    parser.add_argument("--by", metavar="QUESTION", help="also the tables of the groups that this question tells")
    parser.add_argument(
        "--least", type=int, default=LEAST, metavar="N", help="no figure from fewer answers; %(default)s"
    )
    parser.add_argument("--language", choices=("sv", "en"), default="en", help="of the questions; %(default)s")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace) -> int:
    """Print the tables; 0, or 1 with every fault of the files, or 2 for a question that cannot be asked by."""
    definition = _read(args.definition, read_definition)
    if definition is None:
        return BROKEN
    answers = _read(args.responses, lambda text: read_answers(text, definition))
    if answers is None:
        return BROKEN
    if (mistake := _mistake(args, definition)) is not None:
        print(mistake, file=sys.stderr)
        return MISTAKE
    try:
        tabulation = tabulated(definition, answers, by=args.by, least=args.least)
    except BrokenFile as broken:
        _tell(args.responses, broken)
        return BROKEN
    if args.json:
        print(json.dumps(as_fields(definition, tabulation, args.language), ensure_ascii=False, indent=2))
    else:
        print(as_text(definition, tabulation, args.language))
    return 0


def tabulated(definition: Definition, answers: AnswersFile, *, by: str | None = None, least: int = LEAST) -> Tabulation:
    """The tables of a file of answers. Raises BrokenFile where its columns cannot be those of a sample."""
    named = definition.design or Named()
    is_simple = not named.columns
    try:
        return tabulate(
            questions_of(definition),
            answers.answers,
            by=by,
            sampled=None if is_simple else drawn(answers.rows, answers.design, named),
            population=named.population if is_simple else None,
            least=least,
        )
    except UnitAlone as alone:
        where = (*named.clusters[alone.stage or 0 :], named.stratum or "")[0]
        raise _at(answers, alone.row, where, _ALONE) from None
    except NotADesign as wrong:
        where = named.populations[wrong.stage or 0] if named.populations else ""
        raise _at(answers, wrong.row, where, _NO_POPULATION) from None
    except NotATable:
        raise BrokenFile([FileFault(1, 1, _TOO_MANY)]) from None


def _mistake(args: argparse.Namespace, definition: Definition) -> str | None:
    if args.least < 1:
        return "--least is 1 or more."
    able = [question.key for question in questions_of(definition) if question.tells_groups]
    if args.by is None or args.by in able:
        return None
    return f"{args.by!r} puts nobody in a group; choose --by {', '.join(able) or 'of another survey'}."


# --- Files ------------------------------------------------------------------------------------------------------------


def _read(path: Path, reads: Callable[[str], T]) -> T | None:
    """What the file says; None when it is broken, and its faults have been told."""
    try:
        return reads(_text(path.read_bytes()))
    except OSError as error:
        raise Trouble(f"{path}: {error.strerror}.") from None
    except BrokenFile as broken:
        _tell(path, broken)
        return None


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        raise BrokenFile([FileFault(line, column, _NOT_TEXT)]) from None


def _tell(path: Path, broken: BrokenFile) -> None:
    for fault in broken.faults:
        print(f"{path}: {fault}", file=sys.stderr)


def _at(answers: AnswersFile, row: int | None, column: str, text: Text) -> BrokenFile:
    """The file is broken in this row and column, so far as they are known."""
    line = 1 if row is None else answers.lines[row]
    place = answers.columns.index(column) + 1 if column in answers.columns else 1
    return BrokenFile([FileFault(line, place, text)])
