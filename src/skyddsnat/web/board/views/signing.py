"""The page on which a matter is signed, made for a phone, and giving a matter back."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import MatterLevel, MatterRuling, MatterState, MatterView
from skyddsnat.foundation.access.types import Ground, Viewer
from skyddsnat.kernel.readability import measure as readability
from skyddsnat.web.board import presenters
from skyddsnat.web.board.forms import METER, ReturnForm, SignForm, ruling
from skyddsnat.web.board.scene import Scene, open_scene
from skyddsnat.web.page import page
from skyddsnat.web.presenters import reasons_of, said
from skyddsnat.web.sheets import Sheet, open_sheet


@page(of_file=True)
def sign(request: HttpRequest, *, viewer: Viewer, at: datetime, matter_id: int) -> HttpResponseBase:
    """Read what is asked, why now and what is new; decide and sign."""
    view = queries.matter(matter_id=matter_id, viewer=viewer)
    scene = open_scene(case_id=view.case_id, file_id=view.file_id, what="board.sign", viewer=viewer, at=at)
    if request.method != "POST" and view.state is not MatterState.PREPARED:
        return redirect("board:matter", matter_id=matter_id)
    sheet = open_sheet(
        SignForm,
        request,
        key=f"compulsory.sign:{matter_id}",
        title=presenters.title_of(view.track, view.act),
        version=view.version,
        viewer=viewer,
    )
    told = request.POST.get("facts_told", "")
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.decide_matter(
            matter_id=matter_id,
            version=sheet.base_version or 0,
            **ruling(fields),
            facts_told=int(told) if told.isdecimal() else 0,
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _signed_words(view))
        # Whoever saw the file only because it waited for her does not see it any longer.
        if scene.file.ground is Ground.DECISION:
            return redirect("board:oncall")
        return redirect("board:matter", matter_id=matter_id)
    return _sign_page(request, scene, sheet, view)


def _signed_words(view: MatterView) -> str:
    if view.level is MatterLevel.CHAIR:
        return _("Beslutet är undertecknat. Det anmäls vid nästa möte av sig självt.")
    return _("Beslutet är undertecknat.")


def _sign_page(request: HttpRequest, scene: Scene, sheet: Sheet, view: MatterView) -> HttpResponse:
    news = queries.news_since(matter_id=view.id, viewer=scene.viewer)
    ruled = MatterRuling(facts_told=len(news))
    verdict = queries.deciding_verdict(matter_id=view.id, at=scene.at, viewer=scene.viewer, ruling=ruled)
    urgency = queries.urgency_of_matter(matter_id=view.id, today=scene.today, viewer=scene.viewer)
    right = queries.who_decides_deed(section=view.section, on=scene.today, is_urgent=view.fields.is_urgent)
    title = presenters.title_of(view.track, view.act)
    context: dict[str, Any] = {
        "page_title": title,
        "head": presenters.head(scene, title, chips=presenters.chips_of(view), back=False),
        "sheet": sheet,
        "form": sheet.form,
        "news": presenters.news_lines(news, scene),
        "news_count": len(news),
        "right": said(right.text),
        "citation": right.citation,
        "urgency": presenters.urgency_lines(urgency, scene),
        "urgent_reason": view.fields.urgent_reason,
        "passages": presenters.passages(view),
        "facts": presenters.facts(view, scene),
        "hand_overs": presenters.hand_over_lines(queries.hand_overs(matter_id=view.id, viewer=scene.viewer), scene),
        "against": reasons_of(verdict),
        "reading": readability(str(sheet.form["child_version"].value() or view.fields.child_version)),
        "meter": METER,
        "view_text": presenters.view_words(view),
        "return_url": reverse("board:return", args=[view.id]),
    }
    return render(request, "board/sign.html", context, status=sheet.status)


@page(of_file=True)
def give_back(request: HttpRequest, *, viewer: Viewer, at: datetime, matter_id: int) -> HttpResponseBase:
    """Give the matter back with the reason, or take one's own back."""
    view = queries.matter(matter_id=matter_id, viewer=viewer)
    scene = open_scene(case_id=view.case_id, file_id=view.file_id, what="board.return", viewer=viewer, at=at)
    is_own = view.prepared_by_id == viewer.employee_id
    title = _("Ta tillbaka ärendet") if is_own else _("Lämna tillbaka ärendet")
    sheet = open_sheet(
        ReturnForm,
        request,
        key=f"compulsory.return:{matter_id}",
        title=title,
        version=view.version,
        viewer=viewer,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.return_matter(
            matter_id=matter_id, version=sheet.base_version or 0, **fields, actor=viewer, at=at
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Ärendet är tillbaka hos den som skrev det."))
        if scene.file.ground is Ground.DECISION:
            return redirect("board:oncall")
        return redirect("board:matter", matter_id=matter_id)
    blocked = queries.returning_matter_verdict(matter_id=matter_id, at=at, viewer=viewer)
    context = {
        "page_title": title,
        "head": presenters.head(scene, title, chips=presenters.chips_of(view)),
        "sheet": sheet,
        "form": sheet.form,
        "blocked": reasons_of(blocked),
        "about": presenters.title_of(view.track, view.act),
        "verb": title,
        "back_url": reverse("board:matter", args=[matter_id]),
    }
    return render(request, "board/small_form.html", context, status=sheet.status)
