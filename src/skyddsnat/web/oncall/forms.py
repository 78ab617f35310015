"""The forms of the extract: whom to name, the receipt code, and the key that a browser made."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skyddsnat.foundation.oncall.types import ROUNDS, WrappedKey
from skyddsnat.web.fields import choose, moment

_LONGEST = 1000


class NameForm(forms.Form):
    """Somebody who may be on call."""

    employee = forms.TypedChoiceField(label=_("Vem"), coerce=int)

    def __init__(self, *arguments: Any, people: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, employee=[("", str(_("Välj"))), *people])


class ReceiptForm(forms.Form):
    """The code that the extract showed, and when it was opened."""

    receipt = forms.CharField(
        label=_("Kvittokod"),
        max_length=40,
        help_text=_("Står överst i utdraget när det är öppet: tolv tecken."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    opened_at = moment(_("När öppnade du det?"))


class KeyForm(forms.Form):
    """What the browser made: all of it hidden, and none of it the passphrase. Never a draft."""

    public_key = forms.CharField(max_length=_LONGEST, widget=forms.HiddenInput)
    salt = forms.CharField(max_length=_LONGEST, widget=forms.HiddenInput)
    iv = forms.CharField(max_length=_LONGEST, widget=forms.HiddenInput)
    private = forms.CharField(max_length=_LONGEST, widget=forms.HiddenInput)

    def wrapped(self) -> WrappedKey:
        """The private key as it was wrapped."""
        fields = self.cleaned_data
        return WrappedKey(salt=fields["salt"], rounds=ROUNDS, iv=fields["iv"], private=fields["private"])
