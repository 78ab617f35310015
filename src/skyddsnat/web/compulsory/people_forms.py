"""Forms of who was asked, told, represented and examined."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.compulsory.types import ENFORCER_NAMES, UNDERSTOOD_NAMES
from skyddsnat.domains.decisions.types import ANSWER_NAMES
from skyddsnat.web.fields import choices, choose, day, long_text, moment, one_of

Options = list[tuple[str, str]]


def _who(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, widget=forms.RadioSelect)


class ConsentForm(forms.Form):
    """What one person answered about one plan of care."""

    marks_optional = False
    person_id = _who(_("Vem har du frågat?"))
    plan = long_text(_("Vilken vård frågade du om?"), 3, hint=_("Var, hur länge, umgänge. Bara det som sades."))
    answer = one_of(_("Vad svarade personen?"))
    asked_on = day(_("Vilken dag?"), required=True)
    words = long_text(_("Med personens egna ord"), 3)

    def __init__(self, *arguments: Any, people: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, person_id=people, answer=choices(ANSWER_NAMES))


class TellingForm(forms.Form):
    """Who was informed of what, and whether it was understood."""

    marks_optional = False
    person_id = _who(_("Vem har du informerat?"))
    measure_id = forms.TypedChoiceField(label=_("Om vilken åtgärd?"), required=False, coerce=int, empty_value=None)
    what = long_text(_("Vad sa du?"), 3, hint=_("Vad som händer, varför, vad barnet får tycka, rätten till biträde."))
    told_at = moment(_("När?"))
    understood = one_of(_("Förstod personen?"))
    words = long_text(_("Med personens egna ord"), 3)

    def __init__(self, *arguments: Any, people: Options, measures: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(
            self,
            person_id=people,
            measure_id=[("", gettext("Hela ärendet")), *measures],
            understood=choices(UNDERSTOOD_NAMES),
        )


class EnforcerForm(forms.Form):
    """Who enforces the measure and must be told when it ends."""

    marks_optional = False
    kind = one_of(_("Vem verkställer?"))
    name = forms.CharField(label=_("Namn eller enhet"), required=False, max_length=160)
    told_start_at = moment(_("När fick de veta att åtgärden gäller?"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, kind=choices(ENFORCER_NAMES))


class ToldForm(forms.Form):
    """When they were told that it is over."""

    marks_optional = False
    told_at = moment(_("När fick de veta att åtgärden har upphört?"))


class ConfirmedForm(forms.Form):
    """How they confirmed that they know."""

    marks_optional = False
    confirmed_at = moment(_("När bekräftade de?"))
    how = long_text(_("Hur bekräftade de?"), 2, hint=_("Till exempel vem som svarade i telefon."))


class CounselForm(forms.Form):
    """Who needs public counsel."""

    marks_optional = False
    person_id = _who(_("Vem behöver offentligt biträde?"))
    arose_at = moment(_("När uppstod behovet?"))

    def __init__(self, *arguments: Any, people: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, person_id=people)


class ReportForm(forms.Form):
    """Nothing is asked: the report is made now."""


class AppointedForm(forms.Form):
    """Whom the court appointed."""

    marks_optional = False
    name = forms.CharField(label=_("Vem är förordnad?"), required=False, max_length=160)
    appointed_at = moment(_("När?"))


class ExaminationForm(forms.Form):
    """Who is to examine the child."""

    marks_optional = False
    physician = forms.CharField(label=_("Läkare eller mottagning"), required=False, max_length=160)


class WaiveForm(forms.Form):
    """Why no examination is needed."""

    marks_optional = False
    reason = long_text(_("Vilka särskilda skäl gör att den inte behövs?"), 3)


class HeldForm(forms.Form):
    """What the physician found."""

    marks_optional = False
    held_on = day(_("Vilken dag?"), required=True)
    physician = forms.CharField(label=_("Läkare"), required=False, max_length=160)
    result = long_text(_("Vad fann läkaren?"), 4)
