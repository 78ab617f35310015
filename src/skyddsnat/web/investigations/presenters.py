"""Words, links and colours of an investigation: its head, its clock and its steps."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.investigations.types import (
    QUESTION_NAMES,
    RESULT_NAMES,
    Chain,
    ChainLink,
    Result,
    StepCode,
    StepState,
    StepView,
    WaitingView,
)
from skyddsnat.domains.journal.types import TalkMark
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.register import rule_in_force
from skyddsnat.web import components, formats
from skyddsnat.web.components import Action, Chip, Fact, Link, Reason, Step, Tab, Tone
from skyddsnat.web.investigations.scene import CLOCK, Scene
from skyddsnat.web.presenters import name_of, person_chips, reason_of, rule_link, said

SOON = 14  # days left when the clock changes colour; no source: own limit


@dataclass(frozen=True, kw_only=True)
class Head:
    """The head of every page of the investigation: whose it is, its clock, its tabs, its buttons."""

    title: str
    subtitle: str
    chips: tuple[Chip, ...]
    tabs: tuple[Tab, ...]
    actions: tuple[Action, ...]
    is_masked: bool


@dataclass(frozen=True, kw_only=True)
class ClockBox:
    """The clock in words: until when, what the weekend does, what was decided, by which paragraph."""

    text: str
    rule: Link
    tone: Tone
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ChainBox:
    """Investigations back to back on the same question: one clock."""

    text: str
    links: tuple[tuple[Link, str, str], ...]
    """The period with its link, what it came to, and what was new."""


# --- The head ---------------------------------------------------------------------------------------------------------


def head(scene: Scene, title: str, *, current: str = "", actions: tuple[Action, ...] = ()) -> Head:
    """The head of the page called `current` (a url name of this journey)."""
    return Head(
        title=title,
        subtitle=subtitle(scene),
        chips=(*(person_chips(scene.person, today=scene.today) if scene.person else ()), *_time(scene)),
        tabs=_tabs(scene, current),
        actions=(Action(label=_("Barnets akt"), url=reverse("children:file", args=[scene.file.id])), *actions),
        is_masked=scene.is_masked,
    )


def subtitle(scene: Scene) -> str:
    """«Alma Åkerlund · våld eller övergrepp · inledd 2 november»."""
    opened = formats.day(local_date(scene.case.opened_at), today=scene.today)
    parts = (who(scene), said(QUESTION_NAMES[scene.case.question]), _("inledd {day}").format(day=opened))
    return " · ".join(parts)


def who(scene: Scene) -> str:
    """The child's name, or the words that stand for it."""
    return name_of(scene.person) if scene.person else _("Okänt barn")


def _time(scene: Scene) -> tuple[Chip, ...]:
    case = scene.case
    if not case.is_open:
        return (Chip(text=_("Avslutad"), tone=Tone.DONE),)
    chips = [] if scene.clock is None else [_left(scene.clock, scene)]
    if case.chain.is_joined:
        days = formats.amount(case.chain.days(scene.today), "day")
        chips.append(Chip(text=_("{days} på samma fråga").format(days=days), tone=Tone.TODAY))
    return tuple(chips)


def _left(clock: DeadlineView, scene: Scene) -> Chip:
    text = formats.time_left(clock.plan_on, today=scene.today)
    return Chip(text=text, tone=_tone(clock, scene), title=formats.exact(clock.plan_on))


def _tone(clock: DeadlineView, scene: Scene) -> Tone:
    left = clock.days_left(scene.today)
    return Tone.LATE if left < 0 else Tone.TODAY if left <= SOON else Tone.BRAND


def _tabs(scene: Scene, current: str) -> tuple[Tab, ...]:
    named = (
        ("investigation", _("Översikt")),
        ("plan", _("Plan")),
        ("areas", _("Områden")),
        ("notices", _("Parter")),
        ("analysis", _("Bedömning")),
    )
    return tuple(Tab(label=label, url=url(name, scene), is_current=name == current) for name, label in named)


def url(name: str, scene: Scene) -> str:
    """The address of a page of this investigation."""
    return reverse(f"investigations:{name}", args=[scene.case.id])


# --- The clock --------------------------------------------------------------------------------------------------------


def clock_box(scene: Scene) -> ClockBox | None:
    """Until when, with what the weekend does and what was decided; None when it is closed."""
    clock = scene.clock
    if clock is None or not scene.case.is_open:
        return None
    citation = rule_in_force(CLOCK, local_date(clock.basis_at)).citation
    day = formats.day(clock.plan_on, today=scene.today)
    return ClockBox(
        text=_("Klar senast {day}, {left}.").format(day=day, left=formats.time_left(clock.plan_on, today=scene.today)),
        rule=rule_link(CLOCK, citation),
        tone=_tone(clock, scene),
        notes=tuple(_clock_notes(clock, scene)),
    )


def _clock_notes(clock: DeadlineView, scene: Scene) -> list[str]:
    notes = []
    if clock.prolonged_to is not None:
        due = formats.day(clock.due_on, today=scene.today)
        words = _("Fyra månader gick ut {day}. Förlängd: {reason}.")
        notes.append(words.format(day=due, reason=clock.prolonged_reason))
    elif clock.extended_on != clock.due_on:
        day = formats.day(clock.extended_on, today=scene.today)
        notes.append(_("Den dagen är ledig; lagen räknar till {day}. Vi planerar för den tidigare.").format(day=day))
    return notes


def chain_box(chain: Chain, scene: Scene) -> ChainBox | None:
    """One question, one clock (lesson 6); None for an investigation that follows none."""
    if not chain.is_joined:
        return None
    since = formats.day(chain.started_on, today=scene.today)
    words = _(
        "{count} utredningar i följd om samma fråga, sedan {since}: {days}. "
        "Räknat från den första var fyra månader {due}."
    )
    text = words.format(
        count=formats.number(len(chain.links)),
        since=since,
        days=formats.amount(chain.days(scene.today), "day"),
        due=formats.day(chain.due_on, today=scene.today),
    )
    return ChainBox(text=text, links=tuple(_chain_link(link, scene) for link in chain.links))


def _chain_link(link: ChainLink, scene: Scene) -> tuple[Link, str, str]:
    end = local_date(link.closed_at) if link.closed_at else None
    period = formats.period(local_date(link.opened_at), end, today=scene.today)
    here = link.id == scene.case.id
    address = "" if here else reverse("investigations:investigation", args=[link.id])
    result = said(RESULT_NAMES[link.result]) if link.result else _("Utredningen pågår")
    return Link(label=period, url=address), result, link.what_is_new


# --- Steps ------------------------------------------------------------------------------------------------------------


def steps(found: Sequence[StepView], scene: Scene) -> list[Step]:
    """The steps as the page draws them. The first that is to be done is the next; the others wait for their turn."""
    following = next((step.code for step in found if step.state is StepState.NEXT), None)
    return [_step(step, scene, is_next=step.code is following) for step in found]


def _step(step: StepView, scene: Scene, *, is_next: bool) -> Step:
    state, text = _state(step, is_next)
    is_last = step.code is StepCode.CLOSE
    shows = is_last and scene.case.is_open
    return Step(
        title=said(step.title),
        state=state,
        state_text=text,
        detail=_detail(step, scene),
        rule=Link(label=step.citation) if step.citation else None,
        action=_step_action(step, scene, is_main=is_next) if _is_to_do(step, scene) else None,
        blocked_title=_("Går inte att avsluta än"),
        reasons=obstacles(step.verdict, scene) if shows else (),
        way_out=_way_out(scene) if shows and not step.verdict.allowed else None,
    )


def _state(step: StepView, is_next: bool) -> tuple[components.StepState, str]:
    if step.state is StepState.DONE:
        return components.StepState.DONE, _("klart")
    if step.state is StepState.WAITING:
        return components.StepState.WAITING, _("väntar på andra")
    return (components.StepState.NEXT, _("nästa")) if is_next else (components.StepState.WAITING, _("att göra"))


def _is_to_do(step: StepView, scene: Scene) -> bool:
    after = step.code in (StepCode.TELL, StepCode.COMMUNICATE)
    return step.state is not StepState.DONE and (scene.case.is_open or after)


def _step_action(step: StepView, scene: Scene, *, is_main: bool) -> Action:
    ways = {
        StepCode.TELL: (_("Informera parterna"), "notices"),
        StepCode.PLAN: (_("Planera"), "plan"),
        StepCode.AREAS: (_("Skriv"), "area-note"),
        StepCode.ANALYSIS: (_("Bedöm"), "analysis"),
        StepCode.COMMUNICATE: (_("Kommunicera"), "communicate"),
        StepCode.CLOSE: (_("Avsluta utredningen"), "close"),
    }
    if step.code is StepCode.TALK:
        address = reverse("children:talk", args=[scene.file.id])
        return Action(label=_("Samtal"), url=address, is_main=is_main, describes=said(step.title))
    label, name = ways[step.code]
    return Action(label=label, url=url(name, scene), is_main=is_main, describes=said(step.title))


def _detail(step: StepView, scene: Scene) -> str:
    held = [talk for talk in scene.talks if talk.held_at and talk.held_at >= scene.case.opened_at]
    if step.code is StepCode.TALK and held:
        latest = held[-1]
        return talk_words(latest, scene)
    if step.code is StepCode.CLOSE and scene.case.is_open and scene.clock:
        return _("Senast {day}").format(day=formats.day(scene.clock.plan_on, today=scene.today))
    if step.state is StepState.DONE or step.code is StepCode.CLOSE:
        return ""
    if step.state is StepState.WAITING:
        return _("Någon part väntar, med ny dag.") if step.code is StepCode.TELL else _("Väntar på svar.")
    return next((reason.text for reason in obstacles(step.verdict, scene)), "")


def talk_words(talk: TalkMark, scene: Scene) -> str:
    """«Enskilt, Skolan, 14 september»."""
    how = _("Planerat") if talk.held_at is None else _("Enskilt") if talk.was_alone else _("Med andra")
    when = formats.day(local_date(talk.happens_at), today=scene.today)
    return ", ".join(part for part in (how, talk.place, when) if part)


def _way_out(scene: Scene) -> Link:
    return Link(label=_("Räcker inte tiden? Förläng med särskilda skäl"), url=url("extend", scene))


def obstacles(verdict: Verdict, scene: Scene) -> tuple[Reason, ...]:
    """Every reason, with the way to its cure where a page has one."""
    talk = Link(label=_("Skriv ett samtal"), url=reverse("children:talk", args=[scene.file.id]))
    analysis = Link(label=_("Till bedömningen"), url=url("analysis", scene))
    parties = Link(label=_("Till parterna"), url=url("notices", scene))
    cures = {
        "no_child_view": talk,
        "no_facts": Link(label=_("Skriv en uppgift"), url=url("area-note", scene)),
        "no_analysis": analysis,
        "no_best_interests": analysis,
        "no_proposal": analysis,
        "untold": parties,
        "unsent": parties,
        "unanswered": parties,
    }
    found = []
    for obstacle in verdict.reasons:
        plain = reason_of(obstacle)
        cure = cures.get(obstacle.code.removeprefix("investigations."))
        found.append(Reason(text=plain.text, rule=plain.rule, cure=cure))
    return tuple(found)


# --- Beside the steps -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """Something the child has said, with where it was said."""

    words: str
    note: str
    exact: str


def already_told(scene: Scene) -> list[Told]:
    """What the child has told, the latest first, so that nobody asks twice."""
    found = []
    for talk in reversed(scene.talks):
        for words in (talk.childs_words, talk.already_told):
            if words.strip() and talk.held_at:
                found.append(Told(words, talk_words(talk, scene), formats.exact(talk.happens_at)))
    return found


@dataclass(frozen=True, kw_only=True)
class Awaited:
    """An answer that is awaited: of whom, what, until when, and how to say that it came."""

    whom: str
    what: str
    chip: Chip
    action: Action


def awaited(found: Sequence[WaitingView], scene: Scene) -> list[Awaited]:
    """Answers that have not come, the earliest day first."""
    running = sorted((each for each in found if each.ended_at is None), key=lambda each: each.until)
    return [
        Awaited(
            whom=each.for_whom,
            what=each.what,
            chip=_until(each, scene),
            action=Action(
                label=_("Svaret har kommit"),
                url=reverse("investigations:stop-waiting", args=[scene.case.id, each.id]),
                describes=each.for_whom,
            ),
        )
        for each in running
    ]


def _until(waiting: WaitingView, scene: Scene) -> Chip:
    if waiting.is_late(scene.today):
        day = formats.day(waiting.until, today=scene.today)
        return Chip(text=_("skulle ha kommit {day}").format(day=day), tone=Tone.LATE)
    return Chip(text=_("till {day}").format(day=formats.day(waiting.until, today=scene.today)))


def case_facts(scene: Scene) -> list[Fact]:
    """What the investigation is about."""
    case = scene.case
    facts = [Fact(_("Frågor"), case.asks), Fact(_("Vad är nytt"), case.what_is_new)]
    if case.result:
        facts.append(Fact(_("Resultat"), said(RESULT_NAMES[case.result])))
    return [fact for fact in facts if fact.text.strip()]


def ways_on(scene: Scene) -> list[Link]:
    """Where one goes from here: the signed text, the report, and the decision."""
    case = scene.case
    ways = []
    if case.document_id:
        ways.append(
            Link(
                label=_("Läs den undertecknade utredningen"), url=reverse("children:document", args=[case.document_id])
            )
        )
    if case.cause_id:
        ways.append(Link(label=_("Beslutet att inleda"), url=reverse("intake:preliminary", args=[case.cause_id])))
    if case.is_open and scene.proposal is None:
        ways.append(
            Link(label=_("Kan beslutet inte vänta? Föreslå det nu"), url=reverse("decisions:propose", args=[case.id]))
        )
    if case.is_open:
        ways.append(Link(label=_("Räcker inte tiden? Förläng med särskilda skäl"), url=url("extend", scene)))
    return ways


def main_actions(scene: Scene) -> tuple[Action, ...]:
    """The button of the head: the decision, once the investigation is closed."""
    if scene.proposal is not None:
        address = reverse("decisions:proposal", args=[scene.proposal.id])
        return (Action(label=_("Till förslaget"), url=address, is_main=not scene.case.is_open),)
    if not scene.case.is_open and scene.case.result is not Result.MOVED:
        return (
            Action(label=_("Föreslå beslut"), url=reverse("decisions:propose", args=[scene.case.id]), is_main=True),
        )
    return ()
