"""Pages of facts: those that everybody may read, and all of them for those who make them.

Who looks is nobody's name: row-level security shows what is published to everybody, the rest to those who follow up.
"""

from datetime import date

from django.db.models import F, QuerySet

from skyddsnat.domains.safety.models import FactsPage
from skyddsnat.domains.safety.rules import facts as rules
from skyddsnat.domains.safety.types.facts import Fact, FactsFields, FactsPageView
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents.names import traces
from skyddsnat.foundation.staff.queries import protected_on
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Verdict


class NoSuchFacts(NotOpen):
    """There is no such page, or it is not shown: the same answer."""


def facts_pages(*, viewer: Viewer) -> list[FactsPageView]:
    """Every page that the viewer may see, those that are not published yet first, then the latest."""
    return [_view(row) for row in FactsPage.objects.order_by(F("published_at").desc(nulls_first=True), "-pk")]


def facts_page(*, facts_id: int, viewer: Viewer) -> FactsPageView:
    """One page, published or not. Raises `NoSuchFacts`."""
    return _one(FactsPage.objects.filter(pk=facts_id))


def publishing_verdict(*, view: FactsPageView, on: date, viewer: Viewer) -> Verdict:
    """Whether the page may be shown to everybody on the day, with every reason why not; a protected name is one."""
    fields, protected = view.fields, protected_on(on=on, viewer=viewer)
    texts = (fields.title_sv, fields.title_en, fields.words_sv, fields.words_en)
    return rules.publishing(
        view, gives_away={trace.service_code for text in texts for trace in traces(text, protected)}
    )


def published_facts() -> list[FactsPageView]:
    """The pages that everybody may read, the latest first."""
    return [_view(row) for row in _shown().order_by("-published_at", "-pk")]


def published_facts_page(*, facts_id: int) -> FactsPageView:
    """One page that everybody may read. Raises `NoSuchFacts`: never published, withdrawn, none."""
    return _one(_shown().filter(pk=facts_id))


def _shown() -> QuerySet[FactsPage]:
    return FactsPage.objects.filter(published_at__isnull=False, withdrawn_at=None)


def _one(rows: QuerySet[FactsPage]) -> FactsPageView:
    row = rows.first()
    if row is None:
        raise NoSuchFacts
    return _view(row)


def _view(row: FactsPage) -> FactsPageView:
    return FactsPageView(
        id=row.pk,
        fields=FactsFields(
            title_sv=row.title_sv,
            title_en=row.title_en,
            words_sv=row.words_sv,
            words_en=row.words_en,
            since=row.since,
            until=row.until,
            campaign_id=row.campaign_id,
        ),
        figures=tuple(Fact(Text(*each[:2]), Text(*each[2:])) for each in row.figures),
        published_at=row.published_at,
        withdrawn_at=row.withdrawn_at,
        version=row.version,
    )
