"""Django's name for this app."""

from django.apps import AppConfig


class OncallConfig(AppConfig):
    """The extract for the on-call team, its recipients and its openings."""

    name = "skyddsnat.foundation.oncall"
    label = "oncall"
    default_auto_field = "django.db.models.BigAutoField"
