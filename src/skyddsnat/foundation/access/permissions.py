"""May this person do this to the file?

Pairs: `check_user_can_x` raises with every reason, `user_can_x` answers yes or no.
"""

from skyddsnat.foundation.access.types import FileView, Ground, Viewer
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.law.citations import FL

_NOT_MANAGER = Reason(
    "access.not_manager",
    Text(
        "Bara enhetschefen fördelar ärenden. Be enhetschefen.",
        "Only the unit manager assigns files. Ask the manager.",
    ),
)
_NOT_CASEWORK = Reason(
    "access.not_casework",
    Text(
        "Det här görs av den som handlägger barnets ärende. Be ansvarig handläggare eller enhetschefen.",
        "This is done by whoever works on the child's file. Ask the responsible caseworker or the manager.",
    ),
)
_NOT_REVIEWER = Reason(
    "access.not_reviewer",
    Text(
        "Granskningen görs av en logggranskare, inte av den som läste.",
        "The review is made by a log reviewer, not by the reader.",
    ),
)

_CONFLICT = Reason(
    "access.conflict",
    Text(
        "Du har anmält jäv i akten. En annan handläggare gör det här. Skyddsbedömning får du alltid göra.",
        "You have declared a conflict of interest in this file. Another caseworker does this. You may always assess "
        "protection.",
    ),
    FL.cite("17"),
)
_OTHERS_CONFLICT = Reason(
    "access.others_conflict",
    Text("Jäv anmäls av den det gäller eller av enhetschefen.", "A conflict is declared by oneself or by the manager."),
    FL.cite("18"),
)
_NO_CONFLICT_REASON = Reason(
    "access.conflict_without_reason",
    Text("Skriv varför det är jäv.", "Write why there is a conflict of interest."),
)

_NO_EMERGENCY = Reason(
    "access.no_emergency",
    Text(
        "Nödåtkomst är till för den som arbetar med barnärenden. Be mottagningen eller enhetschefen.",
        "Emergency access is for those who work with children's cases. Ask intake or the manager.",
    ),
)
_NO_EMERGENCY_REASON = Reason(
    "access.emergency_without_reason",
    Text(
        "Skriv varför du behöver läsa akten nu. Skälet granskas.",
        "Write why you need to read the file now. The reason is reviewed.",
    ),
)

# Who, by the ground on which they see the file, may write in it. A decider reads and decides, and who
# goes along reads what the risk is; they write nothing else.
_WRITES = frozenset({Ground.ASSIGNED, Ground.MANAGER, Ground.INTAKE, Ground.EMERGENCY, Ground.RECEIVED})


def assigning(*, unit_id: int, viewer: Viewer) -> Verdict:
    """Whether the viewer may give files of the unit to caseworkers."""
    return Verdict.of(None if viewer.has_role_in(unit_id, Role.UNIT_MANAGER) else _NOT_MANAGER)


def writing(*, file: FileView, viewer: Viewer) -> Verdict:
    """Whether the viewer may write in the file at all. A protection assessment does not ask this (lesson 8)."""
    may = (
        viewer.employee_id is None
        or (viewer.does_casework or viewer.has_role(Role.UNIT_MANAGER))
        and file.ground in _WRITES
    )
    return Verdict.of(None if may else _NOT_CASEWORK, _CONFLICT if file.has_conflict else None)


def declaring_conflict(*, file: FileView, employee_id: int | None, reason: str, viewer: Viewer) -> Verdict:
    """Whether the viewer may declare that the employee has a conflict of interest in the file."""
    may = employee_id == viewer.employee_id or viewer.has_role_in(file.unit_id, Role.UNIT_MANAGER)
    return Verdict.of(None if may else _OTHERS_CONFLICT, None if reason.strip() else _NO_CONFLICT_REASON)


def reviewing(*, reader_id: int, viewer: Viewer) -> Verdict:
    """Whether the viewer may review a temporary access of `reader_id`."""
    may = viewer.is_log_reviewer and viewer.employee_id != reader_id
    return Verdict.of(None if may else _NOT_REVIEWER)


def taking_emergency_access(*, reason: str, viewer: Viewer) -> Verdict:
    """Whether the viewer may open a file that is closed to them, for that reason (lesson 16)."""
    may = viewer.does_casework or viewer.has_role(Role.UNIT_MANAGER, Role.CHAIR_ON_CALL)
    return Verdict.of(None if may else _NO_EMERGENCY, None if reason.strip() else _NO_EMERGENCY_REASON)


def check_user_can_take_emergency_access(*, reason: str, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may take emergency access for that reason."""
    taking_emergency_access(reason=reason, viewer=viewer).require()


def check_user_can_assign(*, unit_id: int, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may assign files of the unit."""
    assigning(unit_id=unit_id, viewer=viewer).require()


def check_user_can_write(*, file: FileView, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may write in the file."""
    writing(file=file, viewer=viewer).require()


def check_user_has_no_conflict(*, file: FileView, viewer: Viewer) -> None:
    """Raise `Refused` if whoever looks has declared a conflict of interest in the file, whatever she may do there."""
    Verdict.of(_CONFLICT if file.has_conflict else None).require()


def check_user_can_declare_conflict(*, file: FileView, employee_id: int | None, reason: str, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may declare that conflict, with a reason."""
    declaring_conflict(file=file, employee_id=employee_id, reason=reason, viewer=viewer).require()


def check_user_can_review(*, reader_id: int, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may review the reading of `reader_id`."""
    reviewing(reader_id=reader_id, viewer=viewer).require()


def user_can_write(*, file: FileView, viewer: Viewer) -> bool:
    """Whether the viewer may write in the file."""
    return writing(file=file, viewer=viewer).allowed


def user_can_assign(*, unit_id: int, viewer: Viewer) -> bool:
    """Whether the viewer may assign files of the unit."""
    return assigning(unit_id=unit_id, viewer=viewer).allowed
