"""The last two days before the law ends a measure by itself: hours, not days, wherever the measure shows."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from tests.factories import board, compulsory
from tests.factories.people import make_child
from tests.factories.staff import MORNING, Office
from tests.journeys.clock import Clock
from tests.web.conftest import SignIn

from skyddsnat.domains.decisions.types import Level
from skyddsnat.kernel.stockholm import local_date

pytestmark = pytest.mark.django_db

# Taken on a Monday and never submitted: the custody ends as the next Monday does.
NINE_LEFT = datetime(2026, 11, 9, 13, 30, tzinfo=UTC)
ONE_LEFT = datetime(2026, 11, 9, 21, 30, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """The office is of that Monday."""
    return MORNING


@pytest.mark.parametrize(("at", "said"), [(NINE_LEFT, "9 timmar kvar"), (ONE_LEFT, "1 timme kvar")])
def test_hours_are_left_on_every_page_of_a_measure(
    office: Office, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, at: datetime, said: str
) -> None:
    board.adopt_board_order(office)
    board.meet(office, local_date(MORNING), level=Level.COMMITTEE)
    alma = make_child(office)
    on = compulsory.taken(office, alma, at=MORNING + 4 * compulsory.HOUR)
    bo = sign_in("bo")
    Clock(at).is_read_by_pages(monkeypatch)

    for name, number in (("home", None), ("children:file", alma.file_id), ("compulsory:case", on.case_id)):
        answer = bo.get(reverse(name, args=[number] if number else []))
        assert answer.status_code == 200, name
        assert said in answer.content.decode().replace("\N{NO-BREAK SPACE}", " "), name
