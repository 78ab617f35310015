"""The order of steps on each track, as one table each, and in which states a measure holds."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from skyddsnat.kernel.states import StateTable
from skyddsnat.law.compulsory_states.kinds import Act, State, Track

Row = tuple[State, Act, State]

_PENDING = (State.APPLIED_DECIDED, State.APPLIED_SUBMITTED, State.APPLIED_CONFIRMED)
_AWAITING_APPLICATION = (State.DECIDED, State.SUBMITTED, State.CONFIRMED)
_IMMEDIATE = (*_AWAITING_APPLICATION, State.EXTENSION_ASKED, *_PENDING)


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
    *_to((State.SUBMITTED, State.CONFIRMED), Act.COURT_ENDS, State.ENDED_BY_COURT),
    *_to(_AWAITING_APPLICATION, Act.END_IMMEDIATE, State.ENDED_EARLY),
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
# A request for longer time, made in time, keeps the measure alive until the court has answered. What a refusal after
# the time has run out means no source says; here the old time holds again, and then the measure has lapsed.
_EXTENSION: tuple[Row, ...] = (
    (State.CONFIRMED, Act.ASK_EXTENSION, State.EXTENSION_ASKED),
    (State.EXTENSION_ASKED, Act.EXTEND, State.CONFIRMED),
    (State.EXTENSION_ASKED, Act.REFUSE_EXTENSION, State.CONFIRMED),
    (State.EXTENSION_ASKED, Act.APPLY, State.APPLIED_CONFIRMED),
    (State.EXTENSION_ASKED, Act.COURT_ENDS, State.ENDED_BY_COURT),
    (State.EXTENSION_ASKED, Act.END_IMMEDIATE, State.ENDED_EARLY),
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
        *_loops((*_IMMEDIATE, State.ORDERED, *_UNDER_ORDER), Act.ASK_POLICE),
    ),
    start=State.PREPARED,
)

CONTACT: StateTable[State, Act] = StateTable(
    (
        (State.PREPARED, Act.DECIDE, State.IN_FORCE),
        *_loops((State.IN_FORCE,), Act.CONSIDER, Act.DECIDE, Act.DISMISS_REQUEST),
        (State.IN_FORCE, Act.END, State.ENDED),
        (State.IN_FORCE, Act.OVERTURN, State.ENDED),
        (State.IN_FORCE, Act.MAIN_MEASURE_ENDS, State.ENDED),
    ),
    start=State.PREPARED,
)


def _ban(*while_in_force: Act, ends: tuple[Act, ...] = ()) -> tuple[Row, ...]:
    """A prohibition: temporary by the board, then by the court, in force at once when ordered."""
    return (
        *_AT_ONCE,
        *_EXTENSION,
        *_APPLICATION,
        *_to((State.APPLIED, *_PENDING), Act.ORDER, State.IN_FORCE),
        *_loops((State.IN_FORCE,), *while_in_force),
        *((State.IN_FORCE, act, State.ENDED) for act in (Act.END, Act.OVERTURN, Act.REACH_AGE, Act.EXPEL, *ends)),
    )


REMOVAL: StateTable[State, Act] = StateTable(
    (
        *_ban(Act.CONSIDER, Act.SET_CONTACT),
        *_loops(_IMMEDIATE, Act.SET_CONTACT),
        (State.IN_FORCE, Act.EXPIRE, State.EXPIRED),  # the court may have set a time
    ),
    start=State.PREPARED,
)
EXIT: StateTable[State, Act] = StateTable(_ban(Act.EXAMINE, Act.EXCEPT), start=State.PREPARED)

CONTINUED: StateTable[State, Act] = StateTable(
    (
        (State.PREPARED, Act.APPLY, State.APPLIED),
        (State.APPLIED, Act.ORDER, State.IN_FORCE),
        (State.IN_FORCE, Act.APPLY, State.APPLIED_AGAIN),
        (State.APPLIED_AGAIN, Act.ORDER, State.IN_FORCE),
        (State.IN_FORCE, Act.LAPSE, State.LAPSED),
        *_to((State.APPLIED, State.APPLIED_AGAIN), Act.REJECT, State.REJECTED),
        *_to((State.APPLIED, State.IN_FORCE, State.APPLIED_AGAIN), Act.END, State.ENDED),
        *_to((State.APPLIED, State.IN_FORCE, State.APPLIED_AGAIN), Act.COURT_ENDS, State.ENDED_BY_COURT),
        *_loops((State.APPLIED, State.IN_FORCE, State.APPLIED_AGAIN), Act.PLACE, Act.ASK_POLICE),
    ),
    start=State.PREPARED,
)
INTERMEDIATE: StateTable[State, Act] = StateTable(
    (
        (State.PREPARED, Act.DRAW_PLAN, State.PLANNED),
        (State.PLANNED, Act.DECIDE, State.IN_FORCE),
        *_loops((State.IN_FORCE,), Act.EXAMINE),
        *((State.IN_FORCE, act, State.ENDED) for act in (Act.END, Act.OVERTURN, Act.REACH_AGE, Act.CARE_TAKES_OVER)),
    ),
    start=State.PREPARED,
)

_SERVICE_ENDS = (Act.END, Act.OVERTURN, Act.REACH_AGE, Act.CARE_TAKES_OVER, Act.EXPEL)
_SERVICE = (State.IN_FORCE, State.CONDITION_ONLY)

WITHOUT_CONSENT: StateTable[State, Act] = StateTable(
    (
        (State.PREPARED, Act.DRAW_PLAN, State.PLANNED),  # the plan is to exist when the decision is made (5:1)
        (State.PLANNED, Act.DECIDE, State.IN_FORCE),
        (State.PLANNED, Act.DECIDE_FOR_GUARDIAN, State.IN_FORCE),
        *_loops(
            (State.IN_FORCE,),
            Act.SET_CONDITION,
            Act.SET_GUARDIAN_CONDITION,
            Act.SET_HOME_HOURS,
            Act.SET_FINE,
            Act.DRAW_PLAN,
        ),
        *_loops(_SERVICE, Act.CONSIDER, Act.EXCEPT),
        (State.IN_FORCE, Act.KEEP_CONDITION, State.CONDITION_ONLY),
        (State.IN_FORCE, Act.EXPIRE, State.EXPIRED),
        (State.CONDITION_ONLY, Act.LAPSE, State.EXPIRED),
        *(row for act in _SERVICE_ENDS for row in _to(_SERVICE, act, State.ENDED)),
        *_loops(_SERVICE, Act.ASK_POLICE),
    ),
    start=State.PREPARED,
)

SHELTER: StateTable[State, Act] = StateTable(
    (
        *_AT_ONCE,
        (State.SUBMITTED, Act.LAPSE, State.LAPSED),  # the six weeks run from the placement, confirmed or not
        *_EXTENSION,
        *_APPLICATION,
        *_loops(_IMMEDIATE, Act.EXECUTE, Act.PLACE),
        *_ordered(State.IN_FORCE),
        *_loops((State.ORDERED, State.IN_FORCE), Act.PLACE),
        *_loops((State.IN_FORCE,), Act.CONSIDER, Act.DISMISS_REQUEST),
        *(
            (State.IN_FORCE, act, State.ENDED)
            for act in (Act.END, Act.OVERTURN, Act.MAIN_MEASURE_ENDS, Act.REACH_AGE, Act.EXPEL)
        ),
        *_loops((*_IMMEDIATE, State.ORDERED, State.IN_FORCE), Act.ASK_POLICE),
    ),
    start=State.PREPARED,
)
# An adult's case that is run elsewhere: only what the child's case must know of it.
LVM: StateTable[State, Act] = StateTable(
    (
        *_AT_ONCE,
        *_APPLICATION,
        *_loops((*_AWAITING_APPLICATION, *_PENDING), Act.EXECUTE),
        *_ordered(State.IN_CARE),
        (State.IN_CARE, Act.END, State.ENDED),
        (State.IN_CARE, Act.OVERTURN, State.ENDED),
    ),
    start=State.PREPARED,
)

TRACKS: Mapping[Track, StateTable[State, Act]] = MappingProxyType(
    {
        Track.CARE: CARE,
        Track.CONTACT: CONTACT,
        Track.REMOVAL: REMOVAL,
        Track.EXIT: EXIT,
        Track.CONTINUED: CONTINUED,
        Track.INTERMEDIATE: INTERMEDIATE,
        Track.WITHOUT_CONSENT: WITHOUT_CONSENT,
        Track.SHELTER: SHELTER,
        Track.LVM: LVM,
    }
)
# Where the measure holds, so that something can be built on it: execution, transport, police help, a place.
IN_FORCE: Mapping[Track, frozenset[State]] = MappingProxyType(
    {
        Track.CARE: frozenset({*_IMMEDIATE, State.ORDERED, *_UNDER_ORDER}),
        Track.CONTACT: frozenset({State.IN_FORCE}),
        Track.REMOVAL: frozenset({*_IMMEDIATE, State.IN_FORCE}),
        Track.EXIT: frozenset({*_IMMEDIATE, State.IN_FORCE}),
        Track.CONTINUED: frozenset({State.APPLIED, State.IN_FORCE, State.APPLIED_AGAIN}),
        Track.INTERMEDIATE: frozenset({State.IN_FORCE}),
        Track.WITHOUT_CONSENT: frozenset(_SERVICE),
        Track.SHELTER: frozenset({*_IMMEDIATE, State.ORDERED, State.IN_FORCE}),
        Track.LVM: frozenset({*_AWAITING_APPLICATION, *_PENDING, State.ORDERED, State.IN_CARE}),
    }
)
