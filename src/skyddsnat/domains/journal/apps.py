"""Django's name for this app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Notes, contacts and talks with the child."""

    name = "skyddsnat.domains.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
