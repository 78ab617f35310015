"""What the pages about one child in a report have around their form: the child, the report, the history."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory.queries import ask_measures_of_file
from skyddsnat.domains.intake import queries
from skyddsnat.domains.intake.types import ReportChildView, ReportView
from skyddsnat.domains.investigations.queries import ask_cases_of_file
from skyddsnat.domains.investigations.types import CaseMark
from skyddsnat.domains.journal.queries import ask_talks_of_file
from skyddsnat.domains.journal.types import TalkMark
from skyddsnat.domains.people.queries import ask_subject
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.asking import ask
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.deadlines.queries import ask_clocks_of_file
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.components import Fact, TimelineEvent
from skyddsnat.web.heads import Passage
from skyddsnat.web.intake import presenters


@dataclass(frozen=True)
class Scene:
    """One child in one report. `clocks` are all of this report's, for this child."""

    child: ReportChildView
    report: ReportView
    file: FileView
    person: PersonView | None
    clocks: list[DeadlineView]
    cases: list[CaseMark]
    talks: list[TalkMark]
    history: list[TimelineEvent]
    today: date

    @property
    def after_care(self) -> str:
        """That the child was in care until lately; empty otherwise."""
        return presenters.after_care(self.child, self.today)

    @property
    def name(self) -> str:
        """The child's name, or the words that stand for it."""
        return presenters.who(self.person)

    @property
    def is_masked(self) -> bool:
        """Whether the child's data is protected."""
        return self.person is not None and self.person.is_masked

    @property
    def running(self) -> CaseMark | None:
        """The investigation that runs in the file, if one does."""
        return next((each for each in self.cases if each.closed_at is None), None)

    @property
    def subtitle(self) -> str:
        """«Alma Åkerlund · anmälan A2026-000012»."""
        return _("{name} · anmälan {number}").format(name=self.name, number=self.report.number)

    @property
    def passages(self) -> list[Passage]:
        """What the report says."""
        about = [Passage(_("Om just det här barnet"), self.child.about)] if self.child.about else []
        return [*about, *presenters.passages(self.report)]

    @property
    def facts(self) -> list[Fact]:
        """Who told and who knows."""
        return presenters.report_facts(self.report)


def open_scene(*, report_child_id: int, what: str, viewer: Viewer, at: datetime) -> Scene:
    """The child in the report, with the reading of its file logged. Raises `NotOpen`."""
    today = local_date(at)
    child = queries.report_child(report_child_id=report_child_id, viewer=viewer)
    file = log_reading(file_id=child.file_id, what=what, actor=viewer, at=at)
    found = ask(
        viewer=viewer,
        people=ask_subject(file_id=file.id, viewer=viewer),
        clocks=ask_clocks_of_file(file_id=file.id, viewer=viewer),
        reports=queries.ask_reports_of_file(file_id=file.id, viewer=viewer),
        cases=ask_cases_of_file(file_id=file.id, viewer=viewer),
        measures=ask_measures_of_file(file_id=file.id, viewer=viewer),
        talks=ask_talks_of_file(file_id=file.id, viewer=viewer),
    )
    subject = queries.subject_of(child.id)
    return Scene(
        child=child,
        report=queries.report(report_id=child.report_id, viewer=viewer),
        file=file,
        person=next(iter(found["people"]), None),
        clocks=[clock for clock in found["clocks"] if clock.subject == subject],
        cases=found["cases"],
        talks=found["talks"],
        history=presenters.history_of(found["reports"], found["cases"], found["measures"], besides=child.id, at=at),
        today=today,
    )
