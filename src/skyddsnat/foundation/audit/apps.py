"""Django's name for this app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Events that cannot be changed: every write, and every opening of a file."""

    name = "skyddsnat.foundation.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
