"""The catalogue, the delegation order and the calendar. About no child, so no file is needed to read them."""

from datetime import date

from django.db.models import Q

from skyddsnat.domains.decisions import rules
from skyddsnat.domains.decisions.models import DelegationItem, Meeting, ServiceType
from skyddsnat.domains.decisions.queries.views import delegation_view, meeting_view, service_view
from skyddsnat.domains.decisions.types import DelegationView, Kind, Level, MeetingView, Right, ServiceView


class UnknownService(LookupError):
    """There is no service of that code in the catalogue."""


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


def delegation_on(*, day: date) -> list[DelegationView]:
    """The delegation order in force on the day, by reference."""
    in_force = Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))
    return [delegation_view(row) for row in DelegationItem.objects.filter(in_force).order_by("reference", "id")]


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


def next_meeting(*, level: Level, after: date) -> MeetingView | None:
    """The first meeting of the level whose papers can still be handed in on that day."""
    row = Meeting.objects.filter(level=level.value, papers_by__gte=after).order_by("held_on", "id").first()
    return None if row is None else meeting_view(row)
