"""Questions about investigations, asked together with those of other packages."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from skyddsnat.domains.investigations.models import Investigation, Notice, Waiting
from skyddsnat.domains.investigations.types import CaseMark, LateWaiting, NoticeMark, Question, Result
from skyddsnat.foundation.access.asking import Question as Asked
from skyddsnat.foundation.access.asking import day_or_none, moment, moment_or_none
from skyddsnat.foundation.access.types import Viewer

_OF_CASE = ("id", "question", "opened_at", "closed_at", "result", "follows_id")
_OF_NOTICE = ("id", "investigation_id", "file_id", "withheld_until")
_OF_WAITING = ("investigation_id", "file_id", "for_whom", "what", "until")


def ask_cases_of_file(*, file_id: int, viewer: Viewer) -> Asked[CaseMark]:
    """Every investigation in the file, the first first."""
    rows = Investigation.objects.filter(file_id=file_id).order_by("opened_at", "id")
    return Asked(rows, {name: name for name in _OF_CASE}, _case)


def ask_notices(*, notice_ids: Iterable[int], viewer: Viewer) -> Asked[NoticeMark]:
    """Where these notices belong."""
    return _notices(Notice.objects.filter(pk__in=list(notice_ids)))


def ask_withheld(*, file_ids: Iterable[int], viewer: Viewer) -> Asked[NoticeMark]:
    """Notices in these files that wait until a day, the earliest day first: shown until they are given (lesson 7)."""
    rows = Notice.objects.filter(file_id__in=list(file_ids), told_at=None, withheld_until__isnull=False)
    return _notices(rows.order_by("withheld_until", "id"))


def ask_late_waitings(*, file_ids: Iterable[int], today: date, viewer: Viewer) -> Asked[LateWaiting]:
    """Answers in these files that should have come, the longest overdue first (lesson 6)."""
    rows = Waiting.objects.filter(file_id__in=list(file_ids), ended_at=None, until__lt=today)
    return Asked(rows.order_by("until", "id"), {name: name for name in _OF_WAITING}, _waiting)


def _case(row: dict[str, Any]) -> CaseMark:
    return CaseMark(
        id=row["id"],
        question=Question(row["question"]),
        opened_at=moment(row["opened_at"]),
        closed_at=moment_or_none(row["closed_at"]),
        result=Result(row["result"]) if row["result"] else None,
        follows_id=row["follows_id"],
    )


def _notices(rows: QuerySet[Notice]) -> Asked[NoticeMark]:
    columns = {name: name for name in _OF_NOTICE}
    return Asked(rows, columns, lambda row: NoticeMark(**row | {"withheld_until": day_or_none(row["withheld_until"])}))


def _waiting(row: dict[str, Any]) -> LateWaiting:
    return LateWaiting(**row | {"until": date.fromisoformat(row["until"])})
