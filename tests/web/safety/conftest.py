"""The office with its safety roles."""

from datetime import datetime

import pytest
from tests.factories.safety import employ_safety
from tests.factories.staff import Office, make_office


@pytest.fixture
def office(now: datetime) -> Office:
    made = make_office(at=now)
    employ_safety(made)
    return made
