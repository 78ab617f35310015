"""Words of the list of drafts."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.foundation.drafts.types import DraftView
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Cell, Column, Confirm, Table


def draft_table(drafts: Sequence[DraftView], *, today: date) -> Table:
    """The drafts, latest first, each with the way back to its form and the way to throw it away."""
    columns = (
        Column(label=_("Utkast")),
        Column(label=_("Sparat")),
        Column(label=_("Fortsätt"), is_hidden=True),
        Column(label=_("Kasta"), is_hidden=True),
    )
    rows = tuple(_row(draft, today) for draft in drafts)
    return Table(caption=_("Utkast"), columns=columns, rows=rows, caption_is_hidden=True)


def _row(draft: DraftView, today: date) -> tuple[Cell, ...]:
    title = draft.title or _("Utan namn")
    drop = f"{reverse('draft-drop')}?{urlencode({'draft_key': draft.form_key})}"
    return (
        Cell(text=title, url=draft.url),
        Cell(text=formats.moment(draft.saved_at, today=today), title=formats.exact(draft.saved_at)),
        Cell(text="", action=Action(label=_("Fortsätt"), url=draft.url, describes=title)),
        Cell(text="", action=Action(label=_("Kasta utkast"), url=drop, describes=title)),
    )


def drop_question(draft: DraftView, *, today: date) -> Confirm:
    """The page that asks once: what is thrown away is gone."""
    saved = formats.moment(draft.saved_at, today=today)
    return Confirm(
        title=_("Kasta utkast"),
        subtitle=draft.title or _("Utan namn"),
        text=_("Det du skrev, sparat {moment}, försvinner och går inte att få tillbaka.").format(moment=saved),
        verb=_("Kasta utkast"),
        cancel_url=reverse("drafts"),
        is_grave=True,
    )
