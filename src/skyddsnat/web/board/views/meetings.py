"""Meetings of committee and board: the agenda that fills itself, and extracts of the minutes."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.decisions.queries import NoMeeting
from skyddsnat.domains.decisions.queries import meetings as meetings_from
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.board import meeting_presenters
from skyddsnat.web.board.scene import open_scene
from skyddsnat.web.page import page

AT_MEETINGS = (Role.UNIT_MANAGER, Role.COMMITTEE_MEMBER, Role.CHAIR_ON_CALL, Role.REGISTRAR)
LOOK_BACK = timedelta(days=60)


@page(*AT_MEETINGS, methods=("GET",))
def meetings(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """The meetings to come, and those lately held."""
    today = local_date(at)
    found = meetings_from(after=today - LOOK_BACK)
    context = {"page_title": _("Möten"), "meetings": meeting_presenters.meetings(found, today)}
    return render(request, "board/meetings.html", context)


@page(*AT_MEETINGS)
def agenda(request: HttpRequest, *, viewer: Viewer, at: datetime, meeting_id: int) -> HttpResponseBase:
    """What one meeting decides and is told; on POST it has been told what the chair decided."""
    today = local_date(at)
    try:
        view = queries.agenda(meeting_id=meeting_id, today=today, viewer=viewer)
    except NoMeeting:
        raise Http404 from None
    if request.method == "POST":
        told = actions.report_at(meeting_id=meeting_id, actor=viewer, at=at)
        messages.success(request, ngettext("{n} beslut är anmält.", "{n} beslut är anmälda.", told).format(n=told))
        return redirect("board:agenda", meeting_id=meeting_id)
    may_report = viewer.has_role(Role.REGISTRAR, Role.CHAIR_ON_CALL) and view.meeting.held_on <= today
    context: dict[str, Any] = {
        "page_title": meeting_presenters.title_of(view.meeting),
        "items": meeting_presenters.items(view.items, today),
        "reports": meeting_presenters.reports(view.reports, today),
        "may_report": may_report and bool(view.reports),
        "paper_url": reverse("board:paper", args=[meeting_id]),
        "meetings_url": reverse("board:meetings"),
        "about": meeting_presenters.about(view.meeting, today),
    }
    return render(request, "board/agenda.html", context)


@page(*AT_MEETINGS, methods=("POST",))
def paper(request: HttpRequest, *, viewer: Viewer, at: datetime, meeting_id: int) -> HttpResponseBase:
    """The agenda on paper: numbers of files, never a name. Nothing is kept, and the making is logged."""
    try:
        content = actions.make_agenda(meeting_id=meeting_id, actor=viewer, at=at)
    except NoMeeting:
        raise Http404 from None
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="agenda-{meeting_id}.pdf"'
    return answer


@page(of_file=True, methods=("POST",))
def extract(request: HttpRequest, *, viewer: Viewer, at: datetime, matter_id: int) -> HttpResponseBase:
    """The extract of the minutes about one matter, kept in the child's file."""
    view = queries.matter(matter_id=matter_id, viewer=viewer)
    open_scene(case_id=view.case_id, file_id=view.file_id, what="board.extract", viewer=viewer, at=at)
    document_id = actions.make_minutes_extract(matter_id=matter_id, actor=viewer, at=at)
    return redirect("children:document", document_id=document_id)
