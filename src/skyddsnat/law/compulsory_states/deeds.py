"""What each act is under each Act of law: whose deed, by which section, which clocks it meets and starts.

A line names the place in each Act that knows the deed; an Act that is not named does not. Clocks are named without
the Act ("submit_custody"); the Act of the measure makes them rule ids ("lvu.submit_custody").
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from skyddsnat.law.citations import CUSTODY, LVM, LVU, SHELTER, WITHOUT_CONSENT, statute
from skyddsnat.law.compulsory_states.clocks import LAPSING, RUNNING
from skyddsnat.law.compulsory_states.deed_lines import LINES, Line
from skyddsnat.law.compulsory_states.kinds import Act, By, Deed, State, Track, UnknownDeed
from skyddsnat.law.compulsory_states.tables import IN_FORCE, TRACKS

PREFIX: Mapping[str, str] = MappingProxyType(
    {
        LVU.number: "lvu",
        CUSTODY.number: "sfs2026_1600",
        WITHOUT_CONSENT.number: "sfs2026_1637",
        SHELTER.number: "sfs2024_79",
        LVM.number: "lvm",
    }
)


def deed_of(track: Track, act: Act, statute: str, before: State | None = None) -> Deed:
    """What `act` is on `track` under the Act with that number ("1990:52"); raises `UnknownDeed`.

    With `before`, the state in which it is done, clocks are left out that do not run there or in the state that
    follows: an execution after the application starts no four weeks. Raises `NotAllowed` when the table has no such
    step.
    """
    deed = _DEEDS.get((track, act, statute))
    if deed is None:
        raise UnknownDeed(track, act, statute)
    if before is None:
        return deed
    ran, runs = running(track, before, statute), running(track, TRACKS[track].next(before, act), statute)
    return replace(
        deed,
        clocks_met=tuple(rule for rule in deed.clocks_met if rule in ran),
        clocks_started=tuple(rule for rule in deed.clocks_started if rule in runs),
    )


def allows(track: Track, state: State, act: Act, statute: str) -> bool:
    """Whether the table has the step and the Act knows the deed."""
    return TRACKS[track].allows(state, act) and (track, act, statute) in _DEEDS


def acts(track: Track, state: State, statute: str) -> tuple[Act, ...]:
    """What may be done in `state` under that Act, in table order."""
    return tuple(act for act in TRACKS[track].acts(state) if (track, act, statute) in _DEEDS)


def statutes(track: Track) -> tuple[str, ...]:
    """The numbers of the Acts that have this track."""
    return tuple(number for number in PREFIX if any(key[0] is track and key[2] == number for key in _DEEDS))


def running(track: Track, state: State, statute: str) -> tuple[str, ...]:
    """The ids of the clocks that may run in `state`; any other open clock of the measure ends there."""
    return rule_ids(RUNNING[track].get(state, ()), statute)


def lapse_clocks(track: Track, state: State, statute: str) -> tuple[str, ...]:
    """The ids of the clocks that end the measure by themselves when they run out in `state`."""
    return rule_ids(LAPSING[track].get(state, ()), statute)


def is_in_force(track: Track, state: State) -> bool:
    """Whether the measure holds, so that an execution, a transport or a place can be built on it."""
    return state in IN_FORCE[track]


def rule_ids(names: Iterable[str], statute: str) -> tuple[str, ...]:
    """The ids under that Act of clocks named without it."""
    return tuple(f"{PREFIX[statute]}.{name}" for name in names)


def _deed(track: Track, line: Line, number: str) -> Deed:
    act = statute(number)
    place = line.places[number]
    return Deed(
        track=track,
        act=line.act,
        statute=number,
        by=line.by,
        citation=act.cite(place.partition(" st. ")[0]),
        section=f"{act.short} {place}" if line.by is By.BOARD else None,
        clocks_met=rule_ids(line.met, number),
        clocks_started=rule_ids(line.started, number),
    )


_DEEDS: Mapping[tuple[Track, Act, str], Deed] = MappingProxyType(
    {
        (track, line.act, number): _deed(track, line, number)
        for track, lines in LINES.items()
        for line in lines
        for number in line.places
    }
)
