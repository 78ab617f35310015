"""The API against its own description: whatever is sent, no 500 and no answer that is not described."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import timedelta
from enum import EnumType
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.api.conftest import Caller
from tests.api.test_chain import open_an_investigation

from skyddsnat.api import (
    board,
    compulsory,
    decisions,
    documents,
    files,
    intake,
    investigations,
    journal,
    measures,
    papers,
    parties,
    police,
    proposals,
    safeguards,
    work,
)
from skyddsnat.api.v1 import openapi_page
from skyddsnat.kernel.stockholm import local_date

pytestmark = pytest.mark.django_db
PARTS = (
    board, compulsory, decisions, documents, files, intake, investigations, journal, measures, papers, parties,
    police, proposals, safeguards, work,
)  # fmt: skip
FILE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "openapi.json"
DESCRIBED: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
OPERATIONS = [(path, method) for path, methods in DESCRIBED["paths"].items() for method in methods]
SCOPED = [(path, method) for path, method in OPERATIONS if DESCRIBED["paths"][path][method]["x-scope"]]
# Sent about a case of compulsory care in a module of their own.
CARE = [
    (path, method)
    for path, method in OPERATIONS
    if {"compulsory", "board", "police"} & set(DESCRIBED["paths"][path][method]["tags"])
]
BESIDE_CARE = [each for each in OPERATIONS if each not in CARE]
CHECKED = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 5

each_operation = pytest.mark.parametrize(
    ("path", "method"), OPERATIONS, ids=[f"{method} {path.removeprefix('/api/v1')}" for path, method in OPERATIONS]
)


def test_the_file_in_the_repository_is_what_the_code_says() -> None:
    """Fails when the API was changed without `python3 run.py docs`."""
    assert FILE.read_text("utf-8") == openapi_page()


def test_every_operation_describes_its_problems() -> None:
    for path, method in OPERATIONS:
        described = DESCRIBED["paths"][path][method]
        assert {"400", "401", "403", "404", "422"} <= described["responses"].keys(), (method, path)
        asks_for_version = any(each["name"] == "If-Match" for each in described["parameters"])
        assert asks_for_version == ("428" in described["responses"]) == ("412" in described["responses"])
        assert asks_for_version or method != "put"


def test_a_name_stands_for_one_thing_in_the_description() -> None:
    """Two enums of one name would silently become one."""
    kinds = [thing for part in PARTS for thing in vars(part).values() if isinstance(thing, EnumType)]
    names = Counter(kind.__name__ for kind in set(kinds))
    assert not {name for name, uses in names.items() if uses > 1} & DESCRIBED["components"]["schemas"].keys()


# --- Whatever is sent -------------------------------------------------------------------------------------------------


@pytest.fixture
def ids(employee: Callable[[str], Caller], message: dict[str, Any], now: Any) -> dict[str, int]:
    """By the name of the parameter, something that Ida sees."""
    ida = employee("ida")
    investigation = open_an_investigation(ida, message)
    answer = ida.post("/reports", message | {"external_id": "2"})
    assert answer.status == 201, answer.body
    report = answer.body
    file_id = ida.get(f"/investigations/{investigation}").body["file_id"]
    assessment = {"judgement": "no_immediate_need", "reasons": "Alma är hos mormor."}
    assessments = f"/report-children/{report['report_child_ids'][0]}/protection-assessments"
    note = {"happened_at": now.isoformat(), "text": "Rektorn ringde."}
    talk = {"planned_at": (now + timedelta(days=1)).isoformat(), "place": "Skolan", "purpose": "Lära känna"}
    fact = {"area_id": ida.get("/areas").body[0]["id"], "view": "child", "text": "Alma vill bo kvar."}
    waiting = {"for_whom": "Skolan", "what": "Frånvaro", "until": str(local_date(now) + timedelta(days=7))}
    return {
        "report_id": report["id"],
        "report_child_id": report["report_child_ids"][0],
        "investigation_id": investigation,
        "file_id": file_id,
        "person_id": ida.get(f"/files/{file_id}/people").body["child"]["id"],
        "notice_id": ida.get(f"/investigations/{investigation}/notices").body[0]["id"],
        "note_id": ida.post(f"/files/{file_id}/notes", note).body["id"],
        "talk_id": ida.post(f"/files/{file_id}/planned-talks", talk).body["id"],
        "waiting_id": ida.post(f"/investigations/{investigation}/waitings", waiting).body["id"],
        "assessment_id": ida.post(assessments, assessment).body["id"],
        "area_note_id": ida.post(f"/investigations/{investigation}/area-notes", fact).body["id"],
        "relation_id": ida.get(f"/files/{file_id}/people").body["relations"][0]["id"],
        "proposal_id": ida.post(f"/investigations/{investigation}/proposals", {"kind": "no_service"}).body["id"],
    }


def narrowed(ids: dict[str, int]) -> dict[str, Any]:
    """The description, where an id is one that is there and a version one that may be right: what else is sent then
    gets past the door.
    """
    schema = deepcopy(DESCRIBED)
    for methods in schema["paths"].values():
        for described in methods.values():
            for parameter in described["parameters"]:
                if parameter["name"] in ids:
                    parameter["schema"] = {"type": "integer", "enum": [ids[parameter["name"]]]}
                if parameter["name"] == "If-Match":
                    parameter["schema"] = {"type": "string", "enum": ['"0"', '"1"', '"2"']}
    return schema


@contextmanager
def in_the_transaction_of_the_test() -> Iterator[None]:
    """A real WSGI request ends by closing its connection, and with it the transaction that the test rolls back."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def send_whatever(schema: dict[str, Any], path: str, method: str, mode: GenerationMode, caller: Caller) -> None:
    """Many requests to one operation, each answer checked."""
    loaded = schemathesis.openapi.from_dict(schema)
    loaded.app = get_wsgi_application()
    cookies = {name: morsel.value for name, morsel in caller.client.cookies.items()}
    headers = dict(caller.headers)
    if cookies:
        cookies["csrftoken"] = headers["X-CSRFToken"] = "a" * 32

    @given(case=loaded[path][method.upper()].as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def send(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers, cookies=cookies, checks=CHECKED)

    with in_the_transaction_of_the_test():
        send()


@pytest.mark.parametrize(
    ("path", "method"), BESIDE_CARE, ids=[f"{method} {path.removeprefix('/api/v1')}" for path, method in BESIDE_CARE]
)
def test_what_is_described_is_answered_as_described_to_an_employee(
    path: str, method: str, employee: Callable[[str], Caller], ids: dict[str, int]
) -> None:
    send_whatever(narrowed(ids), path, method, GenerationMode.POSITIVE, employee("ida"))


@each_operation
def test_what_is_not_described_is_answered_as_described_to_an_employee(
    path: str, method: str, employee: Callable[[str], Caller]
) -> None:
    if not (DESCRIBED["paths"][path][method]["parameters"] or "requestBody" in DESCRIBED["paths"][path][method]):
        return  # nothing can be wrong about it
    send_whatever(DESCRIBED, path, method, GenerationMode.NEGATIVE, employee("ida"))


@pytest.mark.parametrize(("path", "method"), SCOPED, ids=[f"{method} {path}" for path, method in SCOPED])
def test_an_integration_is_answered_as_described(
    path: str, method: str, integration: Callable[..., Caller], ids: dict[str, int]
) -> None:
    send_whatever(narrowed(ids), path, method, GenerationMode.POSITIVE, integration())


def test_what_has_no_scope_is_closed_to_every_integration(
    integration: Callable[..., Caller], ids: dict[str, int]
) -> None:
    caller = integration()
    for path, method in set(OPERATIONS) - set(SCOPED):
        answer = caller.send(method.upper(), path.removeprefix("/api/v1").format_map(defaultdict(lambda: 1, ids)))
        assert answer.status in (403, 422), (method, path)  # 422: a body is asked for before the door
