"""A log reviewer learns which readings were of a namesake or of somebody protected: by yes or no, and no name."""

from datetime import timedelta

import pytest
from django.db import connection
from tests.factories.people import make_child
from tests.factories.staff import MORNING, SETUP, Office, make_office

from skyddsnat.domains.people.queries import marks_of_readings
from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.review import Trigger, readings_with_triggers
from skyddsnat.foundation.staff.actions import add_employee, give_role
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db
SINCE, UNTIL = MORNING - timedelta(days=1), MORNING + timedelta(days=1)
LATER = MORNING + timedelta(hours=2)


@pytest.fixture
def office() -> Office:
    return make_office()


def employ(office: Office, name: str) -> str:
    """A new manager of Barn 1 by this name."""
    with seeing(SETUP):
        office.employees[name] = add_employee(
            username=name, name=name, service_code=f"N{len(office.employees)}", in_profession_since=None,
            handles_protected=True, actor=SETUP, at=MORNING,
        )  # fmt: skip
        give_role(
            employee_id=office.employees[name], unit_id=office.units["barn1"], role=Role.UNIT_MANAGER,
            starts_on=MORNING.date(), actor=SETUP, at=MORNING,
        )  # fmt: skip
    return name


def read(office: Office, name: str, file_id: int) -> None:
    viewer = office.viewer(name, LATER)
    with seeing(viewer):
        log_reading(file_id=file_id, what="web.child", actor=viewer, at=LATER)


def triggers(office: Office) -> dict[str, frozenset[Trigger]]:
    """What the reviewer is shown: who read, and why that reading stands out."""
    lo = office.viewer("lo", LATER)
    with seeing(lo):
        marks = marks_of_readings(since=SINCE, until=UNTIL, viewer=lo)
        found = readings_with_triggers(viewer=lo, since=SINCE, until=UNTIL, marks=marks)
    return {event.name: why for event, why in found}


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        ("Alma Åkerlund", {Trigger.OWN_NAME, Trigger.SAME_SURNAME}),
        ("ALMA ÅKERLUND", {Trigger.OWN_NAME, Trigger.SAME_SURNAME}),
        ("Eva Åkerlund", {Trigger.OWN_NAME, Trigger.SAME_SURNAME}),
        ("Olle Åkerlund", {Trigger.SAME_SURNAME}),
        ("Olle Berg Åkerlund", {Trigger.SAME_SURNAME}),
        ("Olle Ekåkerlund", None),
        ("Åkerlund Olle", None),
        ("Bo Handläggare", None),
    ],
)
def test_a_namesake_is_noticed(office: Office, reader: str, expected: set[Trigger] | None) -> None:
    """The child's name, and a guardian's."""
    alma = make_child(office)
    read(office, employ(office, reader), alma.file_id)
    assert triggers(office).get(reader) == expected


def test_reading_of_somebody_protected_is_noticed(office: Office) -> None:
    alma = make_child(office, protection=Protection.FLAG)
    read(office, "bo", alma.file_id)
    assert triggers(office) == {"Bo Handläggare": {Trigger.PROTECTED}}


def test_readings_outside_the_time_are_not_asked_about(office: Office) -> None:
    alma = make_child(office)
    read(office, employ(office, "Eva Åkerlund"), alma.file_id)
    lo = office.viewer("lo", LATER)
    with seeing(lo):
        assert marks_of_readings(since=SINCE, until=LATER, viewer=lo) == {}
        assert len(marks_of_readings(since=LATER, until=UNTIL, viewer=lo)) == 1


@pytest.mark.parametrize("name", ["bo", "mia", "ingvar", "adam", "nils"])
def test_the_door_answers_log_reviewers_alone(office: Office, name: str) -> None:
    alma = make_child(office)
    read(office, employ(office, "Eva Åkerlund"), alma.file_id)
    viewer = office.viewer(name, LATER)
    with seeing(viewer), connection.cursor() as cursor:
        with pytest.raises(Refused):
            marks_of_readings(since=SINCE, until=UNTIL, viewer=viewer)
        cursor.execute("SELECT count(*) FROM people_review_marks(%s, %s)", [SINCE, UNTIL])
        assert cursor.fetchone() == (0,)
