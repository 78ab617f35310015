"""A million answers with weights and strata, tabulated by us and by R's survey, from the same file.

Both are timed from the columns in memory to the last figure, and reading the file apart: in seconds of the processor,
so that whatever else the machine does counts little. The figures are compared too, for a quick one may be wrong.
"""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias, TypeVar

import numpy as np

from skyddsnat.domains.survey.types.answers_file import read_answers
from skyddsnat.domains.survey.types.definition import Answer, Definition, Design, Group, Kind, Question
from skyddsnat.jobs.survey_tabulate import sample_of, tabulated
from skyddsnat.jobs.trouble import Trouble
from skyddsnat.kernel.text import Text
from skyddsnat.stats.questions import Tabulation

ANSWERS = 1_000_000
AIM_TIMES = 20.0
STRATA = 50
QUESTIONS = 5
OPTIONS = ("no", "few", "some", "many")
_WITHOUT_SURVEY = 3
_SCRIPT = Path(__file__).with_name("tables.R")

T = TypeVar("T")
Figures: TypeAlias = dict[tuple[str, str], tuple[float, ...]]
"""By question and answer: share, standard error, and both ends of the interval."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds, and what came of them."""

    reading: float
    tabulating: float
    figures: Figures


def measure_tables() -> None:
    """Print our time beside R's, or that there is no R to stand beside."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        _write(path)
        ours = _ours(path)
        print(f"\n{ANSWERS:,} answers to {QUESTIONS} questions, weights, {STRATA} strata", _line("we", ours), sep="\n")
        theirs = _by_r(path)
    if theirs is None:
        print("R with its package survey is not on this machine: there is nothing to compare with.")
        return
    times = theirs.tabulating / ours.tabulating
    judged = "met" if times >= AIM_TIMES else f"{AIM_TIMES:.0f} times is the aim"
    print(_line("R survey", theirs))
    print(f"Tabulated {times:.0f} times as fast ({judged}). Figures differ by {_apart(ours, theirs):.0e} at most.")


def _line(who: str, timed: Timed) -> str:
    return f"  {who:<9} read in {timed.reading:.2f} s, tabulated in {timed.tabulating:.2f} s"


def _apart(ours: Timed, theirs: Timed) -> float:
    """The largest difference, as a part of the figure. Raises KeyError where they are not of the same answers."""
    return max(
        abs(mine - its) / abs(its)
        for key, figures in ours.figures.items()
        for mine, its in zip(figures, theirs.figures[key], strict=True)
    )


# --- The answers ------------------------------------------------------------------------------------------------------


def _write(path: Path) -> None:
    chance = np.random.default_rng(2023)
    stratum = chance.integers(0, STRATA, ANSWERS).tolist()
    weight = chance.uniform(1, 40, ANSWERS).round(2).tolist()
    cells = np.array([*OPTIONS, ""])
    columns = [cells[chance.choice(5, ANSWERS, p=[0.5, 0.2, 0.15, 0.1, 0.05])].tolist() for _ in range(QUESTIONS)]
    with path.open("w", encoding="utf-8", newline="\n") as out:
        print("stratum,weight", *(f"q{number}" for number in range(QUESTIONS)), sep=",", file=out)
        rows = zip(stratum, weight, *columns, strict=True)
        out.writelines(f"s{row[0]},{row[1]},{','.join(row[2:])}\n" for row in rows)


def _definition() -> Definition:
    said = Text("–", "–")
    answers = tuple(Answer(option, said) for option in OPTIONS)
    groups = (Group("yes", said, OPTIONS[1:]),)
    questions = tuple(
        Question(key=f"q{number}", kind=Kind.SINGLE, text=said, answers=answers, groups=groups)
        for number in range(QUESTIONS)
    )
    return Definition(
        key="bench",
        title=said,
        population=said,
        period=said,
        questions=questions,
        design=Design(weight="weight", stratum="stratum"),
    )


# --- Both -------------------------------------------------------------------------------------------------------------


def _ours(path: Path) -> Timed:
    definition = _definition()
    reading, file = _timed(lambda: read_answers(path.read_text(encoding="utf-8"), definition))
    tabulating, tables = _timed(lambda: tabulated(definition, file, sampled=sample_of(definition, file)))
    return Timed(reading, tabulating, dict(_figures(tables)))


def _timed(what: Callable[[], T]) -> tuple[float, T]:
    begun = time.process_time()
    found = what()
    return time.process_time() - begun, found


def _figures(tables: Tabulation) -> Iterator[tuple[tuple[str, str], tuple[float, ...]]]:
    for table in tables.tables:
        for line in (*table.lines, *table.groups):
            assert line.share is not None
            assert line.error is not None
            assert line.interval is not None
            yield (table.question, line.answer), (line.share, line.error, line.interval.low, line.interval.high)


def _by_r(path: Path) -> Timed | None:
    """None where there is no R, or no survey in it."""
    program = shutil.which("Rscript")
    if program is None:
        return None
    done = subprocess.run([program, str(_SCRIPT), str(path)], capture_output=True, text=True, check=False)
    if done.returncode == _WITHOUT_SURVEY:
        return None
    if done.returncode:
        raise Trouble(f"R stopped: {' '.join(done.stderr.split())[-200:]}")
    seconds: dict[str, float] = {}
    figures: Figures = {}
    for what, *rest in map(str.split, done.stdout.splitlines()):
        if what == "line":
            figures[rest[0], rest[1]] = tuple(map(float, rest[2:]))
        else:
            seconds[what] = float(rest[0])
    return Timed(seconds["reading"], seconds["tabulating"], figures)
