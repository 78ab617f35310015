"""A superuser's hands on the database of the tests: everything is possible, and all of it is rolled back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connections, transaction

from skyddsnat.config.environment import database

SUPERUSER = "superuser"


@contextmanager
def hands(address: str) -> Iterator[None]:
    """The alias `superuser`, beside the two that Django's tests know, in a transaction that is never committed.

    Triggers and foreign keys are on until `let_go()`. The caller has unblocked the database.
    """
    connections.databases[SUPERUSER] = settings.DATABASES["owner"] | database(SUPERUSER, address)
    try:
        with transaction.atomic(using=SUPERUSER):
            yield
            transaction.set_rollback(True, using=SUPERUSER)
    finally:
        connections[SUPERUSER].close()
        del connections[SUPERUSER], connections.databases[SUPERUSER]


def let_go() -> None:
    """From now on no trigger fires and no foreign key is checked."""
    do("SET LOCAL session_replication_role = replica")


def do(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Run a statement as the superuser; its rows, if it has any."""
    with connections[SUPERUSER].cursor() as cursor:
        cursor.execute(sql, values or None)
        return list(cursor.fetchall()) if cursor.description else []
