"""What every page of a matter has around it: the child, the case, the file and whoever looks."""

from dataclasses import dataclass
from datetime import date, datetime

from skyddsnat.domains.compulsory.queries import case
from skyddsnat.domains.people.queries import subject_of_file
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.kernel.stockholm import local_date


@dataclass(frozen=True)
class Scene:
    """The compulsory case that a matter belongs to, and its child."""

    case_id: int
    file: FileView
    child: PersonView
    viewer: Viewer
    at: datetime

    @property
    def today(self) -> date:
        """The local day."""
        return local_date(self.at)


def open_scene(*, case_id: int, file_id: int, what: str, viewer: Viewer, at: datetime) -> Scene:
    """The child of the case in the file, with the reading logged as `what`. Raises `NotOpen`."""
    file = log_reading(file_id=file_id, what=what, actor=viewer, at=at)
    child = subject_of_file(file_id=file_id, viewer=viewer)
    return Scene(case_id=case_id, file=file, child=child, viewer=viewer, at=at)


def open_case_scene(*, case_id: int, what: str, viewer: Viewer, at: datetime) -> Scene:
    """The same, where only the case is known. Raises `NotOpen`."""
    found = case(case_id=case_id, viewer=viewer)
    return open_scene(case_id=case_id, file_id=found.file_id, what=what, viewer=viewer, at=at)
