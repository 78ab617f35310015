"""How answers have gone over the waves, in words; the line breaks where a question was asked or counted otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import groupby

from django.utils.translation import gettext as _

from skyddsnat.insight.surveys import Change, Course, Point, Slope
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
    """One question over the waves. `runs`: what is drawn, the waves that can be compared together; between two of them
    the line is broken. Nothing is drawn of a question of many answers.
    """

    title: str
    drawn: str
    columns: Row
    rows: tuple[Row, ...]
    runs: tuple[tuple[Spot, ...], ...]
    told: tuple[str, ...]


# More answers than this are told in the table alone.
DRAWN = 2


def trends(courses: Sequence[Course], changes: Sequence[Change], slopes: Sequence[Slope]) -> tuple[TrendTable, ...]:
    """Each question that more than one wave tells of."""
    questions = [list(own) for _key, own in groupby(courses, key=lambda each: each.question)]
    return tuple(_trend(own, changes, slopes) for own in questions if sum(map(len, own[0].runs)) > 1)


def about_chance() -> str:
    """How a change is told from chance, to stand over all of them."""
    return _(
        "En skillnad kallas mer än slump bara om den håller när alla frågor som jämförs vägs in (Holm). Inom parentes "
        "står vad skillnaden troligen är, sedd för sig."
    )


def _trend(courses: Sequence[Course], changes: Sequence[Change], slopes: Sequence[Slope]) -> TrendTable:
    first = courses[0]
    latest = first.runs[-1][-1].wave.definition
    answers = {each.answer: answer_text(latest, each.question, each.answer) for each in courses}
    is_drawn = len(courses) <= DRAWN
    return TrendTable(
        title=said(latest.question(first.question).text),
        drawn=answers[first.answer],
        columns=(_("Omgång"), _("Har svarat"), *answers.values()),
        rows=tuple(_rows(courses)),
        runs=tuple(tuple(_spot(each) for each in run) for run in first.runs) if is_drawn else (),
        told=(
            *(_change(each, answers[each.answer]) for each in changes if _is_told(each, first, is_drawn)),
            *(_slope(each, answers[each.answer]) for each in slopes if _is_told(each, first, is_drawn)),
        ),
    )


def _is_told(change: Change | Slope, first: Course, is_drawn: bool) -> bool:
    """Of what is drawn each change, and of all the others those that are more than chance."""
    is_first = is_drawn and change.answer == first.answer
    return change.question == first.question and (is_first or change.p_value < CHANCE)


def _rows(courses: Sequence[Course]) -> Iterator[Row]:
    """A row for each wave, and one where they cannot be compared: every answer breaks there."""
    wording = ""
    for place, runs in enumerate(zip(*(each.runs for each in courses), strict=True)):
        before, wording = wording, runs[0][0].wave.definition.wording(courses[0].question)
        if place:
            yield _broken(is_worded_alike=before == wording), *[""] * (len(courses) + 1)
        for points in zip(*runs, strict=True):
            answered = points[0].answered
            yield (
                points[0].wave.fields.name,
                "–" if answered is None else formats.number(answered),
                *(_share(each) for each in points),
            )


def _broken(*, is_worded_alike: bool) -> str:
    if is_worded_alike:
        return _("Andra tillfrågade, eller räknad på nytt sätt: går inte att jämföra bakåt")
    return _("Ny fråga: går inte att jämföra bakåt")


def _share(point: Point) -> str:
    """«66 % (62–70 %)»."""
    sure = interval_text(None if point.line is None else point.line.interval)
    return f"{percent_text(point.line)} ({sure})" if sure else percent_text(point.line)


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


def _change(change: Change, answer: str) -> str:
    words = (
        _("{answer}, {earlier} till {later}: {points} procentenheter ({low} till {high}). Mer än slumpen.")
        if change.p_value < CHANCE
        else _("{answer}, {earlier} till {later}: {points} procentenheter ({low} till {high}). Kan vara slump.")
    )
    interval = change.difference.interval
    return words.format(
        answer=answer,
        earlier=change.earlier.fields.name,
        later=change.later.fields.name,
        points=_points(change.difference.change),
        low=_points(interval.low),
        high=_points(interval.high),
    )


def _slope(slope: Slope, answer: str) -> str:
    words = (
        _("{answer}, {earlier} till {later}: {points} procentenheter om året ({low} till {high}). Mer än slumpen.")
        if slope.p_value < CHANCE
        else _("{answer}, {earlier} till {later}: {points} procentenheter om året ({low} till {high}). Kan vara slump.")
    )
    interval = slope.trend.interval
    return words.format(
        answer=answer,
        earlier=slope.first.fields.name,
        later=slope.last.fields.name,
        points=_points(slope.trend.slope, tenths=True),
        low=_points(interval.low, tenths=True),
        high=_points(interval.high, tenths=True),
    )


def _points(share: Fraction | float, *, tenths: bool = False) -> str:
    """«+7», «−3», «+1,2»: a half is rounded away from nought, as percent are."""
    # Twelve digits are more than a share carries, and tell a half from less.
    points = 100 * Decimal(float(share)).quantize(Decimal("1e-12"))
    rounded = points.quantize(Decimal("0.1") if tenths else Decimal(1), ROUND_HALF_UP)
    said = formats.number(float(abs(rounded)), decimals=int(tenths))
    sign = "" if rounded == 0 else "+" if rounded > 0 else "\N{MINUS SIGN}"
    return f"{sign}{said}"
