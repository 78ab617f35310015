"""Who works with the child: loads, hand-overs and conflicts of interest in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skyddsnat.foundation.access.queries import AssignmentView
from skyddsnat.foundation.access.types import PART_NAMES, ConflictView
from skyddsnat.foundation.staff.types import EmployeeView, UnitView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.children.scene import Scene
from skyddsnat.web.components import Action, Cell, Column, Tab, Table, Tone
from skyddsnat.web.presenters import said

UNKNOWN = "–"


@dataclass(frozen=True)
class Worker:
    """A caseworker who may take the child. `children`, `clocks` and `late` are None where the load is not shown."""

    value: str
    name: str
    years: int
    children: int | None
    clocks: int | None
    late: int | None
    works_here: bool

    @property
    def text(self) -> str:
        """The choice: who, how experienced, and how many children she has after this."""
        if self.children is None:
            return f"{self.name}, {_years(self.years)}"
        after = self.children if self.works_here else self.children + 1
        return _("{name}, {years}: {now} barn nu, {after} efter").format(
            name=self.name, years=_years(self.years), now=self.children, after=after
        )


def _years(years: int) -> str:
    words = ngettext("{years} år i yrket", "{years} år i yrket", years)
    return words.format(years=years) if years else _("ny i yrket")


def worker(employee: EmployeeView, children: int | None, clocks: Mapping[str, int] | None, scene: Scene) -> Worker:
    """The caseworker with her load."""
    return Worker(
        value=str(employee.id),
        name=employee.name,
        years=employee.years_of_experience,
        children=children,
        clocks=None if clocks is None else clocks.get("open", 0),
        late=None if clocks is None else clocks.get("late", 0),
        works_here=employee.id == scene.file.responsible_id,
    )


def load_table(workers: Sequence[Worker]) -> Table:
    """What each has now, before anything is assigned."""
    columns = (
        Column(label=_("Handläggare")), Column(label=_("Erfarenhet")), Column(label=_("Antal barn"), is_number=True),
        Column(label=_("Frister"), is_number=True), Column(label=_("Försenade"), is_number=True),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(text=each.name, detail=_("ansvarig för det här barnet") if each.works_here else ""),
            Cell(text=_years(each.years)),
            _count(each.children),
            _count(each.clocks),
            _count(each.late, tone=Tone.LATE if each.late else Tone.PLAIN),
        )
        for each in workers
    )
    return Table(caption=_("Så ser det ut nu"), columns=columns, rows=rows)


def _count(count: int | None, tone: Tone = Tone.PLAIN) -> Cell:
    return Cell(text=UNKNOWN if count is None else formats.number(count), tone=tone)


def working_table(scene: Scene) -> Table:
    """Who works with the child now, each with a way to end it."""
    columns = (
        Column(label=_("Vem")),
        Column(label=_("Del")),
        Column(label=_("Sedan")),
        Column(label=_("Gör"), is_hidden=True),
    )
    rows = tuple(
        (
            Cell(text=each.name, detail=each.service_code),
            Cell(text=said(PART_NAMES[each.part])),
            Cell(text=formats.day(local_date(each.starts_at), today=scene.today)),
            Cell(
                text="",
                action=Action(
                    label=_("Avsluta"),
                    url=reverse("children:assign-end", args=[scene.file.id, each.id]),
                    describes=each.name,
                ),
            ),
        )
        for each in scene.working
    )
    return Table(caption=_("Arbetar med barnet nu"), columns=columns, rows=rows)


def unit_tabs(units: Mapping[int, UnitView], unit_id: int, file_id: int) -> list[Tab]:
    """Among whom to choose."""
    url = reverse("children:assign", args=[file_id])
    return [Tab(label=unit.name, url=f"{url}?unit={unit.id}", is_current=unit.id == unit_id) for unit in units.values()]


def conflict_lines(conflicts: Sequence[ConflictView], scene: Scene) -> list[str]:
    """Who must not be chosen."""
    return [
        _("{name} anmälde jäv {day}: {reason}").format(
            name=each.name, day=formats.day(local_date(each.declared_at), today=scene.today), reason=each.reason
        )
        for each in conflicts
    ]


def receivers(scene: Scene) -> list[tuple[str, str]]:
    """Colleagues in the file to whom nothing is handed over yet."""
    return [
        (str(each.employee_id), f"{each.name}, {said(PART_NAMES[each.part]).lower()}")
        for each in scene.working
        if each.employee_id != scene.viewer.employee_id and each.handed_over_at is None
    ]


def handed_over(mine: AssignmentView, scene: Scene) -> str:
    """When the summary was signed."""
    when = formats.moment(mine.handed_over_at, today=scene.today) if mine.handed_over_at else ""
    return _("Underskriven {when} av den som lämnar över.").format(when=when)
