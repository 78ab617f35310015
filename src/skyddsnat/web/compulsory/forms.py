"""Forms of a compulsory case: its opening, its chain, where the child is, and who goes along."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.compulsory.types import OUTING_NAMES, PLACE_NAMES
from skyddsnat.law.grounds import Ground
from skyddsnat.web.fields import choices, choose, day, long_text, moment, one_of, some_of
from skyddsnat.web.presenters import said

Options = list[tuple[str, str]]


def ground_options(grounds: Iterable[Ground]) -> Options:
    """Grounds with their paragraphs."""
    return [(each.code, f"{said(each.text)} ({each.citation})") for each in grounds]


def _number(label: Any, *, required: bool = False, hint: Any = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, help_text=hint, required=required, coerce=int, empty_value=None)


def _or_none(options: Options, words: str) -> Options:
    return [("", words), *options]


class OpenForm(forms.Form):
    """Why consent is not enough; and why there are not two, when there are not."""

    marks_optional = False
    circumstances = long_text(
        _("Varför räcker inte vård med samtycke?"), 5, hint=_("Skriv det ni vet nu. Grunderna kan komma senare.")
    )
    grounds = some_of(_("Grunder"))
    alone_reason = long_text(
        _("Bara en handläggare? Skriv varför"),
        2,
        hint=_("Skydd väntar inte på en andra handläggare. Enhetens chef bekräftar nästa vardag."),
    )

    def __init__(self, *arguments: Any, grounds: Iterable[Ground], lacks_pair: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, grounds=ground_options(grounds))
        if not lacks_pair:
            del self.fields["alone_reason"]


class ChangeForm(forms.Form):
    """The circumstances and grounds of the case, written anew."""

    marks_optional = False
    circumstances = long_text(_("Varför räcker inte vård med samtycke?"), 6)
    grounds = some_of(_("Grunder"))

    def __init__(self, *arguments: Any, grounds: Iterable[Ground], **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, grounds=ground_options(grounds))


class CloseForm(forms.Form):
    """Why the case is closed."""

    marks_optional = False
    reason = long_text(_("Varför avslutas ärendet?"), 3)


class StartForm(forms.Form):
    """A measure that begins with officials, not with the board."""

    marks_optional = False
    track = one_of(_("Vad ska börja?"))
    content = long_text(_("Vad åtgärden ska innehålla"), 4)

    def __init__(self, *arguments: Any, tracks: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, track=tracks)


class StepForm(forms.Form):
    """A deed as it was done: by officials, or by the court."""

    marks_optional = False
    happened_at = moment(_("När hände det?"))
    extended_to = day(_("Till och med vilken dag förlängde rätten tiden?"))
    grounds = some_of(_("Vilka grunder fann rätten?"))
    court_number = forms.CharField(label=_("Rättens målnummer"), required=False, max_length=40)
    document_id = _number(_("Handling i akten"))
    words = long_text(_("Något att minnas"), 3)

    def __init__(
        self,
        *arguments: Any,
        documents: Options,
        grounds: Options,
        is_courts: bool,
        is_extension: bool,
        sets_time: bool = False,
        **named: Any,
    ) -> None:
        super().__init__(*arguments, **named)
        if sets_time:
            self.fields["extended_to"].label = gettext("Till och med vilken dag gäller förbudet?")
            self.fields["extended_to"].help_text = gettext("Lämna tomt om rätten inte satte någon tid.")
        choose(self, document_id=_or_none(documents, gettext("Ingen handling")), grounds=grounds)
        needless = {
            "extended_to": not (is_extension or sets_time),
            "grounds": not grounds,
            "court_number": not is_courts,
            "document_id": not documents,
        }
        for name in (name for name, is_needless in needless.items() if is_needless):
            del self.fields[name]


class DispatchForm(forms.Form):
    """Which signed paper leaves for the court now."""

    marks_optional = False
    document_id = _number(_("Vilken undertecknad handling skickas?"), required=True)
    matter_id = _number(_("Med stöd av vilket beslut?"), required=True)
    words = long_text(_("Hur skickades den?"), 2, hint=_("Till exempel bud, säker e-post, fax."))

    def __init__(self, *arguments: Any, documents: Options, matters: Options | None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, document_id=documents)
        if matters is None:
            del self.fields["matter_id"]
        else:
            choose(self, matter_id=matters)


class ReceiptForm(forms.Form):
    """The court's receipt, as it came or as it was worded."""

    marks_optional = False
    paper = forms.FileField(
        label=_("Kvittensen som PDF"),
        required=False,
        help_text=_("Välj filen på nytt om sidan kommer tillbaka."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )
    receipt = long_text(_("Eller skriv av kvittensen"), 4)
    court_number = forms.CharField(label=_("Rättens målnummer"), required=False, max_length=40)


class PlaceForm(forms.Form):
    """Where the child has come."""

    marks_optional = False
    kind = one_of(_("Vilket slags plats?"))
    name = forms.CharField(label=_("Platsens namn"), required=False, max_length=160)
    is_locked = forms.BooleanField(label=_("Barnet kan inte lämna platsen på egen hand"), required=False)
    starts_at = moment(_("När kom barnet dit?"))
    matter_id = _number(_("Vilket beslut vilar placeringen på?"))

    def __init__(self, *arguments: Any, matters: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, kind=choices(PLACE_NAMES), matter_id=_or_none(matters, gettext("Inget beslut än")))


class LeaveForm(forms.Form):
    """When the child left the place."""

    marks_optional = False
    ended_at = moment(_("När lämnade barnet platsen?"))


class DeviationForm(forms.Form):
    """Why there are not two, and until when."""

    marks_optional = False
    reason = long_text(_("Varför är det inte två?"), 3)
    ends_on = day(_("Till och med vilken dag?"), required=True, hint=_("Högst fjorton dagar."))


class ConfirmForm(forms.Form):
    """Until when what was acute may last."""

    marks_optional = False
    ends_on = day(_("Till och med vilken dag?"), hint=_("Lämna tomt för dagen som redan står."))


_RISK = _("Vilka är där, vapen, hundar, droger, tidigare hot, väg ut, vem ni ringer.")


class OutingForm(forms.Form):
    """When, where, who goes, and what they must know before they leave."""

    marks_optional = False
    kind = one_of(_("Varför åker ni?"))
    measure_id = _number(_("Vilken åtgärd verkställs?"))
    planned_at = moment(_("När?"))
    place = forms.CharField(label=_("Var?"), required=False, max_length=200)
    goers = some_of(_("Vilka åker?"), hint=_("Minst två. Alla läser riskbedömningen före."))
    risk = long_text(_("Riskbedömning"), 5, hint=_RISK)

    def __init__(self, *arguments: Any, measures: Options, people: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(
            self,
            kind=choices(OUTING_NAMES),
            goers=people,
            measure_id=_or_none(measures, gettext("Ingen, det är ett hembesök")),
        )


class RiskForm(forms.Form):
    """The risk as it is now."""

    marks_optional = False
    risk = long_text(_("Riskbedömning"), 6, hint=_RISK)


class FinishForm(forms.Form):
    """What came of the outing."""

    marks_optional = False
    done_at = moment(_("När var ni där?"))
    outcome = long_text(_("Vad hände?"), 5)


class CancelForm(forms.Form):
    """Why nobody goes."""

    marks_optional = False
    reason = long_text(_("Varför ställs det in?"), 3)
