"""Who may write about people, and who may see protected data.

Pairs: `check_user_can_x` raises `Refused` with every reason, `user_can_x` answers yes or no.
"""

from skyddsnat.domains.people.rules import reveal_verdict
from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

_OTHER_FILE = Reason(
    "people.other_file",
    Text(
        "Uppgifterna om ett barn ändras i barnets egen akt. Be den som handlägger den.",
        "A child's data is changed in the child's own file. Ask whoever works on it.",
    ),
)
_NOT_OPEN = Reason(
    "people.not_open",
    Text(
        "Skyddade uppgifter visas bara för den som har akten öppen.",
        "Protected data is shown to those who see the file.",
    ),
)

_DOES_NOT_REGISTER = Reason(
    "people.does_not_register",
    Text(
        "Sökning efter barn i andra akter är till för den som tar emot anmälningar eller arbetar med barnärenden.",
        "Looking for children in other files is for those who receive reports or work with children's cases.",
    ),
)
_REGISTERS = (Role.UNIT_MANAGER, Role.REGISTRAR, Role.CHAIR_ON_CALL)


def looking(*, viewer: Viewer) -> Verdict:
    """Whether the viewer, or an import, may ask past the wall of need to know if a child has a file."""
    may = viewer.employee_id is None or viewer.does_casework or viewer.has_role(*_REGISTERS)
    return Verdict.of(None if may else _DOES_NOT_REGISTER)


def changing(*, file: FileView | None, viewer: Viewer) -> Verdict:
    """Whether the viewer may change a person. `file`: the open file in which the person is changed, or None.

    An adult who was first written down in a sibling's file is seen, and may be corrected, by whoever works with the
    other child too; a child only in its own file.
    """
    return Verdict.of(_OTHER_FILE) if file is None else writing(file=file, viewer=viewer)


def revealing(*, file: FileView, reason: str) -> Verdict:
    """Whether the viewer of `file` may see its protected data, with `reason` in the log."""
    return Verdict.of(None if file.ground is not None else _NOT_OPEN) + reveal_verdict(reason)


def check_user_can_look(*, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may ask whether a child has a file."""
    looking(viewer=viewer).require()


def user_can_look(*, viewer: Viewer) -> bool:
    """Whether the viewer may ask whether a child has a file."""
    return looking(viewer=viewer).allowed


def check_user_can_change(*, file: FileView | None, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may change the person."""
    changing(file=file, viewer=viewer).require()


def user_can_change(*, file: FileView | None, viewer: Viewer) -> bool:
    """Whether the viewer may change the person."""
    return changing(file=file, viewer=viewer).allowed


def check_user_can_reveal(*, file: FileView, reason: str) -> None:
    """Raise `Refused` unless the protected data may be shown for that reason."""
    revealing(file=file, reason=reason).require()


def user_can_reveal(*, file: FileView) -> bool:
    """Whether the protected data of the file may be shown at all, given a reason."""
    return file.ground is not None
