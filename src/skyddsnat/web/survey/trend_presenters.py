"""How answers have gone over the waves, in words; where a question was worded otherwise, the line is broken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from skyddsnat.insight.surveys import Change, Course, Point
from skyddsnat.web import formats
from skyddsnat.web.presenters import said
from skyddsnat.web.survey.report_presenters import Row, answer_text, interval_text, percent_text

# Below this a difference is told as more than chance.
CHANCE = 0.05


@dataclass(frozen=True, kw_only=True)
class Spot:
    """One wave of the picture: its name, the share and how sure it is (None where nothing is shown)."""

    wave: str
    share: float | None
    low: float | None
    high: float | None
    text: str


@dataclass(frozen=True, kw_only=True)
class TrendTable:
    """One answer over the waves. `runs`: the waves that asked the same; between two of them the line is broken."""

    title: str
    answer: str
    columns: Row
    rows: tuple[Row, ...]
    runs: tuple[tuple[Spot, ...], ...]
    told: tuple[str, ...]


def trends(courses: Sequence[Course], changes: Sequence[Change]) -> tuple[TrendTable, ...]:
    """Each answer that more than one wave tells of."""
    return tuple(_trend(each, changes) for each in courses if sum(map(len, each.runs)) > 1)


def by_question(tables: Sequence[TrendTable]) -> list[tuple[str, list[TrendTable]]]:
    """The tables under their questions."""
    return [(title, list(own)) for title, own in groupby(tables, key=lambda each: each.title)]


def _trend(course: Course, changes: Sequence[Change]) -> TrendTable:
    latest = course.runs[-1][-1].wave.definition
    own = [each for each in changes if (each.question, each.answer) == (course.question, course.answer)]
    return TrendTable(
        title=said(latest.question(course.question).text),
        answer=answer_text(latest, course.question, course.answer),
        columns=(_("Omgång"), _("Har svarat"), pgettext("of all", "Andel"), _("Troligen mellan")),
        rows=tuple(_rows(course)),
        runs=tuple(tuple(_spot(each) for each in run) for run in course.runs),
        told=tuple(_change(each) for each in own),
    )


def _rows(course: Course) -> Iterator[Row]:
    for place, run in enumerate(course.runs):
        if place:
            yield _("Frågan ställdes på ett nytt sätt: går inte att jämföra bakåt"), "", "", ""
        for point in run:
            answered = "–" if point.answered is None else formats.number(point.answered)
            interval = None if point.line is None else point.line.interval
            yield point.wave.fields.name, answered, percent_text(point.line), interval_text(interval)


def _spot(point: Point) -> Spot:
    line = point.line
    interval = None if line is None else line.interval
    return Spot(
        wave=point.wave.fields.name,
        share=None if line is None else line.share,
        low=None if interval is None else interval.low,
        high=None if interval is None else interval.high,
        text=percent_text(line),
    )


def _change(change: Change) -> str:
    points = formats.number(round(float(change.difference.change) * 100))
    low, high = (formats.number(round(each * 100)) for each in _ends(change))
    words = (
        _("Från {earlier} till {later}: {points} procentenheter (troligen mellan {low} och {high}). Mer än slumpen.")
        if change.p_value < CHANCE
        else _(
            "Från {earlier} till {later}: {points} procentenheter (troligen mellan {low} och {high}). Kan vara slump."
        )
    )
    earlier, later = change.earlier.fields.name, change.later.fields.name
    return words.format(earlier=earlier, later=later, points=points, low=low, high=high)


def _ends(change: Change) -> tuple[float, float]:
    return change.difference.interval.low, change.difference.interval.high
