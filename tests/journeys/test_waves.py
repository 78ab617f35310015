"""A lie spreads: written down on a phone, its incident tied to it, answered, and met with facts for everybody."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.browser import Visitor
from tests.factories.safety import reported
from tests.factories.shown_figures import figure_of, show_figures
from tests.factories.staff import Office
from tests.journeys.desk import Desk, Sits

from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]

PHONE = {"width": 390, "height": 844}
LIE = "En film som sägs vara härifrån."
TITLES = Text("Hur ett barn omhändertas", "How a child is taken into custody")
WORDS = Text("Rätten prövar varje beslut.", "The court tries every decision.")
FIGURE = Text("94 % av 50", "94% of 50")


def _writes_the_wave_down(mia: Desk) -> None:
    mia.chooses("Hot och våld")
    mia.follows("Vågor på nätet")
    mia.follows("Skriv ned en våg")
    mia.writes("Vad kallar vi vågen?", "Bussen")
    mia.writes("Vad sprids?", LIE)
    mia.presses("Skriv ned vågen")
    mia.is_on("Bussen")
    mia.follows("Lägg till en adress")
    mia.writes("Adress", "exempel.se/film")
    mia.presses("Lägg till adressen")
    mia.sees(Text("Skriv adressen, med https:// först.", "Write the address, beginning with https://."))
    mia.writes("Adress", "https://exempel.se/film")
    mia.presses("Lägg till adressen")
    mia.sees("https://exempel.se/film")


def _ties_and_answers(mia: Desk) -> None:
    mia.follows("Koppla händelser")
    mia.picks_first("Vilka händelser hör hit?", 1)
    mia.presses("Koppla")
    mia.sees("Händelserna hör till vågen.")
    mia.follows("Skriv svaret")
    mia.writes("Vad svarade vi, och var?", "Filmen är från ett annat land.")
    mia.presses("Spara svaret")
    mia.sees("Filmen är från ett annat land.")


def _writes_the_facts(mia: Desk, period: str) -> None:
    mia.follows("Gör en sida med fakta")
    mia.selects("Vilken period?", period)
    mia.writes("Rubrik på svenska", TITLES.sv)
    mia.writes("Text på svenska", WORDS.sv)
    mia.writes("Rubrik på engelska", TITLES.en)
    mia.writes("Text på engelska", WORDS.en)
    mia.presses("Spara texten")
    mia.sees("Går inte att publicera än")


@pytest.fixture
def last_year(tmp_path: Path, settings: Any, now: datetime) -> str:
    """Last year, of which there is a figure that may be shown."""
    settings.FIGURES_FOLDER, year = str(tmp_path), str(now.year - 1)
    show_figures(tmp_path, [figure_of("two_caseworkers", 0.94, when=year)], on=local_date(now))
    return year


@pytest.mark.parametrize("language", ["sv", "en"])
def test_from_the_lie_to_the_facts_that_everybody_reads(
    office: Office, sits: Sits, visit: Callable[..., Visitor], now: datetime, last_year: str, language: str
) -> None:
    reported(office, at=now, happened_at=now - timedelta(hours=1))
    mia = sits("mia", language=language, **PHONE)
    _writes_the_wave_down(mia)
    _ties_and_answers(mia)
    _writes_the_facts(mia, last_year)
    mia.follows("Välj siffror")
    mia.picks_first("Vilka siffror ska stå på sidan?", 1)
    mia.presses("Sätt siffrorna på sidan")
    mia.sees(FIGURE)
    mia.follows("Publicera")
    mia.presses("Publicera")
    mia.sees("Sidan är publicerad.")

    # Somebody who has no account, on a narrow phone: Swedish first, English by a link.
    anybody = Desk(visit(language="sv", width=320, height=640), "sv")
    anybody.goes_to("/login/")
    anybody.follows("Fakta för alla om socialtjänsten")
    anybody.follows(TITLES)
    anybody.sees(FIGURE)
    anybody.follows(Text("English", "English"))
    english = Desk(anybody.visitor, "en")
    english.sees(WORDS)
    english.sees(FIGURE)

    mia.follows("Dra tillbaka")
    mia.presses("Dra tillbaka")
    mia.sees("Sidan är tillbakadragen.")
    english.goes_to("/facts/en/")
    english.sees("Ingen sida är publicerad just nu")
