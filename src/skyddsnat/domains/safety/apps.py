"""Django's name for this app."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """The safety of the staff: incidents, what follows on them, warnings and campaigns."""

    name = "skyddsnat.domains.safety"
    label = "safety"
    default_auto_field = "django.db.models.BigAutoField"
