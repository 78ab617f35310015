"""Figures as pages ask for them: read from the last night's folder, where what may be shown is all there is.

Every function raises `NotMadeYet` before the first night's run. None asks the database.
"""

from pathlib import Path

from django.conf import settings

from skyddsnat.insight.figures_file import Told, read_figures
from skyddsnat.insight.folders import current
from skyddsnat.insight.indicator_file import indicators
from skyddsnat.insight.periods import Grain, Span
from skyddsnat.insight.types import WHOLE, Figure, Made, NotMadeYet, Signal, Week

__all__ = ["figures", "indicators", "made", "series", "signal", "weeks"]


def made() -> Made:
    """What there is: of which municipality, made on which day, which units and ended periods (the latest first)."""
    return _told().made


def figures(*, span: Span, unit: str = WHOLE) -> tuple[Figure, ...]:
    """The figures of a period, of the whole municipality or of one unit, in the order of the indicators.

    An indicator that has no figure there (a unit by the month; nothing recorded at all) is left out.
    """
    return tuple(each for each in _told().figures if each.span == span and each.unit == unit)


def series(*, indicator: str, unit: str = WHOLE, grain: Grain) -> tuple[Figure, ...]:
    """The figures of an indicator over the ended periods of one length, the oldest first."""
    found = (each for each in _told().figures if each.indicator == indicator and each.unit == unit)
    return tuple(sorted((each for each in found if each.span.grain is grain), key=lambda each: each.span.starts_on))


def weeks() -> tuple[Week, ...]:
    """Reports of concern in each complete week of the whole municipality, the oldest first."""
    return _told().weeks


def signal() -> Signal:
    """Whether the latest of these weeks differ from those before them by more than chance."""
    return _told().signal


def _told() -> Told:
    folder = current(Path(settings.FIGURES_FOLDER)) if settings.FIGURES_FOLDER else None
    if folder is None:
        raise NotMadeYet
    return read_figures(folder)
