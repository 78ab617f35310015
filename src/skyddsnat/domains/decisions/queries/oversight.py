"""What the elected and the managers are shown of proposals in units whose files they do not read: numbers, no child."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import connection

from skyddsnat.domains.decisions.queries.figures import STOPPED_BY_DECISION
from skyddsnat.domains.decisions.queries.proposals import FACTS
from skyddsnat.foundation.access.types import Viewer


class Awaited(StrEnum):
    """What is counted among a unit's proposals (lesson 10)."""

    NO_MEETING = "no_meeting"  # a day that no meeting comes before
    NEWS = "news"  # handed in, and something has happened in the file since


@dataclass(frozen=True, slots=True)
class ProposalNumber:
    """How many such proposals a unit has."""

    unit: str
    what: Awaited
    amount: int


def overseen_proposals(*, viewer: Viewer, today: date) -> list[ProposalNumber]:
    """Proposals of the units that the viewer answers for, counted; empty for everybody else.

    One statement, past row-level security and without a child.
    """
    deeds = [beginning for beginning, _kind in FACTS]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT unit, what, amount FROM decisions_overseen_numbers(%s, %s, %s)",
            [today, sorted(STOPPED_BY_DECISION), deeds],
        )
        return [ProposalNumber(unit, Awaited(what), amount) for unit, what, amount in cursor.fetchall()]
