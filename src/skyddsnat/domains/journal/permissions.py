"""Who may write notes and talks: whoever may write in the file; what is changed, only by its author.

Pairs: `check_user_can_x` raises `Refused` with every reason, `user_can_x` answers yes or no.
"""

from skyddsnat.domains.journal.rules import OWN_ACTS
from skyddsnat.domains.journal.types import NoteAct, TalkAct
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
_NO_PERSON = Reason(
    "journal.no_person",
    Text("Ett samtal med barnet hålls av en namngiven person.", "A talk with the child is held by a named person."),
)


def acting(*, act: NoteAct | TalkAct, file: FileView, author_id: int | None, viewer: Viewer) -> Verdict:
    """Whether the viewer may do this with what `author_id` has written in the file."""
    is_others = act in OWN_ACTS and (author_id is None or author_id != viewer.employee_id)
    return writing(file=file, viewer=viewer) + Verdict.of(_NOT_AUTHOR if is_others else None)


def moving(*, source: FileView, target: FileView, viewer: Viewer) -> Verdict:
    """Whether the viewer may move a note: only who may write in both files."""
    return writing(file=source, viewer=viewer) + writing(file=target, viewer=viewer)


def talking(*, file: FileView, viewer: Viewer) -> Verdict:
    """Whether the viewer may plan and hold talks with the child of the file: an employee, never a system run."""
    return writing(file=file, viewer=viewer) + Verdict.of(None if viewer.employee_id else _NO_PERSON)


def check_user_can_act(*, act: NoteAct | TalkAct, file: FileView, author_id: int | None, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may do this with the text."""
    acting(act=act, file=file, author_id=author_id, viewer=viewer).require()


def user_can_act(*, act: NoteAct | TalkAct, file: FileView, author_id: int | None, viewer: Viewer) -> bool:
    """Whether the viewer may do this with the text."""
    return acting(act=act, file=file, author_id=author_id, viewer=viewer).allowed


def check_user_can_move(*, source: FileView, target: FileView, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may move a note between the files."""
    moving(source=source, target=target, viewer=viewer).require()


def user_can_move(*, source: FileView, target: FileView, viewer: Viewer) -> bool:
    """Whether the viewer may move a note between the files."""
    return moving(source=source, target=target, viewer=viewer).allowed


def check_user_can_talk(*, file: FileView, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may plan and hold talks with the child."""
    talking(file=file, viewer=viewer).require()


def user_can_talk(*, file: FileView, viewer: Viewer) -> bool:
    """Whether the viewer may plan and hold talks with the child."""
    return talking(file=file, viewer=viewer).allowed
