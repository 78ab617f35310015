"""Which clocks may run in a state, and which of them end the measure when they run out.

A clock belongs to states: whoever does an act starts what the deed names and stops what does not run in the state that
follows. A clock whose running out ends the measure by itself stands in `LAPSING` for the state where it does so.
"""

from collections.abc import Mapping
from types import MappingProxyType

from skyddsnat.law.compulsory_states.kinds import State, Track

Clocks = Mapping[State, tuple[str, ...]]

_TRANSFER = ("custody_transfer", "custody_transfer_yearly")
_REVIEWS = ("consider_home", "examine_behaviour", *_TRANSFER)
_CARE: Clocks = {
    State.DECIDED: ("submit_custody", "apply_for_care", *_TRANSFER),
    State.SUBMITTED: ("court_reviews_custody", "apply_for_care", *_TRANSFER),
    State.CONFIRMED: ("apply_for_care", *_TRANSFER),
    State.EXTENSION_ASKED: ("apply_for_care", *_TRANSFER),
    State.APPLIED_DECIDED: ("submit_custody", "court_takes_up", *_TRANSFER),
    State.APPLIED_SUBMITTED: ("court_reviews_custody", "court_takes_up", *_TRANSFER),
    State.APPLIED_CONFIRMED: ("court_takes_up", *_TRANSFER),
    State.ORDERED: ("begin_care", *_TRANSFER),
    State.IN_CARE: _REVIEWS,
    State.END_CONSIDERED: _REVIEWS,
    State.FOLLOW_UP: ("follow_up",),
}
_CARE_LAPSES: Clocks = {
    State.DECIDED: ("submit_custody", "apply_for_care"),
    State.SUBMITTED: ("apply_for_care",),
    State.CONFIRMED: ("apply_for_care",),
    State.APPLIED_DECIDED: ("submit_custody",),
    State.ORDERED: ("begin_care",),
}


def _ban(ban: str, review: str) -> Clocks:
    """The clocks of a prohibition; its application runs from the court's confirmation."""
    return {
        State.DECIDED: (f"submit_temporary_{ban}",),
        State.SUBMITTED: (f"court_reviews_{ban}",),
        State.CONFIRMED: (f"apply_{ban}",),
        State.EXTENSION_ASKED: (f"apply_{ban}",),
        State.APPLIED_DECIDED: (f"submit_temporary_{ban}", "court_takes_up"),
        State.APPLIED_SUBMITTED: (f"court_reviews_{ban}", "court_takes_up"),
        State.APPLIED_CONFIRMED: ("court_takes_up",),
        State.IN_FORCE: (review,),
    }


def _ban_lapses(ban: str) -> Clocks:
    return {
        State.DECIDED: (f"submit_temporary_{ban}",),
        State.CONFIRMED: (f"apply_{ban}",),
        State.APPLIED_DECIDED: (f"submit_temporary_{ban}",),
    }


_SHELTER: Clocks = {
    State.DECIDED: ("submit", "apply"),
    State.SUBMITTED: ("court_reviews", "apply"),
    State.CONFIRMED: ("apply",),
    State.EXTENSION_ASKED: ("apply",),
    State.APPLIED_DECIDED: ("submit", "court_takes_up"),
    State.APPLIED_SUBMITTED: ("court_reviews", "court_takes_up"),
    State.APPLIED_CONFIRMED: ("court_takes_up",),
    State.ORDERED: ("begin",),
    State.IN_FORCE: ("consider",),
}
_SHELTER_LAPSES: Clocks = {
    State.DECIDED: ("submit", "apply"),
    State.SUBMITTED: ("apply",),
    State.CONFIRMED: ("apply",),
    State.APPLIED_DECIDED: ("submit",),
    State.ORDERED: ("begin",),
}
_LVM: Clocks = {
    State.DECIDED: ("submit_custody", "end"),
    State.SUBMITTED: ("court_decides", "end"),
    State.CONFIRMED: ("apply", "end"),
    State.APPLIED_DECIDED: ("submit_custody", "end"),
    State.APPLIED_SUBMITTED: ("court_decides", "end"),
    State.APPLIED_CONFIRMED: ("end",),
    State.ORDERED: ("begin_care",),
    State.IN_CARE: ("end",),
}
_LVM_LAPSES: Clocks = {
    State.DECIDED: ("submit_custody",),
    State.CONFIRMED: ("apply",),
    State.APPLIED_DECIDED: ("submit_custody",),
    State.ORDERED: ("begin_care",),
}

RUNNING: Mapping[Track, Clocks] = MappingProxyType(
    {
        Track.CARE: _CARE,
        Track.CONTACT: {State.IN_FORCE: ("consider_contact",)},
        Track.REMOVAL: _ban("removal_prohibition", "consider_removal_prohibition"),
        Track.EXIT: _ban("exit_ban", "examine_exit_ban"),
        Track.CONTINUED: {
            State.APPLIED: ("court_takes_up",),
            State.IN_FORCE: ("continued_custody", "continued_custody_total"),
            State.APPLIED_AGAIN: ("court_takes_up", "continued_custody_total"),
        },
        Track.INTERMEDIATE: {State.IN_FORCE: ("examine_intermediate",)},
        Track.WITHOUT_CONSENT: {
            State.IN_FORCE: ("consider", "home_hours"),
            State.CONDITION_ONLY: ("consider", "home_hours", "condition_outlives"),
        },
        Track.SHELTER: _SHELTER,
        Track.LVM: _LVM,
    }
)
LAPSING: Mapping[Track, Clocks] = MappingProxyType(
    {
        Track.CARE: _CARE_LAPSES,
        Track.CONTACT: {},
        Track.REMOVAL: _ban_lapses("removal_prohibition"),
        Track.EXIT: _ban_lapses("exit_ban"),
        Track.CONTINUED: {State.IN_FORCE: ("continued_custody",)},
        Track.INTERMEDIATE: {},
        # Run-out home hours end the condition, not the service.
        Track.WITHOUT_CONSENT: {State.CONDITION_ONLY: ("condition_outlives",)},
        Track.SHELTER: _SHELTER_LAPSES,
        Track.LVM: _LVM_LAPSES,
    }
)
