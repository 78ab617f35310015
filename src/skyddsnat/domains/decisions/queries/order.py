"""The catalogue, the delegation order and the calendar. About no child, so no file is needed to read them."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from skyddsnat.domains.decisions import rules
from skyddsnat.domains.decisions.models import DelegationItem, Meeting, ServiceType
from skyddsnat.domains.decisions.queries.views import delegation_view, meeting_view, service_view
from skyddsnat.domains.decisions.types import DelegationView, Kind, Level, MeetingView, Right, ServiceView
from skyddsnat.foundation.access.asking import Question, day_or_none
from skyddsnat.foundation.access.types import Viewer


class UnknownService(LookupError):
    """There is no service of that code in the catalogue."""


class NoMeeting(LookupError):
    """There is no such meeting."""


def services(*, with_closed: bool = False) -> list[ServiceView]:
    """The catalogue, in its order; those no longer given only when asked for."""
    rows = ServiceType.objects.order_by("id")
    return [service_view(row) for row in (rows if with_closed else rows.filter(is_active=True))]


def service_of(*, code: str) -> ServiceView:
    """One service, also one no longer given. Raises `UnknownService`."""
    row = ServiceType.objects.filter(code=code).first()
    if row is None:
        raise UnknownService(code)
    return service_view(row)


def delegable() -> list[tuple[Kind, str, tuple[ServiceView, ...]]]:
    """What a line of the delegation order may be about: kind, section and, of services, those that it carries."""
    by_section: dict[str, tuple[ServiceView, ...]] = {}
    for service in services(with_closed=True):
        section = rules.section_of(Kind.SERVICE, service)
        by_section[section] = (*by_section.get(section, ()), service)
    others = [(kind, rules.section_of(kind, None), ()) for kind in Kind if kind is not Kind.SERVICE]
    return [*((Kind.SERVICE, section, found) for section, found in by_section.items()), *others]


def delegation(*, delegation_id: int) -> DelegationView | None:
    """One line of the order, or None."""
    row = DelegationItem.objects.filter(pk=delegation_id).first()
    return None if row is None else delegation_view(row)


def delegation_on(*, day: date) -> list[DelegationView]:
    """The delegation order in force on the day, by reference."""
    return [delegation_view(row) for row in _in_force(day)]


def _in_force(day: date) -> QuerySet[DelegationItem]:
    in_force = Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))
    return DelegationItem.objects.filter(in_force).order_by("reference", "id")


def ask_delegation_on(*, day: date, viewer: Viewer) -> Question[DelegationView]:
    """The same, asked together with other questions."""
    columns = ("id", "reference", "kind", "section", "level", "valid_from", "valid_to", "adopted_on")
    return Question(_in_force(day), {name: name for name in columns}, _delegation)


def _delegation(row: dict[str, Any]) -> DelegationView:
    days = {name: day_or_none(row[name]) for name in ("valid_from", "valid_to", "adopted_on")}
    return delegation_view(DelegationItem(**row | days))


def who_decides(*, kind: Kind, section: str, day: date) -> Right:
    """Who decides such a thing on that day, at the lowest, and by which line of the order."""
    return rules.right_of(kind, section, on=day, order=delegation_on(day=day))


def who_decides_service(*, kind: Kind, chosen: str | None, day: date) -> Right:
    """The same, for a service by its code. Raises `UnknownService`."""
    service = None if chosen is None else service_of(code=chosen)
    return who_decides(kind=kind, section=rules.section_of(kind, service), day=day)


def meetings(*, after: date, most: int = 24) -> list[MeetingView]:
    """Meetings of committee and board from that day, the first first."""
    rows = Meeting.objects.filter(held_on__gte=after).order_by("held_on", "id")
    return [meeting_view(row) for row in rows[:most]]


def meeting(*, meeting_id: int) -> MeetingView:
    """One meeting. Raises `NoMeeting`."""
    row = Meeting.objects.filter(pk=meeting_id).first()
    if row is None:
        raise NoMeeting(meeting_id)
    return meeting_view(row)


def next_meeting(*, level: Level, after: date) -> MeetingView | None:
    """The first meeting of the level whose papers can still be handed in on that day."""
    row = _next_meeting(level, after).first()
    return None if row is None else meeting_view(row)


def _next_meeting(level: Level, after: date) -> QuerySet[Meeting]:
    return Meeting.objects.filter(level=level.value, papers_by__gte=after).order_by("held_on", "id")


def ask_next_meeting(*, level: Level, after: date, viewer: Viewer) -> Question[MeetingView]:
    """The same, asked together with other questions: one, or none."""
    columns = {name: name for name in ("id", "level", "held_on", "papers_by")}
    return Question(_next_meeting(level, after)[:1], columns, _meeting)


def _meeting(row: dict[str, Any]) -> MeetingView:
    days = {name: day_or_none(row[name]) for name in ("held_on", "papers_by")}
    return meeting_view(Meeting(**row | days))
