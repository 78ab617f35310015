"""Documents of the file: the list, the PDF itself, the second pair of eyes before something is sent, and sending."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.people.queries import subject_of_file
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents import queries
from skyddsnat.foundation.documents.actions import pass_cover, send_document
from skyddsnat.foundation.documents.release_types import Asker, receiver_of
from skyddsnat.foundation.documents.types import TEMPLATES, Audience, DocumentView
from skyddsnat.foundation.staff.queries import employees
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.children.forms import SendForm
from skyddsnat.web.children.presenters.documents import cover, document_table, sending_table
from skyddsnat.web.children.presenters.header import header
from skyddsnat.web.children.scene import open_scene
from skyddsnat.web.components import Confirm
from skyddsnat.web.formats import list_of
from skyddsnat.web.page import page
from skyddsnat.web.presenters import reasons_of
from skyddsnat.web.sheets import open_sheet


@page(of_file=True, methods=("GET",))
def documents(request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int) -> HttpResponseBase:
    """Every document of the file."""
    scene = open_scene(file_id=file_id, what="children.documents", viewer=viewer, at=at)
    found = queries.documents_of_file(file_id=file_id, viewer=viewer)
    staff = employees(ids={each.made_by_id for each in found if each.made_by_id}, on=scene.today)
    sent = queries.sendings_of(document_ids=[each.id for each in found], viewer=viewer)
    context = {
        "page_title": _("Handlingar: {name}").format(name=scene.name),
        "head": header(scene, current="documents"),
        "table": document_table(found, staff, sent, scene) if found else None,
    }
    return render(request, "children/documents.html", context)


@page(of_file=True, methods=("GET",))
def document(request: HttpRequest, *, viewer: Viewer, at: datetime, document_id: int) -> HttpResponseBase:
    """The PDF, in the browser. Its name says nothing about anybody, and nothing keeps a copy.

    A letter that names somebody whose name has been protected since is stopped on its way to the printer: whoever opens
    it is told so first, and reads it all the same.
    """
    view = queries.document(document_id=document_id, viewer=viewer)
    log_reading(file_id=view.file_id, what=f"documents.document:{document_id}", actor=viewer, at=at)
    if view.is_outgoing and "read" not in request.GET:
        named = queries.protected_in(document_id=document_id, on=local_date(at), viewer=viewer)
        if named:
            return _stopped(request, view, [each.service_code for each in named])
    found = queries.document_content(document_id=document_id, viewer=viewer)
    answer = HttpResponse(found.content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{found.file_name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _stopped(request: HttpRequest, view: DocumentView, codes: list[str]) -> HttpResponseBase:
    context = {
        "page_title": _("Får inte lämnas som det är"),
        "subtitle": view.title,
        "about": _(
            "Brevet nämner {codes}, vars namn är skyddat nu. Skriv inte ut det för att lämna det. Begär att det "
            "prövas, och skicka det härifrån sedan: då lämnas det utan namnet."
        ).format(codes=list_of(codes)),
        "read_url": reverse("children:document", args=[view.id]) + "?read=1",
        "send_url": reverse("children:document-send", args=[view.id]),
        "release_url": reverse("children:releases", args=[view.id]),
        "back_url": reverse("children:documents", args=[view.file_id]),
    }
    return render(request, "children/document_stopped.html", context)


@page(of_file=True)
def document_pass(request: HttpRequest, *, viewer: Viewer, at: datetime, document_id: int) -> HttpResponseBase:
    """A second person has checked recipient and case of a letter in which somebody is protected (lesson 15)."""
    view = queries.document(document_id=document_id, viewer=viewer)
    back = reverse("children:documents", args=[view.file_id])
    if request.method == "POST":
        pass_cover(document_id=document_id, actor=viewer, at=at)
        messages.success(request, _("Utskicket är granskat."))
        return redirect(back)
    file = log_reading(file_id=view.file_id, what=f"documents.document:{document_id}", actor=viewer, at=at)
    confirm = Confirm(
        title=_("Granska utskicket"),
        subtitle=view.title,
        text=_(
            "Brevet går till {to}. Läs det först. Kontrollera att det är rätt mottagare och rätt ärende, och att inget "
            "i det röjer var någon bor, arbetar eller går i skolan."
        ).format(to=view.recipient or _("den som står i brevet")),
        verb=_("Jag har läst, det får skickas"),
        cancel_url=back,
    )
    context = {
        "page_title": confirm.title,
        "confirm": confirm,
        "cover": cover(view, file, subject_of_file(file_id=file.id, viewer=viewer)),
        "document_url": reverse("children:document", args=[document_id]),
    }
    return render(request, "children/document_pass.html", context)


@page(of_file=True)
def document_send(request: HttpRequest, *, viewer: Viewer, at: datetime, document_id: int) -> HttpResponseBase:
    """The document leaves now: to whom, in which case, how. Shows what it is that leaves that day.

    To whom it is written, or to such as `?to=public` names: whoever asked for it.
    """
    view, today = queries.document(document_id=document_id, viewer=viewer), local_date(at)
    file = log_reading(file_id=view.file_id, what=f"documents.document:{document_id}", actor=viewer, at=at)
    receiver = receiver_of(view.template)
    to = Asker(request.GET["to"]) if request.GET.get("to") in set(Asker) else receiver
    child = subject_of_file(file_id=file.id, viewer=viewer)
    sheet = open_sheet(
        SendForm, request, key=f"documents.send:{document_id}", title=_("Skicka handlingen"), viewer=viewer,
        initial={"recipient": _written_to(view, child) if to is receiver else ""}, asks_whom=to is None,
    )  # fmt: skip

    def send(fields: dict[str, Any]) -> None:
        send_document(document_id=document_id, **fields | {"to": to or Asker(fields["to"])}, actor=viewer, at=at)

    if request.method == "POST" and sheet.carry_out(send, actor=viewer, at=at):
        messages.success(request, _("Antecknat: handlingen är skickad nu."))
        return redirect("children:documents", file_id=view.file_id)
    going = queries.sending(view=view, file=file, to=to, on=today, viewer=viewer) if to else None
    leaves = going.document_id if going else document_id
    context = {
        "page_title": sheet.title,
        "subtitle": view.title,
        "cover": cover(view, file, child),
        "sheet": sheet,
        "form": sheet.form,
        "cannot": reasons_of(going.verdict) if going and not sheet.reasons else (),
        "is_another": leaves != document_id,
        "document_url": reverse("children:document", args=[leaves]),
        "release_url": reverse("children:releases", args=[document_id]),
        "table": sending_table(queries.sendings_of(document_ids=[document_id], viewer=viewer), today=today),
        "back_url": reverse("children:documents", args=[view.file_id]),
    }
    return render(request, "children/document_send.html", context, status=sheet.status)


def _written_to(view: DocumentView, child: PersonView) -> str:
    """Whom it is written to; the child's own letter names no recipient, and a protected child has no name here."""
    is_childs = TEMPLATES[view.template].audience is Audience.CHILD
    return view.recipient or (child.name if is_childs else "")
