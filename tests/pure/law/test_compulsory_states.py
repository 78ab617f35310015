"""Every state × act × Act of law, allowed exactly as written here: a second listing, not derived from the tables.

A line is a state and what may be done in it: `act>state` where the measure moves on, `act` alone where it stays.
"""

from collections.abc import Iterator
from datetime import date

import pytest

from skyddsnat.kernel.states import NotAllowed
from skyddsnat.law.citations import CUSTODY, LVM, LVU, SHELTER, WITHOUT_CONSENT
from skyddsnat.law.compulsory_states import (
    ACT_NAMES,
    BY_NAMES,
    STATE_NAMES,
    TRACK_NAMES,
    TRACKS,
    Act,
    By,
    Deed,
    State,
    Track,
    UnknownDeed,
    act_name,
    acts,
    allows,
    deed_of,
    is_in_force,
    lapse_clocks,
    running,
    statutes,
)
from skyddsnat.law.decision_rights import Decider, who_may
from skyddsnat.law.register import rules

OLD, NEW = LVU.number, CUSTODY.number
A_DAY_OF = {
    OLD: date(2026, 12, 31),
    NEW: date(2027, 1, 1),
    WITHOUT_CONSENT.number: date(2027, 1, 2),
    SHELTER.number: date(2026, 11, 21),
    LVM.number: date(2026, 11, 21),
}

STEPS = {
    Track.CARE: """
prepared: decide_immediate>decided decide_international>decided apply>applied
decided: submit>submitted apply>applied_decided end_immediate>ended_early lapse>lapsed execute place ask_police
submitted: confirm>confirmed court_ends>ended_by_court apply>applied_submitted end_immediate>ended_early
submitted: lapse>lapsed execute place ask_police
confirmed: apply>applied_confirmed apply_continued>continued ask_extension>extension_asked end_immediate>ended_early
confirmed: court_ends>ended_by_court lapse>lapsed execute place ask_police
extension_asked: extend>confirmed refuse_extension>confirmed apply>applied_confirmed apply_continued>continued
extension_asked: end_immediate>ended_early court_ends>ended_by_court execute place ask_police
applied: decide_immediate>applied_decided court_decides_immediate>applied_confirmed order>ordered reject>rejected
applied: withdraw>withdrawn
applied_decided: submit>applied_submitted lapse>applied end_immediate>applied order>ordered order_begun>in_care
applied_decided: reject>rejected execute place ask_police
applied_submitted: confirm>applied_confirmed court_ends>applied end_immediate>applied order>ordered
applied_submitted: order_begun>in_care reject>rejected execute place ask_police
applied_confirmed: court_ends>applied end_immediate>applied order>ordered order_begun>in_care reject>rejected
applied_confirmed: execute place ask_police
ordered: begin>in_care lapse>lapsed overturn>rejected legal_force place ask_police
in_care: consider examine consider_transfer dismiss_request place legal_force consider_end>end_considered end>ended
in_care: overturn>ended reach_age>ended expel>ended ask_police
end_considered: keep>in_care end>ended overturn>ended reach_age>ended expel>ended
end_considered: consider examine consider_transfer dismiss_request place ask_police
ended: start_follow_up>follow_up
follow_up: end_follow_up>followed_up open_investigation>followed_up
""",
    Track.CONTACT: """
prepared: decide>in_force
in_force: decide consider dismiss_request end>ended overturn>ended main_measure_ends>ended
""",
    Track.REMOVAL: """
prepared: decide_immediate>decided apply>applied
decided: submit>submitted apply>applied_decided end_immediate>ended_early lapse>lapsed set_contact
submitted: confirm>confirmed court_ends>ended_by_court apply>applied_submitted end_immediate>ended_early set_contact
confirmed: apply>applied_confirmed ask_extension>extension_asked end_immediate>ended_early
confirmed: court_ends>ended_by_court lapse>lapsed set_contact
extension_asked: extend>confirmed refuse_extension>confirmed apply>applied_confirmed
extension_asked: end_immediate>ended_early court_ends>ended_by_court set_contact
applied: decide_immediate>applied_decided court_decides_immediate>applied_confirmed order>in_force reject>rejected
applied: withdraw>withdrawn
applied_decided: submit>applied_submitted lapse>applied end_immediate>applied order>in_force reject>rejected
applied_decided: set_contact
applied_submitted: confirm>applied_confirmed court_ends>applied end_immediate>applied order>in_force
applied_submitted: reject>rejected set_contact
applied_confirmed: court_ends>applied end_immediate>applied order>in_force reject>rejected set_contact
in_force: consider set_contact end>ended overturn>ended reach_age>ended expel>ended expire>expired
""",
    Track.EXIT: """
prepared: decide_immediate>decided apply>applied
decided: submit>submitted apply>applied_decided end_immediate>ended_early lapse>lapsed
submitted: confirm>confirmed court_ends>ended_by_court apply>applied_submitted end_immediate>ended_early
confirmed: apply>applied_confirmed ask_extension>extension_asked end_immediate>ended_early
confirmed: court_ends>ended_by_court lapse>lapsed
extension_asked: extend>confirmed refuse_extension>confirmed apply>applied_confirmed
extension_asked: end_immediate>ended_early court_ends>ended_by_court
applied: decide_immediate>applied_decided court_decides_immediate>applied_confirmed order>in_force reject>rejected
applied: withdraw>withdrawn
applied_decided: submit>applied_submitted lapse>applied end_immediate>applied order>in_force reject>rejected
applied_submitted: confirm>applied_confirmed court_ends>applied end_immediate>applied order>in_force reject>rejected
applied_confirmed: court_ends>applied end_immediate>applied order>in_force reject>rejected
in_force: examine except end>ended overturn>ended reach_age>ended expel>ended
""",
    Track.CONTINUED: """
prepared: apply>applied
applied: order>in_force reject>rejected end>ended court_ends>ended_by_court place ask_police
in_force: apply>applied_again lapse>lapsed end>ended court_ends>ended_by_court place ask_police
applied_again: order>in_force reject>rejected end>ended court_ends>ended_by_court place ask_police
""",
    Track.INTERMEDIATE: """
prepared: draw_plan>planned
planned: decide>in_force
in_force: examine end>ended overturn>ended reach_age>ended care_takes_over>ended
""",
    Track.WITHOUT_CONSENT: """
prepared: draw_plan>planned
planned: decide>in_force decide_for_guardian>in_force
in_force: consider set_condition set_guardian_condition set_home_hours set_fine draw_plan except
in_force: keep_condition>condition_only expire>expired
in_force: end>ended overturn>ended reach_age>ended care_takes_over>ended expel>ended ask_police
condition_only: consider except lapse>expired
condition_only: end>ended overturn>ended reach_age>ended care_takes_over>ended expel>ended ask_police
""",
    Track.SHELTER: """
prepared: decide_immediate>decided apply>applied
decided: submit>submitted apply>applied_decided end_immediate>ended_early lapse>lapsed execute place ask_police
submitted: confirm>confirmed court_ends>ended_by_court apply>applied_submitted end_immediate>ended_early
submitted: lapse>lapsed execute place ask_police
confirmed: apply>applied_confirmed ask_extension>extension_asked end_immediate>ended_early
confirmed: court_ends>ended_by_court lapse>lapsed execute place ask_police
extension_asked: extend>confirmed refuse_extension>confirmed apply>applied_confirmed
extension_asked: end_immediate>ended_early court_ends>ended_by_court execute place ask_police
applied: decide_immediate>applied_decided court_decides_immediate>applied_confirmed order>ordered reject>rejected
applied: withdraw>withdrawn
applied_decided: submit>applied_submitted lapse>applied end_immediate>applied order>ordered order_begun>in_force
applied_decided: reject>rejected execute place ask_police
applied_submitted: confirm>applied_confirmed court_ends>applied end_immediate>applied order>ordered
applied_submitted: order_begun>in_force reject>rejected execute place ask_police
applied_confirmed: court_ends>applied end_immediate>applied order>ordered order_begun>in_force reject>rejected
applied_confirmed: execute place ask_police
ordered: begin>in_force lapse>lapsed overturn>rejected legal_force place ask_police
in_force: consider dismiss_request place legal_force end>ended overturn>ended main_measure_ends>ended
in_force: reach_age>ended expel>ended ask_police
""",
    Track.LVM: """
prepared: decide_immediate>decided apply>applied
decided: submit>submitted apply>applied_decided end_immediate>ended_early lapse>lapsed execute
submitted: confirm>confirmed court_ends>ended_by_court apply>applied_submitted end_immediate>ended_early execute
confirmed: apply>applied_confirmed end_immediate>ended_early court_ends>ended_by_court lapse>lapsed execute
applied: decide_immediate>applied_decided court_decides_immediate>applied_confirmed order>ordered reject>rejected
applied: withdraw>withdrawn
applied_decided: submit>applied_submitted lapse>applied end_immediate>applied order>ordered order_begun>in_care
applied_decided: reject>rejected execute
applied_submitted: confirm>applied_confirmed court_ends>applied end_immediate>applied order>ordered
applied_submitted: order_begun>in_care reject>rejected execute
applied_confirmed: court_ends>applied end_immediate>applied order>ordered order_begun>in_care reject>rejected execute
ordered: begin>in_care lapse>lapsed overturn>rejected legal_force
in_care: legal_force end>ended overturn>ended
""",
}
ACTS_OF_LAW = {
    Track.CARE: (OLD, NEW),
    Track.CONTACT: (OLD, NEW, SHELTER.number),
    Track.REMOVAL: (OLD, NEW),
    Track.EXIT: (OLD, NEW),
    Track.CONTINUED: (OLD, NEW),
    Track.INTERMEDIATE: (OLD,),
    Track.WITHOUT_CONSENT: (WITHOUT_CONSENT.number,),
    Track.SHELTER: (SHELTER.number,),
    Track.LVM: (LVM.number,),
}
# What the table has and the Act has not: LVU dismisses no request, and gives no longer time for a removal prohibition.
UNKNOWN_TO = {
    (Track.CARE, OLD): {"dismiss_request"},
    (Track.CONTACT, OLD): {"dismiss_request"},
    (Track.CONTACT, NEW): {"dismiss_request"},
    (Track.REMOVAL, OLD): {"ask_extension", "extend", "refuse_extension", "expel"},
}
PAIRS = [(track, number) for track, numbers in ACTS_OF_LAW.items() for number in numbers]


def listed(track: Track) -> dict[tuple[str, str], str]:
    """(state, act) to the state after, read from the listing above."""
    steps: dict[tuple[str, str], str] = {}
    for line in STEPS[track].strip().splitlines():
        state, _, named = line.partition(": ")
        for word in named.split():
            act, _, after = word.partition(">")
            assert (state, act) not in steps
            steps[(state, act)] = after or state
    return steps


def deeds() -> Iterator[Deed]:
    for track, number in PAIRS:
        for act in Act:
            if any(allows(track, state, act, number) for state in State):
                yield deed_of(track, act, number)


@pytest.mark.parametrize(("track", "number"), PAIRS)
def test_a_step_is_allowed_exactly_where_it_is_listed(track: Track, number: str) -> None:
    steps = listed(track)
    unknown = UNKNOWN_TO.get((track, number), set())

    for state in State:
        for act in Act:
            expected = (state.value, act.value) in steps and act.value not in unknown
            assert allows(track, state, act, number) is expected, (state, act)
            assert (act in acts(track, state, number)) is expected


@pytest.mark.parametrize("track", list(Track))
def test_a_step_leads_where_the_listing_says(track: Track) -> None:
    steps = listed(track)

    for state in State:
        for act in Act:
            if (state.value, act.value) in steps:
                assert TRACKS[track].next(state, act) == steps[(state.value, act.value)]
            else:
                with pytest.raises(NotAllowed):
                    TRACKS[track].next(state, act)


def test_each_track_stands_in_the_acts_that_have_it() -> None:
    assert {track: statutes(track) for track in Track} == ACTS_OF_LAW
    with pytest.raises(UnknownDeed, match="2026:1600 knows no examine on the track intermediate"):
        deed_of(Track.INTERMEDIATE, Act.EXAMINE, NEW)


def test_what_the_board_decides_has_a_decision_right_and_nothing_else_has() -> None:
    for deed in deeds():
        assert (deed.section is not None) == (deed.by is By.BOARD)
        if deed.section:
            assert who_may(deed.section, A_DAY_OF[deed.statute]).allows(Decider.BOARD)


@pytest.mark.parametrize(
    ("track", "act", "number", "section", "chair"),
    [
        (Track.CARE, Act.DECIDE_IMMEDIATE, OLD, "LVU 6", True),
        (Track.CARE, Act.DECIDE_IMMEDIATE, NEW, "lagen (2026:1600) 5:1", True),
        (Track.CARE, Act.APPLY, OLD, "LVU 4", False),
        (Track.CARE, Act.APPLY, NEW, "lagen (2026:1600) 4:1", False),
        (Track.CARE, Act.PLACE, OLD, "LVU 11 st. 1", True),
        (Track.CARE, Act.CONSIDER, OLD, "LVU 13", False),
        (Track.CARE, Act.CONSIDER, NEW, "lagen (2026:1600) 8:2", False),
        (Track.CARE, Act.EXAMINE, NEW, "lagen (2026:1600) 8:3", False),
        (Track.CARE, Act.END, NEW, "lagen (2026:1600) 10:1", False),
        (Track.CONTACT, Act.DECIDE, OLD, "LVU 14 st. 2", False),
        (Track.REMOVAL, Act.DECIDE_IMMEDIATE, OLD, "LVU 27", True),
        (Track.EXIT, Act.EXCEPT, NEW, "lagen (2026:1600) 13:12", False),
        (Track.WITHOUT_CONSENT, Act.EXCEPT, WITHOUT_CONSENT.number, "lagen (2026:1637) 4:8", True),
        (Track.SHELTER, Act.DECIDE_IMMEDIATE, SHELTER.number, "lagen (2024:79) 4:1", True),
        (Track.LVM, Act.DECIDE_IMMEDIATE, LVM.number, "LVM 13", True),
    ],
)
def test_no_official_decides_these_and_the_chair_only_what_cannot_wait(
    track: Track, act: Act, number: str, section: str, chair: bool
) -> None:
    right = who_may(section, A_DAY_OF[number])

    assert deed_of(track, act, number).section == section
    assert not right.allows(Decider.OFFICIAL)
    assert right.allows(Decider.CHAIR) is chair


def test_every_clock_of_a_deed_and_a_state_is_a_rule_of_that_act() -> None:
    known = {rule.id for rule in rules()}

    for deed in deeds():
        assert known >= {*deed.clocks_met, *deed.clocks_started}
    for track, number in PAIRS:
        for state in State:
            assert known >= {*running(track, state, number), *lapse_clocks(track, state, number)}


def test_a_clock_ends_something_by_itself_only_where_a_lapse_is_in_the_table() -> None:
    lapsing = {rule.id for rule in rules() if rule.lapses}

    for track, number in PAIRS:
        for state in State:
            clocks = set(lapse_clocks(track, state, number))
            assert bool(clocks) == allows(track, state, Act.LAPSE, number)
            assert clocks <= lapsing
            assert clocks <= set(running(track, state, number))


def test_a_lapsed_measure_carries_nothing_and_nothing_can_be_done_with_it() -> None:
    for track in Track:
        for state in (State.LAPSED, State.EXPIRED, State.ENDED_EARLY, State.ENDED_BY_COURT, State.REJECTED):
            assert not is_in_force(track, state)
            assert TRACKS[track].acts(state) == ()


@pytest.mark.parametrize(
    ("track", "in_force"),
    [
        (
            Track.CARE,
            "decided submitted confirmed extension_asked applied_decided applied_submitted applied_confirmed ordered "
            "in_care end_considered",
        ),
        (Track.CONTACT, "in_force"),
        (
            Track.REMOVAL,
            "decided submitted confirmed extension_asked applied_decided applied_submitted applied_confirmed in_force",
        ),
        (
            Track.EXIT,
            "decided submitted confirmed extension_asked applied_decided applied_submitted applied_confirmed in_force",
        ),
        (Track.CONTINUED, "applied in_force applied_again"),
        (Track.INTERMEDIATE, "in_force"),
        (Track.WITHOUT_CONSENT, "in_force condition_only"),
        (
            Track.SHELTER,
            "decided submitted confirmed extension_asked applied_decided applied_submitted applied_confirmed ordered "
            "in_force",
        ),
        (
            Track.LVM,
            "decided submitted confirmed applied_decided applied_submitted applied_confirmed ordered in_care",
        ),
    ],
)
def test_where_something_can_be_built_on_a_measure(track: Track, in_force: str) -> None:
    assert {state.value for state in State if is_in_force(track, state)} == set(in_force.split())


@pytest.mark.parametrize(
    ("before", "act", "started", "met"),
    [
        (State.PREPARED, Act.DECIDE_IMMEDIATE, ("submit_custody",), ()),
        (State.DECIDED, Act.SUBMIT, ("court_reviews_custody",), ("submit_custody",)),
        (State.SUBMITTED, Act.CONFIRM, (), ("court_reviews_custody",)),
        (State.DECIDED, Act.EXECUTE, ("apply_for_care",), ()),
        (State.CONFIRMED, Act.EXECUTE, ("apply_for_care",), ()),
        (State.APPLIED_CONFIRMED, Act.EXECUTE, (), ()),
        (State.CONFIRMED, Act.APPLY, ("court_takes_up",), ("apply_for_care",)),
        (State.PREPARED, Act.APPLY, (), ()),
        (State.APPLIED, Act.ORDER, (), ()),
        (State.APPLIED_CONFIRMED, Act.ORDER, (), ("court_takes_up",)),
        (State.ORDERED, Act.LEGAL_FORCE, ("begin_care",), ()),
        (State.IN_CARE, Act.LEGAL_FORCE, (), ()),
        (State.ORDERED, Act.BEGIN, ("consider_home", "examine_behaviour"), ("begin_care",)),
        (State.APPLIED_CONFIRMED, Act.ORDER_BEGUN, ("consider_home", "examine_behaviour"), ("court_takes_up",)),
        (State.IN_CARE, Act.CONSIDER, ("consider_home",), ("consider_home",)),
        (State.ENDED, Act.START_FOLLOW_UP, ("follow_up",), ()),
        (State.FOLLOW_UP, Act.OPEN_INVESTIGATION, (), ("follow_up",)),
    ],
)
@pytest.mark.parametrize(("number", "prefix"), [(OLD, "lvu"), (NEW, "sfs2026_1600")])
def test_the_clocks_of_the_main_chain(
    before: State, act: Act, started: tuple[str, ...], met: tuple[str, ...], number: str, prefix: str
) -> None:
    deed = deed_of(Track.CARE, act, number, before)

    assert deed.clocks_started == tuple(f"{prefix}.{name}" for name in started)
    assert deed.clocks_met == tuple(f"{prefix}.{name}" for name in met)
    assert deed.clock_met == (deed.clocks_met[0] if met else None)


@pytest.mark.parametrize(
    ("track", "number", "state", "clocks"),
    [
        (Track.CARE, OLD, State.DECIDED, {"lvu.submit_custody", "lvu.apply_for_care"}),
        (Track.CARE, NEW, State.SUBMITTED, {"sfs2026_1600.apply_for_care"}),
        (Track.CARE, NEW, State.CONFIRMED, {"sfs2026_1600.apply_for_care"}),
        (Track.CARE, OLD, State.EXTENSION_ASKED, set()),
        (Track.CARE, OLD, State.APPLIED_DECIDED, {"lvu.submit_custody"}),
        (Track.CARE, OLD, State.APPLIED_CONFIRMED, set()),
        (Track.CARE, OLD, State.ORDERED, {"lvu.begin_care"}),
        (Track.CARE, OLD, State.IN_CARE, set()),
        (Track.REMOVAL, NEW, State.CONFIRMED, {"sfs2026_1600.apply_removal_prohibition"}),
        (Track.REMOVAL, NEW, State.SUBMITTED, set()),
        (Track.EXIT, OLD, State.DECIDED, {"lvu.submit_temporary_exit_ban"}),
        (Track.CONTINUED, OLD, State.IN_FORCE, {"lvu.continued_custody"}),
        (Track.CONTINUED, OLD, State.APPLIED_AGAIN, set()),
        (Track.WITHOUT_CONSENT, WITHOUT_CONSENT.number, State.IN_FORCE, set()),
        (Track.WITHOUT_CONSENT, WITHOUT_CONSENT.number, State.CONDITION_ONLY, {"sfs2026_1637.condition_outlives"}),
        (Track.SHELTER, SHELTER.number, State.CONFIRMED, {"sfs2024_79.apply"}),
        (Track.SHELTER, SHELTER.number, State.ORDERED, {"sfs2024_79.begin"}),
        (Track.LVM, LVM.number, State.SUBMITTED, set()),
        (Track.LVM, LVM.number, State.CONFIRMED, {"lvm.apply"}),
    ],
)
def test_which_passed_clock_ends_the_measure(track: Track, number: str, state: State, clocks: set[str]) -> None:
    assert set(lapse_clocks(track, state, number)) == clocks


def test_every_track_is_whole_from_its_start() -> None:
    for track, table in TRACKS.items():
        reached, waiting = {State.PREPARED}, [State.PREPARED]
        while waiting:
            state = waiting.pop()
            for act in table.acts(state):
                after = table.next(state, act)
                if after not in reached:
                    reached.add(after)
                    waiting.append(after)
        assert reached == set(table.states), track


def test_everything_has_a_name_in_both_languages() -> None:
    assert set(STATE_NAMES) == set(State)
    assert set(ACT_NAMES) == set(Act)
    assert set(BY_NAMES) == set(By)
    assert set(TRACK_NAMES) == set(Track)
    for name in (*STATE_NAMES.values(), *ACT_NAMES.values(), *BY_NAMES.values(), *TRACK_NAMES.values()):
        assert name.sv
        assert name.en
        assert name.sv != name.en
    assert act_name(Track.CARE, Act.DECIDE_IMMEDIATE).sv == "Omhänderta omedelbart"
    assert act_name(Track.CARE, Act.SUBMIT) == ACT_NAMES[Act.SUBMIT]
