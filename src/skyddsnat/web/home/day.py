"""What a viewer's day holds, fetched in two statements whatever there is of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from skyddsnat.domains.compulsory.queries import (
    ask_deviations_to_confirm,
    ask_lapsing,
    ask_measures,
    ask_outings_ahead,
)
from skyddsnat.domains.compulsory.types import ALARM_HOURS, DeviationMark, MeasureView, OutingMark
from skyddsnat.domains.decisions.permissions import user_can_decide
from skyddsnat.domains.decisions.queries import (
    ask_decisions_of_appeals,
    ask_decisions_of_letters,
    ask_proposals_waiting,
)
from skyddsnat.domains.decisions.types import ProposalMark
from skyddsnat.domains.intake.queries import ask_channels, ask_report_children
from skyddsnat.domains.intake.types import ChannelView
from skyddsnat.domains.investigations.queries import ask_late_waitings, ask_notices, ask_withheld
from skyddsnat.domains.investigations.types import LateWaiting, NoticeMark
from skyddsnat.domains.journal.queries import ask_planned_talks
from skyddsnat.domains.journal.types import TalkMark
from skyddsnat.domains.people.queries import ask_subjects
from skyddsnat.domains.safety.queries import ask_visits_ahead, ask_waiting, ask_warned, ask_warnings_to_review
from skyddsnat.domains.safety.types.following import DutyView, PoliceReportView
from skyddsnat.domains.safety.types.warnings import ToDo, VisitMark, WarningMark
from skyddsnat.foundation.access.asking import ask
from skyddsnat.foundation.access.queries import AssignmentView, ask_files, ask_files_without_anyone, ask_handovers
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.deadlines.queries import ask_duties
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.foundation.drafts.queries import ask_drafts
from skyddsnat.foundation.drafts.types import DraftHead
from skyddsnat.foundation.staff.types import CASEWORK, Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.duties import APPEAL, LETTER, MEASURE, NOTICE, OF_OTHERS, REPORT, Around, ids_of

# Whoever can act when a channel is silent or fails (lesson 3).
MINDS_CHANNELS = (Role.INTAKE_WORKER, Role.UNIT_MANAGER, Role.REGISTRAR, Role.ADMINISTRATOR)
DECIDES = (Role.CASEWORKER, Role.SENIOR, Role.UNIT_MANAGER, Role.COMMITTEE_MEMBER, Role.CHAIR_ON_CALL)
# What is asked of some roles alone.
SOMETIMES = (
    *("proposals", "channels", "outings", "visits", "deviations", "lapsing", "warnings"),
    *("incident_duties", "police_reports"),
)
WITH_DUTIES = (*CASEWORK, Role.UNIT_MANAGER)


@dataclass(frozen=True, kw_only=True)
class Day:
    """Everything that waits. `duties` are the viewer's own to do, `late_elsewhere` late ones of others in her unit;
    `outings` are to be read or, those that are `warned` of since they were assessed, to be assessed anew.
    """

    today: date
    at: datetime
    viewer: Viewer
    duties: list[DeadlineView]
    late_elsewhere: list[DeadlineView]
    proposals: list[ProposalMark]
    without_anyone: list[FileView]
    talks: list[TalkMark]
    drafts: list[DraftHead]
    handovers: list[AssignmentView]
    withheld: list[NoticeMark]
    waitings: list[LateWaiting]
    channels: list[ChannelView]
    outings: list[OutingMark]
    warned: frozenset[int]
    visits: list[VisitMark]
    deviations: list[DeviationMark]
    lapsing: list[MeasureView]
    warnings: list[WarningMark]
    incident_duties: list[DutyView]
    police_reports: list[PoliceReportView]
    measures: dict[int, MeasureView]
    around: Around

    @property
    def late_risks(self) -> int:
        """How many assessments of risk are late: of home visits, and of outings in compulsory care."""
        outings = [each for each in self.outings if each.id in self.warned]
        near = [each for each in outings if local_date(each.planned_at) <= self.today]
        return len(near) + sum(self.is_late(each) for each in self.visits)

    def is_late(self, visit: VisitMark) -> bool:
        """Whether they go today, or should have gone, and nobody has assessed the risk."""
        return visit.to_do is ToDo.ASSESS and local_date(visit.planned_at) <= self.today

    def is_overdue(self, warning: WarningMark) -> bool:
        """Whether the warning should have been looked at again."""
        return warning.is_agreed and warning.review_on < self.today


def day_of(*, viewer: Viewer, at: datetime) -> Day:
    """The viewer's day."""
    today = local_date(at)
    found = _first(viewer, at, today)
    clocks = [clock for clock in found["clocks"] if clock.rule not in OF_OTHERS]
    more = _second(viewer, found, clocks)
    files = {file.id: file for file in more["files"]}
    own = [clock for clock in clocks if _is_own(clock, viewer, files)]
    warned = _warned(found["outings"], more["warned"])
    return Day(
        today=today,
        at=at,
        viewer=viewer,
        duties=own,
        late_elsewhere=[clock for clock in clocks if clock not in own],
        proposals=[each for each in found["proposals"] if _may_decide(each, files, viewer)],
        without_anyone=found["without_anyone"],
        talks=found["talks"],
        drafts=found["drafts"],
        handovers=found["handovers"],
        withheld=found["withheld"],
        waitings=found["waitings"],
        channels=[channel for channel in found["channels"] if not channel.faults.allowed],
        outings=[each for each in found["outings"] if not each.is_read or each.id in warned],
        warned=warned,
        visits=found["visits"],
        deviations=found["deviations"],
        lapsing=found["lapsing"],
        warnings=found["warnings"],
        incident_duties=[each for each in found["incident_duties"] if local_date(each.due_at) <= today],
        police_reports=found["police_reports"],
        measures={each.id: each for each in more["measures"]},
        around=_around(more),
    )


def _first(viewer: Viewer, at: datetime, today: date) -> dict[str, list[Any]]:
    mine = viewer.assigned_ids
    questions: dict[str, Any] = {
        "clocks": ask_duties(today=today, viewer=viewer),
        "talks": ask_planned_talks(day=today, viewer=viewer),
        "drafts": ask_drafts(viewer=viewer),
        "handovers": ask_handovers(viewer=viewer),
        "withheld": ask_withheld(file_ids=mine, viewer=viewer),
        "waitings": ask_late_waitings(file_ids=mine, today=today, viewer=viewer),
        "without_anyone": ask_files_without_anyone(unit_ids=viewer.managed_units, today=today, viewer=viewer),
    }
    if viewer.has_role(*DECIDES):
        questions["proposals"] = ask_proposals_waiting(viewer=viewer)
    if viewer.has_role(*MINDS_CHANNELS):
        questions["channels"] = ask_channels(at=at, viewer=viewer)
    if viewer.does_casework:
        questions["outings"] = ask_outings_ahead(viewer=viewer)
    if viewer.has_role(*WITH_DUTIES):
        questions["visits"] = ask_visits_ahead(at=at, viewer=viewer)
    if viewer.managed_units or viewer.keeps_safety:
        questions |= ask_waiting(at=at, viewer=viewer)
    if viewer.managed_units:
        questions |= _of_manager(viewer, at, today)
    return dict.fromkeys(SOMETIMES, []) | ask(viewer=viewer, **questions)


def _of_manager(viewer: Viewer, at: datetime, today: date) -> dict[str, Any]:
    """What only somebody with power over the unit can mend (lesson 1)."""
    units, until = viewer.managed_units, at + timedelta(hours=ALARM_HOURS)
    return {
        "deviations": ask_deviations_to_confirm(unit_ids=units, viewer=viewer),
        "lapsing": ask_lapsing(unit_ids=units, until=until, viewer=viewer),
        "warnings": ask_warnings_to_review(on=today, viewer=viewer),
    }


def _second(viewer: Viewer, found: dict[str, list[Any]], clocks: list[DeadlineView]) -> dict[str, list[Any]]:
    named = ("talks", "handovers", "withheld", "waitings", "proposals", "outings", "visits", "deviations", "lapsing")
    file_ids = {each.file_id for name in named for each in found[name]} | {clock.file_id for clock in clocks}
    file_ids |= {file.id for file in found["without_anyone"]}
    return ask(
        viewer=viewer,
        children=ask_subjects(file_ids=file_ids, viewer=viewer),
        files=ask_files(file_ids=_to_open(clocks, found), viewer=viewer),
        reports=ask_report_children(report_child_ids=ids_of(clocks, REPORT), viewer=viewer),
        notices=ask_notices(notice_ids=ids_of(clocks, NOTICE), viewer=viewer),
        measures=ask_measures(measure_ids=ids_of(clocks, MEASURE), viewer=viewer),
        letters=ask_decisions_of_letters(delivery_ids=ids_of(clocks, LETTER), viewer=viewer),
        appeals=ask_decisions_of_appeals(appeal_ids=ids_of(clocks, APPEAL), viewer=viewer),
        warned=ask_warned(
            places=[(each.file_id, each.place, each.planned_at) for each in found["outings"]], viewer=viewer
        ),
    )


def _warned(outings: list[OutingMark], since: list[datetime | None]) -> frozenset[int]:
    """Those of the outings that somebody has warned of since the risk was assessed."""
    known = zip(outings, since, strict=True)
    return frozenset(each.id for each, moment in known if moment is not None and moment > each.assessed_at)


def _to_open(clocks: Iterable[DeadlineView], found: dict[str, list[Any]]) -> set[int]:
    return {clock.file_id for clock in clocks} | {each.file_id for each in found["proposals"]}


def _around(more: dict[str, list[Any]]) -> Around:
    return Around(
        children={child.file_id: child for child in more["children"]},
        reports={report.id: report for report in more["reports"]},
        cases_of_notices={notice.id: notice.investigation_id for notice in more["notices"]},
        decisions_of_letters=dict(more["letters"]),
        decisions_of_appeals=dict(more["appeals"]),
    )


def _is_own(clock: DeadlineView, viewer: Viewer, files: dict[int, FileView]) -> bool:
    """On a child of the viewer's, or waiting at her intake."""
    file = files.get(clock.file_id)
    at_intake = file is not None and not file.is_assigned and file.unit_id in viewer.intake_units
    return clock.file_id in viewer.assigned_ids or at_intake


def _may_decide(proposal: ProposalMark, files: dict[int, FileView], viewer: Viewer) -> bool:
    file = files.get(proposal.file_id)
    return file is not None and user_can_decide(needed=proposal.level, file=file, viewer=viewer)
