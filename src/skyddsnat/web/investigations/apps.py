"""Django's name for this app."""

from django.apps import AppConfig


class InvestigationPagesConfig(AppConfig):
    """Investigations, as pages."""

    name = "skyddsnat.web.investigations"
    label = "web_investigations"
