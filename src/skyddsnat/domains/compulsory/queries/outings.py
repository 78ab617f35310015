"""Home visits and executions: who goes, and who has read the risk."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Q

from skyddsnat.domains.compulsory.models import Goer, Outing
from skyddsnat.domains.compulsory.queries.rows import ask_rows
from skyddsnat.domains.compulsory.types.safeguards import GoerView, OutingKind, OutingView
from skyddsnat.foundation.access.asking import Question, ask
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer


def outing(*, outing_id: int, viewer: Viewer) -> OutingView:
    """One outing. Raises `NotOpen`."""
    found = _views(Q(pk=outing_id), viewer)
    if not found:
        raise NotOpen
    return found[0]


def outings_of_case(*, case_id: int, viewer: Viewer) -> list[OutingView]:
    """Every outing of the case, the latest first."""
    return _views(Q(case_id=case_id), viewer)


def outings_to_read(*, viewer: Viewer, at: datetime) -> list[OutingView]:
    """Outings on which the viewer goes and whose risk she has not read, the latest first."""
    mine = Goer.objects.filter(employee_id=viewer.employee_id or 0, risk_read_at=None)
    running = Q(done_at=None, cancelled_at=None, recorded_at__lte=at)
    return _views(running & Q(pk__in=mine.values("outing_id")), viewer)


def ask_outings_of_case(*, case_id: int, viewer: Viewer) -> dict[str, Question[Any]]:
    """What `outings_among` reads: the outings of the case, and who goes on them."""
    return _ask_outings(Q(case_id=case_id))


def _views(which: Q, viewer: Viewer) -> list[OutingView]:
    return outings_among(found=ask(viewer=viewer, **_ask_outings(which)))


def _ask_outings(which: Q) -> dict[str, Question[Any]]:
    rows = Outing.objects.filter(which)
    going = Goer.objects.filter(outing__in=rows.values("pk")).order_by("id")
    return {
        "outings": ask_rows(rows.order_by("-planned_at", "-id"), _view),
        "outing_goers": ask_rows(going, _goer, {"employee": ("name", "service_code")}),
    }


def outings_among(*, found: Mapping[str, list[Any]]) -> list[OutingView]:
    """Outings with who goes, the latest first, out of the answers to their questions."""
    goers: dict[int, list[GoerView]] = {}
    for outing_id, goer in found["outing_goers"]:
        goers.setdefault(outing_id, []).append(goer)
    return [replace(each, goers=tuple(goers.get(each.id, ()))) for each in found["outings"]]


def _goer(row: Goer) -> tuple[int, GoerView]:
    who = row.employee
    return row.outing_id, GoerView(who.pk, who.name, who.service_code, row.risk_read_at)


def _view(row: Outing) -> OutingView:
    """The outing, still without who goes."""
    return OutingView(
        id=row.pk,
        case_id=row.case_id,
        measure_id=row.measure_id,
        file_id=row.file_id,
        kind=OutingKind(row.kind),
        recorded_at=row.recorded_at,
        planned_at=row.planned_at,
        place=row.place,
        risk=row.risk,
        assessed_at=row.assessed_at or row.recorded_at,
        earlier_risks=tuple(row.earlier_risks),
        planned_by_id=row.planned_by_id,
        done_at=row.done_at,
        cancelled_at=row.cancelled_at,
        outcome=row.outcome,
        version=row.version,
        goers=(),
    )
