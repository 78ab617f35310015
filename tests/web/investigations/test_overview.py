"""The investigation as a whole: its clock, its steps, what stands in the way, and closing it."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories.investigations import (
    Opened,
    add_second,
    carried_through,
    hear_everybody,
    open_on,
    tell_everybody,
    write_everything,
)
from tests.factories.people import make_child
from tests.factories.staff import Office
from tests.web.conftest import SAVEPOINTS, SignIn

from skyddsnat.domains.investigations import actions, queries
from skyddsnat.domains.investigations.types import State
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.models import Event

pytestmark = pytest.mark.django_db
TABS = ("investigation", "plan", "areas", "notices", "analysis")


def page_of(page: str, opened: Opened) -> str:
    return reverse(f"investigations:{page}", args=[opened.id])


def test_the_page_shows_the_clock_the_steps_and_every_reason(sign_in: SignIn, opened: Opened) -> None:
    page = sign_in("bo").get(page_of("investigation", opened)).content.decode()
    for text in (
        "Alma Åkerlund",
        "Klar senast",
        "20 kap. 3 § SoL",
        "Går inte att avsluta än",
        "Barnets egen syn saknas",
    ):
        assert text in page
    for text in (
        "Informera parterna",
        "Plan för utredningen",
        "Parterna har inte fått ta del",
        "Förläng med",
    ):
        assert text in page


@pytest.mark.parametrize("name", TABS)
def test_every_tab_opens_for_the_caseworker_and_her_manager(sign_in: SignIn, opened: Opened, name: str) -> None:
    for who in ("bo", "mia"):
        assert sign_in(who).get(page_of(name, opened)).status_code == 200


@pytest.mark.parametrize("name", [*TABS, "close", "extend", "wait", "area-note", "communicate"])
def test_no_page_opens_for_somebody_outside(sign_in: SignIn, opened: Opened, name: str) -> None:
    assert sign_in("cia").get(page_of(name, opened)).status_code == 404
    assert sign_in("dag").get(page_of(name, opened)).status_code == 404


def test_the_reading_is_logged_with_its_ground(sign_in: SignIn, opened: Opened, office: Office) -> None:
    sign_in("bo").get(page_of("investigation", opened))
    eyes = office.viewer("bo", timezone.now())
    with seeing(eyes):
        event = Event.objects.filter(deed="access.file.read", target="investigations.overview").get()
    assert (event.file_id, event.ground) == (opened.child.file_id, "assigned")


def test_lesson_6_investigations_back_to_back_show_one_clock_and_what_is_new(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    before = now - timedelta(days=90)
    hugo = make_child(office, "hugo", at=before)
    carried_through(office, hugo, opened_at=before, closed_at=now - timedelta(days=30))
    second = open_on(office, hugo, what_is_new="Skolan har ringt igen.", at=now)
    page = sign_in("bo").get(page_of("investigation", second)).content.decode()
    for text in ("En fråga, en klocka", "2 utredningar i följd", "Skolan har ringt igen.", "på samma fråga"):
        assert text in page


def test_the_page_takes_as_many_questions_with_much_as_with_little(
    office: Office, sign_in: SignIn, opened: Opened, now: datetime
) -> None:
    bo = sign_in("bo")
    with CaptureQueriesContext(connection) as little:
        bo.get(page_of("investigation", opened))
    fill(office, opened, now, 30)
    with CaptureQueriesContext(connection) as much:
        bo.get(page_of("investigation", opened))
    assert len(much) == len(little) <= 14 + SAVEPOINTS


def fill(office: Office, opened: Opened, now: datetime, count: int) -> None:
    """So many answers that are awaited."""
    bo = office.viewer("bo", now + timedelta(seconds=2))
    with seeing(bo):
        for place in range(count):
            actions.wait_for(
                investigation_id=opened.id,
                for_whom=f"Skola {place}",
                what="Intyg",
                until=now.date() + timedelta(days=9),
                actor=bo,
                at=now,
            )


def test_the_investigation_is_not_closed_while_anything_stands_in_the_way(
    office: Office, sign_in: SignIn, opened: Opened
) -> None:
    bo = sign_in("bo")
    page = bo.get(page_of("close", opened)).content.decode()
    assert "Ingen uppgift är antecknad" in page
    assert 'type="submit">Underteckna' not in page.replace("\n", "")
    answer = bo.post(page_of("close", opened), {"result": "no_service", "base_version": "1"})
    assert answer.status_code in (409, 422)
    assert state_of(office, opened) is State.OPEN


def test_a_written_investigation_is_signed_and_closed(
    office: Office, sign_in: SignIn, opened: Opened, now: datetime
) -> None:
    carry(office, opened, now)
    bo = sign_in("bo")
    page = bo.get(page_of("close", opened)).content.decode()
    assert "Alma behöver lugna morgnar." in page
    answer = bo.post(page_of("close", opened), {"result": "service", "base_version": version_of(office, opened)})
    assert answer.status_code == 302
    assert state_of(office, opened) is State.CLOSED
    page = bo.get(page_of("investigation", opened)).content.decode()
    assert "Föreslå beslut" in page
    assert "Läs den undertecknade utredningen" in page


def carry(office: Office, opened: Opened, now: datetime) -> None:
    """Everything that closing takes."""
    tell_everybody(office, opened, at=now)
    write_everything(office, opened, at=now)
    hear_everybody(office, opened, at=now)


def test_the_one_who_came_second_sees_both_texts(
    office: Office, sign_in: SignIn, opened: Opened, now: datetime
) -> None:
    add_second(office, opened.child, "dag", at=now)
    old = version_of(office, opened)
    write_everything(office, opened, at=now)
    answer = sign_in("dag").post(page_of("analysis", opened), {"risks": "Dags text om risker.", "base_version": old})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Dags text om risker." in page
    assert "Alma kommer utan frukost" in page


def state_of(office: Office, opened: Opened) -> State:
    eyes = office.viewer("bo", timezone.now())
    with seeing(eyes):
        return queries.investigation(investigation_id=opened.id, viewer=eyes).state


def version_of(office: Office, opened: Opened) -> int:
    eyes = office.viewer("bo", timezone.now())
    with seeing(eyes):
        return queries.investigation(investigation_id=opened.id, viewer=eyes).version
