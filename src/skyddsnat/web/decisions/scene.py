"""What every page of a proposal or a decision has around it: the child, the investigation, the parties, the talks."""

from dataclasses import dataclass
from datetime import date, datetime

from skyddsnat.domains.investigations.queries import investigation
from skyddsnat.domains.investigations.types import InvestigationView
from skyddsnat.domains.journal.queries import ask_talks_of_file
from skyddsnat.domains.journal.types import TalkMark
from skyddsnat.domains.people.queries import ask_parties, ask_subject
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.asking import ask
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.kernel.stockholm import local_date


@dataclass(frozen=True)
class Scene:
    """The investigation that is decided on, and the people around it."""

    case: InvestigationView
    file: FileView
    person: PersonView | None
    parties: list[PersonView]
    talks: list[TalkMark]
    viewer: Viewer
    at: datetime

    @property
    def today(self) -> date:
        """The local day."""
        return local_date(self.at)

    @property
    def is_masked(self) -> bool:
        """Whether the child's data is protected."""
        return self.person is not None and self.person.is_masked

    @property
    def people(self) -> dict[int, PersonView]:
        """The child and the parties, by id."""
        child = {self.person.id: self.person} if self.person else {}
        return child | {party.id: party for party in self.parties}


def open_scene(*, investigation_id: int, what: str, viewer: Viewer, at: datetime) -> Scene:
    """The investigation and its people, with the reading of the file logged as `what`. Raises `NotOpen`."""
    case = investigation(investigation_id=investigation_id, viewer=viewer)
    file = log_reading(file_id=case.file_id, what=what, actor=viewer, at=at)
    found = ask(
        viewer=viewer,
        subject=ask_subject(file_id=case.file_id, viewer=viewer),
        parties=ask_parties(file_id=case.file_id, on=local_date(at), viewer=viewer),
        talks=ask_talks_of_file(file_id=case.file_id, viewer=viewer),
    )
    return Scene(
        case=case,
        file=file,
        person=next(iter(found["subject"]), None),
        parties=[party for party in found["parties"] if party is not None],
        talks=found["talks"],
        viewer=viewer,
        at=at,
    )
