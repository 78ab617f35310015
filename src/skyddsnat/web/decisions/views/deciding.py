"""What waits for a decision, the page where it is decided, and giving a proposal back."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.decisions import actions, queries
from skyddsnat.domains.decisions.permissions import level_for
from skyddsnat.domains.decisions.queries import ask_proposals_waiting
from skyddsnat.domains.decisions.queries.circumstances import circumstances_of, deciding_of, returning_of
from skyddsnat.domains.decisions.types import ProposalView, RulingFields, State
from skyddsnat.domains.people.queries import ask_subjects
from skyddsnat.foundation.access.asking import ask
from skyddsnat.foundation.access.queries import ask_files
from skyddsnat.foundation.access.types import Ground, Viewer
from skyddsnat.foundation.staff.types import CASEWORK, Role
from skyddsnat.kernel.readability import measure
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.web.decisions import deciding_presenters, presenters
from skyddsnat.web.decisions.forms import METER, DecideForm, ReturnForm, ruling
from skyddsnat.web.decisions.scene import Scene, open_scene
from skyddsnat.web.page import page
from skyddsnat.web.presenters import reasons_of
from skyddsnat.web.sheets import Sheet, open_sheet

DECIDERS = (*CASEWORK, Role.UNIT_MANAGER, Role.COMMITTEE_MEMBER, Role.CHAIR_ON_CALL)


@page(*DECIDERS, methods=("GET",))
def waiting(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Proposals that the viewer may decide, the urgent and the oldest first."""
    marks = ask(viewer=viewer, waiting=ask_proposals_waiting(viewer=viewer))["waiting"]
    ids = {mark.file_id for mark in marks}
    around = ask(
        viewer=viewer,
        files=ask_files(file_ids=ids, viewer=viewer),
        people=ask_subjects(file_ids=ids, viewer=viewer),
    )
    files = {file.id: file for file in around["files"]}
    people = {person.file_id: person for person in around["people"]}
    mine = [
        mark
        for mark in marks
        if mark.file_id in files and level_for(needed=mark.level, file=files[mark.file_id], viewer=viewer)
    ]
    context = {
        "page_title": _("Att besluta"),
        "duties": deciding_presenters.duties(mine, people, local_date(at)),
    }
    return render(request, "decisions/waiting.html", context)


@page(of_file=True)
def decide(request: HttpRequest, *, viewer: Viewer, at: datetime, proposal_id: int) -> HttpResponseBase:
    """Read the proposal and what is new since, see the three checks, decide and sign."""
    view = queries.proposal(proposal_id=proposal_id, viewer=viewer)
    scene = open_scene(investigation_id=view.investigation_id, what="decisions.decide", viewer=viewer, at=at)
    if request.method != "POST" and view.state is not State.PROPOSED:
        return redirect("decisions:proposal", proposal_id=proposal_id)
    sheet = open_sheet(
        DecideForm,
        request,
        key=f"decisions.decide:{proposal_id}",
        title=_("Fatta beslut"),
        version=view.version,
        viewer=viewer,
        services=queries.services(),
    )
    told = request.POST.get("facts_told", "")
    done: list[int] = []
    if request.method == "POST" and sheet.carry_out(
        lambda fields: done.append(
            actions.decide(
                proposal_id=proposal_id,
                version=sheet.base_version or 0,
                **ruling(fields),
                facts_told=int(told) if told.isdecimal() else 0,
                actor=viewer,
                at=at,
            )
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Beslutet är undertecknat. Breven ligger klara att lämnas."))
        # Whoever saw the file only because it waited for her does not see it any longer.
        if scene.file.ground is Ground.DECISION:
            return redirect("decisions:waiting")
        return redirect("decisions:decision", decision_id=done[0])
    return _decide_page(request, scene, sheet, view)


def _decide_page(request: HttpRequest, scene: Scene, sheet: Sheet, view: ProposalView) -> HttpResponse:
    around = circumstances_of(view, at=scene.at, viewer=scene.viewer, file=scene.file)
    weighed = deciding_of(around, RulingFields(facts_told=len(around.facts)), viewer=scene.viewer)
    asked = around.consents.about(view.fields.chosen)
    final = set(weighed.verdict.codes) & deciding_presenters.FINAL
    others = Verdict(tuple(each for each in weighed.verdict.reasons if each.code not in deciding_presenters.FINAL))
    context: dict[str, Any] = {
        "page_title": _("Fatta beslut"),
        "head": presenters.head(scene, _("Fatta beslut"), chips=presenters.state_chips(view)),
        "sheet": sheet,
        "form": sheet.form,
        "checks": deciding_presenters.checks(weighed.verdict, weighed.ground.right),
        "new_facts": deciding_presenters.new_facts(around.facts, scene),
        "as_proposed": reasons_of(others),
        "cannot": bool(final),
        "best": presenters.service_name(view.most_suitable),
        "chosen": presenters.service_name(view.chosen),
        "differs": view.differs,
        "facts": presenters.proposal_facts(view, scene),
        "passages": presenters.proposal_passages(view),
        "child_version": view.fields.child_version,
        "to_child_title": presenters.to_child_title(scene),
        "reading": measure(str(sheet.form["child_version"].value() or view.fields.child_version)),
        "meter": METER,
        "view_text": presenters.childs_view_text(scene, view.fields),
        "consents": presenters.consent_lines(asked, scene.people, view, scene),
        "law": presenters.law(scene),
        "return_url": reverse("decisions:return", args=[view.id]),
        "case_url": reverse("investigations:investigation", args=[scene.case.id]),
    }
    return render(request, "decisions/decide.html", context, status=sheet.status)


@page(of_file=True)
def give_back(request: HttpRequest, *, viewer: Viewer, at: datetime, proposal_id: int) -> HttpResponseBase:
    """Give the proposal back with the reason, or take one's own back."""
    view = queries.proposal(proposal_id=proposal_id, viewer=viewer)
    scene = open_scene(investigation_id=view.investigation_id, what="decisions.return", viewer=viewer, at=at)
    is_own = view.proposed_by_id == viewer.employee_id
    title = _("Ta tillbaka förslaget") if is_own else _("Lämna tillbaka förslaget")
    sheet = open_sheet(
        ReturnForm,
        request,
        key=f"decisions.return:{proposal_id}",
        title=title,
        version=view.version,
        viewer=viewer,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.return_proposal(
            proposal_id=proposal_id, version=sheet.base_version or 0, **fields, actor=viewer, at=at
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Förslaget är tillbaka hos den som skrev det."))
        return redirect("decisions:waiting" if not is_own else reverse("decisions:proposal", args=[proposal_id]))
    context = {
        "page_title": title,
        "head": presenters.head(scene, title, chips=presenters.state_chips(view)),
        "sheet": sheet,
        "form": sheet.form,
        "blocked": reasons_of(returning_of(view, file=scene.file, viewer=viewer)),
        "about": presenters.service_name(view.chosen),
        "verb": title,
        "back_url": reverse("decisions:proposal", args=[proposal_id]),
    }
    return render(request, "decisions/small_form.html", context, status=sheet.status)
