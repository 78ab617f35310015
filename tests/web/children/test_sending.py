"""Sending a document on its page: the cover, what leaves that day, and what is written down."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.people import Child, make_child
from tests.factories.protected import protect, rename
from tests.factories.staff import Office
from tests.web.children.test_releases import TESTED, ask, asked, paper
from tests.web.conftest import SignIn

from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.documents.actions import make_signed_document
from skyddsnat.foundation.documents.letterhead import official_of, sender_of
from skyddsnat.foundation.documents.models import Sending
from skyddsnat.foundation.documents.types import Delivery, Recipient

pytestmark = pytest.mark.django_db

POSTED = {"recipient": "Eva Lind", "how": "brev"}


@pytest.fixture
def alma(office: Office, now: datetime) -> Child:
    rename(office)
    return make_child(office, at=now)


def letter(office: Office, child: Child, now: datetime) -> int:
    """Bo's letter to Alma herself, whose contact he is."""
    bo = office.viewer("bo", now)
    data: dict[str, Any] = {
        "sender": sender_of(unit_id=office.units["barn1"]), "reference": "2026-1", "child": {"name": "Alma"},
        "recipient": Recipient("Alma Lind", delivery=Delivery.BY_HAND), "body": "Hej!", "contact": official_of(bo),
    }  # fmt: skip
    with seeing(bo):
        return make_signed_document(
            file_id=child.file_id, kind="child_decision", template="child_decision", data=data, title="Till dig",
            subject="compulsory.matter:1", actor=bo, at=now,
        )  # fmt: skip


def url(document_id: int) -> str:
    return f"/children/document/{document_id}/send/"


def sent(office: Office, now: datetime) -> list[Sending]:
    with seeing(office.viewer("bo", now)):
        return list(Sending.objects.order_by("pk"))


def test_from_the_list_over_the_cover_to_what_is_written_down(
    sign_in: SignIn, office: Office, alma: Child, now: datetime
) -> None:
    document_id, bo = letter(office, alma, now), sign_in("bo")
    listed = f"/children/{alma.file_id}/documents/"
    assert url(document_id) in bo.get(listed).content.decode()
    with CaptureQueriesContext(connection) as asked_for:
        page = bo.get(url(document_id)).content.decode()
    asked_here = [each["sql"] for each in asked_for if "SAVEPOINT" not in each["sql"]]
    assert len(asked_here) <= 14, [each[:90] for each in asked_here]
    assert "Stannar i akten" not in page
    for said in ("Försättsblad", "Alma Lind", "Till dig", f"/children/document/{document_id}/", "Alma"):
        assert said in page
    assert bo.post(url(document_id), POSTED).url == listed
    (row,) = sent(office, now)
    assert (row.left_id, row.recipient, row.how, row.left_out) == (document_id, "Eva Lind", "brev", [])
    after = bo.get(listed).content.decode()
    assert "Skickad" in after
    assert url(document_id) not in after
    assert "Skickad hittills" in bo.get(url(document_id)).content.decode()


def test_a_name_protected_after_the_signing_stops_the_letter_and_the_page_shows_what_leaves_instead(
    sign_in: SignIn, office: Office, alma: Child, now: datetime
) -> None:
    document_id, bo = letter(office, alma, now), sign_in("bo")
    protect(office, "bo", at=now)
    printed = bo.get(f"/children/document/{document_id}/")
    assert "Skriv inte ut det för att lämna det" in printed.content.decode()
    assert "Qvarnström" not in printed.content.decode().partition("<main")[2]
    assert bo.get(f"/children/document/{document_id}/?read=1")["Content-Type"] == "application/pdf"
    page = bo.get(url(document_id)).content.decode()
    assert "vars namn är skyddat" in page
    refused = bo.post(url(document_id), POSTED)
    assert refused.status_code == 422
    assert "Eva Lind" in refused.content.decode()
    assert sent(office, now) == []
    release_id = ask(sign_in, document_id, now)
    assert sign_in("mia").post(f"/children/release/{release_id}/", TESTED).status_code == 302
    page = sign_in("bo").get(url(document_id)).content.decode()
    assert "utan skyddade namn, som skickas i stället" in page
    assert f'/children/document/{document_id}/"' not in page
    assert sign_in("bo").post(url(document_id), POSTED).status_code == 302
    (row,) = sent(office, now)
    assert row.left_id != document_id
    assert row.left_out == ["NH002"]
    assert bo.get(f"/children/document/{row.left_id}/")["Content-Type"] == "application/pdf"


def test_what_was_made_to_stay_asks_for_whom_it_is_and_leaves_after_the_test(
    sign_in: SignIn, office: Office, alma: Child, now: datetime
) -> None:
    document_id, mia = paper(office, alma, now), sign_in("mia")
    fields = POSTED | {"to": "party"}
    refused = mia.post(url(document_id), fields)
    assert refused.status_code == 422
    assert "gjord för att stanna hos oss" in refused.content.decode()
    release_id = ask(sign_in, document_id, now)
    tested = TESTED | {"outcome": "with_names"}
    assert sign_in("mia").post(f"/children/release/{release_id}/", tested).status_code == 302
    assert url(document_id) in sign_in("mia").get(f"/children/release/{release_id}/").content.decode()
    assert sign_in("mia").post(url(document_id), fields).status_code == 302
    assert [each.to for each in sent(office, now)] == ["party"]


def test_a_letter_that_somebody_else_asked_for_is_handed_out_to_her_unnamed(
    sign_in: SignIn, office: Office, alma: Child, now: datetime
) -> None:
    """TF 2 kap. 18 §: whoever asks need not say who she is."""
    document_id, mia = letter(office, alma, now), sign_in("mia")
    answer = mia.post(f"/children/document/{document_id}/release/", asked(now, asked_by="public"))
    tested = TESTED | {"outcome": "with_names", "basis": "osl_26_1"}
    assert mia.post(answer.url, tested).status_code == 302
    to_send = f"{url(document_id)}?to=public"
    assert to_send in mia.get(answer.url).content.decode()
    assert 'value="Alma Lind"' not in mia.get(to_send).content.decode()
    assert mia.post(to_send, {"recipient": "", "how": "lämnat vid möte"}).status_code == 302
    (row,) = sent(office, now)
    assert (row.to, row.recipient) == ("public", "")


def test_a_letter_about_a_protected_child_is_sent_when_another_has_seen_its_cover(
    sign_in: SignIn, office: Office, now: datetime
) -> None:
    """Lesson 15: the cover names recipient and case, and no name where the page shows none."""
    rename(office)
    child = make_child(office, "hugo", protection=Protection.REGISTRATION, at=now)
    document_id = letter(office, child, now)
    assert "En andra person ska kontrollera" in sign_in("bo").get(url(document_id)).content.decode()
    assert sign_in("bo").post(url(document_id), POSTED).status_code == 422
    cover = sign_in("mia").get(f"/children/document/{document_id}/pass/").content.decode()
    assert "Akt" in cover
    assert sign_in("mia").post(f"/children/document/{document_id}/pass/").status_code == 302
    assert sign_in("bo").post(url(document_id), POSTED).status_code == 422, "it was passed for Alma, not for Eva"
    assert sign_in("bo").post(url(document_id), POSTED | {"recipient": "Alma Lind"}).status_code == 302


def test_a_draft_is_not_sent_and_who_does_not_see_the_file_finds_nothing(
    sign_in: SignIn, office: Office, alma: Child, now: datetime
) -> None:
    draft = paper(office, alma, now, is_signed=False)
    assert sign_in("bo").post(url(draft), POSTED | {"to": "party"}).status_code == 422
    assert sign_in("cia").get(url(draft)).status_code == 404


def test_the_childs_own_letter_goes_to_the_child(sign_in: SignIn, office: Office, alma: Child, now: datetime) -> None:
    bo = office.viewer("bo", now)
    with seeing(bo):
        made = make_signed_document(
            file_id=alma.file_id, kind="child_decision", template="child_decision", title="Till dig",
            data={
                "sender": sender_of(unit_id=office.units["barn1"]), "reference": "1", "child": {"name": "Alma"},
                "body": "Hej Alma!",
            },
            subject="decisions.proposal:1", actor=bo, at=now,
        )  # fmt: skip
    page = sign_in("bo").get(url(made)).content.decode()
    assert 'value="Alma' in page
    assert sign_in("mia").get(f"{url(made)}?to=public").content.decode().count('value="Alma') == 0
