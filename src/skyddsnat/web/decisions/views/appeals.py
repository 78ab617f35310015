"""An appeal that comes in: when it came, and whether it goes to the court or is dismissed (FL 45-46 §§)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from skyddsnat.domains.decisions import actions, queries
from skyddsnat.domains.decisions.types import AppealOutcome
from skyddsnat.domains.people.queries import persons, relations_of_file
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_moment
from skyddsnat.web.decisions import decision_presenters, presenters
from skyddsnat.web.decisions.forms import AppealForm, OtherAppealForm, SettleForm
from skyddsnat.web.decisions.views.decisions import form_page, open_decision
from skyddsnat.web.fields import last_of_minute
from skyddsnat.web.page import page
from skyddsnat.web.sheets import open_sheet


@page(of_file=True)
def appeal(request: HttpRequest, *, viewer: Viewer, at: datetime, delivery_id: int) -> HttpResponseBase:
    """Write down when a party's appeal came in: the day decides whether it came in time."""
    letter = queries.delivery(delivery_id=delivery_id, viewer=viewer)
    made, scene = open_decision(letter.decision_id, "decisions.appeal", viewer, at)
    sheet = open_sheet(
        AppealForm,
        request,
        key=f"decisions.appeal:{delivery_id}",
        title=_("Överklagande kom in"),
        initial={"came_in_at": local_moment(at)},
        viewer=viewer,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.record_appeal(
            delivery_id=delivery_id, came_in_at=last_of_minute(fields["came_in_at"], at=at), actor=viewer, at=at
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Antecknat. Nu ska överklagandet skyndsamt till domstolen, om det kom i tid."))
        return redirect("decisions:settle", delivery_id=delivery_id)
    about = presenters.named(scene.people.get(letter.person_id))
    return form_page(request, scene, sheet, made, _("Spara dagen"), about)


@page(of_file=True)
def other_appeal(request: HttpRequest, *, viewer: Viewer, at: datetime, decision_id: int) -> HttpResponseBase:
    """Write down an appeal from somebody who has no letter of the decision."""
    made, scene = open_decision(decision_id, "decisions.appeal", viewer, at)
    relations = relations_of_file(file_id=made.file_id, viewer=viewer)
    sheet = open_sheet(
        OtherAppealForm,
        request,
        key=f"decisions.other_appeal:{decision_id}",
        title=_("Överklagande från någon utan brev"),
        initial={"came_in_at": local_moment(at)},
        viewer=viewer,
        people=presenters.without_letter(made, scene, [each.person for each in relations]),
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.record_other_appeal(
            decision_id=decision_id,
            came_in_at=last_of_minute(fields["came_in_at"], at=at),
            person_id=fields["person"],
            appellant=fields["appellant"],
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Antecknat. Nu ska överklagandet skyndsamt till domstolen."))
        return redirect("decisions:decision", decision_id=decision_id)
    return form_page(request, scene, sheet, made, _("Spara"), presenters.service_name(made.chosen))


@page(of_file=True)
def settle_other(request: HttpRequest, *, viewer: Viewer, at: datetime, appeal_id: int) -> HttpResponseBase:
    """Hand over to the court the appeal of somebody who has no letter."""
    found, decision_id = queries.other_appeal(appeal_id=appeal_id, viewer=viewer)
    made, scene = open_decision(decision_id, "decisions.settle", viewer, at)
    if request.method != "POST" and found.outcome is not None:
        return redirect("decisions:decision", decision_id=made.id)
    sheet = open_sheet(
        SettleForm,
        request,
        key=f"decisions.settle_other:{appeal_id}",
        title=_("Hantera överklagandet"),
        viewer=viewer,
        is_late=False,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.settle_other_appeal(
            appeal_id=appeal_id,
            outcome=AppealOutcome(fields["outcome"]),
            reason=fields["reason"],
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Antecknat."))
        return redirect("decisions:decision", decision_id=made.id)
    people = persons(person_ids=[found.person_id], viewer=viewer) if found.person_id else {}
    about = f"{decision_presenters.appellant_of(found, people)}. {decision_presenters.appeal_words(found, scene)}"
    return form_page(request, scene, sheet, made, _("Spara"), about)


@page(of_file=True)
def settle(request: HttpRequest, *, viewer: Viewer, at: datetime, delivery_id: int) -> HttpResponseBase:
    """Hand the appeal over to the court, or dismiss one that came too late."""
    letter = queries.delivery(delivery_id=delivery_id, viewer=viewer)
    made, scene = open_decision(letter.decision_id, "decisions.settle", viewer, at)
    found = letter.appeal
    if request.method != "POST" and (found is None or found.outcome is not None):
        return redirect("decisions:decision", decision_id=made.id)
    sheet = open_sheet(
        SettleForm,
        request,
        key=f"decisions.settle:{delivery_id}",
        title=_("Hantera överklagandet"),
        viewer=viewer,
        is_late=found is not None and found.is_late,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.settle_appeal(
            delivery_id=delivery_id,
            outcome=AppealOutcome(fields["outcome"]),
            reason=fields["reason"],
            actor=viewer,
            at=at,
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Antecknat."))
        return redirect("decisions:decision", decision_id=made.id)
    name = presenters.named(scene.people.get(letter.person_id))
    words = decision_presenters.appeal_words(found, scene) if found else ""
    return form_page(request, scene, sheet, made, _("Spara"), f"{name}. {words}")
