"""My day."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.web.home import panels, presenters
from skyddsnat.web.home.day import WITH_DUTIES, day_of
from skyddsnat.web.page import page


@page(methods=("GET",))
def home(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """The duties of the viewer in the order of their clocks; `?day=` shows those of one day."""
    day = day_of(viewer=viewer, at=at)
    only = _chosen(request)
    return render(
        request,
        "home/home.html",
        {
            "page_title": _("Min dag"),
            "sentence": presenters.sentence(day),
            "has_duties": viewer.has_role(*WITH_DUTIES),
            "is_calm": presenters.is_calm(day),
            "strip": presenters.strip(day) if day.duties else "",
            "groups": presenters.groups(day, only),
            "only": only,
            "panels": panels.panels(day),
            "faults": presenters.faults(day),
            "ways": presenters.ways(day),
        },
    )


def _chosen(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None
