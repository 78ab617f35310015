"""Protected names on pages: one's own for everybody, the others' for whoever decides on them."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories.protected import protect
from tests.factories.staff import SETUP, Office, make_office
from tests.web.conftest import SignIn

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.staff.actions import give_role
from skyddsnat.foundation.staff.models import NameProtection
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def office(now: datetime) -> Office:
    made = make_office(at=now - 100 * DAY)
    with seeing(SETUP):
        give_role(
            employee_id=made.employees["nils"], unit_id=made.units["board"], role=Role.SAFETY_ADMINISTRATOR,
            starts_on=local_date(now - 90 * DAY), actor=SETUP, at=now,
        )  # fmt: skip
    return made


def decision(office: Office, now: datetime, **other: Any) -> dict[str, Any]:
    today = local_date(now)
    return {
        "employee": office.employees["bo"], "reason": "Hot i brev.", "first": today, "last": today + 90 * DAY,
        "review": today + 60 * DAY,
    } | other  # fmt: skip


def rows(office: Office, who: str) -> list[NameProtection]:
    with seeing(office.viewer(who)):
        return list(NameProtection.objects.order_by("id"))


@pytest.mark.parametrize(("by", "offered"), [("mia", 3), ("nils", 14)])
def test_who_decides_protects_a_name_on_a_page(
    sign_in: SignIn, office: Office, now: datetime, by: str, offered: int
) -> None:
    client = sign_in(by)
    page = client.get("/staff/names/")
    assert len(page.context["form"].fields["employee"].choices) == offered + 1
    assert client.post("/staff/names/", decision(office, now)).status_code == 302
    (made,) = rows(office, by)
    assert (made.employee_id, made.until) == (office.employees["bo"], local_date(now) + 91 * DAY)


def test_somebody_elses_people_are_not_offered(sign_in: SignIn, office: Office, now: datetime) -> None:
    answer = sign_in("max").post("/staff/names/", decision(office, now))
    assert answer.status_code == 422
    assert rows(office, "nils") == []


def test_a_refusal_keeps_what_was_typed_and_says_why(sign_in: SignIn, office: Office, now: datetime) -> None:
    client = sign_in("mia")
    wrong = decision(office, now, last=local_date(now) - DAY)
    answer = client.post("/staff/names/", wrong)
    assert answer.status_code == 422
    assert "Skyddet behöver en sista dag" in answer.content.decode()
    assert "Hot i brev." in client.get("/staff/names/").content.decode()


def test_everybody_sees_their_own_protection_and_nobody_elses(sign_in: SignIn, office: Office, now: datetime) -> None:
    protect(office, "bo", at=now)
    own = sign_in("bo").get("/staff/names/").content.decode()
    assert "Ditt namn är skyddat till och med" in own
    assert "NH002" in own
    assert "Skydda ett namn" not in own
    other = sign_in("dag").get("/staff/names/").content.decode()
    assert "Ditt namn står i det som lämnar huset" in other
    assert "Bo Handläggare" not in other


def test_the_page_of_a_decision_is_for_those_who_may_read_why(sign_in: SignIn, office: Office, now: datetime) -> None:
    made = protect(office, "bo", at=now)
    found = {who: sign_in(who).get(f"/staff/names/{made}/").status_code for who in ("bo", "mia", "nils", "max", "adam")}
    assert found == {"bo": 403, "mia": 200, "nils": 200, "max": 404, "adam": 403}
    assert "Hot i brev" in sign_in("bo").get("/staff/names/").content.decode()


def test_a_protection_is_ended_and_prolonged_on_pages(sign_in: SignIn, office: Office, now: datetime) -> None:
    made, client, last = protect(office, "bo", at=now), sign_in("mia"), local_date(now) + 500 * DAY
    assert client.get(f"/staff/names/{made}/prolong/").status_code == 200
    longer = {"reason": "Hotet kvarstår.", "last": last, "review": last}
    assert client.post(f"/staff/names/{made}/prolong/", longer).status_code == 302
    assert client.post(f"/staff/names/{made}/", {"why": "Hotet är borta."}).status_code == 302
    first, second = rows(office, "mia")
    assert (first.ended_why, second.starts_on, second.until) == ("Hotet är borta.", first.until, last + DAY)
    page = client.get("/staff/names/").content.decode()
    assert "Avslutat" in page
    assert "Börjar senare" in page
    assert client.get(f"/staff/names/{first.pk}/").context["may_change"] is False
    assert sign_in("dag").get(f"/staff/names/{made}/prolong/").status_code == 403
    assert sign_in("max").get(f"/staff/names/{made}/prolong/").status_code == 404
