"""Forms of warnings."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.safety.types.warnings import CAUSE_NAMES, WARNING_ON_NAMES, WarningOn
from skyddsnat.kernel.text import Text
from skyddsnat.web.fields import choices, choose, day, long_text, one_of, some_of
from skyddsnat.web.presenters import said

Options = Sequence[tuple[str, str]]
TOLD = {"yes": Text("Ja", "Yes"), "no": Text("Nej, inte än", "No, not yet")}


class _WarningForm(forms.Form):
    """What every warning says."""

    marks_optional = False
    address = forms.CharField(
        label=_("Vilken adress?"),
        help_text=_("När varningen gäller en adress når den alla som ska dit, också i andra barns ärenden."),
        max_length=250,
        required=False,
    )
    cause = forms.ChoiceField(label=_("Varför?"))
    words = long_text(
        _("Vad behöver den som ska dit veta?"),
        4,
        required=True,
        hint=_(
            "Neutrala ord som personen själv skulle kunna läsa: vad som kan hända, och hur man gör. "
            "Inga omdömen, inga diagnoser, inget om vem som blev utsatt."
        ),
    )
    told = one_of(_("Vet personen att varningen finns?"))
    not_told_reason = long_text(_("Om inte: varför?"), 2)
    review_on = day(_("Ses över senast"), hint=_("Inom ett halvår."), required=True)
    ends_on = day(_("Sista dag"), hint=_("Inom två år."), required=True)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(
            self,
            cause=[("", str(_("Välj"))), *choices(CAUSE_NAMES)],
            told=[(code, said(text)) for code, text in TOLD.items()],
        )


class WarningForm(_WarningForm):
    """A warning on a person, an address or a household."""

    about = one_of(_("Vad gäller varningen?"))
    person_id = forms.TypedChoiceField(
        label=_("Vilken person?"),
        help_text=_("Bara när varningen gäller en person."),
        coerce=int,
        required=False,
        empty_value=None,
    )
    reaches = some_of(_("Vilka barns ärenden når den?"), hint=_("Den som ska träffa familjen ser varningen."))

    field_order = (
        *("about", "person_id", "address", "cause", "words", "told", "not_told_reason", "reaches"),
        *("review_on", "ends_on"),
    )

    def __init__(self, *arguments: Any, people: Options, children: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(
            self,
            about=choices(WARNING_ON_NAMES),
            person_id=[("", str(_("Ingen särskild"))), *people],
            reaches=list(children),
        )


class _InNoFileForm(_WarningForm):
    """A warning where nobody's child need be known: the manager of a unit answers for it."""

    unit_id = forms.TypedChoiceField(
        label=_("Vilken enhet?"), help_text=_("Chefen där går med på varningen."), coerce=int, empty_value=None
    )

    field_order = (
        *("about", "address", "cause", "words", "told", "not_told_reason"),
        "review_on",
        "ends_on",
        "unit_id",
    )

    def __init__(self, *arguments: Any, units: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, unit_id=units if len(units) == 1 else [("", str(_("Välj"))), *units])


class SourceWarningForm(_InNoFileForm):
    """A warning on the person whom an incident names, or on that person's household."""

    address = None  # type: ignore[assignment]  # so Django leaves out a field of the class above
    about = one_of(
        _("Vad gäller varningen?"),
        hint=_("Den visas där ett besök planeras hos ett barn som personen finns runt, utan att någon akt öppnas."),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, about=[each for each in choices(WARNING_ON_NAMES) if each[0] != WarningOn.ADDRESS])


class AddressForm(_InNoFileForm):
    """A warning on an address where nobody's child need be known."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["address"].help_text = _("Gata, nummer och ort. Varningen når alla som ska dit.")
        self.fields["told"].label = _("Vet de som bor där att varningen finns?")


class ReviewForm(forms.Form):
    """It is still needed: the next day to look at it, and its last day."""

    review_on = day(_("Ses över senast"), hint=_("Inom ett halvår."), required=True)
    ends_on = day(_("Sista dag"), hint=_("Inom två år."), required=True)


class ReachForm(forms.Form):
    """More children of the family."""

    marks_optional = False
    reaches = some_of(_("Vilka fler barns ärenden?"), hint=_("Barn som varningen inte når än."))

    def __init__(self, *arguments: Any, children: Options, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, reaches=list(children))
