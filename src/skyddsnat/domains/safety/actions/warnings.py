"""Writing a warning, a manager's agreement, looking at it again, and ending it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import F

from skyddsnat.domains.people.queries import person
from skyddsnat.domains.safety.actions.logging import log
from skyddsnat.domains.safety.models import Incident, WarningFile, WarningNote, WarningOrigin
from skyddsnat.domains.safety.permissions import acting, following_up, warning_in_no_file
from skyddsnat.domains.safety.queries.register import incident
from skyddsnat.domains.safety.queries.warnings import agreeing_verdict, warning
from skyddsnat.domains.safety.rules import warnings as rules
from skyddsnat.domains.safety.types.warnings import WarningFields, WarningView
from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import ALLOWED
from skyddsnat.kernel.versions import ChangedMeanwhile


def write_warning(*, fields: WarningFields, incident_id: int | None = None, actor: Viewer, at: datetime) -> int:
    """A warning on a person, an address or a household, for those who will meet them. It shows at once, as not agreed.

    One on an address, or on who did what the incident tells of, may be in no child's file: who learns of a danger need
    not work with anybody who lives there. `incident_id` is where it comes from; whoever sees the warning does not see
    that. Returns its id. Raises `NotOpen`, `NoSuchIncident`, `Refused` with all reasons.
    """
    files = [file_of(file_id=each, viewer=actor) for each in sorted(set(fields.file_ids))]
    is_named = incident_id is not None and incident(incident_id=incident_id, viewer=actor).is_named
    verdict = acting(viewer=actor) + rules.making(fields, is_source_named=is_named, on=local_date(at))
    for each in files:
        verdict += writing(file=each, viewer=actor) if not actor.keeps_safety else ALLOWED
    if not files:
        verdict += warning_in_no_file(unit_id=fields.unit_id, viewer=actor)
    verdict.require()
    unit_id = files[0].unit_id if files else fields.unit_id
    assert unit_id is not None
    row = WarningNote.objects.create(
        about=fields.about.value,
        **_whom(fields, incident_id, actor),
        address=fields.address.strip(),
        address_key=rules.address_key(fields.address),
        cause=fields.cause.value,
        words=fields.words.strip(),
        unit_id=unit_id,
        was_told=fields.was_told,
        not_told_reason="" if fields.was_told else fields.not_told_reason.strip(),
        review_on=fields.review_on,
        ends_on=fields.ends_on,
        made_at=at,
        made_by_id=actor.named_id,
    )
    WarningFile.objects.bulk_create(WarningFile(warning=row, linked_file_id=each.id) for each in files)
    _origin(row.pk, incident_id)
    log("warning", "written", row.pk, actor, at, {"about": fields.about.value, "cause": fields.cause.value})
    return row.pk


def agree_to_warning(*, warning_id: int, version: int, actor: Viewer, at: datetime) -> None:
    """The manager of the unit agrees. Raises `NoSuchWarning`, `ChangedMeanwhile`, `Refused` with all reasons."""
    view = warning(warning_id=warning_id, viewer=actor)
    agreeing_verdict(view=view, on=local_date(at), viewer=actor).require()
    _change(view, version, {"agreed_at": at, "agreed_by_id": actor.named_id}, "agreed", actor, at)


def review_warning(
    *, warning_id: int, version: int, review_on: date, ends_on: date, actor: Viewer, at: datetime
) -> None:
    """It was looked at again and is still needed: the next day to look at it. Raises as `agree_to_warning`."""
    view = warning(warning_id=warning_id, viewer=actor)
    may = following_up(unit_ids=[view.unit_id], viewer=actor)
    (may + rules.reviewing(view, review_on=review_on, ends_on=ends_on, on=local_date(at))).require()
    _change(view, version, {"review_on": review_on, "ends_on": ends_on}, "reviewed", actor, at)


def end_warning(*, warning_id: int, version: int, why: str, actor: Viewer, at: datetime) -> None:
    """It is no longer needed, and why. Raises as `agree_to_warning`."""
    view = warning(warning_id=warning_id, viewer=actor)
    may = following_up(unit_ids=[view.unit_id], viewer=actor)
    (may + rules.ending(view, why=why, on=local_date(at))).require()
    _change(
        view, version, {"ended_at": at, "ended_by_id": actor.named_id, "end_reason": why.strip()}, "ended", actor, at
    )


def tell_of_warning(*, warning_id: int, version: int, actor: Viewer, at: datetime) -> None:
    """The person was told after all, by whoever wrote it or follows it up. Raises as `agree_to_warning`."""
    view = warning(warning_id=warning_id, viewer=actor)
    is_author = view.made_by_id == actor.employee_id
    may = ALLOWED if is_author else following_up(unit_ids=[view.unit_id], viewer=actor)
    (may + rules.telling(view, on=local_date(at))).require()
    _change(view, version, {"was_told": True, "not_told_reason": ""}, "told", actor, at)


def reach_more_files(*, warning_id: int, file_ids: Iterable[int], actor: Viewer, at: datetime) -> None:
    """Let the warning reach whoever works with more children of the family: what they assessed before, they do anew.

    Raises `NoSuchWarning`, `NotOpen`, `Refused` with all reasons.
    """
    view = warning(warning_id=warning_id, viewer=actor)
    more = [file_of(file_id=each, viewer=actor) for each in sorted(set(file_ids) - set(view.file_ids))]
    verdict = acting(viewer=actor) + rules.reaching(view, more=len(more), on=local_date(at))
    for each in more:
        verdict += writing(file=each, viewer=actor)
    verdict.require()
    WarningFile.objects.bulk_create(
        WarningFile(warning_id=view.id, linked_file_id=each.id, reached_at=at) for each in more
    )
    log("warning", "reached", view.id, actor, at, {"files": len(more)})


def log_warning_read(*, warning_id: int, actor: Viewer, at: datetime) -> None:
    """Somebody opens a warning: an event of the register, in no child's log."""
    log("warning", "read", warning_id, actor, at)


def _whom(fields: WarningFields, incident_id: int | None, actor: Viewer) -> dict[str, Any]:
    """The person that was chosen, or whom the incident names: by number where there is one, which is compared and never
    shown, so that a person of several children's files is met in each. Raises `NotOpen`.
    """
    if fields.of_source and incident_id is not None:
        named = Incident.objects.values("person_id", person_number=F("source_number"))
        return dict(named.get(pk=incident_id))
    if fields.person_id is None:
        return {}
    number = person(person_id=fields.person_id, viewer=actor, reveal=True).number
    return {"person_number": number} if number else {"person_id": fields.person_id}


def _origin(warning_id: int, incident_id: int | None) -> None:
    if incident_id is not None:
        WarningOrigin.objects.create(warning_id=warning_id, incident_id=incident_id)


def _change(view: WarningView, version: int, values: dict[str, Any], verb: str, actor: Viewer, at: datetime) -> None:
    rows = WarningNote.objects.filter(pk=view.id, version=version)
    if not rows.update(version=F("version") + 1, **values):
        raise ChangedMeanwhile
    log("warning", verb, view.id, actor, at)
