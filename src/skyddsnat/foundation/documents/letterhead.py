"""The head of every letter and record: the board, and the unit with a telephone that a function answers."""

from django.conf import settings

from skyddsnat.foundation.documents.types import Sender
from skyddsnat.foundation.staff.queries import intake_unit, units


def sender_of(*, unit_id: int) -> Sender:
    """The board as it writes from the unit. A unit without a telephone, or no longer active, answers through intake."""
    intake = intake_unit()
    unit = units().get(unit_id, intake)
    return Sender(board=settings.BOARD_NAME, phone=unit.phone or intake.phone, unit=unit.name)
