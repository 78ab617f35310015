"""Who fills twice gets the same town twice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connections
from tests.demo.conftest import fill_named

from skyddsnat.jobs.data_checks import counts_of_kept


def test_same_seed_and_same_moment_make_the_same_town(
    norrham: tuple[str, ...], renew_database: Callable[[], None], django_db_blocker: Any, tmp_path: Path
) -> None:
    with django_db_blocker.unblock():
        first = _told()
        renew_database()
        fill_named(tmp_path)
        assert _told() == first


def _told() -> tuple[dict[str, int], list[tuple[Any, ...]]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT happened_at, text FROM journal_note ORDER BY id")
        return counts_of_kept(), cursor.fetchall()
