"""May this person do this to the file? Pairs: `check_user_can_x` raises with every reason, `user_can_x` answers yes or no."""

from skyddsnat.foundation.access.types import FileView, Ground, Viewer
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

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

# Who, by the ground on which they see the file, may write in it. A decider reads and decides, and writes nothing else.
_WRITES = frozenset(
    {Ground.ASSIGNED, Ground.MANAGER, Ground.INTAKE, Ground.EMERGENCY, Ground.RECEIVED}
)


def assigning(*, unit_id: int, viewer: Viewer) -> Verdict:
    """Whether the viewer may give files of the unit to caseworkers."""
    return Verdict.of(
        None if viewer.has_role_in(unit_id, Role.UNIT_MANAGER) else _NOT_MANAGER
    )


def writing(*, file: FileView, viewer: Viewer) -> Verdict:
    """Whether the viewer may write in the file at all."""
    may = (
        viewer.employee_id is None
        or (viewer.does_casework or viewer.has_role(Role.UNIT_MANAGER))
        and file.ground in _WRITES
    )
    return Verdict.of(None if may else _NOT_CASEWORK)


def reviewing(*, reader_id: int, viewer: Viewer) -> Verdict:
    """Whether the viewer may review a temporary access of `reader_id`."""
    may = viewer.is_log_reviewer and viewer.employee_id != reader_id
    return Verdict.of(None if may else _NOT_REVIEWER)


def check_user_can_assign(*, unit_id: int, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may assign files of the unit."""
    assigning(unit_id=unit_id, viewer=viewer).require()


def check_user_can_write(*, file: FileView, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may write in the file."""
    writing(file=file, viewer=viewer).require()


def check_user_can_review(*, reader_id: int, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may review the reading of `reader_id`."""
    reviewing(reader_id=reader_id, viewer=viewer).require()


def user_can_write(*, file: FileView, viewer: Viewer) -> bool:
    """Whether the viewer may write in the file."""
    return writing(file=file, viewer=viewer).allowed


def user_can_assign(*, unit_id: int, viewer: Viewer) -> bool:
    """Whether the viewer may assign files of the unit."""
    return assigning(unit_id=unit_id, viewer=viewer).allowed
