"""What leaves for the court is without a name that is protected, or was tested for the court with it."""

from typing import Any

import pytest
from tests.factories import compulsory as line
from tests.factories.compulsory import DAY, HOUR, Running
from tests.factories.people import Child, make_child
from tests.factories.protected import protect, rename
from tests.factories.staff import MORNING, Office
from tests.pdf import text_in

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.documents.actions import (
    ask_release,
    correct_document,
    decide_release,
    pass_cover,
    sign_document,
)
from skyddsnat.foundation.documents.models import Document
from skyddsnat.foundation.documents.queries import document_content, sendings_of
from skyddsnat.foundation.documents.release_types import Asker, Basis, Released
from skyddsnat.kernel.verdict import Refused
from skyddsnat.law.compulsory_states import Act

TAKEN = MORNING + DAY
AT = TAKEN + HOUR


@pytest.fixture
def on(office: Office, alma: Child) -> Running:
    rename(office)
    return line.taken(office, alma, at=TAKEN)


def harm_tested(on: Running, document_id: int, outcome: Released, *, to: Asker = Asker.AUTHORITY) -> None:
    mia = on.office.viewer("mia", AT)
    doing: dict[str, Any] = {"actor": mia, "at": AT}
    with seeing(mia):
        asked = ask_release(document_id=document_id, asked_by=to, asked_for="Rätten.", asked_at=AT, **doing)
        decide_release(release_id=asked, outcome=outcome, basis=Basis.STAFF, reason="Hot.", **doing)


def send(on: Running, document_id: int) -> int | None:
    """The document of the step that is written down."""
    bo = on.office.viewer("bo", AT)
    with seeing(bo):
        version = queries.measure(measure_id=on.measure_id, viewer=bo).version
        made = actions.dispatch(
            measure_id=on.measure_id, version=version, act=Act.SUBMIT, document_id=document_id, actor=bo, at=AT
        )
        return next(
            each.document_id for each in queries.steps_of(measure_id=on.measure_id, viewer=bo) if each.id == made
        )


def why_not(on: Running, document_id: int) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        send(on, document_id)
    return refused.value.verdict.codes


def words(on: Running, document_id: int) -> str:
    bo = on.office.viewer("bo", AT)
    with seeing(bo):
        return text_in(document_content(document_id=document_id, viewer=bo).content)


def test_the_step_is_about_the_paper_that_left_without_the_name(on: Running) -> None:
    paper = line.paper(on, at=AT)
    protect(on.office, "bo", at=AT)
    assert why_not(on, paper) == ("documents.untested",)
    harm_tested(on, paper, Released.WITHOUT_NAMES)
    sent = send(on, paper)
    assert sent not in (None, paper)
    assert "Qvarnström" in words(on, paper)
    assert "Qvarnström" not in words(on, sent or 0)


def test_a_test_made_before_the_name_was_protected_sends_nothing(on: Running) -> None:
    paper = line.paper(on, at=AT)
    harm_tested(on, paper, Released.WITH_NAMES)
    protect(on.office, "bo", at=AT)
    assert why_not(on, paper) == ("documents.tested_before",)


def test_a_test_for_a_party_sends_nothing_to_the_court(on: Running) -> None:
    paper = line.paper(on, at=AT)
    protect(on.office, "bo", at=AT)
    harm_tested(on, paper, Released.WITH_NAMES, to=Asker.PARTY)
    assert why_not(on, paper) == ("documents.untested",)


def test_what_left_without_the_name_does_not_leave_again_when_it_is_refused_later(on: Running) -> None:
    paper = line.paper(on, at=AT)
    protect(on.office, "bo", at=AT)
    harm_tested(on, paper, Released.WITHOUT_NAMES)
    without = send(on, paper)
    harm_tested(on, paper, Released.REFUSED)
    assert why_not(on, without or 0) == ("documents.release_refused",)


def test_a_paper_about_a_protected_child_leaves_when_a_second_person_has_passed_it(office: Office) -> None:
    """Lesson 15: also what the board decided, which was made to stay."""
    on = line.taken(office, make_child(office, protection=Protection.REGISTRATION), at=TAKEN)
    paper = line.paper(on, at=AT)
    assert why_not(on, paper) == ("documents.not_passed",)
    dag = on.office.viewer("dag", AT)
    with seeing(dag):
        pass_cover(document_id=paper, actor=dag, at=AT)
    assert send(on, paper) == paper


def test_a_paper_that_was_corrected_leaves_as_it_was_corrected(on: Running) -> None:
    paper, bo = line.paper(on, at=AT), on.office.viewer("bo", AT)
    with seeing(bo):
        source = Document.objects.get(pk=paper).source
        corrected = correct_document(document_id=paper, data=source, title="Beslut", reason="Fel dag.", actor=bo, at=AT)
        sign_document(document_id=corrected, actor=bo, at=AT)
    assert send(on, paper) == corrected


def test_that_it_left_is_written_down_with_what_left_in_its_place(on: Running) -> None:
    paper, bo = line.paper(on, at=AT), on.office.viewer("bo", AT)
    protect(on.office, "bo", at=AT)
    harm_tested(on, paper, Released.WITHOUT_NAMES)
    left = send(on, paper)
    with seeing(bo):
        (sent,) = sendings_of(document_ids=[paper], viewer=bo)
    assert (sent.left_id, sent.to, sent.sent_at, sent.left_out) == (left, Asker.AUTHORITY, AT, ("NH002",))
