"""Proposals that no meeting comes before, or that something has happened after, counted without a child.

What is counted is what the manager is shown one by one.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from tests.factories.decisions import DECIDED, FIELDS, PROPOSED, WRITTEN, Proposed, answer, decide, proposed_to, write
from tests.factories.people import Child
from tests.factories.staff import Office

from skyddsnat.domains.decisions import queries
from skyddsnat.domains.decisions.queries.oversight import Awaited, ProposalNumber
from skyddsnat.domains.decisions.types import Answer
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.deadlines import actions as deadlines

DOOR = "SELECT * FROM decisions_overseen_numbers(%s, %s, %s)"
CLOCKS, EVERY_DEED = ["fl.request_decision"], [""]
PLACED = replace(FIELDS, chosen="family_home", most_suitable="family_home", obstacles=(), settled_by=None)
TODAY = WRITTEN.date()


def counted(office: Office, who: str, today: date) -> dict[Awaited, int]:
    viewer = office.viewer(who, DECIDED)
    with seeing(viewer):
        found = queries.overseen_proposals(viewer=viewer, today=today)
    assert {number.unit for number in found} <= {"Barn 1"}
    return {number.what: number.amount for number in found}


def listed_without_meeting(office: Office, today: date) -> set[int]:
    """Mia's own list, one by one."""
    mia = office.viewer("mia", DECIDED)
    with seeing(mia):
        return {each.proposal_id for each in queries.due_without_meeting(viewer=mia, today=today)}


@pytest.mark.parametrize("weeks", [0, 1, 4, 5, 9, 12])
@pytest.mark.parametrize("start_in", [1, 7, 30, 60, 90])
def test_what_no_meeting_comes_before_is_counted_as_the_manager_sees_it(
    office: Office, alma: Child, start_in: int, weeks: int
) -> None:
    write(office, alma, replace(PLACED, planned_start_on=TODAY + timedelta(days=start_in)))
    today = TODAY + timedelta(weeks=weeks)
    expected = len(listed_without_meeting(office, today))
    assert counted(office, "kaj", today).get(Awaited.NO_MEETING, 0) == expected


def test_a_proposal_is_counted_once_however_many_of_its_days_are_missed(office: Office, alma: Child) -> None:
    draft = write(office, alma, replace(PLACED, planned_start_on=TODAY + timedelta(days=1)))
    bo = office.viewer("bo", WRITTEN)
    with seeing(bo):
        file = file_of(file_id=alma.file_id, viewer=bo)
        deadlines.start(rule="fl.request_decision", basis=WRITTEN, file=file, subject="x:1", actor=bo, at=WRITTEN)
    assert listed_without_meeting(office, TODAY) == {draft.id}
    assert counted(office, "kaj", TODAY) == {Awaited.NO_MEETING: 1}


def test_what_a_manager_decides_needs_no_meeting(office: Office, alma: Child) -> None:
    write(office, alma, replace(FIELDS, planned_start_on=TODAY))
    assert counted(office, "kaj", TODAY) == {}


def test_what_came_after_the_proposal_is_counted_until_it_is_decided(office: Office, alma: Child) -> None:
    proposed = proposed_to(office, alma)
    assert counted(office, "kaj", TODAY) == {}
    answer(office, proposed, "per", Answer.CONSENTS, at=PROPOSED + timedelta(hours=3))
    answer(office, proposed, "eva", Answer.CONSENTS, at=PROPOSED + timedelta(hours=4))
    assert facts(office, proposed) == 2
    assert counted(office, "kaj", TODAY) == {Awaited.NEWS: 1}
    decide(office, proposed)
    assert counted(office, "kaj", TODAY) == {}


def facts(office: Office, proposed: Proposed) -> int:
    mia = office.viewer("mia", DECIDED)
    with seeing(mia):
        return len(queries.facts_since(proposal_id=proposed.id, viewer=mia))


# --- Who is told ------------------------------------------------------------------------------------------------------


@pytest.fixture
def late(office: Office, alma: Child) -> Proposed:
    """A placement that is to begin before the committee meets."""
    return write(office, alma, replace(PLACED, planned_start_on=TODAY + timedelta(days=1)))


def through_the_door(office: Office, who: str, today: date) -> list[ProposalNumber]:
    with seeing(office.viewer(who, DECIDED)), connection.cursor() as cursor:
        cursor.execute(DOOR, [today, CLOCKS, EVERY_DEED])
        assert [column.name for column in cursor.description] == ["unit", "what", "amount"]
        return [ProposalNumber(unit, Awaited(what), amount) for unit, what, amount in cursor.fetchall()]


@pytest.mark.parametrize("who", ["kaj", "olga", "mia"])
def test_the_door_answers_the_elected_and_the_units_manager(office: Office, late: Proposed, who: str) -> None:
    assert through_the_door(office, who, TODAY) == [ProposalNumber("Barn 1", Awaited.NO_MEETING, 1)]


@pytest.mark.parametrize("who", ["ida", "bo", "stina", "max", "rut", "lo", "anna", "adam", "nils"])
def test_the_door_answers_nobody_else(office: Office, late: Proposed, who: str) -> None:
    assert through_the_door(office, who, TODAY) == []


def test_the_door_is_shut_where_nobody_looks(office: Office, late: Proposed) -> None:
    with connection.cursor() as cursor:
        cursor.execute(DOOR, [TODAY, CLOCKS, EVERY_DEED])
        assert cursor.fetchall() == []


def test_settings_without_a_role_open_no_door(office: Office, late: Proposed) -> None:
    with seeing(office.viewer("nils", DECIDED)), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.units', %s, true)", [str(office.units["barn1"])])
        cursor.execute(DOOR, [TODAY, CLOCKS, EVERY_DEED])
        assert cursor.fetchall() == []
