"""What the guards need to know, gathered from the file; the same verdict disables the button and stops the action."""

from dataclasses import dataclass
from datetime import date, datetime

from skyddsnat.domains.decisions import rules
from skyddsnat.domains.decisions.permissions import level_for, returning
from skyddsnat.domains.decisions.queries.order import service_of, who_decides
from skyddsnat.domains.decisions.queries.proposals import age_of_child, asked_about, facts_of, proposal
from skyddsnat.domains.decisions.types import Kind, ProposalView, RulingFields, ServiceView
from skyddsnat.domains.investigations.queries import investigation
from skyddsnat.domains.investigations.types import Result
from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import ALLOWED, Verdict


def proposing_verdict(*, proposal_id: int, at: datetime, viewer: Viewer) -> Verdict:
    """Whether the viewer may hand the proposal in now, with all reasons. Raises `NoProposal`."""
    view = proposal(proposal_id=proposal_id, viewer=viewer)
    return proposing_of(view, at=at, viewer=viewer)


def proposing_of(view: ProposalView, *, at: datetime, viewer: Viewer) -> Verdict:
    """The same, for a proposal that is already read."""
    on = local_date(at)
    file = file_of(file_id=view.file_id, viewer=viewer)
    return writing(file=file, viewer=viewer) + rules.proposing(
        view.fields, state=view.state, case=_case(view, on, viewer), on=on
    )


def _case(view: ProposalView, on: date, viewer: Viewer) -> rules.Case:
    behind = investigation(investigation_id=view.investigation_id, viewer=viewer)
    people = asked_about(view, service=view.fields.chosen, on=on, viewer=viewer)
    return rules.Case(
        right=who_decides(kind=view.fields.kind, section=rules.section_of(view.fields.kind, view.chosen), day=on),
        is_closed=not behind.is_open,
        closed_without_service=behind.result in (Result.FOLLOW_UP, Result.NO_SERVICE),
        has_best_interests=bool(behind.best_interests.strip()),
        unanswered=sum(each.answer is None for each in people),
    )


def deciding_verdict(*, proposal_id: int, at: datetime, viewer: Viewer, ruling: RulingFields | None = None) -> Verdict:
    """Whether the viewer may decide the proposal now, with all reasons; without `ruling`, as it is proposed.

    Raises `NoProposal`, `UnknownService`.
    """
    view = proposal(proposal_id=proposal_id, viewer=viewer)
    told = len(facts_of(view, viewer=viewer))
    return deciding_of(view, ruling or RulingFields(facts_told=told), at=at, viewer=viewer).verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A decision weighed: what is ruled, on what ground, and whether it may be signed."""

    ruling: rules.Ruling
    ground: rules.Ground
    file: FileView
    verdict: Verdict


def deciding_of(view: ProposalView, fields: RulingFields, *, at: datetime, viewer: Viewer) -> Weighed:
    """The three checks and all the others, for a proposal that is already read. Raises `UnknownService`."""
    on = local_date(at)
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
    file = file_of(file_id=view.file_id, viewer=viewer)
    ground = _ground(view, ruling, file, on, fields.facts_told, viewer)
    verdict = rules.deciding(view.fields, ruling, state=view.state, ground=ground, on=on)
    return Weighed(ruling=ruling, ground=ground, file=file, verdict=verdict)


def _ground(
    view: ProposalView, ruling: rules.Ruling, file: FileView, on: date, facts_told: int, viewer: Viewer
) -> rules.Ground:
    right = who_decides(kind=ruling.kind, section=rules.section_of(ruling.kind, ruling.chosen), day=on)
    return rules.Ground(
        right=right,
        level=level_for(needed=right.level, file=file, viewer=viewer),
        has_conflict=file.has_conflict,
        consent=_consent(view, ruling.kind, ruling.chosen, on, viewer),
        untold=len(facts_of(view, viewer=viewer)) - facts_told,
    )


def _consent(view: ProposalView, kind: Kind, chosen: ServiceView | None, on: date, viewer: Viewer) -> Verdict:
    if kind is not Kind.SERVICE or chosen is None:
        return ALLOWED
    return rules.consent_of(
        chosen,
        age=age_of_child(file_id=view.file_id, on=on, viewer=viewer),
        on=on,
        asked=asked_about(view, service=chosen.code, on=on, viewer=viewer),
        without_guardians=bool(view.fields.without_guardians_reason.strip()),
    )


def returning_verdict(*, proposal_id: int, viewer: Viewer) -> Verdict:
    """Whether the viewer may give the proposal back, apart from the reason for it. Raises `NoProposal`."""
    view = proposal(proposal_id=proposal_id, viewer=viewer)
    file = file_of(file_id=view.file_id, viewer=viewer)
    return rules.state_verdict(view.state, rules.Act.RETURN) + returning(
        needed=view.level, file=file, proposed_by_id=view.proposed_by_id, viewer=viewer
    )
