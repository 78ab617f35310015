"""Who sees which file, in the database itself."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, ProgrammingError
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.access.queries import NotOpen, file_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Ground, Part
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.audit.models import Event
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def alma(office: Office) -> int:
    """Alma's file: received by Ida, Bo is responsible."""
    ida, ingvar = office.viewer("ida"), office.viewer("ingvar")
    with seeing(ida):
        file = access.open_file(unit_id=office.units["intake"], is_protected=False, actor=ida, at=MORNING)
    with seeing(ingvar):
        access.assign(
            file_id=file.id,
            employee_id=office.employees["bo"],
            part=Part.RESPONSIBLE,
            unit_id=office.units["barn1"],
            actor=ingvar,
            at=MORNING,
        )
    return file.id


def sees(office: Office, name: str, file_id: int) -> bool:
    viewer = office.viewer(name, LATER)
    with seeing(viewer):
        try:
            file_of(file_id=file_id, viewer=viewer)
        except NotOpen:
            return False
    return True


def test_an_assigned_file_is_open_to_its_caseworker_and_their_manager_and_to_nobody_else(
    office: Office, alma: int
) -> None:
    assert [name for name in office.employees if sees(office, name, alma)] == [
        "bo",
        "mia",
    ]


def test_before_assignment_a_file_is_open_to_the_intake_group(office: Office) -> None:
    ida = office.viewer("ida")
    with seeing(ida):
        file = access.open_file(unit_id=office.units["intake"], is_protected=False, actor=ida, at=MORNING)
    assert [name for name in office.employees if sees(office, name, file.id)] == [
        "ida",
        "ingvar",
    ]


def test_without_a_viewer_there_is_no_file(alma: int) -> None:
    assert not File.objects.exists()
    with transaction.atomic(), pytest.raises(DatabaseError):
        File.objects.create(number="x", unit_id=1, opened_at=MORNING)


def test_emergency_access_opens_a_file_for_four_hours(office: Office, alma: int) -> None:
    cia = office.viewer("cia")
    with seeing(cia):
        access.take_emergency_access(file_id=alma, reason="Barnet står i receptionen.", actor=cia, at=MORNING)
        assert file_of(file_id=alma, viewer=office.viewer("cia", LATER)).ground is Ground.EMERGENCY
    assert sees(office, "cia", alma)
    assert dict(office.viewer("cia", MORNING + timedelta(hours=4)).files) == {}


def test_nested_eyes_are_given_back(office: Office, alma: int) -> None:
    bo, cia = office.viewer("bo", LATER), office.viewer("cia", LATER)
    with seeing(bo):
        with seeing(cia):
            assert not File.objects.exists()
        assert File.objects.count() == 1
        with pytest.raises(ValueError, match="on purpose"), seeing(cia):
            raise ValueError("on purpose")
        assert File.objects.count() == 1


def test_only_the_manager_of_the_unit_assigns(office: Office, alma: int) -> None:
    bo = office.viewer("bo", LATER)
    with seeing(bo), pytest.raises(Refused) as refused:
        access.assign(
            file_id=alma,
            employee_id=office.employees["dag"],
            part=Part.SECOND,
            unit_id=office.units["barn1"],
            actor=bo,
            at=LATER,
        )
    assert refused.value.verdict.codes == ("access.not_manager",)


def test_a_new_responsible_caseworker_ends_the_time_of_the_former(office: Office, alma: int) -> None:
    mia = office.viewer("mia", LATER)
    with seeing(mia):
        access.assign(
            file_id=alma,
            employee_id=office.employees["dag"],
            part=Part.RESPONSIBLE,
            unit_id=office.units["barn1"],
            actor=mia,
            at=LATER,
        )
    assert not sees(office, "bo", alma)
    assert sees(office, "dag", alma)


def test_an_event_is_written_only_in_the_name_of_whoever_is_looking(
    office: Office,
) -> None:
    bo, cia = office.viewer("bo"), office.viewer("cia")
    with (
        seeing(bo),
        pytest.raises(ProgrammingError, match="whoever is looking"),
        transaction.atomic(),
    ):
        record(deed="x.y.z", target="x:1", actor=cia, at=MORNING)


def test_the_log_refuses_every_change(office: Office) -> None:
    bo = office.viewer("bo")
    with seeing(bo):
        record(deed="x.y.z", target="x:1", actor=bo, at=MORNING)
        for sql in (
            "UPDATE audit_event SET deed = 'q'",
            "DELETE FROM audit_event",
            "TRUNCATE audit_event",
            "UPDATE audit_chain SET number = 0",
        ):
            with (
                connection.cursor() as cursor,
                pytest.raises(DatabaseError),
                transaction.atomic(),
            ):
                cursor.execute(sql)
        assert Event.objects.filter(deed="x.y.z").count() == 1
