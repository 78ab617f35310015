"""Whoever comes to a page of the register is told which incident, duty, wave or visit it is about."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.factories.people import make_child
from tests.factories.safety import reported, warning_of
from tests.factories.staff import Office
from tests.web.conftest import SignIn

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.campaigns import CampaignFields
from skyddsnat.domains.safety.types.following import Wish
from skyddsnat.domains.safety.types.register import Channel, IncidentKind, IncidentMark
from skyddsnat.domains.safety.types.warnings import VisitFields
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.safety.places import PLACES
from skyddsnat.web.safety.presenters import what_happened

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def two(office: Office, now: datetime) -> tuple[int, int]:
    """A threat by telephone against Bo, and violence at the office against Bo."""
    threat = reported(office, at=now, happened_at=now - HOUR)
    blow = reported(office, at=now, happened_at=now - HOUR, kind=IncidentKind.VIOLENCE, channel=Channel.OFFICE)
    return threat, blow


def page_of(client: Client, name: str, *ids: int) -> BeautifulSoup:
    answer = client.get(reverse(f"safety:{name}", args=ids))
    assert answer.status_code == 200, name
    return BeautifulSoup(answer.content, "html.parser")


def head_of(page: BeautifulSoup) -> str:
    found = page.find("header", class_="page-head")
    assert found is not None
    return found.get_text(" ", strip=True)


def deeds_on(office: Office, incident_id: int, now: datetime) -> Iterator[tuple[str, int]]:
    """Every deed on the incident, its police report, its exposed, its duties and an offer."""
    with seeing(office.viewer("mia", now)) as mia:
        (bo,) = queries.exposures_of(incident_id=incident_id, viewer=mia)
        offer_id = actions.offer_support(exposure_id=bo.id, kind=Wish.COLLEAGUE, words="I dag.", actor=mia, at=now)
        duties = [each.id for each in queries.duties_of(incident_id=incident_id, at=now, viewer=mia)]
    ids = {"incident": [incident_id], "police": [incident_id], "exposure": [bo.id], "duty": duties, "offer": [offer_id]}
    for place, row_ids in ids.items():
        for name in PLACES[place].deeds:
            yield from ((f"{place}-{name}", row_id) for row_id in row_ids)


def test_every_deed_says_what_it_is_on(office: Office, sign_in: SignIn, now: datetime, two: tuple[int, int]) -> None:
    mia, code = sign_in("mia"), office.viewer("bo", now).service_code
    for name, row_id in deeds_on(office, two[0], now):
        page = page_of(mia, name, row_id)
        wanted = code if name.startswith(("exposure", "offer")) else "Hot, i telefon · "
        assert wanted in head_of(page), name
        assert page.title is not None
        assert wanted in page.title.get_text(), name


def test_no_two_pages_of_the_register_have_one_title(
    office: Office, sign_in: SignIn, now: datetime, two: tuple[int, int]
) -> None:
    mia = sign_in("mia")
    places = [("incident", each) for each in two] + [("change", each) for each in two]
    places += [(name, row_id) for name, row_id in deeds_on(office, two[1], now) if not name.startswith("exposure")]
    titles = Counter(page_of(mia, name, row_id).title.get_text(strip=True) for name, row_id in places)
    assert [title for title, count in titles.items() if count > 1] == []


def test_what_waits_says_which_incident_it_follows(
    office: Office, sign_in: SignIn, now: datetime, two: tuple[int, int]
) -> None:
    page = page_of(sign_in("mia"), "list")
    waits = {table.caption.get_text(strip=True): table.get_text(" ", strip=True) for table in page("table")}
    for caption in ("Väntar på dig", "Polisanmälningar att göra eller fråga om"):
        assert "Hot, i telefon · " in waits[caption]
        assert "Våld, på kontoret · " in waits[caption]


def test_a_deed_on_a_wave_says_which_wave(office: Office, sign_in: SignIn, now: datetime) -> None:
    fields = CampaignFields(title="Bussen", started_on=local_date(now), words="En film.")
    with seeing(office.viewer("sven", now)) as sven:
        campaign_id = actions.write_campaign(fields=fields, actor=sven, at=now)
    for name in PLACES["campaign"].deeds:
        assert "Bussen" in head_of(page_of(sign_in("mia"), f"campaign-{name}", campaign_id)), name


def test_the_window_says_which_childs_visits_and_which_warning(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - 48 * HOUR)
    with seeing(office.viewer("bo", now)) as bo:
        warning_id = actions.write_warning(fields=warning_of(child, now), actor=bo, at=now)
        visit_id = actions.plan_visit(
            file_id=child.file_id,
            fields=VisitFields(
                planned_at=now + HOUR, place="Storgatan 1", goers=(office.employees["bo"], office.employees["dag"])
            ),
            actor=bo,
            at=now,
        )
    names = [("visits", child.file_id, "Alma"), ("visit-cancel", visit_id, "Storgatan 1")]
    names += [(f"warning-{name}", warning_id, "Varning: ") for name in PLACES["warning"].deeds]
    for name, row_id, said in names:
        title = page_of(sign_in("bo"), name, row_id).title
        assert title is not None
        assert said in title.get_text(), name


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_happened_on_the_net_is_not_said_twice(now: datetime, language: str) -> None:
    with translation.override(language):
        words = what_happened(IncidentMark(IncidentKind.SMEAR, Channel.NET, now)).lower()
    assert words.count({"sv": "på nätet", "en": "online"}[language]) == 1
