"""Who may write notes and talks: whoever may write in the file; what is changed, only by its author.

Pairs: `check_user_can_x` raises `Refused` with every reason, `user_can_x` answers yes or no.
"""

from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

_NOT_AUTHOR = Reason(
    "journal.not_author",
    Text(
        "Bara den som har skrivit texten får ändra den. Skriv ett tillägg i stället.",
        "Only its author may change the text. Write an addition instead.",
    ),
)


def changing(*, file: FileView, author_id: int | None, viewer: Viewer) -> Verdict:
    """Whether the viewer may change what `author_id` has written in the file."""
    is_author = author_id is not None and author_id == viewer.employee_id
    return writing(file=file, viewer=viewer) + Verdict.of(None if is_author else _NOT_AUTHOR)


def moving(*, source: FileView, target: FileView, viewer: Viewer) -> Verdict:
    """Whether the viewer may move a note: only who may write in both files."""
    return writing(file=source, viewer=viewer) + writing(file=target, viewer=viewer)


def check_user_can_change(*, file: FileView, author_id: int | None, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may change the text."""
    changing(file=file, author_id=author_id, viewer=viewer).require()


def user_can_change(*, file: FileView, author_id: int | None, viewer: Viewer) -> bool:
    """Whether the viewer may change the text."""
    return changing(file=file, author_id=author_id, viewer=viewer).allowed


def check_user_can_move(*, source: FileView, target: FileView, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may move a note between the files."""
    moving(source=source, target=target, viewer=viewer).require()


def user_can_move(*, source: FileView, target: FileView, viewer: Viewer) -> bool:
    """Whether the viewer may move a note between the files."""
    return moving(source=source, target=target, viewer=viewer).allowed
