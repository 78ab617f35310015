"""What is done in a case, each by whoever would do it: the actor's eyes, the product's own flow, the moment."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from skyddsnat.demo.clockwork import Clockwork
from skyddsnat.demo.colleagues import INTAKE
from skyddsnat.demo.families import Child, Family
from skyddsnat.demo.norrham import Norrham, seeded
from skyddsnat.demo.writer import Writer
from skyddsnat.domains.intake import actions as intake
from skyddsnat.domains.intake.queries import preliminary, report_child, subject_of
from skyddsnat.domains.intake.types import (
    NewProtectionAssessment,
    NewReport,
    Outcome,
    PreliminaryFields,
    ReportChildView,
)
from skyddsnat.domains.investigations.queries import running_in_file
from skyddsnat.domains.investigations.types import Question
from skyddsnat.domains.people.types import Protection
from skyddsnat.flows.assess_protection import assess_protection
from skyddsnat.flows.close_file import close_file, closing_verdict
from skyddsnat.flows.decide_preliminary import decide_preliminary
from skyddsnat.flows.join_running import join_running
from skyddsnat.flows.receive_report import Receipt, receive_report
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.queries import assignments_of, file_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part, Viewer, system_run
from skyddsnat.foundation.deadlines.actions import follow_file
from skyddsnat.foundation.documents.actions import pass_cover, send_document
from skyddsnat.foundation.documents.queries import document, unsent_of_subject
from skyddsnat.foundation.documents.release_types import Asker, receiver_of


@dataclass(slots=True)
class Stage:
    """What every story needs: the place, the pen, the order of time and the seed."""

    place: Norrham
    writer: Writer
    clockwork: Clockwork
    seed: int
    families: list[Family] = field(default_factory=list)
    _dealt: Counter[str] = field(default_factory=Counter)

    def chance(self, *what: object) -> Random:
        """Chance of one thing's own."""
        return seeded(self.seed, *what)

    def deal(self, what: str, share: float) -> bool:
        """Whether it happens this time: as often as `share` says, evenly, so that a small town has its share too."""
        self._dealt[what] += 1
        times = self._dealt[what]
        return int(times * share + 0.5) > int((times - 1) * share + 0.5)

    def hand(self, child: Child) -> str:
        """Who acts in the child's file: its caseworker or, where there is none, the manager of the unit that has it."""
        return child.worker or self.place.manager_of(child.unit or INTAKE)


# --- Intake -----------------------------------------------------------------------------------------------------------


def receive(stage: Stage, report: NewReport, children: list[Child], by: str, at: datetime) -> Receipt:
    """The report is written down at intake by `by`, and the children remember their files."""
    with stage.place.acting(by, at) as actor:
        receipt = receive_report(report=report, actor=actor, at=at)
        return _remember(receipt, children, actor)


def receive_by_machine(stage: Stage, report: NewReport, children: list[Child], at: datetime) -> Receipt:
    """The report comes in by an integration, which sees nothing afterwards."""
    run = system_run("sdk", units=frozenset({stage.place.units[INTAKE]}))
    with seeing(run):
        receipt = receive_report(report=report, actor=run, at=at)
        return _remember(receipt, children, run)


def _remember(receipt: Receipt, children: list[Child], actor: Viewer) -> Receipt:
    for child, file_id, report_child_id in zip(children, receipt.file_ids, receipt.report_child_ids, strict=True):
        child.file_id = file_id
        if not child.person_id:
            child.person_id = report_child(report_child_id=report_child_id, viewer=actor).child_id
    return receipt


def assess(stage: Stage, case: int, assessment: NewProtectionAssessment, by: str, at: datetime) -> int | None:
    """`by` assesses the child's protection. Returns the investigation that the report joined, if one runs."""
    with stage.place.acting(by, at) as actor:
        done = assess_protection(report_child_id=case, assessment=assessment, actor=actor, at=at)
    return done.investigation_id


def write_preliminary(stage: Stage, case: int, fields: PreliminaryFields, by: str, at: datetime) -> None:
    """The text of the preliminary assessment is saved, over what was there."""
    with stage.place.acting(by, at) as actor:
        written = preliminary(report_child_id=case, viewer=actor)
        intake.save_preliminary(
            report_child_id=case, version=written.version if written else None, fields=fields, actor=actor, at=at
        )


def prolong(stage: Stage, case: int, to: date, reason: str, by: str, at: datetime) -> None:
    """The preliminary assessment may take longer."""
    with stage.place.acting(by, at) as actor:
        intake.prolong_preliminary(report_child_id=case, to=to, reason=reason, actor=actor, at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What an investigation is to answer."""

    question: Question
    asks: str
    what_is_new: str = ""


def decide(stage: Stage, case: int, child: Child, ask: Ask | None, by: str, at: datetime) -> int | None:
    """Open an investigation that asks `ask`, or none; or join the one that runs by now. Returns what was opened."""
    with stage.place.acting(by, at) as actor:
        if running_in_file(file_id=child.file_id, viewer=actor):
            join_running(report_child_id=case, actor=actor, at=at)
            return None
        written = preliminary(report_child_id=case, viewer=actor)
        return decide_preliminary(
            report_child_id=case,
            outcome=Outcome.OPEN if ask else Outcome.NOT_OPEN,
            version=written.version if written else None,
            question=ask.question if ask else None,
            asks=ask.asks if ask else "",
            what_is_new=ask.what_is_new if ask else "",
            actor=actor,
            at=at,
        ).investigation_id


def send_letters(stage: Stage, child: Child, about: str, at: datetime, *, how: str = "brev") -> None:
    """Letters about that of a protected child: the manager reads them, and they leave (lesson 15)."""
    if child.person.protection is Protection.NONE:
        return
    manager = stage.place.manager_of(child.unit or INTAKE)
    with stage.place.acting(manager, at) as actor:
        for letter in unsent_of_subject(subject=about, viewer=actor):
            if letter.needs_passing and letter.signed_by_id != actor.employee_id:
                pass_cover(document_id=letter.id, actor=actor, at=at)
    with stage.place.acting(stage.hand(child), at) as actor:
        for letter in unsent_of_subject(subject=about, viewer=actor):
            receiver = receiver_of(letter.template)
            if letter.is_ready and receiver is not None:
                whom = letter.recipient
                send_document(document_id=letter.id, to=receiver, recipient=whom, how=how, actor=actor, at=at)


def give_to_child(child: Child, letter_id: int, actor: Viewer, at: datetime) -> None:
    """The child gets its own letter, read together."""
    if document(document_id=letter_id, viewer=actor).is_ready:
        name = f"{child.person.given_name} {child.person.family_name}"
        how = "lämnat vid möte"
        send_document(document_id=letter_id, to=Asker.PARTY, recipient=name, how=how, actor=actor, at=at)


def tell_reporter(
    stage: Stage, case: int, by: str, at: datetime, *, unsuitable: str = "", child: Child | None = None
) -> None:
    """The reporter gets feedback, or not for a reason. Of a protected `child` another reads the letter first."""
    with stage.place.acting(by, at) as actor:
        if unsuitable:
            intake.decline_feedback(report_child_id=case, reason=unsuitable, actor=actor, at=at)
        else:
            intake.give_feedback(report_child_id=case, actor=actor, at=at)
    if child is not None:
        send_letters(stage, child, subject_of(case), at)


def look_at(stage: Stage, case: int, by: str, at: datetime) -> ReportChildView:
    """How the report stands."""
    with stage.place.acting(by, at) as actor:
        return report_child(report_child_id=case, viewer=actor)


# --- Files ------------------------------------------------------------------------------------------------------------


def assign(stage: Stage, child: Child, to: str, unit: str, at: datetime, *, part: Part = Part.RESPONSIBLE) -> None:
    """The manager who has the file gives it to `to`, who works in `unit`."""
    place = stage.place
    with place.acting(place.manager_of(child.unit or INTAKE), at) as manager:
        access.assign(
            file_id=child.file_id,
            employee_id=place.employees[to],
            part=part,
            unit_id=place.units[unit],
            actor=manager,
            at=at,
        )
        follow_file(file=file_of(file_id=child.file_id, viewer=manager), actor=manager, at=at)
    if part is Part.RESPONSIBLE:
        child.times_changed += bool(child.worker)
        child.worker, child.unit = to, unit


def hand_over(stage: Stage, child: Child, to: str, summary: str, at: datetime) -> None:
    """A new responsible caseworker of the same unit; the former stays beside her until the summary is signed."""
    place, former = stage.place, child.worker
    assign(stage, child, to, child.unit, at)
    assign(stage, child, former, child.unit, at, part=Part.SECOND)
    with place.acting(former, at) as actor:
        access.hand_over(file_id=child.file_id, to_employee_id=place.employees[to], summary=summary, actor=actor, at=at)


def let_go(stage: Stage, child: Child, of: str, at: datetime) -> None:
    """Somebody is taken off the file; if she was the responsible one, a gap begins that shows as one."""
    place = stage.place
    with place.acting(place.manager_of(child.unit), at) as manager:
        for each in assignments_of(file_id=child.file_id, viewer=manager):
            if each.employee_id == place.employees[of] and each.ends_at is None:
                access.end_assignment(assignment_id=each.id, actor=manager, at=at)
    if child.worker == of:
        child.worker = ""


def receive_handover(stage: Stage, child: Child, at: datetime) -> None:
    """The new caseworker signs that she has read it."""
    with stage.place.acting(stage.hand(child), at) as actor:
        for each in assignments_of(file_id=child.file_id, viewer=actor):
            if each.employee_id == actor.employee_id and each.handed_over_at and not each.received_at:
                access.receive_handover(assignment_id=each.id, actor=actor, at=at)


def close_if_done(stage: Stage, child: Child, by: str, at: datetime) -> bool:
    """The file is closed if nothing in it runs."""
    with stage.place.acting(by, at) as actor:
        if not closing_verdict(file_id=child.file_id, at=at, viewer=actor).allowed:
            return False
        close_file(file_id=child.file_id, actor=actor, at=at)
        return True


def is_closed(stage: Stage, child: Child, by: str, at: datetime) -> bool:
    """Whether the file is closed."""
    with stage.place.acting(by, at) as actor:
        return file_of(file_id=child.file_id, viewer=actor).is_closed
