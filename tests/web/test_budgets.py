"""What a page may ask of the database: a list 8 times, a child's file 14, whatever the amount of data."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.decisions import FIELDS, Proposed, adopt_order, answer, hand_in, write
from tests.factories.intake import REPORT, assess, receive
from tests.factories.investigations import Opened, carried_through, open_on, write_everything
from tests.factories.people import Child, make_child
from tests.factories.staff import Office, make_office
from tests.web.conftest import SAVEPOINTS, SignIn, many_children

from skyddsnat.domains.intake.types import ReportedChild
from skyddsnat.domains.investigations.types import Result
from skyddsnat.domains.journal.actions import hold_talk, write_note
from skyddsnat.domains.journal.types import NoteKind, Understood
from skyddsnat.domains.people.types import NewPerson
from skyddsnat.foundation.access.seeing import seeing

pytestmark = pytest.mark.django_db

LIST, FILE = 8, 14
FEW_AND_MANY = pytest.mark.parametrize("amount", [1, 30])

# (who looks, page)
LISTS = (
    ("ida", "home"),
    ("bo", "home"),
    ("mia", "home"),
    ("ida", "intake:list"),
    ("bo", "children:mine"),
    ("mia", "decisions:waiting"),
    ("bo", "drafts"),
    ("mia", "unit:unit"),
    ("mia", "unit:clocks"),
    ("ida", "search"),
    ("ida", "palette"),
)
TABS = ("children:file", "children:events", "children:people", "children:documents", "children:readers")


@pytest.fixture
def office(now: datetime) -> Office:
    """The office of some weeks ago: much has come in since."""
    return make_office(at=now - timedelta(days=60))


@FEW_AND_MANY
def test_a_list_asks_the_database_eight_times_at_most(
    office: Office, sign_in: SignIn, now: datetime, amount: int
) -> None:
    _reports(
        office, (ReportedChild(new=NewPerson(given_name=f"Nytt{n}", family_name="Lista")) for n in range(amount)), now
    )
    many_children(office, amount, at=now - timedelta(days=30))
    asked = {(who, page): _asked(sign_in(who), reverse(page)) for who, page in LISTS}
    assert {page: count for page, count in asked.items() if count > LIST} == {}


@FEW_AND_MANY
@pytest.mark.parametrize("is_investigated", [False, True])
def test_a_file_asks_the_database_fourteen_times_at_most(
    office: Office, sign_in: SignIn, now: datetime, amount: int, is_investigated: bool
) -> None:
    child = make_child(office, at=now - timedelta(days=40))
    _tell_of(office, child, amount, now, is_investigated=is_investigated)
    bo = sign_in("bo")
    asked = {tab: _asked(bo, reverse(tab, args=[child.file_id])) for tab in TABS}
    assert {tab: count for tab, count in asked.items() if count > FILE} == {}


@FEW_AND_MANY
def test_a_proposal_asks_fourteen_times_at_most_in_each_state(
    office: Office, sign_in: SignIn, now: datetime, amount: int
) -> None:
    """However many answers there are, and however much has come in since it was handed in."""
    written = _proposal(office, now - timedelta(days=2), amount)
    bo, mia = sign_in("bo"), sign_in("mia")
    asked = {
        "new": _asked(bo, reverse("decisions:propose", args=[_closed(office, now).id])),
        "write": _asked(bo, reverse("decisions:proposal", args=[written.id])),
    }
    hand_in(office, written, at=now - timedelta(days=1))
    _talks(office, written.child, amount, now)
    asked |= {
        "read": _asked(bo, reverse("decisions:proposal", args=[written.id])),
        "decide": _asked(mia, reverse("decisions:decide", args=[written.id])),
        "return": _asked(mia, reverse("decisions:return", args=[written.id])),
        "letter": _asked(mia, reverse("decisions:letters", args=[written.id])),
    }
    assert {page: count for page, count in asked.items() if count > FILE} == {}


def _closed(office: Office, now: datetime) -> Opened:
    """Another child's investigation, closed."""
    child = make_child(office, "elsa", at=now - timedelta(days=40))
    return carried_through(office, child, result=Result.SERVICE, opened_at=now - timedelta(days=4), closed_at=now)


def _proposal(office: Office, at: datetime, answers: int) -> Proposed:
    """Bo's proposal on Alma, and what her mother has answered, again and again."""
    adopt_order(office, at=at)
    alma = make_child(office, at=at)
    case = carried_through(office, alma, result=Result.SERVICE, opened_at=at, closed_at=at)
    fields = replace(FIELDS, planned_start_on=at.date() + timedelta(days=7))
    written = write(office, alma, fields, investigation=case, at=at)
    for _ in range(answers):
        answer(office, written, "eva", at=at)
    return written


def _talks(office: Office, child: Child, amount: int, at: datetime) -> None:
    bo = office.viewer("bo", at)
    with seeing(bo):
        for _ in range(amount):
            hold_talk(
                talk_id=None, file_id=child.file_id, held_at=at, place="Skolan", purpose="Hur det går", was_alone=True,
                not_alone_reason="", childs_words="Bra.", told="Vad som händer.", understood=Understood.YES,
                understood_how="Med egna ord.", already_told="", version=None, actor=bo, at=at,
            )  # fmt: skip


def _tell_of(office: Office, child: Child, amount: int, now: datetime, *, is_investigated: bool) -> None:
    """So many reports and notes on the child, and an investigation when she is investigated."""
    if is_investigated:
        opened = open_on(office, child, at=now - timedelta(days=30))
        write_everything(office, opened, at=now - timedelta(days=29))
    _reports(office, [ReportedChild(person_id=child.person_id)] * amount, now)
    bo = office.viewer("bo", now)
    with seeing(bo):
        for number in range(amount):
            write_note(
                file_id=child.file_id, kind=NoteKind.NOTE, happened_at=now, with_whom="Eva", text=f"Samtal {number}.",
                actor=bo, at=now,
            )  # fmt: skip


def _reports(office: Office, children: Iterable[ReportedChild], now: datetime) -> None:
    """A report on each, an hour apart; the protection of the first is assessed."""
    for number, child in enumerate(children):
        at = now - timedelta(hours=number + 1)
        came = receive(office, replace(REPORT, received_at=at, children=(child,)), by=_receiver(child), at=at)
        if number == 0:
            assess(office, came.report_child_ids[0], by=_receiver(child), at=now)


def _receiver(child: ReportedChild) -> str:
    return "ida" if child.new else "bo"


def _asked(browser: Client, address: str) -> int:
    """How many questions the page asks, those of the test's own transaction left out."""
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(address, {"q": "lista"})
    assert answer.status_code == 200, address
    return len(asked) - SAVEPOINTS
