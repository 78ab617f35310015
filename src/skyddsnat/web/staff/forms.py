"""Forms of staff, units and the delegation order. Nothing private of staff is asked (OSL 39:3)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.decisions.types import LEVEL_NAMES, Level
from skyddsnat.foundation.staff.types import ROLE_NAMES
from skyddsnat.web.fields import choices, choose, day, long_text

Options = Sequence[tuple[str, str]]


class RoleForm(forms.Form):
    """A role in a unit, from a day on; the last day may be left open."""

    unit = forms.TypedChoiceField(label=_("Enhet"), coerce=int)
    role = forms.ChoiceField(label=_("Roll"))
    first = day(_("Första dagen"), required=True)
    last = day(_("Sista dagen"), hint=_("Lämna tomt om den gäller tills vidare."))

    def __init__(self, *arguments: Any, units: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, unit=[("", str(_("Välj"))), *units], role=[("", str(_("Välj"))), *choices(ROLE_NAMES)])

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        fields = self.cleaned_data
        if fields.get("first") and fields.get("last") and fields["last"] < fields["first"]:
            self.add_error("last", ValidationError(_("Sista dagen kan inte vara före den första.")))
        return fields


class HireForm(RoleForm):
    """Somebody new, with a first role."""

    name = forms.CharField(label=_("Namn"), max_length=120)
    username = forms.RegexField(
        label=_("Användarnamn"),
        regex=r"^[A-Za-z0-9._@-]{2,80}\Z",
        help_text=_("Bokstäver a–z, siffror, punkt, bindestreck och @."),
    )
    service_code = forms.RegexField(
        label=_("Tjänstekod"),
        regex=r"^[A-Za-zÅÄÖåäö0-9-]{1,12}\Z",
        help_text=_("Står i stället för namnet i brev, där lagen tillåter det."),
    )
    since = day(_("I yrket sedan"), hint=_("Lämna tomt för den som inte handlägger."))
    handles_protected = forms.BooleanField(
        label=_("Tar emot anmälningar om barn med skyddade uppgifter"), required=False
    )

    field_order = ("name", "username", "service_code", "since", "unit", "role", "first", "last", "handles_protected")


class BackForm(RoleForm):
    """Somebody who had left, with a role to begin with. Whether she receives the protected is said anew."""

    handles_protected = forms.BooleanField(
        label=_("Tar emot anmälningar om barn med skyddade uppgifter"), required=False
    )


class LastDayForm(forms.Form):
    """The last day of something."""

    last = day(_("Sista dagen"), required=True)


class EmailForm(forms.Form):
    """Where alarms reach somebody at work."""

    marks_optional = False
    work_email = forms.EmailField(
        label=_("E-post i arbetet"),
        required=False,
        help_text=_("En adress hos arbetsgivaren. Hit går larm när någon tid rinner ut. De nämner aldrig ett barn."),
    )


class UnitForm(forms.Form):
    """A new unit."""

    name = forms.CharField(label=_("Namn"), max_length=120)
    phone = forms.CharField(label=_("Telefon till enheten"), max_length=40, required=False)
    receives_reports = forms.BooleanField(label=_("Tar emot orosanmälningar"), required=False)


class LineForm(forms.Form):
    """A line of the delegation order, as the board has adopted it."""

    reference = forms.CharField(label=_("Nummer i delegationsordningen"), max_length=20)
    what = forms.ChoiceField(label=_("Vad som beslutas"))
    level = forms.ChoiceField(label=_("Vem som beslutar, lägst"))
    adopted = day(_("Nämnden antog den"), required=True)
    first = day(_("Gäller från och med"), required=True)

    def __init__(self, *arguments: Any, subjects: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        start = ("", str(_("Välj")))
        choose(self, what=[start, *subjects], level=[start, *choices(LEVEL_NAMES)])


class MeetingForm(forms.Form):
    """A day on which the committee or the board meets."""

    level = forms.ChoiceField(label=_("Vilka som möts"))
    held_on = day(_("Mötesdag"), required=True)
    papers_by = day(_("Handlingar senast"), required=True)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        meet = {level: LEVEL_NAMES[level] for level in (Level.COMMITTEE, Level.BOARD)}
        choose(self, level=[("", str(_("Välj"))), *choices(meet)])


class DayForm(forms.Form):
    """Which day's order to show. Sent by GET: it holds nothing about anyone."""

    on = day(_("Gäller den"), required=True)


# --- Protected names --------------------------------------------------------------------------------------------------

DAY = timedelta(days=1)


class ProlongNameForm(forms.Form):
    """Until when a name is left out, and why."""

    reason = long_text(
        _("Varför får namnet inte stå?"),
        3,
        required=True,
        hint=_("Vad kan befaras: hot, våld, trakasserier eller annan allvarlig olägenhet. Läses av få."),
    )
    last = day(_("Sista dagen"), required=True)
    review = day(_("Ses över den"), required=True, hint=_("En dag före den sista, då ni tänker igenom om det behövs."))


class ProtectNameForm(ProlongNameForm):
    """Whose name is left out of what leaves the building, from when."""

    employee = forms.TypedChoiceField(label=_("Vem"), coerce=int)
    first = day(_("Första dagen"), required=True)

    field_order = ("employee", "reason", "first", "last", "review")

    def __init__(self, *arguments: Any, people: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, employee=[("", str(_("Välj"))), *people])


class EndNameForm(forms.Form):
    """Why the name may stand again."""

    marks_optional = False
    why = long_text(_("Varför behövs skyddet inte längre?"), 3, required=True)
