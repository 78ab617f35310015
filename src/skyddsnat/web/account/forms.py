"""The form for signing in."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


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
    }
