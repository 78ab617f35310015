"""Forms of waves that were asked elsewhere."""

from django import forms
from django.utils.translation import gettext_lazy as _

from skyddsnat.web.fields import day, long_text
from skyddsnat.web.survey.picked import file_of_text

_INSTEAD = _("Eller klistra in texten i rutan under.")


class ElsewhereForm(forms.Form):
    """When and where it was asked."""

    name = forms.CharField(label=_("Omgångens namn"), help_text=_("Till exempel hösten 2026."), max_length=80)
    opens_on = day(_("Första dagen"), required=True)
    closes_on = day(_("Sista dagen"), required=True)
    source = forms.CharField(label=_("Källa"), help_text=_("Vem som frågade, och var det står."), max_length=300)
    asked = forms.IntegerField(label=_("Hur många som fick frågan"), min_value=1, required=False)


class AnswersForm(ElsewhereForm):
    """Single answers."""

    text_file = file_of_text(_("Filen med svaren"), hint=_INSTEAD)
    text = long_text(
        _("Svaren som CSV"),
        12,
        hint=_("Första raden: frågornas nycklar. Sedan en rad per person med svarens koder."),
        required=True,
    )
    definition_file = file_of_text(_("Filen med det som frågades då"), hint=_INSTEAD, is_optional=True)
    definition = long_text(
        _("Vad som frågades då, som YAML"), 8, hint=_("Tomt om frågorna var desamma som enkätens nu.")
    )


class CountsForm(ElsewhereForm):
    """Counts alone."""

    answered = forms.IntegerField(label=_("Hur många som svarade"), min_value=1, required=False)
    text_file = file_of_text(_("Filen med antalen"), hint=_INSTEAD)
    text = long_text(
        _("Antalen som CSV"),
        12,
        hint=_("Första raden: question,answer,count. Sedan en rad per svar: frågans nyckel, svarets kod och antalet."),
        required=True,
    )
    definition_file = file_of_text(_("Filen med det som frågades då"), hint=_INSTEAD, is_optional=True)
    definition = long_text(
        _("Vad som frågades då, som YAML"), 8, hint=_("Tomt om frågorna var desamma som enkätens nu.")
    )
