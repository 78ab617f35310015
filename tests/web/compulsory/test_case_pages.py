"""The child's compulsory case in the browser: opened, decided, sent, received, confirmed; and what stands around it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import board, compulsory
from tests.factories.compulsory import DAY, HOME, Running, by_date
from tests.factories.people import Child, make_child
from tests.factories.staff import Office
from tests.web.conftest import SignIn

from skyddsnat.domains.compulsory import queries
from skyddsnat.domains.compulsory.types import CaseView, MeasureView
from skyddsnat.domains.decisions.types import Level
from skyddsnat.foundation.access.actions import assign
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.kernel.stockholm import STOCKHOLM, local_date
from skyddsnat.law.compulsory_states import State

pytestmark = pytest.mark.django_db

EMPTY = {"base_version": "", "draft_key": "", "draft_version": "0"}


@pytest.fixture
def alma(office: Office, now: datetime) -> Child:
    since = now - 40 * DAY
    board.adopt_board_order(office, at=since)
    for level in (Level.COMMITTEE, Level.BOARD):
        board.meet(office, local_date(now) + timedelta(days=400), level=level, at=since)
    return make_child(office, guardians=("eva", "per"), at=since)


@pytest.fixture
def bo(sign_in: SignIn) -> Client:
    return sign_in("bo")


@pytest.fixture
def on(office: Office, alma: Child, now: datetime) -> Running:
    """The chair took Alma into custody yesterday."""
    return compulsory.taken(office, alma, at=now - DAY)


def minute(at: datetime) -> str:
    return at.astimezone(STOCKHOLM).strftime("%Y-%m-%dT%H:%M")


def second_caseworker(office: Office, child: Child, at: datetime) -> None:
    mia = office.viewer("mia", at)
    with seeing(mia):
        assign(
            file_id=child.file_id, employee_id=office.employees["dag"], part=Part.SECOND,
            unit_id=office.units["barn1"], actor=mia, at=at,
        )  # fmt: skip


def the_case(office: Office, child: Child, at: datetime) -> CaseView | None:
    bo = office.viewer("bo", at)
    with seeing(bo):
        return queries.case_of_file(file_id=child.file_id, viewer=bo)


def the_measure(on: Running) -> MeasureView:
    return compulsory.see(on, at=timezone.now())


def page(browser: Client, name: str, *ids: object, query: str = "") -> str:
    answer = browser.get(reverse(name, args=list(ids)) + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def hand_in(browser: Client, name: str, *ids: object, query: str = "", version: object = "", **said: Any) -> int:
    answer = browser.post(reverse(name, args=list(ids)) + query, {**EMPTY, "base_version": version, **said})
    if answer.status_code != 302:
        print(answer.content.decode())
    return answer.status_code


# --- The line ---------------------------------------------------------------------------------------------------------


def test_a_case_is_opened_from_the_childs_file(office: Office, alma: Child, bo: Client, now: datetime) -> None:
    second_caseworker(office, alma, now)
    said = {"circumstances": "Eva säger nej.", "grounds": list(by_date(HOME, now))}
    assert hand_in(bo, "compulsory:open", alma.file_id, **said) == 302
    found = the_case(office, alma, timezone.now())
    assert found is not None
    assert found.circumstances == "Eva säger nej."
    shown = page(bo, "compulsory:case", found.id)
    assert "Förbered beslut" in shown
    assert reverse("board:write", args=[found.id]) in shown
    assert bo.get(reverse("compulsory:open", args=[alma.file_id])).status_code == 302


def test_protection_does_not_wait_for_a_second_caseworker(
    office: Office, alma: Child, bo: Client, now: datetime
) -> None:
    refused = bo.post(
        reverse("compulsory:open", args=[alma.file_id]),
        {**EMPTY, "circumstances": "Eva säger nej.", "alone_reason": ""},
    )
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "Eva säger nej." in text, "what was typed stays"
    assert "Allt du skrev är sparat" in text
    said = {"circumstances": "Eva säger nej.", "alone_reason": "Dag är sjuk."}
    assert hand_in(bo, "compulsory:open", alma.file_id, **said) == 302
    found = the_case(office, alma, timezone.now())
    assert found is not None
    shown = page(bo, "compulsory:case", found.id)
    assert "Dag är sjuk." in shown
    assert "inte bekräftat av chefen" in shown


def test_sent_is_not_done_and_the_receipt_makes_it_so(on: Running, bo: Client) -> None:
    shown = page(bo, "compulsory:case", on.case_id)
    assert "Skicka till rätten" in shown
    assert "Upphör av sig självt" in shown

    form = page(bo, "compulsory:step", on.measure_id, query="?act=submit")
    assert "Handlingarna är skickade nu" in form
    document_id = str(compulsory.paper(on, at=timezone.now()))
    version = the_measure(on).version
    said = {"document_id": document_id, "words": "Med bud."}
    assert hand_in(bo, "compulsory:step", on.measure_id, query="?act=submit", version=version, **said) == 302
    assert the_measure(on).state is State.DECIDED, "sent is not submitted"
    assert "Kvittens saknas" in page(bo, "compulsory:case", on.case_id)

    empty = bo.post(
        f"{reverse('compulsory:receipt', args=[on.measure_id])}?act=submit",
        {**EMPTY, "base_version": the_measure(on).version, "receipt": "", "court_number": "12-26"},
    )
    assert empty.status_code == 422
    assert "Rättens kvittens saknas" in empty.content.decode()

    said = {"receipt": compulsory.RECEIPT, "court_number": "12-26"}
    version = the_measure(on).version
    assert hand_in(bo, "compulsory:receipt", on.measure_id, query="?act=submit", version=version, **said) == 302
    assert the_measure(on).state is State.SUBMITTED

    said = {"happened_at": minute(timezone.now()), "court_number": "12-26", "words": "Fastställt."}
    version = the_measure(on).version
    assert hand_in(bo, "compulsory:step", on.measure_id, query="?act=confirm", version=version, **said) == 302
    assert the_measure(on).state is State.CONFIRMED
    shown = page(bo, "compulsory:case", on.case_id)
    assert "Fastställt av rätten" in shown
    assert "Mål 12-26" in shown


def test_what_the_board_decides_leads_to_its_matter(on: Running, bo: Client) -> None:
    answer = bo.get(f"{reverse('compulsory:step', args=[on.measure_id])}?act=apply")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("board:write", args=[on.case_id]))


def test_a_version_of_yesterday_changes_nothing(on: Running, bo: Client) -> None:
    document_id = str(compulsory.paper(on, at=timezone.now()))
    answer = bo.post(
        f"{reverse('compulsory:step', args=[on.measure_id])}?act=submit",
        {**EMPTY, "base_version": "0", "document_id": document_id, "words": "Med bud."},
    )
    assert answer.status_code == 409


def test_what_has_lapsed_says_so_and_offers_a_new_decision(
    office: Office, alma: Child, bo: Client, now: datetime
) -> None:
    on = compulsory.taken(office, alma, at=now - 20 * DAY)
    shown = page(bo, "compulsory:case", on.case_id)
    assert "Upphörde av sig självt" in shown
    assert "Förfallet enligt lag" in shown
    form = page(bo, "compulsory:step", on.measure_id, query="?act=submit")
    assert "Det går inte än" in form
    assert "Förbered ett nytt beslut" in form


# --- From elsewhere ---------------------------------------------------------------------------------------------------


def test_the_childs_file_leads_to_the_case_and_tells_where_it_stands(on: Running, bo: Client) -> None:
    shown = page(bo, "children:file", on.child.file_id)
    assert "Omhändertagande och vård" in shown
    assert "Beslutat, ska lämnas till rätten" in shown
    assert reverse("compulsory:case", args=[on.case_id]) in shown
    assert reverse("compulsory:open", args=[on.child.file_id]) not in shown


def test_a_file_without_a_case_offers_to_open_one(alma: Child, bo: Client) -> None:
    assert reverse("compulsory:open", args=[alma.file_id]) in page(bo, "children:file", alma.file_id)


def test_compulsory_clocks_stand_above_all_others_in_my_day(on: Running, bo: Client) -> None:
    shown = page(bo, "home")
    start = shown.index("<h2>Tvångsvård</h2>") if "<h2>Tvångsvård</h2>" in shown else shown.index("Tvångsvård")
    assert start < shown.index(reverse("compulsory:measure", args=[on.measure_id]))
    answer = bo.get(reverse("compulsory:measure", args=[on.measure_id]))
    assert answer.headers["Location"] == f"{reverse('compulsory:case', args=[on.case_id])}#measure-{on.measure_id}"
