"""The order of acts: what may be done in which state, by whom, its name in the log, and the clocks it moves."""

from enum import StrEnum

from skyddsnat.domains.investigations.types import Act, State
from skyddsnat.kernel.states import StateTable
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import ALLOWED, Reason, Verdict

CLOCK = "sol.investigation"
TELLING_CLOCK = "sol.inform_investigation_opened"
FOLLOW_UP_CLOCK = "sol.follow_up"


class Who(StrEnum):
    """Who may do an act, among those who see the file. A report is joined by whoever receives it, also a system run."""

    WHOEVER_SEES = "whoever_sees"
    WRITER = "writer"
    CASEWORKER_OR_MANAGER = "caseworker_or_manager"
    SENIOR_OR_MANAGER = "senior_or_manager"


# A party who could not be told or heard in time is told and heard after the text was signed; nothing else changes then.
STATES: StateTable[State, Act] = StateTable(
    rows=(
        *((State.OPEN, act, State.OPEN) for act in Act if act is not Act.CLOSE),
        (State.OPEN, Act.CLOSE, State.CLOSED),
        (State.CLOSED, Act.TELL, State.CLOSED),
        (State.CLOSED, Act.COMMUNICATE, State.CLOSED),
    ),
    start=State.OPEN,
)
WHO: dict[Act, Who] = {
    **dict.fromkeys(Act, Who.WRITER),
    Act.JOIN_REPORT: Who.WHOEVER_SEES,
    Act.EXTEND: Who.SENIOR_OR_MANAGER,
    Act.CLOSE: Who.CASEWORKER_OR_MANAGER,
}
# What an act begins with in the log, and which clocks it moves.
DEEDS: dict[Act, str] = {
    Act.JOIN_REPORT: "investigations.report.joined",
    Act.PLAN: "investigations.plan.saved",
    Act.WRITE: "investigations.area_note",
    Act.TELL: "investigations.notice",
    Act.COMMUNICATE: "investigations.communication",
    Act.ANALYSE: "investigations.analysis.saved",
    Act.WAIT: "investigations.waiting",
    Act.EXTEND: "investigations.investigation.extended",
    Act.CLOSE: "investigations.investigation.closed",
}
CLOCKS: dict[Act, tuple[str, ...]] = {
    **dict.fromkeys(Act, ()),
    Act.TELL: (TELLING_CLOCK,),
    Act.EXTEND: (CLOCK,),
    Act.CLOSE: (CLOCK,),
}

_CLOSED = Reason(
    "investigations.closed",
    Text(
        "Utredningen är avslutad och undertecknad. Skriv i journalen eller inled en ny utredning.",
        "The investigation is closed and signed. Write in the journal or open a new investigation.",
    ),
)


def acting(state: State, act: Act) -> Verdict:
    """Whether the state allows the act."""
    return ALLOWED if STATES.allows(state, act) else Verdict.of(_CLOSED)


def because(code: str, sv: str, en: str, citation: str | None = None, rule: str | None = None) -> Reason:
    return Reason(f"investigations.{code}", Text(sv, en), citation, rule)


def unless(holds: bool, reason: Reason) -> Reason | None:
    return None if holds else reason
