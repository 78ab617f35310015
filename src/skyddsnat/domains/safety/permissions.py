"""Who may do what in the register of incidents.

Seeing is row-level security's (Note [The register is apart] in `migrations/0002_guard.py`): what these guards are
asked about, the viewer sees. Pairs: `check_user_can_x` raises `Refused` with every reason, `user_can_x` answers.
"""

from collections.abc import Iterable

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.types import CASEWORK, Role
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

_NO_PERSON = Reason("safety.no_person", Text("En namngiven person måste göra detta.", "A named person must do this."))
_NOT_FOLLOWING = Reason(
    "safety.not_following_up",
    Text(
        "Det här följs upp av chefen, skyddsombudet eller säkerhetssamordnaren.",
        "This is followed up by the manager, the safety representative or the safety administrator.",
    ),
)
_NOT_WARNING = Reason(
    "safety.not_warning",
    Text(
        "En varning skrivs av den som arbetar med barn i enheten, eller följer upp hot och våld där.",
        "A warning is written by whoever works with children in the unit, or follows up threats and violence there.",
    ),
)
_NOT_MANAGER = Reason(
    "safety.not_manager",
    Text("Det här bestämmer chefen för enheten.", "This is for the manager of the unit to decide."),
)


def acting(*, viewer: Viewer) -> Verdict:
    """Whether the viewer is a named person."""
    return Verdict.of(_NO_PERSON if viewer.employee_id is None else None)


def following_up(*, unit_ids: Iterable[int], viewer: Viewer) -> Verdict:
    """Whether the viewer follows up what happened in one of the units."""
    may = viewer.keeps_safety or bool(viewer.safety_units & set(unit_ids))
    return acting(viewer=viewer) + Verdict.of(None if may else _NOT_FOLLOWING)


def managing(*, unit_ids: Iterable[int], viewer: Viewer) -> Verdict:
    """Whether the viewer manages one of the units."""
    may = bool(viewer.managed_units & set(unit_ids))
    return acting(viewer=viewer) + Verdict.of(None if may else _NOT_MANAGER)


def overseeing(*, viewer: Viewer) -> Verdict:
    """Whether the viewer follows up incidents in any unit, and so keeps campaigns and facts."""
    return acting(viewer=viewer) + Verdict.of(None if user_can_oversee(viewer=viewer) else _NOT_FOLLOWING)


def warning_in_no_file(*, unit_id: int | None, viewer: Viewer) -> Verdict:
    """Whether the viewer may warn in no child's file, for the manager of the unit to agree to."""
    may = viewer.keeps_safety or unit_id is None or unit_id in units_to_warn_in(viewer=viewer)
    return acting(viewer=viewer) + Verdict.of(None if may else _NOT_WARNING)


def units_to_warn_in(*, viewer: Viewer) -> frozenset[int]:
    """The units where the viewer works with children, or follows up what happens to those who do."""
    return frozenset(unit for role, unit in viewer.roles if role in CASEWORK) | viewer.safety_units


def user_can_warn_in_no_file(*, viewer: Viewer) -> bool:
    """Whether the viewer may warn in no child's file, in any unit."""
    return viewer.keeps_safety or bool(units_to_warn_in(viewer=viewer))


def user_can_oversee(*, viewer: Viewer) -> bool:
    """Whether the viewer follows up incidents in any unit."""
    return viewer.keeps_safety or bool(viewer.safety_units)


def user_can_see_figures(*, viewer: Viewer) -> bool:
    """Whether the viewer sees the safety board: who follows up, and the commission, which sees figures alone."""
    return user_can_oversee(viewer=viewer) or viewer.has_role(Role.SAFETY_COMMISSION)


def user_can_see_all_figures(*, viewer: Viewer) -> bool:
    """Whether the viewer sees the figures of all units together: who keeps the register, and the commission."""
    return viewer.keeps_safety or viewer.has_role(Role.SAFETY_COMMISSION)


def user_can_see_figures_of(unit_id: int | None, *, viewer: Viewer) -> bool:
    """Whether the viewer sees the figures of the unit, or (None) of all units together."""
    return user_can_see_all_figures(viewer=viewer) or unit_id in viewer.safety_units
