"""Who may receive reports, assess protection, decide, and know who reported.

Pairs: `check_user_can_x` raises `Refused` with every reason, `user_can_x` answers yes or no.
"""

from skyddsnat.domains.intake.rules import revealing
from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

_NOT_RECEIVER = Reason(
    "intake.not_receiver",
    Text(
        "Anmälningar registreras av den som arbetar med barn. Ring mottagningen.",
        "Reports are registered by those who work with children. Call the intake unit.",
    ),
)
_NO_PERSON = Reason(
    "intake.no_person",
    Text("En namngiven person måste göra detta.", "A named person must do this."),
    "31 § FL",
)


def receiving(*, viewer: Viewer) -> Verdict:
    """Whether the viewer may register reports: those who work with children, their managers, and system runs."""
    may = viewer.employee_id is None or viewer.does_casework or viewer.has_role(Role.UNIT_MANAGER)
    return Verdict.of(None if may else _NOT_RECEIVER)


def assessing(*, viewer: Viewer) -> Verdict:
    """Whether the viewer may assess the protection of a child whose file is open to them: any person (lesson 8)."""
    return Verdict.of(_NO_PERSON if viewer.employee_id is None else None)


def deciding(*, file: FileView, viewer: Viewer) -> Verdict:
    """Whether the viewer may carry the preliminary assessment and the feedback: a person who may write in the file."""
    return assessing(viewer=viewer) + writing(file=file, viewer=viewer)


def check_user_can_receive(*, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may register reports."""
    receiving(viewer=viewer).require()


def user_can_receive(*, viewer: Viewer) -> bool:
    """Whether the viewer may register reports."""
    return receiving(viewer=viewer).allowed


def check_user_can_assess(*, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may assess protection in the files that she sees."""
    assessing(viewer=viewer).require()


def user_can_assess(*, viewer: Viewer) -> bool:
    """Whether the viewer may assess protection in the files that she sees."""
    return assessing(viewer=viewer).allowed


def check_user_can_decide(*, file: FileView, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may write and decide the preliminary assessment in the file."""
    deciding(file=file, viewer=viewer).require()


def user_can_decide(*, file: FileView, viewer: Viewer) -> bool:
    """Whether the viewer may write and decide the preliminary assessment in the file."""
    return deciding(file=file, viewer=viewer).allowed


def check_user_can_reveal(*, file: FileView, reason: str, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may know who the protected reporter is, for that reason."""
    (deciding(file=file, viewer=viewer) + revealing(reason)).require()


def user_can_reveal(*, file: FileView, viewer: Viewer) -> bool:
    """Whether the viewer may know who the protected reporter is, given a reason."""
    return deciding(file=file, viewer=viewer).allowed
