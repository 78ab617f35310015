"""A draft as pages hand it in and see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in one form. `base_version` is the version of the row that the form began from."""

    form_key: str
    title: str
    url: str
    data: Mapping[str, Any]
    base_version: int | None


@dataclass(frozen=True, slots=True)
class DraftView:
    """What was typed into one form and when it was last saved. `version` counts the saves of the draft itself."""

    form_key: str
    title: str
    url: str
    data: Mapping[str, Any]
    base_version: int | None
    version: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class DraftHead:
    """A draft in a list: what it is and where it goes on, without what was typed."""

    title: str
    url: str
    saved_at: datetime
