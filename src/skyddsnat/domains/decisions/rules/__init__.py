"""What holds for proposals and decisions: data in, verdict with all reasons out."""

from skyddsnat.domains.decisions.rules.afterwards import (
    APPEAL,
    FORWARD_APPEAL,
    adding_party,
    appealing,
    appealing_without_letter,
    delivering,
    last_day_of_appeal,
    serving,
    settling,
    starting,
)
from skyddsnat.domains.decisions.rules.consenting import child_is_asked, consent_of, form_of, guardians_are_asked
from skyddsnat.domains.decisions.rules.deciding import Ground, Ruling, answering, deciding, returning, ruling_of
from skyddsnat.domains.decisions.rules.order import delegating, meeting_verdict, needs_meeting, next_meeting
from skyddsnat.domains.decisions.rules.proposing import Case, difference, is_late, proposing
from skyddsnat.domains.decisions.rules.rights import (
    chair_may_decide,
    citation_of,
    decider_of,
    is_appealable,
    is_at_least,
    right_of,
    section_of,
    statutes_of,
)
from skyddsnat.domains.decisions.rules.states import CLOCKS, DEEDS, STATES, WHO, Act, state_verdict

__all__ = [
    "APPEAL", "CLOCKS", "DEEDS", "FORWARD_APPEAL", "STATES", "WHO", "Act", "Case", "Ground", "Ruling", "adding_party",
    "answering", "appealing", "appealing_without_letter", "chair_may_decide", "child_is_asked", "citation_of",
    "consent_of", "decider_of", "deciding", "delegating", "delivering", "difference", "form_of", "guardians_are_asked",
    "is_appealable", "is_at_least", "is_late", "last_day_of_appeal", "meeting_verdict", "needs_meeting",
    "next_meeting", "proposing", "returning", "right_of", "ruling_of", "section_of", "serving", "settling", "starting",
    "state_verdict", "statutes_of",
]  # fmt: skip
