"""Who is looking, and on what ground a file is open to them."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from skyddsnat.foundation.staff.types import CASEWORK, FOLLOWS_SAFETY, Role
from skyddsnat.kernel.text import Text


class Part(StrEnum):
    """What an assigned caseworker is to the file. Responsible: one at a time. The deputy acts when she is away."""

    RESPONSIBLE = "responsible"
    SECOND = "second"
    DEPUTY = "deputy"


PART_NAMES: dict[Part, Text] = {
    Part.RESPONSIBLE: Text("Ansvarig", "Responsible"),
    Part.SECOND: Text("Medhandläggare", "Second caseworker"),
    Part.DEPUTY: Text("Ersättare", "Deputy"),
}


class GrantKind(StrEnum):
    """Why somebody who is not assigned sees a file for a time."""

    EMERGENCY = "emergency"
    RECEIVED = "received"  # registered a report on a child whose file is elsewhere
    DECISION = "decision"  # a proposal waits for this person
    OUTING = "outing"  # goes to the home with whoever works with the child, and reads what the risk is


GRANT_NAMES: dict[GrantKind, Text] = {
    GrantKind.EMERGENCY: Text("Nödåtkomst", "Emergency access"),
    GrantKind.RECEIVED: Text("Tog emot anmälan", "Received the report"),
    GrantKind.DECISION: Text("Ska besluta", "Is to decide"),
    GrantKind.OUTING: Text("Åker med", "Goes along"),
}


class Ground(StrEnum):
    """On what ground a file was opened, the strongest first; stands in the log."""

    ASSIGNED = "assigned"
    MANAGER = "manager"
    INTAKE = "intake"
    EMERGENCY = "emergency"
    RECEIVED = "received"
    DECISION = "decision"
    OUTING = "outing"
    ONCALL = "oncall"  # read into the extract for the on-call team, by the night's run


GROUND_NAMES: dict[Ground, Text] = {
    Ground.ASSIGNED: Text("Handläggare i ärendet", "Assigned to the file"),
    Ground.MANAGER: Text("Chef för enheten", "Manager of the unit"),
    Ground.INTAKE: Text("Mottagning", "Intake"),
    Ground.EMERGENCY: Text("Nödåtkomst", "Emergency access"),
    Ground.RECEIVED: Text("Tog emot anmälan", "Received the report"),
    Ground.DECISION: Text("Ska besluta", "Is to decide"),
    Ground.OUTING: Text("Åker med", "Goes along"),
    Ground.ONCALL: Text("Står i jourutdraget", "Stands in the on-call extract"),
}


# The run that makes the on-call extract, whom the database knows by this name, and the one that hears of openings.
ONCALL_RUNS = frozenset({"system:oncall", "system:oncall-openings"})
# The run that sends invitations to surveys.
SURVEY_RUN = "system:survey"


class NobodyNamed(Exception):
    """A system run tried what only a named employee may do."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks and acts: an employee with roles, or a named system run. `viewer` of reads, `actor` of writes.

    `files` are the files open by assignment or grant at the moment the viewer was loaded, each with its ground.
    """

    employee_id: int | None
    key: str
    name: str
    service_code: str
    roles: frozenset[tuple[Role, int]] = frozenset()
    files: tuple[tuple[int, Ground], ...] = field(default=())
    handles_protected: bool = False
    scopes: frozenset[str] = frozenset()

    @property
    def named_id(self) -> int:
        """The employee, where only a named person may act. Raises `NobodyNamed` for a system run."""
        if self.employee_id is None:
            raise NobodyNamed(self.key)
        return self.employee_id

    def has_role(self, *roles: Role) -> bool:
        """Whether the viewer holds one of the roles in any unit."""
        return any(role in roles for role, _ in self.roles)

    def has_role_in(self, unit_id: int, *roles: Role) -> bool:
        """Whether the viewer holds one of the roles in that unit."""
        return any(role in roles and unit == unit_id for role, unit in self.roles)

    @property
    def managed_units(self) -> frozenset[int]:
        """Units whose every file the viewer sees."""
        return frozenset(unit for role, unit in self.roles if role is Role.UNIT_MANAGER)

    @property
    def intake_units(self) -> frozenset[int]:
        """Units whose unassigned files the viewer sees."""
        return frozenset(unit for role, unit in self.roles if role is Role.INTAKE_WORKER)

    @property
    def is_log_reviewer(self) -> bool:
        """Whether the viewer reads the whole log."""
        return self.has_role(Role.LOG_REVIEWER)

    @property
    def safety_units(self) -> frozenset[int]:
        """Units whose incidents the viewer follows up, as manager or safety representative."""
        return frozenset(unit for role, unit in self.roles if role in FOLLOWS_SAFETY)

    @property
    def keeps_safety(self) -> bool:
        """Whether the viewer keeps the register of incidents, for every unit."""
        return self.has_role(Role.SAFETY_ADMINISTRATOR)

    @property
    def keeps_oncall(self) -> bool:
        """Whether the viewer keeps the recipients of the on-call extract, or is one of the runs that make it."""
        return self.has_role(Role.ADMINISTRATOR) or (self.employee_id is None and self.key in ONCALL_RUNS)

    @property
    def keeps_surveys(self) -> bool:
        """Whether the viewer makes and sends surveys, or is the run that sends their mail."""
        return self.has_role(Role.DATA_ANALYST) or (self.employee_id is None and self.key == SURVEY_RUN)

    @property
    def does_casework(self) -> bool:
        """Whether the viewer works with children at all."""
        return any(role in CASEWORK for role, _ in self.roles)

    @property
    def file_ids(self) -> frozenset[int]:
        """Files open by assignment or grant."""
        return frozenset(file_id for file_id, _ in self.files)

    @property
    def assigned_ids(self) -> frozenset[int]:
        """Files the viewer works on: her own children."""
        return frozenset(file_id for file_id, ground in self.files if ground is Ground.ASSIGNED)


def system_run(
    name: str,
    *,
    units: frozenset[int] = frozenset(),
    scopes: frozenset[str] = frozenset(),
) -> Viewer:
    """A named system run that works as the intake of `units` and sees nothing else."""
    roles = frozenset((Role.INTAKE_WORKER, unit) for unit in units)
    return Viewer(None, f"system:{name}", name, name, roles, scopes=scopes)


@dataclass(frozen=True, slots=True)
class FileView:
    """A file as other packages see it. `responsible_id` and `deputy_id` are employees.

    `has_conflict`: whoever looks has declared a conflict of interest in it.
    """

    id: int
    number: str
    unit_id: int
    is_assigned: bool
    is_protected: bool
    responsible_id: int | None
    deputy_id: int | None
    is_closed: bool
    ground: Ground | None
    has_conflict: bool = False


@dataclass(frozen=True, slots=True)
class ConflictView:
    """One declared conflict of interest."""

    id: int
    file_id: int
    employee_id: int
    name: str
    service_code: str
    reason: str
    declared_at: datetime
