"""Words of the plan, the areas and the analysis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.investigations.types import (
    VIEW_NAMES,
    AreaNoteView,
    AreaView,
    InvestigationView,
    PlanView,
    View,
)
from skyddsnat.domains.journal.types import Repetition
from skyddsnat.foundation.staff.types import EmployeeView
from skyddsnat.web import formats
from skyddsnat.web.components import Link
from skyddsnat.web.heads import Passage
from skyddsnat.web.investigations.scene import Scene
from skyddsnat.web.presenters import said


@dataclass(frozen=True, kw_only=True)
class NoteLine:
    """One thing known. `words_of_child` draws it as the child's own words."""

    text: str
    source: str
    by: str
    is_of_child: bool
    is_addition: bool
    way: Link | None


@dataclass(frozen=True, kw_only=True)
class NoteGroup:
    """The notes that give one view."""

    title: str
    notes: tuple[NoteLine, ...]


@dataclass(frozen=True, kw_only=True)
class AreaPanel:
    """One area: what to ask, what is known, and where to write."""

    id: int
    title: str
    ask: str
    groups: tuple[NoteGroup, ...]
    write: Link | None


def area_panels(
    areas: Sequence[AreaView], notes: Sequence[AreaNoteView], planned: Sequence[str], scene: Scene
) -> tuple[list[AreaPanel], list[AreaPanel]]:
    """Areas that are planned or written in, and the others."""
    used = {note.area_id for note in notes}
    panels = [(area, _panel(area, notes, scene)) for area in areas if area.is_active or area.id in used]
    near = [panel for area, panel in panels if area.code in planned or area.id in used]
    far = [panel for area, panel in panels if area.code not in planned and area.id not in used]
    return (near, far) if near else (far, [])


def _panel(area: AreaView, notes: Sequence[AreaNoteView], scene: Scene) -> AreaPanel:
    own = [note for note in notes if note.area_id == area.id]
    address = f"{reverse('investigations:area-note', args=[scene.case.id])}?area={area.id}"
    groups = [_group(view, own, scene) for view in View]
    return AreaPanel(
        id=area.id,
        title=said(area.title),
        ask=said(area.ask),
        groups=tuple(group for group in groups if group.notes),
        write=Link(label=_("Skriv i området"), url=address) if scene.case.is_open else None,
    )


def _group(view: View, notes: Sequence[AreaNoteView], scene: Scene) -> NoteGroup:
    lines = tuple(_line(note, scene) for note in notes if note.view is view)
    return NoteGroup(title=said(VIEW_NAMES[view]), notes=lines)


def _line(note: AreaNoteView, scene: Scene) -> NoteLine:
    day = formats.day(note.source_on, today=scene.today) if note.source_on else ""
    written = formats.moment(note.written_at, today=scene.today)
    return NoteLine(
        text=note.text,
        source=", ".join(part for part in (note.source, day) if part),
        by=_("{name} ({code}), {when}").format(name=note.author, code=note.service_code, when=written),
        is_of_child=note.view is View.CHILD,
        is_addition=note.corrects_id is not None,
        way=_way(note, scene) if scene.case.is_open else None,
    )


def _way(note: AreaNoteView, scene: Scene) -> Link:
    if can_change(note, scene.viewer.employee_id, scene.at):
        return Link(label=_("Ändra"), url=reverse("investigations:area-note-change", args=[note.id]))
    return Link(label=_("Skriv ett tillägg"), url=reverse("investigations:area-note-add", args=[note.id]))


def can_change(note: AreaNoteView, employee_id: int | None, at: datetime) -> bool:
    """Whether the note is the employee's own and not yet locked; the action has the last word."""
    return note.written_by_id == employee_id and at < note.locks_at


def repeated_words(found: Repetition) -> str:
    """How much of the text stands in other investigations too (lesson 9); empty when nothing does."""
    if not found.repeated:
        return ""
    words = _("{count} av {all} meningar står ordagrant i andra utredningar. Säger de något om just det här barnet?")
    return words.format(count=formats.number(found.repeated), all=formats.number(found.sentences))


def child_words(notes: Sequence[AreaNoteView], scene: Scene) -> list[NoteLine]:
    """The child's own words out of the areas."""
    return [_line(note, scene) for note in notes if note.view is View.CHILD]


def signed_words(employee: EmployeeView | None, scene: Scene) -> str:
    """«Avslutad och undertecknad 21 november 14.32 av Bo Handläggare.»"""
    if scene.case.closed_at is None:
        return ""
    when = formats.moment(scene.case.closed_at, today=scene.today)
    name = employee.name if employee else ""
    return _("Avslutad och undertecknad {when} av {name}.").format(when=when, name=name)


def document_url(case: InvestigationView) -> str:
    """Where the signed investigation is read."""
    return reverse("children:document", args=[case.document_id]) if case.document_id else ""


def plan_passages(written: PlanView | None, areas: Sequence[AreaView], scene: Scene) -> list[Passage]:
    """The plan as it was when the investigation was closed."""
    if written is None:
        return []
    fields = written.fields
    days = {each: formats.full_day(each) for each in (fields.planned_end_on, fields.talked_through_on) if each}
    found = (
        (_("Områden"), ", ".join(said(area.title) for area in areas if area.code in fields.areas)),
        (_("Vilka vi träffar"), fields.meets),
        (_("Barnet enskilt"), fields.child_alone),
        (_("Vad vi hämtar in"), fields.consults),
        (_("Avstämningar"), fields.check_points),
        (_("Planerad sista dag"), days.get(fields.planned_end_on, "")),
        (_("Planen pratades igenom"), days[fields.talked_through_on] if fields.talked_through_on else ""),
    )
    return [Passage(title, text) for title, text in found if text.strip()]


def passages_of(case: InvestigationView) -> list[Passage]:
    """The analysis as it will be signed."""
    found = (
        (_("Barnets egen syn"), case.child_view or case.child_view_missing_reason),
        (_("Risker"), case.risks),
        (_("Det som skyddar"), case.protective_factors),
        (_("Barnets bästa"), case.best_interests),
        (_("Behov"), case.needs),
        (_("Förslaget"), case.proposal),
    )
    return [Passage(title, text) for title, text in found if text.strip()]
