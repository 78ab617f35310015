"""Time limits of lag (2026:1637) om insatser inom socialtjänsten när samtycke saknas, in force 2 January 2027.

Read as of 25 August 2026. Electronic monitoring (ch. 5 a, at most three months at a time by 7:2 as worded in SFS
2026:1638) comes into force on a day that the government decides; it is entered when that day is known.
"""

from dataclasses import replace

from skyddsnat.kernel.text import Text
from skyddsnat.law.citations import WITHOUT_CONSENT
from skyddsnat.law.lvu import FROM_LAST
from skyddsnat.law.sol import BOARD, CRITICISM, SAME_NUMBER
from skyddsnat.law.types import Rule, months

READ = "SFS 2026:1637, text as of 2026-08-25"

CONSIDER = Rule(
    id="sfs2026_1637.consider",
    title=Text("Överväga insats utan samtycke", "Consider a service without consent"),
    statute=WITHOUT_CONSENT.sfs,
    citation=WITHOUT_CONSENT.cite("9:1"),
    valid_from=WITHOUT_CONSENT.valid_from,
    source=READ,
    trigger=Text(
        "Nämnden beslutade om insatsen eller villkoret, eller övervägde behovet senast.",
        "The board decided on the service or condition, or last considered the need.",
    ),
    length=months(6),
    counting=FROM_LAST,
    who_acts=BOARD,
    if_missed=CRITICISM,
    recurs=months(6),
    note=Text(
        "Lagen säger minst en gång var sjätte månad men inte från vilken dag; vi räknar från beslutet.",
        "The Act says at least once every six months but not from which day; we count from the decision.",
    ),
)
HOME_HOURS = replace(
    CONSIDER,
    id="sfs2026_1637.home_hours",
    title=Text("Villkor att vara hemma vissa tider", "Condition to be at home at certain hours"),
    citation=WITHOUT_CONSENT.cite("7:2"),
    trigger=Text("Nämnden beslutade om villkoret.", "The board decided on the condition."),
    counting=SAME_NUMBER,
    if_missed=Text("Villkoret upphör av sig självt.", "The condition ends by itself."),
    extension=Text("Nämnden får besluta på nytt.", "The board may decide anew."),
    recurs=None,
    lapses=True,
    moved_by_holidays=False,
    note=Text(
        "Högst sex månader i taget; beslutet kan gälla kortare tid. Elektronisk övervakning får gälla högst tre "
        "månader i taget, från den dag som regeringen bestämmer.",
        "At most six months at a time; the decision may be for less. Electronic monitoring may hold at most three "
        "months at a time, from the day that the government decides.",
    ),
)
CONDITION_OUTLIVES = replace(
    HOME_HOURS,
    id="sfs2026_1637.condition_outlives",
    title=Text("Villkor som fortsätter efter insatsen", "Condition that goes on after the service"),
    citation=WITHOUT_CONSENT.cite("7:3"),
    trigger=Text("Insatsen upphörde.", "The service ended."),
    length=months(3),
    extension=None,
    note=Text("Endast om det finns särskilda skäl.", "Only on special grounds."),
)

RULES: tuple[Rule, ...] = (CONSIDER, HOME_HOURS, CONDITION_OUTLIVES)
