"""Which period and which unit the figures are of."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from skyddsnat.web.fields import choose

Options = Sequence[tuple[str, str]]


class ChoiceForm(forms.Form):
    """An ended period and one unit, or all of them. Sent by GET: it names nobody."""

    period = forms.ChoiceField(label=_("Period"))
    unit = forms.ChoiceField(label=_("Enhet"), required=False)

    def __init__(self, *args: Any, periods: Options, units: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, period=list(periods), unit=[("", now("Alla enheter")), *((each, each) for each in units)])


class GrainForm(forms.Form):
    """How long the periods of a trend are, and of which unit it is."""

    grain = forms.ChoiceField(label=_("Perioder"))
    unit = forms.ChoiceField(label=_("Enhet"), required=False)

    def __init__(self, *args: Any, grains: Options, units: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, grain=list(grains), unit=[("", now("Alla enheter")), *((each, each) for each in units)])
