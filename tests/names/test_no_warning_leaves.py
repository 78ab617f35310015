"""No warning leaves: everything that can leave is made while warnings are in force, and searched for their words.

There is a warning on each child's household, on somebody around the child and on the address where things happen,
before anything is written. Nothing is listed by hand but the pages that show them: the story is that of the names, in
which a new template, act, operation or address fails until it is told (`test_no_name_leaves.py`). The extract for the
on-call team, which is to say who must be met with care, is sealed to its members and no answer of an address.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client
from tests.factories import leaving, whole_line
from tests.factories.people import Child, make_child
from tests.factories.safety import warning_of
from tests.factories.staff import MORNING, Office
from tests.names.conftest import Told, everybody_protected
from tests.names.test_no_name_leaves import OUTGOING, PAGES, READING, SCHEMA, _content, _urls
from tests.traces import traces_in_bytes, traces_of

from skyddsnat.domains.people.queries import search_people
from skyddsnat.domains.safety import actions
from skyddsnat.domains.safety.types.warnings import VisitFields, WarningOn
from skyddsnat.foundation.access.integrations import Scope, add_integration
from skyddsnat.foundation.access.seeing import seeing

# Words that stand nowhere else: what each kind of warning says, why the person is not told, how a visit was assessed.
SAYS = {WarningOn.HOUSEHOLD: "Xylofonhund", WarningOn.PERSON: "Quillajabark", WarningOn.ADDRESS: "Zebrafink"}
WHY_NOT, ASSESSED = "Wolframtråd", "Yrsnöskydd"
WORDS = [(word, word) for word in (*SAYS.values(), WHY_NOT, ASSESSED)]
# Where the story asks the police to come.
STREET = "Storgatan 1"
# The pages that are for those who follow up, and for those who are to go there.
SHOW = {
    *("safety:warnings", "safety:warning", "safety:warning-agree", "safety:warning-end", "safety:warning-review"),
    *("safety:warning-told", "safety:warning-reach", "safety:visits", "safety:visit", "safety:visit-assess"),
    *("safety:visit-done", "safety:visit-cancel", "compulsory:outing", "compulsory:outing-read"),
    "compulsory:outing-assess",
}


def _warn(office: Office, file_id: int, person_id: int, *, by: str) -> None:
    """All three kinds of warnings in one file, and a visit that was assessed."""
    at, child = MORNING + timedelta(minutes=1), Child(file_id, person_id)
    kept: dict[str, Any] = {"not_told_reason": WHY_NOT, "person_id": person_id, "address": STREET}
    goers = (office.employees["bo"], office.employees["dag"])
    visit = VisitFields(planned_at=at + timedelta(hours=1), place=STREET, goers=goers, assessment=ASSESSED)
    with seeing(office.viewer(by, at)) as actor:
        for about, words in SAYS.items():
            fields = warning_of(child, at, about=about, words=words, **kept)
            actions.write_warning(fields=fields, actor=actor, at=at)
        actions.plan_visit(file_id=file_id, fields=visit, actor=actor, at=at)


def _make_warned(office: Office, *arguments: Any, **named: Any) -> Child:
    child = make_child(office, *arguments, **named)
    _warn(office, child.file_id, child.guardians.get("eva", child.person_id), by="bo")
    return child


def _then_warn_of_elsa(told: Callable[[Office, Child], None]) -> Callable[[Office, Child], None]:
    """Elsa's file comes with a report on her: the warnings are there before anything is decided on Alma."""

    def tell(office: Office, alma: Child) -> None:
        with seeing(office.viewer("ingvar")) as ingvar:
            elsa = next(each for each in search_people(text="Elsa", viewer=ingvar) if each.is_subject)
        _warn(office, elsa.file_id, elsa.id, by="ingvar")
        told(office, alma)

    return tell


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any, renew_database: Callable[[], None]) -> Iterator[Told]:
    """The story, committed, of children whose families are warned of."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        for module in (whole_line, leaving):
            patch.setattr(module, "make_child", _make_warned)
        patch.setattr(whole_line, "_write_and_talk", _then_warn_of_elsa(whole_line._write_and_talk))
        try:
            line = whole_line.whole_line(prepare=everybody_protected)
            leaving.the_rest(line)
            yield Told(line)
        finally:
            renew_database()


# --- Letters and papers -----------------------------------------------------------------------------------------------


def test_everything_that_leaves_is_among_what_is_searched(documents: list[dict[str, Any]]) -> None:
    assert {each["template"] for each in documents} >= set(OUTGOING)


def test_a_word_of_a_document_is_found(documents: list[dict[str, Any]]) -> None:
    """Or the search below would find nothing whatever it read: the police are told the very address."""
    assert any(traces_in_bytes([("Storgatan", "Storgatan")], bytes(each["content"])) for each in documents)


def test_no_document_gives_a_warning_away(documents: list[dict[str, Any]]) -> None:
    """Neither those that leave nor those that stay: pages, streams, the data about it, title, what it was made from."""
    told = [
        each["template"]
        for each in documents
        if traces_in_bytes(WORDS, bytes(each["content"])) or traces_of(WORDS, each["title"], each["source"])
    ]
    assert told == []


# --- The API ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def systems(told: Told, browsers: list[Client], django_db_blocker: Any) -> list[Client]:
    """Those who work here, and a system that may do everything that a system may."""
    adam = told.line.office.viewer("adam", told.at)
    with django_db_blocker.unblock(), seeing(adam):
        unit = told.line.office.units["intake"]
        token = add_integration(name="Grannsystemet", unit_id=unit, scopes=list(Scope), actor=adam, at=told.at)
    return [*browsers, Client(headers={"Authorization": f"Bearer {token}"})]


@pytest.mark.parametrize("operation", READING, ids=str)
@pytest.mark.django_db
def test_no_answer_of_the_api_gives_a_warning_away(
    operation: Any, systems: list[Client], ids: dict[int, dict[str, int]]
) -> None:
    """Whoever asks: another system, a colleague, a manager."""
    answers = [system.get(operation.url(known)) for system, known in product(systems, ids.values())]
    for answer in answers:
        assert traces_of(WORDS, answer.content.decode(), str(answer.headers)) == set()
    assert 200 in {answer.status_code for answer in answers} or not SCHEMA[operation.path]["get"].get("x-scope")


# --- Addresses --------------------------------------------------------------------------------------------------------


def test_what_shows_warnings_is_an_address() -> None:
    assert {address.name for address in PAGES} >= SHOW


def _says(answer: Any) -> set[str]:
    return traces_in_bytes(WORDS, _content(answer)) | traces_of(WORDS, str(answer.headers))


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
@pytest.mark.django_db
def test_warnings_are_shown_where_a_visit_is_planned_and_nowhere_else(
    address: Any, browsers: list[Client], ids: dict[int, dict[str, int]]
) -> None:
    """Not in the child's file, its log, its copies, a search or a list; and every page that may show them does."""
    said = {word for browser, url in product(browsers, list(_urls(address, ids))) for word in _says(browser.get(url))}
    assert bool(said) == (address.name in SHOW)


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
@pytest.mark.django_db
def test_whoever_is_not_logged_in_is_told_of_no_warning(address: Any, ids: dict[int, dict[str, int]]) -> None:
    for url in _urls(address, ids):
        assert _says(Client().get(url)) == set()
