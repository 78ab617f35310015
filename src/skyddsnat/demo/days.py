"""Moments of a working life: office hours on working days, and never later than now."""

from datetime import date, datetime, time, timedelta
from random import Random

from skyddsnat.kernel.stockholm import STOCKHOLM, local_date, start_of_day
from skyddsnat.kernel.working_days import next_working_day
from skyddsnat.law.register import due_from

_OPENS, _CLOSES = 8, 17


def on(day: date, hour: int, minute: int = 0) -> datetime:
    """That time of the day in Norrham."""
    return datetime.combine(day, time(hour, minute), tzinfo=STOCKHOLM)


def office_hour(day: date, chance: Random) -> datetime:
    """Some moment of the first working day from `day` on."""
    return on(next_working_day(day), chance.randrange(_OPENS, _CLOSES), chance.randrange(60))


def later(moment: datetime, chance: Random, *, days: int) -> datetime:
    """An office hour about so many days after `moment`, and after it in any case."""
    found = office_hour(local_date(moment) + timedelta(days=days), chance)
    return found if found > moment else moment + timedelta(minutes=chance.randrange(5, 90))


def soon(moment: datetime, chance: Random) -> datetime:
    """An hour or two later."""
    return moment + timedelta(minutes=chance.randrange(15, 130))


def earlier_today(now: datetime, hour: int, minute: int = 0) -> datetime:
    """That time of today if the working day is over; before that a like share of the part of today that is past.

    So the order of the day is kept whenever the demo is made, be it at one in the morning.
    """
    start = start_of_day(local_date(now))
    wanted = timedelta(hours=hour, minutes=minute)
    passed = now - start
    return start + min(wanted, passed * (wanted / timedelta(hours=_CLOSES)))


def begun_to_be_due(rule: str, wanted: date) -> date:
    """The latest day whose clock of that rule has run out on `wanted`.

    On some days no clock of months runs out: three months end on 31 December only if there is a 31 September.
    """
    days = (wanted - timedelta(days=back) for back in range(1, 300))
    return next(day for day in days if due_from(rule, day).due_on <= wanted)
