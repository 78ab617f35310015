"""Moments and local dates. Statutory time runs in Swedish civil time, whatever the server's clock says."""

from datetime import date, datetime, time
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
