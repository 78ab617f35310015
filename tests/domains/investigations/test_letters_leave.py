"""A party is told by a letter when it has left: until a second person has read it and it is sent, the clock runs."""

from datetime import timedelta

import pytest
from tests.factories.investigations import Opened, open_on
from tests.factories.people import make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.investigations import actions, queries
from skyddsnat.domains.investigations.types import CommunicationView, NoticeView
from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.deadlines.queries import clocks_of
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.foundation.documents import actions as documents
from skyddsnat.foundation.documents.models import Document, Sending
from skyddsnat.foundation.documents.release_types import Asker
from skyddsnat.kernel.verdict import Refused

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = MORNING + 2 * DAY
TODAY = MORNING.date()


@pytest.fixture
def opened(office: Office) -> Opened:
    return open_on(office, make_child(office, "hugo", guardians=("eva",), protection=Protection.FLAG))


@pytest.fixture
def bo(office: Office, opened: Opened) -> Viewer:
    return office.viewer("bo", MORNING + HOUR)


def notice(opened: Opened, viewer: Viewer) -> NoticeView:
    (found,) = [
        each
        for each in queries.notices(investigation_id=opened.id, viewer=viewer)
        if each.person_id == opened.child.guardians["eva"]
    ]
    return found


def clock(of: NoticeView, viewer: Viewer) -> DeadlineView:
    (found,) = clocks_of(subject=f"investigations.notice:{of.id}", viewer=viewer)
    return found


def written(opened: Opened, bo: Viewer) -> int:
    with seeing(bo):
        letter = actions.tell_party(
            notice_id=notice(opened, bo).id, how="brev", told_at=MORNING, actor=bo, at=MORNING + HOUR
        )
    assert letter is not None
    return letter


def passed(office: Office, letter: int) -> None:
    with seeing(office.viewer("mia", LATER)) as mia:
        documents.pass_cover(document_id=letter, actor=mia, at=LATER)


def sent(office: Office, letter: int, *, how: str = "överlämnat") -> None:
    with seeing(office.viewer("bo", LATER)) as bo:
        documents.send_document(
            document_id=letter, to=Asker.PARTY, recipient="Eva Åkerlund", how=how, actor=bo, at=LATER
        )


def test_a_letter_that_waits_has_told_nobody_and_the_clock_runs(opened: Opened, bo: Viewer) -> None:
    letter = written(opened, bo)
    with seeing(bo):
        found = notice(opened, bo)
        assert (found.is_told, found.letter_waits, found.document_id) == (False, True, letter)
        assert clock(found, bo).met_at is None
        untold = queries.untold_notices(file_ids=[opened.child.file_id], viewer=bo)
        assert found.id in [each.id for each in untold]


def test_the_party_is_told_when_the_letter_has_left_and_by_the_way_it_went(
    office: Office, opened: Opened, bo: Viewer
) -> None:
    letter = written(opened, bo)
    passed(office, letter)
    with seeing(bo):
        assert not notice(opened, bo).is_told
    sent(office, letter)
    with seeing(bo):
        found = notice(opened, bo)
        assert (found.told_at, found.how, found.told_by_id) == (LATER, "överlämnat", bo.employee_id)
        assert clock(found, bo).met_at == LATER
    sent(office, letter)
    with seeing(bo):
        assert notice(opened, bo).told_at == LATER


def test_no_second_letter_is_made_while_one_waits_and_the_party_may_be_told_by_word(opened: Opened, bo: Viewer) -> None:
    letter = written(opened, bo)
    with seeing(bo):
        mine = notice(opened, bo).id
        with pytest.raises(Refused) as refused:
            actions.tell_party(notice_id=mine, how="brev", told_at=MORNING, actor=bo, at=MORNING + HOUR)
        assert refused.value.verdict.codes == ("investigations.letter_waits",)
        told = actions.tell_party(notice_id=mine, how="telefon", told_at=MORNING, actor=bo, at=MORNING + HOUR)
        found = notice(opened, bo)
        assert told == letter
        assert (found.told_at, found.how, found.document_id) == (MORNING, "telefon", letter)


def test_what_left_is_what_counts_and_not_the_time_that_was_typed(office: Office) -> None:
    opened = open_on(office, make_child(office, "hugo", guardians=("eva",)))
    bo = office.viewer("bo", MORNING + HOUR)
    written(opened, bo)
    with seeing(bo):
        assert notice(opened, bo).told_at == MORNING + HOUR


def test_the_correction_that_leaves_in_its_place_tells_the_party_too(
    office: Office, opened: Opened, bo: Viewer
) -> None:
    letter = written(opened, bo)
    with seeing(bo):
        source = Document.objects.get(pk=letter).source
        made = documents.correct_document(
            document_id=letter, data=source, title="Brev", reason="Fel dag.", actor=bo, at=MORNING + HOUR
        )
        documents.sign_document(document_id=made, actor=bo, at=MORNING + HOUR)
    passed(office, made)
    sent(office, made)
    with seeing(bo):
        assert notice(opened, bo).told_at == LATER


# --- The investigation itself -----------------------------------------------------------------------------------------


def communicated(opened: Opened, bo: Viewer, *, days: int) -> CommunicationView:
    with seeing(bo):
        made = actions.communicate(
            investigation_id=opened.id, person_id=opened.child.guardians["eva"], how="brev",
            answer_by=TODAY + days * DAY, actor=bo, at=MORNING + HOUR,
        )  # fmt: skip
        return queries.communication(communication_id=made, viewer=bo)


def test_the_investigation_is_sent_when_its_letter_has_left(office: Office, opened: Opened, bo: Viewer) -> None:
    made = communicated(opened, bo, days=14)
    assert (made.sent_at, made.letter_waits, made.is_complete(TODAY + 30 * DAY)) == (None, True, False)
    with seeing(bo):
        with pytest.raises(Refused) as refused:
            actions.record_answer(communication_id=made.id, answer="Nej.", answered_at=LATER, actor=bo, at=LATER)
        assert "investigations.answer_too_early" in refused.value.verdict.codes
        verdict = queries.closing_verdict(investigation_id=opened.id, today=TODAY, viewer=bo)
        assert "investigations.unsent" in verdict.codes
    assert made.document_id is not None
    passed(office, made.document_id)
    sent(office, made.document_id, how="brev")
    with seeing(bo):
        found = queries.communication(communication_id=made.id, viewer=bo)
        assert (found.sent_at, found.sent_by_id, found.letter_waits) == (LATER, bo.employee_id, False)


def test_a_letter_whose_time_to_answer_is_over_does_not_leave(office: Office, opened: Opened, bo: Viewer) -> None:
    made = communicated(opened, bo, days=2)
    assert made.document_id is not None
    passed(office, made.document_id)
    with pytest.raises(Refused) as refused:
        sent(office, made.document_id)
    assert refused.value.verdict.codes == ("investigations.answer_time_over",)
    with seeing(bo):
        assert not Sending.objects.filter(document_id=made.document_id).exists()
