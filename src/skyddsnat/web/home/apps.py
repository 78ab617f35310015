"""Django's name for this app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """My day, the first page of the morning."""

    name = "skyddsnat.web.home"
    label = "web_home"
