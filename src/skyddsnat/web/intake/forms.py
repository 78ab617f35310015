"""Forms of what follows a report: the assessments, more time, feedback, and the reporter's identity."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext
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
from skyddsnat.web.fields import choices, choose, day, long_text, one_of, some_of

HEARD = {True: "yes", False: "no", None: ""}


class ProtectionForm(forms.Form):
    """The immediate protection assessment. Only the judgement and its reasons are asked for."""

    marks_optional = False

    judgement = one_of(_("Din bedömning"))
    reasons = long_text(_("Varför bedömer du så?"), 4, required=True)
    acute_danger = one_of(_("Akut fara för liv eller hälsa?"))
    suspicions = some_of(_("Misstanke om"))
    home_now = long_text(_("Vem är hemma nu? Finns syskon där?"), 2)
    protective_adults = long_text(_("Vilka vuxna kan skydda barnet?"), 2)
    can_talk_alone = one_of(_("Går det att tala med barnet i enrum?"))
    sources = long_text(_("Vad bygger du på?"), 2, hint=_("Till exempel anmälan, samtal med skolan, tidigare akt."))
    measures = some_of(_("Det här görs nu"))
    next_check_on = day(_("Nästa avstämning"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(
            self,
            judgement=choices(JUDGEMENT_NAMES),
            acute_danger=choices(KNOWN_NAMES),
            suspicions=choices(SUSPICION_NAMES),
            can_talk_alone=choices(KNOWN_NAMES),
            measures=choices(MEASURE_NAMES),
        )


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

    marks_optional = False

    contacts = long_text(_("Kontakter"), 3, hint=_("Med vem, när och vad som sades."))
    earlier_reports = long_text(_("Tidigare anmälningar och vad de visar"), 2)
    child_heard = forms.ChoiceField(
        label=_("Har barnet fått komma till tals?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("yes", _("Ja")), ("no", _("Nej"))],
    )
    child_view = long_text(_("Barnets egen mening"), 3, hint=_("Gärna barnets egna ord."))
    child_not_heard_reason = long_text(_("Om barnet inte har hörts: varför?"), 2)
    summary = long_text(_("Sammanfattande bedömning"), 4)
    reasons = long_text(_("Skäl för beslutet"), 3)
    question = forms.ChoiceField(label=_("Vad gäller utredningen?"), required=False)
    asks = long_text(_("Frågor som utredningen ska svara på"), 3)
    what_is_new = long_text(
        _("Vad är nytt?"), 2, hint=_("Behövs om en utredning om samma sak har avslutats det senaste halvåret.")
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, question=[("", ""), *choices(QUESTION_NAMES)])


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

    to = day(_("Ny dag"), required=True)
    reason = long_text(_("Vilka är de synnerliga skälen?"), 4, required=True)


class FeedbackForm(forms.Form):
    """The language of the letter; or why the reporter is not told, empty when a letter goes."""

    marks_optional = False

    language = one_of(_("Brevets språk"), required=False)
    reason = long_text(_("Om inget besked lämnas: varför är det olämpligt?"), 3)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, language=[("sv", gettext("Svenska")), ("en", gettext("Engelska"))])


class RevealForm(forms.Form):
    """Why the reporter's identity is needed."""

    reason = long_text(_("Varför behöver du veta vem som anmälde?"), 2, required=True)
