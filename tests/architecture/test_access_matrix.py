"""Every address, asked by every role in every relation to the file, answers as `docs/reference/access-matrix.md` says.

Somebody new comes to the office for each role and relation (`relations.py`), and opens everything.
"""

from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from tests.architecture.addresses import Address, addresses, declared, row_of, sees, sees_incident
from tests.architecture.relations import OTHER_UNIT, PROTECTED, SAME_UNIT, Met, arguments, protect
from tests.factories.whole_line import WholeLine

NOWHERE = 987_654_321
PAGES = {address.name: address for address in addresses() if address.rule is not None}
# Ids that are of nothing in a file.
IDS_OF_OTHERS = {
    "staff:employee": "somebody who works here, by whoever keeps the staff",
    "staff:start-password": "the same",
    "staff:left": "the same",
    "staff:work-email": "the same",
    "staff:back": "the same",
    "staff:role-end": "a role of somebody who works here",
    "staff:order-end": "a line of the delegation order",
    "board:agenda": "a meeting, which names no child to whoever does not see the file",
    "board:paper": "the same",
    "board:end-appointment": "an appointment of somebody who works here or is elected",
    "log:review": "a temporary access, by a log reviewer who does not see the file",
    "oncall:end-recipient": "somebody whom the on-call extract is sealed to, by whoever keeps them",
    "staff:name": "a decision on the name of somebody who works here",
    "staff:name-prolong": "the same",
    "unit:back": "an absence of somebody of the own unit",
    **dict.fromkeys(
        (name for name, page in PAGES.items() if name.startswith("figures:") and page.ids),
        "the place of an indicator among the others",
    ),
    **dict.fromkeys(
        (name for name, page in PAGES.items() if name.startswith("survey:") and page.ids),
        "a survey or a wave of one, which are about no child and name nobody",
    ),
    **dict.fromkeys(
        (name for name, page in PAGES.items() if name.startswith("safety:") and page.ids and not page.rule.of_file),
        "an incident, which no file opens: the exposed, and those who follow up in the unit; or a warning: also those "
        "whom it is for",
    ),
}

# Pages that are asked by another method than GET, and why.
ASKED_BY = {"draft-drop": "POST"}  # GET asks about a draft of one's own, and newcomers have none

OF_FILE = {name: page for name, page in PAGES.items() if page.rule and page.rule.of_file}


def _arguments(address: Address, known: dict[str, int]) -> dict[str, int] | None:
    return arguments(address.ids, known, address.name.partition(":")[0])


# --- The matrix itself ------------------------------------------------------------------------------------------------


def test_every_page_stands_in_the_matrix_and_every_line_is_a_page() -> None:
    missing = [row_of(page) for name, page in sorted(PAGES.items()) if name not in declared()]
    assert missing == [], "judge these lines and put them into docs/reference/access-matrix.md"
    assert declared().keys() - PAGES.keys() == set()


def test_a_page_behind_an_id_is_a_page_of_a_file_and_no_other_is() -> None:
    """An id in an address is of something in a file."""
    assert {name for name, page in PAGES.items() if page.ids} - IDS_OF_OTHERS.keys() == OF_FILE.keys()
    assert {name for name, page in PAGES.items() if page.ids} >= IDS_OF_OTHERS.keys()


# --- The two against each other ---------------------------------------------------------------------------------------


def _answer(client: Client, address: Address, found: dict[str, int], method: str = "") -> HttpResponseBase:
    """The answer. Nothing that the page writes is kept, and so no message of the page before is shown."""
    kept = transaction.savepoint()
    try:
        return client.generic(method or ("GET" if "GET" in address.methods else "POST"), address.url(**found))
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
    is_closed = rule.of_file and not sees()[met.role, met.relation] or rule.of_unit and met.relation != SAME_UNIT
    unit = SAME_UNIT if met.relation == SAME_UNIT else OTHER_UNIT
    follows = sees_incident()[met.role, unit]
    is_apart = rule.of_incident and not follows
    is_unwarned = rule.of_warning and not follows and not sees()[met.role, met.relation]
    return 404 if is_closed or is_apart or is_unwarned else 200


def _may_be_closed(name: str) -> bool:
    """Whether a file, an incident or a warning stands between the page and whoever asks."""
    return name in OF_FILE or name in declared() and (declared()[name].of_incident or declared()[name].of_warning)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PAGES))
def test_an_address_opens_to_whom_the_matrix_says(
    name: str,
    told: WholeLine,
    everybody: list[Met],
    ids: dict[int, dict[str, int]],
    browsers: dict[int, Client],
) -> None:
    address, wrong, tried = PAGES[name], [], 0
    for met in everybody:
        found = _arguments(address, ids[met.file_id])
        if found is None:
            continue
        kept = transaction.savepoint()
        if met.relation == PROTECTED:
            protect(told, met.file_id)
        response = _answer(browsers[met.employee_id], address, found, ASKED_BY.get(name, ""))
        transaction.savepoint_rollback(kept)
        got = 200 if _is_let_in(response) else response.status_code
        wrong += [(met.role.value, met.relation, got)] if got != _expected(address, met) else []
        tried += 1
    assert wrong == []
    assert tried, "neither of the two files has what this address asks for: tell more in tests/factories/whole_line.py"


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name, page in PAGES.items() if page.ids and _may_be_closed(name)))
def test_what_is_not_for_you_and_what_does_not_exist_look_the_same(
    name: str, told: WholeLine, everybody: list[Met], ids: dict[int, dict[str, int]], browsers: dict[int, Client]
) -> None:
    """The same status and the same page, to somebody of another unit whom the page is for, who reads or who writes."""
    address = PAGES[name]
    roles = declared()[name].roles
    keeps_all = {role for (role, unit), sees_it in sees_incident().items() if unit == OTHER_UNIT and sees_it}
    stranger = next(met for met in everybody if met.role in roles - keeps_all and met.relation == OTHER_UNIT)
    known = _arguments(address, ids[told.alma.file_id]) or _arguments(address, ids[told.elsa_file])
    assert known is not None
    for method in address.methods - {"HEAD"}:
        closed = _answer(browsers[stranger.employee_id], address, known, method)
        nowhere = _answer(browsers[stranger.employee_id], address, dict.fromkeys(known, NOWHERE), method)
        assert (closed.status_code, nowhere.status_code) == (404, 404)
        assert _text(closed, known) == _text(nowhere, known)


def _text(response: Any, ids: dict[str, int]) -> str:
    """The page without its own address and the token of its form."""
    text = response.content.decode()
    for number in sorted({*ids.values(), NOWHERE}, reverse=True):
        text = text.replace(f"/{number}/", "/…/")
    return "\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)
