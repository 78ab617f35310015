"""The extract for the on-call team: one's key, the file, the receipt code; and for an administrator, its recipients."""

import json
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer, system_run
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.oncall import actions, queries
from skyddsnat.foundation.oncall.page import file_name
from skyddsnat.foundation.oncall.rules import UNKNOWN_RECEIPT
from skyddsnat.foundation.oncall.types import ON_CALL, ExtractView, How
from skyddsnat.foundation.staff.queries import holders
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Refused, Verdict
from skyddsnat.web.fields import last_of_minute
from skyddsnat.web.oncall import presenters as shown
from skyddsnat.web.oncall.forms import KeyForm, NameForm, ReceiptForm
from skyddsnat.web.page import page
from skyddsnat.web.sheets import open_sheet

EAR = system_run("oncall-openings")
MOST_TOLD = 120  # a minute and process: far above a whole team's files, far below what could be guessed with
LONGEST_TOLD = 500  # bytes

# --- One's own --------------------------------------------------------------------------------------------------------


@page(*ON_CALL, Role.ADMINISTRATOR, methods=("GET",))
def extract(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """The latest extract, one's own key, and the openings that are known."""
    today, latest, mine = local_date(at), queries.latest_extract(viewer=viewer), queries.own_recipient(viewer=viewer)
    context: dict[str, Any] = {
        "page_title": _("Jourutdrag"),
        "state": shown.state_of(latest, at, today=today),
        "facts": shown.facts_of(latest, today=today) if latest else None,
        "key_words": shown.key_words(mine, today=today),
        "key_action": shown.key_action(mine),
        "has_file": latest is not None and _path_of(latest) is not None,
        "openings": shown.opening_table(queries.openings(viewer=viewer), today=today),
        "keeps": viewer.has_role(Role.ADMINISTRATOR),
    }
    return render(request, "oncall/extract.html", context)


@page(*ON_CALL, Role.ADMINISTRATOR, methods=("GET",))
def file(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """The latest file, to be kept on the device that one is on call with. It opens for its recipients alone."""
    latest = queries.latest_extract(viewer=viewer)
    path = _path_of(latest) if latest else None
    if latest is None or path is None:
        messages.warning(request, _("Det finns ingen fil att hämta här. Fråga jourledningen var den ligger."))
        return redirect("oncall:extract")
    record(deed="oncall.extract.fetched", target=f"oncall.extract:{latest.id}", actor=viewer, at=at)
    answer = HttpResponse(path.read_bytes(), content_type="text/html; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{path.name}"'
    return answer


def _path_of(latest: ExtractView) -> Path | None:
    """Where the night's run put it, if this server sees that folder."""
    path = Path(settings.ONCALL_FOLDER, file_name(local_date(latest.made_at)))
    return path if settings.ONCALL_FOLDER and path.is_file() else None


@page(*ON_CALL)
def key(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Make a key in the browser. The passphrase has no name in the form, so it is never sent."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.enrol(public_key=form.cleaned_data["public_key"], wrapped=form.wrapped(), actor=viewer, at=at)
        messages.success(request, _("Nyckeln är gjord. Den öppnar utdragen från nästa natt."))
        return redirect("oncall:extract")
    mine = queries.own_recipient(viewer=viewer)
    context = {"page_title": _("Gör min nyckel"), "form": form, "mine": mine, "code": viewer.service_code}
    return render(request, "oncall/key.html", context, status=422 if form.errors else 200)


@page(*ON_CALL)
def receipt(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """An extract was opened while the system was down: its receipt code is typed in."""
    title = _("Skriv in en kvittokod")
    sheet = open_sheet(ReceiptForm, request, key="oncall.opening:new", title=title, viewer=viewer)

    def tell(fields: dict[str, Any]) -> None:
        opened_at = last_of_minute(fields["opened_at"], at=at)
        told = actions.tell_opening(receipt=fields["receipt"], opened_at=opened_at, how=How.TYPED, actor=viewer, at=at)
        if not told:
            raise Refused(Verdict.of(UNKNOWN_RECEIPT))

    if request.method == "POST" and sheet.carry_out(tell, actor=viewer, at=at):
        messages.success(request, _("Öppningen står i loggen."))
        return redirect("oncall:extract")
    context = {"page_title": title, "sheet": sheet, "form": sheet.form}
    return render(request, "oncall/receipt.html", context, status=sheet.status)


# --- Recipients -------------------------------------------------------------------------------------------------------


@page(Role.ADMINISTRATOR)
def recipients(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Who is named, and the form that names one more."""
    today, named, title = local_date(at), queries.recipients(viewer=viewer), _("Mottagare av jourutdraget")
    known = {viewer.employee_id, *(each.employee_id for each in named)}
    may = [each for each in holders(roles=ON_CALL, on=today) if each.id not in known]
    sheet = open_sheet(
        NameForm, request, key="oncall.recipient:new", title=title, viewer=viewer, people=shown.people(may)
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.name_recipient(employee_id=fields["employee"], actor=viewer, at=at),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Mottagaren är utsedd och kan göra sin nyckel."))
        return redirect("oncall:recipients")
    context = {
        "page_title": title,
        "table": shown.recipient_table(named, today=today),
        "sheet": sheet,
        "form": sheet.form,
    }
    return render(request, "oncall/recipients.html", context, status=sheet.status)


@page(Role.ADMINISTRATOR)
def end(request: HttpRequest, *, viewer: Viewer, at: datetime, recipient_id: int) -> HttpResponseBase:
    """Somebody is a recipient no more."""
    who = queries.recipient(recipient_id=recipient_id, viewer=viewer)
    if who is None:
        raise NotOpen
    if request.method == "POST":
        actions.end_recipient(recipient_id=recipient_id, actor=viewer, at=at)
        messages.success(request, _("Mottagaren är avslutad."))
        return redirect("oncall:recipients")
    confirm = shown.end_question(who)
    return render(
        request, "_components/confirm_page.html", {"page_title": confirm.title, "confirm": confirm, "form": None}
    )


# --- What the extract tells -------------------------------------------------------------------------------------------


@csrf_exempt
@require_POST
def opened(request: HttpRequest) -> HttpResponse:
    """An extract tells that it was opened. The same answer to everything, so that nobody learns of a code."""
    at = timezone.now()
    if _is_too_much(at):
        return _answer(HTTPStatus.TOO_MANY_REQUESTS)
    told = _told(request.read(LONGEST_TOLD))
    if told is not None:
        with seeing(EAR):
            actions.tell_opening(receipt=told[0], opened_at=told[1], how=How.REPORTED, actor=EAR, at=at)
    return _answer(HTTPStatus.NO_CONTENT)


def _answer(status: HTTPStatus) -> HttpResponse:
    """Readable by a file too, which has no address of its own: it must know that it was heard."""
    return HttpResponse(status=status, headers={"Access-Control-Allow-Origin": "*"})


def _is_too_much(at: datetime) -> bool:
    minute = f"oncall-openings-{at:%d%H%M}"
    cache.add(minute, 0, timeout=120)
    return cache.incr(minute) > MOST_TOLD


def _told(body: bytes) -> tuple[str, datetime] | None:
    try:
        said = json.loads(body)
        moment = parse_datetime(said["opened_at"])
        return (str(said["receipt"]), moment) if moment and moment.tzinfo else None
    except (ValueError, KeyError, TypeError):
        return None
