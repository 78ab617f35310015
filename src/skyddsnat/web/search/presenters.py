"""Hits and proposals in words."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from skyddsnat.domains.intake.types import STEP_NAMES, ReportChildView
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.types import CASEWORK, Role
from skyddsnat.web import formats
from skyddsnat.web.addresses import address
from skyddsnat.web.components import Cell, Column, Table
from skyddsnat.web.presenters import name_of, person_chips, said
from skyddsnat.web.shell import DECIDERS, REGISTERS

Proposal = dict[str, str]


def person_table(people: Sequence[PersonView], *, today: date) -> Table:
    """People who answer to the words, each leading to the file she stands in."""
    columns = (Column(label=_("Namn")), Column(label=_("Nummer")), Column(label=_("Är")))
    rows = tuple(
        (
            Cell(
                text=name_of(person),
                url=address("children:file", person.file_id),
                chips=person_chips(person, today=today),
            ),
            Cell(text=_number(person)),
            Cell(text=_("Barnet i akten") if person.is_subject else _("Anhörig i akten")),
        )
        for person in people
    )
    return Table(caption=_("Personer"), columns=columns, rows=rows)


def _number(person: PersonView) -> str:
    return formats.personal_number(person.number, is_masked=person.is_masked) if person.number else ""


def report_table(reports: Sequence[ReportChildView], children: Mapping[int, PersonView], *, today: date) -> Table:
    """Reports whose number or text answers to the words."""
    columns = (Column(label=_("Anmälan")), Column(label=_("Barn")), Column(label=_("Kom in")), Column(label=_("Läge")))
    rows = tuple(
        (
            Cell(text=report.number, url=address("intake:report", report.report_id)),
            Cell(text=name_of(children[report.file_id]) if report.file_id in children else ""),
            Cell(text=formats.moment(report.received_at, today=today), title=formats.exact(report.received_at)),
            Cell(text=said(STEP_NAMES[report.step])),
        )
        for report in reports
    )
    return Table(caption=_("Anmälningar"), columns=columns, rows=rows)


def proposals(people: Sequence[PersonView], *, today: date) -> list[Proposal]:
    """The children found, and what one often does with the first of them."""
    found = [
        {
            "label": name_of(person),
            "detail": _detail(person, today),
            "url": address("children:file", person.file_id),
        }
        for person in people
    ]
    if people:
        found += _deeds_with(people[0])
    return found


def _detail(person: PersonView, today: date) -> str:
    return formats.age(person.birth_date, today=today) if person.birth_date else ""


def _deeds_with(person: PersonView) -> list[Proposal]:
    name = name_of(person)
    return [
        {
            "label": _("Anteckna om %(name)s") % {"name": name},
            "detail": _("Gör"),
            "url": address("children:note", person.file_id),
        },
        {
            "label": _("Samtal med %(name)s") % {"name": name},
            "detail": _("Gör"),
            "url": address("children:talk", person.file_id),
        },
    ]


def deeds(words: str, viewer: Viewer) -> list[Proposal]:
    """Pages and deeds whose name holds the words; all of them when there are none."""
    ways = [
        (True, _("Min dag"), _("Gå till"), "home"),
        (viewer.has_role(*REGISTERS), _("Ny orosanmälan"), _("Gör"), "intake:new"),
        (viewer.has_role(*REGISTERS), _("Nya anmälningar"), _("Gå till"), "intake:list"),
        (viewer.has_role(*CASEWORK), _("Mina barn"), _("Gå till"), "children:mine"),
        (viewer.has_role(*DECIDERS), _("Att besluta"), _("Gå till"), "decisions:waiting"),
        (viewer.has_role(Role.UNIT_MANAGER), _("Enheten"), _("Gå till"), "unit:unit"),
        (viewer.does_casework, _("Nödåtkomst"), _("Gör"), "children:emergency"),
        (True, _("Utkast"), _("Gå till"), "drafts"),
        (True, _("Lagrum och frister"), _("Gå till"), "rules:rules"),
        (viewer.is_log_reviewer, _("Logg"), _("Gå till"), "log:log"),
        (True, _("Anmäl hot eller våld"), _("Gör"), "threat"),
    ]
    return [
        {"label": label, "detail": detail, "url": address(name)}
        for may, label, detail, name in ways
        if may and words.casefold() in label.casefold()
    ]
