"""What a step, an outing or a case names must stand in its own file: an id of another child's is not there."""

from datetime import timedelta

import pytest
from tests.factories.compulsory import HOUR, Running, paper, see, step, taken
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.compulsory import actions
from skyddsnat.domains.compulsory.types import OutingKind
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.law.compulsory_states import Act

AT = MORNING + timedelta(days=1)
LATER = AT + 2 * HOUR


@pytest.fixture
def mine(office: Office, alma: Child) -> Running:
    return taken(office, alma, at=AT)


@pytest.fixture
def other(office: Office) -> Running:
    return taken(office, make_child(office, "elsa"), at=AT)


def test_a_step_names_papers_of_its_own_file(mine: Running, other: Running) -> None:
    theirs = paper(other, at=LATER)
    with pytest.raises(NotOpen):
        step(mine, Act.EXECUTE, at=LATER, document_id=theirs)
    step(mine, Act.EXECUTE, at=LATER, document_id=paper(mine, at=LATER))
    assert see(mine, at=LATER).version > 1


def test_an_outing_is_of_a_measure_of_its_own_case(office: Office, mine: Running, other: Running) -> None:
    bo = office.viewer("bo", LATER)
    with seeing(bo), pytest.raises(NotOpen):
        actions.plan_outing(
            case_id=mine.case_id, measure_id=other.measure_id, kind=OutingKind.EXECUTION, planned_at=LATER + HOUR,
            place="Hemmet", risk="Hund i lägenheten.", goers=[office.employees["bo"], office.employees["dag"]],
            actor=bo, at=LATER,
        )  # fmt: skip


def test_a_case_names_an_adult_who_is_there(office: Office, alma: Child) -> None:
    bo = office.viewer("bo", AT)
    with seeing(bo), pytest.raises(NotOpen):
        actions.open_case(
            file_id=alma.file_id, child_id=alma.person_id, investigation_id=None, grounds=(), circumstances="Oro.",
            deviation=None, adult_id=999_999, actor=bo, at=AT,
        )  # fmt: skip
