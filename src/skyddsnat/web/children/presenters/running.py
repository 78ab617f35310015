"""Something that runs in the child's file."""

from dataclasses import dataclass

from skyddsnat.web.components import Chip, Step


@dataclass(frozen=True)
class Work:
    """Something that runs: a heading, how long is left, and its steps."""

    title: str
    note: str
    chip: Chip | None
    steps: list[Step]
