"""Forms of the log: which events, and was an access justified."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from skyddsnat.foundation.audit.types import JUDGED_NAMES, Finding, Judged
from skyddsnat.foundation.staff.queries import colleagues
from skyddsnat.web.fields import choices, choose, long_text, one_of

KINDS = [
    ("", _("Allt")),
    ("access.file.read", _("Öppnade akter")),
    ("access.grant", _("Tillfälliga åtkomster")),
    ("people.", _("Personuppgifter och frågor")),
    ("intake.", _("Mottagning")),
    ("investigations.", _("Utredningar")),
    ("decisions.", pgettext_lazy("flera", "Beslut")),
    ("documents.", _("Handlingar")),
    ("row.", _("Ändringar av uppgifter")),
    ("staff.", _("Personal")),
]


class FilterForm(forms.Form):
    """Whose events, of what kind, in which days. Sent by GET: it names staff, never a child."""

    who = forms.TypedChoiceField(label=_("Vem"), required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label=_("Vad"), required=False, choices=KINDS)
    since = forms.DateField(label=_("Från och med"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Till och med"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *arguments: Any, on: date, **named: Any) -> None:
        super().__init__(*arguments, **named)
        who = self.fields["who"]
        assert isinstance(who, forms.TypedChoiceField)
        who.choices = [("", _("Alla")), *((each.id, each.name) for each in colleagues(on=on))]


class SampleForm(forms.Form):
    """Which days to draw from, and how many readings a unit. The days are the seed: the same days, the same draw."""

    since = forms.DateField(label=_("Från och med"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Till och med"), widget=forms.DateInput(attrs={"type": "date"}))
    per_unit = forms.IntegerField(label=_("Läsningar för varje enhet"), min_value=1, max_value=50)


class SignForm(forms.Form):
    """What the reviewer found of each reading that was drawn, and of the whole."""

    marks_optional = False
    note = long_text(_("Om hela stickprovet"), 2)

    def __init__(self, *arguments: Any, readings: Mapping[int, str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.readings = readings
        for event_id, about in readings.items():
            # Whether each is answered is for the rule to say, with all reasons at once.
            self.fields[f"judged_{event_id}"] = one_of(about, required=False)
            self.fields[f"words_{event_id}"] = forms.CharField(label=gettext("Vad, och till vem?"), required=False)
        choose(self, **{f"judged_{event_id}": choices(JUDGED_NAMES) for event_id in readings})

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each reading."""
        return [(self[f"judged_{each}"], self[f"words_{each}"]) for each in self.readings]

    def findings(self) -> dict[int, Finding]:
        """What was said, by reading; readings of which nothing was said are left out."""
        said = {each: self.cleaned_data[f"judged_{each}"] for each in self.readings}
        return {
            each: Finding(Judged(judged), self.cleaned_data[f"words_{each}"]) for each, judged in said.items() if judged
        }


class DaysForm(forms.Form):
    """Which days to look at, a month at most."""

    LONGEST = timedelta(days=31)

    since = forms.DateField(label=_("Från och med"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Till och med"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        """The readings of more than a month are not looked through at once."""
        fields = self.cleaned_data
        if not self.errors and not timedelta() <= fields["until"] - fields["since"] < self.LONGEST:
            self.add_error("until", forms.ValidationError(_("Välj högst 31 dagar.")))
        return fields


class ReviewForm(forms.Form):
    """Was the access justified, and why."""

    was_justified = forms.TypedChoiceField(
        label=_("Var åtkomsten befogad?"),
        choices=[("yes", _("Ja, den behövdes för arbetet")), ("no", _("Nej, eller det går inte att säga"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Vad granskningen visade"), widget=forms.Textarea(attrs={"rows": 3}))
