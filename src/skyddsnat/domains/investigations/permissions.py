"""Who may do what in an investigation.

Pairs: `check_user_can_x` raises `Refused` with every reason, `user_can_x` answers yes or no.
"""

from skyddsnat.domains.investigations.rules.order import WHO, Who
from skyddsnat.domains.investigations.types import Act
from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.types import FileView, Ground, Viewer
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.law.citations import KL

_NO_PERSON = Reason(
    "investigations.no_person",
    Text("En namngiven person måste göra detta.", "A named person must do this."),
)
_NOT_THE_CASEWORKER = Reason(
    "investigations.not_the_caseworker",
    Text(
        "Utredningen undertecknas av den som handlägger ärendet eller av enhetschefen.",
        "The investigation is signed by whoever is assigned to the file, or by the manager.",
    ),
)
_NOT_SENIOR = Reason(
    "investigations.not_senior",
    Text(
        "Förlängning beslutas av förste socialsekreterare eller enhetschef i enheten. Be någon av dem.",
        "An extension is decided by a senior caseworker or the manager of the unit. Ask one of them.",
    ),
    KL.cite("7:5"),
)
_NOT_OVERSEER = Reason(
    "investigations.not_overseer",
    Text(
        "Överblicken är till för nämndens ledamöter och för enhetschefer.",
        "The overview is for members of the board and for unit managers.",
    ),
)


def opening(*, file: FileView, viewer: Viewer) -> Verdict:
    """Whether the viewer may open an investigation in the file."""
    return writing(file=file, viewer=viewer) + _named(viewer)


def acting(*, act: Act, file: FileView, viewer: Viewer) -> Verdict:
    """Whether the viewer may do the act in an investigation of the file."""
    who = WHO[act]
    return Verdict() if who is Who.WHOEVER_SEES else opening(file=file, viewer=viewer) + _level(who, file, viewer)


def overseeing(*, viewer: Viewer) -> Verdict:
    """Whether the viewer answers for units: the elected for all, a manager for her own. No file is opened by it."""
    may = viewer.has_role(Role.COMMITTEE_MEMBER, Role.CHAIR_ON_CALL, Role.UNIT_MANAGER)
    return Verdict.of(None if may else _NOT_OVERSEER)


def _named(viewer: Viewer) -> Verdict:
    return Verdict.of(_NO_PERSON if viewer.employee_id is None else None)


def _level(who: Who, file: FileView, viewer: Viewer) -> Verdict:
    if who is Who.SENIOR_OR_MANAGER:
        may = viewer.has_role_in(file.unit_id, Role.SENIOR, Role.UNIT_MANAGER)
        return Verdict.of(None if may else _NOT_SENIOR)
    if who is Who.CASEWORKER_OR_MANAGER:
        return Verdict.of(None if file.ground in (Ground.ASSIGNED, Ground.MANAGER) else _NOT_THE_CASEWORKER)
    return Verdict()


def check_user_can_open(*, file: FileView, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may open an investigation in the file."""
    opening(file=file, viewer=viewer).require()


def user_can_open(*, file: FileView, viewer: Viewer) -> bool:
    """Whether the viewer may open an investigation in the file."""
    return opening(file=file, viewer=viewer).allowed


def check_user_can_act(*, act: Act, file: FileView, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may do the act in an investigation of the file."""
    acting(act=act, file=file, viewer=viewer).require()


def user_can_act(*, act: Act, file: FileView, viewer: Viewer) -> bool:
    """Whether the viewer may do the act in an investigation of the file."""
    return acting(act=act, file=file, viewer=viewer).allowed


def check_user_can_oversee(*, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer answers for units."""
    overseeing(viewer=viewer).require()


def user_can_oversee(*, viewer: Viewer) -> bool:
    """Whether the viewer answers for units."""
    return overseeing(viewer=viewer).allowed
