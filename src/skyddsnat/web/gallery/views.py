"""The gallery's pages. They hold no data of anyone and write nothing."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from skyddsnat.kernel.readability import measure
from skyddsnat.web.components import Confirm
from skyddsnat.web.gallery.forms import DecisionForm, EveryFieldForm
from skyddsnat.web.gallery.samples import HERE, Samples


@require_GET
@login_required
def components(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        "components",
        _("Komponenter"),
        form=EveryFieldForm(),
        faulty_form=EveryFieldForm({"note": "Ett utkast"}, auto_id="faulty_%s"),
        reading=measure(Samples("sv").childs_version()),
    )


@require_GET
@login_required
def my_day(request: HttpRequest) -> HttpResponse:
    return _page(request, "my-day", _("Min dag"))


@require_GET
@login_required
def child(request: HttpRequest) -> HttpResponse:
    return _page(request, "child", "Tindra Öberg")


@require_GET
@login_required
def decision(request: HttpRequest) -> HttpResponse:
    version = Samples(get_language() or "sv").childs_version()
    initial = {
        "suitable": "family-treatment",
        "chosen": "contact-family",
        "obstacles": ["economy", "place"],
        "decided_by": "manager",
        "own_words": _("Teamet är fullt till februari och budgeten för externa köp är stoppad sedan oktober."),
        "start": "2027-01-11",
        "childs_version": version,
    }
    return _page(
        request, "decision", _("Beslut om insats"), form=DecisionForm(initial=initial), reading=measure(version)
    )


@require_GET
@login_required
def confirm(request: HttpRequest) -> HttpResponse:
    asked = Confirm(
        title=_("Lås anteckningen"),
        text=_("En låst anteckning kan inte ändras, bara rättas med ett tillägg."),
        verb=_("Lås anteckningen"),
        cancel_url=HERE,
    )
    return render(request, "_components/confirm_page.html", _shell("components") | {"confirm": asked, "form": None})


def _page(request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
    file = name.replace("-", "_")
    return render(request, f"gallery/{file}.html", _shell(name) | {"page_title": title} | context)


def _shell(name: str) -> dict[str, Any]:
    samples = Samples(get_language() or "sv")
    current = "child" if name == "decision" else name
    return {
        "sample": samples,
        "nav": samples.nav(current),
        "main_action": samples.main_action(),
        "viewer_label": _("Socialsekreterare · Barn 2"),
        "threat_url": HERE,
        "is_demo": True,
    }
