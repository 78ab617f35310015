"""Alma, and the investigation of her. The pages read the clock themselves, so the story happens now."""

from datetime import datetime

import pytest
from tests.factories.investigations import Opened, open_on
from tests.factories.people import Child, make_child
from tests.factories.staff import Office


@pytest.fixture
def alma(office: Office, now: datetime) -> Child:
    """Alma, with her mother and father, in Bo's hands."""
    return make_child(office, guardians=("eva", "per"), at=now)


@pytest.fixture
def opened(office: Office, alma: Child, now: datetime) -> Opened:
    """The investigation of Alma, opened now."""
    return open_on(office, alma, at=now)
