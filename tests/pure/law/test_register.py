"""The register of rules: every wording, its days in force, and the law of the basis date."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from skyddsnat.law.citations import statute
from skyddsnat.law.register import (
    NotInForce,
    UnknownRule,
    checked,
    due_from,
    rule_counting_from,
    rule_in_force,
    rules,
    times_of_others,
)
from skyddsnat.law.types import Length, Rule, Unit

NEW_ACT = date(2025, 7, 1)
TODAY = date(2026, 11, 21)
# LVU 22 lives on for measures decided before 2027 (transition rule 5 of SFS 2026:1600).
KEPT_BY_TRANSITION = {"lvu.examine_intermediate"}


@pytest.mark.parametrize(
    ("rule_id", "citation", "length"),
    [
        ("sol.protection_assessment", "20 kap. 1 § SoL", (Unit.AT_ONCE, 0)),
        ("sol.preliminary_assessment", "20 kap. 2 § SoL", (Unit.DAYS, 14)),
        ("sol.reporter_feedback", "19 kap. 6 § SoL", (Unit.WEEKS, 1)),
        ("sol.inform_investigation_opened", "20 kap. 4 § SoL", (Unit.AT_ONCE, 0)),
        ("sol.investigation", "20 kap. 3 § SoL", (Unit.MONTHS, 4)),
        ("sol.follow_up", "23 kap. 5 § SoL", (Unit.MONTHS, 6)),
        ("sol.unexecuted_decision", "34 kap. 1 § SoL", (Unit.MONTHS, 3)),
        ("fl.appeal", "44 § FL", (Unit.WEEKS, 3)),
        ("fl.request_decision", "12 § FL", (Unit.WEEKS, 4)),
    ],
)
def test_the_law_of_today(rule_id: str, citation: str, length: tuple[Unit, int]) -> None:
    rule = rule_in_force(rule_id, TODAY)

    assert rule.citation == citation
    assert rule.length == Length(*length)


@pytest.mark.parametrize(
    ("rule_id", "citation", "length"),
    [
        ("sol.protection_assessment", "11 kap. 1 a § SoL (2001:453)", (Unit.AT_ONCE, 0)),
        ("sol.preliminary_assessment", "11 kap. 1 a § SoL (2001:453)", (Unit.DAYS, 14)),
        ("sol.inform_investigation_opened", "11 kap. 2 § SoL (2001:453)", (Unit.AT_ONCE, 0)),
        ("sol.investigation", "11 kap. 2 § SoL (2001:453)", (Unit.MONTHS, 4)),
        ("sol.follow_up", "11 kap. 4 c § SoL (2001:453)", (Unit.MONTHS, 2)),
        ("sol.unexecuted_decision", "16 kap. 6 f § SoL (2001:453)", (Unit.MONTHS, 3)),
    ],
)
def test_the_day_before_the_new_act_the_old_one_governs(rule_id: str, citation: str, length: tuple[Unit, int]) -> None:
    rule = rule_in_force(rule_id, NEW_ACT - timedelta(days=1))

    assert (rule.citation, rule.statute, rule.valid_to) == (citation, "SFS 2001:453", NEW_ACT)
    assert rule.length == Length(*length)
    assert rule_in_force(rule_id, NEW_ACT).statute == "SFS 2025:400"


def test_the_appeal_of_the_earlier_procedure_act() -> None:
    assert rule_in_force("fl.appeal", date(2018, 6, 30)).citation == "23 § FL (1986:223)"
    assert rule_in_force("fl.appeal", date(2018, 7, 1)).citation == "44 § FL"


@pytest.mark.parametrize(
    ("rule_id", "on"),
    [
        ("sol.reporter_feedback", date(2026, 1, 14)),
        ("sol.preliminary_assessment", date(2012, 12, 31)),
        ("fl.request_decision", date(2018, 6, 30)),
    ],
)
def test_a_day_before_the_rule_is_refused_by_name(rule_id: str, on: date) -> None:
    with pytest.raises(NotInForce, match=f"{rule_id} was not in force on {on}") as refused:
        rule_in_force(rule_id, on)
    assert str(on) in refused.value.text.sv


def test_a_time_may_be_counted_from_before_its_rule_came_into_force() -> None:
    """The six months of SFS 2026:1600 run from the day the care began, under LVU when it was before New Year."""
    rule = rule_counting_from("sfs2026_1600.consider_home", date(2026, 12, 17))
    assert (rule.id, rule.valid_from) == ("sfs2026_1600.consider_home", date(2027, 1, 1))
    assert rule_counting_from("lvu.consider_home", date(2026, 12, 17)).id == "lvu.consider_home"
    with pytest.raises(NotInForce):
        rule_counting_from("lvu.consider_home", date(2027, 1, 1))
    with pytest.raises(UnknownRule):
        rule_counting_from("lvu.no_such_rule", date(2027, 1, 1))


def test_an_unknown_rule_is_refused_by_name() -> None:
    with pytest.raises(UnknownRule, match=r"sol\.nothing"):
        due_from("sol.nothing", TODAY)


def test_the_basis_moment_chooses_the_law_of_its_day_in_sweden() -> None:
    one_hour_before_midnight_utc = datetime(2025, 6, 30, 23, 0, tzinfo=UTC)

    assert due_from("sol.follow_up", one_hour_before_midnight_utc).rule.statute == "SFS 2025:400"
    assert due_from("sol.follow_up", one_hour_before_midnight_utc - timedelta(hours=2)).rule.statute == "SFS 2001:453"


def test_rules_on_a_day_are_those_in_force_then() -> None:
    assert set(rules(TODAY)) == {rule for rule in rules() if rule.in_force(TODAY)}
    assert len({rule.id for rule in rules(TODAY)}) == len(rules(TODAY))
    assert len(rules()) > len(rules(TODAY))


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.id}-{rule.valid_from.year}")
def test_every_rule_can_be_shown_and_checked(rule: Rule) -> None:
    act = statute(rule.statute)
    texts = (rule.title, rule.trigger, rule.counting, rule.who_acts, rule.if_missed, rule.extension, rule.note)

    assert rule.citation.endswith(act.short)
    assert act.valid_from <= rule.valid_from
    if rule.id not in KEPT_BY_TRANSITION:
        assert act.valid_to is None or (rule.valid_to is not None and rule.valid_to <= act.valid_to)
    assert act.number in rule.source
    assert all(text.sv and text.en and text.sv != text.en for text in texts if text is not None)


def test_two_wordings_on_the_same_day_are_refused() -> None:
    now = rule_in_force("sol.investigation", TODAY)
    early = replace(now, valid_from=date(2025, 6, 1))

    with pytest.raises(ValueError, match=r"sol\.investigation has two wordings"):
        checked([*rules(), early])
    assert checked(rules()) == rules()


def test_the_times_of_others_are_appeals_and_requests_and_never_a_duty_here() -> None:
    assert times_of_others() == {
        "fl.appeal",
        "sfs2026_1600.request_to_end",
        "sfs2024_79.request_to_end",
        "sfs2024_79.request_on_contact",
    }
