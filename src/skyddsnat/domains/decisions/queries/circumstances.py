"""What the guards need to know, gathered from the file; the same verdict disables the button and stops the action."""

from dataclasses import dataclass
from datetime import date, datetime

from skyddsnat.domains.decisions import rules
from skyddsnat.domains.decisions.permissions import level_for, returning
from skyddsnat.domains.decisions.queries.order import ask_delegation_on, ask_next_meeting, service_of
from skyddsnat.domains.decisions.queries.proposals import Round, ask_facts, ask_round, proposal, round_of
from skyddsnat.domains.decisions.types import (
    DelegationView,
    FactView,
    Kind,
    MeetingView,
    ProposalView,
    Right,
    RulingFields,
    ServiceView,
)
from skyddsnat.domains.investigations.queries import investigation
from skyddsnat.domains.investigations.types import InvestigationView, Result
from skyddsnat.foundation.access.asking import ask
from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import ALLOWED, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """A proposal and what its guards ask for on a day. `meetings` begins with the next of the proposal's level."""

    view: ProposalView
    file: FileView
    on: date
    consents: Round
    order: list[DelegationView]
    meetings: list[MeetingView]
    facts: list[FactView]

    def right(self, kind: Kind, chosen: ServiceView | None) -> Right:
        """Who decides such a thing that day."""
        return rules.right_of(kind, rules.section_of(kind, chosen), on=self.on, order=self.order)


def circumstances_of(
    view: ProposalView, *, at: datetime, viewer: Viewer, file: FileView | None = None
) -> Circumstances:
    """What the guards need, in one statement, and one more where the file is not at hand."""
    on = local_date(at)
    news = ask_facts(view, viewer=viewer)
    found = ask(
        viewer=viewer,
        **ask_round(view, on=on, viewer=viewer),
        order=ask_delegation_on(day=on, viewer=viewer),
        meetings=ask_next_meeting(level=view.level, after=on, viewer=viewer),
        **({"facts": news} if news else {}),
    )
    return Circumstances(
        view=view,
        file=file or file_of(file_id=view.file_id, viewer=viewer),
        on=on,
        consents=round_of(view, on=on, found=found),
        order=found["order"],
        meetings=found["meetings"],
        facts=found.get("facts", []),
    )


def proposing_verdict(*, proposal_id: int, at: datetime, viewer: Viewer) -> Verdict:
    """Whether the viewer may hand the proposal in now, with all reasons. Raises `NoProposal`."""
    view = proposal(proposal_id=proposal_id, viewer=viewer)
    behind = investigation(investigation_id=view.investigation_id, viewer=viewer)
    return proposing_of(circumstances_of(view, at=at, viewer=viewer), behind, viewer=viewer)


def proposing_of(around: Circumstances, behind: InvestigationView, *, viewer: Viewer) -> Verdict:
    """The same, when proposal and investigation are already read."""
    view = around.view
    return writing(file=around.file, viewer=viewer) + rules.proposing(
        view.fields, state=view.state, case=_case(around, behind), on=around.on
    )


def _case(around: Circumstances, behind: InvestigationView) -> rules.Case:
    view = around.view
    return rules.Case(
        right=around.right(view.fields.kind, view.chosen),
        is_closed=not behind.is_open,
        closed_without_service=behind.result in (Result.FOLLOW_UP, Result.NO_SERVICE),
        has_best_interests=bool(behind.best_interests.strip()),
        unanswered=sum(each.answer is None for each in around.consents.about(view.fields.chosen)),
    )


def deciding_verdict(*, proposal_id: int, at: datetime, viewer: Viewer, ruling: RulingFields | None = None) -> Verdict:
    """Whether the viewer may decide the proposal now, with all reasons; without `ruling`, as it is proposed.

    Raises `NoProposal`, `UnknownService`.
    """
    view = proposal(proposal_id=proposal_id, viewer=viewer)
    around = circumstances_of(view, at=at, viewer=viewer)
    return deciding_of(around, ruling or RulingFields(facts_told=len(around.facts)), viewer=viewer).verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A decision weighed: what is ruled, on what ground, and whether it may be signed."""

    ruling: rules.Ruling
    ground: rules.Ground
    file: FileView
    verdict: Verdict


def deciding_of(around: Circumstances, fields: RulingFields, *, viewer: Viewer) -> Weighed:
    """The three checks and all the others, for a proposal that is already read. Raises `UnknownService`."""
    view = around.view
    chosen = service_of(code=fields.chosen) if fields.chosen else None
    ruling = rules.ruling_of(
        view.fields,
        outcome=fields.outcome,
        proposed=view.chosen,
        chosen=chosen,
        reasons=fields.reasons,
        change_reason=fields.change_reason,
        child_version=fields.child_version,
        obstacles=fields.obstacles,
        settled_by=fields.settled_by,
        no_conflict=fields.no_conflict,
        hides_name=fields.hides_name,
        hides_name_reason=fields.hides_name_reason,
    )
    ground = _ground(around, ruling, fields.facts_told, viewer)
    verdict = rules.deciding(view.fields, ruling, state=view.state, ground=ground, on=around.on)
    return Weighed(ruling=ruling, ground=ground, file=around.file, verdict=verdict)


def _ground(around: Circumstances, ruling: rules.Ruling, facts_told: int, viewer: Viewer) -> rules.Ground:
    right, chosen = around.right(ruling.kind, ruling.chosen), ruling.chosen
    return rules.Ground(
        right=right,
        level=level_for(needed=right.level, file=around.file, viewer=viewer),
        has_conflict=around.file.has_conflict,
        consent=around.consents.verdict(chosen, on=around.on) if ruling.kind is Kind.SERVICE and chosen else ALLOWED,
        untold=len(around.facts) - facts_told,
    )


def returning_verdict(*, proposal_id: int, viewer: Viewer) -> Verdict:
    """Whether the viewer may give the proposal back, apart from the reason for it. Raises `NoProposal`."""
    view = proposal(proposal_id=proposal_id, viewer=viewer)
    return returning_of(view, file=file_of(file_id=view.file_id, viewer=viewer), viewer=viewer)


def returning_of(view: ProposalView, *, file: FileView, viewer: Viewer) -> Verdict:
    """The same, when proposal and file are already read."""
    return rules.state_verdict(view.state, rules.Act.RETURN) + returning(
        needed=view.level, file=file, proposed_by_id=view.proposed_by_id, viewer=viewer
    )
