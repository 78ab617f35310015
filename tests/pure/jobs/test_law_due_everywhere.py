"""`skyddsnat law due` for every time of the register, around month ends, leap days, Midsummer, Christmas and New Year.

The answers are counted a second time here: months by stepping back to a day that exists, working days by the holidays
as the law lists them, with an Easter of our own.
"""

import argparse
import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import chain

import pytest

from skyddsnat.jobs import law_command
from skyddsnat.law.register import NotInForce, rule_in_force, rules
from skyddsnat.law.types import Length, Rule, Unit

DAY = timedelta(days=1)
YEARS = (2024, 2026, 2027, 2028)  # two leap years, and both sides of New Year 2027

# Every time that compulsory care must have, by name; after `lvu.` the same names under SFS 2026:1600.
OF_LVU = (
    *("submit_custody", "court_reviews_custody", "apply_for_care", "court_takes_up", "begin_care", "consider_home"),
    *("examine_behaviour", "consider_contact", "consider_removal_prohibition", "submit_temporary_removal_prohibition"),
    *("apply_removal_prohibition", "examine_exit_ban", "submit_temporary_exit_ban", "apply_exit_ban"),
    *("continued_custody", "custody_transfer", "follow_up"),
)
NAMED = {
    *(f"{act}.{name}" for act in ("lvu", "sfs2026_1600") for name in OF_LVU),
    "lvu.examine_intermediate",
    *("sfs2026_1637.consider", "sfs2026_1637.home_hours", "sfs2026_1637.condition_outlives"),
    *("sfs2024_79.submit", "sfs2024_79.apply", "sfs2024_79.consider", "sfs2024_79.begin"),
    *("lvm.submit_custody", "lvm.court_decides", "lvm.apply", "lvm.end"),
}


def test_every_time_of_compulsory_care_is_in_the_register() -> None:
    assert {rule.id for rule in rules()} >= NAMED


# --- The turning days -------------------------------------------------------------------------------------------------


def midsummer_eve(year: int) -> date:
    """The Friday of 19-25 June."""
    return next(day for day in (date(year, 6, number) for number in range(19, 26)) if day.weekday() == 4)


def turning_days() -> dict[str, list[date]]:
    """The days around which a time is most easily counted wrong, by kind."""
    last_of_months = [date(year + month // 12, month % 12 + 1, 1) - DAY for year in YEARS for month in range(1, 13)]
    return {
        "month ends": last_of_months,
        "leap days": [date(year, 2, 29) for year in YEARS if year % 4 == 0],
        "Midsummer": [midsummer_eve(year) + DAY * days for year in YEARS for days in (0, 1, 2)],
        "Christmas": [date(year, 12, number) for year in YEARS for number in (23, 24, 25, 26)],
        "New Year": [*(date(year, 12, 31) for year in YEARS), *(date(year, 1, 1) for year in YEARS)],
    }


def bases(rule_id: str, kind: str) -> Iterator[date]:
    """The days of the kind, and the days from which the time ends on one of them, on which a wording holds."""
    for day in turning_days()[kind]:
        for basis in (day, *beginning_before(rule_id, day)):
            try:
                rule_in_force(rule_id, basis)
            except NotInForce:
                continue
            yield basis


def beginning_before(rule_id: str, end: date) -> Iterator[date]:
    """Days from which the time of the rule ends on `end`."""
    lengths = {rule.length for rule in rules() if rule.id == rule_id}
    for length in lengths:
        near = end - DAY * (length.count * 31 if length.unit is Unit.MONTHS else length.count * 7)
        yield from (near + DAY * days for days in range(40) if ends(near + DAY * days, length) == end)


# --- Counted once more ------------------------------------------------------------------------------------------------


def ends(start: date, length: Length) -> date:
    """The same weekday, or the same day of the month or the last that the month has."""
    if length.unit is not Unit.MONTHS:
        return start + DAY * length.count * {Unit.AT_ONCE: 0, Unit.DAYS: 1, Unit.WEEKS: 7}[length.unit]
    month = start.month - 1 + length.count
    for number in range(start.day, 0, -1):
        try:
            return date(start.year + month // 12, month % 12 + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def easter(year: int) -> date:
    """Easter Sunday, by the rule of Gauss as Meeus and Jones wrote it."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@cache
def free_days(year: int) -> frozenset[date]:
    """What lag (1989:253) and lag (1930:173) 2 § name, beside Saturdays and Sundays."""
    fixed = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
    movable = (easter(year) + DAY * days for days in (-2, 1, 39))
    return frozenset({*(date(year, *day) for day in fixed), *movable, midsummer_eve(year)})


def extended(day: date) -> date:
    """The first day from `day` on which an office works."""
    while day.weekday() > 4 or day in free_days(day.year):
        day += DAY
    return day


@cache
def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    law_command.add_arguments(parser)
    return parser


def answer(rule_id: str, basis: date, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    asked = command_line().parse_args(["due", rule_id, "--from", basis.isoformat(), "--json"])
    assert law_command.run(asked) == 0
    found: dict[str, str] = json.loads(capsys.readouterr().out)
    return found


def counted(rule: Rule, basis: date) -> dict[str, str]:
    due_on = ends(basis, rule.length)
    return {
        "citation": rule.citation,
        "due_on": due_on.isoformat(),
        "extended_on": (extended(due_on) if rule.moved_by_holidays else due_on).isoformat(),
    }


@pytest.mark.parametrize("kind", turning_days())
@pytest.mark.parametrize("rule_id", sorted({rule.id for rule in rules()}))
def test_the_command_answers_as_counted_once_more(rule_id: str, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = list(dict.fromkeys(bases(rule_id, kind)))
    assert asked, f"{rule_id} is in force on none of the days"
    for basis in asked:
        expected = counted(rule_in_force(rule_id, basis), basis)
        found = answer(rule_id, basis, capsys)
        assert {name: found[name] for name in expected} == expected, basis


def test_easter_is_the_one_of_the_almanac() -> None:
    known = (date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28), date(2028, 4, 16))
    assert tuple(easter(day.year) for day in known) == known


def test_the_turning_days_are_days_of_their_kind() -> None:
    assert midsummer_eve(2026) == date(2026, 6, 19)
    assert all((day + DAY).day == 1 for day in turning_days()["month ends"])
    assert len(set(chain.from_iterable(turning_days().values()))) > 60
