"""A decision as it was signed, telling the parties, and the start of the service."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.decisions import actions, queries
from skyddsnat.domains.decisions.types import DecisionView
from skyddsnat.domains.people.queries import persons
from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents.queries import documents_of_subject, renderings
from skyddsnat.foundation.documents.release_types import Asker
from skyddsnat.kernel.stockholm import local_moment
from skyddsnat.web.decisions import decision_presenters, presenters
from skyddsnat.web.decisions.forms import DeliverForm, ServeForm, StartForm
from skyddsnat.web.decisions.scene import Scene, open_scene
from skyddsnat.web.fields import last_of_minute
from skyddsnat.web.page import page
from skyddsnat.web.presenters import reasons_of
from skyddsnat.web.sheets import Sheet, open_sheet


@page(of_file=True, methods=("GET",))
def decision(request: HttpRequest, *, viewer: Viewer, at: datetime, decision_id: int) -> HttpResponseBase:
    """What was decided, by what right; its papers; who has been told; when it starts."""
    made, scene = open_decision(decision_id, "decisions.decision", viewer, at)
    documents = documents_of_subject(subject=f"decisions.proposal:{made.proposal_id}", viewer=viewer)
    without_names = renderings(document_ids=[each.id for each in documents], to=Asker.PARTY, viewer=viewer)
    made = decision_presenters.as_it_leaves(made, without_names)
    named = [*(letter.person_id for letter in made.deliveries), *(each.person_id for each in made.other_appeals)]
    former = [person_id for person_id in named if person_id is not None and person_id not in scene.people]
    people = scene.people | (persons(person_ids=former, viewer=viewer) if former else {})
    start_of = decision_presenters.start_box(made, scene)
    title = _("Beslutet")
    context = {
        "page_title": title,
        "head": presenters.head(scene, title, chips=decision_presenters.chips(made)),
        "best": presenters.service_name(made.most_suitable),
        "chosen": presenters.service_name(made.chosen),
        "differs": made.most_suitable != made.chosen,
        "facts": decision_presenters.facts(made, scene),
        "passages": decision_presenters.passages(made, presenters.to_child_title(scene)),
        "papers": decision_presenters.papers(made),
        "start": start_of,
        "parties": decision_presenters.party_lines(
            made,
            people,
            {each.id: each for each in documents},
            scene,
        ),
        "others": decision_presenters.other_lines(made, people, scene),
        "other_appeal": decision_presenters.other_appeal_link(made),
        "proposal_url": reverse("decisions:proposal", args=[made.proposal_id]),
    }
    return render(request, "decisions/decision.html", context)


def open_decision(decision_id: int, what: str, viewer: Viewer, at: datetime) -> tuple[DecisionView, Scene]:
    """The decision and what is around it, with the reading logged as `what`. Raises `NotOpen`."""
    made = queries.decision(decision_id=decision_id, viewer=viewer)
    behind = queries.proposal(proposal_id=made.proposal_id, viewer=viewer)
    return made, open_scene(investigation_id=behind.investigation_id, what=what, viewer=viewer, at=at)


@page(of_file=True)
def deliver(
    request: HttpRequest, *, viewer: Viewer, at: datetime, decision_id: int, person_id: int
) -> HttpResponseBase:
    """Send or hand over one party's letter."""
    made, scene = open_decision(decision_id, "decisions.deliver", viewer, at)
    sheet = open_sheet(
        DeliverForm,
        request,
        key=f"decisions.deliver-{decision_id}:{person_id}",
        title=_("Lämna beslutet"),
        viewer=viewer,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.deliver(decision_id=made.id, person_id=person_id, **fields, actor=viewer, at=at),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Antecknat. Skriv när parten har tagit emot beslutet."))
        return redirect("decisions:decision", decision_id=made.id)
    person = scene.people.get(person_id)
    return form_page(request, scene, sheet, made, _("Anteckna som lämnat"), presenters.named(person))


@page(of_file=True)
def serve(request: HttpRequest, *, viewer: Viewer, at: datetime, delivery_id: int) -> HttpResponseBase:
    """Write down when a party received the decision: the appeal time runs from then."""
    letter = queries.delivery(delivery_id=delivery_id, viewer=viewer)
    made, scene = open_decision(letter.decision_id, "decisions.serve", viewer, at)
    sheet = open_sheet(
        ServeForm,
        request,
        key=f"decisions.serve:{delivery_id}",
        title=_("Beslutet togs emot"),
        initial={"served_at": local_moment(at)},
        viewer=viewer,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.serve(
            delivery_id=delivery_id, served_at=last_of_minute(fields["served_at"], at=at), actor=viewer, at=at
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Antecknat. Tiden att överklaga räknas från den dagen."))
        return redirect("decisions:decision", decision_id=made.id)
    person = scene.people.get(letter.person_id)
    return form_page(request, scene, sheet, made, _("Spara dagen"), presenters.named(person))


@page(of_file=True)
def start(request: HttpRequest, *, viewer: Viewer, at: datetime, decision_id: int) -> HttpResponseBase:
    """Write down the day on which the service really started."""
    made, scene = open_decision(decision_id, "decisions.start", viewer, at)
    sheet = open_sheet(
        StartForm,
        request,
        key=f"decisions.start:{decision_id}",
        title=_("Insatsen har startat"),
        initial={"started_on": scene.today},
        viewer=viewer,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.record_start(decision_id=decision_id, **fields, actor=viewer, at=at),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Antecknat: insatsen är i gång."))
        return redirect("decisions:decision", decision_id=decision_id)
    return form_page(request, scene, sheet, made, _("Spara dagen"), presenters.service_name(made.chosen))


def form_page(
    request: HttpRequest, scene: Scene, sheet: Sheet, made: DecisionView, verb: str, about: str
) -> HttpResponse:
    """A small form about the decision: what it is about, and the verb on its button."""
    context: dict[str, Any] = {
        "page_title": sheet.title,
        "head": presenters.head(scene, sheet.title),
        "sheet": sheet,
        "form": sheet.form,
        "blocked": reasons_of(writing(file=scene.file, viewer=scene.viewer)),
        "about": about,
        "verb": verb,
        "back_url": reverse("decisions:decision", args=[made.id]),
    }
    return render(request, "decisions/small_form.html", context, status=sheet.status)
