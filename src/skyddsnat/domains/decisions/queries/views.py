"""From rows to what crosses the border of this domain."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce, JSONObject

from skyddsnat.domains.decisions import rules
from skyddsnat.domains.decisions.models import (
    Appeal,
    Consent,
    Decision,
    DelegationItem,
    Delivery,
    Meeting,
    Proposal,
    ServiceType,
)
from skyddsnat.domains.decisions.types import (
    Answer,
    AppealOutcome,
    AppealView,
    ConsentView,
    DecisionView,
    DelegationView,
    DeliveryView,
    Kind,
    Level,
    MeetingView,
    Obstacle,
    Outcome,
    ProposalFields,
    ProposalView,
    ServiceView,
    Settler,
    State,
)
from skyddsnat.foundation.access.asking import moment, moment_or_none
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text


def service_view(row: ServiceType) -> ServiceView:
    """One service of the catalogue."""
    return ServiceView(
        id=row.pk,
        code=row.code,
        title=Text(row.title_sv, row.title_en),
        child=Text(row.child_sv, row.child_en),
        section=row.section,
        is_placement=row.is_placement,
        is_active=row.is_active,
    )


def delegation_view(row: DelegationItem) -> DelegationView:
    """One line of the delegation order."""
    return DelegationView(
        id=row.pk,
        reference=row.reference,
        kind=Kind(row.kind),
        section=row.section,
        level=Level(row.level),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        adopted_on=row.adopted_on,
    )


def meeting_view(row: Meeting) -> MeetingView:
    """One meeting."""
    return MeetingView(row.pk, Level(row.level), row.held_on, row.papers_by)


def proposal_view(row: Proposal) -> ProposalView:
    """One proposal; the row has its services and employees selected."""
    return ProposalView(
        id=row.pk,
        file_id=row.file_id,
        investigation_id=row.investigation_id,
        child_id=row.child_id,
        fields=_fields(row),
        most_suitable=_service(row.most_suitable),
        chosen=_service(row.chosen),
        state=State(row.state),
        section=row.section,
        level=Level(row.level),
        reference=row.delegation,
        lix=row.lix,
        written_by_id=row.written_by_id,
        written_by=row.written_by.name,
        created_at=row.created_at,
        changed_at=row.changed_at,
        proposed_by_id=row.proposed_by_id,
        proposed_by=row.proposed_by.name if row.proposed_by else "",
        proposed_at=row.proposed_at,
        return_reason=row.return_reason,
        version=row.version,
    )


def _fields(row: Proposal) -> ProposalFields:
    return ProposalFields(
        kind=Kind(row.kind),
        most_suitable=row.most_suitable.code if row.most_suitable else None,
        chosen=row.chosen.code if row.chosen else None,
        obstacles=tuple(Obstacle(code) for code in row.obstacles),
        settled_by=_settler(row.settled_by),
        own_words=row.own_words,
        planned_start_on=row.planned_start_on,
        start_obstacles=tuple(Obstacle(code) for code in row.start_obstacles),
        reasons=row.reasons,
        child_view=row.child_view,
        child_view_missing_reason=row.child_view_missing_reason,
        child_version=row.child_version,
        is_urgent=row.is_urgent,
        urgent_reason=row.urgent_reason,
        without_guardians_reason=row.without_guardians_reason,
    )


def _service(row: ServiceType | None) -> ServiceView | None:
    return None if row is None else service_view(row)


def _settler(code: str) -> Settler | None:
    return Settler(code) if code else None


def consent_view(row: Consent) -> ConsentView:
    """One answer; the row has its service selected."""
    return ConsentView(
        id=row.pk,
        proposal_id=row.proposal_id,
        person_id=row.person_id,
        service=row.service.code,
        answer=Answer(row.answer),
        given_at=row.given_at,
        how=row.how,
        words=row.words,
        recorded_by_id=row.recorded_by_id,
    )


def delivery_view(row: Delivery) -> DeliveryView:
    """One party's letter; the row has its decision, and its appeal if there is one."""
    until = None
    if row.decision.is_appealable and row.served_at is not None:
        until = rules.last_day_of_appeal(local_date(row.served_at))
    appeal = getattr(row, "appeal", None)
    return DeliveryView(
        id=row.pk,
        decision_id=row.decision_id,
        person_id=row.person_id,
        letter_id=row.letter_id,
        english_id=row.english_id,
        how=row.how,
        sent_at=row.sent_at,
        served_at=row.served_at,
        appeal_until=until,
        appeal=None if appeal is None else appeal_view(appeal, until),
    )


def appeal_view(row: Appeal, until: date | None) -> AppealView:
    """One appeal of a party whose last day to appeal was `until`; the row has its employees selected."""
    return AppealView(
        id=row.pk,
        delivery_id=row.delivery_id,
        person_id=None,
        appellant="",
        file_id=row.file_id,
        came_in_at=row.came_in_at,
        recorded_by=row.recorded_by.name,
        is_late=until is not None and local_date(row.came_in_at) > until,
        outcome=AppealOutcome(row.outcome) if row.outcome else None,
        settled_at=row.settled_at,
        settled_by=row.settled_by.name if row.settled_by else "",
        reason=row.reason,
    )


# What is read of an appeal that hangs on the decision itself, as one value beside the decision.
OTHER_APPEAL = JSONObject(
    id="id",
    person_id="person_id",
    appellant="appellant",
    file_id="file_id",
    came_in_at="came_in_at",
    recorded_by="recorded_by__name",
    outcome="outcome",
    settled_at="settled_at",
    settled_by=Coalesce("settled_by__name", Value("")),
    reason="reason",
)


def other_appeal_view(found: Mapping[str, Any]) -> AppealView:
    """The appeal of somebody whose time has not begun, of the fields of `OTHER_APPEAL`."""
    read = {
        "came_in_at": moment(found["came_in_at"]),
        "settled_at": moment_or_none(found["settled_at"]),
        "outcome": AppealOutcome(found["outcome"]) if found["outcome"] else None,
    }
    return AppealView(**{**found, **read, "delivery_id": None, "is_late": False})


def decision_view(row: Decision) -> DecisionView:
    """One decision; the row has its proposal, services, employees, execution, deliveries and `others` at hand."""
    started = getattr(row, "execution", None)
    return DecisionView(
        id=row.pk,
        proposal_id=row.proposal_id,
        file_id=row.file_id,
        kind=Kind(row.kind),
        outcome=Outcome(row.outcome),
        most_suitable=_service(row.proposal.most_suitable),
        chosen=_service(row.chosen),
        obstacles=tuple(Obstacle(code) for code in row.obstacles),
        settled_by=_settler(row.settled_by),
        section=row.section,
        level=Level(row.level),
        right=row.right,
        reasons=row.reasons,
        change_reason=row.change_reason,
        child_version=row.child_version,
        is_appealable=row.is_appealable,
        decided_at=row.decided_at,
        decided_by_id=row.decided_by_id,
        decided_by=row.decided_by.name,
        presented_by_id=row.presented_by_id,
        presented_by=row.presented_by.name,
        hides_name=row.hides_name,
        hides_name_reason=row.hides_name_reason,
        internal_document_id=row.internal_document_id,
        child_letter_id=row.child_letter_id,
        planned_start_on=row.proposal.planned_start_on,
        started_on=started.started_on if started else None,
        deliveries=tuple(delivery_view(delivery) for delivery in row.deliveries.all()),
        other_appeals=tuple(other_appeal_view(found) for found in getattr(row, "others", ())),
    )
