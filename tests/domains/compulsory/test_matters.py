"""Matters: written and prepared by officials, decided by committee, board or chair, with every reason said at once."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.factories import board
from tests.factories.board import AT_MEETING, FIELDS, PREPARED, SIGNED, URGENT, WRITTEN, Written
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.actions.consents import ask_consent
from skyddsnat.domains.compulsory.types import (
    MatterFields,
    MatterLevel,
    MatterOutcome,
    MatterState,
    MatterView,
    NewsKind,
)
from skyddsnat.domains.decisions import actions as decisions
from skyddsnat.domains.decisions.queries import delegation_on
from skyddsnat.domains.decisions.types import Answer
from skyddsnat.foundation.access.actions import declare_conflict
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.documents.models import Document
from skyddsnat.kernel.verdict import Refused
from skyddsnat.law.compulsory_states import Act, Track


@pytest.fixture
def office(db: None) -> Office:
    made = make_office()
    board.adopt_board_order(made)
    return made


@pytest.fixture
def alma(office: Office) -> Child:
    return make_child(office, guardians=("eva",))


@pytest.fixture
def case(office: Office, alma: Child) -> int:
    return board.case_with_two(office, alma)


def view_of(office: Office, written: Written, *, by: str = "bo", at: Any = SIGNED) -> MatterView:
    viewer = office.viewer(by, at)
    with seeing(viewer):
        return queries.matter(matter_id=written.id, viewer=viewer)


def prepare_codes(office: Office, written: Written, *, by: str = "bo") -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        board.prepare(office, written, by=by)
    return refused.value.verdict.codes


def decide_codes(office: Office, written: Written, **said: Any) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        board.decide(office, written, **said)
    return refused.value.verdict.codes


# --- Preparing --------------------------------------------------------------------------------------------------------


def test_an_empty_matter_is_kept_and_says_everything_that_it_lacks(office: Office, alma: Child, case: int) -> None:
    written = board.write(office, case, alma, MatterFields())
    assert view_of(office, written).state is MatterState.DRAFT
    assert prepare_codes(office, written) == (
        "compulsory.no_proposal", "compulsory.no_grounds", "compulsory.no_reasons", "compulsory.no_best_interests",
        "compulsory.no_child_view", "compulsory.no_child_version",
    )  # fmt: skip


def test_what_is_prepared_waits_for_the_next_meeting_of_the_committee(office: Office, alma: Child, case: int) -> None:
    prepared = board.prepare(office, board.write(office, case, alma))
    view = view_of(office, prepared)
    assert (view.state, view.level, view.section) == (MatterState.PREPARED, MatterLevel.COMMITTEE, "LVU 6")
    assert view.meeting is not None
    assert view.meeting.held_on == board.MEETING_ON
    assert (view.written_by, view.prepared_by) == ("Bo Handläggare", "Bo Handläggare")


def test_without_a_line_in_the_order_the_board_decides(office: Office, alma: Child, case: int) -> None:
    """KL 7:5: what nobody has been given stays with the board."""
    viewer = office.viewer("bo", WRITTEN)
    with seeing(viewer):
        assert queries.who_decides_deed(section="LVU 6 a", on=WRITTEN.date()).level is MatterLevel.BOARD
        assert queries.who_decides_deed(section="LVU 6", on=WRITTEN.date()).reference == "7.2"
        assert queries.who_decides_deed(section="LVU 6", on=date(2027, 1, 1)).level is MatterLevel.BOARD


def test_a_deed_of_the_court_or_of_caseworkers_is_no_matter(office: Office, alma: Child, case: int) -> None:
    for act in (Act.SUBMIT, Act.CONFIRM, Act.EXECUTE, Act.LAPSE):
        with pytest.raises(Refused) as refused:
            board.write(office, case, alma, act=act)
        assert refused.value.verdict.codes == ("compulsory.not_the_boards",)


def test_urgent_where_the_chair_may_not_is_refused_with_the_paragraph(office: Office, alma: Child, case: int) -> None:
    """Lesson 5: only where the Act itself lets the chair decide (SoL 30:12)."""
    written = board.write(office, case, alma, replace(URGENT, urgent_reason=" "), act=Act.APPLY)
    assert prepare_codes(office, written) == ("compulsory.chair_may_not", "compulsory.no_urgent_reason")


def test_at_night_a_child_is_not_kept_waiting_for_a_text(office: Office, alma: Child, case: int) -> None:
    prepared = board.prepare(office, board.write(office, case, alma, replace(URGENT, child_version="")))
    board.reach(office, prepared)
    board.decide(office, prepared)
    assert view_of(office, prepared).child_letter_id is None


def test_since_when_it_is_planned_only_moves_back(office: Office, alma: Child, case: int) -> None:
    """Lesson 5: the urgent way shows how long it has been planned, and nobody makes it younger."""
    earlier = WRITTEN.date() - timedelta(days=20)
    written = board.write(office, case, alma, replace(FIELDS, planned_since=WRITTEN.date() + timedelta(days=5)))
    assert view_of(office, written).planned_since == WRITTEN.date()
    for version, (said, kept) in enumerate([(earlier, earlier), (WRITTEN.date(), earlier), (None, earlier)], start=1):
        bo = office.viewer("bo", WRITTEN)
        with seeing(bo):
            actions.save_matter(
                case_id=case, measure_id=None, track=Track.CARE, act=Act.DECIDE_IMMEDIATE, matter_id=written.id,
                version=version, fields=replace(FIELDS, planned_since=said), actor=bo, at=WRITTEN,
            )  # fmt: skip
        assert view_of(office, written).planned_since == kept
    with seeing(bo):
        urgency = queries.urgency_of_matter(matter_id=written.id, today=PREPARED.date(), viewer=bo)
    assert (urgency.days_planned, urgency.chair_may_decide) == (20, True)
    assert urgency.next_meeting is not None
    assert urgency.next_meeting.held_on == board.MEETING_ON


def test_somebody_who_saved_meanwhile_is_not_overwritten(office: Office, alma: Child, case: int) -> None:
    written = board.write(office, case, alma)
    with pytest.raises(actions.MatterChangedMeanwhile):
        board.prepare(office, replace(written, version=0))


def test_without_a_second_caseworker_nothing_is_prepared_or_decided(office: Office, alma: Child, case: int) -> None:
    """The verdicts say it; the database refuses it too, and keeps the second from being taken away."""
    written = board.write(office, case, alma)
    alone = MORNING - timedelta(days=1)  # before either had the file
    bo = office.viewer("bo", PREPARED)
    with seeing(bo):
        for verdict in (queries.preparing_verdict, queries.deciding_verdict):
            assert any(
                "pair" in code or "two" in code for code in verdict(matter_id=written.id, at=alone, viewer=bo).codes
            )
        assert queries.preparing_verdict(matter_id=written.id, at=PREPARED, viewer=bo).allowed


def test_a_returned_matter_says_why_and_can_be_prepared_again(office: Office, alma: Child, case: int) -> None:
    prepared = board.prepare(office, board.write(office, case, alma))
    kaj = office.viewer("kaj", PREPARED + board.HOUR)
    with seeing(kaj):
        with pytest.raises(Refused):
            actions.return_matter(
                matter_id=prepared.id, version=prepared.version, reason=" ", actor=kaj, at=PREPARED + board.HOUR
            )
        actions.return_matter(
            matter_id=prepared.id, version=prepared.version, reason="Skriv om barnets syn.", actor=kaj,
            at=PREPARED + board.HOUR,
        )  # fmt: skip
    view = view_of(office, prepared)
    assert (view.state, view.return_reason, view.prepared_at) == (MatterState.RETURNED, "Skriv om barnets syn.", None)
    with pytest.raises(NotOpen):
        view_of(office, prepared, by="kaj", at=PREPARED + 2 * board.HOUR)
    again = board.prepare(office, replace(prepared, version=3), at=PREPARED + 2 * board.HOUR)
    assert view_of(office, again).state is MatterState.PREPARED


# --- Sight ------------------------------------------------------------------------------------------------------------


def test_those_who_are_to_decide_see_the_file_until_it_is_decided(office: Office, alma: Child, case: int) -> None:
    written = board.write(office, case, alma)
    with pytest.raises(NotOpen):
        view_of(office, written, by="kaj", at=PREPARED)
    prepared = board.prepare(office, written)
    kaj = office.viewer("kaj", AT_MEETING)
    with seeing(kaj):
        assert [each.id for each in queries.matters_waiting(on=AT_MEETING.date(), viewer=kaj)] == [prepared.id]
    board.decide(office, prepared, by="kaj", at=AT_MEETING)
    with pytest.raises(NotOpen):
        view_of(office, prepared, by="kaj", at=AT_MEETING + board.HOUR)


def test_another_matter_that_waits_keeps_the_file_open(office: Office, alma: Child, case: int) -> None:
    first = board.prepare(office, board.write(office, case, alma))
    second = board.prepare(office, board.write(office, case, alma, board.APPLICATION, act=Act.APPLY))
    board.decide(office, first, by="kaj", at=AT_MEETING, outcome=MatterOutcome.REFUSED, **REFUSED)
    assert view_of(office, second, by="kaj", at=AT_MEETING + board.HOUR).is_waiting


def test_a_member_with_a_conflict_is_never_shown_the_file(office: Office, alma: Child, case: int) -> None:
    written = board.write(office, case, alma)
    mia = office.viewer("mia", WRITTEN)
    with seeing(mia):
        declare_conflict(
            file_id=alma.file_id, employee_id=office.employees["kaj"], reason="Morbror.", actor=mia, at=WRITTEN
        )
    prepared = board.prepare(office, written)
    with pytest.raises(NotOpen):
        view_of(office, prepared, by="kaj", at=PREPARED + board.HOUR)


def test_what_waits_for_others_is_not_on_the_caseworkers_list(office: Office, alma: Child, case: int) -> None:
    board.prepare(office, board.write(office, case, alma))
    for name in ("bo", "dag", "mia", "stina"):
        viewer = office.viewer(name, PREPARED + board.HOUR)
        with seeing(viewer):
            assert queries.matters_waiting(on=PREPARED.date(), viewer=viewer) == []


# --- Deciding ---------------------------------------------------------------------------------------------------------

REFUSED: dict[str, Any] = {
    "change_reason": "Mormor kan ta emot Alma.",
    "child_version": "Du får bo hos mormor i stället.",
}
CHANGED: dict[str, Any] = REFUSED | {"decided_text": "Alma omhändertas och får bo hos mormor."}


def test_the_committee_decides_at_its_meeting(office: Office, alma: Child, case: int) -> None:
    prepared = board.prepare(office, board.write(office, case, alma))
    assert decide_codes(office, prepared, by="kaj", at=SIGNED) == ("compulsory.no_meeting",)
    measure_id = board.decide(office, prepared, by="kaj", at=AT_MEETING)
    view = view_of(office, prepared, at=AT_MEETING)
    assert measure_id is not None
    assert (view.state, view.outcome, view.decided_by) == (
        MatterState.DECIDED,
        MatterOutcome.AS_PROPOSED,
        "Kaj Ledamot",
    )
    assert view.right == "Utskottet, punkt 7.2 i delegationsordningen"
    assert view.decided_text == FIELDS.proposal


def test_an_extra_meeting_decides_what_was_meant_for_a_later_one(office: Office, alma: Child, case: int) -> None:
    prepared = board.prepare(office, board.write(office, case, alma))
    extra = board.meet(office, SIGNED.date(), at=PREPARED)
    board.decide(office, prepared, by="kaj")
    view = view_of(office, prepared)
    assert view.meeting is not None
    assert view.meeting.id == extra


def test_three_checks_at_every_signature(office: Office, alma: Child, case: int) -> None:
    """Lesson 5: the law's list, the order of the day, the conflict of interest; and who prepared does not decide."""
    prepared = board.prepare(office, board.write(office, case, alma))
    assert decide_codes(office, prepared, by="mia", at=AT_MEETING) == ("compulsory.law",)
    assert decide_codes(office, prepared, by="dag", at=AT_MEETING) == ("compulsory.law", "compulsory.no_caseworker")
    assert decide_codes(office, prepared, by="bo", at=AT_MEETING, no_conflict=False) == (
        "compulsory.law", "compulsory.no_caseworker", "compulsory.own_matter", "compulsory.conflict",
    )  # fmt: skip
    assert decide_codes(office, prepared, by="kaj", at=AT_MEETING, no_conflict=False) == ("compulsory.conflict",)
    rut = office.viewer("rut", PREPARED)
    with seeing(rut):
        line = next(each for each in delegation_on(day=PREPARED.date()) if each.section == "LVU 6")
        decisions.end_delegation(delegation_id=line.id, valid_to=AT_MEETING.date(), actor=rut, at=PREPARED)
    assert "compulsory.delegation" in decide_codes(office, prepared, by="kaj", at=AT_MEETING)


def test_a_change_needs_its_own_words_and_is_recorded(office: Office, alma: Child, case: int) -> None:
    prepared = board.prepare(office, board.write(office, case, alma))
    at = AT_MEETING
    assert decide_codes(office, prepared, by="kaj", at=at, outcome=MatterOutcome.CHANGED) == (
        "compulsory.not_changed", "compulsory.no_change_reason", "compulsory.old_child_version",
    )  # fmt: skip
    same = CHANGED | {"decided_text": FIELDS.proposal}
    assert decide_codes(office, prepared, by="kaj", at=at, outcome=MatterOutcome.CHANGED, **same) == (
        "compulsory.not_changed",
    )
    board.decide(office, prepared, by="kaj", at=at, outcome=MatterOutcome.CHANGED, **CHANGED)
    view = view_of(office, prepared, at=at)
    assert (view.outcome, view.decided_text) == (MatterOutcome.CHANGED, CHANGED["decided_text"])
    assert (view.change_reason, view.fields.child_version) == (CHANGED["change_reason"], CHANGED["child_version"])
    assert view.fields.proposal == FIELDS.proposal
    paper = str(Document.objects.values_list("source", flat=True).filter(pk=view.document_id).first() or "")
    assert paper == ""  # nobody looks: the papers are as closed as the file
    bo = office.viewer("bo", at)
    with seeing(bo):
        paper = str(Document.objects.values_list("source", flat=True).get(pk=view.document_id))
    for said in (FIELDS.proposal, CHANGED["decided_text"], CHANGED["change_reason"], "Ändrat"):
        assert said in paper


def test_a_refusal_begins_nothing(office: Office, alma: Child, case: int) -> None:
    prepared = board.prepare(office, board.write(office, case, alma))
    assert board.decide(office, prepared, by="kaj", at=AT_MEETING, outcome=MatterOutcome.REFUSED, **REFUSED) is None
    assert view_of(office, prepared, at=AT_MEETING).outcome is MatterOutcome.REFUSED


def test_facts_that_came_after_the_papers_are_told_before_it_is_decided(office: Office, alma: Child, case: int) -> None:
    """Lesson 10."""
    prepared = board.prepare(office, board.write(office, case, alma))
    later = PREPARED + board.HOUR
    bo = office.viewer("bo", later)
    with seeing(bo):
        ask_consent(
            case_id=case, person_id=alma.guardians["eva"], plan="Vård i jourhem", answer=Answer.CONSENTS,
            asked_on=later.date(), words="", actor=bo, at=later,
        )  # fmt: skip
    kaj = office.viewer("kaj", AT_MEETING)
    with seeing(kaj):
        assert [each.kind for each in queries.news_since(matter_id=prepared.id, viewer=kaj)] == [NewsKind.CONSENT]
    assert decide_codes(office, prepared, by="kaj", at=AT_MEETING, facts_told=0) == ("compulsory.new_facts",)
    board.decide(office, prepared, by="kaj", at=AT_MEETING)


def test_the_log_says_who_decided_what_by_which_right(office: Office, alma: Child, case: int) -> None:
    prepared = board.prepare(office, board.write(office, case, alma))
    board.decide(office, prepared, by="kaj", at=AT_MEETING)
    bo = office.viewer("bo", AT_MEETING)
    with seeing(bo):
        events = list(Event.objects.filter(target=f"compulsory.matter:{prepared.id}").order_by("pk"))
    assert [each.deed for each in events] == [
        "compulsory.matter.saved", "compulsory.matter.prepared", "compulsory.matter.decided",
    ]  # fmt: skip
    assert events[-1].actor_id == office.employees["kaj"]
    assert events[-1].details["right"] == "Utskottet, punkt 7.2 i delegationsordningen"
