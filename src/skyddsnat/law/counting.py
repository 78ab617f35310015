"""Counting of statutory time: lag (1930:173) om beräkning av lagstadgad tid.

Days are added to the local date; a week ends on the same weekday (1 §); a month on the same day number, or on the last
day of a month that has no such day (1 §). A last day that is no working day moves to the next one (2 §).

That extension serves the person who is to act. It never means that a child may wait: a duty to be done at once is to
be done also on a Saturday, so pages plan and warn on `due_on` and show the extended day beside it.
"""

from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime, timedelta

from skyddsnat.kernel.stockholm import local_date, start_of_day
from skyddsnat.kernel.working_days import check_known, next_working_day
from skyddsnat.law.types import Due, Length, Rule, Unit

MONTHS_A_YEAR = 12
_DAYS_IN = {Unit.AT_ONCE: 0, Unit.DAYS: 1, Unit.WEEKS: 7}


def due(rule: Rule, basis: date | datetime) -> Due:
    """When the duty of `rule` falls due, counted from `basis`.

    `basis` is a date in Sweden or a moment with a time zone. Whether the rule was in force then is for the caller to
    ask (`register.rule_in_force`). Raises `NaiveMoment` for a moment without time zone, `OutsideCalendar` when it
    begins or ends outside the years whose holidays are known.
    """
    start = local_date(basis) if isinstance(basis, datetime) else basis
    check_known(start)
    due_on = add(start, rule.length)
    return Due(
        rule=rule,
        basis=start,
        due_on=due_on,
        extended_on=next_working_day(due_on) if rule.moved_by_holidays else due_on,
        latest_on=None if rule.latest is None else add(start, rule.latest),
    )


def next_due(rule: Rule, last: date | datetime) -> Due:
    """When a duty that recurs falls due again, counted from the last occasion; raises ValueError if it does not."""
    if rule.recurs is None:
        raise ValueError(f"{rule.id} does not recur")
    return due(replace(rule, length=rule.recurs), last)


def lapses_at(falling: Due) -> datetime | None:
    """The midnight at which the law by itself ends what `falling` keeps alive; None when it ends nothing.

    Lag (1930:173) lets the last deed be done on the next working day, so the effect comes after `extended_on`. We plan
    and warn on `due_on` all the same: between the two days the measure stands on that Act alone.
    """
    return start_of_day(falling.extended_on + timedelta(days=1)) if falling.rule.lapses else None


def add(day: date, length: Length) -> date:
    """The day on which a time of `length` from `day` ends, before any extension."""
    if length.unit is Unit.MONTHS:
        return _add_months(day, length.count)
    return day + timedelta(days=length.count * _DAYS_IN[length.unit])


def _add_months(day: date, count: int) -> date:
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + count, MONTHS_A_YEAR)
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
