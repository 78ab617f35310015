"""When the law ends a measure by itself. Computed when a clock starts, so that nothing has to run for it to be so."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from skyddsnat.kernel.stockholm import start_of_day
from skyddsnat.kernel.working_days import next_working_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """An open clock: its last day by the Act that it counts by, the other Act's day, and a time that a court set."""

    rule: str
    extended_on: date
    other_on: date | None = None
    set_to: date | None = None


def lapsing_at(clocks: Iterable[Running], ending: Container[str]) -> datetime | None:
    """The first midnight at which one of the clocks, if its rule is in `ending`, ends the measure; None when none does.

    A clock that both Acts count ends the measure at the earlier of their days: what is uncertain never holds a child.
    A day that a court set is itself; only a statutory time moves past days that are no working days (lag 1930:173).
    """
    midnights = [midnight_after(_last_day(clock)) for clock in clocks if clock.rule in ending]
    return min(midnights, default=None)


def earliest(*midnights: datetime | None) -> datetime | None:
    """The first of the midnights there are."""
    return min((each for each in midnights if each is not None), default=None)


def midnight_after(day: date) -> datetime:
    """The midnight in Sweden that ends the day."""
    return start_of_day(day + timedelta(days=1))


def _last_day(clock: Running) -> date:
    if clock.set_to is not None:
        return clock.set_to
    if clock.other_on is None:
        return clock.extended_on
    return min(clock.extended_on, next_working_day(clock.other_on))
