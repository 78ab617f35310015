"""What the board sees of the units: no file and no child, only what is late, what is asked again, and how much."""

from dataclasses import dataclass
from datetime import datetime

from skyddsnat.domains.decisions.queries import overseen_proposals
from skyddsnat.domains.decisions.queries.oversight import ProposalNumber
from skyddsnat.domains.investigations.queries import overseen
from skyddsnat.domains.investigations.queries.oversight import OverseenChain, UnitNumber
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.kernel.stockholm import local_date


@dataclass(frozen=True, slots=True)
class Overview:
    """Of the units that somebody answers for: chains of investigations (lesson 6), and numbers (lessons 4, 7, 10)."""

    chains: list[OverseenChain]
    numbers: list[UnitNumber]
    proposals: list[ProposalNumber]


def oversee_units(*, actor: Viewer, at: datetime) -> Overview:
    """The overview of the units that the actor answers for. That it was read stands in the log.

    Raises `Refused` to those who are neither elected nor managers.
    """
    today = local_date(at)
    chains, numbers = overseen(viewer=actor, today=today)
    proposals = overseen_proposals(viewer=actor, today=today)
    record(deed="investigations.overview.read", target="staff.unit", actor=actor, at=at)
    return Overview(chains, numbers, proposals)
