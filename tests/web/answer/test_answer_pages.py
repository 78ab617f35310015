"""Answering by a personal link, as somebody with a telephone, without a script, a login or a cookie does."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import survey as asking
from tests.factories.staff import Office, make_office

from skyddsnat.domains.survey.queries import answers_of
from skyddsnat.domains.survey.types.waves import WaveFields
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.models import Event

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(at=now - 30 * DAY)


@pytest.fixture
def wave(office: Office, now: datetime) -> int:
    today = now.date()
    fields = WaveFields(name="Hösten", opens_on=today - DAY, closes_on=today + 10 * DAY)
    return asking.opened(office, 6, fields=fields, at=now - DAY)


@pytest.fixture
def token(office: Office, wave: int, now: datetime) -> str:
    return asking.tokens(office, wave, at=now)[0]


@pytest.fixture
def phone() -> Client:
    """A browser that nobody is logged in to, and that is checked for forgeries as any other."""
    return Client(enforce_csrf_checks=True)


def text_of(answer: Any) -> str:
    return BeautifulSoup(answer.content, "lxml").get_text(" ", strip=True)


def say(phone: Client, token: str, question: str, *said: str, act: str = "next", language: str = "") -> Any:
    data = {"question": question, "answer": list(said), "act": act}
    return phone.post(f"/answer/{token}/{language}", data, follow=True)


def told(phone: Client, token: str) -> Any:
    """Everything is answered; what is left is to hand it in."""
    for key, said in asking.YES.items():
        page = say(phone, token, key, *said)
    return say(phone, token, "more", "Tack för frågan.") if "Vill du säga" in text_of(page) else page


def test_one_question_after_the_other_to_the_thanks(
    phone: Client, office: Office, wave: int, token: str, now: datetime
) -> None:
    first = phone.get(f"/answer/{token}/")
    assert "Arbetar du i ett utsatt område?" in text_of(first)
    assert "utan ditt namn" in text_of(first)
    page = say(phone, token, "exposed", "yes")
    assert "Har du utsatts för hot?" in text_of(page)
    last = told(phone, token)
    assert "Ja, 1–3 gånger" in text_of(last)
    assert "Tack för frågan." in text_of(last)

    thanks = phone.post(f"/answer/{token}/", {"act": "hand_in"})
    assert "Ditt svar är lämnat" in text_of(thanks)
    for other in asking.tokens(office, wave, at=now)[1:]:
        asking.answer(other, at=now)
    asking.close_it(office, wave, at=now)
    with seeing(office.viewer("anna", now)) as anna:
        kept = answers_of(wave_id=wave, viewer=anna)
    assert (kept.rows, set(kept.columns["threatened"])) == (6, {"few"})


def test_it_goes_on_where_it_was_left_on_another_telephone(phone: Client, token: str) -> None:
    say(phone, token, "exposed", "yes")
    say(phone, token, "threatened", "many")
    assert "På vilket sätt?" in text_of(Client().get(f"/answer/{token}/"))


def test_going_back_keeps_what_was_chosen_and_next_leads_to_where_one_was(phone: Client, token: str) -> None:
    say(phone, token, "exposed", "yes")
    back = say(phone, token, "threatened", "few", act="back")
    assert "Arbetar du i ett utsatt område?" in text_of(back)
    chosen = BeautifulSoup(back.content, "lxml").select("input[checked]")
    assert [each["value"] for each in chosen] == ["yes"]
    assert "På vilket sätt?" in text_of(say(phone, token, "exposed", "yes"))


def test_who_does_not_belong_to_those_asked_is_asked_no_more(phone: Client, token: str) -> None:
    page = say(phone, token, "exposed", "no")
    assert "Se över ditt svar" in text_of(page)
    assert "Har du utsatts för hot?" not in text_of(page)


def test_an_answer_that_changes_what_is_asked_leads_to_what_was_never_asked(phone: Client, token: str) -> None:
    say(phone, token, "exposed", "no")
    again = phone.post(f"/answer/{token}/", {"question": "exposed", "act": "change"}, follow=True)
    assert again.redirect_chain[-1][0] == f"/answer/{token}/", "an address never tells which questions are put"
    assert "Arbetar du i ett utsatt område?" in text_of(again)
    assert "Har du utsatts för hot?" in text_of(say(phone, token, "exposed", "yes"))


def test_a_number_that_is_none_is_told_and_kept(phone: Client, token: str) -> None:
    for key in ("exposed", "threatened", "how", "support"):
        say(phone, token, key, *asking.YES[key])
    refused = phone.post(f"/answer/{token}/", {"question": "cases", "answer": "många", "act": "next"})
    assert refused.status_code == 422
    assert "inget heltal" in text_of(refused)
    kept = Client().get(f"/answer/{token}/")
    assert BeautifulSoup(kept.content, "lxml").select_one("input[name=answer]")["value"] == "många"


def test_nothing_answered_is_told_and_not_taken(phone: Client, token: str) -> None:
    refused = phone.post(f"/answer/{token}/", {"act": "hand_in"})
    assert refused.status_code == 422
    assert "Svara på minst en fråga" in text_of(refused)


def test_it_is_asked_in_english_and_a_choice_survives_the_change_of_language(phone: Client, token: str) -> None:
    page = say(phone, token, "exposed", "yes", act="language")
    assert page.redirect_chain[-1][0] == f"/answer/{token}/en/"
    assert "Do you work in an exposed area?" in text_of(page)
    assert page.headers["Content-Language"] == "en"
    assert BeautifulSoup(page.content, "lxml").select("input[checked][value=yes]")
    assert 'lang="en"' in page.content.decode()


def test_a_used_a_forged_and_an_expired_link_are_told_kindly(
    phone: Client, office: Office, wave: int, token: str, now: datetime
) -> None:
    told(phone, token)
    phone.post(f"/answer/{token}/", {"act": "hand_in"})
    used = phone.get(f"/answer/{token}/")
    assert "du har redan svarat" in text_of(used)
    assert "Alma" not in text_of(used)
    forged = phone.get(f"/answer/{token[:-2]}xx/")
    assert (forged.status_code, "Länken finns inte" in text_of(forged)) == (404, True)
    other = asking.tokens(office, wave, at=now)[1]
    asking.close_it(office, wave, at=now)
    assert "Enkäten är stängd" in text_of(phone.get(f"/answer/{other}/"))
    late = phone.post(f"/answer/{other}/", {"question": "exposed", "answer": "yes", "act": "next"})
    assert "Enkäten är stängd" in text_of(late)


def test_every_link_costs_the_same_and_one_statement(
    phone: Client, token: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in (token, token[:-2] + "xx", "x"):
        with django_assert_num_queries(1):
            phone.get(f"/answer/{each}/")


def test_the_link_is_told_to_nobody_and_nothing_tells_who_answered(phone: Client, office: Office, token: str) -> None:
    before = Event.objects.count()
    for page in (
        phone.get(f"/answer/{token}/"),
        told(phone, token),
        phone.post(f"/answer/{token}/", {"act": "hand_in"}),
    ):
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
        said = BeautifulSoup(page.content, "lxml").select("meta[name=referrer]")
        assert [each["content"] for each in said] == ["no-referrer"]
        assert not page.cookies
    assert not phone.cookies
    assert Event.objects.count() == before


def test_whoever_is_logged_in_answers_as_nobody(sign_in: Any, token: str) -> None:
    bo = sign_in("bo")
    page = bo.get(f"/answer/{token}/")
    assert "Bo Handläggare" not in page.content.decode()
    assert "Huvudmeny" not in page.content.decode()


def test_a_sign_that_no_database_keeps_costs_nobody_the_answer(phone: Client, token: str) -> None:
    told(phone, token)
    assert "Tack för frågan." in text_of(say(phone, token, "more", "Tack\0 för frågan."))
    assert "Ditt svar är lämnat" in text_of(phone.post(f"/answer/{token}/", {"act": "hand_in"}))
