"""Figures in words: the value, how sure it is, of how many, and why it is not there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from skyddsnat.insight.periods import Grain
from skyddsnat.insight.public import in_words
from skyddsnat.insight.types import HIDDEN_NAMES, Answered, Beside, Course, Figure, Indicator, Kind, Made, Signal
from skyddsnat.web import formats
from skyddsnat.web.bars import Bar
from skyddsnat.web.components import Cell, Column, Table
from skyddsnat.web.presenters import said

Pairs = Sequence[tuple[str, str]]
# What a definition says of its checker until somebody is.
_UNCHECKED = "none yet"
# What the rows that figures are made of are called on a page.
SOURCES = {
    "care": lazy("vård utan samtycke"),
    "carers": lazy("vem som har haft ansvar för barnet"),
    "decisions": lazy("beslut"),
    "exposed": lazy("hot och våld, räknat i utsatta"),
    "incidents": lazy("hot och våld, räknat i händelser"),
    "investigations": lazy("utredningar"),
    "matters": lazy("ärenden som nämnden har beslutat"),
    "pairs": lazy("vilka två handläggare som har haft ärendet"),
    "police": lazy("behov av polis"),
    "reports": lazy("orosanmälningar"),
    "talks": lazy("samtal med barn"),
}
Row = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One figure: what it is of, its value or why there is none, and the way to its definition and trend."""

    title: str
    value: str
    is_hidden: bool
    facts: Pairs
    url: str


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A question of surveys and its counterpart in the records."""

    title: str
    url: str
    table: Table
    differs: str


def grains(found: Sequence[Grain]) -> list[tuple[str, str]]:
    """How long the periods of a trend can be."""
    words = {Grain.YEAR: _("År"), Grain.QUARTER: _("Kvartal"), Grain.MONTH: _("Månader"), Grain.WEEK: _("Veckor")}
    return [(each.value, words[each]) for each in found]


def shown(indicator: Indicator, number: int, figure: Figure) -> Shown:
    """A figure of the list."""
    return Shown(
        title=said(indicator.title),
        value=value_of(indicator, figure),
        is_hidden=figure.value is None,
        facts=tuple(_facts(indicator, figure)),
        url=reverse("figures:indicator", args=[number]),
    )


def value_of(indicator: Indicator, figure: Figure) -> str:
    """«62 % av 134», «19 dagar», or why there is no number."""
    if figure.value is None:
        return said(HIDDEN_NAMES[figure.hidden]) if figure.hidden else "–"
    return said(in_words(indicator, figure))


def _class_words(count: int | None, percent: int | None) -> str:
    if count is None or percent is None:
        return "–"
    return f"{formats.number(count)} ({formats.percent(percent / 100)})"


def _facts(indicator: Indicator, figure: Figure) -> Iterator[tuple[str, str]]:
    if figure.value is not None and figure.interval is not None:
        yield _("Troligen mellan"), interval_of(indicator, figure)
    if indicator.kind is Kind.WEEKLY and figure.numerator is not None and figure.denominator is not None:
        yield _("Anmälningar"), formats.number(figure.numerator)
        yield _("Veckor"), formats.number(figure.denominator)
    elif figure.value is not None and figure.denominator is not None:
        yield _("Antal som räknas"), formats.number(figure.denominator)
    for each in figure.classes:
        yield said(each.title), _class_words(each.count, each.percent)


def interval_of(indicator: Indicator, figure: Figure) -> str:
    """The interval as the value is written; nothing where there is none."""
    if figure.interval is None:
        return ""
    low, high = figure.interval.low, figure.interval.high
    if _is_share(indicator):
        return _("{low} och {high}").format(low=formats.percent(low), high=formats.percent(high))
    return _("{low} och {high}").format(low=formats.number(low, decimals=1), high=formats.number(high, decimals=1))


def _is_share(indicator: Indicator) -> bool:
    return indicator.kind in (Kind.SHARE, Kind.CLASSES)


def signal_words(signal: Signal) -> str:
    """What the latest weeks of reports say."""
    is_one = signal.weeks == 1
    words = {
        Course.FALL: _("Den senaste veckan har färre orosanmälningar kommit in än slumpen ger. Se efter varför.")
        if is_one
        else _("De senaste {weeks} veckorna har färre orosanmälningar kommit in än slumpen ger. Se efter varför."),
        Course.RISE: _("Den senaste veckan har fler orosanmälningar kommit in än slumpen ger.")
        if is_one
        else _("De senaste {weeks} veckorna har fler orosanmälningar kommit in än slumpen ger."),
        Course.AS_BEFORE: _("Den senaste veckans orosanmälningar skiljer sig inte från tidigare mer än slumpen ger.")
        if is_one
        else _("De senaste {weeks} veckornas orosanmälningar skiljer sig inte från tidigare mer än slumpen ger."),
        Course.TOO_SHORT: _(
            "Det är för få veckor, eller för små tal, för att säga om orosanmälningarna blir färre eller fler."
        ),
    }
    return words[signal.course].format(weeks=signal.weeks)


# --- One indicator ----------------------------------------------------------------------------------------------------


def definition(indicator: Indicator) -> Pairs:
    """What stands behind the number."""
    return [
        (_("Varför"), said(indicator.why)),
        (_("Vad som räknas"), said(indicator.numerator)),
        (_("Av vilka"), said(indicator.denominator)),
        (_("Ur registren"), ", ".join(str(SOURCES[each]) for each in indicator.sources)),
        (_("Skriven av"), indicator.author),
        (
            _("Granskad av"),
            _("Ingen än: bara den som skrev definitionen har prövat den.")
            if indicator.checker == _UNCHECKED
            else indicator.checker,
        ),
        (_("Ses över senast"), formats.full_day(indicator.next_review)),
    ]


def bars_of(indicator: Indicator, series: Sequence[Figure]) -> list[Bar]:
    """A bar for each period; its length is the value in thousandths, or in tenths of what it counts."""
    scale = 1000 if _is_share(indicator) else 10
    return [
        Bar(
            label=said(each.span.title),
            count=None if each.value is None else round(each.value * scale),
            # Why it is not there stands in the table: the picture has no room for it.
            text=_("Visas inte") if each.value is None else value_of(indicator, each),
        )
        for each in series
    ]


def rows_of(indicator: Indicator, series: Sequence[Figure]) -> list[Row]:
    """The same as lines: period, value, interval, numerator and denominator; exact values for a file."""
    return [
        (
            said(each.span.title),
            value_of(indicator, each),
            interval_of(indicator, each),
            "" if each.numerator is None else str(each.numerator),
            "" if each.denominator is None else str(each.denominator),
        )
        for each in series
    ]


def heads() -> Row:
    """What the columns of a series are."""
    return (_("Period"), _("Värde"), _("Troligen mellan"), _("Täljare"), _("Nämnare"))


def table(caption: str, heads_: Row, rows: Sequence[Row], *, words: int = 1) -> Table:
    """Lines as a table of a page; the first `words` columns are no numbers."""
    columns = tuple(Column(label=label, is_number=place >= words) for place, label in enumerate(heads_))
    cells = tuple(tuple(Cell(text=text) for text in row) for row in rows)
    return Table(caption=caption, columns=columns, rows=cells, caption_is_hidden=True)


# --- Survey beside register -------------------------------------------------------------------------------------------


def compared(found: Beside, number: int, period: str) -> Compared:
    """Both sides, each with what it is of and how sure it is."""
    indicator, figure = found.indicator, found.figure
    value = value_of(indicator, figure) if figure else _("Inget att räkna i perioden")
    sure = interval_of(indicator, figure) if figure else ""
    rows = [(_("Registren: {what}").format(what=said(indicator.title)), period, value, sure)]
    rows += [_answered(each) for each in found.answered]
    heads_ = (_("Vad som räknas"), _("Varifrån"), _("Andel av hur många"), _("Troligen mellan"))
    return Compared(
        title=said(indicator.title),
        url=reverse("figures:indicator", args=[number]),
        table=table(said(indicator.title), heads_, rows, words=2),
        differs=said(found.differs),
    )


def _answered(each: Answered) -> tuple[str, str, str, str]:
    share = formats.percent(each.percent / 100)
    whole = _("{share} av {size}").format(share=share, size=formats.number(each.size)) if each.size else share
    sure = ""
    if each.interval is not None:
        low, high = formats.percent(each.interval.low), formats.percent(each.interval.high)
        sure = _("{low} och {high}").format(low=low, high=high)
    return _("Enkät: {what}").format(what=said(each.counted)), said(each.source), whole, sure


def made_words(made: Made) -> str:
    """Up to which day the figures go, and of which municipality."""
    day = formats.full_day(made.made_on)
    return _("{municipality}. Räknade natten till den {day}; bara perioder som är över.").format(
        municipality=made.municipality, day=day
    )


def classes_of(figure: Figure) -> Pairs:
    """How many are in each class of values; a dash where it is hidden."""
    return [(said(each.title), "–" if each.count is None else str(each.count)) for each in figure.classes]


# A picture on a page takes its colours from the page's style; by itself it brings them.
_STYLE = (
    "<style>text{font:13px sans-serif;fill:#1c2733}.bar-length{fill:#0f4c5c}.bar-count{font-weight:650}"
    ".bar-hidden{fill:#5a6672}</style>"
)


def alone(picture: str) -> str:
    """The picture as a file of its own."""
    opened, closing, rest = picture.partition(">")
    return opened.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1) + closing + _STYLE + rest
