"""Every reason why something may not be done now, in words that say what to do instead. Never personal data."""

from skyddsnat.domains.decisions.types import (
    LATE_START_DAYS,
)
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason
from skyddsnat.law.citations import FL, SOL


def when(condition: bool, reason: Reason) -> Reason | None:
    return reason if condition else None


def blank(text: str) -> bool:
    return not text.strip()


def _reason(code: str, sv: str, en: str, citation: str | None = None, rule: str | None = None) -> Reason:
    return Reason(f"decisions.{code}", Text(sv, en), citation, rule)


INVESTIGATION_OPEN = _reason(
    "investigation_open",
    "Utredningen är inte avslutad. Avsluta den först, eller säg varför beslutet inte kan vänta.",
    "The investigation is not closed. Close it first, or say why the decision cannot wait.",
    SOL.cite("20:3"),
    "sol.investigation",
)
NO_FOLLOW_UP = _reason(
    "no_follow_up",
    "Uppföljning kan beslutas när utredningen har avslutats utan insats.",
    "A follow-up may be decided when the investigation was closed without a service.",
    SOL.cite("23:1"),
)
NO_BEST_INTERESTS = _reason(
    "no_best_interests",
    "Bedömningen av barnets bästa saknas i utredningen.",
    "The assessment of the child's best interests is missing in the investigation.",
    SOL.cite("3:1"),
)
NOT_ASKED = _reason(
    "consent_not_asked",
    "Alla vårdnadshavare och barn som har fyllt 15 år ska vara tillfrågade, var och en för sig.",
    "Each guardian, and each child of 15, must have been asked, one by one.",
    SOL.cite("21:1"),
)
ADULT_MUST_CONSENT = _reason(
    "adult_must_consent",
    "Den unga har fyllt 18 år och måste själv samtycka.",
    "The young person is 18 or older and must consent in person.",
    SOL.cite("11:1"),
)
CONFLICT = _reason(
    "conflict",
    "Den som är jävig får inte ta del i beslutet. Be en kollega med samma rätt, eller enhetschefen.",
    "Whoever has a conflict of interest takes no part. Ask a colleague with the same right, or the manager.",
    FL.cite("16"),
)
NO_OBSTACLE = _reason(
    "no_obstacle",
    "Det mest lämpliga är inte det som väljs. Välj minst en orsak; egna ord räcker inte.",
    "The most suitable is not what is chosen. Choose at least one cause; own words are not enough.",
)
OTHER_WITHOUT_WORDS = _reason(
    "other_without_words",
    "Orsaken är ”Annat”. Skriv med egna ord vilken.",
    "The cause is “Other”. Say in your own words which.",
)
NO_SETTLER = _reason(
    "no_settler",
    "Vem avgjorde att det inte blev det mest lämpliga?",
    "Who settled that it was not to be the most suitable?",
)
NO_CHOSEN = _reason("no_chosen", "Välj den insats som föreslås.", "Choose the service that is proposed.")
NO_MOST_SUITABLE = _reason(
    "no_most_suitable",
    "Välj den insats som är mest lämplig enligt din bedömning.",
    "Choose the service that you find most suitable.",
)
CHOSEN_WITHOUT_SERVICE = _reason(
    "chosen_without_service",
    "Förslaget gäller ingen insats. Ta bort den valda insatsen.",
    "The proposal is about no service. Remove the chosen service.",
)
NO_START = _reason("no_start", "När är starten planerad?", "When is the start planned?")
LATE_WITHOUT_OBSTACLE = _reason(
    "late_without_obstacle",
    f"Starten är mer än {LATE_START_DAYS} dagar bort. Välj minst en orsak.",
    f"The start is more than {LATE_START_DAYS} days away. Choose at least one cause.",
)
NO_REASONS = _reason(
    "no_reasons", "Skälen för beslutet saknas.", "The reasons for the decision are missing.", FL.cite("32")
)
NO_CHILD_VIEW = _reason(
    "no_child_view",
    "Skriv barnets syn, eller varför den saknas.",
    "Write the child's view, or why it is missing.",
    SOL.cite("3:2"),
)
NO_CHILD_VERSION = _reason(
    "no_child_version",
    "Texten till barnet saknas.",
    "The text to the child is missing.",
    SOL.cite("3:3"),
)
NO_URGENT_REASON = _reason("no_urgent_reason", "Varför kan beslutet inte vänta?", "Why can the decision not wait?")
NEW_FACTS = _reason(
    "new_facts",
    "Det har kommit nya uppgifter sedan förslaget lämnades. Läs dem innan du beslutar.",
    "There are new facts since the proposal was handed in. Read them before you decide.",
)
NOT_CHANGED = _reason("not_changed", "Beslutet är detsamma som förslaget.", "The decision is the same as the proposal.")
NOTHING_TO_REFUSE = _reason(
    "nothing_to_refuse",
    "Förslaget ger ingen insats att avslå. Lämna tillbaka det i stället.",
    "The proposal gives no service to refuse. Return it instead.",
)
NO_CHANGE_REASON = _reason(
    "no_change_reason",
    "Säg varför beslutet blev ett annat än förslaget.",
    "Say why the decision differs from the proposal.",
)
OLD_CHILD_VERSION = _reason(
    "old_child_version",
    "Texten till barnet beskriver förslaget, inte beslutet. Skriv om den.",
    "The text to the child describes the proposal, not the decision. Write it anew.",
    SOL.cite("3:3"),
)
NO_HIDING_REASON = _reason(
    "no_hiding_reason",
    "Säg varför namnet utelämnas i underrättelsen.",
    "Say why the name is left out of the notice.",
    FL.cite("33"),
)
NAME_NOT_YET = _reason(
    "name_not_yet",
    "Namn får utelämnas först från den 2 juli 2025.",
    "Names may be left out from 2 July 2025 only.",
    FL.cite("33"),
)
NO_RETURN_REASON = _reason(
    "no_return_reason", "Säg varför förslaget lämnas tillbaka.", "Say why the proposal is returned."
)
NOT_TO_BE_ASKED = _reason(
    "not_to_be_asked",
    "Den personens samtycke behövs inte för insatsen.",
    "That person's consent is not needed for the service.",
    SOL.cite("21:1"),
)
IN_FUTURE = _reason("in_future", "Dagen har inte varit än.", "That day has not come yet.")
SENT = _reason("sent", "Beslutet är redan skickat till parten.", "The decision has already been sent to the party.")
NOT_SENT = _reason(
    "not_sent", "Beslutet är inte skickat till parten.", "The decision has not been sent to the party.", FL.cite("33")
)
NO_WAY = _reason("no_way", "Säg hur beslutet skickas eller lämnas.", "Say how the decision is sent or handed over.")
SERVED = _reason("served", "Dagen är redan antecknad.", "The day has already been written down.")
SERVED_BEFORE_SENT = _reason(
    "served_before_sent",
    "Beslutet kan inte ha tagits emot innan det skickades.",
    "The decision cannot be received before it was sent.",
)
NOT_APPEALABLE = _reason(
    "not_appealable",
    "Beslutet kan inte överklagas till förvaltningsrätten. Begäran om laglighetsprövning lämnas direkt till domstolen.",
    "The decision cannot be appealed to the court. A request to try its legality is handed to the court itself.",
    SOL.cite("35:1"),
)
APPEALED = _reason("appealed", "Överklagandet är redan antecknat.", "The appeal is already recorded.")
NO_APPELLANT = _reason(
    "no_appellant",
    "Välj vem som överklagar, eller skriv namnet: ett av dem.",
    "Choose who appeals, or write the name: one of them.",
)
STRANGER = _reason("stranger", "Personen finns inte i akten. Skriv namnet.", "Nobody of the file: write the name.")
HAS_LETTER = _reason(
    "has_letter",
    "Parten har ett eget brev om beslutet. Anteckna överklagandet där, så räknas tiden.",
    "The party has a letter of the decision. Write the appeal down there, so that the time is counted.",
    FL.cite("44"),
)
BEFORE_DECISION = _reason(
    "before_decision",
    "Överklagandet kan inte ha kommit in före beslutet.",
    "It cannot have come in before the decision.",
)
NO_APPEAL = _reason("no_appeal", "Inget överklagande är antecknat för parten.", "No appeal of the party's is recorded.")
SETTLED = _reason("settled", "Överklagandet är redan hanterat.", "The appeal has already been dealt with.")
IN_TIME = _reason(
    "in_time",
    "Överklagandet kom in i tid och ska lämnas till domstolen.",
    "The appeal came in time and is to be handed over to the court.",
    FL.cite("46"),
    "fl.forward_appeal",
)
LATE_WITHOUT_REASON = _reason(
    "late_without_reason",
    "Överklagandet kom för sent. Säg varför det ändå ska prövas: fel underrättelse, eller i tid hos domstolen.",
    "The appeal came too late. Say why it is to be tried all the same: wrong notice, or in time at the court.",
    FL.cite("45"),
)
NO_DISMISSAL_REASON = _reason(
    "no_dismissal_reason",
    "Säg varför överklagandet avvisas.",
    "Say why the appeal is dismissed.",
    FL.cite("32"),
)
NO_SERVICE_TO_START = _reason("no_service_to_start", "Beslutet ger ingen insats.", "The decision gives no service.")
STARTED = _reason("started", "Starten är redan antecknad.", "The start has already been written down.")
STARTED_BEFORE_DECISION = _reason(
    "started_before_decision",
    "Insatsen kan inte ha startat innan den beslutades. Det som pågick före beslutet saknade beslut och ska visas så.",
    "The service cannot have started before it was decided. What went on before had no decision and must show as that.",
)
ENDS_BEFORE_START = _reason(
    "ends_before_start", "Slutet måste ligga efter början.", "The end must come after the start."
)
TWO_LINES = _reason(
    "two_lines",
    "Det finns redan en punkt om samma sak som gäller samma dagar. Avsluta den först.",
    "There is already a line on the same matter in force on the same days. End it first.",
)
NO_MEETINGS = _reason(
    "no_meetings", "Bara utskottet och nämnden sammanträder.", "Only the committee and the board hold meetings."
)
PAPERS_AFTER = _reason(
    "papers_after", "Handlingarna ska vara inne före mötet.", "The papers must be in before the meeting."
)
MEETING_TAKEN = _reason(
    "meeting_taken", "Det mötet finns redan i kalendern.", "That meeting is already in the calendar."
)
NOT_PARTY = _reason(
    "not_party",
    "Personen är inte part: vårdnadshavare, eller barn som har fyllt 15 år.",
    "The person is not a party: a guardian, or a child of 15.",
    SOL.cite("3:4"),
)
