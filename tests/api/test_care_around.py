"""What stands around a measure, by the API alone: places, outings, police, who is told, counsel, examinations."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.api.conftest import Caller
from tests.api.test_care import version_of
from tests.factories.compulsory import DAY, HOUR, MINUTE, POLICE, Running, taken
from tests.factories.people import make_child
from tests.factories.staff import Office

from skyddsnat.domains.compulsory import actions
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.models import Event
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.citations import CUSTODY

pytestmark = pytest.mark.django_db
Employee = Callable[[str], Caller]


# --- Where the child is, and who goes ---------------------------------------------------------------------------------


def test_the_child_comes_to_a_place_is_moved_and_leaves(employee: Employee, custody: Running) -> None:
    bo, at = employee("bo"), f"/measures/{custody.measure_id}"

    def place(kind: str, minutes: int) -> dict[str, Any]:
        return {"kind": kind, "name": "Familjen Ek", "starts_at": (timezone.now() - minutes * MINUTE).isoformat()}

    first = bo.post(f"{at}/places", place("emergency_home", 40)).body["id"]
    assert bo.get(at).body["care_began_at"] is not None
    moved = bo.post(f"/places/{first}/move", place("family_home", 20), If_Match=version_of(bo, f"/places/{first}"))
    assert moved.status == 201, moved.body
    second = f"/places/{moved.body['id']}"
    stale = bo.post(f"{second}/end", {"ended_at": timezone.now().isoformat()}, If_Match='"99"')
    assert stale.status == 412
    left = bo.post(f"{second}/end", {"ended_at": timezone.now().isoformat()}, If_Match=version_of(bo, second))
    assert left.status == 201, left.body
    stayed = [
        (each["kind"], bool(each["ends_at"])) for each in bo.get(f"/compulsory-cases/{custody.case_id}/places").body
    ]
    assert stayed == [("family_home", True), ("emergency_home", True)]


def test_two_go_and_both_have_read_the_risk_before(employee: Employee, office: Office, custody: Running) -> None:
    bo, dag = employee("bo"), employee("dag")
    path = f"/compulsory-cases/{custody.case_id}/outings"
    planned = {
        "kind": "execution",
        "measure_id": custody.measure_id,
        "planned_at": (timezone.now() + timedelta(minutes=5)).isoformat(),
        "place": "Hemmet",
        "risk": "Hund i lägenheten.",
        "goers": [office.employees["bo"]],
    }
    assert bo.post(path, planned).codes == ["compulsory.outing_fewer_than_two"]
    both = planned | {"goers": [office.employees["bo"], office.employees["dag"]]}
    made = bo.post(path, both)
    assert made.status == 201, made.body
    outing = f"/outings/{made.body['id']}"
    version = {"If_Match": version_of(bo, outing)}
    assert employee("mia").post(f"{outing}/risk-read", **version).codes == ["compulsory.outing_not_going"]
    assert bo.post(f"{outing}/risk-read").status == 428, "which words were read?"
    assert bo.post(f"{outing}/risk-read", **version).status == 201
    been = {"done_at": timezone.now().isoformat(), "outcome": "Alma följde med."}
    assert "compulsory.outing_risk_unread" in bo.post(f"{outing}/finish", been, **version).codes
    renewed = bo.post(f"{outing}/risk", {"risk": "Hunden är borta."}, **version)
    assert renewed.status == 201, renewed.body
    assert dag.post(f"{outing}/risk-read", **version).status == 412, "the words that were read are not those that stand"
    for each in (bo, dag):
        assert each.post(f"{outing}/risk-read", If_Match=version_of(bo, outing)).status == 201
    been = {"done_at": timezone.now().isoformat(), "outcome": "Alma följde med."}
    done = bo.post(f"{outing}/finish", been, If_Match=version_of(bo, outing))
    assert done.status == 201, done.body
    told = bo.get(outing).body
    assert (told["risk"], told["earlier_risks"]) == ("Hunden är borta.", ["Hund i lägenheten."])
    assert [bool(each["risk_read_at"]) for each in told["goers"]] == [True, True]


def test_an_outing_of_another_cases_measure_is_not_there(
    employee: Employee, office: Office, custody: Running, now: datetime
) -> None:
    elsa = taken(office, make_child(office, "elsa", at=now - 8 * HOUR), at=now - HOUR)
    planned = {
        "kind": "execution", "measure_id": elsa.measure_id, "planned_at": timezone.now().isoformat(),
        "place": "Hemmet", "risk": "Hund.", "goers": [office.employees["bo"], office.employees["dag"]],
    }  # fmt: skip
    assert employee("bo").post(f"/compulsory-cases/{custody.case_id}/outings", planned).status == 404


# --- Police -----------------------------------------------------------------------------------------------------------

REQUEST = {
    "place": "Hemmet",
    "circumstances": "Eva har hotat med kniv.",
    "why_not_alone": "Två kan inte gå in.",
    "risk_to_child": "Alma kan skadas.",
    "childs_interests": "Det går fort och Alma slipper se bråk.",
}


@pytest.fixture
def need(employee: Employee, custody: Running) -> str:
    """The path of a need of police help."""
    given = {
        "measure_id": custody.measure_id, "purpose": "execution", "needed_at": timezone.now().isoformat(),
        "circumstances": "Eva har hotat med kniv.",
    }  # fmt: skip
    made = employee("bo").post(f"/compulsory-cases/{custody.case_id}/police-needs", given)
    assert made.status == 201, made.body
    return f"/police-needs/{made.body['id']}"


def appoint(office: Office, name: str) -> None:
    """The board lets somebody ask the police."""
    at = timezone.now()
    today = local_date(at)
    rut, section = office.viewer("rut", at), POLICE["new" if today >= CUSTODY.valid_from else "old"]
    with seeing(rut):
        actions.appoint(
            employee_id=office.employees[name], section=section, reference="§ 41", decided_on=today, valid_from=today,
            actor=rut, at=at,
        )  # fmt: skip


def test_nobody_asks_the_police_without_an_appointment_and_the_other_ways_are_said(
    employee: Employee, need: str
) -> None:
    bo = employee("bo")
    before = bo.get(need)
    written = REQUEST | {"measure_id": before.body["measure_id"]}
    saved = bo.put(f"{need}/request", written, If_Match=before.headers["ETag"])
    assert saved.status == 200, saved.body
    assert bo.get(need).body["request"]["place"] == "Hemmet"
    refused = bo.post(f"{need}/request", REQUEST, If_Match=saved.headers["ETag"])
    assert refused.status == 409
    assert {code for code in refused.codes if ".police.instead." in code}
    assert bo.get(need).body["requested_at"] is None


def test_the_police_are_asked_answer_and_come(employee: Employee, office: Office, need: str) -> None:
    appoint(office, "bo")
    bo = employee("bo")

    def send(what: str, said: dict[str, Any]) -> None:
        answer = bo.post(f"{need}/{what}", said, If_Match=version_of(bo, need))
        assert answer.status == 201, (what, answer.body)

    assert [each["employee_id"] for each in bo.get(f"{need}/requesters").body] == [office.employees["bo"]]
    send("request", REQUEST | {"planned_at": (timezone.now() + timedelta(hours=1)).isoformat()})
    send("planning-data", {"data": "Hund och kniv."})
    send("answer", {"answer": "granted", "answered_at": timezone.now().isoformat()})
    send("attendance", {"attendance": "came", "arrived_at": timezone.now().isoformat(), "effect": "carried_out"})
    send("afterthought", {"afterthought": "Ring tidigare."})
    seen = bo.get(need).body
    assert (seen["state"], seen["answer"], seen["attendance"]) == ("reflected", "granted", "came")
    assert None not in (seen["request_document_id"], seen["planning_document_id"])
    figures = employee("mia").get("/police-figures").body
    assert (figures["needed"], figures["requested"], figures["given"]) == (1, 1, 1)
    assert figures["effects"] == {"carried_out": 1, "delayed": 0, "aborted": 0, "without_police": 0}


def test_a_need_that_nobody_asked_for_counts(employee: Employee, need: str) -> None:
    bo = employee("bo")
    given = {"why": "not_expected", "reason": "De kommer aldrig.", "effect": "without_police"}
    assert bo.post(f"{need}/not-requested", given, If_Match=version_of(bo, need)).status == 201
    assert bo.get(need).body["not_asked"] == "not_expected"
    figures = employee("mia").get("/police-figures").body
    assert (figures["needed"], figures["requested"], figures["not_asked"]["not_expected"]) == (1, 0, 1)


# --- Who is told ------------------------------------------------------------------------------------------------------


def test_who_enforces_is_told_that_it_is_over_and_confirms(employee: Employee, office: Office, now: datetime) -> None:
    """Lesson 11."""
    on = taken(office, make_child(office, at=now - 22 * DAY), at=now - 21 * DAY)
    bo = employee("bo")
    enforcer = {"kind": "home", "name": "Familjen Ek", "told_start_at": (now - 20 * DAY).isoformat()}
    made = bo.post(f"/measures/{on.measure_id}/enforcers", enforcer)
    assert made.status == 201, made.body
    path = f"/enforcers/{made.body['id']}"
    confirmed = {"how": "Telefon", "confirmed_at": timezone.now().isoformat()}
    assert bo.post(f"{path}/end-confirmed", confirmed).codes == ["compulsory.enforcer_not_told"]
    assert bo.post(f"{path}/end-told", {"told_at": timezone.now().isoformat()}).status == 201
    confirmed = {"how": "Telefon", "confirmed_at": timezone.now().isoformat()}
    assert bo.post(f"{path}/end-confirmed", confirmed).status == 201
    (seen,) = bo.get(f"/measures/{on.measure_id}/enforcers").body
    assert (seen["confirmed_how"], bool(seen["measure_over_at"])) == ("Telefon", True)


def test_child_and_guardian_are_told_get_counsel_and_are_examined(employee: Employee, custody: Running) -> None:
    bo, case = employee("bo"), f"/compulsory-cases/{custody.case_id}"
    eva, now = custody.child.guardians["eva"], timezone.now().isoformat()
    assert [each["latest"] for each in bo.get(f"{case}/to-be-told").body] == [None, None]
    told = {"person_id": eva, "what": "Att Alma omhändertas.", "told_at": now, "understood": "partly"}
    assert bo.post(f"{case}/tellings", told).status == 201
    (latest,) = [each["latest"] for each in bo.get(f"{case}/to-be-told").body if each["person_id"] == eva]
    assert latest["understood"] == "partly"
    assert [each["what"] for each in bo.get(f"{case}/tellings").body] == ["Att Alma omhändertas."]

    counsel = bo.post(f"{case}/counsels", {"person_id": eva, "arose_at": now}).body["id"]
    assert bo.post(f"/counsels/{counsel}/report").status == 201
    appointed = {"name": "Advokat Ek", "appointed_at": timezone.now().isoformat()}
    assert bo.post(f"/counsels/{counsel}/appointed", appointed).status == 201
    (seen,) = bo.get(f"{case}/counsels").body
    assert (seen["name"], bool(seen["reported_at"])) == ("Advokat Ek", True)

    examination = bo.post(f"{case}/examinations", {"physician": "Barnmottagningen"}).body["id"]
    held = {"held_on": str(local_date(timezone.now())), "physician": "Dr Ek", "result": "Inget avvikande."}
    assert bo.post(f"/examinations/{examination}/held", held).status == 201
    (examined,) = bo.get(f"{case}/examinations").body
    assert (examined["result"], examined["needless_reason"]) == ("Inget avvikande.", "")


def test_the_consents_that_count_are_due_until_they_are_asked_for(employee: Employee, custody: Running) -> None:
    """Lesson 7."""
    bo, case = employee("bo"), f"/compulsory-cases/{custody.case_id}"
    eva = custody.child.guardians["eva"]
    assert [(each["person_id"], each["answer"]) for each in bo.get(f"{case}/care-consents/due").body] == [(eva, None)]
    answer = {"plan": "Vård i jourhem.", "answer": "refuses", "asked_on": str(local_date(timezone.now()))}
    assert bo.post(f"{case}/care-consents", answer | {"person_id": eva}).status == 201
    (due,) = bo.get(f"{case}/care-consents/due").body
    assert due["answer"]["answer"] == "refuses"
    assert bo.post(f"{case}/care-consents", answer | {"person_id": custody.child.person_id}).status == 409


def test_each_reading_stands_in_the_log(employee: Employee, office: Office, custody: Running) -> None:
    mia = employee("mia")
    for path in (f"/compulsory-cases/{custody.case_id}", f"/measures/{custody.measure_id}/steps"):
        assert mia.get(path).status == 200
    viewer = office.viewer("mia", timezone.now())
    with seeing(viewer):
        own = Event.objects.filter(deed="access.file.read", actor=f"employee:{office.employees['mia']}")
        targets = list(own.order_by("id").values_list("target", flat=True))
    assert targets == [f"compulsory.case:{custody.case_id}", f"compulsory.steps_of:{custody.measure_id}"]
