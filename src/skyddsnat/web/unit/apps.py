"""Django's name for this app."""

from django.apps import AppConfig


class UnitConfig(AppConfig):
    """The unit: load and clocks."""

    name = "skyddsnat.web.unit"
    label = "web_unit"
