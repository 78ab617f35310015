"""What nobody types and anybody may send breaks no page, and costs nobody what was typed: in an address and in a form.

Every page is asked with every parameter that any page reads, and is handed a form with a sign that no database keeps.
"""

import re
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from tests.architecture.addresses import addresses, declared, sees
from tests.architecture.layout import PACKAGE
from tests.architecture.relations import Met, arguments

PAGES = {address.name: address for address in addresses() if address.rule is not None}
READ = re.compile(r"""request\.GET(?:\.get(?:list)?\(|\[)["'](\w+)["']""")
PARAMETERS = {
    name for path in (PACKAGE / "web").rglob("*.py") for name in READ.findall(path.read_text(encoding="utf-8"))
}
ODD = ("a\0b", "²", "9" * 30, "-1", "0001-01-01T00:00:00+14:00~1", "9999-12-31", "'", "../..", "å" * 3000)


def _whoever_opens(name: str, everybody: list[Met], ids: dict[int, dict[str, int]]) -> tuple[Met, dict[str, int]]:
    rule = declared()[name]
    for met in everybody:
        found = arguments(PAGES[name].ids, ids[met.file_id], name.partition(":")[0])
        if found is not None and met.role in rule.roles and (not rule.of_file or sees()[met.role, met.relation]):
            return met, found
    pytest.fail("nobody opens it")


def test_parameters_are_read_off_the_pages() -> None:
    assert {"q", "before", "draft_key", "unit", "period", "incident", "to"} <= PARAMETERS


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PAGES))
def test_odd_signs_break_no_page(
    name: str, everybody: list[Met], ids: dict[int, dict[str, int]], browsers: dict[int, Client]
) -> None:
    address = PAGES[name]
    met, found = _whoever_opens(name, everybody, ids)
    browser, url = browsers[met.employee_id], address.url(**found)
    typed: dict[str, Any] = {"draft_key": "odd:1\0", "draft_url": "/drafts/", "draft_title": "\0", "words": "a\0b"}
    answers = []
    kept = transaction.savepoint()
    if "GET" in address.methods:
        answers += [browser.get(url, dict.fromkeys(PARAMETERS, odd)).status_code for odd in ODD]
    if "POST" in address.methods:
        answers.append(browser.post(url, typed).status_code)
    if address.ids:
        answers.append(browser.get(address.url(**dict.fromkeys(address.ids, 10**30))).status_code)
    transaction.savepoint_rollback(kept)
    assert [status for status in answers if status >= 500] == []
