"""What follows an incident, in the browser: over two units, and by those who can do it."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.factories.safety import reported
from tests.factories.staff import Office
from tests.web.conftest import SignIn

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.following import Measure
from skyddsnat.domains.safety.types.register import Injury
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.stockholm import local_date, local_moment
from skyddsnat.web import formats

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def sheet(key: str, address: str, version: int | str = "", **fields: Any) -> dict[str, Any]:
    held = {"base_version": str(version), "draft_key": key, "draft_version": "0", "draft_url": address}
    return held | fields


def words_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


# --- Over two units ---------------------------------------------------------------------------------------------------


def test_what_remains_in_another_unit_is_told_and_what_was_written_is_kept(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    incident_id = reported(office, exposed=("bo", "cia"), at=now, happened_at=now - HOUR)
    with seeing(office.viewer("mia", now)) as mia:
        by: dict[str, Any] = {"actor": mia, "at": now}
        actions.leave_out_police_report(incident_id=incident_id, version=1, why="Bo vill inte.", **by)
        for each in queries.duties_of(incident_id=incident_id, at=now, viewer=mia):
            actions.skip_duty(duty_id=each.id, version=1, why="Gjort muntligt.", **by)
        (bo,) = queries.exposures_of(incident_id=incident_id, viewer=mia)
        actions.say_enough(exposure_id=bo.id, was_asked_to=True, **by)
    address = reverse("safety:incident-close", args=[incident_id])
    typed = sheet(f"safety.incident.close:{incident_id}", address, 1, words="Bo är trygg.")
    answer = sign_in("mia").post(address, typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Något återstår att göra i en annan enhet." in page
    assert "Någon som blev utsatt i en annan enhet har inte sagt att det räcker." in page
    assert "Bo är trygg." in words_of(sign_in("mia"), address)


# --- By those who can do it -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["incident-measure", "exposure-follow-up"])
def test_only_those_who_follow_up_are_offered(office: Office, sign_in: SignIn, now: datetime, form: str) -> None:
    incident_id = reported(office, at=now, happened_at=now - HOUR)
    with seeing(office.viewer("mia", now)) as mia:
        (bo,) = queries.exposures_of(incident_id=incident_id, viewer=mia)
    row_id = incident_id if form.startswith("incident") else bo.id
    page = words_of(sign_in("mia"), reverse(f"safety:{form}", args=[row_id]))
    choice = page.partition('name="owner"')[2].partition("</select>")[0]
    assert re.findall(r'<option value="\d+"[^>]*>\s*(\w+)', choice) == ["Mia", "Sara", "Sven"]


def test_what_a_colleague_is_to_do_stands_in_the_list_with_whose_it_is(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    incident_id = reported(office, at=now, happened_at=now - HOUR)
    with seeing(office.viewer("sven", now)) as sven:
        actions.add_measure(
            incident_id=incident_id, measure=Measure.ALARM, owner_id=office.employees["sara"],
            due_at=now + 9 * HOUR, words="", actor=sven, at=now,
        )  # fmt: skip
    waiting = words_of(sign_in("mia"), reverse("safety:list")).partition("Väntar på dig")[2].partition("</table>")[0]
    assert "larm" in waiting
    assert "Sara Skyddsombud" in waiting


def test_the_exposed_is_told_that_an_injury_stands(office: Office, sign_in: SignIn, now: datetime) -> None:
    incident_id = reported(office, at=now, happened_at=now - HOUR, injury=Injury.MINOR)
    address = reverse("safety:change", args=[incident_id])
    fields = {
        "kind": "threat", "happened_at": local_moment(now - HOUR).strftime("%Y-%m-%dT%H:%M"), "words": "Nytt ord.",
        "channel": "phone", "is_direct": "direct", "source": "relative", "alias": "", "injury": "none",
        "concerns": "custody", "effect": "unknown", "place": "",
    }  # fmt: skip
    answer = sign_in("bo").post(address, sheet(f"safety.incident:{incident_id}", address, 1, **fields))
    assert (answer.status_code, "ska anmälas till Försäkringskassan" in answer.content.decode()) == (422, True)
    assert "Nytt ord." in words_of(sign_in("bo"), address)
    assert (
        sign_in("mia").post(address, sheet(f"safety.incident:{incident_id}", address, 1, **fields)).status_code == 302
    )


def test_a_duty_says_until_when_with_the_month_as_each_language_writes_it(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    incident_id = reported(office, at=now, happened_at=now - HOUR)
    due_at = now + timedelta(days=60)
    with seeing(office.viewer("mia", now)) as mia:
        actions.add_measure(
            incident_id=incident_id, measure=Measure.ALARM, owner_id=None, due_at=due_at, words="", actor=mia, at=now,
        )  # fmt: skip
        duty = max(queries.duties_of(incident_id=incident_id, at=now, viewer=mia), key=lambda each: each.due_at)
    client = sign_in("mia")
    for language, words in (("sv", "senast"), ("en", "at the latest")):
        client.cookies["language"] = language
        with translation.override(language):
            until = formats.moment(due_at, today=local_date(now))
        assert f"{words} {until}" in words_of(client, reverse("safety:duty-done", args=[duty.id]))
