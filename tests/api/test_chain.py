"""From a report to a decision by the API alone, with the rules and the log of the pages."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.api.conftest import Caller
from tests.factories import decisions as deciding
from tests.factories.staff import Office

from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.audit.models import Event
from skyddsnat.kernel.stockholm import local_date

pytestmark = pytest.mark.django_db
Employee = Callable[[str], Caller]

ASSESSMENT = {"judgement": "no_immediate_need", "reasons": "Alma är hos mormor till i morgon."}
PRELIMINARY = {
    "contacts": "Samtal med mamman.",
    "child_heard": True,
    "child_view": "Alma vill att det ska vara lugnt hemma.",
    "summary": "Skolan och mamman beskriver samma sak.",
    "reasons": "Uppgifterna kan leda till en åtgärd.",
}
ANALYSIS = {
    "child_view": "Alma vill bo kvar.",
    "risks": "Bråk hemma.",
    "protective_factors": "Mormor.",
    "best_interests": "Att bo kvar med stöd är bäst för Alma.",
    "needs": "Lugn.",
    "proposal": "Kontaktperson.",
}
NO_SERVICE = {
    "kind": "no_service",
    "reasons": "Behoven är tillgodosedda.",
    "child_view": "Alma är nöjd.",
    "child_version": "Vi har lyssnat på dig. Du och mamma klarar er. Ring oss när du vill.",
}


def report_and_assess(ida: Caller, message: dict[str, Any]) -> int:
    child: int = ida.post("/reports", message).body["report_child_ids"][0]
    assert ida.post(f"/report-children/{child}/protection-assessments", ASSESSMENT).status == 201
    return child


def open_an_investigation(ida: Caller, message: dict[str, Any]) -> int:
    child = report_and_assess(ida, message)
    path = f"/report-children/{child}/preliminary-assessment"
    etag = ida.put(path, PRELIMINARY, If_Match='"0"').headers["ETag"]
    decision = {"outcome": "open", "question": "care", "asks": "Hur har Alma det hemma?"}
    opened = ida.post(f"{path}/decision", decision, If_Match=etag)
    assert opened.status == 201, opened.body
    found: int = opened.body["investigation_id"]
    return found


def give_to_bo(office: Office, file_id: int, at: datetime) -> None:
    ingvar = office.viewer("ingvar", at)
    with seeing(ingvar):
        access.assign(
            file_id=file_id,
            employee_id=office.employees["bo"],
            part=Part.RESPONSIBLE,
            unit_id=office.units["barn1"],
            actor=ingvar,
            at=at,
        )


def carry_through(employee: Employee, office: Office, message: dict[str, Any], result: str) -> tuple[int, int]:
    """Bo investigates and closes. Returns the file and the investigation."""
    deciding.adopt_order(office, at=timezone.now())
    ida = employee("ida")
    investigation = open_an_investigation(ida, message)
    file_id = ida.get(f"/investigations/{investigation}").body["file_id"]
    give_to_bo(office, file_id, timezone.now())
    bo, now = employee("bo"), timezone.now()
    today = local_date(now)

    plan = {"areas": [bo.get("/areas").body[0]["code"]], "planned_end_on": str(today + timedelta(days=60))}
    assert bo.put(f"/investigations/{investigation}/plan", plan, If_Match='"0"').body == {"version": 1}
    (notice,) = bo.get(f"/investigations/{investigation}/notices").body
    told = bo.post(f"/notices/{notice['id']}/told", {"how": "Telefon", "told_at": now.isoformat()})
    assert told.status == 201, told.body
    talk = {"held_at": now.isoformat(), "was_alone": True, "purpose": "Lära känna", "place": "Skolan",
            "childs_words": "Jag vill att det är lugnt.", "told": "Vad vi gör", "understood": "yes",
            "understood_how": "Alma sa det med egna ord."}  # fmt: skip
    held = bo.post(f"/files/{file_id}/held-talks", talk)
    assert held.status == 201, held.body
    note = {"area_id": bo.get("/areas").body[0]["id"], "view": "child", "text": "Alma säger att hon vill bo kvar.",
            "source": "Alma", "source_on": str(today)}  # fmt: skip
    for view in ("child", "fact"):
        assert bo.post(f"/investigations/{investigation}/area-notes", note | {"view": view}).status == 201
    etag = bo.get(f"/investigations/{investigation}").headers["ETag"]
    etag = bo.put(f"/investigations/{investigation}/analysis", ANALYSIS, If_Match=etag).headers["ETag"]
    sent = {"person_id": notice["person_id"], "how": "Brev", "answer_by": str(today + timedelta(days=7))}
    communicated = bo.post(f"/investigations/{investigation}/communications", sent)
    assert communicated.status == 201, communicated.body
    answer = {"answer": "Inget att invända.", "answered_at": timezone.now().isoformat()}
    assert bo.post(f"/communications/{communicated.body['id']}/answer", answer).status == 201
    etag = bo.get(f"/investigations/{investigation}").headers["ETag"]
    closed = bo.post(f"/investigations/{investigation}/close", {"result": result}, If_Match=etag)
    assert closed.status == 201, closed.body
    return file_id, investigation


def propose_and_decide(
    employee: Employee, investigation: int, proposal: dict[str, Any], guardians: tuple[int, ...] = ()
) -> int:
    """Bo proposes, whoever may decides. Returns the decision."""
    bo = employee("bo")
    made = bo.post(f"/investigations/{investigation}/proposals", proposal)
    assert made.status == 201, made.body
    path = f"/proposals/{made.body['id']}"
    for guardian in guardians:
        consent = {"person_id": guardian, "answer": "consents", "given_at": timezone.now().isoformat(), "how": "Samtal"}
        assert bo.post(f"{path}/consents", consent).status == 201
    changed = bo.put(path, proposal | {"own_words": "Klart."}, If_Match=bo.get(path).headers["ETag"])
    proposed = bo.post(f"{path}/propose", If_Match=changed.headers["ETag"])
    assert proposed.status == 201, proposed.body
    decider = employee({"manager": "mia", "committee": "kaj"}.get(proposed.body["level"], "bo"))
    ruling = {"outcome": "as_proposed", "no_conflict": True}
    decided = decider.post(f"{path}/decision", ruling, If_Match=decider.get(path).headers["ETag"])
    assert decided.status == 201, decided.body
    found: int = decided.body["id"]
    return found


def test_a_report_that_is_received_can_be_read(employee: Employee, message: dict[str, Any]) -> None:
    ida = employee("ida")
    receipt = ida.post("/reports", message)
    assert receipt.status == 201
    seen = ida.get(f"/reports/{receipt.body['id']}").body
    assert (seen["number"], seen["what_happened"]) == (receipt.body["number"], message["what_happened"])
    assert [child["id"] for child in seen["children"]] == receipt.body["report_child_ids"]
    listed = ida.get("/reports").body
    assert ([item["id"] for item in listed["items"]], listed["next"]) == (receipt.body["report_child_ids"], None)


def test_the_list_is_read_page_by_page(employee: Employee, message: dict[str, Any]) -> None:
    ida = employee("ida")
    made = [
        ida.post("/reports", message | {"external_id": str(place)}).body["report_child_ids"][0] for place in range(3)
    ]
    first = ida.get("/reports?most=2").body
    second = ida.get(f"/reports?most=2&before={first['next']}").body
    assert [item["id"] for item in first["items"] + second["items"]] == made[::-1]
    assert second["next"] is None


def test_nothing_is_decided_before_protection_is_assessed_and_every_reason_is_given(
    employee: Employee, message: dict[str, Any]
) -> None:
    ida = employee("ida")
    child = ida.post("/reports", message).body["report_child_ids"][0]
    refused = ida.post(
        f"/report-children/{child}/preliminary-assessment/decision", {"outcome": "not_open"}, If_Match='"0"'
    )
    assert (refused.status, refused.body["code"]) == (409, "refused")
    assert {"intake.no_protection_assessment", "intake.no_summary", "intake.no_reasons"} <= set(refused.codes)
    assert refused.body["reasons"][0]["citation"] == "20 kap. 1 § SoL"


def test_the_whole_line_from_report_to_decision(employee: Employee, office: Office, message: dict[str, Any]) -> None:
    file_id, investigation = carry_through(employee, office, message, "no_service")
    bo = employee("bo")
    decision = propose_and_decide(employee, investigation, NO_SERVICE)
    seen = bo.get(f"/decisions/{decision}").body
    assert (seen["kind"], seen["chosen"], seen["reasons"]) == ("no_service", None, NO_SERVICE["reasons"])
    rules = {clock["rule"]: clock["met_at"] for clock in bo.get(f"/files/{file_id}/deadlines").body}
    assert all(rules[rule] for rule in ("sol.protection_assessment", "sol.investigation"))


def test_a_note_is_changed_at_its_version_and_added_to(
    employee: Employee, office: Office, message: dict[str, Any], now: datetime
) -> None:
    ida = employee("ida")
    child = report_and_assess(ida, message)
    file_id = ida.get(f"/report-children/{child}").body["file_id"]
    note = {"happened_at": now.isoformat(), "with_whom": "Rektorn", "text": "Rektorn ringde."}
    made = ida.post(f"/files/{file_id}/notes", note).body["id"]
    etag = ida.get(f"/notes/{made}").headers["ETag"]
    assert ida.put(f"/notes/{made}", note | {"text": "Rektorn ringde åter."}, If_Match=etag).status == 200
    assert ida.put(f"/notes/{made}", note, If_Match=etag).status == 412
    assert ida.post(f"/notes/{made}/additions", {"text": "Hon heter Rita."}).status == 201
    (seen,) = ida.get(f"/files/{file_id}/notes").body
    assert (seen["text"], [each["text"] for each in seen["additions"]]) == ("Rektorn ringde åter.", ["Hon heter Rita."])


def test_each_reading_of_a_file_stands_in_the_log(employee: Employee, message: dict[str, Any], office: Office) -> None:
    ida = employee("ida")
    receipt = ida.post("/reports", message).body
    ida.get(f"/reports/{receipt['id']}")
    viewer = office.viewer("ida")
    with seeing(viewer):
        grounds = list(Event.objects.filter(deed="access.file.read").values_list("actor", "ground"))
    assert grounds == [(f"employee:{office.employees['ida']}", "intake")]
