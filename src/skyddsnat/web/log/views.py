"""The log and its review (SFS 2001:454 10 §). A log reviewer sees who read what and why, never what stood there."""

from datetime import datetime, timedelta
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.people.queries import marks_of_readings
from skyddsnat.foundation.access.actions import review_grant
from skyddsnat.foundation.access.asking import Question, ask
from skyddsnat.foundation.access.queries import NotOpen, grants_to_review
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.queries import log_events
from skyddsnat.foundation.audit.review import many_readings, readings_with_triggers
from skyddsnat.foundation.audit.samples import ask_findings, ask_samples, draw, sign_sample
from skyddsnat.foundation.audit.types import EventView
from skyddsnat.foundation.staff.queries import units
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date, start_of_day
from skyddsnat.web.keyset import place_in, written
from skyddsnat.web.log.forms import DaysForm, FilterForm, ReviewForm, SampleForm, SignForm
from skyddsnat.web.log.presenters import (
    event_table,
    findings_table,
    grant_facts,
    grant_table,
    many_table,
    readings_drawn,
    samples_table,
    tabs,
    trigger_table,
)
from skyddsnat.web.page import page
from skyddsnat.web.sheets import open_sheet

A_PAGE = 50
PER_UNIT = 5
DAY, WEEK, MONTH = timedelta(days=1), timedelta(days=7), timedelta(days=30)


@page(Role.LOG_REVIEWER, methods=("GET",))
def log(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Everybody's events, the latest first."""
    today = local_date(at)
    form = FilterForm(request.GET or None, on=today)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    since, until = chosen.get("since"), chosen.get("until")
    events = log_events(
        viewer=viewer,
        employee_id=chosen.get("who"),
        deed=chosen.get("kind") or "",
        since=start_of_day(since) if since else None,
        until=start_of_day(until + timedelta(days=1)) if until else None,
        before=place_in(request),
        most=A_PAGE + 1,
    )
    return render(
        request,
        "log/log.html",
        {
            "page_title": _("Logg"),
            "form": form,
            "tabs": tabs("log:log"),
            "table": event_table(events[:A_PAGE], today=today),
            "events": events,
            "next_url": _next(request, events),
        },
    )


def _next(request: HttpRequest, events: list[EventView]) -> str:
    if len(events) <= A_PAGE:
        return ""
    kept = {name: value for name, value in request.GET.items() if name != "before"}
    return f"{reverse('log:log')}?{urlencode(kept | {'before': written(events[A_PAGE - 1].place)})}"


@page(Role.LOG_REVIEWER, methods=("GET",))
def queue(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Temporary accesses that nobody has reviewed, the oldest first."""
    grants = grants_to_review(viewer=viewer)
    context = {
        "page_title": _("Att granska"),
        "tabs": tabs("log:queue", count=len(grants)),
        "table": grant_table(grants, today=local_date(at)),
        "grants": grants,
    }
    return render(request, "log/queue.html", context)


@page(Role.LOG_REVIEWER)
def sample(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Readings drawn at random, as many from each unit, each to be judged; then signed."""
    today = local_date(at)
    form, chosen = _days(SampleForm, request, {"since": today - MONTH, "until": today - DAY, "per_unit": PER_UNIT})
    drawn = draw(viewer=viewer, **chosen)
    sheet = open_sheet(
        SignForm,
        request,
        key=f"audit.sample-{chosen['since']}-{chosen['until']}:{chosen['per_unit']}",
        title=_("Stickprov"),
        viewer=viewer,
        readings=readings_drawn(drawn, {unit.id: unit.name for unit in units().values()}, today=today),
    )
    sheet.url = request.get_full_path()
    if request.method == "POST" and sheet.carry_out(
        lambda fields: sign_sample(
            **chosen, findings=cast(SignForm, sheet.form).findings(), note=fields["note"], actor=viewer, at=at
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Stickprovet är undertecknat."))
        return redirect("log:samples")
    context = {
        "page_title": _("Stickprov"),
        "tabs": tabs("log:sample"),
        "days": form,
        "sheet": sheet,
        "form": sheet.form,
    }
    return render(request, "log/sample.html", context, status=sheet.status)


@page(Role.LOG_REVIEWER, Role.UNIT_MANAGER, methods=("GET",))
def samples(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Samples that were signed. What was found of a colleague is for log reviewers alone."""
    questions: dict[str, Question[Any]] = {"samples": ask_samples(viewer=viewer)}
    if viewer.is_log_reviewer:
        questions["findings"] = ask_findings(viewer=viewer)
    found = ask(viewer=viewer, **questions)
    context = {
        "page_title": _("Undertecknade stickprov"),
        "tabs": tabs("log:samples") if viewer.is_log_reviewer else [],
        "back_url": reverse("unit:accesses") if viewer.has_role(Role.UNIT_MANAGER) else "",
        "table": samples_table(found["samples"], today=local_date(at)),
        "findings": findings_table(found.get("findings", []), today=local_date(at)),
    }
    return render(request, "log/samples.html", context)


@page(Role.LOG_REVIEWER, methods=("GET",))
def patterns(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Readings in great numbers, and those that show a trigger. A trigger is a reason to look, never a suspicion."""
    today = local_date(at)
    form, chosen = _days(DaysForm, request, {"since": today - WEEK, "until": today})
    since, until = start_of_day(chosen["since"]), start_of_day(chosen["until"] + DAY)
    many = many_readings(viewer=viewer, since=since, until=until)
    marks = marks_of_readings(viewer=viewer, since=since, until=until)
    found = readings_with_triggers(viewer=viewer, since=since, until=until, marks=marks)
    context = {
        "page_title": _("Mönster"),
        "tabs": tabs("log:patterns"),
        "form": form,
        "many": many_table(many, today=today) if many else None,
        "triggers": trigger_table(found, today=today) if found else None,
    }
    return render(request, "log/patterns.html", context)


def _days(kind: type[Form], request: HttpRequest, start: dict[str, Any]) -> tuple[Form, dict[str, Any]]:
    """The form, and what was chosen in it: `start` until something that holds is chosen."""
    form = kind(request.GET if "since" in request.GET else None, initial=start)
    return form, form.cleaned_data if form.is_bound and form.is_valid() else start


@page(Role.LOG_REVIEWER)
def review(request: HttpRequest, *, viewer: Viewer, at: datetime, grant_id: int) -> HttpResponseBase:
    """Sign whether one temporary access was justified."""
    grant = next((each for each in grants_to_review(viewer=viewer) if each.id == grant_id), None)
    if grant is None:
        raise NotOpen
    sheet = open_sheet(ReviewForm, request, key=f"access.grant:{grant_id}", title=_("Granskning"), viewer=viewer)
    if request.method == "POST" and sheet.carry_out(
        lambda fields: review_grant(grant_id=grant_id, actor=viewer, at=at, **fields), actor=viewer, at=at
    ):
        messages.success(request, _("Granskningen är sparad."))
        return redirect("log:queue")
    context = {
        "page_title": _("Granska åtkomst"),
        "sheet": sheet,
        "form": sheet.form,
        "facts": grant_facts(grant, today=local_date(at)),
    }
    return render(request, "log/review.html", context, status=sheet.status)
