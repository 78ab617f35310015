"""From report to decision: who may, what is kept, what runs."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from tests.factories.intake import CALM, REPORT, WRITTEN, assess, receive, write_preliminary
from tests.factories.people import make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.intake import actions as intake
from skyddsnat.domains.intake.models import PreliminaryAssessment, ProtectionAssessment, StepChange
from skyddsnat.domains.intake.permissions import user_can_assess, user_can_decide, user_can_receive
from skyddsnat.domains.intake.queries import (
    NoReport,
    assessing_verdict,
    joining_verdict,
    planned_on,
    preliminary,
    preliminary_verdict,
    prolonging_verdict,
    protection_assessment,
    protection_assessments,
    report_child,
    report_children_of,
)
from skyddsnat.domains.intake.types import (
    Channel,
    ChildInFile,
    Judgement,
    Known,
    Measure,
    NewProtectionAssessment,
    Outcome,
    PreliminaryFields,
    Suspicion,
)
from skyddsnat.foundation.access.actions import declare_conflict, grant_for_decision
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import system_run
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.deadlines.queries import clocks_of
from skyddsnat.foundation.documents.queries import document, documents_of_file, documents_of_subject
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=3)
FULL = NewProtectionAssessment(
    judgement=Judgement.MEASURES_NEEDED,
    reasons="Alma kan inte gå hem i kväll.",
    acute_danger=Known.YES,
    suspicions=(Suspicion.VIOLENCE, Suspicion.HONOUR),
    sources="Rektorn\nAlma",
    home_now="Pappan och en storebror.",
    protective_adults="Mormor.",
    can_talk_alone=Known.YES,
    measures=(Measure.POLICE_REPORT, Measure.STAYS_WITH_OTHER),
    next_check_on=date(2026, 11, 3),
)


@pytest.fixture
def alma(office: Office) -> int:
    """The report on Alma, a child unknown before, received by Ida."""
    return receive(office).report_child_ids[0]


def clock(office: Office, report_child_id: int, rule: str, by: str = "ida") -> tuple[bool, bool]:
    """(met, ended) of the clock."""
    viewer = office.viewer(by, LATER)
    with seeing(viewer):
        clocks = clocks_of(subject=f"intake.report_child:{report_child_id}", viewer=viewer)
        (found,) = [each for each in clocks if each.rule == rule]
        return found.met_at is not None, found.ended_at is not None


def steps(office: Office, report_child_id: int, by: str = "ida") -> list[tuple[str, str]]:
    viewer = office.viewer(by, LATER)
    with seeing(viewer):
        changes = StepChange.objects.filter(report_child_id=report_child_id).order_by("id")
        assert report_child(report_child_id=report_child_id, viewer=viewer).step == changes.last().after
        return [(change.before, change.after) for change in changes]


# --- The protection assessment ----------------------------------------------------------------------------------------


def test_the_assessment_meets_its_clock_and_leaves_that_of_the_decision_running(office: Office, alma: int) -> None:
    assess(office, alma)
    assert clock(office, alma, "sol.protection_assessment") == (True, False)
    assert clock(office, alma, "sol.preliminary_assessment") == (False, False)
    assert steps(office, alma) == [("", "received"), ("received", "assessed")]


def test_everything_that_was_assessed_is_kept_and_made_into_a_signed_record(office: Office, alma: int) -> None:
    made = assess(office, alma, assessment=FULL).assessment_id
    ida, ingvar = office.viewer("ida", LATER), office.viewer("ingvar", LATER)
    with seeing(ida):
        seen = protection_assessment(assessment_id=made, viewer=ida)
        fields = NewProtectionAssessment.__dataclass_fields__
        assert {name: getattr(seen, name) for name in fields} == {name: getattr(FULL, name) for name in fields}
        assert (seen.made_by, protection_assessments(report_child_id=alma, viewer=ida)) == ("Ida Intag", [seen])
        document_id = intake.document_protection(assessment_id=made, actor=ida, at=LATER)
        assert document(document_id=document_id, viewer=ida).is_locked
    with seeing(ingvar), pytest.raises(Refused):
        intake.document_protection(assessment_id=made, actor=ingvar, at=LATER)


def test_lesson_8_protection_is_assessed_with_nothing_known_but_the_judgement(office: Office, alma: int) -> None:
    assert assess(office, alma, assessment=CALM).assessment_id
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        made = protection_assessments(report_child_id=alma, viewer=ida)[0].id
        assert intake.document_protection(assessment_id=made, actor=ida, at=LATER, language="en")


def test_lesson_8_protection_is_assessed_in_spite_of_a_conflict_of_interest(office: Office) -> None:
    child = make_child(office)
    report = receive(office, by="bo").report_child_ids[0]
    bo = office.viewer("bo")
    with seeing(bo):
        declare_conflict(file_id=child.file_id, reason="Grannar.", actor=bo, at=MORNING)
        assert assessing_verdict(report_child_id=report, viewer=bo).allowed
        assert not user_can_decide(file=file_of(file_id=child.file_id, viewer=bo), viewer=bo)
    assert assess(office, report, by="bo").assessment_id
    with pytest.raises(Refused) as refused:
        write_preliminary(office, report, by="bo")
    assert refused.value.verdict.codes == ("access.conflict",)


def test_lesson_8_protection_is_assessed_by_anyone_who_sees_the_file(office: Office) -> None:
    """Kaj decides in the committee and works with no children, but a proposal has opened the file to him."""
    child = make_child(office)
    report = receive(office, by="bo").report_child_ids[0]
    bo = office.viewer("bo")
    with seeing(bo):
        grant_for_decision(
            file_id=child.file_id,
            employee_id=office.employees["kaj"],
            subject="decisions.proposal:1",
            until=MORNING + timedelta(days=7),
            reason="Förslag till beslut",
            actor=bo,
            at=MORNING,
        )
    assert assess(office, report, by="kaj").assessment_id
    with pytest.raises(Refused):
        write_preliminary(office, report, by="kaj")


def test_lesson_8_protection_is_assessed_again_after_the_decision(office: Office, alma: int) -> None:
    assess(office, alma)
    version = write_preliminary(office, alma)
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        intake.decide_preliminary(report_child_id=alma, outcome=Outcome.NOT_OPEN, version=version, actor=ida, at=LATER)
    assess(office, alma, at=LATER, assessment=FULL)
    assert steps(office, alma)[-1] == ("assessed", "not_opened")


def test_an_assessment_that_says_nothing_is_refused(office: Office, alma: int) -> None:
    with pytest.raises(Refused) as refused:
        assess(office, alma, assessment=replace(CALM, reasons=" "))
    assert refused.value.verdict.codes == ("intake.protection_without_reasons",)


def test_a_system_run_assesses_nobody(office: Office, alma: int) -> None:
    run = system_run("import", units=frozenset({office.units["intake"]}))
    with seeing(run):
        assert not user_can_assess(viewer=run)
        assert user_can_receive(viewer=run)
        with pytest.raises(Refused) as refused:
            intake.assess_protection(
                report_child_id=alma, assessment=CALM, joins_investigation=False, actor=run, at=LATER
            )
    assert refused.value.verdict.codes == ("intake.no_person",)


def test_who_does_not_see_the_file_finds_no_report_to_assess(office: Office, alma: int) -> None:
    for report_child_id in (alma, 999_999):
        with pytest.raises(NoReport):
            assess(office, report_child_id, by="cia")
    cia = office.viewer("cia", LATER)
    with seeing(cia), pytest.raises(NoReport):
        intake.assess_protection(report_child_id=alma, assessment=CALM, joins_investigation=False, actor=cia, at=LATER)
    with seeing(cia), pytest.raises(NoReport):
        protection_assessment(assessment_id=1, viewer=cia)


def test_what_was_assessed_is_never_changed(office: Office, alma: int) -> None:
    assess(office, alma)
    ida = office.viewer("ida", LATER)
    with seeing(ida), pytest.raises(DatabaseError), transaction.atomic():
        ProtectionAssessment.objects.update(reasons="Något annat.")


# --- The preliminary assessment ---------------------------------------------------------------------------------------


def decide(office: Office, report_child_id: int, version: int | None, *, by: str = "ida", at: datetime = LATER) -> int:
    who = office.viewer(by, at)
    with seeing(who):
        return intake.decide_preliminary(
            report_child_id=report_child_id, outcome=Outcome.NOT_OPEN, version=version, actor=who, at=at
        )


def test_a_decision_is_signed_locked_and_meets_the_clock(office: Office, alma: int) -> None:
    assess(office, alma)
    document_id = decide(office, alma, write_preliminary(office, alma))
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        seen = preliminary(report_child_id=alma, viewer=ida)
        assert seen is not None
        assert (seen.outcome, seen.decided_by, seen.document_id) == (Outcome.NOT_OPEN, "Ida Intag", document_id)
        signed = document(document_id=document_id, viewer=ida)
        assert (signed.is_locked, signed.is_outgoing) == (True, False)
        (subject,) = documents_of_subject(subject=f"intake.report_child:{alma}", viewer=ida)
        assert subject.id == document_id
        with pytest.raises(DatabaseError), transaction.atomic():
            PreliminaryAssessment.objects.update(reasons="Andra skäl.")
    assert clock(office, alma, "sol.preliminary_assessment") == (True, False)
    assert steps(office, alma)[-1] == ("assessed", "not_opened")


def test_a_child_who_was_not_heard_is_decided_on_with_the_reason_in_the_document(office: Office, alma: int) -> None:
    assess(office, alma)
    fields = replace(WRITTEN, child_heard=False, child_view="", child_not_heard_reason="Familjen svarar inte.")
    assert decide(office, alma, write_preliminary(office, alma, fields=fields))


def test_the_guard_tells_everything_that_is_missing_at_once_to_page_and_act_alike(office: Office, alma: int) -> None:
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        shown = preliminary_verdict(report_child_id=alma, viewer=ida)
    with pytest.raises(Refused) as refused:
        decide(office, alma, None)
    assert refused.value.verdict == shown
    assert shown.codes == (
        "intake.no_protection_assessment",
        "intake.no_summary",
        "intake.no_reasons",
        "intake.child_heard_or_not",
    )


def test_nothing_is_decided_before_the_protection_assessment_however_much_is_written(office: Office, alma: int) -> None:
    version = write_preliminary(office, alma)
    with pytest.raises(Refused) as refused:
        decide(office, alma, version)
    assert refused.value.verdict.codes == ("intake.no_protection_assessment",)


def test_who_may_not_write_in_the_file_is_told_so_beside_what_is_missing(office: Office, alma: int) -> None:
    assess(office, alma)
    run = system_run("import", units=frozenset({office.units["intake"]}))
    with seeing(run):
        codes = preliminary_verdict(report_child_id=alma, viewer=run).codes
    assert codes[:2] == ("intake.no_person", "intake.no_summary")


def test_two_who_write_at_once_lose_nothing(office: Office, alma: int) -> None:
    first = write_preliminary(office, alma)
    assert write_preliminary(office, alma, version=first, by="ingvar", at=LATER) == 2
    with pytest.raises(ChangedMeanwhile) as changed:
        write_preliminary(office, alma, version=first)
    assert (changed.value.by, changed.value.at) == ("Ingvar Mottagschef", LATER)
    with pytest.raises(ChangedMeanwhile):
        write_preliminary(office, alma, version=None)
    with pytest.raises(ChangedMeanwhile):
        decide(office, alma, first)


def test_a_version_of_what_nobody_has_written_is_a_wrong_one(office: Office, alma: int) -> None:
    with pytest.raises(ChangedMeanwhile):
        write_preliminary(office, alma, version=1)
    assert not PreliminaryAssessment.objects.exists()
    assert write_preliminary(office, alma, version=0) == 1


def test_what_is_decided_is_written_in_no_more(office: Office, alma: int) -> None:
    assess(office, alma)
    version = write_preliminary(office, alma)
    decide(office, alma, version)
    with pytest.raises(Refused) as refused:
        write_preliminary(office, alma, version=version + 1)
    assert refused.value.verdict.codes == ("intake.decided",)
    with pytest.raises(Refused):
        decide(office, alma, version + 1)


def test_an_assessment_not_begun_is_none(office: Office, alma: int) -> None:
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        assert preliminary(report_child_id=alma, viewer=ida) is None


def test_exceptional_grounds_give_more_time_and_stand_in_the_document(office: Office, alma: int) -> None:
    ida = office.viewer("ida", LATER)
    to = date(2026, 11, 23)
    with seeing(ida):
        assert planned_on(report_child_id=alma, viewer=ida) == date(2026, 11, 16)
        intake.prolong_preliminary(report_child_id=alma, to=to, reason="Tolk saknas.", actor=ida, at=LATER)
        assert planned_on(report_child_id=alma, viewer=ida) == to
        again = prolonging_verdict(report_child_id=alma, to=to, reason="", viewer=ida)
        assert again.codes == ("intake.not_later", "intake.no_exceptional_grounds")
        with pytest.raises(Refused):
            intake.prolong_preliminary(report_child_id=alma, to=to, reason="", actor=ida, at=LATER)
    assess(office, alma)
    assert decide(office, alma, write_preliminary(office, alma))


def test_an_investigation_that_was_closed_since_the_report_leaves_it_to_be_decided_in_time(office: Office) -> None:
    """The report came while it ran, so no clock was started; the 14 days run from the report all the same."""
    child = make_child(office, worker=None)
    ida = office.viewer("ida")
    with seeing(ida):
        report_id = intake.register_report(
            report=REPORT,
            children=[ChildInFile(file_id=child.file_id, child_id=child.person_id, joins_running=True)],
            actor=ida,
            at=MORNING,
        )
        report_child_id = report_children_of(report_id=report_id, viewer=ida)[child.person_id]
        assert planned_on(report_child_id=report_child_id, viewer=ida) is None
    assess(office, report_child_id)
    with seeing(ida):
        assert planned_on(report_child_id=report_child_id, viewer=ida) == date(2026, 11, 16)


# --- Joining ----------------------------------------------------------------------------------------------------------


def test_joining_ends_the_clock_of_the_decision(office: Office, alma: int) -> None:
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        with pytest.raises(Refused) as refused:
            intake.join_running(report_child_id=alma, actor=ida, at=LATER)
        assert refused.value.verdict.codes == ("intake.no_protection_assessment",)
    assess(office, alma)
    with seeing(ida):
        assert joining_verdict(report_child_id=alma, viewer=ida).allowed
        intake.join_running(report_child_id=alma, actor=ida, at=LATER)
    assert clock(office, alma, "sol.preliminary_assessment") == (False, True)
    assert steps(office, alma)[-1] == ("assessed", "joined")


def test_every_act_stands_in_the_log_of_the_file_without_a_word_of_the_text(office: Office, alma: int) -> None:
    assess(office, alma)
    decide(office, alma, write_preliminary(office, alma))
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        file_id = report_child(report_child_id=alma, viewer=ida).file_id
        events = list(Event.objects.filter(file_id=file_id, deed__startswith="intake.").order_by("id"))
        assert len(documents_of_file(file_id=file_id, viewer=ida)) == 1
    assert [event.deed for event in events] == [
        "intake.report.received",
        "intake.protection.assessed",
        "intake.preliminary.saved",
        "intake.preliminary.not_opened",
    ]
    assert all("Alma" not in f"{event.details} {event.target} {event.ground}" for event in events)


def test_the_tables_keep_their_own_rules_too(office: Office, alma: int) -> None:
    """Even a mistaken statement decides nothing without reasons and the child's view."""
    write_preliminary(office, alma, fields=PreliminaryFields(reasons="Skäl."))
    ida = office.viewer("ida", LATER)
    statements = [
        "UPDATE intake_preliminaryassessment SET outcome = 'open', decided_at = now(), decided_by_id = saved_by_id",
        "UPDATE intake_reportchild SET step = 'opened'",
        "UPDATE intake_report SET what_happened = 'x'",
        "DELETE FROM intake_report",
    ]
    for statement in statements:
        with (
            seeing(ida),
            connection.cursor() as cursor,
            pytest.raises(DatabaseError),
            transaction.atomic(),
        ):
            cursor.execute(statement)
    assert Channel(REPORT.channel) is Channel.PHONE
