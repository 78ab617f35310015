"""Compulsory care in the child's story: on the line, among the events, before a new report is judged (lesson 13)."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.urls import reverse
from tests.factories import compulsory as care
from tests.factories.board import adopt_board_order
from tests.factories.compulsory import DAY, HOUR, Running
from tests.factories.intake import REPORT, receive
from tests.factories.people import make_child
from tests.factories.staff import Office, make_office
from tests.web.conftest import SignIn

from skyddsnat.domains.intake.types import ReportedChild

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(now: datetime) -> Office:
    made = make_office(at=now - 60 * DAY)
    adopt_board_order(made)
    return made


@pytest.fixture
def taken(office: Office, now: datetime) -> Running:
    """Alma was taken forty days ago and placed; nothing was sent to the court, so the law ended the custody."""
    alma = make_child(office, guardians=("eva", "per"), at=now - 50 * DAY)
    on = care.taken(office, alma, at=now - 40 * DAY)
    care.place(on, at=now - 40 * DAY + HOUR)
    return on


def test_care_that_the_law_ended_stands_on_the_line_and_among_the_events(
    office: Office, sign_in: SignIn, taken: Running
) -> None:
    file_id, url = taken.child.file_id, reverse("compulsory:measure", args=[taken.measure_id])
    line = sign_in("bo").get(f"/children/{file_id}/").content.decode()
    assert line.count(f'href="{url}"') >= 2, "on the picture and in its table"
    events = sign_in("bo").get(f"/children/{file_id}/events/").content.decode()
    assert events.count(f'href="{url}"') == 2
    assert "Tvångsvård, slut" in events


def test_lesson_13_a_new_report_shows_the_care_in_the_history_and_that_it_ended(
    office: Office, sign_in: SignIn, taken: Running, now: datetime
) -> None:
    child = ReportedChild(person_id=taken.child.person_id)
    received = receive(office, replace(REPORT, received_at=now - HOUR, children=(child,)), by="bo", at=now - HOUR)
    url = reverse("compulsory:measure", args=[taken.measure_id])
    for page in (
        reverse("intake:report", args=[received.report_id]),
        reverse("intake:protection", args=received.report_child_ids),
    ):
        shown = sign_in("bo").get(page).content.decode()
        assert shown.index("Barnet var omhändertaget till") < shown.index(url)
