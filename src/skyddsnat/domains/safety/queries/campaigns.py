"""Waves of disinformation, and the incidents that belong to them."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from skyddsnat.domains.safety.models import Campaign, CampaignLink, Incident
from skyddsnat.domains.safety.queries.register import listed
from skyddsnat.domains.safety.types.campaigns import CampaignFields, CampaignLinkView, CampaignView
from skyddsnat.domains.safety.types.register import IncidentRow
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer

# How many incidents are offered to be tied to a wave at once, the latest. No source: what a list can bear.
MOST = 60


class NoSuchCampaign(NotOpen):
    """There is no such wave for this viewer: unseen and nonexistent are the same answer."""


def campaigns(*, viewer: Viewer) -> list[CampaignView]:
    """Every wave, those that run first. Two statements."""
    return _views(Campaign.objects.order_by("-ended_on", "-started_on", "pk"))


def campaign(*, campaign_id: int, viewer: Viewer) -> CampaignView:
    """One wave. Raises `NoSuchCampaign`."""
    for each in _views(Campaign.objects.filter(pk=campaign_id)):
        return each
    raise NoSuchCampaign


def campaign_titles(*, viewer: Viewer) -> list[tuple[int, str]]:
    """Every wave by id and name, those that run first."""
    return list(Campaign.objects.order_by("-ended_on", "-started_on", "pk").values_list("pk", "title"))


def incidents_of_campaign(*, campaign_id: int, viewer: Viewer) -> list[IncidentRow]:
    """The incidents of the wave that the viewer sees, the latest first."""
    return listed(Incident.objects.filter(campaign_id=campaign_id).order_by("-happened_at", "-pk"))


def incidents_to_tie(*, viewer: Viewer) -> list[IncidentRow]:
    """Incidents that the viewer sees, are open and belong to no wave; the latest first."""
    return listed(Incident.objects.filter(campaign=None, closed_at=None).order_by("-happened_at", "-pk")[:MOST])


def _views(rows: QuerySet[Campaign]) -> list[CampaignView]:
    found = list(rows.annotate(tied=Count("incidents")))
    links = _links(row.pk for row in found)
    return [
        CampaignView(
            id=row.pk,
            fields=CampaignFields(title=row.title, started_on=row.started_on, ended_on=row.ended_on, words=row.words),
            answer=row.answer,
            answered_at=row.answered_at,
            version=row.version,
            links=tuple(links.get(row.pk, ())),
            incidents=row.tied,
        )
        for row in found
    ]


def _links(campaign_ids: Iterable[int]) -> dict[int, list[CampaignLinkView]]:
    links: dict[int, list[CampaignLinkView]] = {}
    for each in CampaignLink.objects.filter(campaign_id__in=list(campaign_ids)).order_by("seen_on", "pk"):
        view = CampaignLinkView(id=each.pk, url=each.url, seen_on=each.seen_on, words=each.words)
        links.setdefault(each.campaign_id, []).append(view)
    return links
