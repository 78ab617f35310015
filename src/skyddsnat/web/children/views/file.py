"""The file, a tab at a time. Every opening is logged with its ground."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from skyddsnat.domains.intake.queries import preliminary_verdict
from skyddsnat.domains.intake.types import Step as ReportStep
from skyddsnat.domains.investigations.queries import steps
from skyddsnat.domains.investigations.types import StepView
from skyddsnat.domains.journal.queries import notes_of_file, search_notes
from skyddsnat.domains.people.actions import reveal_protected
from skyddsnat.domains.people.queries import relations_of_file
from skyddsnat.foundation.access.queries import files_of, grants_of_file
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.queries import events_of_file
from skyddsnat.foundation.audit.types import EventView
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.web.children.forms import ReasonForm
from skyddsnat.web.children.presenters import events as event_words
from skyddsnat.web.children.presenters import now
from skyddsnat.web.children.presenters import people as people_words
from skyddsnat.web.children.presenters import readers as reader_words
from skyddsnat.web.children.presenters.header import header
from skyddsnat.web.children.presenters.line import line_of
from skyddsnat.web.children.scene import Scene, Story, open_scene
from skyddsnat.web.keyset import place_in, written
from skyddsnat.web.page import page

LONGEST_SEARCH = 100
NOTES_A_PAGE = 30
EVENTS_A_PAGE = 50


@page(of_file=True, methods=("GET",))
def file(request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int) -> HttpResponseBase:
    """The child's line, and what runs now."""
    scene = open_scene(file_id=file_id, what="children.file", viewer=viewer, at=at, with_story=True)
    story = _story(scene)
    main = now.main_action(story, may_write=scene.may_write)
    return render(
        request,
        "children/now.html",
        {
            "page_title": scene.name,
            "head": header(scene, current="file", main=main),
            "line": line_of(scene, story),
            "works": now.works(scene, story, _steps(scene, story), _verdicts(scene, story)),
            "told": now.told(story.talks, scene.today),
            "terms": now.terms(scene, story),
            "scene": scene,
            "may_open_compulsory": scene.may_write and not story.compulsory,
            "works_here": any(each.employee_id == viewer.employee_id for each in scene.working),
        },
    )


def _story(scene: Scene) -> Story:
    assert scene.story is not None  # asked for by every caller
    return scene.story


def _steps(scene: Scene, story: Story) -> list[StepView]:
    if story.running is None:
        return []
    return steps(investigation_id=story.running.id, today=scene.today, viewer=scene.viewer)


def _verdicts(scene: Scene, story: Story) -> dict[int, Verdict]:
    """What stands in the way of deciding on the report that comes first, when no investigation takes it over."""
    assessed = [each for each in story.open_reports if each.step is ReportStep.ASSESSED]
    if story.running is not None or not assessed:
        return {}
    first = assessed[-1].id
    return {first: preliminary_verdict(report_child_id=first, viewer=scene.viewer)}


@page(of_file=True, methods=("GET",))
def events(request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int) -> HttpResponseBase:
    """Everything that has happened and every note in full; `?before=` is the last note of the page before.

    `?q=` finds notes of this file by their words.
    """
    scene = open_scene(file_id=file_id, what="children.events", viewer=viewer, at=at, with_story=True)
    if words := request.GET.get("q", "").strip().replace("\0", "")[:LONGEST_SEARCH]:
        found = search_notes(file_id=file_id, text=words, viewer=viewer, most=NOTES_A_PAGE)
        return _events_page(request, scene, event_words.note_entries(scene, found), words=words)
    before = _number(request.GET.get("before"))
    notes = notes_of_file(file_id=file_id, viewer=viewer, before=before, most=NOTES_A_PAGE + 1)
    shown, has_more = notes[:NOTES_A_PAGE], len(notes) > NOTES_A_PAGE
    since = shown[-1].happened_at if has_more else None
    until = shown[0].happened_at if before and shown else None
    entries = event_words.entries(scene, _story(scene), shown, since=since, until=until)
    return _events_page(request, scene, entries, next_url=f"?before={shown[-1].id}" if has_more else "")


def _events_page(
    request: HttpRequest, scene: Scene, entries: list[event_words.Entry], *, next_url: str = "", words: str = ""
) -> HttpResponseBase:
    context = {
        "page_title": _("Händelser: {name}").format(name=scene.name),
        "head": header(scene, current="events"),
        "entries": entries,
        "next_url": next_url,
        "words": words,
    }
    return render(request, "children/events.html", context)


@page(of_file=True, methods=("GET",))
def people(request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int) -> HttpResponseBase:
    """The child's data and everyone around the child."""
    scene = open_scene(file_id=file_id, what="children.people", viewer=viewer, at=at)
    return _people_page(request, scene, ReasonForm(), 200)


@page(of_file=True, methods=("POST",))
def reveal(request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int) -> HttpResponseBase:
    """Protected data, shown in this one answer, with the reason in the log."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        scene = open_scene(file_id=file_id, what="children.people", viewer=viewer, at=at)
        return _people_page(request, scene, form, 422)
    reveal_protected(file_id=file_id, reason=form.cleaned_data["reason"], actor=viewer, at=at)
    scene = open_scene(file_id=file_id, what="children.people", viewer=viewer, at=at, reveal=True)
    return _people_page(request, scene, None, 200)


def _people_page(request: HttpRequest, scene: Scene, form: ReasonForm | None, status: int) -> HttpResponseBase:
    relations = relations_of_file(file_id=scene.file.id, viewer=scene.viewer, reveal=scene.is_revealed)
    own_files = {each.person.file_id for each in relations if each.person.is_subject}
    seen = set(files_of(file_ids=own_files, viewer=scene.viewer)) if own_files else set()
    context: dict[str, Any] = {
        "page_title": _("Människor: {name}").format(name=scene.name),
        "head": header(scene, current="people"),
        "scene": scene,
        "facts": people_words.child_facts(scene.child) if scene.child else [],
        "running": people_words.relation_table(relations, scene, ended=False),
        "ended": people_words.relation_table(relations, scene, ended=True),
        "siblings": people_words.siblings_with_files(relations, seen, scene),
        "form": form,
    }
    return render(request, "children/people.html", context, status=status)


@page(of_file=True, methods=("GET",))
def readers(request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int) -> HttpResponseBase:
    """Who has opened or written in the file; `?before=` is where the page before ended."""
    scene = open_scene(file_id=file_id, what="children.readers", viewer=viewer, at=at)
    kind = reader_words.Kind.of(request.GET.get("kind", ""))
    found = events_of_file(
        file_id=file_id, viewer=viewer, before=place_in(request), most=EVENTS_A_PAGE + 1, deed=kind.deed
    )
    shown = found[:EVENTS_A_PAGE]
    return render(
        request,
        "children/readers.html",
        {
            "page_title": _("Vem har läst: {name}").format(name=scene.name),
            "head": header(scene, current="readers"),
            "events": reader_words.reading_events(shown, scene),
            "grants": reader_words.grant_table(grants_of_file(file_id=file_id, viewer=viewer), scene),
            "kinds": reader_words.kind_tabs(kind),
            "next_url": _after(shown[-1], kind) if len(found) > EVENTS_A_PAGE else "",
        },
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _after(last: EventView, kind: reader_words.Kind) -> str:
    return f"?{urlencode({'kind': kind.value, 'before': written(last.place)})}"
