"""Facts that everybody may read: the same bytes for all, without a cookie, and nothing of what is not published."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.safety import employ_safety, facts_of
from tests.factories.staff import Office, make_office
from tests.web.conftest import SignIn

from skyddsnat.domains.safety import actions
from skyddsnat.domains.safety.types.facts import Fact
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.text import Text

pytestmark = pytest.mark.django_db

FIGURES = (
    Fact(Text("Anmälningar som bedömdes i tid", "Reports assessed in time"), Text("94 %", "94%")),
    Fact(Text("Dagar till första insats", "Days to the first service"), Text("61,5", "61.5")),
)
Make = Callable[..., int]


@pytest.fixture
def office(now: datetime) -> Office:
    made = make_office(at=now)
    employ_safety(made)
    return made


@pytest.fixture
def make(office: Office, now: datetime) -> Make:
    """A page of facts of the last year but one; `state` is how far it has come."""

    def page(state: str = "published", **changes: Any) -> int:
        period = {"since": date(now.year - 2, 1, 1), "until": date(now.year - 1, 1, 1)}
        with seeing(office.viewer("sven", now)) as sven:
            by: dict[str, Any] = {"actor": sven, "at": now}
            facts_id = actions.make_facts(fields=facts_of(now, **(period | changes)), **by)
            actions.choose_figures(facts_id=facts_id, version=1, figures=FIGURES, **by)
            if state != "written":
                actions.publish_facts(facts_id=facts_id, version=2, **by)
            if state == "withdrawn":
                actions.withdraw_facts(facts_id=facts_id, version=3, **by)
        return facts_id

    return page


def addresses(facts_id: int) -> list[str]:
    return ["/facts/", "/facts/en/", f"/facts/{facts_id}/", f"/facts/en/{facts_id}/"]


def test_a_page_says_its_figures_period_source_and_the_rule_of_small_groups(make: Make, now: datetime) -> None:
    facts_id = make()
    said = {
        f"/facts/{facts_id}/": ("Så är det i Norrhamn", "94 %", "61,5", "Socialnämndens register", "kännas igen"),
        f"/facts/en/{facts_id}/": ("How it is in Norrhamn", "94%", "61.5", "records of", "be recognised"),
    }
    for address, words in said.items():
        page = Client().get(address).content.decode()
        for each in (*words, str(now.year - 2)):
            assert each in page
    assert f'href="/facts/en/{facts_id}/"' in Client().get(f"/facts/{facts_id}/").content.decode()
    assert f'href="/facts/{facts_id}/"' in Client().get(f"/facts/en/{facts_id}/").content.decode()
    assert f'href="/facts/{facts_id}/"' in Client().get("/facts/").content.decode()


def test_no_cookie_is_set_and_whoever_stands_between_may_keep_the_page(make: Make) -> None:
    for number, address in enumerate(addresses(make())):
        answer = Client().get(address)
        assert answer.status_code == 200
        assert (answer.cookies, "Cookie" in answer.headers.get("Vary", "")) == ({}, False)
        assert answer.headers["Cache-Control"] == "public, max-age=300"
        assert answer.headers["Content-Language"] == ("en" if number % 2 else "sv")


def test_everybody_gets_the_same_bytes_whatever_cookies_she_brings(make: Make, sign_in: SignIn) -> None:
    english, told, signed_in = Client(), sign_in("mia"), sign_in("sven")
    english.cookies["language"] = "en"
    # A message to somebody who is signed in waits in her session, not on the page for all.
    told.post("/drafts/drop/", {"draft_key": "safety.incident:new"})
    signed_in.cookies["language"] = "en"
    for address in addresses(make()):
        plain = Client().get(address)
        for browser in (english, told, signed_in):
            answer = browser.get(address)
            assert answer.content == plain.content
            assert dict(answer.headers) == dict(plain.headers)


@pytest.mark.parametrize("state", ["written", "withdrawn"])
def test_of_what_is_not_shown_there_is_nothing(make: Make, sign_in: SignIn, state: str) -> None:
    words = {"title_sv": "Hemligt ännu", "title_en": "Still secret"}
    facts_id, nowhere = make(state, **words), 987_654_321
    for browser in (Client(), sign_in("sven")):
        for before in ("/facts/", "/facts/en/"):
            hidden, none = browser.get(f"{before}{facts_id}/"), browser.get(f"{before}{nowhere}/")
            assert (hidden.status_code, none.status_code) == (404, 404)
            assert hidden.content == none.content
            assert hidden.headers["Cache-Control"] == "no-store"
            page = browser.get(before).content.decode()
            assert [word for word in words.values() if word in page] == []


def test_it_is_read_and_nothing_else(make: Make) -> None:
    for address in addresses(make()):
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            assert Client().generic(method, address).status_code == 405
        head = Client().head(address)
        assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize("amount", [1, 30])
def test_it_asks_the_database_once_and_never_who_reads(make: Make, sign_in: SignIn, amount: int) -> None:
    facts_id = [make() for _ in range(amount)][-1]
    for browser in (Client(), sign_in("sven")):
        for address in addresses(facts_id):
            with CaptureQueriesContext(connection) as asked:
                browser.get(address)
            assert [each["sql"].split('"')[1] for each in asked] == ["safety_factspage"]


def test_no_page_names_who_made_it(make: Make) -> None:
    for address in addresses(make()):
        assert "Samordnare" not in Client().get(address).content.decode()


def test_the_way_in_leads_to_it_in_the_language_of_the_reader(db: None) -> None:
    browser = Client()
    assert 'href="/facts/"' in browser.get("/login/").content.decode()
    browser.cookies["language"] = "en"
    assert 'href="/facts/en/"' in browser.get("/login/").content.decode()
