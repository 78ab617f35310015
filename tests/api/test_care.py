"""Compulsory care by the API alone: from the opened case to the court's receipt, and who may do what."""

from base64 import b64encode
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone
from tests.api.conftest import Caller
from tests.factories.board import meet
from tests.factories.compulsory import BEHAVIOUR, DAY, HOME, HOUR, RECEIPT, Running, by_date, paper, taken
from tests.factories.people import Child, make_child
from tests.factories.staff import Office

from skyddsnat.foundation.access.integrations import Scope
from skyddsnat.kernel.stockholm import local_date

pytestmark = pytest.mark.django_db
Employee = Callable[[str], Caller]

CIRCUMSTANCES = "Eva samtycker inte till att Alma bor någon annanstans."
MATTER = {
    "proposal": "Alma omhändertas omedelbart.",
    "reasons": "Eva har druckit i en vecka och Alma har sprungit hemifrån i natt.",
    "best_interests": "Alma behöver en trygg vuxen nu.",
    "child_view": "Alma vill inte gå hem.",
    "child_version": "Du får inte bo hemma just nu. Vi har bestämt det för att du ska vara trygg.",
    "content": "Alma placeras i jourhem.",
    "is_urgent": True,
    "urgent_reason": "Alma står på stationen och har ingenstans att ta vägen.",
}
RULING = {"outcome": "as_proposed", "no_conflict": True}


@pytest.fixture
def alma(office: Office, now: datetime) -> Child:
    """Alma, whose file Bo has."""
    return make_child(office, at=now - HOUR)


def two_work_with(alma: Child, employee: Employee, office: Office) -> None:
    second = {"employee_id": office.employees["dag"], "unit_id": office.units["barn1"], "part": "second"}
    assert employee("mia").post(f"/files/{alma.file_id}/assignments", second).status == 201


def open_case(caller: Caller, alma: Child, **said: Any) -> int:
    given = {"circumstances": CIRCUMSTANCES, "grounds": list(by_date(HOME, timezone.now()))}
    opened = caller.post(f"/files/{alma.file_id}/compulsory-cases", given | said)
    assert opened.status == 201, opened.body
    found: int = opened.body["id"]
    return found


def prepare(caller: Caller, office: Office, case: int) -> str:
    """Bo writes that Alma is to be taken into custody, hands it over and reaches Olga. Returns the matter's path."""
    written = MATTER | {"grounds": list(by_date(HOME, timezone.now())), "track": "care", "act": "decide_immediate"}
    made = caller.post(f"/compulsory-cases/{case}/matters", written)
    assert made.status == 201, made.body
    path = f"/matters/{made.body['id']}"
    prepared = caller.post(f"{path}/prepare", If_Match=caller.get(path).headers["ETag"])
    assert (prepared.status, prepared.body["level"]) == (201, "chair"), prepared.body
    called = {"to_employee_id": office.employees["olga"], "is_reached": True}
    assert caller.post(f"{path}/calls", called).status == 201
    return path


def waiting(employee: Employee, office: Office, alma: Child) -> str:
    """The path of a matter that waits for Olga."""
    two_work_with(alma, employee, office)
    return prepare(employee("bo"), office, open_case(employee("bo"), alma))


def decide(caller: Caller, path: str) -> int:
    told = len(caller.get(f"{path}/news").body)
    etag = caller.get(path).headers["ETag"]
    decided = caller.post(f"{path}/decision", RULING | {"facts_told": told}, If_Match=etag)
    assert decided.status == 201, decided.body
    found: int = decided.body["measure_id"]
    return found


def sign_submission(caller: Caller, case: int, measure: int) -> int:
    """Every block that the paper must have is written, and it is signed. Returns the document."""
    kind = {"kind": "submission", "track": "care", "measure_id": measure}
    made = caller.post(f"/compulsory-cases/{case}/papers", kind)
    assert made.status == 201, made.body
    path = f"/papers/{made.body['id']}"
    names = [block["name"] for block in caller.get(f"{path}/obstacles").body["blocks"]]
    written = caller.put(path, {"blocks": dict.fromkeys(names, "Se utredningen.")}, If_Match=version_of(caller, path))
    assert written.status == 200, written.body
    signed = caller.post(f"{path}/sign", If_Match=written.headers["ETag"])
    assert signed.status == 201, signed.body
    found: int = signed.body["id"]
    return found


def version_of(caller: Caller, path: str) -> str:
    return caller.get(path).headers["ETag"]


# --- From the opened case to the receipt ------------------------------------------------------------------------------


def test_a_custody_goes_from_the_opened_case_to_the_courts_receipt(
    employee: Employee, office: Office, alma: Child
) -> None:
    bo, olga = employee("bo"), employee("olga")
    path = waiting(employee, office, alma)
    assert [each["id"] for each in olga.get("/matters").body] == [olga.get(path).body["id"]]
    assert olga.get(f"{path}/obstacles").body["deciding"] == []
    measure = decide(olga, path)
    at = f"/measures/{measure}"
    seen = bo.get(at).body
    assert (seen["track"], seen["state"], seen["is_in_force"]) == ("care", "decided", True)

    coming = {each["act"]: each for each in bo.get(f"{at}/next-steps").body}
    assert (coming["submit"]["by"], coming["submit"]["is_sent"]) == ("caseworker", True)
    document = sign_submission(bo, seen["case_id"], measure)
    sent = {"act": "submit", "document_id": document, "words": "Bud"}
    left = bo.post(f"{at}/dispatches", sent, If_Match=version_of(bo, at))
    assert left.status == 201, left.body
    assert bo.get(at).body["state"] == "decided"  # sent is one thing, arrived another
    receipt = {"act": "submit", "text": RECEIPT, "court_number": "1234-26"}
    kept = bo.post(f"{at}/receipts", receipt, If_Match=version_of(bo, at))
    assert kept.status == 201, kept.body
    assert bo.get(at).body["state"] == "submitted"
    acts = [(each["act"], each["court_number"]) for each in bo.get(f"{at}/steps").body]
    assert acts == [("decide_immediate", ""), ("dispatch_submit", ""), ("submit", "1234-26")]
    rules = {each["rule"].rpartition(".")[2] for each in bo.get(f"{at}/clocks").body}
    assert "court_reviews_custody" in rules
    assert "submit_custody" not in rules


def test_a_paper_is_signed_when_no_block_is_missing(employee: Employee, custody: Running) -> None:
    bo, papers = employee("bo"), f"/compulsory-cases/{custody.case_id}/papers"
    kind = {"kind": "submission", "track": "care", "measure_id": custody.measure_id}
    unknown = bo.post(papers, kind | {"blocks": {"no_such_block": "Text"}})
    assert (unknown.status, unknown.body["code"]) == (422, "unknown_block")
    path = f"/papers/{bo.post(papers, kind).body['id']}"
    assert bo.post(papers, kind).status == 412  # one draft of a kind at a time
    lacking = bo.get(f"{path}/obstacles").body
    assert {f"compulsory.paper_lacks_{block['name']}" for block in lacking["blocks"]} <= {
        reason["code"] for reason in lacking["signing"]
    }
    refused = bo.post(f"{path}/sign", If_Match=version_of(bo, path))
    assert (refused.status, set(refused.codes)) == (409, {reason["code"] for reason in lacking["signing"]})
    (listed,) = bo.get(papers).body
    assert (listed["kind"], listed["document_id"]) == ("submission", None)


def test_the_parties_are_sent_the_decision_once(employee: Employee, custody: Running) -> None:
    """FL 33 §."""
    bo = employee("bo")
    (matter,) = bo.get(f"/compulsory-cases/{custody.case_id}/matters").body
    path = f"/matters/{matter['id']}/party-letters"
    assert {each["document_id"] for each in bo.get(path).body} == {None}
    made = bo.post(path)
    assert made.status == 201, made.body
    assert [each["document_id"] for each in bo.get(path).body] == made.body["document_ids"]
    assert bo.post(path).status == 409


def test_the_receipt_is_a_pdf_or_its_words(employee: Employee, custody: Running) -> None:
    bo, at = employee("bo"), f"/measures/{custody.measure_id}"
    sent = {"act": "submit", "document_id": paper(custody, at=timezone.now())}
    assert bo.post(f"{at}/dispatches", sent, If_Match=version_of(bo, at)).status == 201
    etag = version_of(bo, at)
    for neither_or_both in ({}, {"pdf": "AAAA", "text": RECEIPT}, {"pdf": "åäö"}, {"pdf": "A"}):
        assert bo.post(f"{at}/receipts", {"act": "submit"} | neither_or_both, If_Match=etag).status == 422
    other = bo.post(f"{at}/receipts", {"act": "submit", "pdf": b64encode(b"GIF89a").decode()}, If_Match=etag)
    assert (other.status, other.codes) == (409, ["documents.no_pdf"])
    whole = {"act": "submit", "pdf": b64encode(b"%PDF-1.7 kvittens").decode()}
    kept = bo.post(f"{at}/receipts", whole, If_Match=etag)
    assert kept.status == 201, kept.body
    assert bo.get(f"{at}/steps").body[-1]["receipt_id"] is not None


def test_what_was_not_sent_has_no_receipt(employee: Employee, custody: Running) -> None:
    bo, at = employee("bo"), f"/measures/{custody.measure_id}"
    refused = bo.post(f"{at}/receipts", {"act": "submit", "text": RECEIPT}, If_Match=version_of(bo, at))
    assert (refused.status, refused.codes) == (409, ["compulsory.not_dispatched"])


def test_papers_that_leave_twice_under_one_key_leave_once(employee: Employee, custody: Running) -> None:
    bo, at = employee("bo"), f"/measures/{custody.measure_id}"
    sent = {"act": "submit", "document_id": paper(custody, at=timezone.now())}
    headers = {"If_Match": version_of(bo, at), "Idempotency_Key": "sent-1"}
    first, again = (bo.post(f"{at}/dispatches", sent, **headers) for _ in range(2))
    assert (first.status, again.status, first.body) == (201, 201, again.body)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert sum(each["act"] == "dispatch_submit" for each in bo.get(f"{at}/steps").body) == 1


def test_a_deed_is_done_at_the_version_that_was_read(employee: Employee, custody: Running) -> None:
    bo, at = employee("bo"), f"/measures/{custody.measure_id}"
    deed = {"act": "execute", "happened_at": timezone.now().isoformat()}
    etag = version_of(bo, at)
    assert bo.post(f"{at}/steps", deed).status == 428
    assert bo.post(f"{at}/steps", deed, If_Match=etag).status == 201
    assert bo.post(f"{at}/steps", deed, If_Match=etag).status == 412


def test_the_boards_deed_needs_its_decision(employee: Employee, custody: Running) -> None:
    bo, at = employee("bo"), f"/measures/{custody.measure_id}"
    deed = {"act": "end_immediate", "happened_at": timezone.now().isoformat()}
    refused = bo.post(f"{at}/steps", deed, If_Match=version_of(bo, at))
    assert refused.status == 409
    assert [each["act"] for each in bo.get(f"{at}/steps").body] == ["decide_immediate"]


def test_a_paper_behind_a_deed_is_of_the_same_file(
    employee: Employee, office: Office, custody: Running, now: datetime
) -> None:
    elsa = make_child(office, "elsa", at=now - HOUR)
    elsewhere = paper(Running(office, elsa, 0, 0), at=now)
    bo, at = employee("bo"), f"/measures/{custody.measure_id}"
    deed = {"act": "execute", "happened_at": timezone.now().isoformat(), "document_id": elsewhere}
    assert bo.get(f"/documents/{elsewhere}").status == 200
    assert bo.post(f"{at}/steps", deed, If_Match=version_of(bo, at)).status == 404


def test_what_the_law_has_ended_is_ended_though_nobody_has_written_it(
    employee: Employee, office: Office, now: datetime
) -> None:
    """Lesson 1: nothing revives it."""
    long_ago = now - 21 * DAY
    on = taken(office, make_child(office, at=long_ago - DAY), at=long_ago)
    bo, at = employee("bo"), f"/measures/{on.measure_id}"
    seen = bo.get(at).body
    assert (seen["state"], seen["is_in_force"], seen["is_over"]) == ("lapsed", False, True)
    place = {"kind": "emergency_home", "name": "Familjen Ek", "starts_at": timezone.now().isoformat()}
    assert bo.post(f"{at}/places", place).codes == ["compulsory.lapsed"]
    sent = {"act": "submit", "document_id": paper(on, at=timezone.now())}
    assert bo.post(f"{at}/dispatches", sent, If_Match=version_of(bo, at)).status == 409
    first, again = bo.post(f"{at}/lapse"), bo.post(f"{at}/lapse")
    assert (first.body["is_written"], again.body["is_written"]) == (True, False)
    assert bo.get(f"{at}/steps").body[-1]["act"] == "lapse"


# --- Who decides ------------------------------------------------------------------------------------------------------


def test_whoever_works_with_the_child_prepares_and_does_not_decide(
    employee: Employee, office: Office, alma: Child
) -> None:
    bo = employee("bo")
    path = waiting(employee, office, alma)
    for name in ("bo", "dag", "mia"):
        caller = employee(name)
        refused = caller.post(f"{path}/decision", RULING, If_Match=version_of(caller, path))
        assert refused.status == 403, (name, refused.body)
        assert {"compulsory.law", "compulsory.no_caseworker"} & set(refused.codes)
    assert (bo.get(path).body["state"], bo.get(path).body["decided_at"]) == ("prepared", None)
    assert bo.get(f"/compulsory-cases/{bo.get(path).body['case_id']}/measures").body == []


def test_no_integration_decides_or_sees(
    employee: Employee, integration: Callable[..., Caller], office: Office, alma: Child
) -> None:
    """There is no scope that would let it, whatever it is given."""
    path = waiting(employee, office, alma)
    caller = integration(*Scope, unit="barn1")
    etag = version_of(employee("bo"), path)
    assert caller.post(f"{path}/decision", RULING, If_Match=etag).status == 403
    assert caller.get(path).status == 403
    assert employee("bo").get(path).body["state"] == "prepared"


def test_whoever_decides_is_told_what_is_new(employee: Employee, office: Office, alma: Child) -> None:
    """Lesson 10."""
    path, olga = waiting(employee, office, alma), employee("olga")
    case = olga.get(path).body["case_id"]
    answer = {
        "person_id": alma.guardians["eva"],
        "plan": "Vård i jourhem.",
        "answer": "consents",
        "asked_on": str(local_date(timezone.now())),
    }
    assert employee("bo").post(f"/compulsory-cases/{case}/care-consents", answer).status == 201
    (news,) = olga.get(f"{path}/news").body
    assert news["kind"] == "consent"
    refused = olga.post(f"{path}/decision", RULING, If_Match=version_of(olga, path))
    assert (refused.status, refused.codes) == (409, ["compulsory.new_facts"])
    assert decide(olga, path)


def test_a_matter_is_changed_taken_back_and_handed_over_anew(employee: Employee, office: Office, alma: Child) -> None:
    bo, path = employee("bo"), waiting(employee, office, alma)
    written = MATTER | {"grounds": list(by_date(HOME, timezone.now()))}
    assert bo.put(path, written, If_Match=version_of(bo, path)).status == 409
    returned = bo.post(f"{path}/return", {"reason": "Adressen var fel."}, If_Match=version_of(bo, path))
    assert returned.status == 201, returned.body
    stale = version_of(bo, path)
    changed = bo.put(path, written | {"reasons": ""}, If_Match=stale)
    assert changed.status == 200, changed.body
    assert bo.put(path, written, If_Match=stale).status == 412
    refused = bo.post(f"{path}/prepare", If_Match=changed.headers["ETag"])
    assert (refused.status, refused.codes) == (409, ["compulsory.no_reasons"])
    assert [each["code"] for each in bo.get(f"{path}/obstacles").body["preparing"]] == ["compulsory.no_reasons"]


def test_the_next_meeting_is_told_what_the_chair_decided(
    employee: Employee, office: Office, custody: Running, now: datetime
) -> None:
    held = meet(office, local_date(now), at=now)
    olga, rut = employee("olga"), employee("rut")
    agenda = rut.get(f"/agenda?meeting_id={held}").body
    assert [each["kind"] for each in agenda["reports"]] == ["report"]
    assert "Alma" not in str(agenda)
    assert rut.get("/agenda").body["meeting"]["id"] == held
    assert rut.get("/agenda?meeting_id=987654321").status == 404
    assert employee("bo").post(f"/meetings/{held}/reports").codes == ["compulsory.not_minutes"]
    assert olga.post(f"/meetings/{held}/reports").body == {"reported": 1}
    assert olga.post("/meetings/987654321/reports").status == 404
    assert olga.post(f"/meetings/{held}/reports").body == {"reported": 0}


def test_the_alarms_name_no_child_and_reach_those_with_power(employee: Employee, office: Office, now: datetime) -> None:
    """Lesson 1: it was never submitted, and the law has ended it."""
    taken(office, make_child(office, at=now - 22 * DAY), at=now - 21 * DAY)
    alarms = employee("mia").get("/alarms").body
    assert {(each["unit"], each["track"], each["owner"]) for each in alarms} == {("Barn 1", "care", "NH002")}
    assert "lapsed" in {each["kind"] for each in alarms}
    assert employee("olga").get("/alarms").body == alarms
    assert employee("bo").get("/alarms").body == []


# --- Two caseworkers --------------------------------------------------------------------------------------------------


def test_one_caseworker_opens_no_case_unless_it_is_acute_and_a_manager_confirms_it(
    employee: Employee, alma: Child
) -> None:
    """Lesson 8."""
    bo, mia, path = employee("bo"), employee("mia"), f"/files/{alma.file_id}/compulsory-cases"
    alone = bo.post(path, {"circumstances": CIRCUMSTANCES})
    assert (alone.status, alone.codes) == (409, ["compulsory.pair_fewer_than_two"])
    today = str(local_date(timezone.now()))
    case = open_case(bo, alma, deviation={"reason": "Dag är sjuk.", "ends_on": today, "is_acute": True})
    pair = bo.get(f"/files/{alma.file_id}/pair").body
    assert (pair["is_whole"], pair["reasons"], pair["deviation"]["awaits_confirmation"]) == (False, [], True)
    (deviation,) = bo.get(f"/compulsory-cases/{case}/deviations").body
    confirm = f"/deviations/{deviation['id']}/confirm"
    assert bo.post(confirm, {}).codes == ["compulsory.deviation_not_confirmer"]
    assert mia.post(confirm, {}).status == 201
    assert bo.get(f"/compulsory-cases/{case}/deviations").body[0]["manager"] == "Mia Chef"


def test_an_adults_own_case_is_named_at_the_opening_and_changed(employee: Employee, alma: Child) -> None:
    """What is left out of a change stays; somebody whom the caller does not see is not there."""
    bo, mother = employee("bo"), alma.guardians["eva"]
    case = open_case(bo, alma, adult_id=mother, deviation={
        "reason": "Dag är sjuk.", "ends_on": str(local_date(timezone.now())), "is_acute": True,
    })  # fmt: skip
    path = f"/compulsory-cases/{case}"
    said = {"circumstances": CIRCUMSTANCES}
    assert bo.get(path).body["adult_id"] == mother
    assert bo.put(path, said, If_Match=version_of(bo, path)).status == 200
    assert bo.get(path).body["adult_id"] == mother
    assert bo.put(path, said | {"adult_id": 999_999}, If_Match=version_of(bo, path)).status == 404
    assert bo.put(path, said | {"adult_id": None}, If_Match=version_of(bo, path)).status == 200
    assert bo.get(path).body["adult_id"] is None


def test_a_case_is_changed_at_its_version_and_not_closed_while_a_measure_holds(
    employee: Employee, custody: Running
) -> None:
    bo, path = employee("bo"), f"/compulsory-cases/{custody.case_id}"
    etag = version_of(bo, path)
    given = {"circumstances": "Eva har ändrat sig.", "grounds": list(by_date(BEHAVIOUR, timezone.now()))}
    changed = bo.put(path, given, If_Match=etag)
    assert (changed.status, changed.headers["ETag"]) == (200, version_of(bo, path))
    assert bo.put(path, given, If_Match=etag).status == 412
    assert bo.get(path).body["circumstances"] == "Eva har ändrat sig."
    closed = bo.post(f"{path}/close", {"reason": "Klart."}, If_Match=version_of(bo, path))
    assert closed.status == 409
    (listed,) = bo.get(f"/files/{custody.child.file_id}/compulsory-cases").body
    assert listed["closed_at"] is None
