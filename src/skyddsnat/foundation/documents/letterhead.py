"""What every letter and record begins and ends with: the board that writes, and the official who signs."""

from datetime import date

from django.conf import settings

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents.types import Official, Sender
from skyddsnat.foundation.staff.queries import employees, units
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
# No employee has it: a service code is letters, figures and hyphens.
_NOBODY = "*"


def sender_of(*, unit_id: int) -> Sender:
    """The board as it writes from the unit. A unit without a telephone, or no longer active, answers through intake."""
    every = units()
    intake = next(unit for unit in every.values() if unit.receives_reports)
    unit = every.get(unit_id, intake)
    return Sender(board=settings.BOARD_NAME, phone=unit.phone or intake.phone, unit=unit.name)


def official_of(viewer: Viewer, *, language: str = "sv", role: Role | None = None) -> Official:
    """The viewer as she signs. `role` is the title, otherwise the foremost one that she holds."""
    chosen = role or next((held for held in _FOREMOST if viewer.has_role(held)), None)
    name = ROLE_NAMES[chosen].in_language(language) if chosen else ""
    return Official(name[:1].lower() + name[1:], viewer.name, viewer.service_code)


def official_as(title: str, *, employee_id: int, on: date) -> Official:
    """An employee in a part that is not her role: "handläggare", "för nämnden"."""
    employee = employees(ids=[employee_id], on=on)[employee_id]
    return Official(title, employee.name, employee.service_code)


def nobody_yet(title: str, *, words: str) -> Official:
    """In a look at a draft, whoever is not chosen yet: "Den som beslutar"."""
    return Official(title, words, _NOBODY)
