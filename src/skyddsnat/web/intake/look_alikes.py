"""Children who look alike, side by side, before a report is saved on either (lesson 14)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from skyddsnat.domains.people import actions as people
from skyddsnat.domains.people.types import LookAlike, Protection
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.types import UnitView
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.web import formats
from skyddsnat.web.components import CompareRow
from skyddsnat.web.intake.report_form import ReportForm, child_title, prefix_of

ANOTHER_CHILD = "new"
_UNKNOWN = "–"

Found = Mapping[int, Sequence[LookAlike]]


@dataclass(frozen=True)
class Candidate:
    """One child with a file who may be the one in the report."""

    value: str
    title: str
    choice: str
    is_chosen: bool
    rows: tuple[CompareRow, ...]


@dataclass(frozen=True)
class Likeness:
    """Those who look like one child of the report. `field` is where the answer goes."""

    index: int
    field: str
    question: str
    mine: str
    candidates: tuple[Candidate, ...]
    another: str
    is_another: bool


def look(form: ReportForm, *, actor: Viewer, at: datetime) -> dict[int, list[LookAlike]]:
    """Who looks like the children of the form, by their place. Every look is logged, in each file that it finds."""
    typed = form.cleaned_data
    found = {}
    for child in range(form.count):
        start = prefix_of(child)
        name = f"{typed.get(f'{start}given_name', '')} {typed.get(f'{start}family_name', '')}".strip()
        found[child] = people.look_for_child(
            name=name,
            birth_date=typed.get(f"{start}birth_date"),
            number=typed.get(f"{start}number") or None,
            actor=actor,
            at=at,
        )
    return {child: alike for child, alike in found.items() if alike}


def answers(found: Found, fields: Mapping[str, Any]) -> Verdict:
    """Whether it is said of every child that looks like another if it is the same one."""
    return Verdict.of(*(_unanswered(child) for child, alike in found.items() if not _is_answered(child, alike, fields)))


def _is_answered(child: int, alike: Sequence[LookAlike], fields: Mapping[str, Any]) -> bool:
    return fields.get(f"{prefix_of(child)}match", "") in {ANOTHER_CHILD, *(str(each.person_id) for each in alike)}


def settled(found: Found, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields without answers about children who no longer look alike: a name was changed after the answer."""
    old = {
        f"{prefix_of(child)}match": ""
        for child in range(fields["child_count"])
        if not _is_answered(child, found.get(child, ()), fields)
    }
    return {**fields, **old}


def _unanswered(child: int) -> Reason:
    return Reason(
        "intake.look_alike_unanswered",
        Text(
            f"Barn {child + 1} kan redan ha en akt. Svara om det är samma barn.",
            f"Child {child + 1} may have a file already. Say whether it is the same child.",
        ),
    )


def likenesses(found: Found, form: ReportForm, units: Mapping[int, UnitView]) -> list[Likeness]:
    """The children side by side, as the page shows them."""
    return [_likeness(child, alike, form, units) for child, alike in found.items()]


def _likeness(child: int, alike: Sequence[LookAlike], form: ReportForm, units: Mapping[int, UnitView]) -> Likeness:
    start = prefix_of(child)
    typed = {
        name: form.data.get(start + name, "").strip() for name in ("given_name", "family_name", "birth_date", "number")
    }
    answer = form.data.get(f"{start}match", "")
    return Likeness(
        index=child,
        field=f"{start}match",
        question=_("{child}: är det samma barn?").format(child=child_title(child, form.count)),
        mine=_("I anmälan"),
        candidates=tuple(_candidate(each, typed, answer, units) for each in alike),
        another=_("Nej, ett annat barn"),
        is_another=answer == ANOTHER_CHILD,
    )


def _candidate(alike: LookAlike, typed: Mapping[str, str], answer: str, units: Mapping[int, UnitView]) -> Candidate:
    unit = units[alike.unit_id].name if alike.unit_id in units else _UNKNOWN
    is_masked = alike.protection is not Protection.NONE
    name = _("Skyddade uppgifter") if is_masked else alike.name
    number = formats.personal_number(alike.number) if alike.number else _UNKNOWN
    born = formats.exact(alike.birth_date) if alike.birth_date else _UNKNOWN
    mine = formats.full_name(typed["given_name"], typed["family_name"])
    rows = (
        _row(_("Namn"), mine, name),
        _row(_("Född"), typed["birth_date"], born),
        _row(_("Personnummer"), typed["number"], _("Samma nummer") if alike.is_exact and is_masked else number),
        CompareRow(label=_("Akten finns hos"), left=_UNKNOWN, right=unit),
    )
    value = str(alike.person_id)
    return Candidate(
        value=value,
        title=_("Akt {number}").format(number=alike.file_number),
        choice=_("Ja, samma barn: {name}, född {born}, akt {number}").format(
            name=name, born=born, number=alike.file_number
        ),
        is_chosen=answer == value,
        rows=rows,
    )


def _row(label: str, mine: str, theirs: str) -> CompareRow:
    left = mine or _UNKNOWN
    is_known = _UNKNOWN not in (left, theirs)
    return CompareRow(label=label, left=left, right=theirs, differs=is_known and _plain(left) != _plain(theirs))


def _plain(text: str) -> str:
    return text.casefold().replace("-", "").replace(" ", "")
