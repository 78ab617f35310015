"""A clock as a duty: what is to be done, by which paragraph, and the one button that does it.

Shared by *My day*, the child's file and the lists. A clock names what it stands on ("intake.report_child:12"); some
pages have another address than the thing itself, so whoever draws duties hands in where notices and letters belong.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory.types import MeasureView
from skyddsnat.domains.intake.types import ReportChildView
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.register import rule_counting_from, times_of_others
from skyddsnat.law.reporters import UnknownReporterKind, reporter_kind
from skyddsnat.law.types import Rule
from skyddsnat.web import formats
from skyddsnat.web.addresses import address
from skyddsnat.web.components import Action, Chip, Clock, Duty, Link, Tone
from skyddsnat.web.presenters import person_chips, rule_link, said, short_name_of

# Times that others have, not we: shown in the file, never a duty.
OF_OTHERS = times_of_others()

REPORT = "intake.report_child"
CASE = "investigations.investigation"
NOTICE = "investigations.notice"
DECISION = "decisions.decision"
LETTER = "decisions.delivery"
APPEAL = "decisions.appeal"
MEASURE = "compulsory.measure"
# From here on the hours are counted, and stand in red.
SOON = timedelta(hours=48)


@dataclass(frozen=True, kw_only=True)
class Around:
    """What the texts and addresses of duties need: children by file, reports, and where notices and letters belong."""

    children: Mapping[int, PersonView] = field(default_factory=dict)
    reports: Mapping[int, ReportChildView] = field(default_factory=dict)
    cases_of_notices: Mapping[int, int] = field(default_factory=dict)
    decisions_of_letters: Mapping[int, int] = field(default_factory=dict)
    decisions_of_appeals: Mapping[int, int] = field(default_factory=dict)


def ids_of(clocks: Iterable[DeadlineView], kind: str) -> list[int]:
    """The ids of those things of one kind that the clocks stand on."""
    return [number for clock in clocks for each, number in [subject_of(clock)] if each == kind]


def subject_of(clock: DeadlineView) -> tuple[str, int]:
    """("intake.report_child", 12)."""
    kind, _colon, number = clock.subject.rpartition(":")
    return kind, int(number)


def rule_of(clock: DeadlineView) -> Rule:
    """The rule as it was on the day the time began, or as it came into force when it counts from before that."""
    return rule_counting_from(clock.rule, local_date(clock.basis_at))


def citation_of(clock: DeadlineView) -> Link:
    """Its paragraph, leading to the rule."""
    return rule_link(clock.rule, rule_of(clock).citation)


def clock_face(due: date, *, today: date, small: str = "") -> Clock:
    """Days left, in a figure, a word and a colour."""
    left = (due - today).days
    spoken = formats.time_left(due, today=today)
    if left == 0:
        return Clock(big=_("I dag"), small=small, spoken=spoken, exact=formats.exact(due), tone=Tone.TODAY)
    return Clock(
        big=formats.number(left),
        small=formats.unit_word(left, "day"),
        spoken=spoken,
        exact=formats.exact(due),
        tone=Tone.LATE if left < 0 else Tone.SOON,
    )


def lapse_words(measure: MeasureView, at: datetime) -> str:
    """«31 timmar kvar» when the law ends the measure within two days, that it has when it has; else nothing."""
    if measure.lapses_at is None or measure.ended_at is not None or measure.lapses_at > at + SOON:
        return ""
    if measure.lapses_at <= at:
        return _("Upphörde av sig självt")
    hours = int((measure.lapses_at - at).total_seconds() // 3600)
    return _("{hours} kvar").format(hours=formats.amount(hours, "hour"))


def lapse_face(measure: MeasureView, at: datetime) -> Clock | None:
    """In red the hours until the law ends the measure by itself, or the days since; None while two days are left."""
    words = lapse_words(measure, at)
    if not words or measure.lapses_at is None:
        return None
    exact = formats.exact(measure.lapses_at)
    if measure.has_lapsed(at):
        last_day = local_date(measure.lapses_at) - timedelta(days=1)
        return replace(clock_face(last_day, today=local_date(at)), spoken=words, exact=exact)
    hours = int((measure.lapses_at - at).total_seconds() // 3600)
    return Clock(
        big=formats.number(hours),
        small=formats.unit_word(hours, "hour"),
        spoken=words,
        exact=exact,
        tone=Tone.LATE,
    )


def time_chip(clock: DeadlineView, *, today: date) -> Chip:
    """«4 dagar kvar», red within a week or when late."""
    left = clock.days_left(today)
    tone = Tone.LATE if left < 0 else Tone.TODAY if left <= 7 else Tone.PLAIN
    return Chip(text=formats.time_left(clock.plan_on, today=today), tone=tone, title=formats.exact(clock.plan_on))


def duty_of(clock: DeadlineView, around: Around, *, today: date) -> Duty:
    """The clock as a row of *My day*."""
    child = around.children.get(clock.file_id)
    who = short_name_of(child) if child else _("Okänt barn")
    rule = rule_of(clock)
    return Duty(
        clock=clock_face(clock.plan_on, today=today, small=said(rule.length.text) if rule.length.is_at_once else ""),
        who=who,
        who_url=address("children:file", clock.file_id),
        chips=(*(person_chips(child, today=today) if child else ()), *_flags(clock, around, today)),
        note=_note(clock, around, today),
        what=said(rule.title),
        detail=_length(clock, rule, today),
        rule=citation_of(clock),
        action=action_of(clock, around, who=who, is_main=clock.days_left(today) <= 0),
    )


def _flags(clock: DeadlineView, around: Around, today: date) -> tuple[Chip, ...]:
    report = _report(clock, around)
    after_care = care_chips(report, today=today)
    if report is None or not (report.violence_suspected or report.acute_danger):
        return after_care
    return (*after_care, Chip(text=_("Fara") if report.acute_danger else _("Våld"), tone=Tone.LATE))


def care_chips(report: ReportChildView | None, *, today: date) -> tuple[Chip, ...]:
    """Until when the child was in care, if that is less than two years before the report (lesson 13)."""
    ended_on = report.care_ended_on(today) if report else None
    if ended_on is None:
        return ()
    words = _("Omhändertagen till {day}").format(day=formats.day(ended_on, today=today))
    return (Chip(text=words, tone=Tone.LATE),)


def is_after_care(clock: DeadlineView, around: Around, *, today: date) -> bool:
    """Whether it is on a report about a child whose care ended lately."""
    report = _report(clock, around)
    return report is not None and report.care_ended_on(today) is not None


def _report(clock: DeadlineView, around: Around) -> ReportChildView | None:
    kind, number = subject_of(clock)
    return around.reports.get(number) if kind == REPORT else None


def _length(clock: DeadlineView, rule: Rule, today: date) -> str:
    if clock.prolonged_to is not None:
        return _("Förlängd till {day}").format(day=formats.day(clock.prolonged_to, today=today))
    text = said(rule.length.text)
    return text[:1].upper() + text[1:]


def _note(clock: DeadlineView, around: Around, today: date) -> str:
    kind, _number = subject_of(clock)
    began = local_date(clock.basis_at)
    report = _report(clock, around)
    if report is not None:
        return report_note(report, today=today)
    if kind == CASE:
        return _("Utredning, vecka {week}").format(week=formats.weeks_between(began, today))
    return _("Från {day}").format(day=formats.day(began, today=today))


def report_note(report: ReportChildView, *, today: date) -> str:
    """«Anmälan från förskola i dag 08.14 · andra i dag»."""
    came_on = local_date(report.received_at)
    is_today = came_on == today
    came = formats.moment(report.received_at, today=today) if is_today else formats.day(came_on, today=today)
    text = _("Anmälan från {whom} {when}").format(whom=reporter_words(report), when=came)
    again = _("inte den enda den dagen")
    return f"{text} · {again}" if report.is_second_today else text


# Kinds that are no proper names, and so are written small inside a sentence.
_SMALL = frozenset({
    "health_and_dental_care", "health_care", "social_services", "disability_services", "school", "mediator",
    "public_order_guard", "county_board", "police", "forensic_psychiatry", "other_authority", "private_professional",
    "family_counselling", "private_person",
})  # fmt: skip
# Where the name of a kind goes on to explain itself.
_EXPLAINS = (", ", " vars ", " i mål ", " enligt ", " whose ", " in a custody", " (")


def reporter_words(report: ReportChildView) -> str:
    """What kind of reporter it was, by the Act of that day, shortly and inside a sentence: «skola», «polisen»."""
    try:
        text = said(reporter_kind(report.reporter_kind, local_date(report.received_at)).text)
    except UnknownReporterKind:
        return _("okänd")
    for beginning in _EXPLAINS:
        text = text.split(beginning)[0]
    return text[:1].lower() + text[1:] if report.reporter_kind in _SMALL else text


# --- The button -------------------------------------------------------------------------------------------------------


def action_of(clock: DeadlineView, around: Around, *, who: str, is_main: bool) -> Action:
    """What one does about the clock, and where."""
    label, url = _deed(clock, around)
    return Action(label=label, url=url, is_main=is_main, describes=who)


def _deed(clock: DeadlineView, around: Around) -> tuple[str, str]:
    kind, number = subject_of(clock)
    if clock.rule in _REPORT_DEEDS and kind == REPORT:
        words, name = _REPORT_DEEDS[clock.rule]
        return words(), address(name, number)
    if kind == NOTICE and number in around.cases_of_notices:
        return _("Informera"), address("investigations:notices", around.cases_of_notices[number])
    if kind == CASE:
        return _("Öppna utredning"), address("investigations:investigation", number)
    if kind == LETTER and number in around.decisions_of_letters:
        return _("Öppna beslutet"), address("decisions:decision", around.decisions_of_letters[number])
    if kind == APPEAL and number in around.decisions_of_appeals:
        return _("Öppna beslutet"), address("decisions:decision", around.decisions_of_appeals[number])
    if kind == MEASURE:
        return _("Öppna tvångsärendet"), address("compulsory:measure", number)
    if kind == DECISION:
        return _("Öppna beslutet"), address("decisions:decision", number)
    return _("Öppna akten"), address("children:file", clock.file_id)


_REPORT_DEEDS: dict[str, tuple[Callable[[], str], str]] = {
    "sol.protection_assessment": (lambda: _("Bedöm skydd"), "intake:protection"),
    "sol.preliminary_assessment": (lambda: _("Förhandsbedöm"), "intake:preliminary"),
    "sol.reporter_feedback": (lambda: _("Skriv besked"), "intake:feedback"),
    "sol.reporter_feedback_at_once": (lambda: _("Skriv besked"), "intake:feedback"),
}
