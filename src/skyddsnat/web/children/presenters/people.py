"""*People*: the child's own data, everyone's relation to the child, and those who look alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.people.types import RELATION_NAMES, PersonView, RelationView
from skyddsnat.web import formats
from skyddsnat.web.children.scene import Scene
from skyddsnat.web.components import Action, Cell, Column, CompareRow, Fact, Link, Table
from skyddsnat.web.presenters import name_of, person_chips, said

UNKNOWN = "–"


@dataclass(frozen=True)
class Alike:
    """Two people side by side."""

    caption: str
    left: str
    right: str
    rows: list[CompareRow]
    value: str = ""
    is_chosen: bool = False


def child_facts(child: PersonView) -> list[Fact]:
    """Where the child lives, goes to school and can be reached; empty of a protected child that is not revealed."""
    found = (
        (_("Adress"), child.address), (_("Telefon"), child.phone), (_("Skola eller förskola"), child.school),
        (_("Språk"), child.language), (_("Tolk behövs"), _("ja") if child.needs_interpreter else _("nej")),
    )  # fmt: skip
    return [Fact(label, text or (formats.MASK if child.is_masked else UNKNOWN)) for label, text in found]


def relation_table(relations: Sequence[RelationView], scene: Scene, *, ended: bool) -> Table:
    """Everyone around the child now, or those who were."""
    chosen = [each for each in relations if each.is_running(scene.today) is not ended]
    columns = [Column(label=_("Namn")), Column(label=_("Är")), Column(label=_("Tid")), Column(label=_("Kontakt"))]
    if scene.may_write and not ended:
        columns.append(Column(label=_("Gör"), is_hidden=True))
    rows = tuple(_row(each, scene, has_action=scene.may_write and not ended) for each in chosen)
    caption = _("Tidigare relationer") if ended else _("Barnets människor")
    return Table(caption=caption, columns=tuple(columns), rows=rows)


def _row(relation: RelationView, scene: Scene, *, has_action: bool) -> tuple[Cell, ...]:
    person = relation.person
    lives = _("bor med barnet") if relation.lives_together else ""
    kind = said(RELATION_NAMES[relation.kind])
    cells = [
        Cell(
            text=name_of(person),
            url=reverse("children:person", args=[scene.file.id, person.id]) if scene.may_write else "",
            chips=person_chips(person, today=scene.today),
            detail=relation.note,
        ),
        Cell(text=kind, detail=lives),
        Cell(text=_period(relation, scene.today)),
        Cell(text=person.phone or (formats.MASK if _hides(relation, scene) else UNKNOWN), detail=person.address),
    ]
    if has_action:
        url = reverse("children:relation-end", args=[scene.file.id, relation.id])
        label = f"{kind}, {name_of(person)}"
        cells.append(Cell(text="", action=Action(label=_("Avsluta"), url=url, describes=label)))
    return tuple(cells)


def _hides(relation: RelationView, scene: Scene) -> bool:
    """Whether where the person can be reached is masked: hers, or that of the protected child she lives with."""
    lives_there = relation.lives_together and scene.child is not None and scene.child.is_masked
    return relation.person.is_masked or lives_there


def _period(relation: RelationView, today: date) -> str:
    if relation.starts_on is None:
        end = formats.day(relation.ends_on, today=today) if relation.ends_on else ""
        return _("till {day}").format(day=end) if end else _("utan startdag")
    return formats.period(relation.starts_on, relation.ends_on, today=today)


# --- Side by side -----------------------------------------------------------------------------------------------------


def mistakes(child: PersonView | None, alike: Sequence[PersonView], today: date) -> list[Alike]:
    """The child beside each of the viewer's other children who may be mistaken for it (lesson 14)."""
    if child is None:
        return []
    return [
        Alike(
            caption=_("Två barn som liknar varandra"),
            left=_("Den här akten"),
            right=_("En annan av dina akter"),
            rows=_compared(child, other, today),
        )
        for other in alike
    ]


def candidates(typed: PersonView, found: Sequence[PersonView], today: date, chosen: str) -> list[Alike]:
    """What was typed beside each person who may be the same."""
    return [
        Alike(
            caption=_("Kan det vara samma person?"),
            left=_("Du skrev"),
            right=_("Finns redan"),
            rows=_compared(typed, other, today),
            value=str(other.id),
            is_chosen=chosen == str(other.id),
        )
        for other in found
    ]


def _compared(mine: PersonView, theirs: PersonView, today: date) -> list[CompareRow]:
    pairs = (
        (_("Namn"), name_of(mine), name_of(theirs)),
        (_("Född"), _born(mine), _born(theirs)),
        (_("Nummer"), _number(mine), _number(theirs)),
        (_("Adress"), mine.address or UNKNOWN, theirs.address or UNKNOWN),
        (_("Skola eller förskola"), mine.school or UNKNOWN, theirs.school or UNKNOWN),
    )
    return [
        CompareRow(label=label, left=left, right=right, differs=left != right and UNKNOWN not in (left, right))
        for label, left, right in pairs
    ]


def _born(person: PersonView) -> str:
    return formats.exact(person.birth_date) if person.birth_date else UNKNOWN


def _number(person: PersonView) -> str:
    return formats.personal_number(person.number) if person.number else UNKNOWN


def siblings_with_files(relations: Sequence[RelationView], open_files: set[int], scene: Scene) -> list[Link]:
    """Siblings whose own files the viewer sees too."""
    return [
        Link(label=name_of(each.person), url=reverse("children:file", args=[each.person.file_id]))
        for each in relations
        if each.person.is_subject and each.person.file_id in open_files and each.person.file_id != scene.file.id
    ]
