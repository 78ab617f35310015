"""A survey from its first question to its report: made, sent by a mail server, answered on a phone, closed, read."""

import argparse
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect
from tests.browser import Visitor
from tests.factories.staff import Office
from tests.journeys.desk import Desk, Sits
from tests.pdf import text_in
from tests.postbox import Postbox, listening

from skyddsnat.domains.survey.types.answering import LINK_WORDS, LinkState
from skyddsnat.jobs import survey_send
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]

DAY = timedelta(days=1)
PHONE = {"width": 320, "height": 640}
NAME = Text("Hot i arbetet", "Threats at work")
THREATENED = Text("Har du utsatts för hot?", "Have you been threatened?")
HOW = Text("Vad gjorde du då?", "What did you do then?")
SUPPORT = Text("Hur bra var stödet?", "How good was the support?")
YES, NO = Text("Ja", "Yes"), Text("Nej", "No")
WORDS = "Jag ringde min chef."


@pytest.fixture
def postbox(settings: Any, live_server: Any) -> Iterator[Postbox]:
    with listening(settings) as box:
        settings.ONCALL_ADDRESS = live_server.url
        yield box


def _writes_question(desk: Desk, key: str, kind: Text, text: Text) -> None:
    desk.writes("Frågans nyckel", key)
    desk.selects("Hur frågan besvaras", kind)
    desk.writes("Frågan på svenska", text.sv)
    desk.writes("Frågan på engelska", text.en)


def _makes(anna: Desk) -> None:
    """Three questions, of which one is put to some alone."""
    anna.chooses("Enkäter")
    anna.follows("Ny enkät")
    anna.writes("Nyckel", "hot")
    for label, text in (
        ("Namn", NAME),
        ("Vilka den frågar,", Text("Alla", "All")),
        ("Vilken tid", Text("I år", "Now")),
    ):
        for language, words in (("svenska", text.sv), ("engelska", text.en)):
            full = {
                "Namn": "Namn på",
                "Vilka den frågar,": "Vilka den frågar, på",
                "Vilken tid": "Vilken tid den frågar om, på",
            }
            anna.writes(f"{full[label]} {language}", words)
    _writes_question(anna, "threatened", Text("Ett svar", "One answer"), THREATENED)
    anna.writes("Svar att välja mellan", "no | Nej | No\nyes | Ja | Yes")
    anna.presses("Gör enkäten")
    anna.follows("Ny fråga")
    _writes_question(anna, "how", Text("Fritext", "Free text"), HOW)
    anna.selects("Ställs bara till den som på frågan", THREATENED)
    anna.writes("har svarat", "yes")
    anna.presses("Spara enkäten")
    anna.follows("Ny fråga")
    _writes_question(anna, "support", Text("Skala", "Scale"), SUPPORT)
    anna.writes("Lägsta talet", "1")
    anna.writes("Högsta talet", "5")
    anna.presses("Spara enkäten")
    anna.sees(SUPPORT)


def _sends(anna: Desk, language: str, now: datetime) -> None:
    """A wave to seven addresses, opened."""
    anna.follows("Ny omgång")
    anna.writes("Omgångens namn", "Hösten")
    anna.dates("Första dagen", local_date(now))
    anna.dates("Sista dagen", local_date(now + 14 * DAY))
    anna.presses("Planera omgången")
    anna.follows("Fråga andra")
    lines = [f"who{number}@kommun.example,{language}" for number in range(7)]
    anna.writes("Adresser", "\n".join(["address,language", *lines]))
    anna.presses("Bjud in")
    anna.follows("Öppna omgången")
    anna.presses("Öppna omgången")
    anna.sees("Omgången är öppen.")
    assert survey_send.run(argparse.Namespace()) == 0


def _links(postbox: Postbox) -> list[str]:
    """The personal links, as they came by mail."""
    mails = [mail.get_body().get_content() for _, mail in postbox.taken]  # type: ignore[attr-defined]  # EmailMessages
    return [re.findall(r"(/answer/[\w-]{32}/\S*)", text)[0] for text in mails]


def _answers_on_a_phone(phone: Desk, link: str) -> None:
    """One question a page, with a pause in the middle; then the link is used."""
    phone.goes_to(link)
    phone.picks(THREATENED.in_language(phone.language), YES)
    phone.presses("Nästa")
    phone.writes(HOW.in_language(phone.language), WORDS)
    phone.presses("Nästa")
    phone.goes_to(link)
    phone.picks(SUPPORT.in_language(phone.language), Text("4", "4"))
    phone.presses("Nästa")
    phone.sees("Så här har du svarat. När svaret är lämnat går det inte att visa eller ändra.")
    phone.presses("Lämna svaret")
    phone.is_on("Tack för ditt svar")
    phone.goes_to(link)
    phone.sees(LINK_WORDS[LinkState.USED])
    assert [each for each in phone.page.context.cookies() if each["name"] != "language"] == []


def _answers(link: str, yes: bool) -> None:
    """Somebody else, without a browser that could run a script."""
    client, at_end = Client(), {"act": "hand_in"}
    client.post(link, {"question": "threatened", "answer": "yes" if yes else "no", "act": "next"})
    if yes:
        client.post(link, {"question": "how", "answer": "Jag gick.", "act": "next"})
    client.post(link, {"question": "support", "answer": "3", "act": "next"})
    assert client.post(link, at_end).status_code == 200


@pytest.mark.parametrize("language", ["sv", "en"])
def test_made_sent_answered_on_a_phone_closed_and_read(
    office: Office, sits: Sits, visit: Callable[..., Visitor], postbox: Postbox, now: datetime, language: str
) -> None:
    anna = sits("anna", language=language)
    _makes(anna)
    _sends(anna, language, now)
    wave = anna.page.url
    links = _links(postbox)
    assert len(set(links)) == 7
    _answers_on_a_phone(Desk(visit(language=language, **PHONE), language), links[0])
    for place, link in enumerate(links[1:6]):
        _answers(link, yes=place < 4)

    anna.goes_to(wave)
    anna.sees("Svarsandel")
    assert WORDS not in anna.page.content()
    anna.follows("Stäng omgången")
    anna.presses("Stäng för gott")
    anna.follows("Läs resultatet")
    anna.sees(THREATENED)
    row = anna.page.get_by_role("row", name=re.compile(rf"^{anna.words(YES)}\b")).first
    expect(row).to_contain_text("83")
    anna.sees("Så är siffrorna gjorda")
    paper = anna.page.request.get(
        str(anna.page.get_by_role("link", name=anna.words("Hämta som PDF")).get_attribute("href"))
    )
    assert anna.words(THREATENED) in text_in(paper.body())
    anna.follows("Läs fritexten")
    anna.sees(WORDS)

    mia = sits("mia", language=language, **PHONE)
    mia.goes_to(wave)
    mia.follows("Läs resultatet")
    mia.sees(SUPPORT)
    assert WORDS not in mia.page.content()
