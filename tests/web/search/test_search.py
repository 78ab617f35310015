"""Search and the palette: only what is open to whoever asks, and nothing that hints at the rest."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from tests.factories.intake import receive, report_on
from tests.factories.people import make_child
from tests.factories.staff import Office
from tests.web.conftest import SAVEPOINTS, SignIn, many_children

from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.models import Event

pytestmark = pytest.mark.django_db
Count = Callable[..., Any]


def found(client: Client, words: str) -> str:
    answer = client.get("/search/", {"q": words})
    assert answer.status_code == 200
    return answer.content.decode()


def proposed(client: Client, words: str) -> list[str]:
    return [each["label"] for each in client.get("/palette/", {"q": words}).json()]


@pytest.mark.parametrize("words", ["alma", "Åkerlund", "ALMA Å", "20180412", "20180412-TF12"])
def test_a_child_is_found_by_name_and_number(office: Office, sign_in: SignIn, now: datetime, words: str) -> None:
    child = make_child(office, at=now)
    page = found(sign_in("bo"), words)
    assert "Alma Åkerlund" in page
    assert f"/children/{child.file_id}/" in page


@pytest.mark.parametrize("words", ["alma", "20180412-TF12"])
@pytest.mark.parametrize("who", ["cia", "dag", "max", "kaj", "lo", "adam"])
def test_to_others_a_child_that_is_there_and_one_that_is_not_are_the_same(
    office: Office, sign_in: SignIn, now: datetime, who: str, words: str
) -> None:
    """Word for word the same page: no count, no hint, no other offer."""
    browser = sign_in(who)
    empty = found(browser, words)
    make_child(office, at=now)
    assert visible(found(browser, words)) == visible(empty)
    assert proposed(browser, words) == proposed(browser, "zzzz")


def visible(page: str) -> str:
    """The page without the token that is new in each answer."""
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line and "nonce" not in line)


def test_a_protected_child_answers_to_the_whole_number_alone_and_masked(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    make_child(office, protection=Protection.FLAG, at=now)
    bo = sign_in("bo")
    assert "Personer" not in found(bo, "alma").split("</form>")[-1]
    by_number = found(bo, "20180412-TF12").replace('value="20180412-TF12"', "")
    assert "Skyddade uppgifter" in by_number
    for hidden in ("Alma", "Åkerlund", "Lindskolan"):
        assert hidden not in by_number


def test_a_file_is_found_by_its_number(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now)
    bo = office.viewer("bo", now)
    with seeing(bo):
        number = file_of(file_id=child.file_id, viewer=bo).number
    assert "Alma Åkerlund" in found(sign_in("bo"), number)
    assert "Alma" not in found(sign_in("cia"), number)


def test_a_report_is_found_by_its_words_where_it_may_be_read(office: Office, sign_in: SignIn, now: datetime) -> None:
    receive(office, report_on("alma", received_at=now))
    assert "Anmälningar" in found(sign_in("ida"), "blåmärke")
    assert "Inget som du får se heter så" in found(sign_in("cia"), "blåmärke")


@pytest.mark.parametrize("words", ["", "a", "%", "__", "'; DROP", "\0\0", "å" * 500, "*", "\\"])
def test_odd_words_find_nothing_and_break_nothing(office: Office, sign_in: SignIn, now: datetime, words: str) -> None:
    make_child(office, at=now)
    assert "Alma" not in found(sign_in("bo"), words)


def test_many_hits_are_read_page_by_page(office: Office, sign_in: SignIn, now: datetime) -> None:
    many_children(office, 30, at=now)
    bo = sign_in("bo")
    first = bo.get("/search/", {"q": "lista"})
    second = bo.get("/search/", {"q": "lista", "after": first.context["next_after"]})
    names = [row[0].text for answer in (first, second) for row in answer.context["people"].rows]
    assert len(names) == len(set(names)) == 30
    assert second.context["next_after"] is None


def test_what_was_searched_for_is_neither_in_the_title_nor_in_the_log(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    make_child(office, at=now)
    page = found(sign_in("bo"), "Almaåker")
    assert "Almaåker" not in page.split("</title>")[0]
    with seeing(office.viewer("lo", now)):
        kept = str(list(Event.objects.values("deed", "target", "ground", "details")))
    assert "Almaåker" not in kept


def test_the_address_of_a_search_is_sent_to_nobody(sign_in: SignIn) -> None:
    answer = sign_in("bo").get("/search/", {"q": "alma"})
    assert answer.headers["Referrer-Policy"] in {"no-referrer", "same-origin"}
    assert "no-store" in answer.headers["Cache-Control"]


# --- The palette ------------------------------------------------------------------------------------------------------


def test_an_empty_field_proposes_what_one_may_do(sign_in: SignIn) -> None:
    ida, lo = proposed(sign_in("ida"), ""), proposed(sign_in("lo"), "")
    assert "Ny orosanmälan" in ida
    assert "Logg" not in ida
    assert "Logg" in lo
    assert "Ny orosanmälan" not in lo


def test_a_child_comes_with_what_one_often_does(office: Office, sign_in: SignIn, now: datetime) -> None:
    make_child(office, at=now)
    labels = proposed(sign_in("bo"), "alm")
    assert {"Alma Åkerlund", "Anteckna om Alma Åkerlund", "Samtal med Alma Åkerlund"} <= set(labels)


def test_nobody_without_a_role_searches(sign_in: SignIn, client: Client) -> None:
    assert sign_in("nils").get("/search/", {"q": "alma"}).status_code == 403
    assert sign_in("nils").get("/palette/", {"q": "alma"}).status_code == 403
    assert client.get("/search/", {"q": "alma"}).status_code == 302


# --- The cost ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/search/?q=lista", "/palette/?q=lista"])
@pytest.mark.parametrize("count", [1, 30])
def test_searching_costs_the_same_whatever_is_found(
    office: Office, sign_in: SignIn, now: datetime, address: str, count: int, django_assert_max_num_queries: Count
) -> None:
    many_children(office, count, at=now)
    bo = sign_in("bo")
    with django_assert_max_num_queries(8 + SAVEPOINTS):
        bo.get(address)
