"""The office with its safety roles, and Alma."""

import pytest
from tests.factories.people import Child, make_child
from tests.factories.safety import employ_safety
from tests.factories.staff import Office, make_office


@pytest.fixture
def office(db: None) -> Office:
    made = make_office()
    employ_safety(made)
    return made


@pytest.fixture
def alma(office: Office) -> Child:
    return make_child(office)
