"""Django's name for this app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Need to know: files, assignments, temporary access, and who is looking."""

    name = "skyddsnat.foundation.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
