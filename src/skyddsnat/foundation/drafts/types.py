"""A draft as pages see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class DraftView:
    """What was typed into one form and when it was last saved."""

    form_key: str
    title: str
    url: str
    data: Mapping[str, Any]
    base_version: int | None
    saved_at: datetime
