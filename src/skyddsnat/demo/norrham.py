"""The municipality as it is set up, and as the stories know it: who works where, and how they look and act."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from skyddsnat.demo.colleagues import COLLEAGUES, MANAGERS, RECEIVERS, UNITS, WORKERS
from skyddsnat.demo.logins import LOGINS
from skyddsnat.domains.decisions import actions as decisions
from skyddsnat.domains.decisions.types import Kind, Level
from skyddsnat.foundation.access.queries import load_viewer
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer, system_run
from skyddsnat.foundation.staff import actions as staff
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.working_days import next_working_day
from skyddsnat.law.citations import SOL

SETUP = system_run("demo")
# The lines of the delegation order, the same under the old Act and the new: reference, kind, section, level.
_ORDER: tuple[tuple[str, Kind, str, Level], ...] = (
    ("4.1", Kind.SERVICE, "SoL 11:1", Level.SENIOR),
    ("4.2", Kind.SERVICE, "SoL 13:7", Level.MANAGER),
    ("4.3", Kind.SERVICE, "SoL 22:2", Level.COMMITTEE),
    ("4.4", Kind.SERVICE, "SoL 22:4", Level.COMMITTEE),
    ("4.5", Kind.SERVICE, "SoL 9:1", Level.COMMITTEE),
    ("4.6", Kind.NO_SERVICE, "SoL 14:2", Level.CASEWORKER),
    ("4.7", Kind.REFUSAL, "SoL 11:1", Level.MANAGER),
    ("4.8", Kind.FOLLOW_UP, "SoL 23:1", Level.MANAGER),
)
_YEAR = timedelta(days=365)


class NotThere(RuntimeError):
    """Somebody acts who has no work in Norrham any more."""


@dataclass(slots=True)
class Norrham:
    """Units and employees by their names in this package, and the moment at which the demo is made."""

    now: datetime
    units: dict[str, int] = field(default_factory=dict)
    employees: dict[str, int] = field(default_factory=dict)
    _turns: dict[str, int] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day the demo is made."""
        return local_date(self.now)

    @contextmanager
    def acting(self, name: str, at: datetime) -> Iterator[Viewer]:
        """`name` looks and acts at that moment, with what is open to them then."""
        # A moment later, so that what was given to her in the same breath is hers.
        viewer = load_viewer(employee_id=self.employees[name], at=at + timedelta(seconds=1))
        if viewer is None:
            raise NotThere(name)
        with seeing(viewer):
            yield viewer

    def next_worker(self, unit: str) -> str:
        """Whose turn it is to get a child in the unit."""
        return self._next(unit, WORKERS[unit])

    def next_receiver(self) -> str:
        """Who at intake answers this time."""
        return self._next("receivers", RECEIVERS)

    def _next(self, turn: str, names: tuple[str, ...]) -> str:
        self._turns[turn] = self._turns.get(turn, -1) + 1
        return names[self._turns[turn] % len(names)]

    @staticmethod
    def manager_of(unit: str) -> str:
        """Who assigns the files of the unit."""
        return MANAGERS[unit]


def set_up(*, now: datetime, since: date, at: datetime) -> Norrham:
    """Units, employees with roles and logins, the delegation order and the calendar, in place from `since`."""
    place = Norrham(now)
    with seeing(SETUP):
        for unit in UNITS:
            place.units[unit.key] = staff.add_unit(
                name=unit.name, phone=unit.phone, receives_reports=unit.receives_reports, actor=SETUP, at=at
            )
        for number, colleague in enumerate(COLLEAGUES, start=1):
            place.employees[colleague.key] = staff.add_employee(
                username=colleague.key,
                name=colleague.name,
                service_code=f"NH{number:03d}",
                in_profession_since=since - colleague.years * _YEAR,
                handles_protected=colleague.handles_protected,
                actor=SETUP,
                at=at,
            )
            for role, unit_key in colleague.roles:
                staff.give_role(
                    employee_id=place.employees[colleague.key],
                    unit_id=place.units[unit_key],
                    role=role,
                    starts_on=since,
                    actor=SETUP,
                    at=at,
                )
        for login in LOGINS:
            staff.set_password(employee_id=place.employees[login.username], password=login.password, actor=SETUP, at=at)
    _adopt_order(place, since, at)
    return place


def _adopt_order(place: Norrham, since: date, at: datetime) -> None:
    """Rut enters the order, anew when the new Act came, and a meeting of the committee every third week."""
    with place.acting("rut", at) as rut:
        for start, end in _periods(since):
            for reference, kind, section, level in _ORDER:
                decisions.add_delegation(
                    reference=reference,
                    kind=kind,
                    section=section,
                    level=level,
                    valid_from=start,
                    valid_to=end,
                    adopted_on=start,
                    actor=rut,
                    at=at,
                )
        for held_on in meeting_days(since, place.today + timedelta(days=90)):
            decisions.add_meeting(
                level=Level.COMMITTEE, held_on=held_on, papers_by=held_on - timedelta(days=6), actor=rut, at=at
            )


def _periods(since: date) -> list[tuple[date, date | None]]:
    return [(since, SOL.valid_from), (SOL.valid_from, None)] if since < SOL.valid_from else [(since, None)]


def meeting_days(first: date, last: date) -> list[date]:
    """Thursdays three weeks apart, or the first working day after a holiday."""
    thursday = first + timedelta(days=(3 - first.weekday()) % 7)
    weeks = range(0, (last - thursday).days + 1, 21)
    return [next_working_day(thursday + timedelta(days=days)) for days in weeks]


def seeded(seed: int, *what: object) -> Random:
    """Chance that the seed repeats, one for each thing, so that more of one does not change another."""
    return Random(":".join(map(str, (seed, *what))))  # nosec B311 - invented people, no secrets
