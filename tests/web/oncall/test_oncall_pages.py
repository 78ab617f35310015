"""The pages of the on-call extract: who is named, whose key is taken, and what the extract tells."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.factories import oncall
from tests.factories.extract import open_as
from tests.factories.oncall import PASSPHRASE, key_pair
from tests.factories.staff import SETUP, Office, make_office
from tests.web.conftest import SignIn

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.oncall.models import Opening, Recipient
from skyddsnat.foundation.oncall.page import file_name
from skyddsnat.foundation.oncall.types import How
from skyddsnat.foundation.staff.actions import end_employment
from skyddsnat.kernel.stockholm import local_date, local_moment
from skyddsnat.web.oncall.views import LONGEST_TOLD, MOST_TOLD

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def no_openings_counted() -> None:
    cache.clear()


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(at=now - 30 * DAY)


def kept(office: Office, now: datetime) -> list[Recipient]:
    adam = office.viewer("adam", now)
    with seeing(adam):
        return list(Recipient.objects.order_by("id"))


def noted(office: Office, now: datetime) -> list[Opening]:
    adam = office.viewer("adam", now)
    with seeing(adam):
        return list(Opening.objects.order_by("id"))


def key_form(code: str) -> dict[str, str]:
    pair = key_pair(code)
    wrapped = pair.wrapped
    return {"public_key": pair.public_key, "salt": wrapped.salt, "iv": wrapped.iv, "private": wrapped.private}


# --- Recipients -------------------------------------------------------------------------------------------------------


def test_an_administrator_names_and_ends_recipients(office: Office, sign_in: SignIn, now: datetime) -> None:
    adam, olga = sign_in("adam"), office.employees["olga"]
    page = adam.get("/oncall/recipients/").content.decode()
    assert "Ingen är utsedd" in page
    assert "Ida Intag" in page
    assert "Bo Handläggare" not in page  # is not on call

    assert adam.post("/oncall/recipients/", {"employee": olga}).status_code == 302
    (named,) = kept(office, now)
    assert (named.employee_id, named.enrolled_at) == (olga, None)
    assert "Olga Ordförande" in adam.get("/oncall/recipients/").content.decode()

    assert "Avsluta mottagaren" in adam.get(f"/oncall/recipients/{named.pk}/end/").content.decode()
    assert adam.post(f"/oncall/recipients/{named.pk}/end/").status_code == 302
    assert kept(office, now)[0].ended_at is not None
    assert adam.get(f"/oncall/recipients/{named.pk}/end/").status_code == 404


@pytest.mark.parametrize("who", ["bo", "cia", "nils"])
def test_only_those_on_call_are_named(office: Office, sign_in: SignIn, now: datetime, who: str) -> None:
    assert sign_in("adam").post("/oncall/recipients/", {"employee": office.employees[who]}).status_code == 422
    assert kept(office, now) == []


def test_somebody_named_is_not_named_twice(office: Office, sign_in: SignIn, now: datetime) -> None:
    oncall.name(office, "olga", at=now)
    assert sign_in("adam").post("/oncall/recipients/", {"employee": office.employees["olga"]}).status_code == 422
    assert len(kept(office, now)) == 1


@pytest.mark.parametrize("who", ["olga", "mia", "ida", "rut", "bo"])
def test_nobody_else_keeps_them(sign_in: SignIn, who: str) -> None:
    assert sign_in(who).get("/oncall/recipients/").status_code == 403


# --- One's own key ----------------------------------------------------------------------------------------------------


def test_whoever_is_named_makes_a_key_and_another_in_its_place(office: Office, sign_in: SignIn, now: datetime) -> None:
    oncall.name(office, "ida", at=now)
    ida, code = sign_in("ida"), office.viewer("ida", now).service_code
    assert "Du är utsedd." in ida.get("/oncall/").content.decode()
    page = ida.get("/oncall/key/").content.decode()
    assert f'data-app-oncall-key="{code}"' in page

    assert ida.post("/oncall/key/", key_form(code)).status_code == 302
    (first,) = kept(office, now)
    assert first.public_key == key_form(code)["public_key"]
    assert "Gör en ny nyckel" in ida.get("/oncall/").content.decode()

    assert ida.post("/oncall/key/", key_form("NH999")).status_code == 302
    (second,) = kept(office, now)
    assert second.public_key != first.public_key


def test_the_wrapped_key_is_never_written_to_the_log(office: Office, sign_in: SignIn, now: datetime) -> None:
    oncall.recipient(office, "ida", at=now)
    sign_in("ida").post("/oncall/key/", key_form("NH999"))
    lo = office.viewer("lo", now + HOUR)
    with seeing(lo):
        changes = str(list(Event.objects.filter(target__startswith="oncall_recipient").values("details")))
        assert "wrapped_key" in changes
        assert key_pair(office.viewer("ida", now).service_code).wrapped.private not in changes


def test_whoever_is_not_named_makes_none(office: Office, sign_in: SignIn, now: datetime) -> None:
    ida = sign_in("ida")
    assert "Du är inte utsedd" in ida.get("/oncall/key/").content.decode()
    assert ida.post("/oncall/key/", key_form("NH001")).status_code == 403
    assert kept(office, now) == []


@pytest.mark.parametrize("wrong", [{"public_key": "AAAA"}, {"salt": "AAAA"}, {"iv": "å"}, {"private": "AAAA"}])
def test_what_is_no_key_is_not_taken(office: Office, sign_in: SignIn, now: datetime, wrong: dict[str, str]) -> None:
    oncall.name(office, "ida", at=now)
    answer = sign_in("ida").post("/oncall/key/", key_form("NH001") | wrong)
    assert answer.status_code == 403
    assert "Nyckeln blev inte rätt" in answer.content.decode()
    assert kept(office, now)[0].enrolled_at is None


# --- The file ---------------------------------------------------------------------------------------------------------


def test_the_latest_file_is_fetched_from_the_page_and_that_is_logged(
    office: Office, sign_in: SignIn, now: datetime, settings: Any, tmp_path: Path
) -> None:
    oncall.recipient(office, "ida", at=now - DAY)
    ida = sign_in("ida")
    assert "Det finns ingen fil att hämta här." in ida.get("/oncall/file/", follow=True).content.decode()
    export = oncall.export(at=now - HOUR)
    settings.ONCALL_FOLDER = str(tmp_path)
    assert "Hämta filen" not in ida.get("/oncall/").content.decode()
    name = file_name(local_date(export.made.made_at))
    (tmp_path / name).write_text(export.page)

    page = ida.get("/oncall/").content.decode()
    assert "Hämta filen" in page
    assert export.made.fingerprint in page
    answer = ida.get("/oncall/file/")
    assert answer.content.decode() == export.page
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    lo = office.viewer("lo", now)
    with seeing(lo):
        (event,) = Event.objects.filter(deed="oncall.extract.fetched")
        assert event.actor_id == office.employees["ida"]


def test_the_page_says_in_red_that_no_extract_opens_any_more(office: Office, sign_in: SignIn, now: datetime) -> None:
    ida = sign_in("ida")
    assert "Inget utdrag är gjort än" in ida.get("/oncall/").content.decode()
    oncall.recipient(office, "ida", at=now - 2 * DAY)
    oncall.export(at=now - 2 * DAY, hours=36)
    assert "Det senaste utdraget gick ut" in ida.get("/oncall/").content.decode()
    oncall.export(at=now - HOUR)
    assert "Går att öppna till" in ida.get("/oncall/").content.decode()


# --- Openings ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def receipt(office: Office, now: datetime) -> str:
    """Ida's receipt code of an extract of some hours ago."""
    oncall.recipient(office, "ida", at=now - DAY)
    page = oncall.export(at=now - 5 * HOUR).page
    return open_as(page, office.viewer("ida", now).service_code, PASSPHRASE).receipt


def tell(body: Any, **headers: str) -> Any:
    return Client(enforce_csrf_checks=True).post(
        "/oncall/opened/", body if isinstance(body, str) else json.dumps(body), content_type="text/plain", **headers
    )


def test_an_extract_tells_that_it_was_opened_and_stands_in_the_log_once(
    office: Office, receipt: str, now: datetime
) -> None:
    opened_at = now - 2 * HOUR
    for _again in range(3):
        answer = tell({"receipt": receipt, "opened_at": opened_at.isoformat()})
        assert (answer.status_code, answer.content) == (204, b"")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    (opening,) = noted(office, now)
    assert (opening.opened_at, opening.how) == (opened_at, How.REPORTED)
    lo = office.viewer("lo", now + HOUR)
    with seeing(lo):
        (event,) = Event.objects.filter(deed="oncall.extract.opened")
        assert (event.actor_id, event.at) == (office.employees["ida"], opened_at)


def test_an_opening_of_somebody_who_has_left_is_noted_by_the_system(
    office: Office, receipt: str, now: datetime
) -> None:
    with seeing(SETUP):
        end_employment(employee_id=office.employees["ida"], on=local_date(now), actor=SETUP, at=now)
    tell({"receipt": receipt, "opened_at": (now - HOUR).isoformat()})
    lo = office.viewer("lo", now + HOUR)
    with seeing(lo):
        (event,) = Event.objects.filter(deed="oncall.extract.opened")
        assert event.actor == "system:oncall-openings"
        assert event.details["employee"] == office.employees["ida"]


@pytest.mark.parametrize("wrong", [timedelta(hours=-6), timedelta(minutes=1), timedelta(hours=9)])
def test_an_opening_on_a_device_whose_clock_is_wrong_is_noted_at_the_nearest_time_there_can_be(
    office: Office, receipt: str, now: datetime, wrong: timedelta
) -> None:
    """The code proves it: nobody else can know it. The page has shown all there is, and says that it was told."""
    tell({"receipt": receipt, "opened_at": (now + wrong).isoformat()})
    (opening,) = noted(office, now)
    made_at = (now - 5 * HOUR).replace(microsecond=0)
    assert made_at <= opening.opened_at <= now + timedelta(seconds=60)


def test_a_wrong_code_and_no_code_get_the_same_answer_and_note_nothing(
    office: Office, receipt: str, now: datetime
) -> None:
    when = (now - HOUR).isoformat()
    right = tell({"receipt": receipt, "opened_at": when})
    for body in (
        {"receipt": "0" * 12, "opened_at": when},
        {"receipt": receipt, "opened_at": "2026-11-22T10:00"},
        {"receipt": receipt, "opened_at": "2026-13-45T10:00:00Z"},
        {"receipt": receipt},
        {"receipt": [receipt], "opened_at": when},
        ["x"],
        "no json \x00",
        "x" * (2 * LONGEST_TOLD),
    ):
        answer = tell(body)
        assert (answer.status_code, answer.content, dict(answer.headers)) == (204, b"", dict(right.headers))
    assert len(noted(office, now)) == 1


def test_it_is_asked_so_often_and_no_more(office: Office, receipt: str, now: datetime) -> None:
    answers = {tell({"receipt": "x"}).status_code for _ in range(2 * MOST_TOLD + 2)}
    assert answers == {204, 429}


def test_it_answers_a_post_alone(office: Office) -> None:
    assert Client().get("/oncall/opened/").status_code == 405


def test_a_receipt_code_is_typed_in_by_whose_it_is(
    office: Office, sign_in: SignIn, receipt: str, now: datetime
) -> None:
    when = f"{local_moment(now - HOUR):%Y-%m-%dT%H:%M}"
    typed = {"receipt": f"{receipt[:4]}-{receipt[4:8]}-{receipt[8:]}".lower(), "opened_at": when}
    other = sign_in("olga").post("/oncall/receipt/", typed)
    assert other.status_code == 422
    assert "Det finns inget utdrag till dig" in other.content.decode()
    assert noted(office, now) == []

    ida = sign_in("ida")
    assert ida.post("/oncall/receipt/", typed).status_code == 302
    (opening,) = noted(office, now)
    assert opening.how == How.TYPED
    assert "Kvittokoden skrevs in" in ida.get("/oncall/").content.decode()
    # Told by the page as well, to the second: the same opening.
    tell({"receipt": receipt, "opened_at": opening.opened_at.isoformat()})
    assert len(noted(office, now)) == 1


def test_what_was_typed_of_a_code_that_is_wrong_is_kept(office: Office, sign_in: SignIn, receipt: str) -> None:
    ida = sign_in("ida")
    assert ida.post("/oncall/receipt/", {"receipt": "7K2M", "opened_at": ""}).status_code == 422
    assert "7K2M" in ida.get("/oncall/receipt/").content.decode()


def test_only_an_administrator_sees_the_openings_of_others(
    office: Office, sign_in: SignIn, receipt: str, now: datetime
) -> None:
    tell({"receipt": receipt, "opened_at": (now - HOUR).isoformat()})
    assert "Ida Intag" in sign_in("adam").get("/oncall/").content.decode()
    assert "Ida Intag" not in sign_in("olga").get("/oncall/").content.decode()
