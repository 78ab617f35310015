"""Every reason why a matter may not be prepared or decided now, saying what to do instead. Never personal data."""

from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason
from skyddsnat.law.citations import FL, KL, SOL


def when(condition: bool, reason: Reason) -> Reason | None:
    return reason if condition else None


def blank(text: str) -> bool:
    return not text.strip()


def _reason(code: str, sv: str, en: str, citation: str | None = None) -> Reason:
    return Reason(f"compulsory.{code}", Text(sv, en), citation)


NOT_THE_BOARDS = _reason(
    "not_the_boards",
    "Det här steget beslutas inte av nämnden. Skriv det i stället som ett steg i ärendet.",
    "The board does not decide this step. Write it down as a step of the case instead.",
)
BEGINS_NOTHING = _reason(
    "begins_nothing",
    "Det här kan bara beslutas om en åtgärd som pågår. Välj åtgärden först.",
    "This can only be decided about a running measure. Choose the measure first.",
)
OTHER_MEASURE = _reason(
    "other_measure",
    "Åtgärden hör inte till ärendet. Välj en av ärendets åtgärder.",
    "The measure is not of this case. Choose one of its measures.",
)
OTHER_DEED = _reason(
    "other_deed",
    "Det här ärendet gäller ett annat beslut. Skriv ett nytt ärende.",
    "This matter is about another decision. Write a new matter.",
)
NO_PROPOSAL = _reason("no_proposal", "Skriv vad som ska beslutas.", "Write what is to be decided.")
NO_REASONS = _reason(
    "no_reasons", "Skälen för beslutet saknas.", "The reasons for the decision are missing.", FL.cite("32")
)
NO_BEST_INTERESTS = _reason(
    "no_best_interests",
    "Bedömningen av barnets bästa saknas.",
    "The assessment of the child's best interests is missing.",
    SOL.cite("3:1"),
)
NO_CHILD_VIEW = _reason(
    "no_child_view",
    "Skriv barnets syn, eller varför den saknas.",
    "Write the child's view, or why it is missing.",
    SOL.cite("3:2"),
)
NO_CHILD_VERSION = _reason(
    "no_child_version", "Texten till barnet saknas.", "The text to the child is missing.", SOL.cite("3:3")
)
OLD_CHILD_VERSION = _reason(
    "old_child_version",
    "Texten till barnet beskriver förslaget, inte beslutet. Skriv om den.",
    "The text to the child describes the proposal, not the decision. Write it anew.",
    SOL.cite("3:3"),
)
NO_GROUNDS = _reason(
    "no_grounds", "Välj den grund som åtgärden vilar på.", "Choose the ground on which the measure rests."
)
NO_URGENT_REASON = _reason(
    "no_urgent_reason", "Varför kan beslutet inte vänta?", "Why can the decision not wait?", SOL.cite("30:12")
)
CHAIR_MAY_NOT = _reason(
    "chair_may_not",
    "Lagen låter inte ordföranden besluta detta ensam. Begär ett extra sammanträde om det inte kan vänta.",
    "The law does not let the chair decide this alone. Ask for an extra meeting if it cannot wait.",
    SOL.cite("30:12"),
)
NO_CASEWORKER = _reason(
    "no_caseworker",
    "Den som arbetar med barns ärenden bereder beslutet men fattar det inte.",
    "Whoever works with children's cases prepares the decision and does not take it.",
)
OWN_MATTER = _reason(
    "own_matter",
    "Den som har skrivit eller berett ärendet beslutar det inte.",
    "Whoever wrote or prepared the matter does not decide it.",
)
CONFLICT = _reason(
    "conflict",
    "Den som är jävig får inte ta del i beslutet. En annan ledamot beslutar.",
    "Whoever has a conflict of interest takes no part. Another member decides.",
    FL.cite("16"),
)
NEW_FACTS = _reason(
    "new_facts",
    "Det har kommit nya uppgifter sedan underlaget blev klart. Läs dem innan du beslutar.",
    "There are new facts since the papers were ready. Read them before you decide.",
)
NO_MEETING = _reason(
    "no_meeting",
    "Utskottet och nämnden beslutar på ett sammanträde, och ärendet har inte varit uppe på något. Vänta till mötet, "
    "eller lägg in ett extra möte.",
    "Committee and board decide at a meeting, and the matter has not come up at one. Wait for the meeting, or enter an "
    "extra one.",
    KL.cite("7:5"),
)
NOT_CHANGED = _reason(
    "not_changed",
    "Skriv vad som beslutas i stället för förslaget.",
    "Write what is decided in place of the proposal.",
)
NO_CHANGE_REASON = _reason(
    "no_change_reason",
    "Säg varför beslutet blev ett annat än förslaget.",
    "Say why the decision differs from the proposal.",
)
NO_RETURN_REASON = _reason("no_return_reason", "Säg varför ärendet lämnas tillbaka.", "Say why the matter is returned.")
NOT_URGENT = _reason(
    "not_urgent",
    "Ärendet väntar på ett sammanträde. Ordföranden söks bara när beslutet inte kan vänta.",
    "The matter waits for a meeting. The chair is called only when the decision cannot wait.",
)
NOT_REACHABLE = _reason(
    "not_reachable",
    "Personen är varken ordförande i jour eller förordnad att besluta detta.",
    "The person is neither the chair on call nor appointed to decide this.",
    SOL.cite("30:12"),
)
PARTIAL = _reason(
    "partial",
    "Personen har anmält jäv i akten. Sök en annan ledamot.",
    "The person has declared a conflict of interest in the file. Call another member.",
    FL.cite("16"),
)
NOT_YET_HELD = _reason("not_yet_held", "Mötet har inte varit än.", "The meeting has not been held yet.")
NOT_MINUTES = _reason(
    "not_minutes",
    "Anmälan förs in av ordföranden eller registratorn.",
    "The report is entered by the chair or the registrar.",
)
NOT_DECIDED = _reason(
    "not_decided",
    "Inget möte har beslutat ärendet eller fått det anmält. Utdrag görs av det som står i protokollet.",
    "No meeting has decided the matter or been told of it. Extracts are made of what stands in the minutes.",
)
NOBODY_TO_APPOINT = _reason(
    "nobody_to_appoint", "Personen är inte anställd eller vald.", "The person is neither employed nor elected."
)
NOT_MEMBER = _reason(
    "not_member",
    "Bara en ledamot kan förordnas att besluta i nämndens ställe.",
    "Only a member can be appointed to decide in the board's place.",
    SOL.cite("30:12"),
)
NO_APPOINTMENTS = _reason(
    "no_appointments",
    "Lagen låter nämnden inte förordna någon enligt den paragrafen.",
    "The law does not let the board appoint anybody under that section.",
    SOL.cite("30:12"),
)
NO_REFERENCE = _reason(
    "no_reference",
    "Ange nämndens beslut om förordnandet.",
    "Give the board's decision on the appointment.",
)
ENDS_BEFORE_START = _reason(
    "ends_before_start", "Slutet måste ligga efter början.", "The end must come after the start."
)
STARTS_BEFORE_DECISION = _reason(
    "starts_before_decision",
    "Förordnandet kan inte gälla innan nämnden har beslutat det.",
    "The appointment cannot hold before the board has decided it.",
)
