"""A caseworker is taken off a child: not so that one alone is left with a compulsory case."""

from datetime import datetime

from django.db import transaction

from skyddsnat.domains.compulsory.queries import pair_after
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.permissions import assigning
from skyddsnat.foundation.access.queries import assignment, file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.verdict import Verdict


def taking_off_verdict(*, assignment_id: int, at: datetime, viewer: Viewer) -> Verdict:
    """Whether the viewer may end this caseworker's time on the file: every reason why not. Raises `NotOpen`."""
    view = assignment(assignment_id=assignment_id, viewer=viewer)
    file = file_of(file_id=view.file_id, viewer=viewer)
    return assigning(unit_id=file.unit_id, viewer=viewer) + pair_after(
        file_id=file.id, leaving=[view.employee_id], joining=[], at=at, viewer=viewer
    )


@transaction.atomic
def take_off_file(*, assignment_id: int, actor: Viewer, at: datetime) -> None:
    """End the caseworker's time on the file, from now. The gap until the next one is shown as a gap.

    On an open compulsory case two are left, or a deviation is running: add another first. Raises `NotOpen`, `Refused`
    with every reason.
    """
    taking_off_verdict(assignment_id=assignment_id, at=at, viewer=actor).require()
    access.end_assignment(assignment_id=assignment_id, actor=actor, at=at)
