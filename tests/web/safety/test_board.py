"""The safety board in the browser: the same figures on the page, on paper and in the file, to whom they are for."""

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from tests.factories.safety_year import tell_year
from tests.factories.shown_figures import figure_of, show_figures
from tests.factories.staff import Office
from tests.pdf import text_in
from tests.web.conftest import SAVEPOINTS, SignIn

from skyddsnat.domains.safety.types.figures import CLASS_NAMES, Board, Figure, Hidden, Period, Topic
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.models import Event
from skyddsnat.insight.periods import span
from skyddsnat.insight.types import WHOLE, ClassCount
from skyddsnat.insight.types import Figure as Threatened
from skyddsnat.insight.types import Hidden as Silent
from skyddsnat.kernel.stockholm import local_moment
from skyddsnat.web.safety.board_presenters import sheet

pytestmark = pytest.mark.django_db
PAGE, PAPER, FILE = "safety:board", "safety:board-paper", "safety:board-csv"


@pytest.fixture
def now() -> datetime:
    """By the clock of the office, whose year begins before that of Greenwich."""
    return local_moment(timezone.now())


@pytest.fixture
def told(office: Office, now: datetime) -> Office:
    tell_year(office, count=40, year=now.year - 1)
    return office


def read(client: Client, name: str = PAGE, **chosen: object) -> BeautifulSoup:
    answer = client.get(reverse(name), chosen)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "lxml")


def of_page(page: BeautifulSoup) -> list[tuple[str, ...]]:
    """Title, row, column and value of every cell of every table."""
    found = []
    for panel in page.select(".figures > .panel"):
        columns = [head.get_text(strip=True) for head in panel.select("thead th")]
        for row in panel.select("tbody tr"):
            cells = [cell.get_text(strip=True) for cell in row.select("th, td")]
            title = _text(panel, "h2")
            found += [(title, cells[0], *pair) for pair in zip(columns[1:], cells[1:], strict=True)]
    return found


def of_file(client: Client, **chosen: object) -> list[tuple[str, ...]]:
    answer = client.get(reverse(FILE), chosen)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    return [tuple(row) for row in rows[1:] if row[1]]


def _text(part: Tag, path: str) -> str:
    found = part.select_one(path)
    assert found is not None
    return found.get_text(strip=True)


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u00ad", "")


# --- The three say the same -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "period"), [("kim", ""), ("kim", "-1"), ("kim", "-2"), ("mia", "")])
def test_page_paper_and_file_show_the_same(
    told: Office, sign_in: SignIn, now: datetime, name: str, period: str
) -> None:
    client, chosen = sign_in(name), {"period": f"{now.year - 1}{period}"}
    page, file = of_page(read(client, **chosen)), of_file(client, **chosen)
    assert page == file
    assert len(page) > 5
    answer = client.get(reverse(PAPER), chosen)
    assert answer.headers["Content-Type"] == "application/pdf"
    paper = squeezed(text_in(answer.content))
    by_row: dict[tuple[str, str], str] = {}
    for title, row, _column, value in page:
        assert squeezed(title) in paper
        by_row[title, row] = by_row.get((title, row), row) + value
    assert [line for line in by_row.values() if squeezed(line) not in paper] == []


def test_the_paper_and_the_file_are_written_in_the_log_and_named_after_the_period(
    told: Office, sign_in: SignIn, now: datetime
) -> None:
    year = now.year - 1
    paper, file = sign_in("kim").get(reverse(PAPER)), sign_in("mia").get(reverse(FILE))
    assert paper.headers["Content-Disposition"] == f'inline; filename="sakerhetstavlan-{year}.pdf"'
    assert file.headers["Content-Disposition"] == f'attachment; filename="sakerhetstavlan-{year}.csv"'
    with seeing(told.viewer("sven", now)):
        events = list(Event.objects.filter(deed__startswith="safety.board").order_by("pk"))
    assert [(event.deed, event.details) for event in events] == [
        ("safety.board.printed", {"period": f"{year}-0", "unit": None}),
        ("safety.board.taken_out", {"period": f"{year}-0", "unit": told.units["barn1"]}),
    ]


# --- Who, and what ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [PAGE, PAPER, FILE])
def test_whom_it_is_for(office: Office, sign_in: SignIn, name: str) -> None:
    for viewer in ("mia", "sara", "sven", "kim", "max"):
        assert sign_in(viewer).get(reverse(name)).status_code == 200
    for viewer in ("bo", "ida", "lo", "adam", "olga", "rut", "anna"):
        assert sign_in(viewer).get(reverse(name)).status_code == 403


def test_a_manager_is_offered_her_unit_and_years_and_nothing_else(told: Office, sign_in: SignIn, now: datetime) -> None:
    mia, kim = sign_in("mia"), sign_in("kim")
    assert [option["value"] for option in read(mia).select("[name=unit] option")] == [str(told.units["barn1"])]
    assert all("-" not in str(option["value"]) for option in read(mia).select("[name=period] option"))
    offered = [str(option["value"]) for option in read(kim).select("[name=unit] option")]
    assert offered[0] == "all"
    assert set(offered[1:]) == {str(unit_id) for unit_id in told.units.values()}
    assert f"{now.year - 1}-2" in [option["value"] for option in read(kim).select("[name=period] option")]


def test_what_is_not_offered_is_not_there(told: Office, sign_in: SignIn, now: datetime) -> None:
    for name, chosen in (
        ("mia", {"unit": told.units["barn2"]}),
        ("mia", {"period": f"{now.year - 1}-1"}),
        ("kim", {"unit": 987_654_321}),
        ("kim", {"period": str(now.year)}),
        ("kim", {"period": "rubbish"}),
    ):
        for page in (PAGE, PAPER, FILE):
            assert sign_in(name).get(reverse(page), chosen).status_code == 404


def test_a_unit_is_shown_for_the_year_that_a_half_is_of(told: Office, sign_in: SignIn, now: datetime) -> None:
    kim, barn1 = sign_in("kim"), told.units["barn1"]
    of_half = read(kim, period=f"{now.year - 1}-2", unit=barn1)
    assert of_page(of_half) == of_page(read(kim, period=now.year - 1, unit=barn1))
    assert _text(of_half, "[name=period] option[selected]") == str(now.year - 1)


@pytest.mark.parametrize("name", ["kim", "mia"])
def test_a_year_with_too_little_to_show_says_so_everywhere(
    office: Office, sign_in: SignIn, now: datetime, name: str
) -> None:
    tell_year(office, count=3, year=now.year - 1)
    client = sign_in(name)
    assert of_page(read(client)) == of_file(client) == []
    assert "Det finns för lite att visa" in read(client).get_text()
    assert "Detfinnsförliteattvisa" in squeezed(text_in(client.get(reverse(PAPER)).content))


def test_a_manager_sees_her_unit_as_the_commission_does(told: Office, sign_in: SignIn) -> None:
    barn1 = told.units["barn1"]
    assert of_page(read(sign_in("mia"))) == of_page(read(sign_in("kim"), unit=barn1))


def test_it_says_how_it_is_read_and_what_was_published(told: Office, sign_in: SignIn) -> None:
    text = read(sign_in("kim")).get_text(" ", strip=True)
    for words in ("Färre än 5” står i stället för 1, 2, 3 eller 4", "ändras en gång i månaden", "Publicerat: 66\xa0%"):
        assert words in text


def test_pictures_are_named_and_a_table_says_the_same(told: Office, sign_in: SignIn) -> None:
    page = read(sign_in("kim"))
    pictures = page.select("svg.chart-bars")
    assert len(pictures) > 3
    for picture in pictures:
        named = [_text(page, f"#{part}") for part in str(picture["aria-labelledby"]).split()]
        assert all(named)
        panel = picture.find_parent("section")
        assert panel is not None
        drawn = [label.get_text(strip=True) for label in picture.select("text")]
        assert drawn == [cell.get_text(strip=True) for cell in panel.select("tbody th, tbody td")]


@pytest.mark.parametrize("name", ["kim", "mia"])
def test_it_asks_no_more_than_a_list_may(told: Office, sign_in: SignIn, name: str) -> None:
    client = sign_in(name)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse(PAGE))
    assert len(asked) - SAVEPOINTS <= 8


# --- The way there ----------------------------------------------------------------------------------------------------


def test_the_board_is_found_from_the_list_and_by_the_commission_at_once(office: Office, sign_in: SignIn) -> None:
    way = f'a[href="{reverse(PAGE)}"]'
    for name in ("mia", "sara", "sven", "kim"):
        assert read(sign_in(name), "safety:list").select(way)
    assert not read(sign_in("bo"), "safety:list").select(way)
    assert read(sign_in("kim"), "home").select(f"nav {way}")
    assert read(sign_in("kim"), "home").select(f"main {way}")


def test_one_way_is_marked_as_where_one_is(office: Office, sign_in: SignIn) -> None:
    def current(name: str, page: str) -> list[str]:
        marked = read(sign_in(name), page).select("nav [aria-current=page]")  # once for the side, once for a phone
        return sorted({link.get_text(strip=True) for link in marked})

    assert current("kim", PAGE) == ["Säkerhetstavlan"]
    assert current("kim", "safety:report") == ["Hot och våld"]
    assert current("mia", PAGE) == current("bo", "safety:report") == ["Hot och våld"]


# --- In words ---------------------------------------------------------------------------------------------------------


def board(figures: dict[tuple[Topic, str], Figure], **rest: object) -> Board:
    known = {"period": Period(2025), "unit_id": None, "as_of": date(2026, 11, 1), "units": {}, "days": {}}
    totals = {(topic, ""): Figure(60) for topic in (Topic.INCIDENTS, Topic.EXPOSURES, Topic.MEASURES, Topic.DUTIES)}
    return Board(figures=totals | figures, **(known | {"workers": None, "per_worker": None} | rest))


def threatened(*classes: int | None, some: int | None = 20, size: int = 50) -> Threatened:
    """The night's figure, its classes never, 1-3, 4-10 and more."""
    counts = zip(CLASS_NAMES.values(), classes, strict=True)
    return Threatened(
        indicator="threatened",
        unit=WHOLE,
        span=span("2025"),
        value=None if some is None else some / size,
        interval=None,
        numerator=some,
        denominator=None if some is None else size,
        classes=tuple(ClassCount(title, count, None if count is None else count) for title, count in counts),
        hidden=Silent.FEW if some is None else None,
    )


def how_often(figure: Threatened | None) -> list[tuple[str, ...]]:
    with translation.override("en"):
        found = sheet(board({}), {}, figure)
    return [row for each in found.tables if each.title == "How often a caseworker is threatened" for row in each.rows]


def test_the_classes_of_the_survey_stand_beside_what_it_found() -> None:
    assert how_often(threatened(30, 15, 5, 0)) == [
        ("Never", "30", "60%", "34%"),
        ("1–3 times", "15", "30%", "49%"),
        ("4–10 times", "5", "10%", "13%"),
        ("More than 10 times", "0", "0%", "4%"),
    ]


def test_where_classes_are_too_small_it_is_told_who_never_was_and_who_was() -> None:
    assert how_often(threatened(None, None, None, None)) == [
        ("Never", "30", "60%", "34%"),
        ("At least once", "20", "40%", "66%"),
    ]


def test_what_the_night_hides_the_board_hides() -> None:
    assert how_often(threatened(None, None, None, None, some=None)) == how_often(None) == []
    found = sheet(board({}), {}, threatened(None, None, None, None, some=None))
    assert "Hur ofta en handläggare hotas" in found.left_out
    assert "Hur ofta en handläggare hotas" not in sheet(board({}), {}, None).left_out


def test_the_board_shows_the_figure_that_the_night_has_made_and_counts_none_of_its_own(
    told: Office, sign_in: SignIn, settings: Any, tmp_path: Path, now: datetime
) -> None:
    settings.FIGURES_FOLDER = str(tmp_path)
    year = f"{now.year - 1}"
    client = sign_in("kim")
    assert "Hur ofta en handläggare hotas" not in read(client).get_text()
    show_figures(tmp_path, [figure_of("threatened", 0.4, of=50, when=year)], on=now.date())
    rows = [row for row in of_page(read(client)) if row[0] == "Hur ofta en handläggare hotas"]
    assert rows == [row for row in of_file(client) if row[0] == "Hur ofta en handläggare hotas"]
    assert ("Hur ofta en handläggare hotas", "Minst en gång", "Handläggare", "20") in rows
    assert "Minstengång2040%66%" in squeezed(text_in(client.get(reverse(PAPER)).content))
    for half in (1, 2):
        assert "Hur ofta en handläggare hotas" not in read(client, period=f"{year}-{half}").get_text()


def test_a_hidden_figure_is_a_word_and_days_have_a_decimal_where_they_need_it() -> None:
    figures = {
        (Topic.BY_WORKER, "0"): Figure(None, Hidden.BESIDE),
        (Topic.BY_WORKER, "1-3"): Figure(None, Hidden.SMALL),
        (Topic.BY_WORKER, "4-10"): Figure(0),
        (Topic.BY_WORKER, "11+"): Figure(7),
    }
    found = sheet(board(figures, days={Topic.DAYS_TO_SENT: 2.5, Topic.DAYS_TO_CLOSED: 60.0}), {}, None)
    (table,) = [each for each in found.tables if each.title == "Upprepning"]
    assert [row[1] for row in table.rows] == ["–", "färre än 5", "0", "7"]
    in_short = dict(row[:2] for row in found.tables[0].rows)
    assert in_short["Dagar från händelsen till polisanmälan, median"] == "2,5"
    assert in_short["Dagar från polisanmälan till slut, median"] == "60"
    assert "Vad som hände" in found.left_out


def test_where_too_little_happened_it_says_so_and_shows_no_table() -> None:
    found = sheet(board({(Topic.INCIDENTS, ""): Figure(None, Hidden.SMALL)}), {}, None)
    assert found.tables == ()
    assert "färre än 5 händelser" in found.left_out
