"""The order of acts on a proposal; keyed alike: who may, what the log calls it, which clocks it starts."""

from enum import StrEnum

from skyddsnat.domains.decisions.types import (
    State,
)
from skyddsnat.kernel.states import StateTable
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import ALLOWED, Reason, Verdict


class Act(StrEnum):
    """What is done with a proposal."""

    SAVE = "save"
    PROPOSE = "propose"
    RETURN = "return"
    DECIDE = "decide"
    ANSWER = "answer"  # somebody's answer on consent is written down, also after the decision


STATES: StateTable[State, Act] = StateTable(
    (
        (State.DRAFT, Act.SAVE, State.DRAFT),
        (State.DRAFT, Act.ANSWER, State.DRAFT),
        (State.DRAFT, Act.PROPOSE, State.PROPOSED),
        (State.PROPOSED, Act.ANSWER, State.PROPOSED),
        (State.PROPOSED, Act.RETURN, State.RETURNED),
        (State.PROPOSED, Act.DECIDE, State.DECIDED),
        (State.RETURNED, Act.SAVE, State.RETURNED),
        (State.RETURNED, Act.ANSWER, State.RETURNED),
        (State.RETURNED, Act.PROPOSE, State.PROPOSED),
        (State.DECIDED, Act.ANSWER, State.DECIDED),
    ),
    start=State.DRAFT,
)
WHO: dict[Act, Text] = {
    Act.SAVE: Text("Den som handlägger barnets ärende", "Whoever works on the child's file"),
    Act.PROPOSE: Text("Den som handlägger barnets ärende", "Whoever works on the child's file"),
    Act.RETURN: Text("Den som ska besluta, eller den som föreslog", "Whoever is to decide, or whoever proposed"),
    Act.DECIDE: Text(
        "Den som har rätt att besluta enligt lagen och delegationsordningen och inte är jävig",
        "Whoever may decide by the law and the delegation order and has no conflict of interest",
    ),
    Act.ANSWER: Text("Den som handlägger barnets ärende", "Whoever works on the child's file"),
}
DEEDS: dict[Act, str] = {
    Act.SAVE: "decisions.proposal.saved",
    Act.PROPOSE: "decisions.proposal.proposed",
    Act.RETURN: "decisions.proposal.returned",
    Act.DECIDE: "decisions.decision.made",
    Act.ANSWER: "decisions.consent.recorded",
}
CLOCKS: dict[Act, tuple[str, ...]] = {
    Act.SAVE: (),
    Act.PROPOSE: (),
    Act.RETURN: (),
    Act.DECIDE: ("sol.unexecuted_decision", "sol.follow_up"),  # by what is decided
    Act.ANSWER: (),
}

_STATE_TEXTS: dict[State, Text] = {
    State.DRAFT: Text("Förslaget är inte lämnat.", "The proposal has not been handed in."),
    State.PROPOSED: Text(
        "Förslaget är lämnat och väntar på beslut.", "The proposal is handed in and waits for a decision."
    ),
    State.DECIDED: Text("Förslaget är redan beslutat.", "The proposal has already been decided."),
    State.RETURNED: Text("Förslaget är återlämnat.", "The proposal was returned."),
}


def state_verdict(state: State, act: Act) -> Verdict:
    """Whether the table lets `act` be done in `state`."""
    if STATES.allows(state, act):
        return ALLOWED
    return Verdict.of(Reason(f"decisions.is_{state.value}", _STATE_TEXTS[state]))
