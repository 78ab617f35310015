"""A threat on a Friday afternoon, on a phone: reported, followed to the end of the police report, the support given."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.factories.people import make_child
from tests.factories.staff import Office
from tests.journeys.desk import Desk, Sits

from skyddsnat.domains.safety.types.following import (
    DUTY_NAMES,
    POLICE_OUTCOME_NAMES,
    WISH_NAMES,
    DutyKind,
    PoliceOutcome,
    Wish,
)
from skyddsnat.domains.safety.types.register import (
    CHANNEL_NAMES,
    CONCERNS_NAMES,
    EFFECT_NAMES,
    KIND_NAMES,
    SOURCE_NAMES,
    Channel,
    Concerns,
    Effect,
    IncidentKind,
    Source,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]

PHONE = {"width": 390, "height": 844}
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
QUESTIONS = (
    "Dog någon?",
    "Blev någon svårt skadad?",
    "Skadades flera samtidigt?",
    "Var det allvarlig fara för liv eller hälsa, också om ingen skadades?",
)
WORDS = "Ringde och sade att han vet var jag parkerar."


def _writes_it_down(desk: Desk) -> None:
    """What must be said: the rest stands there already."""
    desk.selects("Vad hände?", KIND_NAMES[IncidentKind.THREAT])
    desk.writes("Berätta med egna ord", WORDS)
    desk.selects("Hur nådde det dig?", CHANNEL_NAMES[Channel.PHONE])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_from_the_phone_to_the_closed_police_report(
    office: Office, sits: Sits, now: datetime, language: str, tmp_path: Path
) -> None:
    make_child(office, at=now - timedelta(days=2))
    picture = tmp_path / "skarmbild.png"
    picture.write_bytes(PNG)
    bo = sits("bo", language=language, **PHONE)
    bo.follows("Anmäl hot eller våld")
    _writes_it_down(bo)
    bo.picks("Vem gjorde det, så vitt du vet?", SOURCE_NAMES[Source.RELATIVE])
    bo.page.locator("[name=attachments]").set_input_files(picture)
    bo.selects("Vilket beslut handlade det om?", CONCERNS_NAMES[Concerns.CUSTODY])
    bo.selects("Vad betydde det för barnets ärende?", EFFECT_NAMES[Effect.DELAYED])
    bo.presses("Anmäl")
    bo.sees("Händelsen är anmäld. Chefen, skyddsombudet och säkerhetssamordnaren ser den.")
    bo.follows("Säg vad du vill ha")
    bo.ticks(WISH_NAMES[Wish.COLLEAGUE])
    bo.presses("Spara")

    mia = sits("mia", language=language, **PHONE)
    mia.chooses("Hot och våld")
    mia.follows(DUTY_NAMES[DutyKind.TALK])
    mia.follows("Anmälan är gjord")
    mia.writes("Hur gjordes anmälan?", "114 14")
    mia.presses("Anteckna anmälan")
    mia.follows("Skriv in numret")
    mia.writes("Polisens nummer", "5000-K1-26")
    mia.presses("Spara numret")
    mia.follows("Erbjud stöd")
    mia.selects("Vad erbjuds?", WISH_NAMES[Wish.COLLEAGUE])
    mia.writes("Hur och när?", "Dag följer med hem i kväll.")
    mia.presses("Erbjud")

    bo.page.reload()
    bo.follows("Svara")
    bo.picks("Tar du emot det?", "Ja")
    bo.presses("Svara")

    mia.page.reload()
    mia.follows("Givet")
    mia.presses("Anteckna det")
    mia.follows("Svara", under="Att göra")
    for question in QUESTIONS:
        mia.picks(question, "Nej")
    mia.presses("Spara svaren")
    for _duty in ("talk", "representative"):
        mia.follows("Gjort")
        mia.presses("Anteckna det")
    mia.follows("Så slutade den")
    mia.selects("Hur slutade det?", POLICE_OUTCOME_NAMES[PoliceOutcome.DISCONTINUED])
    mia.presses("Avsluta polisanmälan")

    bo.page.reload()
    bo.follows("Det räcker nu")
    bo.presses("Säg att det räcker")

    mia.page.reload()
    mia.follows("Avsluta händelsen")
    mia.writes("Hur slutade det?", "Bo är trygg.")
    mia.presses("Avsluta händelsen")
    mia.sees("Händelsen är avslutad.")
    mia.sees(POLICE_OUTCOME_NAMES[PoliceOutcome.DISCONTINUED])


def test_what_is_wrong_is_told_on_a_narrow_phone_and_nothing_typed_is_lost(
    office: Office, sits: Sits, now: datetime, tmp_path: Path
) -> None:
    program = tmp_path / "bild.jpg"
    program.write_bytes(b"MZ\x90\x00 This program cannot be run in DOS mode.")
    large = tmp_path / "film.mp4"
    with large.open("wb") as file:
        file.truncate(200_000_000)
    bo = sits("bo", width=320, height=700)
    bo.follows("Anmäl hot eller våld")
    _writes_it_down(bo)
    bo.writes("Vem blev utsatt?", "ZZ99")
    bo.page.locator("[name=attachments]").set_input_files([program, large])
    bo.presses("Anmäl")
    for words in ("Kontrollera tjänstekoden", "varken bild, ljud", "större än 10 MB", "Allt du skrev är sparat"):
        bo.sees(words)
    assert bo.value("Berätta med egna ord") == WORDS
