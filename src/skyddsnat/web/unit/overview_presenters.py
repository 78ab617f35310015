"""The overview of the units in words: numbers and chains. No cell leads to a child."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from skyddsnat.domains.decisions.queries.oversight import Awaited
from skyddsnat.domains.investigations.queries.oversight import OverseenChain, UnitNumber, Watched
from skyddsnat.domains.investigations.types import QUESTION_NAMES
from skyddsnat.flows.oversee_units import Overview
from skyddsnat.law.register import rule_in_force, rules
from skyddsnat.law.types import Rule
from skyddsnat.web import formats
from skyddsnat.web.components import Cell, Column, Table, Tone
from skyddsnat.web.duties import OF_OTHERS
from skyddsnat.web.presenters import rule_link, said

INVESTIGATION = "sol.investigation"


@dataclass(frozen=True)
class _Counted:
    """A column of numbers. `is_fault`: more than none is wrong, and red."""

    label: str
    amounts: Counter[str]
    is_fault: bool = True


def unit_table(found: Overview) -> Table | None:
    """How much there is of everything in each unit, and in all of them."""
    counted = _counted(found)
    names = sorted({name for column in counted for name in column.amounts})
    rows = [_unit_row(name, name, counted) for name in names]
    if len(names) > 1:
        everywhere = [_Counted(each.label, Counter({"": each.amounts.total()}), each.is_fault) for each in counted]
        rows.append(_unit_row("", _("Alla enheter"), everywhere))
    columns = (Column(label=_("Enhet")), *(Column(label=each.label, is_number=True) for each in counted))
    return Table(caption=_("Läget i enheterna"), columns=columns, rows=tuple(rows)) if rows else None


def _counted(found: Overview) -> list[_Counted]:
    running, late, untold = (_of(found.numbers, what) for what in Watched)
    no_meeting, news = (Counter({n.unit: n.amount for n in found.proposals if n.what is what}) for what in Awaited)
    chains = Counter(chain.unit for chain in found.chains if chain.is_running)
    over = Counter(chain.unit for chain in found.chains if chain.is_running and chain.is_over)
    return [
        _Counted(_("Utredningar pågår"), running, is_fault=False),
        _Counted(_("Samma fråga igen"), chains, is_fault=False),
        _Counted(_("Därav för långa"), over),
        _Counted(_("Försenade frister"), late),
        _Counted(_("Besked som dröjt"), untold),
        _Counted(_("Inget möte i tid"), no_meeting),
        _Counted(_("Nytt efter förslaget"), news, is_fault=False),
    ]


def _of(numbers: Sequence[UnitNumber], what: Watched) -> Counter[str]:
    found: Counter[str] = Counter()
    for number in numbers:
        if number.what is what and number.rule not in OF_OTHERS:
            found[number.unit] += number.amount
    return found


def _unit_row(key: str, name: str, counted: Sequence[_Counted]) -> tuple[Cell, ...]:
    return (
        Cell(text=name),
        *(
            Cell(
                text=formats.number(each.amounts[key]),
                tone=Tone.LATE if each.is_fault and each.amounts[key] else Tone.PLAIN,
            )
            for each in counted
        ),
    )


# --- Clocks past their day --------------------------------------------------------------------------------------------


def late_table(found: Overview, *, today: date) -> Table | None:
    """Which duties the late clocks are of."""
    late = [each for each in found.numbers if each.what is Watched.LATE and each.rule not in OF_OTHERS]
    columns = (
        Column(label=_("Enhet")),
        Column(label=_("Vad som skulle ha gjorts")),
        Column(label=_("Lagrum")),
        Column(label=_("Antal"), is_number=True),
    )
    rows = tuple(_late_row(each, today) for each in sorted(late, key=lambda each: (each.unit, -each.amount, each.rule)))
    return Table(caption=_("Försenade frister"), columns=columns, rows=rows) if rows else None


def _late_row(number: UnitNumber, today: date) -> tuple[Cell, ...]:
    rule = _wording(number.rule, today)
    link = rule_link(rule.id, rule.citation)
    return (
        Cell(text=number.unit),
        Cell(text=said(rule.title)),
        Cell(text=link.label, url=link.url),
        Cell(text=formats.number(number.amount)),
    )


def _wording(rule_id: str, today: date) -> Rule:
    """The wording of today, or the last there was."""
    in_force = [rule for rule in rules(today) if rule.id == rule_id]
    return (in_force or [rule for rule in rules() if rule.id == rule_id])[-1]


# --- The same question again ------------------------------------------------------------------------------------------


def chain_table(found: Overview, *, today: date) -> Table | None:
    """Investigations back to back, one row a chain: the month of the first start, and how long they are together."""
    columns = (
        Column(label=_("Enhet")),
        Column(label=_("Fråga")),
        Column(label=_("Utredningar i rad"), is_number=True),
        Column(label=_("Första starten")),
        Column(label=_("Tillsammans")),
        Column(label=_("Vad som är nytt")),
        Column(label=_("Läge")),
    )
    rows = tuple(_chain_row(chain, today) for chain in found.chains)
    return Table(caption=_("Utredningar om samma fråga, en efter en"), columns=columns, rows=rows) if rows else None


def _chain_row(chain: OverseenChain, today: date) -> tuple[Cell, ...]:
    longest = rule_in_force(INVESTIGATION, today)
    over = _("Över {length} ({citation})").format(length=said(longest.length.text), citation=longest.citation)
    return (
        Cell(text=chain.unit),
        Cell(text=said(QUESTION_NAMES[chain.question]) if chain.question else _("Visas inte")),
        Cell(text=formats.number(chain.links)),
        Cell(text=formats.month(chain.started_month)),
        Cell(
            text=formats.amount(chain.months, "month") if chain.months else _("Mindre än en månad"),
            detail=over if chain.is_over else "",
            tone=Tone.LATE if chain.is_over else Tone.PLAIN,
        ),
        Cell(
            text=_("Sagt varje gång") if chain.is_new_said else _("Samma ord igen"),
            tone=Tone.PLAIN if chain.is_new_said else Tone.LATE,
        ),
        Cell(text=_("Pågår") if chain.is_running else _("Avslutad")),
    )
