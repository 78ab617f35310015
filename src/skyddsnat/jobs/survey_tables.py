"""The tables of a survey on a terminal, and as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from skyddsnat.domains.survey.types.definition import Definition
from skyddsnat.stats.proportions import CONFIDENCE, Interval, margin_range
from skyddsnat.stats.questions import Average, Method, QuestionTable, TableLine, Tabulation

METHODS = {
    Method.SIMPLE: "simple random sample of very many, Wilson's interval",
    Method.FINITE: "simple random sample of a known population, Wilson's interval with its correction",
    Method.DESIGN: "sample by design, Taylor linearisation, interval on the logit scale",
}
_ROW = "  {:<32} {:>8} {:>8} {:>9} {:>12} {:>9} {:>17}"
_HEADS = ("Answer", "Count", "Percent", "Share", "Exactly", "Error", f"{CONFIDENCE:.0%} interval")
_WIDEST = 32


# --- On a terminal ----------------------------------------------------------------------------------------------------


def as_text(definition: Definition, tabulation: Tabulation, language: str) -> str:
    """Every table, under what holds of all of them."""
    blocks = (_block(definition, table, tabulation, language) for table in tabulation.tables)
    return "\n\n".join("\n".join(block) for block in (_head(definition, tabulation, language), *blocks))


def _head(definition: Definition, tabulation: Tabulation, language: str) -> list[str]:
    handed_in = "1 answer" if tabulation.responses == 1 else f"{tabulation.responses} answers"
    lines = [
        definition.title.in_language(language),
        f"{definition.population.in_language(language)}. {definition.period.in_language(language)}.",
        f"{handed_in}. Method: {METHODS[tabulation.method]}.",
    ]
    if (margins := _margins(tabulation)) is not None:
        least, most = f"{100 * margins.low:.1f}", f"{100 * margins.high:.1f}"
        lines.append(f"Margin of error {most} percentage points at most, {least}–{most} for shares of 10–90 %.")
    if tabulation.effective is not None:
        lines.append(f"With their weights they are worth {tabulation.effective:.1f} answers that weigh the same.")
    if tabulation.raked_to:
        lines.append(f"Their weights meet the known totals of {', '.join(tabulation.raked_to)}.")
    hidden = sum(table.is_hidden for table in tabulation.tables)
    lines.append(f"No figure from fewer than {tabulation.least} answers; tables suppressed: {hidden}.")
    if tabulation.left_out:
        lines.append(f"Not broken down by {tabulation.by}, too much would be told: {', '.join(tabulation.left_out)}.")
    return lines


def _margins(tabulation: Tabulation) -> Interval | None:
    """The margins of a tenth and of a half; none of nobody, nor of a sample by design: its figures have their own."""
    if tabulation.method is Method.DESIGN or not tabulation.responses:
        return None
    return margin_range(tabulation.responses, population=tabulation.population)


def _block(definition: Definition, table: QuestionTable, tabulation: Tabulation, language: str) -> Iterator[str]:
    named = _names(definition, table, language)
    yield f"{table.question}: {definition.question(table.question).text.in_language(language)}"
    if table.within is not None:
        groups = _names(definition, tabulation.table(tabulation.by or ""), language)
        yield f"  {tabulation.by}: {groups.get(table.within, 'not told')}"
    if table.is_hidden:
        yield "  Suppressed."
        return
    yield f"  n {table.answered}, missing {table.missing}"
    if table.lines:
        yield _ROW.format(*(head if head != "Exactly" or table.method is not Method.DESIGN else "" for head in _HEADS))
    yield from (_line(named[line.answer], line, table) for line in table.lines)
    yield from (_line(f"+ {named[line.answer]}", line, table) for line in table.groups)
    if table.average is not None:
        yield f"  Mean {table.average.value:.6f}, error {table.average.error:.6f}{_interval_of(table.average)}"


def _line(name: str, line: TableLine, table: QuestionTable) -> str:
    percent = "" if line.percent is None else f"{line.percent} %"
    share = "" if line.share is None else f"{line.share:.6f}"
    exact = _exactly(line, table) or ""
    error = "" if line.error is None else f"{line.error:.6f}"
    interval = "" if line.interval is None else f"{line.interval.low:.4f} – {line.interval.high:.4f}"
    short = name if len(name) <= _WIDEST else f"{name[: _WIDEST - 1]}…"
    return _ROW.format(short, line.count, percent, share, exact, error, interval).rstrip()


def _exactly(line: TableLine, table: QuestionTable) -> str | None:
    """The share as it was counted, where there are no weights."""
    return None if line.exact is None else f"{line.count}/{table.answered}"


def _interval_of(average: Average) -> str:
    if average.interval is None:
        return ""
    return f", {CONFIDENCE:.0%} interval {average.interval.low:.4f} – {average.interval.high:.4f}"


def _names(definition: Definition, table: QuestionTable, language: str) -> Mapping[str, str]:
    """What the answers and groups of a question are called; the steps of a scale are called by their number."""
    question = definition.question(table.question)
    answers = {answer.code: answer.text.in_language(language) for answer in question.answers}
    groups = {group.code: group.text.in_language(language) for group in question.groups}
    return {code: code for code in question.codes} | answers | groups


# --- As JSON ----------------------------------------------------------------------------------------------------------


def as_fields(definition: Definition, tabulation: Tabulation, language: str) -> dict[str, Any]:
    """The same, all of it, for a program to read. What is suppressed is null."""
    return {
        "survey": definition.key,
        "title": definition.title.in_language(language),
        "population": definition.population.in_language(language),
        "period": definition.period.in_language(language),
        "responses": tabulation.responses,
        "population_size": tabulation.population,
        "effective_size": tabulation.effective,
        "method": tabulation.method.value,
        "raked_to": list(tabulation.raked_to),
        "confidence": CONFIDENCE,
        "margin": _ends(_margins(tabulation)),
        "least": tabulation.least,
        "by": tabulation.by,
        "not_broken_down": list(tabulation.left_out),
        "tables": [_table_fields(definition, table, language) for table in tabulation.tables],
    }


def _table_fields(definition: Definition, table: QuestionTable, language: str) -> dict[str, Any]:
    named = _names(definition, table, language)
    return {
        "question": table.question,
        "text": definition.question(table.question).text.in_language(language),
        "kind": table.kind.value,
        "within": table.within,
        "method": table.method.value,
        "suppressed": table.is_hidden,
        "n": table.answered,
        "missing": table.missing,
        "answers": [_line_fields(line, table, named) for line in table.lines],
        "groups": [_line_fields(line, table, named) for line in table.groups],
        "mean": None if table.average is None else _average_fields(table.average),
    }


def _line_fields(line: TableLine, table: QuestionTable, named: Mapping[str, str]) -> dict[str, Any]:
    return {
        "answer": line.answer,
        "text": named[line.answer],
        "suppressed": line.is_hidden,
        "count": line.count,
        "percent": line.percent,
        "share": line.share,
        "exact": _exactly(line, table),
        "standard_error": line.error,
        "degrees": line.degrees,
        "interval": _ends(line.interval),
    }


def _average_fields(average: Average) -> dict[str, Any]:
    return {"value": average.value, "standard_error": average.error, "interval": _ends(average.interval)}


def _ends(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]
