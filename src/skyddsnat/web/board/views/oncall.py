"""On call: what is about to end by itself, what waits for me, and the call to whoever may decide at once."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import Handing
from skyddsnat.domains.people.queries import ask_subjects
from skyddsnat.foundation.access.asking import ask
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.types import CASEWORK, Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.board import oncall_presenters, presenters
from skyddsnat.web.board.forms import CallForm
from skyddsnat.web.board.scene import open_scene
from skyddsnat.web.page import page
from skyddsnat.web.presenters import said
from skyddsnat.web.sheets import open_sheet

ON_CALL = (*CASEWORK, Role.UNIT_MANAGER, Role.COMMITTEE_MEMBER, Role.CHAIR_ON_CALL)


@page(*ON_CALL, methods=("GET",))
def oncall(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Alarms, matters to sign, and what I have handed over that nobody has signed yet."""
    today = local_date(at)
    waiting = queries.matters_prepared(viewer=viewer)
    to_sign = queries.to_be_signed(prepared=waiting, on=today, viewer=viewer)
    found = ask(
        viewer=viewer,
        children=ask_subjects(file_ids={each.file_id for each in waiting}, viewer=viewer),
        alarms=queries.ask_alarms(at=at, viewer=viewer),
        unreached=queries.ask_alarms_unreached(at=at, viewer=viewer),
    )
    children = {each.file_id: each for each in found["children"]}
    signs = {each.id for each in to_sign}
    context: dict[str, Any] = {
        "page_title": _("Jour"),
        "alarms": oncall_presenters.alarms(found["alarms"], at),
        "unreached": oncall_presenters.unreached(found["unreached"], at),
        "to_sign": oncall_presenters.to_sign(to_sign, children, at),
        "handed": oncall_presenters.handed([each for each in waiting if each.id not in signs], children, at),
    }
    return render(request, "board/oncall.html", context)


@page(of_file=True)
def call(request: HttpRequest, *, viewer: Viewer, at: datetime, matter_id: int) -> HttpResponseBase:
    """Write down a call to whoever may decide at once; whoever was reached sees the file from then on."""
    view = queries.matter(matter_id=matter_id, viewer=viewer)
    scene = open_scene(case_id=view.case_id, file_id=view.file_id, what="board.call", viewer=viewer, at=at)
    title = _("Ring den som får besluta")
    people = queries.reachable(section=view.section, on=scene.today)
    sheet = open_sheet(
        CallForm,
        request,
        key=f"compulsory.call:{matter_id}",
        title=title,
        viewer=viewer,
        reachable=people,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: (actions.reach_chair if fields["outcome"] == Handing.REACHED.value else actions.seek_chair)(
            matter_id=matter_id, to=fields["to"], words=fields["words"], actor=viewer, at=at
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Samtalet är antecknat med klockslag."))
        return redirect("board:matter", matter_id=matter_id)
    context: dict[str, Any] = {
        "page_title": title,
        "head": presenters.head(scene, title, chips=presenters.chips_of(view)),
        "sheet": sheet,
        "form": sheet.form,
        "about": presenters.title_of(view.track, view.act),
        "verb": _("Anteckna samtalet"),
        "back_url": reverse("board:matter", args=[matter_id]),
        "empty": "" if people else _("Ingen ordförande eller förordnad ledamot finns inlagd i dag."),
        "right": said(queries.who_decides_deed(section=view.section, on=scene.today, is_urgent=True).text),
    }
    return render(request, "board/small_form.html", context, status=sheet.status)
