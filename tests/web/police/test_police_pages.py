"""Help of the police in the browser: the need, who may ask, the answer, what it led to, and what is counted."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import board
from tests.factories.compulsory import POLICE, Running, by_date, in_care, taken
from tests.factories.people import Child, make_child
from tests.factories.staff import Office
from tests.web.conftest import SignIn

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import Attendance, Effect, NeedState, NotAsked, PoliceAnswer, PoliceNeedView
from skyddsnat.domains.decisions.types import Level
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.stockholm import local_date, local_moment
from skyddsnat.law.compulsory_states import Act

pytestmark = pytest.mark.django_db

EMPTY = {"base_version": "", "draft_key": "", "draft_version": "0"}
TEXTS = {
    "circumstances": "Eva har hotat med kniv i dörren.",
    "why_not_alone": "Vi kommer inte in utan att någon skadas.",
    "risk_to_child": "Alma är i lägenheten.",
    "childs_interests": "Alma ska inte behöva se hur någon skadas.",
    "place": "Hemmet",
}


@pytest.fixture
def alma(office: Office, now: datetime) -> Child:
    board.adopt_board_order(office, at=now)
    return make_child(office, guardians=("eva", "per"), at=now - timedelta(days=2))


@pytest.fixture
def custody(office: Office, alma: Child, now: datetime) -> Running:
    """Alma is taken into custody an hour ago."""
    return taken(office, alma, at=now - timedelta(hours=1))


def stated(office: Office, bo: Client, custody: Running, now: datetime) -> PoliceNeedView:
    data = {**EMPTY, "purpose": "execution", "measure_id": custody.measure_id, "circumstances": TEXTS["circumstances"]}
    assert bo.post(reverse("police:state", args=[custody.case_id]), data).status_code == 302
    return need_of(office, custody, now)


def need_of(office: Office, custody: Running, now: datetime) -> PoliceNeedView:
    eyes = office.viewer("bo", now)
    with seeing(eyes):
        return queries.police_needs_of_case(case_id=custody.case_id, viewer=eyes)[0]


def appoint(office: Office, who: str, now: datetime) -> None:
    rut, today = office.viewer("rut", now), local_date(now)
    with seeing(rut):
        actions.appoint(
            employee_id=office.employees[who], section=by_date({k: (v,) for k, v in POLICE.items()}, now)[0],
            reference="§ 12", decided_on=today, valid_from=today, actor=rut, at=now,
        )  # fmt: skip


def planned(now: datetime) -> str:
    return local_moment(now + timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M")


def this_minute() -> str:
    return local_moment(timezone.now()).strftime("%Y-%m-%dT%H:%M")


def post(browser: Client, name: str, view: PoliceNeedView, **said: object) -> int:
    data = {**EMPTY, "base_version": view.version, **said}
    return browser.post(reverse(f"police:{name}", args=[view.id]), data).status_code


def test_from_the_need_to_the_afterthought(office: Office, custody: Running, sign_in: SignIn, now: datetime) -> None:
    bo = sign_in("bo")
    appoint(office, "bo", now)
    view = stated(office, bo, custody, now)
    assert post(bo, "request", view, **TEXTS, planned_at=planned(now), act="request") == 302
    view = need_of(office, custody, now)
    assert view.state is NeedState.REQUESTED
    assert post(bo, "answer", view, answer="partly", answered_at="", why="another_time", reason="") == 422
    assert post(bo, "planning", view, told="Hund i lägenheten. Två vuxna.") == 302
    said = {"answer": "partly", "why": "another_time", "reason": "En bil om en timme."}
    assert post(bo, "answer", need_of(office, custody, now), answered_at=this_minute(), **said) == 302
    came = {"attendance": "late", "arrived_at": this_minute(), "effect": "delayed"}
    assert post(bo, "attendance", need_of(office, custody, now), **came) == 302
    assert post(bo, "afterthought", need_of(office, custody, now), afterthought="Ring dagen före.") == 302
    view = need_of(office, custody, now)
    assert (view.state, view.attendance, view.effect) == (NeedState.REFLECTED, Attendance.LATE, Effect.DELAYED)
    page = bo.get(reverse("police:need", args=[view.id])).content.decode()
    for words in ("Delvis beviljad", "Kom för sent", "Fördröjdes", "Ring dagen före."):
        assert words in page


def test_whoever_is_not_appointed_is_refused_with_the_other_lawful_ways_and_keeps_the_text(
    office: Office, custody: Running, sign_in: SignIn, now: datetime
) -> None:
    bo = sign_in("bo")
    view = stated(office, bo, custody, now)
    answer = bo.post(
        reverse("police:request", args=[view.id]),
        {**EMPTY, "base_version": view.version, **TEXTS, "planned_at": planned(now), "act": "request"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert TEXTS["why_not_alone"] in page
    assert "Andra lagliga vägar" in page
    assert need_of(office, custody, now).state is NeedState.STATED
    assert post(bo, "request", view, **TEXTS, planned_at=planned(now), act="save") == 302
    assert need_of(office, custody, now).request.why_not_alone == TEXTS["why_not_alone"]


def test_where_nobody_is_appointed_the_board_is_asked_with_what_is_written_already(
    office: Office, custody: Running, sign_in: SignIn, now: datetime
) -> None:
    bo = sign_in("bo")
    view = stated(office, bo, custody, now)
    assert post(bo, "request", view, **TEXTS, planned_at=planned(now), act="save") == 302
    page = bo.get(reverse("police:request", args=[view.id])).content.decode()
    asked = f"{reverse('board:write', args=[custody.case_id])}?track=care&amp;act=ask_police"
    assert asked in page
    assert "Låt nämnden besluta" in page
    matter = bo.get(asked.replace("&amp;", "&")).content.decode()
    assert matter.count(TEXTS["why_not_alone"]) == 1
    assert TEXTS["childs_interests"] in matter

    appoint(office, "bo", now)
    assert "Låt nämnden besluta" not in bo.get(reverse("police:request", args=[view.id])).content.decode()


def test_what_the_board_has_decided_to_ask_is_asked_from_the_page(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    long_ago = now - timedelta(days=40)
    board.adopt_board_order(office, at=long_ago)
    alma = make_child(office, guardians=("eva", "per"), at=long_ago - timedelta(days=2))
    on = in_care(office, alma, at=long_ago)
    bo = sign_in("bo")
    view = stated(office, bo, on, now)
    meeting_id = board.meet(office, local_date(now), level=Level.BOARD, at=now)
    fields = replace(board.APPLICATION, proposal="Nämnden begär polisens hjälp.", meeting_id=meeting_id)
    written = board.write(office, on.case_id, alma, fields, act=Act.ASK_POLICE, measure_id=on.measure_id, at=now)
    board.decide(office, board.prepare(office, written, at=now), at=now)

    page = bo.get(reverse("police:request", args=[view.id])).content.decode()
    assert reverse("board:matter", args=[written.id]) in page
    assert "Låt nämnden besluta" not in page
    assert post(bo, "request", view, **TEXTS, planned_at=planned(now), act="request") == 302
    view = need_of(office, on, now)
    assert (view.state, view.matter_id) == (NeedState.REQUESTED, written.id)
    papers = bo.get(reverse("papers:list", args=[on.case_id])).content.decode()
    assert reverse("papers:notices", args=[written.id]) not in papers


def test_a_need_that_was_never_asked_for_counts_with_its_reason(
    office: Office, custody: Running, sign_in: SignIn, now: datetime
) -> None:
    bo = sign_in("bo")
    view = stated(office, bo, custody, now)
    said = {"why": NotAsked.NOT_EXPECTED.value, "reason": "De kom inte förra gången.", "effect": Effect.DELAYED.value}
    assert post(bo, "without", view, **said) == 302
    figures = bo.get(reverse("police:figures")).content.decode()
    assert "Väntade sig inte att få hjälp" in figures
    assert "23 %" in figures.replace("\u00a0", " ")
    assert "Alma" not in figures


def test_the_figures_are_for_those_who_answer_for_units_too_and_for_nobody_else(
    office: Office, custody: Running, sign_in: SignIn
) -> None:
    for who in ("bo", "mia", "olga", "kaj"):
        assert sign_in(who).get(reverse("police:figures")).status_code == 200
    assert sign_in("rut").get(reverse("police:figures")).status_code == 403
    assert sign_in("stina").get(reverse("police:list")).status_code == 200
    assert "Alma" not in sign_in("stina").get(reverse("police:list")).content.decode()


def test_the_answers_that_exist_are_all_offered(
    office: Office, custody: Running, sign_in: SignIn, now: datetime
) -> None:
    bo = sign_in("bo")
    view = stated(office, bo, custody, now)
    page = bo.get(reverse("police:answer", args=[view.id])).content.decode()
    assert all(f'value="{code.value}"' in page for code in PoliceAnswer)
