"""Forms of home visits."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.safety.types.warnings import VISIT_MEASURE_NAMES
from skyddsnat.web.fields import choices, choose, long_text, moment, some_of

Options = Sequence[tuple[str, str]]
RISK = _("Vilka är där, djur, droger, tidigare hot, väg ut, vem ni ringer.")


class VisitForm(forms.Form):
    """When, where, who goes, and what the risk is. The assessment may come later, never after the visit."""

    marks_optional = False
    planned_at = moment(_("När?"))
    place = forms.CharField(label=_("Var?"), max_length=250)
    goers = some_of(_("Vilka åker?"), hint=_("Två eller fler där det finns en varning."))
    assessment = long_text(_("Riskbedömning"), 4, hint=RISK)
    measures = some_of(_("Vad gör ni för att det ska vara säkert?"))

    def __init__(self, *arguments: Any, people: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, goers=list(people), measures=choices(VISIT_MEASURE_NAMES))


class AssessForm(forms.Form):
    """The assessment of the risk, and what is done about it."""

    marks_optional = False
    words = long_text(_("Riskbedömning"), 6, hint=RISK, required=True)
    measures = some_of(_("Vad gör ni för att det ska vara säkert?"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, measures=choices(VISIT_MEASURE_NAMES))
