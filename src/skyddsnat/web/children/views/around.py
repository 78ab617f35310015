"""People around the child: added, corrected, and no longer there."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.people import actions, queries
from skyddsnat.domains.people.types import RELATION_NAMES, PersonView, Protection, RelationKind, RelationView
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Refused, Verdict
from skyddsnat.web.children.forms import EndForm, PersonForm, RelationForm, new_person, person_initial
from skyddsnat.web.children.presenters.header import header
from skyddsnat.web.children.presenters.people import candidates
from skyddsnat.web.children.scene import Scene, open_scene
from skyddsnat.web.page import page
from skyddsnat.web.presenters import name_of, said
from skyddsnat.web.sheets import Sheet, open_sheet, versioned

ANOTHER = "new"
MOST_ALIKE = 5

_SAY_WHO = Reason(
    "children.same_person_or_not",
    Text(
        "Personen kan finnas redan. Svara om det är samma person.",
        "The person may be there already. Say whether it is the same one.",
    ),
)


@page(of_file=True)
def person_add(request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int) -> HttpResponseBase:
    """Somebody new around the child, after a look at those who are there already (lesson 14)."""
    scene = open_scene(file_id=file_id, what="children.people", viewer=viewer, at=at)
    initial = {"protection": Protection.NONE.value, "kind": RelationKind.GUARDIAN.value, "sex": ""}
    title = _("Ny person: {name}").format(name=scene.name)
    sheet = open_sheet(
        RelationForm, request, key=f"people.new-in:{file_id}", title=title, viewer=viewer, initial=initial
    )
    alike = _alike(sheet, scene) if request.method == "POST" else []

    def add(fields: dict[str, Any]) -> None:
        match = fields["match"]
        known = {str(person.id): person.id for person in alike}
        if alike and match not in (*known, ANOTHER):
            raise Refused(Verdict.of(_SAY_WHO))
        actions.add_relation(
            file_id=file_id,
            other=known.get(match) or new_person(fields),
            kind=RelationKind(fields["kind"]),
            lives_together=fields["lives_together"],
            starts_on=fields["starts_on"],
            note=fields["note"],
            actor=viewer,
            at=at,
        )

    if request.method == "POST" and sheet.carry_out(add, actor=viewer, at=at):
        messages.success(request, _("Personen står nu bland barnets människor."))
        return redirect("children:people", file_id=file_id)
    typed = _typed(sheet) if alike else None
    chosen = request.POST.get("match", "")
    context = {
        "candidates": candidates(typed, alike, scene.today, chosen) if typed else [],
        "another": ANOTHER,
        "is_another": chosen == ANOTHER,
        "verb": _("Lägg till personen"),
    }
    return _form_page(request, scene, sheet, _("Lägg till en person"), context)


def _alike(sheet: Sheet, scene: Scene) -> list[PersonView]:
    """People whom the viewer sees with the number or, without one, the name that was typed."""
    if not sheet.form.is_valid():
        return []
    fields = sheet.form.cleaned_data
    name = f"{fields['given_name']} {fields['family_name']}".strip()
    by_name = queries.search_people(text=name, viewer=scene.viewer, most=MOST_ALIKE)
    number = fields["number"].strip()
    by_number = queries.search_people(text=number, viewer=scene.viewer, most=MOST_ALIKE) if number else []
    found = {person.id: person for person in (*by_number, *by_name) if not scene.child or person.id != scene.child.id}
    return list(found.values())[:MOST_ALIKE]


def _typed(sheet: Sheet) -> PersonView:
    """What was typed, shaped as a person, to be laid beside others."""
    fields = sheet.form.cleaned_data
    name = f"{fields['given_name']} {fields['family_name']}".strip()
    return PersonView(
        id=0, file_id=0, is_subject=False, name=name, short_name=name, is_masked=False,
        birth_date=fields["birth_date"], birth_year=None, number=fields["number"] or None, number_kind="",
        sex=fields["sex"], protection=Protection.NONE, given_name=fields["given_name"],
        family_name=fields["family_name"], address=fields["address"], phone=fields["phone"], school=fields["school"],
        language="", needs_interpreter=False, version=0,
    )  # fmt: skip


@page(of_file=True)
def person(request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int, person_id: int) -> HttpResponseBase:
    """Correct what is written about the child or somebody around it; a protected person is revealed first."""
    scene = open_scene(file_id=file_id, what="children.people", viewer=viewer, at=at)
    found = _in_file(scene, person_id)
    if found.is_masked:
        messages.info(request, _("Uppgifterna är skyddade. Säg först varför du behöver dem."))
        return redirect("children:people", file_id=file_id)
    sheet = open_sheet(
        PersonForm,
        request,
        key=f"people.person:{person_id}",
        title=_("Personuppgifter: {name}").format(name=name_of(found)),
        viewer=viewer,
        initial=person_initial(found),
        version=found.version,
    )

    def change(fields: dict[str, Any]) -> None:
        version = sheet.base_version or found.version
        actions.change_person(person_id=person_id, version=version, person=new_person(fields), actor=viewer, at=at)

    if request.method == "POST" and sheet.carry_out(change, actor=viewer, at=at):
        messages.success(request, _("Uppgifterna är ändrade. Det som stod förut finns i loggen."))
        return redirect("children:people", file_id=file_id)
    return _form_page(
        request, scene, sheet, _("Ändra uppgifter om {name}").format(name=name_of(found)), {"verb": _("Spara")}
    )


def _in_file(scene: Scene, person_id: int) -> PersonView:
    if scene.child is not None and scene.child.id == person_id:
        return scene.child
    return next((each.person for each in _relations(scene) if each.person.id == person_id), None) or _not_open()


def _relations(scene: Scene) -> list[RelationView]:
    return queries.relations_of_file(file_id=scene.file.id, viewer=scene.viewer)


def _not_open() -> Any:
    raise NotOpen


@page(of_file=True)
def relation_end(
    request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int, relation_id: int
) -> HttpResponseBase:
    """A relation that holds no longer. It stays in the file."""
    scene = open_scene(file_id=file_id, what="children.people", viewer=viewer, at=at)
    found = next((each for each in _relations(scene) if each.id == relation_id), None) or _not_open()
    kind = said(RELATION_NAMES[found.kind])
    title = _("Avsluta: {kind}, {name}").format(kind=kind, name=name_of(found.person))
    sheet = open_sheet(
        EndForm,
        request,
        key=f"people.relation:{relation_id}",
        title=title,
        viewer=viewer,
        initial={"ends_on": scene.today},
    )

    def end(fields: dict[str, Any]) -> None:
        actions.end_relation(relation_id=relation_id, ends_on=fields["ends_on"], actor=viewer, at=at)

    if request.method == "POST" and sheet.carry_out(end, actor=viewer, at=at):
        messages.success(request, _("Relationen är avslutad och står kvar som tidigare."))
        return redirect("children:people", file_id=file_id)
    return _form_page(request, scene, sheet, title, {"verb": _("Avsluta relationen")})


def _form_page(request: HttpRequest, scene: Scene, sheet: Sheet, title: str, more: dict[str, Any]) -> HttpResponseBase:
    context = more | {
        "page_title": title,
        "head": header(scene, current="people"),
        "sheet": sheet,
        "form": sheet.form,
        "cancel_url": reverse("children:people", args=[scene.file.id]),
    }
    template = "children/person.html" if isinstance(sheet.form, PersonForm) else "children/form.html"
    return render(request, template, context, status=sheet.status)


def _current(*, row_id: int, viewer: Viewer) -> int | None:
    return queries.person(person_id=row_id, viewer=viewer).version


versioned("people.person", _current)
