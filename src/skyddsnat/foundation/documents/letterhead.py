"""What every letter and record begins and ends with: the board that writes, and the official who signs."""

from django.conf import settings

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents.types import Official, Sender
from skyddsnat.foundation.staff.queries import units
from skyddsnat.foundation.staff.types import ROLE_NAMES, Role

# Which of several roles a signature carries, when nobody says.
_FOREMOST = (
    Role.UNIT_MANAGER,
    Role.SENIOR,
    Role.CASEWORKER,
    Role.INTAKE_WORKER,
    Role.CHAIR_ON_CALL,
    Role.COMMITTEE_MEMBER,
)


def sender_of(*, unit_id: int) -> Sender:
    """The board as it writes from the unit. A unit without a telephone, or no longer active, answers through intake."""
    every = units()
    intake = next(unit for unit in every.values() if unit.receives_reports)
    unit = every.get(unit_id, intake)
    return Sender(board=settings.BOARD_NAME, phone=unit.phone or intake.phone, unit=unit.name)


def official_of(viewer: Viewer, *, language: str = "sv", role: Role | None = None, with_code: bool = False) -> Official:
    """The viewer as she signs: by name, or by service code where the name may be left out (FL 33 §).

    `role` is the title, otherwise the foremost one that she holds.
    """
    chosen = role or next((held for held in _FOREMOST if viewer.has_role(held)), None)
    name = ROLE_NAMES[chosen].in_language(language) if chosen else ""
    title = name[:1].lower() + name[1:]
    return Official(title, code=viewer.service_code) if with_code else Official(title, name=viewer.name)
