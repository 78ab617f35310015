"""A warning and a home visit: agreed to by the manager, met by whoever plans on a phone, assessed, read by who goes."""

from datetime import datetime, timedelta

import pytest
from tests.factories.people import Child, make_child
from tests.factories.staff import Office
from tests.journeys.desk import Desk, Sits

from skyddsnat.domains.safety.types.following import Measure
from skyddsnat.domains.safety.types.warnings import CAUSE_NAMES, VISIT_MEASURE_NAMES, WARNING_ON_NAMES, Cause, WarningOn
from skyddsnat.kernel.stockholm import local_moment
from skyddsnat.kernel.text import Text
from skyddsnat.web.safety.warnings_forms import TOLD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]

PHONE = {"width": 390, "height": 844}
WORDS = "Ring innan du öppnar grinden. Hunden går lös."
RISK = "Hunden stängs in när vi ringer. Vi går in tillsammans."
DAY = timedelta(days=1)


@pytest.fixture
def alma(office: Office, now: datetime) -> Child:
    return make_child(office, at=now - 2 * DAY)


def _writes_a_warning(desk: Desk) -> None:
    desk.follows("Skriv en varning")
    desk.picks("Vad gäller varningen?", WARNING_ON_NAMES[WarningOn.HOUSEHOLD])
    desk.selects("Varför?", CAUSE_NAMES[Cause.DOG])
    desk.writes("Vad behöver den som ska dit veta?", WORDS)
    desk.picks("Vet personen att varningen finns?", TOLD["no"])
    desk.writes("Om inte: varför?", "De har inte nåtts än.")
    desk.presses("Skriv varningen")


def _plans(desk: Desk, alma: Child, now: datetime, *goers: str) -> None:
    desk.goes_to(f"/children/{alma.file_id}/")
    desk.follows("Planera hembesök")
    desk.sees(WORDS)
    desk.times("När?", local_moment(now + DAY).replace(second=0, microsecond=0))
    desk.writes("Var?", "Storgatan 1, Norrham")
    for goer in goers:
        desk.ticks(goer, within="Vilka åker?")
    desk.presses("Planera hembesök")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_from_the_warning_to_those_who_have_read_what_the_risk_is(
    office: Office, alma: Child, sits: Sits, now: datetime, language: str
) -> None:
    bo = sits("bo", language=language, **PHONE)
    bo.goes_to(f"/children/{alma.file_id}/")
    bo.follows("Planera hembesök")
    _writes_a_warning(bo)
    bo.sees("Väntar på chefen")

    mia = sits("mia", language=language)
    mia.follows(
        f"{mia.words(WARNING_ON_NAMES[WarningOn.HOUSEHOLD])}: {mia.words(CAUSE_NAMES[Cause.DOG]).lower()}",
        under="Varningar som väntar på dig",
    )
    mia.follows("Gå med på den")
    mia.sees(WORDS)
    mia.presses("Gå med på den")
    mia.sees("Du har gått med på varningen. Skyddsnät påminner när den ska ses över.")

    _plans(bo, alma, now, "Dag Kollega")
    bo.sees("Besöket är planerat.")
    bo.sees(WORDS)
    bo.sees(Text("Besöket har inte varit än.", "The visit has not taken place yet."))
    bo.follows("Bedöm risken")
    bo.sees(WORDS)
    bo.writes("Riskbedömning", RISK)
    bo.ticks(VISIT_MEASURE_NAMES[Measure.ALARM], within="Vad gör ni för att det ska vara säkert?")
    bo.presses("Spara riskbedömningen")
    bo.presses("Jag har läst riskbedömningen")

    dag = sits("dag", language=language, **PHONE)
    dag.follows("Alma Å.", under="Hembesök")
    dag.sees(WORDS)
    dag.sees(RISK)
    dag.presses("Jag har läst riskbedömningen")
    dag.sees("Du har läst riskbedömningen.")

    bo.page.reload()
    bo.follows("Ställ in besöket")
    bo.presses("Ställ in")
    bo.sees("Besöket är inställt.")
    bo.follows("Alla hembesök")
    bo.sees("Inställt")


def test_one_alone_is_told_why_on_a_narrow_phone_and_nothing_typed_is_lost(
    office: Office, alma: Child, sits: Sits, now: datetime
) -> None:
    bo = sits("bo", width=320, height=700)
    bo.goes_to(f"/safety/visits/{alma.file_id}/")
    _writes_a_warning(bo)
    _plans(bo, alma, now)
    bo.sees(Text("Det finns en varning: åk två, eller fler.", "There is a warning: two go, or more."))
    bo.sees("Allt du skrev är sparat")
    assert bo.value("Var?") == "Storgatan 1, Norrham"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_who_works_with_no_child_there_warns_of_an_address_from_a_phone(
    office: Office, alma: Child, sits: Sits, now: datetime, language: str
) -> None:
    ida = sits("ida", language=language, width=320, height=700)
    ida.chooses("Hot och våld")
    ida.follows("Varna för en adress")
    ida.writes("Vilken adress?", "Storgatan 1")
    ida.selects("Varför?", CAUSE_NAMES[Cause.DOG])
    ida.writes("Vad behöver den som ska dit veta?", WORDS)
    ida.picks("Vet de som bor där att varningen finns?", TOLD["no"])
    ida.writes("Om inte: varför?", "Ingen är känd där.")
    ida.presses("Skriv varningen")
    ida.sees("Väntar på chefen")

    bo = sits("bo", language=language, **PHONE)
    bo.goes_to(f"/children/{alma.file_id}/")
    bo.follows("Planera hembesök")
    bo.times("När?", local_moment(now + DAY).replace(second=0, microsecond=0))
    bo.writes("Var?", "Storgatan 1, Norrham")
    bo.presses("Planera hembesök")
    bo.sees(Text("Det finns en varning: åk två, eller fler.", "There is a warning: two go, or more."))
    bo.sees(WORDS)
