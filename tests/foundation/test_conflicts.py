"""A declared conflict of interest bars writing in the file, and nothing else (FL 16-18 §§)."""

import pytest
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.permissions import user_can_write
from skyddsnat.foundation.access.queries import NotOpen, conflicts_of, file_of, files_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.models import Event
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def declare(
    office: Office, name: str, child: Child, *, whom: str | None = None, reason: str = "Vi är kusiner."
) -> None:
    with seeing(office.viewer(name)) as viewer:
        access.declare_conflict(
            file_id=child.file_id,
            reason=reason,
            employee_id=office.employees[whom] if whom else None,
            actor=viewer,
            at=MORNING,
        )


def may_write(office: Office, name: str, child: Child) -> bool:
    with seeing(office.viewer(name)) as viewer:
        return user_can_write(file=file_of(file_id=child.file_id, viewer=viewer), viewer=viewer)


def test_whoever_declares_a_conflict_reads_and_writes_no_more(office: Office) -> None:
    alma = make_child(office)
    assert may_write(office, "bo", alma)
    declare(office, "bo", alma)
    assert not may_write(office, "bo", alma)
    assert may_write(office, "mia", alma)
    with seeing(office.viewer("bo")) as bo:
        assert files_of(file_ids=[alma.file_id], viewer=bo)[alma.file_id].has_conflict


def test_the_conflict_stands_in_the_file_and_in_the_log(office: Office) -> None:
    alma = make_child(office)
    declare(office, "bo", alma)
    declare(office, "bo", alma, reason="En gång till.")
    with seeing(office.viewer("mia")) as mia:
        (conflict,) = conflicts_of(file_id=alma.file_id, viewer=mia)
        assert Event.objects.filter(deed="access.conflict.declared").count() == 1
    assert (conflict.name, conflict.reason) == ("Bo Handläggare", "Vi är kusiner.")


def test_the_manager_may_declare_it_for_a_caseworker_and_no_colleague_may(office: Office) -> None:
    alma = make_child(office)
    declare(office, "mia", alma, whom="bo")
    assert not may_write(office, "bo", alma)
    with pytest.raises(Refused) as refused:
        declare(office, "bo", alma, whom="dag", reason=" ")
    assert refused.value.verdict.codes == ("access.others_conflict", "access.conflict_without_reason")


def test_an_outsider_declares_nothing(office: Office) -> None:
    alma = make_child(office)
    with pytest.raises(NotOpen):
        declare(office, "cia", alma)
    with seeing(office.viewer("cia")) as cia:
        assert conflicts_of(file_id=alma.file_id, viewer=cia) == []
