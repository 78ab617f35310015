"""Django's name for this app."""

from django.apps import AppConfig


class CompulsoryConfig(AppConfig):
    """The compulsory case of a child, its chain, places, outings, and who was asked and told."""

    name = "skyddsnat.web.compulsory"
    label = "web_compulsory"
