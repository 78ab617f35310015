"""What was just written goes to whoever is to decide, in the same press."""

from datetime import datetime

from django.db import transaction

from skyddsnat.domains.decisions.actions import propose, save_proposal
from skyddsnat.domains.decisions.types import ProposalFields, Right
from skyddsnat.foundation.access.types import Viewer


@transaction.atomic
def hand_in_proposal(
    *,
    investigation_id: int,
    fields: ProposalFields,
    actor: Viewer,
    at: datetime,
    proposal_id: int | None = None,
    version: int | None = None,
) -> tuple[int, Right]:
    """Save the proposal as it is written now and hand it in. Returns its id and who decides.

    Both or neither: what is refused leaves the saved text as it was. Raises `NotOpen`, `ChangedMeanwhile`,
    `UnknownService`, `Refused` with all reasons.
    """
    proposal_id, version = save_proposal(
        investigation_id=investigation_id,
        proposal_id=proposal_id,
        version=version,
        fields=fields,
        actor=actor,
        at=at,
    )
    return proposal_id, propose(proposal_id=proposal_id, version=version, actor=actor, at=at)
