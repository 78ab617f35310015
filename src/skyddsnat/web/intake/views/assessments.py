"""The protection assessment and the preliminary assessment of one reported child."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skyddsnat.domains.intake import actions, queries
from skyddsnat.domains.intake.types import Known, Outcome, PreliminaryFields, PreliminaryView
from skyddsnat.domains.investigations.types import Question
from skyddsnat.flows.assess_protection import Assessed, assess_protection
from skyddsnat.flows.decide_preliminary import Decided, decide_preliminary, deciding_verdict
from skyddsnat.flows.join_running import join_running
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.drafts.actions import keep_refused
from skyddsnat.foundation.drafts.queries import draft_of
from skyddsnat.foundation.drafts.types import Typed
from skyddsnat.web.intake import assessment_presenters, presenters
from skyddsnat.web.intake.forms import (
    PreliminaryForm,
    ProlongForm,
    ProtectionForm,
    new_assessment,
    preliminary_fields,
    preliminary_initial,
)
from skyddsnat.web.intake.scene import Scene, open_scene
from skyddsnat.web.page import page
from skyddsnat.web.sheets import Sheet, open_sheet, versioned

JOIN = "join"
QUESTIONS = ("question", "asks", "what_is_new")
SAVED = gettext_lazy("Förhandsbedömningen är sparad.")
WORDS = {
    Outcome.OPEN.value: gettext_lazy("Utredning är inledd. Beslutet är undertecknat."),
    Outcome.NOT_OPEN.value: gettext_lazy("Utredning inleds inte. Beslutet är undertecknat."),
}


@page(of_file=True)
def protection(request: HttpRequest, *, viewer: Viewer, at: datetime, report_child_id: int) -> HttpResponseBase:
    """Assess protection at once, as often as needed. Nothing blocks it (lesson 8)."""
    scene = open_scene(report_child_id=report_child_id, what="intake.protection", viewer=viewer, at=at)
    sheet = open_sheet(
        ProtectionForm,
        request,
        key=f"intake.protection:{report_child_id}",
        title=_("Skyddsbedömning"),
        initial=_unknown(scene),
        viewer=viewer,
    )
    done: list[Assessed] = []
    if request.method == "POST" and sheet.carry_out(
        lambda fields: done.append(
            assess_protection(report_child_id=report_child_id, assessment=new_assessment(fields), actor=viewer, at=at)
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _assessed_words(done[0]))
        return redirect("intake:report", report_id=scene.child.report_id)
    made = queries.protection_assessments(report_child_id=report_child_id, viewer=viewer)
    context = _around(scene, sheet, _("Bedöm skydd")) | {
        "due": assessment_presenters.protection_due(scene.clocks, scene.today),
        "made": assessment_presenters.made_assessments(made, today=scene.today),
    }
    return render(request, "intake/protection.html", context, status=sheet.status)


def _unknown(scene: Scene) -> dict[str, Any]:
    danger = Known.YES if scene.child.acute_danger else Known.UNKNOWN
    suspicions = ["violence"] if scene.child.violence_suspected else []
    return {"acute_danger": danger.value, "can_talk_alone": Known.UNKNOWN.value, "suspicions": suspicions}


def _assessed_words(done: Assessed) -> str:
    if done.investigation_id is not None:
        return _("Skyddsbedömningen är sparad. Anmälan ingår nu i den utredning som pågår.")
    return _("Skyddsbedömningen är sparad.")


def _around(scene: Scene, sheet: Sheet, title: str) -> dict[str, Any]:
    return {
        "page_title": title,
        "scene": scene,
        "sheet": sheet,
        "form": sheet.form,
        "danger": presenters.danger_chips(scene.child),
        "again": presenters.second_today(scene.child, scene.today),
        "report_url": reverse("intake:report", args=[scene.child.report_id]),
    }


# --- The preliminary assessment ---------------------------------------------------------------------------------------


@page(of_file=True)
def preliminary(request: HttpRequest, *, viewer: Viewer, at: datetime, report_child_id: int) -> HttpResponseBase:
    """Write the preliminary assessment, and decide to open an investigation or not."""
    scene = open_scene(report_child_id=report_child_id, what="intake.preliminary", viewer=viewer, at=at)
    act = request.POST.get("act", "")
    if act == JOIN:
        return _join(request, report_child_id, viewer, at)
    written = queries.preliminary(report_child_id=report_child_id, viewer=viewer)
    if request.method != "POST" and not scene.child.is_open:
        return _preliminary_read(request, scene, written, viewer)
    sheet = open_sheet(
        PreliminaryForm,
        request,
        key=_key(report_child_id),
        title=_("Förhandsbedömning"),
        initial=preliminary_initial(written.fields if written else PreliminaryFields()),
        version=written.version if written else None,
        viewer=viewer,
    )
    done: list[str] = []
    if request.method == "POST" and sheet.carry_out(
        lambda fields: done.append(_carry_out(act, fields, sheet.base_version, report_child_id, viewer, at)),
        actor=viewer,
        at=at,
    ):
        if act not in WORDS:
            _keep_questions(sheet, viewer, at)
        messages.success(request, str(WORDS.get(act, SAVED)))
        return redirect(done[0])
    return _preliminary_page(request, scene, sheet, viewer)


def _key(report_child_id: int) -> str:
    return f"intake.preliminary:{report_child_id}"


def _join(request: HttpRequest, report_child_id: int, viewer: Viewer, at: datetime) -> HttpResponseBase:
    running = join_running(report_child_id=report_child_id, actor=viewer, at=at)
    messages.success(request, _("Anmälan ingår nu i den utredning som pågår."))
    return redirect("investigations:investigation", investigation_id=running)


def _carry_out(
    act: str, fields: dict[str, Any], version: int | None, report_child_id: int, viewer: Viewer, at: datetime
) -> str:
    """Do what the button says. Returns where to go afterwards."""
    if act in WORDS:
        return _decide(Outcome(act), fields, version, report_child_id, viewer, at)
    actions.save_preliminary(
        report_child_id=report_child_id, version=version, fields=preliminary_fields(fields), actor=viewer, at=at
    )
    return reverse("intake:preliminary", args=[report_child_id])


def _keep_questions(sheet: Sheet, viewer: Viewer, at: datetime) -> None:
    """What the investigation is to ask has no place in the preliminary assessment: it waits as a draft."""
    if any(sheet.form.cleaned_data[name] for name in QUESTIONS):
        typed = Typed(sheet.key, sheet.title, sheet.url, sheet.typed, (sheet.base_version or 0) + 1, sheet.turn)
        keep_refused(typed=typed, actor=viewer, at=at)


def _decide(
    outcome: Outcome, fields: dict[str, Any], version: int | None, report_child_id: int, viewer: Viewer, at: datetime
) -> str:
    decided: Decided = decide_preliminary(
        report_child_id=report_child_id,
        outcome=outcome,
        version=version,
        fields=preliminary_fields(fields),
        question=Question(fields["question"]) if fields["question"] else None,
        asks=fields["asks"],
        what_is_new=fields["what_is_new"],
        actor=viewer,
        at=at,
    )
    if decided.investigation_id is not None:
        return reverse("investigations:investigation", args=[decided.investigation_id])
    return reverse("intake:preliminary", args=[report_child_id])


def _preliminary_page(request: HttpRequest, scene: Scene, sheet: Sheet, viewer: Viewer) -> HttpResponse:
    file_id, child_id = scene.file.id, scene.child.id
    verdict = deciding_verdict(report_child_id=child_id, viewer=viewer)
    made = queries.protection_assessments(report_child_id=child_id, viewer=viewer)
    context = _around(scene, sheet, _("Förhandsbedömning")) | {
        "due": assessment_presenters.preliminary_due(scene.clocks, scene.today),
        "reasons": assessment_presenters.obstacles(verdict, scene.child),
        "running_url": assessment_presenters.running_url(scene.running),
        "made": assessment_presenters.made_assessments(made[:1], today=scene.today),
        "talks": assessment_presenters.talks(scene.talks, today=scene.today),
        "talk_url": reverse("children:talk", args=[file_id]),
        "note_url": reverse("children:note", args=[file_id]),
        "prolong_url": reverse("intake:prolong", args=[child_id]),
    }
    return render(request, "intake/preliminary.html", context, status=sheet.status)


def _preliminary_read(
    request: HttpRequest, scene: Scene, written: PreliminaryView | None, viewer: Viewer
) -> HttpResponse:
    draft = draft_of(form_key=_key(scene.child.id), viewer=viewer)
    context = {
        "page_title": _("Förhandsbedömning"),
        "scene": scene,
        "decided": assessment_presenters.decided(scene.child, written, today=scene.today),
        "leftover": assessment_presenters.leftover(draft.data) if draft else [],
        "report_url": reverse("intake:report", args=[scene.child.report_id]),
    }
    return render(request, "intake/preliminary_decided.html", context)


def _saved_version(*, row_id: int, viewer: Viewer) -> int | None:
    written = queries.preliminary(report_child_id=row_id, viewer=viewer)
    return written.version if written else None


versioned("intake.preliminary", _saved_version)


# --- More time --------------------------------------------------------------------------------------------------------


@page(of_file=True)
def prolong(request: HttpRequest, *, viewer: Viewer, at: datetime, report_child_id: int) -> HttpResponseBase:
    """Take longer than fourteen days, on exceptional grounds (SoL 20:2)."""
    scene = open_scene(report_child_id=report_child_id, what="intake.prolong", viewer=viewer, at=at)
    sheet = open_sheet(
        ProlongForm,
        request,
        key=f"intake.prolong:{report_child_id}",
        title=_("Mer tid för förhandsbedömningen"),
        viewer=viewer,
    )
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.prolong_preliminary(report_child_id=report_child_id, **fields, actor=viewer, at=at),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Tiden är förlängd."))
        return redirect("intake:preliminary", report_child_id=report_child_id)
    context = _around(scene, sheet, _("Mer tid för förhandsbedömningen")) | {
        "due": assessment_presenters.preliminary_due(scene.clocks, scene.today),
        "back_url": reverse("intake:preliminary", args=[report_child_id]),
    }
    return render(request, "intake/prolong.html", context, status=sheet.status)
