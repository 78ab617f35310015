"""Who has read this file, and the log of everybody."""

from datetime import timedelta

import pytest
from tests.factories.staff import MORNING, SETUP, Office, make_office

from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Ground, Part
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.audit.permissions import user_can_read_log
from skyddsnat.foundation.audit.queries import events_of_file, log_events
from skyddsnat.foundation.audit.types import FILE_READ, EventView
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def alma(office: Office) -> int:
    """Alma's file: received by Ida, then Bo's; Bo reads it four times."""
    ida, ingvar = office.viewer("ida"), office.viewer("ingvar")
    with seeing(ida):
        file_id = access.open_file(unit_id=office.units["intake"], is_protected=False, actor=ida, at=MORNING).id
    with seeing(ingvar):
        access.assign(
            file_id=file_id,
            employee_id=office.employees["bo"],
            part=Part.RESPONSIBLE,
            unit_id=office.units["barn1"],
            actor=ingvar,
            at=MORNING,
        )
    for minute in range(4):
        read(office, "bo", file_id, minute)
    return file_id


def read(office: Office, name: str, file_id: int, minute: int = 0) -> None:
    at = LATER + timedelta(minutes=minute)
    viewer = office.viewer(name, at)
    with seeing(viewer):
        access.log_reading(file_id=file_id, what=f"web.child:{minute}", actor=viewer, at=at)


def events(office: Office, name: str, file_id: int, **more: object) -> list[EventView]:
    viewer = office.viewer(name, LATER)
    with seeing(viewer):
        return events_of_file(file_id=file_id, viewer=viewer, **more)  # type: ignore[arg-type]


def log(office: Office, name: str, **more: object) -> list[EventView]:
    viewer = office.viewer(name, LATER)
    with seeing(viewer):
        return log_events(viewer=viewer, **more)  # type: ignore[arg-type]


def test_the_caseworker_sees_who_opened_the_file_when_and_why(office: Office, alma: int) -> None:
    latest, *_, first = events(office, "bo", alma, deed=FILE_READ)
    assert (latest.name, latest.service_code, latest.at) == ("Bo Handläggare", "NH002", LATER + timedelta(minutes=3))
    assert (latest.ground, latest.target, latest.file_id) == (Ground.ASSIGNED.value, "web.child:3", alma)
    assert first.target == "web.child:0"


def test_an_emergency_access_stands_there_with_its_reason_the_same_day(office: Office, alma: int) -> None:
    """Lesson 16: the reason is seen by the file's owner at once."""
    cia = office.viewer("cia", LATER)
    with seeing(cia):
        access.take_emergency_access(file_id=alma, reason="Barnet står i receptionen.", actor=cia, at=LATER)
    taken = events(office, "bo", alma, deed="access.grant.")
    assert [(event.name, event.ground) for event in taken] == [("Cia Utanför", "Barnet står i receptionen.")]


@pytest.mark.parametrize("name", ["ida", "cia", "max", "adam", "nils"])
def test_whoever_does_not_see_the_file_does_not_learn_who_reads_it(office: Office, alma: int, name: str) -> None:
    with pytest.raises(NotOpen):
        events(office, name, alma)


def test_a_log_reviewer_sees_who_has_read_a_file_that_is_closed_to_them(office: Office, alma: int) -> None:
    assert {event.name for event in events(office, "lo", alma, deed=FILE_READ)} == {"Bo Handläggare"}


def test_pages_of_events_meet_without_gap_or_overlap(office: Office, alma: int) -> None:
    """Events of the same moment, too: the place is time and id."""
    whole = events(office, "bo", alma)
    found, place = [], None
    while page := events(office, "bo", alma, before=place, most=2):
        found += page
        place = page[-1].place
    assert found == whole
    assert len(whole) == len({event.id for event in whole}) == 6


def test_a_system_run_has_its_own_name(office: Office, alma: int) -> None:
    (event, *_) = log(office, "lo", deed="staff.unit.added")
    assert (event.name, event.service_code, event.employee_id) == (SETUP.name, SETUP.name, None)


@pytest.mark.parametrize("name", ["bo", "mia", "ingvar", "adam", "anna", "rut"])
def test_the_log_of_everybody_is_for_log_reviewers(office: Office, name: str) -> None:
    with pytest.raises(Refused) as refused:
        log(office, name)
    assert refused.value.verdict.codes == ("audit.not_log_reviewer",)
    assert not user_can_read_log(viewer=office.viewer(name))
    assert user_can_read_log(viewer=office.viewer("lo"))


def test_the_database_shows_the_log_of_everybody_to_log_reviewers_alone(office: Office, alma: int) -> None:
    with seeing(office.viewer("lo")):
        everything = Event.objects.count()
    with seeing(office.viewer("max")):
        assert not Event.objects.exclude(actor_id=office.employees["max"]).exists()
    assert everything > 40


def test_the_log_is_narrowed_by_person_deed_and_time(office: Office, alma: int) -> None:
    bo = office.employees["bo"]
    assert len(log(office, "lo", employee_id=bo)) == 4
    assert {event.deed for event in log(office, "lo", deed="access.file.")} >= {FILE_READ, "access.file.assigned"}
    since = LATER + timedelta(minutes=1)
    until = LATER + timedelta(minutes=3)
    assert [event.at for event in log(office, "lo", employee_id=bo, since=since, until=until)] == [
        LATER + timedelta(minutes=2),
        since,
    ]


def test_what_a_row_held_before_is_not_shown_in_the_log(office: Office, alma: int) -> None:
    (*_, change) = log(office, "lo", deed="row.update")
    assert not hasattr(change, "details")


@pytest.mark.parametrize("file_known", [True, False])
def test_a_page_of_the_log_takes_as_many_statements_whatever_its_length(
    office: Office, alma: int, file_known: bool, django_assert_num_queries: object
) -> None:
    lo = office.viewer("lo", LATER)
    with seeing(lo), django_assert_num_queries(2):  # type: ignore[operator]
        events_of_file(file_id=alma, viewer=lo) if file_known else log_events(viewer=lo)
