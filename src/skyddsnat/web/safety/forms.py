"""Forms of the register of incidents. What must be said on a phone within two minutes comes first."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.safety.types.following import (
    MEASURE_NAMES,
    POLICE_OUTCOME_NAMES,
    WISH_NAMES,
)
from skyddsnat.domains.safety.types.register import (
    CHANNEL_NAMES,
    CONCERNS_NAMES,
    EFFECT_NAMES,
    INJURY_NAMES,
    KIND_NAMES,
    SOURCE_NAMES,
)
from skyddsnat.kernel.text import Text
from skyddsnat.web.fields import choices, choose, long_text, moment, one_of, some_of
from skyddsnat.web.presenters import said

Options = Sequence[tuple[str, str]]
DIRECT = {
    "direct": Text("Till mig direkt", "Directly to me"),
    "indirect": Text("Genom någon annan", "By way of others"),
}
YES_NO = {"yes": Text("Ja", "Yes"), "no": Text("Nej", "No")}


def _named(names: dict[str, Text]) -> list[tuple[str, str]]:
    """Plain codes with their names in the language of the page."""
    return [(code, said(text)) for code, text in names.items()]


class _Files(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, none too unless it is required. What they are is told by their bytes, in the domain."""

    widget = _Files(attrs={"multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The files that were chosen."""
        files = [each for each in data or [] if each]
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"])
        return files


class IncidentForm(forms.Form):
    """What happened, and how: first what must be said, then what is known."""

    kind = forms.ChoiceField(label=_("Vad hände?"))
    happened_at = moment(_("När?"))
    words = long_text(
        _("Berätta med egna ord"), 5, required=True, hint=_("Vad som sades eller gjordes. Skriv inte i barnets akt.")
    )
    channel = forms.ChoiceField(label=_("Hur nådde det dig?"))
    is_direct = one_of(_("Riktades det till dig?"))
    source = one_of(_("Vem gjorde det, så vitt du vet?"))
    alias = forms.CharField(label=_("Namn eller alias"), max_length=120, required=False)
    injury = one_of(_("Blev någon skadad?"))
    is_near_miss = forms.BooleanField(label=_("Det kunde ha gått mycket värre"), required=False)
    concerns = forms.ChoiceField(label=_("Vilket beslut handlade det om?"))
    effect = forms.ChoiceField(
        label=_("Vad betydde det för barnets ärende?"),
        help_text=_("Ses bara av den som följer upp. Räknas, så att någon måste svara för det."),
    )
    place = forms.CharField(label=_("Var?"), max_length=200, required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(
            self,
            kind=[("", str(_("Välj"))), *choices(KIND_NAMES)],
            channel=[("", str(_("Välj"))), *choices(CHANNEL_NAMES)],
            is_direct=_named(DIRECT),
            source=choices(SOURCE_NAMES),
            injury=choices(INJURY_NAMES),
            concerns=choices(CONCERNS_NAMES),
            effect=choices(EFFECT_NAMES),
        )


class ReportForm(IncidentForm):
    """A new incident: also whom it exposed, which child's case it was about, and files."""

    codes = forms.CharField(
        label=_("Vem blev utsatt?"),
        help_text=_("Tjänstekod. Fler än en skiljs med komma. Din egen står redan där."),
        max_length=200,
    )
    linked = some_of(_("Vilket barns ärende?"), hint=_("Kopplingen syns inte i barnets akt."))
    attachments = FilesField(
        label=_("Bilder, ljud eller skärmbilder"), required=False, help_text=_("Högst tio filer, 10 MB var.")
    )

    field_order = (
        *("kind", "happened_at", "words", "channel", "is_direct", "source", "alias", "codes", "injury", "is_near_miss"),
        *("attachments", "linked", "concerns", "effect", "place"),
    )

    def __init__(self, *arguments: Any, children: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, linked=list(children))
        if not children:
            del self.fields["linked"]


class TieForm(forms.Form):
    """Which wave an incident belongs to, or none."""

    wave = forms.TypedChoiceField(label=_("Vilken våg?"), coerce=int, required=False, empty_value=None)

    def __init__(self, *arguments: Any, waves: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, wave=[("", str(_("Ingen våg"))), *waves])


class LinkForm(forms.Form):
    """Which child's case it was about."""

    number = forms.CharField(
        label=_("Aktens nummer"), max_length=40, help_text=_("Överst i akten. Kopplingen syns inte i barnets akt.")
    )


class SourceForm(forms.Form):
    """Which person did it: one of those around a child whose file is open, or anybody by number."""

    marks_optional = False
    source = one_of(_("Vem gjorde det?"))
    person_id = forms.TypedChoiceField(
        label=_("Vilken person?"),
        help_text=_("De som finns runt ett barn i ett kopplat ärende som är öppet för dig."),
        coerce=int,
        required=False,
        empty_value=None,
    )
    number = forms.CharField(
        label=_("Personnummer"),
        max_length=20,
        required=False,
        help_text=_(
            "ÅÅÅÅMMDD-NNNN. Det jämförs och visas aldrig mer, och du får inte veta om personen finns i något ärende."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *arguments: Any, people: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        persons = [each for each in choices(SOURCE_NAMES) if each[0] not in ("campaign", "unknown")]
        choose(self, source=persons, person_id=[("", str(_("Välj"))), *people])
        if not people:
            del self.fields["person_id"]


class AttachForm(forms.Form):
    """More files to an incident."""

    attachments = FilesField(label=_("Filer"), help_text=_("Högst tio filer, 10 MB var."))


class SendForm(forms.Form):
    """The employer has reported it."""

    channel = forms.CharField(
        label=_("Hur gjordes anmälan?"), max_length=120, help_text=_("Till exempel 114 14, polisstation, e-tjänst.")
    )


class NumberForm(forms.Form):
    """The police's number."""

    number = forms.CharField(label=_("Polisens nummer"), max_length=40, help_text=_("Till exempel 5000-K123456-26."))


class AskedForm(forms.Form):
    """The police were asked."""

    words = long_text(_("Vad svarade polisen?"), 3, required=True)


class OutcomeForm(forms.Form):
    """How the report ended."""

    outcome = forms.ChoiceField(label=_("Hur slutade det?"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, outcome=[("", str(_("Välj"))), *choices(POLICE_OUTCOME_NAMES)])


class WhyForm(forms.Form):
    """A reason."""

    why = long_text(_("Varför?"), 3, required=True)


class SeriousForm(forms.Form):
    """The questions that decide whether the Work Environment Authority is notified (AML 3 kap. 3 a §)."""

    is_death = one_of(_("Dog någon?"))
    is_serious_injury = one_of(_("Blev någon svårt skadad?"))
    are_several_injured = one_of(_("Skadades flera samtidigt?"))
    was_danger_to_life = one_of(_("Var det allvarlig fara för liv eller hälsa, också om ingen skadades?"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, **{name: _named(YES_NO) for name in self.fields})


class DoneForm(forms.Form):
    """It is done."""

    reference = forms.CharField(
        label=_("Nummer eller beteckning"),
        max_length=60,
        required=False,
        help_text=_("Behövs för anmälan till en myndighet."),
    )
    words = long_text(_("Vad blev det av det?"), 3)


class MeasureForm(forms.Form):
    """What shall be done so that it does not happen again."""

    measure = forms.ChoiceField(label=_("Vad ska göras?"))
    words = long_text(_("Hur?"), 3)
    owner = forms.TypedChoiceField(label=_("Vem gör det?"), coerce=int, required=False, empty_value=None)
    due_at = moment(_("Senast"))

    def __init__(self, *arguments: Any, people: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(
            self,
            measure=[("", str(_("Välj"))), *choices(MEASURE_NAMES)],
            owner=[("", str(_("Den som följer upp"))), *people],
        )


class WishForm(forms.Form):
    """What the exposed person wants. `asked` is for whoever writes it on her behalf."""

    wishes = some_of(_("Vad vill du ha för stöd?"), hint=_("Du kan ändra dig när du vill."))
    words = long_text(_("Med egna ord"), 3)
    asked = forms.BooleanField(label=_("Den utsatta har bett mig skriva det"), required=False)

    def __init__(self, *arguments: Any, is_self: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, wishes=choices(WISH_NAMES))
        if is_self:
            del self.fields["asked"]


class OfferForm(forms.Form):
    """Support that is offered."""

    kind = forms.ChoiceField(label=_("Vad erbjuds?"))
    words = long_text(_("Hur och när?"), 3, required=True)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offered = [(code, name) for code, name in choices(WISH_NAMES) if code != "nothing"]
        choose(self, kind=[("", str(_("Välj"))), *offered])


class AnswerForm(forms.Form):
    """Yes or no to an offer."""

    accepted = one_of(_("Tar du emot det?"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, accepted=_named(YES_NO))


class FollowUpForm(forms.Form):
    """A day to ask how it is."""

    due_at = moment(_("När?"))
    owner = forms.TypedChoiceField(label=_("Vem frågar?"), coerce=int, required=False, empty_value=None)

    def __init__(self, *arguments: Any, people: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, owner=[("", str(_("Den som följer upp"))), *people])


class EnoughForm(forms.Form):
    """It is enough. `asked` is for whoever writes it on the exposed person's behalf."""

    asked = forms.BooleanField(label=_("Den utsatta har bett mig skriva det"), required=False)

    def __init__(self, *arguments: Any, is_self: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if is_self:
            del self.fields["asked"]


class ConfirmForm(forms.Form):
    """Nothing to fill in: the deed is the button."""


class CloseForm(forms.Form):
    """How it ended."""

    words = long_text(_("Hur slutade det?"), 4, required=True)
