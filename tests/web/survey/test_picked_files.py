"""A file picked for a box goes the way of what is typed there, and stands in the box when something is wrong."""

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories import survey as asking
from tests.factories.staff import Office, make_office
from tests.web.conftest import SignIn

from skyddsnat.domains.survey.queries import surveys
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.web.survey.picked import MOST_BYTES

pytestmark = pytest.mark.django_db
NEW = "/surveys/new/file/"


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(at=now - timedelta(days=100))


@pytest.fixture
def anna(office: Office, sign_in: SignIn) -> Client:
    return sign_in("anna")


def picked(content: bytes) -> dict[str, object]:
    return {"text": "", "text_file": SimpleUploadedFile("enkat.yaml", content)}


def box_of(content: bytes) -> str:
    box = BeautifulSoup(content, "lxml").find("textarea", {"name": "text"})
    assert box is not None
    return box.get_text()


@pytest.mark.parametrize("saved_as", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_picked_file_makes_a_survey_however_it_was_saved(
    office: Office, anna: Client, now: datetime, saved_as: str
) -> None:
    assert anna.post(NEW, picked(asking.DEFINITION.encode(saved_as))).status_code == 302
    with seeing(office.viewer("anna", now)) as viewer:
        assert [each.definition for each in surveys(viewer=viewer)] == [asking.definition()]


def test_a_broken_file_stands_in_the_box_and_is_there_when_one_comes_back(anna: Client) -> None:
    broken = asking.DEFINITION.replace("kind: scale", "kind: ladder")
    refused = anna.post(NEW, picked(broken.encode()) | {"text": "skrivet förut"})
    assert refused.status_code == 422
    assert "ladder" in box_of(refused.content)
    assert "ladder" in box_of(anna.get(NEW).content)


@pytest.mark.parametrize("content", [b"\x00\x01\xff\xfe", b"", b"%PDF-1.7\n\x00"])
def test_what_is_no_text_is_refused(office: Office, anna: Client, now: datetime, content: bytes) -> None:
    assert anna.post(NEW, picked(content)).status_code == 422
    with seeing(office.viewer("anna", now)) as viewer:
        assert surveys(viewer=viewer) == []


def test_too_large_a_file_leaves_what_was_typed(anna: Client) -> None:
    refused = anna.post(NEW, picked(b"x" * (MOST_BYTES + 1)) | {"text": "skrivet förut"})
    assert refused.status_code == 422
    assert "Filen är för stor" in refused.content.decode()
    assert box_of(refused.content).strip() == "skrivet förut"


def test_answers_and_counts_are_picked_too(anna: Client) -> None:
    survey = anna.post(NEW, picked(asking.DEFINITION.encode())).headers["Location"]
    for address in (f"{survey}import/", f"{survey}counts/"):
        page = BeautifulSoup(anna.get(address).content, "lxml")
        assert {each["name"] for each in page.find_all("input", {"type": "file"})} == {"text_file", "definition_file"}
        refused = anna.post(address, {"text_file": SimpleUploadedFile("svar.csv", b"nobody\nyes\n")})
        assert box_of(refused.content).strip() == "nobody\nyes"


def test_where_a_file_or_its_box_is_needed_neither_is_called_optional(anna: Client) -> None:
    survey = anna.post(NEW, picked(asking.DEFINITION.encode())).headers["Location"]
    for address in (NEW, f"{survey}import/", f"{survey}counts/"):
        labels = BeautifulSoup(anna.get(address).content, "lxml").find_all("label")
        optional = {label["for"] for label in labels if label.find(class_="optional")}
        assert not {"id_text", "id_text_file"} & optional
        assert address == NEW or {"id_definition", "id_definition_file"} <= optional
