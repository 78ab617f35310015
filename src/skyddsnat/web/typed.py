"""What somebody typed into a form, read off the request as it came."""

import re

from django.http import HttpRequest, QueryDict

from skyddsnat.foundation.drafts.types import UNNAMED, Turn, Typed

# Fields of a form that are no text of the writer's.
OWN_FIELDS = frozenset(
    {
        "csrfmiddlewaretoken",
        "draft_key",
        "draft_version",
        "draft_title",
        "draft_url",
        "draft_window",
        "draft_turn",
        "base_version",
        "act",
    }
)
_LARGEST = 2**31 - 2  # what a counter of the database holds, and one save more
_WINDOW = re.compile(r"[0-9a-f]{1,32}", re.ASCII)


def drop_nul(request: HttpRequest) -> None:
    """Take the one sign that no database keeps out of what was typed: nobody sees it, and a text that is pasted may
    hold it. Left there, it cost the writer the whole form.
    """
    if any("\0" in text for name, values in request.POST.lists() for text in (name, *values)):
        kept = QueryDict(mutable=True, encoding=request.POST.encoding)
        for name, values in request.POST.lists():
            kept.setlist(name.replace("\0", ""), [value.replace("\0", "") for value in values])
        request.POST = kept  # type: ignore[assignment]  # the same, but for that sign


def texts_of(request: HttpRequest) -> dict[str, list[str]]:
    """The writer's own fields, each with its values."""
    return {name: values for name, values in request.POST.lists() if name not in OWN_FIELDS}


def base_of(request: HttpRequest) -> int | None:
    """The version of the row that the form began from."""
    return number_in(request, "base_version")


def number_in(request: HttpRequest, name: str) -> int | None:
    """The counter that stands in a hidden field; None when there is none that the database could hold."""
    held = request.POST.get(name, "")
    return int(held) if held.isascii() and held.isdigit() and len(held) <= 10 and int(held) <= _LARGEST else None


def turn_of(request: HttpRequest) -> Turn:
    """Which save of which window this is; of no window when the page has no script, or says it wrongly."""
    window, number = request.POST.get("draft_window", ""), number_in(request, "draft_turn")
    return Turn(window, number) if number and _WINDOW.fullmatch(window) else UNNAMED


def typed_in(request: HttpRequest) -> Typed | None:
    """The form that was handed in, as a draft; None when the request had none."""
    key = request.POST.get("draft_key", "")
    if request.method != "POST" or not key:
        return None
    title = request.POST.get("draft_title", "")
    return Typed(key, title, request.path, texts_of(request), base_of(request), turn_of(request))
