"""What must follow an incident stands on *My day* of whoever answers for it, and of nobody else."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.safety import employ_safety, police_of, reported
from tests.factories.staff import Office, make_office
from tests.web.conftest import SAVEPOINTS, SignIn

from skyddsnat.domains.safety import actions
from skyddsnat.domains.safety.types.following import PoliceOutcome
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.web.home.panels import INCIDENT_LINES

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PANEL, ASK = "Hot och våld att följa upp", "Fråga polisen hur det går (5000-K1-26)"
BUDGET = 8


@pytest.fixture
def office(now: datetime) -> Office:
    made = make_office(at=now - 60 * DAY)
    employ_safety(made)
    return made


def happened(office: Office, at: datetime) -> int:
    return reported(office, at=at, happened_at=at - HOUR)


def panel(page: bytes) -> str:
    """The box, or nothing where there is none."""
    return page.decode().partition(PANEL)[2].partition("</section>")[0]


def test_the_manager_and_the_administrator_are_told_what_is_late(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    incident_id = happened(office, now - 3 * DAY)
    for name in ("mia", "sven"):
        box = panel(sign_in(name).get("/").content)
        for words in ("Svara på frågorna om allvarligt tillbud", "Prata med den utsatta", "Gör polisanmälan"):
            assert words in box
        assert reverse("safety:incident", args=[incident_id]) in box
        assert box.count("Försenat") == 4
    page = sign_in("mia").get("/").content.decode()
    assert "Fyra saker efter hot eller våld väntar." in page
    assert "Inget väntar på dig" not in page


@pytest.mark.parametrize("name", ["bo", "dag", "sara", "kim", "ida", "stina", "ingvar", "lo", "adam", "rut", "olga"])
def test_nobody_else_is(office: Office, sign_in: SignIn, now: datetime, name: str) -> None:
    """Not the exposed either: she knows, and it is not hers to do."""
    happened(office, now - 3 * DAY)
    assert PANEL not in sign_in(name).get("/").content.decode()


def test_the_police_are_asked_every_month_until_the_report_is_closed(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    incident_id, mia = happened(office, now - 41 * DAY), sign_in("mia")
    with seeing(office.viewer("mia", now - 40 * DAY)) as viewer:
        by = {"incident_id": incident_id, "actor": viewer, "at": now - 40 * DAY}
        actions.send_police_report(version=1, channel="114 14", **by)
        actions.register_police_report(version=2, number="5000-K1-26", **by)
    assert ASK in panel(mia.get("/").content)
    with seeing(office.viewer("mia", now)) as viewer:
        by = {"incident_id": incident_id, "actor": viewer, "at": now}
        actions.ask_police(version=police_of(incident_id, viewer).version, words="Inget nytt.", **by)
        assert ASK not in panel(mia.get("/").content)
        actions.close_police_report(version=4, outcome=PoliceOutcome.DISCONTINUED, **by)
    assert "polis" not in panel(mia.get("/").content)


@pytest.mark.parametrize("amount", [1, 12])
def test_many_incidents_are_one_way_to_the_list_and_no_more_questions(
    office: Office, sign_in: SignIn, now: datetime, amount: int
) -> None:
    for number in range(amount):
        happened(office, now - 3 * DAY - number * HOUR)
    for name in ("mia", "sven"):
        browser = sign_in(name)
        with CaptureQueriesContext(connection) as asked:
            box = panel(browser.get("/").content)
        assert len(asked) - SAVEPOINTS <= BUDGET
        assert (f"Allt som väntar ({4 * amount})" in box) == (4 * amount > INCIDENT_LINES)
        assert box.count("<li>") <= INCIDENT_LINES + 1
