"""The log of the register: deeds without a file, so that no child's log shows them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record


def log(
    thing: str, verb: str, row_id: int, actor: Viewer, at: datetime, details: Mapping[str, Any] | None = None
) -> None:
    """Write down one deed on one row of the register."""
    record(deed=f"safety.{thing}.{verb}", target=f"safety.{thing}:{row_id}", actor=actor, at=at, details=details)
