"""The statutes behind the clocks."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.register import NotInForce, due_from
from skyddsnat.law.register import rules as all_rules
from skyddsnat.law.sections import sections
from skyddsnat.web.page import page
from skyddsnat.web.presenters import said
from skyddsnat.web.rules.forms import OnDayForm, WhenForm
from skyddsnat.web.rules.presenters import due_words, rule_cards, section_cards


@page(methods=("GET",))
def rules(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Every rule in force on a day (today, when none is chosen), its sections, and a small calculator."""
    today = local_date(at)
    chosen = OnDayForm(request.GET if "on" in request.GET else None, initial={"on": today})
    on = chosen.cleaned_data["on"] if chosen.is_bound and chosen.is_valid() else today
    when = WhenForm(request.GET if "rule" in request.GET else None, initial={"begins": today})
    return render(
        request,
        "rules/rules.html",
        {
            "page_title": _("Lagrum och frister"),
            "cards": rule_cards(all_rules(on), today=today),
            "sections": section_cards(sections(on)),
            "on_form": chosen,
            "when_form": when,
            "answer": _answer(when, today),
        },
    )


def _answer(form: WhenForm, today: date) -> str:
    if not (form.is_bound and form.is_valid()):
        return ""
    try:
        return due_words(due_from(form.cleaned_data["rule"], form.cleaned_data["begins"]), today=today)
    except NotInForce as unknown:
        return said(unknown.text)
