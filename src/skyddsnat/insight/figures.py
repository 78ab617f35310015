"""Figures as pages ask for them: read from the last night's folder, where what may be shown is all there is.

Every function raises `NotMadeYet` before the first night's run. None asks the database.
"""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from skyddsnat.insight.figures_file import Told, read_figures
from skyddsnat.insight.folders import current
from skyddsnat.insight.indicator_file import indicators
from skyddsnat.insight.making import figure_of_weeks
from skyddsnat.insight.periods import Grain, Span, weeks_from
from skyddsnat.insight.types import WHOLE, Figure, Kind, Made, NotMadeYet, Signal

__all__ = ["figures", "grains", "indicators", "made", "series", "signal"]


def made() -> Made:
    """What there is: of which municipality, made on which day, which units and ended periods (the latest first)."""
    return _told().made


def figures(*, span: Span, unit: str = WHOLE) -> tuple[Figure, ...]:
    """The figures of a period, of the whole municipality or of one unit, in the order of the indicators.

    An indicator that has no figure there (a unit by the month; nothing recorded at all) is left out.
    """
    return tuple(each for each in _told().figures if each.span == span and each.unit == unit)


def series(*, indicator: str, unit: str = WHOLE, grain: Grain) -> tuple[Figure, ...]:
    """The figures of an indicator over the ended periods of one length, the oldest first.

    Of a weekly number, weeks are those of the whole municipality, alone or together as they are told.
    """
    if grain is Grain.WEEK:
        return tuple(_weeks(indicator) if unit == WHOLE else ())
    found = (each for each in _told().figures if each.indicator == indicator and each.unit == unit)
    return tuple(sorted((each for each in found if each.span.grain is grain), key=lambda each: each.span.starts_on))


def grains(*, indicator: str, unit: str = WHOLE) -> tuple[Grain, ...]:
    """How long the periods are that there are figures of, the longest first."""
    found = {each.span.grain for each in _told().figures if (each.indicator, each.unit) == (indicator, unit)}
    if unit == WHOLE and any(_weeks(indicator)):
        found.add(Grain.WEEK)
    return tuple(each for each in reversed(Grain) if each in found)


def _weeks(indicator: str) -> Iterator[Figure]:
    weekly = next((each for each in indicators() if each.id == indicator and each.kind is Kind.WEEKLY), None)
    for week in _told().weeks if weekly else ():
        yield figure_of_weeks(indicator, weeks_from(week.starts_on, week.weeks), [week])


def signal() -> Signal:
    """Whether the latest of these weeks differ from those before them by more than chance."""
    return _told().signal


def _told() -> Told:
    folder = current(Path(settings.FIGURES_FOLDER)) if settings.FIGURES_FOLDER else None
    if folder is None:
        raise NotMadeYet
    return read_figures(folder)
