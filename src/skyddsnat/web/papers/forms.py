"""The form of a paper: one long text a block, by the Act of the day."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from skyddsnat.domains.compulsory.types.papers import Block
from skyddsnat.web.fields import long_text
from skyddsnat.web.presenters import said

_ROWS = 4


def form_of(blocks: Iterable[Block]) -> type[forms.Form]:
    """A form with a text for each block. Nothing is asked for while it is written: the rules say what is missing."""
    fields: dict[str, Any] = {each.name: long_text(said(each.title), _ROWS, hint=_hint(each)) for each in blocks}
    return type("PaperForm", (forms.Form,), {"marks_optional": False, **fields})


def _hint(block: Block) -> str:
    """The section that demands the block, and what to think of."""
    told = [f"{block.citation}."] if block.citation else []
    return " ".join([*told, *([said(block.hint)] if block.hint else [])])


class SignForm(forms.Form):
    """The signature: nothing is typed."""


class WhereaboutsForm(forms.Form):
    """Why the letters may name where the child is; asked only when they do and that may be secret."""

    marks_optional = False
    whereabouts_reason = long_text(
        gettext_lazy("Varför får platsen stå i breven?"),
        3,
        hint=gettext_lazy("Ändra hellre texten. Skälet sparas i loggen."),
    )

    def __init__(self, *arguments: Any, tells: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if not tells:
            del self.fields["whereabouts_reason"]
