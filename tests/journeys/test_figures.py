"""Figures from the records: a period is chosen, one figure is looked at over time, and surveys beside it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.browser import Visitor
from tests.factories.staff import PASSWORD, SETUP, Office
from tests.journeys.desk import Desk
from tests.web.figures.test_figure_pages import FIGURES, QUARTER, REPORTED, WEEKS, YEAR

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.staff.actions import set_password
from skyddsnat.insight.figures_file import Told, write_figures
from skyddsnat.insight.folders import swapped
from skyddsnat.insight.indicator_file import indicators
from skyddsnat.insight.periods import weeks_from
from skyddsnat.insight.types import Course, Made, Signal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]


@pytest.fixture
def night(settings: Any, tmp_path: Path) -> None:
    """What the last night made."""
    made = Made(municipality="Norrham", made_on=date(2026, 1, 2), units=("Barn 1",), spans=(YEAR, QUARTER))
    with swapped(tmp_path) as folder:
        write_figures(
            Told(made, (*FIGURES, REPORTED), WEEKS, Signal(course=Course.FALL, weeks=4, p_value=0.001)), folder
        )
    settings.FIGURES_FOLDER = str(tmp_path)


@pytest.mark.parametrize(("language", "width", "dark"), [("sv", 1360, False), ("en", 320, True)])
def test_a_caseworker_follows_a_figure_to_what_is_behind_it(
    office: Office, night: None, visit: Callable[..., Visitor], now: Any, language: str, width: int, dark: bool
) -> None:
    with seeing(SETUP):
        set_password(employee_id=office.employees["bo"], password=PASSWORD, actor=SETUP, at=now)
    bo = Desk(visit(language=language, width=width, dark=dark), language, True).signs_in("bo")
    bo.chooses("Siffror")
    bo.is_on("Siffror")
    bo.selects("Period", bo.words(YEAR.title))
    bo.selects("Enhet", "Barn 1")
    bo.presses("Visa")
    bo.sees("Barn 1")
    bo.goes_to("/figures/")
    threatened = indicators()[0]
    bo.follows(threatened.title)
    bo.sees("Vad siffran är")
    bo.sees("Över tid")
    for words, kind in (("Hämta som CSV", "text/csv"), ("Hämta bilden", "image/svg+xml")):
        way = bo.page.get_by_role("link", name=bo.words(words))
        bo.reaches(way)
        answer = bo.page.request.get(str(way.get_attribute("href")))
        assert answer.headers["content-type"].startswith(kind)
    bo.follows("Alla siffror")
    weekly = next(each for each in indicators() if each.id == REPORTED.indicator)
    bo.follows(weekly.title)
    bo.selects("Perioder", "Veckor")
    bo.presses("Visa")
    bo.sees(weeks_from(WEEKS[-2].starts_on, 3).title)
    bo.follows("Alla siffror")
    bo.follows("Enkät bredvid register")
    bo.is_on("Enkät bredvid register")
    assert threatened.differs is not None
    bo.sees(threatened.differs)
