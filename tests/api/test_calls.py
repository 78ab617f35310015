"""Who may call, once and at the right version; and what is never told."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from tests.api.conftest import Caller
from tests.factories.people import CHILDREN, make_child
from tests.factories.protected import NAMES, protect, rename
from tests.factories.staff import SETUP, Office

from skyddsnat.api.problems import ABOUT_WHO
from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access.integrations import Scope, end_integration
from skyddsnat.foundation.access.models import Integration
from skyddsnat.foundation.access.seeing import seeing

pytestmark = pytest.mark.django_db
Employee = Callable[[str], Caller]
Let = Callable[..., Caller]


# --- Who --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic x"}])
def test_a_nobody_is_told_nothing(office: Office, message: dict[str, Any], headers: dict[str, str]) -> None:
    caller = Caller(Client(), headers)
    for answer in (caller.get("/reports"), caller.get("/reports/1"), caller.post("/reports", message)):
        assert (answer.status, answer.body["code"]) == (401, "not_signed_in")


def test_an_employee_without_a_role_may_do_nothing(employee: Employee) -> None:
    assert employee("nils").get("/reports").status == 403


def test_an_employee_writes_only_with_the_token_against_forgery(employee: Employee, message: dict[str, Any]) -> None:
    caller = employee("ida")
    caller.client.handler.enforce_csrf_checks = True
    assert caller.post("/reports", message).body["code"] == "csrf"
    assert caller.get("/reports").status == 200


def test_an_integration_does_what_its_scopes_say(integration: Let, message: dict[str, Any]) -> None:
    writer = integration(Scope.REPORTS_WRITE, name="writer")
    receipt = writer.post("/reports", message)
    assert receipt.status == 201
    assert writer.get(f"/reports/{receipt.body['id']}").status == 403
    reader = integration(Scope.REPORTS_READ, name="reader")
    assert reader.get(f"/reports/{receipt.body['id']}").status == 200
    assert reader.post("/reports", message | {"external_id": "2"}).status == 403


def test_an_integration_assesses_and_decides_nothing(integration: Let, message: dict[str, Any]) -> None:
    caller = integration()
    child = caller.post("/reports", message).body["report_child_ids"][0]
    fields = {"judgement": "no_immediate_need", "reasons": "x"}
    assert caller.post(f"/report-children/{child}/protection-assessments", fields).status == 403


def test_an_integration_sees_what_the_intake_of_its_unit_sees_and_no_more(
    integration: Let, office: Office, now: datetime
) -> None:
    waiting = make_child(office, "alma", worker=None, at=now)
    assigned = make_child(office, "hugo", worker="bo", guardians=(), at=now)
    protected = make_child(office, "elsa", worker=None, guardians=(), protection=Protection.FLAG, at=now)
    caller = integration()
    assert [caller.get(f"/files/{child.file_id}").status for child in (waiting, assigned, protected)] == [200, 404, 404]
    elsewhere = integration(name="other", unit="barn2")
    assert elsewhere.get(f"/files/{waiting.file_id}").status == 404


def test_a_closed_token_opens_nothing(integration: Let, now: datetime) -> None:
    caller = integration()
    with seeing(SETUP):
        end_integration(name="e-service", actor=SETUP, at=now)
    assert caller.get("/reports").status == 401


def test_the_database_does_not_hold_the_token(integration: Let) -> None:
    token = integration().headers["Authorization"].removeprefix("Bearer ")
    assert token not in str(Integration.objects.values())


# --- What is never told -----------------------------------------------------------------------------------------------


def test_unseen_and_nonexistent_are_the_same_answer(employee: Employee, office: Office, now: datetime) -> None:
    alma = make_child(office, at=now)
    cia = employee("cia")
    for path in ("/files/{}", "/files/{}/people", "/files/{}/notes", "/files/{}/deadlines", "/files/{}/decisions"):
        unseen, nonexistent = cia.get(path.format(alma.file_id)), cia.get(path.format(999999))
        assert (unseen.status, unseen.body) == (nonexistent.status, nonexistent.body) == (404, unseen.body)


def test_the_receipt_of_a_known_child_is_like_that_of_an_unknown_one(
    integration: Let, office: Office, message: dict[str, Any], now: datetime
) -> None:
    make_child(office, at=now)
    caller = integration()
    known = caller.post("/reports", message)
    unknown = dict(message, external_id="2", children=[{"new": {"given_name": "Ny", "number": "20180413-TF13"}}])
    assert known.status == 201
    assert known.body.keys() == caller.post("/reports", unknown).body.keys()
    assert caller.get(f"/reports/{known.body['id']}").status == 404  # the file is with Bo, and not with intake


def test_a_protected_child_is_masked(employee: Employee, office: Office, now: datetime) -> None:
    elsa = make_child(office, "elsa", protection=Protection.REGISTRATION, at=now)
    answer = employee("bo").get(f"/files/{elsa.file_id}/people")
    child = answer.body["child"]
    assert (child["is_masked"], child["given_name"], child["number"], child["birth_date"]) == (True, "", None, None)
    for told in ("Elsa", "Öberg", str(CHILDREN["elsa"].number), "Åskolan"):
        assert told not in json.dumps(answer.body, ensure_ascii=False)


def test_a_protected_reporter_is_not_told(employee: Employee, message: dict[str, Any]) -> None:
    ida = employee("ida")
    reporter = message["reporter"] | {"is_protected": True, "protection_reason": "Hot."}
    made = ida.post("/reports", message | {"reporter": reporter}).body["id"]
    seen = ida.get(f"/reports/{made}").body
    assert (seen["is_reporter_hidden"], seen["reporter_name"], seen["reporter_organisation"]) == (True, "", "")


def test_an_error_never_repeats_what_was_sent(employee: Employee, message: dict[str, Any]) -> None:
    broken = message | {"Alma Åkerlund": 1, "children": [{"new": {"given_name": "Alma", "number": "20180412-1234"}}]}
    answer = employee("ida").post("/reports", broken)
    assert (answer.status, set(answer.codes)) == (422, {"unknown_field", "bad_personal_number"})
    assert not any(told in json.dumps(answer.body, ensure_ascii=False) for told in ("Alma", "20180412"))


def test_what_cannot_be_read_is_a_bad_request(employee: Employee) -> None:
    assert employee("ida").post("/reports", b"{").status == 400
    assert employee("ida").post("/reports", b"\xff").status == 400


def test_reasons_about_who_are_forbidden_and_exist(employee: Employee, message: dict[str, Any]) -> None:
    answer = employee("kaj").post("/reports", message)
    assert (answer.status, answer.codes) == (403, ["intake.not_receiver"])
    assert {"intake.not_receiver", "access.not_casework"} <= ABOUT_WHO


# --- Once -------------------------------------------------------------------------------------------------------------


def test_the_same_request_under_the_same_key_is_carried_out_once(integration: Let, message: dict[str, Any]) -> None:
    caller = integration()
    del message["source"], message["external_id"]
    first = caller.post("/reports", message, Idempotency_Key="k1")
    again = caller.post("/reports", message, Idempotency_Key="k1")
    assert (first.status, again.status, again.body) == (201, 201, first.body)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(caller.get("/reports").body["items"]) == 1


def test_another_body_under_the_same_key_is_refused(integration: Let, message: dict[str, Any]) -> None:
    caller = integration()
    caller.post("/reports", message, Idempotency_Key="k1")
    other = caller.post("/reports", message | {"external_id": "2"}, Idempotency_Key="k1")
    assert (other.status, other.body["code"]) == (422, "idempotency_key_reused")


def test_a_key_belongs_to_its_caller(integration: Let, employee: Employee, message: dict[str, Any]) -> None:
    integration().post("/reports", message, Idempotency_Key="k1")
    other = employee("ida").post("/reports", message | {"external_id": "2"}, Idempotency_Key="k1")
    assert other.status == 201
    assert "Idempotency-Replayed" not in other.headers


def test_what_was_refused_may_be_sent_again_under_its_key(employee: Employee, message: dict[str, Any]) -> None:
    ida = employee("ida")
    unnamed = message | {"reporter": {"kind": "school"}}
    assert ida.post("/reports", unnamed, Idempotency_Key="k1").status == 409
    assert ida.post("/reports", message, Idempotency_Key="k1").status == 201


def test_a_key_that_is_no_key_is_refused(employee: Employee, message: dict[str, Any]) -> None:
    assert employee("ida").post("/reports", message, Idempotency_Key="a b").body["code"] == "bad_idempotency_key"
    assert employee("ida").post("/reports", message, Idempotency_Key="a" * 121).status == 400


def test_a_source_and_id_are_received_once(integration: Let, message: dict[str, Any]) -> None:
    caller = integration()
    assert caller.post("/reports", message).status == 201
    again = caller.post("/reports", message)
    assert (again.status, again.body["code"]) == (409, "already_received")


# --- At the right version ---------------------------------------------------------------------------------------------


def test_a_change_asks_for_the_version_that_was_read(employee: Employee, message: dict[str, Any]) -> None:
    ida = employee("ida")
    child = ida.post("/reports", message).body["report_child_ids"][0]
    path = f"/report-children/{child}/preliminary-assessment"
    assert ida.get(path).headers["ETag"] == '"0"'
    assert ida.put(path, {"summary": "x"}).body["code"] == "if_match_missing"
    assert ida.put(path, {"summary": "x"}, If_Match="*").status == 412
    written = ida.put(path, {"summary": "Först."}, If_Match='"0"')
    assert (written.status, written.headers["ETag"]) == (200, '"1"')
    stale = ida.put(path, {"summary": "Samtidigt."}, If_Match='"0"')
    assert (stale.status, stale.body["code"]) == (412, "stale")
    assert ida.get(path).body["summary"] == "Först."


def test_a_system_that_sends_names_does_not_learn_whose_code_is_whose(
    integration: Callable[..., Caller], office: Office, message: dict[str, Any], now: datetime
) -> None:
    """FL 33 §: it reads what it wrote. A code stands where an employee is meant, and nowhere in place of a name."""
    rename(office, "bo")
    protect(office, "bo", at=now)
    (name, login), code = NAMES["bo"], office.viewer("bo", now).service_code
    family = name.split()[-1]
    system = integration()
    said = f"Ring {name}, {login} eller {code}."
    teacher = {"kind": "school", "name": f"Karin {family}", "wants_feedback": False}
    made = system.post("/reports", message | {"what_happened": said, "reporter": teacher, "external_id": f"{login}-1"})
    read = system.get(f"/reports/{made.body['id']}").body
    assert read["what_happened"] == f"Ring [utelämnat namn], [utelämnat namn] eller {code}."
    assert read["reporter_name"] == f"Karin {family}", "her own name, of which she shares a part with somebody here"
    assert read["external_id"] == f"{login}-1", "what the system knows the report by"
