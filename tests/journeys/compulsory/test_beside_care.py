"""Beside the care: restricted contact, prohibitions, continued custody, services without consent and sheltered
accommodation, each under the Act of its day, by keyboard.

Each begins where the factories have brought it; what the journey is about is done at the desks.
"""

from datetime import date

import pytest
from tests.factories import compulsory as line
from tests.factories.people import Child
from tests.factories.staff import Office
from tests.journeys.clock import Clock
from tests.journeys.compulsory import care
from tests.journeys.compulsory.care import Words, cited
from tests.journeys.desk import Sits

from skyddsnat.domains.compulsory.types import PlaceKind
from skyddsnat.kernel.text import Text
from skyddsnat.law.compulsory_states import STATE_NAMES, TRACK_NAMES, Act, State, Track

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_contact_is_restricted_and_where_the_child_is_kept_secret(
    sits: Sits, office: Office, alma: Child, clock: Clock
) -> None:
    # Given: Alma is in care under SFS 2026:1600.
    line.in_care(office, alma, at=care.moment_of(date(2027, 2, 1)))
    clock.moves_to(date(2027, 2, 24))
    bo, olga = sits("bo"), sits("olga")

    # When: the board restricts the contact.
    secret = Words(
        proposal="Per får inte veta var Alma bor.",
        child_version="Din pappa får inte veta var du bor. Det är för att du ska vara trygg.",
        content="Umgänge med Per en gång i månaden, med stöd. Vistelseorten är hemlig för honom.",
    )
    care.the_board_decides(bo, olga, office, clock, date(2027, 3, 2), Act.DECIDE, secret, Track.CONTACT)

    # Then: it holds beside the care, to be considered within three months.
    care.the_case_is_looked_at(bo)
    bo.sees(TRACK_NAMES[Track.CONTACT])
    bo.sees(STATE_NAMES[State.IN_FORCE])
    bo.sees(cited("7 kap. 2 § lagen (2026:1600)"))

    # When: three months pass.
    clock.moves_to(date(2027, 6, 4))
    care.the_case_is_looked_at(bo)

    # Then: it is late, and stands until the board has considered it, and ended it.
    bo.sees(Text("2 dagar försenad", "2 days late"))
    on = Words(proposal="Begränsningen fortsätter.", child_version="Din pappa får inte veta var du bor nu heller.")
    care.the_board_decides(bo, olga, office, clock, date(2027, 6, 8), Act.CONSIDER, on, Track.CONTACT)
    care.the_case_is_looked_at(bo)
    over = Words(proposal="Begränsningen upphör.", child_version="Din pappa får veta var du bor.")
    care.the_board_decides(bo, olga, office, clock, date(2027, 8, 24), Act.END, over, Track.CONTACT)
    care.the_case_is_looked_at(bo)
    bo.sees(STATE_NAMES[State.ENDED])


def test_a_child_in_a_foster_home_is_not_taken_from_it_on_a_phone(
    sits: Sits, office: Office, alma: Child, clock: Clock
) -> None:
    # Given: the chair has forbidden that Alma is moved for now, under SFS 2026:1600.
    line.taken(office, alma, at=care.moment_of(date(2027, 2, 1)), track=Track.REMOVAL)
    clock.moves_to(date(2027, 2, 2))
    phone = {"language": "en", "width": 320, "height": 740}
    bo, olga = sits("bo", **phone), sits("olga", **phone)

    # When: the court has it within the week, and confirms it.
    care.the_case_is_looked_at(bo)
    bo.sees(cited("12 kap. 8 § lagen (2026:1600)"))
    bo.follows("Skicka till rätten")
    care.the_papers_are_sent(bo, court_number="77-27")
    clock.moves_to(date(2027, 2, 4))
    care.it_is_written_down(bo, Act.CONFIRM, Track.REMOVAL)

    # Then: the board applies within two weeks.
    bo.sees(cited("12 kap. 9 § lagen (2026:1600)"))
    asked = Words(proposal="Nämnden ansöker om flyttningsförbud.", child_version="Vi vill att du får bo kvar.")
    care.the_board_decides(bo, olga, office, clock, date(2027, 2, 9), Act.APPLY, asked, Track.REMOVAL)
    care.the_case_is_looked_at(bo)
    bo.follows("Skicka till rätten")
    care.the_papers_are_sent(bo, court_number="77-27")

    # When: the court forbids it, which the board considers within three months, and ends.
    clock.moves_to(date(2027, 3, 1))
    care.it_is_written_down(bo, Act.ORDER, Track.REMOVAL)
    bo.sees(STATE_NAMES[State.IN_FORCE])
    bo.sees(cited("12 kap. 4 § lagen (2026:1600)"))
    on = Words(proposal="Förbudet fortsätter.", child_version="Du får bo kvar. Vi frågar dig igen.")
    care.the_board_decides(bo, olga, office, clock, date(2027, 5, 25), Act.CONSIDER, on, Track.REMOVAL)
    over = Words(proposal="Förbudet upphör.", child_version="Du får flytta hem när du är redo.")
    care.the_board_decides(bo, olga, office, clock, date(2027, 8, 17), Act.END, over, Track.REMOVAL)

    # Then: nothing holds any more.
    care.the_case_is_looked_at(bo)
    bo.sees(STATE_NAMES[State.ENDED])


def test_a_travel_ban_is_given_longer_time_ordered_excepted_from_and_ended(
    sits: Sits, office: Office, alma: Child, clock: Clock
) -> None:
    # Given: a temporary ban under LVU that the court has confirmed, and longer time that is asked for.
    on = line.taken(office, alma, at=care.moment_of(date(2026, 11, 16)), track=Track.EXIT)
    line.send(on, Act.SUBMIT, at=care.moment_of(date(2026, 11, 17)))
    line.step(on, Act.CONFIRM, at=care.moment_of(date(2026, 11, 19)))
    matter = line.board_decides(on, Act.ASK_EXTENSION, at=care.moment_of(date(2026, 11, 24)))
    line.send(on, Act.ASK_EXTENSION, at=care.moment_of(date(2026, 11, 25)), matter_id=matter)

    # When: the court gives it until a week before Christmas.
    clock.moves_to(date(2026, 11, 30))
    bo, olga = sits("bo"), sits("olga")
    care.the_case_is_looked_at(bo)
    care.it_is_written_down(bo, Act.EXTEND, Track.EXIT, until=date(2026, 12, 29))
    bo.sees(cited("31 f § LVU"))

    # When: the application is made in time, and the court orders the ban.
    matter = line.board_decides(on, Act.APPLY, at=care.moment_of(date(2026, 12, 8)))
    line.send(on, Act.APPLY, at=care.moment_of(date(2026, 12, 9)), matter_id=matter)
    clock.moves_to(date(2026, 12, 17))
    care.the_case_is_looked_at(bo)
    care.it_is_written_down(bo, Act.ORDER, Track.EXIT)
    bo.sees(STATE_NAMES[State.IN_FORCE])
    bo.sees(cited("31 c § LVU"))

    # Then: under the new Act one journey is excepted, and the ban ends.
    journey = Words(proposal="Alma får resa till mormor i Oslo.", child_version="Du får resa till mormor i två veckor.")
    clock.moves_to(date(2027, 1, 2))
    care.the_board_decides(bo, olga, office, clock, date(2027, 1, 12), Act.EXCEPT, journey, Track.EXIT)
    care.the_case_is_looked_at(bo)
    bo.sees(STATE_NAMES[State.IN_FORCE])
    bo.sees(cited("13 kap. 4 § lagen (2026:1600)"))
    over = Words(proposal="Förbudet upphör.", child_version="Nu får du resa ut ur Sverige igen.")
    care.the_board_decides(bo, olga, office, clock, date(2027, 4, 13), Act.END, over, Track.EXIT)
    care.the_case_is_looked_at(bo)
    bo.sees(STATE_NAMES[State.ENDED])


def test_continued_custody_lapses_when_nobody_applies_again_and_nothing_is_built_on_it(
    sits: Sits, office: Office, alma: Child, clock: Clock
) -> None:
    # Given: a custody where no Swedish court can decide on care goes on as continued custody.
    on = line.confirmed(office, alma, at=care.moment_of(date(2026, 11, 9)))
    matter = line.board_decides(on, Act.APPLY_CONTINUED, at=care.moment_of(date(2026, 11, 17)))
    line.send(on, Act.APPLY_CONTINUED, at=care.moment_of(date(2026, 11, 18)), matter_id=matter)
    clock.moves_to(date(2026, 11, 19))
    bo, olga = sits("bo"), sits("olga")

    # When: the board applies, and the court grants two months.
    asked = Words(proposal="Nämnden ansöker om fortsatt omhändertagande.", child_version="Du får bo kvar här ett tag.")
    care.the_board_decides(bo, olga, office, clock, date(2026, 11, 24), Act.APPLY, asked, Track.CONTINUED)
    care.the_case_is_looked_at(bo)
    bo.follows("Skicka till rätten")
    care.the_papers_are_sent(bo, court_number="91-26")
    clock.moves_to(date(2026, 12, 1))
    care.it_is_written_down(bo, Act.ORDER, Track.CONTINUED)

    # Then: it ends by itself after two months, by the Act of that day.
    bo.sees(cited("9 a § LVU"))
    clock.moves_to(date(2027, 1, 31))
    care.the_case_is_looked_at(bo)
    bo.sees(cited("5 kap. 10 § lagen (2026:1600)"))
    bo.unfolds("Andra steg som är möjliga")

    # When: nobody applies again in time, and Bo goes on from a page that he opened before.
    clock.moves_to(date(2027, 2, 3))
    bo.follows(care.about("Skriv in", Act.COURT_ENDS, Track.CONTINUED))

    # Then: it has lapsed; he is told by which paragraph, and what to do instead.
    bo.sees(cited("5 kap. 11 § lagen (2026:1600)"))
    bo.sees("Det går inte än")
    bo.follows("Förbered ett nytt beslut")
    bo.is_on("Vad ska nämnden besluta?")
    care.the_case_is_looked_at(bo)
    bo.sees(STATE_NAMES[State.LAPSED])


def test_a_service_without_consent_is_planned_decided_and_ended(
    sits: Sits, office: Office, alma: Child, clock: Clock
) -> None:
    # Given: a case under the Acts of 2027 (SFS 2026:1637).
    line.open_case(office, alma, at=care.moment_of(date(2027, 2, 1)))
    clock.moves_to(date(2027, 2, 2))
    bo, olga = sits("bo"), sits("olga")

    # When: it is planned first, without the board.
    care.the_case_is_looked_at(bo)
    bo.follows("Börja en åtgärd utan nämndbeslut")
    bo.picks("Vad ska börja?", TRACK_NAMES[Track.WITHOUT_CONSENT])
    bo.writes("Vad åtgärden ska innehålla", "Familjebehandling två gånger i veckan.")
    bo.presses("Börja")
    care.it_is_written_down(bo, Act.DRAW_PLAN, Track.WITHOUT_CONSENT, words="Planen är gjord med Alma och Eva.")

    # Then: the board decides it, sets hours to be at home, and ends it.
    service = Words(proposal="Alma får familjebehandling.", child_version="Ni ska få hjälp hemma två gånger i veckan.")
    hours = Words(proposal="Alma är hemma 21-06.", child_version="Du ska vara hemma på kvällar och nätter.")
    over = Words(proposal="Insatsen upphör.", child_version="Ni behöver inte träffa behandlaren längre.")
    track = Track.WITHOUT_CONSENT
    care.the_board_decides(bo, olga, office, clock, date(2027, 2, 9), Act.DECIDE, service, track)
    care.the_case_is_looked_at(bo)
    bo.sees(cited("9 kap. 1 § lagen (2026:1637)"))
    care.the_board_decides(bo, olga, office, clock, date(2027, 2, 16), Act.SET_HOME_HOURS, hours, track)
    care.the_case_is_looked_at(bo)
    bo.sees(cited("7 kap. 2 § lagen (2026:1637)"))
    care.the_board_decides(bo, olga, office, clock, date(2027, 5, 18), Act.END, over, track)
    care.the_case_is_looked_at(bo)
    bo.sees(STATE_NAMES[State.ENDED])


def test_a_child_in_sheltered_accommodation_and_contact_there_under_its_own_act(
    sits: Sits, office: Office, alma: Child, clock: Clock
) -> None:
    # When: the chair grants Alma a place at once (SFS 2024:79 4:1), and she comes to it.
    line.open_case(office, alma, at=care.moment_of(date(2026, 11, 23)))
    clock.moves_to(date(2026, 11, 24))
    bo, olga = sits("bo"), sits("olga")
    place = Words(
        proposal="Alma får skyddat boende med Eva.",
        child_version="Du och mamma får bo på ett ställe där ni är trygga.",
        urgent="Per väntar utanför dörren.",
    )
    care.the_case_is_looked_at(bo)
    care.the_chair_decides_at_once(bo, olga, Act.DECIDE_IMMEDIATE, place, Track.SHELTER)
    care.the_case_is_looked_at(bo)
    bo.sees(cited("4 kap. 3 § lagen (2024:79)"))
    care.the_child_comes_to_a_place(bo, PlaceKind.SHELTER, "Skyddat boende")
    bo.sees(cited("4 kap. 6 § lagen (2024:79)"))

    # When: contact with Per is restricted there.
    contact = Words(proposal="Per får inte träffa Alma.", child_version="Du ska inte träffa din pappa nu.")
    care.the_board_decides(bo, olga, office, clock, date(2026, 11, 26), Act.DECIDE, contact, Track.CONTACT)

    # Then: by the Act on sheltered accommodation, and it ends with the place.
    care.the_case_is_looked_at(bo)
    bo.sees(cited("5 kap. 6 § lagen (2024:79)"))
    over = Words(proposal="Insatsen upphör.", child_version="Du och mamma flyttar till en egen lägenhet.")
    care.the_board_decides(bo, olga, office, clock, date(2026, 11, 27), Act.END_IMMEDIATE, over, Track.SHELTER)
    care.the_case_is_looked_at(bo)
    bo.sees(STATE_NAMES[State.ENDED_EARLY])
    care.it_is_written_down(bo, Act.MAIN_MEASURE_ENDS, Track.CONTACT)
