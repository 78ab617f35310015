"""Nothing in a child's file shows that somebody was threatened over it.

Everything that can be read without a safety role is read before and after an incident that is linked to the file: every
page and every operation of the API, of all addresses that there are, as the caseworkers of the file, as those who keep
the office and its log. Bytes, statuses, headers and the number of questions to the database are the same. Documents and
bundles are among the pages.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, reset_queries, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.architecture.addresses import addresses
from tests.architecture.relations import NOW, OWN, SAME_UNIT, Met, arguments
from tests.architecture.test_api_doors import OPERATIONS
from tests.factories.people import ADULTS
from tests.factories.safety import HOUR, police_of, reported
from tests.factories.whole_line import WholeLine

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.following import Wish
from skyddsnat.domains.safety.types.register import Effect, Injury, NewAttachment, Source
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.verdict import Refused

SAFETY = {Role.UNIT_MANAGER, Role.SAFETY_REPRESENTATIVE, Role.SAFETY_ADMINISTRATOR, Role.SAFETY_COMMISSION}
PAGES = sorted(
    (address for address in addresses() if address.rule and "GET" in address.rule.methods), key=lambda page: page.name
)
# What a new page of a form holds that nobody can foresee.
_FRESH = re.compile(rb'nonce="[^"]+"|name="csrfmiddlewaretoken" value="[^"]+"|value="[^"]+" name="csrfmiddlewaretoken"')
SEARCHES = ("/search/?q=Alma", "/search/?q=Anonym", "/search/?q=hot", "/palette/?q=Alma", "/palette/?q=Anonym")


def _watchers(everybody: list[Met]) -> list[Met]:
    """The caseworkers of the file, and one of each other role without a part in the register."""
    own = [met for met in everybody if met.relation == OWN]
    return own + [
        met for met in everybody if met.relation == SAME_UNIT and met.role not in SAFETY | {each.role for each in own}
    ]


def _addresses(met: Met, ids: dict[int, dict[str, int]]) -> Iterator[str]:
    known = ids[met.file_id]
    for page in PAGES:
        found = arguments(page.ids, known, page.name.partition(":")[0])
        if found is not None:
            yield page.url(**found)
    for operation in OPERATIONS:
        found = arguments(operation.ids, known)
        if operation.method == "GET" and found is not None:
            yield operation.url(found)
    yield from SEARCHES


def _read(client: Client, url: str) -> tuple[int, bytes, dict[str, str], int]:
    """What an address answers: status, bytes, headers, and how many questions it asked."""
    reset_queries()  # the connection keeps no more than so many
    kept = transaction.savepoint()
    try:
        with CaptureQueriesContext(connection) as asked:
            answer: Any = client.get(url)
            content = _content(answer)
    finally:
        transaction.savepoint_rollback(kept)
    headers = {name: value for name, value in answer.headers.items() if name not in {"Content-Security-Policy"}}
    return answer.status_code, _FRESH.sub(b"", content), headers, len(asked)


def _content(answer: HttpResponseBase) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


def _threaten(told: WholeLine) -> None:
    """Bo is threatened over Alma by what is seen everywhere else; all that may follow on it follows."""
    office = told.office
    incident_id = reported(
        office,
        at=NOW,
        happened_at=NOW - HOUR,
        linked_files=(told.alma.file_id,),
        attachments=(NewAttachment("hot.txt", b"Vi vet var du bor"),),
        injury=Injury.MINOR,
        effect=Effect.DELAYED,
    )
    with seeing(office.viewer("mia", NOW)) as mia:
        by: dict[str, Any] = {"actor": mia, "at": NOW}
        version = police_of(incident_id, mia).version
        actions.send_police_report(incident_id=incident_id, version=version, channel="114 14", **by)
    with seeing(office.viewer("bo", NOW)) as bo:
        (exposure,) = queries.exposures_of(incident_id=incident_id, viewer=bo)
        exposure_id = exposure.id
        actions.say_wish(exposure_id=exposure_id, wishes=(Wish.CHANGE,), words="Byt.", actor=bo, at=NOW)
    # Who did it is somebody around Alma: Mia chooses her, and Sven writes the same number of another incident.
    other = reported(office, at=NOW, happened_at=NOW - HOUR)
    with seeing(office.viewer("mia", NOW)) as mia:
        version = queries.incident(incident_id=incident_id, viewer=mia).version
        of_eva = {"source": Source.RELATIVE, "version": version, "at": NOW}
        eva = told.alma.guardians["eva"]
        actions.name_source(incident_id=incident_id, number="", person_id=eva, actor=mia, **of_eva)
    with seeing(office.viewer("sven", NOW)) as sven:
        number = ADULTS["eva"].number or ""
        actions.name_source(incident_id=other, number=number, person_id=None, actor=sven, **of_eva | {"version": 1})
    # That somebody else takes the case is seen in the file, as every assignment: here nobody does.
    with seeing(office.viewer("mia", NOW)) as mia, pytest.raises(Refused):
        actions.note_changed_caseworker(exposure_id=exposure_id, actor=mia, at=NOW)


@pytest.mark.django_db
def test_a_file_and_its_office_look_the_same_after_a_threat(
    told: WholeLine, everybody: list[Met], ids: dict[int, dict[str, int]], browsers: dict[int, Client]
) -> None:
    watched = [
        (met.role.value, browsers[met.employee_id], url) for met in _watchers(everybody) for url in _addresses(met, ids)
    ]
    assert len({role for role, _, _ in watched}) >= 8
    for _role, browser, url in watched[:5]:
        browser.get(url)  # what is kept from the first time on, as the text of a question, is kept
    before = {(role, url): _read(browser, url) for role, browser, url in watched}
    _threaten(told)
    after = {(role, url): _read(browser, url) for role, browser, url in watched}
    changed = [where for where, seen in before.items() if seen != after[where]]
    assert changed == []
