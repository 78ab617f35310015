"""Finding, showing and answering reports."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext
from tests.factories.intake import CALM, NEIGHBOUR, REPORT, SCHOOL, assess, receive, report_on, write_preliminary
from tests.factories.people import CHILDREN, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.intake import actions as intake
from skyddsnat.domains.intake.permissions import user_can_reveal
from skyddsnat.domains.intake.queries import (
    NoReport,
    channel_states,
    feedback_of,
    feedback_verdict,
    open_report_children,
    repeated_reasons,
    report,
    report_child,
    report_of_source,
    reports_of_file,
    same_day,
    search_reports,
)
from skyddsnat.domains.intake.types import (
    Channel,
    ChildInFile,
    Outcome,
    Place,
    Repetition,
    ReportedChild,
    Reporter,
    Step,
)
from skyddsnat.flows.receive_report import receive_report
from skyddsnat.foundation.access.queries import NotOpen, file_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import system_run
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.deadlines.queries import clocks_of
from skyddsnat.foundation.documents.queries import document
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db
TODAY = local_date(MORNING)
LATER = MORNING + timedelta(hours=3)
NEXT_DAY = MORNING + timedelta(days=1)
HIDDEN = Reporter(
    kind="private_person", name="Greta Granne", phone="070-1", is_protected=True, protection_reason="Hot."
)


# --- Reading ----------------------------------------------------------------------------------------------------------


def test_a_report_shows_the_children_one_sees_and_counts_the_others(office: Office) -> None:
    """Hugo's file is with Cia: Ida registered the report, and next week sees Alma alone."""
    make_child(office, "hugo", worker="cia")
    receipt = receive(office, report_on("alma", "hugo"))
    ida, cia = office.viewer("ida", MORNING + timedelta(days=7)), office.viewer("cia", LATER)
    for viewer, place in ((ida, 0), (cia, 1)):
        with seeing(viewer):
            seen = report(report_id=receipt.report_id, viewer=viewer)
        assert [child.id for child in seen.children] == [receipt.report_child_ids[place]]
        assert (seen.others, seen.received_by, seen.what_happened) == (1, "Ida Intag", REPORT.what_happened)


def test_who_sees_none_of_its_children_finds_no_report(office: Office) -> None:
    receipt = receive(office)
    cia = office.viewer("cia", LATER)
    with seeing(cia):
        with pytest.raises(NoReport):
            report(report_id=receipt.report_id, viewer=cia)
        with pytest.raises(NoReport):
            report_child(report_child_id=receipt.report_child_ids[0], viewer=cia)
        assert search_reports(text=receipt.number, viewer=cia) == []
        assert report_of_source(source="", external_id="", viewer=cia) is None


def test_a_report_that_a_system_run_brought_has_no_receiver_by_name(office: Office) -> None:
    run = system_run("import", units=frozenset({office.units["intake"]}))
    with seeing(run):
        receipt = receive_report(
            report=replace(REPORT, channel=Channel.E_SERVICE, source="e-tjänst", external_id="7"), actor=run, at=LATER
        )
        seen = report(report_id=receipt.report_id, viewer=run)
        assert report_of_source(source="e-tjänst", external_id="7", viewer=run) == receipt.report_id
    assert (seen.received_by, seen.received_by_id) == ("", None)


def test_reports_are_listed_latest_first_page_by_page_in_one_statement(office: Office) -> None:
    for hour in range(5):
        receive(office, replace(REPORT, received_at=MORNING + timedelta(hours=hour)))
    ida = office.viewer("ida", NEXT_DAY)
    with seeing(ida):
        with CaptureQueriesContext(
            connection,
        ) as counted:
            first = open_report_children(viewer=ida, today=TODAY, most=3)
        assert len(counted) == 1
        rest = open_report_children(viewer=ida, today=TODAY, before=Place.of(first[-1], TODAY), most=3)
        hours = [(each.received_at - MORNING).seconds // 3600 for each in first + rest]
        assert hours == [4, 3, 2, 1, 0]
        intake_unit, other = office.units["intake"], office.units["barn2"]
        assert len(open_report_children(viewer=ida, today=TODAY, unit_ids=[intake_unit])) == 5
        assert open_report_children(viewer=ida, today=TODAY, unit_ids=[other]) == []


def test_what_is_decided_leaves_the_list_and_stays_in_the_file(office: Office) -> None:
    child = decided(office)
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        assert open_report_children(viewer=ida, today=TODAY) == []
        file_id = report_child(report_child_id=child, viewer=ida).file_id
        assert [each.id for each in reports_of_file(file_id=file_id, viewer=ida)] == [child]
        assert not reports_of_file(file_id=file_id, viewer=ida)[0].is_open


def test_the_same_day_is_a_swedish_day(office: Office) -> None:
    """23:30 UTC on 2 November is half past midnight on the 3rd in Sweden."""
    late = datetime.fromisoformat("2026-11-02T23:30:00+00:00")
    receive(office, replace(REPORT, received_at=MORNING))
    receipt = receive(office, replace(REPORT, received_at=late))
    ida = office.viewer("ida", NEXT_DAY)
    with seeing(ida):
        found = same_day(file_id=receipt.file_ids[0], day=NEXT_DAY.date(), viewer=ida)
    assert [(each.received_at, each.is_second_today) for each in found] == [(late, False)]


def test_reports_are_found_by_number_and_by_any_form_of_a_word(office: Office) -> None:
    receipt = receive(office)
    receive(office, replace(report_on("hugo"), what_happened="Pojken var ensam ute."))
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        for text in (receipt.number, receipt.number.lower(), "blåmärken", "kinderna"):
            assert [each.number for each in search_reports(text=text, viewer=ida)] == [receipt.number]
        assert search_reports(text="  ", viewer=ida) == []
        assert search_reports(text="giraff", viewer=ida) == []


def test_lesson_9_reasons_that_stand_word_for_word_in_another_childs_file_are_counted(office: Office) -> None:
    same = replace(CALM, reasons="Inget  framkom som tyder på\nakut fara.")
    for name, assessment in (("alma", same), ("hugo", replace(same, reasons=same.reasons.upper())), ("elsa", CALM)):
        assess(office, receive(office, report_on(name)).report_child_ids[0], assessment=assessment)
    ida, cia = office.viewer("ida", LATER), office.viewer("cia", LATER)
    with seeing(ida):
        assert repeated_reasons(since=MORNING, viewer=ida) == Repetition(written=3, repeated=2)
        assert repeated_reasons(since=LATER, viewer=ida) == Repetition(written=0, repeated=0)
    with seeing(cia):
        assert repeated_reasons(since=MORNING, viewer=cia) == Repetition(written=0, repeated=0)


# --- Registering ------------------------------------------------------------------------------------------------------


def test_a_report_is_kept_only_in_files_that_are_open_to_the_receiver(office: Office) -> None:
    alma = make_child(office)
    cia = office.viewer("cia")
    with seeing(cia), pytest.raises(NotOpen):
        intake.register_report(
            report=REPORT,
            children=[ChildInFile(file_id=alma.file_id, child_id=alma.person_id)],
            actor=cia,
            at=MORNING,
        )


def test_a_fault_that_is_no_repetition_is_not_called_one(office: Office) -> None:
    """A child that is nobody is the database's own error, and nothing is kept."""
    alma = make_child(office, worker=None)
    nobody = ChildInFile(file_id=alma.file_id, child_id=None)  # type: ignore[arg-type]
    ida = office.viewer("ida")
    with seeing(ida):
        with pytest.raises(IntegrityError):
            intake.register_report(report=REPORT, children=[nobody], actor=ida, at=MORNING)
        assert reports_of_file(file_id=alma.file_id, viewer=ida) == []


# --- The protected reporter -------------------------------------------------------------------------------------------


def test_a_protected_reporter_is_hidden_until_somebody_says_why(office: Office) -> None:
    receipt = receive(office, replace(REPORT, reporter=HIDDEN))
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        seen = report(report_id=receipt.report_id, viewer=ida)
        assert (seen.reporter_name, seen.reporter_phone, seen.is_reporter_hidden) == ("", "", True)
        assert user_can_reveal(file=file_of(file_id=receipt.file_ids[0], viewer=ida), viewer=ida)
        with pytest.raises(Refused):
            intake.reveal_reporter(report_id=receipt.report_id, reason=" ", actor=ida, at=LATER)
        intake.reveal_reporter(report_id=receipt.report_id, reason="Polisen frågar.", actor=ida, at=LATER)
        seen = report(report_id=receipt.report_id, viewer=ida, reveal_reporter=True)
        assert (seen.reporter_name, seen.is_reporter_hidden) == ("Greta Granne", False)
        (event,) = Event.objects.filter(deed="intake.reporter.revealed")
    assert (event.file_id, event.details) == (receipt.file_ids[0], {"reason": "Polisen frågar."})


def test_a_reporter_without_protection_is_shown(office: Office) -> None:
    receipt = receive(office)
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        seen = report(report_id=receipt.report_id, viewer=ida)
    assert (seen.reporter_organisation, seen.is_reporter_hidden) == ("Lindskolan", False)


# --- Feedback ---------------------------------------------------------------------------------------------------------


def decided(office: Office, reporter: Reporter = SCHOOL, *, at: datetime = LATER) -> int:
    """A report on which it was decided not to open an investigation."""
    child = receive(office, replace(REPORT, reporter=reporter)).report_child_ids[0]
    assess(office, child)
    version = write_preliminary(office, child)
    ida = office.viewer("ida", at)
    with seeing(ida):
        intake.decide_preliminary(report_child_id=child, outcome=Outcome.NOT_OPEN, version=version, actor=ida, at=at)
    return child


def feedback_clocks(office: Office, child: int, at: datetime = LATER) -> list[tuple[str, str, bool, bool]]:
    ida = office.viewer("ida", at)
    with seeing(ida):
        return [
            (clock.rule, f"{clock.due_on:%d.%m}", clock.met_at is not None, clock.ended_at is not None)
            for clock in clocks_of(subject=f"intake.report_child:{child}", viewer=ida)
            if clock.rule.startswith("sol.reporter_feedback")
        ]


def test_a_school_that_asked_is_told_within_a_week_and_only_once(office: Office) -> None:
    child = decided(office)
    assert feedback_clocks(office, child) == [("sol.reporter_feedback", "09.11", False, False)]
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        letter = intake.give_feedback(report_child_id=child, actor=ida, at=LATER)
        sent = document(document_id=letter, viewer=ida)
        assert (sent.is_locked, sent.is_outgoing, sent.recipient) == (True, True, "Rita Rektor, Lindskolan")
        told = feedback_of(report_child_id=child, viewer=ida)
        assert told is not None
        assert (told.document_id, told.given_by, told.not_given_reason) == (letter, "Ida Intag", "")
        with pytest.raises(Refused) as refused:
            intake.give_feedback(report_child_id=child, actor=ida, at=LATER)
        assert refused.value.verdict.codes == ("intake.feedback_given",)
    assert feedback_clocks(office, child) == [("sol.reporter_feedback", "09.11", True, False)]


def test_a_joined_report_is_answered_at_once_without_a_day_of_decision(office: Office) -> None:
    child = receive(office).report_child_ids[0]
    assess(office, child)
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        intake.join_running(report_child_id=child, actor=ida, at=LATER)
        assert intake.give_feedback(report_child_id=child, actor=ida, at=LATER, language="en")
    assert feedback_clocks(office, child) == [("sol.reporter_feedback_at_once", "02.11", True, False)]


def test_telling_that_is_unsuitable_is_declined_with_a_reason(office: Office) -> None:
    child = decided(office)
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        with pytest.raises(Refused):
            intake.decline_feedback(report_child_id=child, reason="", actor=ida, at=LATER)
        intake.decline_feedback(report_child_id=child, reason="Kan röja var barnet är.", actor=ida, at=LATER)
        told = feedback_of(report_child_id=child, viewer=ida)
        assert told is not None
        assert (told.document_id, told.not_given_reason) == (None, "Kan röja var barnet är.")
    assert feedback_clocks(office, child) == [("sol.reporter_feedback", "09.11", False, True)]


def test_a_neighbour_is_never_told(office: Office) -> None:
    child = decided(office, replace(NEIGHBOUR, name="Greta Granne", wants_feedback=True))
    assert feedback_clocks(office, child) == []
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        assert feedback_of(report_child_id=child, viewer=ida) is None
        assert feedback_verdict(report_child_id=child, viewer=ida).codes == ("intake.feedback_private_person",)
        with pytest.raises(Refused):
            intake.ask_feedback(report_child_id=child, actor=ida, at=LATER)


def test_a_reporter_who_asks_two_weeks_later_is_told_at_once(office: Office) -> None:
    child = decided(office, replace(SCHOOL, wants_feedback=False))
    assert feedback_clocks(office, child) == []
    then = LATER + timedelta(days=14)
    ida = office.viewer("ida", then)
    with seeing(ida):
        for _ in range(2):
            intake.ask_feedback(report_child_id=child, actor=ida, at=then)
        assert report_child(report_child_id=child, viewer=ida).feedback_asked_at == then
    assert feedback_clocks(office, child, then) == [("sol.reporter_feedback_at_once", "16.11", False, False)]


def test_a_reporter_who_asks_before_the_decision_is_told_in_a_week_from_it(office: Office) -> None:
    child = receive(office, replace(REPORT, reporter=replace(SCHOOL, wants_feedback=False))).report_child_ids[0]
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        intake.ask_feedback(report_child_id=child, actor=ida, at=LATER)
    assert feedback_clocks(office, child) == []
    assess(office, child)
    version = write_preliminary(office, child)
    with seeing(ida):
        intake.decide_preliminary(report_child_id=child, outcome=Outcome.NOT_OPEN, version=version, actor=ida, at=LATER)
    assert feedback_clocks(office, child) == [("sol.reporter_feedback", "09.11", False, False)]


def test_before_the_law_gave_a_time_there_is_no_clock_on_feedback(office: Office) -> None:
    then = datetime(2025, 12, 1, 9, tzinfo=MORNING.tzinfo)
    old = replace(REPORT, received_at=then, reporter=replace(SCHOOL, kind="police", organisation="Polisen"))
    child = receive(office, old).report_child_ids[0]
    assess(office, child, at=then)
    version = write_preliminary(office, child, at=then)
    ida = office.viewer("ida", then)
    with seeing(ida):
        intake.decide_preliminary(report_child_id=child, outcome=Outcome.NOT_OPEN, version=version, actor=ida, at=then)
    assert feedback_clocks(office, child) == []


def test_a_protected_reporter_stands_in_no_letter(office: Office) -> None:
    child = decided(office, replace(SCHOOL, is_protected=True, protection_reason="Hot mot rektorn."))
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        letter = intake.give_feedback(report_child_id=child, actor=ida, at=LATER)
        assert document(document_id=letter, viewer=ida).recipient == "Den som anmälde"


# --- Channels ---------------------------------------------------------------------------------------------------------


def test_lesson_3_a_channel_tests_itself_and_sounds_when_it_is_silent_or_fails(office: Office) -> None:
    run = system_run("import", units=frozenset({office.units["intake"]}))
    with seeing(run):
        intake.note_channel_test(source="sdk", passed=True, fault="", actor=run, at=MORNING)
        intake.note_channel_item(source="sdk", actor=run, at=MORNING)
        intake.note_channel_item(source="sdk", actor=run, at=MORNING - timedelta(days=3))
        intake.note_channel_test(source="e-post", passed=False, fault="x" * 300, actor=run, at=MORNING)
        mail, sdk = channel_states(viewer=run, at=MORNING)
        assert (sdk.source, sdk.last_item_at, sdk.faults.codes) == ("sdk", MORNING, ())
        assert (mail.source, len(mail.last_test_fault)) == ("e-post", 200)
        assert mail.faults.codes == ("intake.channel_silent", "intake.channel_test_failed")
        a_month_later = channel_states(viewer=run, at=MORNING + timedelta(days=30))
    assert {code for each in a_month_later for code in each.faults.codes} == {
        "intake.channel_silent",
        "intake.channel_not_tested",
        "intake.channel_test_failed",
    }


def test_lesson_3_what_comes_by_a_channel_is_heard_once_it_is_kept(office: Office) -> None:
    receive(office, replace(REPORT, source="e-tjänst", external_id="17"))
    ida = office.viewer("ida")
    with seeing(ida):
        (state,) = channel_states(viewer=ida, at=MORNING)
    assert (state.source, state.last_item_at) == ("e-tjänst", MORNING)


def test_a_report_on_a_child_found_by_relation_keeps_its_place(office: Office) -> None:
    receipt = receive(office, replace(REPORT, children=(ReportedChild(new=CHILDREN["elsa"]),)))
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        assert report_child(report_child_id=receipt.report_child_ids[0], viewer=ida).step is Step.RECEIVED
