"""Reporting an incident, writing more to it, and closing it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import connection
from django.db.models import F

from skyddsnat.domains.safety.actions.logging import log
from skyddsnat.domains.safety.models import Attachment, CaseLink, Duty, Exposure, Incident, PoliceReport
from skyddsnat.domains.safety.permissions import acting, following_up
from skyddsnat.domains.safety.queries.following import duties_of, police_report, remaining
from skyddsnat.domains.safety.queries.register import incident
from skyddsnat.domains.safety.rules import attachments as attachment_rules
from skyddsnat.domains.safety.rules import following as following_rules
from skyddsnat.domains.safety.rules import register as rules
from skyddsnat.domains.safety.types.register import IncidentFields, IncidentView, Injury, NewAttachment
from skyddsnat.foundation.access.queries import NotOpen, file_by_number, file_of
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.staff.queries import employees, members
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.kernel.versions import ChangedMeanwhile


def report_incident(
    *,
    fields: IncidentFields,
    exposed: Iterable[int],
    linked_files: Iterable[int] = (),
    attachments: Iterable[NewAttachment] = (),
    actor: Viewer,
    at: datetime,
) -> int:
    """Write down what happened, to whom (employees), and which children's files it was about. Returns the id.

    The report to the police and the first duties begin with it. Whoever reports for a colleague does not see it
    afterwards. Raises `Refused` with all reasons; nothing is kept then.
    """
    who, files, new = sorted(set(exposed)), sorted(set(linked_files)), tuple(attachments)
    units = _units(who, local_date(fields.happened_at), local_date(at))
    (acting(viewer=actor) + _verdict(fields, who, units, files, actor, at) + attachment_rules.attaching(new)).require()
    incident_id = _next_id()
    with _reporting(incident_id):
        Incident.objects.create(pk=incident_id, reported_at=at, reported_by_id=actor.named_id, **_columns(fields))
        exposures = [
            Exposure.objects.create(incident_id=incident_id, employee_id=each, unit_id=units[each]) for each in who
        ]
        CaseLink.objects.bulk_create(CaseLink(incident_id=incident_id, linked_file_id=each) for each in files)
        _keep(incident_id, new, actor, at)
        _begin(incident_id, fields, exposures, at)
        log("incident", "reported", incident_id, actor, at, {"kind": fields.kind.value})
    return incident_id


def change_incident(*, incident_id: int, version: int, fields: IncidentFields, actor: Viewer, at: datetime) -> None:
    """Write it anew: what is known now, by whom, what it did to the case. What was written before is in the log.

    An injury that is known now is to be reported from now. Raises `NoSuchIncident`, `ChangedMeanwhile`, `Refused` with
    all reasons.
    """
    view = incident(incident_id=incident_id, viewer=actor)
    follows_up = following_up(unit_ids=view.unit_ids, viewer=actor).allowed
    injury = rules.changing_injury(before=view.fields.injury, after=fields.injury, follows_up=follows_up)
    (rules.changing(view) + rules.written(fields, at=at) + injury).require()
    _change(view, version, _columns(fields))
    log("incident", "changed", incident_id, actor, at)
    _require_injury_report(incident_id, fields.injury, actor, at)


def add_attachments(*, incident_id: int, attachments: Iterable[NewAttachment], actor: Viewer, at: datetime) -> None:
    """Keep more files with the incident. Raises `NoSuchIncident`, `Refused` with all reasons."""
    view, new = incident(incident_id=incident_id, viewer=actor), tuple(attachments)
    (rules.changing(view) + attachment_rules.attaching(new, already=len(view.attachments))).require()
    _keep(incident_id, new, actor, at)
    log("incident", "attached", incident_id, actor, at, {"files": len(new)})


def link_file(*, incident_id: int, number: str, actor: Viewer, at: datetime) -> None:
    """Link the incident to a child's file by its number: what was not known, or not open, when it was reported.

    Raises `NoSuchIncident`, `Refused` with all reasons.
    """
    view = incident(incident_id=incident_id, viewer=actor)
    file = file_by_number(number=number, viewer=actor)
    verdict = rules.linking(
        is_seen=file is not None,
        is_closed=file is not None and file.is_closed,
        is_linked=file is not None and file.id in view.linked_files,
    )
    (rules.changing(view) + verdict).require()
    assert file is not None
    CaseLink.objects.create(incident_id=incident_id, linked_file_id=file.id)
    log("incident", "linked", incident_id, actor, at)


def close_incident(*, incident_id: int, version: int, words: str, actor: Viewer, at: datetime) -> None:
    """Close it when nothing remains. Raises `NoSuchIncident`, `ChangedMeanwhile`, `Refused` with all reasons."""
    view = incident(incident_id=incident_id, viewer=actor)
    verdict = rules.closing(
        view,
        police=police_report(incident_id=incident_id, viewer=actor),
        duties=tuple(duties_of(incident_id=incident_id, at=at, viewer=actor)),
        remaining=remaining(incident_id=incident_id, viewer=actor),
        words=words,
    )
    (following_up(unit_ids=view.unit_ids, viewer=actor) + verdict).require()
    _change(view, version, {"closed_at": at, "closed_by_id": actor.named_id, "closing_words": words.strip()})
    log("incident", "closed", incident_id, actor, at)


def log_incident_read(*, incident_id: int, actor: Viewer, at: datetime) -> None:
    """An incident was opened: an event of the log, as every reading of what is sensitive."""
    log("incident", "read", incident_id, actor, at)


def log_attachment_read(*, attachment_id: int, actor: Viewer, at: datetime) -> None:
    """An attachment was fetched, likewise."""
    log("attachment", "read", attachment_id, actor, at)


def _verdict(
    fields: IncidentFields, who: list[int], units: dict[int, int], files: list[int], actor: Viewer, at: datetime
) -> Verdict:
    seen = _seen(files, actor)
    return rules.reporting(
        fields,
        exposed=len(who),
        known=len(employees(ids=who, on=local_date(at))),
        with_unit=len(units),
        files_seen=len(seen) == len(files),
        files_open=not any(each.is_closed for each in seen),
        at=at,
    )


def _seen(files: list[int], actor: Viewer) -> list[FileView]:
    found = []
    for file_id in files:
        try:
            found.append(file_of(file_id=file_id, viewer=actor))
        except NotOpen:
            continue
    return found


def _units(who: list[int], then: date, today: date) -> dict[int, int]:
    """The unit of each: where a role was held when it happened, otherwise where one is held now."""
    found: dict[int, int] = {}
    for day in (then, today):
        for unit_id, people in members(on=day).items():
            for employee_id in people & set(who):
                found.setdefault(employee_id, unit_id)
    return found


def _next_id() -> int:
    """The number that the incident will have: its rows are written before anybody who reports for another sees it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('safety_incident', 'id'))")
        return int(cursor.fetchone()[0])


@contextmanager
def _reporting(incident_id: int) -> Iterator[None]:
    """Whoever reports sees the incident while the rows are written, and no longer."""
    _tell(str(incident_id))
    yield
    # After an error the transaction is rolled back, and the setting with it.
    _tell("")


def _tell(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.reporting', %s, true)", [value])


def _columns(fields: IncidentFields) -> dict[str, Any]:
    texts = {"place", "alias", "words"}
    return {name: value.strip() if name in texts else value for name, value in asdict(fields).items()}


def _keep(incident_id: int, new: Iterable[NewAttachment], actor: Viewer, at: datetime) -> None:
    rows = {
        digest: Attachment(
            incident_id=incident_id,
            name=_plain_name(each.name),
            media_type=attachment_rules.media_type_of(each.content) or "",
            size=len(each.content),
            sha256=digest,
            content=each.content,
            added_at=at,
            added_by_id=actor.named_id,
        )
        for each in new
        if (digest := sha256(each.content).hexdigest())
    }
    there = set(Attachment.objects.filter(incident_id=incident_id).values_list("sha256", flat=True))
    Attachment.objects.bulk_create(row for digest, row in rows.items() if digest not in there)


def _plain_name(name: str) -> str:
    """The name without folders and signs that no screen shows, short enough to be kept."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable())[-160:] or "-"


def _begin(incident_id: int, fields: IncidentFields, exposures: list[Exposure], at: datetime) -> None:
    """What follows every incident: the report to the police, and the first duties."""
    PoliceReport.objects.create(incident_id=incident_id, due_at=following_rules.police_due(at=at))
    for planned in following_rules.first_duties(injury=fields.injury, at=at):
        for exposure in exposures if planned.for_each else [None]:
            Duty.objects.create(
                incident_id=incident_id, exposure=exposure, kind=planned.kind.value, due_at=planned.due_at
            )


def _require_injury_report(incident_id: int, injury: Injury, actor: Viewer, at: datetime) -> None:
    """The duty to report the injury, unless it stands already: one that was left undone is none."""
    for planned in following_rules.injury_duties(injury=injury, at=at):
        kind = planned.kind.value
        if not Duty.objects.filter(incident_id=incident_id, kind=kind, skipped_reason="").exists():
            row = Duty.objects.create(incident_id=incident_id, kind=kind, due_at=planned.due_at)
            log("duty", "added", row.pk, actor, at, {"kind": kind})


def _change(view: IncidentView, version: int, values: dict[str, Any]) -> None:
    changed = Incident.objects.filter(pk=view.id, version=version).update(version=F("version") + 1, **values)
    if not changed:
        raise ChangedMeanwhile
