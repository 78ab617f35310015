"""Whatever is read in the register of incidents is written in its log: the page, the form, the attachment."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.factories.people import make_child
from tests.factories.safety import reported, warning_of
from tests.factories.staff import Office
from tests.web.conftest import SignIn

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.following import Wish
from skyddsnat.domains.safety.types.register import NewAttachment
from skyddsnat.foundation.access.seeing import seeing

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def words_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def readings(office: Office, now: datetime) -> list[tuple[str, str]]:
    """What was read in the register, and who read it, as its keeper finds it in the log."""
    with seeing(office.viewer("sven", now)), connection.cursor() as cursor:
        cursor.execute("SELECT target, actor FROM audit_event WHERE deed LIKE 'safety.%.read' ORDER BY id")
        return cursor.fetchall()


@pytest.fixture
def wished(office: Office, now: datetime) -> tuple[int, int, int]:
    """An incident with an attachment and what Bo wants: the ids of the incident, of Bo's row and of the attachment."""
    file = NewAttachment("hot.txt", b"Jag vet var du bor")
    incident_id = reported(office, at=now, happened_at=now - HOUR, attachments=(file,))
    with seeing(office.viewer("bo", now)) as bo:
        (mine,) = queries.exposures_of(incident_id=incident_id, viewer=bo)
        actions.say_wish(exposure_id=mine.id, wishes=(Wish.TALK,), words="Bara med Mia.", actor=bo, at=now)
        (kept,) = queries.incident(incident_id=incident_id, viewer=bo).attachments
    return incident_id, mine.id, kept.id


def test_the_words_of_the_exposed_an_attachment_and_the_form_are_read_with_a_trace(
    office: Office, sign_in: SignIn, now: datetime, wished: tuple[int, int, int]
) -> None:
    incident_id, exposure_id, attachment_id = wished
    mia = sign_in("mia")
    assert "Bara med Mia." in words_of(mia, reverse("safety:exposure-wish", args=[exposure_id]))
    assert "Ringde och sade" in words_of(mia, reverse("safety:change", args=[incident_id]))
    assert words_of(mia, reverse("safety:attachment", args=[attachment_id])) == "Jag vet var du bor"
    who = f"employee:{office.employees['mia']}"
    incident = f"safety.incident:{incident_id}"
    assert readings(office, now) == [(incident, who), (incident, who), (f"safety.attachment:{attachment_id}", who)]


def test_a_form_that_tells_nothing_of_the_incident_is_no_reading(
    office: Office, sign_in: SignIn, now: datetime, wished: tuple[int, int, int]
) -> None:
    """An offer is written in words of one's own: what the exposed person wrote does not stand in it."""
    incident_id, exposure_id, _ = wished
    offer = reverse("safety:exposure-offer", args=[exposure_id])
    assert "Bara med Mia." not in words_of(sign_in("mia"), offer)
    sign_in("mia").get(reverse("safety:incident-close", args=[incident_id]))
    assert readings(office, now) == []


def test_the_words_of_a_warning_over_a_form_are_read_with_a_trace(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    alma = make_child(office, at=now - timedelta(days=2))
    with seeing(office.viewer("bo", now)) as bo:
        warning_id = actions.write_warning(fields=warning_of(alma, now), actor=bo, at=now)
    assert "Ring när ni är framme." in words_of(sign_in("mia"), reverse("safety:warning-agree", args=[warning_id]))
    assert readings(office, now) == [(f"safety.warning:{warning_id}", f"employee:{office.employees['mia']}")]


def test_a_file_that_is_not_ones_own_to_see_leaves_no_reading(
    office: Office, sign_in: SignIn, now: datetime, wished: tuple[int, int, int]
) -> None:
    assert sign_in("dag").get(reverse("safety:attachment", args=[wished[2]])).status_code == 404
    assert readings(office, now) == []
