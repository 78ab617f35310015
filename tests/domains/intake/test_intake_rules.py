"""The rules of intake without a database: every step with every act, every guard with every reason."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from skyddsnat.domains.intake import rules
from skyddsnat.domains.intake.types import (
    ACT_NAMES,
    STEP_NAMES,
    Act,
    Channel,
    Judgement,
    NewProtectionAssessment,
    NewReport,
    PreliminaryFields,
    ReportedChild,
    Reporter,
    Step,
)
from skyddsnat.kernel.states import NotAllowed
from skyddsnat.law.register import rules as all_rules

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
DAY = AT.date()
SCHOOL = Reporter(kind="school", organisation="Lindskolan")
REPORT = NewReport(
    received_at=AT,
    channel=Channel.PHONE,
    reporter=SCHOOL,
    what_happened="Hon kom till skolan med ett blåmärke.",
    children=(ReportedChild(person_id=1),),
)
WRITTEN = PreliminaryFields(
    child_heard=True, child_view="Hon vill ha lugnt.", summary="Samma bild från alla.", reasons="Kan leda till åtgärd."
)

# --- Every step with every act ----------------------------------------------------------------------------------------

NEXT: dict[tuple[Step, Act], Step] = {
    (Step.RECEIVED, Act.ASSESS): Step.ASSESSED,
    (Step.ASSESSED, Act.ASSESS): Step.ASSESSED,
    (Step.ASSESSED, Act.JOIN): Step.JOINED,
    (Step.ASSESSED, Act.OPEN): Step.OPENED,
    (Step.ASSESSED, Act.NOT_OPEN): Step.NOT_OPENED,
    (Step.JOINED, Act.ASSESS): Step.JOINED,
    (Step.OPENED, Act.ASSESS): Step.OPENED,
    (Step.NOT_OPENED, Act.ASSESS): Step.NOT_OPENED,
}


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("step", Step)
def test_every_step_with_every_act(step: Step, act: Act) -> None:
    if (step, act) in NEXT:
        assert rules.TABLE.next(step, act) is NEXT[step, act]
    else:
        with pytest.raises(NotAllowed):
            rules.TABLE.next(step, act)


def test_the_steps_are_drawn_in_the_readme_as_they_are() -> None:
    readme = Path(rules.__file__).with_name("README.md").read_text(encoding="utf-8")
    assert rules.TABLE.mermaid() in readme


def test_lesson_8_protection_can_be_assessed_at_every_step() -> None:
    assert all(rules.TABLE.allows(step, Act.ASSESS) for step in Step)


def test_nothing_is_decided_before_the_protection_assessment() -> None:
    assert rules.TABLE.acts(Step.RECEIVED) == (Act.ASSESS,)


def test_every_act_has_a_name_who_may_a_deed_and_clocks_that_exist() -> None:
    known = {rule.id for rule in all_rules()}
    assert set(rules.WHO_MAY) == set(rules.DEEDS) == set(rules.CLOCKS) == set(ACT_NAMES) == set(Act)
    assert set(STEP_NAMES) == set(Step)
    for clocks in rules.CLOCKS.values():
        assert {*clocks.starts, *clocks.meets, *clocks.ends} <= known


# --- A report comes in ------------------------------------------------------------------------------------------------


def test_a_complete_report_is_registered() -> None:
    assert rules.registering(REPORT, AT).allowed


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"what_happened": " \n"}, "intake.no_facts"),
        ({"received_at": AT + timedelta(seconds=1)}, "intake.in_the_future"),
        ({"reporter": Reporter(kind="neighbour")}, "intake.unknown_reporter_kind"),
        ({"reporter": Reporter(kind="school", name=" ")}, "intake.reporter_unnamed"),
        ({"reporter": replace(SCHOOL, is_protected=True)}, "intake.reporter_protected_without_reason"),
        ({"children": ()}, "intake.no_child"),
        ({"children": (ReportedChild(about="Ett barn i huset."),)}, "intake.child_unknown"),
        ({"external_id": "17"}, "intake.no_source"),
    ],
)
def test_lesson_13_a_report_without_facts_source_time_or_child_is_not_complete(
    change: dict[str, object], code: str
) -> None:
    assert rules.registering(replace(REPORT, **change), AT).codes == (code,)  # type: ignore[arg-type]


def test_lesson_13_an_oral_worry_is_told_everything_that_is_missing_at_once() -> None:
    oral = replace(REPORT, what_happened="", reporter=Reporter(kind="school", is_protected=True), children=())
    assert rules.registering(oral, AT).codes == (
        "intake.no_facts",
        "intake.reporter_unnamed",
        "intake.reporter_protected_without_reason",
        "intake.no_child",
    )


def test_a_private_person_may_be_anonymous() -> None:
    assert rules.registering(replace(REPORT, reporter=Reporter(kind="private_person")), AT).allowed


def test_a_protected_reporter_with_a_reason_is_registered() -> None:
    neighbour = Reporter(kind="private_person", is_protected=True, protection_reason="Har hotats av pappan.")
    assert rules.registering(replace(REPORT, reporter=neighbour), AT).allowed


def test_a_report_from_before_the_rules_that_are_kept_is_refused() -> None:
    old = replace(REPORT, received_at=datetime(2012, 5, 1, tzinfo=UTC))
    assert rules.registering(old, AT).codes == ("intake.too_old", "intake.unknown_reporter_kind")


def test_a_child_stands_once_in_a_report() -> None:
    assert rules.children_differ((1, 2)).allowed
    assert rules.children_differ((1, 2, 1)).codes == ("intake.child_twice",)


def test_who_must_report_follows_the_act_of_the_day() -> None:
    assert rules.kind_of("school", AT).is_mandatory
    assert not rules.kind_of("private_person", AT).is_mandatory


# --- The protection assessment ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("reasons", "codes"), [("Trygg.", ()), (" ", ("intake.protection_without_reasons",))])
def test_lesson_8_only_the_reasons_of_a_protection_assessment_must_be_there(
    reasons: str, codes: tuple[str, ...]
) -> None:
    assert rules.assessing(NewProtectionAssessment(judgement=Judgement.MEASURES_NEEDED, reasons=reasons)).codes == codes


def test_an_assessment_is_signed_by_its_maker() -> None:
    assert rules.signing_own(1, 1).allowed
    assert rules.signing_own(2, 1).codes == rules.signing_own(None, 1).codes == ("intake.not_own_assessment",)


# --- The preliminary assessment ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", Step)
def test_the_text_is_changed_until_it_is_decided(step: Step) -> None:
    codes = () if step in (Step.RECEIVED, Step.ASSESSED) else ("intake.decided",)
    assert rules.saving(step).codes == codes


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"summary": ""}, "intake.no_summary"),
        ({"reasons": " "}, "intake.no_reasons"),
        ({"child_heard": None}, "intake.child_heard_or_not"),
        ({"child_view": ""}, "intake.no_childs_view"),
        ({"child_heard": False}, "intake.no_reason_not_heard"),
    ],
)
def test_a_decision_needs_summary_reasons_and_the_childs_view(change: dict[str, object], code: str) -> None:
    fields = replace(WRITTEN, **change)  # type: ignore[arg-type]
    assert rules.deciding(Step.ASSESSED, fields, DAY).codes == (code,)


def test_a_child_who_was_not_heard_is_decided_on_with_the_reason() -> None:
    fields = replace(WRITTEN, child_heard=False, child_view="", child_not_heard_reason="Barnet är tre månader.")
    assert rules.deciding(Step.ASSESSED, fields, DAY).allowed
    assert rules.deciding(Step.ASSESSED, WRITTEN, DAY).allowed


def test_an_empty_assessment_is_told_everything_at_once() -> None:
    assert rules.deciding(Step.RECEIVED, PreliminaryFields(), DAY).codes == (
        "intake.no_protection_assessment",
        "intake.no_summary",
        "intake.no_reasons",
        "intake.child_heard_or_not",
    )


@pytest.mark.parametrize("step", [Step.JOINED, Step.OPENED, Step.NOT_OPENED])
def test_nothing_is_decided_or_joined_twice(step: Step) -> None:
    assert rules.deciding(step, WRITTEN, DAY).codes == ("intake.decided",)
    assert rules.joining(step, DAY).codes == ("intake.decided",)
    assert rules.prolonging(step, DAY + timedelta(1), DAY, "Tolk saknas.").codes == ("intake.decided",)


@pytest.mark.parametrize(
    ("received_on", "citation"),
    [
        (date(2025, 6, 30), "11 kap. 1 a § SoL (2001:453)"),
        (date(2025, 7, 1), "20 kap. 1 § SoL"),
        (date(2012, 1, 1), None),
    ],
)
def test_the_gate_is_cited_from_the_act_of_the_day_the_report_came_in(received_on: date, citation: str | None) -> None:
    (reason,) = rules.joining(Step.RECEIVED, received_on).reasons
    assert (reason.code, reason.citation) == ("intake.no_protection_assessment", citation)


def test_a_report_with_a_protection_assessment_may_join() -> None:
    assert rules.joining(Step.ASSESSED, DAY).allowed


@pytest.mark.parametrize(
    ("to", "reason", "codes"),
    [
        (DAY + timedelta(1), "Tolk saknas.", ()),
        (DAY, "Tolk saknas.", ("intake.not_later",)),
        (DAY, " ", ("intake.not_later", "intake.no_exceptional_grounds")),
    ],
)
def test_more_time_needs_a_later_day_and_exceptional_grounds(to: date, reason: str, codes: tuple[str, ...]) -> None:
    assert rules.prolonging(Step.ASSESSED, to, DAY, reason).codes == codes


def test_where_no_time_runs_none_is_prolonged() -> None:
    """A report on a child whose investigation runs has no preliminary assessment."""
    assert rules.prolonging(Step.RECEIVED, DAY, None, "Tolk saknas.").codes == ("intake.no_time_runs",)


# --- Feedback to the reporter -----------------------------------------------------------------------------------------

FACTS = rules.FeedbackFacts(
    step=Step.OPENED, kind="school", received_at=AT, is_named=True, is_given=False, is_waiting=False
)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, ()),
        ({"kind": "private_person"}, ("intake.feedback_private_person",)),
        ({"kind": "neighbour"}, ("intake.feedback_private_person",)),
        ({"is_given": True}, ("intake.feedback_given",)),
        ({"step": Step.ASSESSED}, ("intake.feedback_before_decision",)),
        ({"is_named": False}, ("intake.feedback_nobody",)),
        ({"is_waiting": True}, ("intake.feedback_letter_waits",)),
        (
            {"kind": "private_person", "step": Step.RECEIVED, "is_named": False},
            ("intake.feedback_private_person", "intake.feedback_before_decision", "intake.feedback_nobody"),
        ),
    ],
)
def test_only_a_bound_and_named_reporter_is_told_and_only_of_a_decision(
    change: dict[str, object], codes: tuple[str, ...]
) -> None:
    assert rules.telling(replace(FACTS, **change)).codes == codes  # type: ignore[arg-type]


def test_not_telling_needs_a_reason() -> None:
    assert rules.declining(FACTS, "Kan skada barnet.").allowed
    assert rules.declining(FACTS, "").codes == ("intake.feedback_declined_without_reason",)


@pytest.mark.parametrize(
    ("step", "asked_after", "decided_at", "clock"),
    [
        (Step.OPENED, timedelta(-3), AT, ("sol.reporter_feedback", AT)),
        (Step.NOT_OPENED, timedelta(7), AT, ("sol.reporter_feedback", AT)),
        (Step.OPENED, timedelta(8), AT, ("sol.reporter_feedback_at_once", AT + timedelta(8))),
        (Step.JOINED, timedelta(-3), AT, ("sol.reporter_feedback_at_once", AT)),
        (Step.JOINED, timedelta(1), AT, ("sol.reporter_feedback_at_once", AT + timedelta(1))),
        (Step.OPENED, timedelta(-3), datetime(2026, 1, 14, 12, tzinfo=UTC), None),
        (
            Step.OPENED,
            timedelta(-3),
            datetime(2026, 1, 15, 12, tzinfo=UTC),
            ("sol.reporter_feedback", datetime(2026, 1, 15, 12, tzinfo=UTC)),
        ),
    ],
)
def test_feedback_is_due_in_a_week_or_at_once_since_the_law_gave_a_time(
    step: Step, asked_after: timedelta, decided_at: datetime, clock: tuple[str, datetime] | None
) -> None:
    assert rules.feedback_clock(step, decided_at, decided_at + asked_after) == clock


def test_a_protected_reporter_is_revealed_for_a_reason() -> None:
    assert rules.revealing("Polisen har frågat.").allowed
    assert rules.revealing(" ").codes == ("intake.reveal_without_reason",)


# --- Channels ---------------------------------------------------------------------------------------------------------


def faults(item: timedelta | None, test: timedelta | None, passed: bool | None) -> tuple[str, ...]:
    return rules.channel_faults(
        last_item_at=AT - item if item is not None else None,
        last_test_at=AT - test if test is not None else None,
        last_test_passed=passed,
        silent_after_days=7,
        at=AT,
    ).codes


@pytest.mark.parametrize(
    ("item", "test", "passed", "codes"),
    [
        (timedelta(days=7), timedelta(hours=26), True, ()),
        (timedelta(days=7, seconds=1), timedelta(1), True, ("intake.channel_silent",)),
        (timedelta(1), timedelta(hours=26, seconds=1), True, ("intake.channel_not_tested",)),
        (timedelta(1), timedelta(1), False, ("intake.channel_test_failed",)),
        (None, None, None, ("intake.channel_silent", "intake.channel_not_tested")),
    ],
)
def test_lesson_3_a_silent_untested_or_failing_channel_says_so(
    item: timedelta | None, test: timedelta | None, passed: bool | None, codes: tuple[str, ...]
) -> None:
    assert faults(item, test, passed) == codes
