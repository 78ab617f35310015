"""The office when it was set up, with what the board has delegated, and pages whose clock the test moves."""

from datetime import datetime
from typing import Any

import pytest
from tests.factories import board
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office, make_office
from tests.journeys.clock import Clock

from skyddsnat.foundation.access.actions import assign
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part


@pytest.fixture
def now() -> datetime:
    """When the office was set up."""
    return MORNING


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time that the pages tell."""
    clock = Clock(MORNING)
    clock.is_read_by_pages(monkeypatch)
    return clock


@pytest.fixture
def office(live_server: Any, clock: Clock) -> Office:
    """The office with what the committee may decide."""
    office = make_office()
    board.adopt_board_order(office)
    return office


@pytest.fixture
def alma(office: Office) -> Child:
    """Alma, with whom Bo works, and Dag when a case is opened."""
    return make_child(office, guardians=("eva", "per"))


@pytest.fixture
def dag_too(office: Office, alma: Child) -> None:
    """Dag works with Alma before any case is opened."""
    mia = office.viewer("mia")
    with seeing(mia):
        assign(
            file_id=alma.file_id, employee_id=office.employees["dag"], part=Part.SECOND,
            unit_id=office.units["barn1"], actor=mia, at=MORNING,
        )  # fmt: skip
