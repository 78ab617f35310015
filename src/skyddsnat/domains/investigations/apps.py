"""Django's name for this app."""

from django.apps import AppConfig

from skyddsnat.foundation.documents.following import follow_leaving


class InvestigationsConfig(AppConfig):
    """Investigations: plan, areas, communication, analysis, time."""

    name = "skyddsnat.domains.investigations"
    label = "investigations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what follows when a letter has left."""
        from skyddsnat.domains.investigations.actions.parties import letter_left  # noqa: PLC0415 - needs the tables

        follow_leaving("investigations.investigation", letter_left)
