"""Forms of the child's file. What may be written is decided by the rules; these only read what was typed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.journal.types import NOTE_NAMES, UNDERSTOOD_NAMES, Understood
from skyddsnat.domains.people.types import PROTECTION_NAMES, RELATION_NAMES, NewPerson, PersonView, Protection
from skyddsnat.foundation.access.types import PART_NAMES
from skyddsnat.foundation.documents.release_types import ASKER_NAMES, BASIS_NAMES, RELEASED_NAMES
from skyddsnat.web.fields import choices, choose, day, long_text, moment, one_of, some_of
from skyddsnat.web.presenters import name_of

# More paragraphs than this are not asked about one by one; nobody writes such a note about several people.
MOST_PARAGRAPHS = 30


def short_text(label: Any, longest: int, *, hint: Any = "", required: bool = False) -> forms.CharField:
    """A line of text."""
    return forms.CharField(label=label, help_text=hint, required=required, max_length=longest)


# --- Notes ------------------------------------------------------------------------------------------------------------


class NoteForm(forms.Form):
    """A note. `about` names the people; with several of them each paragraph asks whom it is about (lesson 14)."""

    kind = one_of(_("Vad är det?"))
    happened_at = moment(_("När hände det?"))
    with_whom = short_text(_("Med vem?"), 200, hint=_("Till exempel mormor, eller rektor på skolan."))
    text = long_text(
        _("Anteckning"), 10, required=True, hint=_("Vad som hände eller sades. Skilj på det du vet och det du bedömer.")
    )
    about = some_of(_("Vilka handlar den om?"), hint=_("Är det flera, frågar vi stycke för stycke när du sparar."))

    def __init__(
        self, *arguments: Any, people: Sequence[PersonView], paragraphs: Sequence[str], alike: bool, **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        self.people = [(str(person.id), name_of(person)) for person in people]
        self.paragraphs = paragraphs[:MOST_PARAGRAPHS]
        choose(self, kind=choices(NOTE_NAMES), about=self.people)
        if self.names_several:
            self._ask_of_each_paragraph()
        if alike:
            self.fields["right_child"] = forms.BooleanField(label=_("Jag skriver om rätt barn"))

    @property
    def names_several(self) -> bool:
        """Whether more than one person was named, so that each paragraph must say."""
        named = self["about"].value() or []
        return len(named) > 1 and bool(self.paragraphs)

    def _ask_of_each_paragraph(self) -> None:
        for place, text in enumerate(self.paragraphs, start=1):
            begins = f"{text[:80]} …" if len(text) > 80 else text
            self.fields[f"about_{place}"] = some_of(
                gettext("Stycke {place}: ”{text}”").format(place=place, text=begins)
            )
            choose(self, **{f"about_{place}": self.people})

    @property
    def about_fields(self) -> list[forms.BoundField]:
        """The question of each paragraph."""
        return [self[name] for name in self.fields if name.startswith("about_")]


def about_of(fields: dict[str, Any], paragraphs: int) -> dict[int, list[int]]:
    """Who each paragraph is about: said of each, or the one person that the whole note is about."""
    whom = [int(value) for value in fields["about"]]
    if len(whom) == 1:
        return {place: whom for place in range(1, paragraphs + 1)}
    places = {place: fields.get(f"about_{place}", []) for place in range(1, paragraphs + 1)}
    said = {place: [int(value) for value in values] for place, values in places.items() if values}
    # Nobody said of any paragraph yet: the whole first paragraph stands for all, so that the rule asks for the rest.
    return said or ({1: whom} if len(whom) > 1 else {})


class AdditionForm(forms.Form):
    """An addition to a note that stays as it is."""

    text = long_text(_("Tillägg"), 6, required=True)
    is_claimed_error = forms.BooleanField(
        label=_("Någon säger att det som står är fel"),
        required=False,
        help_text=_("Texten står kvar. Det som påpekas syns bredvid den."),
    )


class MoveForm(forms.Form):
    """A note that was written in the wrong file."""

    to_file = short_text(
        _("Rätt akts nummer"), 20, required=True, hint=_("Till exempel 2026-000012. Du måste ha den öppen.")
    )
    reason = long_text(_("Varför flyttas den?"), 3, required=True, hint=_("Står i båda akterna."))


# --- Talks ------------------------------------------------------------------------------------------------------------


class PlanForm(forms.Form):
    """A talk to come."""

    planned_at = moment(_("När?"))
    place = short_text(_("Var?"), 160, hint=_("Helst där barnet känner sig trygg."))
    purpose = long_text(_("Vad är samtalet till för?"), 3, required=True)


class TalkForm(forms.Form):
    """A talk that was held. Nothing forces a silent child to have said something."""

    held_at = moment(_("När var samtalet?"))
    place = short_text(_("Var?"), 160)
    purpose = long_text(_("Vad var samtalet till för?"), 2, required=True)
    was_alone = one_of(_("Talade du med barnet i enrum?"))
    not_alone_reason = long_text(_("Om inte: varför?"), 2)
    childs_words = long_text(
        _("Vad sade barnet? Barnets egna ord"), 6, hint=_("Skriv som barnet sade det. Var barnet tyst, lämna tomt.")
    )
    told = long_text(_("Vad fick barnet veta?"), 3)
    understood = one_of(_("Förstod barnet?"))
    understood_how = long_text(_("Hur märkte du det?"), 2)
    already_told = long_text(
        _("Fråga inte om igen"), 2, hint=_("Det barnet redan har berättat, så att ingen frågar två gånger.")
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        alone = [("yes", gettext("Ja")), ("no", gettext("Nej, någon annan var med"))]
        choose(self, was_alone=alone, understood=choices(UNDERSTOOD_NAMES))


def talk_columns(fields: dict[str, Any]) -> dict[str, Any]:
    """The checked fields as a held talk."""
    return fields | {"was_alone": fields["was_alone"] == "yes", "understood": Understood(fields["understood"])}


class ReasonForm(forms.Form):
    """Why."""

    reason = long_text(_("Varför?"), 3, required=True)


# --- People -----------------------------------------------------------------------------------------------------------


class PersonForm(forms.Form):
    """A person's data."""

    given_name = short_text(_("Förnamn"), 120, required=True)
    family_name = short_text(_("Efternamn"), 120)
    number = short_text(_("Personnummer, samordningsnummer eller reservnummer"), 20)
    birth_date = day(_("Född"), hint=_("Behövs inte om numret är ifyllt."))
    sex = one_of(_("Kön"), required=False)
    address = short_text(_("Adress"), 250)
    phone = short_text(_("Telefon"), 60)
    school = short_text(_("Skola eller förskola"), 160)
    language = short_text(_("Språk"), 40, hint=_("Står det Engelska går brev till personen på engelska."))
    needs_interpreter = forms.BooleanField(label=_("Tolk behövs"), required=False)
    protection = one_of(_("Skyddade personuppgifter"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        sexes = [("", gettext("Inte angivet")), ("f", gettext("Kvinna")), ("m", gettext("Man"))]
        choose(self, sex=sexes, protection=choices(PROTECTION_NAMES))


_OF_PERSON = tuple(NewPerson.__dataclass_fields__)


def new_person(fields: dict[str, Any]) -> NewPerson:
    """The checked fields as a person."""
    typed = {name: fields[name] for name in _OF_PERSON}
    return NewPerson(**typed | {"number": typed["number"] or None, "protection": Protection(typed["protection"])})


def person_initial(person: PersonView) -> dict[str, Any]:
    """What is kept, as the form shows it."""
    return {name: getattr(person, name) for name in _OF_PERSON} | {"protection": person.protection.value}


class RelationForm(PersonForm):
    """Somebody new around the child. `match` says whether it is one of those who look alike."""

    kind = one_of(_("Vad är personen för barnet?"))
    lives_together = forms.BooleanField(label=_("Bor med barnet"), required=False)
    starts_on = day(_("Sedan när?"), hint=_("Lämna tomt om det alltid har varit så."))
    note = short_text(_("Att tänka på"), 200)
    match = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    field_order = ("kind", "given_name", "family_name", "number", "birth_date")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, kind=choices(RELATION_NAMES))


class EndForm(forms.Form):
    """The last day of a relation."""

    ends_on = day(_("Från och med vilken dag gäller det inte längre?"), required=True)


# --- Who works with the child -----------------------------------------------------------------------------------------


class AssignForm(forms.Form):
    """Who gets the child, and as what."""

    part = one_of(_("Som vad?"))
    employee = one_of(_("Till vem?"))
    keeps_former = forms.BooleanField(
        label=_("Den som var ansvarig blir medhandläggare tills överlämningen är skriven"), required=False
    )

    def __init__(self, *arguments: Any, workers: list[tuple[str, str]], has_former: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, part=choices(PART_NAMES), employee=workers)
        if not has_former:
            del self.fields["keeps_former"]


class HandoverForm(forms.Form):
    """What the next caseworker must know."""

    to = one_of(_("Till vem?"))
    summary = long_text(
        _("Sammanfattning"),
        12,
        required=True,
        hint=_("Var barnet är nu, vad som är lovat, vad som är bråttom, vilka frister som löper, vad barnet vill."),
    )

    def __init__(self, *arguments: Any, to: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, to=to)


class EmergencyForm(forms.Form):
    """An exact number and a reason."""

    number = short_text(_("Barnets personnummer eller aktens nummer"), 20, required=True, hint=_("Hela numret."))
    reason = long_text(
        _("Varför behöver du läsa akten nu?"),
        3,
        required=True,
        hint=_("Granskas, och syns för dem som arbetar med barnet."),
    )


# --- Handing out a document -------------------------------------------------------------------------------------------


class AskReleaseForm(forms.Form):
    """Somebody wants to read a document."""

    marks_optional = False
    asked_by = one_of(_("Vem vill läsa?"))
    asked_for = long_text(
        _("Vem är det, och vad vill hen läsa?"),
        3,
        hint=_("Den som inte är part behöver inte säga vem hen är eller varför."),
    )
    asked_at = moment(_("När kom frågan?"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, asked_by=choices(ASKER_NAMES))


class SendForm(forms.Form):
    """How a document leaves, and to whom. `asks_whom`: what was made to stay has no reader of its own."""

    marks_optional = False
    to = one_of(_("Vem är mottagaren?"))
    recipient = short_text(_("Mottagarens namn"), 160)
    how = one_of(_("Hur skickas den?"))

    def __init__(self, *arguments: Any, asks_whom: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, to=choices(ASKER_NAMES), how=_ways())
        if not asks_whom:
            del self.fields["to"]


def _ways() -> list[tuple[str, str]]:
    """How something leaves. The words are kept as they are pressed."""
    return [
        ("brev", gettext("Brev")),
        ("rekommenderat brev", gettext("Rekommenderat brev")),
        ("digital brevlåda", gettext("Digital brevlåda")),
        ("lämnat vid möte", gettext("Lämnat vid möte")),
        ("bud", gettext("Bud")),
        ("säker överföring", gettext("Säker överföring")),
    ]


class ReleaseForm(forms.Form):
    """The test of harm."""

    marks_optional = False
    outcome = one_of(_("Ditt beslut"))
    basis = one_of(_("Vad prövade du mot?"))
    reason = long_text(
        _("Hur bedömde du skadan?"), 4, hint=_("Vad kan hända den vars namn det är, och vad behöver den som frågar?")
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, outcome=choices(RELEASED_NAMES), basis=choices(BASIS_NAMES))
