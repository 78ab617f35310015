"""What every page of a compulsory case has around it: the case, the child, the file and whoever looks."""

from dataclasses import dataclass
from datetime import date, datetime

from skyddsnat.domains.compulsory.queries import case, measure
from skyddsnat.domains.compulsory.types import CaseView, MeasureView
from skyddsnat.domains.people.queries import guardians_of_file, relations_of_file, subject_of_file
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.permissions import user_can_write
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date


@dataclass(frozen=True)
class Scene:
    """A compulsory case, or one that is to be opened (`case` is None), and its child."""

    case: CaseView | None
    file: FileView
    child: PersonView
    viewer: Viewer
    at: datetime

    @property
    def found_case(self) -> CaseView:
        """The case, on pages that have one."""
        assert self.case is not None
        return self.case

    @property
    def case_id(self) -> int:
        """The id of the case, likewise."""
        return self.found_case.id

    @property
    def today(self) -> date:
        """The local day."""
        return local_date(self.at)

    @property
    def may_write(self) -> bool:
        """Whether the viewer may write in the file."""
        return user_can_write(file=self.file, viewer=self.viewer)

    @property
    def manages(self) -> bool:
        """Whether the viewer manages the unit of the file."""
        return self.viewer.has_role_in(self.file.unit_id, Role.UNIT_MANAGER)

    def guardians(self) -> list[PersonView]:
        """Who has custody of the child today."""
        return guardians_of_file(file_id=self.file.id, on=self.today, viewer=self.viewer)

    def people(self) -> list[PersonView]:
        """The child, and everyone related to it."""
        related = relations_of_file(file_id=self.file.id, viewer=self.viewer)
        return list({each.id: each for each in (self.child, *(line.person for line in related))}.values())


def open_scene(*, case_id: int, what: str, viewer: Viewer, at: datetime) -> Scene:
    """The case and its child, with the reading of the file logged as `what`. Raises `NotOpen`."""
    found = case(case_id=case_id, viewer=viewer)
    return _scene(found, found.file_id, what, viewer, at)


def scene_of_file(*, file_id: int, what: str, viewer: Viewer, at: datetime) -> Scene:
    """A file in which a case is to be opened, likewise. Raises `NotOpen`."""
    return _scene(None, file_id, what, viewer, at)


def scene_of_measure(*, measure_id: int, what: str, viewer: Viewer, at: datetime) -> tuple[Scene, MeasureView]:
    """A measure and the case that it belongs to, likewise. Raises `NotOpen`."""
    view = measure(measure_id=measure_id, viewer=viewer)
    return open_scene(case_id=view.case_id, what=what, viewer=viewer, at=at), view


def _scene(found: CaseView | None, file_id: int, what: str, viewer: Viewer, at: datetime) -> Scene:
    file = log_reading(file_id=file_id, what=what, actor=viewer, at=at)
    child = subject_of_file(file_id=file_id, viewer=viewer)
    return Scene(case=found, file=file, child=child, viewer=viewer, at=at)
