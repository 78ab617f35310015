"""The investigation as a whole, and the page that closes it."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from skyddsnat.domains.investigations import actions, queries
from skyddsnat.domains.investigations.permissions import acting
from skyddsnat.domains.investigations.types import Act, Result
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.web.investigations import presenters
from skyddsnat.web.investigations.forms import CloseForm
from skyddsnat.web.investigations.scene import open_scene
from skyddsnat.web.investigations.versions import case_version
from skyddsnat.web.investigations.writing_presenters import passages_of
from skyddsnat.web.page import page
from skyddsnat.web.sheets import open_sheet, versioned

# What a case that moves to another municipality must still have; everything else is theirs to do.
ALWAYS_NEEDED = frozenset({"investigations.no_child_view", "investigations.closed"})


@page(of_file=True, methods=("GET",))
def investigation(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """The clock, the steps, what the child has told and what is awaited."""
    scene = open_scene(investigation_id=investigation_id, what="investigations.overview", viewer=viewer, at=at)
    steps = queries.steps(investigation_id=investigation_id, today=scene.today, viewer=viewer)
    waitings = queries.waitings(investigation_id=investigation_id, viewer=viewer)
    context = {
        "page_title": _("Utredning"),
        "head": presenters.head(scene, _("Utredning"), current="investigation", actions=presenters.main_actions(scene)),
        "clock": presenters.clock_box(scene),
        "chain": presenters.chain_box(scene.case.chain, scene),
        "steps": presenters.steps(steps, scene),
        "told": presenters.already_told(scene),
        "awaited": presenters.awaited(waitings, scene),
        "facts": presenters.case_facts(scene),
        "ways": presenters.ways_on(scene),
        "wait_url": presenters.url("wait", scene) if scene.case.is_open else "",
    }
    return render(request, "investigations/overview.html", context)


@page(of_file=True)
def close(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """Read what will be signed, say what it came to, sign and close."""
    scene = open_scene(investigation_id=investigation_id, what="investigations.close", viewer=viewer, at=at)
    sheet = open_sheet(
        CloseForm,
        request,
        key=f"investigations.close:{investigation_id}",
        title=_("Avsluta utredningen"),
        version=scene.case.version,
        viewer=viewer,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.close_investigation(
            investigation_id=investigation_id,
            version=sheet.base_version or 0,
            result=Result(fields["result"]),
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Utredningen är undertecknad, låst och avslutad."))
        return redirect("investigations:investigation", investigation_id=investigation_id)
    may = acting(act=Act.CLOSE, file=scene.file, viewer=viewer)
    verdict = may + queries.closing_verdict(investigation_id=investigation_id, today=scene.today, viewer=viewer)
    can_move = may.allowed and not ALWAYS_NEEDED & set(verdict.codes)
    context = {
        "page_title": _("Avsluta utredningen"),
        "head": presenters.head(scene, _("Avsluta utredningen")),
        "sheet": sheet,
        "form": sheet.form,
        "reasons": presenters.obstacles(verdict, scene),
        "can_move": can_move,
        "passages": passages_of(scene.case),
        "back_url": presenters.url("investigation", scene),
        "extend_url": presenters.url("extend", scene),
    }
    return render(request, "investigations/close.html", context, status=sheet.status)


versioned("investigations.close", case_version)
