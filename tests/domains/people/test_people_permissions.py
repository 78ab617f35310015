"""Who may change people and see protected data: each pair gives one answer."""

from dataclasses import replace

import pytest

from skyddsnat.domains.people import permissions
from skyddsnat.foundation.access.types import FileView, Ground, Viewer, system_run
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.verdict import Refused

FILE = FileView(1, "2026-000001", 1, True, False, 1, None, False, Ground.ASSIGNED)
BO = Viewer(1, "employee:1", "Bo", "NH001", frozenset({(Role.CASEWORKER, 1)}))
KAJ = Viewer(2, "employee:2", "Kaj", "NH002", frozenset({(Role.COMMITTEE_MEMBER, 1)}))


@pytest.mark.parametrize(
    ("file", "viewer", "allowed"),
    [
        (FILE, BO, True),
        (None, BO, False),
        (replace(FILE, has_conflict=True), BO, False),
        (replace(FILE, ground=None), BO, False),
        (replace(FILE, ground=Ground.DECISION), KAJ, False),
    ],
)
def test_who_may_change_a_person(file: FileView | None, viewer: Viewer, allowed: bool) -> None:
    assert permissions.user_can_change(file=file, viewer=viewer) is allowed
    if allowed:
        permissions.check_user_can_change(file=file, viewer=viewer)
    else:
        with pytest.raises(Refused):
            permissions.check_user_can_change(file=file, viewer=viewer)


@pytest.mark.parametrize("role", Role)
def test_who_may_ask_whether_a_child_has_a_file(role: Role) -> None:
    viewer = replace(BO, roles=frozenset({(role, 1)}))
    registers = role in {
        Role.INTAKE_WORKER,
        Role.CASEWORKER,
        Role.SENIOR,
        Role.UNIT_MANAGER,
        Role.REGISTRAR,
        Role.CHAIR_ON_CALL,
    }
    assert permissions.user_can_look(viewer=viewer) is registers
    if registers:
        permissions.check_user_can_look(viewer=viewer)
    else:
        with pytest.raises(Refused):
            permissions.check_user_can_look(viewer=viewer)


def test_an_import_may_ask_too() -> None:
    assert permissions.user_can_look(viewer=system_run("import"))


@pytest.mark.parametrize("ground", [*Ground, None])
def test_protected_data_is_shown_on_any_ground_and_on_none_to_nobody(ground: Ground | None) -> None:
    file = replace(FILE, ground=ground)
    assert permissions.user_can_reveal(file=file) is (ground is not None)
    if ground is None:
        with pytest.raises(Refused) as refused:
            permissions.check_user_can_reveal(file=file, reason="")
        assert refused.value.verdict.codes == ("people.not_open", "people.reveal_without_reason")
    else:
        permissions.check_user_can_reveal(file=file, reason="Kallelse")
