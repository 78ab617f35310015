"""Who may write notes and talks: each pair gives one answer."""

from dataclasses import replace

import pytest

from skyddsnat.domains.journal import permissions
from skyddsnat.domains.journal.types import NoteAct, TalkAct
from skyddsnat.foundation.access.types import FileView, Ground, Viewer, system_run
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.verdict import Refused

FILE = FileView(1, "2026-000001", 1, True, False, 1, None, False, Ground.ASSIGNED)
OTHER = replace(FILE, id=2)
CLOSED_TO_ME = replace(FILE, id=3, ground=None)
BO = Viewer(1, "employee:1", "Bo", "NH001", frozenset({(Role.CASEWORKER, 1)}))
MIA = Viewer(2, "employee:2", "Mia", "NH002", frozenset({(Role.UNIT_MANAGER, 1)}))
OWN = {NoteAct.CHANGE, TalkAct.CHANGE}


@pytest.mark.parametrize("act", [*NoteAct, *TalkAct])
@pytest.mark.parametrize(
    ("viewer", "author_id", "is_own"),
    [(BO, 1, True), (MIA, 1, False), (BO, None, False), (system_run("import"), None, False)],
)
def test_only_the_author_changes_and_everyone_who_works_with_the_file_does_the_rest(
    act: NoteAct | TalkAct, viewer: Viewer, author_id: int | None, is_own: bool
) -> None:
    allowed = is_own or act not in OWN
    assert permissions.user_can_act(act=act, file=FILE, author_id=author_id, viewer=viewer) is allowed
    if allowed:
        permissions.check_user_can_act(act=act, file=FILE, author_id=author_id, viewer=viewer)
    else:
        with pytest.raises(Refused):
            permissions.check_user_can_act(act=act, file=FILE, author_id=author_id, viewer=viewer)


@pytest.mark.parametrize(
    ("source", "target", "allowed"), [(FILE, OTHER, True), (FILE, CLOSED_TO_ME, False), (CLOSED_TO_ME, FILE, False)]
)
def test_a_note_is_moved_by_whoever_writes_in_both_files(source: FileView, target: FileView, allowed: bool) -> None:
    assert permissions.user_can_move(source=source, target=target, viewer=BO) is allowed
    if allowed:
        permissions.check_user_can_move(source=source, target=target, viewer=BO)
    else:
        with pytest.raises(Refused):
            permissions.check_user_can_move(source=source, target=target, viewer=BO)


@pytest.mark.parametrize(
    ("file", "viewer", "allowed"), [(FILE, BO, True), (CLOSED_TO_ME, BO, False), (FILE, system_run("import"), False)]
)
def test_a_talk_is_held_by_a_person_who_works_with_the_file(file: FileView, viewer: Viewer, allowed: bool) -> None:
    assert permissions.user_can_talk(file=file, viewer=viewer) is allowed
    if allowed:
        permissions.check_user_can_talk(file=file, viewer=viewer)
    else:
        with pytest.raises(Refused):
            permissions.check_user_can_talk(file=file, viewer=viewer)
