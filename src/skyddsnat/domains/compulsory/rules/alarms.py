"""Who is told, and when, that a measure is about to end by itself (lesson 1)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from skyddsnat.domains.compulsory.types.alarms import AlarmHours, AlarmRung
from skyddsnat.kernel.stockholm import local_moment
from skyddsnat.kernel.text import Text


def rungs_due(lapses_at: datetime, at: datetime, hours: AlarmHours) -> tuple[AlarmRung, ...]:
    """The rungs whose hour has come, the first first; none when the measure has ended already."""
    if lapses_at <= at:
        return ()
    return tuple(rung for rung, before in hours.by_rung.items() if lapses_at - at <= timedelta(hours=before))


def told_on(rung: AlarmRung, people: Mapping[AlarmRung, frozenset[int]]) -> frozenset[int]:
    """Whoever is told on the rung. Where nobody stands on it, those of the next above it: an alarm is never lost."""
    above = list(AlarmRung)[list(AlarmRung).index(rung) :]
    return next((people[each] for each in above if people[each]), frozenset())


def subject(lapses_at: datetime) -> Text:
    """The subject of the mail."""
    last = _last_minute(lapses_at)
    return Text(f"Skyddsnät: något behöver dig före {last}", f"Skyddsnät: something needs you before {last}")


def body(lapses_at: datetime, address: str) -> Text:
    """The whole mail: a time, and where to look. It is read on the way, on telephones, by others: no name, no case."""
    last = _last_minute(lapses_at)
    return Text(
        f"Något i Skyddsnät behöver dig före {last}.\n\nLogga in och öppna Jour: {address}\n\n"
        "Brevet säger med flit inget mer. Svara inte på det.\n",
        f"Something in Skyddsnät needs you before {last}.\n\nLog in and open On call: {address}\n\n"
        "This letter says no more on purpose. Do not answer it.\n",
    )


def _last_minute(lapses_at: datetime) -> str:
    """The last minute of the day: of a midnight one cannot tell which day it belongs to."""
    return f"{local_moment(lapses_at - timedelta(minutes=1)):%Y-%m-%d %H:%M}"
