"""Handing a document out: who asks, the test of harm, and the PDF that may leave."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents import queries
from skyddsnat.foundation.documents.actions import ask_release, decide_release
from skyddsnat.foundation.documents.release_types import Asker, Basis, Released
from skyddsnat.kernel.stockholm import local_date, local_moment
from skyddsnat.web.children.forms import AskReleaseForm, ReleaseForm
from skyddsnat.web.children.presenters import releases as shown
from skyddsnat.web.fields import last_of_minute
from skyddsnat.web.page import page
from skyddsnat.web.presenters import reasons_of
from skyddsnat.web.sheets import open_sheet


@page(of_file=True)
def releases(request: HttpRequest, *, viewer: Viewer, at: datetime, document_id: int) -> HttpResponseBase:
    """Who has asked to read the document, and the form that writes down another."""
    view = queries.document(document_id=document_id, viewer=viewer)
    log_reading(file_id=view.file_id, what=f"documents.releases:{document_id}", actor=viewer, at=at)
    today = local_date(at)
    sheet = open_sheet(
        AskReleaseForm, request, key=f"documents.release-of:{document_id}", title=_("Lämna ut en handling"),
        viewer=viewer, initial={"asked_at": local_moment(at)},
    )  # fmt: skip
    made: list[int] = []

    def ask(fields: dict[str, Any]) -> None:
        made.append(
            ask_release(
                document_id=document_id,
                asked_by=Asker(fields["asked_by"]),
                asked_for=fields["asked_for"],
                asked_at=last_of_minute(fields["asked_at"], at=at),
                actor=viewer,
                at=at,
            )
        )

    if request.method == "POST" and sheet.carry_out(ask, actor=viewer, at=at):
        return redirect("children:release", release_id=made[0])
    named = queries.protected_in(document_id=document_id, on=today, viewer=viewer)
    context = {
        "page_title": _("Lämna ut: {title}").format(title=view.title),
        "about": shown.about(named),
        "is_stopped": bool(named),
        "table": shown.release_table(queries.releases_of(document_id=document_id, viewer=viewer), today=today),
        "sheet": sheet,
        "form": sheet.form,
        "cannot": reasons_of(queries.asking_verdict(document_id=document_id, viewer=viewer)),
        "back_url": reverse("children:documents", args=[view.file_id]),
    }
    return render(request, "children/releases.html", context, status=sheet.status)


@page(of_file=True)
def release(request: HttpRequest, *, viewer: Viewer, at: datetime, release_id: int) -> HttpResponseBase:
    """One request: the test of harm, or what came of it with the PDF."""
    asked = queries.release(release_id=release_id, viewer=viewer)
    view = queries.document(document_id=asked.document_id, viewer=viewer)
    file = log_reading(file_id=asked.file_id, what=f"documents.release:{release_id}", actor=viewer, at=at)
    today = local_date(at)
    sheet = open_sheet(
        ReleaseForm, request, key=f"documents.release:{release_id}", title=_("Skadeprövning"), viewer=viewer
    )

    def decide(fields: dict[str, Any]) -> None:
        decide_release(
            release_id=release_id,
            outcome=Released(fields["outcome"]),
            basis=Basis(fields["basis"]),
            reason=fields["reason"],
            actor=viewer,
            at=at,
        )

    if request.method == "POST" and sheet.carry_out(decide, actor=viewer, at=at):
        messages.success(request, _("Prövningen är undertecknad."))
        return redirect("children:release", release_id=release_id)
    named = queries.protected_in(document_id=view.id, on=today, viewer=viewer)
    context = {
        "page_title": _("Skadeprövning"),
        "subtitle": view.title,
        "about": shown.about(named),
        "facts": shown.facts(asked, today=today),
        "is_decided": asked.outcome is not None,
        "appeal": shown.appeal(asked),
        "sheet": sheet,
        "form": sheet.form,
        "cannot": reasons_of(queries.releasing_verdict(asked=asked, named=named, file=file, viewer=viewer)),
        "held_back": reasons_of(queries.handing_out_verdict(asked=asked, named=named, viewer=viewer)),
        "document_url": reverse("children:document", args=[view.id]),
        "pdf_url": reverse("children:release-pdf", args=[release_id]),
        "send_url": f"{reverse('children:document-send', args=[view.id])}?to={asked.asked_by.value}",
        "is_sent_so": shown.is_sent_so(asked),
        "back_url": reverse("children:releases", args=[view.id]),
    }
    return render(request, "children/release.html", context, status=sheet.status)


@page(of_file=True, methods=("GET",))
def release_pdf(request: HttpRequest, *, viewer: Viewer, at: datetime, release_id: int) -> HttpResponseBase:
    """What may be handed out, and nothing before the test."""
    asked = queries.release(release_id=release_id, viewer=viewer)
    log_reading(file_id=asked.file_id, what=f"documents.release:{release_id}", actor=viewer, at=at)
    found = queries.release_content(asked=asked, on=local_date(at), viewer=viewer)
    answer = HttpResponse(found.content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{found.file_name}"'
    answer["Cache-Control"] = "no-store"
    return answer
