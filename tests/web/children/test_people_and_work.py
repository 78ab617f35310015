"""People around the child, documents, who works with the child, my children, and emergency access."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from tests.factories.intake import receive, report_on
from tests.factories.investigations import open_on
from tests.factories.people import Child, add_adult, give_to, make_child
from tests.factories.staff import IN_PROFESSION_SINCE, SETUP, Office
from tests.web.conftest import SAVEPOINTS, SignIn
from tests.web.home.test_home import bos_children

from skyddsnat.domains.investigations.actions import tell_party
from skyddsnat.domains.investigations.queries import notices
from skyddsnat.domains.people.queries import relations_of_file
from skyddsnat.domains.people.types import Protection, RelationView
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.queries import assignments_of, grants_of_file
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.audit.queries import events_of_file
from skyddsnat.foundation.documents.queries import documents_of_file
from skyddsnat.foundation.staff.actions import report_absence
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.consent import age_on

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def relations(office: Office, child: Child, now: datetime) -> list[RelationView]:
    bo = office.viewer("bo", now)
    with seeing(bo):
        return relations_of_file(file_id=child.file_id, viewer=bo)


def person(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "relative", "given_name": "Moa", "family_name": "Ek", "sex": "", "protection": "none", "number": "",
        "birth_date": "", "address": "", "phone": "", "school": "", "language": "", "starts_on": "", "note": "",
    } | changes  # fmt: skip


# --- People -----------------------------------------------------------------------------------------------------------


def test_somebody_new_stands_around_the_child(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)

    answer = sign_in("bo").post(f"/children/{child.file_id}/person/", person(lives_together="on"), follow=True)

    assert "Moa Ek" in answer.content.decode()
    assert "bor med barnet" in answer.content.decode()


def test_who_looks_alike_is_laid_beside_before_anybody_is_added(office: Office, sign_in: SignIn, now: datetime) -> None:
    """Lesson 14: Eva is in another of Bo's files already."""
    make_child(office, at=now - DAY)
    hugo = make_child(office, "hugo", guardians=(), at=now - DAY)
    bo, url = sign_in("bo"), f"/children/{hugo.file_id}/person/"
    eva = person(kind="guardian", given_name="Eva", family_name="Åkerlund")

    asked = bo.post(url, eva)
    page = asked.content.decode()
    same = str(BeautifulSoup(page, "lxml").select("input[name=match]")[0]["value"])
    saved = bo.post(url, eva | {"match": same})

    assert asked.status_code == 422
    assert "Är det samma person?" in page
    assert saved.status_code == 302
    assert [str(each.person.id) for each in relations(office, hugo, now)] == [same]


def test_another_person_with_the_same_name_may_be_added(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)

    answer = sign_in("bo").post(
        f"/children/{child.file_id}/person/", person(given_name="Eva", family_name="Åkerlund", match="new")
    )

    assert answer.status_code == 302
    assert len(relations(office, child, now)) == 2


def test_a_wrong_number_is_said_without_being_repeated(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)

    answer = sign_in("bo").post(f"/children/{child.file_id}/person/", person(number="19850611-0000"))

    assert answer.status_code == 422
    assert len(relations(office, child, now)) == 1


def test_a_correction_and_an_end(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)
    bo, eva = sign_in("bo"), relations(office, child, now)[0]
    form = person(given_name="Eva", family_name="Ek", base_version=eva.person.version)

    changed = bo.post(f"/children/{child.file_id}/person/{eva.person.id}/", form)
    ended = bo.post(
        f"/children/{child.file_id}/relation/{eva.id}/end/", {"ends_on": local_date(now).isoformat()}, follow=True
    )

    assert changed.status_code == 302
    assert "Tidigare relationer" in ended.content.decode()
    assert relations(office, child, now)[0].person.name == "Eva Ek"


def test_a_masked_person_is_revealed_before_being_changed(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)
    per = add_adult(office, child, "per", by="bo", protection=Protection.FLAG, at=now)

    answer = sign_in("bo").get(f"/children/{child.file_id}/person/{per}/", follow=True)

    assert "Säg först varför du behöver dem." in answer.content.decode()
    assert "Per" not in answer.content.decode()


def test_nobody_of_another_file_is_changed_through_this_one(office: Office, sign_in: SignIn, now: datetime) -> None:
    child, other = make_child(office, at=now - DAY), make_child(office, "hugo", at=now - DAY)

    assert sign_in("bo").get(f"/children/{child.file_id}/person/{other.person_id}/").status_code == 404
    assert sign_in("bo").get(f"/children/{child.file_id}/relation/999999/end/").status_code == 404


# --- Documents --------------------------------------------------------------------------------------------------------


def letter(office: Office, now: datetime, protection: Protection = Protection.NONE) -> tuple[Child, int]:
    """A child of Bo's, and his signed letter to its mother that an investigation was opened."""
    child = make_child(office, protection=protection, at=now - DAY)
    opened = open_on(office, child, at=now - DAY / 2)
    bo = office.viewer("bo", now)
    with seeing(bo):
        for notice in notices(investigation_id=opened.id, viewer=bo):
            tell_party(notice_id=notice.id, how="brev", told_at=now - DAY / 2, actor=bo, at=now)
        [made] = documents_of_file(file_id=child.file_id, viewer=bo)
    return child, made.id


def test_a_document_opens_as_a_pdf_that_tells_nothing_by_its_name(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    child, document_id = letter(office, now)
    bo, url = sign_in("bo"), f"/children/document/{document_id}/"

    listed = bo.get(f"/children/{child.file_id}/documents/").content.decode()
    answer = bo.get(url)

    assert f'href="{url}"' in listed
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == f'inline; filename="dokument-{document_id}.pdf"'
    assert answer["Cache-Control"] == "no-store"
    assert sign_in("cia").get(url).status_code == 404


def test_opening_a_document_is_logged(office: Office, sign_in: SignIn, now: datetime) -> None:
    child, document_id = letter(office, now)

    sign_in("bo").get(f"/children/document/{document_id}/")

    bo = office.viewer("bo", now)
    with seeing(bo):
        read = events_of_file(file_id=child.file_id, viewer=bo, deed="access.file.read")
    assert [event.target for event in read] == [f"documents.document:{document_id}"]


def test_a_letter_about_a_protected_child_waits_for_a_second_person(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    """Lesson 15: recipient and case on a cover that somebody else passes."""
    child, document_id = letter(office, now, Protection.FLAG)
    url, listed = f"/children/document/{document_id}/pass/", f"/children/{child.file_id}/documents/"

    assert "Väntar på en andra person" in sign_in("bo").get(listed).content.decode()
    assert sign_in("bo").post(url).status_code == 403
    assert "Eva Åkerlund" in sign_in("mia").get(url).content.decode()
    assert sign_in("mia").post(url).status_code == 302
    assert "Väntar på en andra person" not in sign_in("bo").get(listed).content.decode()


# --- Who works with the child -----------------------------------------------------------------------------------------


def test_the_effect_is_shown_before_anything_is_assigned(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)

    page = sign_in("mia").get(f"/children/{child.file_id}/assign/").content.decode()

    years = age_on(IN_PROFESSION_SINCE, local_date(now))
    assert f"Dag Kollega, {years} år i yrket: 0 barn nu, 1 efter" in page
    assert f"Bo Handläggare, {years} år i yrket: 1 barn nu, 1 efter" in page


def test_the_manager_gives_the_child_and_the_former_one_hands_over(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    """Lesson 1: signed by both, or it counts as not done."""
    child = make_child(office, at=now - DAY)
    dag = {"part": "responsible", "employee": office.employees["dag"], "keeps_former": "on"}
    handover = f"/children/{child.file_id}/handover/"

    given = sign_in("mia").post(f"/children/{child.file_id}/assign/", dag)
    early = sign_in("dag").get(handover).content.decode()
    signed = sign_in("bo").post(handover, {"to": office.employees["dag"], "summary": "Alma väntar på svar."})
    waiting = sign_in("dag").get("/").content.decode()
    read = sign_in("dag").get(handover).content.decode()
    received = sign_in("dag").post(handover)

    assert (given.status_code, signed.status_code, received.status_code) == (302, 302, 302)
    assert "Alma väntar på svar." not in early
    assert "Överlämnas till dig" in waiting
    assert "Alma väntar på svar." in read
    mia = office.viewer("mia", now + DAY)
    with seeing(mia):
        new = [each for each in assignments_of(file_id=child.file_id, viewer=mia) if each.part is Part.RESPONSIBLE][-1]
    assert new.handed_over_at is not None
    assert new.received_at is not None


def test_a_refused_assignment_says_why(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)
    bo_again = {"part": "deputy", "employee": office.employees["bo"]}

    answer = sign_in("mia").post(f"/children/{child.file_id}/assign/", bo_again)

    assert answer.status_code == 422
    assert "Ersättaren måste vara någon annan" in answer.content.decode()


def test_a_file_given_to_another_unit_leaves_the_manager(office: Office, sign_in: SignIn, now: datetime) -> None:
    file_id = receive(office, report_on("alma", received_at=now), at=now).file_ids[0]
    ingvar, barn1 = sign_in("ingvar"), office.units["barn1"]

    answer = ingvar.post(
        f"/children/{file_id}/assign/?unit={barn1}", {"part": "responsible", "employee": office.employees["bo"]}
    )

    assert answer.status_code == 302
    assert answer["Location"] == "/children/"
    assert sign_in("bo").get(f"/children/{file_id}/").status_code == 200
    assert ingvar.get(f"/children/{file_id}/").status_code == 404


def test_ending_an_assignment_is_asked_once(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)
    mia = sign_in("mia")
    page = mia.get(f"/children/{child.file_id}/assign/").content.decode()
    [url] = re.findall(r'href="(/children/\d+/assign/\d+/end/)"', page)

    asked = mia.get(url)
    done = mia.post(url)

    assert "Ingen är då ansvarig för barnet" in asked.content.decode()
    assert done.status_code == 302
    assert mia.post(url).status_code == 404


def test_only_a_manager_assigns(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)

    assert sign_in("bo").get(f"/children/{child.file_id}/assign/").status_code == 403
    assert sign_in("max").get(f"/children/{child.file_id}/assign/").status_code == 404


def test_nothing_is_handed_over_by_one_who_never_had_it(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)
    hand_over = {"to": office.employees["bo"], "summary": "Ta den du."}

    answer = sign_in("mia").post(f"/children/{child.file_id}/handover/", hand_over)

    assert answer.status_code == 422


# --- My children ------------------------------------------------------------------------------------------------------


def test_my_children_stand_in_the_order_of_their_clocks(office: Office, sign_in: SignIn, now: datetime) -> None:
    calm = make_child(office, "hugo", at=now - DAY)
    receipt = receive(office, report_on("elsa", received_at=now - 2 * DAY), at=now - 2 * DAY)
    give_to(office, Child(receipt.file_ids[0], 0), "bo", at=now)

    page = sign_in("bo").get("/children/").content.decode()

    assert page.index("Elsa Öberg") < page.index("Hugo Ekberg")
    assert "Ingen frist löper" in page
    assert f"/children/{calm.file_id}/" in page


def test_a_manager_sees_whom_nobody_is_in_charge_of(office: Office, sign_in: SignIn, now: datetime) -> None:
    """Lesson 12."""
    make_child(office, at=now - DAY)
    with seeing(SETUP):
        report_absence(
            employee_id=office.employees["bo"], starts_on=local_date(now), ends_on=local_date(now) + 8 * DAY,
            actor=SETUP, at=now,
        )  # fmt: skip

    assert "Ansvarig är borta, utan ersättare" in sign_in("mia").get("/children/").content.decode()
    assert "Ansvarig är borta" not in sign_in("max").get("/children/").content.decode()


@pytest.mark.parametrize("amount", [1, 10])
def test_my_children_cost_the_same_however_many(
    office: Office, sign_in: SignIn, now: datetime, amount: int, django_assert_max_num_queries: Any
) -> None:
    bos_children(office, amount, now)
    bo = sign_in("bo")

    with django_assert_max_num_queries(8 + SAVEPOINTS):
        bo.get("/children/")


# --- Emergency --------------------------------------------------------------------------------------------------------


def test_an_exact_number_and_a_reason_open_a_file_in_red(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)

    answer = sign_in("cia").post(
        "/children/emergency/", {"number": "20180412-TF12", "reason": "Barnet ringde jouren."}, follow=True
    )

    assert "Alma Åkerlund" in answer.content.decode()
    assert "Nödåtkomst" in answer.content.decode()
    mia = office.viewer("mia", now + DAY)
    with seeing(mia):
        assert [grant.reason for grant in grants_of_file(file_id=child.file_id, viewer=mia)] == [
            "Barnet ringde jouren."
        ]


@pytest.mark.parametrize("number", ["20180412-TF99", "2026-999999", "Alma", "2018"])
def test_no_file_is_opened_and_nobody_learns_why(office: Office, sign_in: SignIn, now: datetime, number: str) -> None:
    make_child(office, at=now - DAY)

    answer = sign_in("cia").post("/children/emergency/", {"number": number, "reason": "Bråttom."})

    assert "Ingen akt öppnades." in answer.content.decode()
    assert answer.status_code == 200


def test_who_has_the_file_already_gets_no_new_access(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)

    answer = sign_in("bo").post("/children/emergency/", {"number": "20180412-TF12", "reason": "Bråttom."})

    assert answer["Location"] == f"/children/{child.file_id}/"
    mia = office.viewer("mia", now + DAY)
    with seeing(mia):
        assert grants_of_file(file_id=child.file_id, viewer=mia) == []


def test_emergency_access_wants_a_reason_and_casework(office: Office, sign_in: SignIn, now: datetime) -> None:
    make_child(office, at=now - DAY)

    assert sign_in("cia").post("/children/emergency/", {"number": "20180412-TF12"}).status_code == 422
    for who in ("lo", "anna", "adam", "rut", "kaj"):
        assert sign_in(who).get("/children/emergency/").status_code == 403


def test_the_grants_of_the_day_are_seen_by_those_who_work_with_the_child(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    child = make_child(office, at=now - DAY)
    cia = office.viewer("cia", now)
    with seeing(cia):
        access.take_emergency_access(file_id=child.file_id, reason="Jouren ringde.", actor=cia, at=now)

    assert "Jouren ringde." in sign_in("bo").get(f"/children/{child.file_id}/readers/").content.decode()
