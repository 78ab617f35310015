"""Questions about investigations, asked together with those of other packages."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject

from skyddsnat.domains.investigations.models import Investigation, Notice, Waiting
from skyddsnat.domains.investigations.rules import time as time_rules
from skyddsnat.domains.investigations.types import (
    CaseMark,
    LateWaiting,
    NoticeMark,
    Question,
    Result,
    StalledView,
    State,
    WaitingView,
)
from skyddsnat.foundation.access.asking import Given, day_or_none, moment, moment_or_none
from skyddsnat.foundation.access.asking import Question as Asked
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date

_COLUMNS_OF_CASE = {name: name for name in ("id", "question", "opened_at", "closed_at", "result", "follows_id")}
_COLUMNS_OF_NOTICE = {name: name for name in ("id", "investigation_id", "file_id", "withheld_until")}
_COLUMNS_OF_WAITING = {name: name for name in ("investigation_id", "file_id", "for_whom", "what", "until")}


@dataclass(frozen=True, slots=True)
class Standing:
    """A running investigation that may stand still: it does unless the journal shows a later step."""

    investigation_id: int
    file_id: int
    unit_id: int
    responsible_id: int | None
    last_step_at: datetime
    waitings: tuple[WaitingView, ...]


def ask_cases_of_file(*, file_id: int, viewer: Viewer) -> Asked[CaseMark]:
    """Every investigation in the file, the first first."""
    return Asked(_cases_of_file, _COLUMNS_OF_CASE, _case, {"file_id": file_id})


def _cases_of_file() -> QuerySet[Investigation]:
    return Investigation.objects.filter(file_id=Given("file_id")).order_by("opened_at", "id")


def ask_notices(*, notice_ids: Iterable[int], viewer: Viewer) -> Asked[NoticeMark]:
    """Where these notices belong."""
    return _notices(_those, notice_ids=list(notice_ids))


def _those() -> QuerySet[Notice]:
    return Notice.objects.filter(pk__among=Given("notice_ids"))


def ask_withheld(*, file_ids: Iterable[int], viewer: Viewer) -> Asked[NoticeMark]:
    """Notices in these files that wait until a day, the earliest day first: shown until they are given (lesson 7)."""
    return _notices(_withheld, file_ids=list(file_ids))


def _withheld() -> QuerySet[Notice]:
    rows = Notice.objects.filter(file_id__among=Given("file_ids"), told_at=None, withheld_until__isnull=False)
    return rows.order_by("withheld_until", "id")


def ask_withheld_in_units(*, unit_ids: Iterable[int], viewer: Viewer, most: int = 200) -> Asked[NoticeMark]:
    """The same in every file that the units hold."""
    rows = Notice.objects.filter(file__unit_id__in=list(unit_ids), told_at=None, withheld_until__isnull=False)
    return _notices(rows.order_by("withheld_until", "id")[:most])


def ask_standing(*, unit_ids: Iterable[int], at: datetime, viewer: Viewer, most: int = 200) -> Asked[Standing]:
    """Running investigations of the units without a step of their own for two weeks, or with an answer that should
    have come, the longest first. `stalled_among` says which of them stand still.
    """
    waits = Waiting.objects.filter(investigation_id=OuterRef("pk"), ended_at=None)
    since = at - timedelta(days=time_rules.STALLED_AFTER_DAYS - 1)
    still = Q(last_step_at__lt=since) | Exists(waits.filter(until__lt=local_date(at)))
    rows = Investigation.objects.filter(still, state=State.OPEN.value, file__unit_id__in=list(unit_ids))
    one_wait = JSONObject(**{name: name for name in WaitingView.__dataclass_fields__})
    columns: dict[str, str | Combinable] = {
        "investigation_id": "id",
        "file_id": "file_id",
        "unit_id": "file__unit_id",
        "responsible_id": "file__responsible_id",
        "last_step_at": "last_step_at",
        "waitings": ArraySubquery(waits.order_by("until", "id").values(one=one_wait)),
    }
    return Asked(rows.order_by("last_step_at", "id")[:most], columns, _standing)


def stalled_among(
    *, standing: Iterable[Standing], latest_steps: Mapping[int, datetime], today: date, viewer: Viewer
) -> list[StalledView]:
    """Those that stand still, the longest first (lesson 6). `latest_steps` are the journal's, by file."""
    found = [_stalled(each, latest_steps.get(each.file_id, each.last_step_at), today) for each in standing]
    return sorted((each for each in found if each is not None), key=lambda each: -each.days)


def _stalled(case: Standing, latest_step: datetime, today: date) -> StalledView | None:
    last_step_at = max(case.last_step_at, latest_step)
    why = time_rules.stall(last_step_at=last_step_at, waitings=case.waitings, today=today)
    if why is None:
        return None
    reason, days = why
    late = next((each for each in case.waitings if each.is_late(today)), None)
    return StalledView(
        case.investigation_id, case.file_id, case.unit_id, case.responsible_id, reason, last_step_at, days, late
    )


def ask_late_waitings(*, file_ids: Iterable[int], today: date, viewer: Viewer) -> Asked[LateWaiting]:
    """Answers in these files that should have come, the longest overdue first (lesson 6)."""
    return Asked(_late, _COLUMNS_OF_WAITING, _waiting, {"file_ids": list(file_ids), "today": today})


def _late() -> QuerySet[Waiting]:
    rows = Waiting.objects.filter(file_id__among=Given("file_ids"), ended_at=None, until__lt=Given("today"))
    return rows.order_by("until", "id")


def _case(row: dict[str, Any]) -> CaseMark:
    return CaseMark(
        id=row["id"],
        question=Question(row["question"]),
        opened_at=moment(row["opened_at"]),
        closed_at=moment_or_none(row["closed_at"]),
        result=Result(row["result"]) if row["result"] else None,
        follows_id=row["follows_id"],
    )


def _notices(rows: QuerySet[Notice] | Callable[[], QuerySet[Notice]], **given: Any) -> Asked[NoticeMark]:
    return Asked(rows, _COLUMNS_OF_NOTICE, _notice, given)


def _notice(row: dict[str, Any]) -> NoticeMark:
    return NoticeMark(**row | {"withheld_until": day_or_none(row["withheld_until"])})


def _waiting(row: dict[str, Any]) -> LateWaiting:
    return LateWaiting(**row | {"until": date.fromisoformat(row["until"])})


def _standing(row: dict[str, Any]) -> Standing:
    waitings = tuple(_awaited(each) for each in row["waitings"])
    return Standing(**row | {"last_step_at": moment(row["last_step_at"]), "waitings": waitings})


def _awaited(row: dict[str, Any]) -> WaitingView:
    days = {name: date.fromisoformat(row[name]) for name in ("since", "until")}
    return WaitingView(**row | days | {"ended_at": moment_or_none(row["ended_at"])})
