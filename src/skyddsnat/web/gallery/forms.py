"""Forms that show every kind of field."""

from django import forms
from django.utils.translation import gettext_lazy as _

OBSTACLES = [
    ("economy", _("Ekonomi")),
    ("threat", _("Hot eller rädsla")),
    ("staff", _("Personal saknas")),
    ("place", _("Ingen plats")),
    ("police", _("Polis kom inte")),
    ("consent", _("Samtycke saknas")),
    ("law", _("Inget lagrum passar")),
    ("other", _("Annat")),
]
DECIDERS = [
    ("me", _("Jag")),
    ("manager", _("Enhetschef")),
    ("board", _("Nämnd eller utskott")),
    ("provider", _("Utförare")),
]
SERVICES = [
    ("family-treatment", _("Familjebehandling i hemmet, intensiv")),
    ("contact-family", _("Kontaktfamilj, varannan helg")),
]


class DecisionForm(forms.Form):
    """The decision as drawn: own judgement beside the proposal, and why they differ."""

    suitable = forms.ChoiceField(label=_("Mest lämplig enligt din bedömning"), choices=SERVICES)
    chosen = forms.ChoiceField(label=_("Det som föreslås"), choices=SERVICES)
    obstacles = forms.MultipleChoiceField(
        label=_("Varför inte det mest lämpliga?"),
        help_text=_("Räknas i enhetens siffror, aldrig med barnets namn. Minst en orsak."),
        choices=OBSTACLES,
        widget=forms.CheckboxSelectMultiple,
    )
    decided_by = forms.ChoiceField(label=_("Vem avgjorde det?"), choices=DECIDERS, widget=forms.RadioSelect)
    own_words = forms.CharField(label=_("Med egna ord"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    start = forms.DateField(label=_("Planerad start"), widget=forms.DateInput(attrs={"type": "date"}))
    childs_version = forms.CharField(
        label=_("Barnets version"),
        widget=forms.Textarea(attrs={"rows": 7, "data-app-readability": "meter"}),
    )


class EveryFieldForm(forms.Form):
    """One field of every kind, to be shown empty and with faults."""

    name = forms.CharField(label=_("Namn"), help_text=_("Som det står i folkbokföringen."))
    note = forms.CharField(label=_("Anteckning"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    when = forms.DateField(label=_("Dag"), widget=forms.DateInput(attrs={"type": "date"}))
    place = forms.ChoiceField(label=_("Plats"), choices=[("", ""), ("school", _("Skolan")), ("home", _("Hemma"))])
    how = forms.ChoiceField(
        label=_("Hur"), choices=[("alone", _("enskilt")), ("others", _("med andra"))], widget=forms.RadioSelect
    )
    heard = forms.BooleanField(label=_("Barnet har fått säga sin mening"))
    obstacles = forms.MultipleChoiceField(label=_("Hinder"), choices=OBSTACLES[:4], widget=forms.CheckboxSelectMultiple)
