"""What stands beside the duties of *My day*: what to read before one goes, talks, what waits and what was begun."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory.types import OUTING_NAMES
from skyddsnat.domains.safety.types.following import DutyView, PoliceReportView, PoliceState
from skyddsnat.domains.safety.types.warnings import CAUSE_NAMES, WARNING_ON_NAMES, ToDo, VisitMark, WarningMark
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.addresses import address
from skyddsnat.web.components import Link
from skyddsnat.web.home.day import Day
from skyddsnat.web.home.presenters import name_of_child
from skyddsnat.web.presenters import said
from skyddsnat.web.safety.presenters import duty_name, name_of_incident

# More than these lines lead to the list of incidents.
INCIDENT_LINES = 8


@dataclass(frozen=True)
class Line:
    """One line beside the duties: a time or a word, what it is about, and under it what is late, in red, or a text."""

    when: str
    exact: str
    what: Link
    text: str = ""
    late: str = ""


@dataclass(frozen=True)
class Panel:
    """A box beside the duties."""

    title: str
    lines: list[Line]


def panels(day: Day) -> list[Panel]:
    """What stands beside the duties; a box with nothing in it is left out."""
    found = [
        Panel(_("Läs risken innan du åker"), _outings(day)),
        Panel(_("Hembesök"), _visits(day)),
        Panel(_("Varningar som väntar på dig"), _warnings(day)),
        Panel(_("Hot och våld att följa upp"), _incidents(day)),
        Panel(_("Avsteg från två handläggare att bekräfta"), _deviations(day)),
        Panel(_("Samtal i dag"), _talks(day)),
        Panel(_("Överlämnas till dig"), _handovers(day)),
        Panel(_("Svar som skulle ha kommit"), _waitings(day)),
        Panel(_("Information som väntar"), _withheld(day)),
        Panel(_("Utkast sparade"), _drafts(day)),
    ]
    return [panel for panel in found if panel.lines]


def _outings(day: Day) -> list[Line]:
    return [
        Line(
            when=_clock_or_day(each.planned_at, day),
            exact=formats.exact(each.planned_at),
            what=Link(label=name_of_child(each.file_id, day), url=address("compulsory:outing-read", each.id)),
            text=said(OUTING_NAMES[each.kind]),
            late=_("En varning har kommit: bedöm risken på nytt") if each.id in day.warned else "",
        )
        for each in day.outings
    ]


def _visits(day: Day) -> list[Line]:
    """Home visits of today, and those before which something is to be done."""
    return [
        _visit(each, day) for each in day.visits if each.to_do is not None or local_date(each.planned_at) <= day.today
    ]


def _visit(each: VisitMark, day: Day) -> Line:
    words = {
        ToDo.ASSESS: _("Bedöm risken före besöket"),
        ToDo.READ: _("Läs riskbedömningen"),
        ToDo.FINISH: _("Skriv om det blev av"),
    }
    text = words[each.to_do] if each.to_do else ""
    is_late = day.is_late(each)
    return Line(
        when=_clock_or_day(each.planned_at, day),
        exact=formats.exact(each.planned_at),
        what=Link(label=name_of_child(each.file_id, day), url=address("safety:visit", each.id)),
        text="" if is_late else text,
        late=_("Försenat: bedöm risken") if is_late else "",
    )


def _warnings(day: Day) -> list[Line]:
    return [_warning(each, day) for each in day.warnings]


def _warning(each: WarningMark, day: Day) -> Line:
    is_late = day.is_overdue(each)
    text = _("Ska ses över") if each.is_agreed else _("Väntar på att du går med på den")
    since = each.review_on if each.is_agreed else local_date(each.made_at)
    return Line(
        when=formats.short_day(since),
        exact=formats.exact(since),
        what=Link(
            label=f"{said(WARNING_ON_NAMES[each.about])}: {said(CAUSE_NAMES[each.cause]).lower()}",
            url=address("safety:warning", each.id),
        ),
        text="" if is_late else text,
        late=_("Försenat: se över den") if is_late else "",
    )


def _incidents(day: Day) -> list[Line]:
    """What must follow an incident today or is late, and police reports to make or to ask about, until they close."""
    found: list[tuple[date, str, DutyView | PoliceReportView, bool]] = [
        *((local_date(each.due_at), duty_name(each), each, each.is_late) for each in day.incident_duties),
        *((each.act_on, _police(each), each, each.act_on < day.today) for each in day.police_reports),
    ]
    lines = [_incident(day, *each) for each in sorted(found, key=lambda each: (each[0], each[2].incident_id))]
    if len(lines) <= INCIDENT_LINES:
        return lines
    rest = _("Allt som väntar ({count})").format(count=formats.number(len(lines)))
    return [
        *lines[:INCIDENT_LINES],
        Line(when="", exact=formats.exact(day.today), what=Link(label=rest, url=address("safety:list"))),
    ]


def _incident(day: Day, on: date, what: str, on_what: DutyView | PoliceReportView, is_late: bool) -> Line:
    return Line(
        when=formats.short_day(on),
        exact=formats.exact(on),
        what=Link(label=what, url=address("safety:incident", on_what.incident_id)),
        text=name_of_incident(on_what.incident, day.today),
        late=_("Försenat") if is_late else "",
    )


def _police(report: PoliceReportView) -> str:
    if report.state is PoliceState.DUE:
        return _("Gör polisanmälan")
    number = f" ({report.number})" if report.number else ""
    return _("Fråga polisen hur det går") + number


def _deviations(day: Day) -> list[Line]:
    return [
        Line(
            when=formats.short_day(each.confirm_by),
            exact=formats.exact(each.confirm_by),
            what=Link(label=name_of_child(each.file_id, day), url=address("compulsory:confirm", each.id)),
            text=_("Sista dagen har passerat.") if each.confirm_by < day.today else _("Bekräfta senast den dagen."),
        )
        for each in day.deviations
    ]


def _clock_or_day(moment: datetime, day: Day) -> str:
    on = local_date(moment)
    return formats.clock(moment) if on == day.today else formats.short_day(on)


def _talks(day: Day) -> list[Line]:
    return [
        Line(
            when=formats.clock(talk.happens_at),
            exact=formats.exact(talk.happens_at),
            what=Link(
                label=", ".join(filter(None, (name_of_child(talk.file_id, day), talk.place))),
                url=address("children:talk-hold", talk.id),
            ),
            text=talk.purpose,
        )
        for talk in day.talks
    ]


def _handovers(day: Day) -> list[Line]:
    return [
        Line(
            when=formats.short_day(local_date(each.handed_over_at)) if each.handed_over_at else "",
            exact=formats.exact(each.handed_over_at) if each.handed_over_at else "",
            what=Link(label=name_of_child(each.file_id, day), url=address("children:handover", each.file_id)),
            text=_("Sammanfattning att läsa och skriva under."),
        )
        for each in day.handovers
    ]


def _waitings(day: Day) -> list[Line]:
    return [
        Line(
            when=formats.short_day(each.until),
            exact=formats.exact(each.until),
            what=Link(
                label=name_of_child(each.file_id, day),
                url=address("investigations:investigation", each.investigation_id),
            ),
            text=f"{each.for_whom}: {each.what}",
        )
        for each in day.waitings
    ]


def _withheld(day: Day) -> list[Line]:
    return [
        Line(
            when=formats.short_day(each.withheld_until) if each.withheld_until else "",
            exact=formats.exact(each.withheld_until) if each.withheld_until else "",
            what=Link(
                label=name_of_child(each.file_id, day), url=address("investigations:notices", each.investigation_id)
            ),
            text=_("En part får veta senare. Ompröva senast den dagen."),
        )
        for each in day.withheld
    ]


def _drafts(day: Day) -> list[Line]:
    return [
        Line(
            when=_clock_or_day(each.saved_at, day),
            exact=formats.exact(each.saved_at),
            what=Link(label=each.title or _("Utan namn"), url=each.url),
        )
        for each in day.drafts
    ]
