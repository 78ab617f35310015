"""More time, and answers that are awaited."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from skyddsnat.domains.investigations import actions, queries
from skyddsnat.domains.investigations.types import EXTENSION_NAMES, Act, ExtensionReason
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.components import Confirm, Fact
from skyddsnat.web.investigations import presenters
from skyddsnat.web.investigations.around import around
from skyddsnat.web.investigations.forms import ExtendForm, WaitForm
from skyddsnat.web.investigations.scene import Scene, open_scene
from skyddsnat.web.page import page
from skyddsnat.web.presenters import said
from skyddsnat.web.sheets import open_sheet


@page(of_file=True)
def extend(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """Decide on more than four months, on special grounds (SoL 20:3)."""
    scene = open_scene(investigation_id=investigation_id, what="investigations.extend", viewer=viewer, at=at)
    sheet = open_sheet(
        ExtendForm,
        request,
        key=f"investigations.extend:{investigation_id}",
        title=_("Förläng utredningen"),
        viewer=viewer,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.extend(
            investigation_id=investigation_id,
            until=fields["until"],
            reason_code=ExtensionReason(fields["reason_code"]),
            reason=fields["reason"],
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Utredningstiden är förlängd."))
        return redirect(presenters.url("investigation", scene))
    context = around(scene, sheet, sheet.title, Act.EXTEND) | {"earlier": _earlier(scene)}
    return render(request, "investigations/extend.html", context, status=sheet.status)


def _earlier(scene: Scene) -> list[Fact]:
    found = queries.extensions(investigation_id=scene.case.id, viewer=scene.viewer)
    label = _("{day}, till {until}")
    return [
        Fact(
            label.format(
                day=formats.day(local_date(each.decided_at), today=scene.today),
                until=formats.day(each.until, today=scene.today),
            ),
            f"{said(EXTENSION_NAMES[each.reason_code])}. {each.reason}",
        )
        for each in found
    ]


@page(of_file=True)
def wait(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """Say for whom we wait, and until when (lesson 6)."""
    scene = open_scene(investigation_id=investigation_id, what="investigations.wait", viewer=viewer, at=at)
    sheet = open_sheet(
        WaitForm,
        request,
        key=f"investigations.wait:{investigation_id}",
        title=_("Invänta svar"),
        viewer=viewer,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.wait_for(investigation_id=investigation_id, **fields, actor=viewer, at=at),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Antecknat. Efter den dagen syns det att svaret dröjer."))
        return redirect(presenters.url("investigation", scene))
    context = around(scene, sheet, sheet.title, Act.WAIT)
    return render(request, "investigations/wait.html", context, status=sheet.status)


@page(of_file=True)
def stop_waiting(
    request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int, waiting_id: int
) -> HttpResponseBase:
    """The answer came, or is no longer awaited."""
    scene = open_scene(investigation_id=investigation_id, what="investigations.wait", viewer=viewer, at=at)
    back = presenters.url("investigation", scene)
    if request.method == "POST":
        actions.stop_waiting(waiting_id=waiting_id, actor=viewer, at=at)
        messages.success(request, _("Ni väntar inte längre på det svaret."))
        return redirect(back)
    confirm = Confirm(
        title=_("Svaret har kommit"),
        subtitle=presenters.subtitle(scene),
        text=_("Då står det inte längre att ni väntar. Skriv själva svaret i ett område eller i journalen."),
        verb=_("Sluta vänta"),
        cancel_url=back,
    )
    return render(request, "_components/confirm_page.html", {"page_title": confirm.title, "confirm": confirm})
