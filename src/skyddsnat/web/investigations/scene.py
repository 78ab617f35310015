"""What every page of an investigation has around it: the child, the clock, the parties, the talks."""

from dataclasses import dataclass
from datetime import date, datetime

from skyddsnat.domains.decisions.queries import ask_proposals_of_file
from skyddsnat.domains.decisions.types import ProposalMark
from skyddsnat.domains.investigations import queries
from skyddsnat.domains.investigations.types import InvestigationView
from skyddsnat.domains.journal.queries import ask_talks_of_file
from skyddsnat.domains.journal.types import TalkMark
from skyddsnat.domains.people.queries import ask_parties, ask_subject
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.asking import ask
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.deadlines.queries import ask_clocks_of_file
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.kernel.stockholm import local_date

CLOCK = "sol.investigation"


@dataclass(frozen=True)
class Scene:
    """An investigation and what stands around it. `clocks` are the file's, `talks` the first first."""

    case: InvestigationView
    file: FileView
    person: PersonView | None
    clocks: list[DeadlineView]
    parties: list[PersonView]
    talks: list[TalkMark]
    proposals: list[ProposalMark]
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
    def clock(self) -> DeadlineView | None:
        """The four months of this investigation."""
        subject = f"investigations.investigation:{self.case.id}"
        return next((each for each in self.clocks if each.rule == CLOCK and each.subject == subject), None)

    @property
    def proposal(self) -> ProposalMark | None:
        """The latest proposal after this investigation."""
        return next((each for each in self.proposals if each.investigation_id == self.case.id), None)


def open_scene(*, investigation_id: int, what: str, viewer: Viewer, at: datetime) -> Scene:
    """The investigation with the reading of its file logged as `what`. Raises `NotOpen`."""
    case = queries.investigation(investigation_id=investigation_id, viewer=viewer)
    file = log_reading(file_id=case.file_id, what=what, actor=viewer, at=at)
    found = ask(
        viewer=viewer,
        subject=ask_subject(file_id=case.file_id, viewer=viewer),
        clocks=ask_clocks_of_file(file_id=case.file_id, viewer=viewer),
        parties=ask_parties(file_id=case.file_id, on=local_date(at), viewer=viewer),
        talks=ask_talks_of_file(file_id=case.file_id, viewer=viewer),
        proposals=ask_proposals_of_file(file_id=case.file_id, viewer=viewer),
    )
    return Scene(
        case=case,
        file=file,
        person=next(iter(found["subject"]), None),
        clocks=found["clocks"],
        parties=[party for party in found["parties"] if party is not None],
        talks=found["talks"],
        proposals=found["proposals"],
        viewer=viewer,
        at=at,
    )
