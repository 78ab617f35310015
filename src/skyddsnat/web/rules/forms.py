"""The two small forms of the page: on which day, and when is it due at the latest."""

from django import forms
from django.utils.translation import gettext_lazy as _

from skyddsnat.law.register import rules
from skyddsnat.web.presenters import said


def _rule_choices() -> list[tuple[str, str]]:
    return [(rule.id, said(rule.title)) for rule in {rule.id: rule for rule in rules()}.values()]


class WhenForm(forms.Form):
    """A rule and the day that its time runs from. Sent by GET: it holds nothing about anyone."""

    rule = forms.ChoiceField(label=_("Regel"), choices=_rule_choices)
    begins = forms.DateField(label=_("Tiden börjar"), widget=forms.DateInput(attrs={"type": "date"}))


class OnDayForm(forms.Form):
    """Show the law as it stands on a day."""

    on = forms.DateField(label=_("Lagen den"), widget=forms.DateInput(attrs={"type": "date"}))
