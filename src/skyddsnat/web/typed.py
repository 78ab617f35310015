"""What somebody typed into a form, read off the request as it came."""

from django.http import HttpRequest

from skyddsnat.foundation.drafts.types import Typed

# Fields of a form that are no text of the writer's.
OWN_FIELDS = frozenset(
    {"csrfmiddlewaretoken", "draft_key", "draft_version", "draft_title", "draft_url", "base_version", "act"}
)


def texts_of(request: HttpRequest) -> dict[str, list[str]]:
    """The writer's own fields, each with its values."""
    return {name: values for name, values in request.POST.lists() if name not in OWN_FIELDS}


def base_of(request: HttpRequest) -> int | None:
    """The version of the row that the form began from."""
    held = request.POST.get("base_version", "")
    return int(held) if held.isdigit() else None


def typed_in(request: HttpRequest) -> Typed | None:
    """The form that was handed in, as a draft; None when the request had none."""
    key = request.POST.get("draft_key", "")
    if request.method != "POST" or not key:
        return None
    return Typed(key, request.POST.get("draft_title", ""), request.path, texts_of(request), base_of(request))
