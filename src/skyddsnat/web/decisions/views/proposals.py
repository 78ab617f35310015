"""Writing a proposal, seeing how its letters would look, asking for consent, and handing it in."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.decisions import actions, queries
from skyddsnat.domains.decisions.permissions import user_can_decide
from skyddsnat.domains.decisions.queries import NoProposal
from skyddsnat.domains.decisions.queries.circumstances import circumstances_of, proposing_of, returning_of
from skyddsnat.domains.decisions.queries.proposals import urgency_of
from skyddsnat.domains.decisions.types import Answer, ProposalFields, ProposalView, State
from skyddsnat.flows.hand_in_proposal import hand_in_proposal
from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents.rendering import MissingBlock
from skyddsnat.kernel.readability import measure
from skyddsnat.kernel.stockholm import local_moment
from skyddsnat.web.components import Chip
from skyddsnat.web.decisions import presenters
from skyddsnat.web.decisions.forms import METER, ConsentForm, ProposalForm, proposal_fields, proposal_initial
from skyddsnat.web.decisions.scene import Scene, open_scene
from skyddsnat.web.fields import last_of_minute
from skyddsnat.web.page import page
from skyddsnat.web.presenters import name_of, reasons_of, said
from skyddsnat.web.sheets import Sheet, open_sheet, versioned

PROPOSE = "propose"
EDITABLE = (State.DRAFT, State.RETURNED)


@page(of_file=True)
def propose(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """A new proposal after the investigation; the one that waits to be finished, if there is one."""
    scene = open_scene(investigation_id=investigation_id, what="decisions.propose", viewer=viewer, at=at)
    if request.method != "POST":
        begun = _begun(scene)
        if begun is not None:
            return redirect("decisions:proposal", proposal_id=begun.id)
    return _write(request, scene, None)


def _begun(scene: Scene) -> ProposalView | None:
    found = queries.proposals_of_file(file_id=scene.file.id, viewer=scene.viewer)
    running = [each for each in found if each.investigation_id == scene.case.id and each.state is not State.DECIDED]
    return next(iter(running), None)


@page(of_file=True)
def proposal(request: HttpRequest, *, viewer: Viewer, at: datetime, proposal_id: int) -> HttpResponseBase:
    """Write on the proposal, or read it when it is handed in."""
    view = queries.proposal(proposal_id=proposal_id, viewer=viewer)
    scene = open_scene(investigation_id=view.investigation_id, what="decisions.proposal", viewer=viewer, at=at)
    if request.method == "POST" or (view.state in EDITABLE and writing(file=scene.file, viewer=viewer).allowed):
        return _write(request, scene, view)
    return _read(request, scene, view)


def _write(request: HttpRequest, scene: Scene, view: ProposalView | None) -> HttpResponseBase:
    services = queries.services(with_closed=view is not None)
    sheet = open_sheet(
        ProposalForm,
        request,
        key=f"decisions.proposal:{view.id}" if view else f"decisions.new_proposal:{scene.case.id}",
        title=_("Beslut om insats"),
        initial=proposal_initial(view.fields if view else presenters.new_fields(scene)),
        version=view.version if view else None,
        viewer=scene.viewer,
        services=services,
    )
    act = request.POST.get("act", "")
    done: list[int] = []
    if request.method == "POST" and sheet.carry_out(
        lambda fields: done.append(_carry_out(act, proposal_fields(fields), scene, view, sheet.base_version)),
        actor=scene.viewer,
        at=scene.at,
    ):
        messages.success(request, _("Förslaget är lämnat.") if act == PROPOSE else _("Förslaget är sparat."))
        return redirect("decisions:proposal", proposal_id=done[0])
    context = _writing_context(scene, sheet, view)
    return render(request, "decisions/write.html", context, status=sheet.status)


def _carry_out(act: str, fields: ProposalFields, scene: Scene, view: ProposalView | None, version: int | None) -> int:
    """Save, or save and hand in. Returns the proposal's id."""
    deed = hand_in_proposal if act == PROPOSE else actions.save_proposal
    proposal_id, _what = deed(
        investigation_id=scene.case.id,
        proposal_id=view.id if view else None,
        version=version,
        fields=fields,
        actor=scene.viewer,
        at=scene.at,
    )
    return proposal_id


def _writing_context(scene: Scene, sheet: Sheet, view: ProposalView | None) -> dict[str, Any]:
    saved = view.fields if view else presenters.new_fields(scene)
    text = str(sheet.form["child_version"].value() or "")
    context = {
        "page_title": _("Beslut om insats"),
        "head": presenters.head(scene, _("Beslut om insats"), chips=_chips(view, scene)),
        "sheet": sheet,
        "form": sheet.form,
        "law": presenters.law(scene),
        "to_child_title": presenters.to_child_title(scene),
        "reading": measure(text),
        "meter": METER,
        "view_text": presenters.childs_view_text(scene, saved),
        "hand_in_label": presenters.hand_in_label(None),
        "is_open": scene.case.is_open,
    }
    return context | (_saved_context(scene, view) if view else {"blocked": _blocked(scene)})


def _chips(view: ProposalView | None, scene: Scene) -> tuple[Chip, ...]:
    return (*presenters.state_chips(view), presenters.section_chip(view.section, scene)) if view else ()


def _blocked(scene: Scene) -> Any:
    return reasons_of(writing(file=scene.file, viewer=scene.viewer))


def _saved_context(scene: Scene, view: ProposalView) -> dict[str, Any]:
    around = circumstances_of(view, at=scene.at, viewer=scene.viewer, file=scene.file)
    right = around.right(view.fields.kind, view.chosen)
    verdict = proposing_of(around, scene.case, viewer=scene.viewer)
    asked = around.consents.about(view.fields.chosen)
    urgency = urgency_of(view, today=scene.today, meetings=around.meetings)
    return {
        "reasons": presenters.obstacles(verdict, scene),
        "right": presenters.right_words(right),
        "hand_in_label": presenters.hand_in_label(right),
        "consents": presenters.consent_lines(asked, scene.people, view, scene),
        "urgency": presenters.urgency_words(urgency, scene),
        "letters_url": reverse("decisions:letters", args=[view.id]),
        "return_reason": view.return_reason if view.state is State.RETURNED else "",
        "is_saved": True,
    }


def _read(request: HttpRequest, scene: Scene, view: ProposalView) -> HttpResponse:
    around = circumstances_of(view, at=scene.at, viewer=scene.viewer, file=scene.file)
    asked = around.consents.about(view.fields.chosen)
    made = queries.decision_on(proposal_id=view.id, viewer=scene.viewer)
    may_return = returning_of(view, file=scene.file, viewer=scene.viewer).allowed
    context = {
        "page_title": _("Förslag till beslut"),
        "head": presenters.head(scene, _("Förslag till beslut"), chips=_chips(view, scene)),
        "best": presenters.service_name(view.most_suitable),
        "chosen": presenters.service_name(view.chosen),
        "differs": view.differs,
        "facts": presenters.proposal_facts(view, scene),
        "passages": presenters.proposal_passages(view),
        "child_version": view.fields.child_version,
        "to_child_title": presenters.to_child_title(scene),
        "reading": measure(view.fields.child_version),
        "meter": METER,
        "view_text": presenters.childs_view_text(scene, view.fields),
        "consents": presenters.consent_lines(asked, scene.people, view, scene),
        "right": said(around.right(view.fields.kind, view.chosen).text) if view.state is State.PROPOSED else "",
        "decision_url": reverse("decisions:decision", args=[made.id]) if made else "",
        "decide_url": reverse("decisions:decide", args=[view.id]) if _may_decide(view, scene) else "",
        "return_url": reverse("decisions:return", args=[view.id]) if may_return else "",
        "letters_url": reverse("decisions:letters", args=[view.id]),
    }
    return render(request, "decisions/read.html", context)


def _may_decide(view: ProposalView, scene: Scene) -> bool:
    return view.state is State.PROPOSED and user_can_decide(needed=view.level, file=scene.file, viewer=scene.viewer)


# --- Letters ----------------------------------------------------------------------------------------------------------


@page(of_file=True, methods=("GET",))
def letters(request: HttpRequest, *, viewer: Viewer, at: datetime, proposal_id: int) -> HttpResponseBase:
    """A letter as it would look: the child's with `?to=child`, otherwise a party's. Nothing is kept."""
    view = queries.proposal(proposal_id=proposal_id, viewer=viewer)
    open_scene(investigation_id=view.investigation_id, what="decisions.letters", viewer=viewer, at=at)
    to_child = request.GET.get("to") == "child"
    try:
        content = actions.preview_letter(proposal_id=proposal_id, to_child=to_child, actor=viewer, at=at)
    except MissingBlock:
        messages.warning(request, _("Brevet går att visa när skälen och texten till barnet är sparade."))
        return redirect("decisions:proposal", proposal_id=proposal_id)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="forslag-{proposal_id}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


# --- Consent ----------------------------------------------------------------------------------------------------------


@page(of_file=True)
def consent(
    request: HttpRequest, *, viewer: Viewer, at: datetime, proposal_id: int, person_id: int
) -> HttpResponseBase:
    """Write down what one person answered about the service (SoL 21:1)."""
    view = queries.proposal(proposal_id=proposal_id, viewer=viewer)
    scene = open_scene(investigation_id=view.investigation_id, what="decisions.consent", viewer=viewer, at=at)
    if person_id not in scene.people:
        raise NoProposal
    sheet = open_sheet(
        ConsentForm,
        request,
        key=f"decisions.consent-{proposal_id}:{person_id}",
        title=_("Svar om samtycke"),
        initial={"given_at": local_moment(at)},
        viewer=viewer,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.record_consent(
            proposal_id=proposal_id,
            person_id=person_id,
            answer=Answer(fields["answer"]),
            given_at=last_of_minute(fields["given_at"], at=at),
            how=fields["how"],
            words=fields["words"],
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Svaret är sparat."))
        return redirect("decisions:proposal", proposal_id=proposal_id)
    context = {
        "page_title": _("Svar om samtycke"),
        "head": presenters.head(scene, _("Svar om samtycke")),
        "sheet": sheet,
        "form": sheet.form,
        "blocked": _blocked(scene),
        "about": f"{name_of(scene.people[person_id])} · {presenters.service_name(view.chosen)}",
        "verb": _("Spara svaret"),
        "back_url": reverse("decisions:proposal", args=[proposal_id]),
    }
    return render(request, "decisions/small_form.html", context, status=sheet.status)


def _saved_version(*, row_id: int, viewer: Viewer) -> int | None:
    try:
        return queries.proposal(proposal_id=row_id, viewer=viewer).version
    except NoProposal:
        return None


versioned("decisions.proposal", _saved_version)
versioned("decisions.decide", _saved_version)
