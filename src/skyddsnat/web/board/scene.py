"""What every page of a matter has around it: the child, the case, the file and whoever looks."""

from dataclasses import dataclass
from datetime import date, datetime

from skyddsnat.domains.compulsory.queries import case
from skyddsnat.domains.compulsory.types import CaseView
from skyddsnat.domains.people.queries import subject_of_file
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.kernel.stockholm import local_date


@dataclass(frozen=True)
class Scene:
    """The compulsory case that a matter belongs to, and its child."""

    case: CaseView
    file: FileView
    child: PersonView
    viewer: Viewer
    at: datetime

    @property
    def today(self) -> date:
        """The local day."""
        return local_date(self.at)


def open_scene(*, case_id: int, what: str, viewer: Viewer, at: datetime) -> Scene:
    """The case and its child, with the reading of the file logged as `what`. Raises `NotOpen`."""
    found = case(case_id=case_id, viewer=viewer)
    file = log_reading(file_id=found.file_id, what=what, actor=viewer, at=at)
    child = subject_of_file(file_id=found.file_id, viewer=viewer)
    return Scene(case=found, file=file, child=child, viewer=viewer, at=at)
