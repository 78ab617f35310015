"""An investigation from the first letter to the signed text, as it usually goes and as it sometimes goes wrong."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from skyddsnat.demo import acts, casework, shares
from skyddsnat.demo.acts import Stage
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.colleagues import WORKERS
from skyddsnat.demo.days import later, soon
from skyddsnat.demo.families import Child
from skyddsnat.demo.proposing import Behind, propose
from skyddsnat.domains.investigations.types import AnalysisFields, ExtensionReason, PlanFields, Result, View
from skyddsnat.domains.journal.types import NoteKind
from skyddsnat.kernel.stockholm import local_date

FOUR_MONTHS = 118  # days that fit in any four months
AREAS = (
    "body", "feelings", "learning", "friends", "lived_through", "everyday", "safe", "closeness", "household", "means",
    "helpers",
)  # fmt: skip


@dataclass(slots=True)
class Inquiry:
    """One investigation under way in a story. `days` is how long it will take, `latest` its latest moment so far."""

    stage: Stage
    child: Child
    id: int
    theme: shares.Theme
    opened_at: datetime
    chance: Random
    days: int
    latest: datetime

    def after(self, share: float) -> datetime:
        """The moment when that share of the time has gone, or a little after the latest one."""
        return self.not_before(later(self.opened_at, self.chance, days=max(1, int(self.days * share))))

    def not_before(self, at: datetime) -> datetime:
        """That moment, or soon after the latest one: nothing is done before what came before it."""
        self.latest = at if at > self.latest else soon(self.latest, self.chance)
        return self.latest

    def day(self, days: int) -> date:
        """The day so many days after the opening."""
        return local_date(self.opened_at) + timedelta(days=days)


def investigate(
    stage: Stage, child: Child, case: int, theme: shares.Theme, opened_at: datetime, chance: Random
) -> Story:
    """The whole investigation, and the decision after it."""
    is_late = chance.random() < shares.INVESTIGATION_LATE
    days = chance.randrange(125, 170) if is_late else chance.randrange(50, FOUR_MONTHS - 12)
    inquiry = Inquiry(stage, child, case, theme, opened_at, chance, days, opened_at)
    yield from _tell(inquiry)
    yield from _begin(inquiry)
    if _stands_still(inquiry):
        return
    yield from _talk(inquiry)
    yield from _gather(inquiry)
    if chance.random() < shares.CHANGES_CASEWORKER:
        yield from _change_caseworker(inquiry)
    if is_late and chance.random() < shares.EXTENDED:
        yield from _extend(inquiry)
    yield from _finish(inquiry)


def _stands_still(inquiry: Inquiry) -> bool:
    """Some of those that run today have not moved for weeks; nothing more happens in them."""
    is_recent = (inquiry.stage.place.today - local_date(inquiry.opened_at)).days < inquiry.days
    return is_recent and inquiry.chance.random() < 2 * shares.STANDS_STILL


# --- The beginning ----------------------------------------------------------------------------------------------------


def _tell(inquiry: Inquiry) -> Story:
    stage, child, chance = inquiry.stage, inquiry.child, inquiry.chance
    told_at = inquiry.not_before(later(inquiry.opened_at, chance, days=chance.randrange(0, 3)))
    yield told_at
    is_violent = inquiry.theme is shares.Theme.VIOLENCE
    withheld = is_violent and chance.random() < shares.WITHHELD_ON_VIOLENCE
    how = chance.choice(("brev", "telefon och brev", "möte och brev"))
    reason = stage.writer.one("withhold", child) if withheld else ""
    casework.tell_parties(stage, child, inquiry.id, how, told_at, withhold=reason)


def _begin(inquiry: Inquiry) -> Story:
    stage, child, chance = inquiry.stage, inquiry.child, inquiry.chance
    planned_at = inquiry.after(0.1)
    yield planned_at
    areas = tuple(sorted(chance.sample(AREAS, 5), key=AREAS.index))
    fields = PlanFields(
        areas=areas,
        meets=stage.writer.one("plan.meets", child),
        child_alone=stage.writer.one("plan.alone", child),
        consults=stage.writer.one("plan.consults", child),
        check_points=stage.writer.one("plan.check", child),
        planned_end_on=inquiry.day(min(inquiry.days, FOUR_MONTHS)),
        talked_through_on=local_date(planned_at) if chance.random() < 0.6 else None,
    )
    casework.plan(stage, child, inquiry.id, fields, planned_at)
    noted_at = inquiry.after(0.18)
    yield noted_at
    text = stage.writer.one("note.contact", child)
    casework.note(stage, child, NoteKind.CONTACT, stage.writer.one("whom", child), text, noted_at)


def _talk(inquiry: Inquiry) -> Story:
    stage, child, chance = inquiry.stage, inquiry.child, inquiry.chance
    if chance.random() > shares.TALKED:
        return
    planned_at = inquiry.after(0.22)
    yield planned_at
    held_at = inquiry.after(0.3)
    purpose = stage.writer.one("talk.purpose", child)
    place = child.person.school or "hemma hos familjen"
    if held_at > stage.place.now:
        casework.plan_talk(stage, child, held_at, place, purpose, planned_at)
    yield held_at
    alone = chance.random() < shares.ALONE
    casework.talk(
        stage,
        child,
        place,
        purpose,
        stage.writer.one("words", child),
        held_at,
        not_alone_reason="" if alone else stage.writer.one("talk.not_alone", child),
        told=stage.writer.one("talk.told", child) if chance.random() < 0.8 else "",
        how=stage.writer.one("talk.how", child),
        already_told=stage.writer.one("talk.already", child) if chance.random() < 0.4 else "",
    )


# --- The middle -------------------------------------------------------------------------------------------------------


def _gather(inquiry: Inquiry) -> Story:
    stage, child, chance = inquiry.stage, inquiry.child, inquiry.chance
    visited_at = inquiry.after(0.4)
    yield visited_at
    casework.note(stage, child, NoteKind.HOME_VISIT, "Familjen", stage.writer.one("note.visit", child), visited_at)
    waiting = None
    if chance.random() < shares.WAITS:
        whom, what = stage.writer.one("wait", child).split("|")
        until = local_date(visited_at) + timedelta(days=chance.randrange(10, 40))
        waiting = casework.wait(stage, child, inquiry.id, whom, what, until, visited_at)
    for share, area in zip((0.45, 0.55), chance.sample(AREAS, 2), strict=True):
        written_at = inquiry.after(share)
        yield written_at
        text = stage.writer.one(f"area.{area}", child)
        source = stage.writer.one("source", child)
        casework.note_area(stage, child, inquiry.id, area, text, written_at, source=source)
    guardian_at = inquiry.after(0.6)
    yield guardian_at
    casework.note_area(
        stage, child, inquiry.id, "everyday", stage.writer.one("guardian", child), guardian_at, view=View.GUARDIAN
    )
    if waiting is not None:
        casework.stop_waiting(stage, child, waiting, guardian_at)


def _change_caseworker(inquiry: Inquiry) -> Story:
    stage, child, chance = inquiry.stage, inquiry.child, inquiry.chance
    changed_at = inquiry.after(0.65)
    yield changed_at
    former = child.worker
    if not former:
        return
    to = _somebody_else(child, former, chance)
    if chance.random() < shares.GAP_BETWEEN:
        acts.let_go(stage, child, former, changed_at)
        taken_at = inquiry.not_before(later(changed_at, chance, days=chance.randrange(4, 20)))
        yield taken_at
        if not child.worker:
            acts.assign(stage, child, to, child.unit, taken_at)
        return
    acts.hand_over(stage, child, to, stage.writer.one("handover", child), changed_at)
    read_at = inquiry.not_before(later(changed_at, chance, days=chance.randrange(1, 6)))
    yield read_at
    acts.receive_handover(stage, child, read_at)
    acts.let_go(stage, child, former, read_at)


def _somebody_else(child: Child, former: str, chance: Random) -> str:
    return chance.choice([key for key in WORKERS[child.unit] if key != former])


def _extend(inquiry: Inquiry) -> Story:
    wanted = later(inquiry.opened_at, inquiry.chance, days=inquiry.chance.randrange(100, 115))
    extended_at = inquiry.not_before(wanted)
    yield extended_at
    code = inquiry.chance.choice(tuple(ExtensionReason))
    reason = inquiry.stage.writer.one("extend", inquiry.child)
    until = inquiry.day(inquiry.days + 14)
    casework.extend(inquiry.stage, inquiry.child, inquiry.id, until, code, reason, extended_at)


# --- The end ----------------------------------------------------------------------------------------------------------


def _finish(inquiry: Inquiry) -> Story:
    stage, child, chance = inquiry.stage, inquiry.child, inquiry.chance
    result = shares.result_of(chance)
    analysed_at = inquiry.after(0.78)
    yield analysed_at
    casework.analyse(stage, child, inquiry.id, analysis(inquiry, result), analysed_at)
    sent_at = inquiry.after(0.85)
    yield sent_at
    casework.tell_parties(stage, child, inquiry.id, "brev", sent_at)
    answer_by = local_date(sent_at) + timedelta(days=14)
    sent = casework.communicate(stage, child, inquiry.id, answer_by, sent_at)
    answered_at = inquiry.not_before(later(sent_at, chance, days=chance.randrange(4, 11)))
    yield answered_at
    for communication in sent:
        if chance.random() < 0.85:
            casework.note_answer(stage, child, communication, stage.writer.one("answer", child), answered_at)
    closed_at = max(inquiry.after(1), later(sent_at, chance, days=16))
    yield closed_at
    _hear_latecomers(inquiry, closed_at)
    casework.close(stage, child, inquiry.id, result, closed_at)
    if result is not Result.MOVED:
        yield from propose(Behind(stage, child, inquiry.id, inquiry.theme, chance), result, closed_at)


def _hear_latecomers(inquiry: Inquiry, at: datetime) -> None:
    """Whoever became a party while the others were answering, as a child that turned fifteen, reads and answers too."""
    stage, child = inquiry.stage, inquiry.child
    casework.tell_parties(stage, child, inquiry.id, "möte", at)
    for sent in casework.communicate(stage, child, inquiry.id, local_date(at) + timedelta(days=14), at):
        casework.note_answer(stage, child, sent, stage.writer.one("answer", child), at)


def analysis(inquiry: Inquiry, result: Result) -> AnalysisFields:
    """The analysis as it is signed."""
    writer, child = inquiry.stage.writer, inquiry.child
    heard = inquiry.chance.random() < 0.9
    return AnalysisFields(
        child_view=writer.one("words", child) if heard else "",
        child_view_missing_reason="" if heard else writer.one("preliminary.not_heard", child),
        risks=writer.one("analysis.risks", child),
        protective_factors=writer.one("analysis.protective", child),
        best_interests=writer.one("analysis.best", child),
        needs=writer.one("analysis.needs", child),
        proposal=writer.one(f"result.{result.value}", child),
    )
