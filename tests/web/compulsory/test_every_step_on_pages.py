"""Every step of every track, on the pages and by the API: what the domain refuses is refused there too, in the same
words and with the paragraph, and nothing else is offered.

The steps are those of the law's tables; one that is added there is tested here without being named.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.api.conftest import Answer, Caller
from tests.factories import board
from tests.factories import compulsory as line
from tests.factories.every_step import CHAIN_NAMES, CHAINS, LONGER, Standing, beginning, undone, walk
from tests.factories.people import make_child
from tests.factories.staff import MORNING, Office
from tests.web.conftest import SignIn

from skyddsnat.domains.compulsory.rules.board_reasons import NOT_THE_BOARDS
from skyddsnat.domains.compulsory.rules.chain import BY_ITSELF, SENT
from skyddsnat.domains.compulsory.rules.pair import FEWER_THAN_TWO
from skyddsnat.domains.compulsory.types import lapse_of
from skyddsnat.kernel.stockholm import STOCKHOLM, local_date
from skyddsnat.law.compulsory_states import Act, By, Deed, Track, acts, deed_of

pytestmark = pytest.mark.django_db
on_every_chain = pytest.mark.parametrize(("track", "number"), CHAINS, ids=CHAIN_NAMES)

EDGES = ("skyddsnat.web.page", "skyddsnat.web.fields", "skyddsnat.api.door", "skyddsnat.api.callers")
EMPTY = {"base_version": "", "draft_key": "", "draft_version": "0"}
AS_PROPOSED = {"outcome": "as_proposed", "no_conflict": True}


@dataclass
class Outside:
    """What pages and API answer at `at`."""

    at: datetime
    clients: dict[str, Client]

    def now(self) -> datetime:
        """For the edges, which ask Django's `timezone`."""
        return self.at

    def page(self, name: str, here: Standing, act: Act, *, by: str = "bo") -> HttpResponse:
        """The page of one deed of the measure."""
        return self.clients[by].get(f"{reverse(name, args=[here.on.measure_id])}?act={act}")

    def sign_page(self, matter_id: int, by: str) -> HttpResponse:
        return self.clients[by].get(reverse("board:sign", args=[matter_id]))

    def typed(self, here: Standing, act: Act) -> HttpResponse:
        """The deed's form, handed in."""
        url = f"{reverse('compulsory:step', args=[here.on.measure_id])}?act={act}"
        moment = self.at.astimezone(STOCKHOLM).strftime("%Y-%m-%dT%H:%M")
        typed = {**EMPTY, "base_version": str(here.see(self.at).version), "happened_at": moment, "words": ""}
        return self.clients["bo"].post(url, typed | {"extended_to": later(self.at).isoformat()})

    def call(self, path: str, body: dict[str, Any], *, version: int, by: str = "bo") -> Answer:
        return Caller(self.clients[by], {}).post(path, body, If_Match=f'"{version}"')

    def call_step(self, here: Standing, act: Act, *, by: str = "bo") -> Answer:
        body: dict[str, Any] = {"act": act, "happened_at": self.at.isoformat()}
        if act is Act.EXTEND:
            body["extended_to"] = later(self.at).isoformat()
        return self.call(f"/measures/{here.measure_id}/steps", body, version=here.see(self.at).version, by=by)

    def call_receipt(self, here: Standing, act: Act) -> Answer:
        body = {"act": act, "text": line.RECEIPT}
        return self.call(f"/measures/{here.measure_id}/receipts", body, version=here.see(self.at).version)

    def call_decision(self, matter: board.Written, by: str) -> Answer:
        told = len(Caller(self.clients[by], {}).get(f"/matters/{matter.id}/news").body)
        return self.call(
            f"/matters/{matter.id}/decision", AS_PROPOSED | {"facts_told": told}, version=matter.version, by=by
        )


def later(at: datetime) -> date:
    return local_date(at + LONGER)


def text_of(answer: HttpResponse) -> str:
    return unescape(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def cited(answer: Answer, code: str) -> str | None:
    """The paragraph beside one reason of a refusal."""
    assert answer.status in (403, 409), answer.body
    assert code in answer.codes, answer.codes
    found: str | None = next(each["citation"] for each in answer.body["reasons"] if each["code"] == code)
    return found


@pytest.fixture
def now() -> datetime:
    """When the office was set up."""
    return MORNING


@pytest.fixture
def outside(office: Office, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> Outside:
    """Pages and API at a moment that the test sets."""
    board.adopt_board_order(office)
    found = Outside(MORNING, {name: sign_in(name) for name in ("bo", "mia", "olga", "cia")})
    for edge in EDGES:
        monkeypatch.setattr(f"{edge}.timezone", found)
    return found


Visit = Callable[[Standing, Deed], None]


def each_deed_once(office: Office, track: Track, number: str, visit: Visit) -> None:
    """Goes through the states of the chain, and visits each deed where it is first possible."""
    seen: set[Act] = set()

    def look(here: Standing) -> None:
        for deed in here.deeds():
            if deed.act not in seen:
                seen.add(deed.act)
                with undone():
                    visit(here, deed)

    walk(beginning(office, make_child(office), track, number), look)
    assert seen


# --- The second caseworker --------------------------------------------------------------------------------------------


@on_every_chain
def test_without_a_second_caseworker(office: Office, outside: Outside, track: Track, number: str) -> None:
    def visit(here: Standing, deed: Deed) -> None:
        if deed.act in (Act.LAPSE, Act.EXPIRE):
            return
        for page, answer in _tomorrow(here, deed, outside):
            assert FEWER_THAN_TWO.text.sv in text_of(page), f"{deed.act} of {here}"
            assert (answer.status, answer.codes) == (409, [FEWER_THAN_TWO.code]), f"{deed.act} of {here}"

    each_deed_once(office, track, number, visit)


def _tomorrow(here: Standing, deed: Deed, outside: Outside) -> Iterator[tuple[HttpResponse, Answer]]:
    """What the page of the deed and the API say on the morrow of what was prepared or sent today."""
    if deed.by is By.BOARD:
        matter, outside.at = here.prepared(deed.act), here.tomorrow
        yield outside.sign_page(matter.id, "olga"), outside.call_decision(matter, "olga")
    if deed.act in SENT and here.measure_id is not None:
        sent, outside.at = here.dispatched(deed.act), here.tomorrow
        yield outside.page("compulsory:receipt", sent, deed.act), outside.call_receipt(sent, deed.act)
    if deed.by is not By.BOARD and deed.act not in SENT:
        outside.at = here.tomorrow
        yield outside.page("compulsory:step", here, deed.act), outside.call_step(here, deed.act)
        yield outside.typed(here, deed.act), outside.call_step(here, deed.act)


# --- Who decides ------------------------------------------------------------------------------------------------------


@on_every_chain
def test_by_the_wrong_decision_maker(office: Office, outside: Outside, track: Track, number: str) -> None:
    def visit(here: Standing, deed: Deed) -> None:
        outside.at = here.later(10)
        if deed.by is By.BOARD:
            _only_the_board_decides(here, deed, outside)
        else:
            _only_caseworkers_write_down(here, deed, outside)

    each_deed_once(office, track, number, visit)


def _only_the_board_decides(here: Standing, deed: Deed, outside: Outside) -> None:
    about = f"{deed.act} of {here}"
    if here.measure_id is not None:
        page = outside.page("compulsory:step", here, deed.act)
        assert page.headers.get("Location", "").startswith(reverse("board:write", args=[here.case_id])), about
        assert outside.typed(here, deed.act).headers.get("Location", "").startswith("/board/"), about
        assert cited(outside.call_step(here, deed.act), "compulsory.boards_deed") == deed.citation, about
    matter = here.prepared(deed.act)
    for name in ("bo", "mia"):
        citation = cited(outside.call_decision(matter, name), "compulsory.law")
        assert citation, about
        page = outside.sign_page(matter.id, name)
        assert citation in text_of(page), about
        assert "Lagen låter ingen tjänsteman besluta detta." in text_of(page), about
    assert outside.sign_page(matter.id, "cia").status_code == 404


def _only_caseworkers_write_down(here: Standing, deed: Deed, outside: Outside) -> None:
    about = f"{deed.act} of {here}"
    asked = {"track": here.track, "act": deed.act, "proposal": "Som föreslås."}
    wrong = outside.call(f"/compulsory-cases/{here.case_id}/matters", asked, version=0)
    assert (wrong.status, wrong.codes) == (409, [NOT_THE_BOARDS.code]), about
    if deed.act is Act.LAPSE:
        assert BY_ITSELF.text.sv in text_of(outside.page("compulsory:step", here, deed.act)), about
        cited(outside.call_step(here, deed.act), BY_ITSELF.code)
    for name in ("olga", "cia"):
        assert outside.page("compulsory:step", here, deed.act, by=name).status_code == 404, about
        assert outside.call_step(here, deed.act, by=name).status == 404, about


# --- The clock --------------------------------------------------------------------------------------------------------


@on_every_chain
def test_when_the_clock_has_run_out(office: Office, outside: Outside, track: Track, number: str) -> None:
    def look(here: Standing) -> None:
        ends_at = here.see(here.at).lapses_at if here.measure_id is not None else None
        if ends_at is not None:
            outside.at = ends_at
            for deed in _ended(here):
                _is_refused_with_the_paragraph(here, deed, outside)

    walk(beginning(office, make_child(office), track, number), look)


def _ended(here: Standing) -> Iterator[Deed]:
    """The deeds that may no longer be done when the time has run out."""
    left = lapse_of(here.track, here.state)[1]
    goes_on = (Act.LAPSE, *acts(here.track, left, here.number))
    return (deed for deed in here.deeds() if deed.act not in goes_on)


def _is_refused_with_the_paragraph(here: Standing, deed: Deed, outside: Outside) -> None:
    about, by_law = f"{deed.act} of {here}", lapse_of(here.track, here.state)[0]
    citation = deed_of(here.track, by_law, here.see(outside.at).act_on(local_date(outside.at))).citation
    page = text_of(outside.page("compulsory:step", here, deed.act))
    assert "Åtgärden upphörde av sig själv" in page, about
    assert citation in page, about
    assert cited(outside.call_step(here, deed.act), "compulsory.lapsed") == citation, about
