"""Django's name for this app."""

from django.apps import AppConfig


class InvestigationsConfig(AppConfig):
    """Investigations: plan, areas, communication, analysis, time."""

    name = "skyddsnat.domains.investigations"
    label = "investigations"
    default_auto_field = "django.db.models.BigAutoField"
