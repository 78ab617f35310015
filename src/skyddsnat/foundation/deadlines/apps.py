"""Django's name for this app."""

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    """The table of due dates."""

    name = "skyddsnat.foundation.deadlines"
    label = "deadlines"
    default_auto_field = "django.db.models.BigAutoField"
