"""The form of a new report: who told, how and when, the children with their guardians, and what happened.

One plain form, so that one draft holds all of it. The fields of child 1 are called `child-0-given_name` and so on; the
class is made for as many children as the page shows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from skyddsnat.domains.intake.types import (
    CHANNEL_NAMES,
    KNOWN_NAMES,
    Channel,
    Known,
    NewReport,
    ReportedChild,
    Reporter,
)
from skyddsnat.domains.people.types import PROTECTION_NAMES, NewPerson, Protection
from skyddsnat.kernel.personal_number import NotAPersonalNumber, parse
from skyddsnat.law.reporters import reporter_kinds
from skyddsnat.web.fields import choices, choose, day, moment, one_of
from skyddsnat.web.presenters import said

MOST_CHILDREN = 6
GUARDIANS = 2
CHILD_ROWS = (
    ("given_name", "family_name", "number"),
    ("birth_date", "sex", "protection"),
    ("school", "address", "language"),
    ("about",),
)
GUARDIAN_ROWS = (("given_name", "family_name", "number"), ("phone", "address", "protection"))

Choices = list[tuple[str, Any]]


@dataclass(frozen=True)
class Part:
    """A field of the page with the label it has there: shorter than in the list of faults, which names the child."""

    bound: BoundField
    label: str


@dataclass(frozen=True)
class GuardianParts:
    """One guardian of one child on the page."""

    title: str
    rows: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True)
class ChildParts:
    """One child on the page. `same_guardians` is None for the first."""

    number: int
    title: str
    rows: tuple[tuple[Part, ...], ...]
    same_guardians: BoundField | None
    guardians: tuple[GuardianParts, ...]


def prefix_of(child: int) -> str:
    """What the names of the fields of a child begin with."""
    return f"child-{child}-"


def _text(
    label: Any, rows: int = 0, *, hint: Any = "", required: bool = False, longest: int | None = None, **attributes: str
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, **attributes}) if rows else forms.TextInput(attrs=attributes)
    return forms.CharField(label=label, help_text=hint, required=required, max_length=longest, widget=widget)


class ReportForm(forms.Form):
    """What is asked once in a report. `on` is today: the kinds of reporter are those of the law of the day."""

    child_count = forms.IntegerField(min_value=1, max_value=MOST_CHILDREN, widget=forms.HiddenInput)
    reporter_kind = forms.ChoiceField(label=gettext_lazy("Vem anmäler?"))
    reporter_name = _text(
        gettext_lazy("Namn"), hint=gettext_lazy("En privatperson får vara anonym."), longest=160, autocomplete="off"
    )
    reporter_role = _text(gettext_lazy("Roll"), hint=gettext_lazy("Till exempel kurator eller granne."), longest=120)
    reporter_organisation = _text(
        gettext_lazy("Verksamhet"), hint=gettext_lazy("Till exempel skolans namn."), longest=160
    )
    reporter_phone = _text(gettext_lazy("Telefon"), longest=60, inputmode="tel", autocomplete="off")
    wants_feedback = forms.BooleanField(label=gettext_lazy("Vill få återkoppling"), required=False)
    reporter_is_protected = forms.BooleanField(
        label=gettext_lazy("Den som anmäler ska inte synas"),
        help_text=gettext_lazy(
            "Bara vid risk för våld eller annat allvarligt men. Namnet döljs och syns aldrig i brev till familjen."
        ),
        required=False,
    )
    reporter_protection_reason = _text(gettext_lazy("Varför inte?"))
    received_at = moment(gettext_lazy("Kom in"))
    channel = forms.ChoiceField(label=gettext_lazy("Hur kom den?"))
    same_household = forms.BooleanField(label=gettext_lazy("Barnen är syskon och bor ihop"), required=False)
    what_happened = _text(
        gettext_lazy("Vad har hänt?"), 6, required=True,
        hint=gettext_lazy("Vem, när och var. Håll isär vad anmälaren själv har sett och vad andra har berättat."),
    )  # fmt: skip
    concern = _text(gettext_lazy("Vad är anmälaren orolig för?"), 3)
    earlier_known = _text(gettext_lazy("Vad är känt sedan tidigare?"), 2)
    acute_danger = forms.BooleanField(label=gettext_lazy("Fara för liv eller hälsa just nu"), required=False)
    violence_suspected = forms.BooleanField(label=gettext_lazy("Misstanke om våld"), required=False)
    child_knows = one_of(gettext_lazy("Vet barnet om anmälan?"))
    guardians_know = one_of(gettext_lazy("Vet vårdnadshavarna om anmälan?"))
    interpreter_language = _text(
        gettext_lazy("Tolk på språket"), hint=gettext_lazy("Lämna tomt om ingen tolk behövs."), longest=40
    )

    count = 1
    marks_optional = False

    def __init__(self, *arguments: Any, on: date, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.on = on
        known, protection = choices(KNOWN_NAMES), choices(PROTECTION_NAMES)
        protected = [name for name in self.fields if name.endswith("-protection")]
        choose(
            self,
            reporter_kind=kind_choices(on),
            channel=choices(CHANNEL_NAMES),
            child_knows=known,
            guardians_know=known,
            **dict.fromkeys(protected, protection),
        )

    def clean(self) -> dict[str, Any]:
        """Numbers are checked here, where today is known. The fault never repeats what was typed."""
        for name in [each for each in self.cleaned_data if each.endswith("-number") and self.cleaned_data[each]]:
            try:
                parse(self.cleaned_data[name], on=self.on)
            except NotAPersonalNumber as fault:
                self.add_error(name, said(fault.text))
        return self.cleaned_data

    def children(self) -> Iterator[ChildParts]:
        """The children, as the page draws them."""
        for child in range(self.count):
            start = prefix_of(child)
            yield ChildParts(
                number=child + 1,
                title=child_title(child, self.count),
                rows=self._rows(start, CHILD_ROWS),
                same_guardians=self[f"{start}same_guardians"] if child else None,
                guardians=tuple(self._guardian(start, number) for number in range(GUARDIANS)),
            )

    def _guardian(self, start: str, number: int) -> GuardianParts:
        title = _("Vårdnadshavare {number}").format(number=number + 1)
        return GuardianParts(title, self._rows(f"{start}guardian-{number}-", GUARDIAN_ROWS))

    def _rows(self, start: str, rows: Iterable[Iterable[str]]) -> tuple[tuple[Part, ...], ...]:
        return tuple(tuple(Part(self[start + name], str(_LABELS[name])) for name in row) for row in rows)


def child_title(child: int, count: int) -> str:
    """«Barnet», or «Barn 2» of several."""
    return _("Barn {number}").format(number=child + 1) if count > 1 else _("Barnet")


def kind_choices(on: date) -> Choices:
    """The kinds of reporter of the law of the day: those who must report, and those who may."""
    kinds = reporter_kinds(on)
    must = [(kind.code, said(kind.text)) for kind in kinds if kind.is_mandatory]
    should = [(kind.code, said(kind.text)) for kind in kinds if not kind.is_mandatory]
    return [("", _("Välj")), (_("Får anmäla"), should), (_("Skyldiga att anmäla"), must)]


# --- The class for a number of children -------------------------------------------------------------------------------

_LABELS = {
    "given_name": gettext_lazy("Förnamn"),
    "family_name": gettext_lazy("Efternamn"),
    "number": gettext_lazy("Personnummer"),
    "birth_date": gettext_lazy("Född"),
    "sex": gettext_lazy("Kön"),
    "protection": gettext_lazy("Skyddade uppgifter"),
    "school": gettext_lazy("Skola eller förskola"),
    "address": gettext_lazy("Adress"),
    "phone": gettext_lazy("Telefon"),
    "language": gettext_lazy("Språk"),
    "about": gettext_lazy("Vad gäller just det här barnet?"),
}
_SEXES = (("", gettext_lazy("Inte angivet")), ("f", gettext_lazy("Flicka")), ("m", gettext_lazy("Pojke")))
_LONGEST = {
    "given_name": 120,
    "family_name": 120,
    "number": 20,
    "school": 160,
    "phone": 60,
    "language": 40,
    "address": 250,
}
_NO_NAME = gettext_lazy("Okänt? Skriv Okänt barn. Inte fött än? Skriv Ofött barn.")


@cache
def report_form(count: int) -> type[ReportForm]:
    """The form for so many children."""
    found: dict[str, Any] = {"count": count}
    for child in range(count):
        found |= _child_fields(child, count)
    return type("ReportForm", (ReportForm,), found)


def _child_fields(child: int, count: int) -> dict[str, forms.Field]:
    start = prefix_of(child)
    found = _person_fields(start, CHILD_ROWS, child, count)
    found[f"{start}given_name"].required = True
    found[f"{start}given_name"].help_text = _NO_NAME
    found[f"{start}same_guardians"] = forms.BooleanField(
        label=gettext_lazy("Samma vårdnadshavare som barn 1"), required=False
    )
    found[f"{start}match"] = forms.CharField(required=False, max_length=20)
    for number in range(GUARDIANS):
        found |= _person_fields(f"{start}guardian-{number}-", GUARDIAN_ROWS, child, count)
    return found


def _person_fields(start: str, rows: Iterable[Iterable[str]], child: int, count: int) -> dict[str, forms.Field]:
    return {f"{start}{name}": _person_field(name, _whose(name, child, count)) for row in rows for name in row}


def _whose(name: str, child: int, count: int) -> Any:
    return (
        format_lazy("{} ({} {})", _LABELS[name], pgettext_lazy("ett", "barn"), child + 1)
        if count > 1
        else _LABELS[name]
    )


def _person_field(name: str, label: Any) -> forms.Field:
    match name:
        case "birth_date":
            return day(label)
        case "sex":
            return forms.ChoiceField(label=label, required=False, choices=_SEXES)
        case "protection":
            return forms.ChoiceField(label=label, required=False)
        case "about":
            return _text(label, 2)
    return _text(label, longest=_LONGEST[name], autocomplete="off")


# --- What was typed, as a report --------------------------------------------------------------------------------------


def new_report(fields: Mapping[str, Any]) -> NewReport:
    """The checked fields as a report. A child whose `match` is a person's id has a file already."""
    names = (
        "what_happened",
        "concern",
        "earlier_known",
        "violence_suspected",
        "acute_danger",
        "interpreter_language",
        "same_household",
    )
    return NewReport(
        received_at=fields["received_at"],
        channel=Channel(fields["channel"]),
        reporter=Reporter(
            kind=fields["reporter_kind"],
            name=fields["reporter_name"],
            role=fields["reporter_role"],
            organisation=fields["reporter_organisation"],
            phone=fields["reporter_phone"],
            wants_feedback=fields["wants_feedback"],
            is_protected=fields["reporter_is_protected"],
            protection_reason=fields["reporter_protection_reason"],
        ),
        children=tuple(_child(fields, number) for number in range(fields["child_count"])),
        child_knows=Known(fields["child_knows"]),
        guardians_know=Known(fields["guardians_know"]),
        **{name: fields[name] for name in names},
    )


def _child(fields: Mapping[str, Any], number: int) -> ReportedChild:
    start = prefix_of(number)
    match = fields[f"{start}match"]
    return ReportedChild(
        new=_person(fields, start),
        person_id=int(match) if match.isdecimal() else None,
        about=fields[f"{start}about"],
        guardians=_guardians(fields, prefix_of(0) if fields[f"{start}same_guardians"] else start),
    )


def _guardians(fields: Mapping[str, Any], start: str) -> tuple[NewPerson, ...]:
    found = (_person(fields, f"{start}guardian-{number}-") for number in range(GUARDIANS))
    return tuple(person for person in found if person != NewPerson(given_name="", protection=person.protection))


def _person(fields: Mapping[str, Any], start: str) -> NewPerson:
    given = {
        name: fields[start + name] for name in _LABELS if name not in ("about", "protection") and start + name in fields
    }
    return NewPerson(
        **given | {"number": given["number"] or None},
        protection=Protection(fields[f"{start}protection"] or Protection.NONE),
    )
