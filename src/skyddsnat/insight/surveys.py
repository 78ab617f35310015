"""What a survey says: the tables of a wave with small groups hidden, and how answers go over the waves.

Each wave's tables are made and hidden together (stats/tabulation), always the same ones, so that nothing follows from
two that were asked for after each other. A question that was worded otherwise is another question, and one that was put
to others or counted otherwise tells another share: the trend breaks there, and no difference is told over the break.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby, pairwise

from skyddsnat.domains.survey.queries import answers_of, composition, wave, waves_of_survey
from skyddsnat.domains.survey.types.answering import WaveAnswers
from skyddsnat.domains.survey.types.for_tables import questions_of
from skyddsnat.domains.survey.types.waves import FramePart, WaveKind, WaveState, WaveView
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.stats.differences import Difference, Trend, difference, difference_of_shares, holm, trend
from skyddsnat.stats.drawn import drawn
from skyddsnat.stats.estimates import Estimate
from skyddsnat.stats.nonresponse import response_rate
from skyddsnat.stats.proportions import Interval, Sample, margin_range
from skyddsnat.stats.questions import Method, QuestionTable, TableLine, Tabulation, part_of
from skyddsnat.stats.suppression import LEAST
from skyddsnat.stats.tabulation import from_counts, tabulate

LEAST_WAVES = 3
"""From so many waves there is a trend; between two there is a difference."""
YEAR = Fraction(1461, 4)
"""Days in a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveReport:
    """The tables of a wave, and what the method box says.

    `response`: answers of those asked, None where that is not known. `margin`: of a tenth and of a half, as shares;
    None of weighted samples and of nobody. `hidden`: how many tables and lines are not shown. `frame`: those who
    answered beside those asked, by unit; nothing where it would tell of few, and of waves from elsewhere.
    """

    wave: WaveView
    tabulation: Tabulation
    response: Fraction | None
    margin: Interval | None
    hidden: int
    frame: tuple[FramePart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One answer, or several together, in one wave. The line is None where the wave does not tell of the question.

    `population`: how many people stand behind those who answered, of a simple sample of a known population.
    """

    wave: WaveView
    answered: int | None
    line: TableLine | None
    method: Method
    population: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """An answer over the waves: runs of waves that asked the same in the same words, of the same and counted alike; the
    first first."""

    question: str
    answer: str
    runs: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """From one wave to the next that asked the same. `p_value` is Holm's, corrected for all that are told with it."""

    question: str
    answer: str
    earlier: WaveView
    later: WaveView
    difference: Difference
    p_value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """How an answer goes over a run of three waves or more, in a year. `p_value` as in `Change`."""

    question: str
    answer: str
    first: WaveView
    last: WaveView
    trend: Trend
    p_value: float


def report(*, wave_id: int, viewer: Viewer) -> WaveReport:
    """The report of a closed wave. Raises `NoSuchSurvey`; `Refused` before the close, and to whoever reads none."""
    told = _report(wave(wave_id=wave_id, viewer=viewer), viewer)
    return replace(told, frame=composition(wave_id=wave_id, viewer=viewer))


def courses(*, survey_id: int, viewer: Viewer) -> tuple[Course, ...]:
    """How each group of answers has gone over the closed waves; of questions without groups, each answer.

    Nothing where there are none, and to whoever reads no surveys.
    """
    reports = _reports(survey_id, viewer)
    return tuple(
        Course(question=question, answer=answer, runs=tuple(_runs(reports, question, answer, grouped=grouped)))
        for question, answer, grouped in _told(reports)
    )


def changes(told: Sequence[Course]) -> tuple[Change, ...]:
    """The differences between each wave and the next, where both asked the same and show it.

    The waves are taken as independent samples (stats/differences). Corrected together, and with the slopes: give all
    that are told together.
    """
    return _compared(told)[0]


def slopes(told: Sequence[Course]) -> tuple[Slope, ...]:
    """The trend of each run of three waves or more that show the answer, none of weighted samples."""
    return _compared(told)[1]


def _compared(told: Sequence[Course]) -> tuple[tuple[Change, ...], tuple[Slope, ...]]:
    between = [
        (course, one, other, found)
        for course in told
        for run in course.runs
        for one, other in pairwise(run)
        if (found := _difference(one, other)) is not None
    ]
    over = [(course, run, line) for course in told for run in course.runs if (line := _trend(run)) is not None]
    corrected = holm([found.p_value for *_, found in between] + [line.p_value for *_, line in over])
    changed = tuple(
        Change(
            question=course.question,
            answer=course.answer,
            earlier=one.wave,
            later=other.wave,
            difference=found,
            p_value=p_value,
        )
        for (course, one, other, found), p_value in zip(between, corrected, strict=False)
    )
    sloping = tuple(
        Slope(
            question=course.question,
            answer=course.answer,
            first=run[0].wave,
            last=run[-1].wave,
            trend=line,
            p_value=p_value,
        )
        for (course, run, line), p_value in zip(over, corrected[len(between) :], strict=True)
    )
    return changed, sloping


# --- One wave ---------------------------------------------------------------------------------------------------------


def _report(view: WaveView, viewer: Viewer) -> WaveReport:
    is_printed = view.kind is WaveKind.PUBLISHED
    tabulation = _printed(view) if is_printed else _tabulated(answers_of(wave_id=view.id, viewer=viewer))
    size = tabulation.responses
    tells_margin = size > 0 and tabulation.method is not Method.DESIGN
    return WaveReport(
        wave=view,
        tabulation=tabulation,
        response=_response(view),
        margin=margin_range(size, population=tabulation.population) if tells_margin else None,
        hidden=sum(_hidden(table) for table in tabulation.tables),
    )


def _tabulated(answers: WaveAnswers) -> Tabulation:
    design = answers.definition.design
    is_drawn = design is not None and bool(answers.design)
    known = None if design is None or is_drawn else design.population
    if not answers.rows:
        return _tables((), 0, None)
    return tabulate(
        questions_of(answers.definition),
        answers.columns,
        sampled=drawn(answers.rows, answers.design, design) if design is not None and is_drawn else None,
        # A population that is smaller than those who answered is none.
        population=known if known is not None and known >= answers.rows else None,
    )


def _printed(view: WaveView) -> Tabulation:
    questions = [each for each in questions_of(view.definition) if each.key in view.counts]
    tables = [
        from_counts(each, view.counts[each.key], missing=_missing(view, sum(view.counts[each.key].values())))
        for each in questions
    ]
    return _tables(tables, view.answered or max((table.answered or 0 for table in tables), default=0), None)


def _missing(view: WaveView, told: int) -> int:
    """Those who answered the wave and not this question, where it is known how many answered."""
    return max(0, (view.answered or 0) - told)


def _tables(tables: Sequence[QuestionTable], responses: int, population: int | None) -> Tabulation:
    return Tabulation(
        method=Method.SIMPLE,
        by=None,
        responses=responses,
        population=population,
        effective=None,
        least=LEAST,
        tables=tuple(tables),
    )


def _response(view: WaveView) -> Fraction | None:
    if not view.asked or view.answered is None or view.answered > view.asked:
        return None
    return response_rate(asked=view.asked, answered=view.answered)


def _hidden(table: QuestionTable) -> int:
    return 1 if table.is_hidden else sum(line.is_hidden for line in (*table.lines, *table.groups))


# --- Over the waves ---------------------------------------------------------------------------------------------------


def _reports(survey_id: int, viewer: Viewer) -> list[WaveReport]:
    closed = [each for each in waves_of_survey(survey_id=survey_id, viewer=viewer) if each.state is WaveState.CLOSED]
    ordered = sorted(closed, key=lambda each: (each.fields.opens_on, each.id))
    return [_report(each, viewer) for each in ordered]


def _told(reports: Sequence[WaveReport]) -> Iterator[tuple[str, str, bool]]:
    """Each question that is told, once, with its groups or else its answers, as the latest wave that has it says; and
    whether these are groups."""
    seen: set[str] = set()
    for each in reversed(reports):
        for table in each.tabulation.tables:
            if table.question not in seen:
                seen.add(table.question)
                lines = table.groups or table.lines
                yield from ((table.question, line.answer, bool(table.groups)) for line in lines)


def _runs(reports: Sequence[WaveReport], question: str, answer: str, *, grouped: bool) -> Iterator[tuple[Point, ...]]:
    def alike(each: WaveReport) -> tuple[str, str]:
        said = each.wave.definition
        return said.wording(question), said.counting(question, grouped=grouped)

    asked = [each for each in reports if _asks(each.wave, question)]
    for _, run in groupby(asked, key=alike):
        yield tuple(_point(each, question, answer) for each in run)


def _asks(view: WaveView, question: str) -> bool:
    return any(each.key == question for each in view.definition.closed_questions)


def _point(told: WaveReport, question: str, answer: str) -> Point:
    table = next((each for each in told.tabulation.tables if each.question == question), None)
    lines = () if table is None else (*table.lines, *table.groups)
    return Point(
        wave=told.wave,
        answered=None if table is None else table.answered,
        line=next((line for line in lines if line.answer == answer), None),
        method=told.tabulation.method,
        population=None if table is None else _population(told.tabulation, table),
    )


def _population(of: Tabulation, table: QuestionTable) -> int | None:
    return part_of(of.population, answered=table.answered or 0, responses=of.responses)


def _difference(earlier: Point, later: Point) -> Difference | None:
    if Method.DESIGN not in (earlier.method, later.method):
        one, other = _sample(earlier), _sample(later)
        return None if one is None or other is None else difference(one, other)
    before, after = _estimate(earlier), _estimate(later)
    return None if before is None or after is None else difference_of_shares(before, after)


def _trend(run: Sequence[Point]) -> Trend | None:
    """By year, from the days on which the waves opened; None where fewer than three can be told apart."""
    shown = [(sample, point.wave.fields.opens_on) for point in run if (sample := _sample(point)) is not None]
    if len(shown) < len(run) or len({day for _, day in shown}) < LEAST_WAVES:
        return None
    return trend([sample for sample, _ in shown], [Fraction(day.toordinal()) / YEAR for _, day in shown])


def _sample(point: Point) -> Sample | None:
    """A simple sample; None of a weighted one, and of what is not shown."""
    if point.line is None or point.line.count is None or not point.answered or point.method is Method.DESIGN:
        return None
    return Sample(point.line.count, point.answered, point.population)


def _estimate(point: Point) -> Estimate | None:
    line = point.line
    if line is None or line.share is None or line.error is None or line.degrees is None:
        return None
    return Estimate(line.share, line.error, point.answered or 0, line.degrees, line.interval)
