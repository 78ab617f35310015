"""Who may decide at the lowest: SoL ch. 30 and, before 1 July 2025, SFS 2001:453 ch. 10.

What the statute lists may be delegated to a committee of elected members and no further. What it does not list may be
delegated to an official if the municipality's own delegation order says so; that order is data of the municipality and
may be stricter than this, never looser. A section that nobody has entered here is refused: we do not guess.

`section` is always the present number ("SoL 22:13"); for an earlier day the right of the matching old section is given.
"""

from datetime import date

from skyddsnat.kernel.periods import Period
from skyddsnat.kernel.text import Text
from skyddsnat.law.citations import KL, OLD_SOL, SOL
from skyddsnat.law.deciding import Decider, DecisionRight, entries
from skyddsnat.law.decision_rights_care import CARE_RIGHTS

__all__ = ["DECISION_RIGHTS", "Decider", "DecisionRight", "UnknownSection", "who_may"]


class UnknownSection(LookupError):
    """No decision right is entered for that section on that day."""

    def __init__(self, section: str, on: date) -> None:
        self.text = Text(
            sv=f"Det finns ingen uppgift om vem som fick besluta enligt {section} den {on.isoformat()}.",
            en=f"It is not known who could decide under {section} on {on.isoformat()}.",
        )
        super().__init__(self.text.en)


def who_may(section: str, on: date) -> DecisionRight:
    """The right to decide under `section` ("SoL 20:3") on that day; raises `UnknownSection`."""
    for right in DECISION_RIGHTS:
        if right.section == section and right.validity.contains(on):
            return right
    raise UnknownSection(section, on)


# Read by absence: no list in ch. 30 (or in 10:4-5 of the old Act) names these. KL 7:5 lets a board delegate to its
# officials; SoL 30:5 and the lists set the limit.
_DELEGABLE = (
    ("14:2", Text("Inleda utredning", "Open an investigation")),
    ("20:1", Text("Omedelbar skyddsbedömning", "Immediate protection assessment")),
    ("20:2", Text("Inleda eller inte inleda utredning", "Open or not open an investigation")),
    ("20:3", Text("Förlänga utredningen", "Extend the investigation")),
    ("19:6", Text("Lämna besked till den som anmälde", "Give feedback to the reporter")),
    ("11:1", Text("Insats efter behovsprövning", "Service after needs assessment")),
    ("9:1", Text("Plats i stödboende eller HVB", "Place in supported housing or residential care")),
    ("13:7", Text("Kontaktperson eller kontaktfamilj", "Contact person or contact family")),
    ("9:12", Text("Vårdplan och genomförandeplan", "Care plan and implementation plan")),
    ("23:1", Text("Uppföljning efter utredning", "Follow-up after an investigation")),
    ("23:2", Text("Uppföljning efter placering", "Follow-up after a placement")),
    ("22:12", Text("Utse ansvarig socialsekreterare", "Appoint the responsible caseworker")),
)
_DELEGABLE_NEW = (
    ("11:5", Text("Insats utan behovsprövning", "Service without needs assessment")),
    ("21:1", Text("Insats utan vårdnadshavarens samtycke", "Service without a guardian's consent")),
    ("21:2", Text("Insats utan behovsprövning till barn", "Service without needs assessment to a child")),
)
_COMMITTEE = (
    ("22:2", Text("Vård i familjehem eller annat enskilt hem", "Care in a family home or other private home")),
    ("22:4", Text("Vård i jourhem", "Care in an emergency home")),
    ("22:13", Text("Övervägande av fortsatt vård", "Consideration of continued care")),
    ("22:14", Text("Övervägande av vårdnadsöverflyttning", "Consideration of a transfer of custody")),
    ("22:16", Text("Övervägande av flyttningsförbud", "Consideration of a prohibition of removal")),
    ("22:17", Text("Placering i Sverige av utländsk myndighet", "Placement in Sweden by a foreign authority")),
    ("22:18", Text("Placering i ett annat land", "Placement in another country")),
    ("24:1", Text("Medgivande till internationell adoption", "Consent to an international adoption")),
    ("24:2", Text("Föräldrautbildning inför adoption", "Parental education before an adoption")),
    ("24:4", Text("Återkallelse av adoptionsmedgivande", "Withdrawal of consent to an adoption")),
)
_BOARD = (("18:11", Text("Förbud mot att ta emot andras barn", "Ban on receiving other people's children")),)
_CUSTODIANS_DISAGREE = (
    (
        "6:13 a",
        Text("Insats när bara en vårdnadshavare samtycker", "Service when only one of two guardians consents"),
    ),
)

_NEW_ACT = Period(SOL.valid_from)
# The lists of the old Act were read in their last wording, SFS 2024:85 of 1 April 2024 for the committee's.
# It names 6:6, 6:8-8 b and 6:11 a-13, which became 22:2, 22:4, 22:13-14, 22:16-18 and 24:1-4.
_OLD_LIST = Period(date(2024, 4, 1), OLD_SOL.valid_to)
_OLD_COMMITTEE = OLD_SOL.cite("10:4")
_OLD_FB_LIST = Period(date(2019, 1, 1), OLD_SOL.valid_to)
_DELEGATION = KL.cite("7:5")

DECISION_RIGHTS: tuple[DecisionRight, ...] = (
    *entries("SoL", _DELEGABLE, Decider.OFFICIAL, _DELEGATION, _NEW_ACT),
    *entries("SoL", _DELEGABLE, Decider.OFFICIAL, _DELEGATION, _OLD_LIST),
    *entries("SoL", _DELEGABLE_NEW, Decider.OFFICIAL, _DELEGATION, _NEW_ACT),
    *entries("SoL", _COMMITTEE, Decider.COMMITTEE, SOL.cite("30:6"), _NEW_ACT),
    *entries("SoL", _COMMITTEE, Decider.COMMITTEE, _OLD_COMMITTEE, _OLD_LIST),
    *entries("SoL", _BOARD, Decider.BOARD, SOL.cite("30:11"), _NEW_ACT),
    *entries("SoL", _BOARD, Decider.BOARD, OLD_SOL.cite("10:5"), _OLD_FB_LIST),
    *entries("FB", _CUSTODIANS_DISAGREE, Decider.COMMITTEE, SOL.cite("30:10"), _NEW_ACT),
    *entries("FB", _CUSTODIANS_DISAGREE, Decider.COMMITTEE, OLD_SOL.cite("10:5"), _OLD_FB_LIST),
    *CARE_RIGHTS,
)
