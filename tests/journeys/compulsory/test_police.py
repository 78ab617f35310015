"""Help of the police from the need to the afterthought, and the needs that never became a request, by keyboard."""

from datetime import date, datetime, time, timedelta

import pytest
from tests.factories import compulsory as line
from tests.factories.people import Child
from tests.factories.staff import Office
from tests.journeys.clock import Clock
from tests.journeys.compulsory import care
from tests.journeys.compulsory.care import Words, cited
from tests.journeys.desk import Desk, Sits

from skyddsnat.domains.compulsory.actions import appoint
from skyddsnat.domains.compulsory.types import (
    ATTENDANCE_NAMES,
    EFFECT_NAMES,
    NEED_STATE_NAMES,
    NOT_ASKED_NAMES,
    POLICE_ANSWER_NAMES,
    POLICE_FOR_NAMES,
    WHY_ANSWER_NAMES,
    Attendance,
    Effect,
    NeedState,
    NotAsked,
    PoliceAnswer,
    PoliceFor,
    WhyAnswer,
)
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.text import Text
from skyddsnat.law.compulsory_states import TRACK_NAMES, Track
from skyddsnat.stats.published import WITHOUT_POLICE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TAKEN_ON = date(2027, 2, 1)


@pytest.fixture(autouse=True)
def taken(office: Office, alma: Child, clock: Clock) -> line.Running:
    """Alma was taken into custody this morning, under SFS 2026:1600."""
    on = line.taken(office, alma, at=care.moment_of(TAKEN_ON))
    clock.moves_to(TAKEN_ON, hour=12)
    return on


def appointed(office: Office, who: str, clock: Clock) -> None:
    """The board has appointed somebody by name to ask the police."""
    rut = office.viewer("rut", clock.now())
    with seeing(rut):
        appoint(
            employee_id=office.employees[who], section=line.POLICE["new"], reference="§ 41", decided_on=TAKEN_ON,
            valid_from=TAKEN_ON, actor=rut, at=clock.now(),
        )  # fmt: skip


def a_need_is_stated(bo: Desk) -> None:
    """From the case."""
    care.the_case_is_looked_at(bo)
    bo.follows("Skriv in behov av polisens hjälp")
    bo.picks("Vad behövs polisen till?", POLICE_FOR_NAMES[PoliceFor.EXECUTION])
    bo.selects("Vilken åtgärd gäller det?", TRACK_NAMES[Track.CARE])
    bo.writes("Vad har hänt som gör att det behövs?", "Per har hotat med kniv i dörren.")
    bo.presses("Anteckna behovet")
    bo.sees("Behovet är antecknat och räknas.")


def it_is_asked_for(bo: Desk) -> None:
    """Why, and why the social services cannot do it alone."""
    bo.writes("Varför kan socialtjänsten inte göra det själv?", "Vi kommer inte in utan att någon skadas.")
    bo.writes("Risk för barnet", "Alma är i lägenheten.")
    bo.writes("Varför är det rätt för barnet att polisen är med?", "Alma ska inte behöva se hur någon skadas.")
    bo.writes("Plats", "Hemmet")
    bo.times("Tid", datetime.combine(TAKEN_ON, time(15)))


def the_police_answer(bo: Desk, answer: PoliceAnswer, why: WhyAnswer, words: str) -> None:
    """With the time of the answer, which is now."""
    bo.follows("Skriv in svaret")
    bo.picks("Vad svarade polisen?", POLICE_ANSWER_NAMES[answer])
    bo.picks("Om hjälpen inte gavs helt: varför?", WHY_ANSWER_NAMES[why])
    bo.writes("Polisens ord", words)
    bo.presses("Skriv in svaret")
    bo.sees("Svaret är inskrivet.")


def it_went(bo: Desk, attendance: Attendance, effect: Effect, came_at: datetime | None = None) -> None:
    """Whether they came, and what it led to for the child."""
    bo.follows("Skriv in hur det gick")
    bo.picks("Kom polisen?", ATTENDANCE_NAMES[attendance])
    if came_at:
        bo.times("När kom de?", came_at)
    bo.picks("Vad blev följden för barnet?", EFFECT_NAMES[effect])
    bo.presses("Skriv in hur det gick")
    bo.sees("Det är inskrivet.")
    bo.sees(EFFECT_NAMES[effect])


@pytest.mark.parametrize(
    "window", [{"language": "sv"}, {"language": "en", "width": 320, "height": 740}], ids=["sv", "en-320"]
)
def test_the_police_are_asked_come_late_and_it_is_thought_over(
    sits: Sits, office: Office, clock: Clock, window: dict[str, str | int]
) -> None:
    # Given: a need, and Bo, who is appointed by the board to ask.
    bo = sits("bo", **window)
    a_need_is_stated(bo)
    bo.follows("Begär hjälp")
    it_is_asked_for(bo)

    # When: he would ask before he is appointed.
    bo.presses("Spara och begär")

    # Then: he is refused with the paragraph, shown the other lawful ways once, and nothing he wrote is gone.
    bo.sees(cited("20 kap. 1 § lagen (2026:1600)"))
    bo.sees("Andra lagliga vägar")
    assert bo.page.locator("main").inner_text().count("12 § polislagen") == 1
    assert bo.value("Risk för barnet") == "Alma är i lägenheten."

    # When: the board appoints him, he asks, and the police will come later and in part.
    appointed(office, "bo", clock)
    bo.presses("Spara och begär")
    bo.sees("Begäran är undertecknad.")
    bo.follows("Uppgifter till polisens planering")
    bo.writes("Det polisen behöver veta för att planera", "Hund i lägenheten. Två vuxna.")
    bo.presses("Gör handlingen")
    bo.sees("Handlingen är gjord, med stödet i lagen.")
    the_police_answer(bo, PoliceAnswer.PARTLY, WhyAnswer.ANOTHER_TIME, "En bil klockan tre.")
    clock.moves_to(TAKEN_ON, hour=15)
    it_went(bo, Attendance.LATE, Effect.DELAYED, came_at=datetime.combine(TAKEN_ON, time(15, 40)))

    # Then: it is thought over, and stands so in the list.
    bo.follows("Skriv")
    bo.writes("Vad tar ni med er till nästa gång?", "Ring dagen före.")
    bo.presses("Spara eftertanken")
    bo.sees("Eftertanken är sparad.")
    bo.sees("Ring dagen före.")


def test_refused_and_never_asked_count_beside_the_published_share(sits: Sits, office: Office, clock: Clock) -> None:
    # Given: Bo may ask.
    appointed(office, "bo", clock)
    bo = sits("bo")

    # When: the police say no, and the execution is done without them.
    a_need_is_stated(bo)
    bo.follows("Begär hjälp")
    it_is_asked_for(bo)
    bo.presses("Spara och begär")
    the_police_answer(bo, PoliceAnswer.REFUSED, WhyAnswer.NO_RESOURCES, "Ingen bil före midnatt.")
    it_went(bo, Attendance.DID_NOT_COME, Effect.WITHOUT_POLICE)

    # When: another need never becomes a request.
    a_need_is_stated(bo)
    bo.follows("Ingen begäran görs")
    bo.picks("Varför begärs ingen hjälp?", NOT_ASKED_NAMES[NotAsked.NOT_EXPECTED])
    bo.writes("Med egna ord", "De sade nej i morse.")
    bo.picks("Vad blev följden för barnet?", EFFECT_NAMES[Effect.ABORTED])
    bo.presses("Anteckna varför")
    bo.sees("Behovet räknas, med sitt skäl.")
    bo.sees(NEED_STATE_NAMES[NeedState.NOT_REQUESTED])

    # Then: both needs count, with their reasons, beside the published share.
    bo.chooses("Polis")
    bo.sees(POLICE_ANSWER_NAMES[PoliceAnswer.REFUSED])
    bo.follows("Siffrorna")
    bo.sees(NOT_ASKED_NAMES[NotAsked.NOT_EXPECTED])
    bo.sees(WHY_ANSWER_NAMES[WhyAnswer.NO_RESOURCES])
    bo.sees(Text("23 %", "23%"))
    bo.sees(WITHOUT_POLICE.source)


def test_where_nobody_is_appointed_the_board_asks(sits: Sits, office: Office, clock: Clock) -> None:
    # When: Bo writes the request, which is not his to make, and lets the board decide.
    bo, olga = sits("bo"), sits("olga")
    a_need_is_stated(bo)
    bo.follows("Begär hjälp")
    it_is_asked_for(bo)
    bo.presses("Spara")
    bo.follows("Begär hjälp")
    bo.follows("Låt nämnden besluta")
    held_on = TAKEN_ON + timedelta(days=1)
    care.a_meeting_is_set(office, held_on, clock)
    care.a_matter_is_written(
        bo, Words(proposal="Nämnden begär polisens hjälp.", child_version="Polisen hjälper oss att hämta dig.")
    )
    clock.moves_to(held_on, hour=13)
    care.it_is_signed(olga)

    # Then: the request is made on its decision.
    bo.chooses("Polis")
    bo.follows(Text("Alma Å", "Alma Å"))
    bo.follows("Begär hjälp")
    bo.sees("Nämnden har beslutat att begära hjälpen.")
    bo.presses("Skriv under begäran")
    bo.sees("Begäran är undertecknad.")
