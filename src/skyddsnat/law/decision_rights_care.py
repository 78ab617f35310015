"""Who may decide under the Acts on care without consent: the lists of SoL ch. 30, before 1 July 2025 SFS 2001:453 10:4.

What a list names is for a committee at lowest. A place that no list names (LVU 32, SFS 2026:1600 11:4) is not entered.
"st." is stycke, paragraph of a section. The chair's urgent right stands in the Acts themselves (SoL 30:12).
"""

from datetime import date

from skyddsnat.kernel.periods import Period
from skyddsnat.kernel.text import Text
from skyddsnat.law.citations import CUSTODY, LVU, OLD_SOL, SHELTER, SOL, WITHOUT_CONSENT
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
_LVU_CHAIR = frozenset({"6", "11 st. 1", "11 st. 2", "43"})

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

# SoL 30:7 names "8 kap. 4 §" of the Act for considerations before ending; there is none, the content is in 10:3.
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
_CUSTODY_ACT_CHAIR = frozenset({"5:1", "5:2", "6:1", "20:1"})

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
    ("8:1", _FINE),
    ("9:1", _CONSIDER),
    ("9:2", _END),
    ("11:1", _POLICE),
)

_OLD_LIST = Period(date(2024, 4, 1), OLD_SOL.valid_to)
_LVU_LIST = Period(SOL.valid_from, LVU.valid_to)
_NEW_ACT = Period(SOL.valid_from)
_OLD = OLD_SOL.cite("10:4")
_COMMITTEE = Decider.COMMITTEE

CARE_RIGHTS: tuple[DecisionRight, ...] = (
    *entries("LVU", _LVU_BOTH, _COMMITTEE, _OLD, _OLD_LIST, _LVU_CHAIR),
    *entries("LVU", _LVU_BOTH, _COMMITTEE, SOL.cite("30:7"), _LVU_LIST, _LVU_CHAIR),
    *entries("LVU", _LVU_SINCE_2025, _COMMITTEE, SOL.cite("30:7"), _LVU_LIST),
    *entries(SHELTER.short, _SHELTER_BOTH, _COMMITTEE, _OLD, _OLD_LIST),
    *entries(SHELTER.short, _SHELTER_BOTH, _COMMITTEE, SOL.cite("30:8"), _NEW_ACT),
    *entries(SHELTER.short, _SHELTER_SINCE_2025, _COMMITTEE, SOL.cite("30:8"), _NEW_ACT),
    *entries(CUSTODY.short, _CUSTODY_ACT, _COMMITTEE, SOL.cite("30:7"), Period(CUSTODY.valid_from), _CUSTODY_ACT_CHAIR),
    *entries(
        WITHOUT_CONSENT.short,
        _WITHOUT_CONSENT_ACT,
        _COMMITTEE,
        SOL.cite("30:6 a"),
        Period(WITHOUT_CONSENT.valid_from),
        frozenset({"4:8"}),
    ),
)
