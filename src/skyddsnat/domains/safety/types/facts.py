"""Pages of facts for the public: true figures in both languages, each of which passed the small-group rule."""

from dataclasses import dataclass
from datetime import date, datetime

from skyddsnat.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure: what it counts in words, and the number as it is written in each language."""

    words: Text
    number: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsFields:
    """A page of facts as it is written. `since` to, not including, `until` is what its figures are of."""

    title_sv: str
    title_en: str
    words_sv: str
    words_en: str
    since: date
    until: date
    campaign_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsPageView:
    """A page of facts. `figures` are as they were when they were chosen."""

    id: int
    fields: FactsFields
    figures: tuple[Fact, ...]
    published_at: datetime | None
    withdrawn_at: datetime | None
    version: int

    @property
    def is_shown(self) -> bool:
        """Whether everybody can read it."""
        return self.published_at is not None and self.withdrawn_at is None
