"""What cannot wait on *My day*: what is about to end by itself, deviations to confirm, risks to read before going."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import board, compulsory
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office
from tests.journeys.clock import Clock
from tests.web.conftest import SignIn
from tests.web.home.test_home import SAVEPOINTS

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.decisions.types import Level
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.stockholm import local_date

pytestmark = pytest.mark.django_db

TAKEN = MORNING + 4 * compulsory.HOUR
# Taken on a Monday and never submitted: the custody ends as the next Monday does.
NINE_LEFT = datetime(2026, 11, 9, 13, 30, tzinfo=UTC)
LONG_BEFORE = datetime(2026, 11, 6, 13, 30, tzinfo=UTC)
AFTER = datetime(2026, 11, 10, 8, 0, tzinfo=UTC)
LAPSING, LAPSED = "Upphör snart av sig självt", "Har upphört av sig självt"
CONSIDER = "Överväga vård"
RISKS, CONFIRM = "Läs risken innan du åker", "Avsteg från två handläggare att bekräfta"


@pytest.fixture
def now() -> datetime:
    """The office is of that Monday."""
    return MORNING


@pytest.fixture
def alma(office: Office) -> Child:
    board.adopt_board_order(office)
    board.meet(office, local_date(MORNING), level=Level.COMMITTEE)
    return make_child(office, guardians=("eva", "per"))


@pytest.fixture
def case_id(office: Office, alma: Child) -> int:
    """Alma's custody, with an outing of Bo and Dag and an acute deviation that nobody has confirmed."""
    return compulsory.with_everything_around(office, alma, at=TAKEN)


def day(browser: Client, at: datetime, monkeypatch: pytest.MonkeyPatch) -> str:
    Clock(at).is_read_by_pages(monkeypatch)
    answer = browser.get(reverse("home"))
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_lesson_1_the_manager_is_alarmed_in_the_last_two_days_and_after(
    office: Office, case_id: int, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    mia = sign_in("mia")
    assert "Larm på enheten" not in day(mia, LONG_BEFORE, monkeypatch)
    last = day(mia, NINE_LEFT, monkeypatch)
    assert "Larm på enheten" in last
    assert LAPSING in last
    assert "9 timmar kvar" in last
    assert reverse("compulsory:case", args=[case_id]) in last
    after = day(mia, AFTER, monkeypatch)
    assert LAPSED in after
    assert "0 timmar" not in after, "it has ended, and the days since then count"
    assert not re.search(r'<p class="muted">\d{4}-', last), "a moment is told as people say it"


@pytest.mark.parametrize("who", ["max", "bo", "ida", "rut", "olga"])
def test_the_alarms_of_a_unit_are_its_managers(
    office: Office, case_id: int, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    """Max manages another unit; Bo has the clock among his own duties."""
    page = day(sign_in(who), NINE_LEFT, monkeypatch)
    assert "Larm på enheten" not in page
    assert CONFIRM not in page


def test_an_acute_deviation_waits_for_the_manager_until_it_is_confirmed(
    office: Office, case_id: int, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    mia = sign_in("mia")
    at = TAKEN + 6 * compulsory.HOUR
    eyes = office.viewer("mia", at)
    with seeing(eyes):
        deviation = queries.deviations_of_case(case_id=case_id, viewer=eyes)[0].id
    waiting = day(mia, at, monkeypatch)
    assert CONFIRM in waiting
    assert reverse("compulsory:confirm", args=[deviation]) in waiting
    assert "Bekräfta senast den dagen." in waiting
    assert "Sista dagen har passerat." in day(mia, LONG_BEFORE, monkeypatch)

    with seeing(eyes):
        actions.confirm_deviation(deviation_id=deviation, ends_on=local_date(at), actor=eyes, at=at)
    assert CONFIRM not in day(mia, at + timedelta(minutes=1), monkeypatch)


def test_whoever_goes_out_is_asked_to_read_the_risk_until_she_has(
    office: Office, case_id: int, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = TAKEN + 3 * compulsory.HOUR
    eyes = office.viewer("dag", at)
    with seeing(eyes):
        (outing,) = queries.outings_to_read(viewer=eyes, at=at)
    dag, link = sign_in("dag"), reverse("compulsory:outing-read", args=[outing.id])
    page = day(dag, at, monkeypatch)
    assert RISKS in page
    assert link in page
    assert RISKS not in day(sign_in("stina"), at, monkeypatch)

    with seeing(eyes):
        actions.read_risk(outing_id=outing.id, version=outing.version, actor=eyes, at=at)
    after = day(dag, at + timedelta(minutes=1), monkeypatch)
    assert RISKS not in after


@pytest.mark.parametrize("who", ["mia", "dag"])
def test_my_day_costs_no_more_for_its_alarms(
    office: Office,
    case_id: int,
    sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: object,
    who: str,
) -> None:
    browser = sign_in(who)
    with django_assert_max_num_queries(8 + SAVEPOINTS):  # type: ignore[operator]
        day(browser, NINE_LEFT, monkeypatch)


def test_care_that_is_considered_in_half_a_year_does_not_stand_above_what_is_due_today(
    office: Office, alma: Child, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered = TAKEN + 22 * compulsory.DAY
    due = compulsory.clocks(compulsory.in_care(office, alma, at=TAKEN), at=ordered)["lvu.consider_home"].plan_on
    far, near = ordered, datetime.combine(due - timedelta(days=27), TAKEN.time(), tzinfo=UTC)
    assert _group_of(day(sign_in("bo"), far, monkeypatch), CONSIDER) == "Senare"
    assert _group_of(day(sign_in("bo"), near, monkeypatch), CONSIDER) == "Tvångsvård"


def _group_of(page: str, duty: str) -> str:
    """The heading that a duty stands under."""
    return re.findall(r"<h2[^>]*>\s*([^<]*?)\s*<", page[: page.index(duty)])[-1]
