"""What follows when a letter has left: whoever wrote it notes that somebody is told, and the clock is met.

The apps above say so for what they write about, when Django starts, so that it holds whichever way the letter goes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from skyddsnat.foundation.access.types import Viewer


@dataclass(frozen=True, slots=True)
class Left:
    """A document that left: itself, then those in whose place it stands, that it corrects or was made from.

    `subject` is what it speaks of ("intake.preliminary:12"), `signed_by_id` who signed it, `how` the way it went.
    """

    document_ids: tuple[int, ...]
    kind: str
    subject: str
    signed_by_id: int | None
    how: str

    @property
    def subject_id(self) -> int:
        """The row that it speaks of."""
        return int(self.subject.partition(":")[2])


Follow = Callable[[Left, Viewer, datetime], None]
_follows: dict[str, Follow] = {}


def follow_leaving(about: str, follow: Follow) -> None:
    """Say what is done when a document that speaks of `about` ("intake.preliminary") has left, by whom and when."""
    _follows[about] = follow


def follow_of(subject: str) -> Follow | None:
    """What is done when a document that speaks of `subject` has left, if anything."""
    return _follows.get(subject.partition(":")[0])
