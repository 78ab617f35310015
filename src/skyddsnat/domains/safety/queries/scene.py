"""One incident with all that follows on it, in one statement."""

from datetime import datetime
from functools import partial
from typing import Any

from skyddsnat.domains.compulsory.queries.rows import ask_rows
from skyddsnat.domains.safety.models import (
    Attachment,
    Campaign,
    CaseLink,
    Duty,
    Exposure,
    Incident,
    Offer,
    PoliceAsked,
    PoliceReport,
    Seriousness,
    WarningNote,
    WarningOrigin,
)
from skyddsnat.domains.safety.queries.following import (
    DUTY_BESIDE,
    INCIDENT_BESIDE,
    answers_of,
    duty_view,
    offer_view,
    police_view,
)
from skyddsnat.domains.safety.queries.register import SOURCE_SEEN, NoSuchIncident, exposure_view, incident_view
from skyddsnat.domains.safety.types.register import AttachmentView
from skyddsnat.domains.safety.types.scene import IncidentScene
from skyddsnat.domains.safety.types.warnings import Cause
from skyddsnat.foundation.access.asking import Question, ask, moment
from skyddsnat.foundation.access.types import Viewer

_FILE = {name: name for name in ("id", "name", "media_type", "size", "added_at")}


def incident_scene(*, incident_id: int, at: datetime, viewer: Viewer) -> IncidentScene:
    """The incident as its page shows it at `at`. Raises `NoSuchIncident`."""
    of_it = {"incident_id": incident_id}
    found = ask(
        viewer=viewer,
        incident=ask_rows(Incident.objects.filter(pk=incident_id), lambda row: row),
        named=Question(
            Incident.objects.filter(pk=incident_id), {"person_id": SOURCE_SEEN}, lambda row: row["person_id"]
        ),
        exposures=ask_rows(
            Exposure.objects.filter(**of_it).order_by("pk"), exposure_view, {"employee": ("name", "service_code")}
        ),
        links=ask_rows(CaseLink.objects.filter(**of_it), lambda row: row.linked_file_id),
        files=Question(Attachment.objects.filter(**of_it), _FILE, _attachment),
        police=ask_rows(PoliceReport.objects.filter(**of_it), police_view, INCIDENT_BESIDE),
        askings=ask_rows(
            PoliceAsked.objects.filter(report__incident_id=incident_id).order_by("-asked_at", "-pk"),
            lambda row: (row.asked_at, row.words),
        ),
        answers=ask_rows(Seriousness.objects.filter(**of_it), answers_of),
        duties=ask_rows(Duty.objects.filter(**of_it), partial(duty_view, at=at), DUTY_BESIDE),
        offers=ask_rows(
            Offer.objects.filter(exposure__incident_id=incident_id).order_by("pk"),
            offer_view,
            {"offered_by": ("name",)},
        ),
        warnings=ask_rows(
            WarningNote.objects.filter(pk__in=WarningOrigin.objects.filter(**of_it).values("warning_id")).order_by(
                "pk"
            ),
            lambda row: (row.pk, Cause(row.cause)),
        ),
        wave=Question(Campaign.objects.filter(incidents=incident_id), {"id": "id", "title": "title"}, _wave),
    )
    if not found["incident"]:
        raise NoSuchIncident
    view = incident_view(
        found["incident"][0],
        exposures=found["exposures"],
        linked_files=found["links"],
        attachments=found["files"],
    )
    return IncidentScene(
        view=view,
        person_id=found["named"][0],
        police=next(iter(found["police"]), None),
        askings=tuple(found["askings"]),
        answers=next(iter(found["answers"]), None),
        duties=tuple(sorted(found["duties"], key=lambda each: (not each.is_open, each.due_at, each.id))),
        offers=tuple(found["offers"]),
        wave=next(iter(found["wave"]), None),
        warnings=tuple(found["warnings"]),
    )


def _attachment(row: dict[str, Any]) -> AttachmentView:
    return AttachmentView(**(row | {"added_at": moment(row["added_at"])}))


def _wave(row: dict[str, Any]) -> tuple[int, str]:
    return row["id"], row["title"]
