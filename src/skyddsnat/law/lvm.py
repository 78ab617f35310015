"""Time limits of LVM, SFS 1988:870, as far as an adult's case that touches a child needs them.

Such a case is linked to, not run here. Read in a copy of April 2026; entered from 1 July 2025, when the latest
amendment seen (SFS 2025:409) came into force, although the times are older.
"""

from dataclasses import replace
from datetime import date

from skyddsnat.kernel.text import Text
from skyddsnat.law.citations import LVM
from skyddsnat.law.lvu import COURT, WEEKS_ON
from skyddsnat.law.sol import BOARD, CALENDAR_DAYS, SAME_NUMBER
from skyddsnat.law.types import Rule, days, months, weeks

READ = "SFS 1988:870, copy of April 2026 (through SFS 2025:409)"
VOUCHED = date(2025, 7, 1)

_CEASES = Text("Omhändertagandet upphör av sig självt (18 a §).", "The custody ceases by itself (s. 18 a).")

SUBMIT_CUSTODY = Rule(
    id="lvm.submit_custody",
    title=Text("Lämna LVM-omhändertagande till rätten", "Submit an LVM custody to the court"),
    statute=LVM.sfs,
    citation=LVM.cite("15"),
    valid_from=VOUCHED,
    source=READ,
    trigger=Text(
        "Nämnden, ordföranden eller en utsedd ledamot beslutade om omedelbart omhändertagande.",
        "The board, its chair or an appointed member decided on immediate custody.",
    ),
    length=days(1),
    counting=CALENDAR_DAYS,
    who_acts=BOARD,
    if_missed=_CEASES,
    lapses=True,
    note=Text("Utan dröjsmål och senast dagen efter beslutet.", "Without delay, at the latest the day after."),
)
COURT_DECIDES = replace(
    SUBMIT_CUSTODY,
    id="lvm.court_decides",
    title=Text("Rättens prövning av LVM-omhändertagande", "The court's review of an LVM custody"),
    citation=LVM.cite("17"),
    trigger=Text(
        "Beslutet lämnades till rätten, eller verkställdes om det skedde senare.",
        "The decision was submitted to the court, or carried out if that came later.",
    ),
    length=days(4),
    who_acts=COURT,
    if_missed=Text(
        "Omhändertagandet upphör inte av sig självt. Fråga rätten efter målet.",
        "The custody does not end by itself. Ask the court about the case.",
    ),
    extension=Text(
        "Till en vecka om någon särskild omständighet kräver det.",
        "To one week if a special circumstance demands it.",
    ),
    lapses=False,
    note=None,
)
APPLY = replace(
    SUBMIT_CUSTODY,
    id="lvm.apply",
    title=Text("Ansöka om LVM-vård efter omhändertagande", "Apply for LVM care after custody"),
    citation=LVM.cite("18"),
    trigger=Text("Rätten beslutade att omhändertagandet ska bestå.", "The court let the custody stand."),
    length=weeks(1),
    counting=WEEKS_ON,
    note=Text("Ansökan ska ha kommit in till rätten.", "The application is to have come in to the court."),
)
BEGIN_CARE = replace(
    APPLY,
    id="lvm.begin_care",
    title=Text("Påbörja LVM-vården", "Begin the LVM care"),
    citation=LVM.cite("12"),
    trigger=Text("Rättens beslut om vård fick laga kraft.", "The court's care order gained legal force."),
    length=weeks(4),
    if_missed=Text("Rättens beslut upphör att gälla av sig självt.", "The court's order lapses by itself."),
    note=None,
)
END = replace(
    SUBMIT_CUSTODY,
    id="lvm.end",
    title=Text("LVM-vården ska upphöra", "The LVM care is to end"),
    citation=LVM.cite("20"),
    trigger=Text("Vården påbörjades.", "The care began."),
    length=months(6),
    counting=SAME_NUMBER,
    who_acts=Text("Statens institutionsstyrelse, som skriver ut.", "The National Board of Institutional Care."),
    if_missed=Text("Vården ska upphöra genom beslut om utskrivning.", "The care is to end by a decision on discharge."),
    lapses=False,
    moved_by_holidays=False,
    note=Text(
        "Tid då personen är avviken, häktad eller i fängelse räknas inte (21 §).",
        "Time when the person is absent without leave, remanded or in prison is not counted (s. 21).",
    ),
)

RULES: tuple[Rule, ...] = (SUBMIT_CUSTODY, COURT_DECIDES, APPLY, BEGIN_CARE, END)
