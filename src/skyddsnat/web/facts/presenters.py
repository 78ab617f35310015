"""Words of the facts that everybody may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.safety.types.facts import FactsPageView
from skyddsnat.insight.periods import span_between
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.components import Fact, Link
from skyddsnat.web.presenters import said

_OTHER = {"sv": ("en", "English"), "en": ("sv", "Svenska")}


@dataclass(frozen=True, kw_only=True)
class Article:
    """A page of facts in one language."""

    language: str
    title: str
    words: str
    figures: Sequence[Fact]
    period: str
    source: str
    published: str


@dataclass(frozen=True, kw_only=True)
class Ways:
    """Where a page leads: all pages, and the same page in the other language."""

    all_pages: str
    other: Link
    other_code: str


def article(view: FactsPageView, language: str) -> Article:
    """The page in a language; what the product itself says is in the language of the page that is being made."""
    fields = view.fields
    is_english = language == "en"
    published = formats.full_day(local_date(view.published_at)) if view.published_at else ""
    return Article(
        language=language,
        title=fields.title_en if is_english else fields.title_sv,
        words=fields.words_en if is_english else fields.words_sv,
        figures=[Fact(each.words.in_language(language), each.number.in_language(language)) for each in view.figures],
        period=period_of(view),
        source=_("Uppgifterna kommer ur {board}s register och har räknats av systemet.").format(
            board=settings.BOARD_NAME
        ),
        published=_("Publicerad {day}").format(day=published) if published else "",
    )


def mark(view: FactsPageView, language: str) -> tuple[Link, str]:
    """A page in a list: its title that leads there, and its period."""
    title = view.fields.title_en if language == "en" else view.fields.title_sv
    return Link(label=title, url=address(language, view.id)), period_of(view)


def period_of(view: FactsPageView) -> str:
    """«2025», «kvartal 3 2025», or from day to day where the period has no name."""
    fields = view.fields
    named = span_between(fields.since, fields.until)
    last = fields.until - timedelta(days=1)
    return said(named.title) if named else f"{formats.full_day(fields.since)} – {formats.full_day(last)}"


def ways(language: str, facts_id: int | None = None) -> Ways:
    """From a page, or from the list of them."""
    code, name = _OTHER[language]
    return Ways(all_pages=address(language), other=Link(label=name, url=address(code, facts_id)), other_code=code)


def address(language: str, facts_id: int | None = None) -> str:
    """The address of the list, or of a page, in a language."""
    ending = "-en" if language == "en" else ""
    return reverse(f"facts:page{ending}", args=[facts_id]) if facts_id else reverse(f"facts:list{ending}")
