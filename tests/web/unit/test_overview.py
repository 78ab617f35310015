"""The overview: what the elected see of units whose files they do not read."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.decisions import adopt_order
from tests.factories.investigations import carried_through, open_on
from tests.factories.people import make_child
from tests.factories.staff import SETUP, Office, make_office
from tests.web.conftest import SAVEPOINTS, SignIn, many_children

from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.queries import log_events
from skyddsnat.foundation.staff.actions import give_role
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
PAGE = "/unit/overview/"


@pytest.fixture
def office(now: datetime) -> Office:
    made = make_office(at=now - 300 * DAY)
    adopt_order(made, at=now - 290 * DAY)
    return made


@pytest.fixture
def chain(office: Office, now: datetime) -> int:
    """Alma, whose data are protected, was investigated on the same question twice; the number of her file."""
    child = make_child(office, protection=Protection.FLAG, at=now - 210 * DAY)
    carried_through(office, child, opened_at=now - 200 * DAY, closed_at=now - 100 * DAY)
    open_on(office, child, what_is_new="En ny anmälan.", at=now - 90 * DAY)
    return child.file_id


def read(sign_in: SignIn, who: str) -> str:
    answer = sign_in(who).get(PAGE)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_elected_read_of_chains_and_numbers(sign_in: SignIn, chain: int) -> None:
    page = read(sign_in, "kaj")
    for text in ("Barn 1", "Över 4 månader (20 kap. 3 § SoL)", "Sagt varje gång", "Pågår", "Försenade frister"):
        assert text in page


def test_nothing_on_the_page_points_at_a_child(sign_in: SignIn, chain: int) -> None:
    page = read(sign_in, "kaj")
    main = page[page.index("<main") : page.index("</main>")]
    assert re.findall(r"/(?:children|investigations|decisions)/", main) == []
    assert re.findall(r"\d{4}-\d{2}-\d{2}", main) == []
    for text in ("Alma", "Åkerlund", "En ny anmälan", "Omsorg", "Skyddade", "8 år"):
        assert text not in main


def test_why_a_question_is_not_shown_is_said(office: Office, sign_in: SignIn, chain: int, now: datetime) -> None:
    assert "Frågan visas bara där minst fem barn" in read(sign_in, "kaj")
    for child in many_children(office, 4, at=now - 40 * DAY):
        open_on(office, child, at=now - 30 * DAY)
    page = read(sign_in, "kaj")
    assert "Omsorg och föräldraförmåga" in page
    assert "Frågan visas bara" not in page


def test_units_are_summed(office: Office, sign_in: SignIn, chain: int, now: datetime) -> None:
    open_on(office, make_child(office, "elsa", worker="cia", at=now - 40 * DAY), by="cia", at=now - 30 * DAY)
    table = sign_in("kaj").get(PAGE).context["units"]
    assert [[row[0].text, row[1].text, row[2].text] for row in table.rows] == [
        ["Barn 1", "1", "1"],
        ["Barn 2", "1", "0"],
        ["Alla enheter", "2", "1"],
    ]


def test_where_nothing_runs_the_page_says_so(sign_in: SignIn) -> None:
    assert "Inget pågår i enheterna" in read(sign_in, "kaj")


def test_a_manager_reads_of_her_own_unit_among_the_units_pages(sign_in: SignIn, chain: int) -> None:
    page = read(sign_in, "mia")
    assert "Barn 1" in page
    assert "Enhetens sidor" in page
    assert "Inget pågår i enheterna" in read(sign_in, "max")


@pytest.mark.parametrize("who", ["bo", "ida", "stina", "rut", "lo", "anna", "adam", "nils"])
def test_others_do_not_read_it(sign_in: SignIn, who: str) -> None:
    assert sign_in(who).get(PAGE).status_code == 403


@pytest.mark.parametrize(("who", "is_there"), [("kaj", True), ("olga", True), ("mia", False), ("bo", False)])
def test_the_elected_have_it_in_their_menu(sign_in: SignIn, who: str, is_there: bool) -> None:
    labels = [item.label for item in sign_in(who).get("/").context["nav"]]
    assert ("Överblick" in labels) == is_there


def test_whoever_is_both_finds_one_place_of_the_menu_marked(office: Office, sign_in: SignIn, now: datetime) -> None:
    with seeing(SETUP):
        give_role(
            employee_id=office.employees["mia"], unit_id=office.units["board"], role=Role.COMMITTEE_MEMBER,
            starts_on=local_date(now) - DAY, actor=SETUP, at=now,
        )  # fmt: skip
    current = [item.label for item in sign_in("mia").get(PAGE).context["nav"] if item.is_current]
    assert current == ["Enheten"]


def test_that_it_was_read_stands_in_the_log(office: Office, sign_in: SignIn, chain: int, now: datetime) -> None:
    read(sign_in, "kaj")
    lo = office.viewer("lo", now)
    with seeing(lo):
        (event,) = log_events(viewer=lo, deed="investigations.overview.read")
    assert (event.employee_id, event.file_id) == (office.employees["kaj"], None)
    assert "Läste överblicken över enheterna" in sign_in("lo").get("/log/").content.decode()


@pytest.mark.parametrize("who", ["kaj", "mia"])
@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_eight_statements_whatever_the_amount(
    office: Office, sign_in: SignIn, now: datetime, who: str, count: int
) -> None:
    for child in many_children(office, count, at=now - 40 * DAY):
        open_on(office, child, at=now - 30 * DAY)
    browser = sign_in(who)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(PAGE).status_code == 200
    assert len(asked) <= 8 + SAVEPOINTS
