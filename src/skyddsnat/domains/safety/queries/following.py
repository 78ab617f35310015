"""The police report, the duties and the support that follow an incident, and what the viewer has to do."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from skyddsnat.domains.safety.models import Duty, Offer, PoliceAsked, PoliceReport, Seriousness
from skyddsnat.domains.safety.types.following import (
    DutyKind,
    DutyView,
    Measure,
    OfferView,
    PoliceOutcome,
    PoliceReportView,
    PoliceState,
    SeriousAnswers,
    Wish,
)
from skyddsnat.foundation.access.types import Viewer

_ENDED = (PoliceState.CLOSED.value, PoliceState.NOT_MADE.value)


def police_report(*, incident_id: int, viewer: Viewer) -> PoliceReportView | None:
    """The incident's report to the police, or None where the viewer sees none."""
    row = PoliceReport.objects.filter(incident_id=incident_id).first()
    return None if row is None else _police(row)


def police_askings(*, incident_id: int, viewer: Viewer) -> list[tuple[datetime, str]]:
    """When the police were asked what became of the report, and the answers; the latest first."""
    rows = PoliceAsked.objects.filter(report__incident_id=incident_id).order_by("-asked_at", "-pk")
    return list(rows.values_list("asked_at", "words"))


def police_to_ask(*, on: date, viewer: Viewer) -> list[PoliceReportView]:
    """Reports whose day to ask the police has come, or that are not sent, the oldest first."""
    waiting = PoliceReport.objects.exclude(state__in=_ENDED).filter(Q(next_on__lte=on) | Q(next_on=None))
    return [_police(row) for row in waiting.order_by("due_at", "pk")[:50]]


def serious_answers(*, incident_id: int, viewer: Viewer) -> SeriousAnswers | None:
    """The answers that decide whether the authority is notified, or None while nobody has answered."""
    row = Seriousness.objects.filter(incident_id=incident_id).first()
    if row is None:
        return None
    return SeriousAnswers(
        is_death=row.is_death,
        is_serious_injury=row.is_serious_injury,
        are_several_injured=row.are_several_injured,
        was_danger_to_life=row.was_danger_to_life,
    )


def duty(*, duty_id: int, at: datetime, viewer: Viewer) -> DutyView | None:
    """One duty as it is at `at`, or None where the viewer sees none."""
    return next(iter(_duties(Duty.objects.filter(pk=duty_id), at)), None)


def duties_of(*, incident_id: int, at: datetime, viewer: Viewer) -> list[DutyView]:
    """What must follow the incident, the open first, by time."""
    rows = Duty.objects.filter(incident_id=incident_id).order_by("done_at", "due_at", "pk")
    return sorted(_duties(rows, at), key=lambda each: (not each.is_open, each.due_at, each.id))


def duties_waiting(*, at: datetime, viewer: Viewer) -> list[DutyView]:
    """Open duties of the viewer: those given to her, and those given to nobody where she follows up. By time."""
    rows = Duty.objects.filter(Q(owner_id=viewer.employee_id or 0) | Q(owner=None), done_at=None)
    if not (viewer.keeps_safety or viewer.safety_units):
        rows = rows.filter(owner_id=viewer.employee_id or 0)
    return _duties(rows.order_by("due_at", "pk")[:50], at)


def offers_of(*, incident_id: int, viewer: Viewer) -> list[OfferView]:
    """The support that was offered to those whose rows the viewer sees, the earliest first."""
    rows = Offer.objects.filter(exposure__incident_id=incident_id).select_related("offered_by").order_by("pk")
    return [_offer(row) for row in rows]


def offer(*, offer_id: int, viewer: Viewer) -> OfferView | None:
    """One offer, or None where the viewer sees none."""
    row = Offer.objects.filter(pk=offer_id).select_related("offered_by").first()
    return None if row is None else _offer(row)


def _police(row: PoliceReport) -> PoliceReportView:
    return PoliceReportView(
        id=row.pk,
        incident_id=row.incident_id,
        state=PoliceState(row.state),
        due_at=row.due_at,
        sent_at=row.sent_at,
        channel=row.channel,
        number=row.number,
        registered_at=row.registered_at,
        outcome=PoliceOutcome(row.outcome) if row.outcome else None,
        closed_at=row.closed_at,
        not_made_reason=row.not_made_reason,
        next_on=row.next_on,
        version=row.version,
    )


def _duties(rows: QuerySet[Duty], at: datetime) -> list[DutyView]:
    return [
        DutyView(
            id=row.pk,
            incident_id=row.incident_id,
            exposure_id=row.exposure_id,
            kind=DutyKind(row.kind),
            measure=Measure(row.measure) if row.measure else None,
            owner_id=row.owner_id,
            owner=row.owner.name if row.owner else "",
            due_at=row.due_at,
            done_at=row.done_at,
            reference=row.reference,
            words=row.words,
            skipped_reason=row.skipped_reason,
            is_late=row.done_at is None and at > row.due_at,
            version=row.version,
        )
        for row in rows.select_related("owner")
    ]


def _offer(row: Offer) -> OfferView:
    return OfferView(
        id=row.pk,
        exposure_id=row.exposure_id,
        kind=Wish(row.kind),
        words=row.words,
        offered_at=row.offered_at,
        offered_by=row.offered_by.name,
        is_accepted=row.is_accepted,
        given_at=row.given_at,
    )
