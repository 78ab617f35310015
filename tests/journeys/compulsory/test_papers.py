"""Papers of a case, written block by block, refused while one is missing, signed, sent and received, by keyboard."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.factories import board
from tests.factories import compulsory as line
from tests.factories.people import Child
from tests.factories.staff import Office
from tests.journeys.clock import Clock
from tests.journeys.compulsory import care
from tests.journeys.compulsory.care import cited
from tests.journeys.desk import Desk, Sits

from skyddsnat.domains.compulsory.types.papers import PAPER_NAMES, PaperKind
from skyddsnat.kernel.text import Text
from skyddsnat.law.compulsory_states import Act

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def the_papers_are_looked_at(bo: Desk) -> None:
    """From the case."""
    care.the_case_is_looked_at(bo)
    bo.follows("Skriv ansökan, vårdplan och andra handlingar")


def every_block_is_written(bo: Desk, *, but: int = 0) -> None:
    """In the order of the page; the last few are left out."""
    blocks = bo.page.locator("main textarea")
    for place in range(blocks.count() - but):
        bo.reaches(blocks.nth(place))
        bo.page.keyboard.type("Se utredningen.")


def it_is_written_and_signed(bo: Desk, kind: PaperKind) -> None:
    """From the case to the list of papers again."""
    the_papers_are_looked_at(bo)
    bo.follows(named("Skriv", kind))
    every_block_is_written(bo)
    it_is_signed(bo)


def it_is_signed(bo: Desk) -> None:
    """On the page where it is read once more."""
    bo.presses("Spara och skriv under")
    bo.presses("Skriv under")
    bo.sees("Handlingen är undertecknad och låst.")


def taken_without_words(office: Office, alma: Child, *, at: datetime) -> None:
    """At night a child is not kept waiting for a text."""
    case_id = line.open_case(office, alma, at=at)
    written = board.write(office, case_id, alma, replace(board.URGENT, child_version=""), at=at)
    prepared = board.prepare(office, written, at=at)
    board.reach(office, prepared, at=at)
    board.decide(office, prepared, at=at)


def test_an_application_is_written_refused_signed_sent_and_received(
    sits: Sits, office: Office, alma: Child, clock: Clock
) -> None:
    # Given: the court has confirmed the custody, and the board has decided to apply for care.
    on = line.confirmed(office, alma, at=care.moment_of(date(2027, 2, 1)))
    line.board_decides(on, Act.APPLY, at=care.moment_of(date(2027, 2, 10)))
    clock.moves_to(date(2027, 2, 11))
    bo = sits("bo")

    # When: Bo writes every block of the application but the last, and no care plan.
    the_papers_are_looked_at(bo)
    bo.follows(named("Skriv", PaperKind.APPLICATION))
    bo.sees(cited("4 kap. 2 § lagen (2026:1600)"))
    every_block_is_written(bo, but=1)
    bo.presses("Spara och skriv under")

    # Then: it is not signed, and both are named as missing.
    bo.sees("Går inte att skriva under än")
    bo.sees(Text("Till ansökan hör en vårdplan.", "A care plan belongs to the application."))
    assert bo.page.get_by_role("button", name=bo.words("Skriv under")).is_disabled()

    # When: both are written.
    bo.follows("Skriv vidare")
    bo.reaches(last := bo.page.locator("main textarea").last)
    assert not last.input_value()
    bo.page.keyboard.type("Vården ges i jourhem.")
    bo.presses("Spara")
    it_is_written_and_signed(bo, PaperKind.CARE_PLAN)
    bo.follows(named("Skriv vidare", PaperKind.APPLICATION))
    it_is_signed(bo)

    # Then: it is what is sent to the court, whose receipt makes the application.
    care.the_case_is_looked_at(bo)
    bo.follows("Skicka till rätten")
    chosen = bo.page.locator("select option:checked").first
    assert bo.words(PAPER_NAMES[PaperKind.APPLICATION]) in chosen.inner_text()
    care.the_papers_are_sent(bo, court_number="1234-27")
    bo.sees(cited("16 kap. 3 § lagen (2026:1600)"))


def test_the_child_and_the_parties_are_told_in_writing(sits: Sits, office: Office, alma: Child, clock: Clock) -> None:
    # Given: the chair has taken Alma into custody in the night, with no text to her yet.
    taken_without_words(office, alma, at=care.moment_of(date(2026, 12, 14)))
    clock.moves_to(date(2026, 12, 15))
    bo = sits("bo", language="en", width=320, height=740)

    # When: Bo writes to Alma, and tells the parties.
    the_papers_are_looked_at(bo)
    bo.follows(care.about("Skriv till barnet", Act.DECIDE_IMMEDIATE))
    every_block_is_written(bo)
    it_is_signed(bo)
    bo.follows(care.about("Underrätta parterna", Act.DECIDE_IMMEDIATE))
    bo.presses("Gör och skriv under breven")

    # Then: each has a letter, and is told when it has left.
    bo.sees("Breven är gjorda. Parten är underrättad först när brevet är skickat.")
    here = bo.page.url
    for guardian in ("Eva", "Per"):
        bo.follows(Text(f"Skicka : {guardian} Åkerlund", f"Send : {guardian} Åkerlund"))
        bo.picks("Hur skickas den?", "Brev")
        bo.presses("Den är skickad nu")
        bo.goes_to(here)
    bo.sees("Alla parter har fått ett brev om beslutet.")


def test_care_is_carried_out_and_considered_in_writing(sits: Sits, office: Office, alma: Child, clock: Clock) -> None:
    # Given: Alma is in care.
    line.in_care(office, alma, at=care.moment_of(date(2027, 2, 1)))
    clock.moves_to(date(2027, 3, 1))
    bo = sits("bo")

    # When: Bo writes how it is done, and the consideration.
    for kind in (PaperKind.IMPLEMENTATION_PLAN, PaperKind.CONSIDERATION):
        it_is_written_and_signed(bo, kind)

    # Then: both are in the file, signed.
    for kind in (PaperKind.IMPLEMENTATION_PLAN, PaperKind.CONSIDERATION):
        assert bo.page.get_by_role("link", name=bo.words(PAPER_NAMES[kind]), exact=True).count(), kind


def named(verb: str, kind: PaperKind) -> Text:
    """A button with the paper that it is about."""
    name = PAPER_NAMES[kind]
    return Text(f"{verb} : {name.sv}", f"{verb} : {name.en}")
