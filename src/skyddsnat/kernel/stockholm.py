"""Moments and local dates. Statutory time runs in Swedish civil time, whatever the server's clock says."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


class NaiveMoment(ValueError):
    """A moment without a time zone: nobody can tell which day it belongs to."""

    def __init__(self) -> None:
        super().__init__("a moment needs a time zone to have a local date")


def local_date(moment: datetime) -> date:
    """The date in Sweden at `moment`; raises `NaiveMoment` for a moment without time zone."""
    return local_moment(moment).date()


def local_moment(moment: datetime) -> datetime:
    """The same moment on a Swedish clock; raises `NaiveMoment` for a moment without time zone."""
    if moment.utcoffset() is None:
        raise NaiveMoment
    return moment.astimezone(STOCKHOLM)


def start_of_day(day: date) -> datetime:
    """The first moment of `day` in Sweden."""
    return datetime.combine(day, time.min, tzinfo=STOCKHOLM)


def comes_twice(clock: datetime) -> bool:
    """Whether a Swedish clock shows `clock`, without time zone, a second time that day: from 2 to 3 on the night when
    summer time ends.
    """
    first, second = (clock.replace(tzinfo=STOCKHOLM, fold=fold).utcoffset() or timedelta() for fold in (0, 1))
    return first > second


def latest(clock: datetime, *, at: datetime) -> datetime:
    """The last moment, not later than `at`, at which a Swedish clock showed `clock`; the first one if none has come."""
    first, second = (clock.replace(tzinfo=STOCKHOLM, fold=fold).astimezone(UTC) for fold in (0, 1))
    return second if second <= at else first
