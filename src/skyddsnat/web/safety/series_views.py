"""Repetition: the incidents that belong together, among those that the viewer sees."""

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from skyddsnat.domains.people.queries import persons
from skyddsnat.domains.safety import queries
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.page import page
from skyddsnat.web.presenters import name_of
from skyddsnat.web.safety import series_presenters as presenters


@page(methods=("GET",))
def series(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Every series, the longest first; `?incident=` leaves those that one incident is part of."""
    given, today = request.GET.get("incident", ""), local_date(at)
    found = queries.repetition(
        until=today, viewer=viewer, of_incident=int(given) if given.isascii() and given.isdecimal() else None
    )
    people = persons(person_ids=found.people.values(), viewer=viewer) if found.people else {}
    names = {person_id: name_of(each) for person_id, each in people.items()}
    context = {"page_title": _("Upprepning"), "series": presenters.shown(found, names, today)}
    return render(request, "safety/series.html", context)
