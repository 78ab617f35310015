"""The safety board: counts through one door, and of them what may leave."""

from datetime import date, datetime

from django.db import connection

from skyddsnat.domains.safety.permissions import user_can_see_figures_of
from skyddsnat.domains.safety.rules.figures import Row, board
from skyddsnat.domains.safety.types.figures import Board, Period
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date


class NoSuchBoard(NotOpen):
    """There is no such board for this viewer: of another unit, or of a time that is not over."""


def safety_board(*, period: Period, unit_id: int | None, at: datetime, viewer: Viewer) -> Board:
    """The figures of the period, of one unit (whole years) or of all, small groups hidden. One statement.

    Raises `NoSuchBoard`.
    """
    today = local_date(at)
    as_of = today.replace(day=1)
    may = user_can_see_figures_of(unit_id, viewer=viewer)
    if not may or period.until > as_of or (unit_id is not None and period.half):
        raise NoSuchBoard
    rows, numbers = counted(period.year, today)
    return board(rows, period=period, unit_id=unit_id, numbers=numbers, as_of=as_of)


def counted(year: int, day: date) -> tuple[list[Row], dict[int, int]]:
    """The counts of a year, and under which number they know each unit of whoever looks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT place, unit_id, half, topic, code, times FROM safety_figures(%s, %s)", [year, day])
        found = cursor.fetchall()
    rows = [Row(place, half, topic, code, times) for place, _, half, topic, code, times in found]
    return rows, {unit: place for place, unit, *_ in found if unit is not None}
