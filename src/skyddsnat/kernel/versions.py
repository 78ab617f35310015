"""Two people, one row: the one who saves last on an old version is told, never overwritten and never overwriting."""

from datetime import datetime


class ChangedMeanwhile(Exception):
    """The row was saved since the version that the actor began from: nothing was changed. `by` and `at` when known."""

    def __init__(self, by: str = "", at: datetime | None = None) -> None:
        super().__init__("changed meanwhile")
        self.by = by
        self.at = at
