"""The plan, what is known in each area, and the analysis."""

from dataclasses import asdict
from datetime import date, datetime

from skyddsnat.domains.investigations.actions.case import Case, begin
from skyddsnat.domains.investigations.models import Area, AreaNote, Investigation, Plan
from skyddsnat.domains.investigations.rules import writing
from skyddsnat.domains.investigations.types import Act, AnalysisFields, PlanFields, View
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date


def save_plan(*, investigation_id: int, version: int | None, fields: PlanFields, actor: Viewer, at: datetime) -> int:
    """Write the plan, or change it. `version` is that of the plan one began from, None when there was none.

    Returns the new version. Raises `NotOpen`, `Refused`, `ChangedMeanwhile`.
    """
    case = begin(investigation_id, actor, at)
    verdict = writing.planning(
        fields=fields,
        opened_on=local_date(case.row.opened_at),
        latest_on=case.clock().plan_on,
        today=local_date(at),
        areas=frozenset(Area.objects.values_list("code", flat=True)),
    )
    case.check(Act.PLAN, verdict)
    former = Plan.objects.select_for_update().filter(investigation_id=investigation_id).first()
    target = f"investigations.plan:{investigation_id}"
    case.check_version(version, former.version if former else None, target)
    row = former or Plan(
        investigation_id=investigation_id,
        file_id=case.file.id,
        made_at=at,
        made_by_id=actor.employee_id or 0,
        version=0,
    )
    for name, value in asdict(fields).items():
        setattr(row, name, list(value) if name == "areas" else value)
    row.version += 1
    row.save()
    case.step("investigations.plan.saved", target, {"version": row.version})
    return row.version


def write_area_note(
    *,
    investigation_id: int,
    area_id: int,
    view: View,
    text: str,
    actor: Viewer,
    at: datetime,
    source: str = "",
    source_on: date | None = None,
    corrects: int | None = None,
) -> int:
    """Note what is known in an area, whose view it is and where it comes from. Locks after a day (lesson 17).

    `corrects` is a note of the same investigation that this one adds to. Returns the note's id. Raises `NotOpen`,
    `Refused`.
    """
    case = begin(investigation_id, actor, at)
    _check_place(investigation_id, area_id, corrects)
    fact = writing.writing_fact(view=view, text=text, source=source, source_on=source_on, today=local_date(at))
    case.check(Act.WRITE, fact)
    row = AreaNote.objects.create(
        investigation_id=investigation_id,
        file_id=case.file.id,
        area_id=area_id,
        view=view.value,
        text=text,
        source=source,
        source_on=source_on,
        written_at=at,
        written_by_id=actor.employee_id or 0,
        locks_at=at + writing.NOTE_LOCKS_AFTER,
        corrects_id=corrects,
    )
    case.step("investigations.area_note.written", f"investigations.area_note:{row.pk}", {"area": row.area_id})
    return row.pk


def _check_place(investigation_id: int, area_id: int, corrects: int | None) -> None:
    if not Area.objects.filter(pk=area_id).exists():
        raise NotOpen
    if corrects is None:
        return
    if not AreaNote.objects.filter(pk=corrects, investigation_id=investigation_id).exists():
        raise NotOpen


def change_area_note(
    *,
    note_id: int,
    version: int,
    view: View,
    text: str,
    actor: Viewer,
    at: datetime,
    source: str = "",
    source_on: date | None = None,
) -> int:
    """Change one's own note, within a day. Returns the new version. Raises `NotOpen`, `Refused`, `ChangedMeanwhile`."""
    row = AreaNote.objects.select_for_update().filter(pk=note_id).first()
    if row is None:
        raise NotOpen
    case = begin(row.investigation_id, actor, at)
    is_own = row.written_by_id == actor.employee_id
    case.check(
        Act.WRITE,
        writing.changing_fact(is_own=is_own, locks_at=row.locks_at, at=at),
        writing.writing_fact(view=view, text=text, source=source, source_on=source_on, today=local_date(at)),
    )
    target = f"investigations.area_note:{note_id}"
    case.check_version(version, row.version, target)
    changes = {"view": view.value, "text": text, "source": source, "source_on": source_on, "version": version + 1}
    AreaNote.objects.filter(pk=note_id).update(**changes)
    case.step("investigations.area_note.changed", target)
    return version + 1


def save_analysis(*, investigation_id: int, version: int, fields: AnalysisFields, actor: Viewer, at: datetime) -> int:
    """Write the analysis as far as it has come. Returns the new version.

    Raises `NotOpen`, `Refused`, `ChangedMeanwhile`.
    """
    case = begin(investigation_id, actor, at)
    case.check(Act.ANALYSE)
    case.check_version(version, case.row.version, case.target)
    _save_analysis(case, fields)
    case.step("investigations.analysis.saved", case.target, {"version": version + 1})
    return version + 1


def _save_analysis(case: Case, fields: AnalysisFields) -> None:
    rows = Investigation.objects.filter(pk=case.row.pk)
    rows.update(**asdict(fields), analysis_signed_by_id=case.actor.employee_id, version=case.row.version + 1)
