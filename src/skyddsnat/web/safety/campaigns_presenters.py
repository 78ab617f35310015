"""Words, links and colours of waves on the net."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.safety.types.campaigns import CampaignLinkView, CampaignView
from skyddsnat.domains.safety.types.facts import FactsPageView
from skyddsnat.domains.safety.types.register import IncidentRow
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Cell, Chip, Column, Table, Tone
from skyddsnat.web.safety import list_presenters
from skyddsnat.web.safety.facts_presenters import facts_table
from skyddsnat.web.safety.presenters import what_happened


@dataclass(frozen=True, kw_only=True)
class Wave:
    """One wave as its page shows it."""

    title: str
    period: str
    chips: tuple[Chip, ...]
    words: str
    links: Table | None
    answer: str
    answered: str
    incidents: Table | None
    facts: Table | None
    change: Action
    link: Action
    answering: Action
    tie: Action
    make_facts: Action


def table(found: Sequence[CampaignView], today: date) -> Table | None:
    """Every wave, those that run first."""
    if not found:
        return None
    columns = (
        Column(label=_("Våg")),
        Column(label=_("När")),
        Column(label=_("Händelser du ser"), is_number=True),
        Column(label=_("Läge")),
    )
    rows = tuple(
        (
            Cell(text=each.fields.title, url=reverse("safety:campaign", args=[each.id])),
            Cell(text=_period(each, today)),
            Cell(text=formats.number(each.incidents)),
            Cell(text="", chips=_chips(each)),
        )
        for each in found
    )
    return Table(caption=_("Vågor på nätet"), columns=columns, rows=rows, caption_is_hidden=True)


def wave(view: CampaignView, incidents: Sequence[IncidentRow], pages: Sequence[FactsPageView], today: date) -> Wave:
    """All that the page of one wave shows."""
    return Wave(
        title=view.fields.title,
        period=_period(view, today),
        chips=_chips(view),
        words=view.fields.words,
        links=_links(view.links, today),
        answer=view.answer,
        answered=formats.moment(view.answered_at, today=today).capitalize() if view.answered_at else "",
        incidents=_incidents(incidents, today),
        facts=facts_table([each for each in pages if each.fields.campaign_id == view.id], today),
        change=_deed(view, _("Ändra"), "change"),
        link=_deed(view, _("Lägg till en adress"), "link"),
        answering=_deed(view, _("Ändra svaret") if view.answer else _("Skriv svaret"), "answer"),
        tie=_deed(view, _("Koppla händelser"), "tie"),
        make_facts=Action(label=_("Gör en sida med fakta"), url=f"{reverse('safety:facts-new')}?campaign={view.id}"),
    )


def incident_choice(each: IncidentRow, today: date) -> str:
    """«Hot, i telefon · BH01 · 2 maj»: an incident among others."""
    return " · ".join((what_happened(each), ", ".join(each.service_codes), formats.day(each.happened_on, today=today)))


def _deed(view: CampaignView, label: str, name: str) -> Action:
    return Action(label=label, url=reverse(f"safety:campaign-{name}", args=[view.id]))


def _period(view: CampaignView, today: date) -> str:
    return formats.period(view.fields.started_on, view.fields.ended_on, today=today)


def _chips(view: CampaignView) -> tuple[Chip, ...]:
    runs = view.fields.ended_on is None
    is_answered = view.answered_at is not None
    return (
        Chip(text=_("Pågår"), tone=Tone.TODAY) if runs else Chip(text=_("Över"), tone=Tone.DONE),
        Chip(text=_("Besvarad"), tone=Tone.DONE) if is_answered else Chip(text=_("Inte besvarad"), tone=Tone.PLAIN),
    )


def _links(found: Sequence[CampaignLinkView], today: date) -> Table | None:
    if not found:
        return None
    columns = (Column(label=_("Adress")), Column(label=_("Sågs")), Column(label=_("Vad")))
    rows = tuple(
        (Cell(text=each.url, url=each.url), Cell(text=formats.day(each.seen_on, today=today)), Cell(text=each.words))
        for each in found
    )
    return Table(caption=_("Var det har setts"), columns=columns, rows=rows, caption_is_hidden=True)


def _incidents(found: Sequence[IncidentRow], today: date) -> Table | None:
    if not found:
        return None
    columns = (*list_presenters.columns(), Column(label=_("Gör"), is_hidden=True))
    rows = tuple((*list_presenters.row(each, today), Cell(text="", action=_retie(each, today))) for each in found)
    return Table(caption=_("Händelser i vågen"), columns=columns, rows=rows, caption_is_hidden=True)


def _retie(each: IncidentRow, today: date) -> Action | None:
    if not each.is_open:
        return None
    url = reverse("safety:incident-tie", args=[each.id])
    return Action(label=_("Ändra"), url=url, describes=incident_choice(each, today))
