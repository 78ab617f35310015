"""Closed when the written, signed text exists, not when somebody says so (lesson 6)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.factories.investigations import (
    ANALYSIS,
    Opened,
    add_second,
    carried_through,
    close,
    hear_everybody,
    open_on,
    tell_everybody,
    without,
    write_everything,
)
from tests.factories.people import Child, add_adult, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.investigations import actions, queries
from skyddsnat.domains.investigations.models import Investigation
from skyddsnat.domains.investigations.types import AnalysisFields, PlanFields, Result, StepCode, StepState
from skyddsnat.domains.journal.actions import hold_talk, plan_talk
from skyddsnat.domains.journal.types import Understood
from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access.actions import take_emergency_access
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.deadlines.queries import clocks_of
from skyddsnat.foundation.documents.models import Document
from skyddsnat.foundation.documents.queries import document
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile

TODAY = MORNING.date()
DAY = timedelta(days=1)


@pytest.fixture
def opened(office: Office, alma: Child) -> Opened:
    return open_on(office, alma)


@pytest.fixture
def bo(office: Office, opened: Opened) -> Viewer:
    return office.viewer("bo", MORNING + timedelta(seconds=1))


def reasons(opened: Opened, viewer: Viewer, result: Result | None = None) -> tuple[str, ...]:
    with seeing(viewer):
        verdict = queries.closing_verdict(investigation_id=opened.id, today=TODAY, viewer=viewer, result=result)
    return tuple(code.removeprefix("investigations.") for code in verdict.codes)


def states(opened: Opened, viewer: Viewer) -> dict[StepCode, StepState]:
    with seeing(viewer):
        found = queries.steps(investigation_id=opened.id, today=TODAY, viewer=viewer)
    return {step.code: step.state for step in found}


def test_a_new_investigation_says_everything_that_it_lacks(opened: Opened, bo: Viewer) -> None:
    assert reasons(opened, bo) == (
        "no_child_view",
        "untold",
        "no_facts",
        "no_analysis",
        "no_best_interests",
        "no_proposal",
        "unsent",
    )
    with seeing(bo):
        (*_, last) = queries.steps(investigation_id=opened.id, today=TODAY, viewer=bo)
    assert (last.state, len(last.verdict.reasons)) == (StepState.BLOCKED, 7)
    assert last.verdict.reasons[0].citation == "3 kap. 2 § SoL"


def test_nobody_closes_by_saying_so(office: Office, opened: Opened) -> None:
    """Lesson 6."""
    with pytest.raises(Refused) as refused:
        close(office, opened)
    assert len(refused.value.reasons) == 7


def test_the_signed_text_closes_the_investigation_and_meets_its_clock(office: Office, opened: Opened) -> None:
    """Lesson 6."""
    bo = office.viewer("bo", MORNING + timedelta(seconds=1))
    closed_at = MORNING + 60 * DAY
    add_second(office, opened.child, "dag")
    tell_everybody(office, opened)
    with seeing(bo):
        fields = PlanFields(meets="Alma och Eva.", planned_end_on=TODAY + 90 * DAY)
        actions.save_plan(investigation_id=opened.id, version=None, fields=fields, actor=bo, at=MORNING)
        hold_talk(
            talk_id=None,
            file_id=opened.child.file_id,
            held_at=MORNING,
            place="skolan",
            purpose="Hur morgnarna är",
            was_alone=True,
            not_alone_reason="",
            childs_words="Jag är hungrig.",
            told="Vad en utredning är.",
            understood=Understood.YES,
            understood_how="Hon sade det med egna ord.",
            already_told="",
            version=None,
            actor=bo,
            at=MORNING,
        )
        actions.wait_for(
            investigation_id=opened.id, for_whom="BUP", what="Utlåtande", until=TODAY + 9 * DAY, actor=bo, at=MORNING
        )
    write_everything(office, opened, at=closed_at)
    hear_everybody(office, opened, at=closed_at)
    document_id = close(office, opened, at=closed_at)
    with seeing(bo):
        view = queries.investigation(investigation_id=opened.id, viewer=bo)
        assert (view.is_open, view.result, view.document_id) == (False, Result.NO_SERVICE, document_id)
        assert queries.running_in_file(file_id=opened.child.file_id, viewer=bo) is None
        assert queries.investigations_of_file(file_id=opened.child.file_id, viewer=bo) == [view]
        paper = document(document_id=document_id, viewer=bo)
        assert (paper.is_locked, paper.is_outgoing) == (True, False)
        (clock,) = clocks_of(subject=f"investigations.investigation:{opened.id}", viewer=bo)
        assert clock.met_at == closed_at
        assert [each.ended_at for each in queries.waitings(investigation_id=opened.id, viewer=bo)] == [closed_at]
        source = Document.objects.get(pk=document_id).source
    assert source["areas"][0]["facts"].startswith("Skolsköterskan ser att Alma är hungrig på morgonen. (Lindskolan, ")
    assert source["second"] == [{"title": "medhandläggare", "name": "Dag Kollega", "code": "NH003"}]
    assert source["talks"][0]["alone"] is True
    assert "Möten: Alma och Eva." in source["conduct"]


def test_a_closed_investigation_is_never_changed(office: Office, alma: Child) -> None:
    opened = carried_through(office, alma)
    bo = office.viewer("bo")
    with seeing(bo), pytest.raises(DatabaseError, match="locked"), transaction.atomic():
        Investigation.objects.filter(pk=opened.id).update(proposal="Något annat.")
    assert states(opened, bo)[StepCode.CLOSE] is StepState.DONE
    assert reasons(opened, bo) == ("closed",)


def test_the_database_lets_nobody_close_without_the_signed_text(opened: Opened, bo: Viewer) -> None:
    """Lesson 6."""
    with seeing(bo), pytest.raises(DatabaseError, match="closed_only_when_signed"), transaction.atomic():
        Investigation.objects.filter(pk=opened.id).update(
            state="closed", closed_at=MORNING, closed_by_id=bo.employee_id, result="no_service", child_view="x"
        )


@pytest.mark.parametrize(
    ("lacking", "code"),
    [
        ("child_view", "no_child_view"),
        ("best_interests", "no_best_interests"),
        ("proposal", "no_proposal"),
        ("needs", None),
        ("risks", None),
    ],
)
def test_what_must_be_written_and_what_need_not(
    office: Office, opened: Opened, bo: Viewer, lacking: str, code: str | None
) -> None:
    """Lesson 9: only what the law or the reader needs is asked for."""
    tell_everybody(office, opened)
    write_everything(office, opened, analysis=without(lacking))
    hear_everybody(office, opened)
    assert reasons(opened, bo) == ((code,) if code else ())


def test_why_the_childs_view_is_missing_takes_its_place(office: Office, opened: Opened, bo: Viewer) -> None:
    tell_everybody(office, opened)
    unheard = AnalysisFields(
        child_view_missing_reason="Alma är hos sin far utomlands.",
        protective_factors="Mormor.",
        best_interests="x",
        proposal="y",
    )
    write_everything(office, opened, analysis=unheard)
    hear_everybody(office, opened)
    assert reasons(opened, bo) == ()
    assert states(opened, bo)[StepCode.TALK] is StepState.DONE
    document_id = close(office, opened)
    with seeing(bo):
        assert Document.objects.get(pk=document_id).source["child_view_missing"] == "Alma är hos sin far utomlands."


def test_time_to_answer_must_have_passed_unless_the_party_has_answered(
    office: Office, opened: Opened, bo: Viewer
) -> None:
    tell_everybody(office, opened)
    write_everything(office, opened)
    with seeing(bo):
        for person_id in opened.child.guardians.values():
            actions.communicate(
                investigation_id=opened.id,
                person_id=person_id,
                how="brev",
                answer_by=TODAY + 7 * DAY,
                actor=bo,
                at=MORNING,
            )
    assert reasons(opened, bo) == ("unanswered",)
    assert states(opened, bo)[StepCode.COMMUNICATE] is StepState.WAITING
    with seeing(bo):
        later = queries.closing_verdict(investigation_id=opened.id, today=TODAY + 8 * DAY, viewer=bo)
        assert later.allowed


def test_a_withheld_notice_does_not_stop_closing_before_its_day(office: Office, opened: Opened, bo: Viewer) -> None:
    """Lesson 7."""
    with seeing(bo):
        for notice in queries.notices(investigation_id=opened.id, viewer=bo):
            actions.withhold_notice(notice_id=notice.id, reason="Förhör.", until=TODAY + 7 * DAY, actor=bo, at=MORNING)
    assert "untold" not in reasons(opened, bo)
    assert states(opened, bo)[StepCode.TELL] is StepState.WAITING
    with seeing(bo):
        on_the_day = queries.closing_verdict(investigation_id=opened.id, today=TODAY + 7 * DAY, viewer=bo)
        assert "investigations.untold" in on_the_day.codes


def test_a_planned_talk_is_waited_for(opened: Opened, bo: Viewer) -> None:
    with seeing(bo):
        plan_talk(
            file_id=opened.child.file_id,
            planned_at=MORNING + DAY,
            place="skolan",
            purpose="Hur morgnarna är",
            actor=bo,
            at=MORNING,
        )
    assert states(opened, bo)[StepCode.TALK] is StepState.WAITING


def test_one_that_another_municipality_takes_over_needs_the_childs_view_alone(
    office: Office, opened: Opened, bo: Viewer
) -> None:
    assert reasons(opened, bo, Result.MOVED) == ("no_child_view",)
    with seeing(bo):
        fields = AnalysisFields(child_view="Jag flyttar till pappa.")
        actions.save_analysis(investigation_id=opened.id, version=1, fields=fields, actor=bo, at=MORNING)
    document_id = close(office, opened, result=Result.MOVED)
    with seeing(bo):
        source = Document.objects.get(pk=document_id).source
    assert "29 kap. 9 § SoL" in source["best_interests"]
    assert source["conduct"] == "Ingen plan skrevs.\n\nInga källor är antecknade."


def test_the_chain_stands_in_the_written_text(office: Office, alma: Child) -> None:
    """Lesson 6."""
    carried_through(office, alma)
    second = carried_through(
        office,
        alma,
        what_is_new="Polisen har anmält våld.",
        opened_at=MORNING + 70 * DAY,
        closed_at=MORNING + 100 * DAY,
    )
    bo = office.viewer("bo")
    with seeing(bo):
        document_id = queries.investigation(investigation_id=second.id, viewer=bo).document_id
        earlier = Document.objects.get(pk=document_id).source["earlier"]
    assert earlier.startswith("Samma fråga har utretts tidigare i följd, sedan den 2 november 2026")
    assert "Polisen har anmält våld." in earlier


def test_a_protected_partys_name_stays_out_of_the_text_that_others_read(office: Office) -> None:
    alma = make_child(office, guardians=("eva",))
    add_adult(office, alma, "per", by="bo", protection=Protection.FLAG)
    opened = open_on(office, alma)
    tell_everybody(office, opened)
    write_everything(office, opened)
    hear_everybody(office, opened)
    document_id = close(office, opened)
    bo = office.viewer("bo")
    with seeing(bo):
        row = Document.objects.get(pk=document_id)
    assert "Eva Åkerlund" in str(row.source)
    assert "Per " not in str(row.source)
    assert row.has_protected


def test_whoever_reads_on_emergency_access_signs_nothing(office: Office, opened: Opened) -> None:
    from_outside = office.viewer("ingvar", MORNING + timedelta(seconds=1))
    with seeing(from_outside):
        take_emergency_access(file_id=opened.child.file_id, reason="Barnet är här.", actor=from_outside, at=MORNING)
    with pytest.raises(Refused) as refused:
        close(office, opened, by="ingvar")
    assert refused.value.verdict.codes[0] == "investigations.not_the_caseworker"


def test_an_old_version_closes_nothing(office: Office, opened: Opened, bo: Viewer) -> None:
    tell_everybody(office, opened)
    write_everything(office, opened, analysis=ANALYSIS)
    hear_everybody(office, opened)
    with seeing(bo), pytest.raises(ChangedMeanwhile):
        actions.close_investigation(investigation_id=opened.id, version=1, result=Result.SERVICE, actor=bo, at=MORNING)


def test_the_steps_take_the_same_few_queries_whatever_there_is(office: Office, opened: Opened, bo: Viewer) -> None:
    write_everything(office, opened)
    hear_everybody(office, opened)
    with (
        seeing(bo),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        queries.steps(investigation_id=opened.id, today=TODAY, viewer=bo)
    assert len(asked) <= 7
