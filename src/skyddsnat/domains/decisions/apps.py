"""Django's name for this app."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Proposals, decisions, obstacles and who may decide."""

    name = "skyddsnat.domains.decisions"
    label = "decisions"
    default_auto_field = "django.db.models.BigAutoField"
