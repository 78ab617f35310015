"""Planning a home visit, its assessment where there is a warning, reading it, and what came of it."""

from datetime import datetime
from typing import Any

from django.db.models import F

from skyddsnat.domains.safety.actions.logging import log
from skyddsnat.domains.safety.models import Visit, VisitGoer
from skyddsnat.domains.safety.queries.warnings import going_verdict, visit, warnings_on_visit
from skyddsnat.domains.safety.rules import warnings as rules
from skyddsnat.domains.safety.types.warnings import VisitFields, VisitView
from skyddsnat.foundation.access.actions import end_outing_grants, open_for_outing
from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.versions import ChangedMeanwhile


def plan_visit(*, file_id: int, fields: VisitFields, actor: Viewer, at: datetime) -> int:
    """Plan who goes where and when; with a warning two go, and an assessment is due before. Returns the visit's id.

    Raises `NotOpen`, `Refused` with all reasons.
    """
    file = file_of(file_id=file_id, viewer=actor)
    goers = sorted(Employee.objects.filter(pk__in=set(fields.goers), is_active=True).values_list("pk", flat=True))
    warned = warnings_on_visit(file_id=file_id, place=fields.place, on=local_date(fields.planned_at), viewer=actor)
    verdict = writing(file=file, viewer=actor) + rules.planning_visit(
        fields, goers=len(goers), has_warning=bool(warned), at=at
    )
    verdict.require()
    assessed = fields.assessment.strip()
    row = Visit.objects.create(
        linked_file_id=file_id,
        planned_at=fields.planned_at,
        place=fields.place.strip(),
        place_key=rules.address_key(fields.place),
        recorded_at=at,
        planned_by_id=actor.named_id,
        assessment=assessed,
        measures=list(fields.measures),
        assessed_at=at if assessed else None,
        assessed_by_id=actor.named_id if assessed else None,
    )
    VisitGoer.objects.bulk_create(VisitGoer(visit=row, employee_id=each) for each in goers)
    open_for_outing(
        file_id=file_id,
        goers=goers,
        subject=_subject_of(row.pk),
        planned_at=fields.planned_at,
        reason="Hembesök",
        actor=actor,
        at=at,
    )
    log("visit", "planned", row.pk, actor, at, {"goers": len(goers)})
    return row.pk


def assess_visit(
    *, visit_id: int, version: int, words: str, measures: tuple[str, ...], actor: Viewer, at: datetime
) -> None:
    """Make, or renew, the assessment of the risk. The one before it stays, and who goes reads the new one.

    Raises as `finish_visit`.
    """
    view = visit(visit_id=visit_id, viewer=actor)
    (
        writing(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor) + rules.assessing(view, words=words)
    ).require()
    values = {
        "earlier": _with_former(view.id),
        "assessment": words.strip(),
        "measures": list(measures),
        "assessed_at": at,
        "assessed_by_id": actor.named_id,
    }
    _change(view, version, values, "assessed", actor, at)
    # By moments alone, a reading noted while this was on its way would count for words that nobody had seen.
    VisitGoer.objects.filter(visit_id=view.id).update(read_at=None)


def read_assessment(*, visit_id: int, version: int, actor: Viewer, at: datetime) -> bool:
    """One who goes has read the assessment as it was in `version`. Whether it was noted: only who goes has.

    Raises `NoSuchWarning`, `ChangedMeanwhile` where another assessment stands there now, which nobody has shown them.
    """
    view = visit(visit_id=visit_id, viewer=actor)
    # Locked: whoever renews it at this moment waits, or is waited for.
    if not Visit.objects.select_for_update().filter(pk=view.id, version=version).exists():
        raise ChangedMeanwhile
    mine = VisitGoer.objects.filter(visit_id=view.id, employee_id=actor.named_id)
    if view.assessed_at is None or not mine.update(read_at=at):
        return False
    log("visit", "read", view.id, actor, at)
    return True


def finish_visit(*, visit_id: int, version: int, actor: Viewer, at: datetime) -> None:
    """They have been there. With a warning: assessed after it, read by all, two or more went.

    Raises `NoSuchWarning`, `ChangedMeanwhile`, `Refused` with all reasons.
    """
    view = visit(visit_id=visit_id, viewer=actor)
    file = file_of(file_id=view.file_id, viewer=actor)
    going_verdict(view=view, file=file, at=at, viewer=actor).require()
    _change(view, version, {"done_at": at}, "done", actor, at)
    end_outing_grants(file_id=view.file_id, subject=_subject_of(view.id), actor=actor, at=at)


def cancel_visit(*, visit_id: int, version: int, actor: Viewer, at: datetime) -> None:
    """It does not come off. Raises as `finish_visit`."""
    view = visit(visit_id=visit_id, viewer=actor)
    file = file_of(file_id=view.file_id, viewer=actor)
    (writing(file=file, viewer=actor) + rules.cancelling(view)).require()
    _change(view, version, {"cancelled_at": at}, "cancelled", actor, at)
    end_outing_grants(file_id=view.file_id, subject=_subject_of(view.id), actor=actor, at=at)


def _with_former(visit_id: int) -> list[dict[str, Any]]:
    """The assessments that a new one takes the place of, as they are kept: the one that stands there is the last."""
    row = Visit.objects.get(pk=visit_id)
    kept: list[dict[str, Any]] = row.earlier
    if row.assessed_at is None:
        return kept
    former = {
        "words": row.assessment,
        "measures": row.measures,
        "at": row.assessed_at.isoformat(),
        "by": row.assessed_by_id,
    }
    return [*kept, former]


def _subject_of(visit_id: int) -> str:
    """The visit, as the log names it."""
    return f"safety.visit:{visit_id}"


def _change(view: VisitView, version: int, values: dict[str, Any], verb: str, actor: Viewer, at: datetime) -> None:
    rows = Visit.objects.filter(pk=view.id, version=version)
    if not rows.update(version=F("version") + 1, **values):
        raise ChangedMeanwhile
    log("visit", verb, view.id, actor, at)
