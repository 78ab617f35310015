"""A clock that the test moves, handed in where pages read theirs: at the edge of the web, and nowhere below."""

from datetime import UTC, date, datetime, timedelta
from threading import Lock

import pytest

from skyddsnat.kernel.stockholm import local_date

# Where a page, a typed hour and a sign-in ask what time it is.
EDGES = ("skyddsnat.web.page.timezone", "skyddsnat.web.fields.timezone", "skyddsnat.web.account.views.timezone")


class Clock:
    """Stands in for Django's `timezone` where only `now()` is asked. A second passes each time somebody asks."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._lock = Lock()  # the pages ask from the server's threads

    def now(self) -> datetime:
        """The moment that pages take for now."""
        with self._lock:
            self._at += timedelta(seconds=1)
            return self._at

    @property
    def today(self) -> date:
        """The local day."""
        return local_date(self._at)

    def moves_to(self, day: date, hour: int = 9) -> None:
        """It becomes that day. Time goes forwards only, as it does."""
        to = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        with self._lock:
            assert to > self._at
            self._at = to

    def is_read_by_pages(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """From here on, until the test is over."""
        for edge in EDGES:
            monkeypatch.setattr(edge, self)
