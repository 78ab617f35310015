"""The forms for signing in and for choosing a password."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from skyddsnat.web.account import guesses


class SignInForm(AuthenticationForm):
    """User name and password. Which of the two was wrong is never said."""

    username = forms.CharField(
        label=_("Användarnamn"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Lösenord"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    error_messages = {
        "invalid_login": _("Det blev fel. Kontrollera användarnamn och lösenord och försök igen."),
        "inactive": _("Kontot är avstängt. Be systemadministratören."),
        "too_many": _("Det blev fel för många gånger. Vänta tio minuter och försök igen."),
    }

    def clean(self) -> dict[str, Any]:
        """Not after too many wrong passwords, whether this one is right or not."""
        name = self.cleaned_data.get("username", "")
        if guesses.are_too_many(name):
            raise forms.ValidationError(self.error_messages["too_many"], code="too_many")
        try:
            fields = super().clean()
        except forms.ValidationError:
            guesses.note(name)
            raise
        guesses.forget(name)
        return fields


class PasswordForm(PasswordChangeForm):
    """The password one has, and the new one twice. Never a draft: what is typed here is kept nowhere."""

    old_password = forms.CharField(
        label=_("Lösenordet du har nu"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new_password1 = forms.CharField(
        label=_("Nytt lösenord"),
        help_text=_("Minst tolv tecken. En mening är lätt att minnas och svår att gissa."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    new_password2 = forms.CharField(
        label=_("Nytt lösenord igen"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    error_messages = {
        "password_incorrect": _("Det är inte lösenordet du har nu."),
        "password_mismatch": _("De två nya lösenorden är inte lika."),
    }

    def clean(self) -> dict[str, Any]:
        """Also not the one it takes the place of."""
        fields = super().clean() or self.cleaned_data
        if fields.get("new_password1") and fields["new_password1"] == fields.get("old_password"):
            self.add_error("new_password1", _("Välj ett annat lösenord än det du har."))
        return fields
