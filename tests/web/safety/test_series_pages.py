"""Repetition in the browser: what belongs together, and how often for each worker in a month."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.safety import reported
from tests.factories.staff import Office
from tests.web.conftest import SAVEPOINTS, SignIn

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.campaigns import CampaignFields
from skyddsnat.domains.safety.types.series import Tie
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.stockholm import local_date

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
URL = "/safety/series/"


def words(browser: Client, url: str = URL) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def two(office: Office, now: datetime) -> tuple[int, int]:
    """Bo, then Bo and Cia of the other unit, by the same source."""
    first = reported(office, at=now, happened_at=now - 2 * HOUR)
    return first, reported(office, at=now, happened_at=now - HOUR, exposed=("bo", "cia"))


def test_each_reads_the_rate_of_what_she_sees(office: Office, sign_in: SignIn, two: tuple[int, int]) -> None:
    """Sven sees three times and two workers; Mia and Bo nothing of Cia in the other unit, nor that she was there."""
    assert "1,5 gånger per medarbetare och månad: 3 gånger som någon utsattes, delat på 2 utsatta" in words(
        sign_in("sven")
    )
    for name in ("mia", "sara", "bo"):
        content = words(sign_in(name))
        assert "Samma avsändare, Anonym 17" in content
        assert "2,0 gånger per medarbetare och månad: 2 gånger som någon utsattes, delat på 1 utsatt" in content
        assert office.viewer("cia").service_code not in content
    for name in ("cia", "max", "dag", "lo", "kim"):
        assert "Inget har upprepats" in words(sign_in(name))


def test_a_rate_is_made_of_nothing_but_rows_that_are_seen(
    office: Office, sign_in: SignIn, now: datetime, two: tuple[int, int]
) -> None:
    """What the safety board hides beside it is not a part of it: whoever sees figures alone has no series."""
    for name in office.employees:
        with seeing(office.viewer(name, now)) as viewer:
            found = queries.repetition(until=local_date(now), viewer=viewer)
            seen = {row.id for row in queries.incidents(viewer=viewer)}
            exposed = [each for row in seen for each in queries.exposures_of(incident_id=row, viewer=viewer)]
        for each in found.series:
            times = [row for row in exposed if row.incident_id in each.incident_ids]
            if each.tie is Tie.WORKER:
                times = [row for row in times if row.employee_id == int(each.key)]
            assert (each.times, each.workers) == (len(times), len({row.employee_id for row in times}))
            assert set(each.incident_ids) <= seen


def test_an_incident_and_a_wave_tell_the_rate_of_their_series(
    office: Office, sign_in: SignIn, now: datetime, two: tuple[int, int]
) -> None:
    with seeing(office.viewer("sven", now)) as sven:
        fields = CampaignFields(title="Bussen", started_on=local_date(now), words="En film.")
        campaign_id = actions.write_campaign(fields=fields, actor=sven, at=now)
        actions.tie_incidents(campaign_id=campaign_id, incident_ids=two, actor=sven, at=now)
    sven_sees = sign_in("sven")
    incident = words(sven_sees, reverse("safety:incident", args=[two[0]]))
    assert "Samma våg på nätet, Bussen: 2 händelser" in incident
    assert "1,5 gånger per medarbetare och månad" in incident
    assert "1,5 gånger per medarbetare och månad" in words(sven_sees, reverse("safety:campaign", args=[campaign_id]))
    together = f"{URL}?incident={two[0]}"
    assert together in incident
    assert reverse("safety:incident", args=[two[1]]) in words(sven_sees, together)
    assert URL in words(sven_sees, reverse("safety:list"))


@pytest.mark.parametrize("given", ["987654321", "x", "-1", "²"])
def test_of_an_incident_that_is_not_seen_nothing_is_repeated(sign_in: SignIn, two: tuple[int, int], given: str) -> None:
    content = words(sign_in("dag"), f"{URL}?incident={given}")
    assert "Inget har upprepats" in content


@pytest.mark.parametrize("count", [2, 30])
def test_the_page_asks_no_more_the_more_it_holds(office: Office, sign_in: SignIn, now: datetime, count: int) -> None:
    for number in range(count):
        reported(office, at=now, happened_at=now - number * HOUR, alias=f"Konto {number // 2}")
    sven = sign_in("sven")
    with CaptureQueriesContext(connection) as asked:
        assert words(sven).count("<h2>") == count // 2 + 1
    assert len(asked) - SAVEPOINTS <= 8
