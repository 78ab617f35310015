"""Every time of the compulsory acts on hand-counted days: month ends, leap days, holidays and New Year."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skyddsnat.kernel.stockholm import STOCKHOLM
from skyddsnat.law import lvm, lvu, sfs2024_79, sfs2026_1600, sfs2026_1637
from skyddsnat.law.counting import due, lapses_at, next_due
from skyddsnat.law.register import NotInForce, due_from, rule_in_force, rules
from skyddsnat.law.types import Rule, months

# The basis, the day the time ends, and the next working day where lag (1930:173) moves it.
COUNTED = """
lvu.submit_custody 2026-12-17 2026-12-24 2026-12-28
lvu.submit_custody 2026-06-12 2026-06-19 2026-06-22
lvu.submit_custody 2026-12-24 2026-12-31 2027-01-04
lvu.submit_custody 2024-02-22 2024-02-29
lvu.court_reviews_custody 2026-12-18 2026-12-25 2026-12-28
lvu.apply_for_care 2026-12-03 2026-12-31 2027-01-04
lvu.apply_for_care 2026-11-27 2026-12-25 2026-12-28
lvu.apply_for_care 2026-12-31 2027-01-28
lvu.court_takes_up 2026-12-11 2026-12-25 2026-12-28
lvu.begin_care 2026-05-22 2026-06-19 2026-06-22
lvu.consider_home 2026-08-31 2027-02-28 2027-03-01
lvu.examine_behaviour 2026-06-24 2026-12-24 2026-12-28
lvu.consider_contact 2026-11-30 2027-02-28 2027-03-01
lvu.consider_contact 2026-09-24 2026-12-24 2026-12-28
lvu.examine_intermediate 2026-07-01 2027-01-01 2027-01-04
lvu.examine_intermediate 2027-08-31 2028-02-29
lvu.consider_removal_prohibition 2026-03-19 2026-06-19 2026-06-22
lvu.submit_temporary_removal_prohibition 2026-03-30 2026-04-06 2026-04-07
lvu.court_reviews_removal_prohibition 2026-04-27 2026-05-04
lvu.apply_removal_prohibition 2026-12-10 2026-12-24 2026-12-28
lvu.examine_exit_ban 2026-04-30 2026-10-30
lvu.examine_exit_ban 2024-08-29 2025-02-28
lvu.submit_temporary_exit_ban 2026-05-07 2026-05-14 2026-05-15
lvu.court_reviews_exit_ban 2026-12-23 2026-12-30
lvu.apply_exit_ban 2026-12-04 2027-01-01 2027-01-04
lvu.continued_custody 2026-10-31 2026-12-31
lvu.continued_custody 2025-12-31 2026-02-28
lvu.continued_custody_total 2024-02-29 2025-02-28
lvu.custody_transfer 2024-02-29 2026-02-28 2026-03-02
lvu.custody_transfer 2024-12-24 2026-12-24 2026-12-28
lvu.custody_transfer_yearly 2025-12-25 2026-12-25 2026-12-28
lvu.follow_up 2026-08-30 2027-02-28 2027-03-01
sfs2026_1600.submit_custody 2027-01-01 2027-01-08
sfs2026_1600.submit_custody 2027-06-18 2027-06-25 2027-06-28
sfs2026_1600.court_reviews_custody 2027-12-17 2027-12-24 2027-12-27
sfs2026_1600.apply_for_care 2027-11-26 2027-12-24 2027-12-27
sfs2026_1600.apply_for_care 2028-02-01 2028-02-29
sfs2026_1600.court_takes_up 2027-12-10 2027-12-24 2027-12-27
sfs2026_1600.begin_care 2027-12-03 2027-12-31 2028-01-03
sfs2026_1600.consider_home 2027-08-31 2028-02-29
sfs2026_1600.consider_home 2027-01-31 2027-07-31 2027-08-02
sfs2026_1600.examine_behaviour 2027-12-25 2028-06-25 2028-06-26
sfs2026_1600.consider_contact 2027-11-30 2028-02-29
sfs2026_1600.consider_removal_prohibition 2027-03-25 2027-06-25 2027-06-28
sfs2026_1600.submit_temporary_removal_prohibition 2027-03-22 2027-03-29 2027-03-30
sfs2026_1600.court_reviews_removal_prohibition 2027-05-14 2027-05-21
sfs2026_1600.apply_removal_prohibition 2027-12-17 2027-12-31 2028-01-03
sfs2026_1600.examine_exit_ban 2027-06-24 2027-12-24 2027-12-27
sfs2026_1600.submit_temporary_exit_ban 2027-12-31 2028-01-07
sfs2026_1600.court_reviews_exit_ban 2027-12-30 2028-01-06 2028-01-07
sfs2026_1600.apply_exit_ban 2027-05-28 2027-06-25 2027-06-28
sfs2026_1600.continued_custody 2027-12-31 2028-02-29
sfs2026_1600.continued_custody 2027-04-25 2027-06-25
sfs2026_1600.continued_custody_total 2027-02-28 2028-02-28
sfs2026_1600.custody_transfer 2027-02-28 2029-02-28
sfs2026_1600.custody_transfer_yearly 2027-12-25 2028-12-25 2028-12-27
sfs2026_1600.follow_up 2027-08-29 2028-02-29
sfs2026_1600.request_to_end 2027-06-24 2027-12-24
sfs2026_1637.consider 2027-08-31 2028-02-29
sfs2026_1637.home_hours 2027-08-30 2028-02-29
sfs2026_1637.home_hours 2027-06-30 2027-12-30
sfs2026_1637.condition_outlives 2027-09-24 2027-12-24
sfs2024_79.submit 2026-12-17 2026-12-24 2026-12-28
sfs2024_79.court_reviews 2026-06-12 2026-06-19 2026-06-22
sfs2024_79.apply 2026-11-19 2026-12-31 2027-01-04
sfs2024_79.court_takes_up 2026-06-05 2026-06-19 2026-06-22
sfs2024_79.begin 2026-12-04 2027-01-01 2027-01-04
sfs2024_79.consider 2026-08-31 2027-02-28 2027-03-01
sfs2024_79.consider_contact 2025-08-31 2026-02-28 2026-03-02
sfs2024_79.request_to_end 2026-06-24 2026-12-24
sfs2024_79.request_on_contact 2026-06-30 2026-12-30
lvm.submit_custody 2026-12-23 2026-12-24 2026-12-28
lvm.submit_custody 2026-12-31 2027-01-01 2027-01-04
lvm.submit_custody 2028-02-28 2028-02-29
lvm.court_decides 2026-12-21 2026-12-25 2026-12-28
lvm.apply 2026-12-18 2026-12-25 2026-12-28
lvm.begin_care 2026-11-26 2026-12-24 2026-12-28
lvm.end 2026-08-31 2027-02-28
sol.serious_talk_call 2027-01-02 2027-01-03
sol.serious_talk_call 2028-02-28 2028-02-29
sol.serious_talk_hold 2027-06-11 2027-06-25 2027-06-28
sol.serious_talk_hold 2027-12-10 2027-12-24 2027-12-27
"""
CASES = [line.split() for line in COUNTED.strip().splitlines()]
MODULES = (lvu, sfs2026_1600, sfs2026_1637, sfs2024_79, lvm)
compulsory = st.sampled_from([rule for module in MODULES for rule in module.RULES])
days = st.dates(date(2022, 7, 1), date(2090, 12, 31))

# What the sources say: the place and the length, written a second time.
STATED = {
    "lvu.submit_custody": ("7 § LVU", "1 week"),
    "lvu.court_reviews_custody": ("7 § LVU", "1 week"),
    "lvu.apply_for_care": ("8 § LVU", "4 weeks"),
    "lvu.court_takes_up": ("34 § LVU", "2 weeks"),
    "lvu.begin_care": ("5 § LVU", "4 weeks"),
    "lvu.consider_home": ("13 § LVU", "6 months"),
    "lvu.examine_behaviour": ("13 § LVU", "6 months"),
    "lvu.consider_contact": ("14 § LVU", "3 months"),
    "lvu.examine_intermediate": ("22 § LVU", "6 months"),
    "lvu.consider_removal_prohibition": ("26 § LVU", "3 months"),
    "lvu.submit_temporary_removal_prohibition": ("28 § LVU", "1 week"),
    "lvu.apply_removal_prohibition": ("29 § LVU", "2 weeks"),
    "lvu.examine_exit_ban": ("31 c § LVU", "6 months"),
    "lvu.submit_temporary_exit_ban": ("31 e § LVU", "1 week"),
    "lvu.apply_exit_ban": ("31 f § LVU", "4 weeks"),
    "lvu.continued_custody": ("9 a § LVU", "2 months"),
    "lvu.custody_transfer": ("13 c § LVU", "24 months"),
    "lvu.follow_up": ("21 c § LVU", "6 months"),
    "sfs2026_1600.submit_custody": ("5 kap. 4 § lagen (2026:1600)", "1 week"),
    "sfs2026_1600.court_reviews_custody": ("16 kap. 2 § lagen (2026:1600)", "1 week"),
    "sfs2026_1600.apply_for_care": ("5 kap. 5 § lagen (2026:1600)", "4 weeks"),
    "sfs2026_1600.court_takes_up": ("16 kap. 3 § lagen (2026:1600)", "2 weeks"),
    "sfs2026_1600.begin_care": ("6 kap. 4 § lagen (2026:1600)", "4 weeks"),
    "sfs2026_1600.consider_home": ("8 kap. 2 § lagen (2026:1600)", "6 months"),
    "sfs2026_1600.examine_behaviour": ("8 kap. 3 § lagen (2026:1600)", "6 months"),
    "sfs2026_1600.consider_contact": ("7 kap. 2 § lagen (2026:1600)", "3 months"),
    "sfs2026_1600.consider_removal_prohibition": ("12 kap. 4 § lagen (2026:1600)", "3 months"),
    "sfs2026_1600.submit_temporary_removal_prohibition": ("12 kap. 8 § lagen (2026:1600)", "1 week"),
    "sfs2026_1600.apply_removal_prohibition": ("12 kap. 9 § lagen (2026:1600)", "2 weeks"),
    "sfs2026_1600.examine_exit_ban": ("13 kap. 4 § lagen (2026:1600)", "6 months"),
    "sfs2026_1600.submit_temporary_exit_ban": ("13 kap. 8 § lagen (2026:1600)", "1 week"),
    "sfs2026_1600.apply_exit_ban": ("13 kap. 9 § lagen (2026:1600)", "4 weeks"),
    "sfs2026_1600.continued_custody": ("5 kap. 10 § lagen (2026:1600)", "2 months"),
    "sfs2026_1600.custody_transfer": ("9 kap. 1 § lagen (2026:1600)", "24 months"),
    "sfs2026_1600.follow_up": ("10 kap. 7 § lagen (2026:1600)", "6 months"),
    "sfs2026_1600.request_to_end": ("10 kap. 4 § lagen (2026:1600)", "6 months"),
    "sfs2026_1637.consider": ("9 kap. 1 § lagen (2026:1637)", "6 months"),
    "sfs2026_1637.home_hours": ("7 kap. 2 § lagen (2026:1637)", "6 months"),
    "sfs2026_1637.condition_outlives": ("7 kap. 3 § lagen (2026:1637)", "3 months"),
    "sfs2024_79.submit": ("4 kap. 3 § lagen (2024:79)", "1 week"),
    "sfs2024_79.apply": ("4 kap. 6 § lagen (2024:79)", "6 weeks"),
    "sfs2024_79.begin": ("3 kap. 4 § lagen (2024:79)", "4 weeks"),
    "sfs2024_79.court_takes_up": ("8 kap. 2 § lagen (2024:79)", "2 weeks"),
    "sfs2024_79.consider": ("5 kap. 3 § lagen (2024:79)", "6 months"),
    "sfs2024_79.consider_contact": ("5 kap. 6 § lagen (2024:79)", "6 months"),
    "lvm.submit_custody": ("15 § LVM", "1 day"),
    "lvm.court_decides": ("17 § LVM", "4 days"),
    "lvm.apply": ("18 § LVM", "1 week"),
    "lvm.end": ("20 § LVM", "6 months"),
}
LAPSING = {
    *("lvu.submit_custody", "lvu.apply_for_care", "lvu.begin_care", "lvu.continued_custody"),
    *("lvu.submit_temporary_removal_prohibition", "lvu.apply_removal_prohibition"),
    *("lvu.submit_temporary_exit_ban", "lvu.apply_exit_ban"),
    *("sfs2026_1637.home_hours", "sfs2026_1637.condition_outlives"),
    *("sfs2024_79.submit", "sfs2024_79.apply", "sfs2024_79.begin"),
    *("lvm.submit_custody", "lvm.apply", "lvm.begin_care"),
}


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_a_hand_counted_day(case: list[str]) -> None:
    rule_id, basis, due_on, *extended = case
    falling = due_from(rule_id, date.fromisoformat(basis))

    assert falling.due_on.isoformat() == due_on
    assert falling.extended_on.isoformat() == (extended[0] if extended else due_on)


def test_every_time_is_counted_by_hand_somewhere() -> None:
    ids = {rule.id for module in MODULES for rule in module.RULES}

    assert ids <= {case[0] for case in CASES}


@pytest.mark.parametrize("rule_id", STATED)
def test_place_and_length_are_those_of_the_source(rule_id: str) -> None:
    rule = next(rule for rule in rules() if rule.id == rule_id)

    assert (rule.citation, rule.length.text.en) == STATED[rule_id]


def test_only_these_end_something_by_themselves() -> None:
    new = {rule_id.replace("lvu.", "sfs2026_1600.") for rule_id in LAPSING if rule_id.startswith("lvu.")}

    assert {rule.id for rule in rules() if rule.lapses} == LAPSING | new


@pytest.mark.parametrize(
    ("rule_id", "words"),
    [
        ("lvu.submit_custody", "beslutet, inte från den dag barnet hämtades"),
        ("lvu.apply_for_care", "från verkställigheten, inte från beslutet"),
        ("sfs2026_1600.apply_for_care", "när barnet har kommit till placeringen"),
        ("sfs2026_1600.consider_home", "från den dag då vården påbörjades"),
        ("sfs2026_1600.follow_up", "23 kap. 2 § SoL hänvisar från 2027 till 10 kap. 5-6 §§"),
        ("sfs2026_1600.continued_custody", "17 kap. 1 § p. 4 hänvisar till 5 kap. 12 §"),
        ("lvu.examine_intermediate", "övergångsbestämmelse 5"),
        ("sol.serious_talk_hold", "Polisen medverkar"),
    ],
)
def test_what_must_be_known_is_noted_at_the_rule(rule_id: str, words: str) -> None:
    note = next(rule for rule in rules() if rule.id == rule_id).note

    assert note is not None
    assert words in note.sv


@pytest.mark.parametrize(
    ("rule_id", "last_day_of_none", "first_day"),
    [
        ("sfs2026_1600.submit_custody", date(2026, 12, 31), date(2027, 1, 1)),
        ("sfs2026_1637.consider", date(2027, 1, 1), date(2027, 1, 2)),
        ("sol.serious_talk_call", date(2027, 1, 1), date(2027, 1, 2)),
        ("sfs2024_79.submit", date(2024, 3, 31), date(2024, 4, 1)),
    ],
)
def test_an_act_counts_from_the_day_it_came(rule_id: str, last_day_of_none: date, first_day: date) -> None:
    with pytest.raises(NotInForce):
        due_from(rule_id, last_day_of_none)
    assert rule_in_force(rule_id, first_day).id == rule_id


def test_the_old_act_counts_to_the_last_day_of_2026() -> None:
    for rule in lvu.RULES:
        assert rule_in_force(rule.id, date(2026, 12, 31)) is rule
        if rule is not lvu.EXAMINE_INTERMEDIATE:
            with pytest.raises(NotInForce):
                rule_in_force(rule.id, date(2027, 1, 1))


def test_what_lapses_does_so_at_the_midnight_after_the_extended_day() -> None:
    falling = due_from("lvu.submit_custody", date(2026, 12, 17))

    assert lapses_at(falling) == datetime(2026, 12, 29, tzinfo=STOCKHOLM)
    assert lapses_at(due_from("lvu.continued_custody", date(2026, 10, 31))) == datetime(2027, 1, 1, tzinfo=STOCKHOLM)
    assert lapses_at(due_from("lvu.consider_home", date(2026, 8, 31))) is None


@given(compulsory, days)
def test_a_measure_never_lapses_before_its_last_day_is_over(rule: Rule, basis: date) -> None:
    falling = due(rule, basis)
    moment = lapses_at(falling)

    assert (moment is not None) == rule.lapses
    if moment is not None:
        assert moment.date() == falling.extended_on + timedelta(days=1)
        assert (moment.hour, moment.minute) == (0, 0)


@given(compulsory, days)
def test_what_recurs_is_counted_from_the_last_time(rule: Rule, last: date) -> None:
    if rule.recurs is None:
        with pytest.raises(ValueError, match="does not recur"):
            next_due(rule, last)
        return
    following = next_due(rule, last)
    assert last < following.due_on <= following.extended_on
    assert (following.due_on == due(rule, last).due_on) == (rule.recurs == rule.length)


def test_a_transfer_of_custody_is_considered_after_two_years_and_then_yearly() -> None:
    first = due_from("lvu.custody_transfer", date(2024, 3, 1))

    assert first.due_on == date(2026, 3, 1)
    assert next_due(first.rule, first.due_on).due_on == date(2027, 3, 1)
    assert first.rule.recurs == months(12)
