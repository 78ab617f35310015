"""Requests to read a document, and the test of harm, in words."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.foundation.documents.release_types import (
    ASKER_NAMES,
    BASIS_NAMES,
    REFUSAL_APPEAL,
    RELEASED_NAMES,
    Released,
    ReleaseView,
)
from skyddsnat.foundation.staff.types import ProtectedName
from skyddsnat.web import formats
from skyddsnat.web.components import Cell, Chip, Column, Table, Tone
from skyddsnat.web.presenters import said

_TONES = {Released.WITHOUT_NAMES: Tone.DONE, Released.WITH_NAMES: Tone.DONE, Released.REFUSED: Tone.LATE}


def about(named: Sequence[ProtectedName]) -> str:
    """Whom the document names, by code: the page may be turned towards whoever asks."""
    if not named:
        return _("Handlingen nämner ingen vars namn är skyddat. Pröva ändå skadan innan den lämnas ut.")
    codes = formats.list_of([each.service_code for each in named])
    return _(
        "Handlingen nämner {codes}, vars namn är skyddat. Lämna inte ut den förrän skadan är prövad och undertecknad."
    ).format(codes=codes)


def release_table(found: Sequence[ReleaseView], *, today: date) -> Table | None:
    """The requests, the latest first."""
    columns = (Column(label=_("Vem vill läsa")), Column(label=_("När")), Column(label=_("Läge")))
    rows = tuple(_row(each, today) for each in found)
    return Table(caption=_("Begärt hittills"), columns=columns, rows=rows) if rows else None


def _row(each: ReleaseView, today: date) -> tuple[Cell, ...]:
    state = (
        Chip(text=said(RELEASED_NAMES[each.outcome]), tone=_TONES[each.outcome])
        if each.outcome
        else Chip(text=_("Ska prövas"), tone=Tone.TODAY)
    )
    return (
        Cell(text=said(ASKER_NAMES[each.asked_by]), url=reverse("children:release", args=[each.id])),
        Cell(text=formats.moment(each.asked_at, today=today), title=formats.exact(each.asked_at)),
        Cell(text="", chips=(state,)),
    )


def facts(each: ReleaseView, *, today: date) -> list[tuple[str, str]]:
    """What was asked, and how it was decided."""
    asked = [
        (_("Vem vill läsa"), said(ASKER_NAMES[each.asked_by])),
        (_("Begäran"), each.asked_for),
        (_("Kom in"), formats.moment(each.asked_at, today=today)),
        (_("Antecknad av"), each.recorded_by),
    ]
    if each.outcome is None or each.basis is None or each.decided_at is None:
        return asked
    return [
        *asked,
        (_("Beslut"), said(RELEASED_NAMES[each.outcome])),
        (_("Prövat enligt"), said(BASIS_NAMES[each.basis])),
        (_("Skäl"), each.reason),
        (_("Beslutat av"), f"{each.decided_by}, {formats.moment(each.decided_at, today=today)}"),
    ]


def is_sent_so(each: ReleaseView) -> bool:
    """Whether what is handed out is another document than the one asked for, and what is sent in its place."""
    return each.outcome is Released.WITHOUT_NAMES


def appeal(each: ReleaseView) -> str:
    """How a refusal, also of the names alone, is appealed."""
    is_less = each.outcome in (Released.REFUSED, Released.WITHOUT_NAMES)
    return said(REFUSAL_APPEAL) if is_less else ""
