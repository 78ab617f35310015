"""The steps of the statutory chain, as a caseworker takes them by keyboard, from page to page."""

from datetime import date, timedelta

from tests.journeys.desk import Desk

from skyddsnat.domains.decisions.types import (
    ANSWER_NAMES,
    KIND_NAMES,
    OBSTACLE_NAMES,
    SETTLER_NAMES,
    Answer,
    Kind,
    Obstacle,
    Outcome,
    Settler,
)
from skyddsnat.domains.decisions.types import OUTCOME_NAMES as DECIDED_NAMES
from skyddsnat.domains.intake.types import (
    CHANNEL_NAMES,
    JUDGEMENT_NAMES,
    KNOWN_NAMES,
    SUSPICION_NAMES,
    Channel,
    Judgement,
    Known,
    Suspicion,
)
from skyddsnat.domains.investigations.types import QUESTION_NAMES, RESULT_NAMES, VIEW_NAMES, Question, Result, View
from skyddsnat.domains.journal.types import NOTE_NAMES, UNDERSTOOD_NAMES, NoteKind, Understood
from skyddsnat.kernel.text import Text
from skyddsnat.law.reporters import reporter_kind

CHILD = "Nova"
GUARDIAN = "Disa"
FAMILY_TREATMENT = Text("Familjebehandling i hemmet, intensiv", "Intensive family treatment at home")
CONTACT_FAMILY = Text("Kontaktfamilj, varannan helg", "Contact family, every other week-end")


# --- The report -------------------------------------------------------------------------------------------------------


def the_school_reports(ida: Desk, *, today: date, child: str = CHILD) -> None:
    """The school's report comes in by telephone and is written down."""
    ida.follows("Ny orosanmälan")
    ida.skips_to_content()
    ida.selects("Vem anmäler?", reporter_kind("school", today).text)
    ida.writes("Namn", "Rakel Rektor")
    ida.writes("Verksamhet", "Lindskolan")
    ida.ticks("Vill få återkoppling")
    ida.selects("Hur kom den?", CHANNEL_NAMES[Channel.PHONE])
    ida.writes("Förnamn", child, within="Barnet")
    ida.writes("Efternamn", "Fjäll", within="Barnet")
    ida.dates("Född", date(2018, 4, 12))
    guardian = ida.words("Vårdnadshavare {number}", number=1)
    ida.writes("Förnamn", GUARDIAN, within=guardian)
    ida.writes("Efternamn", "Fjäll", within=guardian)
    ida.writes("Vad har hänt?", "Nova säger att det inte finns mat hemma.")
    ida.ticks("Misstanke om våld")
    ida.picks("Vet barnet om anmälan?", KNOWN_NAMES[Known.NO])
    ida.picks("Vet vårdnadshavarna om anmälan?", KNOWN_NAMES[Known.NO])
    ida.presses("Registrera anmälan")


def protection_is_assessed(ida: Desk) -> None:
    """From the report, at once."""
    ida.follows("Bedöm skydd")
    ida.skips_to_content()
    ida.picks("Din bedömning", JUDGEMENT_NAMES[Judgement.NO_IMMEDIATE_NEED])
    ida.writes("Varför bedömer du så?", "Nova är hos mormor till på fredag.")
    ida.picks("Akut fara för liv eller hälsa?", KNOWN_NAMES[Known.NO])
    ida.ticks(SUSPICION_NAMES[Suspicion.NEGLECT], within="Misstanke om")
    ida.presses("Spara skyddsbedömningen")
    ida.sees("Skyddsbedömningen är sparad.")


def the_preliminary_assessment_is_written(ida: Desk) -> None:
    """On its own page. It is saved, and can then be decided."""
    ida.writes("Kontakter", "Mormor, i dag: Nova sover hos henne.")
    ida.picks("Har barnet fått komma till tals?", Text("Ja", "Yes"))
    ida.writes("Barnets egen mening", "Jag vill att någon lagar mat.")
    ida.writes("Sammanfattande bedömning", "Det behöver klarläggas vad Nova får hemma.")
    ida.writes("Skäl för beslutet", "Uppgifterna är allvarliga och går inte att lämna.")
    ida.selects("Vad gäller utredningen?", QUESTION_NAMES[Question.CARE])
    ida.writes("Frågor som utredningen ska svara på", "Får Nova den omsorg hon behöver?")
    ida.presses("Spara")
    ida.sees("Förhandsbedömningen är sparad.")


# --- The investigation ------------------------------------------------------------------------------------------------


def the_child_is_given_to_bo(manager: Desk) -> None:
    """From the manager's unit, where the child waits to be given to somebody."""
    manager.follows("Enheten")
    manager.follows("Fördela")
    manager.follows("Barn 1")
    manager.picks("Till vem?", Text("Bo Handläggare", "Bo Handläggare"))
    manager.presses("Fördela")


def the_parties_are_told(bo: Desk) -> None:
    """From the page of the parties: each by name."""
    bo.follows("Informera parten")
    bo.picks("Hur?", "Samtal")
    bo.writes("Varför vi utreder, i ord som passar den som läser", "Skolan är orolig för hur Nova har det.")
    bo.presses("Anteckna som informerad")


def it_is_planned(bo: Desk, *, today: date) -> None:
    """What to look at, and until when."""
    bo.follows("Plan", within="Utredningens delar")
    bo.picks_first("Områden att utreda", 2)
    bo.writes("Vilka möten planeras, och med vem?", "Disa, mormor och skolan.")
    bo.dates("Klar senast", today + timedelta(days=60))
    bo.presses("Spara planen")


def the_child_is_talked_with(bo: Desk) -> None:
    """A talk alone, with the child's own words."""
    bo.follows("Samtal")
    bo.writes("Var?", "Lindskolan")
    bo.writes("Vad var samtalet till för?", "Hur Nova har det hemma")
    bo.picks("Talade du med barnet i enrum?", "Ja")
    bo.writes("Vad sade barnet? Barnets egna ord", "Jag vill ha mat i skåpet.")
    bo.writes("Vad fick barnet veta?", "Vad vi gör nu.")
    bo.picks("Förstod barnet?", UNDERSTOOD_NAMES[Understood.YES])
    bo.presses("Spara samtalet")


def a_contact_is_noted(bo: Desk) -> None:
    """From the child's file."""
    bo.follows("Anteckna")
    bo.picks("Vad är det?", NOTE_NAMES[NoteKind.CONTACT])
    bo.writes("Med vem?", "Mormor")
    bo.writes("Anteckning", "Mormor hämtar Nova varje fredag.")
    bo.presses("Spara anteckningen")


def a_fact_is_written(bo: Desk, *, today: date) -> None:
    """One fact with its source, in one area."""
    bo.follows("Skriv")
    bo.picks("Vems syn är det?", VIEW_NAMES[View.FACT])
    bo.writes("Vad vet vi?", "Skolsköterskan ser att Nova är hungrig på morgonen.")
    bo.writes("Källa", "Skolsköterskan, Lindskolan")
    bo.dates("Källans dag", today)
    bo.presses("Spara uppgiften")


def it_is_analysed(bo: Desk) -> None:
    """The child's view first, the proposal last."""
    bo.follows("Bedömning", within="Utredningens delar")
    bo.writes("Barnets egen syn", "Nova vill ha mat i skåpet och vara hos mormor.")
    bo.writes("Risker", "Maten räcker inte.")
    bo.writes("Det som skyddar", "Mormor finns nära.")
    bo.writes("Barnets bästa", "Att bo kvar, med stöd.")
    bo.writes("Behov", "Mat, lugn och vuxna som är där.")
    bo.writes("Ditt förslag", "Familjebehandling i hemmet.")
    bo.presses("Spara bedömningen")


def the_parties_answer(bo: Desk, *, today: date) -> None:
    """The investigation is sent to the guardian, who answers."""
    bo.follows("Parter", within="Utredningens delar")
    bo.follows("Kommunicera")
    bo.picks("Hur?", "Brev")
    bo.dates("Svar senast", today + timedelta(days=14))
    bo.presses("Skicka utredningen")
    bo.follows("Skriv svaret")
    bo.writes("Svaret", "Disa har inget att invända.")
    bo.presses("Spara svaret")


def it_is_closed(bo: Desk) -> None:
    """Signed and locked."""
    bo.follows("Översikt", within="Utredningens delar")
    bo.follows("Avsluta utredningen")
    bo.picks("Vad leder utredningen till?", RESULT_NAMES[Result.SERVICE])
    bo.presses("Underteckna och avsluta")


# --- The decision -----------------------------------------------------------------------------------------------------


def a_proposal_is_written(bo: Desk, *, today: date) -> None:
    """Something else than what suits best."""
    bo.follows("Föreslå beslut")
    bo.picks("Vad föreslår du?", KIND_NAMES[Kind.SERVICE])
    bo.selects("Mest lämplig enligt din bedömning", FAMILY_TREATMENT)
    bo.selects("Det som föreslås", CONTACT_FAMILY)
    bo.dates("Planerad start", today + timedelta(days=7))
    bo.writes("Skäl för beslutet", "Nova behöver lugna helger och trygga vuxna.")
    bo.writes("Barnets syn", "Nova vill vara hos mormor mer.")
    bo.writes("Till barnet", "Du får vara hos en kontaktfamilj varannan helg. Du får säga vad du tycker.")
    bo.presses("Spara förslaget")
    bo.sees("Förslaget är sparat.")


def the_obstacle_is_named(bo: Desk) -> None:
    """A press on a cause, and who settled it."""
    bo.ticks(OBSTACLE_NAMES[Obstacle.MONEY], within="Varför inte det mest lämpliga?")
    bo.picks("Vem avgjorde det?", SETTLER_NAMES[Settler.MANAGER])
    bo.presses("Spara förslaget")


def the_guardian_consents(bo: Desk) -> None:
    """By name, in her own words."""
    bo.follows("Skriv svaret")
    bo.picks("Vad svarade personen?", ANSWER_NAMES[Answer.CONSENTS])
    bo.picks("Hur?", "Samtal")
    bo.writes("Med personens egna ord", "Det blir bra.")
    bo.presses("Spara svaret")


def it_is_handed_in(bo: Desk) -> None:
    """To whoever may decide it: the button says who."""
    bo.presses(bo.words("Lämna förslaget till {level}", level="").strip())
    bo.sees("Förslaget är lämnat.")


def it_is_decided(mia: Desk) -> None:
    """As proposed, by somebody who may and has no interest of her own in it."""
    mia.follows("Läs och besluta")
    mia.picks("Är du jävig i ärendet?", "Nej")
    mia.picks("Ditt beslut", DECIDED_NAMES[Outcome.AS_PROPOSED])
    mia.presses("Skriv under beslutet")


def the_decision_is_delivered(bo: Desk) -> None:
    """The guardian gets her letter, and has it."""
    bo.follows("Lämna beslutet")
    bo.picks("Hur lämnas beslutet?", "Lämnat vid möte")
    bo.presses("Anteckna som lämnat")
    bo.follows("Skriv när det togs emot")
    bo.presses("Spara dagen")
    bo.sees("Antecknat. Tiden att överklaga räknas från den dagen.")
