"""The police report, the duties and the support that follow an incident, and what the viewer has to do."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from skyddsnat.domains.compulsory.queries.rows import ask_rows
from skyddsnat.domains.safety.models import Duty, Incident, Offer, PoliceAsked, PoliceReport, Seriousness
from skyddsnat.domains.safety.rules.following import owning
from skyddsnat.domains.safety.types.following import (
    DutyKind,
    DutyView,
    Measure,
    OfferView,
    PoliceOutcome,
    PoliceReportView,
    PoliceState,
    Remaining,
    SeriousAnswers,
    Wish,
)
from skyddsnat.domains.safety.types.register import Channel, IncidentKind, IncidentMark
from skyddsnat.foundation.access.asking import Question, ask
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.queries import holders
from skyddsnat.foundation.staff.types import FOLLOWS_SAFETY, EmployeeView, Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import ALLOWED, Verdict

MOST = 50
# What of the rows beside a police report and a duty their views look at.
INCIDENT_BESIDE = {"incident": ("kind", "channel", "happened_at")}
DUTY_BESIDE = {"owner": ("name",), **INCIDENT_BESIDE}
_ENDED = (PoliceState.CLOSED.value, PoliceState.NOT_MADE.value)


def police_report(*, incident_id: int, viewer: Viewer) -> PoliceReportView | None:
    """The incident's report to the police, or None where the viewer sees none."""
    row = PoliceReport.objects.filter(incident_id=incident_id).select_related("incident").first()
    return None if row is None else police_view(row)


def police_askings(*, incident_id: int, viewer: Viewer) -> list[tuple[datetime, str]]:
    """When the police were asked what became of the report, and the answers; the latest first."""
    rows = PoliceAsked.objects.filter(report__incident_id=incident_id).order_by("-asked_at", "-pk")
    return list(rows.values_list("asked_at", "words"))


def _to_ask(on: date) -> QuerySet[PoliceReport]:
    going_on = PoliceReport.objects.exclude(state__in=_ENDED).filter(Q(next_on__lte=on) | Q(next_on=None))
    return going_on.order_by("due_at", "pk")[:MOST]


def serious_answers(*, incident_id: int, viewer: Viewer) -> SeriousAnswers | None:
    """The answers that decide whether the authority is notified, or None while nobody has answered."""
    row = Seriousness.objects.filter(incident_id=incident_id).first()
    return None if row is None else answers_of(row)


def answers_of(row: Seriousness) -> SeriousAnswers:
    """The answers of the row."""
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


def remaining(*, incident_id: int, viewer: Viewer) -> Remaining:
    """Whether anything remains of the incident in any unit, for whoever follows it up in one; for others nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT duties, wishes FROM safety_remains(%s)", [incident_id])
        duties, wishes = cursor.fetchone() or (False, False)
    return Remaining(duties=duties, wishes=wishes)


def waiting(*, at: datetime, viewer: Viewer) -> tuple[list[DutyView], list[PoliceReportView]]:
    """What waits for the viewer, and the police reports that wait to be made or asked about. One statement.

    Whoever follows up has all that remains, also what a colleague was named to do.
    """
    found = ask(viewer=viewer, **ask_waiting(at=at, viewer=viewer))
    return found["incident_duties"], found["police_reports"]


def ask_waiting(*, at: datetime, viewer: Viewer) -> dict[str, Question[Any]]:
    """The same as questions, to be asked together with others: `incident_duties` and `police_reports`."""
    return {
        "incident_duties": ask_rows(_waiting(viewer), partial(duty_view, at=at), DUTY_BESIDE),
        "police_reports": ask_rows(_to_ask(local_date(at)), police_view, INCIDENT_BESIDE),
    }


def _waiting(viewer: Viewer) -> QuerySet[Duty]:
    rows = Duty.objects.filter(done_at=None, incident__closed_at=None)
    follows = viewer.keeps_safety or bool(viewer.safety_units)
    found = rows if follows else rows.filter(owner_id=viewer.employee_id or 0)
    return found.order_by("due_at", "pk")[:MOST]


def followers(*, unit_ids: Iterable[int], on: date, viewer: Viewer) -> list[EmployeeView]:
    """Those who follow up what somebody was exposed to in one of the units, by name."""
    found = holders(roles=(Role.SAFETY_ADMINISTRATOR,), on=on)
    for unit_id in sorted(set(unit_ids)):
        found += holders(roles=FOLLOWS_SAFETY, on=on, unit_id=unit_id)
    return sorted({each.id: each for each in found}.values(), key=lambda each: (each.name, each.id))


def owning_verdict(*, owner_id: int | None, unit_ids: Iterable[int], on: date, viewer: Viewer) -> Verdict:
    """What stands in the way of naming the employee to do something in these units; nobody may always be named."""
    if owner_id is None:
        return ALLOWED
    known = {each.id for each in followers(unit_ids=unit_ids, on=on, viewer=viewer)}
    return owning(follows_up=owner_id in known)


def offers_of(*, incident_id: int, viewer: Viewer) -> list[OfferView]:
    """The support that was offered to those whose rows the viewer sees, the earliest first."""
    rows = Offer.objects.filter(exposure__incident_id=incident_id).select_related("offered_by").order_by("pk")
    return [offer_view(row) for row in rows]


def offer(*, offer_id: int, viewer: Viewer) -> OfferView | None:
    """One offer, or None where the viewer sees none."""
    row = Offer.objects.filter(pk=offer_id).select_related("offered_by").first()
    return None if row is None else offer_view(row)


def police_view(row: PoliceReport) -> PoliceReportView:
    """The row as it is shown."""
    return PoliceReportView(
        id=row.pk,
        incident_id=row.incident_id,
        incident=_mark(row.incident),
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


def _mark(row: Incident) -> IncidentMark:
    return IncidentMark(IncidentKind(row.kind), Channel(row.channel), row.happened_at)


def _duties(rows: QuerySet[Duty], at: datetime) -> list[DutyView]:
    return [duty_view(row, at=at) for row in rows.select_related("owner", "incident")]


def duty_view(row: Duty, *, at: datetime) -> DutyView:
    """The row as it is at `at`, with whose it is."""
    return DutyView(
        id=row.pk,
        incident_id=row.incident_id,
        incident=_mark(row.incident),
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


def offer_view(row: Offer) -> OfferView:
    """The row, with who offered it."""
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
