"""What intake is told of care that has ended, or will."""

from collections import defaultdict
from datetime import datetime

from skyddsnat.domains.compulsory.models import Measure, Step
from skyddsnat.domains.compulsory.queries.views import measure_view
from skyddsnat.domains.compulsory.rules.aftercare import OF_CARE, Taken, cared_until, has_begun
from skyddsnat.domains.compulsory.types import DISPATCH
from skyddsnat.domains.intake.actions import note_care
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.law.compulsory_states import State


def tell_intake(*, file_id: int, actor: Viewer, at: datetime) -> None:
    """Let intake know until when the child of the file was, or will be, in care (lesson 13). Raises `NotOpen`."""
    of_care = [track.value for track in OF_CARE]
    measures = [measure_view(row) for row in Measure.objects.filter(file_id=file_id, track__in=of_care)]
    steps = _steps([each.id for each in measures])
    ends = [cared_until(each, steps[each.id]) for each in measures if has_begun(each, steps[each.id])]
    if ends:
        until = None if None in ends else max(end for end in ends if end is not None)
        note_care(file_id=file_id, until=until, actor=actor, at=at)


def _steps(measure_ids: list[int]) -> dict[int, list[Taken]]:
    """Those that moved something, by measure, in the order they were written."""
    found: dict[int, list[Taken]] = defaultdict(list)
    rows = Step.objects.filter(measure_id__in=measure_ids).exclude(act__startswith=DISPATCH).order_by("id")
    for row in rows:
        before = State(row.from_state) if row.from_state else None
        taken = Taken(act=row.act, before=before, after=State(row.to_state), happened_at=row.happened_at)
        found[row.measure_id].append(taken)
    return found
