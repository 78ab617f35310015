"""Documents of the file: the list, the PDF itself, and the second pair of eyes before something is sent."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents import queries
from skyddsnat.foundation.documents.actions import pass_cover
from skyddsnat.foundation.staff.queries import employees
from skyddsnat.web.children.presenters.documents import document_table
from skyddsnat.web.children.presenters.header import header
from skyddsnat.web.children.scene import open_scene
from skyddsnat.web.components import Confirm
from skyddsnat.web.page import page


@page(of_file=True, methods=("GET",))
def documents(request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int) -> HttpResponseBase:
    """Every document of the file."""
    scene = open_scene(file_id=file_id, what="children.documents", viewer=viewer, at=at)
    found = queries.documents_of_file(file_id=file_id, viewer=viewer)
    staff = employees(ids={each.made_by_id for each in found if each.made_by_id}, on=scene.today)
    context = {
        "page_title": _("Handlingar: {name}").format(name=scene.name),
        "head": header(scene, current="documents"),
        "table": document_table(found, staff, scene) if found else None,
    }
    return render(request, "children/documents.html", context)


@page(of_file=True, methods=("GET",))
def document(request: HttpRequest, *, viewer: Viewer, at: datetime, document_id: int) -> HttpResponseBase:
    """The PDF, in the browser. Its name says nothing about anybody, and nothing keeps a copy."""
    view = queries.document(document_id=document_id, viewer=viewer)
    log_reading(file_id=view.file_id, what=f"documents.document:{document_id}", actor=viewer, at=at)
    found = queries.document_content(document_id=document_id, viewer=viewer)
    answer = HttpResponse(found.content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{found.file_name}"'
    answer["Cache-Control"] = "no-store"
    return answer


@page(of_file=True)
def document_pass(request: HttpRequest, *, viewer: Viewer, at: datetime, document_id: int) -> HttpResponseBase:
    """A second person has checked recipient and case of a letter in which somebody is protected (lesson 15)."""
    view = queries.document(document_id=document_id, viewer=viewer)
    back = reverse("children:documents", args=[view.file_id])
    if request.method == "POST":
        pass_cover(document_id=document_id, actor=viewer, at=at)
        messages.success(request, _("Utskicket är granskat."))
        return redirect(back)
    log_reading(file_id=view.file_id, what=f"documents.document:{document_id}", actor=viewer, at=at)
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
        "document_url": reverse("children:document", args=[document_id]),
    }
    return render(request, "children/document_pass.html", context)
