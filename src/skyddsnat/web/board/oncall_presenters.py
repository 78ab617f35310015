"""Words of the on-call page: alarms without children, and matters that wait."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory.types import (
    ALARM_FAILURE_NAMES,
    ALARM_NAMES,
    ALARM_RUNG_NAMES,
    MATTER_LEVEL_NAMES,
    AlarmView,
    MatterLevel,
    MatterView,
    UnreachedView,
)
from skyddsnat.domains.people.types import PersonView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.compulsory_states import TRACK_NAMES
from skyddsnat.web import formats
from skyddsnat.web.board.presenters import title_of
from skyddsnat.web.components import Action, Cell, Chip, Clock, Column, Duty, Table, Tone
from skyddsnat.web.presenters import person_chips, said, short_name_of


def alarms(found: Sequence[AlarmView], at: datetime) -> Table | None:
    """What is about to end by itself, or has; whose duty it is, by service code."""
    if not found:
        return None
    columns = (
        Column(label=_("Vad")),
        Column(label=_("När")),
        Column(label=_("Enhet")),
        Column(label=_("Ansvarig")),
        Column(label=_("Ersättare")),
    )
    return Table(
        caption=_("Larm"), columns=columns, rows=tuple(_alarm(each, at) for each in found), caption_is_hidden=True
    )


def _alarm(each: AlarmView, at: datetime) -> tuple[Cell, ...]:
    today = local_date(at)
    if each.lapses_at is not None:
        when, title = formats.moment(each.lapses_at, today=today), formats.exact(each.lapses_at)
    elif each.due_on is not None:
        when, title = formats.day(each.due_on, today=today), formats.exact(each.due_on)
    else:
        when, title = "", ""
    return (
        Cell(text=said(TRACK_NAMES[each.track]), chips=(Chip(text=said(ALARM_NAMES[each.kind]), tone=Tone.LATE),)),
        Cell(text=when, title=title),
        Cell(text=each.unit),
        Cell(text=each.owner or _("Ingen"), tone=Tone.PLAIN if each.owner else Tone.LATE),
        Cell(text=each.deputy or _("Ingen"), tone=Tone.PLAIN if each.deputy else Tone.LATE),
    )


def unreached(found: Sequence[UnreachedView], at: datetime) -> Table | None:
    """Alarms by mail that did not get there: somebody must call instead."""
    if not found:
        return None
    columns = (
        Column(label=_("Vem")),
        Column(label=_("Vad")),
        Column(label=_("Upphör")),
        Column(label=_("Varför")),
        Column(label=_("Försökt")),
    )
    return Table(
        caption=_("Nåddes inte"),
        columns=columns,
        rows=tuple(_not_there(each, at) for each in found),
        caption_is_hidden=True,
    )


def _not_there(each: UnreachedView, at: datetime) -> tuple[Cell, ...]:
    today = local_date(at)
    why = said(ALARM_FAILURE_NAMES[each.failure]) if each.failure else _("På väg")
    return (
        Cell(text=each.who, detail=said(ALARM_RUNG_NAMES[each.rung])),
        Cell(text=said(TRACK_NAMES[each.track]), detail=each.unit),
        Cell(text=formats.moment(each.lapses_at, today=today), title=formats.exact(each.lapses_at)),
        Cell(text=why, tone=Tone.LATE if each.failure else Tone.PLAIN),
        Cell(text=formats.moment(each.tried_at, today=today), title=formats.exact(each.tried_at)),
    )


def to_sign(found: Sequence[MatterView], children: Mapping[int, PersonView], at: datetime) -> list[Duty]:
    """Matters that wait for my signature, each with its button."""
    return [_duty(each, children, at, "board:sign", _("Läs och besluta")) for each in found]


def handed(found: Sequence[MatterView], children: Mapping[int, PersonView], at: datetime) -> list[Duty]:
    """Matters that are handed over and not signed: call on, or read."""
    return [
        _duty(each, children, at, "board:call", _("Ring"))
        if each.level is MatterLevel.CHAIR
        else _duty(each, children, at, "board:matter", _("Öppna"))
        for each in found
    ]


def _duty(each: MatterView, children: Mapping[int, PersonView], at: datetime, to: str, verb: str) -> Duty:
    today = local_date(at)
    child = children.get(each.file_id)
    name = short_name_of(child) if child else _("Okänt barn")
    urgent = (Chip(text=_("Kan inte vänta"), tone=Tone.LATE),) if each.fields.is_urgent else ()
    return Duty(
        clock=_since(each, at),
        who=name,
        who_url=reverse("children:file", args=[each.file_id]),
        chips=(*(person_chips(child, today=today) if child else ()), *urgent),
        what=title_of(each.track, each.act),
        detail=said(MATTER_LEVEL_NAMES[each.level]),
        action=Action(label=verb, url=reverse(to, args=[each.id]), describes=name),
    )


def _small_day(day: date, today: date) -> str:
    """«i dag» or «18 nov», as wide as the clock is."""
    return formats.day(day, today=today) if abs((today - day).days) <= 1 else formats.short_day(day)


def _since(each: MatterView, at: datetime) -> Clock:
    since = each.prepared_at or at
    words = formats.moment(since, today=local_date(at))
    return Clock(
        big=formats.clock(since),
        small=_small_day(local_date(since), local_date(at)),
        spoken=_("överlämnat {when}").format(when=words),
        exact=formats.exact(since),
        tone=Tone.LATE if each.fields.is_urgent else Tone.SOON,
    )
