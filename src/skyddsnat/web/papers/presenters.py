"""Words and links of papers: what can be written, where each stands, and whom a decision has been sent to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory.types import MatterView
from skyddsnat.domains.compulsory.types.papers import (
    PAPER_NAMES,
    Block,
    CasePapers,
    NoticeDesk,
    NoticeView,
    PaperKind,
    PaperView,
)
from skyddsnat.domains.people.types import PersonView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.appeals_care import CareAppeal
from skyddsnat.law.compulsory_states import TRACK_NAMES, Track
from skyddsnat.web import formats
from skyddsnat.web.board.presenters import title_of
from skyddsnat.web.board.scene import Scene
from skyddsnat.web.components import Action, Cell, Chip, Column, Table, Tone
from skyddsnat.web.heads import Passage
from skyddsnat.web.presenters import name_of, said


def paper_url(case_id: int, kind: PaperKind, track: Track, matter_id: int | None = None) -> str:
    """Where a paper is written."""
    asked = {"kind": kind.value, "track": track.value, **({"matter": matter_id} if matter_id else {})}
    return f"{reverse('papers:paper', args=[case_id])}?{urlencode(asked)}"


def name_of_paper(kind: PaperKind) -> str:
    """«Vårdplan»."""
    return said(PAPER_NAMES[kind])


def title(kind: PaperKind, about: MatterView | None) -> str:
    """The paper's name, with the decision that a letter to the child tells of."""
    if about is None:
        return name_of_paper(kind)
    return _("Till barnet: {decision}").format(decision=title_of(about.track, about.act).lower())


@dataclass(frozen=True)
class Group:
    """The papers of one measure."""

    title: str
    table: Table


def groups(found: CasePapers, scene: Scene) -> list[Group]:
    """What can be written in the case, measure by measure, with where each paper stands."""
    return [
        Group(said(TRACK_NAMES[track]), _table(track, kinds, found.papers, scene))
        for track, _held, kinds in found.to_write
    ]


def _table(track: Track, kinds: Iterable[PaperKind], papers: Sequence[PaperView], scene: Scene) -> Table:
    of_track = [each for each in papers if each.track is track]
    return Table(
        caption=_("Handlingar att skriva"),
        caption_is_hidden=True,
        columns=(Column(label=_("Handling")), Column(label=_("Läge")), Column(label=_("Gör"), is_hidden=True)),
        rows=tuple(_row(kind, track, [each for each in of_track if each.kind is kind], scene) for kind in kinds),
    )


def _row(kind: PaperKind, track: Track, papers: Sequence[PaperView], scene: Scene) -> tuple[Cell, ...]:
    draft = next((each for each in papers if not each.is_signed), None)
    signed = next((each for each in papers if each.is_signed), None)
    name = name_of_paper(kind)
    verb = _("Skriv vidare") if draft else _("Skriv en ny") if signed else _("Skriv")
    read = reverse("children:document", args=[signed.document_id]) if signed else ""
    return (
        Cell(text=name, url=read),
        Cell(text="", chips=_chips(draft, signed, scene)),
        Cell(text="", action=Action(label=verb, url=paper_url(scene.case_id, kind, track), describes=name)),
    )


def _chips(draft: PaperView | None, signed: PaperView | None, scene: Scene) -> tuple[Chip, ...]:
    found = []
    if draft:
        found.append(Chip(text=_("Skrivs"), tone=Tone.TODAY))
    if signed and signed.signed_at:
        day = formats.moment(signed.signed_at, today=scene.today)
        found.append(Chip(text=_("Undertecknad {day}").format(day=day), tone=Tone.DONE))
    return tuple(found) or (Chip(text=_("Inte skriven")),)


def letters_table(untold: Sequence[MatterView], scene: Scene) -> Table | None:
    """Decisions that the child has no letter about."""
    return _decisions(
        [(each, paper_url(each.case_id, PaperKind.CHILD_LETTER, each.track, each.id)) for each in untold],
        _("Beslut som barnet inte har fått brev om"),
        _("Skriv till barnet"),
        scene,
    )


def notices_table(unsent: Sequence[MatterView], scene: Scene) -> Table | None:
    """Decisions that no party has been sent."""
    return _decisions(
        [(each, reverse("papers:notices", args=[each.id])) for each in unsent],
        _("Beslut som parterna inte har fått"),
        _("Underrätta parterna"),
        scene,
    )


def _decisions(found: Sequence[tuple[MatterView, str]], caption: str, verb: str, scene: Scene) -> Table | None:
    if not found:
        return None
    return Table(
        caption=caption,
        caption_is_hidden=True,
        columns=(Column(label=_("Beslut")), Column(label=_("Dag")), Column(label=_("Gör"), is_hidden=True)),
        rows=tuple(
            (
                Cell(text=title_of(each.track, each.act)),
                Cell(text=formats.moment(each.decided_at, today=scene.today) if each.decided_at else ""),
                Cell(text="", action=Action(label=verb, url=url, describes=title_of(each.track, each.act))),
            )
            for each, url in found
        ),
    )


def passages(view: PaperView, blocks: Iterable[Block]) -> list[Passage]:
    """The texts of the paper under their headings, those that are written."""
    found = ((said(each.title), view.blocks.get(each.name, "")) for each in blocks)
    return [Passage(heading, text) for heading, text in found if text]


def parties_table(desk: NoticeDesk, *, today: date) -> Table:
    """Each party, with the letters that are made and whether they have left."""
    return Table(
        caption=_("Parterna"),
        columns=(
            Column(label=_("Part")), Column(label=_("Brev")), Column(label=_("Läge")),
            Column(label=_("Gör"), is_hidden=True),
        ),
        rows=tuple(
            row for party, told in zip(desk.parties, desk.told, strict=True) for row in _letters(party, told, today)
        ),
    )  # fmt: skip


def _letters(party: PersonView, told: NoticeView, today: date) -> Iterator[tuple[Cell, ...]]:
    """A row for each letter to the party: what it is, when it left, and where it is sent."""
    if told.document_id is None:
        yield Cell(text=name_of(party)), Cell(text=_("Inget brev än")), Cell(text=""), Cell(text="")
        return
    yield _letter(party, _("Läs brevet"), told.document_id, told.sent_at, today)
    if told.english_id is not None:
        yield _letter(party, _("Läs det på engelska"), told.english_id, told.english_sent_at, today)


def _letter(party: PersonView, label: str, document_id: int, sent_at: datetime | None, today: date) -> tuple[Cell, ...]:
    read = Cell(text=label, url=reverse("children:document", args=[document_id]))
    if sent_at is not None:
        day = formats.day(local_date(sent_at), today=today)
        sent = Cell(text="", chips=(Chip(text=_("Skickat"), tone=Tone.DONE),), detail=day)
        return Cell(text=name_of(party)), read, sent, Cell(text="")
    url = reverse("children:document-send", args=[document_id])
    send = Action(label=_("Skicka"), url=url, describes=name_of(party))
    return (
        Cell(text=name_of(party)), read, Cell(text="", chips=(Chip(text=_("Inte skickat"), tone=Tone.LATE),)),
        Cell(text="", action=send),
    )  # fmt: skip


def appeal_words(appeal: CareAppeal | None) -> str:
    """What the letter says of appealing."""
    if appeal is None:
        return ""
    if appeal.is_open:
        return _("Beslutet får överklagas ({section}). Brevet säger hur.").format(section=appeal.citation)
    return _("Beslutet får inte överklagas ({section}). Brevet säger det.").format(section=appeal.citation)
