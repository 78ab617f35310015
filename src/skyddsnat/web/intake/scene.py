"""What the pages about one child in a report have around their form: the child, the report, the history."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from skyddsnat.domains.intake import queries
from skyddsnat.domains.intake.types import ReportChildView, ReportView
from skyddsnat.domains.investigations.queries import investigations_of_file
from skyddsnat.domains.investigations.types import InvestigationView
from skyddsnat.domains.people.queries import subjects_of_files
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.deadlines.queries import clocks_of
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.components import TimelineEvent
from skyddsnat.web.intake import presenters


@dataclass(frozen=True)
class Scene:
    """One child in one report. `clocks` are all of this report's, for this child."""

    child: ReportChildView
    report: ReportView
    file: FileView
    person: PersonView | None
    clocks: list[DeadlineView]
    investigations: list[InvestigationView]
    history: list[TimelineEvent]
    today: date

    @property
    def name(self) -> str:
        """The child's name, or the words that stand for it."""
        return presenters.who(self.person)

    @property
    def is_masked(self) -> bool:
        """Whether the child's data is protected."""
        return self.person is not None and self.person.is_masked

    @property
    def running(self) -> InvestigationView | None:
        """The investigation that runs in the file, if one does."""
        return next((each for each in self.investigations if each.is_open), None)

    @property
    def subtitle(self) -> str:
        """«Alma Åkerlund · anmälan A2026-000012»."""
        return _("{name} · anmälan {number}").format(name=self.name, number=self.report.number)

    @property
    def passages(self) -> list[presenters.Passage]:
        """What the report says."""
        about = [presenters.Passage(_("Om just det här barnet"), self.child.about)] if self.child.about else []
        return [*about, *presenters.passages(self.report)]

    @property
    def facts(self) -> list[presenters.Fact]:
        """Who told and who knows."""
        return presenters.report_facts(self.report)


def open_scene(*, report_child_id: int, what: str, viewer: Viewer, at: datetime) -> Scene:
    """The child in the report, with the reading of its file logged. Raises `NotOpen`."""
    today = local_date(at)
    child = queries.report_child(report_child_id=report_child_id, viewer=viewer)
    file = log_reading(file_id=child.file_id, what=what, actor=viewer, at=at)
    investigations = investigations_of_file(file_id=child.file_id, viewer=viewer)
    reports = queries.reports_of_file(file_id=child.file_id, viewer=viewer)
    return Scene(
        child=child,
        report=queries.report(report_id=child.report_id, viewer=viewer),
        file=file,
        person=subjects_of_files(file_ids=[child.file_id], viewer=viewer).get(child.file_id),
        clocks=clocks_of(subject=presenters.subject_of(child), viewer=viewer),
        investigations=investigations,
        history=presenters.history_of(reports, investigations, besides=child.id, today=today),
        today=today,
    )
