"""The office with what the committee may decide, and Alma whose file Bo has."""

import pytest
from tests.factories.board import adopt_board_order
from tests.factories.people import Child, make_child
from tests.factories.staff import Office, make_office


@pytest.fixture
def office(db: None) -> Office:
    made = make_office()
    adopt_board_order(made)
    return made


@pytest.fixture
def alma(office: Office) -> Child:
    return make_child(office, guardians=("eva", "per"))
