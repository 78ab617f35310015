"""What the database refused, said as the reasons that a guard would have given.

The guards ask before anything is written. Somebody else may take the second caseworker away, or midnight may pass,
between that question and the commit: then the database refuses, and says which of its walls it was. Each domain names
its own walls when it is set up.
"""

from collections.abc import Mapping

from django.db import IntegrityError
from psycopg import Error

from skyddsnat.kernel.verdict import Reason, Verdict

_walls: dict[str, Reason] = {}


def name_walls(walls: Mapping[str, Reason]) -> None:
    """Say what each wall means: by what its message begins with, before the colon, or by the name of the constraint."""
    _walls.update(walls)


def wall_of(error: IntegrityError) -> Verdict | None:
    """The reason why the database refused; None when it was none of the walls."""
    constraint = error.__cause__.diag.constraint_name if isinstance(error.__cause__, Error) else None
    found = _walls.get(constraint or str(error).partition(":")[0])
    return Verdict.of(found) if found else None
