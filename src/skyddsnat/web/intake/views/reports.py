"""New reports as a list, and one report as it stands for each of its children."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory.queries import ask_measures_of_file
from skyddsnat.domains.intake import actions, queries
from skyddsnat.domains.intake.permissions import user_can_reveal
from skyddsnat.domains.intake.types import Place, ReportChildView
from skyddsnat.domains.investigations.queries import ask_cases_of_file
from skyddsnat.domains.people.queries import ask_subjects
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.asking import Question, ask
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.deadlines.queries import ask_open_clocks
from skyddsnat.foundation.staff.types import CASEWORK, Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.addresses import address
from skyddsnat.web.intake import presenters
from skyddsnat.web.intake.forms import RevealForm
from skyddsnat.web.page import page
from skyddsnat.web.sheets import Sheet, open_sheet

READERS = (*CASEWORK, Role.UNIT_MANAGER)
A_PAGE = 25


@page(*READERS, methods=("GET",))
def reports(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Reports where nothing is decided yet: first those on a child whose care ended lately, then the latest."""
    today = local_date(at)
    unit = "mine" if request.GET.get("unit") == "mine" else ""
    found = queries.open_report_children(
        viewer=viewer,
        today=today,
        unit_ids=[held for _role, held in viewer.roles] if unit else None,
        before=Place.read(request.GET.get("before", "")),
        most=A_PAGE + 1,
    )
    shown = found[:A_PAGE]
    files = [child.file_id for child in shown]
    around = ask(
        viewer=viewer,
        people=ask_subjects(file_ids=files, viewer=viewer),
        clocks=ask_open_clocks(file_ids=files, viewer=viewer),
    )
    people = {person.file_id: person for person in around["people"]}
    clocks = presenters.clocks_by_subject(around["clocks"])
    context = {
        "page_title": _("Nya anmälningar"),
        "tabs": presenters.list_tabs(address("intake:list"), unit),
        "duties": presenters.duties_of(shown, people, clocks, today),
        "next_url": _next_url(Place.of(shown[-1], today), unit) if len(found) > A_PAGE else "",
        "is_later_page": "before" in request.GET,
    }
    return render(request, "intake/list.html", context)


def _next_url(last: Place, unit: str) -> str:
    return f"?{urlencode({'before': str(last)} | ({'unit': unit} if unit else {}))}"


@page(of_file=True, methods=("GET",))
def report(request: HttpRequest, *, viewer: Viewer, at: datetime, report_id: int) -> HttpResponseBase:
    """A report, and where it stands for each child whose file the viewer sees."""
    return _report_page(request, viewer, at, report_id)


@page(of_file=True)
def reporter(request: HttpRequest, *, viewer: Viewer, at: datetime, report_id: int) -> HttpResponseBase:
    """Show who a protected reporter is, for a reason that the log keeps; shown in this answer alone."""
    found = queries.report(report_id=report_id, viewer=viewer)
    title = _("Visa vem som anmälde")
    sheet = open_sheet(RevealForm, request, key=f"intake.reporter:{report_id}", title=title, viewer=viewer)
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.reveal_reporter(report_id=report_id, reason=fields["reason"], actor=viewer, at=at),
        actor=viewer,
        at=at,
    ):
        messages.warning(request, _("Anmälaren visas nu. Det står i loggen med ditt skäl."))
        return _report_page(request, viewer, at, report_id, is_revealed=True)
    return _reporter_page(request, sheet, title, found.number, reverse("intake:report", args=[report_id]))


def _reporter_page(request: HttpRequest, sheet: Sheet, title: str, number: str, back: str) -> HttpResponse:
    subtitle = _("Anmälan {number}").format(number=number)
    context = {"page_title": title, "subtitle": subtitle, "sheet": sheet, "form": sheet.form, "back_url": back}
    return render(request, "intake/reporter.html", context, status=sheet.status)


def _report_page(
    request: HttpRequest, viewer: Viewer, at: datetime, report_id: int, *, is_revealed: bool = False
) -> HttpResponse:
    found = queries.report(report_id=report_id, viewer=viewer, reveal_reporter=is_revealed)
    children = sorted(found.children, key=lambda child: child.id)
    files = [log_reading(file_id=child.file_id, what="intake.report", actor=viewer, at=at) for child in children]
    today = local_date(at)
    may_reveal = found.is_reporter_hidden and any(user_can_reveal(file=file, viewer=viewer) for file in files)
    context = {
        "page_title": _("Anmälan {number}").format(number=found.number),
        "subtitle": presenters.report_subtitle(found, today),
        "danger": presenters.danger_chips(found),
        "panels": _panels(children, files, viewer, at),
        "others": presenters.others_words(found.others),
        "passages": presenters.passages(found),
        "facts": presenters.report_facts(found),
        "reveal_url": reverse("intake:reporter", args=[report_id]) if may_reveal else "",
    }
    return render(request, "intake/report.html", context)


def _panels(
    children: list[ReportChildView], files: list[FileView], viewer: Viewer, at: datetime
) -> list[presenters.ChildPanel]:
    file_ids = [file.id for file in files]
    of_each: dict[str, Question[Any]] = {}
    for file_id in file_ids:
        of_each[f"reports_{file_id}"] = queries.ask_reports_of_file(file_id=file_id, viewer=viewer)
        of_each[f"cases_{file_id}"] = ask_cases_of_file(file_id=file_id, viewer=viewer)
        of_each[f"measures_{file_id}"] = ask_measures_of_file(file_id=file_id, viewer=viewer)
    found = ask(
        viewer=viewer,
        people=ask_subjects(file_ids=file_ids, viewer=viewer),
        clocks=ask_open_clocks(file_ids=file_ids, viewer=viewer),
        **of_each,
    )
    people = {person.file_id: person for person in found["people"]}
    clocks = presenters.clocks_by_subject(found["clocks"])
    return [
        presenters.child_panel(
            child,
            people.get(child.file_id),
            clocks=clocks.get(queries.subject_of(child.id), []),
            reports=found[f"reports_{child.file_id}"],
            cases=found[f"cases_{child.file_id}"],
            measures=found[f"measures_{child.file_id}"],
            at=at,
        )
        for child in children
    ]
