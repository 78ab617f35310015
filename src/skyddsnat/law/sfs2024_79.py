"""Time limits of lag (2024:79) om placering av barn i skyddat boende, in force since 1 April 2024.

Read in a copy of April 2026; the sections with times are unchanged since the Act came.
"""

from dataclasses import replace

from skyddsnat.kernel.text import Text
from skyddsnat.law.citations import SHELTER
from skyddsnat.law.lvu import COURT, COURT_TAKES_UP, EXCEPTIONAL_HINDRANCE, FROM_LAST, WEEKS_ON
from skyddsnat.law.sol import BOARD, CRITICISM, SAME_NUMBER, SAME_WEEKDAY
from skyddsnat.law.types import Rule, months, weeks

READ = "SFS 2024:79, copy of April 2026 (through SFS 2025:1295)"

_CEASES = Text(
    "Den omedelbara insatsen upphör av sig själv.", "The immediate place in sheltered accommodation ceases by itself."
)

SUBMIT = Rule(
    id="sfs2024_79.submit",
    title=Text("Lämna omedelbart skyddat boende till rätten", "Submit an immediate place in sheltered accommodation"),
    statute=SHELTER.sfs,
    citation=SHELTER.cite("4:3"),
    valid_from=SHELTER.valid_from,
    source=READ,
    trigger=Text(
        "Nämnden, ordföranden eller en utsedd ledamot beviljade barnet omedelbart skyddat boende.",
        "The board, its chair or an appointed member granted the child an immediate place.",
    ),
    length=weeks(1),
    counting=SAME_WEEKDAY,
    who_acts=BOARD,
    if_missed=_CEASES,
    lapses=True,
)
COURT_REVIEWS = replace(
    SUBMIT,
    id="sfs2024_79.court_reviews",
    title=Text("Rättens prövning av omedelbart skyddat boende", "The court's review of an immediate place"),
    trigger=Text("Beslutet och handlingarna kom in till rätten.", "Decision and papers came in to the court."),
    who_acts=COURT,
    if_missed=Text(
        "Insatsen upphör inte av sig själv. Fråga rätten efter målet.",
        "The service does not end by itself. Ask the court about the case.",
    ),
    extension=EXCEPTIONAL_HINDRANCE,
    lapses=False,
)
APPLY = replace(
    SUBMIT,
    id="sfs2024_79.apply",
    title=Text("Ansöka om skyddat boende för barnet", "Apply for sheltered accommodation for the child"),
    citation=SHELTER.cite("4:6"),
    trigger=Text("Barnet kom till det skyddade boendet.", "The child came to the sheltered accommodation."),
    length=weeks(6),
    counting=WEEKS_ON,
    extension=Text(
        "Rätten får förlänga tiden om mer utredning eller någon annan särskild omständighet kräver det. Begär det "
        "innan tiden har gått ut.",
        "The court may extend the time if further investigation or another special circumstance demands it. Ask before "
        "the time is out.",
    ),
    note=Text(
        "Tiden räknas från den dag placeringen påbörjades (5 kap. 2 §), inte från beslutet.",
        "The time runs from the day the placement began (ch. 5 s. 2), not from the decision.",
    ),
)
TAKES_UP = replace(
    COURT_REVIEWS,
    id="sfs2024_79.court_takes_up",
    title=COURT_TAKES_UP.title,
    citation=SHELTER.cite("8:2"),
    trigger=Text(
        "Ansökan kom in medan barnet hade en omedelbar insats.",
        "The application came in while the child had an immediate place.",
    ),
    length=weeks(2),
    counting=WEEKS_ON,
    extension=COURT_TAKES_UP.extension,
)
BEGIN = replace(
    SUBMIT,
    id="sfs2024_79.begin",
    title=Text("Påbörja placeringen", "Begin the placement"),
    citation=SHELTER.cite("3:4"),
    trigger=Text(
        "Rättens beslut om skyddat boende fick laga kraft.", "The court's decision on the place gained legal force."
    ),
    length=weeks(4),
    counting=WEEKS_ON,
    if_missed=Text("Rättens beslut upphör att gälla av sig självt.", "The court's decision lapses by itself."),
)
CONSIDER = replace(
    SUBMIT,
    id="sfs2024_79.consider",
    title=Text("Överväga om barnet ska bo kvar i skyddat boende", "Consider whether the place should go on"),
    citation=SHELTER.cite("5:3"),
    trigger=Text("Placeringen påbörjades, eller övervägdes senast.", "The placement began, or was last considered."),
    length=months(6),
    counting=FROM_LAST,
    if_missed=CRITICISM,
    lapses=False,
    recurs=months(6),
    note=Text(
        "Lagen säger minst en gång var sjätte månad men inte från vilken dag; vi räknar från placeringens början.",
        "The Act says at least once every six months but not from which day; we count from the start of the placement.",
    ),
)
CONSIDER_CONTACT = replace(
    CONSIDER,
    id="sfs2024_79.consider_contact",
    title=Text(
        "Överväga umgänge eller hemlig vistelseort i skyddat boende",
        "Consider contact or secret whereabouts in sheltered accommodation",
    ),
    citation=SHELTER.cite("5:6"),
    trigger=Text(
        "Nämnden beslutade om umgänge eller hemlig vistelseort, eller övervägde det senast.",
        "The board decided on contact or secret whereabouts, or last considered it.",
    ),
    note=Text(
        "Var sjätte månad här; var tredje vid omhändertagande för vård.",
        "Every sixth month here; every third when the child is in custody for care.",
    ),
)
REQUEST_TO_END = replace(
    SUBMIT,
    id="sfs2024_79.request_to_end",
    title=Text("Framställning om upphörande får avvisas", "A request to end the place may be dismissed"),
    citation=SHELTER.cite("7:2"),
    trigger=Text(
        "Nämndens eller rättens beslut om skyddat boende fick laga kraft.",
        "The board's or court's decision on the place gained legal force.",
    ),
    length=months(6),
    counting=SAME_NUMBER,
    if_missed=Text("En senare framställning ska prövas.", "A later request is to be tried."),
    is_of_others=True,
    lapses=False,
    moved_by_holidays=False,
    note=Text(
        "Ingen skyldighet utan en tid: under den får nämnden avvisa den andra vårdnadshavarens framställning.",
        "No duty but a period: within it the board may dismiss the other guardian's request.",
    ),
)
REQUEST_ON_CONTACT = replace(
    REQUEST_TO_END,
    id="sfs2024_79.request_on_contact",
    title=Text(
        "Framställning om umgänge eller vistelseort får avvisas",
        "A request on contact or whereabouts may be dismissed",
    ),
    citation=SHELTER.cite("5:7"),
    trigger=Text(
        "Beslutet om umgänge eller hemlig vistelseort fick laga kraft.",
        "The decision on contact or secret whereabouts gained legal force.",
    ),
)

RULES: tuple[Rule, ...] = (
    *(SUBMIT, COURT_REVIEWS, APPLY, TAKES_UP, BEGIN),
    *(CONSIDER, CONSIDER_CONTACT, REQUEST_TO_END, REQUEST_ON_CONTACT),
)
