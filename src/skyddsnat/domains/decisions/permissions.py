"""Who may decide, give back, and change the delegation order and the calendar.

Pairs: `check_user_can_x` raises `Refused` with every reason, `user_can_x` answers yes or no. Writing a proposal, an
answer on consent, a delivery or a start follows the file (`foundation.access.permissions`).
"""

from skyddsnat.domains.decisions.rules import is_at_least
from skyddsnat.domains.decisions.types import Level
from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.types import FileView, Ground, Viewer
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.law.citations import FL

# Officials hold their level in the unit that has the file; the elected decide for the whole municipality. The chair
# signs what the board has decided.
_OFFICIAL_LEVELS: dict[Level, tuple[Role, ...]] = {
    Level.CASEWORKER: (Role.CASEWORKER, Role.SENIOR),
    Level.SENIOR: (Role.SENIOR,),
    Level.MANAGER: (Role.UNIT_MANAGER,),
}
_ELECTED_LEVELS: dict[Level, tuple[Role, ...]] = {
    Level.COMMITTEE: (Role.COMMITTEE_MEMBER, Role.CHAIR_ON_CALL),
    Level.BOARD: (Role.CHAIR_ON_CALL,),
}
LEVEL_ROLES: dict[Level, tuple[Role, ...]] = _OFFICIAL_LEVELS | _ELECTED_LEVELS

_NOT_DECIDER = Reason(
    "decisions.not_decider",
    Text(
        "Förslaget lämnas tillbaka av den som ska besluta, eller tas tillbaka av den som lämnade det.",
        "The proposal is returned by whoever is to decide, or taken back by whoever handed it in.",
    ),
)
_NOT_KEEPER = Reason(
    "decisions.not_keeper",
    Text(
        "Delegationsordningen och mötesdagarna ändras av registrator eller systemadministratör.",
        "The delegation order and the meeting days are changed by a registrar or an administrator.",
    ),
)
_NOT_DISMISSER = Reason(
    "decisions.not_dismisser",
    Text(
        "Ett överklagande avvisas av den som har rätt att fatta beslutet, eller av enhetschefen.",
        "An appeal is dismissed by whoever may make the decision, or by the unit manager.",
    ),
    FL.cite("45"),
)
_NO_PERSON = Reason(
    "decisions.no_person",
    Text("En namngiven person måste göra detta.", "A named person must do this."),
    FL.cite("31"),
)


def named_person(*, viewer: Viewer) -> int:
    """The employee who acts; raises `Refused` for a system run, which neither proposes, decides nor tells."""
    Verdict.of(_NO_PERSON if viewer.employee_id is None else None).require()
    return viewer.employee_id or 0


def levels_of(*, unit_id: int, viewer: Viewer) -> tuple[Level, ...]:
    """The levels that the viewer holds for files of the unit, the lowest first."""
    official = [level for level, roles in _OFFICIAL_LEVELS.items() if viewer.has_role_in(unit_id, *roles)]
    elected = [level for level, roles in _ELECTED_LEVELS.items() if viewer.has_role(*roles)]
    return (*official, *elected)


def level_for(*, needed: Level, file: FileView, viewer: Viewer) -> Level | None:
    """The lowest level that the viewer holds which is enough for `needed`; None when none is.

    A caseworker decides in her own files only.
    """
    for level in levels_of(unit_id=file.unit_id, viewer=viewer):
        own = level is not Level.CASEWORKER or file.ground is Ground.ASSIGNED
        if own and is_at_least(level, needed):
            return level
    return None


def dismissing(*, decided_by: Level, file: FileView, viewer: Viewer) -> Verdict:
    """Whether the viewer may dismiss an appeal that came too late: whoever holds the level of the decision, and for
    what the elected decided, the unit's manager. No source: own limit, until the delegation order has a line for it.
    """
    needed = decided_by if decided_by in _OFFICIAL_LEVELS else Level.MANAGER
    holds = level_for(needed=needed, file=file, viewer=viewer) is not None
    return Verdict.of(None if holds else _NOT_DISMISSER)


def returning(*, needed: Level, file: FileView, proposed_by_id: int | None, viewer: Viewer) -> Verdict:
    """Whether the viewer may give the proposal back: whoever is to decide, or who handed it in and may still write."""
    decides = level_for(needed=needed, file=file, viewer=viewer) is not None
    own = viewer.employee_id == proposed_by_id and writing(file=file, viewer=viewer).allowed
    return Verdict.of(None if decides or own else _NOT_DECIDER)


def keeping_order(*, viewer: Viewer) -> Verdict:
    """Whether the viewer may change the delegation order and the calendar of meetings."""
    may = viewer.employee_id is None or viewer.has_role(Role.REGISTRAR, Role.ADMINISTRATOR)
    return Verdict.of(None if may else _NOT_KEEPER)


def check_user_can_return(*, needed: Level, file: FileView, proposed_by_id: int | None, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may give the proposal back."""
    returning(needed=needed, file=file, proposed_by_id=proposed_by_id, viewer=viewer).require()


def user_can_return(*, needed: Level, file: FileView, proposed_by_id: int | None, viewer: Viewer) -> bool:
    """Whether the viewer may give the proposal back."""
    return returning(needed=needed, file=file, proposed_by_id=proposed_by_id, viewer=viewer).allowed


def check_user_can_keep_order(*, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may change the delegation order and the calendar."""
    keeping_order(viewer=viewer).require()


def user_can_keep_order(*, viewer: Viewer) -> bool:
    """Whether the viewer may change the delegation order and the calendar."""
    return keeping_order(viewer=viewer).allowed


def user_can_decide(*, needed: Level, file: FileView, viewer: Viewer) -> bool:
    """Whether the viewer holds a level that is enough; the rest of the checks are made on the proposal itself."""
    return level_for(needed=needed, file=file, viewer=viewer) is not None
