"""Forms of surveys. Answers and groups are written a line each, as a table is: code, Swedish, English."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.survey.types.definition import KIND_NAMES
from skyddsnat.foundation.staff.types import ROLE_NAMES, Role
from skyddsnat.web.fields import choices, choose, day, long_text, some_of
from skyddsnat.web.survey.definitions import MISSING, overfull
from skyddsnat.web.survey.picked import file_of_text

Options = Sequence[tuple[str, str]]


def _line(label: Any, *, hint: Any = "", required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=required, max_length=300)


def _readable(text: str, last: Collection[str] | None = None) -> str:
    """The lines. Raises Django's ValidationError where one has a part that would be lost."""
    number = overfull(text, last)
    if number is None:
        return text
    raise forms.ValidationError(
        _("Rad %(number)s har för många delar. Ett streck som hör till texten skrivs \\|."), params={"number": number}
    )


class HeadForm(forms.Form):
    """Whom the survey asks, and about what time."""

    marks_optional = False

    key = forms.CharField(
        label=_("Nyckel"),
        help_text=_("Ett ord som enkäten heter i filer, till exempel trygghet. Ändras aldrig."),
        max_length=60,
    )
    title_sv = _line(_("Namn på svenska"), required=True)
    title_en = _line(_("Namn på engelska"), required=True)
    population_sv = _line(_("Vilka den frågar, på svenska"), required=True)
    population_en = _line(_("Vilka den frågar, på engelska"), required=True)
    period_sv = _line(_("Vilken tid den frågar om, på svenska"), required=True)
    period_en = _line(_("Vilken tid den frågar om, på engelska"), required=True)
    intro_sv = long_text(_("Inledning på svenska"), 3)
    intro_en = long_text(_("Inledning på engelska"), 3)


class KnownHeadForm(HeadForm):
    """The same of a survey that has its key."""

    key = None  # type: ignore[assignment]  # Django's way to leave out a field of the form above


class QuestionForm(forms.Form):
    """One question. What belongs to other kinds of questions stays empty."""

    marks_optional = False

    name = forms.CharField(
        label=_("Frågans nyckel"),
        help_text=_("Ett ord. Samma fråga har samma nyckel i alla omgångar, så att den går att följa över tid."),
        max_length=60,
    )
    kind = forms.ChoiceField(label=_("Hur frågan besvaras"))
    text_sv = long_text(_("Frågan på svenska"), 2, required=True)
    text_en = long_text(_("Frågan på engelska"), 2, required=True)
    help_sv = long_text(_("Förklaring på svenska"), 2)
    help_en = long_text(_("Förklaring på engelska"), 2)
    answers = long_text(
        _("Svar att välja mellan"),
        5,
        hint=_("En rad per svar: kod | svenska | engelska. Sist | saknas om svaret räknas som inget svar."),
    )
    groups = long_text(
        _("Svar som räknas ihop"),
        2,
        hint=_("En rad per grupp: kod | svenska | engelska | svarens koder med mellanslag."),
    )
    condition_question = forms.ChoiceField(label=_("Ställs bara till den som på frågan"), required=False)
    condition_answers = _line(_("har svarat"), hint=_("Svarens koder med mellanslag."))
    screening = _line(
        _("Går vidare med svaret"),
        hint=_("Svarens koder med mellanslag. Den som svarar annat får inga fler frågor. Tomt: alla går vidare."),
    )
    lowest = forms.IntegerField(label=_("Lägsta talet"), required=False)
    highest = forms.IntegerField(label=_("Högsta talet"), required=False)
    lowest_sv = _line(_("Det lägsta på svenska"))
    lowest_en = _line(_("Det lägsta på engelska"))
    highest_sv = _line(_("Det högsta på svenska"))
    highest_en = _line(_("Det högsta på engelska"))

    def __init__(self, *args: Any, earlier: Options = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, kind=choices(KIND_NAMES), condition_question=[("", "–"), *earlier])

    def clean_answers(self) -> str:
        """The lines, where each can be read."""
        return _readable(self.cleaned_data["answers"], MISSING)

    def clean_groups(self) -> str:
        """The lines, where each can be read."""
        return _readable(self.cleaned_data["groups"])


class NewForm(QuestionForm, HeadForm):  # Django takes the fields of the last one first
    """A survey with its first question."""


class FileForm(forms.Form):
    """A definition as a file has it."""

    text_file = file_of_text(_("Filen med definitionen"), hint=_("Eller klistra in texten i rutan under."))
    text = long_text(_("Definitionen som YAML"), 24, required=True)


class WaveForm(forms.Form):
    """One time that the survey is asked."""

    marks_optional = False

    name = forms.CharField(label=_("Omgångens namn"), help_text=_("Till exempel hösten 2026."), max_length=80)
    opens_on = day(_("Första dagen"), required=True)
    closes_on = day(_("Sista dagen"), hint=_("Dagen efter stängs omgången för gott, av sig själv."), required=True)
    reminder_1 = day(_("Första påminnelsen"), hint=_("Går till dem som inte har svarat. Tomt: ingen påminnelse."))
    reminder_2 = day(_("Andra påminnelsen"))


class StaffForm(forms.Form):
    """Whom among the staff the wave asks."""

    units = some_of(_("Enheter"))
    roles = some_of(_("Roller"))

    def __init__(self, *args: Any, units: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, units=units, roles=choices(ROLE_NAMES))

    def chosen_roles(self) -> Sequence[Role]:
        """The roles that were ticked."""
        return [Role(each) for each in self.cleaned_data["roles"]]


class AddressesForm(forms.Form):
    """Addresses of others whom the wave asks."""

    text = long_text(
        _("Adresser"),
        12,
        hint=_("Första raden: address, eller address,language,unit. Sedan en rad per person."),
        required=True,
    )


class NothingForm(forms.Form):
    """A deed that asks for nothing but that one means it."""
