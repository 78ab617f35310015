"""Where the child is cared for, what such a place demands, and the alarm when nothing carries it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.factories import compulsory as line
from tests.factories.compulsory import BEHAVIOUR, DAY, HOUR, Running
from tests.factories.people import Child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import BareCount, PlaceAlarm, PlaceKind, PlaceView
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile
from skyddsnat.law.compulsory_states import Act, State

TAKEN = MORNING + DAY


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refused.value.reasons}


def alarms(office: Office, *, at: datetime, by: str = "mia") -> list[PlaceAlarm]:
    viewer = office.viewer(by, at)
    with seeing(viewer):
        return queries.places_without_ground(at=at, viewer=viewer)


def lacks(alarm: PlaceAlarm) -> list[str]:
    return [reason.code for reason in alarm.reasons]


def places(on: Running, *, at: datetime) -> list[PlaceView]:
    bo = on.office.viewer("bo", at)
    with seeing(bo):
        return queries.places_of_case(case_id=on.case_id, viewer=bo)


def test_an_order_on_another_ground_than_the_running_place_demands_alarms_at_once(office: Office, alma: Child) -> None:
    """Taken for what she did and placed at a state youth home; the court finds the ground in the home alone."""
    on = line.taken(office, alma, at=TAKEN, grounds=BEHAVIOUR)
    decision = line.board_decides(on, Act.PLACE, at=TAKEN + 3 * HOUR)
    line.place(on, at=TAKEN + 4 * HOUR, kind=PlaceKind.STATE_HOME, is_locked=True, matter_id=decision)
    assert alarms(office, at=TAKEN + 5 * HOUR) == []
    line.send(on, Act.SUBMIT, at=TAKEN + DAY)
    line.step(on, Act.CONFIRM, at=TAKEN + 4 * DAY)
    matter = line.board_decides(on, Act.APPLY, at=TAKEN + 9 * DAY)
    line.send(on, Act.APPLY, at=TAKEN + 10 * DAY, matter_id=matter)
    ordered = TAKEN + 21 * DAY
    line.step(on, Act.ORDER_BEGUN, at=ordered, grounds=("lvu.lack_of_care",))
    (alarm,) = alarms(office, at=ordered)
    assert lacks(alarm) == ["compulsory.place_without_ground"]
    assert (alarm.reasons[0].citation, alarm.is_locked, alarm.file_id) == ("12 § LVU", True, alma.file_id)


def test_a_court_that_ends_the_custody_leaves_a_running_place_without_anything_to_rest_on(
    office: Office, alma: Child
) -> None:
    """Lesson 4: from the moment at which the answer of the court is written down."""
    on = line.taken(office, alma, at=TAKEN)
    line.place(on, at=TAKEN + HOUR)
    line.send(on, Act.SUBMIT, at=TAKEN + DAY)
    line.step(on, Act.COURT_ENDS, at=TAKEN + 4 * DAY)
    (alarm,) = alarms(office, at=TAKEN + 4 * DAY)
    assert "compulsory.not_in_force" in lacks(alarm)
    assert alarms(office, at=TAKEN + 4 * DAY, by="max") == [], "another unit's manager sees nothing of it"


def test_a_place_without_a_decision_shows_as_exactly_that(office: Office, alma: Child) -> None:
    """Lesson 4: what limits a child without a decision behind it shows as that."""
    on = line.taken(office, alma, at=TAKEN)
    line.place(on, at=TAKEN + HOUR, is_locked=True)
    (alarm,) = alarms(office, at=TAKEN + HOUR)
    assert lacks(alarm) == [
        "compulsory.place_without_decision",
        "compulsory.place_without_ground",
        "compulsory.locked_elsewhere",
    ]
    bo = office.viewer("bo", TAKEN + HOUR)
    with seeing(bo):
        told = queries.place_lacks(
            measure_id=on.measure_id, kind=PlaceKind.FAMILY_HOME, is_locked=False, matter_id=None, at=TAKEN + HOUR,
            viewer=bo,
        )  # fmt: skip
    assert [reason.code for reason in told] == ["compulsory.place_without_decision"]


def test_two_years_in_the_same_family_home_run_from_the_day_the_child_came_and_anew_after_a_move(
    office: Office, alma: Child
) -> None:
    on = line.taken(office, alma, at=TAKEN)
    first = line.place(on, at=TAKEN + HOUR, kind=PlaceKind.FAMILY_HOME)
    clock = line.clocks(on, at=TAKEN + HOUR)["lvu.custody_transfer"]
    assert clock.due_on == TAKEN.replace(year=2028).date()
    moved = TAKEN + 3 * DAY
    bo = office.viewer("bo", moved)
    moving: dict[str, Any] = {"name": "Familjen Al", "is_locked": False, "matter_id": None, "actor": bo, "at": moved}
    with seeing(bo):
        with pytest.raises(ChangedMeanwhile):
            actions.move_place(place_id=first, version=2, kind=PlaceKind.FAMILY_HOME, moved_at=moved, **moving)
        actions.move_place(place_id=first, version=1, kind=PlaceKind.FAMILY_HOME, moved_at=moved, **moving)
    assert line.clocks(on, at=moved)["lvu.custody_transfer"].basis_on == moved.date()
    now, before = places(on, at=moved)
    assert (now.name, now.ends_at, before.ends_at) == ("Familjen Al", None, moved)
    with seeing(bo):
        actions.end_place(place_id=now.id, version=1, ended_at=moved + HOUR, actor=bo, at=moved + HOUR)
        with pytest.raises(Refused) as refused:
            actions.end_place(place_id=now.id, version=2, ended_at=moved, actor=bo, at=moved + HOUR)
        assert codes(refused) == {"compulsory.place_ended"}
        assert queries.place_of_file(file_id=alma.file_id, viewer=bo) is None
    assert "lvu.custody_transfer" not in line.clocks(on, at=moved + HOUR)


def test_nobody_is_in_two_places_and_nobody_is_placed_tomorrow(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    at = TAKEN + HOUR
    with pytest.raises(Refused) as refused:
        line.place(on, at=at, starts_at=at + HOUR)
    assert codes(refused) == {"compulsory.in_future"}
    with pytest.raises(Refused) as refused:
        line.place(on, at=at, starts_at=TAKEN - HOUR)
    assert codes(refused) == {"compulsory.not_in_force"}
    line.place(on, at=at)
    with pytest.raises(Refused) as refused:
        line.place(on, at=at + HOUR)
    assert codes(refused) == {"compulsory.placed_already"}


def test_a_place_rests_on_a_decision_of_its_own_case(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    with pytest.raises(NotOpen):
        line.place(on, at=TAKEN + HOUR, matter_id=0)


def test_the_childs_coming_to_a_place_carries_the_custody_out(office: Office, alma: Child) -> None:
    at = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
    on = line.taken(office, alma, at=at)
    line.place(on, at=at + 2 * HOUR, starts_at=at + HOUR)
    view = line.see(on, at=at + 2 * HOUR)
    assert (view.care_began_at, view.state) == (at + HOUR, State.DECIDED)
    assert line.clocks(on, at=at + 2 * HOUR)["sfs2026_1600.apply_for_care"].basis_on == at.date()


def counts(office: Office, by: str, *, at: datetime) -> list[BareCount]:
    viewer = office.viewer(by, at)
    with seeing(viewer):
        return queries.bare_counts(at=at, viewer=viewer)


def test_the_board_is_told_of_a_place_with_a_decision_only_when_it_has_lapsed(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    decision = line.board_decides(on, Act.PLACE, at=TAKEN + HOUR)
    line.place(on, at=TAKEN + 2 * HOUR, matter_id=decision)
    assert counts(office, "olga", at=TAKEN + 3 * HOUR) == [BareCount("Barn 1", places=1, bare=0)]
    assert counts(office, "olga", at=TAKEN + 30 * DAY) == [BareCount("Barn 1", places=1, bare=1)]


def test_the_board_is_told_every_day_how_many_are_placed_without_anything_behind_it(
    office: Office, alma: Child
) -> None:
    """Lesson 4: to worker, manager and board. Counted by unit, without the child; nobody else is told anything."""
    on = line.taken(office, alma, at=TAKEN)
    assert counts(office, "olga", at=TAKEN) == []
    line.place(on, at=TAKEN + HOUR)
    for name in ("olga", "kaj", "mia"):
        assert counts(office, name, at=TAKEN + 2 * HOUR) == [BareCount("Barn 1", places=1, bare=1)]
    for name in ("bo", "max", "rut", "lo"):
        assert counts(office, name, at=TAKEN + 2 * HOUR) == []
