"""Roles and the plain views of units and employees that other packages use."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text


class Role(StrEnum):
    """What an employee does in a unit. Stored values never change without a migration."""

    INTAKE_WORKER = "intake_worker"
    CASEWORKER = "caseworker"
    SENIOR = "senior"
    UNIT_MANAGER = "unit_manager"
    COMMITTEE_MEMBER = "committee_member"
    CHAIR_ON_CALL = "chair_on_call"
    REGISTRAR = "registrar"
    LOG_REVIEWER = "log_reviewer"
    DATA_ANALYST = "data_analyst"
    ADMINISTRATOR = "administrator"
    SAFETY_REPRESENTATIVE = "safety_representative"
    SAFETY_ADMINISTRATOR = "safety_administrator"
    SAFETY_COMMISSION = "safety_commission"


ROLE_NAMES: dict[Role, Text] = {
    Role.INTAKE_WORKER: Text("Mottagningshandläggare", "Intake worker"),
    Role.CASEWORKER: Text("Socialsekreterare", "Caseworker"),
    Role.SENIOR: Text("Förste socialsekreterare", "Senior caseworker"),
    Role.UNIT_MANAGER: Text("Enhetschef", "Unit manager"),
    Role.COMMITTEE_MEMBER: Text("Ledamot i utskottet", "Committee member"),
    Role.CHAIR_ON_CALL: Text("Ordförande i jour", "Chair on call"),
    Role.REGISTRAR: Text("Registrator", "Registrar"),
    Role.LOG_REVIEWER: Text("Logggranskare", "Log reviewer"),
    Role.DATA_ANALYST: Text("Utredare statistik", "Data analyst"),
    Role.ADMINISTRATOR: Text("Systemadministratör", "Administrator"),
    Role.SAFETY_REPRESENTATIVE: Text("Skyddsombud", "Safety representative"),
    Role.SAFETY_ADMINISTRATOR: Text("Säkerhetssamordnare", "Safety administrator"),
    Role.SAFETY_COMMISSION: Text("Säkerhetskommissionen", "Safety commission"),
}

# Who may be given a child: the roles that do casework (SoL 25:1-3 asks for education and experience).
CASEWORK = frozenset({Role.INTAKE_WORKER, Role.CASEWORKER, Role.SENIOR})
# Who follows up what staff of the unit are exposed to; the safety administrator does so for every unit.
FOLLOWS_SAFETY = frozenset({Role.UNIT_MANAGER, Role.SAFETY_REPRESENTATIVE})


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit as other packages see it."""

    id: int
    name: str
    phone: str
    receives_reports: bool


@dataclass(frozen=True, slots=True)
class EmployeeView:
    """An employee as colleagues see her: never private data (OSL 39:3)."""

    id: int
    name: str
    service_code: str
    years_of_experience: int


@dataclass(frozen=True, slots=True)
class HoldingView:
    """A role held in a unit from `starts_on` until, not including, `ends_on`."""

    id: int
    employee_id: int
    unit_id: int
    unit: str
    role: Role
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class StaffView:
    """An employee as the administrator keeps her: still never private data (OSL 39:3). `holdings` end last first."""

    id: int
    username: str
    name: str
    service_code: str
    in_profession_since: date | None
    handles_protected: bool
    work_email: str
    is_active: bool
    has_password: bool
    holdings: tuple[HoldingView, ...]

    def roles_on(self, day: date) -> tuple[HoldingView, ...]:
        """The roles held on the day."""
        return tuple(
            held for held in self.holdings if held.starts_on <= day and (held.ends_on is None or day < held.ends_on)
        )


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """Days away, from `starts_on` until, not including, `ends_on`. Why is nobody's business here (OSL 39:3)."""

    id: int
    employee_id: int
    name: str
    service_code: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class ProtectedName:
    """An employee whose name is left out of what leaves the building, with everything that would give it away."""

    id: int
    name: str
    service_code: str
    username: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionView:
    """A decision that a name is left out (FL 33 §), from `starts_on` until, not including, `until`.

    `subject`: the one thing it is about ("compulsory.matter:3"), empty when it is about everything that she signs.
    """

    id: int
    employee_id: int
    name: str
    service_code: str
    subject: str
    reason: str
    decided_by_id: int
    decided_by: str
    decided_at: datetime
    starts_on: date
    until: date
    review_on: date
    ended_at: datetime | None
    ended_by: str
    ended_why: str

    @property
    def last(self) -> date:
        """The first day on which it no longer holds: `until`, or the day on which it was ended."""
        return self.until if self.ended_at is None else min(self.until, local_date(self.ended_at))

    def holds_on(self, day: date) -> bool:
        """Whether the name is left out on the day."""
        return self.starts_on <= day < self.last
