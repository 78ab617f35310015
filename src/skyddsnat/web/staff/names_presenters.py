"""Protected names in words."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.types import ProtectionView
from skyddsnat.web import formats
from skyddsnat.web.components import Cell, Chip, Column, Table, Tone

DAY = timedelta(days=1)


def own(found: Iterable[ProtectionView], viewer: Viewer, *, today: date) -> str:
    """Whether the viewer's own name stands in what leaves the building."""
    mine = [each for each in found if each.employee_id == viewer.employee_id and each.holds_on(today)]
    everywhere = [each for each in mine if not each.subject]
    if everywhere:
        last = formats.full_day(max(each.last for each in everywhere) - DAY)
        return _(
            "Ditt namn är skyddat till och med {last}. Brev och annat som lämnar huset visar {code}, nämnden och "
            "funktionens telefon. Beslut och journal som stannar i akten nämner dig som vanligt."
        ).format(last=last, code=viewer.service_code)
    if mine:
        return _("Ditt namn är skyddat i några ärenden. I allt annat som lämnar huset står det.")
    return _(
        "Ditt namn står i det som lämnar huset. Kan du befara hot, trakasserier eller annan allvarlig olägenhet: prata "
        "med din chef eller säkerhetssamordnaren, som beslutar om namnet ska bytas mot {code}."
    ).format(code=viewer.service_code)


def own_facts(found: Iterable[ProtectionView], viewer: Viewer, *, today: date) -> list[list[tuple[str, str]]]:
    """The decisions on the viewer's own name that hold or will hold, each with everything about it."""
    mine = [each for each in found if each.employee_id == viewer.employee_id and today < each.last]
    return [facts(each, today=today)[1:] for each in mine]


def table(found: Iterable[ProtectionView], viewer: Viewer, *, today: date) -> Table | None:
    """Decisions on others' names, those that run first."""
    others = [each for each in found if each.employee_id != viewer.employee_id]
    columns = (
        Column(label=_("Vem")),
        Column(label=pgettext("vad beslutet rör", "Gäller")),
        Column(label=_("Tid")),
        Column(label=_("Läge")),
    )
    rows = tuple(_row(each, today) for each in sorted(others, key=lambda each: today >= each.last))
    return Table(caption=_("Beslut om namn"), columns=columns, rows=rows) if rows else None


def _row(each: ProtectionView, today: date) -> tuple[Cell, ...]:
    return (
        Cell(text=each.name, url=reverse("staff:name", args=[each.id]), detail=each.service_code),
        Cell(text=_about(each)),
        Cell(text=_time(each, today), title=formats.exact(each.starts_on)),
        Cell(text="", chips=(_state(each, today),)),
    )


def _about(each: ProtectionView) -> str:
    return _("Breven i ett ärende") if each.subject else _("Allt som lämnar huset")


def _time(each: ProtectionView, today: date) -> str:
    return formats.period(each.starts_on, each.last - DAY if each.last > each.starts_on else None, today=today)


def _state(each: ProtectionView, today: date) -> Chip:
    if each.ended_at is not None:
        return Chip(text=pgettext("beslutet", "Avslutat"))
    if today >= each.until:
        return Chip(text=_("Tiden är slut"))
    if today < each.starts_on:
        return Chip(text=_("Börjar senare"), tone=Tone.SOON)
    if today >= each.review_on:
        return Chip(text=_("Ska ses över"), tone=Tone.TODAY)
    return Chip(text=_("Skyddat"), tone=Tone.PROTECTED)


def facts(each: ProtectionView, *, today: date) -> list[tuple[str, str]]:
    """Everything about the decision."""
    found = [
        (_("Vem"), f"{each.name} ({each.service_code})"),
        (pgettext("vad beslutet rör", "Gäller"), _about(each)),
        (_("Från och med"), formats.day(each.starts_on, today=today)),
        (_("Till och med"), formats.day(each.until - DAY, today=today)),
        (_("Ses över"), formats.day(each.review_on, today=today)),
        (_("Varför"), each.reason),
        (_("Beslutat av"), f"{each.decided_by}, {formats.moment(each.decided_at, today=today)}"),
    ]
    if each.ended_at is None:
        return found
    ended = f"{each.ended_by}, {formats.moment(each.ended_at, today=today)}"
    return [*found, (_("Avslutat av"), ended), (_("Varför det upphörde"), each.ended_why)]
