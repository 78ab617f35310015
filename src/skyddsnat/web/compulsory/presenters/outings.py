"""Words about a home visit or an execution."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory.types import GoerView, OutingView
from skyddsnat.domains.safety.types.warnings import MetWarning
from skyddsnat.web import formats
from skyddsnat.web.components import Cell, Chip, Column, Table, Tone
from skyddsnat.web.compulsory.scene import Scene


def outing_facts(view: OutingView, scene: Scene) -> list[tuple[str, str]]:
    """When and where, and whether it was done."""
    today = scene.today
    pairs = [
        (_("När"), formats.moment(view.planned_at, today=today)),
        (_("Var"), view.place),
        (_("Gjort"), formats.moment(view.done_at, today=today) if view.done_at else ""),
        (_("Inställt"), formats.moment(view.cancelled_at, today=today) if view.cancelled_at else ""),
    ]
    return [(label, text) for label, text in pairs if text]


def outing_news(view: OutingView, found: Sequence[MetWarning]) -> str:
    """That a warning came after the assessment of the risk, and what to do."""
    if view.is_open and any(each.since > view.assessed_at for each in found):
        return _("En varning har kommit efter riskbedömningen. Gör om den innan ni åker.")
    return ""


def outing_goers(view: OutingView, scene: Scene) -> Table:
    """Who goes, and who has read what the risk is."""
    columns = (Column(label=_("Vem")), Column(label=_("Riskbedömningen")))
    rows = tuple((Cell(text=each.name, detail=each.service_code), _read(each, scene)) for each in view.goers)
    return Table(caption=_("De som åker"), columns=columns, rows=rows)


def _read(goer: GoerView, scene: Scene) -> Cell:
    if goer.risk_read_at is None:
        return Cell(text="", chips=(Chip(text=_("Inte läst"), tone=Tone.LATE),))
    when = formats.moment(goer.risk_read_at, today=scene.today)
    return Cell(text=_("Läst {when}").format(when=when), title=formats.exact(goer.risk_read_at))
