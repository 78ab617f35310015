"""A report comes in: to the right child, in the right file, to the right people."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.factories.intake import REPORT, assess, receive, report_on, write_preliminary
from tests.factories.people import ADULTS, CHILDREN, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.intake.actions import AlreadyReceived
from skyddsnat.domains.intake.queries import open_report_children, report, report_child, reports_of_file
from skyddsnat.domains.intake.types import Channel, Outcome, ReportedChild, Step
from skyddsnat.domains.investigations.types import Question
from skyddsnat.domains.people.queries import guardians_of_file, siblings_of_file, subject_of_file
from skyddsnat.domains.people.types import NewPerson, Protection
from skyddsnat.flows.decide_preliminary import decide_preliminary
from skyddsnat.flows.receive_report import receive_report
from skyddsnat.foundation.access.actions import close_file, declare_conflict
from skyddsnat.foundation.access.queries import NotOpen, file_of, grants_of_file
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import GrantKind, Ground, system_run
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.deadlines.queries import open_clocks_of_files
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db
TODAY = local_date(MORNING)
LATER = MORNING + timedelta(hours=1)
NEXT_DAY = MORNING + timedelta(days=1)


def clocks(office: Office, name: str, file_id: int) -> dict[str, str]:
    viewer = office.viewer(name, LATER)
    with seeing(viewer):
        return {
            clock.rule: f"{clock.due_on:%d.%m}" for clock in open_clocks_of_files(file_ids=[file_id], viewer=viewer)
        }


def test_a_report_on_an_unknown_child_opens_a_file_at_intake_and_starts_both_clocks(office: Office) -> None:
    receipt = receive(office)
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        file = file_of(file_id=receipt.file_ids[0], viewer=ida)
        assert (file.unit_id, file.ground) == (office.units["intake"], Ground.INTAKE)
        assert subject_of_file(file_id=file.id, viewer=ida).name == "Alma Åkerlund"
        assert report_child(report_child_id=receipt.report_child_ids[0], viewer=ida).step is Step.RECEIVED
    assert clocks(office, "ida", file.id) == {
        "sol.protection_assessment": "02.11",
        "sol.preliminary_assessment": "16.11",
    }


def test_lesson_14_a_report_on_a_child_with_a_known_number_never_makes_a_second_file(office: Office) -> None:
    first, second = receive(office), receive(office, at=LATER)
    assert first.file_ids == second.file_ids
    assert first.number != second.number


def test_lesson_14_a_look_alike_that_was_chosen_gets_the_report(office: Office) -> None:
    """Without a number the page shows the look-alikes side by side; the receiver chooses one, and it is the one."""
    alma = make_child(office)
    chosen = ReportedChild(
        person_id=alma.person_id, new=NewPerson(given_name="Alma", family_name="Åkerlund", birth_date=None)
    )
    assert receive(office, replace(REPORT, children=(chosen,))).file_ids == (alma.file_id,)


@pytest.mark.parametrize(
    "new", [None, NewPerson(given_name="Någon", family_name="Annan")], ids=["nothing typed", "another name"]
)
def test_an_id_alone_opens_no_file(office: Office, new: NewPerson | None) -> None:
    alma = make_child(office)
    with pytest.raises(NotOpen):
        receive(office, replace(REPORT, children=(ReportedChild(person_id=alma.person_id, new=new),)), by="cia")
    assert dict(office.viewer("cia", LATER).files) == {}


def test_a_child_whom_the_receiver_sees_is_chosen_by_id_alone(office: Office) -> None:
    alma = make_child(office)
    seen = replace(REPORT, children=(ReportedChild(person_id=alma.person_id),))
    assert receive(office, seen, by="bo").file_ids == (alma.file_id,)


def test_a_guardian_with_a_number_that_is_none_is_refused(office: Office) -> None:
    make_child(office)
    wrong = replace(ADULTS["per"], number="19830215-0000")
    with pytest.raises(Refused) as refused:
        receive(office, replace(REPORT, children=(ReportedChild(new=CHILDREN["alma"], guardians=(wrong,)),)), by="bo")
    assert refused.value.verdict.codes[0].startswith("people.")


def test_an_adult_is_no_reported_child(office: Office) -> None:
    alma = make_child(office)
    with pytest.raises(NotOpen):
        receive(office, replace(REPORT, children=(ReportedChild(person_id=alma.guardians["eva"]),)), by="bo")


def test_lesson_13_a_report_on_a_child_whose_file_is_elsewhere_reaches_those_who_know_the_child(
    office: Office,
) -> None:
    alma = make_child(office)
    receipt = receive(office, at=LATER)
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        (mine,) = open_report_children(viewer=bo, today=TODAY)
        assert mine.id == receipt.report_child_ids[0]
        assert file_of(file_id=alma.file_id, viewer=bo).responsible_id == office.employees["bo"]
        (grant,) = grants_of_file(file_id=alma.file_id, viewer=bo)
        assert (grant.kind, grant.employee_id) == (GrantKind.RECEIVED, office.employees["ida"])


def test_the_receiver_sees_a_file_that_is_elsewhere_for_a_day_and_can_assess_protection(office: Office) -> None:
    alma = make_child(office)
    receipt = receive(office, at=LATER)
    assert dict(office.viewer("ida", LATER).files) == {alma.file_id: Ground.RECEIVED}
    assert assess(office, receipt.report_child_ids[0], at=LATER + timedelta(hours=1)).assessment_id
    assert dict(office.viewer("ida", LATER + timedelta(days=1)).files) == {}


def test_a_caseworker_outside_intake_who_takes_a_call_can_assess_too(office: Office) -> None:
    receipt = receive(office, by="cia")
    assert assess(office, receipt.report_child_ids[0], by="cia").assessment_id


def test_a_closed_file_is_reopened(office: Office) -> None:
    alma = make_child(office)
    mia = office.viewer("mia")
    with seeing(mia):
        close_file(file_id=alma.file_id, actor=mia, at=MORNING)
        assert file_of(file_id=alma.file_id, viewer=mia).is_closed
    receive(office, at=LATER)
    with seeing(mia):
        assert not file_of(file_id=alma.file_id, viewer=mia).is_closed


def test_siblings_of_one_household_are_siblings_in_each_others_files(office: Office) -> None:
    receipt = receive(office, report_on("alma", "elsa", "hugo", same_household=True))
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        for file_id in receipt.file_ids:
            names = {each.given_name for each in siblings_of_file(file_id=file_id, on=MORNING.date(), viewer=ida)} | {
                subject_of_file(file_id=file_id, viewer=ida).given_name
            }
            assert names == {"Alma", "Elsa", "Hugo"}
        seen = report(report_id=receipt.report_id, viewer=ida)
    assert tuple(child.file_id for child in sorted(seen.children, key=lambda each: each.id)) == receipt.file_ids
    receive(office, report_on("alma", "elsa", same_household=True), at=LATER)
    with seeing(ida):
        assert len(siblings_of_file(file_id=receipt.file_ids[0], on=MORNING.date(), viewer=ida)) == 2


def test_children_of_different_homes_are_not_made_siblings(office: Office) -> None:
    receipt = receive(office, report_on("alma", "hugo"))
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        assert siblings_of_file(file_id=receipt.file_ids[0], on=MORNING.date(), viewer=ida) == []


def test_lesson_7_each_guardian_is_written_down_by_name_and_only_once(office: Office) -> None:
    both = (ADULTS["eva"], ADULTS["per"])
    siblings = tuple(ReportedChild(new=CHILDREN[name], guardians=both) for name in ("alma", "hugo"))
    receipt = receive(office, replace(REPORT, children=siblings))
    receive(office, replace(REPORT, children=siblings[:1]), at=LATER)
    by_name = replace(ADULTS["eva"], number=None)
    receive(office, replace(REPORT, children=(replace(siblings[0], guardians=(by_name,)),)), at=LATER)
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        found = [
            [(each.id, each.name) for each in guardians_of_file(file_id=file_id, on=MORNING.date(), viewer=ida)]
            for file_id in receipt.file_ids
        ]
    assert found[0] == found[1]
    assert sorted(name for _, name in found[0]) == ["Eva Åkerlund", "Per Åkerlund"]


def test_a_guardian_with_another_number_is_another_person_in_spite_of_the_name(office: Office) -> None:
    namesake = replace(ADULTS["eva"], number="19900101-TF03")
    for guardian in (ADULTS["eva"], namesake):
        receipt = receive(
            office, replace(REPORT, children=(ReportedChild(new=CHILDREN["alma"], guardians=(guardian,)),))
        )
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        assert len(guardians_of_file(file_id=receipt.file_ids[0], on=MORNING.date(), viewer=ida)) == 2


def test_a_receiver_with_a_conflict_of_interest_loses_nothing_of_the_report(office: Office) -> None:
    alma = make_child(office, guardians=())
    bo = office.viewer("bo")
    with seeing(bo):
        declare_conflict(file_id=alma.file_id, reason="Jag är barnets morbror.", actor=bo, at=MORNING)
    hidden = replace(ADULTS["per"], protection=Protection.FLAG)
    child = ReportedChild(new=CHILDREN["alma"], about="Hon gråter.", guardians=(ADULTS["eva"], hidden))
    other = ReportedChild(new=CHILDREN["hugo"])
    receipt = receive(office, replace(REPORT, children=(child, other), same_household=True), by="bo", at=LATER)
    mia = office.viewer("mia", LATER)
    with seeing(mia):
        about = report_child(report_child_id=receipt.report_child_ids[0], viewer=mia).about
    assert about == "Hon gråter.\n\nVårdnadshavare enligt anmälan: Eva Åkerlund."
    assert assess(office, receipt.report_child_ids[0], by="bo", at=LATER).assessment_id


def test_a_protected_child_is_open_to_whoever_received_the_report_and_not_to_intake_at_large(office: Office) -> None:
    hidden = ReportedChild(new=replace(CHILDREN["alma"], protection=Protection.REGISTRATION))
    receipt = receive(office, replace(REPORT, children=(hidden,)))
    assert assess(office, receipt.report_child_ids[0]).assessment_id
    assert dict(office.viewer("ida", LATER).files) == {receipt.file_ids[0]: Ground.RECEIVED}
    ida_next_week = office.viewer("ida", MORNING + timedelta(days=7))
    with seeing(ida_next_week):
        assert open_report_children(viewer=ida_next_week, today=TODAY) == []


def test_a_second_report_the_same_day_is_seen_on_both_and_the_next_day_on_neither(office: Office) -> None:
    receive(office)
    receive(office, replace(REPORT, received_at=LATER))
    receive(office, replace(REPORT, received_at=NEXT_DAY))
    ida = office.viewer("ida", NEXT_DAY)
    with seeing(ida):
        marks = [each.is_second_today for each in open_report_children(viewer=ida, today=TODAY)]
    assert marks == [False, True, True]


def test_a_report_on_an_open_case_joins_the_investigation(office: Office) -> None:
    first = receive(office)
    assess(office, first.report_child_ids[0])
    version = write_preliminary(office, first.report_child_ids[0])
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        decided = decide_preliminary(
            report_child_id=first.report_child_ids[0],
            outcome=Outcome.OPEN,
            version=version,
            question=Question.VIOLENCE,
            asks="Är Alma trygg hemma?",
            actor=ida,
            at=LATER,
        )
    second = receive(office, replace(REPORT, received_at=NEXT_DAY))
    assert "sol.preliminary_assessment" not in clocks(office, "ida", second.file_ids[0])
    assessed = assess(office, second.report_child_ids[0], at=NEXT_DAY)
    assert assessed.investigation_id == decided.investigation_id
    with seeing(ida):
        assert report_child(report_child_id=second.report_child_ids[0], viewer=ida).step is Step.JOINED


def test_a_report_says_everything_that_is_wrong_with_it_and_with_its_children_at_once(office: Office) -> None:
    wrong = replace(CHILDREN["hugo"], number="20220130-9999")
    with pytest.raises(Refused) as refused:
        receive(
            office,
            replace(
                REPORT,
                what_happened=" ",
                received_at=NEXT_DAY,
                children=(ReportedChild(), ReportedChild(new=wrong)),
            ),
            at=MORNING,
        )
    codes = refused.value.verdict.codes
    assert codes[:3] == ("intake.no_facts", "intake.in_the_future", "intake.child_unknown")
    assert codes[3].startswith("people.")


def test_the_same_child_is_not_in_a_report_twice(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        receive(office, report_on("alma", "alma"))
    assert refused.value.verdict.codes == ("intake.child_twice",)


def test_a_refused_report_leaves_no_file_behind(office: Office) -> None:
    ida = office.viewer("ida")
    with seeing(ida):
        with pytest.raises(Refused):
            receive_report(report=replace(REPORT, what_happened=""), actor=ida, at=MORNING)
        assert open_report_children(viewer=ida, today=TODAY) == []
        assert not Event.objects.filter(deed="access.file.opened").exists()


def test_those_who_do_not_work_with_children_register_no_report(office: Office) -> None:
    for name in ("kaj", "lo", "anna", "adam", "nils"):
        with pytest.raises(Refused) as refused:
            receive(office, by=name)
        assert refused.value.verdict.codes == ("intake.not_receiver",)


def test_a_system_run_delivers_to_any_file_and_sees_nothing_afterwards(office: Office) -> None:
    alma = make_child(office)
    run = system_run("import", units=frozenset({office.units["intake"]}))
    delivered = replace(REPORT, channel=Channel.E_SERVICE, source="e-tjänst", external_id="17")
    with seeing(run):
        receipt = receive_report(report=delivered, actor=run, at=MORNING)
    assert receipt.file_ids == (alma.file_id,)
    with seeing(run):
        assert open_report_children(viewer=run, today=TODAY) == []
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        assert [each.number for each in reports_of_file(file_id=alma.file_id, viewer=bo)] == [receipt.number]


def test_lesson_3_a_delivery_that_comes_twice_is_kept_once_and_says_so(office: Office) -> None:
    delivered = replace(REPORT, source="e-tjänst", external_id="17")
    receipt = receive(office, delivered)
    with pytest.raises(AlreadyReceived):
        receive(office, delivered)
    ida = office.viewer("ida", LATER)
    with seeing(ida):
        assert [each.number for each in open_report_children(viewer=ida, today=TODAY)] == [receipt.number]
