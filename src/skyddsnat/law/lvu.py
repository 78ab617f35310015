"""Time limits of LVU, SFS 1990:52, to the end of 2026; from 1 January 2027 SFS 2026:1600 takes over.

The Act was read as it stood on 24 August 2026 (5-15 and 21 b-45 §§ partly in a copy of April 2026). Sections 13, 13 c,
21 b-21 c and 22 have held since 1 July 2022 (SFS 2022:664, prop. 2021/22:178) in what concerns their times, and the
other sections carry older amendments or none; so the rules are entered from that day, although most times are older.
"""

from dataclasses import replace
from datetime import date

from skyddsnat.kernel.text import Text
from skyddsnat.law.citations import LVU
from skyddsnat.law.sol import BOARD, CRITICISM, SAME_NUMBER, SAME_WEEKDAY
from skyddsnat.law.types import Rule, months, weeks

READ = "SFS 1990:52, text as of 2026-08-24"
VOUCHED = date(2022, 7, 1)

WEEKS_ON = Text("Samma veckodag som den dag då tiden började.", "The same weekday as the one on which the time began.")
COURT = Text("Förvaltningsrätten.", "The administrative court.")
COURT_LATE = Text(
    "Omhändertagandet upphör inte av sig självt. Fråga rätten efter målet.",
    "The custody does not end by itself. Ask the court about the case.",
)
CUSTODY_CEASES = Text(
    "Omhändertagandet upphör av sig självt. Barnet får inte hållas kvar.",
    "The custody ceases by itself. The child may not be kept.",
)
BAN_CEASES = Text("Det tillfälliga förbudet upphör av sig självt.", "The temporary prohibition ceases by itself.")
EXCEPTIONAL_HINDRANCE = Text("Endast om det finns synnerliga hinder.", "Only if there is an exceptional hindrance.")
COURT_EXTENDS = Text(
    "Rätten får förlänga tiden om mer utredning eller någon annan särskild omständighet kräver det. Begär det innan "
    "tiden har gått ut: en begäran i tid håller omhändertagandet vid liv tills rätten har svarat.",
    "The court may extend the time if further investigation or another special circumstance demands it. Ask before the "
    "time is out: a request in time keeps the custody alive until the court has answered.",
)
BAN_EXTENDS = Text(
    "Rätten får förlänga tiden om mer utredning kräver det. Begär det innan tiden har gått ut.",
    "The court may extend the time if further investigation demands it. Ask before the time is out.",
)
FROM_LAST = Text(
    "Samma datum i slutmånaden, eller månadens sista dag om datumet saknas där. Nästa gång räknas från den senaste.",
    "The same day number in the last month, or that month's last day if it has no such day. The next time is counted "
    "from the last one.",
)

SUBMIT_CUSTODY = Rule(
    id="lvu.submit_custody",
    title=Text("Lämna omhändertagandet till rätten", "Submit the custody to the court"),
    statute=LVU.sfs,
    citation=LVU.cite("7"),
    valid_from=VOUCHED,
    valid_to=LVU.valid_to,
    source=READ,
    trigger=Text(
        "Nämnden, ordföranden eller en utsedd ledamot beslutade om omedelbart omhändertagande.",
        "The board, its chair or an appointed member decided on immediate custody.",
    ),
    length=weeks(1),
    counting=SAME_WEEKDAY,
    who_acts=BOARD,
    if_missed=CUSTODY_CEASES,
    lapses=True,
    note=Text(
        "Tiden räknas från beslutet, inte från den dag barnet hämtades. Beslutet och handlingarna ska ha lämnats in.",
        "The time runs from the decision, not from the day the child was fetched. Decision and papers are to be "
        "handed in.",
    ),
)
COURT_REVIEWS_CUSTODY = replace(
    SUBMIT_CUSTODY,
    id="lvu.court_reviews_custody",
    title=Text("Rättens prövning av omhändertagandet", "The court's review of the custody"),
    trigger=Text("Beslutet och handlingarna kom in till rätten.", "Decision and papers came in to the court."),
    who_acts=COURT,
    if_missed=COURT_LATE,
    lapses=False,
    extension=EXCEPTIONAL_HINDRANCE,
    note=None,
)
APPLY_FOR_CARE = replace(
    SUBMIT_CUSTODY,
    id="lvu.apply_for_care",
    title=Text("Ansöka om vård efter omhändertagande", "Apply for care after custody"),
    citation=LVU.cite("8"),
    trigger=Text("Omhändertagandet verkställdes.", "The custody was carried out."),
    length=weeks(4),
    counting=WEEKS_ON,
    extension=COURT_EXTENDS,
    note=Text(
        "Tiden räknas från verkställigheten, inte från beslutet eller rättens prövning. Kan inte svensk domstol "
        "besluta om vård ansöker nämnden i stället om fortsatt omhändertagande (9 a §).",
        "The time runs from the execution, not from the decision or the court's review. If no Swedish court can decide "
        "on care, the board applies for continued custody instead (s. 9 a).",
    ),
)
COURT_TAKES_UP = replace(
    COURT_REVIEWS_CUSTODY,
    id="lvu.court_takes_up",
    title=Text("Rätten tar upp målet", "The court takes up the case"),
    citation=LVU.cite("34"),
    trigger=Text(
        "Ansökan kom in medan barnet var omhändertaget eller ett tillfälligt förbud gällde.",
        "The application came in while the child was in custody or a temporary prohibition held.",
    ),
    length=weeks(2),
    counting=WEEKS_ON,
    extension=Text(
        "Rätten får förlänga tiden om mer utredning eller någon annan särskild omständighet kräver det.",
        "The court may extend the time if further investigation or another special circumstance demands it.",
    ),
)
BEGIN_CARE = replace(
    SUBMIT_CUSTODY,
    id="lvu.begin_care",
    title=Text("Påbörja vården", "Begin the care"),
    citation=LVU.cite("5"),
    trigger=Text("Rättens beslut om vård fick laga kraft.", "The court's care order gained legal force."),
    length=weeks(4),
    counting=WEEKS_ON,
    if_missed=Text(
        "Rättens beslut om vård upphör att gälla av sig självt.", "The court's care order lapses by itself."
    ),
    note=Text(
        "Vården är påbörjad när barnet har placerats utanför sitt hem (10 §).",
        "The care has begun when the child has been placed outside its home (s. 10).",
    ),
)

CONSIDER_HOME = replace(
    SUBMIT_CUSTODY,
    id="lvu.consider_home",
    title=Text("Överväga vård på grund av hemmet", "Consider care on home grounds"),
    citation=LVU.cite("13"),
    trigger=Text(
        "Vården enligt 2 § verkställdes, eller övervägdes senast.",
        "The care under s. 2 was carried out, or last considered.",
    ),
    length=months(6),
    counting=FROM_LAST,
    if_missed=CRITICISM,
    lapses=False,
    recurs=months(6),
    note=Text(
        "Lagen säger minst en gång var sjätte månad men inte från vilken dag; vi räknar från verkställigheten.",
        "The Act says at least once every six months but not from which day; we count from the execution.",
    ),
)
EXAMINE_BEHAVIOUR = replace(
    CONSIDER_HOME,
    id="lvu.examine_behaviour",
    title=Text("Pröva vård på grund av eget beteende", "Examine care on grounds of own behaviour"),
    trigger=Text(
        "Vårdbeslutet enligt 3 § verkställdes, eller prövades senast.",
        "The care order under s. 3 was carried out, or last examined.",
    ),
    note=Text(
        "Prövningen slutar i ett beslut som kan överklagas.", "The examination ends in a decision open to appeal."
    ),
)
CONSIDER_CONTACT = replace(
    CONSIDER_HOME,
    id="lvu.consider_contact",
    title=Text(
        "Överväga begränsat umgänge eller hemlig vistelseort", "Consider restricted contact or secret whereabouts"
    ),
    citation=LVU.cite("14"),
    trigger=Text(
        "Nämnden beslutade om umgänge eller hemlig vistelseort, eller övervägde det senast.",
        "The board decided on contact or secret whereabouts, or last considered it.",
    ),
    length=months(3),
    recurs=months(3),
    note=None,
)
EXAMINE_INTERMEDIATE = replace(
    CONSIDER_HOME,
    id="lvu.examine_intermediate",
    title=Text("Pröva förebyggande insats utan samtycke", "Examine a preventive measure without consent"),
    citation=LVU.cite("22"),
    valid_to=None,
    trigger=Text(
        "Nämnden beslutade om insatsen, eller prövade den senast.",
        "The board decided on the measure, or last examined it.",
    ),
    note=Text(
        "Gäller även efter 2026 för insatser som har beslutats före 2027 (övergångsbestämmelse 5 till lagen "
        "(2026:1600)). Nya beslut kan inte fattas.",
        "Holds also after 2026 for measures decided before 2027 (transition rule 5 of SFS 2026:1600). No new ones can "
        "be decided.",
    ),
)

CONSIDER_REMOVAL_PROHIBITION = replace(
    CONSIDER_CONTACT,
    id="lvu.consider_removal_prohibition",
    title=Text("Överväga flyttningsförbud", "Consider a prohibition of removal"),
    citation=LVU.cite("26"),
    trigger=Text(
        "Flyttningsförbudet beslutades, eller övervägdes senast.",
        "The prohibition of removal was ordered, or last considered.",
    ),
)
SUBMIT_TEMPORARY_REMOVAL_PROHIBITION = replace(
    SUBMIT_CUSTODY,
    id="lvu.submit_temporary_removal_prohibition",
    title=Text("Lämna tillfälligt flyttningsförbud till rätten", "Submit a temporary prohibition of removal"),
    citation=LVU.cite("28"),
    trigger=Text(
        "Nämnden, ordföranden eller en utsedd ledamot beslutade om tillfälligt flyttningsförbud.",
        "The board, its chair or an appointed member decided on a temporary prohibition of removal.",
    ),
    if_missed=BAN_CEASES,
    note=Text("Tiden står i 7 §, som 28 § hänvisar till.", "The time stands in s. 7, to which s. 28 refers."),
)
COURT_REVIEWS_REMOVAL_PROHIBITION = replace(
    COURT_REVIEWS_CUSTODY,
    id="lvu.court_reviews_removal_prohibition",
    title=Text(
        "Rättens prövning av tillfälligt flyttningsförbud", "The court's review of a temporary prohibition of removal"
    ),
    citation=LVU.cite("28"),
    if_missed=Text(
        "Förbudet upphör inte av sig självt. Fråga rätten efter målet.",
        "The prohibition does not end by itself. Ask the court about the case.",
    ),
    note=SUBMIT_TEMPORARY_REMOVAL_PROHIBITION.note,
)
APPLY_REMOVAL_PROHIBITION = replace(
    SUBMIT_TEMPORARY_REMOVAL_PROHIBITION,
    id="lvu.apply_removal_prohibition",
    title=Text("Ansöka om flyttningsförbud", "Apply for a prohibition of removal"),
    citation=LVU.cite("29"),
    trigger=Text(
        "Rätten fastställde det tillfälliga flyttningsförbudet.", "The court confirmed the temporary prohibition."
    ),
    length=weeks(2),
    counting=WEEKS_ON,
    note=Text(
        "LVU ger ingen möjlighet till längre tid här; lagen (2026:1600) gör det.",
        "LVU gives no longer time here; SFS 2026:1600 does.",
    ),
)

EXAMINE_EXIT_BAN = replace(
    CONSIDER_HOME,
    id="lvu.examine_exit_ban",
    title=Text("Pröva utreseförbud", "Examine a travel ban"),
    citation=LVU.cite("31 c"),
    trigger=Text(
        "Rätten beslutade om utreseförbud, eller nämnden prövade det senast.",
        "The court ordered the travel ban, or the board last examined it.",
    ),
    note=None,
)
SUBMIT_TEMPORARY_EXIT_BAN = replace(
    SUBMIT_TEMPORARY_REMOVAL_PROHIBITION,
    id="lvu.submit_temporary_exit_ban",
    title=Text("Lämna tillfälligt utreseförbud till rätten", "Submit a temporary travel ban"),
    citation=LVU.cite("31 e"),
    trigger=Text(
        "Nämnden, ordföranden eller en utsedd ledamot beslutade om tillfälligt utreseförbud.",
        "The board, its chair or an appointed member decided on a temporary travel ban.",
    ),
    note=None,
)
COURT_REVIEWS_EXIT_BAN = replace(
    COURT_REVIEWS_REMOVAL_PROHIBITION,
    id="lvu.court_reviews_exit_ban",
    title=Text("Rättens prövning av tillfälligt utreseförbud", "The court's review of a temporary travel ban"),
    citation=LVU.cite("31 e"),
    note=None,
)
APPLY_EXIT_BAN = replace(
    SUBMIT_TEMPORARY_EXIT_BAN,
    id="lvu.apply_exit_ban",
    title=Text("Ansöka om utreseförbud", "Apply for a travel ban"),
    citation=LVU.cite("31 f"),
    trigger=Text("Rätten fastställde det tillfälliga utreseförbudet.", "The court confirmed the temporary travel ban."),
    length=weeks(4),
    counting=WEEKS_ON,
    extension=BAN_EXTENDS,
)

CONTINUED_CUSTODY = replace(
    SUBMIT_CUSTODY,
    id="lvu.continued_custody",
    title=Text("Fortsatt omhändertagande för tillfällig vård", "Continued custody for temporary care"),
    citation=LVU.cite("9 a"),
    trigger=Text("Rätten medgav att omhändertagandet fortsätter.", "The court let the custody continue."),
    length=months(2),
    counting=SAME_NUMBER,
    if_missed=Text(
        "Omhändertagandet upphör av sig självt om en ny ansökan inte har kommit in (9 b §).",
        "The custody ceases by itself unless a new application has come in (s. 9 b).",
    ),
    moved_by_holidays=False,
    note=Text(
        "Högst två månader åt gången; rätten kan ha bestämt kortare tid. Kommer en ny ansökan in i tid fortsätter "
        "omhändertagandet tills rätten har beslutat.",
        "At most two months at a time; the court may have set less. If a new application comes in in time, the custody "
        "goes on until the court has decided.",
    ),
)
CONTINUED_CUSTODY_TOTAL = replace(
    CONTINUED_CUSTODY,
    id="lvu.continued_custody_total",
    title=Text("Fortsatt omhändertagande, längsta tid", "Continued custody, longest time"),
    trigger=Text("Det fortsatta omhändertagandet började.", "The continued custody began."),
    length=months(12),
    if_missed=Text(
        "Får pågå längre bara om fortsatt tillfällig vård är nödvändig.",
        "May go on longer only if continued temporary care is necessary.",
    ),
    lapses=False,
    note=None,
)

CUSTODY_TRANSFER = replace(
    CONSIDER_HOME,
    id="lvu.custody_transfer",
    title=Text("Överväga vårdnadsöverflyttning", "Consider a transfer of custody"),
    citation=LVU.cite("13 c"),
    trigger=Text(
        "Placeringen i samma familjehem verkställdes.", "The placement in the same family home was carried out."
    ),
    length=months(24),
    counting=SAME_NUMBER,
    recurs=months(12),
    note=Text("Därefter varje år.", "Every year after that."),
)
CUSTODY_TRANSFER_YEARLY = replace(
    CUSTODY_TRANSFER,
    id="lvu.custody_transfer_yearly",
    title=Text("Överväga vårdnadsöverflyttning igen", "Consider a transfer of custody again"),
    trigger=Text("Vårdnadsöverflyttning övervägdes senast.", "A transfer of custody was last considered."),
    length=months(12),
    note=None,
)
FOLLOW_UP = replace(
    CONSIDER_HOME,
    id="lvu.follow_up",
    title=Text("Avsluta uppföljningen efter vården", "End the follow-up after the care"),
    citation=LVU.cite("21 c"),
    trigger=Text("Uppföljningen inleddes.", "The follow-up began."),
    counting=SAME_NUMBER,
    recurs=None,
    note=Text(
        "Räknas från uppföljningens egen början, som kan komma efter att barnet har flyttat hem. Den slutar tidigare "
        "om en utredning inleds.",
        "Counted from the follow-up's own start, which may come after the child has moved home. It ends earlier if an "
        "investigation is opened.",
    ),
)

RULES: tuple[Rule, ...] = (
    *(SUBMIT_CUSTODY, COURT_REVIEWS_CUSTODY, APPLY_FOR_CARE, COURT_TAKES_UP, BEGIN_CARE),
    *(CONSIDER_HOME, EXAMINE_BEHAVIOUR, CONSIDER_CONTACT, EXAMINE_INTERMEDIATE),
    *(CONSIDER_REMOVAL_PROHIBITION, SUBMIT_TEMPORARY_REMOVAL_PROHIBITION),
    *(COURT_REVIEWS_REMOVAL_PROHIBITION, APPLY_REMOVAL_PROHIBITION),
    *(EXAMINE_EXIT_BAN, SUBMIT_TEMPORARY_EXIT_BAN, COURT_REVIEWS_EXIT_BAN, APPLY_EXIT_BAN),
    *(CONTINUED_CUSTODY, CONTINUED_CUSTODY_TOTAL, CUSTODY_TRANSFER, CUSTODY_TRANSFER_YEARLY, FOLLOW_UP),
)
