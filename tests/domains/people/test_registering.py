"""A child is written down, with the family, in a file."""

import pytest
from tests.factories.people import make_child
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.domains.people import queries
from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access.seeing import seeing

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def test_a_child_is_registered_with_its_guardian(office: Office) -> None:
    alma = make_child(office)
    bo = office.viewer("bo")
    with seeing(bo):
        child = queries.subject_of_file(file_id=alma.file_id, viewer=bo)
        (mother,) = queries.guardians_of_file(file_id=alma.file_id, on=MORNING.date(), viewer=bo)
    assert (child.name, child.short_name, child.number, child.age(MORNING.date())) == (
        "Alma Åkerlund",
        "Alma Å.",
        "20180412TF12",
        8,
    )
    assert mother.name == "Eva Åkerlund"


def test_a_protected_child(office: Office) -> None:
    alma = make_child(office, protection=Protection.FLAG)
    bo = office.viewer("bo")
    with seeing(bo):
        child = queries.subject_of_file(file_id=alma.file_id, viewer=bo)
    assert child.is_masked
    assert child.name == ""
