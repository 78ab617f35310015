"""What a page may ask of the database, counted on every address: a page about one thing 14 times, a list 8.

States that the whole line has gone past (a proposal that is still written, one that waits) are in
`tests/web/test_budgets.py`, with lists of one and of thirty rows.
"""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.architecture.addresses import Address, addresses, declared, sees
from tests.architecture.relations import Met, arguments
from tests.web.conftest import SAVEPOINTS

LIST, FILE = 8, 14
# What asks more, and why.
EXCEPTIONS = {
    "log:sample": 11,  # who worked where, the draw of each unit, who was drawn, and the draft of the findings
}
# Pages about something of one's own that newcomers do not have.
NOTHING_YET = {"draft-drop"}

PAGES = {address.name: address for address in addresses() if address.rule and "GET" in address.rule.methods}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PAGES.keys() - NOTHING_YET))
def test_a_page_asks_no_more_than_its_budget(
    name: str, everybody: list[Met], ids: dict[int, dict[str, int]], browsers: dict[int, Client]
) -> None:
    address = PAGES[name]
    asked = {
        (met.role.value, met.relation): _asked(browsers[met.employee_id], address, found)
        for met in everybody
        if (found := arguments(address.ids, ids[met.file_id], name.partition(":")[0])) is not None and _opens(name, met)
    }
    assert asked, "neither of the two files has what this address asks for: tell more in tests/factories/whole_line.py"
    most = EXCEPTIONS.get(name, FILE if address.ids else LIST)
    assert {who: count for who, count in asked.items() if count > most} == {}


def _opens(name: str, met: Met) -> bool:
    rule = declared()[name]
    return met.role in rule.roles and (not rule.of_file or sees()[met.role, met.relation])


def _asked(browser: Client, address: Address, found: dict[str, int]) -> int:
    """How many questions the page asks, those of the test's own transaction left out."""
    kept = transaction.savepoint()
    with CaptureQueriesContext(connection) as asked:
        browser.get(address.url(**found))
    transaction.savepoint_rollback(kept)
    return len(asked) - SAVEPOINTS
