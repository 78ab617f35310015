"""Django's name for this app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Letters, decisions and records as reproducible PDF/A, locked once signed."""

    name = "skyddsnat.foundation.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
