"""What the law ends, it ends at midnight, by itself: no job runs in these tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests.factories import compulsory as line
from tests.factories.compulsory import DAY, HOUR, Running
from tests.factories.people import Child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import PlaceKind
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.deadlines.queries import clocks_of
from skyddsnat.kernel.verdict import Refused
from skyddsnat.law.compulsory_states import TRACKS, Act, State, is_in_force

# Taken on Tuesday 3 November 2026: a week later, Tuesday the 10th, the custody ends with the day, Swedish time.
TAKEN = MORNING + DAY
MIDNIGHT = datetime(2026, 11, 10, 23, 0, tzinfo=UTC)
LAST_SECOND = MIDNIGHT - timedelta(seconds=1)


@pytest.fixture
def on(office: Office, alma: Child) -> Running:
    return line.taken(office, alma, at=TAKEN)


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refused.value.reasons}


def test_a_custody_holds_to_the_last_second_and_not_one_more(on: Running) -> None:
    view = line.see(on, at=TAKEN)
    assert view.lapses_at == MIDNIGHT
    assert (view.in_force(LAST_SECOND), view.state_on(LAST_SECOND)) == (True, State.DECIDED)
    assert (view.in_force(MIDNIGHT), view.state_on(MIDNIGHT)) == (False, State.LAPSED)
    assert (view.has_lapsed(MIDNIGHT), view.is_over(MIDNIGHT)) == (True, True)


def test_in_the_last_second_the_child_may_be_placed(on: Running) -> None:
    line.place(on, at=LAST_SECOND)


def test_at_midnight_nobody_is_placed_and_no_step_is_taken(on: Running) -> None:
    """Lesson 1: what lapses, lapses at midnight, and nothing can be built on it afterwards."""
    for act in (Act.EXECUTE, Act.CONFIRM):
        with pytest.raises(Refused) as refused:
            line.step(on, act, at=MIDNIGHT)
        assert codes(refused) == {"compulsory.lapsed"}
    with pytest.raises(Refused) as refused:
        line.place(on, at=MIDNIGHT)
    assert codes(refused) == {"compulsory.lapsed"}
    (reason,) = refused.value.reasons
    assert reason.citation == "9 § LVU"
    assert "nytt beslut" in reason.text.sv


def test_papers_that_were_sent_and_not_received_save_nothing(on: Running) -> None:
    """Lesson 1: without the receipt of the receiver the thing counts as not done."""
    line.dispatch(on, Act.SUBMIT, at=LAST_SECOND - timedelta(minutes=5))
    with pytest.raises(Refused) as refused:
        line.receive(on, Act.SUBMIT, at=MIDNIGHT)
    assert "compulsory.lapsed" in codes(refused)


def test_a_receipt_in_the_last_second_is_in_time(on: Running) -> None:
    line.dispatch(on, Act.SUBMIT, at=LAST_SECOND - timedelta(minutes=5))
    line.receive(on, Act.SUBMIT, at=LAST_SECOND)
    assert line.see(on, at=MIDNIGHT).in_force(MIDNIGHT)


def test_writing_the_lapse_down_changes_nothing_but_that_it_is_written(on: Running) -> None:
    at = MIDNIGHT + 9 * HOUR
    before = line.see(on, at=at)
    bo = on.office.viewer("bo", at)
    with seeing(bo):
        assert not actions.write_lapse(measure_id=on.measure_id, actor=bo, at=LAST_SECOND)
        assert actions.write_lapse(measure_id=on.measure_id, actor=bo, at=at)
        assert not actions.write_lapse(measure_id=on.measure_id, actor=bo, at=at)
        written = queries.steps_of(measure_id=on.measure_id, viewer=bo)[-1]
        clocks = clocks_of(subject=before.subject, viewer=bo)
    after = line.see(on, at=at)
    assert (written.act, written.happened_at, written.recorded_at) == ("lapse", MIDNIGHT, at)
    assert (after.state, after.ended_at) == (before.state_on(at), MIDNIGHT)
    assert (after.in_force(at), after.has_lapsed(at)) == (before.in_force(at), before.has_lapsed(at))
    assert all(clock.ended_at == at for clock in clocks)


def test_after_a_lapse_a_new_decision_begins_a_new_measure(on: Running, office: Office, alma: Child) -> None:
    _, again = line.decided(office, alma, on.case_id, Act.APPLY, at=MIDNIGHT + 10 * HOUR)
    assert again not in (None, on.measure_id)


def test_an_application_survives_the_custody_that_lapses(on: Running) -> None:
    matter = line.board_decides(on, Act.APPLY, at=TAKEN + 2 * DAY)
    line.send(on, Act.APPLY, at=TAKEN + 3 * DAY, matter_id=matter)
    view = line.see(on, at=MIDNIGHT)
    assert view.state is State.APPLIED_DECIDED
    assert (view.state_on(MIDNIGHT), view.in_force(MIDNIGHT), view.is_over(MIDNIGHT)) == (State.APPLIED, False, False)
    line.step(on, Act.ORDER, at=MIDNIGHT + DAY)
    after = line.see(on, at=MIDNIGHT + DAY)
    assert (after.state, after.in_force(MIDNIGHT + DAY)) == (State.ORDERED, True)


def test_a_midnight_waits_for_the_next_working_day_but_the_plan_does_not(office: Office, alma: Child) -> None:
    """Taken on Friday 18 December: a week later is Christmas Day; the 28th is the first working day after."""
    on = line.taken(office, alma, at=datetime(2026, 12, 18, 9, 0, tzinfo=UTC))
    clock = line.clocks(on, at=datetime(2026, 12, 18, 9, 0, tzinfo=UTC))["lvu.submit_custody"]
    assert (clock.plan_on.isoformat(), clock.extended_on.isoformat()) == ("2026-12-25", "2026-12-28")
    lapses_at = line.see(on, at=datetime(2026, 12, 18, 9, 0, tzinfo=UTC)).lapses_at
    assert lapses_at == datetime(2026, 12, 28, 23, 0, tzinfo=UTC)


# --- The wall ---------------------------------------------------------------------------------------------------------


def sql(statement: str, *values: object) -> None:
    """As the application's role, past every rule in Python; with what is checked at commit checked at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


PLACE = """
INSERT INTO compulsory_careplace (measure_id, file_id, kind, name, is_locked, recorded_at, starts_at, decided_by_id,
    version)
VALUES (%s, %s, 'emergency_home', '', false, %s, %s, %s, 1)
"""
STEP = """
INSERT INTO compulsory_step (measure_id, file_id, act, from_state, to_state, section, happened_at, recorded_at,
    recorded_by_id, court_number, words)
VALUES (%s, %s, %s, 'decided', %s, '', %s, %s, %s, '', '')
"""


def place_by_sql(on: Running, moment: datetime) -> None:
    sql(PLACE, on.measure_id, on.child.file_id, moment, moment, on.office.employees["bo"])


def step_by_sql(on: Running, act: str, state: str, moment: datetime) -> None:
    sql(STEP, on.measure_id, on.child.file_id, act, state, moment, moment, on.office.employees["bo"])


def test_the_database_places_nobody_from_midnight_on(on: Running) -> None:
    bo = on.office.viewer("bo", TAKEN)
    with seeing(bo):
        for moment in (MIDNIGHT, MIDNIGHT + DAY):
            with pytest.raises(DatabaseError, match="lapsed"):
                place_by_sql(on, moment)
        place_by_sql(on, LAST_SECOND)


def test_the_database_takes_no_step_from_midnight_on(on: Running) -> None:
    bo = on.office.viewer("bo", TAKEN)
    with seeing(bo):
        with pytest.raises(DatabaseError, match="lapsed"):
            step_by_sql(on, "execute", "decided", MIDNIGHT)
        step_by_sql(on, "execute", "decided", LAST_SECOND)


@pytest.mark.parametrize(
    "change",
    ["lapses_at = lapses_at + interval '1 day'", "lapses_at = NULL", "lapses_at = lapses_at + interval '1 hour'"],
)
def test_the_database_moves_no_midnight_after_it_has_passed(on: Running, change: str) -> None:
    bo = on.office.viewer("bo", MIDNIGHT)
    with seeing(bo):
        actions.write_lapse(measure_id=on.measure_id, actor=bo, at=MIDNIGHT)
        with pytest.raises(DatabaseError, match="lapsed"):
            sql(f"UPDATE compulsory_measure SET {change} WHERE id = %s", on.measure_id)
        with pytest.raises(DatabaseError, match="lapsed"):
            sql("UPDATE compulsory_measure SET state = 'decided', ended_at = NULL WHERE id = %s", on.measure_id)


def test_the_database_knows_no_midnight_that_no_clock_has(on: Running) -> None:
    bo = on.office.viewer("bo", TAKEN)
    with seeing(bo), pytest.raises(DatabaseError, match="midnight"):
        sql("UPDATE compulsory_measure SET lapses_at = lapses_at + interval '1 day' WHERE id = %s", on.measure_id)


def test_the_database_knows_the_states_in_which_a_measure_holds_as_the_law_does(db: None) -> None:
    with connection.cursor() as cursor:
        for track, table in TRACKS.items():
            for state in table.states:
                cursor.execute("SELECT compulsory_holds(%s, %s)", [track.value, state.value])
                assert cursor.fetchone() == (is_in_force(track, state),), (track, state)


def test_a_place_that_runs_when_its_measure_lapses_can_still_be_ended(on: Running) -> None:
    place_id = line.place(on, at=TAKEN + HOUR, kind=PlaceKind.HOSPITAL)
    at = MIDNIGHT + HOUR
    bo = on.office.viewer("bo", at)
    with seeing(bo):
        (alarm,) = queries.places_without_ground(at=at, viewer=bo)
        assert "compulsory.lapsed" in [reason.code for reason in alarm.reasons]
        ending: dict[str, Any] = {"place_id": place_id, "version": 1, "actor": bo, "at": at}
        actions.end_place(ended_at=at, **ending)
        assert queries.places_without_ground(at=at, viewer=bo) == []
