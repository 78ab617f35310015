"""Notes: written, changed while they are open, added to, and moved to the right file."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.journal import actions, queries
from skyddsnat.domains.journal.types import NoteKind, NoteView
from skyddsnat.domains.people.queries import mistakable, relations_of_file
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.queries import file_by_number
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_moment
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Refused, Verdict
from skyddsnat.web.children.forms import AdditionForm, MoveForm, NoteForm, about_of
from skyddsnat.web.children.presenters.header import header
from skyddsnat.web.children.presenters.people import mistakes
from skyddsnat.web.children.scene import Scene, open_scene
from skyddsnat.web.page import page
from skyddsnat.web.sheets import Sheet, open_sheet, versioned

_WRONG_FILE = Reason(
    "children.no_such_file",
    Text("Du har ingen akt öppen med det numret.", "No file with that number is open to you."),
)


def _people_of(scene: Scene) -> list[PersonView]:
    """Those whom a note may be about: the child, and everyone around the child."""
    related = relations_of_file(file_id=scene.file.id, viewer=scene.viewer)
    everyone = [*([scene.child] if scene.child else []), *(each.person for each in related)]
    return list({person.id: person for person in everyone}.values())


@page(of_file=True)
def note(request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int) -> HttpResponseBase:
    """Write a note."""
    scene = open_scene(file_id=file_id, what="children.note", viewer=viewer, at=at)
    initial = {"kind": NoteKind.NOTE.value, "happened_at": local_moment(at)}
    title = _("Anteckning: {name}").format(name=scene.name)
    sheet, alike = _open(request, scene, key=f"journal.note-in:{file_id}", title=title, initial=initial)

    def write(fields: dict[str, Any]) -> None:
        actions.write_note(file_id=file_id, kind=NoteKind(fields["kind"]), **_columns(fields), actor=viewer, at=at)

    if request.method == "POST" and sheet.carry_out(write, actor=viewer, at=at):
        messages.success(request, _("Anteckningen är sparad. Du kan ändra den i ett dygn, sedan låses den."))
        return redirect("children:events", file_id=file_id)
    return _form_page(request, scene, sheet, alike, _("Ny anteckning"))


@page(of_file=True)
def note_change(request: HttpRequest, *, viewer: Viewer, at: datetime, note_id: int) -> HttpResponseBase:
    """Change one's own note before it locks."""
    found = queries.note(note_id=note_id, viewer=viewer)
    scene = open_scene(file_id=found.file_id, what="children.note", viewer=viewer, at=at)
    title = _("Anteckning: {name}").format(name=scene.name)
    sheet, alike = _open(
        request, scene, key=f"journal.note:{note_id}", title=title, initial=_initial(found), version=found.version
    )

    def change(fields: dict[str, Any]) -> None:
        version = sheet.base_version or found.version
        actions.change_note(note_id=note_id, version=version, **_columns(fields), actor=viewer, at=at)

    if request.method == "POST" and sheet.carry_out(change, actor=viewer, at=at):
        messages.success(request, _("Ändringen är sparad. Det som stod förut finns i loggen."))
        return redirect("children:events", file_id=found.file_id)
    return _form_page(request, scene, sheet, alike, _("Ändra anteckningen"))


def _open(
    request: HttpRequest, scene: Scene, *, key: str, title: str, initial: dict[str, Any], version: int | None = None
) -> tuple[Sheet, list[PersonView]]:
    alike = mistakable(file_id=scene.file.id, viewer=scene.viewer)
    sheet = open_sheet(
        NoteForm,
        request,
        key=key,
        title=title,
        viewer=scene.viewer,
        initial=initial,
        version=version,
        people=_people_of(scene),
        paragraphs=queries.paragraphs_of(text=request.POST.get("text", initial.get("text", ""))),
        alike=bool(alike),
    )
    return sheet, alike


def _columns(fields: dict[str, Any]) -> dict[str, Any]:
    about = about_of(fields, len(queries.paragraphs_of(text=fields["text"])))
    return {name: fields[name] for name in ("happened_at", "with_whom", "text")} | {"about": about}


def _initial(found: NoteView) -> dict[str, Any]:
    about = {person.id for each in found.paragraphs for person in each.about}
    by_place = {f"about_{each.place}": [str(person.id) for person in each.about] for each in found.paragraphs}
    return by_place | {
        "kind": found.kind.value,
        "happened_at": local_moment(found.happened_at),
        "with_whom": found.with_whom,
        "text": found.text,
        "about": [str(person_id) for person_id in sorted(about)],
    }


def _form_page(
    request: HttpRequest, scene: Scene, sheet: Sheet, alike: list[PersonView], title: str
) -> HttpResponseBase:
    context = {
        "page_title": title,
        "head": header(scene, current="events"),
        "sheet": sheet,
        "form": sheet.form,
        "mistakes": mistakes(scene.child, alike, scene.today),
        "cancel_url": reverse("children:events", args=[scene.file.id]),
    }
    return render(request, "children/note.html", context, status=sheet.status)


@page(of_file=True)
def note_add(request: HttpRequest, *, viewer: Viewer, at: datetime, note_id: int) -> HttpResponseBase:
    """Add to a note, or note what somebody says is wrong in it (SoL 14:6). The note stays as it is."""
    found = queries.note(note_id=note_id, viewer=viewer)
    scene = open_scene(file_id=found.file_id, what="children.note", viewer=viewer, at=at)
    title = _("Tillägg: {name}").format(name=scene.name)
    sheet = open_sheet(AdditionForm, request, key=f"journal.addition:{note_id}", title=title, viewer=viewer)

    def add(fields: dict[str, Any]) -> None:
        kind = NoteKind.CORRECTION if fields["is_claimed_error"] else NoteKind.NOTE
        actions.add_to_note(note_id=note_id, text=fields["text"], kind=kind, actor=viewer, at=at)

    if request.method == "POST" and sheet.carry_out(add, actor=viewer, at=at):
        messages.success(request, _("Tillägget är sparat. Anteckningen står kvar som den var."))
        return redirect("children:events", file_id=found.file_id)
    return _about_note(request, scene, sheet, found, _("Lägg till i anteckningen"), _("Lägg till"))


@page(of_file=True)
def note_move(request: HttpRequest, *, viewer: Viewer, at: datetime, note_id: int) -> HttpResponseBase:
    """Move a note that was written in the wrong file; both files keep the trace."""
    found = queries.note(note_id=note_id, viewer=viewer)
    scene = open_scene(file_id=found.file_id, what="children.note", viewer=viewer, at=at)
    title = _("Flytta anteckning: {name}").format(name=scene.name)
    sheet = open_sheet(MoveForm, request, key=f"journal.move:{note_id}", title=title, viewer=viewer)

    def move(fields: dict[str, Any]) -> None:
        target = file_by_number(number=fields["to_file"], viewer=viewer)
        if target is None:
            raise Refused(Verdict.of(_WRONG_FILE))
        actions.move_note(note_id=note_id, to_file_id=target.id, reason=fields["reason"], actor=viewer, at=at)

    if request.method == "POST" and sheet.carry_out(move, actor=viewer, at=at):
        messages.success(request, _("Anteckningen är flyttad. Flytten syns i båda akterna."))
        return redirect("children:events", file_id=found.file_id)
    return _about_note(request, scene, sheet, found, _("Flytta anteckningen"), _("Flytta"))


def _about_note(
    request: HttpRequest, scene: Scene, sheet: Sheet, found: NoteView, title: str, verb: str
) -> HttpResponseBase:
    context = {
        "page_title": title,
        "head": header(scene, current="events"),
        "sheet": sheet,
        "form": sheet.form,
        "original": [each.text for each in found.paragraphs],
        "verb": verb,
        "cancel_url": reverse("children:events", args=[scene.file.id]),
    }
    return render(request, "children/form.html", context, status=sheet.status)


def _current(*, row_id: int, viewer: Viewer) -> int | None:
    return queries.note(note_id=row_id, viewer=viewer).version


versioned("journal.note", _current)
