"""The parties by name: told, waiting to be told, communicated with, and what they answered."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skyddsnat.domains.investigations import actions, queries
from skyddsnat.domains.investigations.types import Act
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents.queries import unsent_of_subject
from skyddsnat.kernel.stockholm import local_moment
from skyddsnat.web.components import Confirm
from skyddsnat.web.fields import last_of_minute
from skyddsnat.web.investigations import party_presenters, presenters
from skyddsnat.web.investigations.around import around
from skyddsnat.web.investigations.forms import AnswerForm, CommunicateForm, TellForm, WithholdForm
from skyddsnat.web.investigations.scene import Scene, open_scene
from skyddsnat.web.page import page
from skyddsnat.web.presenters import name_of
from skyddsnat.web.sheets import Sheet, open_sheet

DAYS_TO_ANSWER = 14  # what the form begins with; no source: own habit, the law asks for reasonable time
SKIP = "skip"
_WAITS = gettext_lazy("Brevet är gjort. En andra person granskar det, och parten är informerad när det har gått.")


@page(of_file=True, methods=("GET",))
def notices(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """Each party by name, with what they were told and what they answered."""
    scene = open_scene(investigation_id=investigation_id, what="investigations.notices", viewer=viewer, at=at)
    told = queries.notices(investigation_id=investigation_id, viewer=viewer)
    sent = queries.communications(investigation_id=investigation_id, viewer=viewer)
    letters = unsent_of_subject(subject=f"investigations.investigation:{investigation_id}", viewer=viewer)
    title = _("Parter")
    context = {
        "page_title": title,
        "head": presenters.head(scene, title, current="notices"),
        "panels": party_presenters.party_panels(told, sent, scene),
        "unsent": party_presenters.unsent_words(letters) if scene.case.closed_at is None else "",
        "documents_url": reverse("children:documents", args=[scene.case.file_id]),
    }
    return render(request, "investigations/notices.html", context)


@page(of_file=True)
def party(
    request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int, person_id: int
) -> HttpResponseBase:
    """Somebody became a party after the opening, and is to be told too."""
    scene = open_scene(investigation_id=investigation_id, what="investigations.notices", viewer=viewer, at=at)
    back = presenters.url("notices", scene)
    if request.method == "POST":
        actions.add_party(investigation_id=investigation_id, person_id=person_id, actor=viewer, at=at)
        messages.success(request, _("Parten står nu bland dem som ska informeras."))
        return redirect(back)
    names = [name_of(each) for each in scene.parties if each.id == person_id]
    confirm = Confirm(
        title=_("Lägg till part"),
        subtitle=presenters.subtitle(scene),
        text=_("{name} ska få veta att utredningen pågår.").format(name=names[0] if names else _("Personen")),
        verb=_("Lägg till"),
        cancel_url=back,
    )
    return render(request, "_components/confirm_page.html", {"page_title": confirm.title, "confirm": confirm})


@page(of_file=True)
def tell(request: HttpRequest, *, viewer: Viewer, at: datetime, notice_id: int) -> HttpResponseBase:
    """Note that a party was told, and make the letter."""
    notice = queries.notice(notice_id=notice_id, viewer=viewer)
    scene = open_scene(investigation_id=notice.investigation_id, what="investigations.notices", viewer=viewer, at=at)
    sheet = open_sheet(
        TellForm,
        request,
        key=f"investigations.tell:{notice_id}",
        title=_("Informera part"),
        initial={"told_at": local_moment(at), "make_letter": True},
        viewer=viewer,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.tell_party(
            notice_id=notice_id,
            **{**fields, "told_at": last_of_minute(fields["told_at"], at=at)},
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        is_told = queries.notice(notice_id=notice_id, viewer=viewer).is_told
        messages.success(request, _("Antecknat: parten är informerad.") if is_told else _WAITS)
        return redirect(presenters.url("notices", scene))
    return _form_page(request, "investigations/tell.html", scene, sheet, Act.TELL, notice.name)


@page(of_file=True)
def withhold(request: HttpRequest, *, viewer: Viewer, at: datetime, notice_id: int) -> HttpResponseBase:
    """Telling a party waits, for special reasons, until a day."""
    notice = queries.notice(notice_id=notice_id, viewer=viewer)
    scene = open_scene(investigation_id=notice.investigation_id, what="investigations.notices", viewer=viewer, at=at)
    sheet = open_sheet(
        WithholdForm,
        request,
        key=f"investigations.withhold:{notice_id}",
        title=_("Vänta med att informera"),
        viewer=viewer,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.withhold_notice(notice_id=notice_id, **fields, actor=viewer, at=at), actor=viewer, at=at
    ):
        messages.success(request, _("Antecknat. Det prövas igen på den nya dagen."))
        return redirect(presenters.url("notices", scene))
    return _form_page(request, "investigations/withhold.html", scene, sheet, Act.TELL, notice.name)


@page(of_file=True)
def communicate(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """Send the investigation to a party with time to answer, or say why not."""
    scene = open_scene(investigation_id=investigation_id, what="investigations.communicate", viewer=viewer, at=at)
    people = party_presenters.unsent(queries.communications(investigation_id=investigation_id, viewer=viewer), scene)
    sheet = open_sheet(
        CommunicateForm,
        request,
        key=f"investigations.communicate:{investigation_id}",
        title=_("Kommunicera utredningen"),
        initial={
            "person": party_presenters.first_choice(people, request.GET),
            "answer_by": scene.today + timedelta(days=DAYS_TO_ANSWER),
        },
        viewer=viewer,
        parties=people,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: _communicate(request.POST.get("act", ""), fields, scene), actor=viewer, at=at
    ):
        messages.success(request, _("Antecknat. Brevet ligger bland handlingarna, och räknas från den dag det går."))
        return redirect(presenters.url("notices", scene))
    context = around(scene, sheet, sheet.title, Act.COMMUNICATE, back="notices") | {"has_parties": bool(people)}
    return render(request, "investigations/communicate.html", context, status=sheet.status)


def _communicate(act: str, fields: dict[str, Any], scene: Scene) -> int:
    to: dict[str, Any] = {
        "investigation_id": scene.case.id,
        "person_id": int(fields["person"]),
        "actor": scene.viewer,
        "at": scene.at,
    }
    if act == SKIP:
        return actions.skip_communication(reason=fields["reason"], **to)
    return actions.communicate(how=fields["how"], answer_by=fields["answer_by"] or scene.today, **to)


@page(of_file=True)
def answer(request: HttpRequest, *, viewer: Viewer, at: datetime, communication_id: int) -> HttpResponseBase:
    """Write down what a party answered."""
    sent = queries.communication(communication_id=communication_id, viewer=viewer)
    scene = open_scene(investigation_id=sent.investigation_id, what="investigations.communicate", viewer=viewer, at=at)
    sheet = open_sheet(
        AnswerForm,
        request,
        key=f"investigations.answer:{communication_id}",
        title=_("Partens svar"),
        initial={"answered_at": local_moment(at)},
        viewer=viewer,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.record_answer(
            communication_id=communication_id,
            answer=fields["answer"],
            answered_at=last_of_minute(fields["answered_at"], at=at),
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Svaret är sparat."))
        return redirect(presenters.url("notices", scene))
    return _form_page(request, "investigations/answer.html", scene, sheet, Act.COMMUNICATE, sent.name)


def _form_page(
    request: HttpRequest, template: str, scene: Scene, sheet: Sheet, act: Act, name: str
) -> HttpResponseBase:
    context = around(scene, sheet, sheet.title, act, back="notices") | {"party": name or _("Skyddade uppgifter")}
    return render(request, template, context, status=sheet.status)
