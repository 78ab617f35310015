"""Django's name for this app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Papers of a compulsory case."""

    name = "skyddsnat.web.papers"
    label = "web_papers"
