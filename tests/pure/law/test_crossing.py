"""New Year 2027: which section matches which, which rule carries a duty, and times that run across midnight."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skyddsnat.law import lvu, sfs2026_1600
from skyddsnat.law.crossing import (
    CONVERSION,
    NEW_ACT,
    TRANSITION,
    grounds_act,
    matching,
    rule_on,
    straddling,
    successor,
    transition,
)
from skyddsnat.law.decision_rights_care import CARE_RIGHTS
from skyddsnat.law.register import NotInForce, UnknownRule

LAST, FIRST = date(2026, 12, 31), date(2027, 1, 1)
followed = st.sampled_from([rule.id for rule in lvu.RULES if rule.id != "lvu.examine_intermediate"])
before = st.dates(date(2022, 7, 1), LAST)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("LVU 4", {"4:1", "4:2"}),
        ("LVU 5", {"6:4"}),
        ("LVU 6", {"5:1", "5:3"}),
        ("LVU 7", {"5:4", "16:2"}),
        ("LVU 8", {"5:5"}),
        ("LVU 11 st. 1", {"6:1", "6:2", "6:3", "6:6", "6:7"}),
        ("LVU 13", {"8:2", "8:3"}),
        ("LVU 13 b", {"10:3"}),
        ("LVU 14 st. 3", {"7:1", "7:2", "7:3"}),
        ("LVU 21 b", {"10:6"}),
        ("LVU 22", set()),
        ("LVU 23", set()),
        ("LVU 27", {"12:6", "12:7"}),
        ("LVU 31 i", {"13:12"}),
        ("LVU 34", {"16:3"}),
        ("LVU 43", {"20:1", "20:2"}),
        ("LVU 43 b", {"20:4"}),
    ],
)
def test_a_section_has_its_matches_from_new_year(old: str, new: set[str]) -> None:
    assert matching(old, LAST) == (old,)
    assert set(matching(old, FIRST)) == {f"lagen (2026:1600) {place}" for place in new}


def test_what_happens_in_state_homes_went_to_another_act_and_other_acts_are_their_own_match() -> None:
    assert matching("LVU 15 b", FIRST) == ("lagen (2026:1601)",)
    assert matching("LVU 20 c", FIRST) == ("lagen (2026:1601)",)
    assert matching("SoL 22:13", FIRST) == ("SoL 22:13",)
    with pytest.raises(KeyError):
        matching("LVU 99", FIRST)


def test_every_decision_right_of_the_old_act_has_a_right_in_the_new_except_the_preventive_measures() -> None:
    new = {right.section for right in CARE_RIGHTS if right.section.startswith("lagen (2026:1600)")}

    for section in {right.section for right in CARE_RIGHTS if right.section.startswith("LVU")}:
        assert (new & set(matching(section, FIRST)) == set()) == (section == "LVU 22"), section


def test_no_section_of_the_new_act_is_matched_by_chance() -> None:
    chapters = {place.partition(":")[0] for places in CONVERSION.values() for place in places}

    assert chapters <= {str(number) for number in range(1, 22)}


def test_every_rule_of_the_old_act_has_a_successor_except_the_preventive_measures() -> None:
    new = {rule.id for rule in sfs2026_1600.RULES}

    for rule in lvu.RULES:
        expected = None if rule is lvu.EXAMINE_INTERMEDIATE else rule.id.replace("lvu.", "sfs2026_1600.")
        assert successor(rule.id) == expected
        assert expected is None or expected in new
    assert successor("sol.investigation") is None
    assert new - {successor(rule.id) for rule in lvu.RULES} == {"sfs2026_1600.request_to_end"}


@pytest.mark.parametrize(
    ("rule_id", "on", "shown"),
    [
        ("lvu.consider_home", LAST, "lvu.consider_home"),
        ("lvu.consider_home", FIRST, "sfs2026_1600.consider_home"),
        ("lvu.examine_intermediate", LAST, "lvu.examine_intermediate"),
        ("lvu.examine_intermediate", date(2028, 3, 1), "lvu.examine_intermediate"),
        ("sfs2026_1600.consider_home", FIRST, "sfs2026_1600.consider_home"),
        ("sol.investigation", FIRST, "sol.investigation"),
    ],
)
def test_which_rule_carries_a_duty_on_a_day(rule_id: str, on: date, shown: str) -> None:
    assert rule_on(rule_id, on).id == shown


def test_a_rule_that_is_not_there_yet_or_at_all_is_refused() -> None:
    with pytest.raises(NotInForce):
        rule_on("sfs2026_1600.consider_home", LAST)
    with pytest.raises(UnknownRule):
        rule_on("lvu.nothing", FIRST)
    with pytest.raises(UnknownRule):
        straddling("lvu.nothing", basis=LAST)


@pytest.mark.parametrize(
    ("rule_id", "basis", "new_basis", "old_due", "new_due", "warn_on"),
    [
        ("lvu.apply_for_care", "2026-12-10", "2026-12-12", "2027-01-07", "2027-01-09", "2027-01-07"),
        ("lvu.apply_for_care", "2026-12-10", "2026-12-08", "2027-01-07", "2027-01-05", "2027-01-05"),
        ("lvu.apply_for_care", "2026-12-04", "2026-12-04", "2027-01-01", "2027-01-01", "2027-01-01"),
        ("lvu.submit_custody", "2026-12-28", None, "2027-01-04", "2027-01-04", "2027-01-04"),
        ("lvu.consider_home", "2026-08-31", "2026-08-30", "2027-02-28", "2027-02-28", "2027-02-28"),
        ("lvu.examine_behaviour", "2026-10-05", "2026-09-20", "2027-04-05", "2027-03-20", "2027-03-20"),
        ("lvu.consider_contact", "2026-11-30", None, "2027-02-28", "2027-02-28", "2027-02-28"),
        ("lvu.custody_transfer", "2025-02-28", "2025-02-27", "2027-02-28", "2027-02-27", "2027-02-27"),
        ("lvu.consider_home", "2026-06-20", None, "2026-12-20", "2026-12-20", "2026-12-20"),
    ],
)
def test_a_time_across_new_year_is_counted_twice_and_warned_on_the_earlier(
    rule_id: str, basis: str, new_basis: str | None, old_due: str, new_due: str, warn_on: str
) -> None:
    straddle = straddling(
        rule_id,
        basis=date.fromisoformat(basis),
        new_basis=None if new_basis is None else date.fromisoformat(new_basis),
    )

    assert straddle is not None
    assert straddle.old.due_on.isoformat() == old_due
    assert straddle.new.due_on.isoformat() == new_due
    assert straddle.warn_on.isoformat() == warn_on


@pytest.mark.parametrize(
    ("rule_id", "basis"),
    [
        ("lvu.apply_for_care", date(2026, 12, 3)),  # ends on the last day of the old Act
        ("lvu.submit_custody", date(2026, 12, 24)),
        ("lvu.follow_up", date(2026, 6, 30)),
        ("lvu.examine_intermediate", date(2026, 12, 1)),
        ("sfs2026_1600.consider_home", date(2027, 2, 1)),
        ("sol.investigation", date(2026, 12, 1)),
        ("lvu.consider_home", FIRST),
    ],
)
def test_a_time_that_does_not_cross_has_one_computation(rule_id: str, basis: date) -> None:
    assert straddling(rule_id, basis=basis) is None


def test_the_reason_names_both_sections_both_starts_and_the_transition_rule() -> None:
    known = straddling("lvu.apply_for_care", basis=date(2026, 12, 10), new_basis=date(2026, 12, 12))
    unknown = straddling("lvu.apply_for_care", basis=date(2026, 12, 10))
    alike = straddling("lvu.submit_custody", basis=date(2026, 12, 28))

    assert known is not None
    for part in ("8 § LVU", "5 kap. 5 § lagen (2026:1600)", "övergångsbestämmelse 3", "2026-12-10", "2026-12-12"):
        assert part in known.why.sv
    assert "vi varnar på den som kommer först" in known.why.sv
    assert "comes first" in known.why.en
    assert unknown is not None
    assert "Den dagen är inte känd, så båda räknas från 2026-12-10." in unknown.why.sv
    assert "not known" in unknown.why.en
    assert alike is not None
    assert "Båda lagarna räknar från samma händelse. Båda ger 2027-01-04." in alike.why.sv


@given(followed, before, st.integers(-40, 40))
def test_the_warning_is_never_later_than_either_act(rule_id: str, basis: date, shift: int) -> None:
    straddle = straddling(rule_id, basis=basis, new_basis=basis + timedelta(days=shift))

    if straddle is None:
        assert rule_on(rule_id, LAST).recurs is None
        return
    assert straddle.warn_on == min(straddle.old.due_on, straddle.new.due_on)
    assert straddle.old.rule.statute == "SFS 1990:52"
    assert straddle.new.rule.statute == "SFS 2026:1600"
    assert straddle.old.due_on >= NEW_ACT or straddle.old.rule.recurs is not None


@given(followed, st.dates(date(2022, 7, 1), date(2035, 1, 1)))
def test_the_act_that_is_shown_is_the_one_in_force(rule_id: str, on: date) -> None:
    assert rule_on(rule_id, on).statute == ("SFS 1990:52" if on < NEW_ACT else "SFS 2026:1600")


@pytest.mark.parametrize(
    ("applied_on", "on", "number"),
    [
        (LAST, date(2027, 3, 1), "1990:52"),
        (FIRST, date(2027, 3, 1), "2026:1600"),
        (None, LAST, "1990:52"),
        (None, FIRST, "2026:1600"),
    ],
)
def test_the_grounds_follow_the_day_of_the_application(applied_on: date | None, on: date, number: str) -> None:
    assert grounds_act(applied_on, on) == number


def test_the_transition_rules_are_cited_by_number() -> None:
    assert [rule.number for rule in TRANSITION] == [3, 4, 5, 6, 7]
    assert transition(5).citation == "övergångsbestämmelse 5 till lagen (2026:1600)"
    assert "22 och 23 §§ LVU" in transition(5).text.sv
    with pytest.raises(KeyError):
        transition(8)
