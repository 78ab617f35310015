"""Documents are made as drafts, locked once signed, passed by a second person and corrected by addition."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db import connection
from django.db.utils import DatabaseError, IntegrityError
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part, Viewer, system_run
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.documents import actions as documents
from skyddsnat.foundation.documents.models import Document
from skyddsnat.foundation.documents.queries import (
    NoDocument,
    document,
    document_content,
    documents_of_file,
    documents_of_subject,
)
from skyddsnat.foundation.documents.rendering import MissingBlock, NameRequired, template_version
from skyddsnat.foundation.documents.types import DocumentView
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=3)
SUBJECT = "decisions.decision:7"

Samples = dict[str, dict[str, Any]]
Make = Callable[..., int]


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def alma(office: Office) -> int:
    """Alma's file, with Bo responsible."""
    return open_file(office, is_protected=False)


def open_file(office: Office, *, is_protected: bool) -> int:
    ida, ingvar, mia = office.viewer("ida"), office.viewer("ingvar"), office.viewer("mia")
    with seeing(ida):
        file_id = access.open_file(unit_id=office.units["intake"], is_protected=is_protected, actor=ida, at=MORNING).id
    with seeing(ingvar):
        assign(office, file_id, "bo", Part.RESPONSIBLE, ingvar)
    with seeing(mia):
        assign(office, file_id, "stina", Part.SECOND, mia)
    return file_id


def assign(office: Office, file_id: int, employee: str, part: Part, actor: Viewer) -> None:
    access.assign(
        file_id=file_id,
        employee_id=office.employees[employee],
        part=part,
        unit_id=office.units["barn1"],
        actor=actor,
        at=MORNING,
    )


@pytest.fixture
def make(office: Office, alma: int, samples: Samples) -> Make:
    """Bo makes a document on Alma's file and gets its id: `make("letter", has_protected=True)`."""

    def made(
        template: str = "decision_letter", *, file_id: int = alma, has_protected: bool = False, **changes: Any
    ) -> int:
        bo = office.viewer("bo")
        with seeing(bo):
            return documents.make_document(
                file_id=file_id,
                kind="decisions.notice",
                template=template,
                data={**samples[template], **changes},
                title="Underrättelse om beslut",
                subject=SUBJECT,
                has_protected=has_protected,
                actor=bo,
                at=MORNING,
            )

    return made


def sign(office: Office, document_id: int, who: str = "bo", **choices: Any) -> None:
    with seeing(office.viewer(who)):
        documents.sign_document(document_id=document_id, actor=office.viewer(who), at=LATER, **choices)


def pass_cover(office: Office, document_id: int, who: str) -> None:
    with seeing(office.viewer(who)):
        documents.pass_cover(document_id=document_id, actor=office.viewer(who), at=LATER)


def seen(office: Office, document_id: int, who: str = "bo") -> DocumentView:
    with seeing(office.viewer(who)):
        return document(document_id=document_id, viewer=office.viewer(who))


def content(office: Office, document_id: int) -> bytes:
    with seeing(office.viewer("bo")):
        return document_content(document_id=document_id, viewer=office.viewer("bo")).content


def codes(refused: pytest.ExceptionInfo[Refused]) -> tuple[str, ...]:
    return refused.value.verdict.codes


def test_a_document_is_made_as_a_draft_of_the_file(office: Office, alma: int, make: Make) -> None:
    view = seen(office, make())
    assert (view.file_id, view.subject, view.recipient) == (alma, SUBJECT, "Siv Öberg")
    assert view.made_by_id == office.employees["bo"]
    assert view.is_outgoing
    assert not view.is_locked
    assert not view.is_ready


def test_a_missing_block_keeps_nothing(office: Office, alma: int, make: Make) -> None:
    with pytest.raises(MissingBlock, match="reasons"):
        make(reasons=" ")
    with seeing(office.viewer("bo")):
        assert documents_of_file(file_id=alma, viewer=office.viewer("bo")) == []


def test_the_checksum_is_of_the_bytes_kept(office: Office, make: Make) -> None:
    document_id = make()
    with seeing(office.viewer("bo")):
        found = document_content(document_id=document_id, viewer=office.viewer("bo"))
        assert found.sha256 == sha256(found.content).hexdigest()
        assert Document.objects.get(pk=document_id).template_version == template_version("decision_letter")
        assert found.file_name == f"dokument-{document_id}.pdf"


def test_bytes_cannot_be_exchanged_without_their_checksum(office: Office, make: Make) -> None:
    document_id = make()
    with pytest.raises(IntegrityError, match="document_sha256_is_of_content"), seeing(office.viewer("bo")):
        Document.objects.filter(pk=document_id).update(content=b"%PDF another")


def test_signing_prints_the_signature_and_locks(office: Office, make: Make, text_of: Callable[[bytes], str]) -> None:
    document_id = make()
    assert "Utkast" in text_of(content(office, document_id))
    sign(office, document_id)
    text = text_of(content(office, document_id))
    assert "Utkast" not in text
    assert "Bo Handläggare, socialsekreterare Elektroniskt undertecknad 2 november 2026 kl. 12.00" in text
    view = seen(office, document_id)
    assert view.is_locked
    assert view.is_ready
    assert view.signed_by_id == office.employees["bo"]


def test_who_signs_by_code_is_named_nowhere_in_the_letter(
    office: Office, make: Make, text_of: Callable[[bytes], str]
) -> None:
    document_id = make()
    sign(office, document_id, with_code=True)
    made = content(office, document_id)
    assert office.viewer("bo").service_code in text_of(made)
    assert "Handläggare" not in text_of(made)
    assert "Handläggare".encode() not in made


def test_an_internal_document_is_never_signed_by_code(office: Office, make: Make) -> None:
    document_id = make("decision_record")
    with pytest.raises(NameRequired):
        sign(office, document_id, with_code=True)
    assert not seen(office, document_id).is_locked


def test_the_signature_carries_the_role_that_is_asked_for(
    office: Office, make: Make, text_of: Callable[[bytes], str]
) -> None:
    document_id = make()
    sign(office, document_id, role=Role.SENIOR)
    assert "Bo Handläggare, förste socialsekreterare" in text_of(content(office, document_id))


def test_a_signed_document_is_not_signed_again(office: Office, make: Make) -> None:
    document_id = make()
    sign(office, document_id)
    with pytest.raises(Refused) as refused:
        sign(office, document_id, "stina")
    assert codes(refused) == ("documents.signed",)


def test_a_document_made_signed_was_never_a_draft_and_says_the_same(
    office: Office, alma: int, make: Make, samples: Samples
) -> None:
    bo = office.viewer("bo")
    with seeing(bo):
        at_once = documents.make_signed_document(
            file_id=alma,
            kind="decisions.notice",
            template="decision_letter",
            data=samples["decision_letter"],
            title="Underrättelse om beslut",
            subject=SUBJECT,
            has_protected=True,
            actor=bo,
            at=LATER,
        )
        deeds = list(Event.objects.filter(target=f"documents.document:{at_once}").values_list("deed", flat=True))
    assert deeds == ["documents.document.signed"]
    first_drafted = make(has_protected=True)
    sign(office, first_drafted)
    one, other = seen(office, at_once), seen(office, first_drafted)
    assert (one.is_locked, one.signed_at, one.signed_by_id, one.needs_passing, one.recipient) == (
        other.is_locked,
        other.signed_at,
        other.signed_by_id,
        other.needs_passing,
        other.recipient,
    )
    assert content(office, at_once) == content(office, first_drafted)


def test_a_system_run_makes_nothing_signed(office: Office, samples: Samples) -> None:
    run = system_run("letters", units=frozenset({office.units["intake"]}))
    with seeing(run):
        file_id = access.open_file(unit_id=office.units["intake"], is_protected=False, actor=run, at=MORNING).id
        with pytest.raises(Refused) as refused:
            documents.make_signed_document(
                file_id=file_id,
                kind="letter",
                template="letter",
                data=samples["letter"],
                title="Brev",
                subject="x:1",
                actor=run,
                at=MORNING,
            )
    assert codes(refused) == ("documents.no_person",)


def test_a_system_run_signs_nothing(office: Office, make: Make, samples: Samples) -> None:
    run = system_run("letters", units=frozenset({office.units["intake"]}))
    with seeing(run):
        file_id = access.open_file(unit_id=office.units["intake"], is_protected=False, actor=run, at=MORNING).id
        document_id = documents.make_document(
            file_id=file_id,
            kind="letter",
            template="letter",
            data=samples["letter"],
            title="Brev",
            subject="x:1",
            actor=run,
            at=MORNING,
        )
        with pytest.raises(Refused) as refused:
            documents.sign_document(document_id=document_id, actor=run, at=LATER)
    assert codes(refused) == ("documents.no_person",)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents_document SET title = 'annat' WHERE id = %s",
        "UPDATE documents_document SET locked_at = NULL, signed_at = NULL, signed_by_id = NULL WHERE id = %s",
        "UPDATE documents_document SET content = 'x', sha256 = encode(sha256('x'), 'hex') WHERE id = %s",
    ],
)
def test_the_database_refuses_every_change_of_what_is_signed(office: Office, make: Make, statement: str) -> None:
    document_id = make()
    sign(office, document_id)
    with pytest.raises(DatabaseError, match="locked"), seeing(office.viewer("bo")), connection.cursor() as cursor:
        cursor.execute(statement, [document_id])
    assert seen(office, document_id).title == "Underrättelse om beslut"


def test_the_application_may_not_delete_a_document(office: Office, make: Make) -> None:
    document_id = make()
    refused = pytest.raises(DatabaseError, match="permission denied")
    with refused, seeing(office.viewer("bo")), connection.cursor() as cursor:
        cursor.execute("DELETE FROM documents_document WHERE id = %s", [document_id])


def test_with_nobody_looking_there_are_no_documents(office: Office, make: Make) -> None:
    make()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM documents_document")
        assert cursor.fetchone() == (0,)


def test_who_does_not_see_the_file_sees_no_document(office: Office, alma: int, make: Make) -> None:
    document_id = make()
    cia = office.viewer("cia")
    with seeing(cia):
        assert documents_of_file(file_id=alma, viewer=cia) == []
        assert documents_of_subject(subject=SUBJECT, viewer=cia) == []
        for unseen in (document_id, 999_999):
            with pytest.raises(NoDocument):
                document(document_id=unseen, viewer=cia)
            with pytest.raises(NoDocument):
                document_content(document_id=unseen, viewer=cia)
            with pytest.raises(NoDocument):
                documents.sign_document(document_id=unseen, actor=cia, at=LATER)


def test_nobody_makes_a_document_on_a_file_they_do_not_see(office: Office, alma: int, samples: Samples) -> None:
    cia = office.viewer("cia")
    with seeing(cia), pytest.raises(NotOpen):
        documents.make_document(
            file_id=alma,
            kind="letter",
            template="letter",
            data=samples["letter"],
            title="x",
            subject="x:1",
            actor=cia,
            at=MORNING,
        )


def test_lesson_15_a_second_person_passes_a_letter_with_a_protected_person(office: Office, make: Make) -> None:
    document_id = make(has_protected=True)
    sign(office, document_id)
    assert not seen(office, document_id).is_ready
    pass_cover(office, document_id, "stina")
    view = seen(office, document_id)
    assert view.is_ready
    assert view.passed_by_id == office.employees["stina"]


def test_who_made_or_signed_the_letter_does_not_pass_it(office: Office, make: Make) -> None:
    document_id = make(has_protected=True)
    sign(office, document_id, "stina")
    for who in ("bo", "stina"):
        with pytest.raises(Refused) as refused:
            pass_cover(office, document_id, who)
        assert codes(refused) == ("documents.same_person",)
    pass_cover(office, document_id, "mia")


def test_all_that_stands_in_the_way_of_passing_is_told_at_once(office: Office, make: Make) -> None:
    document_id = make("decision_record")
    with pytest.raises(Refused) as refused:
        pass_cover(office, document_id, "bo")
    assert codes(refused) == ("documents.nothing_to_pass", "documents.not_signed", "documents.same_person")


def test_a_letter_is_passed_once_and_the_pass_stays(office: Office, make: Make) -> None:
    document_id = make(has_protected=True)
    sign(office, document_id)
    pass_cover(office, document_id, "stina")
    with pytest.raises(Refused) as refused:
        pass_cover(office, document_id, "mia")
    assert codes(refused) == ("documents.passed",)
    with pytest.raises(DatabaseError, match="locked"), seeing(office.viewer("bo")):
        Document.objects.filter(pk=document_id).update(passed_at=None, passed_by=None)


def test_the_database_refuses_a_pass_by_the_same_person(office: Office, make: Make) -> None:
    document_id = make(has_protected=True)
    sign(office, document_id)
    with pytest.raises(IntegrityError, match="document_passed_by_another"), seeing(office.viewer("bo")):
        Document.objects.filter(pk=document_id).update(passed_at=LATER, passed_by_id=office.employees["bo"])


def test_every_letter_of_a_protected_file_needs_a_second_person(office: Office, make: Make) -> None:
    file_id = open_file(office, is_protected=True)
    document_id = make(file_id=file_id)
    sign(office, document_id)
    assert seen(office, document_id).needs_passing


def correct(office: Office, document_id: int, data: dict[str, Any]) -> int:
    bo = office.viewer("bo")
    with seeing(bo):
        return documents.correct_document(
            document_id=document_id,
            data=data,
            title="Underrättelse om beslut",
            reason="Fel slutdatum.",
            actor=bo,
            at=LATER,
        )


def test_a_correction_is_an_addition(
    office: Office, make: Make, samples: Samples, text_of: Callable[[bytes], str]
) -> None:
    former = make()
    sign(office, former)
    before = content(office, former)
    addition = correct(office, former, samples["decision_letter"])
    sign(office, addition)
    assert content(office, former) == before
    assert "rättar ”Underrättelse om beslut” från den 2 november 2026" in text_of(content(office, addition))
    assert seen(office, addition).corrects_id == former
    assert seen(office, former).corrected_by_id == addition
    assert not seen(office, former).is_ready


def test_only_what_is_signed_is_corrected_and_only_once(office: Office, make: Make, samples: Samples) -> None:
    former = make()
    with pytest.raises(Refused) as refused:
        correct(office, former, samples["decision_letter"])
    assert codes(refused) == ("documents.not_signed",)
    sign(office, former)
    sign(office, correct(office, former, samples["decision_letter"]))
    with pytest.raises(Refused) as refused:
        correct(office, former, samples["decision_letter"])
    assert codes(refused) == ("documents.corrected",)


def test_each_step_is_in_the_log_without_the_text(office: Office, alma: int, make: Make, samples: Samples) -> None:
    document_id = make(has_protected=True)
    sign(office, document_id)
    pass_cover(office, document_id, "stina")
    correct(office, document_id, samples["decision_letter"])
    with seeing(office.viewer("bo")):
        events = list(Event.objects.filter(file_id=alma, target__startswith="documents").order_by("id"))
    deeds = [event.deed for event in events if event.deed.startswith("documents.")]
    assert deeds == [f"documents.document.{deed}" for deed in ("made", "signed", "passed", "corrected")]
    written = " ".join(str(event.details) for event in events)
    for secret in ("Siv Öberg", "Storgatan", "%PDF", "kontaktfamilj"):
        assert secret not in written


def test_documents_are_listed_in_one_statement(
    office: Office, alma: int, make: Make, django_assert_num_queries: Callable[[int], Any]
) -> None:
    made = [make(), make("letter"), make("child_decision")]
    bo = office.viewer("bo")
    with seeing(bo):
        with django_assert_num_queries(1):
            listed = documents_of_file(file_id=alma, viewer=bo)
        assert [view.id for view in listed] == made[::-1]
        assert [view.id for view in documents_of_subject(subject=SUBJECT, viewer=bo)] == made[::-1]
