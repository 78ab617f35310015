"""Two people, one row: the one who saves last on an old version is told, never overwritten and never overwriting."""


class ChangedMeanwhile(Exception):
    """The row was saved by somebody else since the version that the actor began from. Nothing was changed."""
