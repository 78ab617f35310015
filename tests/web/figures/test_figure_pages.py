"""Figures from the records: of a fixed grid, of units that one may see, and never of few."""

import csv
import io
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from pytest_django import DjangoAssertNumQueries
from tests.factories.staff import Office, make_office
from tests.web.conftest import SAVEPOINTS, SignIn

from skyddsnat.insight.figures_file import Told, write_figures
from skyddsnat.insight.folders import swapped
from skyddsnat.insight.indicator_file import indicators
from skyddsnat.insight.periods import span
from skyddsnat.insight.types import WHOLE, ClassCount, Course, Figure, Hidden, Kind, Made, Signal, Week
from skyddsnat.kernel.text import Text
from skyddsnat.stats.proportions import Sample, wilson
from skyddsnat.web.figures.presenters import SOURCES

pytestmark = pytest.mark.django_db
YEAR, QUARTER = span("2025"), span("2025-Q4")


def share(indicator: str, count: int, size: int, *, unit: str = WHOLE, when: Any = YEAR, **more: Any) -> Figure:
    return Figure(
        indicator=indicator,
        unit=unit,
        span=when,
        value=count / size,
        interval=wilson(Sample(count, size)),
        numerator=count,
        denominator=size,
        **more,
    )


CLASSES = (ClassCount(Text("Ingen gång", "Never"), 34, 34), ClassCount(Text("1–3 gånger", "1–3 times"), None, None))
FIGURES = (
    share("threatened", 66, 100, classes=CLASSES),
    share("threatened", 60, 96, when=QUARTER),
    share("preliminary_in_time", 90, 100),
    share("preliminary_in_time", 45, 50, unit="Barn 1"),
    share("preliminary_in_time", 45, 50, unit="Barn 2"),
    Figure(
        indicator="police_not_given", unit=WHOLE, span=YEAR, value=None, interval=None, numerator=None,
        denominator=None, hidden=Hidden.FEW,
    ),
)  # fmt: skip


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(at=now - timedelta(days=30))


@pytest.fixture
def night(settings: Any, tmp_path: Path) -> None:
    """Last night's folder."""
    made = Made(municipality="Norrham", made_on=date(2026, 1, 2), units=("Barn 1", "Barn 2"), spans=(YEAR, QUARTER))
    with swapped(tmp_path) as folder:
        write_figures(Told(made, FIGURES, (), Signal(course=Course.FALL, weeks=4, p_value=0.001)), folder)
    settings.FIGURES_FOLDER = str(tmp_path)


def text_of(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content, "lxml").get_text(" ", strip=True).replace("\xa0", " ").split())


def test_before_the_first_night_the_page_says_so(office: Office, sign_in: SignIn, settings: Any) -> None:
    settings.FIGURES_FOLDER = ""
    for address in ("/figures/", "/figures/1/", "/figures/beside/", "/figures/csv/"):
        assert "den första natten har inte varit än" in text_of(sign_in("bo").get(address))


def test_each_figure_stands_with_its_interval_and_what_it_is_of(office: Office, night: None, sign_in: SignIn) -> None:
    page = text_of(sign_in("bo").get("/figures/"))
    assert "66 % av 100" in page
    assert "Troligen mellan 56 % och 75 %" in page
    assert "34 (34 %)" in page
    assert "Visas inte: för få" in page
    assert "färre orosanmälningar kommit in än slumpen ger" in page


def test_units_are_those_that_one_works_in(office: Office, night: None, sign_in: SignIn) -> None:
    bo = sign_in("bo")
    page = bo.get("/figures/").content.decode()
    assert "Barn 1" in page
    assert "Barn 2" not in page
    assert "90 % av 50" in text_of(bo.get("/figures/?period=2025&unit=Barn+1"))
    for address in ("/figures/?unit=Barn+2", "/figures/csv/?unit=Barn+2", "/figures/6/?unit=Barn+2"):
        assert bo.get(address).status_code == 404
        assert sign_in("anna").get(address).status_code == 200


@pytest.mark.parametrize("query", ["period=2024", "period=2025-W03", "period=x", "unit=Nowhere"])
def test_only_the_grid_is_answered(office: Office, night: None, sign_in: SignIn, query: str) -> None:
    """Any other stretch of time could be subtracted from what is shown."""
    for address in ("/figures/", "/figures/csv/", "/figures/beside/"):
        if not (address == "/figures/beside/" and query.startswith("unit")):
            assert sign_in("bo").get(f"{address}?{query}").status_code == 404


def test_what_a_figure_is_made_of_is_told_in_words_that_are_no_names_of_files() -> None:
    """A rest after an indicator that is gone is to go as well."""
    assert {source for each in indicators() for source in each.sources} == SOURCES.keys()
    assert not {str(words) for words in SOURCES.values()} & SOURCES.keys()


def test_an_indicator_shows_its_course_and_the_definition_behind_it(
    office: Office, night: None, sign_in: SignIn
) -> None:
    bo = sign_in("bo")
    page = bo.get("/figures/1/")
    behind = indicators()[0]
    for said in (
        "kvartal 4 2025",
        "Ses över senast",
        "räknat i utsatta",
        behind.why.sv,
        behind.numerator.sv,
        behind.denominator.sv,
    ):
        assert said in text_of(page)
    picture = BeautifulSoup(page.content, "lxml").select_one("svg[role=img]")
    assert picture is not None
    assert picture.title is not None
    file = bo.get("/figures/1/svg/?grain=quarter")
    assert file.headers["Content-Type"].startswith("image/svg+xml")
    assert b'xmlns="http://www.w3.org/2000/svg"' in file.content
    assert bo.get("/figures/1/svg/?grain=month").status_code == 404
    assert bo.get("/figures/1/?grain=century").status_code == 404
    assert bo.get("/figures/99/").status_code == 404


WEEKS = (
    *(Week(starts_on=date(2024, 12, 30) + timedelta(weeks=number), count=12) for number in range(40)),
    Week(starts_on=date(2025, 10, 6), count=11, weeks=3),
    Week(starts_on=date(2025, 10, 27), count=None, weeks=1),
)
REPORTED = Figure(
    indicator=next(each.id for each in indicators() if each.kind is Kind.WEEKLY), unit=WHOLE, span=YEAR, value=12,
    interval=None, numerator=480, denominator=40,
)  # fmt: skip


def test_a_weekly_number_is_shown_by_the_week_with_its_signal(
    office: Office, sign_in: SignIn, settings: Any, tmp_path: Path
) -> None:
    settings.FIGURES_FOLDER = str(tmp_path)
    number = next(place for place, each in enumerate(indicators(), 1) if each.id == REPORTED.indicator)
    made = Made(municipality="Norrham", made_on=date(2026, 1, 2), units=(), spans=(YEAR,))
    with swapped(tmp_path) as folder:
        write_figures(Told(made, (REPORTED,), WEEKS, Signal(course=Course.FALL, weeks=1, p_value=0.001)), folder)
    bo = sign_in("bo")
    page = text_of(bo.get(f"/figures/{number}/?grain=week"))
    assert "Den senaste veckan har färre orosanmälningar kommit in" in page
    assert "vecka 41–43 2025 3,7 i veckan 1,8 och 6,6 11 3" in page
    assert "vecka 44 2025 Visas inte: för få" in page
    assert "vecka 10 2025" not in page
    widths = [
        float(each["width"])
        for each in BeautifulSoup(bo.get(f"/figures/{number}/?grain=week").content, "lxml").select("rect.bar-length")
    ]
    assert (len(widths), min(widths), max(widths) > 60) == (13, 0, True)
    assert "Alla står i CSV-filen" in page
    file = bo.get(f"/figures/{number}/csv/?grain=week").content.decode("utf-8-sig").splitlines()
    assert (len(file), file[1].split(";")[0]) == (43, "vecka 1 2025")
    assert "Anmälningar 480 Veckor 40" in text_of(bo.get("/figures/?period=2025"))
    assert [
        each["value"] for each in BeautifulSoup(bo.get(f"/figures/{number}/").content, "lxml").select("option")
    ] == [
        *("year", "week", ""),
    ]


def test_what_has_no_quarters_is_shown_by_the_year(office: Office, night: None, sign_in: SignIn) -> None:
    page = text_of(sign_in("bo").get("/figures/6/"))
    assert "90 % av 100" in page
    assert "Inget att räkna" not in page


def test_the_file_has_what_the_page_has(office: Office, night: None, sign_in: SignIn) -> None:
    bo = sign_in("bo")
    rows = list(csv.reader(io.StringIO(bo.get("/figures/csv/").content.decode("utf-8-sig")), delimiter=";"))
    by_name = {row[0]: row for row in rows}
    assert by_name["Utsatta för hot i arbetet"][1].replace("\xa0", " ") == "66 % av 100"
    assert by_name["Utsatta för hot i arbetet"][3:5] == ["66", "100"]
    assert len(rows) == 4
    course = list(csv.reader(io.StringIO(bo.get("/figures/1/csv/").content.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in course[1:]] == ["kvartal 4 2025"]


def test_surveys_stand_beside_the_records_with_why_they_may_differ(
    office: Office, night: None, sign_in: SignIn
) -> None:
    page = text_of(sign_in("anna").get("/figures/beside/"))
    assert "Registren: Utsatta för hot i arbetet" in page
    assert "66 %" in page
    assert "Registret har bara det som någon anmälde" in page


def test_a_page_asks_the_database_little_whatever_it_shows(
    office: Office, night: None, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    anna = sign_in("anna")
    for address in ("/figures/", "/figures/1/", "/figures/beside/"):
        with django_assert_max_num_queries(8 + SAVEPOINTS):
            anna.get(address)
