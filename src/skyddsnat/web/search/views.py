"""Search, and the palette that proposes while one writes. Both find only what is open to the viewer.

Children by name and number, files by number, reports of concern also by content. Notes are searched inside one file
(SFS 2001:637 12 and 15 §§: other case data may be searched by name and numbers alone).
"""

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from skyddsnat.domains.intake.queries import search_reports
from skyddsnat.domains.people.queries import search_people, subjects_of_files
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.queries import file_by_number
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.page import page
from skyddsnat.web.search.presenters import deeds, person_table, proposals, report_table

PEOPLE = 25
REPORTS = 25
PROPOSED = 8
SHORTEST = 2
LONGEST = 100


@page(methods=("GET",))
def search(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Everything open to the viewer that answers to the words, people first."""
    words = _words(request)
    today = local_date(at)
    after = request.GET.get("after", "")
    people = _people(words, viewer, after=int(after) if after.isdecimal() else None, most=PEOPLE + 1)
    reports = search_reports(text=words, viewer=viewer, most=REPORTS) if len(words) >= SHORTEST and not after else []
    children = subjects_of_files(file_ids=[report.file_id for report in reports], viewer=viewer)
    return render(
        request,
        "search/search.html",
        {
            "page_title": _("Sök"),
            "words": words,
            "is_too_short": 0 < len(words) < SHORTEST,
            "people": person_table(people[:PEOPLE], today=today) if people else None,
            "next_after": people[PEOPLE - 1].id if len(people) > PEOPLE else None,
            "reports": report_table(reports, children, today=today) if reports else None,
            "may_open_by_emergency": viewer.does_casework,
        },
    )


@page(methods=("GET",))
def palette(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """What the search field proposes: children, pages and deeds. An empty field proposes what one may do."""
    words = _words(request)
    found = _people(words, viewer, after=None, most=PROPOSED)
    return JsonResponse([*proposals(found, today=local_date(at)), *deeds(words, viewer)], safe=False)


def _words(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip().replace("\0", "")[:LONGEST]


def _people(words: str, viewer: Viewer, *, after: int | None, most: int) -> list[PersonView]:
    if len(words) < SHORTEST:
        return []
    found = search_people(text=words, viewer=viewer, after=after, most=most)
    if found or not any(sign.isdigit() for sign in words):
        return found
    file = file_by_number(number=words, viewer=viewer)
    return list(subjects_of_files(file_ids=[file.id], viewer=viewer).values()) if file else []
