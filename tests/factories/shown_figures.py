"""Figures as they lie where the pages read them, without a night's run: those that a test names and nothing else."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from skyddsnat.insight.figures_file import Told, spans_in, write_figures
from skyddsnat.insight.folders import swapped
from skyddsnat.insight.periods import span
from skyddsnat.insight.types import WHOLE, Course, Figure, Hidden, Made, Signal


def figure_of(indicator: str, value: float | None, *, of: int = 50, when: str) -> Figure:
    """A share of `of` in the whole municipality; None: so few that it is hidden."""
    return Figure(
        indicator=indicator,
        unit=WHOLE,
        span=span(when),
        value=value,
        interval=None,
        numerator=None if value is None else round(value * of),
        denominator=None if value is None else of,
        hidden=Hidden.FEW if value is None else None,
    )


def show_figures(folder: Path, figures: Iterable[Figure], *, on: date) -> None:
    """Put them into `folder`, which `settings.FIGURES_FOLDER` is to name."""
    found = tuple(figures)
    made = Made(municipality="Norrham", made_on=on, units=(), spans=spans_in(found))
    signal = Signal(course=Course.TOO_SHORT, weeks=0, p_value=None)
    with swapped(folder) as night:
        write_figures(Told(made, found, (), signal), night)
