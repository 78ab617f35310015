"""The report of a wave in words: the tables, and the method, that the page and the paper are made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from skyddsnat.domains.survey.types.definition import Definition, Kind, Question
from skyddsnat.domains.survey.types.waves import WaveKind, WaveView
from skyddsnat.insight.surveys import WaveReport
from skyddsnat.kernel.text import Text
from skyddsnat.stats.proportions import Interval
from skyddsnat.stats.questions import Average, Method, QuestionTable, TableLine
from skyddsnat.stats.words import true_phrases
from skyddsnat.web import formats
from skyddsnat.web.bars import Bar
from skyddsnat.web.presenters import said
from skyddsnat.web.survey.presenters import Pairs, wave_title, whole_share

Row = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReportTable:
    """The table of one question. The first cell of a row names it. `told`: the figures in words. `notes`: under it."""

    title: str
    columns: Row
    rows: tuple[Row, ...]
    told: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReportSheet:
    """The whole report of one wave, but how it went over the waves. `frame`: who answered beside who was asked."""

    title: str
    whom: str
    tables: tuple[ReportTable, ...]
    frame: ReportTable | None
    method: Pairs
    notes: tuple[str, ...]


def sheet(report: WaveReport) -> ReportSheet:
    """The report in words."""
    view = report.wave
    return ReportSheet(
        title=_("Resultat, {wave}").format(wave=wave_title(view)),
        whom=f"{said(view.definition.population)}. {said(view.definition.period)}.",
        tables=tuple(_question(each, view) for each in report.tabulation.tables),
        frame=_frame(report) if _tells_who(report) else None,
        method=tuple(_method(report)),
        notes=tuple(_notes(report)),
    )


def answer_text(definition: Definition, key: str, code: str) -> str:
    """What an answer or a group says; of a scale its number, with the words of its ends."""
    question = definition.question(key)
    texts = {each.code: each.text for each in question.answers} | {each.code: each.text for each in question.groups}
    return said(texts[code]) if code in texts else _step(question, code)


def _step(question: Question, code: str) -> str:
    ends: dict[str, Text | None] = {
        str(question.lowest): question.lowest_text,
        str(question.highest): question.highest_text,
    }
    end = ends.get(code)
    return f"{code} ({said(end).lower()})" if end else code


# --- A question -------------------------------------------------------------------------------------------------------


def _question(table: QuestionTable, view: WaveView) -> ReportTable:
    question = view.definition.question(table.question)
    if table.is_hidden:
        return ReportTable(title=said(question.text), columns=(), rows=(), notes=(_too_few(),))
    lines = (*table.lines, *table.groups)
    return ReportTable(
        title=said(question.text),
        columns=(_("Svar"), _("Antal"), pgettext("of all", "Andel"), _("Troligen mellan")) if lines else (),
        rows=tuple(_rows(table, view.definition)),
        told=tuple(_told(table, view.definition)),
        notes=tuple(_table_notes(table, question, view)),
        bars=tuple(_bar(each, table, view.definition) for each in table.lines),
    )


def _too_few() -> str:
    return _("Visas inte: för få har svarat.")


def _rows(table: QuestionTable, definition: Definition) -> Iterator[Row]:
    if not table.lines:
        return
    for line in table.lines:
        yield _row(answer_text(definition, table.question, line.answer), line)
    if table.kind.value != Kind.SEVERAL:
        yield _("Alla som svarade"), formats.number(table.answered or 0), _whole(100) if table.answered else "–", ""
    for line in table.groups:
        yield _row(_("Sammanlagt: {answer}").format(answer=answer_text(definition, table.question, line.answer)), line)


def _row(label: str, line: TableLine) -> Row:
    return label, count_text(line), percent_text(line), interval_text(line.interval)


def count_text(line: TableLine) -> str:
    """The count, or a dash where it is hidden."""
    return "–" if line.count is None else formats.number(line.count)


def percent_text(line: TableLine | None) -> str:
    """In whole percent as printed, or a dash."""
    return "–" if line is None or line.percent is None else _whole(line.percent)


def interval_text(interval: Interval | None) -> str:
    """«61–70 %», or nothing."""
    if interval is None:
        return ""
    return f"{formats.number(interval.low * 100)}–{formats.percent(interval.high)}"


def _whole(percent: int) -> str:
    return formats.percent(percent / 100)


def _bar(line: TableLine, table: QuestionTable, definition: Definition) -> Bar:
    label = answer_text(definition, table.question, line.answer)
    return Bar(label=label, count=None if line.share is None else round(line.share * 1000), text=percent_text(line))


def _told(table: QuestionTable, definition: Definition) -> Iterator[str]:
    """What counts together in words, where the words are true; the mean of what has one."""
    for line in table.groups:
        if line.exact is None or line.interval is None:
            continue
        for phrase in true_phrases(line.exact, line.interval)[:1]:
            answer = answer_text(definition, table.question, line.answer)
            yield _("{answer}: {words}.").format(answer=answer, words=said(phrase.words))
    if table.average:
        yield _average(table.average)


def _average(average: Average) -> str:
    value = formats.number(average.value, decimals=1)
    if average.interval is None:
        return _("I medeltal {value}.").format(value=value)
    low, high = (formats.number(each, decimals=1) for each in (average.interval.low, average.interval.high))
    return _("I medeltal {value}, troligen mellan {low} och {high}.").format(value=value, low=low, high=high)


def _table_notes(table: QuestionTable, question: Question, view: WaveView) -> Iterator[str]:
    if question.condition:
        earlier = question.condition.question
        answers = formats.list_of([answer_text(view.definition, earlier, each) for each in question.condition.answers])
        asked = said(view.definition.question(earlier).text)
        yield _("Ställdes till dem som svarade ”{answers}” på ”{question}”.").format(answers=answers, question=asked)
    if question.screening:
        let_in = formats.list_of([answer_text(view.definition, question.key, each) for each in question.screening])
        yield _("De som svarade annat än ”{answers}” fick inga fler frågor.").format(answers=let_in)
    if table.kind.value == Kind.SEVERAL:
        yield _("Den som svarade kunde välja flera.")
    if not table.lines:
        count = table.answered or 0
        yield ngettext("{count} har svarat.", "{count} har svarat.", count).format(count=formats.number(count))
    if table.missing:
        yield ngettext("{count} svarade inte.", "{count} svarade inte.", table.missing).format(
            count=formats.number(table.missing)
        )


# --- Who answered -----------------------------------------------------------------------------------------------------


def _tells_who(report: WaveReport) -> bool:
    """Whether any unit's answers are shown: the units that were asked alone say nothing of who answered."""
    return any(each.answered is not None for each in report.frame)


def _frame(report: WaveReport) -> ReportTable:
    asked, answered = report.wave.asked or 0, report.wave.answered or 0
    return ReportTable(
        title=_("Vilka som svarade"),
        columns=(_("Enhet"), _("Inbjudna"), _("Av alla inbjudna"), _("Har svarat"), _("Av alla svar")),
        rows=tuple(
            (each.unit or _("Övriga"), *_part(each.asked, asked), *_part(each.answered, answered))
            for each in report.frame
        ),
        told=(_("Skiljer sig andelarna åt är de som svarade inte som de som var inbjudna."),),
        notes=(_("Enheter där få var inbjudna står tillsammans, och ett streck står där en siffra skulle peka ut."),),
    )


def _part(count: int | None, of: int) -> tuple[str, str]:
    """A count and what share it is."""
    if count is None:
        return "–", "–"
    return formats.number(count), whole_share(Fraction(count, of)) if of else "–"


# --- How it was made --------------------------------------------------------------------------------------------------


def _method(report: WaveReport) -> Iterator[tuple[str, str]]:
    view, tables = report.wave, report.tabulation
    yield _("Frågade"), said(view.definition.population)
    yield _("Om tiden"), said(view.definition.period)
    yield _("Ställdes"), _days(view.fields.opens_on, view.fields.closes_on)
    if view.source:
        yield _("Källa"), view.source
    if view.asked is not None:
        yield _("Inbjudna"), formats.number(view.asked)
    yield _("Har svarat"), formats.number(tables.responses if view.answered is None else view.answered)
    if report.response is not None:
        yield _("Svarsandel"), whole_share(report.response)
    yield _("Osäkerheten"), _how(tables.method)
    if tables.effective is not None:
        yield _("Svaren väger som"), formats.number(round(tables.effective))
    if report.margin is not None:
        yield _("Felmarginal"), _margin(report.margin)
    yield _("Visas inte"), _hidden(report)
    if view.kind is WaveKind.ASKED and view.answered and not _tells_who(report):
        yield _("Vilka som svarade"), _("Visas inte per enhet: det skulle peka ut några få.")


def _days(first: date, last: date) -> str:
    return _("{first} till {last}").format(first=formats.full_day(first), last=formats.full_day(last))


def _how(method: Method) -> str:
    return {
        Method.SIMPLE: _("Räknad som om de som svarade var dragna med lott bland många (Wilson, 95 %)."),
        Method.FINITE: _("Räknad på hur många det fanns att fråga (Wilson med ändlig population, 95 %)."),
        Method.DESIGN: _("Räknad på hur urvalet drogs: vikter, strata och kluster (Taylor och logit, 95 %)."),
    }[method]


def _margin(margin: Interval) -> str:
    low, high = (formats.number(each * 100, decimals=1) for each in (margin.low, margin.high))
    return _("{low} till {high} procentenheter, beroende på hur många som svarade lika").format(low=low, high=high)


def _hidden(report: WaveReport) -> str:
    if not report.hidden:
        return _("Ingenting är dolt.")
    return ngettext(
        "{count} tabell: färre än {least} står bakom den, eller bakom en annan som annars gick att räkna ut.",
        "{count} tabeller: färre än {least} står bakom dem, eller bakom andra som annars gick att räkna ut.",
        report.hidden,
    ).format(count=report.hidden, least=report.tabulation.least)


def _notes(report: WaveReport) -> Iterator[str]:
    yield _(
        "”Troligen mellan”: så räknat hamnar andelen bland alla som kunde ha frågats inom gränserna 95 gånger av 100."
    )
    # How answers were kept elsewhere is not known here.
    if report.wave.kind is WaveKind.ASKED:
        yield _("Svaren lagras skilt från vem som har svarat.")
