"""The steps of compulsory care, as those who work with the child and those who decide take them by keyboard."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils import translation
from tests.factories import board
from tests.factories.staff import Office
from tests.journeys.clock import Clock
from tests.journeys.desk import Desk

from skyddsnat.domains.compulsory.types import MATTER_OUTCOME_NAMES, PLACE_NAMES, MatterOutcome, PlaceKind
from skyddsnat.domains.decisions.types import Level
from skyddsnat.kernel.text import Text
from skyddsnat.law.compulsory_states import TRACK_NAMES, Act, Track, act_name
from skyddsnat.law.grounds import ground
from skyddsnat.web import formats

CHAIR = Text("Olga Ordförande", "Olga Ordförande")


def about(verb: str, act: Act, track: Track = Track.CARE) -> Text:
    """A button with what it is about, as it is read aloud: «Skriv in : Verkställa»."""
    name = act_name(track, act)
    with translation.override("en"):
        in_english = translation.gettext(verb)
    return Text(f"{verb} : {name.sv}", f"{in_english} : {name.en}")


# --- The case ---------------------------------------------------------------------------------------------------------


def the_case_is_opened(bo: Desk, *, on_ground: str) -> None:
    """From the child's file."""
    bo.chooses("Mina barn")
    bo.follows(Text("Alma Å", "Alma Å"))
    bo.follows("Öppna ett tvångsärende")
    bo.writes("Varför räcker inte vård med samtycke?", "Eva vill inte att Alma bor någon annanstans.")
    bo.ticks(ground(on_ground).text, within="Grunder")
    bo.presses("Öppna ärendet")
    bo.sees("Tvångsärendet är öppet.")


def the_case_is_looked_at(bo: Desk) -> None:
    """From the child's file, as every morning."""
    bo.chooses("Mina barn")
    bo.follows(Text("Alma Å", "Alma Å"))
    bo.follows("Öppna tvångsärendet")


# --- The board --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a matter says. `urgent`: why it cannot wait for the board."""

    proposal: str
    child_version: str
    content: str = "Alma bor i jourhem och träffar Eva när hon vill."
    urgent: str = ""
    on_ground: str = ""


def a_matter_is_written(bo: Desk, words: Words) -> None:
    """On the page of the matter; handed over when nothing is missing."""
    bo.writes("Förslag till beslut", words.proposal)
    if words.on_ground:
        bo.ticks(ground(words.on_ground).text, within="Grunder")
    bo.writes("Vad åtgärden innehåller", words.content)
    bo.writes("Skäl för beslutet", "Eva har druckit i en vecka och Alma har sprungit hemifrån i natt.")
    bo.writes("Barnets bästa", "Alma behöver en trygg vuxen.")
    bo.writes("Barnets syn", "Alma vill inte gå hem.")
    if words.urgent:
        bo.ticks("Beslutet kan inte vänta på nämnden")
        bo.writes("Varför kan det inte vänta?", words.urgent)
    bo.writes("Till barnet", words.child_version)
    bo.presses("Spara underlaget")
    bo.presses("Lämna över för beslut")
    bo.sees("Underlaget är överlämnat för beslut.")


def the_chair_decides_at_once(bo: Desk, chair: Desk, act: Act, words: Words, track: Track = Track.CARE) -> None:
    """From the page of the case: Bo asks for it, reaches her, and she signs."""
    a_matter_is_begun(bo, act, track)
    a_matter_is_written(bo, words)
    the_chair_is_reached(bo)
    it_is_signed(chair)
    chair.sees("Beslutet är undertecknat. Det anmäls vid nästa möte av sig självt.")


def the_board_decides(
    bo: Desk, decider: Desk, office: Office, clock: Clock, held_on: date, act: Act, words: Words,
    track: Track = Track.CARE,
) -> None:  # fmt: skip
    """Bo prepares it from the page of the case, and it is signed on the day of the meeting."""
    a_meeting_is_set(office, held_on, clock)
    the_case_is_looked_at(bo)
    a_matter_is_begun(bo, act, track)
    a_matter_is_written(bo, words)
    clock.moves_to(held_on, hour=13)
    it_is_signed(decider)
    decider.sees("Beslutet är undertecknat.")


def a_meeting_is_set(office: Office, held_on: date, clock: Clock) -> None:
    """The committee and the board meet that day."""
    for level in (Level.COMMITTEE, Level.BOARD):
        board.meet(office, held_on, level=level, at=clock.now())


def a_matter_is_begun(bo: Desk, act: Act, track: Track = Track.CARE) -> None:
    """The page on which the board, or the chair, is asked for it."""
    bo.follows("Förbered ett beslut av nämnden")
    asked = act_name(track, act)
    # After the words stands the paragraph.
    bo.follows(Text(f"{asked.sv} (", f"{asked.en} ("), under=TRACK_NAMES[track])


def the_chair_does_not_answer(bo: Desk) -> None:
    """The call is written down all the same."""
    _calls(bo, "Svarade inte")


def the_chair_is_reached(bo: Desk) -> None:
    """By telephone: from then on she sees what she is to decide."""
    _calls(bo, "Nådd, läser nu")


def _calls(bo: Desk, outcome: str) -> None:
    bo.follows("Ring den som får besluta")
    bo.picks("Vem ringde du?", CHAIR)
    bo.picks("Hur gick det?", outcome)
    bo.presses("Anteckna samtalet")
    bo.sees("Samtalet är antecknat med klockslag.")


def it_is_signed(decider: Desk) -> None:
    """As proposed, by whoever may."""
    decider.chooses("Jour")
    decider.follows("Läs och besluta")
    decider.picks("Är du jävig i ärendet?", "Nej")
    decider.picks("Ditt beslut", MATTER_OUTCOME_NAMES[MatterOutcome.AS_PROPOSED])
    decider.presses("Skriv under beslutet")


# --- The court and the care -------------------------------------------------------------------------------------------


def the_papers_are_sent(bo: Desk, *, court_number: str) -> None:
    """From the page of the dispatch to the court's receipt, which is what counts."""
    bo.writes("Hur skickades den?", "Med bud.")
    bo.presses("Handlingarna är skickade nu")
    bo.sees("Avsänt. Det räknas som gjort först när rättens kvittens är sparad.")
    bo.writes("Eller skriv av kvittensen", "Förvaltningsrätten har tagit emot handlingarna.")
    bo.writes("Rättens målnummer", court_number)
    bo.presses("Spara kvittensen")
    bo.sees("Kvittensen är sparad. Steget är gjort.")


def it_is_written_down(
    bo: Desk, act: Act, track: Track = Track.CARE, *, words: str = "", on_ground: str = "", until: date | None = None
) -> None:
    """A deed of the court's or the caseworkers' own, as it was done now. `until`: the day that the court set."""
    button = about("Skriv in", act, track)
    if not bo.page.get_by_role("link", name=bo.words(button)).locator("visible=true").count():
        bo.unfolds("Andra steg som är möjliga")
    bo.follows(button)
    if on_ground:
        bo.ticks(ground(on_ground).text, within="Vilka grunder fann rätten?")
    if until:
        bo.dates("Till och med vilken dag förlängde rätten tiden?", until)
    if words:
        bo.writes("Något att minnas", words)
    bo.presses("Skriv in")
    bo.sees("Steget är inskrivet.")


def the_child_comes_to_a_place(bo: Desk, kind: PlaceKind = PlaceKind.EMERGENCY_HOME, name: str = "Familjen Ek") -> None:
    """From the box of where the child is."""
    bo.follows("Barnet har kommit till en plats")
    bo.picks("Vilket slags plats?", PLACE_NAMES[kind])
    bo.writes("Platsens namn", name)
    bo.presses("Skriv in platsen")
    bo.sees("Platsen är inskriven.")


def the_child_leaves_the_place(bo: Desk) -> None:
    """Home again."""
    bo.follows("Barnet har lämnat platsen")
    bo.presses("Avsluta placeringen")
    bo.sees("Placeringen är avslutad.")


def the_case_is_closed(bo: Desk) -> None:
    """When nothing of it holds any longer."""
    bo.follows("Avsluta tvångsärendet")
    bo.writes("Varför avslutas ärendet?", "Uppföljningen är gjord.")
    bo.presses("Avsluta ärendet")
    bo.sees("Tvångsärendet är avslutat.")


# --- Words ------------------------------------------------------------------------------------------------------------


def cited(section: str) -> Text:
    """A paragraph is cited alike in both languages."""
    return Text(section, section)


def full_day(day: date, language: str) -> str:
    """The day as a page in that language writes it."""
    with translation.override(language):
        return formats.full_day(day)


def moment_of(day: date, hour: int = 9) -> datetime:
    """When a story that is told by the factories begins."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
