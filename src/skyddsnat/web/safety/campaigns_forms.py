"""Forms of waves on the net."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.safety.types.campaigns import LONGEST_URL
from skyddsnat.web.fields import choose, day, long_text, some_of
from skyddsnat.web.safety.forms import Options


class CampaignForm(forms.Form):
    """What is spread, since when and until when."""

    title = forms.CharField(label=_("Vad kallar vi vågen?"), max_length=160)
    words = long_text(_("Vad sprids?"), 5, required=True, hint=_("Kort och utan namn på barn."))
    started_on = day(_("När började det?"), required=True)
    ended_on = day(_("När tog det slut?"), hint=_("Lämna tomt så länge det pågår."))


class LinkForm(forms.Form):
    """Where it was seen."""

    url = forms.CharField(label=_("Adress"), max_length=LONGEST_URL, help_text=_("Hela adressen, med https:// först."))
    seen_on = day(_("När sågs det där?"), required=True)
    what = long_text(_("Vad är det?"), 2, hint=_("Till exempel en film, en grupp, ett inlägg."))


class AnswerForm(forms.Form):
    """What was answered."""

    answer = long_text(_("Vad svarade vi, och var?"), 6, required=True)


class IncidentsForm(forms.Form):
    """Incidents that belong to the wave: one at least."""

    marks_optional = False

    incidents = some_of(_("Vilka händelser hör hit?"), hint=_("Öppna händelser som inte hör till någon våg."))

    def __init__(self, *arguments: Any, incidents: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, incidents=list(incidents))
        if not incidents:
            self.fields["incidents"].help_text = _("Ingen öppen händelse är utan våg.")
