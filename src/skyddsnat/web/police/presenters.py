"""Words, links and colours of police assistance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from skyddsnat.domains.compulsory.types import (
    ATTENDANCE_NAMES,
    EFFECT_NAMES,
    NEED_STATE_NAMES,
    NOT_ASKED_NAMES,
    POLICE_ANSWER_NAMES,
    POLICE_FOR_NAMES,
    WHY_ANSWER_NAMES,
    NeedState,
    PoliceAnswer,
    PoliceFigures,
    PoliceNeedView,
)
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.documents.types import DocumentView
from skyddsnat.kernel.text import Text
from skyddsnat.stats.published import WITHOUT_POLICE
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Cell, Chip, Column, Fact, Step, StepState, Table, Tone
from skyddsnat.web.presenters import said, short_name_of, step_of

TONES = {
    NeedState.STATED: Tone.LATE,
    NeedState.NOT_REQUESTED: Tone.PLAIN,
    NeedState.REQUESTED: Tone.TODAY,
    NeedState.ANSWERED: Tone.TODAY,
    NeedState.OVER: Tone.SOON,
    NeedState.REFLECTED: Tone.DONE,
}


def state_chip(view: PoliceNeedView) -> Chip:
    """Where the need stands."""
    return Chip(text=said(NEED_STATE_NAMES[view.state]), tone=TONES[view.state])


def table(found: Sequence[PoliceNeedView], children: Mapping[int, PersonView], today: date) -> Table | None:
    """Every need with its state, the latest first."""
    if not found:
        return None
    columns = (
        Column(label=_("Barn")),
        Column(label=_("Behovet")),
        Column(label=_("Läge")),
        Column(label=_("Svar")),
        Column(label=_("Följd för barnet")),
    )
    rows = tuple(_row(each, children.get(each.file_id), today) for each in found)
    return Table(caption=_("Behov av polis"), columns=columns, rows=rows, caption_is_hidden=True)


def _row(each: PoliceNeedView, child: PersonView | None, today: date) -> tuple[Cell, ...]:
    name = short_name_of(child) if child else _("Okänt barn")
    return (
        Cell(text=name, url=reverse("police:need", args=[each.id])),
        Cell(text=said(POLICE_FOR_NAMES[each.purpose]), detail=formats.moment(each.needed_at, today=today)),
        Cell(text="", chips=(state_chip(each),)),
        Cell(text=said(POLICE_ANSWER_NAMES[each.answer]) if each.answer else "", tone=_tone(each.answer)),
        Cell(text=said(EFFECT_NAMES[each.effect]) if each.effect else ""),
    )


def _tone(answer: PoliceAnswer | None) -> Tone:
    return Tone.LATE if answer in (PoliceAnswer.REFUSED, PoliceAnswer.NONE) else Tone.PLAIN


def waits(letters: Sequence[DocumentView]) -> str:
    """That papers to the police are signed and have not left: until then they are not asked, and know nothing."""
    if not letters:
        return ""
    words = [
        ngettext(
            "{count} handling har inte gått till polisen.",
            "{count} handlingar har inte gått till polisen.",
            len(letters),
        )
    ]
    if any(letter.needs_passing for letter in letters):
        words.append(_("Någon har skyddade uppgifter: en andra person ska granska utskicket först."))
    return " ".join(words).format(count=len(letters))


def steps(view: PoliceNeedView, today: date, letters: Sequence[DocumentView]) -> list[Step]:
    """The chain: need, request, answer, attendance and effect, afterthought. Each with its button in its time."""
    return [
        step_of(_("Behovet"), StepState.DONE, detail=formats.moment(view.needed_at, today=today), action=None),
        _request_step(view, today, letters),
        _answer_step(view, today),
        _attendance_step(view, today),
        _afterthought_step(view),
    ]


def _request_step(view: PoliceNeedView, today: date, letters: Sequence[DocumentView]) -> Step:
    title = _("Begäran")
    if view.requested_at:
        return step_of(title, StepState.DONE, detail=formats.moment(view.requested_at, today=today))
    if view.not_asked:
        return step_of(title, StepState.DONE, detail=said(NOT_ASKED_NAMES[view.not_asked]))
    waiting = next((each for each in letters if each.kind == "police_request"), None)
    if waiting is not None:
        send = Action(label=_("Skicka begäran"), url=reverse("children:document-send", args=[waiting.id]), is_main=True)
        return step_of(title, StepState.NEXT, detail=_("Undertecknad, har inte gått än"), action=send)
    return step_of(title, StepState.NEXT, action=_to(_("Begär hjälp"), "police:request", view))


def _answer_step(view: PoliceNeedView, today: date) -> Step:
    title = _("Svar")
    if view.answer and view.answered_at:
        words = said(POLICE_ANSWER_NAMES[view.answer])
        return step_of(title, StepState.DONE, detail=f"{words}, {formats.moment(view.answered_at, today=today)}")
    if view.state is NeedState.REQUESTED:
        return step_of(title, StepState.NEXT, action=_to(_("Skriv in svaret"), "police:answer", view))
    return step_of(title, StepState.WAITING)


def _attendance_step(view: PoliceNeedView, today: date) -> Step:
    title = _("Kom de, och vad blev följden?")
    if view.effect:
        came = said(ATTENDANCE_NAMES[view.attendance]) if view.attendance else ""
        when = formats.moment(view.arrived_at, today=today) if view.arrived_at else ""
        parts = (came, when, said(EFFECT_NAMES[view.effect]))
        return step_of(title, StepState.DONE, detail=" · ".join(part for part in parts if part))
    if view.state is NeedState.ANSWERED:
        return step_of(title, StepState.NEXT, action=_to(_("Skriv in hur det gick"), "police:attendance", view))
    return step_of(title, StepState.WAITING)


def _afterthought_step(view: PoliceNeedView) -> Step:
    title = _("Eftertanke")
    if view.afterthought:
        return step_of(title, StepState.DONE, detail=view.afterthought)
    if view.state in (NeedState.OVER, NeedState.NOT_REQUESTED):
        return step_of(title, StepState.NEXT, action=_to(_("Skriv"), "police:afterthought", view))
    return step_of(title, StepState.WAITING)


def _to(label: str, name: str, view: PoliceNeedView) -> Action:
    return Action(label=label, url=reverse(name, args=[view.id]))


def facts(view: PoliceNeedView) -> list[Fact]:
    """What is written about the need and the request."""
    request = view.request
    pairs = [
        (pgettext("vad polisen behövs till", "Till"), said(POLICE_FOR_NAMES[view.purpose])),
        (_("Särskilda omständigheter"), request.circumstances),
        (_("Varför inte själva"), request.why_not_alone),
        (_("Risk för barnet"), request.risk_to_child),
        (_("Varför det är rätt för barnet"), request.childs_interests),
        (_("Plats"), request.place),
        (_("Utan begäran"), view.not_requested_reason),
        (_("Polisens skäl"), said(WHY_ANSWER_NAMES[view.answer_why]) if view.answer_why else ""),
        (_("Polisens ord"), view.answer_reason),
    ]
    return [Fact(label, text) for label, text in pairs if text]


# --- Figures ----------------------------------------------------------------------------------------------------------


def totals(found: PoliceFigures) -> Table:
    """Needed, requested, given, lacking."""
    columns = (Column(label=_("Vad")), Column(label=_("Antal"), is_number=True))
    lines = (
        (_("Behov av polis"), found.needed),
        (_("Begärda"), found.requested),
        (_("Polisen kom"), found.given),
        (_("Därav för sent"), found.late),
        (_("Behov där polisen inte kom"), found.lacking),
        (_("Väntar ännu"), found.waiting),
    )
    rows = tuple((Cell(text=label), Cell(text=formats.number(number))) for label, number in lines)
    return Table(caption=_("Behov, begäran och hjälp"), columns=columns, rows=rows)


def reasons(found: PoliceFigures) -> list[Table]:
    """Why not, by reason, and what it led to."""
    parts: tuple[tuple[str, Mapping[Any, int], Mapping[Any, Text]], ...] = (
        (_("Varför ingen begäran"), found.not_asked, NOT_ASKED_NAMES),
        (_("Polisens svar"), found.answers, POLICE_ANSWER_NAMES),
        (_("Polisens skäl"), found.answer_whys, WHY_ANSWER_NAMES),
        (_("Kom polisen"), found.attendances, ATTENDANCE_NAMES),
        (_("Följd för barnet"), found.effects, EFFECT_NAMES),
    )
    return [_counts(title, counts, names) for title, counts, names in parts if any(counts.values())]


def _counts(title: str, counts: Mapping[Any, int], names: Mapping[Any, Text]) -> Table:
    columns = (Column(label=title), Column(label=_("Antal"), is_number=True))
    ordered: list[StrEnum] = [code for code in names if counts.get(code)]
    rows = tuple((Cell(text=said(names[code])), Cell(text=formats.number(counts[code]))) for code in ordered)
    return Table(caption=title, columns=columns, rows=rows)


@dataclass(frozen=True)
class Published:
    """The published share beside our own, which counts something else."""

    shares: tuple[Fact, ...]
    source: str
    counted: str


def beside(found: PoliceFigures) -> Published:
    """Our share of needs without police, and the published share of people."""
    over = found.needed - found.waiting
    own = formats.percent(found.lacking / over) if over else _("Inget behov är avslutat")
    return Published(
        shares=(
            Fact(_("Här: behov där polisen inte kom"), own),
            Fact(_("Publicerat"), formats.percent(WITHOUT_POLICE.percent / 100)),
        ),
        source=said(WITHOUT_POLICE.source),
        counted=said(WITHOUT_POLICE.counted),
    )
