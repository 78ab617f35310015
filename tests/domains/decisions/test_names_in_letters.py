"""A letter signed before somebody's name was protected: tested first, and sent without it."""

from typing import Any

import pytest
from tests.factories.decisions import DECIDED, decide, proposed_to
from tests.factories.people import make_child
from tests.factories.protected import protect, rename
from tests.factories.staff import Office
from tests.pdf import text_in

from skyddsnat.domains.decisions import actions, queries
from skyddsnat.domains.decisions.types import DeliveryView
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.documents.actions import ask_release, decide_release
from skyddsnat.foundation.documents.queries import document_content
from skyddsnat.foundation.documents.release_types import Asker, Basis, Released
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(office: Office) -> DeliveryView:
    """Liv's letter in both languages, which names Mia as the decider and Bo as the presenter."""
    rename(office)
    alma = make_child(office, guardians=("liv",))
    decision_id = decide(office, proposed_to(office, alma))
    bo = office.viewer("bo", DECIDED)
    with seeing(bo):
        (found,) = queries.decision(decision_id=decision_id, viewer=bo).deliveries
    assert found.english_id is not None
    return found


def harm_tested(office: Office, letter: DeliveryView, outcome: Released, *, to: Asker = Asker.PARTY) -> None:
    """Mia tests the harm of both letters."""
    mia = office.viewer("mia", DECIDED)
    doing: dict[str, Any] = {"actor": mia, "at": DECIDED}
    for document_id in (letter.letter_id, letter.english_id or 0):
        with seeing(mia):
            asked = ask_release(
                document_id=document_id, asked_by=to, asked_for="Liv ska få beslutet.", asked_at=DECIDED, **doing
            )
            decide_release(release_id=asked, outcome=outcome, basis=Basis.STAFF, reason="Hot.", **doing)


def send(office: Office, letter: DeliveryView) -> DeliveryView:
    bo = office.viewer("bo", DECIDED)
    with seeing(bo):
        actions.deliver(decision_id=letter.decision_id, person_id=letter.person_id, how="Brev", actor=bo, at=DECIDED)
        return queries.delivery(delivery_id=letter.id, viewer=bo)


def why_not(office: Office, letter: DeliveryView) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        send(office, letter)
    return refused.value.verdict.codes


def words(office: Office, document_id: int) -> str:
    bo = office.viewer("bo", DECIDED)
    with seeing(bo):
        return text_in(document_content(document_id=document_id, viewer=bo).content)


def test_what_is_sent_and_kept_as_sent_is_the_letter_without_the_name(office: Office, letter: DeliveryView) -> None:
    protect(office, "bo", at=DECIDED)
    assert why_not(office, letter) == ("documents.untested",)
    harm_tested(office, letter, Released.WITHOUT_NAMES)
    sent = send(office, letter)
    for before, after in ((letter.letter_id, sent.letter_id), (letter.english_id or 0, sent.english_id or 0)):
        assert "Qvarnström" in words(office, before)
        assert "Qvarnström" not in words(office, after)
        assert "NH002" in words(office, after)


def test_sent_with_the_name_after_a_test_it_is_the_letter_itself(office: Office, letter: DeliveryView) -> None:
    protect(office, "bo", at=DECIDED)
    harm_tested(office, letter, Released.WITH_NAMES)
    sent = send(office, letter)
    assert (sent.letter_id, sent.english_id) == (letter.letter_id, letter.english_id)


@pytest.mark.parametrize("outcome", [Released.WITH_NAMES, Released.WITHOUT_NAMES])
def test_a_test_made_before_the_name_was_protected_sends_nothing(
    office: Office, letter: DeliveryView, outcome: Released
) -> None:
    harm_tested(office, letter, outcome)
    protect(office, "bo", at=DECIDED)
    assert why_not(office, letter) == ("documents.tested_before",)


def test_a_test_for_a_court_sends_no_letter_to_a_party(office: Office, letter: DeliveryView) -> None:
    protect(office, "bo", at=DECIDED)
    harm_tested(office, letter, Released.WITH_NAMES, to=Asker.AUTHORITY)
    assert why_not(office, letter) == ("documents.untested",)


def test_a_later_refusal_stops_the_letter(office: Office, letter: DeliveryView) -> None:
    protect(office, "bo", at=DECIDED)
    harm_tested(office, letter, Released.WITHOUT_NAMES)
    harm_tested(office, letter, Released.REFUSED)
    assert why_not(office, letter) == ("documents.release_refused",)
