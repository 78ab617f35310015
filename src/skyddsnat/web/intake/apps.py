"""Django's name for this app."""

from django.apps import AppConfig


class IntakePagesConfig(AppConfig):
    """Reports of concern and their assessments, as pages."""

    name = "skyddsnat.web.intake"
    label = "web_intake"
