"""Where children are cared for by compulsion, and which of those places nothing carries."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from skyddsnat.domains.compulsory.models import CarePlace, Measure
from skyddsnat.domains.compulsory.queries.chain import measure
from skyddsnat.domains.compulsory.queries.pair import pair_verdict
from skyddsnat.domains.compulsory.queries.rows import answer, ask_rows
from skyddsnat.domains.compulsory.queries.views import measure_view, place_view
from skyddsnat.domains.compulsory.rules import places as rules
from skyddsnat.domains.compulsory.types import BareCount, MeasureView, PlaceAlarm, PlaceKind, PlaceView
from skyddsnat.foundation.access.asking import Question
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.law.compulsory_states import State, Track

_HELD = """
SELECT unit, kind, is_locked, has_decision, track, statute, state, grounds, started_at, lapses_at, ended_at
FROM compulsory_places_held(%s)
"""
_BESIDE_PLACE = {
    "measure": [field.attname for field in Measure._meta.concrete_fields],
    "file": ("unit_id",),
}


class NoPlace(NotOpen):
    """There is no such place for this viewer: unseen and nonexistent are the same answer."""


def place(*, place_id: int, viewer: Viewer) -> PlaceView:
    """One place; raises `NoPlace`."""
    row = CarePlace.objects.filter(pk=place_id).first()
    if row is None:
        raise NoPlace
    return place_view(row)


def places_of_case(*, case_id: int, viewer: Viewer) -> list[PlaceView]:
    """Where the child has been cared for in the case, the latest first."""
    return answer(ask_places_of_case(case_id=case_id, viewer=viewer), viewer=viewer)


def ask_places_of_case(*, case_id: int, viewer: Viewer) -> Question[PlaceView]:
    """The same, to be asked together with other questions."""
    return ask_rows(CarePlace.objects.filter(measure__case_id=case_id).order_by("-starts_at", "-id"), place_view)


def place_of_file(*, file_id: int, viewer: Viewer) -> PlaceView | None:
    """Where the child is cared for now."""
    return next(iter(answer(ask_place_of_file(file_id=file_id, viewer=viewer), viewer=viewer)), None)


def ask_place_of_file(*, file_id: int, viewer: Viewer) -> Question[PlaceView]:
    """The same, to be asked together with other questions."""
    return ask_rows(CarePlace.objects.filter(file_id=file_id, ends_at=None).order_by("id"), place_view)


def placing_verdict(*, measure_id: int, starts_at: datetime, at: datetime, viewer: Viewer) -> Verdict:
    """Whether a place may begin on the measure, with all reasons. Raises `NotOpen`."""
    return placing_of(view=measure(measure_id=measure_id, viewer=viewer), starts_at=starts_at, at=at, viewer=viewer)


def placing_of(*, view: MeasureView, starts_at: datetime, at: datetime, viewer: Viewer) -> Verdict:
    """The same, for a measure that is already read. Raises `NotOpen`."""
    is_placed = place_of_file(file_id=view.file_id, viewer=viewer) is not None
    return rules.placing(view, is_placed=is_placed, starts_at=starts_at, at=at) + pair_verdict(
        file_id=view.file_id, at=at, viewer=viewer
    )


def place_lacks(
    *, measure_id: int, kind: PlaceKind, is_locked: bool, matter_id: int | None, at: datetime, viewer: Viewer
) -> tuple[Reason, ...]:
    """What such a place would lack, told before it begins. Raises `NotOpen`."""
    view = measure(measure_id=measure_id, viewer=viewer)
    return rules.lacks(view, kind, is_locked=is_locked, has_decision=matter_id is not None, at=at)


def places_without_ground(
    *,
    at: datetime,
    viewer: Viewer,
    unit_ids: Iterable[int] | None = None,
    file_ids: Iterable[int] | None = None,
    most: int = 500,
) -> list[PlaceAlarm]:
    """Running places that nothing carries at `at`: no measure in force, no ground for such a place, no decision.

    So from the moment the court's answer is written down, or a clock runs out. The longest placed first.
    """
    asked = ask_places_without_ground(at=at, viewer=viewer, unit_ids=unit_ids, file_ids=file_ids, most=most)
    return [alarm for alarm in answer(asked, viewer=viewer) if alarm]


def ask_places_without_ground(
    *,
    at: datetime,
    viewer: Viewer,
    unit_ids: Iterable[int] | None = None,
    file_ids: Iterable[int] | None = None,
    most: int = 500,
) -> Question[PlaceAlarm | None]:
    """The same, to be asked together with other questions; None stands for a place that is as it should be."""
    rows = CarePlace.objects.filter(ends_at=None).order_by("starts_at", "id")
    if unit_ids is not None:
        rows = rows.filter(file__unit_id__in=list(unit_ids))
    if file_ids is not None:
        rows = rows.filter(file_id__in=list(file_ids))
    return ask_rows(rows[:most], lambda row: _alarm_of(row, at), _BESIDE_PLACE)


def bare_counts(*, at: datetime, viewer: Viewer) -> list[BareCount]:
    """How many running places nothing carries at `at`, of the units that the viewer answers for; no child (lesson 4).

    Units where every place is as it should be stand with a nought. Empty for everybody else.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [local_date(at)])
        rows = cursor.fetchall()
    found: dict[str, list[bool]] = defaultdict(list)
    for unit, kind, is_locked, has_decision, *measure_of_it in rows:
        view = _nameless(*measure_of_it)
        lacking = rules.lacks(view, PlaceKind(kind), is_locked=is_locked, has_decision=has_decision, at=at)
        found[unit].append(bool(lacking))
    return [BareCount(unit, len(each), sum(each)) for unit, each in found.items()]


def _nameless(
    track: str,
    statute: str,
    state: str,
    grounds: str | list[str],
    started_at: datetime,
    lapses_at: datetime | None,
    ended_at: datetime | None,
) -> MeasureView:
    """A measure without whose it is: what the rule on places looks at, and nothing else."""
    return MeasureView(
        id=0,
        case_id=0,
        file_id=0,
        track=Track(track),
        statute=statute,
        state=State(state),
        is_temporary=False,
        grounds=tuple(json.loads(grounds) if isinstance(grounds, str) else grounds),
        content="",
        started_at=started_at,
        lapses_at=lapses_at,
        care_began_at=None,
        applied_on=None,
        ended_at=ended_at,
        version=0,
    )


def _alarm_of(row: CarePlace, at: datetime) -> PlaceAlarm | None:
    view = measure_view(row.measure)
    reasons = _lacks(row, view, at)
    return _alarm(row, view, row.file.unit_id, reasons) if reasons else None


def _lacks(row: CarePlace, view: MeasureView, at: datetime) -> tuple[Reason, ...]:
    return rules.lacks(
        view, PlaceKind(row.kind), is_locked=row.is_locked, has_decision=row.matter_id is not None, at=at
    )


def _alarm(row: CarePlace, view: MeasureView, unit_id: int, reasons: tuple[Reason, ...]) -> PlaceAlarm:
    return PlaceAlarm(
        place_id=row.pk,
        measure_id=row.measure_id,
        case_id=view.case_id,
        file_id=row.file_id,
        unit_id=unit_id,
        kind=PlaceKind(row.kind),
        is_locked=row.is_locked,
        since=row.starts_at,
        reasons=reasons,
    )
