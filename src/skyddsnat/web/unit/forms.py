"""Forms of the unit: who is away, when are they back, and which days to count."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from skyddsnat.web.fields import choose, day


class AbsenceForm(forms.Form):
    """Who is away, from and including which days. Why is not asked (OSL 39:3)."""

    employee = forms.TypedChoiceField(label=_("Vem"), coerce=int)
    first = day(_("Första dagen borta"), required=True)
    last = day(_("Sista dagen borta"), required=True)

    def __init__(self, *arguments: Any, colleagues: Sequence[tuple[int, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, employee=[("", str(_("Välj"))), *((str(number), name) for number, name in colleagues)])

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        fields = self.cleaned_data
        if fields.get("first") and fields.get("last") and fields["last"] < fields["first"]:
            self.add_error("last", ValidationError(_("Sista dagen kan inte vara före den första.")))
        return fields


class BackForm(forms.Form):
    """The first day back."""

    back_on = day(_("Första dagen tillbaka"), required=True)


class PeriodForm(forms.Form):
    """The days to count in, both included. Sent by GET: it holds nothing about anyone."""

    since = day(_("Från och med"), required=True)
    until = day(_("Till och med"), required=True)
