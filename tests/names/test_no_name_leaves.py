"""No name leaves: everything that can leave is made by people whose names are left out, and searched (FL 33 §).

Nothing is listed by hand but what stays, with its reason. Templates are those of the register, acts those that can come
to the making of a document, operations those of the API's description, addresses those of the application: a new one is
searched without being added, and fails here when no story comes to it (tests/factories/leaving.py).
"""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from django.test import Client
from tests.architecture.addresses import addresses
from tests.architecture.layout import PACKAGE, floors, flow_modules, public_functions, python_files, tree
from tests.architecture.test_api_covers import _named_in
from tests.architecture.test_api_doors import OPERATIONS, SCHEMA, Operation
from tests.foundation.documents.conftest import SAMPLES
from tests.names.conftest import Told
from tests.pdf import text_in
from tests.traces import traces_in_bytes, traces_of

from skyddsnat.foundation.access.integrations import Scope, add_integration
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.documents import actions as documents_made
from skyddsnat.foundation.documents import rendering
from skyddsnat.foundation.documents.letterhead import official_as
from skyddsnat.foundation.documents.queries import document_content
from skyddsnat.foundation.documents.rendering import LANGUAGES
from skyddsnat.foundation.documents.types import TEMPLATES

People = list[tuple[str, str]]
OUTGOING = sorted(name for name, form in TEMPLATES.items() if form.is_outgoing)
MAKING = (
    documents_made.make_document,
    documents_made.make_signed_document,
    documents_made.sign_document,
    documents_made.preview_document,
)


# --- Letters and papers -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", OUTGOING)
def test_the_story_makes_a_document_of_every_template_that_leaves(
    template: str, documents: list[dict[str, Any]]
) -> None:
    assert template in {each["template"] for each in documents}, "tell it in tests/factories/leaving.py"


def test_letters_are_made_in_both_languages(documents: list[dict[str, Any]]) -> None:
    assert {each["language"] for each in documents if each["template"] in OUTGOING} == set(LANGUAGES)


@pytest.mark.parametrize("template", OUTGOING)
def test_no_document_that_leaves_gives_a_name_away(
    template: str, documents: list[dict[str, Any]], people: People
) -> None:
    """Neither its pages, its streams, the data about it, its title nor what it was made from."""
    for each in (row for row in documents if row["template"] == template):
        assert traces_in_bytes(people, bytes(each["content"])) == set()
        assert traces_of(people, each["title"], each["kind"], each["source"]) == set()


def test_what_stays_names_those_who_decided(documents: list[dict[str, Any]], people: People) -> None:
    """Or the search above would find nothing whatever it read."""
    records = [bytes(each["content"]) for each in documents if each["template"] == "decision_record"]
    assert records
    assert all(traces_in_bytes(people, each) for each in records)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", OUTGOING)
@pytest.mark.django_db(transaction=False)
def test_every_template_in_both_languages_with_somebody_protected_as_each_official(
    template: str, language: str, told: Told, people: People, django_db_blocker: Any
) -> None:
    office, file_id = told.line.office, told.line.alma.file_id
    bo = office.viewer("bo", told.at)
    form, data = TEMPLATES[template], SAMPLES[template]
    who = official_as("handläggare", employee_id=office.employees["bo"], on=told.at.date())
    officials = {block: [who] if isinstance(data.get(block), list) else who for block in form.officials}
    with seeing(bo):
        made = documents_made.make_signed_document(
            file_id=file_id, kind="x", template=template, data=data | officials, title=form.title.sv,
            subject="journal.note:1", language=language, actor=bo, at=told.at,
        )  # fmt: skip
        found = document_content(document_id=made, viewer=bo)
    assert traces_in_bytes(people, found.content) == set()
    assert traces_of(people, found.file_name) == set()


def test_nothing_that_left_gives_a_name_away(left: list[dict[str, Any]], people: People) -> None:
    """What was sent, whatever it was made for; with the codes that stand in it, and to whom and how it went."""
    assert {each["to"] for each in left} == {"party", "public", "authority"}
    for each in left:
        assert traces_in_bytes(people, bytes(each["content"])) == set()
        assert traces_of(people, each["title"], each["recipient"], each["how"]) == set()
        codes = set(each["left_out"])
        assert codes == {code for code in codes if code in text_in(bytes(each["content"]))}


def test_what_was_made_to_stay_left_without_its_names(left: list[dict[str, Any]]) -> None:
    """And was told to have done so."""
    stays = [each for each in left if each["template"] not in OUTGOING]
    assert stays
    assert all(each["left_out"] for each in stays)


# The bytes of a document are read by these alone: whatever else read them could send them past `documents.actions`.
READS = {
    "web/children/views/documents.py": "to colleagues who see the file, with a warning where it may not leave",
    "web/children/views/releases.py": "what may be handed out after the test of harm",
}


def test_documents_leave_by_doors_that_are_known() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in python_files("api", "demo", "domains", "flows", "insight", "jobs", "web")
        if re.search(r"\b(document_content|release_content)\(", path.read_text(encoding="utf-8"))
    }
    assert found == READS.keys()


def test_every_letter_that_an_act_makes_is_sent_by_an_act_or_from_its_page(documents: list[dict[str, Any]]) -> None:
    """Nothing is told as sent but by a row that says what left: no letter of the story left in another way."""
    assert {each["template"] for each in documents if each["is_sent"]} >= {
        "decision_letter", "police_request", "police_planning", "court_paper", "reporter_feedback", "investigation",
    }  # fmt: skip


# --- Every act that makes one -----------------------------------------------------------------------------------------


def _acts() -> Iterator[tuple[str, Callable[..., Any]]]:
    for floor in floors("actions"):
        yield from public_functions(floor)
    for flow in flow_modules():
        yield from (pair for pair in public_functions(flow) if "actor" in inspect.signature(pair[1]).parameters)


def _called_by(function: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """What the function calls of ours, and every method of the classes that it makes."""
    for thing in _named_in(function):
        if inspect.isfunction(thing) and thing.__module__.startswith("skyddsnat."):
            yield inspect.unwrap(thing)
        elif inspect.isclass(thing) and thing.__module__.startswith("skyddsnat.") and ".actions" in thing.__module__:
            yield from (method for name, method in vars(thing).items() if _is_written(name, method))


def _is_written(name: str, thing: Any) -> bool:
    """A method that somebody wrote: those that a dataclass has of itself begin with two underscores."""
    return inspect.isfunction(thing) and not name.startswith("__")


def _makes(act: Callable[..., Any]) -> bool:
    """Whether the act can come to the making of a document."""
    seen: set[Callable[..., Any]] = set()
    waiting = [inspect.unwrap(act)]
    while waiting:
        if (function := waiting.pop()) in MAKING:
            return True
        if function not in seen:
            seen.add(function)
            waiting += _called_by(function)
    return False


MAKERS = sorted(name for name, act in _acts() if _makes(act))


def test_the_search_for_acts_finds_them() -> None:
    assert {"domains.decisions.actions.decide", "domains.compulsory.actions.notify_parties"} <= set(MAKERS)


@pytest.mark.parametrize("name", MAKERS)
def test_every_act_that_can_make_a_document_is_told(name: str, told: Told) -> None:
    act = dict(_acts())[name]
    called = f"{act.__module__.removeprefix('skyddsnat.')}.{act.__name__}"
    assert called in told.makers, "tell it in tests/factories/leaving.py, so that what it makes is searched"


# Outside the one place that leaves names out, a document may be set only of a template without officials.
SETS_ITSELF = {
    "domains/compulsory/actions/meetings.py": "board_agenda",
    "domains/safety/actions/figures.py": "safety_board",
    "domains/survey/actions/exports.py": "survey_report",
}


def test_documents_are_set_in_one_place() -> None:
    """Whatever else set one would not leave the names out."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in python_files("api", "demo", "domains", "flows", "foundation", "jobs", "web")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module == rendering.__name__
        if "render" in {each.name for each in node.names}
    }
    inside = {path for path in found if path.startswith("foundation/documents/")}
    assert found - inside == SETS_ITSELF.keys()
    assert all(TEMPLATES[template].officials == () and not TEMPLATES[template].is_outgoing
               for template in SETS_ITSELF.values())  # fmt: skip


# --- The API ----------------------------------------------------------------------------------------------------------

READING = [operation for operation in OPERATIONS if operation.method == "GET"]


def _scope(operation: Operation) -> Any:
    return SCHEMA[operation.path]["get"].get("x-scope")


@pytest.fixture(scope="module")
def token(told: Told, django_db_blocker: Any) -> str:
    """The token of a system that may do everything that a system may."""
    adam = told.line.office.viewer("adam", told.at)
    with django_db_blocker.unblock(), seeing(adam):
        unit = told.line.office.units["intake"]
        return add_integration(name="Grannsystemet", unit_id=unit, scopes=list(Scope), actor=adam, at=told.at)


@pytest.mark.parametrize("operation", READING, ids=str)
@pytest.mark.django_db
def test_another_system_reads_no_name(
    operation: Operation, told: Told, token: str, ids: dict[int, dict[str, int]], people: People
) -> None:
    """Every operation, also those that are not for systems; those that are must have answered."""
    answers = [
        Client().get(operation.url(known), headers={"Authorization": f"Bearer {token}"}) for known in ids.values()
    ]
    for answer in answers:
        assert traces_of(people, answer.content.decode(), str(answer.headers)) == set()
    statuses = {answer.status_code for answer in answers}
    assert 200 in statuses if _scope(operation) else statuses <= {403, 404}


@pytest.mark.django_db
def test_a_colleague_reads_the_same_with_names(
    browsers: list[Client], ids: dict[int, dict[str, int]], people: People
) -> None:
    """Or the search above would find nothing whatever it read."""
    ingvar = browsers[2]
    answers = [ingvar.get(each.url(known)) for each in READING if _scope(each) for known in ids.values()]
    assert any(traces_of(people, answer.content.decode()) for answer in answers)


# --- Addresses --------------------------------------------------------------------------------------------------------

# What shows names in a file that is no page, and why.
STAYS = {
    "children:document": "the document itself, to colleagues who see the file; every one that leaves is searched above",
}
PAGES = [address for address in addresses() if "GET" in address.methods and not address.route.startswith("/api/")]


def test_what_stays_is_an_address() -> None:
    assert {address.name for address in PAGES} >= STAYS.keys()


def _content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def _urls(address: Any, ids: dict[int, dict[str, int]]) -> Iterator[str]:
    for known in ids.values():
        yield address.url(**{name: known.get(name, 1) for name in address.ids})


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
@pytest.mark.django_db
def test_a_file_to_keep_gives_no_name_away(
    address: Any, browsers: list[Client], ids: dict[int, dict[str, int]], people: People
) -> None:
    """Every answer that is no page: PDF, CSV, calendar, whatever. Its name, its headers and its bytes."""
    for browser, url in product(browsers, list(_urls(address, ids))):
        answer = browser.get(url)
        assert traces_of(people, str(answer.headers)) == set()
        if answer.status_code != 200:
            continue
        is_kept = answer.headers.get("Content-Disposition", "").startswith("attachment")
        if answer.headers.get("Content-Type", "").startswith("text/html") and not is_kept:
            break  # a page, whoever opens it
        if address.name not in STAYS:
            assert traces_in_bytes(people, _content(answer)) == set()


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
@pytest.mark.django_db
def test_whoever_is_not_logged_in_is_told_no_name(address: Any, ids: dict[int, dict[str, int]], people: People) -> None:
    for url in _urls(address, ids):
        answer = Client().get(url)
        assert traces_in_bytes(people, _content(answer)) == set()
        assert traces_of(people, str(answer.headers)) == set()


# --- Mail -------------------------------------------------------------------------------------------------------------


def test_mail_is_sent_from_two_places() -> None:
    """A sender that is not known here is not searched: give it a test of its headers and text, and its name here."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom | ast.Import)
        if {"smtplib", "django.core.mail", "email"} & {
            getattr(node, "module", None) or "", *(each.name for each in node.names)
        }
    }  # fmt: skip
    assert found <= {"jobs/alarms_command.py", "jobs/survey_send.py"}
