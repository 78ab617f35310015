"""The viewer's own children, and the way to a file in an emergency."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from skyddsnat.domains.people.queries import ask_subjects
from skyddsnat.domains.people.types import PersonView
from skyddsnat.flows.open_in_emergency import open_in_emergency
from skyddsnat.foundation.access.asking import ask
from skyddsnat.foundation.access.queries import ask_files, ask_files_without_anyone
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.deadlines.queries import ask_open_clocks
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.foundation.staff.types import CASEWORK, Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.children.forms import EmergencyForm
from skyddsnat.web.children.presenters.mine import Child, child_table, in_order, without_table
from skyddsnat.web.page import page


@page(*CASEWORK, Role.UNIT_MANAGER, methods=("GET",))
def mine(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """My children in the order of their clocks; for a manager also those whom nobody is in charge of."""
    today = local_date(at)
    without = ask_files_without_anyone(unit_ids=viewer.managed_units, today=today, viewer=viewer)
    files = ask(viewer=viewer, own=ask_files(file_ids=viewer.assigned_ids, viewer=viewer), without=without)
    file_ids = {file.id for group in files.values() for file in group}
    known = ask(
        viewer=viewer,
        people=ask_subjects(file_ids=file_ids, viewer=viewer),
        clocks=ask_open_clocks(file_ids=file_ids, viewer=viewer),
    )
    own = _children(files["own"], known["people"], known["clocks"])
    unowned = _children(files["without"], known["people"], known["clocks"])
    return render(
        request,
        "children/mine.html",
        {
            "page_title": _("Mina barn"),
            "own": child_table(own, viewer.employee_id, today) if own else None,
            "without": without_table(unowned, today) if unowned else None,
        },
    )


def _children(files: Iterable[FileView], people: Iterable[PersonView], clocks: Iterable[DeadlineView]) -> list[Child]:
    subjects = {person.file_id: person for person in people}
    running: dict[int, list[DeadlineView]] = defaultdict(list)
    for clock in clocks:
        running[clock.file_id].append(clock)
    return in_order([Child(file, subjects.get(file.id), running[file.id]) for file in files])


@page(*CASEWORK, Role.UNIT_MANAGER, Role.CHAIR_ON_CALL)
def emergency(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """A file that is closed to the viewer, opened by an exact number and a reason.

    Not a sheet: neither the number nor the reason is kept anywhere but in the log.
    """
    form = EmergencyForm(request.POST if request.method == "POST" else None)
    not_opened = False
    if request.method == "POST" and form.is_valid():
        file_id = open_in_emergency(**form.cleaned_data, actor=viewer, at=at)
        if file_id is not None:
            messages.warning(request, _("Akten är öppen för dig i fyra timmar. Det du läser granskas."))
            return redirect("children:file", file_id=file_id)
        not_opened = True
    context = {"page_title": _("Nödåtkomst"), "form": form, "not_opened": not_opened}
    return render(request, "children/emergency.html", context, status=422 if form.errors else 200)
