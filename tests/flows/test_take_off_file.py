"""A caseworker is taken off a child, and the compulsory case keeps two: said beforehand, not at the database's wall."""

from datetime import timedelta

import pytest
from tests.factories.board import case_with_two
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.compulsory.actions import deviate
from skyddsnat.flows.assign_file import assign_file
from skyddsnat.flows.take_off_file import take_off_file, taking_off_verdict
from skyddsnat.foundation.access.queries import NotOpen, assignments_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=4)
FEWER = ("compulsory.pair_fewer_than_two",)


def running(office: Office, child: Child, name: str) -> int:
    mia = office.viewer("mia", LATER)
    with seeing(mia):
        every = assignments_of(file_id=child.file_id, viewer=mia)
        return next(each.id for each in every if each.employee_id == office.employees[name] and each.ends_at is None)


def take(office: Office, child: Child, name: str, *, by: str = "mia") -> None:
    assignment_id = running(office, child, name)
    viewer = office.viewer(by, LATER)
    with seeing(viewer):
        take_off_file(assignment_id=assignment_id, actor=viewer, at=LATER)


def give(office: Office, child: Child, name: str, part: Part, *, keeps_former: bool = False) -> None:
    mia = office.viewer("mia", LATER)
    with seeing(mia):
        assign_file(
            file_id=child.file_id, employee_id=office.employees[name], part=part, unit_id=office.units["barn1"],
            keeps_former=keeps_former, actor=mia, at=LATER,
        )  # fmt: skip


@pytest.mark.parametrize("name", ["bo", "dag"])
def test_neither_of_two_is_taken_off_a_compulsory_case(office: Office, name: str) -> None:
    alma = make_child(office)
    case_with_two(office, alma)
    with pytest.raises(Refused) as refused:
        take(office, alma, name)
    assert refused.value.verdict.codes == FEWER

    give(office, alma, "stina", Part.SECOND)
    take(office, alma, name)


def test_without_a_compulsory_case_anybody_is_taken_off(office: Office) -> None:
    alma = make_child(office)
    take(office, alma, "bo")


def test_a_deviation_lets_one_be_alone(office: Office) -> None:
    alma = make_child(office)
    case_id = case_with_two(office, alma)
    mia = office.viewer("mia", LATER)
    with seeing(mia):
        deviate(
            case_id=case_id, reason="Dag är sjuk.", ends_on=LATER.date(), manager_id=mia.employee_id, is_acute=False,
            actor=mia, at=LATER,
        )  # fmt: skip
    take(office, alma, "dag")


def test_a_new_responsible_one_takes_anothers_place_and_not_the_seconds_own(office: Office) -> None:
    """Stina in Bo's place leaves two. Dag, who is already the second, in Bo's place leaves one, unless Bo stays."""
    alma = make_child(office)
    case_with_two(office, alma)
    with pytest.raises(Refused) as refused:
        give(office, alma, "dag", Part.RESPONSIBLE)
    assert refused.value.verdict.codes == FEWER
    with pytest.raises(Refused):
        give(office, alma, "dag", Part.DEPUTY)

    give(office, alma, "dag", Part.RESPONSIBLE, keeps_former=True)
    give(office, alma, "stina", Part.RESPONSIBLE)


def test_the_manager_of_the_unit_takes_off_and_nobody_else(office: Office) -> None:
    alma = make_child(office)
    case_with_two(office, alma)
    with pytest.raises(Refused) as refused:
        take(office, alma, "dag", by="bo")
    assert refused.value.verdict.codes == ("access.not_manager", *FEWER)
    assignment_id = running(office, alma, "dag")
    with seeing(office.viewer("max", LATER)) as other, pytest.raises(NotOpen):
        taking_off_verdict(assignment_id=assignment_id, at=LATER, viewer=other)
