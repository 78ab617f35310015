"""Words, links and colours of home visits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skyddsnat.domains.safety.types.following import Measure
from skyddsnat.domains.safety.types.warnings import VISIT_MEASURE_NAMES, VisitGoerView, VisitView
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Cell, Chip, Column, Fact, Step, StepState, Table, Tone
from skyddsnat.web.presenters import reasons_of, said, step_of
from skyddsnat.web.safety.presenters import Head


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One visit, what stands in the way of having gone, and who looks."""

    view: VisitView
    may_write: bool
    going: Verdict
    viewer: Viewer
    at: datetime

    @property
    def today(self) -> date:
        """The local day."""
        return local_date(self.at)

    @property
    def is_near(self) -> bool:
        """Whether it is today, or should have been."""
        return local_date(self.view.planned_at) <= self.today

    def moment(self, at: datetime) -> str:
        """A moment as it is said today."""
        return formats.moment(at, today=self.today)

    def deed(self, name: str) -> str:
        """The address of a deed."""
        return reverse(f"safety:visit-{name}", args=[self.view.id])


# --- The visits of a child --------------------------------------------------------------------------------------------


def ways(file_id: int, *, may_write: bool) -> list[Action]:
    """Where one goes from here."""
    found = [
        (_("Skriv en varning"), "safety:warning-new", may_write),
        (_("Till barnets akt"), "children:file", True),
    ]
    return [Action(label=label, url=reverse(name, args=[file_id])) for label, name, shown in found if shown]


def visits(found: Sequence[VisitView], today: date) -> Table | None:
    """Visits that were or are to be, the latest first."""
    if not found:
        return None
    columns = (Column(label=_("När")), Column(label=_("Var")), Column(label=_("Vilka")), Column(label=_("Läge")))
    return Table(
        caption=_("Planerade och gjorda besök"), columns=columns, rows=tuple(_row(each, today) for each in found)
    )


def _row(view: VisitView, today: date) -> tuple[Cell, ...]:
    return (
        Cell(text=formats.moment(view.planned_at, today=today), url=reverse("safety:visit", args=[view.id])),
        Cell(text=view.place),
        Cell(text=", ".join(each.service_code for each in view.goers)),
        Cell(text="", chips=(state_chip(view, today),)),
    )


def state_chip(view: VisitView, today: date) -> Chip:
    """Where a visit stands, in a word."""
    if view.done_at:
        return Chip(text=_("Gjort"), tone=Tone.DONE)
    if view.cancelled_at:
        return Chip(text=_("Inställt"))
    if view.needs_assessment:
        return Chip(text=_("Risken ska bedömas"), tone=Tone.LATE)
    if local_date(view.planned_at) < today:
        return Chip(text=_("Skriv hur det gick"), tone=Tone.LATE)
    return Chip(text=_("Planerat"), tone=Tone.SOON)


# --- One visit --------------------------------------------------------------------------------------------------------


def head(scene: Scene, child: str) -> Head:
    """Where, when, with whom, and where it stands."""
    return Head(
        title=_("Hembesök {moment}").format(moment=scene.moment(scene.view.planned_at)),
        subtitle=child,
        chips=(state_chip(scene.view, scene.today),),
    )


def news(scene: Scene) -> str:
    """That a warning came after the assessment."""
    view = scene.view
    if view.needs_assessment and view.assessed_at:
        return _("En varning har kommit efter riskbedömningen. Gör om den innan ni åker.")
    return ""


def facts(scene: Scene) -> list[Fact]:
    """When and where, and whether it came off."""
    view = scene.view
    pairs = [
        (_("När"), scene.moment(view.planned_at)),
        (_("Var"), view.place),
        (_("Gjort"), scene.moment(view.done_at) if view.done_at else ""),
        (_("Inställt"), scene.moment(view.cancelled_at) if view.cancelled_at else ""),
    ]
    return [Fact(label=label, text=text) for label, text in pairs if text]


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """What was written before a visit, what they were to do so that it is safe, and when and by whom."""

    words: str
    measures: list[str]
    who: str


def assessment(scene: Scene) -> Assessment:
    """The one that stands there; without words where there is none."""
    view = scene.view
    who = f"{view.assessed_by} · {scene.moment(view.assessed_at)}" if view.assessed_at else ""
    return Assessment(words=view.assessment, measures=_measures(view.measures), who=who)


def earlier(scene: Scene) -> list[Assessment]:
    """Those that it took the place of, the last first."""
    return [
        Assessment(
            words=each.words,
            measures=_measures(each.measures),
            who=f"{each.assessed_by} · {scene.moment(each.assessed_at)}",
        )
        for each in reversed(scene.view.earlier)
    ]


def _measures(kept: Sequence[str]) -> list[str]:
    return [said(VISIT_MEASURE_NAMES[Measure(each)]) for each in kept if each in VISIT_MEASURE_NAMES]


def steps(scene: Scene) -> list[Step]:
    """Assess, read, go: each with its button in its time. Nothing where the visit is over."""
    if not scene.view.is_ahead:
        return []
    return [_assessed(scene), *_read(scene), _gone(scene)]


def _assessed(scene: Scene) -> Step:
    view, words = scene.view, _("Bedöm risken före besöket")
    url = scene.deed("assess")
    if view.needs_assessment:
        chip = Chip(text=_("Försenat"), tone=Tone.LATE) if scene.is_near else None
        action = Action(label=_("Bedöm risken"), url=url, is_main=True) if scene.may_write else None
        return step_of(words, StepState.NEXT, chip=chip, action=action, detail=_("Det finns en varning."))
    if view.assessed_at:
        action = Action(label=_("Gör om den"), url=url) if scene.may_write else None
        detail = f"{view.assessed_by} · {scene.moment(view.assessed_at)}"
        return step_of(words, StepState.DONE, detail=detail, action=action)
    action = Action(label=_("Bedöm risken"), url=url) if scene.may_write else None
    return step_of(words, StepState.WAITING, detail=_("Ingen varning: bedöm om du är osäker."), action=action)


def _read(scene: Scene) -> list[Step]:
    view = scene.view
    if view.assessed_at is None:
        return []
    left = sum(not view.has_read(each) for each in view.goers)
    words = _("Alla som åker läser den")
    if not left:
        return [step_of(words, StepState.DONE)]
    detail = ngettext("{count} har inte läst", "{count} har inte läst", left).format(count=left)
    return [step_of(words, StepState.WAITING if view.needs_assessment else StepState.NEXT, detail=detail)]


def _gone(scene: Scene) -> Step:
    words = _("Besöket är gjort")
    if not scene.may_write:
        return step_of(words, StepState.WAITING)
    return step_of(
        words,
        StepState.NEXT if scene.going.allowed else StepState.WAITING,
        action=Action(label=_("Besöket är gjort"), url=scene.deed("done"), is_main=scene.going.allowed),
        blocked_title=_("Går inte att anteckna än"),
        reasons=reasons_of(scene.going),
    )


def goers(scene: Scene) -> Table:
    """Who goes, and who has read the assessment as it is now."""
    columns = (Column(label=_("Vem")), Column(label=_("Läst")))
    rows = tuple((Cell(text=each.name, detail=each.service_code), _reading(each, scene)) for each in scene.view.goers)
    return Table(caption=_("De som åker"), columns=columns, rows=rows)


def _reading(goer: VisitGoerView, scene: Scene) -> Cell:
    view = scene.view
    if view.assessed_at is None:
        return Cell(text="–")
    if goer.read_at is None or not view.has_read(goer):
        return Cell(text="", chips=(Chip(text=_("Inte läst"), tone=Tone.LATE),))
    when = _("Läst {when}").format(when=scene.moment(goer.read_at))
    return Cell(text=when, title=formats.exact(goer.read_at))


def has_to_read(scene: Scene) -> bool:
    """Whether it is the viewer who goes and has yet to read."""
    mine = next((each for each in scene.view.goers if each.employee_id == scene.viewer.employee_id), None)
    is_there = scene.view.is_ahead and scene.view.assessed_at is not None
    return is_there and not scene.view.needs_assessment and mine is not None and not scene.view.has_read(mine)


def deeds(scene: Scene) -> list[Action]:
    """What else can be done with the visit."""
    if not scene.may_write or not scene.view.is_ahead:
        return []
    return [Action(label=_("Ställ in besöket"), url=scene.deed("cancel"))]
