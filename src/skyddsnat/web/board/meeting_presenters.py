"""Words of the meetings and their agendas."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory.types import MATTER_OUTCOME_NAMES, AgendaItem, AgendaKind
from skyddsnat.domains.decisions.types import LEVEL_NAMES, MeetingView
from skyddsnat.web import formats
from skyddsnat.web.board.presenters import cited
from skyddsnat.web.components import Cell, Chip, Column, Table, Tone
from skyddsnat.web.presenters import said


def title_of(meeting: MeetingView) -> str:
    """«Utskottet 3 december 2026»."""
    return f"{said(LEVEL_NAMES[meeting.level])} {formats.full_day(meeting.held_on)}"


def about(meeting: MeetingView, today: date) -> str:
    """When the papers must be in, or that it is held."""
    if meeting.held_on < today:
        return _("Mötet är hållet.")
    return _("Handlingar ska vara inne {day}.").format(day=formats.day(meeting.papers_by, today=today))


def meetings(found: Sequence[MeetingView], today: date) -> Table | None:
    """Every meeting with the day for its papers."""
    if not found:
        return None
    columns = (Column(label=_("Möte")), Column(label=_("Dag")), Column(label=_("Handlingar inne")))
    rows = tuple(
        (
            Cell(text=said(LEVEL_NAMES[each.level]), url=reverse("board:agenda", args=[each.id])),
            Cell(text=formats.full_day(each.held_on), detail="" if each.held_on > today else _("hållet eller i dag")),
            Cell(text=formats.full_day(each.papers_by)),
        )
        for each in found
    )
    return Table(caption=_("Möten"), columns=columns, rows=rows, caption_is_hidden=True)


def items(found: Sequence[AgendaItem], today: date) -> Table | None:
    """What the meeting decides."""
    if not found:
        return None
    columns = (
        Column(label=_("Akt")),
        Column(label=_("Ärende")),
        Column(label=_("Enhet")),
        Column(label=_("Övervägt sedan")),
    )
    rows = tuple(
        (
            _file(each),
            Cell(text=cited(each.section, today), chips=_chips(each)),
            Cell(text=each.unit),
            Cell(text=formats.day(each.planned_since, today=today)),
        )
        for each in found
    )
    return Table(caption=_("Att besluta"), columns=columns, rows=rows, caption_is_hidden=True)


def reports(found: Sequence[AgendaItem], today: date) -> Table | None:
    """What the chair has decided and the meeting is told."""
    if not found:
        return None
    columns = (
        Column(label=_("Akt")),
        Column(label=_("Ärende")),
        Column(label=_("Enhet")),
        Column(label=_("Beslutat")),
        Column(label=_("Beslut")),
    )
    rows = tuple(
        (
            _file(each),
            Cell(text=cited(each.section, each.decided_on or today)),
            Cell(text=each.unit),
            Cell(text=formats.day(each.decided_on, today=today) if each.decided_on else ""),
            Cell(text=said(MATTER_OUTCOME_NAMES[each.outcome]) if each.outcome else ""),
        )
        for each in found
    )
    return Table(caption=_("Anmäls"), columns=columns, rows=rows, caption_is_hidden=True)


def _file(each: AgendaItem) -> Cell:
    """The number of the file; the child's name and the way there only for whoever sees the file."""
    return Cell(text=each.file_number, detail=each.child, url=_url(each) if each.child else "")


def _url(each: AgendaItem) -> str:
    name = "decisions:proposal" if each.kind is AgendaKind.PROPOSAL else "board:matter"
    return reverse(name, args=[each.subject_id])


def _chips(each: AgendaItem) -> tuple[Chip, ...]:
    return (Chip(text=_("Kan inte vänta"), tone=Tone.LATE),) if each.is_urgent else ()
