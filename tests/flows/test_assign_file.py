"""A child gets a caseworker: the clocks follow, the former one may hand over, and nobody partial is chosen."""

from datetime import timedelta

import pytest
from tests.factories.intake import receive
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.flows.assign_file import assign_file
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.queries import NotOpen, assignments_of, file_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.deadlines.queries import open_clocks_of_units
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db
NEXT_DAY = MORNING + timedelta(days=1)


def give(
    office: Office,
    file_id: int,
    to: str,
    *,
    by: str = "mia",
    unit: str = "barn1",
    part: Part = Part.RESPONSIBLE,
    keeps_former: bool = False,
) -> None:
    manager = office.viewer(by, NEXT_DAY)
    with seeing(manager):
        assign_file(
            file_id=file_id,
            employee_id=office.employees[to],
            part=part,
            unit_id=office.units[unit],
            keeps_former=keeps_former,
            actor=manager,
            at=NEXT_DAY,
        )


def working(office: Office, child: Child) -> dict[int, Part]:
    mia = office.viewer("mia", NEXT_DAY)
    with seeing(mia):
        found = assignments_of(file_id=child.file_id, viewer=mia)
    return {each.employee_id: each.part for each in found if each.ends_at is None}


def test_the_clocks_follow_the_file_to_its_unit(office: Office) -> None:
    file_id = receive(office).file_ids[0]

    give(office, file_id, "bo", by="ingvar")

    mia = office.viewer("mia", NEXT_DAY)
    with seeing(mia):
        clocks = open_clocks_of_units(unit_ids=[office.units["barn1"]], viewer=mia)
    assert {clock.rule for clock in clocks} == {"sol.protection_assessment", "sol.preliminary_assessment"}


def test_the_former_one_stays_to_write_the_hand_over(office: Office) -> None:
    """Lesson 1: the hand-over failed, not the date."""
    child = make_child(office)

    give(office, child.file_id, "dag", keeps_former=True)

    assert working(office, child) == {
        office.employees["dag"]: Part.RESPONSIBLE,
        office.employees["bo"]: Part.SECOND,
    }


def test_the_former_one_leaves_unless_asked_to_stay(office: Office) -> None:
    child = make_child(office)

    give(office, child.file_id, "dag")

    assert working(office, child) == {office.employees["dag"]: Part.RESPONSIBLE}


def test_a_second_caseworker_does_not_take_the_file_along(office: Office) -> None:
    child = make_child(office)

    give(office, child.file_id, "cia", unit="barn2", part=Part.SECOND)

    cia = office.viewer("cia", NEXT_DAY + timedelta(seconds=1))
    with seeing(cia):
        assert file_of(file_id=child.file_id, viewer=cia).unit_id == office.units["barn1"]


@pytest.mark.parametrize(
    ("to", "unit", "part", "reason"),
    [
        ("cia", "barn1", Part.RESPONSIBLE, "access.assigned_is_no_caseworker"),
        ("bo", "barn1", Part.DEPUTY, "access.deputy_is_responsible"),
    ],
)
def test_who_cannot_take_the_child(office: Office, to: str, unit: str, part: Part, reason: str) -> None:
    child = make_child(office)

    with pytest.raises(Refused) as refused:
        give(office, child.file_id, to, unit=unit, part=part)

    assert reason in refused.value.verdict.codes


def test_nobody_with_a_conflict_of_interest_is_given_the_child(office: Office) -> None:
    """Lesson 5."""
    child = make_child(office)
    mia = office.viewer("mia", NEXT_DAY)
    with seeing(mia):
        access.declare_conflict(
            file_id=child.file_id, reason="Granne", employee_id=office.employees["dag"], actor=mia, at=NEXT_DAY
        )

    with pytest.raises(Refused) as refused:
        give(office, child.file_id, "dag")

    assert refused.value.verdict.codes == ("access.assigned_has_conflict",)


def test_only_the_manager_of_the_unit_assigns(office: Office) -> None:
    child = make_child(office)

    with pytest.raises(Refused):
        give(office, child.file_id, "dag", by="bo")
    with pytest.raises(NotOpen):
        give(office, child.file_id, "dag", by="max")
