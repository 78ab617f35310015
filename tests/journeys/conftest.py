"""The office at its desks. What happens is real: the server, the database and the browser; the story happens now."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone
from tests.browser import Visitor
from tests.factories.decisions import adopt_order
from tests.factories.staff import PASSWORD, PEOPLE, SETUP, Office, make_office
from tests.journeys.desk import Desk, Sits

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.staff.actions import set_password
from skyddsnat.jobs.translations import compile_all


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The pictures are made when they are asked for, and not in every run."""
    if not config.getoption("--pictures"):
        items[:] = [item for item in items if not item.get_closest_marker("pictures")]


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    """The English catalogues as they are now."""
    compile_all()


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def office(live_server: Any, now: datetime) -> Office:
    """The office with its delegation order. Everybody has a password."""
    office = make_office(at=now)
    adopt_order(office, at=now)
    return office


@pytest.fixture
def sits(visit: Callable[..., Visitor], office: Office, now: datetime) -> Sits:
    """`sits("ida", language="en", width=320)`: Ida at a window of her own, signed in."""

    def sit_down(name: str, *, language: str = "sv", checks: bool = True, **window: Any) -> Desk:
        assert name in PEOPLE
        with seeing(SETUP):
            set_password(employee_id=office.employees[name], password=PASSWORD, actor=SETUP, at=now)
        return Desk(visit(language=language, **window), language, checks).signs_in(name)

    return sit_down
