"""A name that is left out stands in nothing that leaves, and whoever writes it in is told where (FL 33 §)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.factories.protected import NAMES, protect, rename
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.documents import actions as documents
from skyddsnat.foundation.documents.letterhead import official_as
from skyddsnat.foundation.documents.models import Document
from skyddsnat.foundation.documents.queries import document_content
from skyddsnat.foundation.documents.types import TEMPLATES
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db

SUBJECT = "decisions.proposal:7"
LATER = MORNING + timedelta(hours=3)
NAME, LOGIN = NAMES["bo"]
Samples = dict[str, dict[str, Any]]
WRITTEN = sorted(name for name, form in TEMPLATES.items() if form.is_outgoing)


@pytest.fixture
def office() -> Office:
    found = make_office()
    rename(found, "bo")
    return found


@pytest.fixture
def alma(office: Office) -> int:
    ida, ingvar = office.viewer("ida"), office.viewer("ingvar")
    with seeing(ida):
        file_id = access.open_file(unit_id=office.units["intake"], is_protected=False, actor=ida, at=MORNING).id
    with seeing(ingvar):
        access.assign(
            file_id=file_id, employee_id=office.employees["bo"], part=Part.RESPONSIBLE, unit_id=office.units["barn1"],
            actor=ingvar, at=MORNING,
        )  # fmt: skip
    return file_id


@pytest.fixture
def protected(office: Office) -> None:
    protect(office, "bo")


def make(office: Office, file_id: int, template: str, data: dict[str, Any], title: str = "Brev") -> int:
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        return documents.make_signed_document(
            file_id=file_id, kind=template, template=template, data=data, title=title, subject=SUBJECT, actor=bo,
            at=LATER,
        )  # fmt: skip


def with_bo(office: Office, template: str, data: dict[str, Any]) -> dict[str, Any]:
    """The sample with Bo as every official."""
    bo = official_as("handläggare", employee_id=office.employees["bo"], on=LATER.date())
    form = TEMPLATES[template]
    return {**data, **{block: [bo] if isinstance(data.get(block), list) else bo for block in form.officials}}


@pytest.mark.parametrize("template", WRITTEN)
@pytest.mark.usefixtures("protected")
def test_what_leaves_shows_code_board_and_the_functions_telephone(
    office: Office, alma: int, samples: Samples, text_of: Callable[[bytes], str], template: str
) -> None:
    made = make(office, alma, template, with_bo(office, template, samples[template]))
    row = Document.objects.filter(pk=made)
    with seeing(office.viewer("bo", LATER)):
        text = text_of(document_content(document_id=made, viewer=office.viewer("bo", LATER)).content)
        source = str(row.get().source)
    sender = samples[template]["sender"]
    assert "NH002" in text
    assert sender.board in text
    assert sender.phone in text
    for name in (NAME, "Qvarnström", LOGIN):
        assert name not in text
        assert name not in source


def test_the_record_names_everybody(
    office: Office, alma: int, samples: Samples, text_of: Callable[[bytes], str], protected: None
) -> None:
    made = make(office, alma, "decision_record", with_bo(office, "decision_record", samples["decision_record"]))
    with seeing(office.viewer("bo", LATER)):
        text = text_of(document_content(document_id=made, viewer=office.viewer("bo", LATER)).content)
    assert f"Beslutat av {NAME}, handläggare" in text
    assert "NH002" not in text


@pytest.mark.parametrize(
    "words", [f"Hälsningar {NAME}", "qvarnström ringer dig.", "/BQ", "B.Q.", LOGIN, "Qvarn\u00adströms nummer"]
)
@pytest.mark.usefixtures("protected")
def test_a_letter_whose_text_gives_the_name_away_is_not_signed(
    office: Office, alma: int, samples: Samples, words: str
) -> None:
    data = samples["letter"] | {"body": f"Hej! Vi vill träffa dig. {words}"}
    with pytest.raises(Refused) as refused:
        make(office, alma, "letter", data)
    (reason,) = refused.value.reasons
    assert reason.code == "documents.name_in_text"
    assert reason.in_language("sv").startswith("”Brevets text” nämner en medarbetare vars namn är skyddat. Skriv NH002")
    assert "Qvarnström" not in reason.text.sv + reason.text.en
    with seeing(office.viewer("bo", LATER)):
        assert not Document.objects.filter(file_id=alma).exists()


@pytest.mark.usefixtures("protected")
def test_every_text_that_gives_the_name_away_is_told_at_once(office: Office, alma: int, samples: Samples) -> None:
    sections = [{"title": "Hälsa", "text": NAME}, {"title": "Skola", "text": "Inget."}]
    with pytest.raises(Refused) as refused:
        make(office, alma, "court_paper", samples["court_paper"] | {"sections": sections}, title=f"Ansökan av {NAME}")
    assert [reason.text.en.split("” names")[0] for reason in refused.value.reasons] == ["“Heading", "“Hälsa"]


@pytest.mark.usefixtures("protected")
def test_a_look_at_a_draft_refuses_what_could_not_be_signed(office: Office, alma: int, samples: Samples) -> None:
    bo = office.viewer("bo", LATER)
    with seeing(bo), pytest.raises(Refused):
        documents.preview_document(
            template="letter", data=samples["letter"] | {"body": NAME}, title="Brev", subject=SUBJECT, actor=bo,
            at=LATER,
        )  # fmt: skip


def test_the_names_of_one_case_are_left_out_of_its_letters_alone(
    office: Office, alma: int, samples: Samples, text_of: Callable[[bytes], str]
) -> None:
    protect(office, "bo", subject="decisions.proposal:8")
    made = make(office, alma, "letter", samples["letter"] | {"body": f"Ring {NAME}."})
    with seeing(office.viewer("bo", LATER)):
        assert NAME in text_of(document_content(document_id=made, viewer=office.viewer("bo", LATER)).content)
