"""Who fills twice gets the same town twice. Alone in its module: it throws its databases away."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connections

from skyddsnat.demo.fill import fill
from skyddsnat.jobs.data_checks import counts_of_kept
from skyddsnat.kernel.stockholm import STOCKHOLM

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=STOCKHOLM)


def test_same_seed_and_same_moment_make_the_same_town(
    renew_database: Callable[[], None], django_db_setup: None, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock():
        first, second = _made(renew_database), _made(renew_database)
        renew_database()
    assert first == second


def _made(renew_database: Callable[[], None]) -> tuple[dict[str, int], list[tuple[Any, ...]]]:
    renew_database()
    fill(progress=lambda done, total: None, now=NOW, size="named")
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT happened_at, text FROM journal_note ORDER BY id")
        return counts_of_kept(), cursor.fetchall()
