"""Forms of the pages of facts. No number is typed: numbers are chosen among those of the records."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skyddsnat.insight.types import PublicFigure
from skyddsnat.web.fields import choose, long_text, some_of
from skyddsnat.web.presenters import said
from skyddsnat.web.safety.forms import Options


class FactsForm(forms.Form):
    """The words of a page in both languages, and the period that its figures are of."""

    period = forms.ChoiceField(label=_("Vilken period?"), help_text=_("Bara perioder som har gått till sitt slut."))
    title_sv = forms.CharField(label=_("Rubrik på svenska"), max_length=160)
    words_sv = long_text(_("Text på svenska"), 6, required=True, hint=_("Inga tal: de väljs ur registret sedan."))
    title_en = forms.CharField(label=_("Rubrik på engelska"), max_length=160)
    words_en = long_text(_("Text på engelska"), 6, required=True)
    wave = forms.TypedChoiceField(label=_("Svarar den på en våg?"), coerce=int, required=False, empty_value=None)

    def __init__(self, *arguments: Any, periods: Options, waves: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, period=[("", str(_("Välj"))), *periods], wave=[("", str(_("Ingen våg"))), *waves])


class FiguresForm(forms.Form):
    """Which of the period's figures stand on the page. Those that stand there now are ticked."""

    figures = some_of(_("Vilka siffror ska stå på sidan?"))

    def __init__(self, *arguments: Any, offered: Sequence[PublicFigure], chosen: Iterable[str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, figures=[(each.key, f"{said(each.words)}: {said(each.number)}") for each in offered])
        if not offered:
            self.fields["figures"].help_text = _("Registren har inga siffror för perioden som kan visas för alla.")
        there = set(chosen)
        self.initial.setdefault("figures", [each.key for each in offered if each.words.sv in there])
