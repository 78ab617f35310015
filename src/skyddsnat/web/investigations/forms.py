"""Forms of an investigation: plan, facts, analysis, parties, time, closing."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.investigations.types import (
    EXTENSION_NAMES,
    RESULT_NAMES,
    VIEW_NAMES,
    AnalysisFields,
    AreaView,
    PlanFields,
)
from skyddsnat.domains.people.types import PersonView
from skyddsnat.web.fields import choices, choose, day, long_text, moment, one_of, some_of
from skyddsnat.web.presenters import name_of, said


def _ways() -> list[tuple[str, str]]:
    """How somebody is told. The words are kept as they are pressed: they go into the letters, which are in Swedish."""
    return [("brev", gettext("Brev")), ("samtal", gettext("Samtal")), ("telefon", gettext("Telefon")),
            ("digital brevlåda", gettext("Digital brevlåda"))]  # fmt: skip


class PlanForm(forms.Form):
    """The plan: what to look at, whom to meet, whom to ask, until when."""

    marks_optional = False
    areas = some_of(_("Områden att utreda"), hint=_("Välj dem som frågan gäller. Det går att ändra när som helst."))
    meets = long_text(_("Vilka möten planeras, och med vem?"), 3)
    child_alone = long_text(_("När och hur får barnet tala enskilt?"), 2)
    consults = long_text(
        _("Vem ska tillfrågas?"), 3, hint=_("Till exempel skola, BVC eller sakkunnig, och vad de ska svara på.")
    )
    check_points = long_text(_("Avstämningar på vägen"), 2)
    planned_end_on = day(_("Klar senast"), required=True)
    talked_through_on = day(_("Planen är genomgången med familjen"))

    def __init__(self, *arguments: Any, areas: Iterable[AreaView], **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, areas=[(area.code, said(area.title)) for area in areas])


def plan_fields(fields: Mapping[str, Any]) -> PlanFields:
    """The checked fields as a plan."""
    return PlanFields(**{**fields, "areas": tuple(fields["areas"])})


class NoteForm(forms.Form):
    """One thing known in one area: whose view it is, and where it comes from."""

    marks_optional = False
    area = forms.ChoiceField(label=_("Område"))
    view = one_of(_("Vems syn är det?"))
    text = long_text(_("Vad vet vi?"), 6, required=True)
    source = forms.CharField(
        label=_("Källa"),
        required=False,
        max_length=200,
        help_text=_("Varifrån uppgiften kommer. Krävs för en uppgift."),
    )
    source_on = day(_("Källans dag"))

    def __init__(self, *arguments: Any, areas: Iterable[AreaView], **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, area=[(str(area.id), said(area.title)) for area in areas], view=choices(VIEW_NAMES))


class AnalysisForm(forms.Form):
    """The analysis. Nothing is asked for before the investigation is closed: the rules say then what is missing."""

    marks_optional = False
    child_view = long_text(
        _("Barnets egen syn"), 5, hint=_("Gärna barnets egna ord, och vad de betyder för bedömningen.")
    )
    child_view_missing_reason = long_text(_("Om barnets syn saknas: varför?"), 2)
    risks = long_text(_("Risker"), 7)
    protective_factors = long_text(_("Det som skyddar"), 6)
    best_interests = long_text(_("Barnets bästa"), 6, hint=_("Vad är bäst för barnet, och hur har det vägts?"))
    needs = long_text(_("Behov"), 5)
    proposal = long_text(_("Ditt förslag"), 5, hint=_("Vad utredningen leder till, och varför."))


def analysis_fields(fields: Mapping[str, Any]) -> AnalysisFields:
    """The checked fields as an analysis."""
    return AnalysisFields(**fields)


def analysis_initial(view: Any) -> dict[str, Any]:
    """What is kept, as the form shows it."""
    return {name: getattr(view, name) for name in AnalysisFields.__dataclass_fields__}


def plan_initial(fields: PlanFields) -> dict[str, Any]:
    """What is kept, as the form shows it."""
    return {**asdict(fields), "areas": list(fields.areas)}


class TellForm(forms.Form):
    """A party was told."""

    marks_optional = False
    how = one_of(_("Hur?"))
    told_at = moment(_("När?"))
    make_letter = forms.BooleanField(
        label=_("Gör ett brev till akten och till parten"),
        required=False,
        help_text=_("Den som bara får brevet är informerad när det har gått, inte när det skrivs."),
    )
    reason = long_text(
        _("Varför vi utreder, i ord som passar den som läser"),
        3,
        hint=_("Står i brevet. Lämnas det tomt står bara vad utredningen gäller."),
    )
    next_step = long_text(_("Vad händer nu?"), 2, hint=_("Står i brevet."))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, how=_ways())


class WithholdForm(forms.Form):
    """Telling a party waits."""

    marks_optional = False
    reason = long_text(_("Vilka är de särskilda skälen mot att informera nu?"), 4)
    until = day(_("Ny dag"), required=True, hint=_("Då prövas det igen. Det syns tills parten är informerad."))


class CommunicateForm(forms.Form):
    """The investigation to a party, with time to answer; or why not."""

    marks_optional = False
    person = one_of(_("Till vem?"))
    how = one_of(_("Hur?"), required=False)
    answer_by = day(_("Svar senast"))
    reason = long_text(_("Om den inte skickas: varför?"), 2, hint=_("Skriv skälet bara om du väljer att inte skicka."))

    def __init__(self, *arguments: Any, parties: Iterable[PersonView], **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, person=[(str(party.id), name_of(party)) for party in parties], how=_ways())


class AnswerForm(forms.Form):
    """What a party answered."""

    marks_optional = False
    answer = long_text(_("Svaret"), 5, hint=_("Även att parten inte har något att invända."))
    answered_at = moment(_("När kom det?"))


class ExtendForm(forms.Form):
    """More than four months, on special grounds."""

    marks_optional = False
    until = day(_("Ny sista dag"), required=True)
    reason_code = one_of(_("Vad beror det på?"), hint=_("Räknas i enhetens siffror, aldrig med barnets namn."))
    reason = long_text(_("Vilka är de särskilda skälen?"), 4)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, reason_code=choices(EXTENSION_NAMES))


class WaitForm(forms.Form):
    """An answer that is awaited until a day."""

    marks_optional = False
    for_whom = forms.CharField(label=_("Vem väntar du på?"), max_length=160, required=False)
    what = forms.CharField(label=_("Vad ska komma?"), max_length=200, required=False)
    until = day(_("Till vilken dag?"), required=True, hint=_("Efter den dagen syns det att svaret dröjer."))


class CloseForm(forms.Form):
    """What the investigation came to."""

    result = one_of(_("Vad leder utredningen till?"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, result=choices(RESULT_NAMES))
