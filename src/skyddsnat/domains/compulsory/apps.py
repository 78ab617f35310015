"""Django's name for this app."""

from django.apps import AppConfig


class CompulsoryConfig(AppConfig):
    """Compulsory care, its courts and clocks, two caseworkers, police assistance and the board's part."""

    name = "skyddsnat.domains.compulsory"
    label = "compulsory"
    default_auto_field = "django.db.models.BigAutoField"
