"""Waves of disinformation, and the pages of facts."""

from django.db.models import Count

from skyddsnat.domains.safety.models import Campaign, CampaignLink, FactsPage
from skyddsnat.domains.safety.types.campaigns import CampaignFields, CampaignLinkView, CampaignView, FactsPageView
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer


class NoSuchCampaign(NotOpen):
    """There is no such wave or page for this viewer: unseen and nonexistent are the same answer."""


def campaigns(*, viewer: Viewer) -> list[CampaignView]:
    """Every wave, those that run first. Two statements."""
    rows = list(Campaign.objects.annotate(tied=Count("incidents")).order_by("-ended_on", "-started_on", "pk"))
    links: dict[int, list[CampaignLinkView]] = {}
    for each in CampaignLink.objects.filter(campaign_id__in=[row.pk for row in rows]).order_by("seen_on", "pk"):
        links.setdefault(each.campaign_id, []).append(
            CampaignLinkView(id=each.pk, url=each.url, seen_on=each.seen_on, words=each.words)
        )
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
        for row in rows
    ]


def campaign(*, campaign_id: int, viewer: Viewer) -> CampaignView:
    """One wave. Raises `NoSuchCampaign`."""
    for each in campaigns(viewer=viewer):
        if each.id == campaign_id:
            return each
    raise NoSuchCampaign


def facts_pages(*, published_only: bool = True) -> list[FactsPageView]:
    """Pages of facts, the latest first. They hold figures that passed the small-group rule and nobody's data."""
    rows = FactsPage.objects.order_by("-published_at", "-pk")
    rows = rows.filter(published_at__isnull=False, withdrawn_at=None) if published_only else rows
    return [
        FactsPageView(
            id=row.pk,
            title_sv=row.title_sv,
            title_en=row.title_en,
            words_sv=row.words_sv,
            words_en=row.words_en,
            since=row.since,
            until=row.until,
            figures=tuple((each[0], each[1], each[2]) for each in row.figures),
            published_at=row.published_at,
            withdrawn_at=row.withdrawn_at,
        )
        for row in rows
    ]
