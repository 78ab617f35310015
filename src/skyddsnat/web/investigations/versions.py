"""The saved versions of the rows behind the drafts of this journey."""

from skyddsnat.domains.investigations import queries
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer


def case_version(*, row_id: int, viewer: Viewer) -> int | None:
    """The version of an investigation; None when it is not open to the viewer."""
    try:
        return queries.investigation(investigation_id=row_id, viewer=viewer).version
    except NotOpen:
        return None


def plan_version(*, row_id: int, viewer: Viewer) -> int | None:
    """The version of an investigation's plan; None when there is none."""
    written = queries.plan(investigation_id=row_id, viewer=viewer)
    return written.version if written else None


def note_version(*, row_id: int, viewer: Viewer) -> int | None:
    """The version of a note in an area; None when it is not open to the viewer."""
    try:
        return queries.area_note(note_id=row_id, viewer=viewer).version
    except NotOpen:
        return None
