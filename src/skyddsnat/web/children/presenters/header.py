"""The head of every page of a file: the child, who works with it, warnings, tabs, and the buttons."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from skyddsnat.domains.people.types import PROTECTION_NAMES, PersonView, Protection
from skyddsnat.foundation.access.queries import AssignmentView
from skyddsnat.foundation.access.types import PART_NAMES, Part
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.addresses import address
from skyddsnat.web.children.scene import Scene
from skyddsnat.web.components import Action, Chip, Person, Tab, Tone
from skyddsnat.web.presenters import said

MANY_RESPONSIBLE = 3


@dataclass(frozen=True, kw_only=True)
class Header:
    """Everything in the head, as `children/_head.html` draws it."""

    title: str
    facts: list[Chip]
    people: list[Person]
    alarm: Chip | None
    actions: list[Action]
    is_protected: bool
    emergency: str
    conflict: str
    tabs: list[Tab]
    reveal_url: str
    """Where one says why protected data is needed; empty when nothing is hidden or it is shown already."""


def header(scene: Scene, *, current: str, main: Action | None = None) -> Header:
    """The head of the page `current`; `main` is its one main button."""
    return Header(
        title=scene.name,
        facts=[Chip(text=text) for text in facts(scene)],
        people=[worker(each, scene) for each in scene.working],
        alarm=_alarm(scene),
        actions=_actions(scene, main),
        is_protected=scene.file.is_protected or _is_protected(scene.child),
        emergency=_emergency(scene),
        conflict=_("Du har anmält jäv i akten. Du kan läsa och bedöma skydd, men inte skriva.")
        if scene.file.has_conflict
        else "",
        tabs=tabs(scene.file.id, current=current),
        reveal_url=address("children:reveal", scene.file.id) if _is_hidden(scene) else "",
    )


def facts(scene: Scene) -> list[str]:
    """«10 år», number, school, guardians, interpreter; of a protected child the year of birth alone."""
    child = scene.child
    found = [_("Akt {number}").format(number=scene.file.number)]
    if child is None:
        return found
    found = [*_age(child, scene), *_number(child), *([child.school] if child.school else []), *found]
    found.append(_guardians(len(scene.guardians)))
    if child.needs_interpreter:
        found.append(_("Tolk: {language}").format(language=child.language or _("ja")))
    if child.protection is not Protection.NONE:
        found.append(said(PROTECTION_NAMES[child.protection]))
    return found


def _age(child: PersonView, scene: Scene) -> list[str]:
    if child.birth_date:
        return [formats.age(child.birth_date, today=scene.today)]
    return [_("Född {year}").format(year=child.birth_year)] if child.birth_year else [_("Okänd ålder")]


def _number(child: PersonView) -> list[str]:
    return [formats.personal_number(child.number)] if child.number else []


def _guardians(count: int) -> str:
    words = {0: _("Ingen vårdnadshavare i akten"), 1: _("En vårdnadshavare"), 2: _("Två vårdnadshavare")}
    return words.get(count) or _("{count} vårdnadshavare").format(count=count)


def _is_protected(child: PersonView | None) -> bool:
    return child is not None and child.protection is not Protection.NONE


def _is_hidden(scene: Scene) -> bool:
    anybody = [scene.child, *scene.guardians]
    hidden = any(person is not None and person.is_masked for person in anybody)
    return (hidden or scene.file.is_protected) and not scene.is_revealed


# --- Who works with the child -----------------------------------------------------------------------------------------


def worker(assignment: AssignmentView, scene: Scene) -> Person:
    """«AK Anna Karlsson, ansvarig sedan 2 november»."""
    since = formats.day(local_date(assignment.starts_at), today=scene.today)
    part = said(PART_NAMES[assignment.part])
    given, _space, family = assignment.name.rpartition(" ")
    return Person(
        initials=formats.initials(given, family),
        name=assignment.name,
        text=_("{part} sedan {day}").format(part=part[:1].lower() + part[1:], day=since),
    )


def _alarm(scene: Scene) -> Chip | None:
    if scene.file.is_assigned and not any(each.part is Part.RESPONSIBLE for each in scene.working):
        return Chip(text=_("Ingen är ansvarig"), tone=Tone.LATE)
    count = scene.responsible_in_a_year
    if count < MANY_RESPONSIBLE:
        return None
    return Chip(text=_("{ordinal} ansvariga på 12 månader").format(ordinal=_ordinal(count)), tone=Tone.LATE)


def _ordinal(count: int) -> str:
    words = {3: _("Tredje"), 4: _("Fjärde"), 5: _("Femte"), 6: _("Sjätte")}
    return words.get(count) or _("Nr {count}:").format(count=count)


def _emergency(scene: Scene) -> str:
    if scene.emergency_until is None:
        return ""
    until = formats.moment(scene.emergency_until, today=scene.today)
    return _("Akten är öppen för dig till {until}. Skälet och det du läser granskas.").format(until=until)


# --- Ways -------------------------------------------------------------------------------------------------------------


def _actions(scene: Scene, main: Action | None) -> list[Action]:
    found = []
    if scene.may_write:
        found.append(Action(label=_("Anteckna"), url=address("children:note", scene.file.id)))
        found.append(Action(label=_("Samtal"), url=address("children:talk", scene.file.id)))
        found.append(Action(label=_("Planera hembesök"), url=address("safety:visits", scene.file.id)))
    if scene.may_assign:
        found.append(Action(label=_("Fördela"), url=address("children:assign", scene.file.id)))
    return [*found, *([main] if main else [])]


def tabs(file_id: int, *, current: str) -> list[Tab]:
    """The parts of a file, each with its own address."""
    parts = (
        (_("Nu"), "file"), (_("Händelser"), "events"), (_("Människor"), "people"), (_("Handlingar"), "documents"),
        (_("Vem har läst"), "readers"),
    )  # fmt: skip
    return [
        Tab(label=label, url=address(f"children:{name}", file_id), is_current=name == current) for label, name in parts
    ]
