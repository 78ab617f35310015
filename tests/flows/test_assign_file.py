"""A child is given to a caseworker: clocks follow, experience and conflict are shown."""

from datetime import timedelta

import pytest
from tests.factories.investigations import open_on
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.flows.assign_file import Candidate, assign_file, assigning_verdict, candidates
from skyddsnat.foundation.access.actions import declare_conflict
from skyddsnat.foundation.access.queries import NotOpen, assignments_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import FileView, Part
from skyddsnat.foundation.deadlines.queries import open_clocks_of_files, open_clocks_of_units
from skyddsnat.foundation.staff.actions import report_absence
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=1)


def give(office: Office, child: Child, name: str, *, by: str, unit: str, part: Part = Part.RESPONSIBLE) -> FileView:
    manager = office.viewer(by, LATER)
    with seeing(manager):
        return assign_file(
            file_id=child.file_id,
            employee_id=office.employees[name],
            part=part,
            unit_id=office.units[unit],
            actor=manager,
            at=LATER,
        )


@pytest.fixture
def alma(office: Office) -> Child:
    """Alma waits at intake, under investigation."""
    child = make_child(office, worker=None)
    open_on(office, child, by="ida")
    return child


def test_open_clocks_follow_the_child_to_the_caseworkers_unit(office: Office, alma: Child) -> None:
    file = give(office, alma, "bo", by="ingvar", unit="barn1")
    assert (file.responsible_id, file.unit_id) == (office.employees["bo"], office.units["barn1"])
    mia, ingvar = office.viewer("mia", LATER), office.viewer("ingvar", LATER)
    with seeing(mia):
        assert len(open_clocks_of_units(unit_ids=[office.units["barn1"]], viewer=mia)) == 2
    with seeing(ingvar):
        assert open_clocks_of_files(file_ids=[alma.file_id], viewer=ingvar) == []


def test_the_manager_sees_experience_clocks_absence_and_conflict_before_choosing(office: Office, alma: Child) -> None:
    """Lesson 12: whoever is away a week is shown as away."""
    give(office, alma, "bo", by="ingvar", unit="barn1")
    mia, bo = office.viewer("mia", LATER), office.viewer("bo", LATER)
    with seeing(bo):
        declare_conflict(file_id=alma.file_id, reason="Granne.", actor=bo, at=LATER)
    with seeing(mia):
        report_absence(
            employee_id=office.employees["dag"],
            starts_on=MORNING.date(),
            ends_on=MORNING.date() + timedelta(days=14),
            actor=mia,
            at=LATER,
        )
        found = {
            each.employee.name: each
            for each in candidates(
                file_id=alma.file_id, unit_id=office.units["barn1"], today=MORNING.date(), viewer=mia
            )
        }
    assert list(found) == ["Bo Handläggare", "Dag Kollega", "Stina Förste"]
    assert facts(found["Bo Handläggare"]) == (11, 2, 0, False, True)
    assert facts(found["Dag Kollega"]) == (11, 0, 0, True, False)


def facts(each: Candidate) -> tuple[int, int, int, bool, bool]:
    return (
        each.employee.years_of_experience,
        each.open_clocks,
        each.late_clocks,
        each.is_away,
        each.has_conflict,
    )


def test_a_child_is_not_given_to_whoever_has_a_conflict_or_works_elsewhere(office: Office, alma: Child) -> None:
    give(office, alma, "bo", by="ingvar", unit="barn1")
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        declare_conflict(file_id=alma.file_id, reason="Granne.", actor=bo, at=LATER)
    for name, unit, part, codes in (
        ("bo", "barn1", Part.SECOND, ("assign.conflict",)),
        ("bo", "barn1", Part.DEPUTY, ("assign.conflict", "assign.same_person")),
        ("cia", "barn1", Part.RESPONSIBLE, ("assign.not_in_unit",)),
        ("cia", "barn2", Part.SECOND, ("assign.other_unit",)),
        ("mia", "barn1", Part.RESPONSIBLE, ("assign.not_in_unit",)),
    ):
        with pytest.raises(Refused) as refused:
            give(office, alma, name, by="mia", unit=unit, part=part)
        assert refused.value.verdict.codes == codes


def test_a_caseworker_assigns_nobody_and_an_outsider_sees_no_file(office: Office, alma: Child) -> None:
    give(office, alma, "bo", by="ingvar", unit="barn1")
    with pytest.raises(Refused) as refused:
        give(office, alma, "dag", by="bo", unit="barn1")
    assert refused.value.verdict.codes == ("access.not_manager",)
    for by in ("max", "ingvar"):
        with pytest.raises(NotOpen):
            give(office, alma, "dag", by=by, unit="barn1")


def test_a_deputy_and_a_second_come_beside_the_responsible_one(office: Office, alma: Child) -> None:
    """Lesson 1: a duty has an owner and a named deputy."""
    give(office, alma, "bo", by="ingvar", unit="barn1")
    give(office, alma, "dag", by="mia", unit="barn1", part=Part.DEPUTY)
    file = give(office, alma, "stina", by="mia", unit="barn1", part=Part.SECOND)
    assert (file.responsible_id, file.deputy_id) == (office.employees["bo"], office.employees["dag"])
    mia = office.viewer("mia", LATER)
    with seeing(mia):
        assert [each.part for each in assignments_of(file_id=alma.file_id, viewer=mia)] == [
            Part.RESPONSIBLE,
            Part.DEPUTY,
            Part.SECOND,
        ]
        assert assigning_verdict(
            file_id=alma.file_id,
            employee_id=office.employees["dag"],
            part=Part.RESPONSIBLE,
            unit_id=office.units["barn1"],
            today=MORNING.date(),
            viewer=mia,
        ).allowed
