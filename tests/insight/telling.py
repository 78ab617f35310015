"""Figures put where the pages read them, without a night's run."""

from datetime import date
from pathlib import Path

from skyddsnat.insight.figures_file import Told, spans_in, write_figures
from skyddsnat.insight.folders import swapped
from skyddsnat.insight.periods import span
from skyddsnat.insight.types import WHOLE, Course, Figure, Hidden, Made, Signal, Week
from skyddsnat.stats.proportions import Sample, wilson

SILENT = Signal(course=Course.TOO_SHORT, weeks=0, p_value=None)


def share(indicator: str, count: int | None, of: int = 40, *, when: str = "2025", unit: str = WHOLE) -> Figure:
    """A share as it is shown; hidden as too small where `count` is None."""
    return Figure(
        indicator=indicator,
        unit=unit,
        span=span(when),
        value=None if count is None else count / of,
        interval=None if count is None else wilson(Sample(count, of)),
        numerator=count,
        denominator=None if count is None else of,
        hidden=Hidden.FEW if count is None else None,
    )


def tell(folder: Path, *figures: Figure, weeks: tuple[Week, ...] = (), signal: Signal = SILENT) -> None:
    """These are the figures of Norrham, made on the second of January 2026."""
    units = tuple(sorted({each.unit for each in figures} - {WHOLE}))
    made = Made(municipality="Norrham", made_on=date(2026, 1, 2), units=units, spans=spans_in(figures))
    with swapped(folder) as night:
        write_figures(Told(made, figures, weeks, signal), night)
