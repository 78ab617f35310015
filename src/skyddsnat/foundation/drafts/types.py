"""A draft as pages hand it in and see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Turn:
    """Which save of which window: the order of one window's saves, whatever order they arrive in.

    `window`: the name a form chose for itself when its page opened; empty when it has none (no script, no browser).
    `number` rises with each save of that window, from 1.
    """

    window: str = ""
    number: int = 0


UNNAMED = Turn()


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in one form. `base_version` is the version of the row that the form began from."""

    form_key: str
    title: str
    url: str
    data: Mapping[str, Any]
    base_version: int | None
    turn: Turn = UNNAMED


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
    turn: Turn = UNNAMED


@dataclass(frozen=True, slots=True)
class DraftHead:
    """A draft in a list: what it is and where it goes on, without what was typed."""

    title: str
    url: str
    saved_at: datetime
