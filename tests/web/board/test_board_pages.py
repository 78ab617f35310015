"""On call and at the meeting: prepared by an official, reached by telephone, signed, told to the next meeting."""

from dataclasses import asdict
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import board
from tests.factories.compulsory import HOME, by_date, open_case
from tests.factories.people import Child, make_child
from tests.factories.staff import Office
from tests.web.conftest import SAVEPOINTS, SignIn

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import Handing, MatterState, MatterView
from skyddsnat.domains.decisions.queries import next_meeting
from skyddsnat.domains.decisions.types import Level
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.stockholm import local_date

pytestmark = pytest.mark.django_db

EMPTY = {"base_version": "", "draft_key": "", "draft_version": "0"}


@pytest.fixture
def alma(office: Office, now: datetime) -> Child:
    board.adopt_board_order(office, at=now)
    for level in (Level.COMMITTEE, Level.BOARD):
        board.meet(office, local_date(now) + timedelta(days=400), level=level, at=now)
    return make_child(office, guardians=("eva", "per"), at=now)


@pytest.fixture
def case_id(office: Office, alma: Child, now: datetime) -> int:
    return open_case(office, alma, at=now)


def new_matter(case_id: int) -> str:
    return f"{reverse('board:write', args=[case_id])}?track=care&act=decide_immediate"


def typed(now: datetime, **said: object) -> dict[str, object]:
    texts = {name: value for name, value in asdict(board.URGENT).items() if isinstance(value, str)}
    return {**EMPTY, **texts, "is_urgent": "on", "grounds": list(by_date(HOME, now)), "meeting_id": "", **said}


def the_matter(office: Office, case_id: int, at: datetime) -> MatterView:
    bo = office.viewer("bo", at)
    with seeing(bo):
        return queries.matters_of_case(case_id=case_id, viewer=bo)[0]


def prepared(office: Office, bo: Client, case_id: int, now: datetime) -> MatterView:
    """Bo writes an urgent custody and hands it over."""
    assert bo.post(new_matter(case_id), typed(now)).status_code == 302
    view = the_matter(office, case_id, now)
    answer = bo.post(reverse("board:matter", args=[view.id]), typed(now, base_version=view.version, act="prepare"))
    assert answer.status_code == 302, answer.content.decode()
    return the_matter(office, case_id, now)


def called(bo: Client, view: MatterView, to: int, outcome: Handing) -> int:
    data = {**EMPTY, "to": to, "outcome": outcome.value, "words": ""}
    return bo.post(reverse("board:call", args=[view.id]), data).status_code


def test_the_official_prepares_the_chair_is_reached_and_signs(
    office: Office, alma: Child, case_id: int, sign_in: SignIn, now: datetime
) -> None:
    bo, olga = sign_in("bo"), sign_in("olga")
    view = prepared(office, bo, case_id, now)
    assert view.state is MatterState.PREPARED
    sign = reverse("board:sign", args=[view.id])
    assert olga.get(sign).status_code == 404

    assert called(bo, view, office.employees["olga"], Handing.SOUGHT) == 302
    assert olga.get(sign).status_code == 404
    assert called(bo, view, office.employees["olga"], Handing.REACHED) == 302

    assert "Omhänderta omedelbart" in olga.get(reverse("board:oncall")).content.decode()
    shown = olga.get(sign).content.decode()
    assert board.URGENT.urgent_reason in shown
    assert "Skriv under beslutet" in shown
    answer = olga.post(
        sign,
        {**EMPTY, "base_version": view.version, "facts_told": 0, "no_conflict": "no", "outcome": "as_proposed",
         "decided_text": "", "change_reason": "", "child_version": ""},
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()

    decided = the_matter(office, case_id, now)
    assert decided.state is MatterState.DECIDED
    page = bo.get(reverse("board:matter", args=[view.id])).content.decode()
    for word in ("Sökt utan svar", "Nådd", "Undertecknat"):
        assert word in page
    assert olga.get(sign).status_code == 404, "she saw the file only because it waited for her"


def test_a_caseworker_cannot_sign_by_any_address(office: Office, case_id: int, sign_in: SignIn, now: datetime) -> None:
    bo, dag = sign_in("bo"), sign_in("dag")
    view = prepared(office, bo, case_id, now)
    for browser in (bo, dag):
        answer = browser.post(
            reverse("board:sign", args=[view.id]),
            {**EMPTY, "base_version": view.version, "facts_told": 0, "no_conflict": "no", "outcome": "as_proposed"},
        )
        assert answer.status_code == 422
        assert "Skriv under" in answer.content.decode()
    assert the_matter(office, case_id, now).state is MatterState.PREPARED


def test_what_the_board_can_be_asked_is_offered_with_its_paragraph(case_id: int, sign_in: SignIn) -> None:
    page = sign_in("bo").get(reverse("board:write", args=[case_id])).content.decode()
    assert "Omhänderta omedelbart" in page
    assert "?track=care&amp;act=decide_immediate" in page
    assert "act=consider" not in page, "there is nothing to consider yet"


def test_what_is_missing_is_said_at_once_and_what_was_typed_stays(
    office: Office, case_id: int, sign_in: SignIn, now: datetime
) -> None:
    bo = sign_in("bo")
    assert bo.post(new_matter(case_id), typed(now, reasons="", child_version="")).status_code == 302
    view = the_matter(office, case_id, now)
    answer = bo.post(
        reverse("board:matter", args=[view.id]),
        typed(now, reasons="", child_version="", proposal="Nytt förslag.", base_version=view.version, act="prepare"),
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nytt förslag." in page
    assert the_matter(office, case_id, now).fields.proposal != "Nytt förslag."


def test_the_chairs_decision_stands_on_the_next_agenda_by_itself(
    office: Office, alma: Child, case_id: int, sign_in: SignIn, now: datetime
) -> None:
    bo = sign_in("bo")
    view = prepared(office, bo, case_id, now)
    called(bo, view, office.employees["olga"], Handing.REACHED)
    data = {**EMPTY, "base_version": view.version, "facts_told": 0, "no_conflict": "no", "outcome": "as_proposed"}
    assert sign_in("olga").post(reverse("board:sign", args=[view.id]), data).status_code == 302

    rut = office.viewer("rut", now)
    with seeing(rut):
        coming = next_meeting(level=Level.BOARD, after=local_date(now))
    assert coming is not None
    page = sign_in("olga").get(reverse("board:agenda", args=[coming.id])).content.decode()
    assert "Beslut av ordföranden att anmäla" in page
    assert "Enligt förslaget" in page
    assert "Alma" not in page
    paper = sign_in("rut").post(reverse("board:paper", args=[coming.id]))
    assert paper.content.startswith(b"%PDF")
    assert sign_in("bo").get(reverse("board:agenda", args=[coming.id])).status_code == 403


def test_appointments_are_kept_by_the_registrar_alone(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    today = local_date(now).isoformat()
    section = "LVU 6" if by_date(HOME, now) == HOME["old"] else "lagen (2026:1600) 5:1"
    data = {**EMPTY, "employee_id": office.employees["kaj"], "section": section, "reference": "§ 41",
            "decided_on": today, "valid_from": today, "valid_to": ""}  # fmt: skip
    assert sign_in("bo").post(reverse("board:appointments"), data).status_code == 403
    rut = sign_in("rut")
    assert rut.post(reverse("board:appointments"), data).status_code == 302
    page = rut.get(reverse("board:appointments")).content.decode()
    assert "§ 41" in page
    with seeing(office.viewer("rut", now)):
        made = queries.appointments_on(on=local_date(now))[0]
    later = (local_date(now) + timedelta(days=3)).isoformat()
    assert rut.post(reverse("board:end-appointment", args=[made.id]), {**EMPTY, "valid_to": later}).status_code == 302


def test_on_call_asks_eight_times_also_when_matters_wait(
    office: Office, alma: Child, case_id: int, sign_in: SignIn, now: datetime
) -> None:
    view, today, rut = prepared(office, sign_in("bo"), case_id, now), local_date(now), office.viewer("rut", now)
    with seeing(rut):
        actions.appoint(
            employee_id=office.employees["kaj"], section=view.section, reference="§ 41", decided_on=today,
            valid_from=today, actor=rut, at=now,
        )  # fmt: skip
    for who in ("kaj", "olga"):
        assert called(sign_in("bo"), view, office.employees[who], Handing.REACHED) == 302
    for who in ("bo", "mia", "kaj", "olga"):
        browser = sign_in(who)
        with CaptureQueriesContext(connection) as asked:
            page = browser.get(reverse("board:oncall")).content.decode()
        assert "Alma" in page, who
        assert len(asked) - SAVEPOINTS <= 8, who


def test_the_safeguards_are_figures_for_the_elected_and_work_for_the_manager(
    office: Office, alma: Child, case_id: int, sign_in: SignIn, now: datetime
) -> None:
    bo = office.viewer("bo", now)
    with seeing(bo):
        actions.deviate(
            case_id=case_id, reason="Dag är sjuk i natt.", ends_on=local_date(now), manager_id=None, is_acute=True,
            actor=bo, at=now,
        )  # fmt: skip
    manager = sign_in("mia").get(reverse("board:deviations")).content.decode()
    assert "Alma Å." in manager
    assert "Dag är sjuk i natt." in manager
    elected = sign_in("kaj").get(reverse("board:safeguards")).content.decode()
    assert "Dagar med färre än två handläggare" in elected
    assert "Alma" not in elected
    assert "Dag är sjuk" not in elected
    assert sign_in("bo").get(reverse("board:safeguards")).status_code == 403
    for name in ("deviations", "bare", "untold"):
        assert sign_in("mia").get(reverse(f"board:{name}")).status_code == 200
        assert sign_in("kaj").get(reverse(f"board:{name}")).status_code == 403


def test_the_board_may_take_the_demand_of_two_away_with_its_reason(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    today = local_date(now).isoformat()
    data = {**EMPTY, "is_demanded": "no", "years": 0, "valid_from": today, "decided_on": today, "reference": "§ 9"}
    rut = sign_in("rut")
    assert rut.post(reverse("board:two"), {**data, "reason": ""}).status_code == 422
    assert rut.post(reverse("board:two"), {**data, "reason": "Vi är två anställda."}).status_code == 302
    page = rut.get(reverse("board:two")).content.decode()
    assert "Vi är två anställda." in page
    assert "inte krävs" in page
    assert sign_in("bo").post(reverse("board:two"), data).status_code == 403
