"""Words of the pages about the extract."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.foundation.oncall.types import HOW_NAMES, ExtractView, OpeningView, RecipientView
from skyddsnat.foundation.staff.types import EmployeeView
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Cell, Chip, Column, Confirm, Table, Tone
from skyddsnat.web.presenters import said


def state_of(extract: ExtractView | None, at: datetime, *, today: date) -> Chip:
    """Whether there is an extract that opens; the alarm of the page when there is none."""
    if extract is None:
        return Chip(text=_("Inget utdrag är gjort än"), tone=Tone.LATE)
    until = formats.moment(extract.expires_at, today=today)
    if extract.expires_at <= at:
        return Chip(text=_("Det senaste utdraget gick ut {when}").format(when=until), tone=Tone.LATE)
    return Chip(text=_("Går att öppna till {when}").format(when=until), tone=Tone.DONE)


def facts_of(extract: ExtractView, *, today: date) -> list[tuple[str, str]]:
    """What is known of an extract."""
    return [
        (_("Utdraget gjordes"), formats.moment(extract.made_at, today=today)),
        (_("Tvångsärenden"), formats.number(extract.cases)),
        (_("Skyddade hushåll"), formats.number(extract.households)),
        (_("Varningar"), formats.number(extract.warnings)),
        (_("Nyckelns fingeravtryck"), extract.fingerprint),
    ]


def key_words(mine: RecipientView | None, *, today: date) -> str:
    """How it stands with the viewer's own key."""
    if mine is None:
        return _("Du är inte utsedd till mottagare. Be systemadministratören om du går jour.")
    if mine.enrolled_at is None:
        return _("Du är utsedd. Gör din nyckel, så kan du öppna nästa natts utdrag.")
    return _("Du gjorde din nyckel {when}.").format(when=formats.moment(mine.enrolled_at, today=today))


def key_action(mine: RecipientView | None) -> Action | None:
    """The way to a key of one's own."""
    if mine is None:
        return None
    is_first = mine.enrolled_at is None
    return Action(label=_("Gör min nyckel") if is_first else _("Gör en ny nyckel"), url=reverse("oncall:key"))


def opening_table(found: Sequence[OpeningView], *, today: date) -> Table | None:
    """Who opened which extract, when, and how that is known."""
    if not found:
        return None
    columns = tuple(Column(label=label) for label in (_("Vem"), _("Öppnat"), _("Känt sedan"), _("Hur")))
    rows = tuple(
        (
            Cell(text=each.name, detail=each.service_code),
            Cell(text=formats.moment(each.opened_at, today=today), title=formats.exact(each.opened_at)),
            Cell(text=formats.moment(each.reported_at, today=today), title=formats.exact(each.reported_at)),
            Cell(text=said(HOW_NAMES[each.how])),
        )
        for each in found
    )
    return Table(caption=_("Öppnade utdrag"), columns=columns, rows=rows)


def recipient_table(found: Sequence[RecipientView], *, today: date) -> Table | None:
    """Who is named, and whether she has a key."""
    if not found:
        return None
    columns = (
        Column(label=_("Vem")),
        Column(label=_("Utsedd")),
        Column(label=_("Nyckel")),
        Column(label=_("Avsluta"), is_hidden=True),
    )
    rows = tuple(_recipient(each, today) for each in found)
    return Table(caption=_("Mottagare"), columns=columns, rows=rows, caption_is_hidden=True)


def _recipient(each: RecipientView, today: date) -> tuple[Cell, ...]:
    end = Action(label=_("Avsluta"), url=reverse("oncall:end-recipient", args=[each.id]), describes=each.name)
    made = formats.moment(each.enrolled_at, today=today) if each.enrolled_at else _("inte gjord än")
    return (
        Cell(text=each.name, detail=each.service_code),
        Cell(text=formats.moment(each.named_at, today=today)),
        Cell(text=made, tone=Tone.PLAIN if each.enrolled_at else Tone.TODAY),
        Cell(text="", action=end),
    )


def people(found: Sequence[EmployeeView]) -> list[tuple[str, str]]:
    """Employees to choose among."""
    return [(str(each.id), f"{each.name} ({each.service_code})") for each in found]


def end_question(who: RecipientView) -> Confirm:
    """Asked once: from the next extract on she opens nothing."""
    return Confirm(
        title=_("Avsluta mottagaren"),
        subtitle=who.name,
        text=_(
            "Nästa natts utdrag görs inte till den personen. De utdrag som redan är gjorda går att öppna tills de går "
            "ut."
        ),
        verb=_("Avsluta mottagaren"),
        cancel_url=reverse("oncall:recipients"),
    )
