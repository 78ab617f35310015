"""Who may write in a compulsory case.

Pairs: `check_user_can_x` raises `Refused` with every reason, `user_can_x` answers yes or no. Seeing follows the file;
what the board decides follows the matter (`rules.board`), and is nobody's here.
"""

from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.law.citations import FL

_NO_PERSON = Reason(
    "compulsory.no_person",
    Text("En namngiven person måste göra detta.", "A named person must do this."),
    FL.cite("31"),
)


def acting(*, file: FileView, viewer: Viewer) -> Verdict:
    """Whether the viewer, a named person, may write in a compulsory case of the file."""
    return writing(file=file, viewer=viewer) + Verdict.of(_NO_PERSON if viewer.employee_id is None else None)


def check_user_can_act(*, file: FileView, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may write in a compulsory case of the file."""
    acting(file=file, viewer=viewer).require()


def user_can_act(*, file: FileView, viewer: Viewer) -> bool:
    """Whether the viewer may write in a compulsory case of the file."""
    return acting(file=file, viewer=viewer).allowed
