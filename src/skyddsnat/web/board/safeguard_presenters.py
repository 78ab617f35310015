"""Words of the safeguards in figures."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from skyddsnat.domains.compulsory.types import (
    ENFORCER_NAMES,
    PLACE_NAMES,
    BareCount,
    ChangedCount,
    DaysBelowTwo,
    DeviationView,
    EnforcerView,
    PairRuleView,
    PlaceAlarm,
)
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Cell, Chip, Column, Tab, Table, Tone
from skyddsnat.web.presenters import said, short_name_of


def tabs(request: HttpRequest, viewer: Viewer) -> list[Tab]:
    """For a manager: the figures, and each list of what waits for her. The elected have the figures alone."""
    if not viewer.has_role(Role.UNIT_MANAGER):
        return []
    pages = (
        ("board:safeguards", _("Siffror")),
        ("board:deviations", pgettext("flera", "Avsteg")),
        ("board:bare", _("Placerad utan lagstöd")),
        ("board:untold", _("Inte meddelade")),
    )
    current = request.resolver_match.view_name if request.resolver_match else ""
    return [Tab(label=label, url=reverse(name), is_current=name == current) for name, label in pages]


def rule_words(rule: PairRuleView) -> str:
    """What is demanded today, and by what."""
    if not rule.is_demanded:
        return _("Nämnden har beslutat att två handläggare inte krävs ({reference}).").format(reference=rule.reference)
    years = formats.amount(rule.years, "year")
    demand = (
        _("Två handläggare ska stå bakom varje steg, en av dem med minst {years} i yrket.").format(years=years)
        if rule.years
        else _("Två handläggare ska stå bakom varje steg.")
    )
    source = _("Nämndens beslut {reference}.").format(reference=rule.reference) if rule.reference else ""
    return f"{demand} {source}".strip()


def rules_table(found: Sequence[PairRuleView]) -> Table | None:
    """Every decision of the board, the latest first."""
    if not found:
        return None
    columns = (
        Column(label=_("Gäller från")),
        Column(label=_("Två krävs")),
        Column(label=_("År i yrket"), is_number=True),
        Column(label=_("Beslut")),
        Column(label=_("Skäl")),
    )
    rows = tuple(
        (
            Cell(text=formats.full_day(each.valid_from) if each.valid_from else ""),
            Cell(text=_("Ja") if each.is_demanded else _("Nej")),
            Cell(text=formats.number(each.years)),
            Cell(text=each.reference, detail=formats.full_day(each.decided_on) if each.decided_on else ""),
            Cell(text=each.reason),
        )
        for each in found
    )
    return Table(caption=_("Nämndens beslut"), columns=columns, rows=rows, caption_is_hidden=True)


def below_two(found: Sequence[DaysBelowTwo]) -> Table | None:
    """Days with fewer than two, by unit; no child."""
    if not found:
        return None
    columns = (
        Column(label=_("Enhet")),
        Column(label=_("Ärenden"), is_number=True),
        Column(label=_("Dagar"), is_number=True),
        Column(label=_("Därav med avsteg"), is_number=True),
        Column(label=_("Utan avsteg"), is_number=True),
    )
    rows = tuple(
        (
            Cell(text=each.unit),
            Cell(text=formats.number(each.cases)),
            Cell(text=formats.number(each.days)),
            Cell(text=formats.number(each.covered)),
            Cell(text=formats.number(each.uncovered), tone=Tone.LATE if each.uncovered else Tone.PLAIN),
        )
        for each in found
    )
    return Table(caption=_("Dagar med färre än två handläggare"), columns=columns, rows=rows, caption_is_hidden=True)


def bare_counts(found: Sequence[BareCount]) -> Table | None:
    """Children in running places, and how many of these places nothing carries, by unit."""
    if not found:
        return None
    columns = (
        Column(label=_("Enhet")),
        Column(label=_("Placerade barn"), is_number=True),
        Column(label=_("Utan lagstöd"), is_number=True),
    )
    rows = tuple(
        (
            Cell(text=each.unit),
            Cell(text=formats.number(each.places)),
            Cell(text=formats.number(each.bare), tone=Tone.LATE if each.bare else Tone.PLAIN),
        )
        for each in found
    )
    return Table(caption=_("Placerad utan lagstöd"), columns=columns, rows=rows, caption_is_hidden=True)


def changes(found: Sequence[ChangedCount]) -> Table | None:
    """What became of what the units proposed."""
    if not found:
        return None
    columns = (
        Column(label=_("Enhet")),
        Column(label=_("Beslutade"), is_number=True),
        Column(label=_("Enligt förslaget"), is_number=True),
        Column(label=_("Ändrade"), is_number=True),
        Column(label=_("Avslagna"), is_number=True),
    )
    rows = tuple(
        (
            Cell(text=each.unit),
            *(
                Cell(text=formats.number(number))
                for number in (each.decided, each.as_proposed, each.changed, each.refused)
            ),
        )
        for each in found
    )
    return Table(caption=_("Förslag och beslut"), columns=columns, rows=rows, caption_is_hidden=True)


def to_confirm(found: Sequence[DeviationView], children: Mapping[int, PersonView], today: date) -> Table | None:
    """Acute deviations that wait for the manager."""
    if not found:
        return None
    columns = (
        Column(label=_("Barn")),
        Column(label=_("Skäl")),
        Column(label=_("Bekräftas senast")),
        Column(label=_("Bekräfta"), is_hidden=True),
    )
    rows = tuple(
        (
            _child(each.file_id, each.case_id, children),
            Cell(text=each.reason),
            _by(each.confirm_by, today),
            Cell(text="", action=_confirm(each)),
        )
        for each in found
    )
    return Table(caption=_("Akuta avsteg att bekräfta"), columns=columns, rows=rows, caption_is_hidden=True)


def _confirm(each: DeviationView) -> Action:
    return Action(label=_("Bekräfta"), url=reverse("compulsory:confirm", args=[each.id]))


def _by(day: date | None, today: date) -> Cell:
    if day is None:
        return Cell(text="")
    return Cell(text=formats.day(day, today=today), tone=Tone.LATE if day < today else Tone.PLAIN)


def without_ground(found: Sequence[PlaceAlarm], children: Mapping[int, PersonView], today: date) -> Table | None:
    """Running places that nothing carries."""
    if not found:
        return None
    columns = (Column(label=_("Barn")), Column(label=_("Plats")), Column(label=_("Sedan")), Column(label=_("Därför")))
    rows = tuple(
        (
            _child(each.file_id, each.case_id, children),
            Cell(
                text=said(PLACE_NAMES[each.kind]),
                chips=(Chip(text=_("Låst"), tone=Tone.LATE),) if each.is_locked else (),
            ),
            Cell(text=formats.day(local_date(each.since), today=today)),
            Cell(text=" ".join(said(reason.text) for reason in each.reasons), tone=Tone.LATE),
        )
        for each in found
    )
    return Table(caption=_("Placerad utan lagstöd"), columns=columns, rows=rows, caption_is_hidden=True)


def untold(found: Sequence[EnforcerView], children: Mapping[int, PersonView]) -> Table | None:
    """Who enforces something that is over, and has not confirmed knowing it."""
    if not found:
        return None
    columns = (Column(label=_("Barn")), Column(label=_("Vem")), Column(label=_("Läge")))
    rows = tuple(
        (
            Cell(text=_name(each.file_id, children), url=reverse("children:file", args=[each.file_id])),
            Cell(text=each.name, detail=said(ENFORCER_NAMES[each.kind])),
            Cell(text=_("Meddelad, inte bekräftad") if each.told_end_at else _("Inte meddelad"), tone=Tone.LATE),
        )
        for each in found
    )
    return Table(caption=_("Vet inte att det har upphört"), columns=columns, rows=rows, caption_is_hidden=True)


def _child(file_id: int, case_id: int, children: Mapping[int, PersonView]) -> Cell:
    return Cell(text=_name(file_id, children), url=reverse("compulsory:case", args=[case_id]))


def _name(file_id: int, children: Mapping[int, PersonView]) -> str:
    child = children.get(file_id)
    return short_name_of(child) if child else _("Okänt barn")
