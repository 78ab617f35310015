"""Assessing and deciding on a child about whom an investigation runs, or is to be opened."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.factories.intake import REPORT, WRITTEN, assess, receive, write_preliminary
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.intake.queries import preliminary, report_child
from skyddsnat.domains.intake.types import Outcome, Step
from skyddsnat.domains.investigations import actions as investigations
from skyddsnat.domains.investigations.queries import investigation, notices, running_in_file
from skyddsnat.domains.investigations.types import Question
from skyddsnat.flows.decide_preliminary import Decided, decide_preliminary, deciding_verdict
from skyddsnat.flows.join_running import join_running
from skyddsnat.foundation.access.actions import declare_conflict
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.deadlines.queries import clocks_of, open_clocks_of_files
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=3)
NEXT_DAY = MORNING + timedelta(days=1)


@pytest.fixture
def alma(office: Office) -> Child:
    """Alma (8) is Bo's; her mother is Eva."""
    return make_child(office)


def step(office: Office, report_child_id: int) -> Step:
    bo = office.viewer("bo", NEXT_DAY)
    with seeing(bo):
        return report_child(report_child_id=report_child_id, viewer=bo).step


def open_one(office: Office, alma: Child) -> int:
    """Bo opens an investigation without any report."""
    bo = office.viewer("bo", MORNING)
    with seeing(bo):
        return investigations.open_investigation(
            file_id=alma.file_id,
            child_id=alma.person_id,
            cause_id=None,
            question=Question.SUPPORT,
            asks="Vad behöver familjen?",
            what_is_new="",
            actor=bo,
            at=MORNING,
        )


def decide(
    office: Office, report_child_id: int, version: int | None, outcome: Outcome = Outcome.OPEN, **asked: object
) -> Decided:
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        return decide_preliminary(
            report_child_id=report_child_id,
            outcome=outcome,
            version=version,
            actor=bo,
            at=LATER,
            **asked,  # type: ignore[arg-type]
        )


def ready(office: Office) -> tuple[int, int]:
    """(report of the child, version): Bo received the report, assessed protection and wrote."""
    report_child_id = receive(office, by="bo").report_child_ids[0]
    assess(office, report_child_id, by="bo")
    return report_child_id, write_preliminary(office, report_child_id, by="bo")


# --- Deciding ---------------------------------------------------------------------------------------------------------


def test_to_open_opens_the_investigation_in_the_same_breath(office: Office, alma: Child) -> None:
    report_child_id, version = ready(office)
    decided = decide(office, report_child_id, version, question=Question.VIOLENCE, asks="Är Alma trygg hemma?")
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        assert decided.investigation_id is not None
        opened = investigation(investigation_id=decided.investigation_id, viewer=bo)
        assert (opened.cause_id, opened.opened_at) == (report_child_id, LATER)
        rules = {clock.rule for clock in open_clocks_of_files(file_ids=[alma.file_id], viewer=bo)}
    assert step(office, report_child_id) is Step.OPENED
    assert rules == {"sol.investigation", "sol.inform_investigation_opened", "sol.reporter_feedback"}


def test_lesson_7_each_guardian_is_to_be_told_by_name_that_an_investigation_was_opened(office: Office) -> None:
    make_child(office, guardians=("eva", "per"))
    report_child_id, version = ready(office)
    decided = decide(office, report_child_id, version, question=Question.CARE, asks="Hur mår Alma?")
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        assert decided.investigation_id is not None
        told = notices(investigation_id=decided.investigation_id, viewer=bo)
    assert {notice.name for notice in told} == {"Eva Åkerlund", "Per Åkerlund"}


def test_not_to_open_opens_nothing(office: Office, alma: Child) -> None:
    report_child_id, version = ready(office)
    decided = decide(office, report_child_id, version, Outcome.NOT_OPEN)
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        assert running_in_file(file_id=alma.file_id, viewer=bo) is None
    assert (decided.investigation_id, step(office, report_child_id)) == (None, Step.NOT_OPENED)


def test_what_is_missing_in_the_assessment_and_in_the_question_is_told_at_once(office: Office, alma: Child) -> None:
    report_child_id = receive(office, by="bo").report_child_ids[0]
    with pytest.raises(Refused) as refused:
        decide(office, report_child_id, None)
    assert refused.value.verdict.codes == (
        "intake.no_protection_assessment",
        "intake.no_summary",
        "intake.no_reasons",
        "intake.child_heard_or_not",
        "intake.no_question",
    )


def test_a_refused_decision_leaves_no_investigation_behind(office: Office, alma: Child) -> None:
    report_child_id, version = ready(office)
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        with pytest.raises(ChangedMeanwhile):
            decide_preliminary(
                report_child_id=report_child_id,
                outcome=Outcome.OPEN,
                version=version + 1,
                question=Question.CARE,
                asks="Hur mår Alma?",
                actor=bo,
                at=LATER,
            )
        with pytest.raises(Refused):
            decide_preliminary(
                report_child_id=report_child_id,
                outcome=Outcome.OPEN,
                version=version,
                question=Question.CARE,
                asks=" ",
                actor=bo,
                at=LATER,
            )
        assert running_in_file(file_id=alma.file_id, viewer=bo) is None
        written = preliminary(report_child_id=report_child_id, viewer=bo)
        assert written is not None
        assert written.outcome is None
    assert step(office, report_child_id) is Step.ASSESSED


# --- An investigation runs --------------------------------------------------------------------------------------------


def test_lesson_6_no_second_investigation_is_opened_beside_one_that_runs(office: Office, alma: Child) -> None:
    report_child_id, version = ready(office)
    open_one(office, alma)
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        assert deciding_verdict(report_child_id=report_child_id, viewer=bo).codes == ("intake.one_runs",)
    for outcome in Outcome:
        with pytest.raises(Refused) as refused:
            decide(office, report_child_id, version, outcome, question=Question.CARE, asks="Hur mår Alma?")
        assert refused.value.verdict.codes == ("intake.one_runs",)


def test_a_report_from_before_the_investigation_is_joined_to_it_afterwards(office: Office, alma: Child) -> None:
    report_child_id, _ = ready(office)
    running = open_one(office, alma)
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        assert join_running(report_child_id=report_child_id, actor=bo, at=LATER) == running
        with pytest.raises(Refused) as refused:
            join_running(report_child_id=report_child_id, actor=bo, at=LATER)
    assert refused.value.verdict.codes == ("intake.decided",)
    assert step(office, report_child_id) is Step.JOINED


def test_there_must_be_an_investigation_to_join(office: Office, alma: Child) -> None:
    report_child_id = receive(office, by="bo").report_child_ids[0]
    bo = office.viewer("bo", LATER)
    with seeing(bo), pytest.raises(Refused) as refused:
        join_running(report_child_id=report_child_id, actor=bo, at=LATER)
    assert refused.value.verdict.codes == ("intake.nothing_runs", "intake.no_protection_assessment")


def test_a_report_is_joined_with_its_protection_assessment(office: Office, alma: Child) -> None:
    running = open_one(office, alma)
    report_child_id = receive(office, replace(REPORT, received_at=LATER)).report_child_ids[0]
    assert assess(office, report_child_id, at=LATER).investigation_id == running
    assert assess(office, report_child_id, at=NEXT_DAY, by="bo").investigation_id is None
    bo = office.viewer("bo", NEXT_DAY)
    with seeing(bo):
        rules = [clock.rule for clock in clocks_of(subject=f"intake.report_child:{report_child_id}", viewer=bo)]
    assert rules == ["sol.protection_assessment", "sol.reporter_feedback_at_once"]


def test_lesson_8_a_conflict_of_interest_stops_neither_the_assessment_nor_the_joining(
    office: Office, alma: Child
) -> None:
    running = open_one(office, alma)
    report_child_id = receive(office, replace(REPORT, received_at=LATER), by="bo").report_child_ids[0]
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        declare_conflict(file_id=alma.file_id, reason="Grannar.", actor=bo, at=LATER)
    assert assess(office, report_child_id, by="bo", at=LATER).investigation_id == running
    assert step(office, report_child_id) is Step.JOINED


def test_the_button_that_decides_keeps_what_was_just_written(office: Office, alma: Child) -> None:
    report_child_id, version = ready(office)
    fields = replace(WRITTEN, reasons="Familjen har redan det stöd som behövs.")
    decide(office, report_child_id, version, Outcome.NOT_OPEN, fields=fields)
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        written = preliminary(report_child_id=report_child_id, viewer=bo)
    assert written is not None
    assert (written.fields, written.outcome) == (fields, Outcome.NOT_OPEN)
