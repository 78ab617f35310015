"""A request that only reads cannot write, except to the log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

_READS = frozenset({"SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK"})
_LOG = "INSERT INTO audit_event"


class WroteWhileReading(Exception):
    """A request that only reads tried to write something else than the log."""


@contextmanager
def reading_only() -> Iterator[None]:
    """Any SQL that writes, except to the log, raises `WroteWhileReading`."""
    with connection.execute_wrapper(_refuse_writing):
        yield


def _refuse_writing(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    verb = sql.lstrip("( \n\t").split(None, 1)[0].upper()
    if verb not in _READS and not sql.lstrip().startswith(_LOG):
        raise WroteWhileReading(verb)
    return execute(sql, params, many, context)
