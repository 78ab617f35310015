"""The office of the tests about notes and talks."""

import pytest
from tests.factories.staff import Office, make_office


@pytest.fixture
def office() -> Office:
    return make_office()
