"""What everybody may read: no one is signed in, nobody looks, and nothing is written.

A page is the same bytes for all, in the language of its address. It sets no cookie and reads none, so whoever stands
in between may keep it for some minutes; after that a page that was withdrawn is gone there too.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from skyddsnat.domains.safety.queries import NoSuchFacts, published_facts, published_facts_page
from skyddsnat.web.facts import presenters
from skyddsnat.web.making import making

KEPT_FOR = 300  # seconds
View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Make a view a page for everybody: `view(request, language=..., **ids)`, in that language."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *, language: str, **ids: Any) -> HttpResponse:
        with making(language):
            try:
                response = view(request, language=language, **ids)
                response["Cache-Control"] = f"public, max-age={KEPT_FOR}"
            except NoSuchFacts:
                context = {"page_title": _("Sidan finns inte"), "ways": presenters.ways(language)}
                response = render(request, "facts/none.html", context, status=404)
        response["Content-Language"] = language
        return response

    return answer


@public
def facts_pages(request: HttpRequest, *, language: str) -> HttpResponse:
    """Every page that is shown, the latest first."""
    context = {
        "page_title": _("Fakta om socialtjänsten"),
        "pages": [presenters.mark(each, language) for each in published_facts()],
        "ways": presenters.ways(language),
    }
    return render(request, "facts/list.html", context)


@public
def facts_page(request: HttpRequest, *, language: str, facts_id: int) -> HttpResponse:
    """One page."""
    shown = presenters.article(published_facts_page(facts_id=facts_id), language)
    context = {"page_title": shown.title, "article": shown, "ways": presenters.ways(language, facts_id)}
    return render(request, "facts/page.html", context)
