"""*Documents*: what was made, signed and sent, and what a second person must pass."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.foundation.documents.types import DocumentView
from skyddsnat.foundation.staff.types import EmployeeView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.children.scene import Scene
from skyddsnat.web.components import Action, Cell, Chip, Column, Table, Tone


def document_table(documents: Sequence[DocumentView], staff: Mapping[int, EmployeeView], scene: Scene) -> Table:
    """The documents of the file, the latest first."""
    columns = (
        Column(label=_("Handling")), Column(label=_("Till")), Column(label=_("Gjord")), Column(label=_("Läge")),
        Column(label=_("Gör"), is_hidden=True),
    )  # fmt: skip
    rows = tuple(_row(each, staff, scene) for each in documents)
    return Table(caption=_("Handlingar"), columns=columns, rows=rows, caption_is_hidden=True)


def _row(document: DocumentView, staff: Mapping[int, EmployeeView], scene: Scene) -> tuple[Cell, ...]:
    by = staff.get(document.made_by_id or 0)
    chip, detail = _state(document, scene)
    return (
        Cell(
            text=document.title,
            url=reverse("children:document", args=[document.id]),
            detail=_("PDF") if document.release_id is None else _("PDF utan de skyddade namnen"),
        ),
        Cell(text=document.recipient or _("Stannar i akten")),
        Cell(
            text=formats.moment(document.made_at, today=scene.today),
            title=formats.exact(document.made_at),
            detail=by.name if by else "",
        ),
        Cell(text="", chips=(chip,), detail=detail),
        Cell(text="", action=_action(document, scene)),
    )


def _state(document: DocumentView, scene: Scene) -> tuple[Chip, str]:
    if document.corrected_by_id is not None:
        return Chip(text=_("Rättad"), tone=Tone.TODAY), _("En rättelse gäller i stället")
    if not document.is_locked:
        return Chip(text=_("Inte undertecknad")), ""
    signed = formats.day(local_date(document.signed_at), today=scene.today) if document.signed_at else ""
    if document.needs_passing:
        return Chip(text=_("Väntar på en andra person"), tone=Tone.LATE), _("Någon i brevet har skyddade uppgifter")
    return Chip(text=_("Undertecknad"), tone=Tone.DONE), signed


def _action(document: DocumentView, scene: Scene) -> Action | None:
    may = document.is_locked and document.needs_passing and document.signed_by_id != scene.viewer.employee_id
    if not may and document.release_id is not None:
        url = reverse("children:release", args=[document.release_id])
        return Action(label=_("Visa prövningen"), url=url, describes=document.title)
    if not may:
        url = reverse("children:releases", args=[document.id])
        return Action(label=_("Lämna ut"), url=url, describes=document.title) if document.is_locked else None
    url = reverse("children:document-pass", args=[document.id])
    return Action(label=_("Granska utskicket"), url=url, describes=document.title)
