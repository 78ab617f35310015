"""Figures that may be published: those of the whole municipality that passed the rule of small groups.

They are the same figures that the pages show, so a published number can be looked up, and nothing follows from both.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from skyddsnat.insight.figures import figures, indicators, made
from skyddsnat.insight.periods import Grain, Span
from skyddsnat.insight.types import Figure, Indicator, Kind, NotMadeYet, PublicFigure
from skyddsnat.kernel.text import Text
from skyddsnat.stats.tables import whole_percent

_SPACE = "\N{NO-BREAK SPACE}"


def public_spans() -> tuple[Span, ...]:
    """Ended quarters and years that have figures, the latest first; none before any figures have been made."""
    try:
        return tuple(each for each in made().spans if each.grain in (Grain.QUARTER, Grain.YEAR))
    except NotMadeYet:
        return ()


def public_figures(*, span: Span) -> tuple[PublicFigure, ...]:
    """What may be published of a period, in the order of the indicators; none before any figures have been made.

    The words say what was counted of how many. A figure that is hidden, or of an indicator that is not public, is none.
    """
    try:
        found = {each.indicator: each for each in figures(span=span)}
    except NotMadeYet:
        return ()
    shown = [(each, found[each.id]) for each in indicators() if each.is_public and each.id in found]
    return tuple(_public(indicator, figure) for indicator, figure in shown if figure.value is not None)


def _public(indicator: Indicator, figure: Figure) -> PublicFigure:
    return PublicFigure(key=indicator.id, words=indicator.title, number=in_words(indicator, figure))


def in_words(indicator: Indicator, figure: Figure) -> Text:
    """The value of a shown figure as it is written: "62 % av 134", "19 dagar", "12,4 i veckan"."""
    if figure.value is None:
        raise ValueError(f"a hidden figure has no number: {indicator.id}")
    if indicator.kind in (Kind.SHARE, Kind.CLASSES):
        percent = whole_percent(Fraction(figure.numerator or 0, figure.denominator or 1))
        return Text(
            f"{percent}{_SPACE}% av {figure.denominator}",
            f"{percent}% of {figure.denominator}",
        )
    number = _tenths(figure.value)
    if indicator.kind is Kind.DAYS:
        return Text(f"{number.sv} dagar", f"{number.en} days")
    if indicator.kind is Kind.WEEKLY:
        return Text(f"{number.sv} i veckan", f"{number.en} a week")
    return number


def _tenths(value: float) -> Text:
    """With one decimal, half rounded up, and none where it is nothing."""
    rounded = Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    text = str(rounded).removesuffix(".0")
    return Text(text.replace(".", ","), text)
