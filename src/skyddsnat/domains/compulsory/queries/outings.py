"""Home visits and executions: who goes, and who has read the risk."""

from datetime import datetime

from django.db.models import Q, QuerySet

from skyddsnat.domains.compulsory.models import Goer, Outing
from skyddsnat.domains.compulsory.types.safeguards import GoerView, OutingKind, OutingView
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer


def outing(*, outing_id: int, viewer: Viewer) -> OutingView:
    """One outing. Raises `NotOpen`."""
    found = _views(Outing.objects.filter(pk=outing_id))
    if not found:
        raise NotOpen
    return found[0]


def outings_of_case(*, case_id: int, viewer: Viewer) -> list[OutingView]:
    """Every outing of the case, the latest first."""
    return _views(Outing.objects.filter(case_id=case_id))


def outings_to_read(*, viewer: Viewer, at: datetime) -> list[OutingView]:
    """Outings on which the viewer goes and whose risk she has not read, the latest first."""
    mine = Goer.objects.filter(employee_id=viewer.employee_id or 0, risk_read_at=None)
    running = Q(done_at=None, cancelled_at=None, recorded_at__lte=at)
    return _views(Outing.objects.filter(running, pk__in=mine.values("outing_id")))


def _views(rows: QuerySet[Outing]) -> list[OutingView]:
    found = list(rows.order_by("-planned_at", "-id"))
    goers: dict[int, list[GoerView]] = {row.pk: [] for row in found}
    going = Goer.objects.filter(outing_id__in=goers).select_related("employee").order_by("id")
    for row in going:
        who = row.employee
        goers[row.outing_id].append(GoerView(who.pk, who.name, who.service_code, row.risk_read_at))
    return [_view(row, tuple(goers[row.pk])) for row in found]


def _view(row: Outing, goers: tuple[GoerView, ...]) -> OutingView:
    return OutingView(
        id=row.pk,
        case_id=row.case_id,
        measure_id=row.measure_id,
        file_id=row.file_id,
        kind=OutingKind(row.kind),
        planned_at=row.planned_at,
        place=row.place,
        risk=row.risk,
        planned_by_id=row.planned_by_id,
        done_at=row.done_at,
        cancelled_at=row.cancelled_at,
        outcome=row.outcome,
        version=row.version,
        goers=goers,
    )
