"""Waves of disinformation: what was spread when, what it did, and what was answered."""

from dataclasses import dataclass
from datetime import date, datetime


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsPageView:
    """A published page of true figures. `figures` are lines of words and numbers that passed the small-group rule."""

    id: int
    title_sv: str
    title_en: str
    words_sv: str
    words_en: str
    since: date
    until: date
    figures: tuple[tuple[str, str, str], ...]
    published_at: datetime | None
    withdrawn_at: datetime | None
