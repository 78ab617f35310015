"""Answering by a personal link: one question a page, kept at each step, without a login, a cookie or a script.

Nobody is known here. The link stands in the address and nowhere else: no page tells it on to another site, none is kept
by a browser or a proxy, and nothing is logged.
"""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from skyddsnat.domains.survey import actions, queries
from skyddsnat.domains.survey.types.answering import LINK_WORDS, Given, HandedIn, LinkState
from skyddsnat.domains.survey.types.definition import Definition, Question
from skyddsnat.web.answer import presenters
from skyddsnat.web.answer.forms import QuestionForm
from skyddsnat.web.making import making
from skyddsnat.web.presenters import said
from skyddsnat.web.typed import drop_nul

# What is kept beside the answers, under a name that no question has: where somebody is.
PLACE, AT_END = "@place", "@end"
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


# A page of another site can send nothing of its own here: it does not know the link, which is all the right there is.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, *, token: str, language: str) -> HttpResponse:
    """The page that the link leads to now: a question, everything before it is handed in, or why it is no more."""
    at = timezone.now()
    drop_nul(request)
    with making(language):
        found = queries.open_link(token=token, at=at)
        if found.definition is None:
            response = _end(request, found.state, token, language)
        elif request.method == "POST":
            response = _posted(request, found.definition, found.given, token, language, at)
        else:
            response = _shown(request, found.definition, found.given, token, language)
    for name, value in (HEADERS | {"Content-Language": language}).items():
        response[name] = value
    return response


def _shown(request: HttpRequest, definition: Definition, given: Given, token: str, language: str) -> HttpResponse:
    put = {each.key: each for each in presenters.put_to(definition, given)}
    place = "".join(given.get(PLACE, ()))
    if place == AT_END:
        return _all(request, definition, given, token, language)
    question = put.get(place) or next(iter(put.values()))
    return _question(
        request, definition, question, QuestionForm(question, given.get(question.key, ())), token, language
    )


def _posted(
    request: HttpRequest, definition: Definition, given: Given, token: str, language: str, at: datetime
) -> HttpResponse:
    if request.POST.get("act") == "hand_in":
        return _handed_in(request, definition, given, token, language, at)
    put = {each.key: each for each in presenters.put_to(definition, given)}
    question = put.get(request.POST.get("question", ""))
    if question is not None and request.POST.get("act") == "change":
        # Not an address of its own: which questions are put tells what was answered before them.
        actions.keep_answers(token=token, given={**given, PLACE: [question.key]}, at=at)
        question = None
    if question is None:
        return redirect(presenters.ways(token, language).here)
    form = QuestionForm(question, (), request.POST)
    act = request.POST.get("act", "next")
    stays = act == "language" or act == "next" and not form.is_valid()
    now_given = {**given, question.key: form.answered()}
    place = question.key if stays else _place(definition, now_given, question.key, is_back=act == "back")
    state = actions.keep_answers(token=token, given={**now_given, PLACE: [place]}, at=at)
    if state is not LinkState.OPEN:
        return _end(request, state, token, language)
    if act == "next" and stays:
        return _question(request, definition, question, form, token, language)
    ways = presenters.ways(token, language)
    return redirect(ways.other if act == "language" else ways.here)


def _place(definition: Definition, given: Given, key: str, *, is_back: bool) -> str:
    """Where to go from a question: the one before, or the next that was not shown yet, or the end."""
    keys = [each.key for each in presenters.put_to(definition, given)]
    here = keys.index(key)
    if is_back:
        return keys[max(here - 1, 0)]
    return next((each for each in keys[here + 1 :] if each not in given), AT_END)


def _handed_in(
    request: HttpRequest, definition: Definition, given: Given, token: str, language: str, at: datetime
) -> HttpResponse:
    answers = {key: values for key, values in given.items() if key != PLACE}
    handed = actions.hand_in(token=token, given=answers, at=at)
    if handed.taken:
        return _page(request, "answer/thanks.html", _("Tack för ditt svar"), token, language)
    if handed.faults:
        return _all(request, definition, given, token, language, handed)
    return _end(request, handed.state, token, language)


def _question(
    request: HttpRequest, definition: Definition, question: Question, form: QuestionForm, token: str, language: str
) -> HttpResponse:
    context = {
        "form": form,
        "question": question.key,
        "intro": said(definition.intro) if definition.intro else "",
        "period": said(definition.period),
        "is_first": question.key == definition.questions[0].key,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return _page(request, "answer/question.html", said(definition.title), token, language, context, status)


def _all(
    request: HttpRequest,
    definition: Definition,
    given: Given,
    token: str,
    language: str,
    handed: HandedIn | None = None,
) -> HttpResponse:
    """Everything that was answered, before it is handed in."""
    context = {
        "answers": presenters.answered(definition, given, handed),
        "fault": presenters.fault_of_all(handed),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if handed else HTTPStatus.OK
    return _page(request, "answer/all.html", _("Se över ditt svar"), token, language, context, status)


def _end(request: HttpRequest, state: LinkState, token: str, language: str) -> HttpResponse:
    """Why the link opens nothing, in kind words."""
    status = HTTPStatus.NOT_FOUND if state is LinkState.UNKNOWN else HTTPStatus.OK
    title = _("Du har redan svarat") if state is LinkState.USED else _("Det går inte att svara här")
    return _page(request, "answer/end.html", title, token, language, {"words": said(LINK_WORDS[state])}, status)


def _page(
    request: HttpRequest,
    template: str,
    title: str,
    token: str,
    language: str,
    context: Mapping[str, Any] | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    whole = {"page_title": title, "ways": presenters.ways(token, language), **(context or {})}
    return render(request, template, whole, status=status)
