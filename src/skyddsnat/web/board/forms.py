"""Forms of a matter, of the call to whoever may decide at once, of the signature and of appointments."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.compulsory.types import MATTER_OUTCOME_NAMES, Handing, MatterFields, MatterOutcome, ReachableView
from skyddsnat.domains.decisions.types import MeetingView
from skyddsnat.law.grounds import Ground
from skyddsnat.web import formats
from skyddsnat.web.fields import choices, choose, day, long_text, one_of, some_of
from skyddsnat.web.presenters import said

METER = "meter"
NO = "no"


def _to_child(label: Any, rows: int) -> forms.CharField:
    field = long_text(label, rows, hint=_("Korta meningar och vanliga ord. Barnet får texten som brev."))
    field.widget.attrs["data-app-readability"] = METER
    return field


class MatterForm(forms.Form):
    """What is to be decided. Nothing is asked for while it is written: the rules say what is missing."""

    marks_optional = False
    proposal = long_text(_("Förslag till beslut"), 3)
    grounds = some_of(_("Grunder"))
    content = long_text(_("Vad åtgärden innehåller"), 3, hint=_("Till exempel vård, vistelse, umgänge, tider."))
    reasons = long_text(_("Skäl för beslutet"), 6)
    best_interests = long_text(_("Barnets bästa"), 3)
    child_view = long_text(_("Barnets syn"), 3)
    child_view_missing_reason = long_text(_("Om barnets syn saknas: varför?"), 2)
    child_version = _to_child(_("Till barnet"), 8)
    is_urgent = forms.BooleanField(label=_("Beslutet kan inte vänta på nämnden"), required=False)
    urgent_reason = long_text(_("Varför kan det inte vänta?"), 2)
    planned_since = day(_("När började åtgärden övervägas?"))
    meeting_id = forms.TypedChoiceField(label=_("Möte"), required=False, coerce=int, empty_value=None)
    is_temporary = forms.BooleanField(label=_("Tillfälligt beslut"), required=False)

    def __init__(
        self, *arguments: Any, grounds: Iterable[Ground], meetings: Iterable[MeetingView], **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        known = list(grounds)
        coming = [("", gettext("Det närmaste som tar emot handlingar"))]
        coming += [(str(each.id), formats.weekday_and_day(each.held_on)) for each in meetings]
        choose(self, grounds=[(each.code, f"{said(each.text)} ({each.citation})") for each in known], meeting_id=coming)
        if not known:
            del self.fields["grounds"]


def matter_fields(fields: Mapping[str, Any]) -> MatterFields:
    """The checked fields as a matter."""
    return MatterFields(**{**fields, "grounds": tuple(fields.get("grounds", ()))})


def matter_initial(fields: MatterFields) -> dict[str, Any]:
    """What is kept, as the form shows it."""
    return {**asdict(fields), "grounds": list(fields.grounds), "meeting_id": fields.meeting_id or ""}


class CallForm(forms.Form):
    """Who was called, and whether she was reached."""

    marks_optional = False
    to = forms.TypedChoiceField(label=_("Vem ringde du?"), coerce=int, widget=forms.RadioSelect)
    outcome = one_of(_("Hur gick det?"))
    words = long_text(_("Något att minnas från samtalet"), 2)

    def __init__(self, *arguments: Any, reachable: Iterable[ReachableView], **named: Any) -> None:
        super().__init__(*arguments, **named)
        outcomes = [
            (Handing.REACHED.value, gettext("Nådd, läser nu")),
            (Handing.SOUGHT.value, gettext("Svarade inte")),
        ]
        choose(self, to=[(str(each.employee_id), _who(each)) for each in reachable], outcome=outcomes)


def _who(each: ReachableView) -> str:
    return f"{each.name} ({each.reference})" if each.reference else each.name


class SignForm(forms.Form):
    """The decision: as proposed, changed or refused."""

    marks_optional = False
    no_conflict = forms.ChoiceField(
        label=_("Är du jävig i ärendet?"),
        help_text=_("Till exempel släkt, vän, granne eller beroende av någon i ärendet."),
        widget=forms.RadioSelect,
    )
    outcome = one_of(_("Ditt beslut"))
    decided_text = long_text(_("Det som beslutas i stället"), 3)
    change_reason = long_text(_("Varför blev det ett annat beslut?"), 3)
    child_version = _to_child(_("Till barnet, om ditt beslut"), 6)
    hides_name = forms.BooleanField(label=_("Ersätt namnen i breven med tjänstekoder"), required=False)
    hides_name_reason = long_text(
        _("Varför får namnen inte stå?"), 2, hint=_("Namnen står alltid i beslutet som stannar i akten.")
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(
            self,
            no_conflict=[(NO, gettext("Nej")), ("yes", gettext("Ja"))],
            outcome=choices(MATTER_OUTCOME_NAMES),
        )


def ruling(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The checked fields as arguments of the decision; as proposed, everything else is what was prepared."""
    named: dict[str, Any] = {
        "outcome": MatterOutcome(fields["outcome"]),
        "no_conflict": fields["no_conflict"] == NO,
        "hides_name_reason": fields["hides_name_reason"] if fields["hides_name"] else None,
    }
    if named["outcome"] is MatterOutcome.AS_PROPOSED:
        return named
    return named | {
        "decided_text": fields["decided_text"],
        "change_reason": fields["change_reason"],
        "child_version": fields["child_version"],
    }


class ReturnForm(forms.Form):
    """Why the matter goes back."""

    marks_optional = False
    reason = long_text(_("Varför lämnas ärendet tillbaka?"), 4)


class AppointForm(forms.Form):
    """Whom the board appointed, for what, by which decision."""

    marks_optional = False
    employee_id = forms.TypedChoiceField(label=_("Vem är förordnad?"), coerce=int)
    section = forms.ChoiceField(label=_("Enligt vilken paragraf?"))
    reference = forms.CharField(label=_("Nämndens beslut"), max_length=40, help_text=_("Till exempel § 41."))
    decided_on = day(_("När beslutade nämnden?"), required=True)
    valid_from = day(_("Gäller från"), required=True)
    valid_to = day(_("Gäller till, men inte med"), hint=_("Lämna tomt om det gäller tills vidare."))

    def __init__(
        self,
        *arguments: Any,
        people: Iterable[tuple[int, str]],
        sections: Iterable[tuple[str, str]],
        **named: Any,
    ) -> None:
        super().__init__(*arguments, **named)
        choose(self, employee_id=[(str(pk), name) for pk, name in people], section=list(sections))


class EndForm(forms.Form):
    """From which day an appointment no longer holds."""

    marks_optional = False
    valid_to = day(_("Från vilken dag gäller det inte längre?"), required=True)


class TwoForm(forms.Form):
    """What the board has decided about two caseworkers, from a day on."""

    marks_optional = False
    is_demanded = one_of(_("Ska två handläggare stå bakom varje steg?"))
    years = forms.IntegerField(
        label=_("Hur många år i yrket ska den ena ha?"), min_value=0, help_text=_("Noll: inga år krävs.")
    )
    valid_from = day(_("Gäller från"), required=True)
    decided_on = day(_("När beslutade nämnden?"), required=True)
    reference = forms.CharField(label=_("Nämndens beslut"), max_length=40, help_text=_("Till exempel § 41."))
    reason = long_text(_("Nämndens skäl"), 4, required=True)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, is_demanded=[("yes", gettext("Ja")), (NO, gettext("Nej"))])


def two_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The checked fields as arguments."""
    return {**fields, "is_demanded": fields["is_demanded"] != NO}
