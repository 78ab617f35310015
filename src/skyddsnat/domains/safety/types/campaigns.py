"""Waves of disinformation: what was spread when, what it did, and what was answered."""

from dataclasses import dataclass
from datetime import date, datetime

# What a column of an address holds. No source: own limit.
LONGEST_URL = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignFields:
    """A wave as it is written. `ended_on` is None while it runs."""

    title: str
    started_on: date
    ended_on: date | None = None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignLinkView:
    """Where something was spread, and when it was seen."""

    id: int
    url: str
    seen_on: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignView:
    """A wave of disinformation. `incidents` is how many the viewer sees that are tied to it."""

    id: int
    fields: CampaignFields
    answer: str
    answered_at: datetime | None
    version: int
    links: tuple[CampaignLinkView, ...] = ()
    incidents: int = 0
