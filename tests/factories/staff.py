"""A small office: Bo works with Alma, Mia manages them, Ida receives reports, Cia works elsewhere.

Everybody is made through the product's own actions.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from skyddsnat.foundation.access.queries import load_viewer
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer, system_run
from skyddsnat.foundation.staff import actions as staff
from skyddsnat.foundation.staff.types import Role

MORNING = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
SETUP = system_run("tests")
PASSWORD = "the tests' own password"
IN_PROFESSION_SINCE = date(2015, 6, 1)

PEOPLE: dict[str, tuple[str, tuple[tuple[Role, str], ...]]] = {
    "ida": ("Ida Intag", ((Role.INTAKE_WORKER, "intake"),)),
    "bo": ("Bo Handläggare", ((Role.CASEWORKER, "barn1"),)),
    "dag": ("Dag Kollega", ((Role.CASEWORKER, "barn1"),)),
    "stina": ("Stina Förste", ((Role.SENIOR, "barn1"),)),
    "mia": ("Mia Chef", ((Role.UNIT_MANAGER, "barn1"),)),
    "ingvar": (
        "Ingvar Mottagschef",
        ((Role.UNIT_MANAGER, "intake"), (Role.INTAKE_WORKER, "intake")),
    ),
    "cia": ("Cia Utanför", ((Role.CASEWORKER, "barn2"),)),
    "max": ("Max Annanchef", ((Role.UNIT_MANAGER, "barn2"),)),
    "kaj": ("Kaj Ledamot", ((Role.COMMITTEE_MEMBER, "board"),)),
    "olga": (
        "Olga Ordförande",
        ((Role.CHAIR_ON_CALL, "board"), (Role.COMMITTEE_MEMBER, "board")),
    ),
    "rut": ("Rut Registrator", ((Role.REGISTRAR, "intake"),)),
    "lo": ("Lo Granskare", ((Role.LOG_REVIEWER, "board"),)),
    "anna": ("Anna Analytiker", ((Role.DATA_ANALYST, "board"),)),
    "adam": ("Adam Administratör", ((Role.ADMINISTRATOR, "board"),)),
    "nils": ("Nils Ingenting", ()),
}


@dataclass(frozen=True, slots=True)
class Office:
    """The units and employees, by the short names above."""

    units: dict[str, int]
    employees: dict[str, int]

    def viewer(self, name: str, at: datetime = MORNING) -> Viewer:
        """The employee as she looks at `at`, with what is open to her then."""
        found = load_viewer(employee_id=self.employees[name], at=at)
        assert found is not None
        return found


def make_office(*, at: datetime = MORNING) -> Office:
    """The office, from before `at`."""
    since = date(2020, 1, 1)
    with seeing(SETUP):
        units = {
            "intake": staff.add_unit(
                name="Mottagning",
                phone="0123-45 60",
                receives_reports=True,
                actor=SETUP,
                at=at,
            ),
            "barn1": staff.add_unit(
                name="Barn 1",
                phone="0123-45 61",
                receives_reports=False,
                actor=SETUP,
                at=at,
            ),
            "barn2": staff.add_unit(
                name="Barn 2",
                phone="0123-45 62",
                receives_reports=False,
                actor=SETUP,
                at=at,
            ),
            "board": staff.add_unit(
                name="Nämnden",
                phone="0123-45 63",
                receives_reports=False,
                actor=SETUP,
                at=at,
            ),
        }
        employees = {}
        for place, (short, (name, roles)) in enumerate(PEOPLE.items(), start=1):
            employees[short] = staff.add_employee(
                username=short,
                name=name,
                service_code=f"NH{place:03d}",
                in_profession_since=IN_PROFESSION_SINCE,
                handles_protected=False,
                actor=SETUP,
                at=at,
            )
            for role, unit in roles:
                staff.give_role(
                    employee_id=employees[short],
                    unit_id=units[unit],
                    role=role,
                    starts_on=since,
                    actor=SETUP,
                    at=at,
                )
    return Office(units, employees)
