"""Each party by name: told, withheld, sent the investigation, heard (lesson 7; SoL 20:4, 23:3; FL 25 §)."""

from datetime import date, timedelta

import pytest
from tests.factories.investigations import Opened, carried_through, hear_everybody, open_on
from tests.factories.people import Child, add_adult, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.investigations import actions, queries
from skyddsnat.domains.investigations.types import NoticeOf, NoticeView, Result
from skyddsnat.domains.people import actions as people
from skyddsnat.domains.people.queries import guardians_of_file
from skyddsnat.domains.people.types import NewPerson, Protection, RelationKind
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.deadlines.queries import clocks_of
from skyddsnat.foundation.documents.models import Document
from skyddsnat.foundation.documents.queries import document
from skyddsnat.kernel.verdict import Refused

TODAY = MORNING.date()


@pytest.fixture
def opened(office: Office, alma: Child) -> Opened:
    return open_on(office, alma)


@pytest.fixture
def bo(office: Office, opened: Opened) -> Viewer:
    return office.viewer("bo", MORNING + timedelta(seconds=1))


def notice_to(name: str, opened: Opened, viewer: Viewer) -> NoticeView:
    found = queries.notices(investigation_id=opened.id, viewer=viewer)
    return next(notice for notice in found if notice.name.startswith(name))


def test_a_told_guardian_has_a_signed_letter_and_no_clock(opened: Opened, bo: Viewer) -> None:
    with seeing(bo):
        notice = notice_to("Eva", opened, bo)
        letter = actions.tell_party(
            notice_id=notice.id, how="brev", told_at=MORNING, actor=bo, at=MORNING, next_step="Vi ringer."
        )
        assert letter is not None
        assert document(document_id=letter, viewer=bo).recipient == "Eva Åkerlund"
        assert document(document_id=letter, viewer=bo).is_ready
        (clock,) = clocks_of(subject=f"investigations.notice:{notice.id}", viewer=bo)
        assert clock.met_at == MORNING
        assert notice_to("Eva", opened, bo).is_told
        assert [left.name for left in queries.untold_notices(file_ids=[opened.child.file_id], viewer=bo)] == [
            "Per Åkerlund"
        ]


def test_the_letter_says_the_question_and_never_the_words_of_the_file(opened: Opened, bo: Viewer) -> None:
    with seeing(bo):
        notice = notice_to("Eva", opened, bo)
        letter = actions.tell_party(notice_id=notice.id, how="brev", told_at=MORNING, actor=bo, at=MORNING)
        source = Document.objects.get(pk=letter).source
    assert source["reason"] == "Omsorg och föräldraförmåga"
    assert source["child"]["personal_number"] == ""


def test_the_letter_has_the_address_of_a_guardian_whom_nothing_protects(opened: Opened, bo: Viewer) -> None:
    with seeing(bo):
        people.add_relation(
            file_id=opened.child.file_id,
            other=NewPerson(given_name="Ulla", family_name="Åkerlund", address="Storgatan 1\n999 99 Norrhamn"),
            kind=RelationKind.GUARDIAN,
            lives_together=False,
            starts_on=None,
            note="",
            actor=bo,
            at=MORNING,
        )
        (ulla,) = guardians_named("Ulla", opened, bo)
        notice = actions.add_party(investigation_id=opened.id, person_id=ulla, actor=bo, at=MORNING)
        letter = actions.tell_party(notice_id=notice, how="brev", told_at=MORNING, actor=bo, at=MORNING)
        assert Document.objects.get(pk=letter).source["recipient"]["address"] == ["Storgatan 1", "999 99 Norrhamn"]


def guardians_named(name: str, opened: Opened, viewer: Viewer) -> list[int]:
    found = guardians_of_file(file_id=opened.child.file_id, on=TODAY, viewer=viewer)
    return [person.id for person in found if person.given_name == name]


def test_somebody_told_by_telephone_needs_no_letter(opened: Opened, bo: Viewer) -> None:
    with seeing(bo):
        notice = notice_to("Per", opened, bo)
        told = actions.tell_party(
            notice_id=notice.id, how="telefon", told_at=MORNING, actor=bo, at=MORNING, make_letter=False
        )
        assert told is None
        assert notice_to("Per", opened, bo).how == "telefon"


def test_telling_is_refused_with_every_reason_at_once(opened: Opened, bo: Viewer) -> None:
    with seeing(bo):
        notice = notice_to("Eva", opened, bo)
        with pytest.raises(Refused) as refused:
            actions.tell_party(notice_id=notice.id, how=" ", told_at=MORNING + timedelta(hours=1), actor=bo, at=MORNING)
        assert refused.value.verdict.codes == ("investigations.no_way", "investigations.in_future")
        with pytest.raises(NotOpen):
            actions.tell_party(notice_id=0, how="brev", told_at=MORNING, actor=bo, at=MORNING)


def test_withheld_notice_has_a_reason_and_a_new_day_and_is_shown_until_given(opened: Opened, bo: Viewer) -> None:
    """Lesson 7."""
    until = TODAY + timedelta(days=7)
    with seeing(bo):
        notice = notice_to("Per", opened, bo)
        actions.withhold_notice(
            notice_id=notice.id, reason="Polisen håller förhör den 6 november.", until=until, actor=bo, at=MORNING
        )
        (withheld,) = queries.withheld_notices(file_ids=[opened.child.file_id], viewer=bo)
        assert (withheld.name, withheld.withheld_until, withheld.is_withheld) == ("Per Åkerlund", until, True)
        (clock,) = clocks_of(subject=f"investigations.notice:{notice.id}", viewer=bo)
        assert (clock.plan_on, clock.is_overdue(until + timedelta(days=1))) == (until, True)
        assert "Polisen" not in clock.prolonged_reason
        told_at = MORNING + timedelta(days=7)
        actions.tell_party(notice_id=notice.id, how="brev", told_at=told_at, actor=bo, at=told_at)
        assert queries.withheld_notices(file_ids=[opened.child.file_id], viewer=bo) == []


def test_withholding_again_needs_a_later_day(opened: Opened, bo: Viewer) -> None:
    """Lesson 7."""
    with seeing(bo):
        notice = notice_to("Per", opened, bo)
        reason = "Förhör."
        actions.withhold_notice(
            notice_id=notice.id, reason=reason, until=TODAY + timedelta(days=7), actor=bo, at=MORNING
        )
        for days in (0, 7):
            with pytest.raises(Refused) as refused:
                actions.withhold_notice(
                    notice_id=notice.id, reason="", until=TODAY + timedelta(days=days), actor=bo, at=MORNING
                )
            assert refused.value.verdict.codes == (
                "investigations.no_withholding_reason",
                "investigations.no_new_day",
            )
        actions.withhold_notice(
            notice_id=notice.id, reason=reason, until=TODAY + timedelta(days=8), actor=bo, at=MORNING
        )
        assert notice_to("Per", opened, bo).withheld_until == TODAY + timedelta(days=8)


def test_a_protected_guardian_is_told_without_an_address_and_shown_without_a_name(office: Office) -> None:
    alma = make_child(office, guardians=())
    per = add_adult(office, alma, "per", by="bo", protection=Protection.REGISTRATION)
    opened = open_on(office, alma)
    bo = office.viewer("bo", MORNING + timedelta(seconds=1))
    with seeing(bo):
        (notice,) = queries.notices(investigation_id=opened.id, viewer=bo)
        assert (notice.person_id, notice.name, notice.is_masked) == (per, "", True)
        letter = actions.tell_party(notice_id=notice.id, how="brev", told_at=MORNING, actor=bo, at=MORNING)
        source = Document.objects.get(pk=letter).source
        assert source["recipient"] == {"name": "Per Åkerlund", "address": [], "delivery": "tax_agency"}
        assert document(document_id=letter or 0, viewer=bo).needs_passing


def test_the_investigation_is_sent_with_time_to_answer_and_the_answer_is_kept(opened: Opened, bo: Viewer) -> None:
    with seeing(bo):
        sent = actions.communicate(
            investigation_id=opened.id,
            person_id=opened.child.guardians["eva"],
            how="brev",
            answer_by=TODAY + timedelta(days=14),
            actor=bo,
            at=MORNING,
        )
        answered_at = MORNING + timedelta(days=3)
        assert not queries.communication(communication_id=sent, viewer=bo).is_complete(TODAY)
        actions.record_answer(
            communication_id=sent, answer="Jag håller inte med.", answered_at=answered_at, actor=bo, at=answered_at
        )
        view = queries.communication(communication_id=sent, viewer=bo)
        assert (view.name, view.answer, view.is_complete(TODAY)) == ("Eva Åkerlund", "Jag håller inte med.", True)
        assert document(document_id=view.document_id or 0, viewer=bo).is_locked
        with pytest.raises(Refused) as refused:
            actions.record_answer(
                communication_id=sent, answer="", answered_at=MORNING - timedelta(days=1), actor=bo, at=MORNING
            )
        assert refused.value.verdict.codes == (
            "investigations.answer_too_early",
            "investigations.answered",
            "investigations.empty_answer",
        )


def test_communication_is_refused_with_every_reason_at_once(opened: Opened, bo: Viewer) -> None:
    with seeing(bo):
        with pytest.raises(Refused) as refused:
            actions.communicate(
                investigation_id=opened.id,
                person_id=opened.child.person_id,
                how="",
                answer_by=TODAY,
                actor=bo,
                at=MORNING,
            )
        assert refused.value.verdict.codes == (
            "investigations.no_party",
            "investigations.no_way",
            "investigations.no_time",
        )
        with pytest.raises(NotOpen):
            actions.record_answer(communication_id=0, answer="x", answered_at=MORNING, actor=bo, at=MORNING)


def test_a_party_who_is_not_sent_the_investigation_has_the_reason_beside_the_name(opened: Opened, bo: Viewer) -> None:
    """Lesson 7."""
    with seeing(bo):
        per = opened.child.guardians["per"]
        with pytest.raises(Refused) as refused:
            actions.skip_communication(investigation_id=opened.id, person_id=per, reason=" ", actor=bo, at=MORNING)
        assert refused.value.verdict.codes == ("investigations.no_reason",)
        assert refused.value.reasons[0].citation == "25 § FL"
        actions.skip_communication(
            investigation_id=opened.id, person_id=per, reason="Uppenbart obehövligt.", actor=bo, at=MORNING
        )
        (view,) = queries.communications(investigation_id=opened.id, viewer=bo)
        assert (view.name, view.not_sent_reason, view.is_complete(TODAY)) == (
            "Per Åkerlund",
            "Uppenbart obehövligt.",
            True,
        )


def test_a_party_may_be_told_and_heard_after_the_text_is_signed(office: Office, alma: Child) -> None:
    closed_at = MORNING + timedelta(days=60)
    opened = carried_through(office, alma, closed_at=closed_at)
    hear_everybody(office, opened, at=closed_at + timedelta(days=1))
    bo = office.viewer("bo", closed_at)
    with seeing(bo):
        assert len(queries.communications(investigation_id=opened.id, viewer=bo)) == 4


def test_each_party_is_told_of_a_follow_up_by_letter(office: Office, alma: Child) -> None:
    """Lesson 7."""
    closed_at = MORNING + timedelta(days=60)
    opened = carried_through(office, alma, result=Result.FOLLOW_UP, closed_at=closed_at)
    bo = office.viewer("bo", closed_at)
    with seeing(bo):
        actions.start_follow_up(investigation_id=opened.id, actor=bo, at=closed_at)
        found = queries.notices(investigation_id=opened.id, viewer=bo)
        of_follow_up = [notice for notice in found if notice.of is NoticeOf.FOLLOW_UP]
        assert [notice.name for notice in of_follow_up] == ["Eva Åkerlund", "Per Åkerlund"]
        eva, per = of_follow_up
        letter = actions.tell_party(notice_id=eva.id, how="brev", told_at=closed_at, actor=bo, at=closed_at)
        assert "1 juli 2027" in Document.objects.get(pk=letter).source["body"]
        until = date(2027, 2, 1)
        actions.withhold_notice(notice_id=per.id, reason="Hot.", until=until, actor=bo, at=closed_at)
        assert queries.notice(notice_id=per.id, viewer=bo).is_withheld
        done_at = closed_at + timedelta(days=100)
        actions.finish_follow_up(investigation_id=opened.id, actor=bo, at=done_at)
        clocks = clocks_of(subject=f"investigations.investigation:{opened.id}", viewer=bo)
        assert all(clock.met_at for clock in clocks)
        after = queries.notices(investigation_id=opened.id, viewer=bo)
        ended = [notice for notice in after if notice.of is NoticeOf.FOLLOW_UP_ENDED]
        assert [notice.name for notice in ended] == ["Eva Åkerlund", "Per Åkerlund"]
        letter = actions.tell_party(notice_id=ended[0].id, how="brev", told_at=done_at, actor=bo, at=done_at)
        assert "slut" in Document.objects.get(pk=letter).source["body"]


def test_a_follow_up_comes_only_after_an_investigation_without_a_service(opened: Opened, bo: Viewer) -> None:
    with seeing(bo), pytest.raises(Refused) as refused:
        actions.start_follow_up(investigation_id=opened.id, actor=bo, at=MORNING)
    assert refused.value.verdict.codes == ("investigations.no_follow_up",)
