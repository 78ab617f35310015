"""Waves of disinformation: writing them down, where they were seen, the answer, and which incidents belong to them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import F

from skyddsnat.domains.safety.actions.logging import log
from skyddsnat.domains.safety.models import Campaign, CampaignLink, Incident
from skyddsnat.domains.safety.permissions import overseeing
from skyddsnat.domains.safety.queries.campaigns import campaign
from skyddsnat.domains.safety.queries.register import incident
from skyddsnat.domains.safety.rules import campaigns as rules
from skyddsnat.domains.safety.rules.register import changing
from skyddsnat.domains.safety.types.campaigns import CampaignFields
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.versions import ChangedMeanwhile


def write_campaign(*, fields: CampaignFields, actor: Viewer, at: datetime) -> int:
    """Write a wave down. Returns its id. Raises `Refused` with all reasons."""
    (overseeing(viewer=actor) + rules.writing(fields, on=local_date(at))).require()
    row = Campaign.objects.create(made_at=at, made_by_id=actor.named_id, **_columns(fields))
    log("campaign", "written", row.pk, actor, at)
    return row.pk


def change_campaign(*, campaign_id: int, version: int, fields: CampaignFields, actor: Viewer, at: datetime) -> None:
    """Write it anew, or that it has ended. Raises `NoSuchCampaign`, `ChangedMeanwhile`, `Refused`."""
    campaign(campaign_id=campaign_id, viewer=actor)
    (overseeing(viewer=actor) + rules.writing(fields, on=local_date(at))).require()
    _change(campaign_id, version, _columns(fields))
    log("campaign", "changed", campaign_id, actor, at)


def add_link(*, campaign_id: int, url: str, seen_on: date, words: str, actor: Viewer, at: datetime) -> int:
    """Where it was seen, and when. Returns the link's id. Raises `NoSuchCampaign`, `Refused`."""
    campaign(campaign_id=campaign_id, viewer=actor)
    (overseeing(viewer=actor) + rules.linking(url, seen_on=seen_on, on=local_date(at))).require()
    row = CampaignLink.objects.create(
        campaign_id=campaign_id, url=url.strip(), seen_on=seen_on, words=words.strip(), added_by_id=actor.named_id
    )
    log("campaign", "linked", campaign_id, actor, at)
    return row.pk


def answer_campaign(*, campaign_id: int, version: int, words: str, actor: Viewer, at: datetime) -> None:
    """What was answered. Raises `NoSuchCampaign`, `ChangedMeanwhile`, `Refused`."""
    campaign(campaign_id=campaign_id, viewer=actor)
    (overseeing(viewer=actor) + rules.answering(words)).require()
    _change(campaign_id, version, {"answer": words.strip(), "answered_at": at, "answered_by_id": actor.named_id})
    log("campaign", "answered", campaign_id, actor, at)


def tie_incidents(*, campaign_id: int | None, incident_ids: Iterable[int], actor: Viewer, at: datetime) -> None:
    """The incidents are part of the wave, or of none. Raises `NoSuchIncident`, `NoSuchCampaign`, `Refused`."""
    views = [incident(incident_id=each, viewer=actor) for each in sorted(set(incident_ids))]
    if campaign_id is not None:
        campaign(campaign_id=campaign_id, viewer=actor)
    verdict = overseeing(viewer=actor) + rules.tying(len(views))
    for view in views:
        verdict += changing(view)
    verdict.require()
    for view in views:
        Incident.objects.filter(pk=view.id).update(campaign_id=campaign_id, version=F("version") + 1)
        log("incident", "tied", view.id, actor, at)


def _columns(fields: CampaignFields) -> dict[str, Any]:
    return {
        "title": fields.title.strip(),
        "started_on": fields.started_on,
        "ended_on": fields.ended_on,
        "words": fields.words.strip(),
    }


def _change(campaign_id: int, version: int, values: dict[str, Any]) -> None:
    if not Campaign.objects.filter(pk=campaign_id, version=version).update(version=F("version") + 1, **values):
        raise ChangedMeanwhile
