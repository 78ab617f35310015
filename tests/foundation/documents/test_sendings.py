"""One way out: what leaves is written down when it does, and nothing leaves that may not that day."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.factories.protected import NAMES, protect, rename
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.documents import actions as documents
from skyddsnat.foundation.documents import queries
from skyddsnat.foundation.documents.letterhead import official_as
from skyddsnat.foundation.documents.models import Sending
from skyddsnat.foundation.documents.release_types import Asker, Basis, Released, SendingView
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db

TODAY = MORNING.date()
DAY = timedelta(days=1)
Samples = dict[str, dict[str, Any]]


@pytest.fixture
def office() -> Office:
    found = make_office()
    rename(found)
    return found


@pytest.fixture
def file_id(office: Office) -> int:
    ida, ingvar = office.viewer("ida"), office.viewer("ingvar")
    with seeing(ida):
        made = access.open_file(unit_id=office.units["intake"], is_protected=False, actor=ida, at=MORNING).id
    with seeing(ingvar):
        access.assign(
            file_id=made, employee_id=office.employees["bo"], part=Part.RESPONSIBLE, unit_id=office.units["barn1"],
            actor=ingvar, at=MORNING,
        )  # fmt: skip
    return made


def write(office: Office, file_id: int, data: dict[str, Any], *, template: str = "decision_letter", **more: Any) -> int:
    """A letter that Bo signs; it names him as the official."""
    bo = office.viewer("bo")
    who = official_as("handläggare", employee_id=office.employees["bo"], on=TODAY)
    with seeing(bo):
        return documents.make_signed_document(
            file_id=file_id, kind="letter", template=template, data=data | {"decided_by": who, "presented_by": who,
            "took_part": []}, title="Beslut", subject="journal.note:1", actor=bo, at=MORNING, **more,
        )  # fmt: skip


@pytest.fixture
def letter(office: Office, file_id: int, samples: Samples) -> int:
    return write(office, file_id, samples["decision_letter"])


def send(office: Office, document_id: int, by: str = "bo", **said: Any) -> SendingView:
    """Post it to Eva, and what is then written down."""
    at = said.pop("at", MORNING)
    actor = office.viewer(by, at)
    fields = {"to": Asker.PARTY, "recipient": "Eva Lind", "how": "brev"} | said
    with seeing(actor):
        documents.send_document(document_id=document_id, **fields, actor=actor, at=at)
        return queries.sendings_of(document_ids=[document_id], viewer=actor)[0]


def why_not(office: Office, document_id: int, by: str = "bo", **said: Any) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        send(office, document_id, by, **said)
    actor = office.viewer(by)
    with seeing(actor):
        assert queries.sendings_of(document_ids=[document_id], viewer=actor) == []
    return refused.value.verdict.codes


def harm_tested(office: Office, document_id: int, outcome: Released, *, to: Asker = Asker.PARTY) -> None:
    mia = office.viewer("mia")
    doing: dict[str, Any] = {"actor": mia, "at": MORNING}
    with seeing(mia):
        asked = documents.ask_release(document_id=document_id, asked_by=to, asked_for="Eva.", asked_at=MORNING, **doing)
        documents.decide_release(release_id=asked, outcome=outcome, basis=Basis.STAFF, reason="Hot.", **doing)


def test_who_when_how_to_whom_and_what_is_written_down(office: Office, letter: int) -> None:
    sent = send(office, letter, at=MORNING + DAY)
    assert (sent.document_id, sent.left_id, sent.left_out) == (letter, letter, ())
    assert (sent.to, sent.recipient, sent.how) == (Asker.PARTY, "Eva Lind", "brev")
    assert (sent.sent_by, sent.sent_at) == (NAMES["bo"][0], MORNING + DAY)
    mia = office.viewer("mia")
    with seeing(mia):
        (deed,) = Event.objects.filter(deed="documents.document.sent")
    assert deed.details == {"sending": sent.id, "to": "party", "left_out": []}


def test_a_name_that_is_protected_while_the_letter_waits_stops_it(office: Office, letter: int) -> None:
    protect(office, "bo")
    assert why_not(office, letter) == ("documents.untested",)
    harm_tested(office, letter, Released.WITHOUT_NAMES)
    sent = send(office, letter)
    assert sent.left_id != letter
    assert sent.left_out == ("NH002",)


def test_a_letter_has_left_when_what_stands_in_its_place_did_from_its_own_page(office: Office, letter: int) -> None:
    protect(office, "bo")
    harm_tested(office, letter, Released.WITHOUT_NAMES)
    bo = office.viewer("bo")
    with seeing(bo):
        nameless = queries.renderings(document_ids=[letter], to=Asker.PARTY, viewer=bo)[letter]
    send(office, nameless)
    send(office, letter, at=MORNING + DAY)
    with seeing(bo):
        assert queries.left_at(document_ids={letter}, viewer=bo) == {letter: MORNING}


def test_a_letter_that_was_made_without_the_name_says_so_when_it_leaves(
    office: Office, file_id: int, samples: Samples
) -> None:
    protect(office, "bo")
    assert send(office, write(office, file_id, samples["decision_letter"])).left_out == ("NH002",)


def test_the_day_after_the_last_day_of_the_protection_it_leaves_as_it_stands(office: Office, letter: int) -> None:
    protect(office, "bo", lasts=10 * DAY)
    assert why_not(office, letter, at=MORNING + 9 * DAY) == ("documents.untested",)
    sent = send(office, letter, at=MORNING + 10 * DAY)
    assert (sent.left_id, sent.left_out) == (letter, ())


def test_a_letter_with_somebody_protected_waits_for_a_second_person(
    office: Office, file_id: int, samples: Samples
) -> None:
    letter = write(office, file_id, samples["decision_letter"], has_protected=True)
    assert why_not(office, letter) == ("documents.not_passed",)
    mia = office.viewer("mia")
    with seeing(mia):
        documents.pass_cover(document_id=letter, actor=mia, at=MORNING)
    assert send(office, letter, recipient="Siv Öberg").left_id == letter


def test_a_letter_that_was_passed_for_one_leaves_for_nobody_else(
    office: Office, file_id: int, samples: Samples
) -> None:
    """What the second person checked was the recipient: a mother's letter is not sent to whom she hides from."""
    letter, mia = write(office, file_id, samples["decision_letter"], has_protected=True), office.viewer("mia")
    with seeing(mia):
        documents.pass_cover(document_id=letter, actor=mia, at=MORNING)
    assert why_not(office, letter, recipient="Adam Lind") == ("documents.passed_for_another",)
    assert why_not(office, letter, to=Asker.PUBLIC, recipient="") == ("documents.passed_for_another",)
    assert send(office, letter, recipient=" siv öberg").left_id == letter
    harm_tested(office, letter, Released.WITH_NAMES, to=Asker.AUTHORITY)
    assert send(office, letter, to=Asker.AUTHORITY, recipient="Förvaltningsrätten").to is Asker.AUTHORITY


def test_what_was_corrected_leaves_as_it_was_corrected(office: Office, file_id: int, samples: Samples) -> None:
    letter, bo = write(office, file_id, samples["decision_letter"]), office.viewer("bo")
    who = official_as("handläggare", employee_id=office.employees["bo"], on=TODAY)
    data = samples["decision_letter"] | {"decided_by": who, "presented_by": who, "took_part": []}
    doing: dict[str, Any] = {"actor": bo, "at": MORNING}
    with seeing(bo):
        correction = documents.correct_document(
            document_id=letter, data=data, title="Beslut", reason="Fel dag.", **doing
        )
        assert queries.leaving(document_id=letter, to=Asker.PARTY, on=TODAY, viewer=bo).document_id == letter
        documents.sign_document(document_id=correction, **doing)
    assert send(office, letter).left_id == correction
    protect(office, "bo")
    assert why_not(office, correction) == ("documents.untested",)


def test_what_was_made_to_stay_leaves_after_a_test_for_such_as_receives_it(
    office: Office, file_id: int, samples: Samples
) -> None:
    paper = write(office, file_id, samples["decision_record"], template="decision_record")
    assert why_not(office, paper, "mia") == ("documents.stays",)
    harm_tested(office, paper, Released.WITH_NAMES, to=Asker.AUTHORITY)
    assert why_not(office, paper, "mia") == ("documents.stays",)
    assert send(office, paper, "mia", to=Asker.AUTHORITY).to is Asker.AUTHORITY


def test_whoever_asks_for_a_public_document_need_not_say_who_she_is(
    office: Office, file_id: int, samples: Samples
) -> None:
    """TF 2 kap. 18 §; lesson 15."""
    paper = write(office, file_id, samples["decision_record"], template="decision_record")
    harm_tested(office, paper, Released.WITH_NAMES, to=Asker.PUBLIC)
    assert send(office, paper, "mia", to=Asker.PUBLIC, recipient="").recipient == ""


def test_what_is_refused_to_somebody_is_not_sent(office: Office, file_id: int, samples: Samples) -> None:
    paper = write(office, file_id, samples["decision_record"], template="decision_record")
    harm_tested(office, paper, Released.REFUSED)
    assert "documents.stays" in why_not(office, paper, "mia")


def test_a_draft_no_way_and_nobody_to_send_to_are_all_said(office: Office, file_id: int, samples: Samples) -> None:
    bo = office.viewer("bo")
    with seeing(bo):
        draft = documents.make_document(
            file_id=file_id, kind="letter", template="letter", data=samples["letter"], title="Brev",
            subject="journal.note:1", actor=bo, at=MORNING,
        )  # fmt: skip
    codes = why_not(office, draft, how=" ", recipient="")
    assert codes == ("documents.not_signed", "documents.no_way", "documents.no_recipient")


def test_those_who_neither_write_in_the_file_nor_test_harm_send_nothing(office: Office, letter: int) -> None:
    mia = office.viewer("mia")
    with seeing(mia):
        file_id = queries.document(document_id=letter, viewer=mia).file_id
        access.grant_for_decision(
            file_id=file_id, employee_id=office.employees["olga"], subject="decisions.proposal:1",
            until=MORNING + DAY, reason="Ska besluta.", actor=mia, at=MORNING,
        )  # fmt: skip
    assert why_not(office, letter, "olga") == ("access.not_casework",)


def test_whoever_does_not_see_the_file_finds_no_document(office: Office, letter: int) -> None:
    with pytest.raises(NotOpen):
        send(office, letter, "cia")


def test_a_sending_is_never_changed_nor_written_past_the_rules(office: Office, file_id: int, samples: Samples) -> None:
    letter = write(office, file_id, samples["decision_letter"], has_protected=True)
    bo = office.viewer("bo")
    row: dict[str, Any] = {
        "document_id": letter, "left_id": letter, "file_id": file_id, "to": "party", "how": "brev",
        "sent_at": MORNING, "sent_by_id": bo.employee_id,
    }  # fmt: skip
    with seeing(bo):
        with pytest.raises(DatabaseError, match="not passed"), transaction.atomic():
            Sending.objects.create(**row)
        plain = write(office, file_id, samples["decision_letter"])
        kept = Sending.objects.create(**row | {"document_id": plain, "left_id": plain})
        for change in (lambda: kept.delete(), lambda: Sending.objects.filter(pk=kept.pk).update(how="bud")):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
