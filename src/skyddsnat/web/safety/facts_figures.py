"""The figures that a page of facts may show: of periods of the fixed grid alone, and each past the small-group rule."""

from datetime import date

from skyddsnat.insight.periods import Span, span
from skyddsnat.insight.types import PublicFigure


def periods(on: date) -> list[Span]:
    """Years and quarters that have ended, the latest first: two years of them."""
    texts = [f"{year}{part}" for year in range(on.year, on.year - 3, -1) for part in ("", "-Q4", "-Q3", "-Q2", "-Q1")]
    return [each for each in map(span, texts) if each.has_ended(on)]


def offered(period: str) -> tuple[PublicFigure, ...]:
    """The figures of the period that may be published; none while none are made."""
    return ()
