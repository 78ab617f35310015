"""*My children*: each with the clock that comes next; and those for whom nobody is in charge."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.types import FileView
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.web import formats
from skyddsnat.web.addresses import address
from skyddsnat.web.components import Action, Cell, Chip, Column, Table, Tone
from skyddsnat.web.duties import OF_OTHERS, rule_of, time_chip
from skyddsnat.web.presenters import name_of, person_chips, said


@dataclass(frozen=True)
class Child:
    """A child of the viewer's with its open clocks, the earliest first."""

    file: FileView
    person: PersonView | None
    clocks: list[DeadlineView]

    @property
    def next_clock(self) -> DeadlineView | None:
        """The clock that comes first."""
        return next((clock for clock in self.clocks if clock.rule not in OF_OTHERS), None)

    @property
    def name(self) -> str:
        """The child's name, or the words that stand for it."""
        return name_of(self.person) if self.person else self.file.number


def in_order(children: list[Child]) -> list[Child]:
    """Whose clock comes first stands first; those without a clock last."""
    return sorted(
        children, key=lambda child: (child.next_clock.plan_on if child.next_clock else date.max, child.file.id)
    )


def child_table(children: list[Child], employee_id: int | None, today: date) -> Table:
    """The viewer's own children."""
    columns = (
        Column(label=_("Barn")),
        Column(label=_("Din del")),
        Column(label=_("Nästa frist")),
        Column(label=_("Frister"), is_number=True),
    )
    rows = tuple(
        (
            _who(child, today),
            Cell(text=_part(child.file, employee_id)),
            _clock(child, today),
            Cell(text=formats.number(len([each for each in child.clocks if each.rule not in OF_OTHERS]))),
        )
        for child in children
    )
    return Table(caption=_("Mina barn"), columns=columns, rows=rows, caption_is_hidden=True)


def without_table(children: list[Child], today: date) -> Table:
    """Children for whom nobody acts, those whose clock comes first on top (lesson 12)."""
    columns = (
        Column(label=_("Barn")),
        Column(label=_("Varför")),
        Column(label=_("Nästa frist")),
        Column(label=_("Gör"), is_hidden=True),
    )
    rows = tuple(
        (
            _who(child, today),
            Cell(text=_("Ansvarig är borta, utan ersättare") if child.file.responsible_id else _("Ingen är ansvarig")),
            _clock(child, today),
            Cell(
                text="",
                action=Action(label=_("Fördela"), url=address("children:assign", child.file.id), describes=child.name),
            ),
        )
        for child in children
    )
    return Table(caption=_("Ingen har ansvar"), columns=columns, rows=rows)


def _who(child: Child, today: date) -> Cell:
    chips = person_chips(child.person, today=today) if child.person else ()
    return Cell(
        text=child.name,
        url=address("children:file", child.file.id),
        chips=chips,
        detail=_("Akt {number}").format(number=child.file.number),
    )


def _part(file: FileView, employee_id: int | None) -> str:
    if file.responsible_id == employee_id:
        return _("Ansvarig")
    return _("Ersättare") if file.deputy_id == employee_id else _("Medhandläggare")


def _clock(child: Child, today: date) -> Cell:
    clock = child.next_clock
    if clock is None:
        return Cell(text=_("Ingen frist löper"))
    chip = time_chip(clock, today=today)
    tone = Tone.LATE if clock.days_left(today) < 0 else Tone.PLAIN
    return Cell(
        text=said(rule_of(clock).title), chips=(Chip(text=chip.text, tone=chip.tone, title=chip.title),), tone=tone
    )
