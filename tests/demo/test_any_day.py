"""Norrham can be made on whatever day a newcomer tries it: all families told by name, and everything holds together."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from skyddsnat.demo.fill import fill
from skyddsnat.jobs.data_checks import CHECKS, run_check
from skyddsnat.kernel.stockholm import STOCKHOLM

DAYS = {
    "a-new-years-night": datetime(2027, 1, 1, 0, 20, tzinfo=STOCKHOLM),
    "the-night-summer-time-begins": datetime(2027, 3, 28, 3, 5, tzinfo=STOCKHOLM),
    "an-hour-that-comes-twice": datetime(2027, 10, 31, 2, 30, tzinfo=STOCKHOLM, fold=1),
    "a-leap-day": datetime(2028, 2, 29, 14, 30, tzinfo=STOCKHOLM),
}


@pytest.mark.parametrize("day", DAYS)
def test_the_town_can_be_made(
    day: str, renew_database: Callable[[], None], django_db_setup: None, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock():
        try:
            refused = fill(progress=lambda done, total: None, now=DAYS[day], size="named")
            faulty = {check.name: found for check in CHECKS if (found := run_check(check).named)}
        finally:
            renew_database()
    assert [str(each) for each in refused] == []
    assert faulty == {}
