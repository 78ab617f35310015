"""Django's name for this app."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """What the records show: indicators with their definitions, beside what staff say."""

    name = "skyddsnat.web.figures"
    label = "web_figures"
