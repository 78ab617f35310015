"""What is done beside the chain, by the API alone: papers passed, parties added, notes changed, the file given on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from tests.api.conftest import Caller
from tests.api.test_afterwards import SERVICE, guardian_of, in_days
from tests.api.test_chain import carry_through, give_to_bo, open_an_investigation, propose_and_decide
from tests.factories.staff import Office

pytestmark = pytest.mark.django_db
Employee = Callable[[str], Caller]


@pytest.fixture
def investigation(employee: Employee, office: Office, message: dict[str, Any]) -> int:
    """An investigation of Alma, which Bo carries out."""
    opened = open_an_investigation(employee("ida"), message)
    give_to_bo(office, file_of(employee("ida"), opened), timezone.now())
    return opened


def file_of(caller: Caller, investigation: int) -> int:
    found: int = caller.get(f"/investigations/{investigation}").body["file_id"]
    return found


# --- Letters ----------------------------------------------------------------------------------------------------------


def protect(office: Office, caller: Caller, file_id: int) -> None:
    """Eva, the guardian, gets a confidentiality flag."""
    guardian = guardian_of(caller, file_id)
    etag = caller.get(f"/persons/{guardian}").headers["ETag"]
    changed = {"given_name": "Eva", "family_name": "Åkerlund", "protection": "flag"}
    assert caller.put(f"/persons/{guardian}", changed, If_Match=etag).status == 200


def test_a_letter_that_speaks_of_somebody_protected_is_passed_by_another_person(
    employee: Employee, office: Office, message: dict[str, Any]
) -> None:
    """Lesson 15."""
    file_id, investigation = carry_through(employee, office, message, "service")
    bo, mia = employee("bo"), employee("mia")
    guardian = guardian_of(bo, file_id)
    protect(office, bo, file_id)
    service = SERVICE | {"planned_start_on": in_days(7)}
    decision = propose_and_decide(employee, investigation, service, guardians=(guardian,))
    (letter,) = bo.get(f"/decisions/{decision}").body["deliveries"]
    path = f"/documents/{letter['letter_id']}"
    seen = bo.get(path).body
    assert (seen["has_protected"], seen["needs_passing"], seen["is_ready"]) == (True, True, False)
    sent = {"person_id": guardian, "how": "Förmedlingsuppdrag"}
    assert bo.post(f"/decisions/{decision}/deliveries", sent).status == 409

    refused = mia.post(f"{path}/pass")
    assert (refused.status, refused.codes) == (403, ["documents.same_person"])
    assert bo.post(f"{path}/pass").status == 201
    assert bo.get(path).body["is_ready"]
    again = bo.post(f"{path}/pass")
    assert (again.status, again.codes) == (409, ["documents.passed"])
    listed = {each["id"]: each["passed_at"] for each in bo.get(f"/files/{file_id}/documents").body}
    assert listed[letter["letter_id"]] is not None
    assert bo.post(f"/decisions/{decision}/deliveries", sent).status == 201
    (left,) = bo.get(f"{path}/sendings").body
    assert (left["left_id"], left["to"], left["how"]) == (letter["letter_id"], "party", "Förmedlingsuppdrag")


def test_what_was_made_to_stay_is_not_sent_before_harm_is_tested(
    employee: Employee, office: Office, message: dict[str, Any]
) -> None:
    file_id, investigation = carry_through(employee, office, message, "no_service")
    bo = employee("bo")
    papers = {each["kind"]: each["id"] for each in bo.get(f"/files/{file_id}/documents").body}
    stays, told = papers["investigations.investigation"], {"to": "party", "recipient": "Alma Lind", "how": "brev"}
    refused = bo.post(f"/documents/{stays}/sendings", told)
    assert (refused.status, refused.codes) == (409, ["documents.stays"])
    assert bo.get(f"/documents/{stays}/sendings").body == []
    assert bo.post(f"/documents/{stays}/sendings", told | {"how": ""}).codes == ["documents.stays", "documents.no_way"]


def test_a_letter_about_nobody_protected_needs_no_passing(
    employee: Employee, office: Office, message: dict[str, Any]
) -> None:
    file_id, _investigation = carry_through(employee, office, message, "no_service")
    bo = employee("bo")
    document = bo.get(f"/files/{file_id}/documents").body[0]["id"]
    assert employee("mia").post(f"/documents/{document}/pass").codes == ["documents.nothing_to_pass"]


def test_whoever_assessed_protection_signs_the_record_of_it(employee: Employee, message: dict[str, Any]) -> None:
    """SoL 20:1."""
    ida = employee("ida")
    child = ida.post("/reports", message).body["report_child_ids"][0]
    assessed = {"judgement": "no_immediate_need", "reasons": "Alma är hos mormor till i morgon."}
    made = ida.post(f"/report-children/{child}/protection-assessments", assessed).body["id"]
    record = ida.post(f"/protection-assessments/{made}/document")
    assert record.status == 201, record.body
    seen = ida.get(f"/documents/{record.body['document_id']}").body
    assert (seen["kind"], bool(seen["signed_at"])) == ("protection_assessment", True)
    refused = employee("ingvar").post(f"/protection-assessments/{made}/document")
    assert refused.status == 409


# --- The investigation ------------------------------------------------------------------------------------------------


def test_a_note_in_an_area_is_changed_at_its_version_by_its_writer(employee: Employee, investigation: int) -> None:
    bo = employee("bo")
    area = bo.get("/areas").body[0]["id"]
    fact = {"view": "fact", "text": "Alma är trött.", "source": "Lindskolan", "source_on": in_days(0)}
    made = bo.post(f"/investigations/{investigation}/area-notes", fact | {"area_id": area})
    path = f"/area-notes/{made.body['id']}"
    etag = bo.get(path).headers["ETag"]
    changed = bo.put(path, fact | {"text": "Alma är trött på morgonen."}, If_Match=etag)
    assert (changed.status, changed.body) == (200, {"version": 2})
    assert bo.get(path).body["text"] == "Alma är trött på morgonen."
    assert bo.put(path, fact, If_Match=etag).status == 412
    assert bo.put(path, fact).status == 428
    mia = employee("mia")
    others = mia.put(path, fact, If_Match=mia.get(path).headers["ETag"])
    assert others.status == 409
    no_source = bo.put(path, fact | {"source": ""}, If_Match=changed.headers["ETag"])
    assert (no_source.status, no_source.codes) == (409, ["investigations.no_source"])


def test_a_guardian_who_becomes_known_is_to_be_told(employee: Employee, investigation: int) -> None:
    """SoL 20:4; lesson 7."""
    bo = employee("bo")
    file_id = file_of(bo, investigation)
    path = f"/investigations/{investigation}/notices"
    new = {"new": {"given_name": "Per", "family_name": "Åkerlund"}, "kind": "guardian"}
    assert bo.post(f"/files/{file_id}/relations", new).status == 201
    relations = bo.get(f"/files/{file_id}/people").body["relations"]
    per = next(each["person"]["id"] for each in relations if each["person"]["given_name"] == "Per")
    added = bo.post(path, {"person_id": per})
    assert added.status == 201, added.body
    assert {notice["person_id"] for notice in bo.get(path).body} >= {per}
    assert bo.post(path, {"person_id": per}).status == 409
    child = bo.get(f"/files/{file_id}/people").body["child"]["id"]
    assert bo.post(path, {"person_id": child}).status == 409


FOLLOW_UP = {
    "kind": "follow_up",
    "reasons": "Föräldrarna tackar nej till stöd.",
    "child_view": "Ni kan väl ringa.",
    "child_version": "Vi fortsätter att höra av oss till dig ett tag.",
}


def test_a_follow_up_is_finished_once_and_the_parties_are_to_be_told(
    employee: Employee, office: Office, message: dict[str, Any]
) -> None:
    """SoL 23:3, 23:5."""
    file_id, investigation = carry_through(employee, office, message, "follow_up")
    bo = employee("bo")
    path = f"/investigations/{investigation}/follow-up/finish"
    too_early = bo.post(path)
    assert (too_early.status, too_early.codes) == (409, ["investigations.no_follow_up_runs"])
    propose_and_decide(employee, investigation, FOLLOW_UP)
    assert bo.post(path).status == 201
    clocks = {clock["rule"]: clock for clock in bo.get(f"/files/{file_id}/deadlines").body}
    assert clocks["sol.follow_up"]["met_at"] is not None
    kinds = {notice["of"] for notice in bo.get(f"/investigations/{investigation}/notices").body}
    assert kinds == {"opened", "follow_up", "ended"}
    assert bo.post(path).status == 409


# --- The proposal -----------------------------------------------------------------------------------------------------


def test_a_decider_reads_the_answers_and_what_has_happened_since(
    employee: Employee, office: Office, message: dict[str, Any]
) -> None:
    """Lessons 7 and 10."""
    file_id, investigation = carry_through(employee, office, message, "service")
    bo = employee("bo")
    guardian = guardian_of(bo, file_id)
    made = bo.post(f"/investigations/{investigation}/proposals", SERVICE | {"planned_start_on": in_days(7)})
    path = f"/proposals/{made.body['id']}"
    answered = {"person_id": guardian, "answer": "refuses", "given_at": timezone.now().isoformat(), "how": "Samtal"}
    assert bo.post(f"{path}/consents", answered).status == 201
    assert bo.post(f"{path}/propose", If_Match=bo.get(path).headers["ETag"]).status == 201
    assert bo.get(f"{path}/facts").body == []
    assert [each["state"] for each in bo.get(f"/files/{file_id}/proposals").body] == ["proposed"]
    now = timezone.now().isoformat()
    again = answered | {"answer": "consents", "given_at": now, "words": "Jag har tänkt om."}
    assert bo.post(f"{path}/consents", again).status == 201

    decider = employee("mia")
    seen = [(each["person_id"], each["answer"], each["words"]) for each in decider.get(f"{path}/consents").body]
    assert seen == [(guardian, "consents", "Jag har tänkt om."), (guardian, "refuses", "")]
    assert [fact["kind"] for fact in decider.get(f"{path}/facts").body] == ["consent"]
    ruling = {"outcome": "as_proposed", "no_conflict": True}
    etag = decider.get(path).headers["ETag"]
    assert decider.post(f"{path}/decision", ruling, If_Match=etag).codes == ["decisions.new_facts"]
    assert decider.post(f"{path}/decision", ruling | {"facts_told": 1}, If_Match=etag).status == 201


# --- People -----------------------------------------------------------------------------------------------------------


def test_a_person_is_corrected_at_the_version_that_was_read(employee: Employee, investigation: int) -> None:
    bo = employee("bo")
    path = f"/persons/{guardian_of(bo, file_of(bo, investigation))}"
    etag = bo.get(path).headers["ETag"]
    changed = bo.put(path, {"given_name": "Eva", "family_name": "Åkerlund", "phone": "070-000 00 01"}, If_Match=etag)
    assert changed.status == 200
    assert bo.get(path).body["phone"] == "070-000 00 01"
    assert bo.put(path, {"given_name": "Eva"}, If_Match=etag).status == 412
    nameless = bo.put(path, {"given_name": " "}, If_Match=changed.headers["ETag"])
    assert nameless.status == 422


def test_what_is_masked_is_not_written_over_unseen(employee: Employee, office: Office, investigation: int) -> None:
    bo = employee("bo")
    file_id = file_of(bo, investigation)
    protect(office, bo, file_id)
    path = f"/persons/{guardian_of(bo, file_id)}"
    seen = bo.get(path)
    assert (seen.body["is_masked"], seen.body["given_name"]) == (True, "")
    refused = bo.put(path, {"given_name": "Någon"}, If_Match=seen.headers["ETag"])
    assert (refused.status, refused.body["code"]) == (409, "masked")


def test_a_relation_is_of_somebody_new_or_known_and_ends(employee: Employee, investigation: int) -> None:
    bo = employee("bo")
    file_id = file_of(bo, investigation)
    path, grandmother = f"/files/{file_id}/relations", {"given_name": "Maj", "family_name": "Åkerlund"}
    for wrong in ({}, {"new": grandmother, "person_id": 1}):
        assert bo.post(path, wrong | {"kind": "relative"}).status == 422
    made = bo.post(path, {"new": grandmother, "kind": "relative", "lives_together": True})
    relation = next(
        each for each in bo.get(f"/files/{file_id}/people").body["relations"] if each["id"] == made.body["id"]
    )
    assert (relation["kind"], relation["lives_together"]) == ("relative", True)
    known = {"person_id": relation["person"]["id"], "kind": "network"}
    assert bo.post(path, known).status == 201
    assert bo.post(path, known).codes == ["people.already_related"]
    assert bo.post(f"/relations/{made.body['id']}/end", {"ends_on": in_days(0)}).status == 201
    assert bo.post(f"/relations/{made.body['id']}/end", {"ends_on": in_days(0)}).codes == ["people.already_ended"]


# --- Who works with the child -----------------------------------------------------------------------------------------


def test_a_file_is_given_handed_over_received_and_taken_away(
    employee: Employee, office: Office, investigation: int
) -> None:
    """Lesson 1: both sign the hand-over."""
    bo, mia, dag = employee("bo"), employee("mia"), employee("dag")
    path = f"/files/{file_of(bo, investigation)}"
    assert dag.get(f"{path}/assignments").status == 404
    given = {"employee_id": office.employees["dag"], "unit_id": office.units["barn1"]}
    assert bo.post(f"{path}/assignments", given).status == 403
    made = mia.post(f"{path}/assignments", given)
    assert made.status == 201, made.body
    parts = {each["name"]: each["part"] for each in bo.get(f"{path}/assignments").body if not each["ends_at"]}
    assert parts == {"Bo Handläggare": "second", "Dag Kollega": "responsible"}

    summary = {"to_employee_id": office.employees["dag"], "summary": "Nästa samtal är på fredag."}
    assert mia.post(f"{path}/handover", summary).status == 409
    assert bo.post(f"{path}/handover", summary).status == 201
    assert mia.post(f"/assignments/{made.body['id']}/receive").status == 404
    assert dag.post(f"/assignments/{made.body['id']}/receive").status == 201
    signed = next(each for each in dag.get(f"{path}/assignments").body if each["id"] == made.body["id"])
    assert (signed["handover"], bool(signed["received_at"])) == ("Nästa samtal är på fredag.", True)

    former = next(each["id"] for each in dag.get(f"{path}/assignments").body if each["name"] == "Bo Handläggare")
    second = max(each["id"] for each in dag.get(f"{path}/assignments").body if each["name"] == "Bo Handläggare")
    assert former != second
    assert mia.post(f"/assignments/{second}/end").status == 201
    assert bo.get(f"{path}/assignments").status == 404


def test_who_does_no_casework_in_the_unit_is_given_nothing(
    employee: Employee, office: Office, investigation: int
) -> None:
    mia = employee("mia")
    path = f"/files/{file_of(mia, investigation)}/assignments"
    wrong = {"employee_id": office.employees["cia"], "unit_id": office.units["barn1"]}
    assert mia.post(path, wrong).codes == ["access.assigned_is_no_caseworker"]


def test_a_conflict_of_interest_ends_the_writing(employee: Employee, office: Office, investigation: int) -> None:
    """FL 16-18 §§."""
    bo = employee("bo")
    path = f"/files/{file_of(bo, investigation)}"
    of_another = {"reason": "Är kusin till mamman.", "employee_id": office.employees["dag"]}
    refused = bo.post(f"{path}/conflicts", of_another)
    assert (refused.status, refused.codes) == (403, ["access.others_conflict"])
    assert bo.post(f"{path}/conflicts", {"reason": "Är kusin till mamman."}).status == 201
    (declared,) = employee("mia").get(f"{path}/conflicts").body
    assert (declared["name"], declared["reason"]) == ("Bo Handläggare", "Är kusin till mamman.")
    note = {"happened_at": timezone.now().isoformat(), "text": "Eva ringde."}
    assert bo.post(f"{path}/notes", note).codes == ["access.conflict"]


def test_a_file_with_something_running_is_not_closed(employee: Employee, investigation: int) -> None:
    """Lesson 12."""
    bo = employee("bo")
    refused = bo.post(f"/files/{file_of(bo, investigation)}/close")
    assert refused.status == 409
    assert {"file.investigation_runs", "file.party_untold"} <= set(refused.codes)


def test_a_file_in_which_nothing_runs_is_closed(employee: Employee, message: dict[str, Any]) -> None:
    ida = employee("ida")
    child = ida.post("/reports", message).body["report_child_ids"][0]
    assessed = {"judgement": "no_immediate_need", "reasons": "Alma är hos mormor till i morgon."}
    assert ida.post(f"/report-children/{child}/protection-assessments", assessed).status == 201
    path = f"/report-children/{child}/preliminary-assessment"
    written = {
        "contacts": "Samtal med mamman.", "child_heard": True, "child_view": "Det är lugnt hemma.",
        "summary": "Inget att utreda.", "reasons": "Uppgifterna leder inte till någon åtgärd.",
    }  # fmt: skip
    etag = ida.put(path, written, If_Match='"0"').headers["ETag"]
    assert ida.post(f"{path}/decision", {"outcome": "not_open"}, If_Match=etag).status == 201
    assert ida.post(f"/report-children/{child}/feedback", {}).status == 201
    file_id = ida.get(f"/report-children/{child}").body["file_id"]
    closed = ida.post(f"/files/{file_id}/close")
    assert (closed.status, closed.body) == (201, {"file_id": file_id})
    assert ida.get(f"/files/{file_id}").body["is_closed"]


# --- Notes ------------------------------------------------------------------------------------------------------------


def test_a_note_in_the_wrong_file_is_moved_and_both_keep_the_trace(
    employee: Employee, office: Office, message: dict[str, Any], investigation: int
) -> None:
    """Lesson 17."""
    ida, bo = employee("ida"), employee("bo")
    other = {"given_name": "Elsa", "family_name": "Öberg", "number": "20100903-TF40"}
    report = message | {"external_id": "2", "children": [{"new": other}]}
    case = ida.post("/reports", report).body["report_child_ids"][0]
    elsa = ida.get(f"/report-children/{case}").body["file_id"]
    give_to_bo(office, elsa, timezone.now())
    alma = file_of(bo, investigation)
    note = {"happened_at": timezone.now().isoformat(), "text": "Elsas lärare ringde."}
    made = bo.post(f"/files/{alma}/notes", note).body["id"]
    moved = {"to_file_id": elsa, "reason": "Fel barn."}
    assert bo.post(f"/notes/{made}/move", moved).status == 201
    (seen,) = bo.get(f"/files/{elsa}/notes").body
    assert (seen["id"], seen["moved_from_id"]) == (made, alma)
    assert bo.post(f"/notes/{made}/move", moved).status == 409
    assert bo.post(f"/notes/{made}/move", moved | {"to_file_id": 987_654_321}).status == 404
