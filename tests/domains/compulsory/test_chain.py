"""From custody to the end of the follow-up: each step, its clocks, its paragraph, under the Act of its date."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.factories import compulsory as line
from tests.factories.compulsory import DAY, HOUR, Running
from tests.factories.people import Child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import NewDeviation
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.deadlines.queries import clocks_of
from skyddsnat.foundation.documents.actions import make_document
from skyddsnat.foundation.documents.letterhead import sender_of
from skyddsnat.foundation.documents.queries import document, document_content
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile
from skyddsnat.law.compulsory_states import Act, State, Track

TAKEN = MORNING + DAY
FEBRUARY = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
under_each_act = pytest.mark.parametrize(
    ("at", "law"), [(TAKEN, "lvu"), (FEBRUARY, "sfs2026_1600")], ids=["LVU", "2026:1600"]
)


def steps(on: Running, *, at: datetime) -> list[Any]:
    bo = on.office.viewer("bo", at)
    with seeing(bo):
        return queries.steps_of(measure_id=on.measure_id, viewer=bo)


def next_acts(on: Running, *, at: datetime) -> list[Act]:
    bo = on.office.viewer("bo", at)
    with seeing(bo):
        return [each.act for each in queries.next_steps(measure_id=on.measure_id, at=at, viewer=bo)]


@under_each_act
def test_from_custody_to_care(office: Office, alma: Child, at: datetime, law: str) -> None:
    on = line.taken(office, alma, at=at)
    assert line.clocks(on, at=at).keys() == {f"{law}.submit_custody"}
    line.place(on, at=at + HOUR)
    assert line.clocks(on, at=at + HOUR).keys() == {f"{law}.submit_custody", f"{law}.apply_for_care"}
    line.send(on, Act.SUBMIT, at=at + DAY)
    assert line.clocks(on, at=at + DAY).keys() == {f"{law}.court_reviews_custody", f"{law}.apply_for_care"}
    line.step(on, Act.CONFIRM, at=at + 4 * DAY)
    matter = line.board_decides(on, Act.APPLY, at=at + 9 * DAY)
    assert line.see(on, at=at + 9 * DAY).state is State.CONFIRMED, "a decision to apply is no application"
    line.send(on, Act.APPLY, at=at + 10 * DAY, matter_id=matter)
    assert line.clocks(on, at=at + 10 * DAY).keys() == {f"{law}.court_takes_up"}
    line.step(on, Act.ORDER_BEGUN, at=at + 21 * DAY)
    view = line.see(on, at=at + 21 * DAY)
    assert (view.state, view.lapses_at, view.applied_on) == (State.IN_CARE, None, (at + 10 * DAY).date())
    assert line.clocks(on, at=at + 21 * DAY).keys() == {f"{law}.consider_home"}


@under_each_act
def test_from_care_to_the_end_of_the_follow_up(office: Office, alma: Child, at: datetime, law: str) -> None:
    on = line.in_care(office, alma, at=at)
    considered = at + 100 * DAY
    line.board_decides(on, Act.CONSIDER, at=considered)
    clock = line.clocks(on, at=considered)[f"{'sfs2026_1600' if considered >= FEBRUARY else law}.consider_home"]
    assert clock.basis_on == considered.date()
    line.board_decides(on, Act.CONSIDER_END, at=considered + DAY)
    line.board_decides(on, Act.END, at=considered + 2 * DAY)
    ended = considered + 3 * DAY
    view = line.see(on, at=ended)
    assert (view.state, view.ended_at, view.is_over(ended)) == (State.ENDED, considered + 2 * DAY, True)
    assert next_acts(on, at=ended) == [Act.START_FOLLOW_UP]
    assert line.clocks(on, at=ended) == {}
    line.step(on, Act.START_FOLLOW_UP, at=ended)
    (follow_up,) = line.clocks(on, at=ended).values()
    assert follow_up.basis_on == ended.date(), "counted from the follow-up's own start"
    line.step(on, Act.END_FOLLOW_UP, at=ended + 90 * DAY)
    assert line.see(on, at=ended + 90 * DAY).state is State.FOLLOWED_UP


@under_each_act
def test_a_step_carries_the_paragraph_of_its_day(office: Office, alma: Child, at: datetime, law: str) -> None:
    on = line.confirmed(office, alma, at=at)
    sections = {each.act: each.section for each in steps(on, at=at + 5 * DAY)}
    old, new = ("LVU 6", "8 § LVU"), ("lagen (2026:1600) 5:1", "6 kap. 4 § lagen (2026:1600)")
    assert (sections["decide_immediate"], sections["execute"]) == (old if law == "lvu" else new)


def test_care_on_the_ground_of_behaviour_is_examined_and_on_both_grounds_watched_twice(
    office: Office, alma: Child
) -> None:
    on = line.applied(office, alma, at=TAKEN)
    grounds = ("lvu.lack_of_care", "lvu.crime")
    line.step(on, Act.ORDER_BEGUN, at=TAKEN + 21 * DAY, grounds=grounds)
    assert line.see(on, at=TAKEN + 21 * DAY).grounds == grounds
    assert line.clocks(on, at=TAKEN + 21 * DAY).keys() == {"lvu.consider_home", "lvu.examine_behaviour"}


def test_care_that_was_ordered_lapses_unless_it_begins_within_four_weeks_of_legal_force(
    office: Office, alma: Child
) -> None:
    case_id = line.open_case(office, alma, at=MORNING)
    matter, measure_id = line.decided(office, alma, case_id, Act.APPLY, at=TAKEN)
    assert measure_id is not None
    on = Running(office, alma, case_id, measure_id)
    assert line.see(on, at=TAKEN).state is State.PREPARED
    line.send(on, Act.APPLY, at=TAKEN + HOUR, matter_id=matter)
    assert not line.see(on, at=TAKEN + HOUR).in_force(TAKEN + HOUR)
    line.step(on, Act.ORDER, at=TAKEN + 14 * DAY)
    line.step(on, Act.LEGAL_FORCE, at=TAKEN + 36 * DAY)
    assert line.clocks(on, at=TAKEN + 36 * DAY)["lvu.begin_care"].lapses
    line.place(on, at=TAKEN + 40 * DAY)
    view = line.see(on, at=TAKEN + 40 * DAY)
    assert (view.state, view.lapses_at, view.care_began_at) == (State.IN_CARE, None, TAKEN + 40 * DAY)


# --- What is refused --------------------------------------------------------------------------------------------------


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refused.value.reasons}


def test_without_the_courts_receipt_nothing_is_submitted(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    with pytest.raises(Refused) as refused:
        line.step(on, Act.SUBMIT, at=TAKEN + DAY)
    assert codes(refused) == {"compulsory.not_dispatched", "compulsory.no_receipt"}
    with pytest.raises(Refused) as refused:
        line.receive(on, Act.SUBMIT, at=TAKEN + DAY)
    assert codes(refused) == {"compulsory.not_dispatched"}
    line.dispatch(on, Act.SUBMIT, at=TAKEN + DAY)
    view = line.see(on, at=TAKEN + 2 * DAY)
    assert (view.state, view.lapses_at) == (State.DECIDED, line.see(on, at=TAKEN).lapses_at)


def test_an_empty_receipt_is_no_receipt_and_a_file_that_is_no_pdf_is_refused(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    line.dispatch(on, Act.SUBMIT, at=TAKEN + DAY)
    for content, code in (("  ", "compulsory.no_receipt"), (b"<html>", "documents.no_pdf")):
        with pytest.raises(Refused) as refused:
            line.receive(on, Act.SUBMIT, at=TAKEN + DAY, content=content)
        assert codes(refused) == {code}


def test_a_receipt_is_kept_as_it_came_and_the_dispatch_has_the_time_at_which_it_was_made(
    office: Office, alma: Child
) -> None:
    on = line.taken(office, alma, at=TAKEN)
    line.dispatch(on, Act.SUBMIT, at=TAKEN + DAY)
    line.step(on, Act.EXECUTE, at=TAKEN + DAY + HOUR)
    line.receive(on, Act.SUBMIT, at=TAKEN + 2 * DAY, content=b"%PDF-1.7 kvittens")
    sent, _, made = steps(on, at=TAKEN + 2 * DAY)[-3:]
    assert (sent.act, sent.happened_at, sent.is_dispatch) == ("dispatch_submit", TAKEN + DAY, True)
    assert (made.act, made.happened_at, made.court_number) == ("submit", TAKEN + 2 * DAY, "1234-26")
    bo = office.viewer("bo", TAKEN + 2 * DAY)
    with seeing(bo):
        assert document_content(document_id=made.receipt_id, viewer=bo).content == b"%PDF-1.7 kvittens"
        assert document(document_id=made.receipt_id, viewer=bo).is_locked


def test_what_is_sent_is_signed_and_of_the_same_file(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    at = TAKEN + HOUR
    bo = office.viewer("bo", at)
    data = {"sender": sender_of(unit_id=office.units["barn1"]), "reference": "1", "assessed_at": at, "is_acute": True}
    with seeing(bo):
        draft = make_document(
            file_id=alma.file_id, kind="note", template="protection_assessment", title="Utkast", subject="x:1",
            data=data | {"assessment": "x", "assessed_by": {"name": "Bo", "title": ""}}, actor=bo, at=at,
        )  # fmt: skip
        version = queries.measure(measure_id=on.measure_id, viewer=bo).version
        sending: dict[str, Any] = {"measure_id": on.measure_id, "version": version, "actor": bo, "at": at}
        with pytest.raises(Refused) as refused:
            actions.dispatch(act=Act.SUBMIT, document_id=draft, **sending)
        assert codes(refused) == {"documents.not_signed"}
        with pytest.raises(Refused) as refused:
            actions.dispatch(act=Act.CONFIRM, document_id=draft, **sending)
        assert codes(refused) >= {"compulsory.not_sent_to_court", "compulsory.not_now"}
        with pytest.raises(NotOpen):
            actions.dispatch(act=Act.SUBMIT, document_id=0, **sending)


def test_what_the_board_decides_no_caseworker_does(office: Office, alma: Child) -> None:
    on = line.in_care(office, alma, at=TAKEN)
    for act in (Act.CONSIDER, Act.END, Act.PLACE, Act.CONSIDER_TRANSFER):
        with pytest.raises(Refused) as refused:
            line.step(on, act, at=TAKEN + 30 * DAY)
        assert codes(refused) == {"compulsory.boards_deed"}
        assert all("LVU" in (reason.citation or "") for reason in refused.value.reasons)


def test_a_decision_carries_its_own_deed_and_no_other(office: Office, alma: Child) -> None:
    on = line.confirmed(office, alma, at=TAKEN)
    matter = line.board_decides(on, Act.APPLY, at=TAKEN + 9 * DAY)
    at = TAKEN + 10 * DAY
    with pytest.raises(Refused) as refused:
        line.step(on, Act.END_IMMEDIATE, at=at, matter_id=matter)
    assert "compulsory.other_matter" in codes(refused)
    with pytest.raises(Refused) as refused:
        line.step(on, Act.EXECUTE, at=at, matter_id=matter)
    assert codes(refused) == {"compulsory.no_matter_here"}
    with pytest.raises(Refused) as refused:
        line.dispatch(on, Act.APPLY, at=at)
    assert codes(refused) == {"compulsory.boards_deed"}
    with pytest.raises(NotOpen):
        line.step(on, Act.END_IMMEDIATE, at=at, matter_id=matter + 1000)


def test_time_runs_forwards_and_steps_in_order(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    at = TAKEN + HOUR
    with pytest.raises(Refused) as refused:
        line.step(on, Act.EXECUTE, at=at, happened_at=at + HOUR)
    assert codes(refused) == {"compulsory.in_future"}
    with pytest.raises(Refused) as refused:
        line.step(on, Act.EXECUTE, at=at, happened_at=TAKEN - HOUR)
    assert codes(refused) == {"compulsory.before_last"}
    with pytest.raises(Refused) as refused:
        line.step(on, Act.CONFIRM, at=at)
    assert codes(refused) == {"compulsory.not_now"}
    with pytest.raises(Refused) as refused:
        line.step(on, Act.LAPSE, at=at)
    assert codes(refused) == {"compulsory.by_itself"}
    with pytest.raises(Refused) as refused:
        line.step(on, Act.EXECUTE, at=at, grounds=("lvu.crime",))
    assert codes(refused) == {"compulsory.grounds_not_here"}


def test_one_caseworker_takes_no_step(office: Office, alma: Child) -> None:
    """Bo opened the case alone on duty; when that time is over nothing is done alone, and the database agrees."""
    acute = NewDeviation(reason="Ensam i tjänst.", ends_on=local_date(TAKEN), is_acute=True)
    bo = office.viewer("bo", TAKEN)
    with seeing(bo):
        case_id = actions.open_case(
            file_id=alma.file_id, child_id=alma.person_id, investigation_id=None, grounds=(),
            circumstances="Alma har stulit.", deviation=acute, actor=bo, at=TAKEN,
        )  # fmt: skip
        measure_id = actions.start_measure(
            case_id=case_id, track=Track.INTERMEDIATE, grounds=(), content="", matter_id=None, is_temporary=False,
            actor=bo, at=TAKEN,
        )  # fmt: skip
    on = Running(office, alma, case_id, measure_id)
    at = TAKEN + 20 * DAY
    with pytest.raises(Refused) as refused:
        line.step(on, Act.DRAW_PLAN, at=at)
    assert codes(refused) == {"compulsory.pair_fewer_than_two"}
    with seeing(bo), pytest.raises(IntegrityError, match="pair"):
        _step_by_sql(on, at)


def _step_by_sql(on: Running, at: datetime) -> None:
    """Past every rule in Python, with the pair, which is checked at commit, checked at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO compulsory_step (measure_id, file_id, act, from_state, to_state, section, happened_at, "
            "recorded_at, recorded_by_id, court_number, words) "
            "VALUES (%s, %s, 'draw_plan', 'prepared', 'planned', '', %s, %s, %s, '', '')",
            [on.measure_id, on.child.file_id, at, at, on.office.employees["bo"]],
        )
        cursor.execute("SET CONSTRAINTS two_caseworkers IMMEDIATE")


def test_only_who_works_with_the_child_writes_steps(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    with pytest.raises(NotOpen):
        line.step(on, Act.EXECUTE, at=TAKEN + HOUR, by="cia")
    with pytest.raises((NotOpen, Refused)):
        line.step(on, Act.EXECUTE, at=TAKEN + HOUR, by="olga")


def test_of_two_who_write_at_once_one_is_told(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    at = TAKEN + HOUR
    dag = office.viewer("dag", at)
    version = line.see(on, at=at).version
    line.step(on, Act.EXECUTE, at=at)
    with seeing(dag), pytest.raises(ChangedMeanwhile) as changed:
        actions.record_step(
            measure_id=on.measure_id, version=version, act=Act.EXECUTE, happened_at=at, actor=dag, at=at
        )
    assert (changed.value.by, changed.value.at) == ("Bo Handläggare", at)


# --- Longer time ------------------------------------------------------------------------------------------------------


def test_the_court_gives_longer_time_and_the_midnight_moves(office: Office, alma: Child) -> None:
    on = line.confirmed(office, alma, at=TAKEN)
    matter = line.board_decides(on, Act.ASK_EXTENSION, at=TAKEN + 20 * DAY)
    line.send(on, Act.ASK_EXTENSION, at=TAKEN + 21 * DAY, matter_id=matter)
    assert line.see(on, at=TAKEN + 21 * DAY).lapses_at is None, "asked in time, it lives until the court has answered"
    at = TAKEN + 35 * DAY
    with pytest.raises(Refused) as refused:
        line.step(on, Act.EXTEND, at=at)
    assert codes(refused) == {"compulsory.no_new_time"}
    with pytest.raises(Refused) as refused:
        line.step(on, Act.EXTEND, at=at, extended_to=TAKEN.date())
    assert codes(refused) == {"compulsory.not_later"}
    line.step(on, Act.EXTEND, at=at, extended_to=(TAKEN + 50 * DAY).date())
    lapses_at = line.see(on, at=at).lapses_at
    assert lapses_at is not None
    assert lapses_at.astimezone(UTC) == datetime(2026, 12, 23, 23, 0, tzinfo=UTC)


def test_a_refused_extension_leaves_the_day_that_was(office: Office, alma: Child) -> None:
    on = line.confirmed(office, alma, at=TAKEN)
    former = line.see(on, at=TAKEN + 5 * DAY).lapses_at
    matter = line.board_decides(on, Act.ASK_EXTENSION, at=TAKEN + 20 * DAY)
    line.send(on, Act.ASK_EXTENSION, at=TAKEN + 21 * DAY, matter_id=matter)
    at = TAKEN + 35 * DAY
    line.step(on, Act.REFUSE_EXTENSION, at=at)
    view = line.see(on, at=at)
    assert (view.lapses_at, view.state_on(at), view.in_force(at)) == (former, State.LAPSED, False)


# --- Beginning --------------------------------------------------------------------------------------------------------


def test_a_measure_begins_once_on_its_track_and_under_an_act_that_lets_it(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    bo = office.viewer("bo", TAKEN)
    given: dict[str, Any] = {"case_id": on.case_id, "grounds": (), "content": "", "matter_id": None, "actor": bo}
    with seeing(bo):
        with pytest.raises(Refused) as refused:
            actions.start_measure(track=Track.CARE, is_temporary=False, at=TAKEN, **given)
        assert codes(refused) == {"compulsory.already_running"}
        with pytest.raises(Refused) as refused:
            actions.start_measure(track=Track.WITHOUT_CONSENT, is_temporary=False, at=TAKEN, **given)
        assert codes(refused) == {"compulsory.no_act"}
        prepared = actions.start_measure(track=Track.INTERMEDIATE, is_temporary=False, at=TAKEN, **given)
    assert line.see(replace(on, measure_id=prepared), at=TAKEN).state is State.PREPARED


def test_the_clocks_of_the_measure_say_who_met_them(office: Office, alma: Child) -> None:
    on = line.confirmed(office, alma, at=TAKEN)
    bo = office.viewer("bo", TAKEN + 5 * DAY)
    with seeing(bo):
        found = {clock.rule: clock for clock in clocks_of(subject=line.see(on, at=TAKEN).subject, viewer=bo)}
    assert found["lvu.submit_custody"].met_at == TAKEN + DAY
    assert found["lvu.court_reviews_custody"].met_at is not None
    assert found["lvu.apply_for_care"].met_at is None


def test_what_comes_next_says_who_decides_by_what_and_until_when(office: Office, alma: Child) -> None:
    on = line.confirmed(office, alma, at=TAKEN)
    at = TAKEN + 5 * DAY
    bo = office.viewer("bo", at)
    with seeing(bo):
        first, *others = queries.next_steps(measure_id=on.measure_id, at=at, viewer=bo)
    assert (first.act, first.section, first.rule) == (Act.APPLY, "LVU 4", "lvu.apply_for_care")
    assert first.due_on == (TAKEN + 28 * DAY).date()
    assert first.is_sent
    assert first.dispatched_at is None
    assert [decider.value for decider in first.deciders] == ["committee", "board"]
    assert first.verdict.allowed
    assert Act.LAPSE not in [each.act for each in others]
