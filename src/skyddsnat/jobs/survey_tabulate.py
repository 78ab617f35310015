"""`skyddsnat survey tabulate`: the tables of a file of answers, each figure with its uncertainty.

Needs neither settings nor a database. A file that is broken is refused whole, with the line, the column and the reason
of each fault, and status 1; a question that the survey does not have is a mistake, and status 2.

Two more files may stand beside the answers: the known totals that the weights are to meet, and how many of each group
were asked. Both are lines of `variable,group,people`.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from skyddsnat.domains.survey.types.answers_file import AnswersFile, read_answers
from skyddsnat.domains.survey.types.definition import Definition
from skyddsnat.domains.survey.types.definition import Design as Named
from skyddsnat.domains.survey.types.definition_file import read_definition
from skyddsnat.domains.survey.types.for_tables import questions_of
from skyddsnat.domains.survey.types.groups_file import Groups, check_answered, read_groups
from skyddsnat.jobs.survey_response import response_blocks, response_fields, response_of
from skyddsnat.jobs.survey_tables import as_fields, as_text
from skyddsnat.jobs.trouble import Trouble
from skyddsnat.kernel.file_faults import BrokenFile, FileFault
from skyddsnat.kernel.text import Text
from skyddsnat.stats.designs import Design, NotADesign, UnitAlone
from skyddsnat.stats.drawn import drawn
from skyddsnat.stats.nonresponse import CannotRake
from skyddsnat.stats.questions import Tabulation
from skyddsnat.stats.raking import raked
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
_NOT_TOGETHER = Text("Antalen går inte ihop med svaren.", "The totals do not go together with the answers.")
_TOO_MANY = Text("Fler har svarat än det finns att fråga.", "More have answered than there are to ask.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two files, and how the tables are to look."""
    parser.add_argument("--definition", type=Path, required=True, metavar="FILE.yaml", help="what was asked")
    parser.add_argument("--responses", type=Path, required=True, metavar="FILE.csv", help="what was answered")
    parser.add_argument("--totals", type=Path, metavar="FILE.csv", help="known totals that the weights are to meet")
    parser.add_argument("--frame", type=Path, metavar="FILE.csv", help="how many of each group were asked")
    parser.add_argument("--by", metavar="QUESTION", help="also the tables of the groups that this question tells")
    parser.add_argument(
        "--least", type=int, default=LEAST, metavar="N", help="no figure from fewer answers; %(default)s"
    )
    parser.add_argument("--language", choices=("sv", "en"), default="en", help="of the questions; %(default)s")
    parser.add_argument("--json", action="store_true", help="as JSON")


class _Refused(Exception):
    """A file is broken, and its faults have been told."""


def run(args: argparse.Namespace) -> int:
    """Print the tables; 0, or 1 with every fault of the files, or 2 for a question that cannot be asked by."""
    try:
        return _run(args)
    except _Refused:
        return BROKEN


def _run(args: argparse.Namespace) -> int:
    with _telling(args.definition):
        definition = read_definition(_text(args.definition))
    totals = _groups(args.totals, definition, tells_all=True)
    frame = _groups(args.frame, definition, tells_all=False)
    with _telling(args.responses):
        answers = read_answers(_text(args.responses), definition, [each for each in (totals, frame) if each])
    if (mistake := _mistake(args, definition)) is not None:
        print(mistake, file=sys.stderr)
        return MISTAKE
    for path, groups in ((args.totals, totals), (args.frame, frame)):
        if groups is not None:
            with _telling(path):
                check_answered(groups, answers.groups, least=args.least)
    sampled = _sampled(args, definition, answers, totals)
    with _telling(args.responses):
        tabulation = tabulated(definition, answers, by=args.by, least=args.least, sampled=sampled)
    response = None if frame is None else response_of(frame, answers, least=args.least)
    if args.json:
        told = as_fields(definition, tabulation, args.language) | {"response": response_fields(response)}
        print(json.dumps(told, ensure_ascii=not _says_all(), indent=2, allow_nan=False))
    else:
        said = "\n\n".join([as_text(definition, tabulation, args.language), *response_blocks(response)])
        print(said if _says_all() else said.encode(sys.stdout.encoding, "replace").decode(sys.stdout.encoding))
    return 0


def _says_all() -> bool:
    """Whether every sign can be printed here: an old terminal, or a pipe of one, has no dash."""
    return sys.stdout.encoding is None or sys.stdout.encoding.lower().replace("-", "") == "utf8"


def _sampled(
    args: argparse.Namespace, definition: Definition, answers: AnswersFile, totals: Groups | None
) -> Design | None:
    with _telling(args.responses):
        sampled = sample_of(definition, answers, is_weighted=totals is not None)
    if totals is None or sampled is None:
        return sampled
    with _telling(args.totals):
        try:
            return raked(sampled, answers.groups, totals.people)
        except CannotRake:
            raise BrokenFile([FileFault(1, 1, _NOT_TOGETHER)]) from None


def sample_of(definition: Definition, answers: AnswersFile, *, is_weighted: bool = False) -> Design | None:
    """How the answers were drawn; None of a simple sample, but where it `is_weighted` afterwards.

    Raises BrokenFile where the columns cannot be those of a sample.
    """
    named = definition.design or Named()
    if not named.columns and not is_weighted:
        return None
    try:
        return drawn(answers.rows, answers.design, named)
    except UnitAlone as alone:
        where = (*named.clusters[alone.stage or 0 :], named.stratum or "")[0]
        raise _at(answers, alone.row, where, _ALONE) from None
    except NotADesign as wrong:
        where = named.populations[wrong.stage or 0] if named.populations else ""
        raise _at(answers, wrong.row, where, _NO_POPULATION) from None


def tabulated(
    definition: Definition,
    answers: AnswersFile,
    *,
    by: str | None = None,
    least: int = LEAST,
    sampled: Design | None = None,
) -> Tabulation:
    """The tables of a file of answers, which were drawn as `sampled` says. Raises BrokenFile: more than there are."""
    named = definition.design or Named()
    try:
        return tabulate(
            questions_of(definition),
            answers.answers,
            by=by,
            sampled=sampled,
            population=named.population if sampled is None else None,
            least=least,
        )
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


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Tells what is wrong with the file, and goes no further. Raises _Refused; Trouble where it cannot be read."""
    try:
        yield
    except OSError as error:
        raise Trouble(f"{path}: {error.strerror}.") from None
    except BrokenFile as broken:
        for fault in broken.faults:
            print(f"{path}: {fault}", file=sys.stderr)
        raise _Refused from None


def _groups(path: Path | None, definition: Definition, *, tells_all: bool) -> Groups | None:
    if path is None:
        return None
    with _telling(path):
        return read_groups(_text(path), definition, tells_all=tells_all)


def _text(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        raise BrokenFile([FileFault(line, column, _NOT_TEXT)]) from None


def _at(answers: AnswersFile, row: int | None, column: str, text: Text) -> BrokenFile:
    """The file is broken in this row and column, so far as they are known."""
    line = 1 if row is None else answers.lines[row]
    place = answers.columns.index(column) + 1 if column in answers.columns else 1
    return BrokenFile([FileFault(line, place, text)])
