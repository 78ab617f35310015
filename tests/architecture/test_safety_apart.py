"""Nothing in a child's file shows that somebody was threatened over it.

Everything that can be read without a safety role is read before and after an incident that is linked to the file: every
page and every operation of the API, of all addresses that there are, as the caseworkers of the file, as those who keep
the office and its log. Bytes, statuses, headers and the number of questions to the database are the same. Documents and
bundles are among the pages.
"""

import inspect
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
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
from tests.factories.safety import CALM, HOUR, police_of, reported
from tests.factories.whole_line import WholeLine

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.campaigns import CampaignFields
from skyddsnat.domains.safety.types.following import DutyKind, Measure, PoliceOutcome, Wish
from skyddsnat.domains.safety.types.register import Effect, Injury, NewAttachment, Source
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.verdict import Refused

SAFETY = {Role.UNIT_MANAGER, Role.SAFETY_REPRESENTATIVE, Role.SAFETY_ADMINISTRATOR, Role.SAFETY_COMMISSION}
# A warning is shown where a visit is planned, and so in the pages of the file: tests/names/test_no_warning_leaves.py.
OF_WARNINGS = {"write_warning"}
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
    """Bo is threatened over Alma by what is seen everywhere else; all that may follow on it follows, to its end."""
    office = told.office
    attached = (NewAttachment("hot.txt", b"Vi vet var du bor"),)
    incident_id = reported(office, at=NOW, happened_at=NOW - HOUR, attachments=attached, effect=Effect.DELAYED)
    left_out = reported(office, at=NOW, happened_at=NOW - HOUR, linked_files=(told.alma.file_id,), injury=Injury.MINOR)
    with seeing(office.viewer("mia", NOW)) as mia:
        by: dict[str, Any] = {"actor": mia, "at": NOW}
        exposure_id = _link_and_write(told, incident_id, by)
        # Who did it is somebody around Alma: chosen there, and of the other incident by number.
        eva: dict[str, Any] = {"source": Source.RELATIVE, "number": ADULTS["eva"].number or "", "person_id": None}
        actions.name_source(incident_id=left_out, version=1, **eva, **by)
        _to_the_police(incident_id, left_out, by)
    with seeing(office.viewer("bo", NOW)) as bo:
        said: dict[str, Any] = {"exposure_id": exposure_id, "actor": bo, "at": NOW}
        actions.say_wish(wishes=(Wish.CHANGE,), words="Byt.", **said)
    with seeing(office.viewer("mia", NOW)) as mia:
        by = {"actor": mia, "at": NOW}
        # That somebody else takes the case is seen in the file, as every assignment: here nobody does.
        with pytest.raises(Refused):
            actions.note_changed_caseworker(exposure_id=exposure_id, **by)
        offer_id = actions.offer_support(exposure_id=exposure_id, kind=Wish.COLLEAGUE, words="Dag följer med.", **by)
        actions.plan_follow_up(exposure_id=exposure_id, due_at=NOW + 24 * HOUR, owner_id=None, **by)
    with seeing(office.viewer("bo", NOW)) as bo:
        actions.answer_offer(offer_id=offer_id, is_accepted=True, actor=bo, at=NOW)
    with seeing(office.viewer("mia", NOW)) as mia:
        by = {"actor": mia, "at": NOW}
        actions.give_support(offer_id=offer_id, **by)
        _to_the_end(incident_id, exposure_id, by)


def _link_and_write(told: WholeLine, incident_id: int, by: dict[str, Any]) -> int:
    """Whose case it was, what it was and what is to be done about it. Returns the id of the exposed."""
    files = file_of(file_id=told.alma.file_id, viewer=by["actor"])
    actions.link_file(incident_id=incident_id, number=files.number, **by)
    actions.add_attachments(incident_id=incident_id, attachments=(NewAttachment("a.txt", b"Mer"),), **by)
    wave = CampaignFields(title="Alma rövas bort", started_on=NOW.date(), words="Om Alma.")
    campaign_id = actions.write_campaign(fields=wave, **by)
    actions.tie_incidents(campaign_id=campaign_id, incident_ids=[incident_id], **by)
    view = queries.incident(incident_id=incident_id, viewer=by["actor"])
    fields = replace(view.fields, effect=Effect.AVOIDED)
    actions.change_incident(incident_id=incident_id, version=view.version, fields=fields, **by)
    who: dict[str, Any] = {"source": Source.RELATIVE, "number": "", "person_id": told.alma.guardians["eva"]}
    actions.name_source(incident_id=incident_id, version=view.version + 1, **who, **by)
    actions.unname_source(incident_id=incident_id, version=view.version + 2, **by)
    actions.name_source(incident_id=incident_id, version=view.version + 3, **who, **by)
    actions.answer_serious(incident_id=incident_id, answers=CALM, **by)
    measure = {"measure": Measure.PAIRS_ONLY, "owner_id": None, "due_at": NOW + HOUR, "words": "Två åker."}
    actions.add_measure(incident_id=incident_id, **measure, **by)
    (exposed,) = view.exposures
    return exposed.id


def _to_the_police(incident_id: int, left_out: int, by: dict[str, Any]) -> None:
    def version(of: int) -> dict[str, int]:
        return {"incident_id": of, "version": police_of(of, by["actor"]).version}

    actions.leave_out_police_report(**version(left_out), why="Bo vill inte.", **by)
    actions.send_police_report(**version(incident_id), channel="114 14", **by)
    actions.register_police_report(**version(incident_id), number="5000-K1-26", **by)
    actions.ask_police(**version(incident_id), words="Inget nytt.", **by)
    actions.close_police_report(**version(incident_id), outcome=PoliceOutcome.NOT_OPENED, **by)


def _to_the_end(incident_id: int, exposure_id: int, by: dict[str, Any]) -> None:
    actions.say_enough(exposure_id=exposure_id, was_asked_to=True, **by)
    for each in queries.duties_of(incident_id=incident_id, at=NOW, viewer=by["actor"]):
        on: dict[str, Any] = {"duty_id": each.id, "version": each.version}
        if each.is_open and each.kind is DutyKind.MEASURE:
            actions.skip_duty(**on, why="Behövs inte.", **by)
        elif each.is_open:
            actions.do_duty(**on, reference="1", **by)
    version = queries.incident(incident_id=incident_id, viewer=by["actor"]).version
    actions.close_incident(incident_id=incident_id, version=version, words="Klart.", **by)


def test_every_deed_on_an_incident_is_done_in_the_story() -> None:
    """A new deed of the register is tried here too."""
    told = Path(__file__).read_text(encoding="utf-8")
    of_incident = {"incident_id", "incident_ids", "exposure_id", "duty_id", "offer_id"}
    deeds = {
        name
        for name, deed in inspect.getmembers(actions, inspect.isfunction)
        if of_incident & inspect.signature(deed).parameters.keys() and not name.startswith("log_")
    }
    assert {name for name in deeds if f"actions.{name}(" not in told} <= OF_WARNINGS


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
