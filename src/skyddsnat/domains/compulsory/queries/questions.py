"""What a child's file and a caseworker's day ask of compulsory care, together with what they ask of others."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from skyddsnat.domains.compulsory.models import Case, Deviation, Goer, Measure
from skyddsnat.domains.compulsory.types import CaseMark, DeviationMark, MeasureView, OutingKind, OutingMark
from skyddsnat.foundation.access.asking import Given, Question, day_or_none, moment, moment_or_none
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.law.compulsory_states import State, Track

_OF_CASE = ("id", "file_id", "statute", "opened_at")
_OF_MEASURE = (
    "id", "case_id", "file_id", "track", "statute", "state", "is_temporary", "grounds", "content", "started_at",
    "lapses_at", "care_began_at", "applied_on", "ended_at", "version",
)  # fmt: skip


def ask_open_case(*, file_id: int, viewer: Viewer) -> Question[CaseMark]:
    """The open compulsory case of the file, if there is one."""
    return Question(_open_case, {name: name for name in _OF_CASE}, _case, {"file_id": file_id})


def _open_case() -> QuerySet[Case]:
    return Case.objects.filter(file_id=Given("file_id"), closed_at=None)


def ask_measures_of_file(*, file_id: int, viewer: Viewer) -> Question[MeasureView]:
    """The measures of every case in the file, in the order they began."""
    return Question(_of_file, {name: name for name in _OF_MEASURE}, _measure, {"file_id": file_id})


def _of_file() -> QuerySet[Measure]:
    return Measure.objects.filter(file_id=Given("file_id")).order_by("started_at", "id")


def ask_measures(*, measure_ids: Iterable[int], viewer: Viewer) -> Question[MeasureView]:
    """These measures, those of them that the viewer sees."""
    return Question(_by_id, {name: name for name in _OF_MEASURE}, _measure, {"ids": set(measure_ids)})


def _by_id() -> QuerySet[Measure]:
    return Measure.objects.filter(id__among=Given("ids")).order_by("id")


def ask_lapsing(*, unit_ids: Iterable[int], until: datetime, viewer: Viewer) -> Question[MeasureView]:
    """Measures in files of the units that end by themselves before `until`, or have done so unsaid; the first first."""
    given = {"unit_ids": set(unit_ids), "until": until}
    return Question(_lapsing, {name: name for name in _OF_MEASURE}, _measure, given)


def _lapsing() -> QuerySet[Measure]:
    rows = Measure.objects.filter(ended_at=None, lapses_at__lte=Given("until"), file__unit_id__among=Given("unit_ids"))
    return rows.order_by("lapses_at", "id")


def ask_deviations_to_confirm(*, unit_ids: Iterable[int], viewer: Viewer) -> Question[DeviationMark]:
    """Acute deviations in files of the units that no manager has confirmed, the one to be confirmed first first."""
    columns = {name: name for name in ("id", "file_id", "confirm_by")}
    return Question(_to_confirm, columns, _deviation, {"unit_ids": set(unit_ids)})


def _to_confirm() -> QuerySet[Deviation]:
    waiting = Deviation.objects.filter(confirmed_at=None, ended_at=None, confirm_by__isnull=False)
    return waiting.filter(file__unit_id__among=Given("unit_ids")).order_by("confirm_by", "id")


_OF_OUTING: dict[str, str | Combinable] = {
    "id": "outing_id",
    "file_id": "file_id",
    "kind": "outing__kind",
    "planned_at": "outing__planned_at",
    "assessed_at": Coalesce("outing__assessed_at", "outing__recorded_at"),
    "place": "outing__place",
    "risk_read_at": "risk_read_at",
}


def ask_outings_ahead(*, viewer: Viewer) -> Question[OutingMark]:
    """Outings on which the viewer goes, and whether she has read what the risk is, the next first."""
    return Question(_ahead, _OF_OUTING, _outing, {"employee_id": viewer.employee_id or 0})


def _ahead() -> QuerySet[Goer]:
    mine = Goer.objects.filter(employee_id=Given("employee_id"))
    return mine.filter(outing__done_at=None, outing__cancelled_at=None).order_by(
        "outing__planned_at", "outing_id", "pk"
    )


def _deviation(row: dict[str, Any]) -> DeviationMark:
    return DeviationMark(row["id"], row["file_id"], date.fromisoformat(row["confirm_by"]))


def _outing(row: dict[str, Any]) -> OutingMark:
    return OutingMark(
        id=row["id"],
        file_id=row["file_id"],
        kind=OutingKind(row["kind"]),
        planned_at=moment(row["planned_at"]),
        assessed_at=moment(row["assessed_at"]),
        place=row["place"],
        is_read=row["risk_read_at"] is not None,
    )


def _case(row: dict[str, Any]) -> CaseMark:
    return CaseMark(**row | {"opened_at": moment(row["opened_at"])})


def _measure(row: dict[str, Any]) -> MeasureView:
    moments = {name: moment_or_none(row[name]) for name in ("lapses_at", "care_began_at", "ended_at")}
    read = {
        "track": Track(row["track"]),
        "state": State(row["state"]),
        "grounds": tuple(row["grounds"]),
        "started_at": moment(row["started_at"]),
        "applied_on": day_or_none(row["applied_on"]),
    }
    return MeasureView(**row | moments | read)
