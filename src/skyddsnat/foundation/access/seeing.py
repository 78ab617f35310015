"""The door to the database: nothing about a person is there until somebody looks through it.

Note [Who is looking]: `seeing(viewer)` opens a transaction and tells the database who looks, in settings that end with
the transaction. Row-level security reads them. A connection where nobody looks finds every person-bearing table empty,
so a forgotten call shows nothing instead of everything.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from skyddsnat.foundation.access.types import Viewer

_looking: ContextVar[Viewer | None] = ContextVar("looking", default=None)

_SETTINGS = (
    "app.actor",
    "app.viewer",
    "app.units",
    "app.intake_units",
    "app.files",
    "app.protected",
    "app.log",
    "app.safety_units",
    "app.safety",
    "app.oncall",
    "app.surveys",
)
_TELL = "SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in _SETTINGS)


def _numbers(ids: frozenset[int]) -> str:
    return ",".join(str(number) for number in sorted(ids))


def _values(viewer: Viewer | None) -> list[str]:
    if viewer is None:
        return [""] * len(_SETTINGS)
    return [
        viewer.key,
        str(viewer.employee_id or ""),
        _numbers(viewer.managed_units),
        _numbers(viewer.intake_units),
        _numbers(viewer.file_ids),
        "on" if viewer.handles_protected else "",
        "on" if viewer.is_log_reviewer else "",
        _numbers(viewer.safety_units),
        "on" if viewer.keeps_safety else "",
        "on" if viewer.keeps_oncall else "",
        "on" if viewer.keeps_surveys else "",
    ]


def _tell(viewer: Viewer | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TELL, _values(viewer))


@contextmanager
def seeing(viewer: Viewer) -> Iterator[Viewer]:
    """A transaction in which `viewer` looks and acts. Nested, it gives the eyes back to the outer one."""
    outer = _looking.get()
    nested = connection.in_atomic_block
    with transaction.atomic():
        _tell(viewer)
        token = _looking.set(viewer)
        try:
            yield viewer
        finally:
            _looking.reset(token)
        # After an error the savepoint is rolled back, and the settings with it.
        if nested:
            _tell(outer)


def also_see(file_id: int) -> None:
    """Open one more file to whoever is looking, for the rest of this transaction: it was just made or granted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.files', "
            "concat_ws(',', nullif(current_setting('app.files', true), ''), %s::text), true)",
            [str(file_id)],
        )
