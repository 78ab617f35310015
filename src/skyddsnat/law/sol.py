"""Time limits of the Social Services Act, SFS 2025:400, and of SFS 2001:453 before it.

The old Act is entered from 1 January 2013, when SFS 2012:776 gave these sections the wording that was read (its last);
earlier wordings were not read. SFS 2025:400 has no transition rule for any of these limits, so the law of the basis
date governs. The serious talk of ch. 19 a has a limit in hours; it is counted as one day, which ends on the same day.
"""

from dataclasses import replace
from datetime import date

from skyddsnat.kernel.text import Text
from skyddsnat.law.citations import OLD_SOL, SOL
from skyddsnat.law.types import AT_ONCE, Rule, days, months, weeks

READ = "SFS 2025:400, text as of 2026-08-26"
OLD_READ = "SFS 2001:453, last wording (through SFS 2025:174)"
NEW_ACT = SOL.valid_from
SFS_2012_776 = date(2013, 1, 1)
SFS_2017_742 = date(2018, 1, 1)
SFS_2025_1501 = date(2026, 1, 15)
SFS_2026_1651 = date(2027, 1, 2)

CALENDAR_DAYS = Text(
    "Kalenderdagar från dagen efter den dag då tiden börjar.",
    "Calendar days from the day after the one on which the time begins.",
)
SAME_DAY = Text(
    "Genast, alla dagar i veckan. Helger skjuter inte upp skyldigheten.",
    "At once, every day of the week. Week-ends do not put the duty off.",
)
SAME_WEEKDAY = Text("Samma veckodag veckan därpå.", "The same weekday of the following week.")
SAME_NUMBER = Text(
    "Samma datum i slutmånaden, eller månadens sista dag om datumet saknas där.",
    "The same day number in the last month, or that month's last day if it has no such day.",
)
BOARD = Text(
    "Socialnämnden, genom den som har rätt att besluta enligt delegationsordningen.",
    "The board, through whoever may decide under the delegation order.",
)
CASEWORKER = Text("Socialnämnden, genom handläggaren.", "The board, through the caseworker.")
CRITICISM = Text(
    "Ingen rättsverkan av sig själv. IVO och JO kan kritisera nämnden.",
    "No legal effect by itself. The Inspectorate and the Parliamentary Ombudsmen may criticise the board.",
)

_PROTECTION_ASSESSMENT = Rule(
    id="sol.protection_assessment",
    title=Text("Omedelbar skyddsbedömning", "Immediate protection assessment"),
    statute=SOL.sfs,
    citation=SOL.cite("20:1"),
    valid_from=NEW_ACT,
    source=f"{READ}; latest day: prop. 2012/13:10 p. 60, second-hand",
    trigger=Text("En anmälan om ett barn eller en ung person kom in.", "A report on a child or young person came in."),
    length=AT_ONCE,
    counting=SAME_DAY,
    who_acts=Text(
        "Socialnämnden, genom den som är i tjänst, även socialjouren.",
        "The board, through whoever is on duty, also the emergency service.",
    ),
    if_missed=CRITICISM,
    latest=days(1),
    note=Text(
        "Lagen säger genast. Enligt förarbetena samma dag, eller dagen efter om anmälan kom sent. Bedömningen ska "
        "dokumenteras, för barn i en personakt.",
        "The Act says at once. The preparatory works: the same day, or the next if the report came late. The "
        "assessment is to be documented, for a child in a personal file.",
    ),
)
_OLD_PROTECTION_ASSESSMENT = replace(
    _PROTECTION_ASSESSMENT,
    statute=OLD_SOL.sfs,
    citation=OLD_SOL.cite("11:1 a"),
    valid_from=SFS_2012_776,
    valid_to=NEW_ACT,
    source=f"{OLD_READ}; latest day: prop. 2012/13:10 p. 60, second-hand",
    note=Text(
        "Lagen säger genast. Enligt förarbetena samma dag, eller dagen efter om anmälan kom sent. Bedömningen ska "
        "dokumenteras.",
        "The Act says at once. The preparatory works: the same day, or the next if the report came late. The "
        "assessment is to be documented.",
    ),
)

_PRELIMINARY_ASSESSMENT = Rule(
    id="sol.preliminary_assessment",
    title=Text("Förhandsbedömning", "Preliminary assessment"),
    statute=SOL.sfs,
    citation=SOL.cite("20:2"),
    valid_from=NEW_ACT,
    source=READ,
    trigger=Text("En anmälan om ett barn eller en ung person kom in.", "A report on a child or young person came in."),
    length=days(14),
    counting=CALENDAR_DAYS,
    who_acts=BOARD,
    if_missed=CRITICISM,
    extension=Text("Endast om det finns synnerliga skäl.", "Only on exceptional grounds."),
    note=Text(
        "Inget beslut behövs om en utredning om samma barn redan pågår.",
        "No decision is needed if an investigation on the same child is already under way.",
    ),
)
_OLD_PRELIMINARY_ASSESSMENT = replace(
    _PRELIMINARY_ASSESSMENT,
    statute=OLD_SOL.sfs,
    citation=OLD_SOL.cite("11:1 a"),
    valid_from=SFS_2012_776,
    valid_to=NEW_ACT,
    source=OLD_READ,
)

_REPORTER_FEEDBACK = Rule(
    id="sol.reporter_feedback",
    title=Text("Besked till den som anmälde", "Feedback to the reporter"),
    statute=SOL.sfs,
    citation=SOL.cite("19:6"),
    valid_from=SFS_2025_1501,
    source=READ,
    trigger=Text(
        "Nämnden beslutade att inleda eller inte inleda utredning, och anmälaren har begärt besked.",
        "The board decided to open or not to open an investigation, and the reporter has asked for feedback.",
    ),
    length=weeks(1),
    counting=SAME_WEEKDAY,
    who_acts=CASEWORKER,
    if_missed=CRITICISM,
    note=Text(
        "Gäller anmälare enligt 19 kap. 1–3 §§, inte privatpersoner. På begäran ska besked lämnas om det inte är "
        "olämpligt; annars får det lämnas. Före den 15 januari 2026 fanns ingen bestämd tid.",
        "For reporters under ch. 19 s. 1–3, not private persons. On request feedback is to be given unless unsuitable; "
        "otherwise it may be given. Before 15 January 2026 there was no fixed time.",
    ),
)
_REPORTER_FEEDBACK_AT_ONCE = replace(
    _REPORTER_FEEDBACK,
    id="sol.reporter_feedback_at_once",
    title=Text("Besked till den som anmälde, genast", "Feedback to the reporter, at once"),
    trigger=Text(
        "Anmälaren begärde besked mer än en vecka efter beslutet, eller medan en utredning redan pågick.",
        "The reporter asked for feedback more than a week after the decision, or while an investigation was under way.",
    ),
    length=AT_ONCE,
    counting=SAME_DAY,
)

_INFORM_INVESTIGATION_OPENED = Rule(
    id="sol.inform_investigation_opened",
    title=Text("Information om att utredning har inletts", "Information that an investigation was opened"),
    statute=SOL.sfs,
    citation=SOL.cite("20:4"),
    valid_from=NEW_ACT,
    source=READ,
    trigger=Text("En utredning om ett barn inleddes.", "An investigation on a child was opened."),
    length=AT_ONCE,
    counting=SAME_DAY,
    who_acts=CASEWORKER,
    if_missed=CRITICISM,
    extension=Text(
        "Får vänta om särskilda skäl talar mot att den som berörs informeras.",
        "May wait if there are special reasons against informing the person concerned.",
    ),
)
_OLD_INFORM_INVESTIGATION_OPENED = replace(
    _INFORM_INVESTIGATION_OPENED,
    statute=OLD_SOL.sfs,
    citation=OLD_SOL.cite("11:2"),
    valid_from=SFS_2012_776,
    valid_to=NEW_ACT,
    source=OLD_READ,
)

_INVESTIGATION = Rule(
    id="sol.investigation",
    title=Text(
        "Utredning av ett barns behov av skydd eller stöd", "Investigation of a child's need of protection or support"
    ),
    statute=SOL.sfs,
    citation=SOL.cite("20:3"),
    valid_from=NEW_ACT,
    source=READ,
    trigger=Text("Utredningen inleddes.", "The investigation was opened."),
    length=months(4),
    counting=SAME_NUMBER,
    who_acts=BOARD,
    if_missed=CRITICISM,
    extension=Text(
        "Om det finns särskilda skäl får nämnden besluta att förlänga utredningen för viss tid.",
        "On special grounds the board may decide to extend the investigation for a certain time.",
    ),
    note=Text("Utredningen ska bedrivas skyndsamt.", "The investigation is to be carried out promptly."),
)
_OLD_INVESTIGATION = replace(
    _INVESTIGATION,
    statute=OLD_SOL.sfs,
    citation=OLD_SOL.cite("11:2"),
    valid_from=SFS_2012_776,
    valid_to=NEW_ACT,
    source=OLD_READ,
)

_FOLLOW_UP = Rule(
    id="sol.follow_up",
    title=Text("Uppföljning av ett barns situation", "Follow-up of a child's situation"),
    statute=SOL.sfs,
    citation=SOL.cite("23:5"),
    valid_from=NEW_ACT,
    source=READ,
    trigger=Text(
        "Utredningen avslutades utan insats, eller placeringen upphörde.",
        "The investigation was closed without a service, or the placement ended.",
    ),
    length=months(6),
    counting=SAME_NUMBER,
    who_acts=BOARD,
    if_missed=CRITICISM,
    note=Text(
        "Tiden räknas från att utredningen avslutades eller placeringen upphörde, inte från beslutet om uppföljning. "
        "Uppföljningen slutar tidigare om en utredning inleds.",
        "The time runs from the end of the investigation or placement, not from the decision to follow up. "
        "The follow-up ends earlier if an investigation is opened.",
    ),
)
_OLD_FOLLOW_UP = replace(
    _FOLLOW_UP,
    statute=OLD_SOL.sfs,
    citation=OLD_SOL.cite("11:4 c"),
    valid_from=SFS_2012_776,
    valid_to=NEW_ACT,
    source=OLD_READ,
    length=months(2),
)

_UNEXECUTED_DECISION = Rule(
    id="sol.unexecuted_decision",
    title=Text("Beslut som inte har verkställts", "Decision that has not been carried out"),
    statute=SOL.sfs,
    citation=SOL.cite("34:1"),
    valid_from=NEW_ACT,
    source=READ,
    trigger=Text(
        "Ett gynnande beslut om insats fattades, eller verkställigheten avbröts.",
        "A decision in the person's favour on a service was made, or its execution was interrupted.",
    ),
    length=months(3),
    counting=SAME_NUMBER,
    who_acts=BOARD,
    if_missed=Text(
        "Beslutet ska rapporteras till IVO och revisorerna, en gång per kvartal. Domstol kan döma ut särskild avgift.",
        "The decision is to be reported to the Inspectorate and the auditors once a quarter. A court may impose a "
        "special charge.",
    ),
    note=Text(
        "Tre månader är gränsen för rapportering, inte en tid att vänta.",
        "Three months is the limit for reporting, not a time to wait.",
    ),
)
_OLD_UNEXECUTED_DECISION = replace(
    _UNEXECUTED_DECISION,
    statute=OLD_SOL.sfs,
    citation=OLD_SOL.cite("16:6 f"),
    valid_from=SFS_2017_742,
    valid_to=NEW_ACT,
    source=OLD_READ,
)

_SERIOUS_TALK_CALL = Rule(
    id="sol.serious_talk_call",
    title=Text("Kalla till allvarssamtal", "Call to a serious talk"),
    statute=SOL.sfs,
    citation=SOL.cite("19 a:3"),
    valid_from=SFS_2026_1651,
    source=READ,
    trigger=Text(
        "Polisen informerade om att barnet eller den unge för första gången är misstänkt för ett brott som kan ge "
        "fängelse.",
        "The police informed that the child or young person is for the first time suspected of a crime that can lead "
        "to prison.",
    ),
    length=days(1),
    counting=Text(
        "24 timmar från informationen. Dagen som visas är den då den tjugofjärde timmen går ut, på samma klockslag.",
        "24 hours from the information. The day shown is the one on which the twenty-fourth hour ends, at the same "
        "time of day.",
    ),
    who_acts=CASEWORKER,
    if_missed=CRITICISM,
    moved_by_holidays=False,
    note=Text(
        "Fråga först förundersökningsledaren om det finns hinder. Ingen kallelse om en brottsutredning kan påverkas, "
        "eller i fallen i 19 a kap. 8 §.",
        "First ask the leader of the police inquiry about hindrance. No call if a criminal investigation may be "
        "affected, or in the cases of ch. 19 a s. 8.",
    ),
)
_SERIOUS_TALK_HOLD = replace(
    _SERIOUS_TALK_CALL,
    id="sol.serious_talk_hold",
    title=Text("Hålla allvarssamtal", "Hold the serious talk"),
    citation=SOL.cite("19 a:6"),
    length=days(14),
    counting=CALENDAR_DAYS,
    moved_by_holidays=True,
    extension=Text(
        "Om det finns synnerliga skäl. Samtalet hålls då så snart som möjligt.",
        "On exceptional grounds. The talk is then held as soon as possible.",
    ),
    note=Text("Polisen medverkar som huvudregel.", "The police take part as a rule."),
)

RULES: tuple[Rule, ...] = (
    *(_PROTECTION_ASSESSMENT, _OLD_PROTECTION_ASSESSMENT),
    *(_PRELIMINARY_ASSESSMENT, _OLD_PRELIMINARY_ASSESSMENT),
    *(_REPORTER_FEEDBACK, _REPORTER_FEEDBACK_AT_ONCE),
    *(_INFORM_INVESTIGATION_OPENED, _OLD_INFORM_INVESTIGATION_OPENED),
    *(_INVESTIGATION, _OLD_INVESTIGATION),
    *(_FOLLOW_UP, _OLD_FOLLOW_UP),
    *(_UNEXECUTED_DECISION, _OLD_UNEXECUTED_DECISION),
    *(_SERIOUS_TALK_CALL, _SERIOUS_TALK_HOLD),
)
