"""Words, links and colours of reports and what follows them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from skyddsnat.domains.compulsory.types import MeasureView
from skyddsnat.domains.intake.queries import subject_of
from skyddsnat.domains.intake.types import (
    CHANNEL_NAMES,
    KNOWN_NAMES,
    STEP_NAMES,
    ReportChildView,
    ReportView,
    Step,
)
from skyddsnat.domains.investigations.types import QUESTION_NAMES, RESULT_NAMES, CaseMark
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.compulsory_states import STATE_NAMES, TRACK_NAMES
from skyddsnat.law.register import rule_in_force
from skyddsnat.law.reporters import UnknownReporterKind, reporter_kind
from skyddsnat.web import components, formats
from skyddsnat.web.addresses import address
from skyddsnat.web.components import Action, Chip, Duty, Fact, Link, StepState, Tab, TimelineEvent, Tone
from skyddsnat.web.duties import care_chips, citation_of, clock_face
from skyddsnat.web.heads import Passage
from skyddsnat.web.presenters import name_of, person_chips, rule_link, said, short_name_of, step_of

PROTECTION = "sol.protection_assessment"
PRELIMINARY = "sol.preliminary_assessment"
FEEDBACK = ("sol.reporter_feedback", "sol.reporter_feedback_at_once")
STEP_TONES = {Step.RECEIVED: Tone.LATE, Step.ASSESSED: Tone.TODAY, Step.JOINED: Tone.BRAND, Step.OPENED: Tone.BRAND}


# --- Words ------------------------------------------------------------------------------------------------------------


def reporter_words(kind: str, received_on: date) -> str:
    """What kind of reporter it was, by the Act of that day."""
    try:
        return said(reporter_kind(kind, received_on).text)
    except UnknownReporterKind:
        return _("Okänd")


_SHORT = {
    "school": gettext_noop("Skola eller förskola"),
    "health_and_dental_care": gettext_noop("Vård eller tandvård"),
    "disability_services": gettext_noop("LSS-verksamhet"),
    "mediator": gettext_noop("Medlare"),
    "forensic_psychiatry": gettext_noop("Rättspsykiatri"),
    "other_authority": gettext_noop("Annan myndighet"),
    "private_professional": gettext_noop("Yrkesverksam"),
}


def reporter_in_short(kind: str, received_on: date) -> str:
    """The same in few words, for lists."""
    return _(_SHORT[kind]) if kind in _SHORT else reporter_words(kind, received_on)


def who(person: PersonView | None) -> str:
    """The child's name, or the words that stand for it."""
    return name_of(person) if person else _("Okänt barn")


def who_short(person: PersonView | None) -> str:
    """The short name for lists, or the words that stand for it."""
    return short_name_of(person) if person else _("Okänt barn")


def second_today(child: ReportChildView, today: date) -> str:
    """That another report on the child came in the same day; empty otherwise."""
    if not child.is_second_today:
        return ""
    is_today = local_date(child.received_at) == today
    return _("Fler anmälningar i dag") if is_today else _("Fler anmälningar samma dag")


def after_care(child: ReportChildView, today: date) -> str:
    """That the child was in care until lately, to be read before the report is judged (lesson 13); empty otherwise."""
    ended_on = child.care_ended_on(today)
    if ended_on is None:
        return ""
    words = _("Barnet var omhändertaget till {day}, mindre än två år före anmälan. Läs den historien först.")
    return words.format(day=formats.full_day(ended_on))


def danger_chips(item: ReportChildView | ReportView) -> tuple[Chip, ...]:
    """Acute danger and violence, in words and red."""
    danger = (Chip(text=_("Akut fara"), tone=Tone.LATE),) if item.acute_danger else ()
    violence = (Chip(text=_("Våld"), tone=Tone.LATE),) if item.violence_suspected else ()
    return danger + violence


def step_chip(child: ReportChildView) -> Chip:
    """How far the report has come."""
    return Chip(text=said(STEP_NAMES[child.step]), tone=STEP_TONES.get(child.step, Tone.DONE))


# --- Clocks -----------------------------------------------------------------------------------------------------------


def clocks_by_subject(clocks: Iterable[DeadlineView]) -> dict[str, list[DeadlineView]]:
    """Clocks by what they are about, in the order they came."""
    found: dict[str, list[DeadlineView]] = {}
    for clock in clocks:
        found.setdefault(clock.subject, []).append(clock)
    return found


def running(clocks: Iterable[DeadlineView], *rules: str) -> DeadlineView | None:
    """The running clock of one of the rules, if any."""
    return next((each for each in clocks if each.rule in rules and each.met_at is None and each.ended_at is None), None)


def due_words(clock: DeadlineView, *, today: date) -> str:
    """«Senast 16 november, 14 dagar kvar»; at once is at once, and latest the next day."""
    if clock.latest_on is not None:
        return _("Genast, senast {day}").format(day=formats.day(clock.latest_on, today=today))
    day = formats.day(clock.plan_on, today=today)
    words = _("Senast {day}").format(day=day)
    if clock.plan_on == today:
        return words
    return f"{words} · {formats.time_left(clock.plan_on, today=today)}"


def rule_of(clock_rule: str, on: date) -> Link:
    """The paragraph behind a clock, by the law of that day."""
    return rule_link(clock_rule, rule_in_force(clock_rule, on).citation)


# --- The list ---------------------------------------------------------------------------------------------------------


def duties_of(
    children: Sequence[ReportChildView],
    people: Mapping[int, PersonView],
    clocks: Mapping[str, Sequence[DeadlineView]],
    today: date,
) -> list[Duty]:
    """The rows of the list."""
    return [_duty(child, people.get(child.file_id), clocks.get(subject_of(child.id), ()), today) for child in children]


def _duty(child: ReportChildView, person: PersonView | None, clocks: Sequence[DeadlineView], today: date) -> Duty:
    received_on = local_date(child.received_at)
    rule = PROTECTION if child.step is Step.RECEIVED else PRELIMINARY
    clock = running(clocks, rule)
    due = clock.plan_on if clock else received_on
    again = second_today(child, today)
    told_by = reporter_in_short(child.reporter_kind, received_on)
    return Duty(
        clock=clock_face(due, today=today, small=_("genast") if rule == PROTECTION and due == today else ""),
        who=who_short(person),
        who_url=address("intake:report", child.report_id),
        chips=(
            *(person_chips(person, today=today) if person else ()),
            *care_chips(child, today=today),
            *danger_chips(child),
            *((Chip(text=again, tone=Tone.LATE),) if again else ()),
        ),
        note=f"{told_by} · {formats.moment(child.received_at, today=today)}",
        what=said(STEP_NAMES[child.step]),
        detail=due_words(clock, today=today) if clock else "",
        rule=rule_of(rule, received_on),
        action=next_action(child, who_short(person)),
    )


def next_action(child: ReportChildView, name: str) -> Action | None:
    """The one thing to do next with the report for this child."""
    if child.step is Step.RECEIVED:
        return Action(label=_("Bedöm skydd"), url=address("intake:protection", child.id), is_main=True, describes=name)
    if child.step is Step.ASSESSED:
        return Action(
            label=_("Förhandsbedöm"), url=address("intake:preliminary", child.id), is_main=True, describes=name
        )
    return Action(label=_("Öppna akten"), url=address("children:file", child.file_id), describes=name)


def list_tabs(url: str, unit: str) -> list[Tab]:
    """Whose reports are shown."""
    choices = (("", _("Alla som jag får se")), ("mine", _("Min enhet")))
    return [
        Tab(label=label, url=f"{url}?unit={code}" if code else url, is_current=code == unit) for code, label in choices
    ]


# --- One report -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ChildPanel:
    """One child of a report on its page."""

    id: int
    name: str
    url: str
    is_protected: bool
    chips: tuple[Chip, ...]
    after_care: str
    again: str
    about: str
    history: list[TimelineEvent]
    history_title: str
    steps: list[components.Step]


def report_subtitle(report: ReportView, today: date) -> str:
    """«Kom in i dag 14.32 · Telefon · tog emot Ida Intag»."""
    parts = [
        _("Kom in {moment}").format(moment=formats.moment(report.received_at, today=today)),
        said(CHANNEL_NAMES[report.channel]),
    ]
    if report.received_by:
        parts.append(_("togs emot av {name}").format(name=report.received_by))
    return " · ".join(parts)


def passages(report: ReportView) -> list[Passage]:
    """What the report says, in the reporter's order."""
    found = (
        (_("Vad har hänt"), report.what_happened),
        (_("Oron"), report.concern),
        (_("Känt sedan tidigare"), report.earlier_known),
    )
    return [Passage(title, text) for title, text in found if text]


def report_facts(report: ReportView) -> list[Fact]:
    """Who told and who knows. A protected reporter is named nowhere."""
    received_on = local_date(report.received_at)
    hidden = _("Skyddad") if report.is_reporter_hidden else ""
    found = (
        (_("Anmälare"), reporter_words(report.reporter_kind, received_on)),
        (_("Namn"), hidden or report.reporter_name),
        (_("Roll"), report.reporter_role),
        (_("Verksamhet"), report.reporter_organisation),
        (_("Telefon"), report.reporter_phone),
        (_("Skyldig att anmäla"), _("Ja") if report.is_mandatory else _("Nej")),
        (_("Vill få återkoppling"), _("Ja") if report.wants_feedback else _("Nej")),
        (_("Barnet vet om anmälan"), said(KNOWN_NAMES[report.child_knows])),
        (_("Vårdnadshavarna vet"), said(KNOWN_NAMES[report.guardians_know])),
        (_("Tolk"), report.interpreter_language or _("Behövs inte")),
    )
    return [Fact(label, text) for label, text in found if text]


def child_panel(
    child: ReportChildView,
    person: PersonView | None,
    *,
    clocks: Sequence[DeadlineView],
    reports: Iterable[ReportChildView],
    cases: Sequence[CaseMark],
    measures: Sequence[MeasureView],
    at: datetime,
) -> ChildPanel:
    """A child of the report: the history first, then the steps."""
    today = local_date(at)
    chips = [step_chip(child), *(person_chips(person, today=today) if person else ())]
    return ChildPanel(
        id=child.id,
        name=who(person),
        url=address("children:file", child.file_id),
        is_protected=bool(person and person.is_masked),
        chips=tuple(chips),
        after_care=after_care(child, today),
        again=second_today(child, today),
        about=child.about,
        history=history_of(reports, cases, measures, besides=child.id, at=at),
        history_title=_("Det som redan finns i akten"),
        steps=steps_of(child, who_short(person), clocks, any(case.closed_at is None for case in cases), today),
    )


def others_words(others: int) -> str:
    """That the report has children whose files the viewer does not see: how many, and nothing else."""
    if not others:
        return ""
    if others == 1:
        return _("Anmälan gäller ett barn till, vars akt du inte ser.")
    return _("Anmälan gäller {count} barn till, vars akter du inte ser.").format(count=formats.number(others))


# --- Steps ------------------------------------------------------------------------------------------------------------


def steps_of(
    child: ReportChildView, name: str, clocks: Sequence[DeadlineView], joins_running: bool, today: date
) -> list[components.Step]:
    """Protection, preliminary assessment or the running investigation, and feedback: what is done and what is next."""
    found = [_protection_step(child, name, clocks, today)]
    if child.step is Step.JOINED or (child.step is Step.RECEIVED and joins_running):
        found.append(_joined_step(child, name))
    else:
        found.append(_preliminary_step(child, name, clocks, today))
    if child.is_mandatory:
        found.append(_feedback_step(child, name, clocks, today))
    return found


def _protection_step(child: ReportChildView, name: str, clocks: Sequence[DeadlineView], today: date) -> components.Step:
    is_next = child.step is Step.RECEIVED
    clock = running(clocks, PROTECTION)
    return step_of(
        _("Omedelbar skyddsbedömning"),
        StepState.NEXT if is_next else StepState.DONE,
        detail=due_words(clock, today=today) if clock else "",
        rule=rule_of(PROTECTION, local_date(child.received_at)),
        action=Action(
            label=_("Bedöm skydd") if is_next else _("Bedöm igen"),
            url=address("intake:protection", child.id),
            is_main=is_next,
            describes=name,
        ),
    )


def _preliminary_step(
    child: ReportChildView, name: str, clocks: Sequence[DeadlineView], today: date
) -> components.Step:
    states = {Step.RECEIVED: StepState.WAITING, Step.ASSESSED: StepState.NEXT}
    state = states.get(child.step, StepState.DONE)
    clock = running(clocks, PRELIMINARY)
    outcome = Chip(text=said(STEP_NAMES[child.step]), tone=Tone.DONE) if state is StepState.DONE else None
    label = {StepState.NEXT: _("Förhandsbedöm"), StepState.WAITING: _("Börja skriva"), StepState.DONE: _("Läs")}[state]
    return step_of(
        _("Förhandsbedömning: ska en utredning inledas?"),
        state,
        detail=due_words(clock, today=today) if clock else "",
        rule=rule_of(PRELIMINARY, local_date(child.received_at)),
        chip=outcome,
        action=Action(
            label=label,
            url=address("intake:preliminary", child.id),
            is_main=state is StepState.NEXT,
            describes=name,
        ),
    )


def _joined_step(child: ReportChildView, name: str) -> components.Step:
    is_joined = child.step is Step.JOINED
    detail = (
        _("Anmälan ingår i den utredning som pågår. Ingen förhandsbedömning behövs.")
        if is_joined
        else _("En utredning pågår. Anmälan förs dit när skyddet är bedömt.")
    )
    return step_of(
        _("Ingår i pågående utredning"),
        StepState.DONE if is_joined else StepState.WAITING,
        detail=detail,
        rule=rule_of(PRELIMINARY, local_date(child.received_at)),
        action=Action(label=_("Öppna akten"), url=address("children:file", child.file_id), describes=name),
    )


def _feedback_step(child: ReportChildView, name: str, clocks: Sequence[DeadlineView], today: date) -> components.Step:
    clock = running(clocks, *FEEDBACK)
    url = address("intake:feedback", child.id)
    title = _("Återkoppling till den som anmälde")
    if child.is_open:
        return step_of(title, StepState.WAITING, detail=_feedback_words(child))
    if clock is None:
        detail = "" if child.feedback_asked_at else _feedback_words(child)
        return step_of(title, StepState.DONE, detail=detail, action=Action(label=_("Läs"), url=url, describes=name))
    return step_of(
        title,
        StepState.NEXT,
        detail=due_words(clock, today=today),
        rule=citation_of(clock),
        action=Action(label=_("Återkoppla"), url=url, is_main=True, describes=name),
    )


def _feedback_words(child: ReportChildView) -> str:
    if child.feedback_asked_at is None:
        return _("Anmälaren har inte bett om besked.")
    return _("Inom en vecka från beslutet.")


# --- History ----------------------------------------------------------------------------------------------------------


def history_of(
    reports: Iterable[ReportChildView],
    investigations: Iterable[CaseMark],
    measures: Iterable[MeasureView],
    *,
    besides: int,
    at: datetime,
) -> list[TimelineEvent]:
    """The other reports on the child, every investigation and all compulsory care, latest first."""
    today = local_date(at)
    events = [_report_event(each, today) for each in reports if each.id != besides]
    events += [_investigation_event(each, today) for each in investigations]
    events += [_measure_event(each, at) for each in measures]
    return sorted(events, key=lambda event: event.exact, reverse=True)


def _investigation_event(found: CaseMark, today: date) -> TimelineEvent:
    closed_on = local_date(found.closed_at) if found.closed_at else None
    result = said(RESULT_NAMES[found.result]) if found.result else _("Pågår")
    return TimelineEvent(
        when=formats.period(local_date(found.opened_at), closed_on, today=today),
        exact=formats.exact(found.opened_at),
        kind=_("Utredning"),
        text=f"{said(QUESTION_NAMES[found.question])} · {result}",
        url=address("investigations:investigation", found.id),
        tone=Tone.PLAIN if found.closed_at else Tone.BRAND,
    )


def _measure_event(measure: MeasureView, at: datetime) -> TimelineEvent:
    over, today = measure.over_since(at), local_date(at)
    return TimelineEvent(
        when=formats.period(local_date(measure.started_at), local_date(over) if over else None, today=today),
        exact=formats.exact(measure.started_at),
        kind=_("Tvångsvård"),
        text=f"{said(TRACK_NAMES[measure.track])} · {said(STATE_NAMES[measure.state_on(at)])}",
        url=address("compulsory:measure", measure.id),
        tone=Tone.PLAIN if over else Tone.LATE,
    )


def _report_event(child: ReportChildView, today: date) -> TimelineEvent:
    chips = " · ".join(chip.text for chip in danger_chips(child))
    words = [said(STEP_NAMES[child.step]), chips]
    return TimelineEvent(
        when=formats.day(local_date(child.received_at), today=today),
        exact=formats.exact(child.received_at),
        kind=_("Anmälan"),
        text=" · ".join(word for word in words if word),
        url=address("intake:report", child.report_id),
        by=reporter_in_short(child.reporter_kind, local_date(child.received_at)),
        tone=Tone.LATE if local_date(child.received_at) == today else Tone.PLAIN,
    )
