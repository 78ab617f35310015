"""Who may decide under the Acts on care without consent: the lists of SoL ch. 30, before 1 July 2025 SFS 2001:453 10:4.

What a list names is for a committee at lowest. Decisions in these Acts that no list names may be delegated to an
official under KL 7:5, read by absence as in `decision_rights`. "st." is stycke, paragraph of a section. The chair's
urgent right stands in the Acts themselves (SoL 30:12).
"""

from datetime import date

from skyddsnat.kernel.periods import Period
from skyddsnat.kernel.text import Text
from skyddsnat.law.citations import CUSTODY, KL, LVU, OLD_SOL, SHELTER, SOL, WITHOUT_CONSENT
from skyddsnat.law.deciding import Decider, DecisionRight, entries

_APPLY = Text("Ansökan om vård", "Application for care")
_CUSTODY = Text("Omedelbart omhändertagande", "Immediate custody")
_CARE = Text("Vårdens innehåll och utformning", "Content and form of the care")
_CONSIDER = Text("Övervägande eller omprövning av vården", "Consideration or review of the care")
_CONSIDER_BAN = Text("Övervägande av flyttningsförbud", "Consideration of a prohibition of removal")
_CONSIDER_TRANSFER = Text("Övervägande av vårdnadsöverflyttning", "Consideration of a transfer of custody")
_CONTACT = Text("Umgängesbegränsning och hemlig vistelseort", "Restricted contact and secret whereabouts")
_CONTACT_REVIEW = Text(
    "Övervägande av umgängesbegränsning och hemlig vistelseort",
    "Consideration of restricted contact and secret whereabouts",
)
_END = Text("Vårdens upphörande", "End of the care")
_PREVENTIVE = Text("Förebyggande insatser", "Preventive services")
_BAN = Text("Flyttningsförbud", "Prohibition of removal")
_TEMPORARY_BAN = Text("Tillfälligt flyttningsförbud", "Temporary prohibition of removal")
_BAN_REVIEW = Text("Övervägande och upphörande av flyttningsförbud", "Review and end of a prohibition of removal")
_BAN_CONTACT = Text("Umgänge vid flyttningsförbud", "Contact during a prohibition of removal")
_TRAVEL = Text("Utreseförbud", "Travel ban")
_SAMPLES = Text("Provtagning", "Drug test")
_POLICE = Text("Begäran om polishjälp", "Request for police help")
_LONGER_CUSTODY = Text("Ansökan om fortsatt omhändertagande", "Application for continued custody")
_SERVICE = Text("Insats utan samtycke", "Service without consent")
_SPECIAL_CONDITIONS = Text("Särskilda villkor", "Special conditions")
_EXCEPTION = Text("Tillfälligt undantag från hemmavillkor", "Temporary exception from home hours")
_EXAMINATION = Text("Läkarundersökning", "Medical examination")
_FINE = Text("Vite", "Fine")

_LONGER_TIME = Text("Begäran om längre ansökningstid", "Request for longer time to apply")
_END_AT_ONCE = Text("Upphörande av omedelbart beslut", "End of an immediate decision")
_END_CONTINUED = Text("Upphörande av fortsatt omhändertagande", "End of continued custody")
_DISMISS = Text("Avvisning av begäran", "Dismissal of a request")

_LVU_BOTH = (
    ("4", _APPLY),
    ("6", _CUSTODY),
    ("6 a", _CUSTODY),
    ("11 st. 1", _CARE),
    ("11 st. 2", _CARE),
    ("13", _CONSIDER),
    ("13 b", _CONSIDER_BAN),
    ("13 c", _CONSIDER_TRANSFER),
    ("14 st. 3", _CONTACT_REVIEW),
    ("21", _END),
    ("22", _PREVENTIVE),
    ("24", _BAN),
    ("26", _BAN_REVIEW),
    ("27", _TEMPORARY_BAN),
    ("31 b", _TRAVEL),
    ("31 d", _TRAVEL),
    ("31 i", _TRAVEL),
    ("32 a", _SAMPLES),
    ("32 b", _SAMPLES),
    ("43", _POLICE),
)
_LVU_SINCE_2025 = (
    ("9 a", _LONGER_CUSTODY),
    ("14 st. 2", _CONTACT),
    ("31", _BAN_CONTACT),
    ("31 c", _TRAVEL),
)
_LVU_CHAIR = frozenset({"6", "6 a", "11 st. 1", "11 st. 2", "27", "31 d", "43"})
_LVU_UNLISTED = (
    ("8 st. 2", _LONGER_TIME),
    ("9 st. 3", _END_AT_ONCE),
    ("9 b", _END_CONTINUED),
    ("30", _END_AT_ONCE),
    ("31 f", _LONGER_TIME),
    ("31 g", _END_AT_ONCE),
    ("32", _EXAMINATION),
)

_SHELTER_BOTH = (
    ("3:3", _APPLY),
    ("4:1", Text("Omedelbar insats i skyddat boende", "Immediate place in sheltered accommodation")),
    ("5:1", _CARE),
    ("5:3", _CONSIDER),
    ("5:6", _CONTACT_REVIEW),
    ("7:1", Text("Insatsens upphörande", "End of the service")),
    ("8:7", _POLICE),
)
_SHELTER_SINCE_2025 = (("5:4", _CONTACT),)
_SHELTER_CHAIR = frozenset({"4:1", "5:1", "5:4"})
_SHELTER_UNLISTED = (
    ("4:6", _LONGER_TIME),
    ("4:8", _END_AT_ONCE),
    ("5:7", _DISMISS),
    ("7:2", _DISMISS),
)

_LVM_LIST = (("11", Text("Ansökan om vård enligt LVM", "Application for LVM care")), ("13", _CUSTODY))
_LVM_CHAIR = frozenset({"13"})
_LVM_UNLISTED = (("18 b", _END_AT_ONCE),)

_CUSTODY_ACT = (
    ("4:1", _APPLY),
    ("5:1", _CUSTODY),
    ("5:2", _CUSTODY),
    ("5:9", _LONGER_CUSTODY),
    ("6:1", _CARE),
    ("7:2", _CONTACT),
    ("8:2", _CONSIDER),
    ("8:3", _CONSIDER),
    ("9:1", _CONSIDER_TRANSFER),
    ("10:1", _END),
    ("10:3", _CONSIDER_BAN),
    ("11:1", _SAMPLES),
    ("11:2", _SAMPLES),
    ("12:2", _BAN),
    ("12:4", _BAN_REVIEW),
    ("12:5", _BAN_REVIEW),
    ("12:6", _TEMPORARY_BAN),
    ("12:12", _BAN_CONTACT),
    ("13:2", _TRAVEL),
    ("13:4", _TRAVEL),
    ("13:5", _TRAVEL),
    ("13:6", _TRAVEL),
    ("13:12", _TRAVEL),
    ("20:1", _POLICE),
)
_CUSTODY_ACT_CHAIR = frozenset({"5:1", "5:2", "6:1", "12:6", "13:6", "20:1"})
_CUSTODY_ACT_UNLISTED = (
    ("5:5", _LONGER_TIME),
    ("5:7", _END_AT_ONCE),
    ("5:11", _END_CONTINUED),
    ("10:4", _DISMISS),
    ("11:4", _EXAMINATION),
    ("12:9", _LONGER_TIME),
    ("12:11", _END_AT_ONCE),
    ("13:9", _LONGER_TIME),
    ("13:11", _END_AT_ONCE),
)
_CUSTODY_ACT_NOTES = {
    "10:3": Text(
        "30 kap. 7 § SoL nämner 8 kap. 4 § i lagen (2026:1600), som inte finns; innehållet står i 10 kap. 3 §, "
        "troligen ett skrivfel. Vi läser listan så.",
        "SoL ch. 30 s. 7 names ch. 8 s. 4 of SFS 2026:1600, which does not exist; the content stands in ch. 10 s. 3, "
        "apparently a misprint. We read the list so.",
    ),
    "5:11": Text(
        "17 kap. 1 § p. 4 hänvisar till 5 kap. 12 §; upphörandet står i 5 kap. 11 §, troligen ett skrivfel.",
        "Ch. 17 s. 1 p. 4 points to ch. 5 s. 12; the ending stands in ch. 5 s. 11, apparently a misprint.",
    ),
}

_WITHOUT_CONSENT_ACT = (
    ("3:1", _SERVICE),
    ("3:4", _SPECIAL_CONDITIONS),
    ("3:5", _SPECIAL_CONDITIONS),
    ("3:6", _CONSIDER),
    ("4:1", _SERVICE),
    ("4:3", _SPECIAL_CONDITIONS),
    ("4:5", _SPECIAL_CONDITIONS),
    ("4:6", _CONSIDER),
    ("4:7", _CONSIDER),
    ("4:8", _EXCEPTION),
    ("5:5", _SAMPLES),
    ("6:2", _EXAMINATION),
    ("7:3", _SPECIAL_CONDITIONS),
    ("8:1", _FINE),
    ("9:1", _CONSIDER),
    ("9:2", _END),
    ("11:1", _POLICE),
)

# Transition rule 5 of SFS 2026:1600 lets 22 § live on for measures decided before.
_LVU_LIVING_ON = (("22", _PREVENTIVE),)
_LVU_LIVING_ON_NOTES = {
    "22": Text(
        "Gäller insatser beslutade före 2027. Om listan i 30 kap. 7 § SoL har en övergångsregel för dem har vi inte "
        "sett; vi behåller den som den var.",
        "For measures decided before 2027. Whether the list in SoL ch. 30 s. 7 has a transition rule for them was not "
        "seen; we keep it as it was.",
    ),
}
_WITHOUT_CONSENT_NOTES = {
    "7:3": Text(
        "Listan nämner villkoren (3 kap. 5 §, 4 kap. 3 §) men inte att de får fortsätta enligt 7 kap. 3 §. Vi "
        "behandlar det lika; det är vår läsning.",
        "The list names the conditions (ch. 3 s. 5, ch. 4 s. 3) but not that they may go on under ch. 7 s. 3. We treat "
        "it alike; that is our reading.",
    ),
}

_OLD_LIST = Period(date(2024, 4, 1), OLD_SOL.valid_to)
_LVU_LIST = Period(SOL.valid_from, LVU.valid_to)
_NEW_ACT = Period(SOL.valid_from)
_OLD = OLD_SOL.cite("10:4")
_COMMITTEE = Decider.COMMITTEE

_OFFICIAL = Decider.OFFICIAL
_DELEGATION = KL.cite("7:5")
_CUSTODY_TIME = Period(CUSTODY.valid_from)

CARE_RIGHTS: tuple[DecisionRight, ...] = (
    *entries("LVU", _LVU_BOTH, _COMMITTEE, _OLD, _OLD_LIST, _LVU_CHAIR),
    *entries("LVU", _LVU_BOTH, _COMMITTEE, SOL.cite("30:7"), _LVU_LIST, _LVU_CHAIR),
    *entries("LVU", _LVU_SINCE_2025, _COMMITTEE, SOL.cite("30:7"), _LVU_LIST),
    *entries(
        "LVU",
        _LVU_LIVING_ON,
        _COMMITTEE,
        SOL.cite("30:7"),
        Period(CUSTODY.valid_from),
        notes=_LVU_LIVING_ON_NOTES,
    ),
    *entries("LVU", _LVU_UNLISTED, _OFFICIAL, _DELEGATION, Period(_OLD_LIST.start, LVU.valid_to)),
    *entries(SHELTER.short, _SHELTER_BOTH, _COMMITTEE, _OLD, _OLD_LIST, _SHELTER_CHAIR),
    *entries(SHELTER.short, _SHELTER_BOTH, _COMMITTEE, SOL.cite("30:8"), _NEW_ACT, _SHELTER_CHAIR),
    *entries(SHELTER.short, _SHELTER_SINCE_2025, _COMMITTEE, SOL.cite("30:8"), _NEW_ACT, _SHELTER_CHAIR),
    *entries(SHELTER.short, _SHELTER_UNLISTED, _OFFICIAL, _DELEGATION, Period(_OLD_LIST.start)),
    *entries("LVM", _LVM_LIST, _COMMITTEE, _OLD, _OLD_LIST, _LVM_CHAIR),
    *entries("LVM", _LVM_LIST, _COMMITTEE, SOL.cite("30:9"), _NEW_ACT, _LVM_CHAIR),
    *entries("LVM", _LVM_UNLISTED, _OFFICIAL, _DELEGATION, Period(_OLD_LIST.start)),
    *entries(
        CUSTODY.short,
        _CUSTODY_ACT,
        _COMMITTEE,
        SOL.cite("30:7"),
        _CUSTODY_TIME,
        _CUSTODY_ACT_CHAIR,
        _CUSTODY_ACT_NOTES,
    ),
    *entries(CUSTODY.short, _CUSTODY_ACT_UNLISTED, _OFFICIAL, _DELEGATION, _CUSTODY_TIME, notes=_CUSTODY_ACT_NOTES),
    *entries(
        WITHOUT_CONSENT.short,
        _WITHOUT_CONSENT_ACT,
        _COMMITTEE,
        SOL.cite("30:6 a"),
        Period(WITHOUT_CONSENT.valid_from),
        frozenset({"4:8"}),
        _WITHOUT_CONSENT_NOTES,
    ),
)
