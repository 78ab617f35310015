"""What a decision right is: a section, who may be given the right at the lowest, and from when to when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from skyddsnat.kernel.periods import Period
from skyddsnat.kernel.text import Text


class Decider(StrEnum):
    """From the lowest to the highest; the chair stands beside the order and decides only what cannot wait."""

    OFFICIAL = "official"
    COMMITTEE = "committee"
    BOARD = "board"
    CHAIR = "chair"


NO_NOTES: Mapping[str, Text] = MappingProxyType({})
ORDER = (Decider.OFFICIAL, Decider.COMMITTEE, Decider.BOARD)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRight:
    """Who may take decisions under `section` on the days in `validity`.

    `lowest` is the lowest that may be given the right; `chair_if_urgent` says that the chair or an appointed member
    may decide when the board cannot be awaited; `ground` is the paragraph that says so; `note` is what to know of it.
    """

    section: str
    matter: Text
    lowest: Decider
    ground: str
    valid_from: date
    valid_to: date | None = None
    chair_if_urgent: bool = False
    note: Text | None = None

    @property
    def validity(self) -> Period:
        return Period(self.valid_from, self.valid_to)

    @property
    def deciders(self) -> tuple[Decider, ...]:
        """Everyone who may decide, the lowest first."""
        chair = (Decider.CHAIR,) if self.chair_if_urgent else ()
        return ORDER[ORDER.index(self.lowest) :] + chair

    def allows(self, decider: Decider) -> bool:
        return decider in self.deciders


def entries(
    prefix: str,
    listed: Iterable[tuple[str, Text]],
    lowest: Decider,
    ground: str,
    validity: Period,
    urgent: frozenset[str] = frozenset(),
    notes: Mapping[str, Text] = NO_NOTES,
) -> Iterator[DecisionRight]:
    """The rights of one list in an Act: `listed` are places and matters, `urgent` those where the chair may act."""
    for place, matter in listed:
        yield DecisionRight(
            section=f"{prefix} {place}",
            matter=matter,
            lowest=lowest,
            ground=ground,
            valid_from=validity.start,
            valid_to=validity.end,
            chair_if_urgent=place in urgent,
            note=notes.get(place),
        )
