"""Decisions that were made, and what is missing around them."""

from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet

from skyddsnat.domains.decisions.models import Appeal, Decision, Delivery, Proposal
from skyddsnat.domains.decisions.queries.proposals import round_on
from skyddsnat.domains.decisions.queries.views import (
    OTHER_APPEAL,
    decision_view,
    delivery_view,
    other_appeal_view,
    proposal_view,
)
from skyddsnat.domains.decisions.types import (
    AppealView,
    DecisionView,
    DeliveryView,
    Gap,
    GapView,
    ServiceWait,
)
from skyddsnat.domains.intake.queries import reports_of_file
from skyddsnat.domains.investigations.queries import investigations_of_file
from skyddsnat.domains.investigations.types import Result
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date


class NoDecision(NotOpen):
    """There is no such decision, letter or appeal for this viewer: unseen and nonexistent are the same answer."""


def _rows() -> QuerySet[Decision]:
    joined = ("chosen", "decided_by", "presented_by", "execution", "proposal__most_suitable")
    return (
        Decision.objects.select_related(*joined)
        .prefetch_related(Prefetch("deliveries", _letters().order_by("pk")))
        .annotate(others=ArraySubquery(_others_of(OuterRef("pk"))))
    )


def _letters() -> QuerySet[Delivery]:
    return Delivery.objects.select_related("appeal__recorded_by", "appeal__settled_by")


def _others_of(decision_id: OuterRef) -> QuerySet[Appeal, Any]:
    """Beside the decision, and not in a statement of its own: most decisions have none."""
    rows = Appeal.objects.filter(decision_id=decision_id).order_by("came_in_at", "id")
    return rows.values(found=OTHER_APPEAL)


def decision(*, decision_id: int, viewer: Viewer) -> DecisionView:
    """One decision; raises `NoDecision`."""
    row = _rows().filter(pk=decision_id).first()
    if row is None:
        raise NoDecision
    return decision_view(row)


def decision_on(*, proposal_id: int, viewer: Viewer) -> DecisionView | None:
    """The decision on the proposal, once it is made."""
    row = _rows().filter(proposal_id=proposal_id).first()
    return None if row is None else decision_view(row)


def decisions_of_file(*, file_id: int, viewer: Viewer) -> list[DecisionView]:
    """Every decision in the file, the latest first. Two queries."""
    return [decision_view(row) for row in _rows().filter(file_id=file_id).order_by("-decided_at", "-id")]


def delivery(*, delivery_id: int, viewer: Viewer) -> DeliveryView:
    """One party's letter; raises `NoDecision`."""
    row = _letters().select_related("decision").filter(pk=delivery_id).first()
    if row is None:
        raise NoDecision
    return delivery_view(row)


def other_appeal(*, appeal_id: int, viewer: Viewer) -> tuple[AppealView, int]:
    """An appeal of somebody who has no letter, and the id of its decision; raises `NoDecision`."""
    row = Appeal.objects.filter(pk=appeal_id, delivery=None).values("decision_id", found=OTHER_APPEAL).first()
    if row is None:
        raise NoDecision
    return other_appeal_view(row["found"]), row["decision_id"]


# --- What is missing (lesson 4) ---------------------------------------------------------------------------------------


def gaps(*, file_id: int, at: datetime, viewer: Viewer) -> list[GapView]:
    """Decisions and consents that are not there though something rests on them, the oldest first (lesson 4)."""
    made = decisions_of_file(file_id=file_id, viewer=viewer)
    found = [*_undecided(file_id, viewer), *_untold(made), *_without_consent(made, at, viewer)]
    return sorted(found, key=lambda gap: (gap.since, gap.target))


def _undecided(file_id: int, viewer: Viewer) -> list[GapView]:
    decided = set(Decision.objects.filter(file_id=file_id).values_list("proposal__investigation_id", flat=True))
    return [
        GapView(Gap.NO_DECISION, f"investigations.investigation:{each.id}", each.closed_at)
        for each in investigations_of_file(file_id=file_id, viewer=viewer)
        if each.closed_at is not None and each.result is not Result.MOVED and each.id not in decided
    ]


def _untold(made: list[DecisionView]) -> list[GapView]:
    return [
        GapView(Gap.NOT_TOLD, f"decisions.delivery:{letter.id}", each.decided_at)
        for each in made
        for letter in each.untold
    ]


def _without_consent(made: list[DecisionView], at: datetime, viewer: Viewer) -> list[GapView]:
    """Services whose consent was taken back, or stopped being enough when the child grew older."""
    on = local_date(at)
    granted = {each.proposal_id: (each, each.chosen) for each in made if each.is_favourable and each.chosen}
    rows = Proposal.objects.filter(pk__in=granted).select_related(
        "most_suitable", "chosen", "written_by", "proposed_by"
    )
    found = [(*granted[row.pk], proposal_view(row)) for row in rows]
    return [
        GapView(Gap.NO_CONSENT, f"decisions.decision:{each.id}", each.decided_at)
        for each, service, view in found
        if not round_on(view, on=on, viewer=viewer).verdict(service, on=on).allowed
    ]


# --- Waiting ----------------------------------------------------------------------------------------------------------


def first_service_wait(*, file_id: int, today: date, viewer: Viewer) -> ServiceWait | None:
    """How long the child has waited for the first service since the first report; None without a report."""
    reported = min(
        (local_date(report.received_at) for report in reports_of_file(file_id=file_id, viewer=viewer)), default=None
    )
    if reported is None:
        return None
    starts = Decision.objects.filter(file_id=file_id, execution__isnull=False)
    started = min(starts.values_list("execution__started_on", flat=True), default=None)
    return ServiceWait(reported, started, ((started or today) - reported).days)


def waiting_to_start(*, viewer: Viewer, file_ids: list[int] | None = None, most: int = 100) -> list[DecisionView]:
    """Granted services that have not started, the oldest decision first (SoL 34:1)."""
    rows = _rows().filter(kind="service", execution=None).order_by("decided_at", "id")
    if file_ids is not None:
        rows = rows.filter(file_id__in=file_ids)
    return [decision_view(row) for row in rows[:most]]
