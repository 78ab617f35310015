"""What the pages of several journeys draw alike: whose page it is, a labelled fact, a passage of text."""

from dataclasses import dataclass

from skyddsnat.web.components import Action, Chip


@dataclass(frozen=True, kw_only=True)
class Head:
    """The head of a page: what it is about, and about whom."""

    title: str
    subtitle: str
    chips: tuple[Chip, ...]
    actions: tuple[Action, ...]
    is_masked: bool


@dataclass(frozen=True)
class Fact:
    """A label and what it says."""

    label: str
    text: str


@dataclass(frozen=True)
class Passage:
    """A text under its heading."""

    title: str
    text: str
