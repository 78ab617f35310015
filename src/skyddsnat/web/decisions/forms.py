"""Forms of the proposal, the answers on consent, the decision and what follows it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.decisions.types import (
    ANSWER_NAMES,
    APPEAL_OUTCOME_NAMES,
    KIND_NAMES,
    LATE_START_DAYS,
    OBSTACLE_NAMES,
    OUTCOME_NAMES,
    SETTLER_NAMES,
    Kind,
    Obstacle,
    Outcome,
    ProposalFields,
    ServiceView,
    Settler,
)
from skyddsnat.web.fields import choices, choose, day, long_text, moment, one_of, some_of
from skyddsnat.web.presenters import said

METER = "meter"
NO = "no"


def _services(services: Iterable[ServiceView], empty: str) -> list[tuple[str, str]]:
    return [("", empty), *((service.code, said(service.title)) for service in services)]


def _to_child(label: Any, rows: int) -> forms.CharField:
    field = long_text(label, rows, hint=_("Korta meningar och vanliga ord. Barnet får texten som brev."))
    field.widget.attrs["data-app-readability"] = METER
    return field


class ProposalForm(forms.Form):
    """The proposal. Nothing is asked for while it is written: the rules say what is missing before it is handed in."""

    marks_optional = False
    kind = one_of(_("Vad föreslår du?"))
    most_suitable = forms.ChoiceField(label=_("Mest lämplig enligt din bedömning"), required=False)
    chosen = forms.ChoiceField(label=_("Det som föreslås"), required=False)
    obstacles = some_of(
        _("Varför inte det mest lämpliga?"),
        hint=_("Räknas i enhetens siffror, aldrig med barnets namn. Minst en orsak."),
    )
    settled_by = one_of(_("Vem avgjorde det?"), required=False)
    own_words = long_text(_("Med egna ord"), 2)
    planned_start_on = day(_("Planerad start"))
    start_obstacles = some_of("")
    reasons = long_text(_("Skäl för beslutet"), 5, hint=_("De står i brevet till parterna."))
    child_view = long_text(_("Barnets syn"), 3)
    child_view_missing_reason = long_text(_("Om barnets syn saknas: varför?"), 2)
    child_version = _to_child(_("Till barnet"), 9)
    is_urgent = forms.BooleanField(label=_("Beslutet kan inte vänta"), required=False)
    urgent_reason = long_text(_("Varför kan det inte vänta?"), 2)
    without_guardians_reason = long_text(
        _("Ska insatsen ges utan vårdnadshavarnas samtycke? Varför är det lämpligt?"),
        2,
        hint=_("Bara öppna insatser, och bara när barnet har fyllt tolv år. Lämna tomt annars."),
    )

    def __init__(self, *arguments: Any, services: Iterable[ServiceView], **named: Any) -> None:
        super().__init__(*arguments, **named)
        known = list(services)
        choose(
            self,
            kind=choices(KIND_NAMES),
            most_suitable=_services(known, gettext("Ingen insats")),
            chosen=_services(known, gettext("Ingen insats")),
            obstacles=choices(OBSTACLE_NAMES),
            settled_by=choices(SETTLER_NAMES),
            start_obstacles=choices(OBSTACLE_NAMES),
        )
        late = gettext("Om starten dröjer mer än {days} dagar: varför?")
        self.fields["start_obstacles"].label = late.format(days=LATE_START_DAYS)


def proposal_fields(fields: Mapping[str, Any]) -> ProposalFields:
    """The checked fields as a proposal."""
    return ProposalFields(
        **{
            **fields,
            "kind": Kind(fields["kind"]),
            "most_suitable": fields["most_suitable"] or None,
            "chosen": fields["chosen"] or None,
            "obstacles": tuple(Obstacle(code) for code in fields["obstacles"]),
            "start_obstacles": tuple(Obstacle(code) for code in fields["start_obstacles"]),
            "settled_by": Settler(fields["settled_by"]) if fields["settled_by"] else None,
        }
    )


def proposal_initial(fields: ProposalFields) -> dict[str, Any]:
    """What is kept, as the form shows it."""
    return {
        **asdict(fields),
        "kind": fields.kind.value,
        "obstacles": [each.value for each in fields.obstacles],
        "start_obstacles": [each.value for each in fields.start_obstacles],
        "settled_by": fields.settled_by.value if fields.settled_by else "",
    }


class ConsentForm(forms.Form):
    """What one person answered about the service."""

    marks_optional = False
    answer = one_of(_("Vad svarade personen?"))
    how = one_of(_("Hur?"))
    given_at = moment(_("När?"))
    words = long_text(_("Med personens egna ord"), 3)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        ways = [
            ("samtal", gettext("Samtal")),
            ("skriftligt", gettext("Skriftligt")),
            ("telefon", gettext("Telefon")),
            ("digitalt", gettext("Digitalt")),
        ]
        choose(self, answer=choices(ANSWER_NAMES), how=ways)


class ReturnForm(forms.Form):
    """Why the proposal goes back."""

    marks_optional = False
    reason = long_text(_("Varför lämnas förslaget tillbaka?"), 4)


class DecideForm(forms.Form):
    """The decision: as proposed, changed or refused, and by whom."""

    marks_optional = False
    no_conflict = forms.ChoiceField(
        label=_("Är du jävig i ärendet?"),
        help_text=_("Till exempel släkt, vän, granne eller beroende av någon i ärendet."),
        widget=forms.RadioSelect,
    )
    outcome = one_of(_("Ditt beslut"))
    chosen = forms.ChoiceField(label=_("Det som beslutas i stället"), required=False)
    change_reason = long_text(_("Varför blev det ett annat beslut?"), 3)
    reasons = long_text(_("Skäl för ditt beslut"), 4, hint=_("De står i brevet till parterna."))
    obstacles = some_of(
        _("Varför inte det mest lämpliga?"), hint=_("Räknas i enhetens siffror, aldrig med barnets namn.")
    )
    settled_by = one_of(_("Vem avgjorde det?"), required=False)
    child_version = _to_child(_("Till barnet, om ditt beslut"), 6)
    hides_name = forms.BooleanField(label=_("Ersätt namnen i breven med tjänstekoder"), required=False)
    hides_name_reason = long_text(
        _("Varför får namnen inte stå?"), 2, hint=_("Namnen står alltid i beslutet som stannar i akten.")
    )

    def __init__(self, *arguments: Any, services: Iterable[ServiceView], **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(
            self,
            no_conflict=[(NO, gettext("Nej")), ("yes", gettext("Ja"))],
            outcome=choices(OUTCOME_NAMES),
            chosen=_services(services, gettext("Ingen insats")),
            obstacles=choices(OBSTACLE_NAMES),
            settled_by=choices(SETTLER_NAMES),
        )


def ruling(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The checked fields as arguments of the decision; as proposed, everything else is the proposal's."""
    named = {
        "outcome": Outcome(fields["outcome"]),
        "no_conflict": fields["no_conflict"] == NO,
        "hides_name": fields["hides_name"],
        "hides_name_reason": fields["hides_name_reason"],
    }
    if named["outcome"] is Outcome.AS_PROPOSED:
        return named
    return named | {
        "chosen": fields["chosen"] or None,
        "change_reason": fields["change_reason"],
        "reasons": fields["reasons"],
        "child_version": fields["child_version"],
        "obstacles": tuple(Obstacle(code) for code in fields["obstacles"]),
        "settled_by": Settler(fields["settled_by"]) if fields["settled_by"] else None,
    }


class DeliverForm(forms.Form):
    """How one party's letter goes."""

    how = one_of(_("Hur lämnas beslutet?"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        ways = [
            ("brev", gettext("Brev")),
            ("rekommenderat brev", gettext("Rekommenderat brev")),
            ("lämnat vid möte", gettext("Lämnat vid möte")),
            ("digital brevlåda", gettext("Digital brevlåda")),
            ("delgivning", gettext("Delgivning")),
        ]
        choose(self, how=ways)


class ServeForm(forms.Form):
    """When a party received the decision."""

    served_at = moment(_("När tog parten emot beslutet?"))


class AppealForm(forms.Form):
    """When a party's appeal came in."""

    came_in_at = moment(_("När kom överklagandet in?"))


class OtherAppealForm(AppealForm):
    """Whose appeal came in, from somebody who has no letter of the decision, and when."""

    marks_optional = False
    person = one_of(
        _("Vem överklagar?"),
        hint=_(
            "Utan brev från oss har tiden att överklaga inte börjat, så överklagandet är i tid (44 § FL). Om personen "
            "får överklaga prövar domstolen, inte vi."
        ),
    )
    appellant = forms.CharField(label=_("Namn, om någon annan"), max_length=160, required=False)
    field_order = ("person", "appellant", "came_in_at")

    def __init__(self, *arguments: Any, people: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, person=[*people, (NO, gettext("Någon annan"))])

    def clean_person(self) -> int | None:
        """The person's id; None for somebody else."""
        chosen: str = self.cleaned_data["person"]
        return None if chosen == NO else int(chosen)


class SettleForm(forms.Form):
    """What is done with an appeal."""

    marks_optional = False
    outcome = one_of(_("Vad görs med överklagandet?"))
    reason = long_text(_("Varför?"), 3)

    def __init__(self, *arguments: Any, is_late: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, outcome=choices(APPEAL_OUTCOME_NAMES))
        self.fields["reason"].help_text = (
            gettext(
                "Ett som kom för sent avvisas, eller lämnas till domstolen om nämnden underrättade fel eller det kom "
                "till domstolen i tid. Skriv vilket."
            )
            if is_late
            else gettext("Det kom i tid och lämnas till domstolen. Du behöver inte skriva något.")
        )


class StartForm(forms.Form):
    """When the service really started."""

    started_on = day(_("Vilken dag kom insatsen i gång?"), required=True)
