"""Django's name for this app."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """What somebody is typing, saved while they type."""

    name = "skyddsnat.foundation.drafts"
    label = "drafts"
    default_auto_field = "django.db.models.BigAutoField"
