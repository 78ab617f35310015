"""Django's name for this app."""

from django.apps import AppConfig


class DecisionPagesConfig(AppConfig):
    """Proposals and decisions, as pages."""

    name = "skyddsnat.web.decisions"
    label = "web_decisions"
