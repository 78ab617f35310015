"""What the reporter is told."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.intake import actions, queries
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.web.intake import assessment_presenters as presenters
from skyddsnat.web.intake.forms import FeedbackForm
from skyddsnat.web.intake.scene import open_scene
from skyddsnat.web.page import page
from skyddsnat.web.sheets import open_sheet

GIVE, DECLINE, ASK = "give", "decline", "ask"
SWEDISH = "sv"


@page(of_file=True)
def feedback(request: HttpRequest, *, viewer: Viewer, at: datetime, report_child_id: int) -> HttpResponseBase:
    """Tell the reporter what became of the report, or say why not (SoL 19:6)."""
    scene = open_scene(report_child_id=report_child_id, what="intake.feedback", viewer=viewer, at=at)
    sheet = open_sheet(
        FeedbackForm,
        request,
        key=f"intake.feedback:{report_child_id}",
        title=_("Återkoppling"),
        initial={"language": SWEDISH},
        viewer=viewer,
    )
    act = request.POST.get("act", "")
    if request.method == "POST" and sheet.carry_out(
        lambda fields: _carry_out(act, fields, report_child_id, viewer, at), actor=viewer, at=at
    ):
        messages.success(request, _words(act, report_child_id, viewer))
        return redirect("intake:feedback", report_child_id=report_child_id)
    desk = queries.feedback_desk(child=scene.child, viewer=viewer)
    told, waiting = desk.told, desk.waiting
    verdict = queries.telling_verdict(desk=desk, file=scene.file, viewer=viewer)
    context = {
        "page_title": _("Återkoppling till den som anmälde"),
        "scene": scene,
        "sheet": sheet,
        "form": sheet.form,
        "told": presenters.told_words(told, today=scene.today) if told else "",
        "letter_url": presenters.letter_url(told),
        "send_url": reverse("children:document-send", args=[waiting.id]) if waiting else "",
        "reasons": presenters.obstacles(verdict, scene.child),
        "letter": presenters.letter(scene.child, scene.report, today=scene.today),
        "due": presenters.feedback_due(scene.clocks, scene.today),
        "may_ask": scene.child.is_mandatory and scene.child.feedback_asked_at is None and told is None,
        "report_url": reverse("intake:report", args=[scene.child.report_id]),
    }
    return render(request, "intake/feedback.html", context, status=sheet.status)


def _carry_out(act: str, fields: dict[str, Any], report_child_id: int, viewer: Viewer, at: datetime) -> None:
    if act == GIVE:
        language = fields["language"] or SWEDISH
        actions.give_feedback(report_child_id=report_child_id, language=language, actor=viewer, at=at)
    elif act == ASK:
        actions.ask_feedback(report_child_id=report_child_id, actor=viewer, at=at)
    else:
        actions.decline_feedback(report_child_id=report_child_id, reason=fields["reason"], actor=viewer, at=at)


def _words(act: str, report_child_id: int, viewer: Viewer) -> str:
    if act == GIVE and queries.waiting_letter(report_child_id=report_child_id, viewer=viewer):
        return _("Brevet är undertecknat. En andra person granskar det, och besked är lämnat när det har gått.")
    words = {
        GIVE: _("Brevet är undertecknat och sparat i akten. Skicka det nu."),
        ASK: _("Anmälarens önskan om besked är antecknad."),
    }
    return words.get(act, _("Det är antecknat att inget besked lämnas, och varför."))
