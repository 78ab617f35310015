"""The child's file as every page about it has it: the file, the child, who works with it, and the whole story."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from skyddsnat.domains.compulsory.queries import ask_measures_of_file, ask_open_case
from skyddsnat.domains.compulsory.types import CaseMark as CompulsoryMark
from skyddsnat.domains.compulsory.types import MeasureView
from skyddsnat.domains.decisions.queries import ask_decisions_of_file, ask_proposals_of_file
from skyddsnat.domains.decisions.types import DecisionMark, ProposalMark
from skyddsnat.domains.intake.queries import ask_reports_of_file
from skyddsnat.domains.intake.types import ReportChildView
from skyddsnat.domains.investigations.queries import ask_cases_of_file
from skyddsnat.domains.investigations.types import CaseMark
from skyddsnat.domains.journal.queries import ask_talks_of_file
from skyddsnat.domains.journal.types import TalkMark
from skyddsnat.domains.people.queries import ask_guardians, ask_subject
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.asking import Question, ask
from skyddsnat.foundation.access.permissions import user_can_assign, user_can_write
from skyddsnat.foundation.access.queries import AssignmentView, ask_assignments, ask_emergency_end
from skyddsnat.foundation.access.types import FileView, Part, Viewer
from skyddsnat.foundation.deadlines.queries import ask_clocks_of_file
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.presenters import name_of

YEAR = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Story:
    """What has happened to the child with us, in the order it happened; reports and talks the latest first.

    `compulsory` is the open case, `measures` those of every case.
    """

    reports: list[ReportChildView]
    cases: list[CaseMark]
    decisions: list[DecisionMark]
    proposals: list[ProposalMark]
    talks: list[TalkMark]
    clocks: list[DeadlineView]
    compulsory: list[CompulsoryMark]
    measures: list[MeasureView]

    @property
    def running(self) -> CaseMark | None:
        """The investigation that runs."""
        return next((case for case in self.cases if case.closed_at is None), None)

    @property
    def measures_now(self) -> list[MeasureView]:
        """The measures of the open compulsory case."""
        return [each for each in self.measures if each.case_id in {case.id for case in self.compulsory}]

    @property
    def open_reports(self) -> list[ReportChildView]:
        """Reports on which nothing is decided."""
        return [report for report in self.reports if report.is_open]

    @property
    def open_clocks(self) -> list[DeadlineView]:
        """Clocks that run, the earliest day first."""
        running = [clock for clock in self.clocks if clock.met_at is None and clock.ended_at is None]
        return sorted(running, key=lambda clock: (clock.plan_on, clock.id))


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One file, as `viewer` sees it at `at`. `story` is there when the page asked for it."""

    file: FileView
    viewer: Viewer
    at: datetime
    child: PersonView | None
    guardians: list[PersonView]
    assignments: list[AssignmentView]
    emergency_until: datetime | None
    story: Story | None = None
    is_revealed: bool = False

    @property
    def today(self) -> date:
        """The local day."""
        return local_date(self.at)

    @property
    def name(self) -> str:
        """The child's name, or the words that stand for it; the file's number when no child is written down."""
        return name_of(self.child) if self.child else self.file.number

    @property
    def may_write(self) -> bool:
        """Whether the viewer may write in the file."""
        return user_can_write(file=self.file, viewer=self.viewer)

    @property
    def may_assign(self) -> bool:
        """Whether the viewer gives the file to caseworkers."""
        return user_can_assign(unit_id=self.file.unit_id, viewer=self.viewer)

    @property
    def working(self) -> list[AssignmentView]:
        """Who works with the child now, the responsible one first."""
        now = [each for each in self.assignments if each.ends_at is None or each.ends_at > self.at]
        return sorted(now, key=lambda each: (list(Part).index(each.part), each.starts_at))

    @property
    def responsible_in_a_year(self) -> int:
        """How many different caseworkers were responsible during the last twelve months."""
        since = self.at - YEAR
        return len({
            each.employee_id
            for each in self.assignments
            if each.part is Part.RESPONSIBLE and (each.ends_at is None or each.ends_at > since)
        })  # fmt: skip


def open_scene(
    *, file_id: int, what: str, viewer: Viewer, at: datetime, with_story: bool = False, reveal: bool = False
) -> Scene:
    """The file with its reading logged, in three statements. Raises `NotOpen`.

    `reveal`: the page has just said why the protected data is needed.
    """
    file = log_reading(file_id=file_id, what=what, actor=viewer, at=at)
    questions: dict[str, Question[Any]] = {
        "child": ask_subject(file_id=file_id, viewer=viewer, reveal=reveal),
        "guardians": ask_guardians(file_id=file_id, on=local_date(at), viewer=viewer, reveal=reveal),
        "assignments": ask_assignments(file_id=file_id, viewer=viewer),
        "emergency": ask_emergency_end(file_id=file_id, at=at, viewer=viewer),
    }
    found = ask(viewer=viewer, **questions, **(_story_questions(file_id, viewer) if with_story else {}))
    return Scene(
        file=file,
        viewer=viewer,
        at=at,
        child=next(iter(found.pop("child")), None),
        guardians=found.pop("guardians"),
        assignments=found.pop("assignments"),
        emergency_until=next(iter(found.pop("emergency")), None),
        story=Story(**found) if with_story else None,
        is_revealed=reveal,
    )


def _story_questions(file_id: int, viewer: Viewer) -> dict[str, Question[Any]]:
    return {
        "reports": ask_reports_of_file(file_id=file_id, viewer=viewer),
        "cases": ask_cases_of_file(file_id=file_id, viewer=viewer),
        "decisions": ask_decisions_of_file(file_id=file_id, viewer=viewer),
        "proposals": ask_proposals_of_file(file_id=file_id, viewer=viewer),
        "talks": ask_talks_of_file(file_id=file_id, viewer=viewer),
        "clocks": ask_clocks_of_file(file_id=file_id, viewer=viewer),
        "compulsory": ask_open_case(file_id=file_id, viewer=viewer),
        "measures": ask_measures_of_file(file_id=file_id, viewer=viewer),
    }
