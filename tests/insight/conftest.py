"""A whole line and another office's worth of rows, and the run of the figures."""

from datetime import date

import pytest
from tests.factories.whole_line import WholeLine, whole_line

from skyddsnat.foundation.access.types import Viewer, system_run

SALT = b"0123456789abcdef0123456789abcdef"
DAY = date(2027, 4, 1)


@pytest.fixture
def told(db: None) -> WholeLine:
    return whole_line()


@pytest.fixture
def run() -> Viewer:
    return system_run("insight")
