"""Django's name for this app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Reports of concern, protection assessments and preliminary assessments."""

    name = "skyddsnat.domains.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
