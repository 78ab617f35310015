"""The register of incidents without names: what figures are made of, and what the safety boards tell of it already.

No row points at a child's file or at a day: what happened at work is told by the month. The pseudonym of a worker here
is another than the one she has where children are counted, so that the two cannot be joined.
"""

from datetime import date

from skyddsnat.domains.safety.queries.figures import counted
from skyddsnat.domains.safety.rules.figures import behind
from skyddsnat.domains.safety.types.figures import Behind
from skyddsnat.foundation.access.extract import Mart

INCIDENTS = Mart(
    "incidents",
    "safety_extract_incidents",
    (("unit", "text"), ("month", "date"), ("kind", "text"), ("concerns", "text"), ("effect", "text")),
)
EXPOSED = Mart(
    "exposed",
    "safety_extract_exposed",
    # A caseworker in one month, since the register was first used: how often threatened, and exposed to anything.
    (("worker", "text"), ("unit", "text"), ("month", "date"), ("threats", "integer"), ("incidents", "integer")),
)
MARTS = (INCIDENTS, EXPOSED)


def behind_the_boards(*, year: int, day: date) -> dict[int | None, Behind]:
    """What stands behind the boards of a year that was over before the month of `day`: of all units (None) and of each.

    The run of the figures is told of every unit; to others this is less than their boards. Nothing: not for them.
    """
    rows, numbers = counted(year, day)
    return behind(rows, numbers=numbers) if rows else {}
