"""Words of the list of drafts."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from skyddsnat.foundation.drafts.types import DraftView
from skyddsnat.web import formats
from skyddsnat.web.components import Cell, Column, Table


def draft_table(drafts: Sequence[DraftView], *, today: date) -> Table:
    """The drafts, latest first, each leading back to its form."""
    columns = (Column(label=_("Utkast")), Column(label=_("Sparat")))
    rows = tuple(
        (
            Cell(text=draft.title or _("Utan namn"), url=draft.url),
            Cell(text=formats.moment(draft.saved_at, today=today), title=formats.exact(draft.saved_at)),
        )
        for draft in drafts
    )
    return Table(caption=_("Utkast"), columns=columns, rows=rows, caption_is_hidden=True)
