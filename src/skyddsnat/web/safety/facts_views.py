"""Pages of facts for those who make them: all of them, a new one, one with what remains to be done."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.safety import actions, queries
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.form_page import form_page
from skyddsnat.web.page import page
from skyddsnat.web.safety import facts_presenters as presenters
from skyddsnat.web.safety.campaigns_deeds import FOLLOW_UP
from skyddsnat.web.safety.facts_deeds import ON_FACTS, choices, written
from skyddsnat.web.safety.facts_forms import FactsForm
from skyddsnat.web.sheets import open_sheet, versioned


@page(*FOLLOW_UP, methods=("GET",))
def facts_pages(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Every page of facts, those that are not published yet first."""
    context = {
        "page_title": _("Fakta för alla"),
        "table": presenters.facts_table(queries.facts_pages(viewer=viewer), local_date(at)),
        "new_url": reverse("safety:facts-new"),
        "public_url": reverse("facts:list"),
    }
    return render(request, "safety/facts.html", context)


@page(*FOLLOW_UP)
def new(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Write a page; its figures are chosen afterwards."""
    title = _("En sida med fakta")
    offered = choices(None, viewer, at)
    sheet = open_sheet(
        FactsForm,
        request,
        key="safety.facts:new",
        title=title,
        viewer=viewer,
        initial={"wave": request.GET.get("campaign", "")},
        **offered,
    )
    made: list[int] = []
    if request.method == "POST" and sheet.carry_out(
        lambda fields: made.append(actions.make_facts(fields=written(fields), actor=viewer, at=at)),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Texten är sparad. Välj nu siffrorna."))
        return redirect("safety:facts-page", facts_id=made[0])
    about = "" if offered["periods"] else _("Det finns inga siffror än. De görs varje natt: kom tillbaka i morgon.")
    return form_page(request, sheet, verb=_("Spara texten"), back=reverse("safety:facts"), about=about)


@page(*FOLLOW_UP, methods=("GET",))
def facts_page(request: HttpRequest, *, viewer: Viewer, at: datetime, facts_id: int) -> HttpResponseBase:
    """One page in the making: what remains, and what it says in each language."""
    view, today = queries.facts_page(facts_id=facts_id, viewer=viewer), local_date(at)
    may_publish = queries.publishing_verdict(view=view, on=today, viewer=viewer)
    making = presenters.making_of(view, may_publish, today)
    return render(request, "safety/facts_page.html", {"page_title": making.title, "making": making})


def _saved(*, row_id: int, viewer: Viewer) -> int | None:
    try:
        return queries.facts_page(facts_id=row_id, viewer=viewer).version
    except NotOpen:
        return None


for _name in ON_FACTS:
    versioned(f"safety.facts.{_name}", _saved)
