"""Words, links and colours of *My day*."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory.types import MeasureView
from skyddsnat.domains.decisions.types import KIND_NAMES, ProposalMark
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.types import FileView
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.compulsory_states import TRACK_NAMES
from skyddsnat.web import charts, formats
from skyddsnat.web.addresses import address
from skyddsnat.web.components import Action, Clock, DayLoad, Duty, Link, Tone
from skyddsnat.web.duties import MEASURE, duty_of, is_after_care, lapse_face, rule_of, subject_of
from skyddsnat.web.home.day import WITH_DUTIES, Day
from skyddsnat.web.presenters import person_chips, reasons_of, said, short_name_of

STRIP_DAYS = 28
WEEK = 7
LATER_SHOWN = 20
NUMBER_WORDS = {
    "sv": ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"),
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}


@dataclass(frozen=True)
class Group:
    """Duties under one heading."""

    title: str
    duties: list[Duty]


@dataclass(frozen=True)
class Fault:
    """A channel for reports that is silent or fails."""

    title: str
    texts: list[str]


# --- The sentence under the title -------------------------------------------------------------------------------------


def sentence(day: Day) -> str:
    """«Lördag 21 november 2026. En frist har passerat, tre saker ska göras i dag.»"""
    opening = formats.weekday_and_day(day.today)
    if not day.viewer.has_role(*WITH_DUTIES):
        return f"{opening}."
    if is_calm(day):
        calm = _("Inget är försenat och inget måste göras i dag.")
        return f"{opening}. {calm}"
    text = ", ".join(_what_presses(day))
    return f"{opening}. {text[:1].upper()}{text[1:]}."


def is_calm(day: Day) -> bool:
    """Whether nothing is late and nothing must be done today."""
    return not _what_presses(day)


def _what_presses(day: Day) -> list[str]:
    late = sum(clock.plan_on < day.today for clock in day.duties)
    now = sum(clock.plan_on == day.today for clock in day.duties)
    parts = (
        _late_words(late),
        _risk_words(day.late_risks),
        _now_words(now),
        _threat_words(len(day.incident_duties) + sum(each.act_on <= day.today for each in day.police_reports)),
        _review_words(sum(day.is_overdue(each) for each in day.warnings)),
        _elsewhere_words(len(day.late_elsewhere)),
    )
    return [part for part in parts if part]


def _late_words(count: int) -> str:
    text = ngettext("{count} frist har passerat", "{count} frister har passerat", count)
    return text.format(count=_in_words(count)) if count else ""


def _now_words(count: int) -> str:
    text = ngettext("{count} sak ska göras i dag", "{count} saker ska göras i dag", count)
    return text.format(count=_in_words(count)) if count else ""


def _risk_words(count: int) -> str:
    text = ngettext("{count} riskbedömning är försenad", "{count} riskbedömningar är försenade", count)
    return text.format(count=_in_words(count)) if count else ""


def _threat_words(count: int) -> str:
    text = ngettext("{count} sak efter hot eller våld väntar", "{count} saker efter hot eller våld väntar", count)
    return text.format(count=_in_words(count)) if count else ""


def _review_words(count: int) -> str:
    text = ngettext("{count} varning skulle ha setts över", "{count} varningar skulle ha setts över", count)
    return text.format(count=_in_words(count)) if count else ""


def _elsewhere_words(count: int) -> str:
    text = ngettext("{count} frist har passerat på enheten", "{count} frister har passerat på enheten", count)
    return text.format(count=_in_words(count)) if count else ""


def _in_words(count: int) -> str:
    words = NUMBER_WORDS["en" if (get_language() or "sv").startswith("en") else "sv"]
    return words[count] if count < len(words) else formats.number(count)


# --- Duties -----------------------------------------------------------------------------------------------------------


def groups(day: Day, only: date | None) -> list[Group]:
    """The duties in the order of their clocks; those of one day when one is chosen."""
    if only is not None:
        return [Group(formats.day(only, today=day.today).capitalize(), _of_day(day, only))]
    compulsory = [clock for clock in day.duties if _stands_first(clock, day)]
    others = [clock for clock in day.duties if clock not in compulsory]
    late = [clock for clock in others if clock.plan_on < day.today]
    now = [clock for clock in others if clock.plan_on == day.today]
    week = [clock for clock in others if 0 < clock.days_left(day.today) <= WEEK]
    later = [clock for clock in others if clock.days_left(day.today) > WEEK][:LATER_SHOWN]
    found = [
        Group(_("Larm på enheten"), _alarms(day)),
        Group(_("Tvångsvård"), _rows(compulsory, day)),
        Group(_("Försenat"), _rows(late, day)),
        Group(_("Väntar på ditt beslut"), [_proposal(each, day) for each in day.proposals]),
        Group(_("I dag"), _rows(now, day)),
        Group(_("Ingen har ansvar"), [_without_anyone(file, day) for file in day.without_anyone]),
        Group(_("Försenat på enheten"), [_elsewhere(clock, day) for clock in day.late_elsewhere]),
        Group(_("De närmaste sju dagarna"), _rows(week, day)),
        Group(_("Senare"), _rows(later, day)),
    ]
    return [group for group in found if group.duties]


def _alarms(day: Day) -> list[Duty]:
    """Measures of the manager's units that end by themselves within two days, or have: above all else (lesson 1)."""
    return [_alarm(each, day) for each in day.lapsing]


def _alarm(measure: MeasureView, day: Day) -> Duty:
    child, lapses_at = _child(measure.file_id, day), measure.lapses_at
    face = lapse_face(measure, day.at)
    assert lapses_at is not None, "it was asked for by this"
    assert face is not None, "it ends within the hours that have a face"
    name = name_of_child(measure.file_id, day)
    return Duty(
        clock=face,
        who=name,
        who_url=address("children:file", measure.file_id),
        chips=person_chips(child, today=day.today) if child else (),
        note=said(TRACK_NAMES[measure.track]),
        what=_("Har upphört av sig självt") if measure.has_lapsed(day.at) else _("Upphör snart av sig självt"),
        detail=formats.moment(lapses_at, today=day.today),
        action=Action(label=_("Öppna ärendet"), url=address("compulsory:case", measure.case_id), describes=name),
    )


def _stands_first(clock: DeadlineView, day: Day) -> bool:
    """Clocks of compulsory care stand above all others; those beyond the strip wait among what comes later."""
    is_near = rule_of(clock).lapses or clock.days_left(day.today) < STRIP_DAYS
    return is_near and subject_of(clock)[0] == MEASURE


def _duty(clock: DeadlineView, day: Day) -> Duty:
    """One duty; of a measure with its track, and with the hours left when the law is about to end it."""
    duty = duty_of(clock, day.around, today=day.today)
    subject, number = subject_of(clock)
    measure = day.measures.get(number) if subject == MEASURE else None
    if measure is None:
        return duty
    face = lapse_face(measure, day.at) if rule_of(clock).lapses else None
    return replace(duty, clock=face or duty.clock, note=said(TRACK_NAMES[measure.track]))


def _of_day(day: Day, only: date) -> list[Duty]:
    # The first bar of the strip stands for everything that is late.
    is_late = only < day.today
    return _rows([each for each in day.duties if (each.plan_on < day.today if is_late else each.plan_on == only)], day)


def _rows(clocks: Iterable[DeadlineView], day: Day) -> list[Duty]:
    """In the order of their days; on each day first reports on children whose care ended lately (lesson 13)."""
    ordered = sorted(clocks, key=lambda clock: (clock.plan_on, not is_after_care(clock, day.around, today=day.today)))
    return [_duty(clock, day) for clock in ordered]


def _elsewhere(clock: DeadlineView, day: Day) -> Duty:
    """Somebody else's to do: the manager opens the file and asks."""
    duty = duty_of(clock, day.around, today=day.today)
    return replace(duty, action=Action(label=_("Öppna akten"), url=duty.who_url, describes=duty.who))


def _child(file_id: int, day: Day) -> PersonView | None:
    return day.around.children.get(file_id)


def name_of_child(file_id: int, day: Day) -> str:
    """«Alma Å.», as lists say it."""
    child = _child(file_id, day)
    return short_name_of(child) if child else _("Okänt barn")


def _proposal(proposal: ProposalMark, day: Day) -> Duty:
    child, since = _child(proposal.file_id, day), local_date(proposal.proposed_at or proposal.created_at)
    days = (day.today - since).days
    waited = _("väntat {days}").format(days=formats.amount(days, "day"))
    return Duty(
        clock=Clock(
            big=_("Nu") if proposal.is_urgent else formats.number(days),
            small=_("brådskar") if proposal.is_urgent else _("dagar väntat"),
            spoken=_("Brådskar") if proposal.is_urgent else waited,
            exact=formats.exact(since),
            tone=Tone.LATE if proposal.is_urgent else Tone.TODAY,
        ),
        who=name_of_child(proposal.file_id, day),
        who_url=address("children:file", proposal.file_id),
        chips=person_chips(child, today=day.today) if child else (),
        note=_("Förslag från {day}").format(day=formats.day(since, today=day.today)),
        what=said(KIND_NAMES[proposal.kind]),
        detail=_("Förslag att ta ställning till"),
        action=Action(
            label=_("Läs och besluta"),
            url=address("decisions:decide", proposal.id),
            is_main=proposal.is_urgent,
            describes=name_of_child(proposal.file_id, day),
        ),
    )


def _without_anyone(file: FileView, day: Day) -> Duty:
    child, name = _child(file.id, day), name_of_child(file.id, day)
    is_away = file.responsible_id is not None
    return Duty(
        clock=Clock(
            big=pgettext("ansvarig", "Ingen"), small=_("ansvarig"), spoken=_("Ingen ansvarig"), exact="", tone=Tone.LATE
        ),
        who=name,
        who_url=address("children:file", file.id),
        chips=person_chips(child, today=day.today) if child else (),
        note=_("Akt {number}").format(number=file.number),
        what=_("Ansvarig är borta en vecka eller mer, utan ersättare") if is_away else _("Ingen är ansvarig"),
        action=Action(label=_("Fördela"), url=address("children:assign", file.id), is_main=True, describes=name),
    )


# --- Four weeks -------------------------------------------------------------------------------------------------------


def strip(day: Day) -> SafeString:
    """Four weeks of duties; everything late stands on the day before today."""
    late = sum(clock.plan_on < day.today for clock in day.duties)
    start = day.today - timedelta(days=1) if late else day.today
    loads = [_load(start + timedelta(days=offset), day, late) for offset in range(STRIP_DAYS)]
    return charts.four_weeks(
        loads,
        today=day.today,
        title=_("Fyra veckor"),
        description=_("Hur många frister som går ut dag för dag. Varje dag leder till sina frister."),
    )


def _load(on: date, day: Day, late: int) -> DayLoad:
    count = late if on < day.today else sum(clock.plan_on == on for clock in day.duties)
    name = _("Försenat") if on < day.today else formats.day(on, today=day.today)
    words = ngettext("{name}: {count} frist", "{name}: {count} frister", count)
    return DayLoad(
        day=on,
        count=count,
        late=late if on < day.today else 0,
        text=words.format(name=name, count=count),
        url=f"{address('home')}?day={on.isoformat()}#duties",
    )


# --- Channels ---------------------------------------------------------------------------------------------------------


def faults(day: Day) -> list[Fault]:
    """Channels that are silent or fail, each with everything that is wrong (lesson 3)."""
    return [
        Fault(
            _("Kanalen {source} kan vara trasig").format(source=channel.source),
            [reason.text for reason in reasons_of(channel.faults)],
        )
        for channel in day.channels
    ]


# --- Those without duties ---------------------------------------------------------------------------------------------


def ways(day: Day) -> Sequence[Link]:
    """Where somebody without duties of her own usually goes from here."""
    roles = (
        (Role.COMMITTEE_MEMBER, _("Läs förslag som väntar på beslut"), "decisions:waiting"),
        (Role.CHAIR_ON_CALL, _("Läs förslag som väntar på beslut"), "decisions:waiting"),
        (Role.LOG_REVIEWER, _("Granska loggen och nödåtkomsterna"), "log:log"),
        (Role.SAFETY_COMMISSION, _("Se säkerhetstavlan"), "safety:board"),
        (Role.SAFETY_ADMINISTRATOR, _("Följ upp hot och våld"), "safety:list"),
        (Role.SAFETY_REPRESENTATIVE, _("Följ upp hot och våld"), "safety:list"),
    )
    held = {Link(label=label, url=address(name)): None for role, label, name in roles if day.viewer.has_role(role)}
    return [*held, Link(label=_("Läs lagrum och frister"), url=address("rules:rules"))]
