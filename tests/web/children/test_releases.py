"""Handing a document out on pages: asked, tested, and the PDF that may leave."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories.people import Child, make_child
from tests.factories.protected import NAMES, protect, rename
from tests.factories.staff import Office
from tests.pdf import text_in
from tests.web.conftest import SignIn

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.documents.actions import make_document, make_signed_document
from skyddsnat.foundation.documents.letterhead import official_of, sender_of
from skyddsnat.foundation.documents.models import Release

pytestmark = pytest.mark.django_db

NAME = NAMES["bo"][0]
TESTED = {"outcome": "without_names", "basis": "osl_39_3", "reason": "Hot mot handläggaren."}


@pytest.fixture
def alma(office: Office, now: datetime) -> Child:
    rename(office)
    return make_child(office, at=now)


def paper(office: Office, alma: Child, now: datetime, *, is_signed: bool = True) -> int:
    """Bo's paper about Alma, which names him."""
    bo = office.viewer("bo", now)
    make = make_signed_document if is_signed else make_document
    data = {
        "sender": sender_of(unit_id=office.units["barn1"]), "reference": "2026-1", "received_at": now,
        "concerns": "Underställning", "receipt": "Mottaget.", "kept_by": official_of(bo),
    }  # fmt: skip
    with seeing(bo):
        return make(
            file_id=alma.file_id, kind="court_receipt", template="court_receipt", data=data, title="Rättens kvittens",
            subject="compulsory.measure:1", actor=bo, at=now,
        )  # fmt: skip


def asked(now: datetime, **other: Any) -> dict[str, Any]:
    at = (now - timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M")
    return {"asked_by": "party", "asked_for": "Eva vill läsa kvittensen.", "asked_at": at} | other


def ask(sign_in: SignIn, document_id: int, now: datetime) -> int:
    answer = sign_in("bo").post(f"/children/document/{document_id}/release/", asked(now))
    assert answer.status_code == 302
    return int(answer.url.rstrip("/").rpartition("/")[2])


def test_from_the_question_to_the_pdf_without_the_name(
    sign_in: SignIn, office: Office, alma: Child, now: datetime
) -> None:
    document_id = paper(office, alma, now)
    protect(office, "bo", at=now)
    listed = sign_in("mia").get(f"/children/{alma.file_id}/documents/").content.decode()
    assert f"/children/document/{document_id}/release/" in listed
    first = sign_in("mia").get(f"/children/document/{document_id}/release/").content.decode()
    assert "Handlingen nämner NH002, vars namn är skyddat" in first
    release_id = ask(sign_in, document_id, now)
    assert sign_in("mia").get(f"/children/release/{release_id}/pdf/").status_code == 403
    assert sign_in("mia").post(f"/children/release/{release_id}/", TESTED).status_code == 302
    after = sign_in("mia").get(f"/children/release/{release_id}/").content.decode()
    assert "kammarrätten" in after
    pdf = sign_in("mia").get(f"/children/release/{release_id}/pdf/")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Cache-Control"] == "no-store"
    assert "NH002" in text_in(pdf.content)
    assert "Qvarnström" not in text_in(pdf.content)
    assert NAME in text_in(sign_in("mia").get(f"/children/document/{document_id}/").content)


def test_the_list_leads_from_the_document_without_the_names_to_its_test(
    sign_in: SignIn, office: Office, alma: Child, now: datetime
) -> None:
    document_id = paper(office, alma, now)
    protect(office, "bo", at=now)
    release_id = ask(sign_in, document_id, now)
    mia = sign_in("mia")
    mia.post(f"/children/release/{release_id}/", TESTED)
    assert "den här versionen som skickas" in mia.get(f"/children/release/{release_id}/").content.decode()
    listed = mia.get(f"/children/{alma.file_id}/documents/").content.decode()
    assert "PDF utan de skyddade namnen" in listed
    assert f'href="/children/release/{release_id}/"' in listed


def test_one_who_is_protected_after_the_test_stops_the_pdf(
    sign_in: SignIn, office: Office, alma: Child, now: datetime
) -> None:
    release_id = ask(sign_in, paper(office, alma, now), now)
    mia = sign_in("mia")
    mia.post(f"/children/release/{release_id}/", TESTED | {"outcome": "with_names"})
    assert mia.get(f"/children/release/{release_id}/pdf/").status_code == 200
    protect(office, "bo", at=now)
    page = mia.get(f"/children/release/{release_id}/").content.decode()
    assert "Handlingen nämner någon vars namn prövningen inte gällde. Pröva den igen." in page
    assert f"/children/release/{release_id}/pdf/" not in page
    assert mia.get(f"/children/release/{release_id}/pdf/").status_code == 403


def test_the_one_whose_name_it_is_reads_why_she_cannot_test_it(
    sign_in: SignIn, office: Office, alma: Child, now: datetime
) -> None:
    document_id = paper(office, alma, now)
    protect(office, "bo", at=now)
    release_id = ask(sign_in, document_id, now)
    page = sign_in("bo").get(f"/children/release/{release_id}/").content.decode()
    assert "Utlämnande prövas av enhetschefen eller en registrator." in page
    assert "Den vars namn det gäller prövar inte själv." in page
    answer = sign_in("bo").post(f"/children/release/{release_id}/", TESTED)
    assert answer.status_code == 422
    assert "Hot mot handläggaren." in answer.content.decode()


def test_a_refusal_shows_how_to_appeal_and_no_pdf(sign_in: SignIn, office: Office, alma: Child, now: datetime) -> None:
    release_id = ask(sign_in, paper(office, alma, now), now)
    mia = sign_in("mia")
    mia.post(f"/children/release/{release_id}/", TESTED | {"outcome": "refused"})
    page = mia.get(f"/children/release/{release_id}/").content.decode()
    assert "6 kap. 3 och 7 §§ OSL" in page
    assert "Inget. Handlingen stannar här." in page
    assert mia.get(f"/children/release/{release_id}/pdf/").status_code == 403


def test_a_request_that_says_nothing_is_kept_as_a_draft(
    sign_in: SignIn, office: Office, alma: Child, now: datetime
) -> None:
    document_id = paper(office, alma, now)
    answer = sign_in("bo").post(f"/children/document/{document_id}/release/", asked(now, asked_for=" "))
    assert answer.status_code == 422
    assert "Skriv vem som vill läsa och vad." in answer.content.decode()
    with seeing(office.viewer("bo", now)):
        assert not Release.objects.exists()


def test_a_draft_is_not_handed_out(sign_in: SignIn, office: Office, alma: Child, now: datetime) -> None:
    document_id = paper(office, alma, now, is_signed=False)
    page = sign_in("bo").get(f"/children/document/{document_id}/release/").content.decode()
    assert "Handlingen är inte undertecknad." in page
    assert "Handlingen nämner ingen vars namn är skyddat" in page


def test_requests_are_for_those_who_see_the_file(sign_in: SignIn, office: Office, alma: Child, now: datetime) -> None:
    document_id = paper(office, alma, now)
    release_id = ask(sign_in, document_id, now)
    paths = (f"document/{document_id}/release/", f"release/{release_id}/", f"release/{release_id}/pdf/")
    assert [sign_in("cia").get(f"/children/{path}").status_code for path in paths] == [404] * 3
