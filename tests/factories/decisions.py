"""Proposals and decisions in every state, made through the product's own actions.

Bo proposes a contact family where he finds family treatment most suitable; Mia, the manager, decides by line 4.2.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from tests.factories.investigations import Opened, carried_through
from tests.factories.people import Child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.decisions import actions, queries
from skyddsnat.domains.decisions.types import Answer, Kind, Level, Obstacle, Outcome, ProposalFields, Settler
from skyddsnat.domains.investigations.types import Result
from skyddsnat.foundation.access.seeing import seeing

CLOSED = MORNING + timedelta(days=18)
WRITTEN = CLOSED + timedelta(days=1)
PROPOSED = WRITTEN + timedelta(hours=1)
DECIDED = PROPOSED + timedelta(days=2)
SOON = WRITTEN.date() + timedelta(days=7)

FIELDS = ProposalFields(
    kind=Kind.SERVICE,
    most_suitable="family_treatment_home",
    chosen="contact_family",
    obstacles=(Obstacle.MONEY, Obstacle.NO_PLACE),
    settled_by=Settler.MANAGER,
    own_words="Teamet är fullt till februari.",
    planned_start_on=SOON,
    reasons="Alma behöver lugna helger och trygga vuxna.",
    child_view="Alma vill vara hos mormor mer.",
    child_version="Du får vara hos en kontaktfamilj varannan helg. Du får säga vad du tycker.",
)
NO_SERVICE = replace(
    FIELDS, kind=Kind.NO_SERVICE, most_suitable=None, chosen=None, obstacles=(), settled_by=None, planned_start_on=None
)
LINES: tuple[tuple[str, Kind, str, Level], ...] = (
    ("4.1", Kind.SERVICE, "SoL 11:1", Level.SENIOR),
    ("4.2", Kind.SERVICE, "SoL 13:7", Level.MANAGER),
    ("4.3", Kind.SERVICE, "SoL 22:2", Level.COMMITTEE),
    ("4.4", Kind.NO_SERVICE, "SoL 14:2", Level.CASEWORKER),
    ("4.5", Kind.REFUSAL, "SoL 11:1", Level.MANAGER),
    ("4.6", Kind.FOLLOW_UP, "SoL 23:1", Level.MANAGER),
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal and its version."""

    id: int
    version: int
    child: Child
    investigation: int


def adopt_order(office: Office, *, since: date = date(2025, 7, 1), at: datetime = MORNING) -> None:
    """Rut enters the delegation order and three meetings of the committee."""
    rut = office.viewer("rut", at)
    with seeing(rut):
        for reference, kind, section, level in LINES:
            actions.add_delegation(
                reference=reference, kind=kind, section=section, level=level, valid_from=since, adopted_on=since,
                actor=rut, at=at,
            )  # fmt: skip
        for weeks in (1, 5, 9):
            held_on = WRITTEN.date() + timedelta(weeks=weeks)
            actions.add_meeting(
                level=Level.COMMITTEE, held_on=held_on, papers_by=held_on - timedelta(days=7), actor=rut, at=at
            )


def write(
    office: Office,
    child: Child,
    fields: ProposalFields = FIELDS,
    *,
    investigation: Opened | None = None,
    by: str = "bo",
    at: datetime = WRITTEN,
) -> Proposed:
    """Bo writes a proposal after the closed investigation."""
    opened = investigation or carried_through(office, child, result=Result.NO_SERVICE, closed_at=CLOSED)
    viewer = office.viewer(by, at)
    with seeing(viewer):
        proposal_id, version = actions.save_proposal(investigation_id=opened.id, fields=fields, actor=viewer, at=at)
    return Proposed(proposal_id, version, child, opened.id)


def answer(
    office: Office,
    proposed: Proposed,
    who: str,
    said: Answer = Answer.CONSENTS,
    *,
    service: str | None = None,
    by: str = "bo",
    at: datetime = WRITTEN,
) -> None:
    """A guardian, or the child under "child", answers about the service."""
    viewer = office.viewer(by, at)
    person_id = proposed.child.person_id if who == "child" else proposed.child.guardians[who]
    with seeing(viewer):
        actions.record_consent(
            proposal_id=proposed.id, person_id=person_id, answer=said, given_at=at, how="Samtal", words="",
            service=service, actor=viewer, at=at,
        )  # fmt: skip


def hand_in(office: Office, proposed: Proposed, *, by: str = "bo", at: datetime = PROPOSED) -> Proposed:
    """The proposal is handed in."""
    viewer = office.viewer(by, at)
    with seeing(viewer):
        actions.propose(proposal_id=proposed.id, version=proposed.version, actor=viewer, at=at)
    return replace(proposed, version=proposed.version + 1)


def proposed_to(office: Office, child: Child, fields: ProposalFields = FIELDS) -> Proposed:
    """A proposal with every guardian's consent, handed in."""
    proposed = write(office, child, fields)
    if fields.kind is Kind.SERVICE:
        for guardian in child.guardians:
            answer(office, proposed, guardian)
    return hand_in(office, proposed)


def decide(
    office: Office,
    proposed: Proposed,
    *,
    by: str = "mia",
    outcome: Outcome = Outcome.AS_PROPOSED,
    at: datetime = DECIDED,
    **said: Any,
) -> int:
    """Mia decides, having been shown what is new. Returns the decision's id."""
    viewer = office.viewer(by, at)
    with seeing(viewer):
        told = len(queries.facts_since(proposal_id=proposed.id, viewer=viewer))
        given = {"no_conflict": True, "facts_told": told, **said}
        return actions.decide(
            proposal_id=proposed.id, version=proposed.version, outcome=outcome, actor=viewer, at=at, **given
        )
