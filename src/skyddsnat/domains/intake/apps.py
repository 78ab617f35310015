"""Django's name for this app."""

from django.apps import AppConfig

from skyddsnat.foundation.documents.following import follow_leaving


class IntakeConfig(AppConfig):
    """Reports of concern, protection assessments and preliminary assessments."""

    name = "skyddsnat.domains.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what follows when a letter has left."""
        from skyddsnat.domains.intake.actions.feedback import letter_left  # noqa: PLC0415 - needs the tables

        follow_leaving("intake.report_child", letter_left)
