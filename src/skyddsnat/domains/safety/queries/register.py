"""Incidents: a list, one, and its attachments."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import BigIntegerField, Count, F, Func, Min, Q, QuerySet

from skyddsnat.domains.safety.models import Attachment, CaseLink, Exposure, Incident
from skyddsnat.domains.safety.types.register import (
    AttachmentView,
    Channel,
    Concerns,
    Effect,
    ExposureView,
    IncidentFields,
    IncidentKind,
    IncidentRow,
    IncidentView,
    Injury,
    Source,
)
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date

PAGE = 30
_CODE = "exposures__employee__service_code"
Place = tuple[datetime, int]


# The person who did it, where that is written down and whoever asks sees that person: row-level security decides.
SOURCE_SEEN = Func(F("person_id"), F("source_number"), function="safety_person_seen", output_field=BigIntegerField())


class NoSuchIncident(NotOpen):
    """There is no such incident for this viewer: unseen and nonexistent are the same answer."""


def incident(*, incident_id: int, viewer: Viewer) -> IncidentView:
    """One incident, with whom it exposed, its links and its attachments. Raises `NoSuchIncident`."""
    row = Incident.objects.filter(pk=incident_id).first()
    if row is None:
        raise NoSuchIncident
    return incident_view(
        row,
        exposures=exposures_of(incident_id=incident_id, viewer=viewer),
        linked_files=CaseLink.objects.filter(incident_id=incident_id).values_list("linked_file_id", flat=True),
        attachments=[
            attachment_view(each) for each in Attachment.objects.filter(incident_id=incident_id).defer("content")
        ],
    )


def person_of_incident(*, incident_id: int, viewer: Viewer) -> int | None:
    """Who did it, where that is written down and the viewer sees that person."""
    found: int | None = Incident.objects.filter(pk=incident_id).values_list(SOURCE_SEEN, flat=True).first()
    return found


def incident_view(
    row: Incident,
    *,
    exposures: Iterable[ExposureView],
    linked_files: Iterable[int],
    attachments: Iterable[AttachmentView],
) -> IncidentView:
    """The row with what hangs on it."""
    return IncidentView(
        id=row.pk,
        fields=_fields(row),
        is_named=row.person_id is not None or row.source_number != "",
        reported_at=row.reported_at,
        reported_by_id=row.reported_by_id,
        closed_at=row.closed_at,
        closing_words=row.closing_words,
        version=row.version,
        exposures=tuple(exposures),
        linked_files=tuple(sorted(linked_files)),
        attachments=tuple(sorted(attachments, key=lambda each: each.id)),
    )


def exposures_of(*, incident_id: int, viewer: Viewer) -> list[ExposureView]:
    """Whom the incident exposed, of those that the viewer may see: one who was exposed sees her own row alone."""
    rows = Exposure.objects.filter(incident_id=incident_id).select_related("employee").order_by("pk")
    return [exposure_view(row) for row in rows]


def exposure(*, exposure_id: int, viewer: Viewer) -> ExposureView:
    """One who was exposed. Raises `NoSuchIncident`."""
    row = Exposure.objects.filter(pk=exposure_id).select_related("employee").first()
    if row is None:
        raise NoSuchIncident
    return exposure_view(row)


def attachment(*, attachment_id: int, viewer: Viewer) -> tuple[AttachmentView, bytes]:
    """An attachment and its bytes. Raises `NoSuchIncident`."""
    row = Attachment.objects.filter(pk=attachment_id).first()
    if row is None:
        raise NoSuchIncident
    return attachment_view(row), bytes(row.content)


def incidents(*, viewer: Viewer, before: Place | None = None, most: int = PAGE) -> list[IncidentRow]:
    """Incidents that the viewer sees, the latest first, `most` of them from `before` on."""
    rows = Incident.objects.order_by("-happened_at", "-pk")
    if before is not None:
        moment, pk = before
        rows = rows.filter(Q(happened_at__lt=moment) | Q(happened_at=moment, pk__lt=pk))
    return listed(rows[:most])


def listed(rows: QuerySet[Incident]) -> list[IncidentRow]:
    """The rows as a list shows them."""
    waiting = Q(duties__done_at=None, duties__isnull=False)
    counted = rows.annotate(
        open_duties=Count("duties", filter=waiting, distinct=True), next_due_at=Min("duties__due_at", filter=waiting)
    ).annotate(police_state=F("police_report__state"))
    found = counted.annotate(codes=ArrayAgg(_CODE, distinct=True, order_by=_CODE))
    return [
        IncidentRow(
            id=row.pk,
            kind=IncidentKind(row.kind),
            channel=Channel(row.channel),
            happened_at=row.happened_at,
            happened_on=local_date(row.happened_at),
            service_codes=tuple(row.codes),
            police_state=row.police_state or "",
            open_duties=row.open_duties,
            next_due_at=row.next_due_at,
            is_open=row.closed_at is None,
        )
        for row in found
    ]


def _fields(row: Incident) -> IncidentFields:
    return IncidentFields(
        kind=IncidentKind(row.kind),
        channel=Channel(row.channel),
        happened_at=row.happened_at,
        place=row.place,
        is_direct=row.is_direct,
        source=Source(row.source),
        alias=row.alias,
        words=row.words,
        injury=Injury(row.injury),
        is_near_miss=row.is_near_miss,
        concerns=Concerns(row.concerns),
        effect=Effect(row.effect),
        campaign_id=row.campaign_id,
    )


def exposure_view(row: Exposure) -> ExposureView:
    """The row, with who it is."""
    return ExposureView(
        id=row.pk,
        incident_id=row.incident_id,
        employee_id=row.employee_id,
        name=row.employee.name,
        service_code=row.employee.service_code,
        unit_id=row.unit_id,
        wishes=tuple(row.wishes),
        wish_words=row.wish_words,
        asked_at=row.asked_at,
        change_wished=row.change_wished,
        changed_at=row.changed_at,
        enough_at=row.enough_at,
    )


def attachment_view(row: Attachment) -> AttachmentView:
    """The row without its bytes."""
    return AttachmentView(id=row.pk, name=row.name, media_type=row.media_type, size=row.size, added_at=row.added_at)
