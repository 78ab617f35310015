"""The order of steps on each track, as one table each, and which clocks may run in a state.

A clock belongs to states: whoever does an act starts what the deed names and stops what does not run in the state that
follows. A clock whose running out ends the measure by itself stands in `LAPSING` for the state where it does so.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from skyddsnat.kernel.states import StateTable
from skyddsnat.law.compulsory_states.kinds import Act, State, Track

Row = tuple[State, Act, State]

_PENDING = (State.APPLIED_DECIDED, State.APPLIED_SUBMITTED, State.APPLIED_CONFIRMED)
_BEFORE_APPLICATION = (State.DECIDED, State.SUBMITTED, State.CONFIRMED, State.EXTENSION_ASKED)
_IMMEDIATE = (*_BEFORE_APPLICATION, *_PENDING)


def _loops(states: Iterable[State], *acts: Act) -> tuple[Row, ...]:
    """Acts that leave the measure where it is."""
    return tuple((state, act, state) for state in states for act in acts)


def _to(states: Iterable[State], act: Act, after: State) -> tuple[Row, ...]:
    return tuple((state, act, after) for state in states)


# What cannot await the court: decided at once, tried by the court within days, followed by an application in time.
_AT_ONCE: tuple[Row, ...] = (
    (State.PREPARED, Act.DECIDE_IMMEDIATE, State.DECIDED),
    (State.DECIDED, Act.SUBMIT, State.SUBMITTED),
    (State.DECIDED, Act.LAPSE, State.LAPSED),
    (State.SUBMITTED, Act.CONFIRM, State.CONFIRMED),
    (State.CONFIRMED, Act.LAPSE, State.LAPSED),
    *_to((State.SUBMITTED, State.CONFIRMED, State.EXTENSION_ASKED), Act.COURT_ENDS, State.ENDED_BY_COURT),
    *_to(_BEFORE_APPLICATION, Act.END_IMMEDIATE, State.ENDED_EARLY),
)
_APPLICATION: tuple[Row, ...] = (
    (State.PREPARED, Act.APPLY, State.APPLIED),
    (State.DECIDED, Act.APPLY, State.APPLIED_DECIDED),
    (State.SUBMITTED, Act.APPLY, State.APPLIED_SUBMITTED),
    (State.CONFIRMED, Act.APPLY, State.APPLIED_CONFIRMED),
    (State.APPLIED, Act.WITHDRAW, State.WITHDRAWN),
    (State.APPLIED, Act.DECIDE_IMMEDIATE, State.APPLIED_DECIDED),
    (State.APPLIED, Act.COURT_DECIDES_IMMEDIATE, State.APPLIED_CONFIRMED),
    (State.APPLIED_DECIDED, Act.SUBMIT, State.APPLIED_SUBMITTED),
    (State.APPLIED_DECIDED, Act.LAPSE, State.APPLIED),  # the custody ceases, the application stands
    (State.APPLIED_SUBMITTED, Act.CONFIRM, State.APPLIED_CONFIRMED),
    *_to((State.APPLIED_SUBMITTED, State.APPLIED_CONFIRMED), Act.COURT_ENDS, State.APPLIED),
    *_to(_PENDING, Act.END_IMMEDIATE, State.APPLIED),
    *_to((State.APPLIED, *_PENDING), Act.REJECT, State.REJECTED),
)
# A request for longer time, made in time, keeps the measure alive until the court has answered.
_EXTENSION: tuple[Row, ...] = (
    (State.CONFIRMED, Act.ASK_EXTENSION, State.EXTENSION_ASKED),
    (State.EXTENSION_ASKED, Act.EXTEND, State.CONFIRMED),
    (State.EXTENSION_ASKED, Act.REFUSE_EXTENSION, State.CONFIRMED),
    (State.EXTENSION_ASKED, Act.APPLY, State.APPLIED_CONFIRMED),
)


def _ordered(running: State) -> tuple[Row, ...]:
    """The court's order, which is begun in time or lapses; or goes on where the immediate measure stood."""
    return (
        *_to((State.APPLIED, *_PENDING), Act.ORDER, State.ORDERED),
        *_to(_PENDING, Act.ORDER_BEGUN, running),
        *_loops((State.ORDERED, running), Act.LEGAL_FORCE),
        (State.ORDERED, Act.BEGIN, running),
        (State.ORDERED, Act.OVERTURN, State.REJECTED),
        (State.ORDERED, Act.LAPSE, State.LAPSED),
    )


_UNDER_ORDER = (State.IN_CARE, State.END_CONSIDERED)
_CARE_ENDS = (Act.END, Act.OVERTURN, Act.REACH_AGE, Act.EXPEL)

CARE: StateTable[State, Act] = StateTable(
    (
        *_AT_ONCE,
        (State.PREPARED, Act.DECIDE_INTERNATIONAL, State.DECIDED),
        (State.SUBMITTED, Act.LAPSE, State.LAPSED),  # the four weeks run from the execution, confirmed or not
        *_EXTENSION,
        (State.CONFIRMED, Act.APPLY_CONTINUED, State.CONTINUED),
        (State.EXTENSION_ASKED, Act.APPLY_CONTINUED, State.CONTINUED),
        *_APPLICATION,
        *_loops(_IMMEDIATE, Act.EXECUTE, Act.PLACE),
        *_ordered(State.IN_CARE),
        *_loops((State.ORDERED,), Act.PLACE),
        *_loops(_UNDER_ORDER, Act.PLACE, Act.CONSIDER, Act.EXAMINE, Act.CONSIDER_TRANSFER, Act.DISMISS_REQUEST),
        (State.IN_CARE, Act.CONSIDER_END, State.END_CONSIDERED),
        (State.END_CONSIDERED, Act.KEEP, State.IN_CARE),
        *(row for act in _CARE_ENDS for row in _to(_UNDER_ORDER, act, State.ENDED)),
        (State.ENDED, Act.START_FOLLOW_UP, State.FOLLOW_UP),
        (State.FOLLOW_UP, Act.END_FOLLOW_UP, State.FOLLOWED_UP),
        (State.FOLLOW_UP, Act.OPEN_INVESTIGATION, State.FOLLOWED_UP),
    ),
    start=State.PREPARED,
)

TRACKS: Mapping[Track, StateTable[State, Act]] = MappingProxyType({Track.CARE: CARE})

_TRANSFER = ("custody_transfer", "custody_transfer_yearly")
_REVIEWS = ("consider_home", "examine_behaviour", *_TRANSFER)
RUNNING: Mapping[Track, Mapping[State, tuple[str, ...]]] = MappingProxyType(
    {
        Track.CARE: {
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
        },
    }
)
LAPSING: Mapping[Track, Mapping[State, tuple[str, ...]]] = MappingProxyType(
    {
        Track.CARE: {
            State.DECIDED: ("submit_custody", "apply_for_care"),
            State.SUBMITTED: ("apply_for_care",),
            State.CONFIRMED: ("apply_for_care",),
            State.APPLIED_DECIDED: ("submit_custody",),
            State.ORDERED: ("begin_care",),
        },
    }
)
# Where the measure holds, so that something can be built on it: execution, transport, police help, a place.
IN_FORCE: Mapping[Track, frozenset[State]] = MappingProxyType(
    {
        Track.CARE: frozenset({*_IMMEDIATE, State.ORDERED, *_UNDER_ORDER}),
    }
)
