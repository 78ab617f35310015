"""Every operation of the API refuses a nobody, and gives what is closed the same answer as what does not exist."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from tests.architecture.addresses import addresses, sees
from tests.architecture.relations import PROTECTED, Met, arguments, protect
from tests.factories.whole_line import WholeLine

from skyddsnat.api.v1 import api

NOWHERE = 987_654_321


@dataclass(frozen=True, slots=True)
class Operation:
    """A method at an address, with the names of its ids."""

    method: str
    path: str
    ids: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def url(self, known: dict[str, int]) -> str:
        return self.path.format(**{name: known.get(name, 1) for name in self.ids})


# Written once for all who ask: it takes a second.
SCHEMA = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]


def operations() -> Iterator[Operation]:
    """Every operation that the API describes."""
    for path, methods in SCHEMA.items():
        for method, described in methods.items():
            names = (given["name"] for given in described.get("parameters", ()) if given["in"] == "path")
            yield Operation(method.upper(), path, tuple(names))


OPERATIONS = list(operations())
READING_A_FILE = [operation for operation in OPERATIONS if operation.method == "GET" and operation.ids]
each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=str)


def call(client: Client, operation: Operation, known: dict[str, int]) -> HttpResponseBase:
    """Nothing that an operation writes is kept."""
    kept = transaction.savepoint()
    try:
        return client.generic(operation.method, operation.url(known), "{}", content_type="application/json")
    finally:
        transaction.savepoint_rollback(kept)


def test_every_address_below_api_is_an_operation() -> None:
    """But for the root, which tells nothing."""
    below = {address.route for address in addresses() if address.route.startswith("/api/")}
    described = {operation.path.replace("{", "<").replace("}", ">") for operation in OPERATIONS}
    assert below == described | {"/api/v1/"}


@pytest.mark.django_db
def test_the_root_tells_nothing() -> None:
    assert Client().get("/api/v1/").status_code in {401, 404}


@each_operation
@pytest.mark.django_db
def test_whoever_is_not_logged_in_is_refused(operation: Operation) -> None:
    assert call(Client(), operation, {}).status_code == 401


@each_operation
@pytest.mark.django_db
def test_an_unknown_token_is_refused(operation: Operation) -> None:
    assert call(Client(headers={"authorization": "Bearer made-up"}), operation, {}).status_code == 401


@each_operation
@pytest.mark.django_db
def test_an_employee_without_a_role_is_refused(
    operation: Operation, told: WholeLine, browsers: dict[int, Client]
) -> None:
    """Or answered that the body is wrong, before anything is looked up."""
    nils = browsers[told.office.employees["nils"]]
    assert call(nils, operation, {}).status_code in ({403} if operation.method == "GET" else {403, 422})


@pytest.mark.django_db
@pytest.mark.parametrize("operation", READING_A_FILE, ids=str)
def test_a_file_is_read_by_those_who_see_it_and_by_nobody_else(
    operation: Operation,
    told: WholeLine,
    everybody: list[Met],
    ids: dict[int, dict[str, int]],
    browsers: dict[int, Client],
) -> None:
    """As on the pages: `docs/reference/access-matrix.md` says who sees a file. Closed and nonexistent are the same."""
    wrong, tried = [], 0
    for met in everybody:
        known = arguments(operation.ids, ids[met.file_id])
        if known is None:
            continue
        kept = transaction.savepoint()
        if met.relation == PROTECTED:
            protect(told, met.file_id)
        answer: Any = call(browsers[met.employee_id], operation, known)
        nowhere: Any = call(browsers[met.employee_id], operation, dict.fromkeys(known, NOWHERE))
        transaction.savepoint_rollback(kept)
        tried += 1
        if sees()[met.role, met.relation]:
            wrong += [(met.role, met.relation, answer.status_code)] if answer.status_code != 200 else []
        elif (answer.status_code, answer.content) != (nowhere.status_code, nowhere.content):
            wrong.append((met.role, met.relation, answer.status_code))
    assert wrong == []
    assert tried
