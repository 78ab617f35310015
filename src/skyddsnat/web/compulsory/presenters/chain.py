"""A measure on its chain: what was done, where it stands, what comes next and by whom, and what ends it by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory.types import (
    DISPATCH,
    ChainView,
    MatterState,
    MatterView,
    MeasureView,
    NextStep,
    RunningClock,
    StepView,
)
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.citations import statute
from skyddsnat.law.compulsory_states import BY_NAMES, STATE_NAMES, TRACK_NAMES, Act, By, State, act_name
from skyddsnat.law.deciding import Decider
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Chip, Link, Step, StepState, TimelineEvent, Tone
from skyddsnat.web.compulsory.scene import Scene
from skyddsnat.web.compulsory.story import Story
from skyddsnat.web.duties import lapse_words
from skyddsnat.web.presenters import reasons_of, rule_link, said, step_of

_BY_LAW = (Act.LAPSE.value, Act.EXPIRE.value)


@dataclass(frozen=True, kw_only=True)
class ClockLine:
    """A clock in words: its duty, its day, what the other Act says, and whether it ends the measure by itself."""

    title: str
    rule: Link
    when: str
    exact: str
    chip: Chip
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One measure as the page draws it: `row` is the chain at a glance, `first` what comes next, `more` what may."""

    anchor: str
    title: str
    chips: tuple[Chip, ...]
    row: tuple[Chip, ...]
    alarm: str
    first: list[Step]
    more: list[Step]
    done: list[TimelineEvent]
    clocks: list[ClockLine]
    links: tuple[Link, ...]


def panel(told: ChainView, story: Story, scene: Scene) -> Panel:
    """The measure, ready to be drawn."""
    view, coming = told.measure, in_order(told, story)
    steps = [_coming(each, told, story, scene, is_next=not place) for place, each in enumerate(coming)]
    return Panel(
        anchor=f"measure-{view.id}",
        title=said(TRACK_NAMES[view.track]),
        chips=_chips(view, scene),
        row=_row(told, coming, scene),
        alarm=_alarm(view, story, scene),
        first=steps[:1],
        more=steps[1:],
        done=[_event(each, view, scene) for each in reversed(told.steps)],
        clocks=[clock_line(each, view, scene) for each in told.clocks],
        links=_links(view, scene),
    )


def in_order(told: ChainView, story: Story) -> list[NextStep]:
    """What may come next: papers on their way first, then what is decided and not yet sent, then by day."""
    decided = {each.act for each in story.matters if _is_decided_for(each, told)}
    return sorted(told.coming, key=lambda each: (each.dispatched_at is None, each.act not in decided))


def _is_decided_for(matter: MatterView, told: ChainView) -> bool:
    used = {each.matter_id for each in told.steps if not each.is_dispatch}
    fits = matter.track is told.measure.track and matter.measure_id in (None, told.measure.id)
    return fits and matter.state is MatterState.DECIDED and matter.id not in used


def _chips(view: MeasureView, scene: Scene) -> tuple[Chip, ...]:
    state = said(STATE_NAMES[view.state_on(scene.at)])
    if view.has_lapsed(scene.at) and view.ended_at is None:
        tone = Tone.LATE
    else:
        tone = Tone.TODAY if view.in_force(scene.at) else Tone.PLAIN
    temporary = (Chip(text=_("Tillfälligt")),) if view.is_temporary else ()
    return (Chip(text=state, tone=tone), Chip(text=statute(view.act_on(scene.today)).short), *temporary)


def _row(told: ChainView, coming: Sequence[NextStep], scene: Scene) -> tuple[Chip, ...]:
    """The chain at a glance: each thing done with its day, where it stands now, and what is next."""
    view = told.measure
    done = tuple(_done_chip(each, view, scene) for each in told.steps if not each.is_dispatch)
    now = said(STATE_NAMES[view.state_on(scene.at)])
    lapsed = view.has_lapsed(scene.at) and view.state_on(scene.at) is not view.state
    here = Chip(text=_("Nu: {state}").format(state=now), tone=Tone.LATE if lapsed else Tone.BRAND)
    return (*done, here, *(_next_chip(each, view, scene) for each in coming[:1]))


def _done_chip(step: StepView, view: MeasureView, scene: Scene) -> Chip:
    day = formats.day(local_date(step.happened_at), today=scene.today)
    is_law = step.act in _BY_LAW
    text = f"{step_title(step, view)}, {day}"
    return Chip(text=text, tone=Tone.LATE if is_law else Tone.DONE, title=formats.exact(step.happened_at))


def _next_chip(step: NextStep, view: MeasureView, scene: Scene) -> Chip:
    deed = said(act_name(view.track, step.act))
    if step.due_on is None:
        return Chip(text=_("Nästa: {deed}").format(deed=deed))
    day = formats.day(step.due_on, today=scene.today)
    tone = Tone.LATE if step.due_on < scene.today else Tone.SOON
    return Chip(text=_("Nästa: {deed}, senast {day}").format(deed=deed, day=day), tone=tone)


def step_title(step: StepView, view: MeasureView) -> str:
    """What was done, in words."""
    name = said(act_name(view.track, Act(step.act.removeprefix(DISPATCH))))
    return _("{deed}: avsänt").format(deed=name) if step.is_dispatch else name


def _event(step: StepView, view: MeasureView, scene: Scene) -> TimelineEvent:
    document = step.receipt_id or step.document_id
    court = _("Mål {number}").format(number=step.court_number) if step.court_number else ""
    details = (step.section, court, step.words, step.recorded_by or _("Av sig självt enligt lag"))
    return TimelineEvent(
        when=formats.moment(step.happened_at, today=scene.today),
        exact=formats.exact(step.happened_at),
        kind=said(STATE_NAMES[step.to_state]),
        text=step_title(step, view),
        url=reverse("children:document", args=[document]) if document else "",
        by=" · ".join(part for part in details if part),
        tone=Tone.LATE if step.act in _BY_LAW else Tone.PLAIN,
    )


# --- What comes next --------------------------------------------------------------------------------------------------


def _coming(step: NextStep, told: ChainView, story: Story, scene: Scene, *, is_next: bool) -> Step:
    view = told.measure
    against = reasons_of(step.verdict)
    return step_of(
        said(act_name(view.track, step.act)),
        StepState.NEXT if is_next else StepState.WAITING,
        detail=_detail(step, scene),
        rule=rule_link(step.rule or "", step.citation),
        chip=_waiting_chip(step),
        action=step_action(step, told, story) if scene.may_write else None,
        blocked_title=_("Går inte än"),
        # The board can always be asked, and what it has begun be read; nothing else goes on without two.
        reasons=() if step.by is By.BOARD or not scene.may_write else against,
        way_out=Link(label=_("Handläggare och avsteg"), url=reverse("compulsory:pair", args=[view.case_id])),
    )


def _waiting_chip(step: NextStep) -> Chip | None:
    return Chip(text=_("Kvittens saknas"), tone=Tone.LATE) if step.dispatched_at is not None else None


def _detail(step: NextStep, scene: Scene) -> str:
    found = [decider_words(step)]
    if step.due_on is not None:
        found.append(_("Senast {day}").format(day=formats.full_day(step.due_on, with_year=False)))
    if step.dispatched_at is not None:
        found.append(_("Avsänt {when}").format(when=formats.moment(step.dispatched_at, today=scene.today)))
    return ". ".join(found)


def decider_words(step: NextStep) -> str:
    """«Beslutas av: utskottet och nämnden. Ordföranden om det inte kan vänta»."""
    if step.by is not By.BOARD:
        return said(BY_NAMES[step.by])
    words = {
        Decider.OFFICIAL: _("tjänsteman"),
        Decider.COMMITTEE: _("utskottet"),
        Decider.BOARD: _("nämnden"),
    }
    who = formats.list_of([words[each] for each in step.deciders if each in words])
    if not step.chair_if_urgent:
        return _("Beslutas av: {who}").format(who=who)
    return _("Beslutas av: {who}. Ordföranden om det inte kan vänta").format(who=who)


def step_action(step: NextStep, told: ChainView, story: Story) -> Action:
    """The button that does it, or leads to who may."""
    view = told.measure
    title = said(act_name(view.track, step.act))
    if step.dispatched_at is not None:
        url = f"{reverse('compulsory:receipt', args=[view.id])}?act={step.act.value}"
        return Action(label=_("Spara kvittensen"), url=url, describes=title)
    url = f"{reverse('compulsory:step', args=[view.id])}?act={step.act.value}"
    return Action(label=_step_label(step, told, story), url=url, describes=title)


def _step_label(step: NextStep, told: ChainView, story: Story) -> str:
    is_decided = any(each.act is step.act and _is_decided_for(each, told) for each in story.matters)
    if step.is_sent and (step.by is not By.BOARD or is_decided):
        return _("Skicka till rätten")
    if step.by is not By.BOARD:
        return _("Skriv in")
    is_begun = any(
        each.act is step.act and each.track is told.measure.track and each.state is not MatterState.DECIDED
        for each in story.matters
    )
    return _("Öppna underlaget") if is_begun else _("Förbered beslut")


def _links(view: MeasureView, scene: Scene) -> tuple[Link, ...]:
    if not scene.may_write or view.is_over(scene.at):
        return ()
    found = [Link(label=_("Skriv in vem som verkställer"), url=reverse("compulsory:enforcer", args=[view.id]))]
    return tuple(found)


# --- Time -------------------------------------------------------------------------------------------------------------


def clock_line(clock: RunningClock, view: MeasureView, scene: Scene) -> ClockLine:
    """A clock with both Acts' days when it crosses New Year 2027, and what happens when it passes."""
    left = (clock.plan_on - scene.today).days
    tone = Tone.LATE if left < 0 else Tone.TODAY if left <= 7 else Tone.PLAIN
    text = formats.time_left(clock.plan_on, today=scene.today)
    hours = lapse_words(view, scene.at) if clock.lapses else ""
    return ClockLine(
        title=said(clock.title),
        rule=rule_link(clock.rule, clock.citation),
        when=formats.day(clock.plan_on, today=scene.today),
        exact=formats.exact(clock.plan_on),
        chip=Chip(text=hours or text, tone=Tone.LATE if hours else tone),
        notes=tuple(_notes(clock, view, scene)),
    )


def _notes(clock: RunningClock, view: MeasureView, scene: Scene) -> list[str]:
    found = []
    if clock.lapses and view.lapses_at is not None:
        when = formats.moment(view.lapses_at, today=scene.today)
        found.append(_("Upphör av sig självt {when} om inget är gjort.").format(when=when))
    if clock.other_on is not None and clock.other_on != clock.plan_on:
        day = formats.full_day(clock.other_on)
        found.append(_("Den andra lagens dag: {day}.").format(day=day))
    if clock.why is not None:
        found.append(said(clock.why))
    return found


def _alarm(view: MeasureView, story: Story, scene: Scene) -> str:
    """What the law has done by itself, or will within two days, and whose duty it is."""
    if view.has_lapsed(scene.at) and view.state_on(scene.at) is not view.state and view.lapses_at is not None:
        when = formats.moment(view.lapses_at, today=scene.today)
        return _(
            "Upphörde av sig självt {when}. Inget kan byggas på åtgärden och den kan inte återupptas. "
            "Behövs den ännu: förbered ett nytt beslut."
        ).format(when=when)
    if view.state is State.LAPSED:
        return _("Förfallet enligt lag. Behövs åtgärden ännu: förbered ett nytt beslut.")
    hours = lapse_words(view, scene.at)
    if not hours:
        return ""
    return _("{hours} till åtgärden upphör av sig själv. {owners}").format(hours=hours, owners=owner_words(story))


def owner_words(story: Story) -> str:
    """«Ansvarig: Bo (NH002). Ersättare: ingen.»"""
    by_part = {each.part.value: f"{each.name} ({each.service_code})" for each in story.working}
    return _("Ansvarig: {owner}. Ersättare: {deputy}.").format(
        owner=by_part.get("responsible", _("ingen")),
        deputy=by_part.get("deputy") or by_part.get("second") or _("ingen"),
    )
