"""*Now*: the steps of what runs, what is next and why something cannot be done yet; what the child has told; clocks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from skyddsnat.domains.decisions.types import KIND_NAMES, DecisionMark, ProposalMark
from skyddsnat.domains.decisions.types import State as ProposalState
from skyddsnat.domains.intake.types import ReportChildView
from skyddsnat.domains.intake.types import Step as ReportStep
from skyddsnat.domains.investigations.types import QUESTION_NAMES, CaseMark, Result, StepCode, StepView
from skyddsnat.domains.investigations.types import StepState as CaseStepState
from skyddsnat.domains.journal.types import TalkMark
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.sections import UnknownSectionText, section
from skyddsnat.web import formats
from skyddsnat.web.addresses import address
from skyddsnat.web.children.presenters.compulsory import compulsory_works, open_compulsory
from skyddsnat.web.children.presenters.running import Work
from skyddsnat.web.children.scene import Scene, Story
from skyddsnat.web.components import Action, Chip, Link, Step, StepState, Tone
from skyddsnat.web.duties import CASE, REPORT, citation_of, report_note, rule_of, time_chip
from skyddsnat.web.presenters import reasons_of, rule_link, said, step_of

PROTECTION, PRELIMINARY = "sol.protection_assessment", "sol.preliminary_assessment"
UNEXECUTED, DECISION = "sol.unexecuted_decision", "decisions.decision"


@dataclass(frozen=True)
class Told:
    """What the child has said, and where and when; `already` is what nobody need ask again."""

    words: str
    already: str
    where: str
    url: str


@dataclass(frozen=True)
class Term:
    """A clock in the list of clocks."""

    title: str
    when: str
    exact: str
    rule: Link
    chip: Chip


# --- What runs --------------------------------------------------------------------------------------------------------


def works(scene: Scene, story: Story, steps: Sequence[StepView], verdicts: dict[int, Verdict]) -> list[Work]:
    """Everything that runs: unprotected reports first, then the investigation, other reports, proposals. `verdicts` are
    the reports'."""
    running = story.running
    reports = [(each, _report(each, story, verdicts.get(each.id), scene.today)) for each in story.open_reports]
    found = [work for report, work in reports if report.step is ReportStep.RECEIVED]
    found += compulsory_works(scene, story)
    if running is not None:
        found.append(_investigation(running, steps, story, scene))
    found += [work for report, work in reports if report.step is not ReportStep.RECEIVED]
    found += [_proposal(each) for each in story.proposals if each.state is not ProposalState.DECIDED]
    found += [_to_start(each, story, scene.today) for each in story.decisions if each.service and not each.started_on]
    undecided = _undecided(story)
    return [*found, *([_to_propose(undecided)] if undecided else [])]


def main_action(story: Story, *, may_write: bool) -> Action | None:
    """The page's one main button: what comes next for this child."""
    waiting = next((each for each in story.open_reports if each.step is ReportStep.RECEIVED), None)
    if waiting is not None:
        return Action(label=_("Bedöm skydd"), url=address("intake:protection", waiting.id), is_main=True)
    if story.compulsory:
        return open_compulsory(story.compulsory[0].id)
    if not may_write:
        return None
    undecided = _undecided(story)
    if undecided is not None:
        return Action(label=_("Nytt beslut"), url=address("decisions:propose", undecided.id), is_main=True)
    if story.running is not None:
        url = address("investigations:investigation", story.running.id)
        return Action(label=_("Öppna utredning"), url=url, is_main=True)
    if story.open_reports:
        url = address("intake:preliminary", story.open_reports[0].id)
        return Action(label=_("Förhandsbedöm"), url=url, is_main=True)
    return None


def _undecided(story: Story) -> CaseMark | None:
    """A closed investigation that nothing is proposed after (lesson 4)."""
    proposed = {each.investigation_id for each in story.proposals}
    closed = [each for each in story.cases if each.closed_at and each.result is not Result.MOVED]
    return next((each for each in reversed(closed) if each.id not in proposed), None)


# --- A report ---------------------------------------------------------------------------------------------------------


def _report(report: ReportChildView, story: Story, verdict: Verdict | None, today: date) -> Work:
    clocks = {each.rule: each for each in story.open_clocks if each.subject == f"{REPORT}:{report.id}"}
    steps = [_protection(report, clocks.get(PROTECTION))]
    steps.append(_preliminary(report, clocks.get(PRELIMINARY), verdict) if story.running is None else _joins(report))
    running = clocks.get(PROTECTION) or clocks.get(PRELIMINARY)
    return Work(
        title=_("Anmälan {number}").format(number=report.number),
        note=report_note(report, today=today),
        chip=time_chip(running, today=today) if running else None,
        steps=steps,
    )


def _protection(report: ReportChildView, clock: DeadlineView | None) -> Step:
    is_next = report.step is ReportStep.RECEIVED
    return step_of(
        _("Omedelbar skyddsbedömning"),
        StepState.NEXT if is_next else StepState.DONE,
        detail=_("Genast. Du kan alltid bedöma, också med det du inte vet.") if is_next else _("Gjord"),
        rule=citation_of(clock) if clock else None,
        action=Action(
            label=_("Bedöm skydd") if is_next else _("Bedöm igen"), url=address("intake:protection", report.id)
        ),
    )


def _preliminary(report: ReportChildView, clock: DeadlineView | None, verdict: Verdict | None) -> Step:
    is_next = report.step is ReportStep.ASSESSED
    return step_of(
        _("Förhandsbedömning: ska en utredning inledas?"),
        StepState.NEXT if is_next else StepState.WAITING,
        detail=_("Senast {day}").format(day=formats.full_day(clock.plan_on, with_year=False)) if clock else "",
        rule=citation_of(clock) if clock else None,
        action=Action(label=_("Skriv"), url=address("intake:preliminary", report.id)),
        blocked_title="",
        chip=Chip(text=_("går att besluta"), tone=Tone.DONE) if verdict is not None and verdict.allowed else None,
    )


def _joins(report: ReportChildView) -> Step:
    is_assessed = report.step is ReportStep.ASSESSED
    return step_of(
        _("Ingår i pågående utredning"),
        StepState.NEXT if is_assessed else StepState.WAITING,
        detail=_("Skyddet är bedömt. För anmälan till utredningen.")
        if is_assessed
        else _("Anmälan förs till utredningen när skyddet är bedömt."),
        action=Action(label=_("Öppna anmälan"), url=address("intake:report", report.report_id)),
    )


# --- The investigation ------------------------------------------------------------------------------------------------

_STEP_STATES = {
    CaseStepState.DONE: StepState.DONE,
    CaseStepState.NEXT: StepState.NEXT,
    CaseStepState.WAITING: StepState.WAITING,
    CaseStepState.BLOCKED: StepState.WAITING,
}


def _investigation(case: CaseMark, steps: Sequence[StepView], story: Story, scene: Scene) -> Work:
    today = scene.today
    subject = f"{CASE}:{case.id}"
    clock = next((each for each in story.open_clocks if each.subject == subject), None)
    question = said(QUESTION_NAMES[case.question])
    since = formats.day(local_date(case.opened_at), today=today)
    note = _("{question}, sedan {day}").format(question=question, day=since)
    if case.follows_id is not None:
        note = _("{note}. Följer på en tidigare utredning om samma sak: en gemensam klocka.").format(note=note)
    return Work(
        title=_("Utredning"),
        note=note,
        chip=time_chip(clock, today=today) if clock else None,
        steps=[_case_step(each, case, clock, story, scene) for each in _with_one_next(steps)],
    )


def _with_one_next(steps: Sequence[StepView]) -> Iterator[tuple[StepView, StepState]]:
    """Of several that could be done now the first is next; the others wait their turn."""
    has_next = False
    for step in steps:
        state = _STEP_STATES[step.state]
        if state is StepState.NEXT:
            state = StepState.WAITING if has_next else state
            has_next = True
        yield step, state


def _case_step(
    pair: tuple[StepView, StepState], case: CaseMark, clock: DeadlineView | None, story: Story, scene: Scene
) -> Step:
    step, state = pair
    is_last = step.code is StepCode.CLOSE
    is_blocked = step.state is CaseStepState.BLOCKED
    extend = Link(
        label=_("Räcker inte tiden? Förläng med särskilda skäl."),
        url=address("investigations:extend", case.id),
    )
    return step_of(
        said(step.title),
        state,
        detail=_detail(step, clock, story, scene.today),
        rule=_rule(step),
        action=_case_action(step, case, story, scene, is_next=state is StepState.NEXT),
        blocked_title=_("Går inte att avsluta än") if is_blocked else "",
        reasons=reasons_of(step.verdict) if is_blocked else (),
        way_out=extend if is_last and is_blocked else None,
    )


def _detail(step: StepView, clock: DeadlineView | None, story: Story, today: date) -> str:
    if step.code is StepCode.TALK:
        return _talk_detail(story.talks, today)
    if step.code is StepCode.CLOSE and clock is not None:
        return _("Senast {day}").format(day=formats.day(clock.plan_on, today=today))
    if step.state is CaseStepState.DONE:
        return _("Klart")
    reasons = step.verdict.reasons
    if len(reasons) > 1:
        return _("{count} saker saknas, se nederst").format(count=formats.number(len(reasons)))
    return said(reasons[0].text) if reasons else ""


def _talk_detail(talks: Sequence[TalkMark], today: date) -> str:
    planned = next((talk for talk in reversed(talks) if talk.held_at is None), None)
    if planned is not None:
        when = formats.moment(planned.happens_at, today=today)
        return ", ".join(filter(None, (_("Bokat {when}").format(when=when), planned.place)))
    held = [talk for talk in talks if talk.held_at is not None]
    if not held:
        return _("Inget samtal än")
    alone = sum(bool(talk.was_alone) for talk in held)
    last = formats.day(local_date(held[0].happens_at), today=today)
    return _("{count} samtal, {alone} i enrum, senast {day}").format(count=len(held), alone=alone, day=last)


def _rule(step: StepView) -> Link | None:
    return rule_link("", step.citation) if step.citation else None


_CASE_WAYS: dict[StepCode, str] = {
    StepCode.TELL: "investigations:notices",
    StepCode.PLAN: "investigations:plan",
    StepCode.AREAS: "investigations:area-note",
    StepCode.ANALYSIS: "investigations:analysis",
    StepCode.COMMUNICATE: "investigations:communicate",
    StepCode.CLOSE: "investigations:close",
}


def _case_action(step: StepView, case: CaseMark, story: Story, scene: Scene, *, is_next: bool) -> Action:
    labels = {
        StepCode.TELL: _("Informera"), StepCode.PLAN: _("Planera"), StepCode.AREAS: _("Skriv uppgift"),
        StepCode.ANALYSIS: _("Analysera"), StepCode.COMMUNICATE: _("Kommunicera"),
        StepCode.CLOSE: _("Avsluta utredningen"),
    }  # fmt: skip
    if step.code is StepCode.TALK:
        return _talk_action(story, scene, is_next=is_next)
    url = address(_CASE_WAYS[step.code], case.id)
    return Action(label=labels[step.code], url=url, is_main=is_next, describes=said(step.title))


def _talk_action(story: Story, scene: Scene, *, is_next: bool) -> Action:
    planned = next((talk for talk in reversed(story.talks) if talk.held_at is None), None)
    if planned is not None:
        return Action(label=_("Förbered"), url=address("children:talk-hold", planned.id), is_main=is_next)
    url = address("children:talk-plan", scene.file.id)
    return Action(label=_("Planera samtal"), url=url, is_main=is_next)


# --- Proposals --------------------------------------------------------------------------------------------------------


def _proposal(proposal: ProposalMark) -> Work:
    url = address("decisions:proposal", proposal.id)
    is_handed_in = proposal.state is ProposalState.PROPOSED
    write = step_of(
        _("Skriv förslaget"),
        StepState.DONE if is_handed_in else StepState.NEXT,
        detail=_("Tillbaka för ändring") if proposal.state is ProposalState.RETURNED else "",
        action=Action(label=_("Läs") if is_handed_in else _("Fortsätt"), url=url),
    )
    decide = step_of(
        _("Beslut"),
        StepState.NEXT if is_handed_in else StepState.WAITING,
        detail=_("Hos den som ska besluta") if is_handed_in else _("När förslaget är inlämnat"),
        action=Action(label=_("Öppna"), url=address("decisions:decide", proposal.id)) if is_handed_in else None,
    )
    note = said(KIND_NAMES[proposal.kind])
    chip = Chip(text=_("Brådskar"), tone=Tone.LATE) if proposal.is_urgent else None
    return Work(title=_("Förslag till beslut"), note=note, chip=chip, steps=[write, decide])


def _to_start(decision: DecisionMark, story: Story, today: date) -> Work:
    """A service that was granted and has not started: the child waits (SoL 34:1)."""
    subject = f"{DECISION}:{decision.id}"
    clock = next((each for each in story.open_clocks if (each.rule, each.subject) == (UNEXECUTED, subject)), None)
    step = step_of(
        _("Insatsen ska starta"),
        StepState.NEXT,
        detail=_("Beslutad {day}").format(day=formats.day(local_date(decision.decided_at), today=today)),
        rule=citation_of(clock) if clock else None,
        action=Action(label=_("Öppna beslutet"), url=address("decisions:decision", decision.id)),
    )
    note = said(decision.service) if decision.service else ""
    return Work(
        title=_("Beslutad insats"), note=note, chip=time_chip(clock, today=today) if clock else None, steps=[step]
    )


def _to_propose(case: CaseMark) -> Work:
    step = step_of(
        _("Föreslå ett beslut"),
        StepState.NEXT,
        detail=_("Utredningen är avslutad men inget är beslutat. Utan beslut kan ingen överklaga."),
        action=Action(label=_("Nytt beslut"), url=address("decisions:propose", case.id)),
    )
    chip = Chip(text=_("beslut saknas"), tone=Tone.LATE)
    return Work(title=_("Efter utredningen"), note="", chip=chip, steps=[step])


# --- Beside -----------------------------------------------------------------------------------------------------------


def told(talks: Iterable[TalkMark], today: date, most: int = 3) -> list[Told]:
    """What the child has said in the latest talks, so that nobody asks twice."""
    said_something = [talk for talk in talks if talk.held_at and (talk.childs_words or talk.already_told)]
    return [
        Told(
            words=talk.childs_words,
            already=talk.already_told,
            where=_where(talk, today),
            url=address("children:talk-hold", talk.id),
        )
        for talk in said_something[:most]
    ]


def _where(talk: TalkMark, today: date) -> str:
    alone = _("i enrum") if talk.was_alone else _("inte i enrum")
    return ", ".join(filter(None, (formats.day(local_date(talk.happens_at), today=today), talk.place, alone)))


def terms(scene: Scene, story: Story) -> list[Term]:
    """The clocks that run; a party's own time to appeal only until it has passed."""
    running = [each for each in story.open_clocks if not each.has_ended(scene.today)]
    return [
        Term(
            title=said(rule_of(each).title),
            when=formats.day(each.plan_on, today=scene.today),
            exact=_exact(each),
            rule=citation_of(each),
            chip=time_chip(each, today=scene.today),
        )
        for each in running
    ]


def _exact(clock: DeadlineView) -> str:
    if clock.extended_on == clock.due_on:
        return formats.exact(clock.plan_on)
    return _("{day}; med helg räknad {later}").format(
        day=formats.exact(clock.plan_on), later=formats.exact(clock.extended_on)
    )


def talking_alone(on: date) -> tuple[str, Link] | None:
    """What the law says of talking with a child without its guardian, with its paragraph."""
    try:
        found = section("SoL 20:7", on)
    except UnknownSectionText:
        return None
    return said(found.text), Link(label=found.citation, url=found.url)
