"""Forms of what follows a report: the assessments, more time, feedback, and the reporter's identity."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.intake.types import (
    JUDGEMENT_NAMES,
    KNOWN_NAMES,
    MEASURE_NAMES,
    SUSPICION_NAMES,
    Judgement,
    Known,
    Measure,
    NewProtectionAssessment,
    PreliminaryFields,
    Suspicion,
)
from skyddsnat.domains.investigations.types import QUESTION_NAMES
from skyddsnat.kernel.text import Text
from skyddsnat.web.presenters import said

HEARD = {True: "yes", False: "no", None: ""}


def _long(label: Any, rows: int, *, hint: Any = "", required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=required, widget=forms.Textarea(attrs={"rows": rows}))


def _choices(names: Mapping[Any, Text]) -> list[tuple[str, str]]:
    return [(code.value, said(text)) for code, text in names.items()]


def _day(label: Any, *, hint: Any = "", required: bool = False) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hint, required=required, widget=widget)


class ProtectionForm(forms.Form):
    """The immediate protection assessment. Only the judgement and its reasons are asked for."""

    judgement = forms.ChoiceField(label=_("Din bedömning"), widget=forms.RadioSelect)
    reasons = _long(_("Varför bedömer du så?"), 4, required=True)
    acute_danger = forms.ChoiceField(label=_("Akut fara för liv eller hälsa?"), widget=forms.RadioSelect)
    suspicions = forms.MultipleChoiceField(label=_("Misstanke om"), required=False, widget=forms.CheckboxSelectMultiple)
    home_now = _long(_("Vem är hemma nu? Finns syskon där?"), 2)
    protective_adults = _long(_("Vilka vuxna kan skydda barnet?"), 2)
    can_talk_alone = forms.ChoiceField(label=_("Går det att tala med barnet i enrum?"), widget=forms.RadioSelect)
    sources = _long(_("Vad bygger du på?"), 2, hint=_("Till exempel anmälan, samtal med skolan, tidigare akt."))
    measures = forms.MultipleChoiceField(
        label=_("Det här görs nu"), required=False, widget=forms.CheckboxSelectMultiple
    )
    next_check_on = _day(_("Nästa avstämning"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        named_fields: dict[str, Mapping[Any, Text]] = {
            "judgement": JUDGEMENT_NAMES,
            "acute_danger": KNOWN_NAMES,
            "suspicions": SUSPICION_NAMES,
            "can_talk_alone": KNOWN_NAMES,
            "measures": MEASURE_NAMES,
        }
        for name, names in named_fields.items():
            self.fields[name].choices = _choices(names)  # type: ignore[attr-defined]


def new_assessment(fields: Mapping[str, Any]) -> NewProtectionAssessment:
    """The checked fields as a protection assessment."""
    return NewProtectionAssessment(
        judgement=Judgement(fields["judgement"]),
        reasons=fields["reasons"],
        acute_danger=Known(fields["acute_danger"]),
        suspicions=tuple(Suspicion(code) for code in fields["suspicions"]),
        sources=fields["sources"],
        home_now=fields["home_now"],
        protective_adults=fields["protective_adults"],
        can_talk_alone=Known(fields["can_talk_alone"]),
        measures=tuple(Measure(code) for code in fields["measures"]),
        next_check_on=fields["next_check_on"],
    )


class PreliminaryForm(forms.Form):
    """The preliminary assessment. Nothing is asked for before it is decided: the rules say then what is missing."""

    contacts = _long(_("Kontakter"), 3, hint=_("Med vem, när och vad som sades."))
    earlier_reports = _long(_("Tidigare anmälningar och vad de visar"), 2)
    child_heard = forms.ChoiceField(
        label=_("Har barnet fått komma till tals?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("yes", _("Ja")), ("no", _("Nej"))],
    )
    child_view = _long(_("Barnets egen mening"), 3, hint=_("Gärna barnets egna ord."))
    child_not_heard_reason = _long(_("Om barnet inte har hörts: varför?"), 2)
    summary = _long(_("Sammanfattande bedömning"), 4)
    reasons = _long(_("Skäl för beslutet"), 3)
    question = forms.ChoiceField(label=_("Vad gäller utredningen?"), required=False)
    asks = _long(_("Frågor som utredningen ska svara på"), 3)
    what_is_new = _long(
        _("Vad är nytt?"), 2, hint=_("Behövs om en utredning om samma sak har avslutats det senaste halvåret.")
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        question: Any = self.fields["question"]
        question.choices = [("", ""), *_choices(QUESTION_NAMES)]


def preliminary_fields(fields: Mapping[str, Any]) -> PreliminaryFields:
    """The checked fields as they are kept."""
    heard = {"yes": True, "no": False}.get(fields["child_heard"])
    texts = {name: fields[name] for name in PreliminaryFields.__dataclass_fields__ if name != "child_heard"}
    return PreliminaryFields(child_heard=heard, **texts)


def preliminary_initial(fields: PreliminaryFields) -> dict[str, Any]:
    """What is kept, as the form shows it."""
    return {**asdict(fields), "child_heard": HEARD[fields.child_heard]}


class ProlongForm(forms.Form):
    """More time, on exceptional grounds."""

    to = _day(_("Ny dag"), required=True)
    reason = _long(_("Vilka är de synnerliga skälen?"), 4, required=True)


class FeedbackForm(forms.Form):
    """Why the reporter is not told. Empty when a letter goes."""

    reason = _long(_("Om inget besked lämnas: varför är det olämpligt?"), 3)


class RevealForm(forms.Form):
    """Why the reporter's identity is needed."""

    reason = _long(_("Varför behöver du veta vem som anmälde?"), 2, required=True)
