"""Compulsory care from the custody to the end of its follow-up, by keyboard, every page read by axe.

The clock of the pages is the test's own: the case begins under LVU and ends under SFS 2026:1600, with nothing that
anybody has to do about it.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.factories.people import Child
from tests.factories.staff import Office
from tests.journeys.clock import Clock
from tests.journeys.compulsory import care
from tests.journeys.desk import Sits

from skyddsnat.domains.compulsory.types import HANDING_NAMES, Handing
from skyddsnat.law.compulsory_states import STATE_NAMES, TRACK_NAMES, Act, State, Track

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OLD, NEW = "lvu.lack_of_care", "sfs2026_1600.lack_of_care"
TAKEN_ON = date(2026, 12, 15)

URGENT = care.Words(
    proposal="Alma omhändertas omedelbart.",
    child_version="Du får inte bo hemma just nu. Vi har bestämt det för att du ska vara trygg.",
    urgent="Alma står på stationen och har ingenstans att ta vägen.",
)
ASKED = {
    Act.APPLY: "Nämnden ansöker om vård.",
    Act.CONSIDER: "Vården fortsätter.",
    Act.END: "Vården upphör.",
}
TOLD = {
    Act.APPLY: "Vi ska be rätten att bestämma att du ska få bo någon annanstans.",
    Act.CONSIDER: "Du får bo kvar hos familjen Ek. Vi frågar dig igen om ett halvår.",
    Act.END: "Du ska få flytta hem. Vi kommer och hälsar på.",
}


@pytest.fixture(autouse=True)
def from_the_day_of_the_custody(clock: Clock, dag_too: None) -> None:
    """Until then Bo and Dag have worked with Alma, and no case is open."""
    clock.moves_to(TAKEN_ON)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_custody_becomes_care_across_new_year_and_ends_followed_up(
    sits: Sits, office: Office, alma: Child, clock: Clock, language: str
) -> None:
    bo, olga = sits("bo", language=language), sits("olga", language=language)

    def decides(held_on: date, act: Act, on_ground: str = "") -> None:
        words = care.Words(proposal=ASKED[act], child_version=TOLD[act], on_ground=on_ground)
        care.the_board_decides(bo, olga, office, clock, held_on, act, words)

    # When: Bo opens the case and asks for a custody that cannot wait; Olga, who is on call, is reached and signs.
    care.the_case_is_opened(bo, on_ground=OLD)
    care.the_chair_decides_at_once(bo, olga, Act.DECIDE_IMMEDIATE, URGENT)

    # Then: it ends by itself unless the court has it in time.
    care.the_case_is_looked_at(bo)
    bo.sees(STATE_NAMES[State.DECIDED])
    bo.sees(care.cited("7 § LVU"))

    # When: it is carried out, the court has the papers, Alma is at a place two days later, and the court confirms.
    care.it_is_written_down(bo, Act.EXECUTE, words="Alma hämtades på stationen.")
    clock.moves_to(date(2026, 12, 16))
    bo.follows("Skicka till rätten")
    care.the_papers_are_sent(bo, court_number="1234-26")
    clock.moves_to(date(2026, 12, 17))
    care.the_child_comes_to_a_place(bo)
    clock.moves_to(date(2026, 12, 18))
    care.it_is_written_down(bo, Act.CONFIRM, words="Rätten fastställde.")

    # Then: each side of New Year, the paragraph that carries the duty, and both Acts' days with the earlier planned on.
    clock.moves_to(date(2026, 12, 31))
    care.the_case_is_looked_at(bo)
    bo.sees(care.cited("8 § LVU"))
    bo.sees("Den andra lagens dag: {day}.", day=care.full_day(date(2027, 1, 14), language))
    clock.moves_to(date(2027, 1, 1))
    care.the_case_is_looked_at(bo)
    bo.sees(care.cited("5 kap. 5 § lagen (2026:1600)"))

    # When: the board applies, the court has the application and orders care.
    clock.moves_to(date(2027, 1, 4))
    decides(date(2027, 1, 7), Act.APPLY, NEW)
    clock.moves_to(date(2027, 1, 8))
    care.the_case_is_looked_at(bo)
    bo.follows("Skicka till rätten")
    care.the_papers_are_sent(bo, court_number="1234-26")
    clock.moves_to(date(2027, 1, 20))
    care.it_is_written_down(bo, Act.ORDER_BEGUN, on_ground=NEW)
    bo.sees(STATE_NAMES[State.IN_CARE])
    bo.sees(care.cited("8 kap. 2 § lagen (2026:1600)"))

    # When: the care is considered in time, and ends when it is not needed any longer.
    clock.moves_to(date(2027, 6, 1))
    decides(date(2027, 6, 8), Act.CONSIDER)
    clock.moves_to(date(2027, 9, 1))
    decides(date(2027, 9, 7), Act.END)
    clock.moves_to(date(2027, 9, 8))
    care.the_case_is_looked_at(bo)
    bo.sees(STATE_NAMES[State.ENDED])
    care.the_child_leaves_the_place(bo)

    # Then: it is followed up before the case can be closed.
    care.it_is_written_down(bo, Act.START_FOLLOW_UP, words="Eva och Alma vill ha besök varje månad.")
    bo.sees(STATE_NAMES[State.FOLLOW_UP])
    clock.moves_to(date(2027, 12, 1))
    care.the_case_is_looked_at(bo)
    care.it_is_written_down(bo, Act.END_FOLLOW_UP, words="Alma mår bra hemma.")
    care.the_case_is_closed(bo)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_on_call_at_night_everything_is_done_on_a_phone(
    sits: Sits, office: Office, alma: Child, clock: Clock, language: str
) -> None:
    phone: dict[str, Any] = {"language": language, "width": 360, "height": 740}
    # Given: Saturday night. Dag has taken over, and Olga sees nothing of Alma yet.
    clock.moves_to(date(2026, 12, 19), hour=22)
    dag, olga = sits("dag", **phone), sits("olga", **phone)
    care.the_case_is_opened(dag, on_ground=OLD)
    care.a_matter_is_begun(dag, Act.DECIDE_IMMEDIATE)
    care.a_matter_is_written(dag, URGENT)
    olga.chooses("Jour")
    olga.sees("Inget väntar på jouren")

    # When: she does not answer at first, is reached at the second call, and reads what is asked and why now.
    care.the_chair_does_not_answer(dag)
    care.the_chair_is_reached(dag)
    care.it_is_signed(olga)

    # Then: she sees no more of Alma, and the times of both calls and of the signature are kept.
    olga.is_on("Jour")
    olga.sees("Inget väntar på jouren")
    dag.goes_to(dag.page.url)
    for kind in (Handing.SOUGHT, Handing.REACHED, Handing.SIGNED):
        dag.sees(HANDING_NAMES[kind])


def test_a_journey_out_of_the_country_is_forbidden_at_once(
    sits: Sits, office: Office, alma: Child, clock: Clock
) -> None:
    # When: Bo asks for a temporary exit ban, and Olga signs.
    bo, olga = sits("bo"), sits("olga")
    care.the_case_is_opened(bo, on_ground=OLD)
    ban = replace(URGENT, proposal="Alma får inte lämna Sverige.")
    care.the_chair_decides_at_once(bo, olga, Act.DECIDE_IMMEDIATE, ban, Track.EXIT)

    # Then: the ban holds, and ends by itself unless the court has it in time.
    care.the_case_is_looked_at(bo)
    bo.sees(TRACK_NAMES[Track.EXIT])
    bo.sees(STATE_NAMES[State.DECIDED])
    bo.sees("Frister")
    bo.sees("Skicka till rätten")
