"""Who may write about people, and who may see protected data.

Pairs: `check_user_can_x` raises `Refused` with every reason, `user_can_x` answers yes or no.
"""

from skyddsnat.domains.people.rules import reveal_verdict
from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.types import FileView, Viewer
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


def changing(*, file: FileView | None, viewer: Viewer) -> Verdict:
    """Whether the viewer may change a person. `file`: the open file in which the person is changed, or None.

    An adult who was first written down in a sibling's file is seen, and may be corrected, by whoever works with the
    other child too; a child only in its own file.
    """
    return Verdict.of(_OTHER_FILE) if file is None else writing(file=file, viewer=viewer)


def revealing(*, file: FileView, reason: str) -> Verdict:
    """Whether the viewer of `file` may see its protected data, with `reason` in the log."""
    return Verdict.of(None if file.ground is not None else _NOT_OPEN) + reveal_verdict(reason)


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
