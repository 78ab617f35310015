"""*Documents*: what was made, signed and sent, and what a second person must pass."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.types import FileView
from skyddsnat.foundation.documents.release_types import SendingView
from skyddsnat.foundation.documents.types import DocumentView
from skyddsnat.foundation.staff.types import EmployeeView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.children.scene import Scene
from skyddsnat.web.components import Action, Cell, Chip, Column, Table, Tone
from skyddsnat.web.presenters import name_of

# What is sent where its own step is taken: decisions to parties, papers to the court.
_SENT_ELSEWHERE = frozenset({"decision_letter", "submission", "application", "extension"})


def document_table(
    documents: Sequence[DocumentView],
    staff: Mapping[int, EmployeeView],
    sent: Sequence[SendingView],
    scene: Scene,
) -> Table:
    """The documents of the file, the latest first. `sent`: every time that any of them left."""
    last = {each.document_id: each for each in reversed(sent)}
    columns = (
        Column(label=_("Handling")), Column(label=_("Till")), Column(label=_("Gjord")), Column(label=_("Läge")),
        Column(label=_("Gör"), is_hidden=True),
    )  # fmt: skip
    rows = tuple(_row(each, staff, last.get(each.id), scene) for each in documents)
    return Table(caption=_("Handlingar"), columns=columns, rows=rows, caption_is_hidden=True)


def _row(
    document: DocumentView, staff: Mapping[int, EmployeeView], sent: SendingView | None, scene: Scene
) -> tuple[Cell, ...]:
    by = staff.get(document.made_by_id or 0)
    chip, detail = _state(document, sent, scene)
    return (
        Cell(
            text=document.title,
            url=reverse("children:document", args=[document.id]),
            detail=_("PDF") if document.release_id is None else _("PDF utan de skyddade namnen"),
        ),
        Cell(text=_to(document)),
        Cell(
            text=formats.moment(document.made_at, today=scene.today),
            title=formats.exact(document.made_at),
            detail=by.name if by else "",
        ),
        Cell(text="", chips=(chip,), detail=detail),
        Cell(text="", action=_action(document, sent, scene)),
    )


def _to(document: DocumentView) -> str:
    """Whom it is written to; the child's own letter names no recipient."""
    return document.recipient or (_("Barnet") if document.is_outgoing else _("Stannar i akten"))


def _state(document: DocumentView, sent: SendingView | None, scene: Scene) -> tuple[Chip, str]:
    if sent is not None:
        return Chip(text=_("Skickad"), tone=Tone.DONE), formats.day(local_date(sent.sent_at), today=scene.today)
    if document.corrected_by_id is not None:
        return Chip(text=_("Rättad"), tone=Tone.TODAY), _("En rättelse gäller i stället")
    if not document.is_locked:
        return Chip(text=_("Inte undertecknad")), ""
    signed = formats.day(local_date(document.signed_at), today=scene.today) if document.signed_at else ""
    if document.needs_passing:
        return Chip(text=_("Väntar på en andra person"), tone=Tone.LATE), _("Någon i brevet har skyddade uppgifter")
    return Chip(text=_("Undertecknad"), tone=Tone.DONE), signed


def _action(document: DocumentView, sent: SendingView | None, scene: Scene) -> Action | None:
    may = document.is_locked and document.needs_passing and document.signed_by_id != scene.viewer.employee_id
    if not may and document.release_id is not None:
        url = reverse("children:release", args=[document.release_id])
        return Action(label=_("Visa prövningen"), url=url, describes=document.title)
    if not may and sent is None and document.is_ready and document.kind not in _SENT_ELSEWHERE:
        url = reverse("children:document-send", args=[document.id])
        return Action(label=_("Skicka"), url=url, describes=document.title)
    if not may:
        url = reverse("children:releases", args=[document.id])
        return Action(label=_("Lämna ut"), url=url, describes=document.title) if document.is_locked else None
    url = reverse("children:document-pass", args=[document.id])
    return Action(label=_("Granska utskicket"), url=url, describes=document.title)


# --- Sending ----------------------------------------------------------------------------------------------------------


def cover(document: DocumentView, file: FileView, child: PersonView) -> list[tuple[str, str]]:
    """To whom it goes, and whose case it is: what whoever sends and the second person look at (lesson 15)."""
    return [
        (_("Handling"), document.title),
        (_("Till"), _to(document)),
        (_("Barnet"), name_of(child)),
        (_("Akt"), file.number),
    ]


def sending_table(sent: Sequence[SendingView], *, today: date) -> Table | None:
    """Every time that the document left, the latest first; None before the first."""
    columns = (Column(label=_("Skickad")), Column(label=_("Till")), Column(label=_("Hur")), Column(label=_("Av")))
    rows = tuple(
        (
            Cell(text=formats.moment(each.sent_at, today=today), title=formats.exact(each.sent_at)),
            Cell(text=each.recipient),
            Cell(text=each.how.capitalize(), detail=_codes(each)),
            Cell(text=each.sent_by),
        )
        for each in sent
    )
    return Table(caption=_("Skickad hittills"), columns=columns, rows=rows) if rows else None


def _codes(each: SendingView) -> str:
    if not each.left_out:
        return ""
    return _("Utan namnet på {codes}").format(codes=formats.list_of(list(each.left_out)))
