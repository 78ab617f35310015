"""Reads of proposals and decisions: only what the viewer may see. Catalogue, delegation order and calendar are open."""

from skyddsnat.domains.decisions.queries.circumstances import (
    deciding_verdict,
    proposing_verdict,
    returning_verdict,
)
from skyddsnat.domains.decisions.queries.decisions import (
    NoDecision,
    decision,
    decision_on,
    decisions_of_file,
    delivery,
    first_service_wait,
    gaps,
    other_appeal,
    waiting_to_start,
)
from skyddsnat.domains.decisions.queries.figures import due_without_meeting, obstacle_counts
from skyddsnat.domains.decisions.queries.marks import (
    ask_decisions_of_appeals,
    ask_decisions_of_file,
    ask_decisions_of_letters,
    ask_proposals_of_file,
    ask_proposals_waiting,
)
from skyddsnat.domains.decisions.queries.order import (
    NoMeeting,
    UnknownService,
    delegable,
    delegation,
    delegation_on,
    meeting,
    meetings,
    next_meeting,
    service_of,
    services,
    who_decides,
    who_decides_service,
)
from skyddsnat.domains.decisions.queries.oversight import overseen_proposals
from skyddsnat.domains.decisions.queries.proposals import (
    NoProposal,
    asked,
    consents,
    facts_since,
    proposal,
    proposals_of_file,
    urgency,
    waiting_for,
)

__all__ = [
    "NoDecision", "NoMeeting", "NoProposal", "UnknownService", "ask_decisions_of_appeals", "ask_decisions_of_file",
    "ask_decisions_of_letters", "ask_proposals_of_file", "ask_proposals_waiting", "asked", "consents",
    "deciding_verdict", "decision", "decision_on", "decisions_of_file", "delegable", "delegation", "delegation_on",
    "delivery", "due_without_meeting", "facts_since", "first_service_wait", "gaps", "meeting", "meetings",
    "next_meeting", "obstacle_counts", "other_appeal", "overseen_proposals", "proposal", "proposals_of_file",
    "proposing_verdict", "returning_verdict", "service_of", "services", "urgency", "waiting_for", "waiting_to_start",
    "who_decides", "who_decides_service",
]  # fmt: skip
