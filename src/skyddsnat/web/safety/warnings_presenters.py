"""Words, links and colours of warnings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.people.types import PersonView
from skyddsnat.domains.safety.types.warnings import CAUSE_NAMES, WARNING_ON_NAMES, WarningOn, WarningView
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Cell, Chip, Column, Fact, Step, StepState, Table, Tone
from skyddsnat.web.presenters import name_of, reasons_of, said, short_name_of, step_of
from skyddsnat.web.safety.presenters import Head
from skyddsnat.web.warned import title_of


@dataclass(frozen=True, kw_only=True)
class Whom:
    """Names of the persons and, by file, of the children that warnings are about, as far as the viewer may know."""

    people: Mapping[int, PersonView] = field(default_factory=dict)
    children: Mapping[int, PersonView] = field(default_factory=dict)

    def of(self, view: WarningView) -> str:
        """«Eva Åkerlund», «Storgatan 1», «Alma Å.»: on whom or what the warning is."""
        person = self.people.get(view.person_id or 0)
        if view.about is WarningOn.PERSON:
            return name_of(person) if person else _("någon som du inte ser")
        if view.is_of_person:
            return name_of(person) if person else _("någons hushåll som du inte ser")
        return view.address if view.about is WarningOn.ADDRESS else self.reached(view)

    def reached(self, view: WarningView) -> str:
        """The children through whose files it reaches those who will meet the family."""
        found = [short_name_of(self.children[each]) for each in view.file_ids if each in self.children]
        return ", ".join(found) or _("en familj som du inte ser")


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One warning, whom it is about, what stands in the way of agreeing to it, the incident that it comes from where
    the viewer sees that, and who looks.
    """

    view: WarningView
    whom: Whom
    agreeing: Verdict
    origin_id: int | None
    viewer: Viewer
    today: date

    @property
    def follows(self) -> bool:
        """Whether the viewer follows it up."""
        return self.viewer.keeps_safety or self.view.unit_id in self.viewer.safety_units

    @property
    def manages(self) -> bool:
        """Whether the viewer manages the unit that it was written in."""
        return self.view.unit_id in self.viewer.managed_units

    @property
    def goes_on(self) -> bool:
        """Whether it is in force."""
        return self.view.in_force(self.today)

    def deed(self, name: str) -> str:
        """The address of a deed."""
        return reverse(f"safety:warning-{name}", args=[self.view.id])


def state_chips(view: WarningView, today: date) -> tuple[Chip, ...]:
    """Where it stands."""
    if view.ended_at:
        return (Chip(text=_("Avslutad"), tone=Tone.DONE),)
    if not view.in_force(today):
        return (Chip(text=_("Gick ut {day}").format(day=formats.day(view.ends_on, today=today)), tone=Tone.DONE),)
    found = [] if view.is_agreed else [Chip(text=_("Väntar på chefen"), tone=Tone.TODAY)]
    if view.to_review(today):
        found.append(Chip(text=_("Ska ses över"), tone=Tone.LATE))
    return tuple(found) or (Chip(text=_("Gäller"), tone=Tone.BRAND),)


# --- The list ---------------------------------------------------------------------------------------------------------


def tables(found: Sequence[WarningView], whom: Whom, today: date) -> list[Table]:
    """What waits for the manager, what is to be looked at, what holds, and what is over; empty ones are left out."""
    running = [each for each in found if each.in_force(today)]
    to_agree = [each for each in running if not each.is_agreed]
    due = [each for each in running if each.is_agreed and each.to_review(today)]
    parts = (
        (_("Väntar på chefen"), to_agree),
        (_("Ska ses över"), due),
        (_("Gäller"), [each for each in running if each not in (*to_agree, *due)]),
        (_("Avslutade"), [each for each in found if each not in running]),
    )
    return [_table(caption, rows, whom, today) for caption, rows in parts if rows]


def _table(caption: str, rows: Sequence[WarningView], whom: Whom, today: date) -> Table:
    columns = (
        Column(label=_("Varning")),
        Column(label=_("Gäller vem eller vad")),
        Column(label=_("Ses över senast")),
        Column(label=_("Sista dag")),
    )
    return Table(caption=caption, columns=columns, rows=tuple(_row(each, whom, today) for each in rows))


def _row(view: WarningView, whom: Whom, today: date) -> tuple[Cell, ...]:
    is_late = view.to_review(today)
    return (
        Cell(text=said(CAUSE_NAMES[view.cause]), url=reverse("safety:warning", args=[view.id]), detail=view.words),
        Cell(text=whom.of(view), detail=said(WARNING_ON_NAMES[view.about])),
        Cell(
            text=formats.day(view.review_on, today=today) if view.in_force(today) else "–",
            tone=Tone.LATE if is_late else Tone.PLAIN,
        ),
        Cell(text=formats.day(local_date(view.ended_at) if view.ended_at else view.ends_on, today=today)),
    )


# --- One warning ------------------------------------------------------------------------------------------------------


def head(scene: Scene) -> Head:
    """Why, of whom, and where it stands."""
    view = scene.view
    return Head(
        title=title_of(view.cause),
        subtitle=f"{said(WARNING_ON_NAMES[view.about])}: {scene.whom.of(view)}",
        chips=state_chips(view, scene.today),
    )


def steps(scene: Scene) -> list[Step]:
    """Written, agreed to, told or not, looked at again: each with its button in its time."""
    return [_written(scene), _agreed(scene), _told(scene), _reviewed(scene)]


def _written(scene: Scene) -> Step:
    view = scene.view
    return step_of(_("Skriven"), StepState.DONE, detail=_signed(view.made_by, formats.moment(
        view.made_at, today=scene.today)))  # fmt: skip


def _agreed(scene: Scene) -> Step:
    view, words = scene.view, _("Chefen går med på den")
    if view.agreed_at:
        when = formats.moment(view.agreed_at, today=scene.today)
        return step_of(words, StepState.DONE, detail=_signed(view.agreed_by, when))
    if not scene.manages or not scene.goes_on:
        return step_of(words, StepState.WAITING)
    return step_of(
        words,
        StepState.NEXT,
        action=Action(label=_("Gå med på den"), url=scene.deed("agree"), is_main=True),
        blocked_title=_("Går inte att gå med på den"),
        reasons=reasons_of(scene.agreeing),
    )


def _told(scene: Scene) -> Step:
    view, words = scene.view, _("Personen vet att varningen finns")
    if view.was_told:
        return step_of(words, StepState.DONE)
    may = scene.goes_on and (scene.follows or view.made_by_id == scene.viewer.employee_id)
    action = Action(label=_("Personen har fått veta"), url=scene.deed("told")) if may else None
    return step_of(words, StepState.WAITING, detail=_("Inte än: {why}").format(why=view.not_told_reason), action=action)


def _reviewed(scene: Scene) -> Step:
    view = scene.view
    words = _("Ses över senast {day}").format(day=formats.day(view.review_on, today=scene.today))
    if not scene.goes_on:
        return step_of(words, StepState.DONE, detail=view.end_reason)
    is_due = view.to_review(scene.today)
    action = Action(label=_("Se över den"), url=scene.deed("review")) if scene.follows else None
    return step_of(
        words,
        StepState.NEXT if is_due else StepState.WAITING,
        detail=_("Gäller längst till {day}").format(day=formats.day(view.ends_on, today=scene.today)),
        chip=Chip(text=_("Ska ses över"), tone=Tone.LATE) if is_due else None,
        action=action,
    )


def _signed(who: str, when: str) -> str:
    return f"{who} · {when}"


def facts(scene: Scene) -> list[Fact]:
    """Where, and whom it reaches."""
    view = scene.view
    everybody = _("alla som ska dit") if view.about is WarningOn.ADDRESS else ""
    if view.is_of_person and not view.file_ids:
        everybody = _("alla som ska träffa personen, eller hushållet")
    pairs = [
        (_("Adress"), view.address if view.about is WarningOn.HOUSEHOLD else ""),
        (_("Når"), everybody),
        (_("Når dem som träffar"), "" if everybody else scene.whom.reached(view)),
    ]
    found = [Fact(label=label, text=text) for label, text in pairs if text]
    if scene.origin_id is not None:
        url = reverse("safety:incident", args=[scene.origin_id])
        found.append(Fact(label=_("Kommer av"), text=_("en händelse"), url=url))
    return found


def deeds(scene: Scene) -> list[Action]:
    """What else can be done with it."""
    if not scene.goes_on:
        return []
    may_write = any(each in scene.whom.children for each in scene.view.file_ids)
    found = [(_("Låt den nå fler"), "reach", may_write), (_("Avsluta varningen"), "end", scene.follows)]
    return [Action(label=label, url=scene.deed(name)) for label, name, shown in found if shown]
