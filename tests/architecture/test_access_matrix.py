"""Every address, asked by every role in every relation to the file, answers as `docs/reference/access-matrix.md` says.

Two files are told with the whole line in them: Alma's, which Bo works on in Barn 1, and Elsa's, which is at intake and
given to nobody yet. Somebody new comes to the office for each role and relation, and opens everything.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from psycopg import sql
from tests.architecture.addresses import Address, addresses, declared, row_of, sees
from tests.factories.decisions import DECIDED
from tests.factories.staff import SETUP
from tests.factories.whole_line import WholeLine, whole_line

from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.staff import actions as staff
from skyddsnat.foundation.staff.types import CASEWORK, Role

# After the emergency access of the story has ended.
NOW = DECIDED + timedelta(days=4)
PAGES = {address.name: address for address in addresses() if address.rule is not None}
OF_FILE = {name: page for name, page in PAGES.items() if page.rule and page.rule.of_file}

OWN, SAME_UNIT, OTHER_UNIT = "own", "same unit", "other unit"
AT_INTAKE, PROTECTED = "before assignment", "before assignment, protected"

# Where an id in an address comes from, when its name is not enough.
TABLES = {
    "note_id": "journal_note",
    "investigations:note_id": "investigations_areanote",
    "person_id": "people_person",
    "relation_id": "people_relation",
    "document_id": "documents_document",
    "assignment_id": "access_assignment",
    "talk_id": "journal_talk",
    "report_child_id": "intake_reportchild",
    "investigation_id": "investigations_investigation",
    "notice_id": "investigations_notice",
    "communication_id": "investigations_communication",
    "waiting_id": "investigations_waiting",
    "proposal_id": "decisions_proposal",
    "decision_id": "decisions_decision",
    "delivery_id": "decisions_delivery",
    "grant_id": "access_grant",
}


@dataclass(frozen=True, slots=True)
class Met:
    """One who was sent to open everything: role, relation, employee and the file in question."""

    role: Role
    relation: str
    employee_id: int
    file_id: int


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any, renew_database: Callable[[], None]) -> Iterator[WholeLine]:
    """The story, committed; the database is renewed when this module is done."""
    with django_db_blocker.unblock():
        try:
            yield whole_line()
        finally:
            renew_database()


@pytest.fixture(scope="module")
def everybody(told: WholeLine, django_db_blocker: Any) -> list[Met]:
    """Somebody for each line and column of the matrix."""
    with django_db_blocker.unblock():
        return [
            _come(told, role, relation)
            for relation in (OWN, SAME_UNIT, OTHER_UNIT, AT_INTAKE, PROTECTED)
            for role in Role
            if relation != OWN or role in CASEWORK
        ]


def _come(told: WholeLine, role: Role, relation: str) -> Met:
    """Employ somebody with the role where the relation wants it, and assign her where it is her own file."""
    office, name = told.office, f"{role}-{relation}"
    unit = {SAME_UNIT: "barn1", AT_INTAKE: "intake", PROTECTED: "intake"}.get(relation, "barn2")
    with seeing(SETUP):
        employee_id = office.employees[name] = staff.add_employee(
            username=name, name="Någon Annan", service_code=f"M{len(office.employees)}", in_profession_since=None,
            handles_protected=False, actor=SETUP, at=DECIDED,
        )  # fmt: skip
        staff.give_role(
            employee_id=employee_id, unit_id=office.units[unit], role=role, starts_on=DECIDED.date(), actor=SETUP,
            at=DECIDED,
        )  # fmt: skip
    if relation == OWN:
        mia = office.viewer("mia", DECIDED)
        with seeing(mia):
            access.assign(
                file_id=told.alma.file_id, employee_id=employee_id, part=Part.SECOND, unit_id=office.units["barn1"],
                actor=mia, at=DECIDED,
            )  # fmt: skip
    at_intake = relation in (AT_INTAKE, PROTECTED)
    return Met(role, relation, employee_id, told.elsa_file if at_intake else told.alma.file_id)


@pytest.fixture(scope="module")
def ids(told: WholeLine, server: Any, worker_id: str) -> dict[int, dict[str, int]]:
    """For each of the two files, an id of everything that stands in it."""
    with psycopg.connect(server.address(server.copy(worker_id))) as owner:
        return {file_id: _ids_in(owner, file_id) for file_id in (told.alma.file_id, told.elsa_file)}


def _ids_in(owner: psycopg.Connection, file_id: int) -> dict[str, int]:
    found = {"file_id": file_id}
    for name, table in TABLES.items():
        query = sql.SQL("SELECT max(id) FROM {} WHERE file_id = %s").format(sql.Identifier(table))
        ((row_id,),) = owner.execute(query, [file_id]).fetchall()
        if row_id is not None:
            found[name] = row_id
    report = "SELECT max(report_id) FROM intake_reportchild WHERE file_id = %s"
    ((report_id,),) = owner.execute(report, [file_id]).fetchall()
    return found | ({"report_id": report_id} if report_id else {})


def _arguments(address: Address, known: dict[str, int]) -> dict[str, int] | None:
    """The ids that the address wants, of one file; None when the file has no such thing."""
    space = address.name.partition(":")[0]
    found = {name: known.get(f"{space}:{name}", known.get(name)) for name in address.ids}
    return None if None in found.values() else {name: number for name, number in found.items() if number is not None}


# --- The matrix itself ------------------------------------------------------------------------------------------------


def test_every_page_stands_in_the_matrix_and_every_line_is_a_page() -> None:
    missing = [row_of(page) for name, page in sorted(PAGES.items()) if name not in declared()]
    assert missing == [], "judge these lines and put them into docs/reference/access-matrix.md"
    assert declared().keys() - PAGES.keys() == set()


def test_a_page_behind_an_id_is_a_page_of_a_file_and_no_other_is() -> None:
    """An id in an address is of something in a file, but for the temporary access that a reviewer looks at."""
    assert {name for name, page in PAGES.items() if page.ids} - {"log:review"} == OF_FILE.keys()


# --- The two against each other ---------------------------------------------------------------------------------------


def _answer(address: Address, met: Met, arguments: dict[str, int], method: str = "") -> HttpResponseBase:
    client = Client()
    with seeing(SETUP):
        client.force_login(get_user_model().objects.get(pk=met.employee_id))
    kept = transaction.savepoint()
    try:
        return client.generic(method or ("GET" if "GET" in address.methods else "POST"), address.url(**arguments))
    finally:
        transaction.savepoint_rollback(kept)


def _is_let_in(response: Any) -> bool:
    """A page, a way on, or a refusal that says what stands in the way: the state, not the person."""
    refused = response.status_code == 403 and "web/refused.html" in {part.name for part in response.templates}
    return refused or response.status_code in {200, 302, 400, 409, 422}


def _expected(address: Address, met: Met) -> int:
    rule = declared()[address.name]
    if met.role not in rule.roles:
        return 403
    return 200 if not rule.of_file or sees()[met.role, met.relation] else 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PAGES))
def test_an_address_opens_to_whom_the_matrix_says(
    name: str,
    told: WholeLine,
    everybody: list[Met],
    ids: dict[int, dict[str, int]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    address, wrong, tried = PAGES[name], [], 0
    for met in everybody:
        arguments = _arguments(address, ids[met.file_id])
        if arguments is None:
            continue
        kept = transaction.savepoint()
        if met.relation == PROTECTED:
            _protect(told, met.file_id)
        response = _answer(address, met, arguments)
        transaction.savepoint_rollback(kept)
        got = 200 if _is_let_in(response) else response.status_code
        wrong += [(met.role.value, met.relation, got)] if got != _expected(address, met) else []
        tried += 1
    assert wrong == []
    assert tried, "neither of the two files has what this address asks for: tell more in tests/factories/whole_line.py"


def _protect(told: WholeLine, file_id: int) -> None:
    ingvar = told.office.viewer("ingvar", NOW)
    with seeing(ingvar):
        access.mark_protected(file_id=file_id, is_protected=True, actor=ingvar, at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name, page in OF_FILE.items() if page.ids))
def test_what_is_not_for_you_and_what_does_not_exist_look_the_same(
    name: str, told: WholeLine, everybody: list[Met], ids: dict[int, dict[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same status and the same page, to a caseworker of another unit, who reads or who writes."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    address = PAGES[name]
    stranger = next(met for met in everybody if met.role is Role.CASEWORKER and met.relation == OTHER_UNIT)
    if stranger.role not in declared()[name].roles:
        return
    known = _arguments(address, ids[told.alma.file_id]) or _arguments(address, ids[told.elsa_file])
    assert known is not None
    for method in address.methods - {"HEAD"}:
        closed = _answer(address, stranger, known, method)
        nowhere = _answer(address, stranger, dict.fromkeys(known, 987_654_321), method)
        assert (closed.status_code, nowhere.status_code) == (404, 404)
        assert _text(closed, known) == _text(nowhere, known)


def _text(response: Any, ids: dict[str, int]) -> str:
    """The page without its own address and the token of its form."""
    text = response.content.decode()
    for number in sorted({*ids.values(), 987_654_321}, reverse=True):
        text = text.replace(f"/{number}/", "/…/")
    return "\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)
