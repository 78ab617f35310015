"""The log of surveys: who made, sent, closed and took out. Answering is no event."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record


def log(
    thing: str, verb: str, row_id: int, actor: Viewer, at: datetime, details: Mapping[str, Any] | None = None
) -> None:
    """Write down one deed on a survey or a wave."""
    record(deed=f"survey.{thing}.{verb}", target=f"survey.{thing}:{row_id}", actor=actor, at=at, details=details)
