"""One sheet as a page of its own."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from skyddsnat.web.components import Action
from skyddsnat.web.sheets import Sheet
from skyddsnat.web.warned import Warned


def form_page(
    request: HttpRequest,
    sheet: Sheet,
    *,
    verb: str,
    back: str,
    of: str = "",
    about: str = "",
    instead: Action | None = None,
    warned: Sequence[Warned] = (),
) -> HttpResponse:
    """The form under its title and what warns, with its button, another deed that may be meant, and the way back.

    `of` is what it is about, in the words of the page that led here: «Hot, i telefon · 2 maj».
    """
    context = {
        "page_title": sheet.title,
        "of": of,
        # What warns says it already on the page; the title of the window says it too.
        "named": of or (warned[0].title if warned else ""),
        "about": about,
        "instead": instead,
        "warned": warned,
        "sheet": sheet,
        "form": sheet.form,
        "verb": verb,
        "back_url": back,
    }
    return render(request, "web/form_page.html", context, status=sheet.status)
