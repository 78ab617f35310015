"""What is done beside and after the decisions, by the API alone: telling, waiting, more time, letters, the start."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.api.conftest import Caller
from tests.api.test_chain import (
    NO_SERVICE,
    PRELIMINARY,
    carry_through,
    give_to_bo,
    open_an_investigation,
    propose_and_decide,
    report_and_assess,
)
from tests.factories.staff import Office

from skyddsnat.kernel.stockholm import local_date

pytestmark = pytest.mark.django_db
Employee = Callable[[str], Caller]

SERVICE = {
    "kind": "service",
    "most_suitable": "contact_family",
    "chosen": "contact_family",
    "reasons": "Alma behöver lugna helger och trygga vuxna.",
    "child_view": "Alma vill vara hos mormor mer.",
    "child_version": "Du får vara hos en kontaktfamilj varannan helg. Du får säga vad du tycker.",
}


def in_days(days: int) -> str:
    return str(local_date(timezone.now()) + timedelta(days=days))


def clocks(caller: Caller, file_id: int) -> dict[str, dict[str, Any]]:
    return {clock["rule"]: clock for clock in caller.get(f"/files/{file_id}/deadlines").body}


# --- Before the decision ----------------------------------------------------------------------------------------------


def test_a_preliminary_assessment_may_take_longer(employee: Employee, message: dict[str, Any]) -> None:
    ida = employee("ida")
    child = report_and_assess(ida, message)
    file_id = ida.get(f"/report-children/{child}").body["file_id"]
    path = f"/report-children/{child}/preliminary-assessment/prolong"
    grounds = {"to": in_days(30), "reason": "Tolk saknas."}
    assert ida.post(path, grounds).status == 201
    clock = clocks(ida, file_id)["sol.preliminary_assessment"]
    assert (clock["prolonged_to"], clock["prolonged_reason"]) == (in_days(30), "Tolk saknas.")
    again = ida.post(path, grounds)
    assert (again.status, again.codes) == (409, ["intake.not_later"])


def test_where_an_investigation_runs_no_preliminary_assessment_is_prolonged(
    employee: Employee, message: dict[str, Any]
) -> None:
    ida = employee("ida")
    open_an_investigation(ida, message)
    (child,) = ida.post("/reports", message | {"external_id": "2"}).body["report_child_ids"]
    refused = ida.post(
        f"/report-children/{child}/preliminary-assessment/prolong", {"to": in_days(30), "reason": "Tolk saknas."}
    )
    assert (refused.status, refused.codes) == (409, ["intake.no_time_runs"])


def test_a_party_is_told_later_for_special_reasons(employee: Employee, message: dict[str, Any]) -> None:
    ida = employee("ida")
    investigation = open_an_investigation(ida, message)
    (notice,) = ida.get(f"/investigations/{investigation}/notices").body
    path = f"/notices/{notice['id']}/withhold"
    refused = ida.post(path, {"reason": "Förhör.", "until": in_days(0)})
    assert (refused.status, refused.codes) == (409, ["investigations.no_new_day"])
    assert ida.post(path, {"reason": "Förhör.", "until": in_days(7)}).status == 201
    (seen,) = ida.get(f"/investigations/{investigation}/notices").body
    assert (seen["told_at"], seen["withheld_reason"], seen["withheld_until"]) == (None, "Förhör.", in_days(7))


def test_an_answer_is_awaited_until_a_day_or_until_it_comes(employee: Employee, message: dict[str, Any]) -> None:
    ida = employee("ida")
    path = f"/investigations/{open_an_investigation(ida, message)}/waitings"
    waiting = {"for_whom": "Skolan", "what": "Svar om frånvaro", "until": in_days(7)}
    assert ida.post(path, waiting | {"until": in_days(0)}).codes == ["investigations.no_end"]
    made = ida.post(path, waiting).body["id"]
    (seen,) = ida.get(path).body
    assert seen == waiting | {"id": made, "since": in_days(0), "ended_at": None}
    assert ida.post(f"/waitings/{made}/end").status == 201
    assert ida.get(path).body[0]["ended_at"] is not None
    assert ida.post(f"/waitings/{made}/end").status == 404


def test_a_party_is_not_sent_the_investigation_for_a_reason(
    employee: Employee, office: Office, message: dict[str, Any]
) -> None:
    ida = employee("ida")
    investigation = open_an_investigation(ida, message)
    file_id = ida.get(f"/investigations/{investigation}").body["file_id"]
    give_to_bo(office, file_id, timezone.now())
    bo, path = employee("bo"), f"/investigations/{investigation}"
    (notice,) = bo.get(f"{path}/notices").body
    skipped = {"person_id": notice["person_id"], "reason": "Uppenbart obehövligt."}
    assert bo.post(f"{path}/skipped-communications", skipped).status == 201
    (seen,) = bo.get(f"{path}/communications").body
    assert (seen["sent_at"], seen["not_sent_reason"]) == (None, "Uppenbart obehövligt.")


# --- Feedback to the reporter -----------------------------------------------------------------------------------------


def decide_not_to_open(ida: Caller, message: dict[str, Any]) -> str:
    """Returns the path of feedback on the report."""
    child = report_and_assess(ida, message)
    path = f"/report-children/{child}/preliminary-assessment"
    etag = ida.put(path, PRELIMINARY, If_Match='"0"').headers["ETag"]
    assert ida.post(f"{path}/decision", {"outcome": "not_open"}, If_Match=etag).status == 201
    return f"/report-children/{child}/feedback"


def test_the_reporter_is_told_once_by_a_letter(employee: Employee, message: dict[str, Any]) -> None:
    ida = employee("ida")
    path = decide_not_to_open(ida, message)
    assert ida.get(path).body["given_at"] is None
    letter = ida.post(path, {"language": "en"})
    assert letter.status == 201, letter.body
    seen = ida.get(path).body
    assert (seen["document_id"], seen["given_by"]) == (letter.body["document_id"], "Ida Intag")
    assert ida.post(path, {}).codes == ["intake.feedback_given"]


@pytest.mark.parametrize(
    ("language", "title"), [({"language": "en"}, "Feedback on your report"), ({}, "Återkoppling på din anmälan")]
)
def test_the_reporters_letter_is_in_the_language_that_was_asked_for(
    employee: Employee, message: dict[str, Any], language: dict[str, str], title: str
) -> None:
    ida = employee("ida")
    path = decide_not_to_open(ida, message)
    assert ida.post(path, {"language": "de"}).status == 422
    letter = ida.post(path, language).body["document_id"]
    file_id = ida.get(f"/report-children/{path.split('/')[2]}").body["file_id"]
    titles = {each["id"]: each["title"] for each in ida.get(f"/files/{file_id}/documents").body}
    assert titles[letter] == title


def test_the_reporter_is_not_told_before_the_decision(employee: Employee, message: dict[str, Any]) -> None:
    ida = employee("ida")
    child = report_and_assess(ida, message)
    refused = ida.post(f"/report-children/{child}/feedback", {})
    assert (refused.status, refused.codes) == (409, ["intake.feedback_before_decision"])


def test_it_may_be_decided_not_to_tell_the_reporter(employee: Employee, message: dict[str, Any]) -> None:
    ida = employee("ida")
    path = decide_not_to_open(ida, message)
    assert ida.post(f"{path}/decline", {"reason": "Olämpligt."}).status == 201
    seen = ida.get(path).body
    assert (seen["document_id"], seen["not_given_reason"]) == (None, "Olämpligt.")


def test_a_reporter_asks_afterwards(employee: Employee, message: dict[str, Any]) -> None:
    ida = employee("ida")
    message["reporter"]["wants_feedback"] = False
    path = decide_not_to_open(ida, message)
    assert ida.get(path).body["asked_at"] is None
    first, again = ida.post(f"{path}/ask"), ida.post(f"{path}/ask")
    assert (first.status, again.status) == (201, 201)
    assert ida.get(path).body["asked_at"] is not None


# --- After the decision -----------------------------------------------------------------------------------------------


def test_a_letter_is_sent_then_served_and_the_time_to_appeal_runs(
    employee: Employee, office: Office, message: dict[str, Any]
) -> None:
    file_id, investigation = carry_through(employee, office, message, "service")
    bo, guardian = employee("bo"), guardian_of(employee("bo"), file_id)
    service = SERVICE | {"planned_start_on": in_days(7)}
    decision = propose_and_decide(employee, investigation, service, guardians=(guardian,))
    path = f"/decisions/{decision}"
    (letter,) = bo.get(path).body["deliveries"]
    served = {"served_at": timezone.now().isoformat()}
    assert bo.post(f"/deliveries/{letter['id']}/served", served).codes == ["decisions.not_sent"]
    sent = bo.post(f"{path}/deliveries", {"person_id": guardian, "how": "Brev"})
    assert (sent.status, sent.body) == (201, {"id": letter["id"]})
    assert bo.post(f"{path}/letters", {"person_id": guardian}).body == {"id": letter["id"]}
    assert bo.post(f"{path}/deliveries", {"person_id": guardian, "how": "Brev"}).codes == ["decisions.sent"]
    served = {"served_at": timezone.now().isoformat()}
    assert bo.post(f"/deliveries/{letter['id']}/served", served).status == 201
    (seen,) = bo.get(path).body["deliveries"]
    assert (seen["how"], seen["person_id"], bool(seen["served_at"])) == ("Brev", guardian, True)
    assert "fl.appeal" in clocks(bo, file_id)
    assert seen["appeal_until"] >= in_days(21)

    late = {"outcome": "dismissed", "reason": "För sent."}
    assert bo.post(f"/deliveries/{letter['id']}/appeal/settled", late).codes[0] == "decisions.no_appeal"
    came = {"came_in_at": timezone.now().isoformat()}
    assert bo.post(f"/deliveries/{letter['id']}/appeal", came).status == 201
    assert bo.post(f"/deliveries/{letter['id']}/appeal/settled", {"outcome": "forwarded"}).status == 201
    (appealed,) = bo.get(path).body["deliveries"]
    assert (appealed["appeal"]["is_late"], appealed["appeal"]["outcome"]) == (False, "forwarded")

    other = {"came_in_at": timezone.now().isoformat(), "appellant": "Morfar Arne"}
    assert bo.post(f"{path}/appeals", other | {"person_id": guardian}).codes == [
        "decisions.no_appellant",
        "decisions.has_letter",
    ]
    appeal = bo.post(f"{path}/appeals", other).body["id"]
    assert bo.post(f"/appeals/{appeal}/settled", {"outcome": "dismissed"}).status == 409
    assert bo.post(f"/appeals/{appeal}/settled", {"outcome": "forwarded"}).status == 201
    (seen,) = bo.get(path).body["other_appeals"]
    assert (seen["appellant"], seen["is_late"], seen["outcome"]) == ("Morfar Arne", False, "forwarded")
    assert employee("cia").post(f"/appeals/{appeal}/settled", {"outcome": "forwarded"}).status == 404

    assert clocks(bo, file_id)["sol.unexecuted_decision"]["met_at"] is None
    assert bo.post(f"{path}/start", {"started_on": in_days(1)}).codes == ["decisions.in_future"]
    assert bo.post(f"{path}/start", {"started_on": in_days(0)}).status == 201
    assert bo.get(path).body["started_on"] == in_days(0)
    assert clocks(bo, file_id)["sol.unexecuted_decision"]["met_at"] is not None


def test_nobody_but_a_party_gets_a_letter_and_what_is_not_granted_does_not_start(
    employee: Employee, office: Office, message: dict[str, Any]
) -> None:
    file_id, investigation = carry_through(employee, office, message, "no_service")
    bo = employee("bo")
    path = f"/decisions/{propose_and_decide(employee, investigation, NO_SERVICE)}"
    child = bo.get(f"/files/{file_id}/people").body["child"]["id"]
    for answer in (
        bo.post(f"{path}/letters", {"person_id": child}),
        bo.post(f"{path}/deliveries", {"person_id": child, "how": "Brev"}),
    ):
        assert (answer.status, answer.codes) == (409, ["decisions.not_party"])
    assert bo.post(f"{path}/start", {"started_on": in_days(0)}).codes == ["decisions.no_service_to_start"]


def guardian_of(caller: Caller, file_id: int) -> int:
    (relation,) = caller.get(f"/files/{file_id}/people").body["relations"]
    found: int = relation["person"]["id"]
    return found
