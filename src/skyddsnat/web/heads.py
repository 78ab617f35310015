"""What the pages of several journeys draw alike: whose page it is, a passage of text."""

from dataclasses import dataclass
from typing import NamedTuple

from skyddsnat.web.components import Action, Chip


@dataclass(frozen=True, kw_only=True)
class Head:
    """The head of a page: what it is about, and about whom."""

    title: str
    subtitle: str
    chips: tuple[Chip, ...]
    actions: tuple[Action, ...]
    is_masked: bool


class Passage(NamedTuple):
    """A text under its heading."""

    title: str
    text: str
