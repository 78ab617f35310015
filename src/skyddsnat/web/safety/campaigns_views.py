"""Waves of disinformation on the net: all of them, a new one, one."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.campaigns import CampaignFields
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.form_page import form_page
from skyddsnat.web.page import page
from skyddsnat.web.safety import campaigns_presenters as presenters
from skyddsnat.web.safety import series_presenters
from skyddsnat.web.safety.campaigns_deeds import FOLLOW_UP
from skyddsnat.web.safety.campaigns_forms import CampaignForm
from skyddsnat.web.sheets import open_sheet, versioned


@page(*FOLLOW_UP, methods=("GET",))
def campaigns(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Every wave, those that run first."""
    context = {
        "page_title": _("Vågor på nätet"),
        "table": presenters.table(queries.campaigns(viewer=viewer), local_date(at)),
        "new_url": reverse("safety:campaign-new"),
    }
    return render(request, "safety/campaigns.html", context)


@page(*FOLLOW_UP)
def new(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Write a wave down."""
    title = _("En våg på nätet")
    sheet = open_sheet(
        CampaignForm,
        request,
        key="safety.campaign:new",
        title=title,
        viewer=viewer,
        initial={"started_on": local_date(at)},
    )
    made: list[int] = []
    if request.method == "POST" and sheet.carry_out(
        lambda fields: made.append(actions.write_campaign(fields=CampaignFields(**fields), actor=viewer, at=at)),
        actor=viewer,
        at=at,
    ):
        messages.success(
            request, _("Vågen är nedskriven. Lägg till var den har setts, och vilka händelser som hör dit.")
        )
        return redirect("safety:campaign", campaign_id=made[0])
    return form_page(request, sheet, verb=_("Skriv ned vågen"), back=reverse("safety:campaigns"))


@page(*FOLLOW_UP, methods=("GET",))
def campaign(request: HttpRequest, *, viewer: Viewer, at: datetime, campaign_id: int) -> HttpResponseBase:
    """One wave: what is spread, where it was seen, the answer, its incidents and the facts that answer it."""
    view = queries.campaign(campaign_id=campaign_id, viewer=viewer)
    wave = presenters.wave(
        view,
        queries.incidents_of_campaign(campaign_id=campaign_id, viewer=viewer),
        queries.facts_pages(viewer=viewer),
        local_date(at),
    )
    repeated = series_presenters.of_wave(queries.repetition(until=local_date(at), viewer=viewer), campaign_id, at)
    return render(request, "safety/campaign.html", {"page_title": wave.title, "wave": wave, "repeated": repeated})


def _saved(*, row_id: int, viewer: Viewer) -> int | None:
    try:
        return queries.campaign(campaign_id=row_id, viewer=viewer).version
    except NotOpen:
        return None


for _name in ("change", "answer"):
    versioned(f"safety.campaign.{_name}", _saved)
