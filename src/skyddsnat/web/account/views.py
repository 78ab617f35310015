"""Signing in and out, drafts, and what to do when threatened."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer, system_run
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.drafts import actions
from skyddsnat.foundation.drafts.queries import draft_of, drafts_of
from skyddsnat.foundation.drafts.types import Typed
from skyddsnat.foundation.staff.actions import set_password
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.account.forms import PasswordForm, SignInForm
from skyddsnat.web.account.presenters import draft_table, drop_question
from skyddsnat.web.facts.presenters import address as facts_address
from skyddsnat.web.making import page_language
from skyddsnat.web.page import page
from skyddsnat.web.sheets import current_version
from skyddsnat.web.typed import base_of, number_in, texts_of, turn_of

GATE = system_run("sign-in")
LONGEST_DRAFT = 1_000_000  # characters of one form: far above any real text, far below what hurts


class SignIn(LoginView):
    """Signing in with a password of ours. An identity provider takes its place in production."""

    template_name = "account/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    extra_context: dict[str, Any] = {"page_title": gettext_lazy("Logga in")}

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Whoever came here without an account finds what is for everybody."""
        return super().get_context_data(**named) | {"facts_url": facts_address(page_language())}

    def post(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        """Signing in may renew the stored hash: a change, made by a named run."""
        with seeing(GATE):
            return super().post(request, *arguments, **named)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Who signed in stands in the log; who failed does not, because a failed name may be a password."""
        answer = super().form_valid(form)
        who = form.get_user().pk
        record(deed="staff.employee.signed_in", target=f"staff.employee:{who}", actor=GATE, at=timezone.now())
        return answer


sign_in = SignIn.as_view()
sign_out = require_POST(LogoutView.as_view())


@page(is_first=True)
def password(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Choose a password of one's own; the first thing of all when the one that was given is only to begin with."""
    who = request.user
    assert who.is_authenticated, "a page is for those who are signed in"
    must = who.must_change_password
    form = PasswordForm(who, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        set_password(employee_id=viewer.named_id, password=form.cleaned_data["new_password1"], actor=viewer, at=at)
        who.refresh_from_db()
        update_session_auth_hash(request, who)  # other sessions of hers end here
        messages.success(request, _("Lösenordet är bytt."))
        return redirect("home")
    context = {"page_title": _("Välj ett eget lösenord") if must else _("Byt lösenord"), "form": form, "must": must}
    return render(request, "account/password.html", context, status=422 if form.errors else 200)


@page(methods=("GET",))
def drafts(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """What the viewer has begun and not handed in."""
    found = drafts_of(viewer=viewer)
    table = draft_table(found, today=local_date(at))
    return render(request, "account/drafts.html", {"page_title": _("Utkast"), "table": table, "drafts": found})


@page(methods=("POST",))
def save(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Save what is being typed. 409 when the same form was saved from another window, or the row by somebody else.

    In the first case the other text stands and this one is not kept; in the second it is, and the answer has a version.
    """
    fields = texts_of(request)
    key = request.POST.get("draft_key", "")
    url = request.POST.get("draft_url", "")
    is_ours = url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    if not key or len(key) > 120 or not is_ours:
        return HttpResponse(status=400)
    if sum(len(text) for values in fields.values() for text in values) > LONGEST_DRAFT:
        return HttpResponse(status=413)
    base = base_of(request)
    typed = Typed(key, request.POST.get("draft_title", "")[:200], url[:300], fields, base, turn_of(request))
    try:
        version = actions.save_draft(typed=typed, version=number_in(request, "draft_version") or 0, actor=viewer, at=at)
    except actions.TypedElsewhere:
        return JsonResponse({"url": url}, status=409)
    kept = {"version": version, "saved_at": formats.clock_with_seconds(at)}
    now = current_version(key, viewer=viewer)
    if base is not None and now is not None and now != base:
        return JsonResponse(kept | {"url": url}, status=409)
    return JsonResponse(kept)


@page(methods=("GET",))
def standing(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Where the viewer's draft stands, without what was typed: its version, and the window that saved it last.

    Asked by a form that was opened again at once, because the last words of the page before may have come after it.
    """
    draft = draft_of(form_key=_key_in(request), viewer=viewer)
    if draft is None:
        return JsonResponse({"version": 0, "window": ""})
    return JsonResponse({"version": draft.version, "window": draft.turn.window})


def _key_in(request: HttpRequest) -> str:
    """The name of a form, as it stands in the address."""
    return request.GET.get("draft_key", "").replace("\0", "")


@page()
def drop(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Throw a draft away, on purpose: asked once, then done."""
    if request.method == "POST":
        key = request.POST.get("draft_key") or _key_in(request)
        actions.drop_draft(form_key=key, actor=viewer, at=at)
        messages.success(request, _("Utkastet är borttaget."))
        return redirect("drafts")
    draft = draft_of(form_key=_key_in(request), viewer=viewer)
    if draft is None:
        raise NotOpen
    question = drop_question(draft, today=local_date(at))
    context = {"page_title": question.title, "confirm": question, "form": None}
    return render(request, "_components/confirm_page.html", context)


@page(methods=("GET",))
def threat(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """What to do at once when threatened, and the way to the register."""
    return render(request, "account/threat.html", {"page_title": _("Hot eller våld")})
