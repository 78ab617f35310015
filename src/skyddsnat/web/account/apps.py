"""Django's name for this app."""

from django.apps import AppConfig


class AccountConfig(AppConfig):
    """Signing in and out, drafts, and the pages that are always there."""

    name = "skyddsnat.web.account"
    label = "web_account"
